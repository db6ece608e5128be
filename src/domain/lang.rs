//! The languages that the shop speaks, by their tags. Owns which there are and which one stands in
//! for the others. It must never know a text of theirs.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

/// A language the shop speaks; stored and written in buttons as its tag, which never changes.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    EnumString,
    IntoStaticStr,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "lowercase", const_into_str)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English, the fallback.
    #[default]
    En,
    /// Russian.
    Ru,
    /// Uzbek, in Latin letters.
    Uz,
}

impl Lang {
    /// Every language, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::En, Self::Ru, Self::Uz];

    /// The language of an IETF tag such as `ru-RU`; English for anything unknown.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        Self::named(tag).unwrap_or(Self::En)
    }

    /// Whether the language of an IETF tag is one of ours.
    #[must_use]
    pub fn is_spoken(tag: &str) -> bool {
        Self::named(tag).is_some()
    }

    fn named(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| lang.tag() == primary)
    }

    /// The tag under which a choice is stored.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        self.into_str()
    }

    /// What its speakers call it.
    #[must_use]
    pub const fn native_name(self) -> &'static str {
        match self {
            Self::En => "🇬🇧 English",
            Self::Ru => "🇷🇺 Русский",
            Self::Uz => "🇺🇿 Oʻzbekcha",
        }
    }
}
