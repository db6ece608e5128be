//! One person who does too much of everything, and others who do a little: whoever does a little is
//! served next, whatever waits for the other one.

mod turns;

use crate::support::{World, WorldOptions};
use storefront::domain::order::OrderState;
use storefront::store::outbox::Lane;

/// Does too much.
const FLOODER: i64 = 6_001;
/// Does a little.
const VICTIM: i64 = 5_001;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p11_messages_that_wait_for_one_person_delay_nobody_elses() {
    let vars =
        vec![("TELEGRAM_RATE_CHAT", "1".to_owned()), ("TELEGRAM_RATE_GLOBAL", "30".to_owned())];
    let options = WorldOptions { vars, is_bot_running: false, ..WorldOptions::default() };
    let mut world = World::with(options).await;
    for number in 0..500 {
        world.queues(FLOODER, Lane::Push, &format!("flood {number}")).await;
    }
    world.queues(VICTIM, Lane::Push, "told").await;
    world.queues(VICTIM, Lane::Reply, "answered").await;
    // Both have written to the bot, so that it may write to them.
    for person_id in [FLOODER, VICTIM] {
        world.telegram.says(person_id, "/start");
    }
    world.start_bot();
    let texts = || {
        let calls = world.telegram.calls();
        let text = |params: &serde_json::Value| Some(params.get("text")?.as_str()?.to_owned());
        calls.iter().filter_map(|call| text(&call.params)).collect::<Vec<_>>()
    };
    // The clock stands still: nobody gets more than a burst.
    let has_both = || ["told", "answered"].iter().all(|part| texts().iter().any(|t| t == part));
    world.until("the victim reads both", async || has_both()).await;
    let flood = |texts: &[String]| texts.iter().filter(|text| text.starts_with("flood")).count();
    let before = texts().into_iter().take_while(|text| text != "answered").collect::<Vec<_>>();
    assert!(flood(&before) <= 4, "{before:?}");
    assert!(flood(&texts()) <= 4, "more than a burst went to one chat");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p11_a_person_with_a_hundred_orders_in_the_queue_lets_others_buy() {
    let world = World::new().await;
    world.customer(FLOODER, "Frank", "1000").await;
    for number in 0..100 {
        // Half of them for one target, of which one at a time may be sent.
        let target = if number % 2 == 0 { 0 } else { number };
        let link = format!("https://instagram.com/flood{target}");
        world.places(FLOODER, 1, &link, 1_000).await;
    }
    let mut others = Vec::new();
    for person_id in VICTIM..VICTIM + 3 {
        world.customer(person_id, &format!("V{person_id}"), "25").await;
        let link = format!("https://instagram.com/v{person_id}");
        others.push(world.places(person_id, 1, &link, 1_000).await);
    }
    world.submit().await;
    for order_id in others {
        assert_eq!(world.order(order_id).await.state, OrderState::Active);
    }
    // What is left of the round is the flooder's, and alone they get all of it.
    assert_eq!(world.panel.accepted().len(), 4);
    world.submit().await;
    assert!(world.panel.accepted().len() > 5);
    while world.app.workers.submit_orders().await.unwrap() > 0 {}
    assert_eq!(world.panel.accepted().len(), 103);
    world.audit().await;
}
