//! Requests for a top-up: one open for each person, given or declined once, and everybody knows how
//! it ended.

use crate::support::{World, money};

const DAY_MS: i64 = 86_400_000;

impl World {
    async fn top_up_states(&self) -> Vec<String> {
        self.rows("state FROM top_up_requests ORDER BY request_id").await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_sums_of_one_checkout_are_one_gift() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.taps("Ask for a top-up").await;
    let first = oscar.button("Give $1.17");
    world.give(5_001, "1").await;
    alice.taps("Ask for a top-up").await;
    // The same message shows the present sum.
    oscar.expects("A customer asks for $0.17");
    assert_eq!(oscar.times_told("A customer asks for"), 1);
    olga.taps("Give $0.17").await;
    assert_eq!(world.wallet(5_001).await.available, money("1.17"));
    let answer = oscar.presses_again(&first).await;
    assert!(answer.contains("asked again"), "{answer}");
    assert_eq!(world.wallet(5_001).await.available, money("1.17"));
    assert_eq!(world.top_up_states().await, ["superseded", "given"]);
    assert_eq!(world.count("entries WHERE kind = 'credit' AND actor_id <> 0").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_checkouts_of_one_person_are_one_open_request() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.taps("Ask for a top-up").await;
    let old = olga.button("Give $1.17");
    alice.fills_in("instagram.com/alice", "2000").await;
    alice.taps("Ask for a top-up").await;
    assert!(olga.was_told("The customer has asked again since"));
    assert!(!olga.has_button("Give $1.17"));
    oscar.taps("Give $2.34").await;
    assert!(olga.presses_again(&old).await.contains("asked again"));
    assert_eq!(world.wallet(5_001).await.available, money("2.34"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_owners_message_says_who_gave_it() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let alice = world.customer(5_001, "Alice", "1").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.taps("Ask for a top-up").await;
    alice.taps("Check again").await;
    assert!(alice.toast().contains("$0.17 is still missing"), "{}", alice.toast());
    alice.expects("No answer yet");
    let second = oscar.button("Give $0.17");
    olga.taps("Give $0.17").await;
    for owner in [olga, oscar] {
        assert!(owner.was_told("✅ Given by Olga · ID 9000"));
        assert!(!owner.has_button("Give $0.17") && !owner.has_button("Decline"));
    }
    let answer = oscar.presses_again(&second).await;
    assert!(answer.contains("given already by admin 9000"), "{answer}");
    assert_eq!(world.wallet(5_001).await.available, money("1.17"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_declined_request_is_told_with_its_reason_and_may_be_made_again_at_once() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let alice = world.customer(5_001, "Alice", "1").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.taps("Ask for a top-up").await;
    let give = oscar.button("Give $0.17");
    olga.taps("Decline").await;
    olga.expects("Decline $0.17?");
    olga.taps("Not found").await;
    olga.expects("The customer was told");
    alice.expects("Your request for $0.17 was declined");
    alice.expects("The payment was not found.");
    assert!(alice.is_offered("Support"));
    assert!(oscar.was_told("❌ Declined by Olga · ID 9000"));
    assert!(oscar.presses_again(&give).await.contains("declined already by admin 9000"));
    assert_eq!(world.wallet(5_001).await.available, money("1"));
    let journal = world.journal().await;
    assert_eq!(journal, ["9000 top_up_declined person 5001: 0.17 USD; not_found"]);

    alice.taps("Back to my order").await;
    alice.expects("Your request for $0.17 was declined");
    let answer = alice.taps_for_answer("Ask for a top-up").await;
    assert!(answer.starts_with("Your request has reached us: $0.17"), "{answer}");
    oscar.taps("Give $0.17").await;
    assert_eq!(world.wallet(5_001).await.available, money("1.17"));
    assert_eq!(world.top_up_states().await, ["declined", "given"]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reason_can_be_typed_or_left_out() {
    let world = World::of_two_owners().await;
    let olga = world.owner();
    let alice = world.customer(5_001, "Alice", "1").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.taps("Ask for a top-up").await;
    olga.taps("Decline").await;
    olga.taps("In my own words").await;
    assert_eq!(olga.step().await, "Decline");
    olga.says(&"y".repeat(201)).await;
    olga.expects("The reason is too long");
    assert!(olga.is_offered("Cancel"));
    assert_eq!(world.top_up_states().await, ["open"]);
    olga.says("/nonsense").await;
    olga.expects("Send the reason as text");
    olga.taps("Cancel").await;
    olga.expects("Nothing was done");
    olga.says("hello there").await;
    assert_eq!(world.top_up_states().await, ["open"], "who has left the question chats freely");
    olga.taps("Decline").await;
    olga.taps("In my own words").await;
    olga.says("Come back <b>on</b>\nMonday").await;
    assert_eq!(olga.step().await, "");
    alice.expects("Come back <b>on</b> Monday");
    alice.taps("Back to my order").await;
    alice.taps("Ask for a top-up").await;
    olga.taps("Decline").await;
    olga.taps("Without a reason").await;
    alice.expects("Your request for $0.17 was declined");
    assert_eq!(world.top_up_states().await, ["declined", "declined"]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_asked_for_money_for_what_is_not_sold_any_more() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "1").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    world.tampers("UPDATE services SET is_hidden = 1 WHERE service_id = 1").await;
    let answer = alice.taps_for_answer("Ask for a top-up").await;
    assert!(answer.contains("not sold any more"), "{answer}");
    assert_eq!(world.top_up_states().await, Vec::<String>::new());
    assert_eq!(world.owner().times_told("top-up"), 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn money_that_came_otherwise_is_named_before_it_is_given_again() {
    let world = World::new().await;
    let olga = world.owner();
    let alice = world.customer(5_001, "Alice", "1").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.taps("Ask for a top-up").await;
    let give = olga.button("Give $0.17");
    olga.does("/credit 5001 0.17 by bank").await;
    alice.taps("Back to my order").await;
    alice.taps("Confirm").await;
    alice.expects("is placed");
    olga.presses_again(&give).await;
    assert_eq!(world.wallet(5_001).await.available, money("0"));
    olga.expects("The balance has changed since you were asked: $1.00 → $0.00");
    olga.expects("The order was placed meanwhile");
    // To leave it as it is declines nothing: the customer still waits.
    assert!(!olga.is_offered("Decline"));
    olga.taps("Cancel").await;
    olga.expects("Nothing was given. The request is still open.");
    assert_eq!(world.top_up_states().await, ["open"]);
    olga.presses_again(&give).await;
    olga.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await.available, money("0.17"));
    assert_eq!(world.top_up_states().await, ["given"]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_declines_their_own_request_nor_does_a_stranger() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    olga.fills_in("instagram.com/olga", "1000").await;
    olga.taps("Ask for a top-up").await;
    let request = world.number("request_id FROM top_up_requests").await;
    let answer = olga.forges(&format!("1:0:tr:{request}:x")).await;
    assert!(answer.contains("cannot change your own balance"), "{answer}");
    let mallory = world.customer(6_666, "Mallory", "0").await;
    for tap in [format!("tr:{request}:x"), format!("tn:{request}"), format!("tr:{request}:w")] {
        let unknown = mallory.forges("1:0:zz").await;
        assert_eq!(mallory.forges(&format!("1:0:{tap}")).await, unknown);
    }
    assert_eq!(world.top_up_states().await, ["open"]);
    assert!(oscar.has_button("Give $1.17"));
    world.advance_ms(31 * DAY_MS);
    world.app.workers.prune().await.unwrap();
    assert_eq!(world.count("top_up_requests").await, 1, "what is open is kept");
    world.audit().await;
}
