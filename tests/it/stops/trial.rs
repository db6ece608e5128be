//! Unclear answers: the stop is shown with its reason, and an owner tries one order.

use super::{is_unclear, unclear_world};
use crate::support::World;
use crate::support::world::OWNER;
use storefront::clock::{DAY_MS, HOUR_MS};
use storefront::domain::order::OrderState;

const QUEUED: OrderState = OrderState::Queued;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_by_unclear_answers_outlives_a_restart_and_orders_wait_for_it() {
    let (mut world, panel) = unclear_world().await;
    let waiting = world.is_stopped().await;
    assert_eq!(panel.calls("add").len(), 3);
    assert_eq!(world.owner().times_told("Nothing is sent to main any more"), 1);
    let since = world.rows("since_ms FROM provider_stops").await;
    world.restart(&panel.as_main()).await;
    world.sync().await;
    world.submits_all().await;
    world.advance_ms(20 * HOUR_MS);
    world.watch().await;
    world.submits_all().await;
    assert_eq!(world.states(&waiting).await, [QUEUED, QUEUED]);
    assert_eq!(panel.calls("add").len(), 3);
    assert_eq!(world.rows("since_ms FROM provider_stops").await, since);
    assert_eq!(world.owner().times_told("Nothing is sent to main any more"), 1);

    // What was never sent comes back after its day, by the rule of the day and not by the stop.
    world.advance_ms(DAY_MS);
    world.watch().await;
    assert_eq!(world.states(&waiting).await, [OrderState::Canceled; 2]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trial_with_a_clear_answer_ends_the_stop_and_all_that_waits_is_sent() {
    let (world, panel) = unclear_world().await;
    let waiting = world.is_stopped().await;
    let olga = world.owner();
    olga.resumes().await;
    assert!(olga.was_told("One order may be sent to main as a trial"));
    let line = format!("{OWNER} provider_resumed provider main: stopped: unclear; ");
    assert_eq!(world.journal().await, [line]);
    // Orders are answered again; the balance still is not.
    panel.answers_action("balance", 200, "<html>maintenance</html>");
    world.submit().await;
    assert_eq!(panel.calls("add").len(), 4, "one order, not two");
    assert_eq!(world.stops().await, Vec::<String>::new());
    assert_eq!(olga.times_told("works again"), 1);
    world.submit().await;
    assert_eq!(world.states(&waiting).await, [OrderState::Active; 2]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trial_with_an_unclear_answer_stops_it_again_and_sends_nothing_more() {
    let (mut world, panel) = unclear_world().await;
    let waiting = world.is_stopped().await;
    world.owner().resumes().await;
    world.submits_all().await;
    assert_eq!(panel.calls("add").len(), 4);
    assert_eq!(world.states(&waiting).await, [OrderState::Review, QUEUED]);
    assert_eq!(world.owner().times_told("The trial order did not help"), 1);
    // A balance proves nothing after that, and a restart does not either.
    panel.answers_action("add", 200, super::UNCLEAR);
    world.restart(&panel.as_main()).await;
    world.sync().await;
    for _ in 0..3 {
        world.advance_ms(HOUR_MS);
        world.submits_all().await;
    }
    assert_eq!(panel.calls("add").len(), 4);
    let olga = world.owner();
    olga.says("/providers").await;
    olga.expects("Three orders in a row had an unknown outcome");
    olga.expects("The last trial had an unknown outcome");
    olga.expects("1 order waits to be sent");
    panel.behaves();
    olga.resumes().await;
    world.submit().await;
    assert_eq!(world.states(&waiting).await, [OrderState::Review, OrderState::Active]);
    olga.says("/providers").await;
    olga.expects("It gets orders");
    olga.expects("Balance: ");
    assert!(!olga.is_offered("Resume"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_waiting_order_the_next_one_is_the_trial() {
    let (world, panel) = unclear_world().await;
    world.queues_orders(5_001, 3).await;
    world.submits_all().await;
    let olga = world.owner();
    olga.says("/providers").await;
    olga.resumes().await;
    world.submits_all().await;
    olga.says("/providers").await;
    olga.expects("The next order is sent as a trial");
    assert!(!olga.is_offered("Resume"));
    let waiting = world.queues_orders(5_101, 1).await;
    world.submit().await;
    assert_eq!(world.states(&waiting).await, [OrderState::Review]);
    assert_eq!(panel.calls("add").len(), 4);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_death_of_our_own_leaves_the_trial_to_be_made() {
    let (world, panel) = unclear_world().await;
    let waiting = world.is_stopped().await;
    let olga = world.owner();
    olga.resumes().await;
    world.dies_submitting(waiting[0]).await;
    world.advance_ms(121_000);
    world.watch().await;
    assert_eq!(world.states(&waiting).await, [OrderState::Review, QUEUED]);
    assert_eq!(olga.times_told("The trial order did not help"), 0);
    panel.behaves();
    world.submit().await;
    assert_eq!(world.states(&waiting).await, [OrderState::Review, OrderState::Active]);
    assert_eq!(world.stops().await, Vec::<String>::new());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_with_a_wait_of_its_own_holds_up_neither_sales_nor_the_trial() {
    let (world, panel) = unclear_world().await;
    let waiting = world.is_stopped().await;
    let later = world.now_ms() + 4 * HOUR_MS;
    world
        .tampers(&format!("UPDATE orders SET not_before_ms = {later} WHERE state = 'queued'"))
        .await;
    let alice = world.customer(6_001, "Alice", "25").await;
    alice.is_asked_for_the_link().await;
    world.owner().resumes().await;
    panel.behaves();
    world.submit().await;
    assert_eq!(
        world.states(&waiting).await,
        [OrderState::Active, QUEUED],
        "the oldest is the trial"
    );
    assert_eq!(world.stops().await, Vec::<String>::new());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn that_it_works_again_is_told_when_nothing_stops_it_any_more() {
    let (world, panel) = unclear_world().await;
    world.is_stopped().await;
    panel.answers_action("balance", 200, r#"{"balance":"5","currency":"UZS"}"#);
    world.sync().await;
    assert_eq!(world.stops().await, ["main currency", "main unclear"]);
    panel.answers_action("balance", 200, r#"{"balance":"5","currency":"USD"}"#);
    world.sync().await;
    assert_eq!(world.stops().await, ["main unclear"]);
    assert_eq!(world.owner().times_told("works again"), 0);
    panel.behaves();
    world.submits_all().await;
    assert_eq!(world.owner().times_told("works again"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trial_refused_by_a_listed_text_ends_the_stop() {
    let (world, panel) = unclear_world().await;
    let waiting = world.is_stopped().await;
    world.owner().resumes().await;
    panel.answers_action("add", 200, r#"{"error":"Bad link"}"#);
    world.submit().await;
    assert_eq!(world.states(&waiting).await, [OrderState::Rejected, QUEUED]);
    assert_eq!(world.stops().await, Vec::<String>::new());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_resume_is_for_one_stop_once_and_for_owners_only() {
    let world = World::of_two_owners().await;
    let panel = crate::support::Scripted::start().await;
    is_unclear(&panel);
    let mut world = world;
    world.asks_only(panel.url(), 5_000);
    world.is_stopped().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    for owner in [&olga, &oscar] {
        owner.taps("Resume main").await;
    }
    let ann = world.actor(5_001);
    ann.forges("1:0:pr:main").await;
    ann.says("/providers").await;
    assert!(!ann.was_told("main"));
    olga.taps("Confirm").await;
    oscar.taps("Confirm").await;
    assert!(oscar.was_told("A trial order is already allowed"));
    assert_eq!(world.count("journal").await, 1);
    panel.behaves();
    world.submit().await;
    olga.forges_tap("pr:main").await;
    assert!(olga.was_told("This provider is no longer stopped"), "{}", olga.screen());
    olga.forges_tap("pr:nobody").await;
    assert_eq!(world.count("journal").await, 1);
    world.audit().await;
}
