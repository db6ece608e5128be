//! The six errors that the document lists. All of them are said before anything is placed; they
//! prove it only as SAFETY's rules have it: alone, without an order, below HTTP 500.

use crate::providers::error_table::ErrorClass;
use crate::providers::vocabulary::Vocabulary;

/// Whole texts, folded.
const WHOLE: &[(&str, ErrorClass)] = &[
    ("invalid key", ErrorClass::Auth),
    ("invalid params", ErrorClass::Request),
    // The shop has made the address: a fault of the shop.
    ("invalid email", ErrorClass::Request),
    ("invalid quantity. range is 500-50000", ErrorClass::Quantity),
    ("insufficient balance", ErrorClass::Funds),
    ("unknown action", ErrorClass::Request),
];

/// These errors, and the provider's own words for states.
pub(super) fn with_errors(statuses: &Vocabulary, currency: &str) -> Vocabulary {
    let mut words = statuses.clone();
    words.whole = WHOLE;
    currency.clone_into(&mut words.currency);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_errors_are_known_whole_and_nothing_longer() {
        let words = with_errors(&Vocabulary::default(), "USD");
        for (text, class) in [
            ("Invalid key.", ErrorClass::Auth),
            ("Invalid params.", ErrorClass::Request),
            ("Invalid email.", ErrorClass::Request),
            ("Invalid quantity. Range is 500-50000.", ErrorClass::Quantity),
            ("Insufficient balance.", ErrorClass::Funds),
            ("Unknown action.", ErrorClass::Request),
        ] {
            assert_eq!(words.class(text), Some(class), "{text}");
        }
        for text in ["Order A7E17A3E placed. Insufficient balance.", "Connection error", ""] {
            assert_eq!(words.class(text), None, "{text}");
        }
        assert_eq!(Vocabulary::default().class("Insufficient balance."), None);
    }
}
