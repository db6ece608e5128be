//! How a service is ordered: the types of the panel protocol and the spellings of their labels.
//! Owns the table of api-v2 1.4. It must never take an unknown label for the default type: the
//! order would be sent without the fields it needs.

use crate::domain::comments::MAX_LINES;

/// How a service is ordered, which decides what a customer is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// A label that the table does not have.
    Other,
}

impl ServiceType {
    /// Every type.
    pub const ALL: [ServiceType; 18] = [
        ServiceType::Default,
        ServiceType::Package,
        ServiceType::Seo,
        ServiceType::CustomComments,
        ServiceType::CustomCommentsPackage,
        ServiceType::Mentions,
        ServiceType::MentionsWithHashtags,
        ServiceType::MentionsCustomList,
        ServiceType::MentionsHashtag,
        ServiceType::MentionsUserFollowers,
        ServiceType::MentionsMediaLikers,
        ServiceType::CommentLikes,
        ServiceType::CommentReplies,
        ServiceType::Poll,
        ServiceType::InvitesFromGroups,
        ServiceType::Subscriptions,
        ServiceType::WebTraffic,
        ServiceType::Other,
    ];

    /// The stored name; never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            ServiceType::Default => "default",
            ServiceType::Package => "package",
            ServiceType::Seo => "seo",
            ServiceType::CustomComments => "custom_comments",
            ServiceType::CustomCommentsPackage => "custom_comments_package",
            ServiceType::Mentions => "mentions",
            ServiceType::MentionsWithHashtags => "mentions_with_hashtags",
            ServiceType::MentionsCustomList => "mentions_custom_list",
            ServiceType::MentionsHashtag => "mentions_hashtag",
            ServiceType::MentionsUserFollowers => "mentions_user_followers",
            ServiceType::MentionsMediaLikers => "mentions_media_likers",
            ServiceType::CommentLikes => "comment_likes",
            ServiceType::CommentReplies => "comment_replies",
            ServiceType::Poll => "poll",
            ServiceType::InvitesFromGroups => "invites_from_groups",
            ServiceType::Subscriptions => "subscriptions",
            ServiceType::WebTraffic => "web_traffic",
            ServiceType::Other => "other",
        }
    }

    /// Reads a stored name.
    pub fn parse(text: &str) -> Option<ServiceType> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Whether the shop can sell it today.
    pub const fn is_sellable(self) -> bool {
        matches!(
            self,
            ServiceType::Default
                | ServiceType::Package
                | ServiceType::CustomComments
                | ServiceType::CustomCommentsPackage
                | ServiceType::Poll
        )
    }

    /// Whether it is sold as one piece, for which some providers charge a flat price.
    pub const fn is_package(self) -> bool {
        matches!(self, ServiceType::Package | ServiceType::CustomCommentsPackage)
    }

    /// Whether the customer writes comments for it; their lines are the quantity.
    pub const fn takes_comments(self) -> bool {
        matches!(self, ServiceType::CustomComments | ServiceType::CustomCommentsPackage)
    }

    /// Whether the customer chooses how much.
    pub const fn takes_quantity(self) -> bool {
        matches!(self, ServiceType::Default | ServiceType::Poll)
    }

    /// Whether the customer names an answer of a poll.
    pub const fn takes_answer(self) -> bool {
        matches!(self, ServiceType::Poll)
    }

    /// The quantities a customer may order where a provider lists `min` and `max`: comments end at
    /// what one order can hold, and a package that lists a single piece says nothing about how many
    /// comments it takes.
    pub fn limits(self, min: i64, max: i64) -> (i64, i64) {
        match self {
            ServiceType::Package => (1, 1),
            ServiceType::CustomCommentsPackage if max <= 1 => (1, MAX_LINES),
            _ if self.takes_comments() => (min.max(1), max.min(MAX_LINES)),
            _ => (min.max(1), max),
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
    match folded.as_str() {
        "default" => ServiceType::Default,
        "package" => ServiceType::Package,
        "seo" => ServiceType::Seo,
        "customcomments" | "customcomment" => ServiceType::CustomComments,
        "customcommentspackage" | "customcommentpackage" => ServiceType::CustomCommentsPackage,
        "mentions" => ServiceType::Mentions,
        "mentionswithhashtags" | "mentionswithhashtag" => ServiceType::MentionsWithHashtags,
        "mentionscustomlist" => ServiceType::MentionsCustomList,
        "mentionshashtag" => ServiceType::MentionsHashtag,
        "mentionsuserfollowers" | "mentionsusersfollowers" => ServiceType::MentionsUserFollowers,
        "mentionsmedialikers" | "mentionsmedialiker" => ServiceType::MentionsMediaLikers,
        "commentlikes" | "commentlike" => ServiceType::CommentLikes,
        "commentreplies" | "commentreply" => ServiceType::CommentReplies,
        "poll" | "polls" => ServiceType::Poll,
        "invitesfromgroups" | "invitesfromgroup" | "invitefromgroups" => {
            ServiceType::InvitesFromGroups
        }
        "subscriptions" | "subscription" => ServiceType::Subscriptions,
        "webtraffic" => ServiceType::WebTraffic,
        _ => ServiceType::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_names_are_read_back() {
        for kind in ServiceType::ALL {
            assert_eq!(ServiceType::parse(kind.as_str()), Some(kind));
            assert_eq!(read_type(kind.as_str()), kind);
        }
        assert_eq!(ServiceType::parse("Default"), None);
    }

    #[test]
    fn labels_are_folded() {
        assert_eq!(read_type("Default"), ServiceType::Default);
        assert_eq!(read_type(" custom_comments "), ServiceType::CustomComments);
        assert_eq!(read_type("Custom Comments Package"), ServiceType::CustomCommentsPackage);
        assert_eq!(read_type("Mentions with Hashtags"), ServiceType::MentionsWithHashtags);
        assert_eq!(read_type("Mentions Hashtag"), ServiceType::MentionsHashtag);
        assert_eq!(read_type("Mentions Users Followers"), ServiceType::MentionsUserFollowers);
        assert_eq!(read_type("Invites From Groups"), ServiceType::InvitesFromGroups);
        assert_eq!(read_type("SEO"), ServiceType::Seo);
        assert_eq!(read_type("web-traffic"), ServiceType::WebTraffic);
    }

    #[test]
    fn what_is_unknown_is_not_sold() {
        for label in ["", "0", "2", "High Quality", "Realtime", "SEO2", "Pick a comment"] {
            assert_eq!(read_type(label), ServiceType::Other, "{label}");
        }
        let sold: Vec<ServiceType> =
            ServiceType::ALL.into_iter().filter(|kind| kind.is_sellable()).collect();
        let expected = ["default", "package", "custom_comments", "custom_comments_package", "poll"];
        assert_eq!(sold.iter().map(|kind| kind.as_str()).collect::<Vec<_>>(), expected);
        assert!(sold.iter().all(|kind| {
            kind.takes_quantity() || kind.takes_comments() || *kind == ServiceType::Package
        }));
    }

    #[test]
    fn limits_are_those_of_what_is_entered() {
        assert_eq!(ServiceType::Default.limits(0, 500), (1, 500));
        assert_eq!(ServiceType::Package.limits(1_000, 1_000), (1, 1));
        assert_eq!(ServiceType::CustomComments.limits(10, 100_000), (10, MAX_LINES));
        assert_eq!(ServiceType::CustomCommentsPackage.limits(1, 1), (1, MAX_LINES));
        assert_eq!(ServiceType::CustomCommentsPackage.limits(10, 10), (10, 10));
    }
}
