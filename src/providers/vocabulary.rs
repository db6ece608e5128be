//! The words of one provider that no table has: its own status words and error sentences, each with
//! what it means, the currency of its amounts, and where its answer to `add` names the order.
//!
//! Owns how they stand to the tables: a status word given here is what it says here, an error
//! sentence only adds to the table. Must never make a listed refusal into something else.

use std::collections::BTreeMap;

use super::error_table::{ErrorClass, TEXT_MAX_CHARS, classify, fold};
use crate::domain::order::{StatusWord, fold_status, read_status};
use crate::domain::provider::SENTENCE_MIN_LETTERS;

/// One panel's own words; empty for most.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    statuses: BTreeMap<String, StatusWord>,
    /// Whole sentences of a kind of provider that is no panel, folded.
    pub(super) whole: &'static [(&'static str, ErrorClass)],
    /// Folded pieces of sentences, the longest first.
    errors: Vec<(String, ErrorClass)>,
    /// The code of the currency whose signs amounts may have; empty where none may.
    pub(super) currency: String,
    /// The members that lead to the id of a new order; empty for the protocol's `order`.
    pub(super) order_id_at: Vec<String>,
}

impl Vocabulary {
    /// Gives a status word a meaning; false when it is empty or has one already.
    pub(super) fn add_status(&mut self, text: &str, word: StatusWord) -> bool {
        let folded = fold_status(text);
        !folded.is_empty() && self.statuses.insert(folded, word).is_none()
    }

    /// What a status word was given as its meaning.
    pub(super) fn own_status(&self, text: &str) -> Option<StatusWord> {
        self.statuses.get(&fold_status(text)).copied()
    }

    /// Gives sentences with this piece a class; false when it is too short or has one already.
    pub(super) fn add_error(&mut self, fragment: &str, class: ErrorClass) -> bool {
        let folded = fold(fragment);
        let letters = folded.chars().filter(|letter| letter.is_alphabetic()).count();
        if letters < SENTENCE_MIN_LETTERS || self.errors.iter().any(|(known, _)| *known == folded) {
            return false;
        }
        let length = folded.chars().count();
        let at = self.errors.partition_point(|(known, _)| known.chars().count() >= length);
        self.errors.insert(at, (folded, class));
        true
    }

    /// What a status means.
    #[must_use]
    pub fn status(&self, text: &str) -> StatusWord {
        let own = self.statuses.get(&fold_status(text));
        own.copied().unwrap_or_else(|| read_status(text))
    }

    /// The class of an error text. The table comes first; where it has nothing, or only that the
    /// text proves nothing, the longest of this panel's own pieces decides.
    #[must_use]
    pub fn class(&self, text: &str) -> Option<ErrorClass> {
        match classify(text) {
            nothing @ (None | Some(ErrorClass::Other)) => {
                self.of_kind(text).or_else(|| self.own_class(text)).or(nothing)
            }
            listed => listed,
        }
    }

    fn of_kind(&self, text: &str) -> Option<ErrorClass> {
        if self.whole.is_empty() || text.chars().nth(TEXT_MAX_CHARS).is_some() {
            return None;
        }
        let folded = fold(text);
        self.whole.iter().find(|(known, _)| *known == folded).map(|(_, class)| *class)
    }

    fn own_class(&self, text: &str) -> Option<ErrorClass> {
        if text.chars().nth(TEXT_MAX_CHARS).is_some() {
            return None;
        }
        let folded = fold(text);
        let found = self.errors.iter().find(|(fragment, _)| folded.contains(fragment.as_str()));
        found.map(|(_, class)| *class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let mut words = Vocabulary::default();
        assert!(words.add_status("In Queue", StatusWord::Pending));
        assert!(words.add_status("Fail", StatusWord::Canceled));
        assert!(words.add_error("try later", ErrorClass::Rate));
        assert!(words.add_error("Please try later, limit 5", ErrorClass::Duplicate));
        assert!(words.add_error("bad link", ErrorClass::Funds));
        words
    }

    #[test]
    fn own_status_words_come_first_in_any_spelling() {
        let words = vocabulary();
        assert_eq!(words.status("in-queue"), StatusWord::Pending);
        assert_eq!(words.status("FAIL"), StatusWord::Canceled);
        assert_eq!(words.status("Failed"), StatusWord::Failed);
        assert_eq!(words.status("Nonsense"), StatusWord::Unknown);
        assert_eq!(Vocabulary::default().status("in queue"), StatusWord::Unknown);
    }

    #[test]
    fn own_errors_only_add_to_the_table() {
        let words = vocabulary();
        assert_eq!(words.class("Bad link."), Some(ErrorClass::Link), "the table has it");
        assert_eq!(words.class("A bad link!"), Some(ErrorClass::Funds), "the table has not");
        assert_eq!(words.class("Busy, TRY  later please"), Some(ErrorClass::Rate));
        assert_eq!(words.class("Please try later, limit 9."), Some(ErrorClass::Duplicate));
        assert_eq!(words.class("Unknown error"), Some(ErrorClass::Other));
        assert_eq!(words.class("Busy"), None);
        assert_eq!(words.class(&format!("try later {}", "x".repeat(200))), None);
    }

    #[test]
    fn words_that_say_nothing_or_twice_are_refused() {
        let mut words = vocabulary();
        assert!(!words.add_status(" _ ", StatusWord::Pending));
        assert!(!words.add_status("in_queue", StatusWord::Completed));
        assert!(!words.add_error("Try later!", ErrorClass::Funds));
        for short in ["", "12345", "no", "a 1 b 2"] {
            assert!(!words.add_error(short, ErrorClass::Funds), "{short}");
        }
    }
}
