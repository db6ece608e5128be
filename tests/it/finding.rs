//! The way to a service: the dashboard, links that open a card, platforms, the order of the lists,
//! favourites. The budgets of actions are counted here.

mod favourites;
mod lists;

use std::cell::Cell;

use crate::support::{Actor, World};
use storefront::domain::order::OrderState;
use storefront::sandbox::telegram::Person;

/// A person whose actions are counted.
struct Counted<'w> {
    actor: Actor<'w>,
    actions: Cell<usize>,
}

impl Counted<'_> {
    async fn says(&self, text: &str) {
        self.actions.set(self.actions.get() + 1);
        self.actor.says(text).await;
    }

    async fn taps(&self, label: &str) {
        self.actions.set(self.actions.get() + 1);
        self.actor.taps(label).await;
    }
}

impl World {
    pub async fn arranges(&self) {
        self.app.workers.arrange_services().await.unwrap();
    }

    /// A person who has never been here, whose client speaks English.
    fn newcomer(&self, id: i64) -> Actor<'_> {
        self.telegram.add_person(Person {
            language_code: Some("en".to_owned()),
            ..Person::named(id, "Nina")
        });
        Actor { world: self, id }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_order_takes_seven_actions_and_four_behind_a_link() {
    let world = World::new().await;
    world.arranges().await;
    let nina = Counted { actor: world.newcomer(6_001), actions: Cell::new(0) };
    nina.says("/start").await;
    world.give(6_001, "25").await;
    nina.taps("Instagram").await;
    nina.taps("Instagram Followers").await;
    nina.taps("$").await;
    nina.says("instagram.com/nina").await;
    nina.taps("1,000 · $").await;
    nina.taps("Confirm").await;
    assert_eq!(world.order(nina.actor.order_number()).await.state, OrderState::Queued);
    assert_eq!(nina.actions.get(), 7);
    // Who begins with the link does not even send /start.
    let otto = Counted { actor: world.newcomer(6_002), actions: Cell::new(0) };
    otto.says("instagram.com/p/Cabc123").await;
    world.give(6_002, "25").await;
    otto.taps("$").await;
    otto.taps("1,000 · $").await;
    otto.taps("Confirm").await;
    assert_eq!(world.order(otto.actor.order_number()).await.state, OrderState::Queued);
    assert_eq!(otto.actions.get(), 4);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_menu_tells_how_things_stand_and_greets_once() {
    let world = World::new().await;
    let nina = world.newcomer(6_001);
    nina.says("/start").await;
    nina.expects("Hello, Nina!");
    nina.expects("👛 $0.00 on your balance");
    nina.taps("Balance").await;
    nina.taps("Menu").await;
    assert_eq!(nina.screen(), "👛 $0.00 on your balance");
    world.give(6_001, "25").await;
    nina.buys("instagram.com/nina", "1000").await;
    nina.buys("instagram.com/nina2", "1000").await;
    nina.says("/support").await;
    nina.says("When?").await;
    nina.says("/start").await;
    assert_eq!(nina.screen(), "👛 $22.66 on your balance\n📦 On the way: 2 orders");
    world.tampers("UPDATE tickets SET waiting_ms = 0").await;
    world.tampers("UPDATE orders SET state = 'completed' WHERE order_id = 1001").await;
    nina.says("/start").await;
    nina.expects("📦 On the way: 1 order\n💬 1 answer from support");
    world.tampers("UPDATE orders SET state = 'queued' WHERE order_id = 1001").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_opens_the_card_of_a_service_also_for_somebody_new() {
    let world = World::new().await;
    for (id, client) in [(6_001, Some("ru")), (6_002, None)] {
        world.telegram.add_person(Person {
            language_code: client.map(str::to_owned),
            ..Person::named(id, "Nina")
        });
        let nina = Actor { world: &world, id };
        nina.says("/start s_1").await;
        nina.expects("Instagram Followers | Real | 30 days refill | 5K/day");
        assert_eq!(nina.step().await, "Link");
        nina.says("instagram.com/nina").await;
        assert_eq!(nina.step().await, "Quantity");
    }
    let alice = world.customer(5_001, "Alice", "25").await;
    world.tampers("UPDATE services SET is_hidden = 5 WHERE service_id = 2").await;
    for payload in ["s_2", "s_99999", "s_", "s_x", "s_-1", "s_99999999999999999999999"] {
        alice.says(&format!("/start {payload}")).await;
        alice.expects("This service is not sold any more");
        assert!(alice.is_offered("Categories") && alice.is_offered("Menu"), "{payload}");
    }
    // The card tells the link.
    alice.says("/start s_1").await;
    let buttons = alice.newest().buttons.concat();
    let copied = buttons.into_iter().find(|button| button.text.contains("Copy link"));
    let copied = copied.and_then(|button| button.copy_text).unwrap();
    assert_eq!(copied, "https://t.me/test_shop_bot?start=s_1");
    // An order that was begun waits meanwhile, and an unknown word is only a beginning.
    alice.says("/start hello").await;
    alice.expects("on your balance");
    assert!(alice.is_offered("Continue"));
    world.audit().await;
}
