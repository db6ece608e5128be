//! Questions that fail: who is asked again soon, who later, and when admins hear of it.

use crate::submission::scripted_world;
use crate::support::{Scripted, World};
use serde_json::json;
use storefront::clock::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS};
use storefront::domain::order::OrderState;

impl World {
    /// In how many milliseconds each of these orders is asked about.
    async fn asked_in(&self, order_ids: &[i64]) -> Vec<i64> {
        let mut waits = Vec::new();
        for order_id in order_ids {
            let sql = format!("next_poll_ms FROM orders WHERE order_id = {order_id}");
            waits.push(self.number(&sql).await - self.now_ms());
        }
        waits
    }
}

/// A panel without batches, one of whose orders breaks the connection's other end.
fn breaks_at(panel: &Scripted, broken: String) {
    let running = json!({ "status": "In progress", "remains": "9" }).to_string();
    panel.answers(move |call| match (call["action"].as_str(), call.get("order")) {
        ("status", None) => Some((200, json!({ "error": "Incorrect request" }).to_string())),
        ("status", Some(id)) if *id == broken => Some((502, "<html>502</html>".to_owned())),
        ("status", Some(_)) => Some((200, running.clone())),
        _ => None,
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn orders_that_were_not_asked_about_come_first_the_next_time() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "25").await;
    let order_ids = world.starts_many(5_001, 6, 1_000).await;
    breaks_at(&panel, world.order(order_ids[2]).await.provider_order_id);
    world.poll().await;
    let (planned, soon) = (15 * SECOND_MS, 2 * SECOND_MS);
    let expected = [planned, planned, MINUTE_MS, soon, soon, soon];
    assert_eq!(world.asked_in(&order_ids).await, expected);

    world.poll_after(2 * SECOND_MS).await;
    assert_eq!(world.asked_in(&order_ids[3..]).await, [planned; 3]);
    for order_id in &order_ids[3..] {
        assert_eq!(world.order(*order_id).await.provider_status, "In progress");
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_an_outage_old_orders_do_not_wait_for_hours() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "25").await;
    let order_ids = world.starts_many(5_001, 3, 1_000).await;
    world.poll_after(8 * DAY_MS).await;
    assert_eq!(world.asked_in(&order_ids).await, [2 * HOUR_MS; 3]);
    panel.answers_action("status", 502, "<html>502</html>");
    world.poll_after(2 * HOUR_MS).await;
    assert_eq!(world.asked_in(&order_ids).await, [MINUTE_MS; 3]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_is_down_is_asked_once_and_not_batch_after_batch() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "500").await;
    let order_ids = world.starts_many(5_001, 230, 1_000).await;
    panel.answers_action("status", 502, "<html>502</html>");
    world.poll().await;
    assert_eq!(panel.calls("status").len(), 1);
    panel.behaves();
    world.poll_after(15_001).await;
    assert_eq!(panel.calls("status").len(), 4);
    let waits = world.asked_in(&order_ids).await;
    assert!(waits.iter().all(|wait| *wait == 15 * SECOND_MS), "{waits:?}");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_that_cannot_be_written_down_stops_no_other() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "25").await;
    let order_ids = world.starts_many(5_001, 3, 1_000).await;
    for order_id in &order_ids {
        world.reports(*order_id, "Completed", None).await;
    }
    // More than was ever held for it, so that its end cannot be booked.
    let broken = order_ids[0];
    let price = async |change: &str| {
        let sql = format!("UPDATE orders SET price = price {change} WHERE order_id = {broken}");
        world.tampers(&sql).await;
    };
    price("* 1000").await;
    world.poll().await;
    for order_id in &order_ids[1..] {
        assert_eq!(world.order(*order_id).await.state, OrderState::Completed);
    }
    assert_eq!(world.order(broken).await.state, OrderState::Active);
    assert_eq!(world.asked_in(&[broken]).await, [MINUTE_MS]);

    price("/ 1000").await;
    world.poll_after(MINUTE_MS).await;
    assert_eq!(world.order(broken).await.state, OrderState::Completed);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn admins_hear_once_a_day_of_a_provider_that_does_not_answer_about_orders() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "25").await;
    world.starts_many(5_001, 2, 1_000).await;
    let owner = world.owner();
    let told = || owner.times_told("It does not answer questions about orders");
    panel.answers_action("status", 502, "<html>502</html>");
    // A single failure is nothing to tell anybody.
    world.poll_after(MINUTE_MS).await;
    assert_eq!(told(), 0);
    for _ in 0..30 {
        world.poll_after(30 * MINUTE_MS).await;
    }
    assert_eq!(told(), 1);
    for _ in 0..36 {
        world.poll_after(30 * MINUTE_MS).await;
    }
    assert_eq!(told(), 2);
    panel.behaves();
    world.poll_after(HOUR_MS).await;
    assert_eq!(owner.times_told("works again"), 1);
    panel.answers_action("status", 502, "<html>502</html>");
    for _ in 0..3 {
        world.poll_after(30 * MINUTE_MS).await;
    }
    assert_eq!(told(), 3);
    world.audit().await;
}
