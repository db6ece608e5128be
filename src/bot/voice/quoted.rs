//! What other people wrote, made harmless: one line without control, invisible or
//! direction-changing characters, cut to a length.

use crate::bot::view::shorten;

/// The text as one line of at most `max_chars` characters; it still has to be escaped for HTML.
#[must_use]
pub fn quoted(text: &str, max_chars: usize) -> String {
    let visible: String = text
        .chars()
        .filter_map(|letter| match letter {
            letter if letter.is_whitespace() => Some(' '),
            letter if letter.is_control() || is_invisible(letter) => None,
            letter => Some(letter),
        })
        .collect();
    let words: Vec<&str> = visible.split(' ').filter(|word| !word.is_empty()).collect();
    shorten(&words.join(" "), max_chars)
}

/// Characters that change the direction of what follows, or cannot be seen at all.
const fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
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
