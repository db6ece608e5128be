//! Lists as a customer types them: one item a line, blank ones left out. Owns how a message is cut
//! into items and how many there may be. It must never cut an item or drop one that has text.

use super::{FieldError, ListRule};
use crate::domain::links::Platform;

/// Items that were read from one message, joined by line ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// At least one line with text.
    pub text: String,
    /// How many lines.
    pub count: i64,
    /// How many characters, a line end for each line included.
    pub chars: i64,
}

/// Reads the items of a message: whatever Unicode takes for the end of a line ends one.
///
/// # Errors
/// [`FieldError::Empty`], or what is wrong with the first item that does not fit; with all of them
/// [`FieldError::TooMany`] and [`FieldError::TooLong`].
pub fn read_lines(
    rule: ListRule,
    message: &str,
    platform: Option<Platform>,
) -> Result<Lines, FieldError> {
    let mut lines: Vec<String> = Vec::new();
    let (mut count, mut chars) = (0_i64, 0_i64);
    for typed in message.split(|letter| rule.item.is_end_of_item(letter)) {
        let next = count.saturating_add(1);
        let line = match rule.item.read(typed, platform) {
            Ok(line) => line,
            Err(FieldError::Empty) => continue,
            Err(FieldError::TooLong { max }) => {
                return Err(FieldError::ItemTooLong { item: next, max });
            }
            Err(_) => return Err(FieldError::ItemUnfit { item: typed.to_owned() }),
        };
        count = next;
        let length = i64::try_from(line.chars().count()).unwrap_or(i64::MAX);
        chars = chars.saturating_add(length).saturating_add(1);
        lines.push(line);
    }
    match count {
        0 => Err(FieldError::Empty),
        _ if count > rule.max_items => Err(FieldError::TooMany { count, max: rule.max_items }),
        _ if chars > rule.max_chars => Err(FieldError::TooLong { max: rule.max_chars }),
        _ => Ok(Lines { text: lines.join("\n"), count, chars }),
    }
}
