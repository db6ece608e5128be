//! How often an order is sent that the provider says it did not place, and how long it waits in
//! between. A panel may place and refuse at once, so that there is an end to it before the day has
//! one.

use crate::clock::HOUR_MS;
use crate::domain::order::NotPlacedCause;
use crate::domain::time::Millis;
use crate::store::orders::Order;

/// Refused attempts after which a person decides.
pub const REFUSALS_MAX: i64 = 8;
/// Attempts refused for want of funds after which a person decides: more than fit into a day, with
/// the waits between them, so that an owner who refills late still has the order sent.
pub const SHORTAGES_MAX: i64 = 40;

/// What an attempt that placed nothing counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It reached nobody: only the day bounds it.
    Unreached,
    /// The provider's funds are used up, which an owner mends.
    Short,
    /// The provider was reached and refused.
    Refused,
}

impl Refusal {
    /// What a cause counts as.
    #[must_use]
    pub const fn of(cause: NotPlacedCause) -> Self {
        match cause {
            NotPlacedCause::NoConnection | NotPlacedCause::Throttled => Self::Unreached,
            NotPlacedCause::OutOfFunds => Self::Short,
            NotPlacedCause::RateLimited
            | NotPlacedCause::DuplicateLink
            | NotPlacedCause::Auth
            | NotPlacedCause::Address => Self::Refused,
        }
    }

    /// Whether one more of it ends the trying.
    #[must_use]
    pub const fn is_last(self, order: &Order) -> bool {
        match self {
            Self::Unreached => false,
            Self::Short => order.shortages + 1 >= SHORTAGES_MAX,
            Self::Refused => order.refusals + 1 >= REFUSALS_MAX,
        }
    }

    /// How long to wait after so many before it: three times as long after each of its kind, up to
    /// a limit.
    #[must_use]
    pub fn wait_ms(self, before: i64, first: Millis) -> i64 {
        let max_ms = match self {
            Self::Unreached => return first.0,
            Self::Short => HOUR_MS,
            Self::Refused => 4 * HOUR_MS,
        };
        let factor = 3_i64.saturating_pow(u32::try_from(before.clamp(0, 16)).unwrap_or(0));
        first.0.saturating_mul(factor).min(max_ms.max(first.0))
    }
}
