//! Names as real panels write them, and the links that they need.

use strum::IntoEnumIterator as _;

use super::*;

fn kind(category: &str, name: &str) -> Option<LinkKind> {
    wanted_by(ServiceType::Default, category, name).map(|wanted| wanted.kind)
}

#[test]
fn names_of_real_panels_tell_the_kind() {
    use LinkKind::*;
    for (category, name, expected) in [
        ("Instagram Likes", "Instagram Likes | Real | Instant start | 20K/day", Post),
        ("🔥 IG", "🔥 IG | Reels Views [Max 1M] | Instant", Reel),
        ("Instagram", "♻️ Followers ~ HQ ~ 30D Refill ~ 50K/D", Profile),
        ("Instagram Story", "Story Views [All stories] 0-1h", Story),
        ("Instagram", "Instagram Saves ⚡ [100K] Instant", Post),
        ("Instagram", "Post Shares + Reach", Post),
        ("Instagram Impressions", "Impressions [From Explore]", Post),
        ("Instagram", "Live Video Views | 60 min", Live),
        ("Instagram", "Likes | Auto Refill 30 days", Post),
        ("Instagram Live", "Live Stream Viewers 30 Minutes", Live),
        ("Instagram", "Custom Emoji Comments", Post),
        ("Instagram", "Comment Likes [HQ]", Post),
        ("TikTok", "TikTok Views ➤ 10M/day ➤ Instant", Video),
        ("TikTok", "TikTok Likes [Real] R30", Video),
        ("TikTok", "TikTok Shares | Lifetime", Video),
        ("Tik Tok", "Followers 🌍 mixed", Profile),
        ("YouTube Views", "YT Views | Suggested | AR 365", Video),
        ("YouTube", "YouTube Shorts Likes", Video),
        ("YouTube", "Youtube Subscribers ♛ Non Drop", Profile),
        ("YouTube", "4000 Watch Hours [60+ min video]", Video),
        ("YouTube", "Live Stream Views 15 min", Live),
        ("Telegram", "TG Post Views | 1 post", Post),
        ("Telegram", "Telegram Reactions 👍❤️🔥", Post),
        ("Telegram", "Channel Members [0% drop]", Profile),
        ("Telegram", "Telegram Group Members | Online", Profile),
        ("Telegram", "Poll Votes | Instant", Poll),
        ("Telegram Story", "Story Views Premium", Story),
        ("Twitter", "Retweets | USA", Post),
        ("Twitter", "Tweet Views + Impressions", Post),
        ("X Followers", "X Followers | Real", Profile),
        ("Facebook", "Facebook Page Likes + R30", Profile),
        ("Facebook", "Facebook Post Likes 👍", Post),
        ("Facebook", "Reels Views", Reel),
        ("Spotify", "Spotify Plays | Worldwide", Track),
        ("Spotify", "Playlist Followers", Playlist),
        ("Spotify", "Album Plays", Album),
        ("SoundCloud", "Soundcloud Likes", Track),
        ("Discord", "Discord Members | Offline", Invite),
        ("Twitch", "Twitch Followers", Profile),
        ("ВКонтакте vk", "VK Лайки на пост | Живые", Post),
        ("VK", "Подписчики в группу", Profile),
        ("Telegram", "Просмотры на пост | быстро", Post),
        ("Telegram", "Подписчики на канал ⚡", Profile),
        ("Instagram", "Лайки [живые] 5К/день", Post),
        ("Instagram", "Просмотры Reels", Reel),
        ("Instagram", "Просмотры сторис", Story),
        ("Instagram", "Сохранения публикаций", Post),
        ("TikTok", "Просмотры видео", Video),
        ("YouTube", "Подписчики без списаний", Profile),
        ("Telegram", "Реакции 👍", Post),
        ("Telegram", "Голоса в опрос", Poll),
        ("Telegram", "Obunachilar | tez", Profile),
        ("Telegram", "Post koʻrishlar | 1 post", Post),
        ("Telegram", "Ko'rishlar", Post),
        ("Instagram", "Layklar | haqiqiy", Post),
        ("Instagram", "Hikoya koʻrishlar", Story),
        ("Telegram", "Reaksiyalar 🔥", Post),
        ("Instagram", "Takipçi | Türk", Profile),
        ("Instagram", "Beğeni | Gerçek", Post),
        ("TikTok", "İzlenme | Hızlı", Video),
        ("YouTube", "Abone | Telafili", Profile),
        ("Instagram", "Yorum | Türk", Post),
        ("Instagram", "Reels izlenme", Reel),
        ("Threads", "Threads Reposts", Post),
        ("LinkedIn", "LinkedIn Followers [Company]", Profile),
        ("Reddit", "Reddit Upvotes", Post),
        ("Pinterest", "Pinterest Saves", Post),
        ("Rumble", "Rumble Views", Video),
        ("Instagram Likes", "Server 4 | HQ | Instant", Post),
        ("Cheap", "Likes ❤️ 1K/hour", Post),
    ] {
        assert_eq!(kind(category, name), Some(expected), "{category} / {name}");
    }
}

