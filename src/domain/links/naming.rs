//! Which platform a service is for, read from its category and name.
//! It must never guess between two: a service that could belong to either belongs to none, and
//! then a link to any place is taken.

use super::Platform;
use unicode_normalization::UnicodeNormalization;

/// The platform that a service is for: by whole words of its category, and if that names none,
/// of its name. `None` when two platforms are named, or when the service brings visitors to a
/// website, where platforms are only named as their origin.
pub fn platform_of(category: &str, name: &str) -> Option<Platform> {
    platform_among(&folded_words(category), &folded_words(name))
}

/// The same of words that are folded.
pub(super) fn platform_among(category: &[String], name: &[String]) -> Option<Platform> {
    let visits = |word: &String| matches!(word.as_str(), "website" | "traffic" | "seo");
    if category.iter().chain(name).any(visits) {
        return None;
    }
    let named = platforms_in(category);
    let named = if named.is_empty() { platforms_in(name) } else { named };
    match named.as_slice() {
        [platform] => Some(*platform),
        _ => None,
    }
}

/// Folded words; fancy letters of category headings become plain ones, and apostrophes split none.
pub fn folded_words(text: &str) -> Vec<String> {
    // The dot is what the small letter of a Turkish capital leaves behind.
    let is_part = |letter: &char| "'’‘ʻʼ`\u{307}".contains(*letter);
    // Most names are plain; the tables of all letters are for the others.
    let folded: String = if text.is_ascii() {
        text.chars().map(|letter| letter.to_ascii_lowercase()).filter(|it| !is_part(it)).collect()
    } else {
        text.nfkc().flat_map(char::to_lowercase).filter(|letter| !is_part(letter)).collect()
    };
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn platforms_in(words: &[String]) -> Vec<Platform> {
    let pairs = words.iter().zip(words.iter().skip(1)).map(|(one, two)| format!("{one}{two}"));
    let spoken: Vec<String> = words.iter().cloned().chain(pairs).collect();
    let is_named =
        |platform: &Platform| spoken.iter().any(|word| platform.words().contains(&word.as_str()));
    let mut found: Vec<Platform> = Platform::ALL.into_iter().filter(is_named).collect();
    // "x" also means "times": it counts only at the very start and when nothing else is named.
    if found.is_empty() && words.first().is_some_and(|word| word == "x") {
        found.push(Platform::X);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_category_decides_before_the_name() {
        assert_eq!(platform_of("Instagram Followers", "for TikTok"), Some(Platform::Instagram));
        assert_eq!(platform_of("Cheap", "TG members"), Some(Platform::Telegram));
        assert_eq!(platform_of("🔥 𝐓𝐢𝐤𝐓𝐨𝐤 Views", ""), Some(Platform::TikTok));
        assert_eq!(platform_of("Tik Tok | Likes", ""), Some(Platform::TikTok));
        assert_eq!(platform_of("Apple Music plays", ""), Some(Platform::AppleMusic));
        assert_eq!(platform_of("Twitter (X) Likes", ""), Some(Platform::X));
        assert_eq!(platform_of("X Followers", ""), Some(Platform::X));
    }

    #[test]
    fn two_platforms_are_none() {
        assert_eq!(platform_of("Facebook / Instagram", "Instagram likes"), None);
        assert_eq!(platform_of("New", "YouTube to Spotify"), None);
        assert_eq!(platform_of("", ""), None);
    }

    #[test]
    fn only_whole_words_count() {
        assert_eq!(platform_of("Instagrammers", "big threadsy digs"), None);
        assert_eq!(platform_of("Likes 10 x 100", ""), None);
        assert_eq!(platform_of("Website Traffic", "from Instagram"), None);
        assert_eq!(platform_of("Google Traffic", ""), None);
    }
}
