//! What a customer enters for an order: the fields that types of services are made of, as data.
//! Owns their names, here and at a panel, and the one reading of what was typed into one. It must
//! never keep a text that it would read otherwise a second time.

mod countries;
mod error;
mod list;
mod number;
mod rule;

use serde::{Deserialize, Serialize};

use super::limits::Limits;
use super::links::{LinkKind, Platform, clean_link};
use super::mail::MailDomain;
use super::one_line::is_bidi_control;
use super::recharge::{Destination, Operator};
pub use error::FieldError;
pub use list::{Lines, read_lines};
use number::number;
pub use number::{NumberRule, Unit};
pub use rule::Rule;

/// One thing that is entered for an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Field {
    /// What the order is for.
    Link,
    /// How much.
    Quantity,
    /// Comments to be written.
    Comments,
    /// The number of a poll's answer.
    Answer,
    /// What is searched for.
    Keywords,
    /// Users to be mentioned.
    Usernames,
    /// Hashtags that stand beside.
    Hashtags,
    /// Groups whose members are invited.
    Groups,
    /// The hashtag whose users are mentioned.
    Hashtag,
    /// The profile whose followers are mentioned.
    FollowedProfile,
    /// Who wrote the comment.
    CommentOwner,
    /// The post whose likers are mentioned.
    Media,
    /// Where visitors come from.
    Country,
    /// What visitors use.
    Device,
    /// How visitors find the page.
    Traffic,
    /// What visitors search for.
    SearchWord,
    /// The page that leads visitors on.
    Referrer,
    /// Whether all is delivered at once or in parts; no panel is told of it by itself.
    Delivery,
    /// How many parts.
    Runs,
    /// How long from one part to the next.
    Interval,
    /// Whose new posts are served.
    Account,
    /// How many new posts.
    Posts,
    /// How long after a post its order begins.
    Delay,
    /// For how many days; panels are told the day.
    Days,
    /// What the provider of a product asks its buyer for, in the provider's own words.
    Asked,
    /// The phone number that is topped up.
    Phone,
    /// The login of a game that is topped up.
    GameLogin,
    /// The address of the wallet that is topped up.
    Wallet,
    /// Who runs the account that is topped up.
    Operator,
    /// How much of the provider's currency is to arrive.
    Amount,
    /// The mail domain of the customer's own that is tested.
    MailDomain,
}

/// How a field is asked for and what it may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The target of the order.
    Link,
    /// A number within the service's limits.
    Quantity,
    /// Any number of items, over several messages.
    List(ListRule),
    /// A number.
    Number(NumberRule),
    /// One text.
    Word(Rule),
    /// One of a few.
    Choice(&'static [Choice]),
    /// One text that is kept sealed and never shown again.
    Sealed {
        /// The most characters.
        max_chars: i64,
    },
    /// Where a top-up goes: kept sealed, and shown only in part.
    Destination(Destination),
    /// One of the operators that a provider sells.
    Operator,
    /// Whole units of a provider's currency, within the service's limits.
    Amount,
    /// A mail domain, which counts as entered when it is proved to be the customer's own.
    Domain,
}

/// Where that is kept which was entered into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// As the link of the order.
    Link,
    /// As its quantity.
    Quantity,
    /// In a row of its own, by its number.
    List,
    /// As the text itself.
    Text,
    /// Sealed in a row of its own, by its number.
    Sealed,
}

/// What a list may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListRule {
    /// Most items of one order.
    pub max_items: i64,
    /// Most characters of one order, a line end for each item included.
    pub max_chars: i64,
    /// What one item may be.
    pub item: Rule,
}

/// One of the values of a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The stored name; never changes.
    pub name: &'static str,
    /// What panels call it.
    pub wire: &'static str,
}

/// A field as data.
#[derive(Debug)]
struct Row {
    field: Field,
    /// The stored name; never changes.
    name: &'static str,
    /// The parameter of a panel's `add`.
    wire: &'static str,
    kind: Kind,
    /// Whether it says something about the link, and nothing about another one.
    is_of_link: bool,
}

