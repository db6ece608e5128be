//! Answers to `add` that name the order somewhere else, or behind something else.

use super::scripted_world;
use crate::support::{Scripted, World, WorldOptions};
use storefront::domain::order::OrderState;

const ELSEWHERE: &str = r#"{"status":"success","data":{"order":55}}"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_id_elsewhere_goes_to_review_and_is_shown_to_the_owner() {
    let (world, scripted) = scripted_world().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    scripted.answers_action("add", 200, ELSEWHERE);
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.reason.as_str()), (OrderState::Review, "no_order_id"));
    assert_eq!(world.count("orders WHERE seen_id = '55'").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_id_where_the_options_say_is_an_acceptance() {
    let scripted = Scripted::start().await;
    let mut vars = scripted.as_main();
    vars.push(("PROVIDER_MAIN_OPTIONS", r#"{"order_id_at": "data.order"}"#.to_owned()));
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    let ann = world.customer(5_001, "Ann", "25").await;
    scripted.answers_action("add", 200, ELSEWHERE);
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.provider_order_id.as_str()), (OrderState::Active, "55"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_behind_a_complaint_of_php_stays_in_review() {
    let (world, scripted) = scripted_world().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let body = "Notice: Undefined index in /a.php on line 3\n{\"error\":\"Bad link\"}";
    scripted.answers_action("add", 200, body);
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Review);
    world.audit().await;
}
