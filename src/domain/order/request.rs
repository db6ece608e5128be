//! What is asked of a provider about an order that it has taken: a refill of what has dropped off
//! since, or an end before everything is delivered.
//!
//! Owns which may be asked when, and the states in between. Must never take what was asked for what
//! was done: money comes back by the status of the order alone.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

use super::OrderState;
use crate::domain::time::Millis;

/// Requests of one kind about one order, ever.
pub const REQUESTS_MAX: i64 = 3;
/// Between two of them.
pub const APART: Millis = Millis(24 * 60 * 60 * 1_000);

/// What is asked for.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    EnumIter,
    EnumString,
    IntoStaticStr,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum OrderRequestKind {
    /// Deliver again what has dropped off.
    Refill,
    /// Deliver no more.
    Cancel,
}

/// Where a request stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum OrderRequestState {
    /// Waits to be sent.
    Queued,
    /// A call was begun; its outcome is not written down yet.
    Asking,
    /// The provider has taken it; what comes of it is not known.
    Accepted,
    /// It was done.
    Done,
    /// It was refused, or nothing came of it.
    Rejected,
    /// Nobody knows whether the provider has taken it; it is never sent again.
    Unclear,
}

impl OrderRequestState {
    /// Whether another one of its kind has to wait for it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Queued | Self::Asking | Self::Accepted)
    }
}

/// Why a request ended as it did; never a provider's text.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum RequestReason {
    /// The provider refuses it.
    Refused,
    /// It could not be sent for too long.
    NotSent,
    /// The answer never came, was cut off, or says nothing.
    NoAnswer,
    /// The call was cut off by the end of our own process.
    Interrupted,
    /// The provider has taken it and tells no number by which to ask what became of it.
    NoNumber,
    /// The provider has taken it, and then refused.
    RejectedLater,
    /// The provider does not know its own number of it any more.
    NotFound,
    /// The order was delivered whole all the same.
    Delivered,
    /// Nothing came of it for a day.
    Ignored,
    /// The order ended otherwise before it was sent.
    OrderOver,
}

/// What an order says about what may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requestable {
    /// Where it stands.
    pub state: OrderState,
    /// Whether its service offered this when it was sold.
    pub is_offered: bool,
    /// Whether the provider has a number for it.
    pub is_placed: bool,
    /// Whether any of its money went back.
    pub has_returns: bool,
}

/// Earlier requests of one kind about one order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Earlier {
    /// How many.
    pub count: i64,
    /// When the last one was made, unix milliseconds; 0 for none.
    pub last_ms: i64,
    /// Whether one of them is open.
    pub has_open: bool,
}

impl Earlier {
    /// The same after one more of its kind.
    #[must_use]
    pub fn and(self, asked_ms: i64, state: OrderRequestState) -> Self {
        Self {
            count: self.count.saturating_add(1),
            last_ms: self.last_ms.max(asked_ms),
            has_open: self.has_open || state.is_open(),
        }
    }
}

/// Why nothing can be asked now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case", const_into_str)]
pub enum RequestRefusal {
    /// The service does not offer it.
    NotOffered,
    /// The order is not where this can be asked.
    NotNow,
    /// Money went back, so that there is nothing left to be delivered for it.
    Returned,
    /// One is under way.
    Open,
    /// It was asked often enough.
    TooMany,
    /// The last one is not long enough ago.
    TooSoon {
        /// When it may be asked again, unix milliseconds.
        from_ms: i64,
    },
}

/// Whether a request may be made now: one open, three an order, a day apart, no refill after money
/// went back.
///
/// # Errors
/// Why not.
pub fn check(
    kind: OrderRequestKind,
    order: Requestable,
    earlier: Earlier,
    now_ms: i64,
) -> Result<(), RequestRefusal> {
    if !order.is_offered {
        return Err(RequestRefusal::NotOffered);
    }
    let is_time = match kind {
        OrderRequestKind::Refill => order.state == OrderState::Completed,
        OrderRequestKind::Cancel => order.state == OrderState::Active,
    };
    if kind == OrderRequestKind::Refill && order.has_returns {
        return Err(RequestRefusal::Returned);
    }
    if !is_time || !order.is_placed {
        return Err(RequestRefusal::NotNow);
    }
    if earlier.has_open {
        return Err(RequestRefusal::Open);
    }
    if earlier.count >= REQUESTS_MAX {
        return Err(RequestRefusal::TooMany);
    }
    let from_ms = earlier.last_ms.saturating_add(APART.0);
    if earlier.count > 0 && now_ms < from_ms {
        return Err(RequestRefusal::TooSoon { from_ms });
    }
    Ok(())
}

