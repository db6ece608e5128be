//! Links of many forms, and what they lead to.

use super::super::clean_link;
use super::*;

fn kind(typed: &str) -> Option<LinkKind> {
    kind_of(&clean_link(typed, None).unwrap())
}

#[test]
fn the_path_tells_what_a_link_leads_to() {
    use LinkKind::*;
    for (link, expected) in [
        ("https://www.instagram.com/alice/?igsh=1", Profile),
        ("instagram.com/p/CxYz12/", Post),
        ("instagram.com/alice/p/CxYz12/", Post),
        ("instagram.com/reel/CxYz12", Reel),
        ("instagram.com/reels/CxYz12", Reel),
        ("instagram.com/tv/CxYz12", Video),
        ("instagram.com/stories/alice/31234", Story),
        ("tiktok.com/@alice", Profile),
        ("tiktok.com/@alice/video/7301234567890123456?is_from_webapp=1", Video),
        ("tiktok.com/@alice/live", Live),
        ("youtube.com/watch?v=dQw4w9WgXcQ", Video),
        ("youtu.be/dQw4w9WgXcQ", Video),
        ("youtube.com/shorts/dQw4w9WgXcQ", Video),
        ("youtube.com/live/dQw4w9WgXcQ", Live),
        ("youtube.com/playlist?list=PL1", Playlist),
        ("youtube.com/@alice", Profile),
        ("youtube.com/@alice/videos", Profile),
        ("youtube.com/channel/UC1", Profile),
        ("t.me/durov", Profile),
        ("durov.t.me", Profile),
        ("t.me/s/durov", Profile),
        ("t.me/durov/12", Post),
        ("t.me/durov/12?single", Post),
        ("t.me/durov/3/12", Post),
        ("t.me/c/123456/12", Post),
        ("t.me/durov/s/12", Story),
        ("t.me/+AbCdEf", Invite),
        ("t.me/joinchat/AbCdEf", Invite),
        ("t.me/some_bot?start=x", Profile),
        ("x.com/jack", Profile),
        ("twitter.com/jack/status/20", Post),
        ("x.com/i/web/status/20", Post),
        ("threads.net/@alice/post/C1", Post),
        ("facebook.com/alice", Profile),
        ("facebook.com/profile.php?id=1", Profile),
        ("facebook.com/alice/posts/pfbid1", Post),
        ("facebook.com/watch/?v=1", Video),
        ("facebook.com/reel/1", Reel),
        ("fb.watch/abc", Video),
        ("facebook.com/groups/1/posts/2", Post),
        ("open.spotify.com/track/1", Track),
        ("open.spotify.com/intl-de/album/1", Album),
        ("open.spotify.com/playlist/1", Playlist),
        ("open.spotify.com/artist/1", Profile),
        ("soundcloud.com/alice", Profile),
        ("soundcloud.com/alice/song", Track),
        ("soundcloud.com/alice/sets/mine", Playlist),
        ("twitch.tv/alice", Profile),
        ("discord.gg/abc", Invite),
        ("vk.com/wall-1_1", Post),
        ("vk.com/club1?w=wall-1_1", Post),
        ("vk.com/durov", Profile),
        ("vk.com/video-1_2", Video),
        ("linkedin.com/posts/alice_1", Post),
        ("reddit.com/r/rust/comments/abc/title", Post),
        ("music.apple.com/us/album/name/1?i=2", Track),
    ] {
        assert_eq!(kind(link), Some(expected), "{link}");
    }
}

#[test]
fn what_does_not_tell_has_no_kind() {
    for link in [
        "vm.tiktok.com/ZM1abc",
        "tiktok.com/t/ZM1abc",
        "instagram.com/share/abc",
        "t.me/addlist/abc",
        "t.me/boost/durov",
        "facebook.com/share/1AbC",
        "facebook.com/events/1",
        "spotify.link/abc",
        "on.soundcloud.com/abc",
        "x.com/i/communities/1",
        "youtube.com/alice",
        "maps.app.goo.gl/abc",
        "example.com/p/1",
    ] {
        assert_eq!(kind(link), None, "{link}");
    }
}
