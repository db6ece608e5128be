//! How well a service was delivered by our own orders of the last thirty days, and what that means
//! for where it is listed. Owns from how many orders on anything is said of a service. It must
//! never judge by a few orders, and never know a price.
//!
//! The rule of the lists: what an owner has pinned comes first; then what is delivered as well as
//! most, and behind it, in steps of [`STEP_PERCENT`] points, what fails more often; then what was
//! bought more often within the same days; then what costs less; then the provider's own order.
//! A service of which too little is known stands where nine of ten are delivered.

use std::cmp::Reverse;

use crate::domain::ids::ServiceId;
use crate::domain::money::Money;

/// Days that are looked back.
pub const WINDOW_DAYS: i64 = 30;
/// Ended orders from which on their share is told to customers and moves a service in the lists.
pub const ORDERS_MIN: i64 = 10;
/// Points of the share delivered whole that count as a difference.
pub const STEP_PERCENT: i64 = 5;
/// The share at which a service stands of which too little is known.
const ORDINARY_PERCENT: i64 = 90;

/// What became of a service's orders that were placed within the window and have ended at the
/// provider; refused ones, and those that were canceled before they were sent, are no sign.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Record {
    /// All of them.
    pub orders: i64,
    /// Delivered, and nothing of the price has gone back.
    pub delivered: i64,
    /// Stopped early.
    pub partial: i64,
    /// Canceled by the provider.
    pub canceled: i64,
    /// Orders for which a refill was asked.
    pub refills_asked: i64,
    /// From Confirm to the first sign of a delivery, where it was seen.
    pub start: Option<Times>,
    /// From Confirm to the end of what was delivered.
    pub end: Option<Times>,
}

/// How long something took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// For half of the orders at the most, milliseconds.
    pub median_ms: i64,
    /// For nine of ten at the most, milliseconds.
    pub p90_ms: i64,
}

impl Record {
    /// The share that was delivered whole, in percent rounded down, from enough orders on.
    #[must_use]
    pub const fn delivered_percent(&self) -> Option<i64> {
        if self.orders < ORDERS_MIN { None } else { Some(self.share()) }
    }

    /// The share for which a refill was asked, in percent rounded up, from enough orders on and
    /// where there was one.
    #[must_use]
    pub const fn refill_percent(&self) -> Option<i64> {
        if self.orders < ORDERS_MIN || self.refills_asked == 0 {
            return None;
        }
        Some((self.refills_asked.saturating_mul(100) + self.orders - 1) / self.orders)
    }

    const fn share(&self) -> i64 {
        self.delivered.saturating_mul(100) / self.orders
    }

    /// How many steps worse than ordinary it was delivered, below zero; 0 where it was not, or too
    /// little is known. Beyond nine of ten perfection is luck.
    #[must_use]
    pub const fn standing(&self) -> i64 {
        match self.delivered_percent() {
            Some(percent) if percent < ORDINARY_PERCENT => {
                percent / STEP_PERCENT - ORDINARY_PERCENT / STEP_PERCENT
            }
            Some(_) | None => 0,
        }
    }
}

/// What the place of a service in the lists follows from, beside the owners' pins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Merits {
    /// As [`Record::standing`] tells.
    pub standing: i64,
    /// Orders of the last thirty days.
    pub bought: i64,
    /// As it is shown, of what its rate is for.
    pub price: Money,
}

/// Where a service stands among those of its category: smaller comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    is_pinned: Reverse<bool>,
    standing: Reverse<i64>,
    bought: Reverse<i64>,
    price: Money,
    service_id: ServiceId,
}

