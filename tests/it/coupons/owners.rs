//! What owners do with coupons, and what nobody else can.

use crate::support::{World, money};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_makes_one_by_a_button_and_stops_it() {
    let world = World::of_two_owners().await;
    let owner = world.owner();
    owner.says("/coupon").await;
    owner.expects("No coupons yet");
    owner.taps("➕ 10 %").await;
    owner.expects("Make this coupon?");
    owner.expects("100 orders in all");
    owner.expects("1 order per customer");
    owner.taps("Confirm").await;
    assert_eq!(world.count("coupons WHERE kind = 'percent' AND amount = 10").await, 1);
    assert!(world.second_owner().was_told("New coupon"));
    let code = world.rows("code FROM coupons").await.remove(0);

    // A customer has it on the screen while it is stopped: asked again, at the full price.
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.taps("🎟 Coupon").await;
    alice.says(&code).await;
    alice.expects("Price: $1.06");
    owner.says(&format!("/coupon {code}")).await;
    owner.taps("Stop the coupon").await;
    owner.expects("0 orders keep their discount");
    owner.taps("Confirm").await;
    alice.taps("Confirm").await;
    alice.expects("the coupon is not applied any more: This coupon is over.");
    alice.expects("Price: $1.17");
    assert_eq!(world.count("orders").await, 0);
    alice.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await.held, money("1.17"));

    let journal = world.journal().await;
    let made = format!("9000 coupon_made coupon {code}: ");
    assert!(journal.iter().any(|line| line.starts_with(&made)), "{journal:?}");
    assert!(journal.contains(&format!("9000 coupon_stopped coupon {code}: ; ")), "{journal:?}");
    assert!(world.second_owner().was_told("Coupon stopped"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_typed_wrong_is_named() {
    let world = World::new().await;
    let owner = world.owner();
    for (typed, said) in [
        ("/coupon a 10%", "3 to 20 Latin letters"),
        ("/coupon SPRING 0%", "a whole percent"),
        ("/coupon SPRING -5", "a whole percent"),
        ("/coupon SPRING 10% uses=-1", "I cannot read uses=-1"),
        ("/coupon SPRING 10% <b>", "I cannot read <b>"),
        ("/coupon SPRING 10% until=2020-01-01", "over already"),
        ("/coupon SPRING 10% until=99999-01-01", "I cannot read until=99999-01-01"),
        ("/coupon SPRING 10% for=99999", "no such"),
        ("/coupon UNKNOWN", "There is no coupon"),
    ] {
        owner.says(typed).await;
        let screen = owner.screen().to_lowercase();
        assert!(screen.contains(&said.to_lowercase()), "{typed}: {screen}");
    }
    owner.does("/coupon SPRING 10% for=c1").await;
    owner.says("/coupon spring 20%").await;
    owner.expects("There is or was a coupon with this code.");
    assert_eq!(world.count("coupons").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn customers_cannot_make_one() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    for typed in ["/coupon", "/coupon FREE 100%"] {
        alice.says(typed).await;
        assert!(!alice.was_told("Make this coupon"), "{typed}");
    }
    for tap in ["cl:0", "cp:FREE", "cw:10", "cs:FREE"] {
        alice.forges_tap(tap).await;
    }
    assert_eq!(world.count("coupons").await, 0);
    assert_eq!(world.count("admin_acts").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn coupons_that_are_over_are_in_nobodys_way() {
    let world = World::new().await;
    for number in 0..200 {
        let (uses_max, until_ms) = if number % 2 == 0 { (1, 0) } else { (0, 1) };
        let row = format!(
            "('OLD-{number}', 'percent', 10, {uses_max}, 1, 1, 0, {until_ms}, 'everything', 0, 0, \
             9000, 1)"
        );
        world
            .tampers(&format!(
                "INSERT INTO coupons (code, kind, amount, uses_max, person_max, uses, from_ms, \
                 until_ms, scope, scope_id, min_order, created_by, created_ms) VALUES {row}"
            ))
            .await;
    }
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    assert!(!alice.is_offered("🎟 Coupon"), "none of them can be used");
    world.owner().does("/coupon SPRING 10%").await;
    assert!(world.owner().was_told("works now"));
    world.audit().await;
}
