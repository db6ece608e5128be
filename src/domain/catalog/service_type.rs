//! How a service is ordered: the types of the panel protocol, the spellings of their labels, and
//! the fields that each is made of: docs/protocols.md, "Types and their fields". It must never take
//! an unknown label for the default type: the order would be sent without the fields it needs.

use strum::EnumIter;

use super::goods::IdSpace;
use crate::domain::fields::{Field, IN_PARTS};
use crate::domain::limits::Limits;

/// How a service is ordered, which decides what a customer is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
pub enum ServiceType {
    /// Plain link and quantity.
    Default,
    /// A fixed amount at a flat price.
    Package,
    /// A link with keywords.
    Seo,
    /// Comments written by the customer.
    CustomComments,
    /// The customer's comments at a flat price.
    CustomCommentsPackage,
    /// Mentions of given users.
    Mentions,
    /// Mentions of given users with hashtags.
    MentionsWithHashtags,
    /// Mentions, one for each given user.
    MentionsCustomList,
    /// Mentions of people who used a hashtag.
    MentionsHashtag,
    /// Mentions of a user's followers.
    MentionsUserFollowers,
    /// Mentions of people who liked a post.
    MentionsMediaLikers,
    /// Likes on somebody's comment.
    CommentLikes,
    /// Replies to somebody's comment.
    CommentReplies,
    /// Votes for one answer.
    Poll,
    /// Invitations of the members of groups.
    InvitesFromGroups,
    /// Orders for posts yet to come.
    Subscriptions,
    /// Visits of a web page.
    WebTraffic,
    /// Goods that are delivered as a text; from a list of products, never from one of services.
    Product,
    /// The same where the provider asks the buyer for something.
    AskedProduct,
    /// A top-up of a phone.
    MobileRecharge,
    /// A top-up of a game's account.
    GameRecharge,
    /// A top-up of a cryptocurrency's wallet.
    CryptoRecharge,
    /// A test of a mail domain of the customer's own.
    MailLoadTest,
    /// A label that the table does not have.
    Other,
}

/// What an order is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted {
    /// The quantity that the customer chooses.
    Quantity,
    /// The lines of a list.
    Lines(Field),
    /// One piece.
    Once,
}

/// What a service works on, as far as its type tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// What its name says.
    Named,
    /// A poll.
    Poll,
    /// What can be commented on.
    Commented,
    /// Anything: the name of a package mixes what it contains, and that of mentions tells whose.
    Any,
}

/// A field of a type; one with a condition is asked for only where another field has that value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    field: Field,
    only_if: Option<(Field, &'static str)>,
}

const fn asked(field: Field) -> Asked {
    Asked { field, only_if: None }
}

const fn asked_if(field: Field, condition: (Field, &'static str)) -> Asked {
    Asked { field, only_if: Some(condition) }
}

const LINK: Asked = asked(Field::Link);
const QUANTITY: Asked = asked(Field::Quantity);
const COMMENTS: Asked = asked(Field::Comments);
const COMMENT_OWNER: Asked = asked(Field::CommentOwner);
const KEYWORDS: Asked = asked(Field::Keywords);
const USERNAMES: Asked = asked(Field::Usernames);
const OPERATOR: Asked = asked(Field::Operator);
const AMOUNT: Asked = asked(Field::Amount);
/// Asked where the service can be delivered in parts.
const DELIVERY: Asked = asked(Field::Delivery);
const RUNS: Asked = asked_if(Field::Runs, (Field::Delivery, IN_PARTS));
const INTERVAL: Asked = asked_if(Field::Interval, (Field::Delivery, IN_PARTS));

/// A type as data.
struct Row {
    kind: ServiceType,
    /// The stored name; never changes.
    name: &'static str,
    /// The provider's labels, in lower case and without spaces, underscores and hyphens.
    labels: &'static [&'static str],
    /// In the order in which they are asked for; none for what is not sold.
    fields: &'static [Asked],
    counted: Counted,
    /// Whether it is sold as one piece.
    is_package: bool,
    target: Target,
}

impl Row {
    /// Plain quantities of what the name says.
    const fn of(
        kind: ServiceType,
        name: &'static str,
        labels: &'static [&'static str],
        fields: &'static [Asked],
    ) -> Row {
        let (counted, target) = (Counted::Quantity, Target::Named);
        Row { kind, name, labels, fields, counted, is_package: false, target }
    }

    const fn counted_in(self, counted: Counted) -> Row {
        Row { counted, ..self }
    }

    const fn on(self, target: Target) -> Row {
        Row { target, ..self }
    }

    const fn packaged(self) -> Row {
        Row { is_package: true, ..self }
    }
}

