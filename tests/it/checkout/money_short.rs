//! Too little money: what is missing is named, one tap asks for it, one tap gives it, and the order
//! is still there.

use crate::support::{Actor, World, WorldOptions, money};
use storefront::clock::MINUTE_MS;
use storefront::sandbox::telegram::Person;

const OSCAR: i64 = 9_001;

async fn shop_of_two() -> World {
    let vars = vec![("ADMIN_IDS", format!("9000,{OSCAR}"))];
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    world.telegram.add_person(Person {
        language_code: Some("ru".to_owned()),
        ..Person::named(OSCAR, "Oscar")
    });
    Actor { world: &world, id: OSCAR }.says("/start").await;
    world
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_missing_sum_is_asked_for_given_by_one_tap_and_the_order_goes_through() {
    let world = shop_of_two().await;
    let (olga, oscar) = (world.owner(), Actor { world: &world, id: OSCAR });
    let alice = world.customer(5_001, "Alice", "0.999999").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.expects("Price: $1.17\n");
    alice.expects("You need $0.18 more");
    assert!(!alice.is_offered("Confirm"));
    let checkout = world.rows("checkout_id FROM quotes").await.remove(0);
    alice.forges_tap(&format!("ok:{checkout}")).await;
    alice.expects("You need $0.18 more");
    assert_eq!(world.count("orders").await, 0);

    let answer = alice.taps_for_answer("Ask for a top-up").await;
    assert!(answer.starts_with("Your request has reached us: $0.18 more."), "{answer}");
    olga.expects("A customer asks for $0.18");
    olga.expects("Alice · ID 5001");
    olga.expects("Balance: $0.999999 → $1.179999");
    assert!(olga.is_offered("Give $0.18"));
    oscar.expects("0,18\u{a0}$");
    let second = oscar.button("0,18");

    // Asking again at once bothers nobody; after a while it does.
    let told = (olga.chat().len(), oscar.chat().len());
    let answer = alice.taps_for_answer("Ask for a top-up").await;
    assert!(answer.starts_with("Your request has reached us already"), "{answer}");
    assert_eq!((olga.chat().len(), oscar.chat().len()), told);

    let answer = olga.taps_for_answer("Give $0.18").await;
    assert!(answer.contains("$0.18 given to Alice (5001). Balance now: $1.179999"), "{answer}");
    alice.expects("$0.18 was added to your balance");
    // The other owner is told, and the other button gives nothing more.
    assert!(oscar.was_told("5001"));
    oscar.presses_again(&second).await;
    assert_eq!(world.wallet(5_001).await.available, money("1.179999"));
    assert_eq!(world.count("entries WHERE kind = 'credit' AND actor_id <> 0").await, 1);

    alice.taps("Back to my order").await;
    alice.expects("Check your order");
    alice.expects("After the order: $0.00");
    alice.taps("Confirm").await;
    alice.expects("is placed");
    let wallet = world.wallet(5_001).await;
    assert_eq!((wallet.available, wallet.held), (money("0.009999"), money("1.17")));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_order_waits_until_the_balance_has_grown() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.expects("You need $1.17 more");
    alice.taps("Check again").await;
    alice.expects("You need $1.17 more");
    world.give(5_001, "1").await;
    alice.taps("Check again").await;
    alice.expects("You need $0.17 more");
    world.give(5_001, "1").await;
    let answer = alice.taps_for_answer("Ask for a top-up").await;
    assert_eq!(answer, "Your balance is enough now.");
    assert!(alice.is_offered("Confirm · $1.17"));
    assert!(!world.owner().was_told("asks for"));
    // Days later and in another mood, the same order at the same price.
    world.advance_ms(2 * 24 * 60 * MINUTE_MS);
    alice.taps("Confirm").await;
    alice.expects("is placed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn money_that_went_elsewhere_before_confirm_is_noticed() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "2").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    assert!(alice.is_offered("Confirm · $1.17"));
    world.places(5_001, 1, "https://instagram.com/elsewhere", 1_000).await;
    alice.taps("Confirm").await;
    alice.expects("You need $0.34 more");
    assert!(alice.is_offered("Ask for a top-up"));
    assert_eq!(world.count("orders").await, 1);
    world.advance_ms(11 * MINUTE_MS);
    alice.taps("Ask for a top-up").await;
    world.owner().expects("A customer asks for $0.34");
    // Nothing was lost on the way: a cheaper order of the same is one step away.
    alice.taps("Back").await;
    alice.taps("500").await;
    alice.taps("Confirm · $0.585").await;
    alice.expects("is placed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_asks_the_other_owner_and_a_lone_one_gives_to_themself() {
    for is_alone in [false, true] {
        let world = if is_alone { World::new().await } else { shop_of_two().await };
        let olga = world.owner();
        olga.fills_in("instagram.com/olga", "1000").await;
        let messages = olga.chat().len();
        let answer = olga.taps_for_answer("Ask for a top-up").await;
        assert!(answer.starts_with("Your request has reached us: $1.17 more."), "{answer}");
        if is_alone {
            olga.taps("Give $1.17").await;
        } else {
            assert_eq!(olga.chat().len(), messages, "nobody gives to themself");
            Actor { world: &world, id: OSCAR }.taps("1,17").await;
        }
        olga.taps("Back to my order").await;
        olga.taps("Confirm").await;
        olga.expects("is placed");
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sum_that_is_asked_for_twice_in_one_checkout_is_given_once() {
    let world = World::new().await;
    let (olga, alice) = (world.owner(), world.customer(5_001, "Alice", "1").await);
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.taps("Ask for a top-up").await;
    let first = olga.button("Give $0.17");
    world.advance_ms(11 * MINUTE_MS);
    alice.taps("Ask for a top-up").await;
    let second = olga.button("Give $0.17");
    assert_ne!(first, second);
    // The first card is too old: it is shown again, and confirmed.
    olga.presses_again(&first).await;
    olga.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await.available, money("1.17"));
    let answer = olga.presses_again(&second).await;
    assert!(answer.contains("already"), "{answer}");
    assert_eq!(world.wallet(5_001).await.available, money("1.17"));
    assert_eq!(world.count("entries WHERE kind = 'credit' AND actor_id <> 0").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_order_lacks_can_be_asked_for_at_once_but_not_without_end() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    for quantity in ["1000", "2000", "3000", "4000"] {
        alice.fills_in("instagram.com/alice", quantity).await;
        let answer = alice.taps_for_answer("Ask for a top-up").await;
        assert!(answer.contains("has reached us: "), "{quantity}: {answer}");
    }
    assert_eq!(world.owner().times_told("A customer asks for"), 4);
    alice.fills_in("instagram.com/alice", "5000").await;
    alice.taps("Ask for a top-up").await;
    assert_eq!(world.owner().times_told("A customer asks for"), 4);
    world.advance_ms(10 * MINUTE_MS);
    alice.taps("Ask for a top-up").await;
    assert_eq!(world.owner().times_told("A customer asks for"), 5);
    world.audit().await;
}
