//! Who runs the account that is topped up: its code at the provider and what people call it. Both
//! are kept together, so that an order keeps the name under which it was sold.

use thiserror::Error;

use crate::domain::one_line::one_line;

/// The longest name of an operator, in characters.
pub const LABEL_MAX_CHARS: usize = 30;
/// The longest code, in bytes.
const CODE_MAX: usize = 40;
/// What stands between code and name where both are one text; no code has it.
const BETWEEN: char = ':';

/// An operator.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Operator {
    code: String,
    label: String,
}

/// Why something is no operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OperatorError {
    /// A code is up to 40 letters, digits, hyphens, underscores and points.
    #[error("an operator's code is up to 40 letters, digits, hyphens, underscores and points")]
    Code,
    /// A name is one line of up to 30 characters.
    #[error("an operator's name is one line of up to 30 characters")]
    Label,
}

impl Operator {
    /// An operator of this code and name.
    ///
    /// # Errors
    /// [`OperatorError`].
    pub fn new(code: &str, label: &str) -> Result<Self, OperatorError> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
        if code.is_empty() || code.len() > CODE_MAX || !code.bytes().all(is_plain) {
            return Err(OperatorError::Code);
        }
        let label_fits = label == one_line(label).trim()
            && !label.is_empty()
            && label.chars().nth(LABEL_MAX_CHARS).is_none();
        if !label_fits {
            return Err(OperatorError::Label);
        }
        Ok(Self { code: code.to_owned(), label: label.to_owned() })
    }

    /// What the provider calls it.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What people call it.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Both as one text.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{}{BETWEEN}{}", self.code, self.label)
    }

    /// Reads such a text.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (code, label) = text.split_once(BETWEEN)?;
        Self::new(code, label).ok()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn code_and_name_are_kept_as_one_text() {
        let mts = Operator::new("mts", "MTS: Moscow").unwrap();
        assert_eq!(mts.to_text(), "mts:MTS: Moscow");
        assert_eq!(Operator::from_text("mts:MTS: Moscow"), Some(mts));
        for text in ["mts", "mts:", ":MTS", "m ts:MTS", "mts: MTS", "mts:M\nTS"] {
            assert_eq!(Operator::from_text(text), None, "{text:?}");
        }
        let long = "x".repeat(41);
        assert_eq!(Operator::new(&long, "X"), Err(OperatorError::Code));
        assert_eq!(Operator::new("x", &long), Err(OperatorError::Label));
    }

    proptest! {
        #[test]
        fn what_is_read_is_read_the_same_again(text in any::<String>()) {
            if let Some(operator) = Operator::from_text(&text) {
                prop_assert_eq!(operator.to_text(), text);
            }
        }
    }
}
