//! What owners may say of a service or a category in place of its provider: names, descriptions,
//! and where it stands. Owns how such a text is cleaned and how long it may be, and which of
//! several is shown. It must never shorten what an owner wrote: too long is said, not cut.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

use crate::domain::ids::{CategoryId, ServiceId};
use crate::domain::lang::Lang;
use crate::domain::one_line::one_line;

/// Longest name of a service, in characters: it has to be read whole in a list.
pub const SERVICE_NAME_MAX_CHARS: usize = 60;
/// Longest name of a category, in characters.
pub const CATEGORY_NAME_MAX_CHARS: usize = 40;
/// Longest description, in characters.
pub const DESCRIPTION_MAX_CHARS: usize = 500;

/// What an owner can name, hide and pin; written in buttons as a letter and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CatalogItem {
    /// A service.
    Service(ServiceId),
    /// A category.
    Category(CategoryId),
}

impl CatalogItem {
    /// The stored name of what it is, which never changes.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Service(_) => "service",
            Self::Category(_) => "category",
        }
    }

    /// Its number among those of its kind.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Service(id) => id.get(),
            Self::Category(id) => id.get(),
        }
    }

    /// The item of a stored kind and its number.
    #[must_use]
    pub fn of_stored(kind: &str, number: i64) -> Option<Self> {
        match kind {
            "service" => Some(Self::Service(ServiceId::new(number))),
            "category" => Some(Self::Category(CategoryId::new(number))),
            _ => None,
        }
    }

    /// How many characters such a text of it may have.
    #[must_use]
    pub const fn max_chars(self, part: TextPart) -> usize {
        match (self, part) {
            (Self::Service(_), TextPart::Name) => SERVICE_NAME_MAX_CHARS,
            (Self::Category(_), TextPart::Name) => CATEGORY_NAME_MAX_CHARS,
            (_, TextPart::Description) => DESCRIPTION_MAX_CHARS,
        }
    }

    /// Whether it has such a text at all: a category has no description.
    #[must_use]
    pub const fn has(self, part: TextPart) -> bool {
        matches!((self, part), (Self::Service(_), _) | (_, TextPart::Name))
    }

    /// What an owner typed, cleaned: a name is one line, a description keeps its lines.
    ///
    /// # Errors
    /// Says what is wrong with it; the text is not cut.
    pub fn read(self, part: TextPart, typed: &str) -> Result<String, TextFault> {
        let text = match part {
            TextPart::Name => one_line(typed),
            TextPart::Description => lines(typed),
        };
        let max = self.max_chars(part);
        match text.chars().count() {
            0 => Err(TextFault::Empty),
            long if long > max => Err(TextFault::TooLong { long, max }),
            _ => Ok(text),
        }
    }
}

fn lines(typed: &str) -> String {
    let lines = typed.lines().map(one_line).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

impl fmt::Display for CatalogItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = match self {
            Self::Service(_) => 's',
            Self::Category(_) => 'c',
        };
        write!(f, "{letter}{}", self.number())
    }
}

/// No letter of a kind with a number behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoItem;

impl FromStr for CatalogItem {
    type Err = NoItem;

    fn from_str(text: &str) -> Result<Self, NoItem> {
        let mut letters = text.chars();
        let kind = letters.next().ok_or(NoItem)?;
        let number = letters.as_str().parse().ok().filter(|number: &i64| *number > 0);
        let number = number.ok_or(NoItem)?;
        match kind {
            's' => Ok(Self::Service(ServiceId::new(number))),
            'c' => Ok(Self::Category(CategoryId::new(number))),
            _ => Err(NoItem),
        }
    }
}

/// A text of an item, written in buttons as its letter.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr, Serialize, Deserialize,
)]
pub enum TextPart {
    /// Its name.
    #[strum(serialize = "n")]
    #[serde(rename = "n")]
    Name,
    /// Its description.
    #[strum(serialize = "d")]
    #[serde(rename = "d")]
    Description,
}

/// A change of where an item stands, for everybody and in every language; stored by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Mark {
    /// It is listed first.
    Pin,
    /// It is listed where the provider has it.
    Unpin,
    /// It is out of the lists and not sold.
    Hide,
    /// It is sold again, where it can be.
    Show,
}

