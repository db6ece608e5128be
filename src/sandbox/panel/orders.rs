//! One order of the panel: what it costs, and how it moves on by itself.
//!
//! Owns the course of an order as a function of its id and age, so that a run can be repeated.
//! Must never look at a clock, draw a random number, or touch the panel's balance.

use rust_decimal::Decimal;

/// The earliest end of waiting, in milliseconds of the panel's clock.
const PENDING_MIN_MS: u64 = 4_000;
/// How much longer an order may wait.
const PENDING_SPREAD_MS: u64 = 6_000;
/// The shortest delivery.
const DELIVERY_MIN_MS: u64 = 20_000;
/// How much longer a delivery may take.
const DELIVERY_SPREAD_MS: u64 = 28_000;
/// One order in so many stops early.
const PARTIAL_ONE_IN: u64 = 12;
/// One order in so many is canceled.
const CANCELED_ONE_IN: u64 = 20;

/// What an order's price goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Billing {
    /// The rate is for 1000 pieces.
    PerThousand,
    /// The rate is the whole price.
    Flat,
}

impl Billing {
    /// The price of so many pieces; `None` when it cannot be held.
    pub fn price(self, rate: Decimal, quantity: i64) -> Option<Decimal> {
        let exact = match self {
            Self::Flat => rate,
            Self::PerThousand => {
                rate.checked_mul(quantity.into())?.checked_div(Decimal::ONE_THOUSAND)?
            }
        };
        Some(exact.normalize())
    }
}

/// An order that the panel accepted.
#[derive(Debug, Clone)]
pub struct Order {
    /// The panel's number.
    pub id: i64,
    /// The service's number.
    pub service: i64,
    /// The link as sent.
    pub link: String,
    /// Billed pieces.
    pub quantity: i64,
    /// What the price goes by.
    pub billing: Billing,
    /// The rate at acceptance.
    pub rate: Decimal,
    /// The price at acceptance.
    pub gross: Decimal,
    /// What the panel keeps of it now.
    pub charge: Decimal,
    /// The status as shown.
    pub status: String,
    /// Undelivered pieces.
    pub remains: i64,
    /// The counter before delivery.
    pub start_count: i64,
    /// When it was accepted, on the panel's clock.
    pub at_ms: u64,
    /// Always ends well: the first orders that somebody tries.
    pub spared: bool,
    /// False once somebody set the status by hand.
    pub runs: bool,
    /// Whether others are made of it; its charge is for those that are still to come.
    pub is_parent: bool,
    /// Whether it was made of another one.
    pub is_child: bool,
}

impl Order {
    /// Whether the status is an end.
    pub fn is_over(&self) -> bool {
        let word = self.status.to_ascii_lowercase();
        let ends = ["completed", "partial", "canceled", "cancelled", "refunded"];
        ends.contains(&word.as_str())
    }

    /// Gives the order a status, and the charge that goes with it.
    pub fn become_status(&mut self, status: &str, remains: i64) {
        status.clone_into(&mut self.status);
        self.remains = remains;
        self.charge = self.charge_for(status, remains);
    }

    fn charge_for(&self, status: &str, remains: i64) -> Decimal {
        let delivered = self.quantity.saturating_sub(remains.clamp(0, self.quantity));
        match status.to_ascii_lowercase().as_str() {
            "completed" | "partial" | "expired" if self.is_parent => Decimal::ZERO,
            "canceled" | "cancelled" | "refunded" => Decimal::ZERO,
            _ if self.is_parent => self.charge,
            "partial" => self.billing.price(self.rate, delivered).unwrap_or(self.gross),
            _ => self.gross,
        }
    }

    /// Moves the order on to where it is at a time of the panel's clock.
    pub fn advance(&mut self, now_ms: u64) {
        if !self.runs || self.is_over() {
            return;
        }
        let (status, remains) = self.course(now_ms.saturating_sub(self.at_ms));
        self.become_status(status, remains);
    }

