//! The forms in which the values of buttons are written, each read strictly: anybody can send
//! anything.

/// A number, none below zero.
pub(super) mod number {
    use std::fmt::Display;
    use std::str::FromStr;

    pub(in super::super) fn written<N: Display>(number: &N) -> String {
        number.to_string()
    }

    pub(in super::super) fn read<N: FromStr>(text: &str) -> Option<N> {
        text.parse().ok().filter(|_| !text.starts_with('-'))
    }
}

/// 128 bits in hex.
pub(super) mod hex {
    pub(in super::super) fn written(text: &str) -> String {
        text.to_owned()
    }

    pub(in super::super) fn read(text: &str) -> Option<String> {
        let is_hex = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex.then(|| text.to_owned())
    }
}

/// A name of ours without a colon.
pub(super) mod text {
    pub(in super::super) fn written(text: &str) -> String {
        text.to_owned()
    }

    pub(in super::super) fn read(text: &str) -> Option<String> {
        Some(text.to_owned())
    }
}

/// One letter.
pub(super) mod letter {
    pub(in super::super) fn written(letter: &char) -> String {
        letter.to_string()
    }

    pub(in super::super) fn read(text: &str) -> Option<char> {
        let mut chars = text.chars();
        let first = chars.next()?;
        chars.next().is_none().then_some(first)
    }
}

/// Which orders are listed, as a letter.
pub(super) mod filter {
    use crate::store::orders::listing::Filter;

    const LETTERS: [(Filter, &str); 4] =
        [(Filter::All, "a"), (Filter::Open, "o"), (Filter::Done, "d"), (Filter::Returned, "r")];

    pub(in super::super) fn written(filter: &Filter) -> String {
        let letter = LETTERS.iter().find(|(other, _)| other == filter);
        letter.map_or_else(String::new, |(_, letter)| (*letter).to_owned())
    }

    pub(in super::super) fn read(text: &str) -> Option<Filter> {
        LETTERS.iter().find(|(_, letter)| *letter == text).map(|(filter, _)| *filter)
    }
}

/// What a provider's sentence means, by its stored name.
pub(super) mod meaning {
    use crate::domain::provider::Meaning;

    pub(in super::super) fn written(meaning: &Meaning) -> String {
        meaning.into_str().to_owned()
    }

    pub(in super::super) fn read(text: &str) -> Option<Meaning> {
        text.parse().ok()
    }
}
