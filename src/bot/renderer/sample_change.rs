//! A change of an order for the tests of what is told of it.

use super::tests::units;
use crate::domain::ids::{OrderId, ServiceId};
use crate::domain::order::OrderState;
use crate::notifications::customers::{CustomerNotice, OrderChange};

/// An order of which something came back now, and in all.
pub(super) fn change(
    state: OrderState,
    reason: &str,
    (now, returned): (i64, i64),
) -> CustomerNotice {
    CustomerNotice::Order(OrderChange {
        order_id: OrderId::new(1001),
        service: "Views <fast>".to_owned(),
        state,
        reason: reason.parse().ok(),
        quantity: 1_000,
        remains: Some(400),
        paid: units(10),
        returned_now: units(now),
        returned: units(returned),
        service_id: ServiceId::new(7),
        words: String::new(),
        link: "https://example.com/<fast>".to_owned(),
        ordered: 1_000,
        inputs: String::new(),
        start_count: Some(25),
        has_begun: false,
        can_refill: false,
        is_silent: false,
    })
}
