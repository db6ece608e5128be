//! A budget of calls a minute, and answers that ask for quiet: no order's question is starved by
//! those of others, and who wants no questions is left alone.

use crate::submission::scripted_world;
use crate::support::{Scripted, World, WorldOptions};
use serde_json::json;
use std::time::{Duration, Instant};
use storefront::clock::{HOUR_MS, MINUTE_MS, SECOND_MS};
use storefront::domain::order::OrderState;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn batches_do_not_use_up_the_calls_that_would_confirm_their_returns() {
    let panel = Scripted::start().await;
    let mut vars = panel.as_main();
    vars.push(("PROVIDER_MAIN_OPTIONS", r#"{"requests_per_minute": 600}"#.to_owned()));
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    world.customer(5_001, "Ann", "25").await;
    let order_ids = world.starts_many(5_001, 4, 1_000).await;
    // The budget is of real minutes: it is used up before anything is told.
    let mut asked = 0;
    loop {
        world.poll_after(2 * HOUR_MS).await;
        let calls = panel.calls("status").len();
        if calls == asked {
            break;
        }
        asked = calls;
    }
    for order in panel.panel.accepted() {
        panel.panel.set_status(&order.id, "Canceled", Some(1_000), None).unwrap();
    }
    let began = Instant::now();
    while world.count("orders WHERE state = 'active'").await > 0 {
        assert!(began.elapsed() < Duration::from_secs(20), "returns are never confirmed");
        world.poll_after(2 * SECOND_MS).await;
    }
    for order_id in order_ids {
        assert_eq!(world.order(order_id).await.state, OrderState::Canceled);
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panel_that_refuses_batches_by_its_http_status_is_asked_one_by_one() {
    let completed = json!({ "status": "Completed", "remains": "0" }).to_string();
    for (status, body) in [
        (404, "<html>404</html>"),
        (422, r#"{"message":"The order field is required.","errors":{"order":["required"]}}"#),
        (404, r#"{"error":"Order 7 not found"}"#),
        (200, "{}"),
        (200, r#"{"order_1":{"status":"Canceled","remains":"1000"}}"#),
    ] {
        let (world, panel) = scripted_world().await;
        world.customer(5_001, "Ann", "25").await;
        world.starts_many(5_001, 3, 1_000).await;
        let answer = completed.clone();
        panel.answers(move |call| match (call["action"].as_str(), call.get("order")) {
            ("status", None) => Some((status, body.to_owned())),
            ("status", Some(_)) => Some((200, answer.clone())),
            _ => None,
        });
        world.poll().await;
        let ended = world.count("orders WHERE state = 'completed'").await;
        assert_eq!(ended, 3, "{status} {body}");
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panel_that_wants_no_questions_gets_none_for_a_minute() {
    for body in [
        json!({ "error": "Rate limit exceeded. Slow down." }),
        json!({ "error": "Invalid API key" }),
    ] {
        let (world, panel) = scripted_world().await;
        world.customer(5_001, "Ann", "25").await;
        world.starts_many(5_001, 3, 1_000).await;
        for has_batch in [true, false] {
            let body = body.to_string();
            panel.answers(move |call| match (call["action"].as_str(), call.get("order")) {
                ("status", None) if !has_batch => Some((404, String::new())),
                ("status", _) => Some((200, body.clone())),
                _ => None,
            });
            let asked = panel.calls("status").len();
            world.poll_after(MINUTE_MS).await;
            let calls = panel.calls("status").len() - asked;
            assert_eq!(calls, if has_batch { 1 } else { 2 }, "the first refusal is enough");
            for _ in 0..29 {
                world.poll_after(2 * SECOND_MS).await;
            }
            assert_eq!(panel.calls("status").len() - asked, calls, "it is left alone");
        }
        world.audit().await;
    }
}