/// What the end of its order makes of an open cancel.
#[must_use]
pub const fn cancel_after(end: OrderState) -> Option<(OrderRequestState, Option<RequestReason>)> {
    match end {
        OrderState::Canceled | OrderState::Partial => Some((OrderRequestState::Done, None)),
        OrderState::Completed => {
            Some((OrderRequestState::Rejected, Some(RequestReason::Delivered)))
        }
        _ => None,
    }
}

/// What a provider says about a refill that it has taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefillWord {
    /// Not done yet, whatever it is called.
    Open,
    /// Done.
    Done,
    /// Refused.
    Rejected,
    /// The provider does not know this refill.
    NotFound,
    /// A word or a form that says nothing.
    Unknown,
}

/// Folds the status text of a refill; any other word says nothing.
/// See docs/protocols.md, "Refills and cancels".
#[must_use]
pub fn read_refill_status(text: &str) -> RefillWord {
    match super::fold_status(text).as_str() {
        "pending" | "awaiting" | "processing" | "inprogress" | "active" => RefillWord::Open,
        "completed" | "success" | "refilled" | "done" => RefillWord::Done,
        "rejected" | "canceled" | "cancelled" | "refused" | "error" | "fail" | "failed" => {
            RefillWord::Rejected
        }
        _ => RefillWord::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW_MS: i64 = 10 * APART.0;

    fn delivered() -> Requestable {
        Requestable {
            state: OrderState::Completed,
            is_offered: true,
            is_placed: true,
            has_returns: false,
        }
    }

    fn running() -> Requestable {
        Requestable { state: OrderState::Active, ..delivered() }
    }

    #[test]
    fn a_refill_is_for_what_was_delivered_whole_and_a_cancel_for_what_runs() {
        let none = Earlier::default();
        assert_eq!(check(OrderRequestKind::Refill, delivered(), none, NOW_MS), Ok(()));
        assert_eq!(check(OrderRequestKind::Cancel, running(), none, NOW_MS), Ok(()));
        let refusals = [
            (OrderRequestKind::Refill, running(), RequestRefusal::NotNow),
            (OrderRequestKind::Cancel, delivered(), RequestRefusal::NotNow),
            (
                OrderRequestKind::Refill,
                Requestable { is_offered: false, ..delivered() },
                RequestRefusal::NotOffered,
            ),
            (
                OrderRequestKind::Refill,
                Requestable { has_returns: true, ..delivered() },
                RequestRefusal::Returned,
            ),
            (
                OrderRequestKind::Cancel,
                Requestable { is_placed: false, ..running() },
                RequestRefusal::NotNow,
            ),
        ];
        for (kind, order, refusal) in refusals {
            assert_eq!(check(kind, order, none, NOW_MS), Err(refusal), "{kind:?} {order:?}");
        }
    }

    #[test]
    fn one_is_open_three_are_made_and_a_day_lies_between() {
        let refill = |earlier| check(OrderRequestKind::Refill, delivered(), earlier, NOW_MS);
        let day_ago = NOW_MS - APART.0;
        let once = Earlier { count: 1, last_ms: day_ago, has_open: false };
        assert_eq!(refill(once), Ok(()));
        assert_eq!(refill(Earlier { has_open: true, ..once }), Err(RequestRefusal::Open));
        assert_eq!(refill(Earlier { count: 3, ..once }), Err(RequestRefusal::TooMany));
        let soon = Earlier { last_ms: day_ago + 1, ..once };
        assert_eq!(refill(soon), Err(RequestRefusal::TooSoon { from_ms: NOW_MS + 1 }));
    }

    #[test]
    fn words_of_refills_are_folded_and_others_say_nothing() {
        let cases = [
            (RefillWord::Open, "Pending, In progress, in_progress, Processing"),
            (RefillWord::Done, "Completed, completed, Success"),
            (RefillWord::Rejected, "Rejected, Canceled, Error"),
            (RefillWord::Unknown, ", Perhaps, 1, Refill"),
        ];
        for (word, texts) in cases {
            for text in texts.split(", ") {
                assert_eq!(read_refill_status(text), word, "{text}");
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_is_asked_that_breaks_a_limit(
            count in 0_i64..6, last_ms in 0..NOW_MS, has_open: bool, has_returns: bool,
        ) {
            let order = Requestable { has_returns, ..delivered() };
            let earlier = Earlier { count, last_ms, has_open };
            if check(OrderRequestKind::Refill, order, earlier, NOW_MS).is_ok() {
                prop_assert!(!has_open && !has_returns && count < REQUESTS_MAX);
                prop_assert!(count == 0 || NOW_MS - last_ms >= APART.0);
            }
        }
    }
}
