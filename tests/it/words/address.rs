//! Statuses that say that nobody handles orders at an address: orders wait, and one alert says so.

use super::error;
use crate::submission::scripted_world;
use crate::support::{Scripted, World};
use storefront::domain::order::OrderState;

const PAGE: &str = "<html><head><title>Nothing here</title></head><body>nginx</body></html>";

/// Three orders, each by somebody else, that are sent as soon as they may be.
async fn sends_three(world: &World, panel: &Scripted, status: u16, body: &str) -> Vec<i64> {
    panel.answers_action("add", status, body);
    let order_ids = world.queues_orders(5_001, 3).await;
    for _ in 0..3 {
        world.submit().await;
        world.advance_ms(1_000);
    }
    order_ids
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_handles_no_orders_is_one_alert_and_no_review() {
    let cases = [
        (301, PAGE),
        (307, ""),
        (308, "Moved"),
        (404, PAGE),
        (405, PAGE),
        (410, PAGE),
        (404, ""),
        (404, "404 page not found"),
    ];
    for (status, body) in cases {
        let (world, panel) = scripted_world().await;
        let order_ids = sends_three(&world, &panel, status, body).await;
        assert_eq!(world.states(&order_ids).await, [OrderState::Queued; 3], "{status} {body}");
        assert_eq!(world.stops().await, ["main address"], "{status} {body}");
        let olga = world.owner();
        assert_eq!(olga.times_told("What answers at its address takes no orders"), 1);
        assert_eq!(olga.was_told("Nothing here nginx"), body == PAGE, "{status}");
        assert!(!olga.was_told("needs your decision"));
        // It is mended: the orders go on.
        panel.behaves();
        olga.resumes().await;
        world.submit().await;
        world.submit().await;
        assert_eq!(world.states(&order_ids).await, [OrderState::Active; 3], "{status} {body}");
        assert_eq!(panel.panel.accepted().len(), 3);
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_many_requests_make_orders_wait_whatever_the_body_says() {
    for body in [PAGE, "", "slow down", &error("Slow down, friend"), r#"{"message":"Slow"}"#] {
        let (world, panel) = scripted_world().await;
        world.customer(5_001, "Alice", "25").await;
        panel.answers_action("add", 429, body);
        let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
        world.submit().await;
        let order = world.order(order_id).await;
        let expected = (OrderState::Queued, "rate_limited");
        assert_eq!((order.state, order.reason.as_str()), expected, "{body}");
        assert!(world.stops().await.is_empty());
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_may_have_been_handled_stays_in_review() {
    let cases = [
        (302, PAGE),
        (303, ""),
        (200, PAGE),
        (403, PAGE),
        (502, PAGE),
        (404, r#"{"order":7}"#),
        (301, r#"{"order":"7"}"#),
        (429, r#"{"order":7,"error":"Slow down"}"#),
        (404, "<html><body>{\"order\":7}</body></html>"),
        (404, "Order 7 is placed"),
    ];
    for (status, body) in cases {
        let (world, panel) = scripted_world().await;
        world.customer(5_001, "Alice", "25").await;
        panel.answers_action("add", status, body);
        let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
        world.submit().await;
        assert_eq!(world.order(order_id).await.state, OrderState::Review, "{status} {body}");
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_web_page_for_every_order_stops_with_what_the_page_says() {
    let (world, panel) = scripted_world().await;
    panel.answers(|_| Some((200, PAGE.to_owned())));
    let mut order_ids = Vec::new();
    for person_id in [5_001, 5_101, 5_201] {
        order_ids.extend(world.queues_orders(person_id, 1).await);
        world.submit().await;
    }
    assert_eq!(world.states(&order_ids).await, [OrderState::Review; 3]);
    assert_eq!(world.stops().await, ["main unclear"]);
    assert!(world.owner().was_told("It answers with a web page"));
    assert!(world.owner().was_told("Nothing here nginx"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_may_be_placed_goes_back_to_review_when_the_address_is_wrong() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Alice", "25").await;
    let mut answers = [(502, ""), (404, PAGE)].into_iter();
    panel.answers(move |call| {
        let next = if call["action"] == "add" { answers.next() } else { None };
        next.map(|(status, body)| (status, body.to_owned()))
    });
    let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
    world.submit().await;
    let olga = world.owner();
    world.opens_review(order_id).await;
    olga.taps("send it again").await;
    olga.taps("Confirm").await;
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.reason.as_str()), (OrderState::Review, "address"));
    world.audit().await;
}
