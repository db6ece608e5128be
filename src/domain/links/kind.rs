//! What kind of thing a clean link leads to: a profile, a post, a playlist. Owns the paths of each
//! platform. It must never guess: a form that is not known has no kind, and is taken everywhere.

use super::Platform;
use strum::{EnumIter, IntoStaticStr};
use url::Url;

/// A kind of thing that links lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum LinkKind {
    /// The page of a person, channel, group, artist or community.
    Profile,
    /// The link by which one joins.
    Invite,
    /// A single post.
    Post,
    /// A reel.
    Reel,
    /// A story.
    Story,
    /// A video.
    Video,
    /// A broadcast.
    Live,
    /// A track.
    Track,
    /// An album.
    Album,
    /// A playlist.
    Playlist,
    /// The post of a poll.
    Poll,
}

/// What a clean link leads to; `None` where its form does not tell.
pub fn kind_of(link: &str) -> Option<LinkKind> {
    let url = Url::parse(link).ok()?;
    let host = url.host_str()?;
    let path: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
    let asks = |name: &str| url.query_pairs().any(|(key, _)| key == name);
    match Platform::of_host(host)? {
        Platform::Instagram => instagram(host, &path),
        Platform::TikTok => tiktok(host, &path),
        Platform::YouTube => youtube(host, &path, asks("v"), asks("list")),
        Platform::Telegram => telegram(host, &path, &asks),
        Platform::X => x(&path),
        Platform::Threads => threads(&path),
        Platform::Facebook => facebook(host, &path, &asks),
        Platform::Spotify => spotify(host, &path),
        Platform::SoundCloud => soundcloud(host, &path),
        Platform::AppleMusic => apple(&path, asks("i")),
        Platform::Deezer => deezer(host, &path),
        Platform::Twitch | Platform::Kick => broadcaster(host, &path),
        Platform::Discord => discord(host, &path),
        Platform::WhatsApp => whatsapp(host, &path),
        Platform::Vk => vk(host, &path, url.query()),
        Platform::LinkedIn => linkedin(host, &path),
        Platform::Reddit => reddit(host, &path),
        other => elsewhere(other, host, &path),
    }
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

fn instagram(host: &str, path: &[&str]) -> Option<LinkKind> {
    if host == "ig.me" {
        return None;
    }
    match path {
        ["p", _, ..] | [_, "p", _, ..] => Some(LinkKind::Post),
        ["share" | "s" | "explore" | "accounts" | "direct" | "about" | "_u" | "web", ..] => None,
        ["reel" | "reels", _, ..] | [_, "reel" | "reels", _, ..] => Some(LinkKind::Reel),
        ["tv", _, ..] | [_, "tv", _, ..] => Some(LinkKind::Video),
        ["stories", _, ..] => Some(LinkKind::Story),
        ["reel" | "reels" | "p" | "tv" | "stories"] => None,
        [_, "live"] => Some(LinkKind::Live),
        [_] | [_, "reels" | "tagged" | "followers" | "following"] => Some(LinkKind::Profile),
        _ => None,
    }
}

fn tiktok(host: &str, path: &[&str]) -> Option<LinkKind> {
    // Short links tell nothing before they are followed.
    if host != "tiktok.com" {
        return None;
    }
    match path {
        [name] if name.starts_with('@') => Some(LinkKind::Profile),
        [name, "video", _, ..] if name.starts_with('@') => Some(LinkKind::Video),
        [name, "photo", _, ..] if name.starts_with('@') => Some(LinkKind::Post),
        [name, "live", ..] if name.starts_with('@') => Some(LinkKind::Live),
        [name, "playlist", ..] if name.starts_with('@') => Some(LinkKind::Playlist),
        ["v" | "embed", _, ..] => Some(LinkKind::Video),
        _ => None,
    }
}

fn youtube(host: &str, path: &[&str], names_video: bool, names_list: bool) -> Option<LinkKind> {
    match path {
        [_] if host == "youtu.be" => Some(LinkKind::Video),
        ["watch"] if names_video => Some(LinkKind::Video),
        ["shorts" | "embed" | "v", _, ..] => Some(LinkKind::Video),
        ["live", _, ..] => Some(LinkKind::Live),
        ["playlist"] if names_list => Some(LinkKind::Playlist),
        ["post", _, ..] => Some(LinkKind::Post),
        [name, "live"] if name.starts_with('@') => Some(LinkKind::Live),
        [_, "community"] | [_, _, "community"] => None,
        [name, ..] if name.starts_with('@') => Some(LinkKind::Profile),
        ["channel" | "c" | "user", _, ..] => Some(LinkKind::Profile),
        _ => None,
    }
}

fn telegram(host: &str, path: &[&str], asks: &dyn Fn(&str) -> bool) -> Option<LinkKind> {
    let named: Vec<&str> = match host.strip_suffix(".t.me") {
        Some(name) => [&[name], path].concat(),
        None => path.to_vec(),
    };
    let path = match named.as_slice() {
        ["s", rest @ ..] => rest,
        other => other,
    };
    match path {
        ["joinchat", _, ..] => Some(LinkKind::Invite),
        [first, ..] if first.starts_with('+') => Some(LinkKind::Invite),
        ["c", _, number, ..] if is_number(number) => Some(LinkKind::Post),
        [
            "c" | "boost" | "addlist" | "addstickers" | "addemoji" | "proxy" | "socks" | "share"
            | "iv" | "bg" | "setlanguage" | "login" | "giftcode" | "nft" | "m" | "a" | "k" | "z",
            ..,
        ] => None,
        [_, "s", number] if is_number(number) => Some(LinkKind::Story),
        [_, number, ..] if is_number(number) => Some(LinkKind::Post),
        [_] if asks("videochat") || asks("livestream") || asks("voicechat") => Some(LinkKind::Live),
        [_] if asks("boost") || asks("startapp") || asks("story") => None,
        [_] => Some(LinkKind::Profile),
        _ => None,
    }
}

fn x(path: &[&str]) -> Option<LinkKind> {
    match path {
        ["i", "spaces", ..] => Some(LinkKind::Live),
        ["i", "web", "status", _, ..] | ["i", "status", _, ..] => Some(LinkKind::Post),
        [_, "status" | "statuses", _, ..] => Some(LinkKind::Post),
        ["i" | "home" | "search" | "explore" | "hashtag" | "intent" | "share" | "messages", ..] => {
            None
        }
        [_] | [_, "with_replies" | "media" | "likes" | "followers"] => Some(LinkKind::Profile),
        _ => None,
    }
}

fn threads(path: &[&str]) -> Option<LinkKind> {
    match path {
        [name, "post", _, ..] if name.starts_with('@') => Some(LinkKind::Post),
        ["t", _] => Some(LinkKind::Post),
        [name] if name.starts_with('@') => Some(LinkKind::Profile),
        _ => None,
    }
}

fn facebook(host: &str, path: &[&str], asks: &dyn Fn(&str) -> bool) -> Option<LinkKind> {
    if host == "fb.watch" {
        return Some(LinkKind::Video);
    }
    if host == "fb.me" || host == "m.me" {
        return None;
    }
    match path {
        ["profile.php"] if asks("id") => Some(LinkKind::Profile),
        ["permalink.php" | "photo.php" | "photo"] => Some(LinkKind::Post),
        ["story.php"] if asks("story_fbid") => Some(LinkKind::Post),
        ["watch"] if asks("v") => Some(LinkKind::Video),
        ["watch", "live"] if asks("v") => Some(LinkKind::Live),
        ["reel" | "reels", _, ..] | ["share", "r", _, ..] => Some(LinkKind::Reel),
        ["share", "v", _, ..] => Some(LinkKind::Video),
        ["share", "p", _, ..] => Some(LinkKind::Post),
        ["stories", _, ..] => Some(LinkKind::Story),
        ["groups", _, "posts" | "permalink", _, ..] => Some(LinkKind::Post),
        ["groups", _] => Some(LinkKind::Profile),
        [_, "posts", _, ..] | [_, "photos", _, ..] => Some(LinkKind::Post),
        [_, "videos", _, ..] => Some(LinkKind::Video),
        [
            "groups" | "share" | "watch" | "events" | "pages" | "people" | "sharer" | "login"
            | "marketplace" | "gaming" | "hashtag" | "media" | "story.php" | "profile.php"
            | "home.php" | "reel" | "reels" | "stories" | "p" | "live" | "l.php",
            ..,
        ] => None,
        [_] => Some(LinkKind::Profile),
        _ => None,
    }
}

fn spotify(host: &str, path: &[&str]) -> Option<LinkKind> {
    if host != "open.spotify.com" {
        return None;
    }
    let path = match path {
        [first, rest @ ..] if first.starts_with("intl-") || *first == "embed" => rest,
        other => other,
    };
    match path {
        ["user", _, "playlist", _, ..] | ["playlist", _, ..] => Some(LinkKind::Playlist),
        ["track" | "episode", _, ..] => Some(LinkKind::Track),
        ["album" | "show", _, ..] => Some(LinkKind::Album),
        ["artist" | "user", _, ..] => Some(LinkKind::Profile),
        _ => None,
    }
}

fn soundcloud(host: &str, path: &[&str]) -> Option<LinkKind> {
    const OWN: [&str; 9] = [
        "tracks",
        "sets",
        "albums",
        "likes",
        "reposts",
        "followers",
        "following",
        "popular-tracks",
        "comments",
    ];
    match path {
        _ if host != "soundcloud.com" => None,
        ["discover" | "search" | "you" | "charts" | "stream" | "upload" | "pages", ..] => None,
        [_, "sets", _, ..] => Some(LinkKind::Playlist),
        [_] => Some(LinkKind::Profile),
        [_, own] if OWN.contains(own) => Some(LinkKind::Profile),
        [_, _] | [_, _, _] => Some(LinkKind::Track),
        _ => None,
    }
}

fn apple(path: &[&str], names_track: bool) -> Option<LinkKind> {
    match path.iter().find(|part| part.len() > 2) {
        Some(&"album") if names_track => Some(LinkKind::Track),
        Some(&"album") => Some(LinkKind::Album),
        Some(&"song") => Some(LinkKind::Track),
        Some(&"playlist") => Some(LinkKind::Playlist),
        Some(&"artist") => Some(LinkKind::Profile),
        _ => None,
    }
}

fn deezer(host: &str, path: &[&str]) -> Option<LinkKind> {
    match path.iter().find(|part| part.len() > 2) {
        _ if host != "deezer.com" => None,
        Some(&"track" | &"episode") => Some(LinkKind::Track),
        Some(&"album" | &"show") => Some(LinkKind::Album),
        Some(&"playlist") => Some(LinkKind::Playlist),
        Some(&"artist" | &"profile") => Some(LinkKind::Profile),
        _ => None,
    }
}

fn broadcaster(host: &str, path: &[&str]) -> Option<LinkKind> {
    match path {
        _ if host == "clips.twitch.tv" => Some(LinkKind::Video),
        _ if host != "twitch.tv" && host != "kick.com" => None,
        ["directory" | "p" | "downloads" | "settings" | "categories" | "browse" | "search", ..] => {
            None
        }
        ["videos" | "video", _, ..] | [_, "clip" | "clips" | "video" | "videos" | "v", _, ..] => {
            Some(LinkKind::Video)
        }
        [_] => Some(LinkKind::Profile),
        _ => None,
    }
}

fn discord(host: &str, path: &[&str]) -> Option<LinkKind> {
    match path {
        [_] if host == "discord.gg" => Some(LinkKind::Invite),
        ["invite", _] => Some(LinkKind::Invite),
        _ => None,
    }
}

fn whatsapp(host: &str, path: &[&str]) -> Option<LinkKind> {
    match path {
        [_] if host == "chat.whatsapp.com" => Some(LinkKind::Invite),
        ["channel", _, _] => Some(LinkKind::Post),
        ["channel", _] => Some(LinkKind::Profile),
        _ => None,
    }
}

fn vk(host: &str, path: &[&str], query: Option<&str>) -> Option<LinkKind> {
    let shown = query.and_then(|query| {
        let mut parts = query.split('&');
        parts.find_map(|part| part.strip_prefix("w=").or_else(|| part.strip_prefix("z=")))
    });
    let [first, rest @ ..] = path else { return None };
    let named = shown.unwrap_or(first);
    let is_of = |word: &str| {
        let rest = named.strip_prefix(word).unwrap_or_default();
        rest.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit())
    };
    match () {
        () if is_of("wall") || is_of("photo") => Some(LinkKind::Post),
        () if is_of("video") || is_of("clip") => Some(LinkKind::Video),
        () if is_of("story") => Some(LinkKind::Story),
        () if shown.is_some() || !rest.is_empty() || host.starts_with("vkvideo") => None,
        () if is_of("poll") || is_of("topic") || is_of("album") || is_of("market") => None,
        () if ["feed", "im", "music", "video", "clips", "games"].contains(first) => None,
        () => Some(LinkKind::Profile),
    }
}

