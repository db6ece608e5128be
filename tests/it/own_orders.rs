//! A person's own orders and money: pages, filters, cards in words, canceling, the statement.

mod canceling;
mod statement;

use crate::support::{Actor, World, money};
use storefront::domain::order::OrderState;
use storefront::sandbox::panel::{FaultRule, PanelFault};

/// The numbers of the orders that are listed on the present page.
fn listed(actor: &Actor<'_>) -> Vec<i64> {
    let keys = actor.newest().buttons.into_iter().flatten();
    let opens = |data: &String| !data.contains(":l:");
    let data = keys.filter_map(|key| key.data).filter(opens);
    data.filter_map(|data| data.split_once(":d:")?.1.parse().ok()).collect()
}

/// Gives an accepted order another status and lets the shop ask for it.
async fn becomes(world: &World, order_id: i64, status: &str, remains: i64, charge: &str) {
    let id = world.order(order_id).await.provider_order_id;
    world.panel.set_status(&id, status, Some(remains), Some(charge)).unwrap();
    world.poll().await;
}

/// One order of each kind: queued, active, completed, partial, canceled, rejected, in review.
pub async fn one_of_each(world: &World, person_id: i64) -> [i64; 7] {
    let mut orders = [0; 7];
    for (number, order_id) in orders.iter_mut().enumerate() {
        let link = format!("https://instagram.com/p{person_id}_{number}");
        if number == 5 {
            let fault = PanelFault::ErrorText("Incorrect link".to_owned());
            world.panel.set_fault(FaultRule::once("add", fault));
        }
        if number == 6 {
            world.panel.set_fault(FaultRule::once("add", PanelFault::Http500));
        }
        *order_id = world.places(person_id, 1, &link, 1_000).await;
        if number > 0 {
            world.submit().await;
        } else {
            // It waits until the story is over.
            let later = i64::MAX / 2;
            let sql =
                format!("UPDATE orders SET not_before_ms = {later} WHERE order_id = {order_id}");
            world.tampers(&sql).await;
        }
    }
    becomes(world, orders[2], "Completed", 0, "0.90").await;
    becomes(world, orders[3], "Partial", 400, "0.54").await;
    becomes(world, orders[4], "Canceled", 1_000, "0").await;
    becomes(world, orders[1], "In progress", 250, "0.90").await;
    orders
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn orders_are_listed_newest_first_in_pages() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "100").await;
    let bob = world.customer(5_002, "Bob", "100").await;
    alice.says("/orders").await;
    alice.expects("Nothing here yet.");
    let mut own = Vec::new();
    for number in 0..14 {
        let link = format!("https://instagram.com/p{number}");
        own.push(world.places(5_001, 1, &link, 1_000).await);
        world.places(5_002, 1, &link, 1_000).await;
    }
    own.reverse();
    alice.says("/orders").await;
    alice.expects("14 orders in this list.");
    assert!(alice.is_offered("⏳ @p13 · 1,000 · 1 Nov"), "{:?}", alice.labels());
    let mut shown = listed(&alice);
    assert!(!alice.is_offered("◀️"));
    for page in ["2 / 3", "3 / 3"] {
        alice.taps("▶️").await;
        alice.expects(page);
        shown.extend(listed(&alice));
    }
    assert!(!alice.is_offered("▶️"));
    assert_eq!(shown, own, "every own order once, and nobody else's");
    alice.picks_order(own[13]).await;
    alice.expects(&format!("Order #{}", own[13]));
    alice.taps("My orders").await;
    assert_eq!(listed(&alice), own[..6]);
    bob.taps("My orders").await;
    bob.expects("14 orders in this list.");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn filters_show_what_is_on_its_way_done_or_a_problem() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "100").await;
    let [queued, active, completed, partial, canceled, rejected, review] =
        one_of_each(&world, 5_001).await;
    alice.says("/orders").await;
    let filters = [
        ("On the way", vec![review, active, queued]),
        ("Done", vec![partial, completed]),
        ("Problems", vec![review, rejected, canceled, partial]),
        ("All", vec![review, rejected, canceled, partial, completed, active]),
    ];
    for (filter, expected) in filters {
        alice.taps(filter).await;
        assert_eq!(listed(&alice), expected, "{filter}");
        assert!(alice.is_offered(&format!("• {filter}")), "{filter} is marked");
    }
    let emoji = ["🔎", "❌", "↩️", "🌓", "✅", "🚀"];
    let labels = alice.labels();
    for (label, emoji) in labels.iter().zip(emoji) {
        assert!(label.starts_with(emoji), "{label}");
    }
    // The newest that is over can be had again by two presses.
    assert!(alice.is_offered("🔁 Again: @p5001_5"), "{labels:?}");
    assert!(labels.iter().all(|label| label.chars().count() <= 30), "{labels:?}");
    let differing: std::collections::BTreeSet<&String> = labels.iter().collect();
    assert_eq!(differing.len(), labels.len(), "no two rows are twins");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_says_in_words_where_the_order_and_its_money_are() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "100").await;
    let orders = one_of_each(&world, 5_001).await;
    let facts: [(&str, &[&str]); 7] = [
        ("waits to be sent", &["$1.17 is held for this order"]),
        ("in progress", &["Delivered: 750 of 1,000", "$1.17 is held for this order"]),
        ("delivered", &["$1.17 spent."]),
        (
            "delivered in part",
            &["$0.468 of $1.17 came back because 400 of 1,000 were not delivered. $0.702 spent."],
        ),
        ("canceled", &["All of it, $1.17, is back on your balance."]),
        ("not placed", &["All of it, $1.17, is back", "The link was not accepted."]),
        ("is being checked", &["$1.17 is held", "Your money is safe"]),
    ];
    for (order_id, (state, words)) in orders.into_iter().zip(facts) {
        alice.says(&format!("/order {order_id}")).await;
        let is = match state {
            "waits to be sent" => " is placed · ",
            _ => " · ",
        };
        alice.expects(&format!("Order #{order_id}{is}{state}\n"));
        alice.expects("Instagram Followers | Real | 30 days refill | 5K/day");
        alice.expects("Quantity: 1,000");
        alice.expects("Placed: 2026-11-01 12:00 UTC");
        for part in words {
            alice.expects(part);
        }
        let order = world.order(order_id).await;
        let is_queued = order.state == OrderState::Queued;
        assert_eq!(alice.is_offered("Cancel the order"), is_queued, "{state}");
        let can_change = is_queued || order.state == OrderState::Active;
        assert_eq!(alice.is_offered("Refresh"), can_change, "{state}");
        assert!(alice.is_offered("My orders") && alice.is_offered("Menu"));
        let its_id = &order.provider_order_id;
        let is_told = !its_id.is_empty() && alice.screen().contains(its_id);
        assert!(!is_told, "{state}: the provider's id is nobody's business");
        // The same by the button of a message about it.
        let card = alice.screen();
        alice.forges(&format!("1:0:d:{order_id}")).await;
        assert_eq!(alice.screen(), card);
    }
    let wallet = world.wallet(5_001).await;
    assert_eq!(wallet.held, money("3.51"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refresh_shows_what_has_changed() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    alice.says(&format!("/order {order_id}")).await;
    alice.expects("waits to be sent");
    alice.taps("Refresh").await;
    alice.expects("waits to be sent");
    world.submit().await;
    alice.taps("Refresh").await;
    assert!(alice.present().contains("not started yet"), "{}", alice.present());
    becomes(&world, order_id, "In progress", 400, "0.90").await;
    alice.taps("Refresh").await;
    assert!(alice.present().contains("Delivered: 600 of 1,000"), "{}", alice.present());
    becomes(&world, order_id, "Completed", 0, "0.90").await;
    alice.expects("is delivered");
    alice.taps("Open order").await;
    alice.expects("$1.17 spent.");
    assert!(!alice.is_offered("Refresh"));
    world.audit().await;
}
