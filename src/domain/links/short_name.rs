//! What a link is called where there is room for a word only: whose page it is, or the piece of
//! the address by which it differs from others. Must never be taken for the link itself.

use url::Url;

use super::{LinkKind, kind_of};

/// Parts of a query that name what the link leads to.
const NAMING: [&str; 3] = ["v", "list", "id"];

/// A clean link in a word: `@alice_shop`, `…/CxYz12`, `example.com`.
#[must_use]
pub fn short_name(link: &str) -> String {
    let Ok(url) = Url::parse(link) else { return link.to_owned() };
    let path: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
    let named = url.query_pairs().find(|(key, _)| NAMING.contains(&key.as_ref()));
    let is_page = kind_of(link) == Some(LinkKind::Profile);
    match (named, path.as_slice()) {
        (Some((_, value)), _) => format!("…{value}"),
        (None, [page]) if page.starts_with('@') || (is_page && !page.starts_with('+')) => {
            format!("@{}", page.trim_start_matches('@'))
        }
        (None, [.., last]) => format!("…/{last}"),
        (None, []) => url.host_str().unwrap_or(link).trim_start_matches("www.").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_page_is_called_by_its_owner_and_a_post_by_its_end() {
        for (link, name) in [
            ("https://instagram.com/alice_shop", "@alice_shop"),
            ("https://instagram.com/p/CxYz12", "…/CxYz12"),
            ("https://www.tiktok.com/@bob", "@bob"),
            ("https://t.me/durov", "@durov"),
            ("https://t.me/durov/123", "…/123"),
            ("https://youtube.com/watch?v=dQw4w9WgXcQ", "…dQw4w9WgXcQ"),
            ("https://www.example.com/", "example.com"),
            ("https://example.com/shop/red", "…/red"),
            ("", ""),
            ("@somebody", "@somebody"),
        ] {
            assert_eq!(short_name(link), name, "{link}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_a_name(link in ".*") {
            let _ = short_name(&link);
        }
    }
}
