//! Orders whose fate only a person can tell: the list, every decision, and what happens when two
//! owners decide, or when the truth turns up afterwards.

mod evidence;
mod interleavings;
mod late;
mod placed;

use crate::support::world::OWNER;
use crate::support::{Actor, World, money};
use storefront::domain::ids::PersonId;
use storefront::domain::money::Money;
use storefront::domain::order::{OrderState, ReviewKind};
use storefront::sandbox::panel::{FaultRule, PanelFault};

impl World {
    /// Has an order of Alice's go to review; `fault` decides whether the provider has it.
    pub async fn reviews(&self, link: &str, fault: PanelFault) -> i64 {
        let order_id = self.places(5_001, 1, link, 1_000).await;
        self.panel.set_fault(FaultRule::once("add", fault));
        self.submit().await;
        assert_eq!(self.order(order_id).await.state, OrderState::Review);
        order_id
    }
}

impl Actor<'_> {
    /// Opens an order from the list of those that wait and presses a decision.
    pub async fn chooses(&self, order_id: i64, label: &str) {
        self.says("/review").await;
        self.taps(&format!("#{order_id} ·")).await;
        self.taps(label).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_is_listed_oldest_first_with_the_decisions_that_fit() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "25").await;
    olga.says("/review").await;
    olga.expects("Nothing waits for a decision");
    let first = world.reviews("https://instagram.com/a1", PanelFault::Http500).await;
    olga.expects("Order #1001 needs your decision");
    olga.expects("The provider answered with a server error");
    olga.expects("The customer's money stays held until you decide");
    let second = world.reviews("https://instagram.com/a2", PanelFault::OrderAndError).await;
    olga.says("/review").await;
    olga.expects("2 orders wait for a decision");
    let labels = olga.labels();
    assert!(labels[0].contains(&format!("#{first} · $1.17")), "{labels:?}");
    assert!(labels[1].contains(&format!("#{second} · $1.17")), "{labels:?}");
    olga.taps(&labels[1]).await;
    olga.expects("Came with an unclear answer");
    olga.expects(&world.panel.accepted()[0].id);
    for offered in ["Placed, I have its number", "send it again", "return the money"] {
        assert!(olga.is_offered(offered), "{offered}");
    }
    assert!(!olga.is_offered("Delivered: return nothing"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_was_not_placed_is_returned() {
    let world = World::of_two_owners().await;
    let olga = world.owner();
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = world.reviews("https://instagram.com/alice", PanelFault::Http500).await;
    olga.chooses(order_id, "return the money").await;
    olga.expects("Order #1001 was not placed: return $1.17?");
    olga.expects("otherwise the shop pays for it");
    olga.expects("Balance: $23.83 → $25.00");
    assert_eq!(world.order(order_id).await.state, OrderState::Review);
    olga.taps("Confirm").await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Rejected, order.price));
    assert_eq!(order.reviewed_by, PersonId::new(OWNER));
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    alice.expects("Order #1001 could not be placed");
    alice.expects("We have checked: it was never placed");
    assert_eq!(world.journal().await, ["9000 review_not_placed order 1001: returned 1.17 USD; "]);
    for owner in [olga, world.second_owner()] {
        assert_eq!(owner.times_told("Decided: not placed, all returned"), 1);
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_was_not_placed_is_sent_again() {
    let world = World::new().await;
    let olga = world.owner();
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = world.reviews("https://instagram.com/alice", PanelFault::Http500).await;
    olga.chooses(order_id, "send it again").await;
    olga.expects("Send order #1001 again?");
    olga.expects("otherwise it is bought twice");
    olga.taps("Confirm").await;
    alice.expects("is back in line and will be sent again");
    assert_eq!(world.order(order_id).await.state, OrderState::Queued);
    assert_eq!(world.wallet(5_001).await.held, money("1.17"));
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.attempt), (OrderState::Active, 2));
    assert_eq!(world.panel.acceptances_for_link("https://instagram.com/alice"), 1);
    let journal = world.journal().await;
    assert_eq!(journal, ["9000 review_send_again order 1001: returned 0.00 USD; "]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_second_owner_reads_who_decided() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    world.customer(5_001, "Alice", "25").await;
    let order_id = world.reviews("https://instagram.com/alice", PanelFault::Http500).await;
    oscar.says("/review").await;
    oscar.taps("#1001 ·").await;
    let again = oscar.button("send it again");
    // Both look at a card to confirm.
    olga.chooses(order_id, "return the money").await;
    oscar.presses_again(&again).await;
    oscar.expects("Send order #1001 again?");
    let confirm = oscar.button("Confirm");
    olga.taps("Confirm").await;
    oscar.presses_again(&confirm).await;
    assert!(oscar.was_told("This was decided already by admin 9000."));
    // And so does everybody who comes later.
    for letter in ["p", "s", "n", "r", "k"] {
        let answer = oscar.forges(&format!("1:0:de:{order_id}:{letter}")).await;
        assert_eq!(answer, "This was decided already by admin 9000.");
    }
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Rejected, order.price));
    assert_eq!(world.journal().await.len(), 1);
    world.submit().await;
    assert_eq!(world.panel.accepted().len(), 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_decides_about_their_own_order_where_there_is_another_owner() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    world.give(OWNER, "10").await;
    let order_id = world.places(OWNER, 1, "https://instagram.com/olga", 1_000).await;
    world.panel.set_fault(FaultRule::once("add", PanelFault::Http500));
    world.submit().await;
    for label in ["Placed, I have its number", "send it again", "return the money"] {
        olga.chooses(order_id, label).await;
        olga.expects("Ask another owner");
        assert!(!olga.is_offered("Confirm"));
    }
    assert_eq!(olga.step().await, "");
    oscar.chooses(order_id, "return the money").await;
    oscar.taps("Confirm").await;
    assert_eq!(world.wallet(OWNER).await.available, money("10"));
    world.audit().await;
}