fn linkedin(host: &str, path: &[&str]) -> Option<LinkKind> {
    match path {
        _ if host == "lnkd.in" => None,
        ["in" | "company" | "school" | "showcase" | "groups", _] => Some(LinkKind::Profile),
        ["posts" | "pulse", _, ..] | ["feed", "update", _, ..] => Some(LinkKind::Post),
        _ => None,
    }
}

fn reddit(host: &str, path: &[&str]) -> Option<LinkKind> {
    match path {
        _ if host == "redd.it" || host.ends_with(".redd.it") => None,
        ["r" | "user" | "u", _, "comments" | "s", _, ..] => Some(LinkKind::Post),
        ["comments", _, ..] => Some(LinkKind::Post),
        ["r" | "user" | "u", _] => Some(LinkKind::Profile),
        _ => None,
    }
}

fn elsewhere(platform: Platform, host: &str, path: &[&str]) -> Option<LinkKind> {
    match (platform, path) {
        (Platform::Pinterest, ["pin", _, ..]) => Some(LinkKind::Post),
        (Platform::Pinterest, [_]) if host != "pin.it" => Some(LinkKind::Profile),
        (Platform::Snapchat, ["add", _]) => Some(LinkKind::Profile),
        (Platform::Snapchat, ["spotlight", _, ..]) => Some(LinkKind::Video),
        (Platform::Likee, [name]) if name.starts_with('@') => Some(LinkKind::Profile),
        (Platform::Likee, [name, "video", _, ..]) if name.starts_with('@') => Some(LinkKind::Video),
        (Platform::Rumble, ["c" | "user", _]) => Some(LinkKind::Profile),
        (Platform::Rumble, [name]) if name.starts_with('v') && name.contains('-') => {
            Some(LinkKind::Video)
        }
        (Platform::Bluesky, ["profile", _, "post", _]) => Some(LinkKind::Post),
        (Platform::Bluesky, ["profile", _]) => Some(LinkKind::Profile),
        (Platform::Odnoklassniki, ["profile", _, "statuses", ..]) => Some(LinkKind::Post),
        (Platform::Odnoklassniki, ["group", _, "topic", ..]) => Some(LinkKind::Post),
        (Platform::Odnoklassniki, ["profile" | "group", _]) => Some(LinkKind::Profile),
        (Platform::Odnoklassniki, ["video", _, ..]) => Some(LinkKind::Video),
        (Platform::Rutube, ["video" | "shorts", _, ..]) => Some(LinkKind::Video),
        (Platform::Rutube, ["channel" | "u", _, ..]) => Some(LinkKind::Profile),
        _ => None,
    }
}

#[cfg(test)]
#[path = "kind_tests.rs"]
mod tests;
