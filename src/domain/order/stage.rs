//! How far an accepted order is, as people read it: a state tells less than the provider's reports
//! do. Must never say that a delivery goes on of which nothing is heard.

use strum::{EnumIter, EnumString, IntoStaticStr};

use super::OrderState;

/// Silence that is shorter is a provider's hiccup, and not told.
const SHOWN_AFTER_MS: i64 = 3_600_000;

/// How a provider that answers otherwise is silent about one order.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr,
)]
#[strum(const_into_str)]
pub enum Silence {
    /// It does not know the order's id.
    #[strum(serialize = "silent_unknown")]
    Unknown,
    /// Its answer leaves the order out.
    #[strum(serialize = "silent_absent")]
    Absent,
    /// What it says of the order cannot be read.
    #[strum(serialize = "silent_unreadable")]
    Unreadable,
}

/// What an order is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Accepted by the provider and not started.
    Accepted,
    /// Accepted, and nothing is heard of it.
    Silent,
    /// What its state says.
    Of(OrderState),
}

/// What was heard of an accepted order, unix milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signs {
    /// When a status first said that the delivery has begun; 0 before.
    pub started_ms: i64,
    /// Since when the provider tells nothing of it; 0 while it does.
    pub silent_since_ms: i64,
}

impl Stage {
    /// Between acceptance and end it takes more than the state.
    #[must_use]
    pub fn of(state: OrderState, signs: Signs, now_ms: i64) -> Self {
        let Signs { started_ms, silent_since_ms } = signs;
        let is_silent = silent_since_ms > 0 && now_ms - silent_since_ms >= SHOWN_AFTER_MS;
        match state {
            OrderState::Active if is_silent => Self::Silent,
            OrderState::Active if started_ms <= 0 => Self::Accepted,
            state => Self::Of(state),
        }
    }

    /// Whether nothing more is to come.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Of(state) if state.is_final())
    }

    /// The name that its texts go by.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Silent => "silent",
            Self::Of(state) => state.into_str(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_MS: i64 = SHOWN_AFTER_MS;

    #[test]
    fn only_an_accepted_order_is_shown_otherwise_than_by_its_state() {
        let stage = |state, has_started, silent_since_ms| {
            Stage::of(
                state,
                Signs { started_ms: i64::from(has_started), silent_since_ms },
                9 * HOUR_MS,
            )
        };
        let active = OrderState::Active;
        assert_eq!(stage(active, false, 0), Stage::Accepted);
        assert_eq!(stage(active, true, 0), Stage::Of(active));
        assert_eq!(stage(active, true, 8 * HOUR_MS), Stage::Silent);
        assert_eq!(stage(active, true, 8 * HOUR_MS + 1), Stage::Of(active));
        assert_eq!(stage(OrderState::Completed, false, 1).as_str(), "completed");
    }
}
