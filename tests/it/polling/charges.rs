//! What a provider charges, compared with what the order was to cost there.

use crate::submission::scripted_world;
use crate::support::{Scripted, World};
use serde_json::{Value, json};
use storefront::clock::{HOUR_MS, MINUTE_MS};
use storefront::domain::money::Money;
use storefront::domain::order::OrderState;

const TOLD: &str = "costs far more than expected";

impl World {
    /// Has the provider report this charge of an order that goes on, and hears of it.
    async fn hears_charge(&self, panel: &Scripted, id: &str, charge: Value) {
        let row = json!({ "status": "In progress", "charge": charge, "remains": "500" });
        panel.reports(&[(id.to_owned(), row)]);
        self.poll_after(6 * HOUR_MS).await;
    }

    fn times_charge_told(&self) -> usize {
        self.owner().times_told(TOLD)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_charge_far_above_the_expected_cost_is_told_once_with_both_sums() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "25").await;
    let (order_id, id) = world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    world.hears_charge(&panel, &id, json!("0.945")).await;
    assert_eq!(world.times_charge_told(), 0, "a twentieth more");
    world.hears_charge(&panel, &id, json!("0.9451")).await;
    let owner = world.owner();
    owner.expects(&format!("Order #{order_id} {TOLD}"));
    owner.expects("charges 0.9451 USD instead of 0.9 USD");
    owner.expects("The customer paid $1.17, which covers it");
    for charge in ["0.9451", "900", "0.9", "1000"] {
        world.hears_charge(&panel, &id, json!(charge)).await;
    }
    assert_eq!(world.times_charge_told(), 1);
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Active, Money::ZERO));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_charge_above_what_the_customer_paid_is_told_as_a_loss_at_the_end_too() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "25").await;
    let (order_id, id) = world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    let row = json!({ "status": "Completed", "charge": 900.0, "remains": 0 });
    panel.reports(&[(id, row)]);
    world.poll_after(MINUTE_MS).await;
    assert_eq!(world.order(order_id).await.state, OrderState::Completed);
    assert_eq!(world.times_charge_told(), 1);
    world.owner().expects("charges 900 USD instead of 0.9 USD");
    world.owner().expects("That is more than the $1.17 the customer paid");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_charge_that_is_absent_unreadable_small_or_in_other_money_is_not_told() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "25").await;
    let (_, id) = world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    let charges = [json!(0), json!("0"), json!(null), json!(""), json!("n/a"), json!(-50)];
    for charge in charges.into_iter().chain([json!("0.1"), json!([9]), json!("0.00")]) {
        world.hears_charge(&panel, &id, charge).await;
    }
    let row = json!({ "status": "In progress", "charge": "11000", "currency": "UZS" });
    panel.reports(&[(id, row)]);
    world.poll_after(6 * HOUR_MS).await;
    // A cent more is a matter of rounding.
    let (_, id) = world.starts(5_001, "https://instagram.com/bob", 100).await;
    world.hears_charge(&panel, &id, json!("0.1")).await;
    assert_eq!(world.times_charge_told(), 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_charges_at_once_become_a_few_alerts_and_a_digest() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "100").await;
    let mut rows = Vec::new();
    for order_id in world.starts_many(5_001, 15, 1_000).await {
        let id = world.order(order_id).await.provider_order_id;
        rows.push((id, json!({ "status": "In progress", "charge": "2", "remains": 500 })));
    }
    panel.reports(&rows);
    world.poll_after(MINUTE_MS).await;
    assert_eq!(world.times_charge_told(), 3);
    world.advance_ms(10 * MINUTE_MS);
    world.watch().await;
    world.watch().await;
    assert_eq!(world.owner().times_told("12 more orders cost far more"), 1);
    world.poll_after(6 * HOUR_MS).await;
    world.watch().await;
    assert_eq!(world.owner().times_told("far more than expected"), 4);
    world.audit().await;
}
