//! Which of two clean links lead to the same thing. Owns the aliases of hosts and paths. The key is
//! for comparing only: it must never be sent to a provider or shown in place of the link.

use super::Platform;
use url::Url;

/// Hosts that are another host by another name.
const ALIASES: [(&str, &str); 9] = [
    ("telegram.me", "t.me"),
    ("telegram.dog", "t.me"),
    ("twitter.com", "x.com"),
    ("mobile.twitter.com", "x.com"),
    ("instagr.am", "instagram.com"),
    ("fb.com", "facebook.com"),
    ("vk.ru", "vk.com"),
    ("threads.com", "threads.net"),
    ("music.youtube.com", "youtube.com"),
];

/// The key under which a clean link is compared with others. Two keys are equal where the links are
/// known to lead to one place; where that is not known they stay apart.
pub fn target_key(link: &str) -> String {
    let Ok(url) = Url::parse(link) else { return link.to_owned() };
    let Some(typed_host) = url.host_str() else { return link.to_owned() };
    let host = ALIASES.iter().find(|(alias, _)| *alias == typed_host).map_or(typed_host, |a| a.1);
    let path: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
    match Platform::of_host(typed_host) {
        Some(Platform::Telegram) => telegram(typed_host, &path),
        Some(Platform::YouTube) => youtube(typed_host, &path, &url),
        Some(Platform::Instagram) => instagram(&path),
        Some(Platform::X) => joined(host, &path, true, None),
        Some(Platform::TikTok) => joined(host, &path, is_name(&path), None),
        Some(_) => joined(host, &path, path.len() == 1, url.query()),
        None => joined(host, &path, false, url.query()),
    }
}

/// Names of channels and people are the same in any case; the code of an invitation is not.
fn telegram(host: &str, path: &[&str]) -> String {
    if let Some(name) = host.strip_suffix(".t.me") {
        return joined("t.me", &[&[name], path].concat(), true, None);
    }
    let path = match path {
        ["s", rest @ ..] if !rest.is_empty() => rest,
        other => other,
    };
    let is_invitation = path.first().is_some_and(|first| first.starts_with('+'))
        || path.first() == Some(&"joinchat");
    match path {
        ["joinchat", code, ..] => format!("t.me/+{code}"),
        _ => joined("t.me", path, !is_invitation, None),
    }
}

/// A video is its code, however it is shown; names are the same in any case.
fn youtube(host: &str, path: &[&str], url: &Url) -> String {
    let named = url.query_pairs().find(|(name, _)| name == "v").map(|(_, code)| code.into_owned());
    let code = match path {
        [code, ..] if host == "youtu.be" => Some((*code).to_owned()),
        ["shorts" | "live" | "embed" | "v", code, ..] => Some((*code).to_owned()),
        ["watch", ..] => named,
        _ => None,
    };
    match code {
        Some(code) => format!("youtube.com/watch?v={code}"),
        None => joined("youtube.com", path, is_name(path), url.query()),
    }
}

/// A post is its code, whoever's page it is opened from.
fn instagram(path: &[&str]) -> String {
    let mut parts = path.iter().skip_while(|part| !matches!(**part, "p" | "reel" | "reels" | "tv"));
    match (parts.next(), parts.next()) {
        (Some(_), Some(code)) => format!("instagram.com/p/{code}"),
        _ => joined("instagram.com", path, path.len() == 1, None),
    }
}

fn is_name(path: &[&str]) -> bool {
    path.first().is_some_and(|first| first.starts_with('@'))
}

fn joined(host: &str, path: &[&str], folds: bool, query: Option<&str>) -> String {
    let path = path.join("/");
    let path = if folds { path.to_lowercase() } else { path };
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{host}/{path}{query}")
}

#[cfg(test)]
mod tests {
    use super::super::clean_link;
    use super::*;

    fn key(typed: &str, platform: Option<Platform>) -> String {
        target_key(&clean_link(typed, platform).unwrap())
    }

    #[test]
    fn spellings_of_one_target_have_one_key() {
        let groups: [(Option<Platform>, &[&str]); 6] = [
            (
                Some(Platform::Telegram),
                &[
                    "@Durov",
                    "t.me/durov",
                    "https://telegram.me/DUROV/",
                    "t.me/s/durov",
                    "durov.t.me/",
                ],
            ),
            (
                Some(Platform::YouTube),
                &[
                    "https://youtu.be/dQw4w9WgXcQ?si=abc",
                    "youtube.com/watch?v=dQw4w9WgXcQ&list=PL1",
                    "https://m.youtube.com/shorts/dQw4w9WgXcQ",
                ],
            ),
            (
                Some(Platform::Instagram),
                &[
                    "https://www.instagram.com/p/CxYz12/?igsh=1",
                    "instagram.com/reel/CxYz12",
                    "instagram.com/alice/reel/CxYz12/",
                ],
            ),
            (Some(Platform::Instagram), &["@Alice", "instagram.com/alice", "INSTAGRAM.com/ALICE/"]),
            (
                Some(Platform::X),
                &["twitter.com/Jack/status/20", "https://x.com/jack/status/20?s=20"],
            ),
            (None, &["https://example.com/Page/", "http://www.example.com/Page"]),
        ];
        for (platform, spellings) in groups {
            let first = key(spellings[0], platform);
            for typed in spellings {
                assert_eq!(key(typed, platform), first, "{typed}");
            }
        }
    }

    #[test]
    fn different_targets_stay_apart() {
        let pairs = [
            ("https://t.me/+AbC", "https://t.me/+abc"),
            ("https://youtu.be/AAAAAAAAAAA", "https://youtu.be/aaaaaaaaaaa"),
            ("https://instagram.com/p/AbC", "https://instagram.com/p/abc"),
            ("https://t.me/durov/1", "https://t.me/durov/2"),
            ("https://example.com/A", "https://example.com/a"),
            ("https://example.com/?id=1", "https://example.com/?id=2"),
        ];
        for (one, other) in pairs {
            assert_ne!(key(one, None), key(other, None), "{one}");
        }
    }

    #[test]
    fn what_is_no_link_is_its_own_key() {
        assert_eq!(target_key("not a link"), "not a link");
    }
}
