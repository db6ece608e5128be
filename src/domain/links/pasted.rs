//! A link that somebody sends by itself, before any service is chosen. It must never take a word
//! with a dot for a link.

use url::Url;

use super::{LinkError, LinkKind, Platform, clean_link, kind_of};

/// What is read of a text, in characters.
const READ_MAX_CHARS: usize = 2_000;

/// What a text with a link is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pasted {
    /// The link of a platform that services are sold for.
    Known {
        /// Its clean form.
        link: String,
        /// Whose it is.
        platform: Platform,
        /// What it leads to, where its form tells.
        kind: Option<LinkKind>,
    },
    /// A link to another place.
    Elsewhere,
    /// More than one link.
    Several,
}

/// The link in a text, also among other words; `None` where there is none.
pub fn pasted(text: &str) -> Option<Pasted> {
    let text: String = text.trim_start().chars().take(READ_MAX_CHARS).collect();
    let mut links: Vec<String> = text.split_whitespace().filter_map(link_in).collect();
    links.dedup();
    match links.as_slice() {
        [] if clean_link(&text, None) == Err(LinkError::Several) && text.contains("://") => {
            Some(Pasted::Several)
        }
        [] => None,
        [link] => Some(read(link)),
        _ => Some(Pasted::Several),
    }
}

/// The clean form of a word that is a link. Without a scheme only what leads to a known platform.
fn link_in(word: &str) -> Option<String> {
    let link = clean_link(word, None).ok()?;
    let is_plain = word.contains("://") || word.starts_with("www.");
    (is_plain || platform_of_link(&link).is_some()).then_some(link)
}

/// The platform that a link leads to.
pub fn platform_of_link(link: &str) -> Option<Platform> {
    Platform::of_host(Url::parse(link).ok()?.host_str()?)
}

fn read(link: &str) -> Pasted {
    match platform_of_link(link) {
        Some(platform) => Pasted::Known { link: link.to_owned(), platform, kind: kind_of(link) },
        None => Pasted::Elsewhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_read_alone_and_among_words() {
        let post = Pasted::Known {
            link: "https://instagram.com/p/Cabc".to_owned(),
            platform: Platform::Instagram,
            kind: Some(LinkKind::Post),
        };
        for text in [
            "https://www.instagram.com/p/Cabc/?igsh=1",
            "instagram.com/p/Cabc",
            "  look: https://instagram.com/p/Cabc\nnice",
            "https://instagram.com/p/Cabc https://instagram.com/p/Cabc/",
        ] {
            assert_eq!(pasted(text), Some(post.clone()), "{text}");
        }
        let short = pasted("https://vm.tiktok.com/ZM1/");
        assert!(matches!(short, Some(Pasted::Known { kind: None, .. })), "{short:?}");
    }

    #[test]
    fn other_places_and_several_links_are_told_apart_and_words_are_none() {
        assert_eq!(pasted("https://example.com/shop"), Some(Pasted::Elsewhere));
        assert_eq!(pasted("www.example.com"), Some(Pasted::Elsewhere));
        assert_eq!(pasted("t.me/one t.me/two"), Some(Pasted::Several));
        for words in ["likes", "insta.likes", "1.5k views", "@durov", "a@b.com", "", "t.me", "%"] {
            assert_eq!(pasted(words), None, "{words}");
        }
        assert_eq!(pasted(&"x/".repeat(40_000)), None);
    }
}