const TABLE: &[Row] = &[
    Row::of(
        ServiceType::Default,
        "default",
        &["default"],
        &[LINK, QUANTITY, DELIVERY, RUNS, INTERVAL],
    ),
    Row::of(ServiceType::Package, "package", &["package"], &[LINK])
        .counted_in(Counted::Once)
        .packaged()
        .on(Target::Any),
    Row::of(ServiceType::Seo, "seo", &["seo"], &[LINK, KEYWORDS, QUANTITY]).on(Target::Any),
    Row::of(
        ServiceType::CustomComments,
        "custom_comments",
        &["customcomments", "customcomment"],
        &[LINK, COMMENTS],
    )
    .counted_in(Counted::Lines(Field::Comments))
    .on(Target::Commented),
    Row::of(
        ServiceType::CustomCommentsPackage,
        "custom_comments_package",
        &["customcommentspackage", "customcommentpackage"],
        &[LINK, COMMENTS],
    )
    .counted_in(Counted::Lines(Field::Comments))
    .packaged()
    .on(Target::Commented),
    Row::of(ServiceType::Mentions, "mentions", &["mentions"], &[LINK, USERNAMES, QUANTITY])
        .on(Target::Any),
    Row::of(
        ServiceType::MentionsWithHashtags,
        "mentions_with_hashtags",
        &["mentionswithhashtags", "mentionswithhashtag"],
        &[LINK, USERNAMES, asked(Field::Hashtags), QUANTITY],
    )
    .on(Target::Any),
    Row::of(
        ServiceType::MentionsCustomList,
        "mentions_custom_list",
        &["mentionscustomlist"],
        &[LINK, USERNAMES],
    )
    .counted_in(Counted::Lines(Field::Usernames))
    .on(Target::Any),
    Row::of(
        ServiceType::MentionsHashtag,
        "mentions_hashtag",
        &["mentionshashtag"],
        &[LINK, asked(Field::Hashtag), QUANTITY],
    )
    .on(Target::Any),
    Row::of(
        ServiceType::MentionsUserFollowers,
        "mentions_user_followers",
        &["mentionsuserfollowers", "mentionsusersfollowers"],
        &[LINK, asked(Field::FollowedProfile), QUANTITY],
    )
    .on(Target::Any),
    Row::of(
        ServiceType::MentionsMediaLikers,
        "mentions_media_likers",
        &["mentionsmedialikers", "mentionsmedialiker"],
        &[LINK, asked(Field::Media), QUANTITY],
    )
    .on(Target::Any),
    Row::of(
        ServiceType::CommentLikes,
        "comment_likes",
        &["commentlikes", "commentlike"],
        &[LINK, COMMENT_OWNER, QUANTITY],
    ),
    Row::of(
        ServiceType::CommentReplies,
        "comment_replies",
        &["commentreplies", "commentreply"],
        &[LINK, COMMENT_OWNER, COMMENTS],
    )
    .counted_in(Counted::Lines(Field::Comments))
    .on(Target::Commented),
    Row::of(ServiceType::Poll, "poll", &["poll", "polls"], &[LINK, asked(Field::Answer), QUANTITY])
        .on(Target::Poll),
    Row::of(
        ServiceType::InvitesFromGroups,
        "invites_from_groups",
        &["invitesfromgroups", "invitesfromgroup", "invitefromgroups"],
        &[LINK, asked(Field::Groups), QUANTITY],
    ),
    Row::of(
        ServiceType::Subscriptions,
        "subscriptions",
        &["subscriptions", "subscription"],
        &[
            asked(Field::Account),
            QUANTITY,
            asked(Field::Posts),
            asked(Field::Delay),
            asked(Field::Days),
        ],
    )
    .on(Target::Any),
    Row::of(
        ServiceType::WebTraffic,
        "web_traffic",
        &["webtraffic"],
        &[
            LINK,
            asked(Field::Country),
            asked(Field::Device),
            asked(Field::Traffic),
            asked_if(Field::SearchWord, (Field::Traffic, "search")),
            asked_if(Field::Referrer, (Field::Traffic, "referrer")),
            QUANTITY,
            DELIVERY,
            RUNS,
            INTERVAL,
        ],
    )
    .on(Target::Any),
    Row::of(ServiceType::Product, "product", &[], &[QUANTITY]).on(Target::Any),
    Row::of(ServiceType::AskedProduct, "asked_product", &[], &[QUANTITY, asked(Field::Asked)])
        .on(Target::Any),
    // The number says which operator it may be of.
    Row::of(
        ServiceType::MobileRecharge,
        "mobile_recharge",
        &[],
        &[asked(Field::Phone), OPERATOR, AMOUNT],
    )
    .on(Target::Any),
    Row::of(
        ServiceType::GameRecharge,
        "game_recharge",
        &[],
        &[OPERATOR, asked(Field::GameLogin), AMOUNT],
    )
    .on(Target::Any),
    Row::of(
        ServiceType::CryptoRecharge,
        "crypto_recharge",
        &[],
        &[OPERATOR, asked(Field::Wallet), AMOUNT],
    )
    .on(Target::Any),
    // No label of a panel leads to it.
    Row::of(
        ServiceType::MailLoadTest,
        "mail_load_test",
        &[],
        &[asked(Field::MailDomain), QUANTITY],
    )
    .on(Target::Any),
    Row::of(ServiceType::Other, "other", &["other"], &[]),
];