#[test]
fn names_with_several_meanings_want_nothing_special() {
    for (category, name) in [
        ("Instagram", "500 followers + 1K likes"),
        ("Instagram", "Likes + Followers bundle"),
        ("Instagram", "Auto Likes | New posts"),
        ("Telegram", "Post Views [Last 10 Posts]"),
        ("Telegram", "Views | Next 5 posts"),
        ("Telegram", "Просмотры на последние 20 постов"),
        ("Telegram", "Авто просмотры"),
        ("Telegram", "Channel Boost 30 days"),
        ("Telegram", "Bot Start | Referral"),
        ("Website Traffic", "Worldwide | Direct"),
        ("Google", "Google Maps Reviews"),
        ("Spotify", "Monthly Listeners"),
        ("Telegram", "Channel Views"),
        ("Twitch", "Channel Views"),
        ("Other", "VIP service"),
        ("", ""),
    ] {
        let found = kind(category, name);
        let room = wanted_by(ServiceType::Default, category, name);
        let is_open = room.is_none_or(|wanted| !wanted.is_certain);
        assert!(is_open, "{category} / {name}: {found:?}");
    }
}

#[test]
fn the_type_tells_where_the_name_does_not() {
    let of = |kind| wanted_by(kind, "Telegram", "Server 1").map(|wanted| wanted.kind);
    assert_eq!(of(ServiceType::Poll), Some(LinkKind::Poll));
    assert_eq!(of(ServiceType::CustomComments), Some(LinkKind::Post));
    assert_eq!(of(ServiceType::CustomCommentsPackage), Some(LinkKind::Post));
    assert_eq!(of(ServiceType::Package), None);
    assert_eq!(of(ServiceType::Default), None);
}

#[test]
fn only_a_clear_name_leaves_no_room() {
    let certain = |category, name| {
        wanted_by(ServiceType::Default, category, name).is_some_and(|wanted| wanted.is_certain)
    };
    assert!(certain("Instagram Likes", "Instagram Likes | Real"));
    assert!(certain("Telegram", "Post Views"));
    assert!(!certain("Instagram Likes", "Server 4 | HQ"));
    assert!(!certain("Cheap", "Likes"));
    assert!(!certain("YouTube", "4000 Watch Hours"));
}

#[test]
fn a_profile_is_no_post_and_a_reel_is() {
    let likes = wanted_by(ServiceType::Default, "Instagram", "Likes").unwrap();
    assert!(!likes.takes(LinkKind::Profile) && !likes.takes(LinkKind::Story));
    assert!(likes.takes(LinkKind::Post) && likes.takes(LinkKind::Reel));
    let members = wanted_by(ServiceType::Default, "Telegram", "Members").unwrap();
    assert!(members.takes(LinkKind::Invite) && !members.takes(LinkKind::Post));
    for kind in LinkKind::iter() {
        assert!(Wanted { kind, is_certain: true }.takes(kind), "{kind:?}");
    }
}
