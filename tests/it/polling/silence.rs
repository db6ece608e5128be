//! An accepted order of which its provider, which answers otherwise, tells nothing; and when it is
//! said that a delivery has begun.

use crate::support::{Actor, Scripted, World, WorldOptions};
use serde_json::json;
use storefront::clock::{HOUR_MS, MINUTE_MS};

async fn world() -> (World, Scripted) {
    let panel = Scripted::start().await;
    let vars = panel.as_main();
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    (world, panel)
}

async fn card<'w>(world: &'w World, person_id: i64, order_id: i64) -> Actor<'w> {
    let person = world.actor(person_id);
    person.says("/orders").await;
    person.picks_order(order_id).await;
    person
}

/// Half a day of questions, and of looks at what waits.
async fn half_a_day_passes(world: &World) {
    for _ in 0..13 {
        world.poll_after(HOUR_MS).await;
        world.watch().await;
    }
}

async fn is_told_with(answer: (u16, &str), why: &str) {
    let (world, panel) = world().await;
    let (status, body) = answer;
    world.customer(5_001, "Ann", "25").await;
    world.customer(5_002, "Bob", "25").await;
    let (silent, _) = world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    let (heard, id) = world.starts(5_002, "https://instagram.com/bob", 1_000).await;
    let body = body.to_owned();
    panel.answers(move |call| match (call["action"].as_str(), call.get("order")) {
        ("status", Some(asked)) if *asked == id => {
            Some((200, json!({ "status": "In progress", "remains": 500 }).to_string()))
        }
        ("status", Some(_)) => Some((status, body.clone())),
        // No batch: each is asked about alone.
        ("status", None) => Some((200, json!({ "error": "Incorrect request" }).to_string())),
        _ => None,
    });
    let olga = world.owner();
    world.poll_after(HOUR_MS).await;
    world.watch().await;
    assert!(!olga.was_told(why), "a short silence is nobody's trouble");
    half_a_day_passes(&world).await;
    half_a_day_passes(&world).await;
    assert_eq!(olga.times_told(why), 1);
    olga.says(&format!("/order {silent}")).await;
    olga.expects("No news since");
    let ann = card(&world, 5_001, silent).await;
    ann.expects("no news from our supplier");
    ann.expects("has no news about this order right now");
    assert!(!ann.screen().contains("in progress"), "{}", ann.screen());
    card(&world, 5_002, heard).await.expects("in progress");

    // It ends by itself with the next news.
    panel.answers(|call| {
        let news = json!({ "status": "In progress", "remains": 900 }).to_string();
        (call["action"] == "status").then_some((200, news))
    });
    world.poll_after(HOUR_MS).await;
    card(&world, 5_001, silent).await.expects("in progress");
    assert_eq!(world.count("orders WHERE silent_since_ms > 0").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_the_provider_does_not_know_is_told_to_owners_within_a_day_and_once() {
    let body = json!({ "error": "Incorrect order ID" }).to_string();
    is_told_with((200, &body), "does not know this order").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_whose_answers_cannot_be_read_is_told_to_owners() {
    is_told_with((200, "[]"), "about this order cannot be read").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_is_left_out_of_every_answer_is_told_to_owners() {
    let (world, panel) = world().await;
    world.customer(5_001, "Ann", "25").await;
    let (_, heard) = world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    world.starts(5_001, "https://instagram.com/ann2", 1_000).await;
    panel.answers(move |call| {
        let row = json!({ "status": "Pending", "remains": 1_000 });
        (call["action"] == "status").then(|| (200, json!({ heard.clone(): row }).to_string()))
    });
    half_a_day_passes(&world).await;
    world.poll_after(HOUR_MS).await;
    world.watch().await;
    assert_eq!(world.owner().times_told("leave this order out"), 1);
    assert_eq!(world.count("orders WHERE silent_since_ms > 0").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_provider_that_answers_nothing_no_single_order_is_told() {
    let (world, panel) = world().await;
    world.customer(5_001, "Ann", "25").await;
    let (order_id, _) = world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    panel.answers_action("status", 200, "<html>maintenance</html>");
    half_a_day_passes(&world).await;
    half_a_day_passes(&world).await;
    let olga = world.owner();
    assert_eq!(olga.times_told("For half a day"), 0);
    assert_eq!(world.count("orders WHERE silent_since_ms > 0").await, 0);
    card(&world, 5_001, order_id).await.expects("is accepted · not started yet");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_silent_orders_are_a_few_messages() {
    let (world, panel) = world().await;
    world.customer(5_001, "Ann", "1000").await;
    world.starts_many(5_001, 100, 1_000).await;
    panel.answers(|call| {
        let unknown = json!({ "error": "Incorrect order ID" });
        let answer = match call.get("orders") {
            None => unknown,
            Some(ids) => ids.split(',').map(|id| (id.to_owned(), unknown.clone())).collect(),
        };
        (call["action"] == "status").then(|| (200, answer.to_string()))
    });
    half_a_day_passes(&world).await;
    world.poll_after(HOUR_MS).await;
    for _ in 0..3 {
        world.watch().await;
        world.advance_ms(11 * MINUTE_MS);
    }
    let told = world.owner().times_told("does not know this order");
    assert!((1..=3).contains(&told), "{told} messages, and the digest");
    assert_eq!(world.count("orders WHERE is_silence_told = 1").await, 100);
    assert_eq!(world.count("kept_alerts").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_delivery_has_begun_when_a_status_says_so() {
    let (world, panel) = world().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    ann.buys("instagram.com/ann", "1000").await;
    ann.expects("is placed");
    world.submit().await;
    let order_id = 1_001;
    for waiting in ["Pending", "Awaiting", "Processing"] {
        let row = json!({ "status": waiting, "remains": 1_000 }).to_string();
        panel.answers_action("status", 200, &row);
        world.poll().await;
        let ann = card(&world, 5_001, order_id).await;
        ann.expects("Order #1001 is accepted · not started yet");
        assert!(!ann.screen().contains("in progress"));
    }
    let row = json!({ "status": "In progress", "remains": 900 }).to_string();
    panel.answers_action("status", 200, &row);
    world.poll().await;
    card(&world, 5_001, order_id).await.expects("in progress");
    assert!(!ann.was_told("has started"), "two messages an order ring, and this is none of them");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outage_makes_no_long_silence_of_a_short_one() {
    let (world, panel) = world().await;
    world.customer(5_001, "Ann", "25").await;
    world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    let (_, heard) = world.starts(5_001, "https://instagram.com/ann2", 1_000).await;
    let news = json!({ "status": "In progress", "remains": 900 });
    let only = json!({ heard: news.clone() }).to_string();
    panel.answers_action("status", 200, &only);
    world.poll_after(HOUR_MS).await;
    assert_eq!(world.count("orders WHERE silent_since_ms > 0").await, 1);
    panel.answers_action("status", 500, "");
    half_a_day_passes(&world).await;
    panel.answers(move |call| {
        let every = |ids: &String| -> serde_json::Value {
            ids.split(',').map(|id| (id.to_owned(), news.clone())).collect()
        };
        let answer = call.get("orders").map_or_else(|| news.clone(), every);
        (call["action"] == "status").then(|| (200, answer.to_string()))
    });
    half_a_day_passes(&world).await;
    assert_eq!(world.owner().times_told("For half a day"), 0);
    assert_eq!(world.count("orders WHERE silent_since_ms > 0").await, 0);
    world.audit().await;
}