impl ServiceType {
    /// Every type.
    pub fn all() -> impl Iterator<Item = ServiceType> {
        TABLE.iter().map(|row| row.kind)
    }

    fn row(self) -> &'static Row {
        const OTHER: &Row = &Row::of(ServiceType::Other, "other", &[], &[]);
        TABLE.iter().find(|row| row.kind == self).unwrap_or(OTHER)
    }

    /// The stored name; never changes.
    pub fn as_str(self) -> &'static str {
        self.row().name
    }

    /// Reads a stored name.
    pub fn parse(text: &str) -> Option<ServiceType> {
        TABLE.iter().find(|row| row.name == text).map(|row| row.kind)
    }

    /// Whether the shop can sell it today.
    pub fn is_sellable(self) -> bool {
        !self.row().fields.is_empty()
    }

    /// What an order of it holds, in the order of the questions; `value_of` tells what was entered
    /// into a field so far.
    pub fn fields<'a>(
        self,
        value_of: impl Fn(Field) -> Option<&'a str>,
    ) -> impl Iterator<Item = Field> {
        let is_asked = move |asked: &&Asked| {
            asked.only_if.is_none_or(|(other, value)| value_of(other) == Some(value))
        };
        self.row().fields.iter().filter(is_asked).map(|asked| asked.field)
    }

    /// Whether a link and a quantity are all that an order of it needs.
    pub fn is_link_and_quantity(self) -> bool {
        let fields = self.row().fields.iter().map(|asked| asked.field);
        let needed: Vec<Field> = fields.filter(|field| !field.is_of_parts()).collect();
        needed == [Field::Link, Field::Quantity]
    }

    /// Whether it is sold as one piece, for which some providers charge a flat price.
    pub fn is_package(self) -> bool {
        self.row().is_package
    }

    /// Whether it is an order for posts yet to come: the provider makes an order of each.
    pub fn is_for_posts(self) -> bool {
        self == Self::Subscriptions
    }

    /// Whether it is a product: ordered without a link, delivered as a text.
    pub const fn is_product(self) -> bool {
        matches!(self, Self::Product | Self::AskedProduct)
    }

    /// Whose numbers the ids of its services and orders are.
    pub const fn id_space(self) -> IdSpace {
        if self.is_product() { IdSpace::Products } else { IdSpace::Orders }
    }

    /// Whether the customer chooses how much.
    pub fn takes_quantity(self) -> bool {
        self.row().counted == Counted::Quantity
    }

    /// The list whose lines are the quantity.
    pub fn counted_list(self) -> Option<Field> {
        match self.row().counted {
            Counted::Lines(field) => Some(field),
            Counted::Quantity | Counted::Once => None,
        }
    }

    /// What its services work on.
    pub fn target(self) -> Target {
        self.row().target
    }

    /// The most of one order, whatever a provider lists: lists end somewhere, and of what is one
    /// piece there is one.
    pub fn most(self) -> i64 {
        match self.row().counted {
            Counted::Quantity => i64::MAX,
            Counted::Lines(field) => field.list_rule().map_or(0, |rule| rule.max_items),
            Counted::Once => 1,
        }
    }

    /// The largest listed quantity that says nothing about an order of it. A package that lists a
    /// single piece does not say how many comments it takes.
    pub fn means_nothing_up_to(self) -> i64 {
        match self.row().counted {
            Counted::Once => i64::MAX,
            Counted::Lines(_) if self.is_package() => 1,
            Counted::Quantity | Counted::Lines(_) => i64::MIN,
        }
    }

    /// The quantities a customer may order where a provider lists these.
    pub fn limits(self, listed: Limits) -> Limits {
        match listed.max <= self.means_nothing_up_to() {
            true => Limits { min: 1, max: self.most() },
            false => Limits { min: listed.min.max(1), max: listed.max.min(self.most()) },
        }
    }
}

/// Reads a provider's type label. Case, spaces, underscores and hyphens do not matter, and some
/// labels are known in singular and plural. A missing, numeric or marketing label is
/// [`ServiceType::Other`]: panels do not agree on the numbers of the types.
pub fn read_type(label: &str) -> ServiceType {
    let folded: String = label
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect();
    let row = TABLE.iter().find(|row| row.labels.contains(&folded.as_str()));
    row.map_or(ServiceType::Other, |row| row.kind)
}

#[cfg(test)]
#[path = "service_type_tests.rs"]
mod tests;
