//! What a conditional change expected and did not find: somebody else was first.

use strum::Display;

/// The expectation, by the table it was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Display)]
pub enum Race {
    /// An order that stands otherwise than it was read.
    #[strum(to_string = "order: {0}")]
    Order(OrderRace),
    /// A refill or a cancel that stands otherwise than it was read.
    #[strum(serialize = "order request")]
    OrderRequest,
    /// The order that an answer is about.
    #[strum(serialize = "order")]
    OrderGone,
    /// No order of the checkout yet.
    #[strum(serialize = "checkout")]
    Checkout,
    /// An update that is not handled yet.
    #[strum(serialize = "inbox: waiting")]
    InboxWaiting,
    /// A message that is not sent yet.
    #[strum(serialize = "outbox: waiting")]
    OutboxWaiting,
    /// Enough money in a wallet.
    #[strum(serialize = "wallet: enough money")]
    Wallet,
    /// The journal's end as it was read.
    #[strum(serialize = "journal: next line")]
    JournalEnd,
    /// A list of the person's that was entered for an order.
    #[strum(serialize = "list")]
    List,
    /// A sealed answer of the person's that no order has.
    #[strum(serialize = "buyer answer")]
    BuyerAnswer,
    /// What a provider asks buyers for, as it was decided before.
    #[strum(serialize = "product ask")]
    Ask,
    /// A code of a person's own link that nobody has.
    #[strum(serialize = "referral code")]
    ReferralCode,
    /// What an order has earned for an inviter, as it was read.
    #[strum(serialize = "referral earning")]
    ReferralEarning,
    /// A value that the database remembers.
    #[strum(serialize = "meta")]
    Meta,
    /// A person who was just written down.
    #[strum(serialize = "person")]
    Person,
    /// A person whose language is set.
    #[strum(serialize = "people: language")]
    PersonLanguage,
    /// A person who says when their phone rings.
    #[strum(serialize = "people: rings")]
    PersonRing,
    /// A person whose screen is set.
    #[strum(serialize = "people: screen")]
    PersonScreen,
    /// A part of the transaction that can be given up alone.
    #[strum(serialize = "savepoint")]
    Savepoint,
    /// A sync that was begun.
    #[strum(serialize = "syncs: begun")]
    SyncBegun,
    /// A ticket with room for another message.
    #[strum(serialize = "ticket: with room")]
    TicketRoom,
    /// Answers of which nobody has told yet that they were not delivered.
    #[strum(serialize = "answers: undelivered")]
    AnswersUndelivered,
    /// A request for a deposit that waits for its gateway.
    #[strum(serialize = "deposit request: asked")]
    DepositRequest,
    /// A deposit that waits to be credited.
    #[strum(serialize = "deposit: waiting")]
    Deposit,
    /// How far a network was looked at, as it was read.
    #[strum(serialize = "chain cursor")]
    ChainCursor,
    /// A request for a top-up that waits for a decision.
    #[strum(serialize = "top-up: open")]
    TopUpOpen,
    /// The trial of a stopped provider.
    #[strum(serialize = "trial of a provider")]
    Trial,
}

/// What was to happen to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Display)]
#[strum(serialize_all = "lowercase")]
pub enum OrderRace {
    /// Its progress written down.
    Progress,
    /// What an order that was made of it has come to.
    Child,
    /// The sum of its returns raised.
    Returned,
    /// Its state changed.
    State,
    /// What its review is about written down.
    Review,
    /// The outcome of its submission written down.
    Submitted,
    /// Sent to review.
    #[strum(serialize = "before review")]
    BeforeReview,
    /// Decided in its review.
    #[strum(serialize = "in review")]
    InReview,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_race_names_what_was_expected() {
        let named = |race: Race| race.to_string();
        assert_eq!(named(Race::Order(OrderRace::BeforeReview)), "order: before review");
        assert_eq!(named(Race::Order(OrderRace::Progress)), "order: progress");
        assert_eq!(named(Race::InboxWaiting), "inbox: waiting");
    }
}
