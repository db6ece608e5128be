//! Visits of a page and searches for it: a country, devices, and how visitors find the page.

use storefront::domain::order::OrderState;

use super::fields;
use crate::support::{Actor, World};

impl Actor<'_> {
    /// Walks to the question how visitors find the page.
    async fn wants_visits(&self) {
        self.begins("Search", "Website Visits", "example.com/shop").await;
        self.expects("Visitors from which country?");
        self.says("Uzbekistan").await;
        self.expects("two-letter code is needed");
        self.says("uz").await;
        self.expects("What should visitors use?");
        self.says("a fridge").await;
        self.expects("Press one of the buttons");
        self.taps("iPhone").await;
        self.expects("How should visitors come to the page?");
    }
}

impl World {
    async fn sends_visits(&self, alice: &Actor<'_>) -> Vec<(String, String)> {
        let order_id = alice.order_number();
        self.submit().await;
        let order = self.order(order_id).await;
        assert_eq!((order.state, order.billed_quantity), (OrderState::Active, 1_000));
        let taken = self.panel.accepted().pop().unwrap();
        assert_eq!((taken.quantity, taken.charge.as_str()), (1_000, "0.95"));
        self.sent_add()
    }
}

const SENT: [(&str, &str); 5] = [
    ("country", "UZ"),
    ("device", "3"),
    ("link", "https://example.com/shop"),
    ("quantity", "1000"),
    ("service", "210"),
];

fn sent(more: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut all = fields(&[&SENT[..], more].concat());
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn visits_from_a_search_ask_for_its_words() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.wants_visits().await;
    alice.taps("From Google search").await;
    alice.expects("type into Google");
    alice.says("  buy   <red> shoes ").await;
    alice.says("1000").await;
    for told in [
        "Country: UZ",
        "Devices: iPhone and iPad",
        "Visitors come: From Google search",
        "Search for: buy <red> shoes",
        "Quantity: 1,000",
    ] {
        alice.expects(told);
    }
    alice.taps("Confirm · $1.24").await;
    let expected = sent(&[("google_keyword", "buy <red> shoes"), ("type_of_traffic", "1")]);
    assert_eq!(world.sends_visits(&alice).await, expected);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn visits_from_another_page_ask_for_its_link() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.wants_visits().await;
    alice.says("from another page").await;
    alice.expects("From which page");
    alice.says("http://localhost/").await;
    alice.expects("a link to a public page is needed");
    alice.says("blog.example.org/post").await;
    alice.says("1000").await;
    alice.taps("Confirm").await;
    let referrer = ("referring_url", "https://blog.example.org/post");
    assert_eq!(world.sends_visits(&alice).await, sent(&[referrer, ("type_of_traffic", "2")]));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_answer_made_needless_is_neither_asked_nor_sent() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.wants_visits().await;
    alice.taps("From Google search").await;
    alice.says("red shoes").await;
    alice.expects("How many?");
    alice.taps("Back").await;
    alice.expects("type into Google");
    alice.taps("Back").await;
    alice.taps("Directly").await;
    alice.expects("How many?");
    alice.says("1000").await;
    assert!(!alice.screen().contains("red shoes"), "{}", alice.screen());
    alice.taps("Confirm").await;
    assert_eq!(world.sends_visits(&alice).await, sent(&[("type_of_traffic", "3")]));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn searches_ask_for_keywords() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Search", "Google Search Clicks", "example.com").await;
    alice.expects("Which words should people search for?");
    alice.says("buy shoes\nshoes, red").await;
    alice.expects("2 keywords");
    alice.taps("Done").await;
    alice.says("50").await;
    alice.taps("Confirm · $0.2665").await;
    let order_id = alice.order_number();
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.billed_quantity), (OrderState::Active, 50));
    let taken = world.panel.accepted().pop().unwrap();
    assert_eq!((taken.quantity, taken.charge.as_str()), (50, "0.205"));
    let expected = fields(&[
        ("keywords", "buy shoes\nshoes, red"),
        ("link", "https://example.com/"),
        ("quantity", "50"),
        ("service", "209"),
    ]);
    assert_eq!(world.sent_add(), expected);
    world.audit().await;
}
