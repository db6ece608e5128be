//! Example links, by platform and kind. Owns the table; every example is a clean link that its own
//! platform takes.

use super::{LinkKind, Platform};

/// Where neither platform nor kind is known.
const ANY_PAGE: &str = "https://example.com/page";

/// A link like the one a service needs.
pub fn example_of(platform: Option<Platform>, kind: Option<LinkKind>) -> &'static str {
    let Some(platform) = platform else { return ANY_PAGE };
    kind.and_then(|kind| of_kind(platform, kind)).unwrap_or(platform.example())
}

const fn of_kind(platform: Platform, kind: LinkKind) -> Option<&'static str> {
    match platform {
        Platform::Instagram => instagram(kind),
        Platform::TikTok => tiktok(kind),
        Platform::YouTube => youtube(kind),
        Platform::Telegram => telegram(kind),
        Platform::Facebook => facebook(kind),
        Platform::Vk => vk(kind),
        Platform::Spotify | Platform::SoundCloud | Platform::AppleMusic | Platform::Deezer => {
            music(platform, kind)
        }
        _ => elsewhere(platform, kind),
    }
}

const fn instagram(kind: LinkKind) -> Option<&'static str> {
    match kind {
        LinkKind::Post | LinkKind::Poll => Some("https://instagram.com/p/C0dEoFaPost"),
        LinkKind::Reel | LinkKind::Video => Some("https://instagram.com/reel/C0dEoFaReel"),
        LinkKind::Story => Some("https://instagram.com/stories/name/3141592653589793238"),
        LinkKind::Live => Some("https://instagram.com/name/live"),
        _ => None,
    }
}

const fn tiktok(kind: LinkKind) -> Option<&'static str> {
    match kind {
        LinkKind::Post | LinkKind::Video | LinkKind::Reel | LinkKind::Poll => {
            Some("https://tiktok.com/@name/video/7301234567890123456")
        }
        LinkKind::Live => Some("https://tiktok.com/@name/live"),
        _ => None,
    }
}

const fn youtube(kind: LinkKind) -> Option<&'static str> {
    match kind {
        LinkKind::Profile => Some("https://youtube.com/@name"),
        LinkKind::Live => Some("https://youtube.com/live/dQw4w9WgXcQ"),
        LinkKind::Playlist => Some("https://youtube.com/playlist?list=PL0123456789"),
        LinkKind::Poll => Some("https://youtube.com/post/UgkxC0dEoFaPost"),
        _ => None,
    }
}

const fn telegram(kind: LinkKind) -> Option<&'static str> {
    match kind {
        LinkKind::Post | LinkKind::Video | LinkKind::Reel | LinkKind::Poll => {
            Some("https://t.me/name/123")
        }
        LinkKind::Story => Some("https://t.me/name/s/12"),
        LinkKind::Invite => Some("https://t.me/+AbCdEfGhIjK"),
        LinkKind::Live => Some("https://t.me/name?livestream"),
        _ => None,
    }
}

const fn facebook(kind: LinkKind) -> Option<&'static str> {
    match kind {
        LinkKind::Post | LinkKind::Poll => Some("https://facebook.com/name/posts/123456789"),
        LinkKind::Reel => Some("https://facebook.com/reel/123456789"),
        LinkKind::Video | LinkKind::Live => Some("https://facebook.com/name/videos/123456789"),
        LinkKind::Story => Some("https://facebook.com/stories/123456789"),
        _ => None,
    }
}

const fn vk(kind: LinkKind) -> Option<&'static str> {
    match kind {
        LinkKind::Post | LinkKind::Poll => Some("https://vk.com/wall1_1"),
        LinkKind::Video | LinkKind::Live | LinkKind::Reel => Some("https://vk.com/video1_1"),
        LinkKind::Story => Some("https://vk.com/story1_1"),
        _ => None,
    }
}

const fn music(platform: Platform, kind: LinkKind) -> Option<&'static str> {
    match (platform, kind) {
        (Platform::Spotify, LinkKind::Profile) => {
            Some("https://open.spotify.com/artist/11dFghVXANMlKmJXsNCbNl")
        }
        (Platform::Spotify, LinkKind::Album) => {
            Some("https://open.spotify.com/album/11dFghVXANMlKmJXsNCbNl")
        }
        (Platform::Spotify, LinkKind::Playlist) => {
            Some("https://open.spotify.com/playlist/11dFghVXANMlKmJXsNCbNl")
        }
        (Platform::SoundCloud, LinkKind::Profile) => Some("https://soundcloud.com/name"),
        (Platform::SoundCloud, LinkKind::Playlist | LinkKind::Album) => {
            Some("https://soundcloud.com/name/sets/album")
        }
        (Platform::AppleMusic, LinkKind::Track) => Some("https://music.apple.com/us/song/1"),
        (Platform::AppleMusic, LinkKind::Playlist) => Some("https://music.apple.com/us/playlist/1"),
        (Platform::AppleMusic, LinkKind::Profile) => Some("https://music.apple.com/us/artist/1"),
        (Platform::Deezer, LinkKind::Album) => Some("https://deezer.com/album/1"),
        (Platform::Deezer, LinkKind::Playlist) => Some("https://deezer.com/playlist/1"),
        (Platform::Deezer, LinkKind::Profile) => Some("https://deezer.com/artist/1"),
        _ => None,
    }
}

const fn elsewhere(platform: Platform, kind: LinkKind) -> Option<&'static str> {
    let is_shown = matches!(
        kind,
        LinkKind::Post | LinkKind::Poll | LinkKind::Video | LinkKind::Reel | LinkKind::Live
    );
    if !is_shown {
        return None;
    }
    match platform {
        Platform::X => Some("https://x.com/name/status/1720000000000000000"),
        Platform::Threads => Some("https://threads.com/@name/post/C0dEoFaPost"),
        Platform::LinkedIn => Some("https://linkedin.com/posts/name_activity-1"),
        Platform::Pinterest => Some("https://pinterest.com/pin/123456789"),
        Platform::Reddit => Some("https://reddit.com/r/name/comments/1abcde/title"),
        Platform::Bluesky => Some("https://bsky.app/profile/name.bsky.social/post/3kabc"),
        Platform::Odnoklassniki => Some("https://ok.ru/group/1/topic/2"),
        Platform::Likee => Some("https://likee.video/@name/video/123456789"),
        Platform::Rutube => Some("https://rutube.ru/video/1"),
        Platform::Rumble => Some("https://rumble.com/v1abcd-title.html"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::super::{Wanted, clean_link, kind_of};
    use super::*;

    #[test]
    fn examples_are_clean_links_that_their_services_take() {
        for platform in Platform::ALL {
            for kind in LinkKind::iter() {
                let example = example_of(Some(platform), Some(kind));
                let cleaned = clean_link(example, Some(platform));
                assert_eq!(cleaned.as_deref(), Ok(example), "{platform:?} {kind:?}");
                let Some(own) = of_kind(platform, kind) else { continue };
                let wanted = Wanted { kind, is_certain: true };
                assert!(kind_of(own).is_none_or(|found| wanted.takes(found)), "{own} {kind:?}");
            }
        }
        assert_eq!(example_of(None, Some(LinkKind::Post)), ANY_PAGE);
    }
}