const fn row(field: Field, names: [&'static str; 2], kind: Kind) -> Row {
    let [name, wire] = names;
    Row { field, name, wire, kind, is_of_link: false }
}

const fn row_of_link(field: Field, names: [&'static str; 2], kind: Kind) -> Row {
    Row { is_of_link: true, ..row(field, names, kind) }
}

/// How much a list takes at the most.
struct Most {
    items: i64,
    chars: i64,
}

const fn list(most: Most, item: Rule) -> Kind {
    Kind::List(ListRule { max_items: most.items, max_chars: most.chars, item })
}

const DEVICES: [Choice; 5] = [
    Choice { name: "desktop", wire: "1" },
    Choice { name: "android", wire: "2" },
    Choice { name: "ios", wire: "3" },
    Choice { name: "mobile", wire: "4" },
    Choice { name: "mixed", wire: "5" },
];

const TRAFFIC: [Choice; 3] = [
    Choice { name: "search", wire: "1" },
    Choice { name: "referrer", wire: "2" },
    Choice { name: "direct", wire: "3" },
];

/// The choice of a delivery in parts.
pub const IN_PARTS: &str = "in_parts";

const DELIVERY: [Choice; 2] =
    [Choice { name: "at_once", wire: "at_once" }, Choice { name: IN_PARTS, wire: IN_PARTS }];

const fn number_of(limits: Limits, offered: &'static [i64]) -> NumberRule {
    NumberRule { limits, offered, is_closed: false, unit: Unit::Pieces }
}

/// One of these numbers of minutes, in ascending order: panels take no others.
const fn minutes(offered: &'static [i64], limits: Limits) -> Kind {
    Kind::Number(NumberRule { is_closed: true, unit: Unit::Minutes, ..number_of(limits, offered) })
}

const ANSWERS: NumberRule =
    number_of(Limits { min: 1, max: 100 }, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
const RUNS: NumberRule =
    number_of(Limits { min: 2, max: 100 }, &[2, 3, 5, 7, 10, 15, 20, 30, 50, 100]);
const POSTS: NumberRule =
    number_of(Limits { min: 1, max: 500 }, &[1, 3, 5, 10, 15, 20, 30, 50, 100, 200]);
/// An order may wait for a day before it is sent, and the last day must lie ahead then.
const DAYS: NumberRule =
    NumberRule { unit: Unit::Days, ..number_of(Limits { min: 3, max: 90 }, &[7, 14, 30, 60, 90]) };
const INTERVALS: [i64; 11] = [5, 10, 15, 30, 60, 90, 120, 180, 240, 360, 600];
const DELAYS: [i64; 7] = [0, 5, 10, 15, 30, 60, 90];

/// The most comments of one order.
const COMMENTS_MAX: i64 = 5_000;
/// The most characters of a long list.
const LIST_CHARS_MAX: i64 = 500_000;

const TABLE: [Row; 31] = [
    row(Field::Link, ["link", "link"], Kind::Link),
    row(Field::Quantity, ["quantity", "quantity"], Kind::Quantity),
    row(
        Field::Comments,
        ["comments", "comments"],
        list(Most { items: COMMENTS_MAX, chars: LIST_CHARS_MAX }, Rule::Prose { max_chars: 2_200 }),
    ),
    row_of_link(Field::Answer, ["answer", "answer_number"], Kind::Number(ANSWERS)),
    row(
        Field::Keywords,
        ["keywords", "keywords"],
        list(Most { items: 500, chars: 50_000 }, Rule::Text { max_chars: 200 }),
    ),
    row(
        Field::Usernames,
        ["usernames", "usernames"],
        list(Most { items: 10_000, chars: LIST_CHARS_MAX }, Rule::Username),
    ),
    row(
        Field::Hashtags,
        ["hashtags", "hashtags"],
        list(Most { items: 500, chars: 50_000 }, Rule::Hashtag { is_marked: true }),
    ),
    row(
        Field::Groups,
        ["groups", "groups"],
        list(Most { items: 1_000, chars: LIST_CHARS_MAX }, Rule::Page { wanted: LinkKind::Invite }),
    ),
    row(Field::Hashtag, ["hashtag", "hashtag"], Kind::Word(Rule::Hashtag { is_marked: false })),
    row(
        Field::FollowedProfile,
        ["followed_profile", "username"],
        Kind::Word(Rule::Page { wanted: LinkKind::Profile }),
    ),
    row_of_link(Field::CommentOwner, ["comment_owner", "username"], Kind::Word(Rule::Username)),
    row(Field::Media, ["media", "media"], Kind::Word(Rule::Page { wanted: LinkKind::Post })),
    row(Field::Country, ["country", "country"], Kind::Word(Rule::Country)),
    row(Field::Device, ["device", "device"], Kind::Choice(&DEVICES)),
    row(Field::Traffic, ["traffic", "type_of_traffic"], Kind::Choice(&TRAFFIC)),
    row(
        Field::SearchWord,
        ["search_word", "google_keyword"],
        Kind::Word(Rule::Text { max_chars: 200 }),
    ),
    row(Field::Referrer, ["referrer", "referring_url"], Kind::Word(Rule::Site)),
    row(Field::Delivery, ["delivery", ""], Kind::Choice(&DELIVERY)),
    row(Field::Runs, ["runs", "runs"], Kind::Number(RUNS)),
    row(
        Field::Interval,
        ["interval", "interval"],
        minutes(&INTERVALS, Limits { min: 5, max: 600 }),
    ),
    row(Field::Account, ["account", "username"], Kind::Word(Rule::Username)),
    row(Field::Posts, ["posts", "posts"], Kind::Number(POSTS)),
    row(Field::Delay, ["delay", "delay"], minutes(&DELAYS, Limits { min: 0, max: 90 })),
    row(Field::Days, ["days", "expiry"], Kind::Number(DAYS)),
    row(Field::Asked, ["asked", "require"], Kind::Sealed { max_chars: 1_000 }),
    row(Field::Phone, ["phone", ""], Kind::Destination(Destination::Phone)),
    row(Field::GameLogin, ["game_login", ""], Kind::Destination(Destination::Login)),
    row(Field::Wallet, ["wallet", ""], Kind::Destination(Destination::Wallet)),
    row(Field::Operator, ["operator", ""], Kind::Operator),
    row(Field::Amount, ["amount", ""], Kind::Amount),
    row(Field::MailDomain, ["mail_domain", ""], Kind::Domain),
];

impl Field {
    /// Every field.
    pub fn all() -> impl Iterator<Item = Field> {
        TABLE.iter().map(|row| row.field)
    }

    fn row(self) -> &'static Row {
        const LINK: &Row = &row(Field::Link, ["link", "link"], Kind::Link);
        TABLE.iter().find(|row| row.field == self).unwrap_or(LINK)
    }

    /// The stored name; never changes.
    pub fn as_str(self) -> &'static str {
        self.row().name
    }

    /// Reads a stored name.
    pub fn parse(text: &str) -> Option<Field> {
        TABLE.iter().find(|row| row.name == text).map(|row| row.field)
    }

    /// The parameter of a panel's `add`; empty for what panels are not told of.
    pub fn wire(self) -> &'static str {
        self.row().wire
    }

    /// A kept value as panels call it.
    pub fn on_wire(self, value: &str) -> &str {
        if self.kind() == Kind::Operator {
            return value.split_once(':').map_or(value, |(code, _)| code);
        }
        let Kind::Choice(choices) = self.kind() else { return value };
        choices.iter().find(|choice| choice.name == value).map_or(value, |choice| choice.wire)
    }

    /// How it is asked for and what it may hold.
    pub fn kind(self) -> Kind {
        self.row().kind
    }

    /// Where it is kept.
    pub fn kept(self) -> Kept {
        match self.kind() {
            Kind::Link => Kept::Link,
            Kind::Quantity | Kind::Amount => Kept::Quantity,
            Kind::List(_) => Kept::List,
            Kind::Sealed { .. } | Kind::Destination(_) => Kept::Sealed,
            Kind::Number(_) | Kind::Word(_) | Kind::Choice(_) => Kept::Text,
            Kind::Operator | Kind::Domain => Kept::Text,
        }
    }

    /// Whether what was entered says nothing about another link.
    pub fn is_of_link(self) -> bool {
        self.row().is_of_link
    }

    /// Whether an order is whole without it.
    pub const fn is_optional(self) -> bool {
        matches!(self, Self::Delivery)
    }

    /// Whether it is asked for only where a service can be delivered in parts.
    pub const fn is_of_parts(self) -> bool {
        matches!(self, Self::Delivery | Self::Runs | Self::Interval)
    }

    /// What a list of this may hold; `None` for what is no list.
    pub fn list_rule(self) -> Option<ListRule> {
        match self.kind() {
            Kind::List(rule) => Some(rule),
            _ => None,
        }
    }

    /// What was typed in its one kept form; reading that again changes nothing. Names and links are
    /// read for a platform where one is known.
    ///
    /// # Errors
    /// Says why it is not taken.
    pub fn read(self, text: &str, platform: Option<Platform>) -> Result<String, FieldError> {
        match self.kind() {
            Kind::Link => clean_link(text, platform).map_err(|_| FieldError::Unfit),
            Kind::Quantity | Kind::Amount => number(text, Limits { min: 1, max: i64::MAX }),
            Kind::List(rule) => read_lines(rule, text, platform).map(|lines| lines.text),
            Kind::Number(rule) => rule.read(text),
            Kind::Word(rule) => rule.read(text, platform),
            Kind::Sealed { max_chars } => sealed(text, max_chars),
            Kind::Destination(destination) => destination.read(text),
            Kind::Operator => match Operator::from_text(text) {
                Some(operator) => Ok(operator.to_text()),
                None => Err(FieldError::Unfit),
            },
            Kind::Domain => match MailDomain::read(text) {
                Ok(domain) => Ok(domain.to_string()),
                Err(problem) => Err(FieldError::NoDomain(problem)),
            },
            Kind::Choice(choices) => {
                let typed = text.trim().to_lowercase();
                let meant = |choice: &&Choice| choice.name == typed || choice.wire == typed;
                let choice = choices.iter().find(meant);
                choice.map(|choice| choice.name.to_owned()).ok_or(FieldError::Unfit)
            }
        }
    }
}

/// A text as it was typed, on one line: it may be a name and a password.
fn sealed(text: &str, max_chars: i64) -> Result<String, FieldError> {
    let visible = text.chars().filter(|letter| !is_bidi_control(*letter));
    let line: String =
        visible.map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let kept = line.trim();
    match kept.chars().nth(usize::try_from(max_chars).unwrap_or(0)) {
        Some(_) => Err(FieldError::TooLong { max: max_chars }),
        None if kept.is_empty() => Err(FieldError::Empty),
        None => Ok(kept.to_owned()),
    }
}

impl From<Field> for String {
    fn from(field: Field) -> String {
        field.as_str().to_owned()
    }
}

impl TryFrom<String> for Field {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::parse(&name).ok_or("an unknown field")
    }
}

#[cfg(test)]
#[path = "fields/fields_tests.rs"]
mod tests;
