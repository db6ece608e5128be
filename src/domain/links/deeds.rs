//! The words by which names of services tell what they do and to what, in the languages of panels.
//! Owns the tables. It must never hold one word for two deeds.

/// What a service does, as far as that decides about its link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Follow,
    Like,
    View,
    Comment,
    Vote,
    Play,
    /// Shares, saves, reactions: always of a post.
    React,
    /// Reach and the like, of whatever the panel means.
    Reach,
    WatchTime,
    Watch,
    /// Followers and other things at once, or what comes later: any link may be right.
    Other,
}

/// Words of each deed. Those that end in `*` are beginnings.
pub(super) const DEEDS: [(Deed, &[&str]); 11] = [
    (
        Deed::Follow,
        &[
            "follower",
            "followers",
            "follow",
            "follows",
            "subscriber",
            "subscribers",
            "subs",
            "sub",
            "member",
            "members",
            "fans",
            "friend",
            "friends",
            "connections",
            "подписчик*",
            "подписк*",
            "участник*",
            "фолловер*",
            "друзья",
            "друзей",
            "obunachi*",
            "azo",
            "azolar*",
            "takipci*",
            "takipçi*",
            "abone*",
            "uye",
            "üye",
            "uyeler",
            "üyeler",
            "podpischik*",
            "seguidores",
            "subscribe*",
        ],
    ),
    (
        Deed::Like,
        &[
            "like",
            "likes",
            "hearts",
            "upvote",
            "upvotes",
            "dislike",
            "dislikes",
            "favorites",
            "favourites",
            "лайк*",
            "дизлайк*",
            "layk*",
            "begeni*",
            "beğeni*",
            "curtidas",
            "сердеч*",
            "laik*",
        ],
    ),
    (
        Deed::View,
        &[
            "view",
            "views",
            "просмотр*",
            "korish*",
            "koʻrish*",
            "prosmotr*",
            "izlenme*",
            "görüntülenme*",
            "goruntulenme*",
            "visualizações",
        ],
    ),
    (
        Deed::Comment,
        &["comment", "comments", "replies", "reply", "коммент*", "izoh*", "yorum*", "comentarios"],
    ),
    (
        Deed::Vote,
        &[
            "vote",
            "votes",
            "poll",
            "polls",
            "голос",
            "голоса",
            "голосов",
            "голосован*",
            "опрос*",
            "ovoz*",
            "oy",
            "oylar",
            "anket",
        ],
    ),
    (
        Deed::Play,
        &["play", "plays", "stream", "streams", "прослушив*", "tinglash*", "dinlenme*", "стримы"],
    ),
    (
        Deed::React,
        &[
            "reaction",
            "reactions",
            "share",
            "shares",
            "save",
            "saves",
            "repost",
            "reposts",
            "retweet",
            "retweets",
            "quotes",
            "bookmark",
            "bookmarks",
            "repins",
            "реакци*",
            "репост*",
            "ретвит*",
            "сохранени*",
            "поделит*",
            "закладк*",
            "reaksiya*",
            "ulashish*",
            "saqlash*",
            "repost*",
            "paylasim*",
            "paylaşım*",
            "kaydetme*",
            "forwards",
        ],
    ),
    (
        Deed::Reach,
        &["impression", "impressions", "reach", "engagement", "engagements", "охват*", "показ*"],
    ),
    (Deed::WatchTime, &["watchtime", "watchhours", "watchhour", "часов", "часы"]),
    (Deed::Watch, &["viewer", "viewers", "зрител*", "tomoshabin*", "izleyici*"]),
    (
        Deed::Other,
        &[
            "auto",
            "automatic",
            "autolikes",
            "autoviews",
            "future",
            "next",
            "last",
            "latest",
            "upcoming",
            "every",
            "recent",
            "listeners",
            "listener",
            "review",
            "reviews",
            "rating",
            "visits",
            "visitors",
            "traffic",
            "boost",
            "boosts",
            "referral",
            "botstart",
            "botstarts",
            "report",
            "mention",
            "mentions",
            "click",
            "clicks",
            "авто*",
            "последн*",
            "будущ*",
            "следующ*",
            "слушател*",
            "отзыв*",
            "буст*",
            "переход*",
            "посещен*",
            "oxirgi",
            "keyingi",
            "avto*",
            "son",
            "gelecek",
            "otomatik",
            "sharh*",
            "install",
            "installs",
            "downloads",
        ],
    ),
];

/// Words of things that a deed is done to.
pub(super) const POSTS: &[&str] =
    &["post", "posts", "photo", "tweet", "tweets", "пост*", "публикаци*", "gönderi*"];
pub(super) const PAGES: &[&str] = &["page", "fanpage", "страниц*", "sahifa*", "sayfa*"];
pub(super) const PROFILES: &[&str] = &["profile", "профил*", "profil*"];
pub(super) const CHANNELS: &[&str] =
    &["channel", "account", "канал*", "kanal*", "group", "групп*", "guruh*", "grup*"];
pub(super) const STORIES: &[&str] = &[
    "story",
    "stories",
    "highlight",
    "highlights",
    "истори*",
    "сторис*",
    "hikoya*",
    "hikaye*",
    "istoriya*",
    "storis*",
];
pub(super) const REELS: &[&str] = &["reel", "reels", "рилс*", "рилз*", "rils*"];
pub(super) const VIDEOS: &[&str] =
    &["video", "videos", "short", "shorts", "igtv", "clip", "видео*", "шортс*", "клип*"];
pub(super) const LIVES: &[&str] = &[
    "live",
    "livestream",
    "broadcast",
    "premiere",
    "трансляци*",
    "эфир*",
    "стрим",
    "стрима",
    "canli",
    "canlı",
    "efir*",
    "translyatsiya*",
    "space",
    "spaces",
];
pub(super) const PLAYLISTS: &[&str] = &["playlist", "playlists", "плейлист*", "pleylist*"];
pub(super) const ALBUMS: &[&str] = &["album", "albums", "альбом*"];
pub(super) const TRACKS: &[&str] = &["track", "song", "трек*", "песн*"];

/// Whether any of the words is in a table.
pub(super) fn names(words: &[String], table: &[&str]) -> bool {
    words.iter().any(|word| {
        table.iter().any(|entry| match entry.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => word == entry,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_folded_and_of_one_deed() {
        for (deed, table) in DEEDS {
            for word in table {
                let bare = word.trim_end_matches('*');
                assert_eq!(bare, bare.to_lowercase(), "{word}");
                let owners = DEEDS.iter().filter(|(_, other)| names(&[bare.to_owned()], other));
                let owners: Vec<Deed> = owners.map(|entry| entry.0).collect();
                assert_eq!(owners, [deed], "{word}");
            }
        }
    }
}
