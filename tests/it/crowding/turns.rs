//! Updates of a flood, and the turns of others among them. Turns are taken by hand, so that what
//! waits for what is counted and not timed.

use serde_json::{Value, json};
use storefront::bot::ingest::poll;
use storefront::domain::ids::BotId;
use storefront::store::inbox::NewUpdate;

use super::{FLOODER, VICTIM};
use crate::support::world::BOT_ID;
use crate::support::{World, WorldOptions};

const FLOOD: i64 = 2_000;
const FIRST_UPDATE: i64 = 1;
/// The numbers of the victims' updates, above those of the flood.
const LATER_UPDATE: i64 = 1_000_000;
/// Turns of different people in one round of the runner.
const ROUND: i64 = 32;

fn sender(person_id: i64) -> Value {
    json!({ "id": person_id, "is_bot": false, "first_name": "P", "language_code": "en" })
}

fn typed(update_id: i64, person_id: i64, text: &str) -> NewUpdate {
    let chat = json!({ "id": person_id, "type": "private", "first_name": "P" });
    let message = json!({ "message_id": update_id, "date": 1_793_534_400, "chat": chat,
        "from": sender(person_id), "text": text });
    raw(&json!({ "update_id": update_id, "message": message }))
}

fn pressed(update_id: i64, person_id: i64, data: &str) -> NewUpdate {
    let chat = json!({ "id": person_id, "type": "private", "first_name": "P" });
    let message = json!({ "message_id": 1, "date": 1_793_534_400, "chat": chat, "text": "x" });
    let press = json!({ "id": update_id.to_string(), "from": sender(person_id),
        "chat_instance": "1", "message": message, "data": data });
    raw(&json!({ "update_id": update_id, "callback_query": press }))
}

fn raw(update: &Value) -> NewUpdate {
    poll::read(&update.to_string()).expect("an update")
}

/// Everything that one person can think of.
fn flood() -> Vec<NewUpdate> {
    let heavy = "x".repeat(64 * 1024);
    let of = |number: i64| match number % 8 {
        0 => typed(number, FLOODER, "/start"),
        1 => typed(number, FLOODER, "/order"),
        2 => pressed(number, FLOODER, "1:0:n"),
        3 => typed(number, FLOODER, "/orders"),
        4 if number % 5 == 0 => typed(number, FLOODER, &heavy),
        5 => pressed(number, FLOODER, &heavy[..64]),
        _ => typed(number, FLOODER, "/balance"),
    };
    (FIRST_UPDATE..FIRST_UPDATE + FLOOD).map(of).collect()
}

impl World {
    /// Updates arrive, all in one commit.
    async fn arrive(&self, updates: &[NewUpdate]) {
        let (store, shop) = (&self.app.store, &self.app.shop);
        poll::keep(store, shop, BotId::new(BOT_ID), updates, self.now_ms()).await.unwrap();
    }

    async fn done(&self, person_id: i64) -> i64 {
        self.count(&format!("inbox WHERE person_id = {person_id} AND state = 1")).await
    }
}

/// A shop in which nobody takes turns but the test, with a flood in its inbox.
async fn flooded() -> World {
    let options = WorldOptions { is_bot_running: false, ..WorldOptions::default() };
    let world = World::with(options).await;
    world.arrive(&flood()).await;
    for _ in 0..3 {
        world.app.runner.tick().await.unwrap();
    }
    world
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p11_two_thousand_updates_of_one_person_cost_everybody_else_one_turn() {
    let world = flooded().await;
    for number in 0..25 {
        let before = world.done(FLOODER).await;
        let text = ["/start", "/balance", "/orders", "/help", "hello"][number as usize % 5];
        world.arrive(&[typed(LATER_UPDATE + number, VICTIM, text)]).await;
        world.app.runner.tick().await.unwrap();
        assert_eq!(world.done(VICTIM).await, number + 1, "answered in the round after it came");
        assert!(world.done(FLOODER).await - before <= 1);
    }
    assert_eq!(world.count("inbox WHERE state = 2").await, 0);
    let answers = world.count(&format!("outbox WHERE chat_id = {VICTIM}")).await;
    assert!(answers >= 25, "{answers}");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p11_a_crowd_behind_a_flood_is_served_in_as_many_rounds_as_it_needs() {
    let world = flooded().await;
    let crowd = 3 * ROUND - 3;
    let before = world.done(FLOODER).await;
    let updates: Vec<NewUpdate> =
        (0..crowd).map(|n| typed(LATER_UPDATE + n, VICTIM + n, "/start")).collect();
    world.arrive(&updates).await;
    for round in 1..=3 {
        world.app.runner.tick().await.unwrap();
        // One turn in each round is the flooder's; the others are those of whoever came first.
        let first = LATER_UPDATE + round * (ROUND - 1);
        let served = format!("inbox WHERE update_id >= {LATER_UPDATE} AND state = 1");
        assert_eq!(world.count(&served).await, first - LATER_UPDATE);
        assert_eq!(world.count(&format!("{served} AND update_id >= {first}")).await, 0);
    }
    assert_eq!(world.done(FLOODER).await - before, 3);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p11_ones_own_updates_are_handled_in_their_order_behind_a_flood() {
    let world = flooded().await;
    let updates: Vec<NewUpdate> =
        (0..10).map(|n| typed(LATER_UPDATE + n, VICTIM, "/start")).collect();
    world.arrive(&updates).await;
    for number in 0..10 {
        world.app.runner.tick().await.unwrap();
        assert_eq!(world.done(VICTIM).await, number + 1);
        let next = LATER_UPDATE + number;
        let finished =
            format!("inbox WHERE update_id <= {next} AND person_id = {VICTIM} AND state = 1");
        assert_eq!(world.count(&finished).await, number + 1, "in their order");
    }
    world.audit().await;
}
