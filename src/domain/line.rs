//! What strangers write, as one line: owns which characters cannot be seen or turn the direction
//! of what stands around them. Pure; it must never escape for any format.

/// The text on one line with single spaces, without control, invisible and direction-changing
/// characters.
#[must_use]
pub fn one_line(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter_map(|letter| match letter {
            letter if letter.is_whitespace() => Some(' '),
            letter if letter.is_control() || is_invisible(letter) => None,
            letter => Some(letter),
        })
        .collect();
    let words: Vec<&str> = visible.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Characters that change the direction of what follows, or cannot be seen at all.
const fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}
