//! What one text may be: a word, a name, a hashtag, a link, a country. Owns its one kept form. It
//! must never let through what cannot be seen or turns the direction of what stands around it.

use super::FieldError;
use super::countries::is_country;
use crate::domain::catalog::clean_text;
use crate::domain::links::{LinkKind, Platform, Wanted, clean_link, kind_of};
use crate::domain::one_line::one_line;

/// Longest name of a user.
const USERNAME_MAX_CHARS: usize = 64;
/// Longest hashtag without its mark.
const HASHTAG_MAX_CHARS: usize = 100;

/// What a text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// What somebody writes, as it is written.
    Prose {
        /// How long it may be.
        max_chars: usize,
    },
    /// A few words.
    Text {
        /// How long it may be.
        max_chars: usize,
    },
    /// The name of a user, kept without `@`.
    Username,
    /// A hashtag.
    Hashtag {
        /// Whether it is kept with its `#`.
        is_marked: bool,
    },
    /// A page of the service's platform: a link, or `@name` where that names one page.
    Page {
        /// What is needed; what cannot be told of a link is taken.
        wanted: LinkKind,
    },
    /// The link of any page.
    Site,
    /// A country's code of two letters, or `WW` for all of them.
    Country,
}

impl Rule {
    /// A typed text in its kept form.
    ///
    /// # Errors
    /// [`FieldError::Empty`], [`FieldError::Unfit`] or [`FieldError::TooLong`].
    pub(super) fn read(self, text: &str, platform: Option<Platform>) -> Result<String, FieldError> {
        let seen = one_line(text);
        if seen.is_empty() {
            return Err(FieldError::Empty);
        }
        match self {
            Self::Prose { max_chars } => bounded(prose(text), max_chars),
            Self::Text { max_chars } => bounded(clean_text(text, usize::MAX), max_chars),
            Self::Username => username(&seen),
            Self::Hashtag { is_marked } => hashtag(&seen, is_marked),
            Self::Page { wanted } => page(&seen, platform, wanted),
            Self::Site => clean_link(&seen, None).map_err(|_| FieldError::Unfit),
            Self::Country => country(&seen),
        }
    }

    /// Whether a letter ends an item of a list: what holds no spaces may be written side by side.
    pub(super) fn is_end_of_item(self, letter: char) -> bool {
        match self {
            Self::Prose { .. } | Self::Text { .. } => is_line_end(letter),
            Self::Username
            | Self::Hashtag { .. }
            | Self::Page { .. }
            | Self::Site
            | Self::Country => letter.is_whitespace() || matches!(letter, ',' | ';'),
        }
    }
}

const fn is_line_end(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Spaces around it and control characters within go.
fn prose(text: &str) -> String {
    let plain = |letter: char| match letter {
        '\t' => Some(' '),
        _ if letter.is_control() => None,
        _ => Some(letter),
    };
    let plain: String = text.chars().filter_map(plain).collect();
    plain.trim().to_owned()
}

fn bounded(text: String, max_chars: usize) -> Result<String, FieldError> {
    match text.chars().nth(max_chars) {
        None => Ok(text),
        Some(_) => Err(FieldError::TooLong { max: i64::try_from(max_chars).unwrap_or(i64::MAX) }),
    }
}

fn username(text: &str) -> Result<String, FieldError> {
    let name = text.trim_start_matches(['@', '＠']);
    let is_allowed =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '-');
    let is_name = name.chars().all(is_allowed) && name.chars().any(char::is_alphanumeric);
    let name = bounded(name.to_owned(), USERNAME_MAX_CHARS)?;
    if is_name { Ok(name) } else { Err(FieldError::Unfit) }
}

fn hashtag(text: &str, is_marked: bool) -> Result<String, FieldError> {
    let name = text.trim_start_matches(['#', '＃']);
    // Letters of all languages, with the signs that belong to them.
    let is_allowed = |letter: char| {
        letter.is_ascii_alphanumeric() || letter == '_' || (!letter.is_ascii() && letter != '＃')
    };
    if name.is_empty() || !name.chars().all(is_allowed) {
        return Err(FieldError::Unfit);
    }
    let name = bounded(name.to_owned(), HASHTAG_MAX_CHARS)?;
    Ok(if is_marked { format!("#{name}") } else { name })
}

fn page(text: &str, platform: Option<Platform>, wanted: LinkKind) -> Result<String, FieldError> {
    let link = clean_link(text, platform).map_err(|_| FieldError::Unfit)?;
    let wanted = Wanted { kind: wanted, is_certain: true };
    let fits = kind_of(&link).is_none_or(|found| wanted.takes(found));
    if fits { Ok(link) } else { Err(FieldError::Unfit) }
}

fn country(text: &str) -> Result<String, FieldError> {
    let code = match text.to_ascii_uppercase().as_str() {
        // As people write it; the code is another.
        "UK" => "GB".to_owned(),
        code => code.to_owned(),
    };
    if is_country(&code) { Ok(code) } else { Err(FieldError::Unfit) }
}
