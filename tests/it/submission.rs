//! An order on its way to the provider: sent once, and whatever comes back ends in a known state
//! or in a person's hands.

mod answers;
mod doubts;
mod faults;
mod funds;
mod late_answers;
mod placed_ids;
mod retries;
mod waiting;
mod windows;

use crate::support::shelf::sold;
use crate::support::{Scripted, World, WorldOptions};
use storefront::domain::money::Money;
use storefront::domain::order::{OrderState, ReviewKind};
use storefront::sandbox::panel::{FaultRule, PanelFault};

/// How long the client of these tests waits for an answer.
const PATIENCE_MS: u64 = 1_500;

/// What an order comes to under each fault: its state and the word that explains it.
pub fn outcome_of(fault: &PanelFault) -> (OrderState, &'static str) {
    match fault {
        PanelFault::None
        | PanelFault::CancelIgnored
        | PanelFault::RefillRejected
        | PanelFault::ShrunkList
        | PanelFault::BehindNotice
        | PanelFault::Packed => (OrderState::Active, ""),
        PanelFault::DelayMs(delay_ms) if *delay_ms < PATIENCE_MS => (OrderState::Active, ""),
        PanelFault::DelayMs(_) | PanelFault::Timeout => (OrderState::Review, "timeout"),
        PanelFault::Http500 | PanelFault::Http502Html | PanelFault::Accept500 => {
            (OrderState::Review, "http_5xx")
        }
        PanelFault::Html200 | PanelFault::Empty200 | PanelFault::EmptyList => {
            (OrderState::Review, "unreadable")
        }
        PanelFault::ResetBefore | PanelFault::ResetAfter => (OrderState::Review, "reset"),
        PanelFault::WrongTypes | PanelFault::AcceptNoId => (OrderState::Review, "no_order_id"),
        PanelFault::ErrorText(_) => (OrderState::Review, "unlisted_error"),
        PanelFault::OrderAndError => (OrderState::Review, "error_with_order"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p03_no_fault_of_the_provider_makes_an_order_be_sent_twice() {
    let mut world = World::new().await;
    world.asks_only(world.panel_url(), PATIENCE_MS);
    let faults = PanelFault::all().into_iter().chain([PanelFault::DelayMs(30)]);
    for (person_id, fault) in (5_100..).zip(faults) {
        let customer = world.customer(person_id, &format!("C{person_id}"), "25").await;
        let link = format!("https://instagram.com/p{person_id}");
        let order_id = world.places(person_id, 1, &link, 1_000).await;
        world.panel.set_fault(FaultRule::once("add", fault.clone()));
        // Each fault is met as if it were the first.
        world.tampers("DELETE FROM provider_stops").await;
        world.tampers("UPDATE providers SET unknown_streak = 0, not_before_ms = 0").await;
        world.submit().await;
        for _ in 0..3 {
            world.advance_ms(600_000);
            world.submit().await;
            world.watch().await;
        }
        let name = fault.name();
        let order = world.order(order_id).await;
        let requests = world.panel.requests();
        let sent = requests.iter().filter(|(action, fields)| {
            action == "add" && fields.iter().any(|(_, value)| *value == link)
        });
        assert_eq!(sent.count(), 1, "{name}");
        assert!(world.panel.acceptances_for_link(&link) <= 1, "{name}");
        assert_eq!((order.state, order.reason.as_str()), outcome_of(&fault), "{name}");
        assert_eq!(order.attempt, 1, "{name}");
        let wallet = world.wallet(person_id).await;
        assert_eq!((order.returned, wallet.held), (Money::ZERO, order.price), "{name}");
        let in_review = usize::from(order.state == OrderState::Review);
        assert_eq!(customer.times_told("your money is safe"), in_review, "{name}");
        let alert = format!("Order #{order_id} needs your decision");
        assert_eq!(world.owner().times_told(&alert), in_review, "{name}");
    }
    world.panel.clear_faults();
    // Not even much later, when everything works again.
    let accepted = world.panel.accepted().len();
    for _ in 0..5 {
        world.advance_ms(7_200_000);
        world.submit().await;
        world.watch().await;
    }
    assert_eq!(world.panel.accepted().len(), accepted);
    assert_eq!(world.count("orders WHERE state = 'review'").await, 14);
    assert_eq!(world.count("orders WHERE returned > 0").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p03_an_id_beside_an_error_is_kept_for_the_person_who_decides() {
    let world = World::new().await;
    let bob = world.customer(5_001, "Bob", "25").await;
    world.panel.set_fault(FaultRule::once("add", PanelFault::OrderAndError));
    let order_id = bob.buys("instagram.com/bob", "1000").await;
    world.submit().await;
    let order = world.order(order_id).await;
    let accepted = world.panel.accepted();
    assert_eq!(accepted.len(), 1);
    assert_eq!(order.seen_id, accepted[0].id);
    assert_eq!(order.provider_order_id, "");
    assert_eq!(order.review_kind(), Some(ReviewKind::Submission));
    world.draws_cards().await;
    bob.expects("either the order goes on or all of it comes back");
    assert!(!bob.has_button("Cancel the order"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p03_a_killed_submission_goes_to_review_when_its_lease_is_over() {
    let world = World::new().await;
    let bob = world.customer(5_001, "Bob", "25").await;
    let order_id = bob.buys("instagram.com/bob", "1000").await;
    world.dies_submitting(order_id).await;
    world.advance_ms(100_000);
    world.submit().await;
    world.watch().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Submitting);

    world.advance_ms(21_000);
    world.watch().await;
    world.goes_to_review_unsent(order_id).await;
    world.draws_cards().await;
    assert_eq!(bob.times_told("Your money is safe"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p03_a_killed_submission_goes_to_review_at_the_next_start() {
    let mut world = World::new().await;
    let order_id = {
        let bob = world.customer(5_001, "Bob", "25").await;
        bob.buys("instagram.com/bob", "1000").await
    };
    world.dies_submitting(order_id).await;
    world.restart(&[]).await;
    world.submit().await;
    world.watch().await;
    world.goes_to_review_unsent(order_id).await;
    world.audit().await;
}

impl World {
    /// Claims an order as the worker does, and then nothing more.
    pub async fn dies_submitting(&self, order_id: i64) {
        assert!(self.claims(order_id).await.is_some());
    }

    async fn goes_to_review_unsent(&self, order_id: i64) {
        for _ in 0..3 {
            self.advance_ms(600_000);
            self.submit().await;
            self.watch().await;
        }
        let order = self.order(order_id).await;
        assert_eq!((order.state, order.reason.as_str()), (OrderState::Review, "interrupted"));
        assert_eq!(self.wallet(order.person_id.get()).await.held, order.price);
        assert!(self.panel.requests().iter().all(|(action, _)| action != "add"));
        let alert = format!("Order #{order_id} needs your decision");
        assert_eq!(self.owner().times_told(&alert), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_three_unknown_outcomes_nothing_is_sent_until_the_balance_can_be_read() {
    let world = World::new().await;
    for person_id in 5_001..=5_004 {
        world.customer(person_id, "C", "25").await;
    }
    world.panel.set_fault(FaultRule {
        action: Some("add".to_owned()),
        fault: PanelFault::Http500,
        times: Some(3),
    });
    let bad_balances =
        [PanelFault::Http502Html, PanelFault::Html200, PanelFault::Empty200, PanelFault::EmptyList];
    for fault in bad_balances.clone() {
        world.panel.set_fault(FaultRule::once("balance", fault));
    }
    for person_id in 5_001..=5_003 {
        let order_id = world.places(person_id, 1, "https://instagram.com/a", 1_000).await;
        world.submit().await;
        assert_eq!(world.order(order_id).await.state, OrderState::Review);
    }
    assert_eq!(world.owner().times_told("Three orders in a row had an unknown outcome"), 1);

    let waiting = world.places(5_004, 1, "https://instagram.com/b", 1_000).await;
    for _ in bad_balances {
        world.submit().await;
        world.submit().await;
        assert_eq!(world.order(waiting).await.state, OrderState::Queued);
        world.advance_ms(31_000);
    }
    let adds =
        |world: &World| world.panel.requests().iter().filter(|(action, _)| action == "add").count();
    assert_eq!(adds(&world), 3);
    world.submit().await;
    assert_eq!(world.order(waiting).await.state, OrderState::Active);
    assert_eq!(adds(&world), 4);
    let owner = world.owner();
    assert_eq!(owner.times_told("Three orders in a row had an unknown outcome"), 1);
    assert_eq!(owner.times_told("works again"), 1);
    assert_eq!(world.panel.accepted().len(), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_never_answers_holds_nobody_up() {
    let mut world = World::new().await;
    world.asks_only(world.panel_url(), PATIENCE_MS);
    world.customer(5_001, "Ann", "25").await;
    world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    world.panel.set_fault(FaultRule::always(PanelFault::Timeout));
    let began = std::time::Instant::now();
    world.poll_after(15_001).await;
    world.sync().await;
    // Each call ends by the client's patience; the sandbox would stay silent for ten minutes.
    assert!(began.elapsed().as_millis() < 10 * u128::from(PATIENCE_MS));
    assert_eq!(world.count("services WHERE is_hidden = 0").await, sold());
    assert_eq!(world.owner().times_told("could not be fetched"), 1);
    world.panel.clear_faults();
    world.poll_after(15_001).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_cannot_be_reached_leaves_orders_in_the_queue() {
    let mut world = World::new().await;
    let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = format!("http://{}/api/v2", nobody.local_addr().unwrap());
    drop(nobody);
    world.asks_only(closed, PATIENCE_MS);
    world.customer(5_001, "Ann", "25").await;
    let order_id = world.places(5_001, 1, "https://instagram.com/ann", 1_000).await;
    for _ in 0..10 {
        world.submit().await;
        world.advance_ms(60_000);
    }
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.reason.as_str()), (OrderState::Queued, "no_connection"));
    assert_eq!(world.wallet(5_001).await.held, order.price);
    assert_eq!(world.owner().times_told("It cannot be reached"), 1);

    world.asks_only(world.panel_url(), PATIENCE_MS);
    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    assert_eq!(world.panel.acceptances_for_link("https://instagram.com/ann"), 1);
    world.audit().await;
}

/// A world whose provider answers in a test's own words.
pub async fn scripted_world() -> (World, Scripted) {
    let scripted = Scripted::start().await;
    let options = WorldOptions { vars: scripted.as_main(), ..WorldOptions::default() };
    (World::with(options).await, scripted)
}
