//! The forms in which the values of buttons are written, each read strictly: anybody can send
//! anything.

/// A number, or a letter and a number; none below zero.
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

/// Money, as its micro-units; above zero.
pub(super) mod amount {
    use crate::domain::money::Money;

    pub(in super::super) fn written(amount: &Money) -> String {
        amount.micros().to_string()
    }

    pub(in super::super) fn read(text: &str) -> Option<Money> {
        text.parse().ok().map(Money::from_micros).filter(|amount| amount.is_positive())
    }
}

/// The id of a checkout, 128 bits in hex.
pub(super) mod checkout_id {
    use crate::domain::ids::CheckoutId;

    pub(in super::super) fn written(id: &CheckoutId) -> String {
        id.to_string()
    }

    pub(in super::super) fn read(text: &str) -> Option<CheckoutId> {
        super::hex::read(text).map(CheckoutId::new)
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

/// One of several, by its stored name; for what owners choose that is a letter.
pub(super) mod name {
    use std::str::FromStr;

    pub(in super::super) fn written<E: Copy + Into<&'static str>>(one: &E) -> String {
        (*one).into().to_owned()
    }

    pub(in super::super) fn read<E: FromStr>(text: &str) -> Option<E> {
        text.parse().ok()
    }
}

/// Which orders are listed, as a letter.
pub(super) mod filter {
    use crate::store::orders::listing::Filter;

    const LETTERS: [(Filter, &str); 4] =
        [(Filter::All, "a"), (Filter::Open, "o"), (Filter::Done, "d"), (Filter::Problems, "r")];

    pub(in super::super) fn written(filter: &Filter) -> String {
        let letter = LETTERS.iter().find(|(other, _)| other == filter);
        letter.map_or_else(String::new, |(_, letter)| (*letter).to_owned())
    }

    pub(in super::super) fn read(text: &str) -> Option<Filter> {
        LETTERS.iter().find(|(_, letter)| *letter == text).map(|(filter, _)| *filter)
    }
}

/// A platform by its stored name, or none.
pub(super) mod platform {
    use crate::domain::links::Platform;

    const NONE: &str = "-";

    pub(in super::super) fn written(platform: &Option<Platform>) -> String {
        platform.map_or(NONE, |platform| platform.into_str()).to_owned()
    }

    pub(in super::super) fn read(text: &str) -> Option<Option<Platform>> {
        if text == NONE { Some(None) } else { text.parse().ok().map(Some) }
    }
}
