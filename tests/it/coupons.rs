//! Coupons: made by owners, taken on the confirm screen, used up once, and free again when their
//! order came to nothing.

mod at_once;
mod owners;

use crate::support::{Actor, World, money};
use storefront::clock::{HOUR_MS, MINUTE_MS};
use storefront::domain::order::OrderState;

const BACK: &str = "Back";

/// An owner makes a coupon by the command.
async fn made(world: &World, typed: &str) {
    world.owner().does(&format!("/coupon {typed}")).await;
    assert!(world.owner().was_told("works now"), "{typed}");
}

/// Asks for the code on the confirm screen and types it.
async fn types_code(buyer: &Actor<'_>, code: &str) {
    buyer.taps("🎟 Coupon").await;
    buyer.says(code).await;
}

/// The newest order of the shop.
async fn newest(world: &World) -> i64 {
    world.number("MAX(order_id) FROM orders").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_coupon_is_shown_paid_kept_and_told() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "10000").await;
    assert!(!alice.is_offered("🎟 Coupon"), "there is none to be asked for");
    made(&world, "spring 10%").await;
    alice.fills_in("instagram.com/alice", "10000").await;
    types_code(&alice, "SPRNG").await;
    alice.expects("There is no coupon with this code.");
    alice.says(" Spring ").await;
    alice.expects("🎟 SPRING: −$1.17 of $11.70");
    alice.expects("Price: $10.53");
    assert!(alice.is_offered("Confirm · $10.53"));
    // It can be taken away, and what was typed before stays when the quantity changes.
    alice.taps("Remove the coupon").await;
    alice.expects("Price: $11.70");
    types_code(&alice, "spring").await;
    alice.says("5000").await;
    alice.expects("🎟 SPRING: −$0.58 of $5.85");
    alice.says("10000").await;
    alice.expects("Price: $10.53");
    let before = world.wallet(5_001).await.available;
    alice.taps("Confirm").await;
    let order = world.order(newest(&world).await).await;
    assert_eq!((order.price, order.discount), (money("10.53"), money("1.17")));
    assert_eq!(order.coupon, "SPRING");
    let after = world.wallet(5_001).await;
    assert_eq!(before.checked_sub(after.available), Some(money("10.53")));
    alice.forges_tap(&format!("d:{}", order.order_id)).await;
    alice.expects("🎟 SPRING: −$1.17 of $11.70");
    alice.says("/balance").await;
    alice.expects("coupon SPRING");
    // One order of a person, if nothing else was said.
    alice.fills_in("instagram.com/second", "10000").await;
    types_code(&alice, "spring").await;
    alice.expects("You have used this coupon already.");
    alice.taps(BACK).await;
    alice.expects("Price: $11.70");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_is_no_code_and_leads_back_to_the_price() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    made(&world, "spring 10%").await;
    alice.fills_in("instagram.com/alice", "10000").await;
    alice.taps("🎟 Coupon").await;
    alice.sends_photo().await;
    alice.expects("Which coupon do you have?");
    assert_eq!(alice.step().await, "Coupon");
    alice.taps("Cancel").await;
    alice.expects("Price: $11.70");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_back_is_a_share_of_what_was_paid() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    made(&world, "half 1.70 each=0").await;
    alice.fills_in("instagram.com/alice", "10000").await;
    types_code(&alice, "half").await;
    alice.taps("Confirm").await;
    let order_id = newest(&world).await;
    world.submit().await;
    world.reports(order_id, "Partial", Some(5_000)).await;
    world.poll().await;
    let order = world.order(order_id).await;
    assert_eq!((order.price, order.returned), (money("10"), money("5")));
    assert_eq!(world.count("coupon_uses WHERE is_given_back = 1").await, 0, "it was used");
    world.reports(order_id, "Canceled", None).await;
    world.poll_after(6 * HOUR_MS + 1).await;
    let order = world.order(order_id).await;
    assert_eq!(order.returned, money("10"), "never more than was paid");
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_came_to_nothing_gives_its_coupon_back() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    made(&world, "once 10% uses=1").await;
    for _ in 0..2 {
        alice.fills_in("instagram.com/alice", "1000").await;
        types_code(&alice, "once").await;
        alice.taps("Confirm").await;
        let order_id = newest(&world).await;
        assert_eq!(world.number("uses FROM coupons").await, 1);
        alice.forges_tap(&format!("dy:{order_id}")).await;
        alice.forges_tap(&format!("dy:{order_id}")).await;
        assert_eq!(world.order(order_id).await.state, OrderState::Canceled);
        assert_eq!(world.number("uses FROM coupons").await, 0);
        assert_eq!(world.wallet(5_001).await.available, money("25"));
    }
    // What was refunded although it was delivered has used the coupon.
    alice.fills_in("instagram.com/alice", "1000").await;
    types_code(&alice, "once").await;
    alice.taps("Confirm").await;
    let order_id = newest(&world).await;
    world.submit().await;
    world.owner().does(&format!("/refund {order_id} anyway it is slow")).await;
    world.reports(order_id, "Completed", Some(0)).await;
    world.poll().await;
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    assert_eq!(world.number("uses FROM coupons").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_coupon_takes_a_price_below_its_cost() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    made(&world, "huge 100%").await;
    alice.fills_in("instagram.com/alice", "10000").await;
    types_code(&alice, "huge").await;
    alice.expects("you pay the lowest price we can offer");
    alice.expects("🎟 HUGE: −$2.70 of $11.70");
    // The provider has become dearer: what was promised is promised, and asked for anew later.
    world.panel.update_rate(1, "0.95").unwrap();
    world.syncs_approved().await;
    world.advance_ms(HOUR_MS);
    alice.taps("Confirm").await;
    alice.expects("The price has changed");
    alice.expects("Price: $9.50");
    alice.taps("Confirm").await;
    assert_eq!(world.order(newest(&world).await).await.price, money("9.50"));
    // Where nothing is earned there is nothing to give.
    world.owner().does("/markup 0").await;
    made(&world, "more 1").await;
    alice.fills_in("instagram.com/other", "1000").await;
    types_code(&alice, "more").await;
    alice.expects("already has its lowest price");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_refusal_says_which_it_is() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    for typed in [
        "later 10% from=2026-12-01",
        "short 10% until=2026-11-02",
        "other 10% for=2",
        "category 10% for=c2",
        "large 10% min=50",
        "used-up 10% uses=1",
        "stopped 10%",
    ] {
        made(&world, typed).await;
    }
    world.owner().says("/coupon").await;
    world.tampers("UPDATE coupons SET uses = 1 WHERE code = 'USED-UP'").await;
    world.tampers("UPDATE coupons SET is_stopped = 1 WHERE code = 'STOPPED'").await;
    world.advance_ms(48 * HOUR_MS);
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.taps("🎟 Coupon").await;
    for (code, refusal) in [
        ("later", "does not work yet"),
        ("short", "is over"),
        ("other", "not for this service"),
        ("category", "not for this service"),
        ("large", "for orders from $50.00"),
        ("used-up", "is used up"),
        ("stopped", "is over"),
        ("unheard-of", "There is no coupon"),
        ("<b>&\u{202e}", "There is no coupon"),
        (&"x".repeat(60_000), "There is no coupon"),
    ] {
        alice.says(code).await;
        alice.expects(refusal);
    }
    // Whatever was wrong, the order is still there.
    alice.says("/cancel").await;
    alice.expects("Price: $1.17");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn codes_cannot_be_guessed() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    made(&world, "secret-7 10%").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.taps("🎟 Coupon").await;
    for number in 0..10 {
        alice.says(&format!("secret-{}", 100 + number)).await;
        alice.expects("There is no coupon with this code.");
    }
    for code in ["secret-7", "secret-8", "?"] {
        alice.says(code).await;
        alice.expects("Too many wrong codes.");
    }
    // Others are not held up by it, and an hour later neither is Alice.
    let bob = world.customer(5_002, "Bob", "25").await;
    bob.fills_in("instagram.com/bob", "1000").await;
    types_code(&bob, "secret-7").await;
    bob.expects("🎟 SECRET-7");
    world.advance_ms(HOUR_MS + 1);
    alice.says("secret-7").await;
    alice.expects("🎟 SECRET-7");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_coupon_gives_an_old_price_no_new_life() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "50").await;
    made(&world, "spring 10% each=0").await;
    for removes in [false, true] {
        world.panel.update_rate(1, "0.90").unwrap();
        world.syncs_approved().await;
        alice.fills_in("instagram.com/alice", "10000").await;
        alice.expects("Price: $11.70");
        world.advance_ms(14 * MINUTE_MS);
        types_code(&alice, "spring").await;
        alice.expects("Price: $10.53");
        if removes {
            alice.taps("Remove the coupon").await;
        }
        // The price was promised for a quarter of an hour, and that is over.
        world.panel.update_rate(1, "0.95").unwrap();
        world.syncs_approved().await;
        world.advance_ms(2 * MINUTE_MS);
        alice.taps("Confirm").await;
        alice.expects("The price has changed");
        alice.expects(if removes { "Price: $12.40" } else { "Price: $11.16" });
        assert_eq!(world.count("orders").await, 0);
        alice.says("/cancel").await;
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_coupon_that_begins_while_the_price_is_on_the_screen_holds() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    made(&world, "night 10% from=2026-11-02").await;
    world.advance_ms(12 * HOUR_MS - MINUTE_MS);
    alice.fills_in("instagram.com/alice", "1000").await;
    types_code(&alice, "night").await;
    alice.expects("does not work yet");
    world.advance_ms(2 * MINUTE_MS);
    alice.says("night").await;
    alice.expects("Price: $1.06");
    alice.taps("Confirm").await;
    assert_eq!(world.order(newest(&world).await).await.price, money("1.06"));
    world.audit().await;
}
