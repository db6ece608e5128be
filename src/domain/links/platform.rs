//! The platforms that services are sold for: their names, hosts, example links and words.
//! Owns the table of platforms. It must never list a host under two of them.

use strum::{EnumIter, EnumString, IntoStaticStr};

/// A platform that services are sold for, kept by its name.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "lowercase", const_into_str)]
pub enum Platform {
    /// Instagram.
    Instagram,
    /// TikTok.
    TikTok,
    /// YouTube.
    YouTube,
    /// Telegram.
    Telegram,
    /// Facebook.
    Facebook,
    /// X, once Twitter.
    X,
    /// Threads.
    Threads,
    /// Spotify.
    Spotify,
    /// SoundCloud.
    SoundCloud,
    /// Twitch.
    Twitch,
    /// Discord.
    Discord,
    /// LinkedIn.
    LinkedIn,
    /// Pinterest.
    Pinterest,
    /// Reddit.
    Reddit,
    /// Snapchat.
    Snapchat,
    /// VKontakte.
    Vk,
    /// WhatsApp.
    WhatsApp,
    /// Kick.
    Kick,
    /// Rumble.
    Rumble,
    /// Quora.
    Quora,
    /// Tumblr.
    Tumblr,
    /// Bluesky.
    Bluesky,
    /// Odnoklassniki.
    Odnoklassniki,
    /// Rutube.
    Rutube,
    /// Apple Music.
    AppleMusic,
    /// Deezer.
    Deezer,
    /// Likee.
    Likee,
    /// Trustpilot.
    Trustpilot,
    /// Google, mostly its maps and reviews.
    Google,
}

impl Platform {
    /// Every platform.
    pub const ALL: [Platform; 29] = [
        Platform::Instagram,
        Platform::TikTok,
        Platform::YouTube,
        Platform::Telegram,
        Platform::Facebook,
        Platform::X,
        Platform::Threads,
        Platform::Spotify,
        Platform::SoundCloud,
        Platform::Twitch,
        Platform::Discord,
        Platform::LinkedIn,
        Platform::Pinterest,
        Platform::Reddit,
        Platform::Snapchat,
        Platform::Vk,
        Platform::WhatsApp,
        Platform::Kick,
        Platform::Rumble,
        Platform::Quora,
        Platform::Tumblr,
        Platform::Bluesky,
        Platform::Odnoklassniki,
        Platform::Rutube,
        Platform::AppleMusic,
        Platform::Deezer,
        Platform::Likee,
        Platform::Trustpilot,
        Platform::Google,
    ];

