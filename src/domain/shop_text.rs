//! What the shop says of itself: its terms, what it keeps of people, help with payments, and
//! questions that are asked often. Owns how long each may be.

use strum::{EnumIter, EnumString, IntoStaticStr};

use super::one_line::one_line;
use super::ticket::{TextError, clean_within};

/// The longest text, in characters: it fits one message with a heading.
pub const TEXT_MAX_CHARS: usize = 3_000;
/// The longest question, which is a button.
pub const QUESTION_MAX_CHARS: usize = 60;
/// The longest answer.
pub const ANSWER_MAX_CHARS: usize = 1_500;
/// So many questions in a language.
pub const QUESTIONS_MAX: i64 = 12;

/// Which text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
#[derive(serde::Serialize, serde::Deserialize)]
pub enum ShopText {
    /// What is agreed with customers.
    Terms,
    /// What is kept of them.
    Privacy,
    /// What to do when a payment went wrong.
    Paysupport,
}

/// What is wrong with what an owner typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaqError {
    /// There is no second line.
    NoAnswer,
    /// The question or the answer.
    Text(TextError, usize),
}

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFaq {
    /// One line.
    pub question: String,
    /// Some lines.
    pub answer: String,
}

/// Reads a question in the first line and its answer below.
///
/// # Errors
/// The [`FaqError`] that names what is wrong.
pub fn read_faq(typed: &str) -> Result<NewFaq, FaqError> {
    let typed = typed.trim();
    let (question, answer) = typed.split_once(['\n', '\r']).ok_or(FaqError::NoAnswer)?;
    let question = clean_within(&one_line(question), QUESTION_MAX_CHARS);
    let question = question.map_err(|error| FaqError::Text(error, QUESTION_MAX_CHARS))?;
    let answer = clean_within(answer, ANSWER_MAX_CHARS);
    let answer = answer.map_err(|error| FaqError::Text(error, ANSWER_MAX_CHARS))?;
    Ok(NewFaq { question, answer })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_line_is_the_question() {
        let faq = read_faq("  How long?\n\nAn hour.\nOr two. ").unwrap();
        assert_eq!(
            (faq.question.as_str(), faq.answer.as_str()),
            ("How long?", "An hour.\nOr two.")
        );
        assert_eq!(read_faq("How long?"), Err(FaqError::NoAnswer));
        let long = format!("{}\nyes", "x".repeat(61));
        assert_eq!(read_faq(&long), Err(FaqError::Text(TextError::TooLong(61), 60)));
        let empty = read_faq("\u{200b}\nyes");
        assert_eq!(empty, Err(FaqError::Text(TextError::Empty, 60)));
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "(?s).{0,200}") {
            if let Ok(faq) = read_faq(&text) {
                prop_assert!(!faq.question.contains('\n') && !faq.answer.trim().is_empty());
            }
        }
    }
}
