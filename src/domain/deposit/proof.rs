//! What people show of a payment: the hash of its transaction in whatever text or link, and a
//! picture. Must never take something for a hash that is longer or shorter than one.

/// Hexadecimal digits of a hash.
const HASH_DIGITS: usize = 64;
/// The words that are kept of a proof.
pub const WORDS_MAX_CHARS: usize = 300;

/// The hash of a transaction within a text: 64 hexadecimal digits that stand alone, as `0x` and
/// lower case.
#[must_use]
pub fn tx_in(text: &str) -> Option<String> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric()).find_map(|word| {
        let digits = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")).unwrap_or(word);
        let is_hash =
            digits.len() == HASH_DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then(|| format!("0x{}", digits.to_ascii_lowercase()))
    })
}

/// What kind of file somebody sent.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr, strum::EnumIter,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum ProofFile {
    /// A picture.
    Photo,
    /// Anything else.
    Document,
}

/// What somebody shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Their words, or empty.
    pub words: String,
    /// Telegram's name of the file they sent, and its kind.
    pub file: Option<(String, ProofFile)>,
}

impl Proof {
    /// Whether there is nothing to look at.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.file.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGITS: &str = "AB12cd34ef56ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12";

    #[test]
    fn a_hash_is_found_in_texts_and_links_whatever_its_case() {
        let hash = format!("0x{}", DIGITS.to_lowercase());
        for text in [
            DIGITS.to_owned(),
            format!("0x{DIGITS}"),
            format!("0X{DIGITS}"),
            format!("https://bscscan.com/tx/0x{DIGITS}"),
            format!("https://tronscan.org/#/transaction/{DIGITS}?lang=en"),
            format!("I paid, look: {DIGITS}."),
        ] {
            assert_eq!(tx_in(&text).as_deref(), Some(hash.as_str()), "{text}");
        }
        for text in ["", "0x", "paid", &DIGITS[1..], &format!("{DIGITS}0"), &format!("z{DIGITS}")] {
            assert_eq!(tx_in(text), None, "{text}");
        }
    }
}
