//! A quote: a price that holds for fifteen minutes whatever a catalog sync does meanwhile.
//! Owns how long it holds and when a later quote counts as the same price.
//! It must never read the clock itself; the caller passes the times.

use super::money::Money;
use crate::domain::time::Span;
use serde::{Deserialize, Serialize};

use crate::domain::ids::ServiceId;

/// How long a quote holds, in milliseconds.
pub const QUOTE_LIFETIME_MS: i64 = 15 * 60 * 1000;

/// A price that was shown to a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// Our number of the service.
    pub service_id: ServiceId,
    /// The quantity that the price is for.
    pub billed_quantity: i64,
    /// The price per 1000 that was shown.
    pub per_1000: Money,
    /// The price that was shown, and the one that is charged.
    pub price: Money,
    /// When it was shown, in milliseconds since the epoch.
    pub created_ms: i64,
}

impl Quote {
    /// Whether the quote no longer holds at `now_ms`, in milliseconds since the epoch.
    pub const fn is_expired(&self, now_ms: i64) -> bool {
        is_expired(Span { from_ms: self.created_ms, until_ms: now_ms })
    }
}

/// Whether a quote no longer holds at the end of this time, at whose beginning it was made. A
/// clock that was set back does not expire it.
pub const fn is_expired(age: Span) -> bool {
    age.length_ms() >= QUOTE_LIFETIME_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOWN: Quote = Quote {
        service_id: ServiceId::new(7),
        billed_quantity: 1000,
        per_1000: Money::from_micros(1_170_000),
        price: Money::from_micros(1_170_000),
        created_ms: 1_000,
    };

    #[test]
    fn it_holds_for_fifteen_minutes() {
        assert!(!SHOWN.is_expired(1_000 + 899_999));
        assert!(SHOWN.is_expired(1_000 + 900_000));
        assert!(!SHOWN.is_expired(0));
        assert!(!is_expired(Span { from_ms: i64::MAX, until_ms: i64::MIN }));
        assert!(is_expired(Span { from_ms: i64::MIN, until_ms: i64::MAX }));
    }
}
