//! From what a customer typed to the one clean form of a link, or the reason why not.
//! Owns the order of the checks. It must never fetch anything, and never return a form that it
//! would itself change or refuse.

use super::{LinkError, MAX_LINK_CHARS, Platform, refusal};
use crate::domain::one_line::is_invisible;
use url::{Host, Url, form_urlencoded};

/// The one clean form of a link: https, host in lower case without `www.` and `m.`, no fragment,
/// no tracking parameters. The scheme may be missing, and `@name` is enough where the platform
/// has pages of people. Cleaning a clean link changes nothing.
///
/// # Errors
/// The [`LinkError`] that says what was sent instead.
pub fn clean_link(text: &str, platform: Option<Platform>) -> Result<String, LinkError> {
    let once = clean_once(text, platform)?;
    // Odd links can turn into something else when read again (dot segments, encoded parts).
    if clean_once(&once, platform)? == once { Ok(once) } else { Err(LinkError::NotALink) }
}

fn clean_once(text: &str, platform: Option<Platform>) -> Result<String, LinkError> {
    let visible = visible(text);
    let typed = visible.trim();
    if typed.is_empty() {
        return Err(LinkError::Empty);
    }
    if too_long(typed) {
        return Err(LinkError::TooLong);
    }
    if let Some(link) = from_handle(typed, platform)? {
        return Ok(link);
    }
    refusal::of_typed(typed)?;
    let mut url = parse(typed)?;
    let host = public_host(&url)?;
    url.set_host(Some(&host)).map_err(|_| LinkError::NotALink)?;
    let owner = Platform::of_host(&host);
    if let (Some(expected), Some(found)) = (platform, owner)
        && expected != found
    {
        return Err(LinkError::WrongPlatform { expected });
    }
    drop_noise(&mut url, owner);
    refusal::of_url(&url, owner)?;
    let clean = String::from(url);
    if too_long(&clean) { Err(LinkError::TooLong) } else { Ok(clean) }
}

fn too_long(text: &str) -> bool {
    text.chars().nth(MAX_LINK_CHARS).is_some()
}

/// The text without characters that nobody sees; control characters that separate become spaces.
fn visible(text: &str) -> String {
    let seen = |letter: char| match letter {
        '\t' | '\n' | '\r' => Some(' '),
        _ if letter.is_control() || is_invisible(letter) => None,
        _ => Some(letter),
    };
    text.chars().filter_map(seen).collect()
}

/// The page of `@name`, for platforms where that names one person.
fn from_handle(typed: &str, platform: Option<Platform>) -> Result<Option<String>, LinkError> {
    let Some(name) = typed.strip_prefix('@') else {
        return Ok(None);
    };
    let allowed =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '-');
    let is_name = (1..=64).contains(&name.len())
        && name.chars().all(allowed)
        && name.chars().any(|letter| letter.is_ascii_alphanumeric());
    match platform.and_then(Platform::handle_base) {
        Some(base) if is_name => Ok(Some(format!("{base}{name}"))),
        _ => Err(LinkError::NotALink),
    }
}

fn parse(typed: &str) -> Result<Url, LinkError> {
    // Browsers take a backslash for a slash, which hides where the host ends.
    if typed.contains('\\') || typed.contains(char::is_whitespace) {
        return Err(LinkError::NotALink);
    }
    let rest = match typed.split_once("://") {
        Some((scheme, rest)) if is_web(scheme) => rest,
        Some((before, _)) if !before.contains(['/', '?']) => return Err(LinkError::NotALink),
        _ => typed.strip_prefix("//").unwrap_or(typed),
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    let names_a_host = host.contains('.') && port.bytes().all(|byte| byte.is_ascii_digit());
    if authority.contains('@') || !names_a_host {
        return Err(LinkError::NotALink);
    }
    let mut url = Url::parse(&format!("https://{rest}")).map_err(|_| LinkError::NotALink)?;
    if url.port() == Some(80) {
        url.set_port(None).map_err(|()| LinkError::NotALink)?;
    }
    Ok(url)
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// The host without `www.` and `m.`; refuses addresses and names that are not public.
fn public_host(url: &Url) -> Result<String, LinkError> {
    let Some(Host::Domain(domain)) = url.host() else {
        return Err(LinkError::NotALink);
    };
    let mut host = domain.strip_suffix('.').unwrap_or(domain);
    while let Some(rest) = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")) {
        if !rest.contains('.') {
            break;
        }
        host = rest;
    }
    let (name, top) = host.rsplit_once('.').ok_or(LinkError::NotALink)?;
    let private = matches!(top, "localhost" | "local" | "internal" | "lan" | "home" | "test");
    let is_top = top.len() >= 2 && top.starts_with(|first: char| first.is_ascii_alphabetic());
    let labelled = name.split('.').all(|label| !label.is_empty());
    if private || !is_top || !labelled {
        return Err(LinkError::NotALink);
    }
    Ok(host.to_owned())
}

/// Drops the fragment, tracking parameters, and on platforms the slashes at the end.
fn drop_noise(url: &mut Url, owner: Option<Platform>) {
    url.set_fragment(None);
    let query = url.query().unwrap_or("");
    let kept: Vec<&str> = query.split('&').filter(|part| !is_noise(part, owner)).collect();
    let kept = kept.join("&");
    url.set_query((!kept.is_empty()).then_some(kept.as_str()));
    if owner.is_some() {
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
    }
}

/// Whether a part of a query only says where the link was shared.
fn is_noise(part: &str, owner: Option<Platform>) -> bool {
    let Some((key, _)) = form_urlencoded::parse(part.as_bytes()).next() else {
        return true;
    };
    let key = key.to_ascii_lowercase();
    match key.as_str() {
        "igsh" | "igshid" | "si" | "fbclid" | "gclid" | "yclid" | "msclkid" | "ttclid"
        | "twclid" | "feature" | "ref" | "ref_src" | "ref_url" | "mibextid" | "rdid"
        | "share_id" | "share_url" | "share_app_id" | "sharer_language" | "is_from_webapp"
        | "sender_device" | "sender_web_id" | "is_copy_url" | "_r" | "_t" | "mc_cid" | "mc_eid"
        | "utm" => true,
        // On X these two tell who shared; on YouTube `t` is the moment to start at.
        "s" | "t" => owner == Some(Platform::X),
        "pp" | "ab_channel" => owner == Some(Platform::YouTube),
        "hl" => owner == Some(Platform::Instagram),
        _ => key.starts_with("utm_"),
    }
}

#[cfg(test)]
#[path = "cleaning_tests.rs"]
mod tests;
