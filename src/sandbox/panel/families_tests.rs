//! Orders that are made of others, over real HTTP.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::super::tests::{LINK, World, world};

const MINUTE_MS: u64 = 60_000;

impl World {
    async fn begins(&self, kind: &str, fields: &[(&str, &str)]) -> i64 {
        let drips = |row: &&crate::sandbox::panel::ServiceRow| row.kind == kind && row.dripfeed;
        let services = self.panel.services();
        let service = services.iter().find(drips).or(services.iter().find(|row| row.kind == kind));
        let service = service.unwrap().id.to_string();
        let mut all = vec![("action", "add"), ("service", service.as_str()), ("link", LINK)];
        all.extend_from_slice(fields);
        self.ask(&all).await.get("order").and_then(Value::as_i64).unwrap()
    }

    async fn told(&self, id: i64) -> Value {
        self.ask(&[("action", "status"), ("order", &id.to_string())]).await
    }
}

#[tokio::test]
async fn runs_come_one_after_another_and_cost_what_was_paid_for_all() {
    let world = world().await;
    let parts = [("quantity", "100"), ("runs", "3"), ("interval", "5")];
    let id = world.begins("Default", &parts).await;
    let paid = world.panel.balance();
    let none = json!({"status": "In progress", "runs": 0, "orders": []});
    assert_eq!(world.told(id).await, none);
    world.panel.tick_ms(6_000);
    world.panel.tick_ms(5 * MINUTE_MS);
    let two = json!({"status": "In progress", "runs": 2, "orders": [id + 1, id + 2]});
    assert_eq!(world.told(id).await, two);
    world.panel.tick_ms(5 * MINUTE_MS);
    world.panel.tick_ms(5 * MINUTE_MS);
    assert_eq!(world.told(id).await.get("status"), Some(&json!("Completed")));
    assert_eq!(world.told(id + 3).await.get("status"), Some(&json!("Completed")));
    assert_eq!(world.panel.balance(), paid);
}

#[tokio::test]
async fn what_was_not_begun_is_paid_back_when_the_whole_is_canceled() {
    let world = world().await;
    let before = world.panel.balance();
    let parts = [("quantity", "1000"), ("runs", "2"), ("interval", "5")];
    let id = world.begins("Default", &parts).await;
    world.panel.tick_ms(6_000);
    let run: Decimal = world.panel.accepted().pop().unwrap().charge.parse().unwrap();
    world.panel.set_status(&id.to_string(), "Canceled", None, None).unwrap();
    world.panel.tick_ms(60 * MINUTE_MS);
    assert_eq!(world.panel.children(&id.to_string()).len(), 1);
    let decimal = |text: String| text.parse::<Decimal>().unwrap();
    assert_eq!(decimal(before) - run, decimal(world.panel.balance()));
}

#[tokio::test]
async fn posts_are_ordered_and_charged_as_they_come() {
    let world = world().await;
    let posts = [
        ("username", "someone"),
        ("min", "100"),
        ("max", "100"),
        ("posts", "2"),
        ("delay", "0"),
        ("expiry", "31/12/2026"),
    ];
    let id = world.begins("Subscriptions", &posts).await;
    assert_eq!(world.panel.balance(), "1000");
    world.panel.publishes(&id.to_string());
    let report = world.told(id).await;
    assert_eq!(report.get("orders"), Some(&json!([id + 1])));
    assert_eq!(report.get("expiry"), Some(&json!("31/12/2026")));
    assert_ne!(world.panel.balance(), "1000");
    world.panel.publishes(&id.to_string());
    world.panel.tick_ms(MINUTE_MS);
    assert_eq!(world.told(id).await.get("status"), Some(&json!("Completed")));
}

#[tokio::test]
async fn it_may_be_told_like_any_other_order_or_wrongly() {
    let world = world().await;
    let parts = [("quantity", "100"), ("runs", "3"), ("interval", "5")];
    let id = world.begins("Default", &parts).await;
    world.panel.tick_ms(6_000);
    world.panel.tell_children(&id.to_string(), Some(vec!["7".to_owned(), "7".to_owned()]));
    assert_eq!(world.told(id).await.get("orders"), Some(&json!([7, 7])));
    world.panel.tell_plainly(&id.to_string());
    let report = world.told(id).await;
    assert_eq!(report.get("remains"), Some(&json!("300")));
    assert_eq!(report.get("orders"), None);
}
