//! Money that owners give and take by hand: typed strictly, shown before it is done, done once,
//! told to the customer and to every owner, and written down.

mod markup;
mod owing;
mod wording;

use crate::support::owners::SECOND_OWNER;
use crate::support::world::OWNER;
use crate::support::{World, money};
use storefront::domain::money::Money;

/// Five minutes: how long a Confirm button lives.
const LIFETIME_MS: i64 = 300_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_gives_money_and_everybody_concerned_reads_it() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let alice = world.customer(5_001, "Alice", "0").await;
    olga.says("/credit 5001 12.50 bank transfer received").await;
    for part in ["Give $12.50?", "Alice", "5001", "$0.00 → $12.50", "bank transfer received"] {
        olga.expects(part);
    }
    olga.expects("works once, for you, for five minutes");
    assert_eq!(world.traces().await, (0, 0, 0));
    assert!(!alice.was_told("$12.50"));

    olga.taps("Confirm").await;
    assert!(olga.was_told("$12.50 given to Alice (5001). Balance now: $12.50."));
    assert_eq!(world.wallet(5_001).await.available, money("12.50"));
    alice.expects("$12.50 was added to your balance");
    alice.expects("bank transfer received");
    for owner in [olga, oscar] {
        assert_eq!(owner.times_told("🧾 Money given"), 1);
        owner.expects("👤 Alice · ID 5001\n👮 By Olga · ID 9000");
        owner.expects("bank transfer received");
    }
    let journal = world.journal().await;
    assert_eq!(journal, ["9000 credit person 5001: 12.50 USD; bank transfer received"]);
    assert_eq!(world.count("entries WHERE person_id = 5001 AND actor_id = 9000").await, 1);
    alice.says("/balance").await;
    alice.expects("$12.50");
    alice.expects("added by the shop: bank transfer received");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_takes_money_and_everybody_concerned_reads_it() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let alice = world.customer(5_001, "Alice", "20").await;
    oscar.says("/debit 5001 12.5 transfer was reversed").await;
    oscar.expects("Take $12.50?");
    oscar.expects("$20.00 → $7.50");
    assert_eq!(world.count("journal").await, 0);
    oscar.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await.available, money("7.50"));
    alice.expects("$12.50 was taken from your balance");
    alice.expects("transfer was reversed");
    assert!(!alice.was_told("You owe"));
    assert_eq!((olga.times_told("Money taken"), oscar.times_told("Money taken")), (1, 1));
    let journal = world.journal().await;
    assert_eq!(journal, ["9001 debit person 5001: 12.50 USD; transfer was reversed"]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_confirm_button_works_once() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "0").await;
    olga.says("/credit 5001 5 gift").await;
    let confirm = olga.button("Confirm");
    // A double tap: both presses are under way before the first is answered.
    let first = world.telegram.presses(OWNER, OWNER, confirm.0, &confirm.1);
    let second = world.telegram.presses(OWNER, OWNER, confirm.0, &confirm.1);
    world.settle().await;
    let answers = [olga.answer_to(&first).await, olga.answer_to(&second).await];
    let is_used = |answer: &&String| answer.contains("confirmed or declined already");
    assert_eq!(answers.iter().filter(is_used).count(), 1, "{answers:?}");
    assert!(olga.presses_again(&confirm).await.contains("confirmed or declined already"));
    world.advance_ms(LIFETIME_MS);
    assert!(olga.presses_again(&confirm).await.contains("confirmed or declined already"));
    assert_eq!(world.wallet(5_001).await.available, money("5"));
    assert_eq!((world.count("entries").await, world.count("journal").await), (1, 1));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_confirm_button_works_for_five_minutes_and_is_offered_afresh_afterwards() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "0").await;
    olga.says("/credit 5001 5 in time").await;
    world.advance_ms(LIFETIME_MS - 1);
    olga.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await.available, money("5"));

    olga.says("/credit 5001 7 too late").await;
    let (stale, nonce) = (olga.button("Confirm"), olga.nonce("Confirm"));
    world.advance_ms(LIFETIME_MS);
    assert!(olga.presses_again(&stale).await.contains("expired"));
    assert_eq!(world.wallet(5_001).await.available, money("5"));
    // The fresh card shows what is so now.
    olga.expects("$5.00 → $12.00");
    assert_ne!(olga.nonce("Confirm"), nonce);
    assert!(olga.presses_again(&stale).await.contains("expired"));
    olga.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await.available, money("12"));
    assert_eq!(world.count("entries").await, 2);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p16_a_confirm_button_works_for_its_owner_only() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    world.customer(5_001, "Alice", "0").await;
    olga.says("/credit 5001 5 gift").await;
    let nonce = olga.nonce("Confirm");
    for name in ["a", "an"] {
        let unknown = oscar.forges_tap(&format!("{name}:{}", "0".repeat(32))).await;
        assert_eq!(oscar.forges_tap(&format!("{name}:{nonce}")).await, unknown);
        assert_eq!(oscar.forges(&format!("1:0:{name}:{nonce}")).await, unknown);
    }
    assert_eq!(world.traces().await, (0, 0, 0));
    olga.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await.available, money("5"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dropped_card_does_nothing_and_cannot_be_confirmed() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "0").await;
    olga.says("/credit 5001 5 gift").await;
    let confirm = olga.button("Confirm");
    olga.taps("Decline").await;
    olga.expects("Nothing was done");
    assert!(olga.presses_again(&confirm).await.contains("confirmed or declined already"));
    // A card that another one has replaced is an old button.
    olga.says("/credit 5001 5 first").await;
    let replaced = olga.button("Confirm");
    olga.says("/credit 5001 6 second").await;
    assert!(olga.presses_again(&replaced).await.contains("earlier step"));
    assert_eq!(world.traces().await, (0, 0, 0));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_moves_their_own_money_where_there_is_another_owner() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    for command in ["/credit 9000 100 salary", "/debit 9000 100 oops"] {
        olga.says(command).await;
        olga.expects("You cannot change your own balance. Ask another owner.");
        assert!(!olga.is_offered("Confirm"));
    }
    assert_eq!(world.count("admin_acts").await, 0);
    oscar.does(&format!("/credit {OWNER} 100 salary")).await;
    assert_eq!(world.wallet(OWNER).await.available, money("100"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_owns_the_shop_alone_may_move_their_own_money() {
    let mut world = World::new().await;
    world.owner().does("/credit 9000 100 to try it out").await;
    assert_eq!(world.wallet(OWNER).await.available, money("100"));
    world.owner().says("/credit 9000 50 more").await;
    let confirm = world.owner().button("Confirm");
    // A second owner ends that, also for a card which is open already.
    world.restart(&crate::support::owners::owners(&[OWNER, SECOND_OWNER])).await;
    world.owner().presses_again(&confirm).await;
    world.owner().expects("Ask another owner");
    assert_eq!(world.wallet(OWNER).await.available, money("100"));
    assert_eq!(world.count("journal").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_owners_who_confirm_the_same_top_up_give_it_once() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let alice = world.customer(5_001, "Alice", "1").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.taps("Ask for a top-up").await;
    for owner in [olga, oscar] {
        owner.expects("A customer asks for $0.17");
        owner.expects("$1.00 → $1.17");
    }
    let second = oscar.button("Give $0.17");
    olga.taps("Give $0.17").await;
    assert_eq!(world.wallet(5_001).await.available, money("1.17"));
    alice.expects("top-up for an order");
    assert!(oscar.presses_again(&second).await.contains("Nothing more was done"));
    assert_eq!(world.wallet(5_001).await.available, money("1.17"));
    assert_eq!(world.journal().await.len(), 1);

    alice.taps("Back to my order").await;
    alice.taps("Confirm").await;
    alice.expects("is placed");
    assert_eq!(world.wallet(5_001).await.available, Money::ZERO);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_who_wants_to_order_gets_the_top_up_from_another_owner() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    olga.fills_in("instagram.com/olga", "1000").await;
    olga.taps("Ask for a top-up").await;
    assert!(!olga.was_told("A customer asks for"));
    oscar.taps("Give $1.17").await;
    assert_eq!(world.wallet(OWNER).await.available, money("1.17"));
    world.audit().await;
}
