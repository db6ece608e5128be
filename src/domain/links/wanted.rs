//! What kind of link a service needs, read from its name and category: likes want a post, followers
//! a profile. Owns the words of that. It must never refuse what it cannot tell: two meanings in one
//! name are none, and then every link is taken.

use super::deeds::{
    ALBUMS, CHANNELS, DEEDS, Deed, LIVES, PAGES, PLAYLISTS, POSTS, PROFILES, REELS, STORIES,
    TRACKS, VIDEOS, names,
};
use super::naming::{folded_words, platform_among};
use super::{LinkKind, Platform};
use crate::domain::catalog::{ServiceType, Target};

/// The kind of link that a service needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The kind that is asked for.
    pub kind: LinkKind,
    /// Whether the name leaves no room for another one.
    pub is_certain: bool,
}

impl Wanted {
    /// Whether a link of that kind will do.
    pub fn takes(self, found: LinkKind) -> bool {
        use LinkKind::{
            Album, Invite, Live, Playlist, Poll, Post, Profile, Reel, Story, Track, Video,
        };
        let takes: &[LinkKind] = match self.kind {
            Profile => &[Profile, Invite],
            Invite => &[Invite, Profile],
            Post => &[Post, Reel, Video, Live, Track, Album, Playlist, Poll],
            Reel => &[Reel, Post, Video],
            // Panels take the name of the person as well.
            Story => &[Story, Profile],
            Video => &[Video, Reel, Post, Live],
            Live => &[Live, Video, Post, Profile],
            Track => &[Track, Album, Playlist, Video],
            Album => &[Album, Playlist],
            Playlist => &[Playlist, Album],
            Poll => &[Poll, Post, Video],
        };
        takes.contains(&found)
    }
}

/// The kind of link that a service needs; `None` where every link may be right.
pub fn wanted_by(kind: ServiceType, category: &str, name: &str) -> Option<Wanted> {
    if kind.target() == Target::Any {
        return None;
    }
    let (own, above) = (folded_words(name), folded_words(category));
    let platform = platform_among(&above, &own);
    let (own, above) = (joined(own), joined(above));
    let (deed, is_own) = deed_of(kind, &own, &above)?;
    let (found, is_clear) = link_of(deed, platform, &own, &above)?;
    let is_certain = is_own && is_clear && platform.is_some();
    Some(Wanted { kind: found, is_certain })
}

/// The words, and with them those that are written as two; a refill that comes by itself is no
/// order that does.
fn joined(words: Vec<String>) -> Vec<String> {
    let refills = |word: &String| {
        ["refill", "start", "докрут", "восстан"].iter().any(|stem| word.starts_with(stem))
    };
    let next = words.iter().skip(1).map(Some).chain([None]);
    let is_of_refill = |word: &String, next: Option<&String>| {
        word.starts_with("auto") && next.is_some_and(refills)
    };
    let kept = words.iter().zip(next).filter(|(word, next)| !is_of_refill(word, *next));
    let mut words: Vec<String> = kept.map(|(word, _)| word.clone()).collect();
    let pairs = words.iter().zip(words.iter().skip(1));
    let known =
        ["watchtime", "watchhours", "watchhour", "livestream", "fanpage", "botstart", "botstarts"];
    let made: Vec<String> = pairs
        .map(|(one, two)| format!("{one}{two}"))
        .filter(|pair| known.contains(&pair.as_str()))
        .collect();
    words.extend(made);
    words
}

/// What the service does, and whether its own name says so. `None` for nothing or several things.
fn deed_of(kind: ServiceType, own: &[String], above: &[String]) -> Option<(Deed, bool)> {
    match kind.target() {
        Target::Poll => return Some((Deed::Vote, true)),
        Target::Commented => return Some((Deed::Comment, true)),
        Target::Any => return None,
        Target::Named => {}
    }
    for (words, is_own) in [(own, true), (above, false)] {
        let is_named = |deed: &Deed| {
            let table =
                DEEDS.iter().find(|(other, _)| other == deed).map_or(&[][..], |entry| entry.1);
            names(words, table)
        };
        let mut deeds: Vec<Deed> = DEEDS.iter().map(|entry| entry.0).filter(is_named).collect();
        // A number of what comes later stands beside what is done to it.
        if deeds.contains(&Deed::Other) {
            return None;
        }
        // Likes of a comment, hours of watching and reach besides are no second deed.
        if deeds.contains(&Deed::Like) || deeds.contains(&Deed::React) {
            deeds.retain(|deed| *deed != Deed::Comment);
        }
        if deeds.len() > 1 {
            deeds.retain(|deed| !matches!(deed, Deed::Reach | Deed::WatchTime));
        }
        if deeds.contains(&Deed::Vote) {
            deeds.retain(|deed| *deed == Deed::Vote || *deed == Deed::Follow);
        }
        if deeds.contains(&Deed::Play) && names(words, LIVES) {
            deeds.retain(|deed| *deed != Deed::Play);
        }
        match deeds.as_slice() {
            [] => {}
            [deed] => return Some((*deed, is_own)),
            several if several.contains(&Deed::Follow) => return None,
            // Likes and views together are of one post.
            [first, ..] => return Some((*first, is_own)),
        }
    }
    None
}

