//! An update that finds nobody waiting shares one commit with its turn; the others are kept first.

use serde_json::json;
use storefront::bot::ingest::poll;
use storefront::domain::ids::BotId;
use storefront::store::inbox::NewUpdate;

use crate::support::world::BOT_ID;
use crate::support::{World, WorldOptions};

fn typed(update_id: i64, text: &str) -> NewUpdate {
    let chat = json!({ "id": 5_001, "type": "private", "first_name": "Alice" });
    let from = json!({ "id": 5_001, "is_bot": false, "first_name": "Alice" });
    let message = json!({ "message_id": update_id, "date": 1_793_534_400, "chat": chat,
        "from": from, "text": text });
    let update = json!({ "update_id": update_id, "message": message });
    poll::read(&update.to_string()).expect("an update")
}

impl World {
    async fn handles_at_once(&self, updates: &[NewUpdate]) -> bool {
        self.app.runner.handle_at_once(BotId::new(BOT_ID), updates).await
    }
}

fn is_one_file() -> bool {
    std::env::var("TEST_DATABASE_URL").is_err()
}

/// A shop in which nothing happens but what the test does.
async fn still() -> World {
    World::with(WorldOptions { is_bot_running: false, ..WorldOptions::default() }).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_update_that_finds_nobody_waiting_is_done_when_it_is_kept() {
    let world = still().await;
    let before = world.count("outbox").await;
    let is_done = world.handles_at_once(&[typed(1, "/start")]).await;
    assert_eq!(is_done, is_one_file());
    if !is_done {
        assert_eq!(world.count("inbox").await, 0, "where turns run side by side it is kept first");
        return world.audit().await;
    }
    assert_eq!(world.count("inbox WHERE state = 1 AND body = '' AND finished_ms > 0").await, 1);
    assert!(world.count("outbox").await > before);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_another_or_when_known_already_nothing_is_done_and_nothing_kept() {
    let world = still().await;
    if !is_one_file() {
        return world.audit().await;
    }
    assert!(world.handles_at_once(&[typed(1, "/start")]).await);
    let before = world.count("outbox").await;
    assert!(!world.handles_at_once(&[typed(1, "/start")]).await, "it is known");

    let (runner, now_ms) = (&world.app.runner, world.now_ms());
    poll::keep(&runner.store, &runner.shop, BotId::new(BOT_ID), &[typed(2, "/help")], now_ms)
        .await
        .unwrap();
    assert!(!world.handles_at_once(&[typed(3, "/balance")]).await);
    assert_eq!(world.count("inbox").await, 2);
    assert_eq!(world.count("outbox").await, before);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_are_kept_first() {
    let world = still().await;
    let many: Vec<NewUpdate> = (10..19).map(|number| typed(number, "/balance")).collect();
    assert!(!world.handles_at_once(&many).await);
    assert_eq!(world.count("inbox").await, 0);
    world.audit().await;
}
