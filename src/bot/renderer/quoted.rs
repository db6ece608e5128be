//! What other people wrote, made harmless: one line without control, invisible or
//! direction-changing characters, cut to a length.

use crate::bot::ui::view::shorten;
use crate::domain::one_line::one_line;

/// The text as one line of at most `max_chars` characters; it still has to be escaped for HTML.
#[must_use]
pub fn quoted(text: &str, max_chars: usize) -> String {
    shorten(&one_line(text), max_chars)
}

/// The same, and a dash where nothing is left of it.
#[must_use]
pub fn quoted_or_dash(text: &str, max_chars: usize) -> String {
    let text = quoted(text, max_chars);
    if text.is_empty() { "–".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_strangers_text_becomes_one_harmless_line() {
        assert_eq!(quoted("  Ann\n\tof\u{a0}Kyiv ", 40), "Ann of Kyiv");
        assert_eq!(quoted("\u{202e}nnA\u{200b}\u{7}", 40), "nnA");
        assert_eq!(quoted("abcdefgh", 5), "abcd…");
        assert_eq!(quoted("\u{2066}\u{2069}", 5), "");
    }
}