    fn course(&self, age_ms: u64) -> (&'static str, i64) {
        let chance = scatter(self.id);
        let pending_ms = PENDING_MIN_MS.saturating_add(chance % PENDING_SPREAD_MS);
        let delivery_ms = DELIVERY_MIN_MS.saturating_add((chance >> 16) % DELIVERY_SPREAD_MS);
        let delivering_ms = age_ms.saturating_sub(pending_ms);
        if age_ms < pending_ms {
            ("Pending", self.quantity)
        } else if delivering_ms < delivery_ms {
            ("In progress", share_left(self.quantity, delivering_ms, delivery_ms))
        } else {
            self.ending(chance >> 32)
        }
    }

    fn ending(&self, chance: u64) -> (&'static str, i64) {
        if self.spared {
            ("Completed", 0)
        } else if chance.is_multiple_of(CANCELED_ONE_IN) {
            ("Canceled", self.quantity)
        } else if chance.is_multiple_of(PARTIAL_ONE_IN) && self.quantity > 1 {
            // Between a tenth and a half is left.
            let tenths = i64::try_from(chance / PARTIAL_ONE_IN % 5).unwrap_or(0).saturating_add(1);
            ("Partial", (self.quantity.saturating_mul(tenths) / 10).max(1))
        } else {
            ("Completed", 0)
        }
    }
}

/// What is left of a quantity after a part of the time, at least one piece.
fn share_left(quantity: i64, passed_ms: u64, whole_ms: u64) -> i64 {
    let left_ms = whole_ms.saturating_sub(passed_ms);
    let left = i128::from(quantity) * i128::from(left_ms) / i128::from(whole_ms.max(1));
    i64::try_from(left).unwrap_or(quantity).clamp(quantity.min(1), quantity)
}

/// A number that looks random and is always the same for an id (the finaliser of SplitMix64).
pub fn scatter(id: i64) -> u64 {
    let mut mixed = id.cast_unsigned().wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(id: i64, spared: bool) -> Order {
        Order {
            id,
            service: 1,
            link: "https://a.example/b".to_owned(),
            quantity: 1_000,
            billing: Billing::PerThousand,
            rate: Decimal::new(90, 2),
            gross: Decimal::new(9, 1),
            charge: Decimal::new(9, 1),
            status: "Pending".to_owned(),
            remains: 1_000,
            start_count: 0,
            at_ms: 0,
            spared,
            runs: true,
            is_parent: false,
            is_child: false,
        }
    }

    #[test]
    fn an_order_waits_delivers_and_ends_within_a_minute() {
        let mut order = order(23_501, true);
        order.advance(0);
        assert_eq!((order.status.as_str(), order.remains), ("Pending", 1_000));
        order.advance(15_000);
        assert_eq!(order.status, "In progress");
        assert!((1..1_000).contains(&order.remains));
        order.advance(60_000);
        assert_eq!((order.status.as_str(), order.remains), ("Completed", 0));
        assert_eq!(order.charge, order.gross);
    }

    #[test]
    fn remains_never_grow_while_delivering() {
        let mut order = order(7, true);
        let mut last = order.quantity;
        for now_ms in (0..60_000).step_by(500) {
            order.advance(now_ms);
            assert!(order.remains <= last);
            last = order.remains;
        }
        assert_eq!(last, 0);
    }

    #[test]
    fn some_orders_stop_early_and_some_are_canceled() {
        let mut partial = 0;
        let mut canceled = 0;
        for id in 1..=2_400 {
            let mut order = order(id, false);
            order.advance(60_000);
            match order.status.as_str() {
                "Partial" => {
                    partial += 1;
                    let delivered = 1_000 - order.remains;
                    assert_eq!(Some(order.charge), order.billing.price(order.rate, delivered));
                }
                "Canceled" => {
                    canceled += 1;
                    assert_eq!((order.charge, order.remains), (Decimal::ZERO, 1_000));
                }
                other => assert_eq!(other, "Completed"),
            }
        }
        assert!((130..270).contains(&partial), "{partial}");
        assert!((70..170).contains(&canceled), "{canceled}");
    }

    #[test]
    fn what_was_set_by_hand_stays() {
        let mut order = order(1, false);
        order.become_status("Fail", 10);
        order.runs = false;
        order.advance(600_000);
        assert_eq!((order.status.as_str(), order.remains), ("Fail", 10));
    }
}