impl World {
    /// An accepted order that the provider calls canceled although nothing is missing.
    async fn returns_oddly(&self, link: &str) -> i64 {
        let (order_id, id) = self.starts(5_001, link, 1_000).await;
        self.panel.set_status(&id, "Canceled", Some(0), Some("0.9")).unwrap();
        self.poll().await;
        let order = self.order(order_id).await;
        assert_eq!(order.review_kind(), Some(ReviewKind::Return));
        order_id
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_doubtful_return_that_is_right_is_returned() {
    let world = World::new().await;
    let olga = world.owner();
    let alice = world.customer(5_001, "Alice", "25").await;
    let (order_id, id) = world.starts(5_001, "https://instagram.com/alice", 1_000).await;
    olga.does(&format!("/refund {order_id} 0.17 anyway, it is slow")).await;
    world.panel.set_status(&id, "Canceled", Some(0), Some("0.9")).unwrap();
    world.poll().await;
    assert!(olga.was_told("yet nothing is missing and the provider keeps its charge"));
    olga.says("/review").await;
    olga.taps("#1001 ·").await;
    olga.expects("Would be returned in total: $1.17");
    assert!(!olga.is_offered("send it again"));
    olga.taps("Right: return the money").await;
    olga.expects("The return of order #1001 is right: return $1.00?");
    olga.taps("Confirm").await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Canceled, order.price));
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    alice.expects("Order #1001 is canceled");
    let journal = world.journal().await;
    assert_eq!(journal[1], "9000 review_return order 1001: returned 1.00 USD; ");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_doubtful_return_of_a_delivered_order_gives_nothing_and_does_not_come_again() {
    let world = World::new().await;
    let olga = world.owner();
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = world.returns_oddly("https://instagram.com/alice").await;
    olga.chooses(order_id, "Delivered: return nothing").await;
    olga.expects("Order #1001 was delivered: return nothing more?");
    olga.taps("Confirm").await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Completed, Money::ZERO));
    let wallet = world.wallet(5_001).await;
    assert_eq!((wallet.available, wallet.held), (money("23.83"), Money::ZERO));
    alice.expects("Order #1001 is delivered");
    let journal = world.journal().await;
    assert_eq!(journal, ["9000 review_delivered order 1001: returned 0.00 USD; "]);
    for _ in 0..5 {
        world.poll_after(86_400_000).await;
    }
    assert_eq!(world.order(order_id).await.state, OrderState::Completed);
    assert_eq!(olga.times_told("needs your decision"), 1);
    world.audit().await;
}