/// The link for a deed, and whether that is clear.
fn link_of(
    deed: Deed,
    platform: Option<Platform>,
    own: &[String],
    above: &[String],
) -> Option<(LinkKind, bool)> {
    let has = |table: &[&str]| names(own, table) || names(above, table);
    match deed {
        Deed::Other => None,
        Deed::Follow if has(PLAYLISTS) => Some((LinkKind::Playlist, true)),
        Deed::Follow if platform == Some(Platform::Discord) => Some((LinkKind::Invite, true)),
        Deed::Follow => Some((LinkKind::Profile, platform != Some(Platform::Spotify))),
        Deed::Watch => Some((LinkKind::Live, false)),
        Deed::Vote if has(STORIES) => Some((LinkKind::Story, false)),
        Deed::Vote => platform.map(|_| (LinkKind::Poll, true)),
        Deed::WatchTime => platform.map(|_| (LinkKind::Video, false)),
        Deed::Like | Deed::View | Deed::Comment | Deed::React | Deed::Reach | Deed::Play => {
            let is_clear = deed != Deed::Reach;
            let thing = match thing_of(own) {
                Thing::None => thing_of(above),
                named => named,
            };
            match thing {
                Thing::One(kind) => Some((kind, is_clear)),
                Thing::Several => None,
                Thing::None if has(POSTS) => Some((LinkKind::Post, is_clear)),
                Thing::None if deed == Deed::Like && has(PAGES) => {
                    Some((LinkKind::Profile, platform == Some(Platform::Facebook)))
                }
                Thing::None if deed == Deed::View && has(PROFILES) => {
                    Some((LinkKind::Profile, false))
                }
                Thing::None if has(PAGES) || has(PROFILES) || has(CHANNELS) => None,
                Thing::None if deed == Deed::Play => Some((played_on(platform), true)),
                Thing::None => posted_on(platform).map(|kind| (kind, is_clear)),
            }
        }
    }
}

/// The things that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Thing {
    None,
    One(LinkKind),
    /// Of such different kinds that no one link can be asked for.
    Several,
}

fn thing_of(words: &[String]) -> Thing {
    let things = [
        (STORIES, LinkKind::Story),
        (LIVES, LinkKind::Live),
        (REELS, LinkKind::Reel),
        (VIDEOS, LinkKind::Video),
        (PLAYLISTS, LinkKind::Playlist),
        (ALBUMS, LinkKind::Album),
        (TRACKS, LinkKind::Track),
    ];
    let named: Vec<LinkKind> =
        things.into_iter().filter(|(table, _)| names(words, table)).map(|(_, kind)| kind).collect();
    match named.as_slice() {
        [] => Thing::None,
        [LinkKind::Live, LinkKind::Video] => Thing::One(LinkKind::Live),
        [LinkKind::Reel, LinkKind::Video] => Thing::One(LinkKind::Post),
        [kind] if *kind == LinkKind::Story && names(words, POSTS) => Thing::Several,
        [kind] => Thing::One(*kind),
        _ => Thing::Several,
    }
}

/// What is liked, seen and commented on a platform; `None` where that may be many things.
const fn posted_on(platform: Option<Platform>) -> Option<LinkKind> {
    match platform {
        Some(
            Platform::YouTube
            | Platform::TikTok
            | Platform::Rumble
            | Platform::Rutube
            | Platform::Likee,
        ) => Some(LinkKind::Video),
        Some(
            Platform::SoundCloud | Platform::Spotify | Platform::AppleMusic | Platform::Deezer,
        ) => Some(LinkKind::Track),
        Some(
            Platform::Twitch
            | Platform::Kick
            | Platform::Snapchat
            | Platform::Discord
            | Platform::Google
            | Platform::Trustpilot
            | Platform::Quora
            | Platform::WhatsApp,
        ) => None,
        Some(_) | None => Some(LinkKind::Post),
    }
}

const fn played_on(platform: Option<Platform>) -> LinkKind {
    match platform {
        Some(Platform::YouTube | Platform::TikTok | Platform::Instagram | Platform::Facebook) => {
            LinkKind::Video
        }
        _ => LinkKind::Track,
    }
}

#[cfg(test)]
#[path = "wanted_tests.rs"]
mod tests;
