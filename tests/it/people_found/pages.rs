//! Lists that are longer than a screen: people, entries, orders.

use crate::support::World;
use storefront::domain::ids::PersonId;
use storefront::store::people::{self, TelegramProfile};

impl World {
    /// So many people of one family, without the chat.
    async fn knows(&self, count: i64) {
        let mut tx = self.app.store.begin().await.unwrap();
        for number in 0..count {
            let seen = TelegramProfile {
                person_id: PersonId::new(6_000 + number),
                name: format!("Smith {number:03}"),
                username: String::new(),
                client_language: "en".to_owned(),
            };
            people::insert(&mut tx, &seen, 1).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_hits_are_leafed_through_and_a_card_leads_back_to_its_page() {
    let mut world = World::new().await;
    world.knows(23).await;
    {
        let olga = world.owner();
        olga.says("/user smith").await;
        olga.expects("23 people found for smith");
        let people = |olga: &crate::support::Actor<'_>| {
            olga.labels().iter().filter(|label| label.starts_with("Smith")).count()
        };
        assert_eq!(people(&olga), 10);
        olga.taps("▶️").await;
        assert!(olga.is_offered("Smith 010 · 6010") && people(&olga) == 10);
        olga.taps("▶️").await;
        assert!(olga.is_offered("Smith 022") && people(&olga) == 3);
        olga.taps("Smith 021").await;
        olga.expects("🆔 6021");
        olga.taps("Back to the list").await;
        assert!(olga.is_offered("Smith 020") && olga.screen().contains("3 / 3"));
    }
    // A restart in between forgets nothing.
    world.restart(&[]).await;
    let olga = world.owner();
    olga.taps("◀️").await;
    assert!(olga.is_offered("Smith 010"));
    // A page beyond the end is the last one.
    let screen = olga.screen_id();
    olga.forges(&format!("1:{screen}:us:{}", i64::MAX)).await;
    assert!(olga.is_offered("Smith 022"));
    // Whoever searches anew leafs through what they searched for last.
    olga.says("/user smith 00").await;
    olga.expects("10 people found");
    assert!(!olga.is_offered("▶️"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_statement_and_the_orders_of_somebody_are_paged() {
    let world = World::new().await;
    let olga = world.owner();
    let alice = world.customer(5_001, "Alice", "0").await;
    olga.says("/user 5001").await;
    olga.taps("Statement").await;
    olga.expects("No transactions yet");
    olga.taps("Customer").await;
    olga.taps("Orders").await;
    olga.expects("No orders yet");
    for number in 1..=12 {
        olga.does(&format!("/credit 5001 2 gift number {number:02}")).await;
    }
    for number in 0..9 {
        world.places(5_001, 1, &format!("https://instagram.com/a{number}"), 1_000).await;
    }
    olga.says("/user 5001").await;
    olga.taps("Statement").await;
    olga.expects("Alice · ID 5001");
    olga.expects("Available: $13.47");
    olga.expects("held for order #1009");
    assert!(olga.screen().contains("1 / 3"));
    olga.taps("▶️").await;
    olga.taps("▶️").await;
    olga.expects("+$2.00 added by the shop: gift number 01");
    olga.taps("Customer").await;
    olga.taps("📦 Orders").await;
    olga.expects("9 orders");
    assert!(
        olga.is_offered("#1009") && !olga.is_offered("#1001") && olga.screen().contains("1 / 2")
    );
    olga.taps("▶️").await;
    olga.taps("#1001").await;
    olga.expects("Order #1001");
    // The customer's own pages are theirs alone.
    alice.says("/balance").await;
    alice.expects("Balance: $13.47");
    world.audit().await;
}
