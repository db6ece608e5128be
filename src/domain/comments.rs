//! Comments as a customer types them: one a line, blank lines left out.
//! Owns what a line may be and how many there may be. It must never cut a line or drop one that
//! has text.

/// Most lines of one order.
pub const MAX_LINES: i64 = 5_000;
/// Longest line, in characters.
pub const MAX_LINE_CHARS: usize = 2_200;
/// Most characters of one order, line ends included.
pub const MAX_CHARS: i64 = 500_000;

/// Why lines were not taken; nothing of the message is kept then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CommentsError {
    /// No line has text.
    #[error("there is no comment")]
    Empty,
    /// One line is longer than [`MAX_LINE_CHARS`].
    #[error("line {line} is too long")]
    LineTooLong {
        /// From 1, blank lines not counted.
        line: i64,
    },
    /// With these lines there would be more than the service takes.
    #[error("{count} lines are more than {max}")]
    TooMany {
        /// How many there would be.
        count: i64,
        /// How many may be.
        max: i64,
    },
    /// With these lines there would be more than [`MAX_CHARS`].
    #[error("the comments are too long in all")]
    TooLong,
}

/// Lines that were read from one message, joined by line ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// At least one line with text.
    pub text: String,
    /// How many lines.
    pub count: i64,
    /// How many characters, a line end for each line included.
    pub chars: i64,
}

/// Reads the lines of a message: whatever Unicode takes for the end of a line ends one, spaces
/// around a line and control characters within go.
///
/// # Errors
/// [`CommentsError::Empty`], [`CommentsError::LineTooLong`] or [`CommentsError::TooLong`].
pub fn read_lines(message: &str) -> Result<Lines, CommentsError> {
    let mut lines: Vec<String> = Vec::new();
    let (mut count, mut chars) = (0_i64, 0_i64);
    for raw in message.split(is_line_end) {
        let line: String = raw
            .chars()
            .map(|c| if c == '\t' { ' ' } else { c })
            .filter(|c| !c.is_control())
            .collect();
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        count = count.saturating_add(1);
        let length = line.chars().count();
        if length > MAX_LINE_CHARS {
            return Err(CommentsError::LineTooLong { line: count });
        }
        chars = chars.saturating_add(i64::try_from(length).unwrap_or(i64::MAX)).saturating_add(1);
        lines.push(line.to_owned());
    }
    match count {
        0 => Err(CommentsError::Empty),
        _ if chars > MAX_CHARS => Err(CommentsError::TooLong),
        _ => Ok(Lines { text: lines.join("\n"), count, chars }),
    }
}

const fn is_line_end(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn blank_lines_and_controls_go_and_the_rest_stays() {
        let read = read_lines("  Nice!\r\n\r\n\tGreat \u{7}post 🔥\u{2028}مرحبا\n").unwrap();
        assert_eq!(read.text, "Nice!\nGreat post 🔥\nمرحبا");
        assert_eq!((read.count, read.chars), (3, 6 + 13 + 6));
    }

    #[test]
    fn what_is_no_comment_is_refused_whole() {
        assert_eq!(read_lines(" \n\t\r\n "), Err(CommentsError::Empty));
        let long = format!("short\n\n{}", "x".repeat(MAX_LINE_CHARS + 1));
        assert_eq!(read_lines(&long), Err(CommentsError::LineTooLong { line: 2 }));
        let many = format!("{}\n", "x".repeat(2_000)).repeat(251);
        assert_eq!(read_lines(&many), Err(CommentsError::TooLong));
    }

    proptest! {
        #[test]
        fn reading_what_was_read_changes_nothing(message in "[a-z \n\r\t\u{2028}🔥]{0,200}") {
            if let Ok(read) = read_lines(&message) {
                prop_assert_eq!(read_lines(&read.text), Ok(read.clone()));
                prop_assert_eq!(i64::try_from(read.text.lines().count()), Ok(read.count));
                prop_assert_eq!(i64::try_from(read.text.chars().count() + 1), Ok(read.chars));
            }
        }
    }
}
