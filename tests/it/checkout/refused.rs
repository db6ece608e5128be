//! Who may not order now: people who owe, whose orders are being checked, or who are banned.

use crate::support::{Actor, World, money};
use storefront::domain::money::Money;
use storefront::domain::order::OrderState;
use storefront::sandbox::panel::{FaultRule, PanelFault};

/// Confirms and expects a refusal that leaves everything as it was.
async fn is_refused(alice: &Actor<'_>, why: &str) {
    let world = alice.world;
    let (orders, wallet) = (world.count("orders").await, world.wallet(alice.id).await);
    let state = alice.dialogue().await;
    let stored: serde_json::Value = serde_json::from_str(&state).unwrap();
    let checkout = stored["state"]["Confirm"]["checkout"].as_str().unwrap();
    let answer = alice.forges_tap(&format!("ok:{checkout}")).await;
    assert_eq!(answer, why);
    assert_eq!(world.count("orders").await, orders);
    assert_eq!(world.wallet(alice.id).await, wallet);
    assert_eq!(alice.dialogue().await, state, "the draft is kept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_owes_pays_first_and_can_order_then() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "20").await;
    let owner = world.owner();
    alice.fills_in("instagram.com/alice", "1000").await;
    owner.says("/debit 5001 100 the transfer was reversed").await;
    owner.taps("Confirm").await;
    alice.expects("You owe $80.00");
    let wallet = world.wallet(5_001).await;
    assert_eq!((wallet.available, wallet.owed), (Money::ZERO, money("80")));
    alice.says("/balance").await;
    alice.expects("You owe: $80.00");
    alice.taps("Continue my order").await;
    is_refused(&alice, "You owe $80.00. You can order again once it is paid.").await;
    // The debt is part of what is missing, or the order would still not go through.
    alice.expects("You owe: $80.00");
    alice.expects("You need $81.17 more");

    // Even with money at hand the debt comes first: 50 of 80, then the rest.
    owner.says("/credit 5001 50 bank transfer").await;
    owner.taps("Confirm").await;
    is_refused(&alice, "You owe $30.00. You can order again once it is paid.").await;
    owner.says("/credit 5001 50 bank transfer").await;
    owner.taps("Confirm").await;
    let wallet = world.wallet(5_001).await;
    assert_eq!((wallet.available, wallet.owed), (money("20"), Money::ZERO));
    alice.taps("Back to my order").await;
    alice.taps("Confirm").await;
    alice.expects("is placed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_top_up_for_somebody_who_owes_is_enough_for_the_order() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "20").await;
    let owner = world.owner();
    alice.fills_in("instagram.com/alice", "1000").await;
    owner.says("/debit 5001 25 the transfer was reversed").await;
    owner.taps("Confirm").await;
    alice.says("1000").await;
    alice.expects("You need $6.17 more");
    alice.taps("Ask for a top-up").await;
    owner.taps("Give $6.17").await;
    let wallet = world.wallet(5_001).await;
    assert_eq!((wallet.available, wallet.owed), (money("1.17"), Money::ZERO));
    alice.taps("Back to my order").await;
    alice.taps("Confirm").await;
    alice.expects("is placed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_open_reviews_stop_new_orders_until_one_is_decided() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let bob = world.customer(5_002, "Bob", "25").await;
    let mut orders = Vec::new();
    for name in ["one", "two", "three"] {
        orders.push(alice.buys(&format!("instagram.com/{name}"), "1000").await);
    }
    alice.fills_in("instagram.com/four", "1000").await;
    let fault = FaultRule::once("add", PanelFault::Http500);
    world.panel.set_fault(FaultRule { times: Some(3), ..fault });
    for _ in &orders {
        world.submit().await;
    }
    for order_id in &orders {
        assert_eq!(world.order(*order_id).await.state, OrderState::Review);
    }
    let why = "Three of your orders are being checked. \
               You can order again as soon as one of them is decided.";
    is_refused(&alice, why).await;
    // They are nobody else's trouble.
    bob.buys("instagram.com/bob", "1000").await;
    bob.expects("is placed");
    // His order shows that the provider is back.
    world.submit().await;

    let owner = world.owner();
    owner.says("/review").await;
    owner.taps(&format!("#{}", orders[1])).await;
    owner.taps("Not placed: return the money").await;
    owner.taps("Confirm").await;
    assert_eq!(world.order(orders[1]).await.returned, money("1.17"));
    alice.says("/balance").await;
    alice.fills_in("instagram.com/four", "1000").await;
    alice.taps("Confirm").await;
    alice.expects("is placed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ban_stops_new_orders_only() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let running = alice.buys("instagram.com/one", "1000").await;
    world.submit().await;
    let waiting = alice.buys("instagram.com/two", "1000").await;
    alice.fills_in("instagram.com/three", "1000").await;
    world.tampers("UPDATE people SET is_banned = 1 WHERE person_id = 5001").await;
    let why = "You cannot place new orders. Your running orders go on.";
    is_refused(&alice, why).await;
    // Nor are the owners asked for money that could not be spent.
    alice.taps("Back").await;
    alice.says("50000").await;
    let messages = world.owner().chat().len();
    assert_eq!(alice.taps_for_answer("Ask for a top-up").await, why);
    assert_eq!(world.owner().chat().len(), messages);

    // What was bought goes on, what waits can be canceled, money and help are where they were.
    let id = world.order(running).await.provider_order_id;
    world.panel.set_status(&id, "Completed", Some(0), None).unwrap();
    world.poll().await;
    assert_eq!(world.order(running).await.state, OrderState::Completed);
    assert!(alice.was_told(&format!("Order #{running} is delivered")));
    alice.says("/orders").await;
    alice.picks_order(waiting).await;
    alice.taps("Cancel the order").await;
    alice.taps("Yes, cancel").await;
    assert_eq!(world.order(waiting).await.state, OrderState::Canceled);
    let owner = world.owner();
    owner.says("/credit 5001 5 bank transfer").await;
    owner.taps("Confirm").await;
    alice.expects("$5.00 was added to your balance");
    alice.says("/balance").await;
    alice.expects("Balance: $28.83");
    alice.says("/help").await;
    alice.expects("How it works");

    world.tampers("UPDATE people SET is_banned = 0 WHERE person_id = 5001").await;
    alice.buys("instagram.com/three", "1000").await;
    alice.expects("is placed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_who_may_not_order_is_not_shown_another_price_first() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    world.panel.update_rate(1, "1.20").unwrap();
    world.syncs_approved().await;
    world.advance_ms(16 * 60_000);
    let quotes = world.count("quotes").await;
    world.tampers("UPDATE people SET is_banned = 1 WHERE person_id = 5001").await;
    is_refused(&alice, "You cannot place new orders. Your running orders go on.").await;
    world.tampers("UPDATE people SET is_banned = 0 WHERE person_id = 5001").await;
    let owner = world.owner();
    owner.says("/debit 5001 26 the transfer was reversed").await;
    owner.taps("Confirm").await;
    assert!(alice.taps_for_answer("Confirm · $1.17").await.contains("$1.00"));
    assert_eq!(world.count("quotes").await, quotes, "no new price was made");
    owner.says("/credit 5001 30 it came again").await;
    owner.taps("Confirm").await;
    alice.taps("Confirm · $1.17").await;
    assert!(alice.present().contains("Price: $1.56"), "{}", alice.present());
    world.audit().await;
}
