//! Orders of every type that is sold: what is asked, what it costs, and what the provider gets.

use storefront::domain::order::OrderState;

use super::support::{Actor, World};

mod collecting;
mod comment_owners;
mod drip_feed;
mod mentions;
mod older;
mod subscriptions;
mod twins;
mod visits;

impl Actor<'_> {
    /// Confirms what is on the screen and has it accepted; our number and the provider's.
    pub async fn confirms(&self) -> (i64, String) {
        self.taps("Confirm").await;
        let order_id = self.order_number();
        self.world.submit().await;
        let id = self.world.order(order_id).await.provider_order_id;
        assert!(!id.is_empty(), "accepted");
        (order_id, id)
    }

    /// Walks to the card of a service.
    pub async fn opens(&self, category: &str, service: &str) {
        self.says("/order").await;
        while !self.is_offered(category) {
            self.taps("▶️").await;
        }
        self.taps(category).await;
        while !self.is_offered(service) {
            self.taps("▶️").await;
        }
        self.taps(service).await;
    }

    /// Walks past the link to what the type asks for.
    pub async fn begins(&self, category: &str, service: &str, link: &str) {
        self.opens(category, service).await;
        self.says(link).await;
    }
}

impl World {
    /// The parameters of the newest `add` that the panel got, key and action left out.
    pub fn sent_add(&self) -> Vec<(String, String)> {
        let requests = self.panel.requests();
        let add = requests.into_iter().rev().find(|(action, _)| action == "add");
        let mut fields = add.expect("an add").1;
        fields.sort();
        fields
    }
}

fn fields(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_package_is_a_link_and_a_flat_price() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.opens("Growth Packages", "Instagram Starter").await;
    alice.expects("$3.77 for the whole package");
    alice.says("instagram.com/alice").await;
    alice.expects("Check your order");
    assert!(!alice.screen().contains("Quantity"), "{}", alice.screen());
    alice.taps("Confirm · $3.77").await;
    let order_id = alice.order_number();
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.quantity, order.billed_quantity), (OrderState::Active, 1, 1));
    let expected = fields(&[("link", "https://instagram.com/alice"), ("service", "183")]);
    assert_eq!(world.sent_add(), expected);
    assert!(alice.present().contains("1 package"), "{}", alice.present());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_part_of_a_package_is_for_a_person_to_judge() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Growth Packages", "Instagram Starter", "@alice").await;
    alice.taps("Confirm").await;
    let order_id = alice.order_number();
    world.submit().await;
    world.reports(order_id, "Partial", Some(400)).await;
    world.poll().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned.micros()), (OrderState::Review, 0));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poll_asks_for_the_answer_before_the_quantity() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Votes", "Telegram Poll", "t.me/channel/7").await;
    alice.expects("Which answer");
    alice.says("the second one").await;
    alice.expects("not the number of an answer");
    alice.says("101").await;
    alice.expects("from 1 to 100");
    alice.taps("2").await;
    alice.expects("How many?");
    alice.says("1.5k").await;
    alice.expects("Answer: 2");
    alice.expects("Quantity: 1,500");
    alice.expects("You wrote: 1.5k");
    alice.taps("Back").await;
    alice.taps("Back").await;
    alice.expects("Which answer");
    alice.says("3").await;
    alice.says("500").await;
    alice.taps("Confirm").await;
    let order_id = alice.order_number();
    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    let expected = fields(&[
        ("answer_number", "3"),
        ("link", "https://t.me/channel/7"),
        ("quantity", "500"),
        ("service", "194"),
    ]);
    assert_eq!(world.sent_add(), expected);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panel_that_bills_packages_per_thousand_is_believed_when_the_owner_says_so() {
    let options = super::support::WorldOptions {
        vars: vec![("PROVIDER_MAIN_OPTIONS", r#"{"package_pricing": "per_1000"}"#.to_owned())],
        ..Default::default()
    };
    let world = World::with(options).await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.opens("Growth Packages", "Instagram Starter").await;
    alice.expects("$3.77 per 1,000");
    let offer = world.offer(183).await;
    assert_eq!(offer.billed(1), 1);
    let service = world.panel.services().into_iter().find(|row| row.id == 183).unwrap();
    let larger = storefront::sandbox::panel::ServiceRow { min: 1_000, max: 1_000, ..service };
    let rows = world.panel.services().into_iter();
    world.panel.set_services(rows.map(|r| if r.id == 183 { larger.clone() } else { r }).collect());
    world.sync().await;
    assert_eq!(world.offer(183).await.billed(1), 1_000);
    // What is told of its delivery is told of what was billed.
    alice.begins("Growth Packages", "Instagram Starter", "@alice").await;
    alice.taps("Confirm").await;
    let order_id = alice.order_number();
    world.submit().await;
    world.reports(order_id, "In progress", Some(400)).await;
    world.poll().await;
    world.draws_cards().await;
    alice.expects("Delivered: 600 of 1,000");
    world.reports(order_id, "Partial", Some(400)).await;
    world.poll().await;
    assert!(alice.was_told("because 400 of 1,000 were not delivered"), "{:#?}", alice.told());
    alice.taps("Open order").await;
    alice.expects("because 400 of 1,000 were not delivered");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_whose_service_changed_its_type_is_returned_unsent() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    let rows = world.panel.services().into_iter().map(|mut row| {
        if row.id == 1 {
            row.kind = "Custom Comments".to_owned();
        }
        row
    });
    world.panel.set_services(rows.collect());
    world.sync().await;
    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Rejected);
    assert_eq!(world.calls("add"), 0);
    assert!(world.wallet(5_001).await.held.is_zero());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_package_that_has_become_larger_than_what_was_paid_is_returned() {
    let options = r#"{"package_pricing": "per_1000"}"#.to_owned();
    let vars = vec![("PROVIDER_MAIN_OPTIONS", options)];
    let world = World::with(super::support::WorldOptions { vars, ..Default::default() }).await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Growth Packages", "Instagram Starter", "@alice").await;
    alice.taps("Confirm").await;
    let order_id = alice.order_number();
    let rows = world.panel.services().into_iter().map(|mut row| {
        if row.id == 183 {
            (row.min, row.max) = (5_000, 5_000);
        }
        row
    });
    world.panel.set_services(rows.collect());
    world.sync().await;
    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Rejected);
    assert_eq!(world.calls("add"), 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_poll_has_answers_of_its_own() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Votes", "Telegram Poll", "t.me/channel/7").await;
    alice.says("3").await;
    alice.taps("Back").await;
    alice.taps("Back").await;
    alice.says("t.me/channel/8").await;
    alice.expects("Which answer");
    world.audit().await;
}