    /// The name as people write it.
    pub const fn name(self) -> &'static str {
        match self {
            Platform::Instagram => "Instagram",
            Platform::TikTok => "TikTok",
            Platform::YouTube => "YouTube",
            Platform::Telegram => "Telegram",
            Platform::Facebook => "Facebook",
            Platform::X => "X",
            Platform::Threads => "Threads",
            Platform::Spotify => "Spotify",
            Platform::SoundCloud => "SoundCloud",
            Platform::Twitch => "Twitch",
            Platform::Discord => "Discord",
            Platform::LinkedIn => "LinkedIn",
            Platform::Pinterest => "Pinterest",
            Platform::Reddit => "Reddit",
            Platform::Snapchat => "Snapchat",
            Platform::Vk => "VK",
            Platform::WhatsApp => "WhatsApp",
            Platform::Kick => "Kick",
            Platform::Rumble => "Rumble",
            Platform::Quora => "Quora",
            Platform::Tumblr => "Tumblr",
            Platform::Bluesky => "Bluesky",
            Platform::Odnoklassniki => "Odnoklassniki",
            Platform::Rutube => "Rutube",
            Platform::AppleMusic => "Apple Music",
            Platform::Deezer => "Deezer",
            Platform::Likee => "Likee",
            Platform::Trustpilot => "Trustpilot",
            Platform::Google => "Google",
        }
    }

    /// A link of the form that its services want.
    pub const fn example(self) -> &'static str {
        match self {
            Platform::Instagram => "https://instagram.com/name",
            Platform::TikTok => "https://tiktok.com/@name",
            Platform::YouTube => "https://youtube.com/watch?v=dQw4w9WgXcQ",
            Platform::Telegram => "https://t.me/name",
            Platform::Facebook => "https://facebook.com/name",
            Platform::X => "https://x.com/name",
            Platform::Threads => "https://threads.com/@name",
            Platform::Spotify => "https://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl",
            Platform::SoundCloud => "https://soundcloud.com/name/track",
            Platform::Twitch => "https://twitch.tv/name",
            Platform::Discord => "https://discord.gg/invite",
            Platform::LinkedIn => "https://linkedin.com/in/name",
            Platform::Pinterest => "https://pinterest.com/name",
            Platform::Reddit => "https://reddit.com/r/name",
            Platform::Snapchat => "https://snapchat.com/add/name",
            Platform::Vk => "https://vk.com/name",
            Platform::WhatsApp => "https://whatsapp.com/channel/name",
            Platform::Kick => "https://kick.com/name",
            Platform::Rumble => "https://rumble.com/c/name",
            Platform::Quora => "https://quora.com/profile/name",
            Platform::Tumblr => "https://tumblr.com/name",
            Platform::Bluesky => "https://bsky.app/profile/name.bsky.social",
            Platform::Odnoklassniki => "https://ok.ru/name",
            Platform::Rutube => "https://rutube.ru/channel/1",
            Platform::AppleMusic => "https://music.apple.com/us/album/1",
            Platform::Deezer => "https://deezer.com/track/1",
            Platform::Likee => "https://likee.video/@name",
            Platform::Trustpilot => "https://trustpilot.com/review/example.com",
            Platform::Google => "https://maps.app.goo.gl/name",
        }
    }

    /// Hosts of its links; a subdomain counts as the host.
    const fn hosts(self) -> &'static [&'static str] {
        match self {
            Platform::Instagram => &["instagram.com", "instagr.am", "ig.me"],
            Platform::TikTok => &["tiktok.com"],
            Platform::YouTube => &["youtube.com", "youtu.be"],
            Platform::Telegram => &["t.me", "telegram.me", "telegram.dog"],
            Platform::Facebook => &["facebook.com", "fb.com", "fb.me", "fb.watch", "m.me"],
            Platform::X => &["x.com", "twitter.com"],
            Platform::Threads => &["threads.com", "threads.net"],
            Platform::Spotify => &["spotify.com", "spotify.link"],
            Platform::SoundCloud => &["soundcloud.com"],
            Platform::Twitch => &["twitch.tv"],
            Platform::Discord => &["discord.gg", "discord.com", "discordapp.com"],
            Platform::LinkedIn => &["linkedin.com", "lnkd.in"],
            Platform::Pinterest => &["pinterest.com", "pin.it"],
            Platform::Reddit => &["reddit.com", "redd.it"],
            Platform::Snapchat => &["snapchat.com"],
            Platform::Vk => &["vk.com", "vk.ru", "vkvideo.ru"],
            Platform::WhatsApp => &["whatsapp.com", "wa.me"],
            Platform::Kick => &["kick.com"],
            Platform::Rumble => &["rumble.com"],
            Platform::Quora => &["quora.com"],
            Platform::Tumblr => &["tumblr.com"],
            Platform::Bluesky => &["bsky.app"],
            Platform::Odnoklassniki => &["ok.ru"],
            Platform::Rutube => &["rutube.ru"],
            Platform::AppleMusic => &["music.apple.com"],
            Platform::Deezer => &["deezer.com"],
            Platform::Likee => &["likee.video"],
            Platform::Trustpilot => &["trustpilot.com"],
            Platform::Google => &["google.com", "goo.gl", "g.page"],
        }
    }

    /// Folded whole words that name it in a service's texts; a word may be written as two.
    pub(crate) const fn words(self) -> &'static [&'static str] {
        match self {
            Platform::Instagram => &["instagram", "insta", "ig"],
            Platform::TikTok => &["tiktok"],
            Platform::YouTube => &["youtube", "yt"],
            Platform::Telegram => &["telegram", "tg"],
            Platform::Facebook => &["facebook", "fb"],
            Platform::X => &["twitter"],
            Platform::Threads => &["threads"],
            Platform::Spotify => &["spotify"],
            Platform::SoundCloud => &["soundcloud"],
            Platform::Twitch => &["twitch"],
            Platform::Discord => &["discord"],
            Platform::LinkedIn => &["linkedin"],
            Platform::Pinterest => &["pinterest"],
            Platform::Reddit => &["reddit"],
            Platform::Snapchat => &["snapchat"],
            Platform::Vk => &["vk", "vkontakte"],
            Platform::WhatsApp => &["whatsapp"],
            Platform::Kick => &["kick"],
            Platform::Rumble => &["rumble"],
            Platform::Quora => &["quora"],
            Platform::Tumblr => &["tumblr"],
            Platform::Bluesky => &["bluesky", "bsky"],
            Platform::Odnoklassniki => &["odnoklassniki"],
            Platform::Rutube => &["rutube"],
            Platform::AppleMusic => &["applemusic"],
            Platform::Deezer => &["deezer"],
            Platform::Likee => &["likee"],
            Platform::Trustpilot => &["trustpilot"],
            Platform::Google => &["google"],
        }
    }

    /// Whether `host` (lower case, without `www.`) is one of its own.
    pub fn owns_host(self, host: &str) -> bool {
        self.hosts().iter().any(|own| {
            host.strip_suffix(own).is_some_and(|front| front.is_empty() || front.ends_with('.'))
        })
    }

    /// The platform that a host (lower case, without `www.`) belongs to.
    pub fn of_host(host: &str) -> Option<Platform> {
        Self::ALL.into_iter().find(|platform| platform.owns_host(host))
    }

    /// Whether the host is a platform's front door: without a path it leads to nobody.
    pub(super) fn is_front_door(host: &str) -> bool {
        Self::ALL.into_iter().any(|platform| platform.hosts().contains(&host))
    }

    /// What stands before the name in the link to a person's page, where `@name` is enough.
    pub(super) const fn handle_base(self) -> Option<&'static str> {
        match self {
            Platform::Instagram => Some("https://instagram.com/"),
            Platform::TikTok => Some("https://tiktok.com/@"),
            Platform::YouTube => Some("https://youtube.com/@"),
            Platform::Telegram => Some("https://t.me/"),
            Platform::X => Some("https://x.com/"),
            Platform::Threads => Some("https://threads.com/@"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_belong_to_one_platform() {
        assert_eq!(Platform::of_host("vm.tiktok.com"), Some(Platform::TikTok));
        assert_eq!(Platform::of_host("music.youtube.com"), Some(Platform::YouTube));
        assert_eq!(Platform::of_host("netflix.com"), None);
        assert_eq!(Platform::of_host("notinstagram.com"), None);
        assert_eq!(Platform::of_host("t.me.evil.com"), None);
        for platform in Platform::ALL {
            for host in platform.hosts() {
                let owners = Platform::ALL.into_iter().filter(|other| other.owns_host(host));
                assert_eq!(owners.collect::<Vec<_>>(), [platform], "{host}");
            }
        }
    }

    #[test]
    fn words_name_one_platform() {
        for platform in Platform::ALL {
            for word in platform.words() {
                let named = Platform::ALL.into_iter().filter(|other| other.words().contains(word));
                assert_eq!(named.collect::<Vec<_>>(), [platform], "{word}");
            }
        }
    }
}
