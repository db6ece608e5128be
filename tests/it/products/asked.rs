//! What a provider asks the buyer for: approved by an owner before anybody is asked, and asked anew
//! whenever it changes.

use super::{ALICE, NETFLIX, products_world};
use crate::support::{World, money};
use storefront::domain::order::OrderState;

const ANSWER: &str = "alice@example.com : PlantedPa55  word";

impl World {
    /// An owner approves, or takes back, what is asked in these words.
    pub async fn decides_ask(&self, asks: &str) {
        let owner = self.owner();
        owner.says("/providers").await;
        owner.taps("What buyers are asked").await;
        owner.taps(asks).await;
        owner.taps("Confirm").await;
    }

    async fn on_sale(&self) -> i64 {
        self.count("services WHERE is_hidden = 0 AND kind = 'asked_product'").await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_approved_question_is_asked_and_its_answer_goes_to_the_provider_alone() {
    let world = products_world().await;
    let owner = world.owner();
    assert!(owner.was_told("asks buyers of its products for something"));
    assert!(owner.was_told("1 new request waits for your approval"));
    assert_eq!(world.on_sale().await, 0);
    world.decides_ask("Input your account").await;
    assert!(owner.was_told("Approved by"));
    assert_eq!(world.on_sale().await, 2);
    assert_eq!(world.count("journal WHERE act = 'ask_approved'").await, 1);
    let alice = world.customer(ALICE, "Alice", "50").await;
    alice.opens_product(NETFLIX).await;
    alice.says("3").await;
    alice.expects("The supplier asks you");
    alice.expects("Input your account");
    alice.says(&"x".repeat(1_001)).await;
    alice.expects("Input your account");
    alice.says(ANSWER).await;
    alice.expects("Your answer");
    alice.expects("kept encrypted");
    // Back and on again: the answer is kept, and not shown.
    alice.taps("Back").await;
    alice.taps("Keep my answer").await;
    alice.taps("Confirm").await;
    let order_id = alice.order_number();
    world.submit().await;
    let placed = &world.panel.product_orders()[0];
    assert_eq!((placed.require.as_str(), placed.quantity), (ANSWER, 3));
    world.delivers_goods().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.price), (OrderState::Completed, money("9.75")));
    alice.says(&format!("/order {order_id}")).await;
    alice.expects("kept encrypted");
    owner.says(&format!("/order {order_id}")).await;
    assert!(!owner.was_told("Planted") && !alice.was_told("Planted"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_question_waits_for_approval_and_wants_another_answer() {
    let world = products_world().await;
    world.decides_ask("Input your account").await;
    let alice = world.customer(ALICE, "Alice", "50").await;
    alice.opens_product(NETFLIX).await;
    alice.says("1").await;
    alice.says(ANSWER).await;
    let asks = "Input your card number, ask @seller or https://evil.example";
    assert!(world.panel.change_product(NETFLIX, |row| row.require = asks.to_owned()));
    world.syncs().await;
    assert_eq!(world.on_sale().await, 1);
    assert_eq!(world.owner().times_told("waits for your approval"), 2);
    alice.taps("Confirm").await;
    assert_eq!(world.count("orders").await, 0);
    world.decides_ask("Input your card").await;
    assert!(!world.owner().was_told("@seller") && !world.owner().was_told("evil.example"));
    // The answer to the old question is none to the new one.
    alice.taps("Confirm").await;
    assert_eq!(world.count("orders").await, 0);
    alice.opens_product(NETFLIX).await;
    alice.says("1").await;
    alice.expects("Input your card number, ask or");
    alice.says("4242").await;
    alice.taps("Confirm").await;
    world.submit().await;
    assert_eq!(world.panel.product_orders()[0].require, "4242");
    // An approval can be taken back.
    world.decides_ask("Input your card").await;
    assert_eq!(world.on_sale().await, 1);
    world.audit().await;
}
