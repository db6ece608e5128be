//! The types of services that are more than a link and a quantity: what `add` needs for each beside
//! them, which of it is counted, and the services of that type. Owns the words of a refusal. Must
//! never know what the shop sends.

use super::actions::Form;

/// A parameter that a type needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Any text.
    Text(&'static str),
    /// A number out of a range.
    Number(&'static str, (i64, i64)),
    /// Lines of text.
    Lines(&'static str),
    /// Lines of text that are counted instead of a quantity.
    Counted(&'static str),
    /// A text, where a number is this one.
    TextIf(&'static str, (&'static str, i64)),
}

/// A type that is more than a link and a quantity.
pub(super) struct PanelType {
    /// As `services` labels it.
    pub label: &'static str,
    needs: &'static [Need],
    /// What is sold of it.
    pub services: &'static [Example],
}

/// Category, name, rate in hundredths, min, max.
pub(super) type Example = (&'static str, &'static str, i64, i64, i64);

/// In the order of the catalog: a new one, and a new service, comes at the end, for services are
/// named by number.
pub(super) const TYPES: &[PanelType] = &[
    PanelType {
        label: "Package",
        needs: &[],
        services: &[
            ("Growth Packages", "Instagram Starter | 500 followers + 1K likes", 290, 1, 1),
            ("Growth Packages", "TikTok Starter | 1K followers + 20K views", 540, 1, 1),
            ("Growth Packages", "YouTube Launch | 200 subscribers + 5K views", 2_450, 1, 1),
            ("Growth Packages", "Telegram Channel | 1K members + 50 reactions", 390, 1, 1),
            ("Growth Packages", "Spotify Release | 10K plays + 200 saves", 620, 1, 1),
        ],
    },
    PanelType {
        label: "Custom Comments",
        needs: &[Need::Counted("comments")],
        services: &[
            ("Comments", "Instagram Comments | Your texts | Real", 800, 10, 1_500),
            ("Comments", "TikTok Comments | Your texts | Real", 950, 10, 1_000),
            ("Comments", "YouTube Comments | Your texts | 30 days refill", 1_400, 5, 500),
            ("Comments", "Facebook Comments | Your texts", 1_150, 10, 500),
            ("Comments", "X Replies | Your texts", 1_600, 5, 300),
        ],
    },
    PanelType {
        label: "Custom Comments Package",
        needs: &[Need::Counted("comments")],
        services: &[("Comments", "Instagram Comments | 10 of your texts", 45, 1, 1)],
    },
    PanelType {
        label: "Poll",
        needs: &[Need::Number("answer_number", (0, i64::MAX))],
        services: &[
            ("Votes", "Telegram Poll Votes | Instant", 60, 50, 50_000),
            ("Votes", "X Poll Votes | 5K/day", 180, 50, 20_000),
            ("Votes", "YouTube Poll Votes | 5K/day", 150, 100, 20_000),
        ],
    },
    PanelType {
        label: "Subscriptions",
        needs: &[],
        services: &[
            ("Automatic", "Instagram Auto Likes | New posts", 30, 20, 10_000),
            ("Automatic", "Instagram Auto Views | New reels", 5, 100, 100_000),
            ("Automatic", "Telegram Auto Views | New posts", 4, 50, 50_000),
        ],
    },
    PanelType {
        label: "Comment Likes",
        needs: &[Need::Text("username")],
        services: &[("Comments", "YouTube Comment Likes | 2K/day", 210, 20, 10_000)],
    },
    PanelType {
        label: "Comment Replies",
        needs: &[Need::Text("username"), Need::Counted("comments")],
        services: &[("Comments", "YouTube Comment Replies | Your texts", 1_700, 2, 200)],
    },
    PanelType {
        label: "Mentions",
        needs: &[Need::Lines("usernames")],
        services: &[("Mentions", "Your users | Instagram Mentions | 5K/day", 320, 100, 20_000)],
    },
    PanelType {
        label: "Mentions with Hashtags",
        needs: &[Need::Lines("usernames"), Need::Lines("hashtags")],
        services: &[("Mentions", "Your users and hashtags | Instagram Mentions", 360, 100, 20_000)],
    },
    PanelType {
        label: "Mentions Custom List",
        needs: &[Need::Counted("usernames")],
        services: &[("Mentions", "Your list | Instagram Mentions", 450, 3, 5_000)],
    },
    PanelType {
        label: "Mentions Hashtag",
        needs: &[Need::Text("hashtag")],
        services: &[("Mentions", "Users of a hashtag | Instagram Mentions", 280, 100, 20_000)],
    },
    PanelType {
        label: "Mentions User Followers",
        needs: &[Need::Text("username")],
        services: &[("Mentions", "Followers of a user | Instagram Mentions", 300, 100, 20_000)],
    },
    PanelType {
        label: "Mentions Media Likers",
        needs: &[Need::Text("media")],
        services: &[("Mentions", "Likers of a post | Instagram Mentions", 290, 100, 20_000)],
    },
    PanelType {
        label: "Invites from Groups",
        needs: &[Need::Lines("groups")],
        services: &[("Invites", "Telegram Invites | From your groups", 520, 50, 10_000)],
    },
    PanelType {
        label: "SEO",
        needs: &[Need::Lines("keywords")],
        services: &[("Search", "Google Search Clicks | Your keywords", 410, 50, 10_000)],
    },
    PanelType {
        label: "Web Traffic",
        needs: &[
            Need::Text("country"),
            Need::Number("device", (1, 5)),
            Need::Number("type_of_traffic", (1, 3)),
            Need::TextIf("google_keyword", ("type_of_traffic", 1)),
            Need::TextIf("referring_url", ("type_of_traffic", 2)),
        ],
        services: &[("Search", "Website Visits | Any country and device", 95, 500, 1_000_000)],
    },
    // A type of its own in nothing but that it may be delivered in runs.
    PanelType {
        label: "Default",
        needs: &[],
        services: &[
            ("In parts", "Instagram Followers | Drip-feed | 5K/day", 100, 50, 5_000),
            ("In parts", "YouTube Views | Drip-feed | 10K/day", 150, 100, 100_000),
            ("In parts", "Telegram Members | Drip-feed | 2K/day", 90, 10, 20_000),
        ],
    },
];

/// Looks whether a call has what its type needs; the lines that are counted instead of a quantity.
pub(super) fn check(kind: &str, form: &Form) -> Result<Option<i64>, String> {
    let needs = TYPES.iter().find(|known| known.label == kind).map_or(&[][..], |known| known.needs);
    let mut counted = None;
    for need in needs {
        let (name, is_met) = match *need {
            Need::Text(name) => (name, form.get(name).is_some()),
            Need::Number(name, (min, max)) => {
                (name, form.number(name).is_some_and(|number| (min..=max).contains(&number)))
            }
            Need::Lines(name) => (name, form.lines(name) > 0),
            Need::Counted(name) => {
                counted = Some(form.lines(name));
                (name, form.lines(name) > 0)
            }
            Need::TextIf(name, (other, number)) => {
                (name, form.number(other) != Some(number) || form.get(name).is_some())
            }
        };
        if !is_met {
            return Err(refusal(name));
        }
    }
    Ok(counted)
}

/// `Answer number is required`, and for the others `Comments field is required`.
fn refusal(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let field = if name == "answer_number" { "" } else { " field" };
    format!("{first}{}{field} is required", letters.as_str())
}
