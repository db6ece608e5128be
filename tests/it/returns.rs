//! Money that comes back: by the formula, once, never more than was paid, and never a landslide.

mod landslide;

use crate::submission::scripted_world;
use crate::support::{World, money};
use serde_json::{Value, json};
use storefront::clock::HOUR_MS;
use storefront::domain::money::Money;
use storefront::domain::order::{OrderState, ReviewKind};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_partial_delivery_returns_its_share_and_says_so_on_push_and_card() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    world.reports(order_id, "Partial", Some(350)).await;
    world.poll().await;
    // 1.17 × 350 / 1000, rounded down to the micro-unit.
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Partial, money("0.4095")));
    let wallet = world.wallet(5_001).await;
    assert_eq!((wallet.available, wallet.held), (money("24.2395"), Money::ZERO));
    ann.expects(&format!("Order #{order_id} is delivered in part"));
    ann.expects("Returned $0.4095 of $1.17, because 350 of 1,000 were not delivered.");
    ann.expects("$0.7605 was spent");
    ann.taps("Open order").await;
    ann.expects("$0.4095 of $1.17 came back because 350 of 1,000 were not delivered.");
    ann.says("/balance").await;
    ann.expects("Balance: $24.23");
    ann.expects("a part spent, the rest returned");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_share_is_rounded_down_and_never_taken_from_the_providers_charge() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "25").await;
    // 777 pieces for 0.9091; 1/3 of them is no round number.
    let (order_id, id) = world.starts(5_001, "https://instagram.com/ann", 777).await;
    let order = world.order(order_id).await;
    assert_eq!(order.price, money("0.9091"));
    for charge in ["0.0001", "999", "-5", "0"] {
        let row = json!({ "status": "Partial", "remains": "100", "charge": charge });
        panel.reports(&[(id.clone(), row)]);
        world.poll_after(6 * HOUR_MS + 1).await;
        assert_eq!(world.order(order_id).await.returned, money("0.117001"), "{charge}");
    }
    let row = json!({ "status": "Partial", "remains": "101", "charge": "0.5" });
    panel.reports(&[(id, row)]);
    world.poll_after(6 * HOUR_MS + 1).await;
    assert_eq!(world.order(order_id).await.returned, money("0.118171"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reports_that_change_their_mind_never_return_more_than_was_paid() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    let steps = [
        ("Partial", 500, "0.585", OrderState::Partial),
        ("Partial", 500, "0.585", OrderState::Partial),
        ("Partial", 800, "0.936", OrderState::Partial),
        ("Partial", 200, "0.936", OrderState::Partial),
        ("Completed", 0, "0.936", OrderState::Partial),
        ("In progress", 900, "0.936", OrderState::Partial),
        ("Canceled", 1_000, "1.17", OrderState::Canceled),
        ("Canceled", 1_000, "1.17", OrderState::Canceled),
        ("Completed", 0, "1.17", OrderState::Canceled),
        ("Partial", 700, "1.17", OrderState::Canceled),
    ];
    for (status, remains, returned, state) in steps {
        world.reports(order_id, status, Some(remains)).await;
        world.poll_after(6 * HOUR_MS + 1).await;
        let order = world.order(order_id).await;
        assert_eq!((order.state, order.returned), (state, money(returned)), "{status} {remains}");
        let spent = order.price.checked_sub(order.returned).unwrap();
        let available = money("25").checked_sub(spent).unwrap();
        assert_eq!(world.wallet(5_001).await.available, available, "{status} {remains}");
    }
    ann.expects("with what came back before, all $1.17 was returned");
    assert_eq!(ann.times_told("is delivered in part"), 2);
    assert_eq!(ann.times_told("is canceled"), 1);
    world.audit().await;
}

/// What a canceled order of 1000 comes to: its report, its state, what came back.
fn cancels() -> Vec<(Value, OrderState, &'static str)> {
    let review = OrderState::Review;
    vec![
        (json!({ "status": "Canceled" }), OrderState::Canceled, "1.17"),
        (json!({ "status": "Canceled", "remains": null }), OrderState::Canceled, "1.17"),
        (json!({ "status": "Canceled", "remains": "1000" }), OrderState::Canceled, "1.17"),
        (json!({ "status": "Refunded", "remains": "1200" }), OrderState::Canceled, "1.17"),
        (
            json!({ "status": "Cancelled", "remains": "400", "charge": "0.54" }),
            OrderState::Partial,
            "0.468",
        ),
        (json!({ "status": "Canceled", "remains": "1" }), OrderState::Partial, "0.00117"),
        (json!({ "status": "Canceled", "remains": "0", "charge": "0.9" }), review, "0"),
        (json!({ "status": "Canceled", "remains": 0, "charge": 0.0001 }), review, "0"),
        (json!({ "status": "Canceled", "remains": "-3", "charge": "0.9" }), review, "0"),
        (json!({ "status": "Refunded", "remains": "0" }), review, "0"),
        (
            json!({ "status": "Canceled", "remains": "0", "charge": "0.00" }),
            OrderState::Canceled,
            "1.17",
        ),
        (json!({ "status": "Canceled", "remains": "1000", "orders": ["8", "9"] }), review, "0"),
        (
            json!({ "status": "Partial", "remains": "400", "runs": 2, "orders": [8, 9] }),
            review,
            "0",
        ),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_cancel_returns_depends_on_what_was_not_delivered() {
    let (world, panel) = scripted_world().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let order_ids = world.starts_many(5_001, cancels().len(), 1_000).await;
    let mut rows = Vec::new();
    for (order_id, (row, _, _)) in order_ids.iter().zip(cancels()) {
        rows.push((world.order(*order_id).await.provider_order_id, row));
    }
    panel.reports(&rows);
    for _ in 0..3 {
        world.poll().await;
    }
    for (order_id, (row, state, returned)) in order_ids.iter().zip(cancels()) {
        let order = world.order(*order_id).await;
        assert_eq!((order.state, order.returned), (state, money(returned)), "{row}");
        let in_review = state == OrderState::Review;
        assert_eq!(order.review_kind() == Some(ReviewKind::Return), in_review, "{row}");
        let alert = format!("Order #{order_id} needs your decision");
        // All but the first few wait for a digest.
        let kept = format!("kept_alerts WHERE subject = '{order_id}'");
        let kept = usize::try_from(world.count(&kept).await).unwrap();
        let told = world.owner().times_told(&alert) + kept;
        assert_eq!(told, usize::from(in_review), "{row}");
        let pushed = ann.times_told(&format!("Order #{order_id} "));
        assert_eq!(pushed, 2, "started and what became of it: {row}");
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancel_with_nothing_missing_and_a_charge_waits_for_a_person() {
    let (world, panel) = scripted_world().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let (order_id, id) = world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    panel.reports(&[(id, json!({ "status": "Canceled", "remains": "0", "charge": "0.9" }))]);
    world.poll().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.reason.as_str()), (OrderState::Review, "canceled-with-charge"));
    assert_eq!(world.wallet(5_001).await.held, order.price);
    ann.expects("your money is safe");
    world.owner().expects("yet nothing is missing and the provider keeps its charge");
    // The provider repeating itself changes nothing while a person decides.
    let asked = panel.calls("status").len();
    world.poll_after(24 * HOUR_MS).await;
    assert_eq!(panel.calls("status").len(), asked);

    world.owner().taps(&format!("#{order_id}")).await;
    world.owner().taps("Right: return the money").await;
    world.owner().taps("Confirm").await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Canceled, order.price));
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    ann.expects("is canceled");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_delivered_order_that_is_canceled_days_later_is_returned_from_what_was_earned() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    world.reports(order_id, "Completed", None).await;
    world.poll().await;
    assert_eq!(world.wallet(5_001).await.available, money("23.83"));
    world.reports(order_id, "Refunded", None).await;
    world.poll_after(48 * HOUR_MS).await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Canceled, order.price));
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    ann.expects("All of it, $1.17, is back on your balance");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_partial_delivery_without_a_count_is_held_until_the_count_comes() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "25").await;
    let (order_id, id) = world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    for remains in [json!(null), json!("Unknown"), json!("12 left"), json!(0.5)] {
        let row = json!({ "status": "Partial", "charge": "0.5", "remains": remains });
        panel.reports(&[(id.clone(), row)]);
        world.poll().await;
        let order = world.order(order_id).await;
        assert_eq!((order.state, order.returned), (OrderState::Active, Money::ZERO), "{remains}");
    }
    assert_eq!(world.owner().times_told("does not say what is missing"), 1);
    panel.reports(&[(id, json!({ "status": "Partial", "charge": "0.5", "remains": "-7" }))]);
    world.poll().await;
    // A part of which nothing is missing contradicts itself: a person decides.
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Review, Money::ZERO));
    assert_eq!(order.reason, "partial-contradicts");
    assert_eq!(world.wallet(5_001).await.available, money("23.83"));
    world.audit().await;
}
