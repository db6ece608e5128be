//! How many orders are under way to one provider at once: more with every clear answer, one after
//! an answer that is not, and never more than its options say.

use crate::support::scripted::SILENCE;
use crate::support::{Scripted, World, WorldOptions};
use std::time::Duration;

/// A running shop whose provider takes its time over orders.
async fn streaming_world(options: &str) -> (World, Scripted) {
    let panel = Scripted::start().await;
    let mut vars = panel.as_main();
    vars.push(("PROVIDER_MAIN_OPTIONS", options.to_owned()));
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    world.customer(5_001, "Ann", "1000").await;
    panel.takes(Duration::from_millis(80));
    (world, panel)
}

impl World {
    async fn fills_queue(&self, count: usize, name: &str) {
        for number in 0..count {
            let link = format!("https://instagram.com/{name}{number}");
            self.places(5_001, 1, &link, 100).await;
        }
    }

    async fn until_nothing_waits(&self) {
        let waits = "orders WHERE state IN ('queued', 'submitting')";
        self.until("all are decided", async || self.count(waits).await == 0).await;
    }
}

fn most(opened: &[usize]) -> usize {
    opened.iter().copied().max().unwrap_or(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn orders_stream_up_to_what_the_options_say() {
    // Answers take so long that a slow database still has as many under way at once.
    for (options, expected, answer_ms) in
        [(r#"{"window": 6}"#, 6, 250), (r#"{"window": 1}"#, 1, 80), ("{}", 24, 500)]
    {
        let (mut world, panel) = streaming_world(options).await;
        panel.takes(Duration::from_millis(answer_ms));
        world.fills_queue(90, "a").await;
        world.start_workers();
        world.until_nothing_waits().await;
        assert_eq!(panel.calls("add").len(), 90, "{options}");
        assert_eq!(panel.panel.accepted().len(), 90, "{options}");
        assert_eq!(most(&panel.opened()), expected, "{options}: {:?}", panel.opened());
        assert!(panel.opened()[0] <= 4, "nothing is known yet");
        world.settle().await;
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_an_unclear_answer_one_is_sent_until_one_is_clear() {
    let (mut world, panel) = streaming_world("{}").await;
    let mut calls = 0;
    panel.answers(move |call| {
        calls += usize::from(call["action"] == "add");
        (calls == 1 && call["action"] == "add").then(|| (500, String::new()))
    });
    world.fills_queue(1, "first").await;
    world.start_workers();
    let review = "orders WHERE state = 'review'";
    world.until("it is unclear", async || world.count(review).await == 1).await;
    world.fills_queue(12, "next").await;
    world.until_nothing_waits().await;
    let opened = panel.opened();
    assert_eq!((opened.len(), &opened[..2]), (13, &[1, 1][..]));
    assert!(opened[2] <= 2, "half of what there was: {opened:?}");
    assert!(most(&opened) > 2, "and then more again: {opened:?}");
    assert_eq!(world.count("orders WHERE state = 'active'").await, 12);
    world.settle().await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_breaks_in_the_midst_gets_no_more_than_was_under_way() {
    let (mut world, panel) = streaming_world(r#"{"window": 8}"#).await;
    let mut calls = 0;
    panel.answers(move |call| {
        calls += usize::from(call["action"] == "add");
        match call["action"].as_str() {
            "add" if calls > 30 => Some((500, String::new())),
            "balance" if calls > 30 => Some((500, String::new())),
            _ => None,
        }
    });
    world.fills_queue(100, "a").await;
    world.start_workers();
    let stopped = "provider_stops WHERE reason = 'unclear'";
    world.until("it is stopped", async || world.count(stopped).await == 1).await;
    world
        .until("all are heard", async || {
            world.count("orders WHERE state = 'submitting'").await == 0
        })
        .await;
    let sent = panel.calls("add").len();
    // Eight and two one by one; and what an answer from before made room for, if it came later.
    assert!((33..=30 + 8 + 2 + 4).contains(&sent), "{sent} were sent");
    let review = world.count("orders WHERE state = 'review'").await;
    assert_eq!(review, i64::try_from(sent).unwrap() - 30);

    // What came after the third counts for nothing, so that the first trial is made soon.
    panel.behaves();
    world.advance_ms(30_001);
    world.until_nothing_waits().await;
    assert_eq!(world.count("orders WHERE state = 'active'").await, 100 - review);
    world.settle().await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_hangs_holds_up_none_after_an_unclear_answer() {
    let (mut world, panel) = streaming_world("{}").await;
    let mut calls = 0;
    panel.answers(move |call| {
        calls += usize::from(call["action"] == "add");
        match (call["action"].as_str(), calls) {
            ("add", 1) => Some((SILENCE, String::new())),
            ("add", 2) => Some((500, String::new())),
            _ => None,
        }
    });
    world.fills_queue(12, "a").await;
    world.start_workers();
    let active = "orders WHERE state = 'active'";
    world.until("the others are sent", async || world.count(active).await == 10).await;
    assert_eq!(world.count("orders WHERE state = 'submitting'").await, 1);
    assert_eq!(panel.calls("add").len(), 12);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_what_is_answered_together_one_that_cannot_be_written_holds_up_no_other() {
    let (mut world, panel) = streaming_world("{}").await;
    world.fills_queue(12, "a").await;
    let refuses = "NEW.state = 'active' AND NEW.order_id = 1003";
    world.refuses_changes("orders", refuses).await;
    world.start_workers();
    let active = "orders WHERE state = 'active'";
    world.until("the others are", async || world.count(active).await == 11).await;
    assert_eq!(world.count("orders WHERE state = 'submitting'").await, 1);
    world.allows_changes("orders").await;
    world.until("it is too", async || world.count(active).await == 12).await;
    assert_eq!(panel.calls("add").len(), 12);
    world.settle().await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_is_away_for_a_moment_is_tried_again_soon() {
    let (mut world, panel) = streaming_world("{}").await;
    let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = format!("http://{}/api/v2", nobody.local_addr().unwrap());
    drop(nobody);
    world.asks_only(closed, 1_000);
    world.fills_queue(2, "a").await;
    world.submit().await;
    assert_eq!(world.count("orders WHERE reason = 'no_connection'").await, 2);
    world.asks_only(panel.url(), 1_000);
    world.fills_queue(1, "b").await;
    world.submit().await;
    assert_eq!(panel.calls("add").len(), 1, "the one that was not tried");
    world.advance_ms(1_000);
    world.submit().await;
    assert_eq!(panel.calls("add").len(), 3);
    world.settle().await;
    world.audit().await;
}
