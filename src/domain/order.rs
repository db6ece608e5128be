//! The states of an order, the words that providers use for them, and how often to ask.
//! What a report does to an order is decided by [`evaluate_report`].
//! It must never guess: an unknown word stays unknown and moves no money.

pub mod charge;
pub mod children;
pub mod cost;
pub mod evaluation;
pub mod evidence;
pub mod progress;
pub mod reason;
pub mod request;
pub mod share;
pub mod stage;

use super::money::Money;
pub use evaluation::evaluate_report;
pub use reason::{NotPlacedCause, Reason, RejectReason, ReportDoubt, ShopReason, UnknownCause};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
pub use share::Share;
pub use stage::{Signs, Silence, Stage};
use strum::{EnumIter, EnumString, IntoStaticStr};

/// Where an order stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum OrderState {
    /// Paid for and waiting to be sent to a provider.
    Queued,
    /// A submission was started; its outcome is not recorded yet.
    Submitting,
    /// A person has to decide.
    Review,
    /// Accepted by the provider.
    Active,
    /// Delivered.
    Completed,
    /// Stopped early; the rest was returned.
    Partial,
    /// Canceled; everything was returned.
    Canceled,
    /// Refused by the provider, nothing was placed; everything was returned.
    Rejected,
}

impl OrderState {
    /// Whether the order is over (a late report may still return money).
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            OrderState::Completed
                | OrderState::Partial
                | OrderState::Canceled
                | OrderState::Rejected
        )
    }
}

/// What a person has to decide about an order in review.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum ReviewKind {
    /// Whether a submission with an unknown outcome was placed.
    Submission,
    /// Whether a report that would give money back is right.
    Return,
}

/// What an owner presses about an order in review; stored, and written in buttons, as its letter,
/// which never changes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr, Serialize, Deserialize,
)]
pub enum ReviewChoice {
    /// It was placed under an id that has to be typed.
    #[strum(serialize = "p")]
    #[serde(rename = "p")]
    Placed,
    /// It was not: send it again.
    #[strum(serialize = "s")]
    #[serde(rename = "s")]
    SendAgain,
    /// It was not: the money goes back.
    #[strum(serialize = "n")]
    #[serde(rename = "n")]
    NotPlaced,
    /// The reported return is right.
    #[strum(serialize = "r")]
    #[serde(rename = "r")]
    Return,
    /// It was delivered, and nothing goes back.
    #[strum(serialize = "k")]
    #[serde(rename = "k")]
    Delivered,
}

impl ReviewChoice {
    /// Which kind of review it is an answer to.
    #[must_use]
    pub const fn answers(self) -> ReviewKind {
        match self {
            Self::Placed | Self::SendAgain | Self::NotPlaced => ReviewKind::Submission,
            Self::Return | Self::Delivered => ReviewKind::Return,
        }
    }
}

/// A provider's status word, folded to what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusWord {
    /// Accepted, not started.
    Pending,
    /// Being prepared or sent on.
    Processing,
    /// Delivering.
    InProgress,
    /// Delivered.
    Completed,
    /// Stopped early.
    Partial,
    /// Nothing (more) is delivered.
    Canceled,
    /// Money back after completion or by staff.
    Refunded,
    /// A failure on the provider's side; not final by itself.
    Failed,
    /// An order for posts that rests and may go on.
    Paused,
    /// An order for posts whose time is over.
    Expired,
    /// A word that the table does not have.
    Unknown,
}

/// Folds a provider's status text: case, spaces, underscores and hyphens do not matter, and the
/// spellings of docs/protocols.md, "Status words", are known. Everything else is
/// [`StatusWord::Unknown`].
pub fn read_status(text: &str) -> StatusWord {
    match fold_status(text).as_str() {
        "pending" | "awaiting" => StatusWord::Pending,
        "processing" => StatusWord::Processing,
        "inprogress" | "active" => StatusWord::InProgress,
        "completed" | "success" => StatusWord::Completed,
        "partial" | "partiallycompleted" => StatusWord::Partial,
        "canceled" | "cancelled" => StatusWord::Canceled,
        "refunded" => StatusWord::Refunded,
        "fail" | "failed" | "error" => StatusWord::Failed,
        "paused" => StatusWord::Paused,
        "expired" => StatusWord::Expired,
        _ => StatusWord::Unknown,
    }
}

/// A status text as it is compared: lower case, without spaces, underscores and hyphens.
pub fn fold_status(text: &str) -> String {
    let ignored = |letter: char| letter.is_whitespace() || matches!(letter, '_' | '-');
    text.chars().filter(|letter| !ignored(*letter)).flat_map(char::to_lowercase).collect()
}

/// What a report says about the undelivered part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Remains {
    /// The field is missing, null or empty.
    Absent,
    /// The field holds something that is not a whole number.
    Unreadable,
    /// The number as sent; negative means more was delivered than ordered.
    Count(i64),
    /// How much is delivered of however many were ordered.
    Delivered(Share),
}

impl Remains {
    /// The same as a number, of an order that was billed for so much. Part of one counts as not
    /// delivered.
    #[must_use]
    pub fn counted(self, billed: i64) -> Self {
        let Self::Delivered(share) = self else { return self };
        Self::Count(billed.saturating_sub(share.of(billed)))
    }
}

