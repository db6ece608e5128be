//! What one broken order, a failing database or a provider in trouble may not do to the others.

use crate::support::scripted::SILENCE;
use crate::support::world::PANEL_KEY;
use crate::support::{Scripted, World, WorldOptions};
use futures::future::join_all;
use storefront::clock::{DAY_MS, MINUTE_MS};
use storefront::domain::order::OrderState;
use storefront::sandbox::panel::{FaultRule, PanelFault};

impl World {
    async fn state_of(&self, order_id: i64) -> OrderState {
        self.order(order_id).await.state
    }

    /// From now on the database refuses to write an acceptance down, until `allows_changes`.
    async fn refuses_acceptances(&self) {
        self.refuses_changes("orders", "NEW.state = 'active'").await;
    }

    /// How many orders were sent to the sandbox's panel.
    fn sent(&self) -> usize {
        self.calls("add")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_cannot_be_claimed_holds_up_no_other() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "25").await;
    let mut order_ids = Vec::new();
    for (number, service_id) in [1, 2, 1].into_iter().enumerate() {
        let link = format!("https://instagram.com/a{number}");
        order_ids.push(world.places(5_001, service_id, &link, 1_000).await);
    }
    let rate = world.rows("rate FROM sources WHERE service_id = 2").await.remove(0);
    world.tampers("UPDATE sources SET rate = 'broken' WHERE service_id = 2").await;
    for _ in 0..3 {
        world.submit().await;
    }
    let states = [world.state_of(order_ids[0]).await, world.state_of(order_ids[2]).await];
    assert_eq!(states, [OrderState::Active, OrderState::Active]);
    let broken = order_ids[1];
    assert_eq!(world.state_of(broken).await, OrderState::Queued);
    let put_off = format!("not_before_ms FROM orders WHERE order_id = {broken}");
    assert_eq!(world.number(&put_off).await, world.now_ms() + MINUTE_MS);

