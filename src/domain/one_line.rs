//! What strangers write, as one line: owns which characters cannot be seen or turn the direction
//! of what stands around them. Pure; it must never escape for any format.

/// The text on one line with single spaces, without control, invisible and direction-changing
/// characters; emoji keep their look.
#[must_use]
pub fn one_line(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter_map(|letter| match letter {
            letter if letter.is_whitespace() => Some(' '),
            // It says how the emoji before it looks.
            '\u{fe0e}' | '\u{fe0f}' => Some(letter),
            letter if letter.is_control() || is_invisible(letter) => None,
            letter => Some(letter),
        })
        .collect();
    let words: Vec<&str> = visible.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Whether a character renders as nothing, or only turns the direction of what follows: format
/// characters, fillers and variation selectors.
#[must_use]
pub const fn is_invisible(letter: char) -> bool {
    is_bidi_control(letter)
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{206f}'
            | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character only turns the direction of what stands around it.
#[must_use]
pub const fn is_bidi_control(letter: char) -> bool {
    matches!(letter,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether two texts differ in case and spaces at the most.
#[must_use]
pub fn is_alike(one: &str, other: &str) -> bool {
    let folded = |text: &str| -> String {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ").to_lowercase()
    };
    one == other || folded(one) == folded(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_taken_out_and_emoji_keep_their_look() {
        assert_eq!(one_line("  a\u{202e}b\n\n c\u{200b}\u{3164}\t"), "ab c");
        assert_eq!(
            one_line("\u{1f3f3}\u{fe0f} \u{2764}\u{fe0e}"),
            "\u{1f3f3}\u{fe0f} \u{2764}\u{fe0e}"
        );
        assert_eq!(one_line("\u{2060}\u{feff}\u{e0041}"), "");
    }
}