/// What is wrong with an owner's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFault {
    /// There is nothing to read in it.
    Empty,
    /// It is too long.
    TooLong {
        /// Its characters.
        long: usize,
        /// The most there may be.
        max: usize,
    },
}

/// A name, or a description, in one language; empty for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnText {
    /// The language.
    pub lang: Lang,
    /// The name, or empty.
    pub name: String,
    /// The description, or empty.
    pub description: String,
}

impl OwnText {
    /// That text of the two.
    #[must_use]
    pub fn part(&self, part: TextPart) -> &str {
        match part {
            TextPart::Name => &self.name,
            TextPart::Description => &self.description,
        }
    }
}

/// What is shown to somebody who reads `lang`: what an owner wrote in it, else what they wrote in
/// English, else `listed`: what the shop itself says or the provider. The statements that read the
/// catalog say the same in SQL.
#[must_use]
pub fn shown<'a>(texts: &'a [OwnText], part: TextPart, lang: Lang, listed: &'a str) -> &'a str {
    let in_lang = |lang: Lang| {
        let mut own = texts.iter().filter(|text| text.lang == lang).map(|text| text.part(part));
        own.find(|text| !text.is_empty())
    };
    in_lang(lang).or_else(|| in_lang(Lang::default())).unwrap_or(listed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVICE: CatalogItem = CatalogItem::Service(ServiceId::new(12));
    const CATEGORY: CatalogItem = CatalogItem::Category(CategoryId::new(3));

    #[test]
    fn an_item_survives_its_two_forms_and_junk_is_none() {
        for item in [SERVICE, CATEGORY] {
            assert_eq!(item.to_string().parse(), Ok(item));
            assert_eq!(CatalogItem::of_stored(item.kind(), item.number()), Some(item));
        }
        for junk in ["", "s", "s0", "s-1", "x1", "s1x", "1", "é1", "s99999999999999999999"] {
            assert_eq!(junk.parse::<CatalogItem>(), Err(NoItem), "{junk}");
        }
    }

    #[test]
    fn a_name_is_one_clean_line_that_is_never_cut() {
        let name = |text: &str| SERVICE.read(TextPart::Name, text);
        assert_eq!(name("  Подписчики\n\u{202e}живые  🔥 "), Ok("Подписчики живые 🔥".to_owned()));
        assert_eq!(name(" \u{200b}\n"), Err(TextFault::Empty));
        assert_eq!(name(&"é".repeat(60)), Ok("é".repeat(60)));
        assert_eq!(name(&"é".repeat(61)), Err(TextFault::TooLong { long: 61, max: 60 }));
        let long = CATEGORY.read(TextPart::Name, &"x".repeat(41));
        assert_eq!(long, Err(TextFault::TooLong { long: 41, max: 40 }));
    }

    #[test]
    fn a_description_keeps_its_lines() {
        let text =
            SERVICE.read(TextPart::Description, " Starts  at once \n\n\n<b>No</b> refill\r\n");
        assert_eq!(text, Ok("Starts at once\n<b>No</b> refill".to_owned()));
        let long = SERVICE.read(TextPart::Description, &"x\n".repeat(251));
        assert_eq!(long, Err(TextFault::TooLong { long: 501, max: 500 }));
        assert!(SERVICE.has(TextPart::Description) && !CATEGORY.has(TextPart::Description));
    }

    #[test]
    fn ones_own_language_is_shown_then_english_then_what_the_provider_says() {
        let text =
            |lang, name: &str| OwnText { lang, name: name.to_owned(), description: String::new() };
        let of = |texts: &[OwnText], lang| shown(texts, TextPart::Name, lang, "SVC|1").to_owned();
        let both = [text(Lang::En, "Likes"), text(Lang::Ru, "Лайки"), text(Lang::Uz, "")];
        assert_eq!(of(&both, Lang::Ru), "Лайки");
        assert_eq!(of(&both, Lang::Uz), "Likes");
        assert_eq!(of(&both[1..], Lang::En), "SVC|1");
        assert_eq!(of(&[], Lang::Ru), "SVC|1");
        assert_eq!(shown(&both, TextPart::Description, Lang::En, "as listed"), "as listed");
    }
}