    world.tampers(&format!("UPDATE sources SET rate = '{rate}' WHERE service_id = 2")).await;
    world.submit().await;
    assert_eq!(world.state_of(broken).await, OrderState::Queued);
    world.advance_ms(MINUTE_MS);
    world.submit().await;
    assert_eq!(world.state_of(broken).await, OrderState::Active);
    assert_eq!(world.sent(), 3);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_waiting_order_that_cannot_be_moved_holds_up_no_other() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "25").await;
    for (number, service_id) in [2, 1, 2, 1].into_iter().enumerate() {
        let link = format!("https://instagram.com/a{number}");
        world.places(5_001, service_id, &link, 1_000).await;
    }
    // Two whose process has died, and two that wait too long.
    let died = "UPDATE orders SET state = 'submitting', attempt = 1, lease_until_ms = 1";
    world.tampers(&format!("{died} WHERE order_id <= 1002")).await;
    world.advance_ms(2 * DAY_MS);
    world.refuses_changes("orders", "NEW.service_id = 2").await;
    assert!(world.app.workers.watch_orders().await.is_err());
    let states =
        [OrderState::Submitting, OrderState::Review, OrderState::Queued, OrderState::Canceled];
    for (order_id, state) in (1_001..).zip(states) {
        assert_eq!(world.state_of(order_id).await, state, "{order_id}");
    }
    world.allows_changes("orders").await;
    world.watch().await;
    assert_eq!(world.state_of(1_001).await, OrderState::Review);
    assert_eq!(world.state_of(1_003).await, OrderState::Canceled);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_acceptance_is_written_down_although_the_database_fails_at_first() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "25").await;
    let order_id = world.places(5_001, 1, "https://instagram.com/ann", 1_000).await;
    world.refuses_acceptances().await;
    let heals = async {
        world.until("it is accepted", async || !world.panel.accepted().is_empty()).await;
        tokio::time::sleep(std::time::Duration::from_millis(700)).await;
        assert_eq!(world.state_of(order_id).await, OrderState::Submitting);
        world.allows_changes("orders").await;
    };
    let (sent, ()) = tokio::join!(world.app.workers.submit_orders(), heals);
    assert_eq!(sent.unwrap(), 1, "one failure must not lose the provider's number");
    let accepted = world.panel.accepted();
    assert_eq!(accepted.len(), 1);
    let order = world.order(order_id).await;
    assert_eq!((order.state, &order.provider_order_id), (OrderState::Active, &accepted[0].id));
    assert_eq!(world.sent(), 1);
    world.settle().await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_orders_accepted_under_one_number_at_once_the_second_waits_for_a_person() {
    let world = World::new().await;
    for round in 0..10 {
        let person_id = 5_001 + round;
        world.customer(person_id, "Ann", "25").await;
        let mut claimed = Vec::new();
        for number in 0..3 {
            let link = format!("https://instagram.com/a{round}x{number}");
            let order_id = world.places(person_id, 1, &link, 100).await;
            claimed.push(world.claims(order_id).await.unwrap().order);
        }
        let id = format!("same-{round}");
        join_all(claimed.iter().map(|order| world.accepts(order, &id))).await;
        let mut states = Vec::new();
        for order in &claimed {
            states.push(world.state_of(order.order_id.get()).await.into_str());
        }
        states.sort_unstable();
        assert_eq!(states, ["active", "review", "review"], "round {round}");
    }
    assert_eq!(world.count("orders WHERE reason = 'id_taken'").await, 20);
    world.settle().await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_an_unknown_outcome_orders_are_sent_one_at_a_time() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "25").await;
    let first = world.places(5_001, 1, "https://instagram.com/first", 1_000).await;
    let mut order_ids = Vec::new();
    world.panel.set_fault(FaultRule::once("add", PanelFault::Http500));
    world.submit().await;
    assert_eq!(world.state_of(first).await, OrderState::Review);
    for number in 0..6 {
        let link = format!("https://instagram.com/a{number}");
        order_ids.push(world.places(5_001, 1, &link, 1_000).await);
    }
    for action in ["add", "balance"] {
        let fault = FaultRule { times: None, ..FaultRule::once(action, PanelFault::Http500) };
        world.panel.set_fault(fault);
    }
    for expected in [2, 3, 3] {
        world.submit().await;
        assert_eq!(world.sent(), expected);
    }
    world.panel.clear_faults();
    world.advance_ms(MINUTE_MS);
    for expected in [4, 7] {
        world.submit().await;
        assert_eq!(world.sent(), expected);
    }
    assert_eq!(world.count("orders WHERE state = 'review'").await, 3);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_is_back_is_stopped_by_one_more_unknown_outcome_and_told_of_once() {
    let world = World::new().await;
    for person_id in 5_001..=5_009 {
        world.customer(person_id, "C", "25").await;
    }
    let fault = FaultRule { times: Some(6), ..FaultRule::once("add", PanelFault::Http500) };
    world.panel.set_fault(fault);
    // After the first unclear answer they are sent one at a time.
    for people in [5_001..=5_001, 5_002..=5_009] {
        for person_id in people.clone() {
            let link = format!("https://instagram.com/c{person_id}");
            world.places(person_id, 1, &link, 1_000).await;
        }
        for _ in people {
            world.submit().await;
        }
    }
    // Three are sent until the stop, then one to see whether it is back; it is not.
    assert_eq!(world.sent(), 4);
    let owner = world.owner();
    assert_eq!(owner.times_told("Three orders in a row had an unknown outcome"), 1);
    assert_eq!(owner.times_told("works again"), 0);
    // Now and then another one is tried, and less and less often.
    for (tried, minutes) in [(5, 5), (6, 10)] {
        world.advance_ms(minutes * MINUTE_MS - 1);
        world.submit().await;
        assert_eq!(world.sent(), tried - 1);
        world.advance_ms(1);
        world.submit().await;
        world.submit().await;
        assert_eq!(world.sent(), tried);
    }
    assert_eq!(owner.times_told("Three orders in a row had an unknown outcome"), 1);
    world.advance_ms(20 * MINUTE_MS);
    for _ in 0..3 {
        world.submit().await;
    }
    assert_eq!(world.panel.accepted().len(), 3);
    assert_eq!(owner.times_told("works again"), 1);
    assert_eq!(world.count("orders WHERE state = 'review'").await, 6);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_that_died_again_and_again_while_sending_stops_no_provider_that_works() {
    let world = World::new().await;
    for person_id in 5_001..=5_006 {
        world.customer(person_id, "C", "25").await;
    }
    for person_id in 5_001..=5_005 {
        let link = format!("https://instagram.com/c{person_id}");
        let order_id = world.places(person_id, 1, &link, 1_000).await;
        world.dies_submitting(order_id).await;
        world.advance_ms(121_000);
        world.watch().await;
    }
    assert_eq!(world.count("orders WHERE state = 'review'").await, 5);
    // The deaths are ours, and say nothing about the provider.
    assert_eq!(world.count("provider_stops").await, 0);
    assert_eq!(world.count("providers WHERE unknown_streak > 0").await, 0);
    let order_id = world.places(5_006, 1, "https://instagram.com/c5006", 1_000).await;
    world.submit().await;
    assert_eq!(world.state_of(order_id).await, OrderState::Active);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_is_silent_holds_up_no_order_of_another() {
    let slow = Scripted::start().await;
    let vars = vec![("PROVIDER_SLOW_URL", slow.url()), ("PROVIDER_SLOW_KEY", PANEL_KEY.to_owned())];
    let mut world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    world.customer(5_001, "Ann", "25").await;
    let slow_service = world.service_number("slow", "1").await;
    let service = world.service_number("main", "1").await;
    let asked = world.places(5_001, slow_service, "https://instagram.com/asked", 1_000).await;
    world.submit().await;
    slow.answers(|call| {
        ["add", "status"].contains(&call["action"].as_str()).then(|| (SILENCE, String::new()))
    });
    let sent = world.places(5_001, slow_service, "https://instagram.com/sent", 1_000).await;
    world.start_workers();
    let is_silent = async || !slow.calls("status").is_empty() && slow.calls("add").len() == 2;
    world.until("the silent one is asked", is_silent).await;

    let order_id = world.places(5_001, service, "https://instagram.com/ann", 1_000).await;
    let is = async |state| world.state_of(order_id).await == state;
    world.until("the order is sent", async || is(OrderState::Active).await).await;
    world.reports(order_id, "Completed", None).await;
    world.advance_ms(15_001);
    world.until("its end is heard", async || is(OrderState::Completed).await).await;
    assert_eq!(world.state_of(sent).await, OrderState::Submitting);
    assert_eq!(world.state_of(asked).await, OrderState::Active);
    world.audit().await;
}
