//! What admins are told when much happens at once: a handful of messages, and nothing untold.

use crate::support::database::Database;
use crate::support::{Actor, World};
use storefront::clock::{Clock, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS};
use storefront::store::flags::{self, Flag};
use storefront::store::{Store, strikes};

impl World {
    /// So many queued orders of one person.
    async fn queue(&self, person_id: i64, count: usize) {
        for number in 0..count {
            let link = format!("https://instagram.com/q{number}");
            self.places(person_id, 1, &link, 100).await;
        }
    }

    /// Lets time pass, looking at everything that waits at each step.
    async fn watches(&self, total_ms: i64, step_ms: i64) {
        for _ in 0..total_ms / step_ms {
            self.advance_ms(step_ms);
            self.app.workers.watch_orders().await.unwrap();
        }
        self.settle().await;
    }
}

impl Actor<'_> {
    /// How many of the bot's messages came after the first `before`.
    fn told_since(&self, before: usize) -> usize {
        self.told().len() - before
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_orders_that_go_to_review_at_once_are_a_handful_of_alerts() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "100").await;
    world.queue(5_001, 500).await;
    let owner = world.owner();
    let before = owner.told().len();
    // Their process has died.
    world.tampers("UPDATE orders SET state = 'submitting', attempt = 1, lease_until_ms = 1").await;
    world.watches(MINUTE_MS, 5 * SECOND_MS).await;
    assert_eq!(world.count("orders WHERE state = 'review'").await, 500);
    assert_eq!(owner.times_told("needs your decision"), 3);
    assert_eq!(owner.told_since(before), 3, "a death of our own says nothing of the provider");
    // Each customer's order is told of, however many there are.
    assert_eq!(ann.times_told("your money is safe"), 500);

    world.watches(20 * HOUR_MS, MINUTE_MS).await;
    assert_eq!(owner.times_told("500 orders wait for your decision"), 1);
    assert_eq!(owner.told_since(before), 4);
    owner.taps("To check").await;
    owner.expects("500 orders wait");
    assert_eq!(world.count("kept_alerts").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn single_reviews_are_told_at_once_and_a_steady_stream_every_ten_minutes() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "100").await;
    world.queue(5_001, 60).await;
    let owner = world.owner();
    let before = owner.told().len();
    for number in 0..60 {
        let order_id = 1_001 + number;
        let dies = format!(
            "UPDATE orders SET state = 'submitting', attempt = 1, lease_until_ms = 1 \
             WHERE order_id = {order_id}"
        );
        world.tampers(&dies).await;
        world.watches(30 * SECOND_MS, 5 * SECOND_MS).await;
        let is_told = owner.was_told(&format!("Order #{order_id} needs your decision"));
        assert_eq!(is_told, number < 3, "{order_id}");
    }
    world.watches(HOUR_MS, MINUTE_MS).await;
    // Three by themselves, the provider's stop, and thirty minutes of digests.
    assert!(owner.told_since(before) <= 3 + 1 + 4, "{}", owner.told_since(before));
    assert_eq!(owner.times_told("60 orders wait for your decision"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_decided_meanwhile_is_not_in_the_digest() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "100").await;
    world.queue(5_001, 5).await;
    world.tampers("UPDATE orders SET state = 'submitting', attempt = 1, lease_until_ms = 1").await;
    world.watches(5 * SECOND_MS, 5 * SECOND_MS).await;
    assert_eq!(world.count("kept_alerts").await, 2);
    let owner = world.owner();
    for order_id in 1_001..=1_005 {
        owner.says(&format!("/order {order_id}")).await;
        owner.taps("return the money").await;
        owner.taps("Confirm").await;
    }
    world.watches(20 * MINUTE_MS, MINUTE_MS).await;
    assert!(!owner.was_told("for your decision"));
    assert_eq!(world.count("kept_alerts").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixty_reviews_of_one_hour_are_one_reminder_a_day() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "100").await;
    world.queue(5_001, 60).await;
    let now_ms = world.now_ms();
    world
        .tampers(&format!(
            "UPDATE orders SET state = 'review', review_kind = 'submission', \
             reminded_ms = {now_ms} + 60000 * (order_id - 1001)"
        ))
        .await;
    let owner = world.owner();
    world.watches(DAY_MS - MINUTE_MS, 10 * MINUTE_MS).await;
    assert_eq!(owner.times_told("for your decision"), 0);
    for day in 1..=3 {
        world.watches(DAY_MS, 5 * MINUTE_MS).await;
        assert_eq!(owner.times_told("60 orders wait for your decision"), day);
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hundreds_of_stuck_orders_are_listed_fifty_an_hour_and_each_once() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "100").await;
    world.queue(5_001, 120).await;
    world
        .tampers(
            "UPDATE orders SET state = 'active', provider_order_id = 'p' || order_id, \
             accepted_ms = 1, changed_ms = 1",
        )
        .await;
    let owner = world.owner();
    world.watches(30 * MINUTE_MS, MINUTE_MS).await;
    assert_eq!(owner.times_told("No change for a month"), 1);
    world.watches(3 * HOUR_MS, MINUTE_MS).await;
    assert_eq!(owner.times_told("No change for a month"), 3);
    let listed = owner.told().join("\n");
    for order_id in 1_001..=1_120 {
        let named = listed.matches(&format!("#{order_id}")).count();
        assert_eq!(named, 1, "order {order_id}");
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_told_of_single_orders_and_chats_is_forgotten_after_ninety_days() {
    let world = World::new().await;
    let old_ms = world.now_ms() - 90 * DAY_MS - 1;
    let young_ms = old_ms + 2;
    for (key, told_ms) in [
        ("stuck:1001", old_ms),
        ("late:1003", old_ms),
        ("undeliverable:5001", old_ms),
        ("stuck:1002", young_ms),
        ("provider:main:unknown_streak", old_ms),
        ("provider:main:status", old_ms),
    ] {
        let sql = format!("INSERT INTO alerts VALUES ('{key}', {told_ms}, 1)");
        world.tampers(&sql).await;
    }
    let many: Vec<String> =
        (0..700).map(|number| format!("('stuck:{}', {old_ms}, 1)", 2_000 + number)).collect();
    world.tampers(&format!("INSERT INTO alerts VALUES {}", many.join(", "))).await;
    world.app.workers.prune().await.unwrap();
    let mut kept = world.rows("key FROM alerts WHERE key NOT LIKE 'catalog%'").await;
    kept.sort();
    assert_eq!(kept, ["provider:main:status", "provider:main:unknown_streak", "stuck:1002"]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_held_in_an_older_database_still_holds() {
    let old = Database::older_than("0020").await;
    old.executes(
        "INSERT INTO providers (name, kind, host, currency, conversion, is_on) VALUES \
         ('main', 'panel', '', 'USD', '1', 1), ('other', 'panel', '', 'USD', '1', 1); \
         INSERT INTO alerts (key, told_ms, count) VALUES ('admins-unreachable', 7, 1), \
         ('provider:main:status_strikes', 8, 2), ('provider:main:status', 9, 1)",
    )
    .await;
    let store = Store::open(&old.url, Clock::System).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    assert!(flags::is_up(&mut tx, Flag::AdminsUnreachable).await.unwrap());
    assert!(!flags::is_up(&mut tx, Flag::AdminChatLost).await.unwrap());
    assert_eq!(strikes::strike(&mut tx, "main").await.unwrap(), 3);
    assert!(!strikes::has_any(&mut tx, "other").await.unwrap());
    tx.rollback().await;
    store.close().await;
    assert_eq!(old.texts("key FROM alerts").await, ["provider:main:status"]);
}
