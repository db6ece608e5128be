//! What customers send in place of a link, told apart so that the answer can help: e-mail
//! addresses, phone numbers, several links. Owns those recognitions. It must never be skipped:
//! providers may deliver to whatever address they are given.

use super::{LinkError, Platform};
use unicode_normalization::UnicodeNormalization;
use url::{Url, form_urlencoded};

/// Fewer digits than this are no phone number.
const MIN_PHONE_DIGITS: usize = 5;

/// Refuses a trimmed text that is an address, a number or more than one link.
pub(super) fn of_typed(typed: &str) -> Result<(), LinkError> {
    // Full-width letters and digits would otherwise pass for something else.
    let folded: String = typed.nfkc().flat_map(char::to_lowercase).collect();
    let folded = folded.trim();
    if is_phone(folded) || starts_with_any(folded, &["tel:", "sms:", "callto:"]) {
        return Err(LinkError::Phone);
    }
    if folded.starts_with("mailto:") || (!folded.contains('/') && is_email(folded)) {
        return Err(LinkError::Email);
    }
    if is_several(folded) {
        return Err(LinkError::Several);
    }
    Ok(())
}

/// Refuses a link that leads to a phone number or an e-mail address, and a platform's bare host.
pub(super) fn of_url(url: &Url, owner: Option<Platform>) -> Result<(), LinkError> {
    let pairs = || form_urlencoded::parse(url.query().unwrap_or("").as_bytes());
    let values = pairs().map(|(_, value)| value.into_owned());
    let segments = url.path().split('/').map(decoded);
    if values.chain(segments).any(|part| is_email(&part)) {
        return Err(LinkError::Email);
    }
    let first = url.path().split('/').nth(1).map(decoded).unwrap_or_default();
    let dials = match owner {
        Some(Platform::WhatsApp) => is_phone(&first) || pairs().any(|(key, _)| key == "phone"),
        Some(Platform::Telegram) => is_phone(&first),
        _ => false,
    };
    if dials {
        return Err(LinkError::Phone);
    }
    let bare = url.path() == "/" && url.query().is_none();
    if bare && url.host_str().is_some_and(Platform::is_front_door) {
        return Err(LinkError::NotALink);
    }
    Ok(())
}

fn starts_with_any(text: &str, prefixes: &[&str]) -> bool {
    prefixes.iter().any(|prefix| text.starts_with(prefix))
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let dialled = |letter: char| letter.is_ascii_digit() || " +-().".contains(letter);
    // Four groups with points are an IP address, which is no link either.
    let groups = text.split('.').count();
    digits >= MIN_PHONE_DIGITS && text.chars().all(dialled) && groups != 4
}

/// One word with text before and a domain after one at-sign. A leading at-sign is a handle.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let Some((name, top)) = domain.trim_end_matches(['.', ',', '>']).rsplit_once('.') else {
        return false;
    };
    let top_is_word = top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-');
    !local.is_empty()
        && !local.starts_with('@')
        && !local.contains(char::is_whitespace)
        && !name.is_empty()
        && name.chars().all(is_name)
        && top_is_word
}

/// Whether there are two links, apart or glued together.
fn is_several(folded: &str) -> bool {
    if folded.matches("http://").count() + folded.matches("https://").count() > 1 {
        return true;
    }
    let parts = folded.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|'));
    parts.filter(|part| is_link_like(part)).count() > 1
}

fn is_link_like(part: &str) -> bool {
    if starts_with_any(part, &["http://", "https://", "www.", "@"]) {
        return true;
    }
    let host = part.split(['/', '?', '#']).next().unwrap_or("");
    Platform::of_host(host).is_some()
}

/// A part of a path without percent encoding.
fn decoded(part: &str) -> String {
    // A plus stays a plus in a path, while a form would read it as a space.
    let guarded = part.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    let mut pairs = form_urlencoded::parse(guarded.as_bytes());
    pairs.next().map(|(key, _)| key.into_owned()).unwrap_or_default()
}