/// One status reply of a provider about one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The folded status.
    pub word: StatusWord,
    /// The status as sent.
    pub raw_status: String,
    /// The provider's charge in the provider's currency; never used to compute a return.
    pub charge: Option<Decimal>,
    /// The counter before delivery began.
    pub start_count: Option<i64>,
    /// The undelivered part.
    pub remains: Remains,
    /// The currency of the charge.
    pub currency: Option<String>,
    /// The orders that the provider made of it, where it tells of any such thing.
    pub children: Option<children::Told>,
    /// What arrived of a top-up, where it tells.
    pub delivered: Option<Delivered>,
}

/// What an operation delivered, beside what it took from the shop's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// Units of `currency`.
    pub amount: Decimal,
    /// The currency that arrived.
    pub currency: String,
    /// What it is made up of, as far as the provider tells.
    pub pieces: Vec<Piece>,
}

/// A part of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Units of `currency`.
    pub amount: Decimal,
    /// The currency of the amount.
    pub currency: String,
    /// What the provider calls it; may be empty.
    pub kind: String,
}

impl Report {
    /// Whether it names orders that the provider made of this one.
    pub fn has_children(&self) -> bool {
        self.children.as_ref().is_some_and(|told| !told.ids.is_empty())
    }
}

/// What the shop knows about an order when a report arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderSnapshot {
    /// The present state.
    pub state: OrderState,
    /// What the customer paid.
    pub paid: Money,
    /// What went back already, returns by admins included.
    pub returned: Money,
    /// The quantity that was billed; 1 for packages.
    pub billed_quantity: i64,
}

/// What a report does to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportEffect {
    /// Nothing but progress.
    Unchanged,
    /// Stays as it is; admins are told once, for this reason.
    Attention(ReportDoubt),
    /// The order is over (again).
    Final {
        /// The state it has from now on.
        state: OrderState,
        /// What goes back to the customer now; may be zero.
        return_now: Money,
        /// The total that should have been returned; never falls, never above the price paid.
        target: Money,
    },
    /// Money would move, but a person has to decide, for this reason.
    Review(ReportDoubt),
}

impl ReportEffect {
    /// Whether money moves by it, or would: nothing that is read in a batch is enough for that.
    #[must_use]
    pub const fn moves_money(&self) -> bool {
        match self {
            Self::Final { return_now, .. } => return_now.is_positive(),
            Self::Review(_) => true,
            Self::Unchanged | Self::Attention(_) => false,
        }
    }
}

/// How long to wait before asking again, in milliseconds, by the age of the order: often while
/// the customer is watching, rarely when only a late correction can still come.
pub const fn poll_interval_ms(age_ms: i64) -> i64 {
    const SECOND_MS: i64 = 1_000;
    const MINUTE_MS: i64 = 60 * SECOND_MS;
    const HOUR_MS: i64 = 60 * MINUTE_MS;
    const DAY_MS: i64 = 24 * HOUR_MS;
    if age_ms < 10 * MINUTE_MS {
        15 * SECOND_MS
    } else if age_ms < HOUR_MS {
        MINUTE_MS
    } else if age_ms < DAY_MS {
        5 * MINUTE_MS
    } else if age_ms < 7 * DAY_MS {
        30 * MINUTE_MS
    } else {
        2 * HOUR_MS
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;

    #[test]
    fn four_states_are_final() {
        let open: Vec<&str> =
            OrderState::iter().filter(|s| !s.is_final()).map(Into::into).collect();
        assert_eq!(open, ["queued", "submitting", "review", "active"]);
    }

    #[test]
    fn every_seen_spelling_is_known() {
        let cases = [
            (StatusWord::Pending, "Pending, Awaiting, PENDING"),
            (StatusWord::Processing, "Processing"),
            (StatusWord::InProgress, "In progress, in_progress, inprogress, In-Progress, Active"),
            (StatusWord::Completed, "Completed, completed , Success"),
            (StatusWord::Partial, "Partial, Partially Completed"),
            (StatusWord::Canceled, "Canceled, Cancelled, CANCELED"),
            (StatusWord::Refunded, "Refunded"),
            (StatusWord::Failed, "Fail, Failed, Error"),
            (StatusWord::Paused, "Paused, paused"),
            (StatusWord::Expired, "Expired"),
            (StatusWord::Unknown, "In stock, Complete d?, cancel, not canceled, ,"),
        ];
        for (word, texts) in cases {
            for text in texts.split(", ") {
                assert_eq!(read_status(text), word, "{text}");
            }
        }
    }

    #[test]
    fn a_share_is_counted_of_what_was_billed() {
        let share = Share::of_percent(Decimal::new(125, 1)).unwrap();
        let half_of_one = Remains::Delivered(share).counted(500);
        assert_eq!(half_of_one, Remains::Count(438), "which is none");
        for other in [Remains::Absent, Remains::Unreadable, Remains::Count(7)] {
            assert_eq!(other.counted(500), other);
        }
    }

    #[test]
    fn older_orders_are_asked_about_less_often() {
        let hour_ms = 3_600_000;
        assert_eq!(poll_interval_ms(-1), 15_000);
        assert_eq!(poll_interval_ms(599_999), 15_000);
        assert_eq!(poll_interval_ms(600_000), 60_000);
        assert_eq!(poll_interval_ms(hour_ms), 300_000);
        assert_eq!(poll_interval_ms(24 * hour_ms), 1_800_000);
        assert_eq!(poll_interval_ms(7 * 24 * hour_ms), 2 * hour_ms);
        assert_eq!(poll_interval_ms(i64::MAX), 2 * hour_ms);
    }
}