impl Place {
    /// The place of a service; our numbers grow in the order of the provider's list.
    #[must_use]
    pub const fn of(service_id: ServiceId, is_pinned: bool, merits: Merits) -> Self {
        let Merits { standing, bought, price } = merits;
        let (standing, bought) = (Reverse(standing), Reverse(bought));
        Self { is_pinned: Reverse(is_pinned), standing, bought, price, service_id }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn record(orders: i64, delivered: i64) -> Record {
        Record { orders, delivered, ..Record::default() }
    }

    #[test]
    fn a_few_orders_say_nothing_and_many_move_a_service_by_steps() {
        assert_eq!(record(0, 0).delivered_percent(), None);
        assert_eq!(record(9, 9).delivered_percent(), None);
        assert_eq!(record(9, 0).standing(), 0);
        assert_eq!(record(10, 10).delivered_percent(), Some(100));
        let standings = [
            (100, 0),
            (95, 0),
            (90, 0),
            (89, -1),
            (85, -1),
            (84, -2),
            (50, -8),
            (4, -18),
            (0, -18),
        ];
        for (percent, standing) in standings {
            assert_eq!(record(100, percent).standing(), standing, "{percent}");
        }
        assert_eq!(record(300, 290).delivered_percent(), Some(96), "rounded down: a promise");
    }

    #[test]
    fn a_refill_is_told_of_enough_orders_and_never_as_none() {
        let with = |orders, refills_asked| Record { refills_asked, ..record(orders, orders) };
        assert_eq!(with(9, 9).refill_percent(), None);
        assert_eq!(with(10, 0).refill_percent(), None);
        assert_eq!(with(10, 10).refill_percent(), Some(100));
        assert_eq!(with(1_000, 1).refill_percent(), Some(1), "rounded up: no promise");
    }

    #[derive(Debug, Clone, Copy)]
    struct Listed {
        id: i64,
        is_pinned: bool,
        record: Record,
        bought: i64,
        price: i64,
    }

    impl Listed {
        fn place(&self) -> Place {
            let (standing, price) = (self.record.standing(), Money::from_micros(self.price));
            let merits = Merits { standing, bought: self.bought, price };
            Place::of(ServiceId::new(self.id), self.is_pinned, merits)
        }
    }

    fn shelf() -> impl Strategy<Value = Vec<Listed>> {
        let one = (any::<bool>(), 0_i64..400, 0_i64..=100, 0_i64..3, 1_i64..4).prop_map(
            |(is_pinned, orders, percent, bought, price)| {
                let record = record(orders, orders * percent / 100);
                Listed { id: 0, is_pinned, record, bought, price }
            },
        );
        prop::collection::vec(one, 0..20).prop_map(|mut shelf| {
            for (id, listed) in (1..).zip(shelf.iter_mut()) {
                listed.id = id;
            }
            shelf
        })
    }

    proptest! {
        #[test]
        fn pinned_is_first_then_what_does_not_fail_then_what_is_bought_then_what_costs_less(
            shelf in shelf(),
            turned in any::<prop::sample::Index>(),
        ) {
            let mut sorted = shelf.clone();
            sorted.sort_by_key(Listed::place);
            for pair in sorted.windows(2) {
                let (one, next) = (pair[0], pair[1]);
                prop_assert!(one.is_pinned >= next.is_pinned);
                if one.is_pinned != next.is_pinned {
                    continue;
                }
                let (before, behind) = (one.record.standing(), next.record.standing());
                prop_assert!(before >= behind);
                if before == behind {
                    let merit = |one: &Listed| (-one.bought, one.price, one.id);
                    prop_assert!(merit(&one) < merit(&next));
                }
                // Nothing that fails often is ahead by more than a step of what does not.
                if let (Some(before), Some(behind)) =
                    (one.record.delivered_percent(), next.record.delivered_percent())
                {
                    let behind = behind.min(ORDINARY_PERCENT);
                    prop_assert!(before + STEP_PERCENT >= behind, "{before} before {behind}");
                }
            }
            // The order does not hang on how the list was read.
            let mut again = shelf.clone();
            if !again.is_empty() {
                let by = turned.index(again.len());
                again.rotate_left(by);
            }
            again.sort_by_key(Listed::place);
            let ids = |shelf: &[Listed]| shelf.iter().map(|one| one.id).collect::<Vec<_>>();
            prop_assert_eq!(ids(&sorted), ids(&again));
        }

        #[test]
        fn one_more_delivered_order_never_lowers_a_service(
            orders in 0_i64..500,
            share in 0_i64..=100,
        ) {
            let delivered = orders * share / 100;
            let (before, after) = (record(orders, delivered), record(orders + 1, delivered + 1));
            let is_known = before.delivered_percent().is_some();
            prop_assert!(!is_known || after.standing() >= before.standing());
        }
    }
}
