//! The panel over real HTTP, behaving well.

use serde_json::{Value, json};

use super::*;
use crate::sandbox::wire;

pub(super) const KEY: &str = "panel-key";
pub(super) const LINK: &str = "https://instagram.com/someone";

/// Service, fields of the `add`, and the error that they get.
pub(super) type Refusal<'a> = (i64, &'a [(&'a str, &'a str)], &'a str);

pub(super) struct World {
    pub panel: Panel,
    pub url: String,
}

/// A panel on a port of its own whose clock stands still.
pub(super) async fn world() -> World {
    serve(PanelOptions { speed: 0, ..PanelOptions::new(KEY) }).await
}

pub(super) async fn serve(options: PanelOptions) -> World {
    let panel = Panel::new(options);
    let url = format!("{}/api/v2", wire::serve(panel.router()).await);
    World { panel, url }
}

impl World {
    pub(super) async fn post(&self, fields: &[(&str, &str)]) -> reqwest::Result<(u16, String)> {
        let mut form = vec![("key", KEY)];
        form.extend_from_slice(fields);
        let response = wire::client().post(&self.url).form(&form).send().await?;
        Ok((response.status().as_u16(), response.text().await?))
    }

    pub(super) async fn ask(&self, fields: &[(&str, &str)]) -> Value {
        let (status, body) = self.post(fields).await.unwrap();
        assert_eq!(status, 200);
        serde_json::from_str(&body).unwrap()
    }

    pub(super) async fn add(&self, service: &str, quantity: &str) -> Value {
        let service = ("service", service);
        self.ask(&[("action", "add"), service, ("link", LINK), ("quantity", quantity)]).await
    }

    async fn add_with(&self, service: i64, fields: &[(&str, &str)]) -> Value {
        let service = service.to_string();
        let mut all = vec![("action", "add"), ("service", service.as_str()), ("link", LINK)];
        all.extend_from_slice(fields);
        self.ask(&all).await
    }
}

fn drip_feed(panel: &Panel) -> i64 {
    panel.services().iter().find(|row| row.dripfeed).unwrap().id
}

fn service_of(panel: &Panel, kind: &str) -> i64 {
    panel.services().iter().find(|row| row.kind == kind).unwrap().id
}

#[tokio::test]
async fn a_wrong_key_and_an_unknown_action_are_refused_with_http_200() {
    let world = world().await;
    let client = wire::client();
    let form = [("key", "other"), ("action", "balance")];
    let response = client.post(&world.url).form(&form).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.text().await.unwrap(), r#"{"error":"Invalid API key"}"#);
    assert_eq!(world.ask(&[("action", "fly")]).await, json!({"error": "Incorrect request"}));
    assert_eq!(world.ask(&[]).await, json!({"error": "Incorrect request"}));
}

#[tokio::test]
async fn the_service_list_is_the_documented_one_and_get_works_too() {
    let world = world().await;
    let listed = world.ask(&[("action", "services")]).await;
    assert_eq!(listed.as_array().unwrap().len(), catalog().len());
    assert_eq!(listed.pointer("/0/rate"), Some(&json!("0.90")));
    let url = format!("{}?key={KEY}&action=balance", world.url);
    let body = wire::client().get(url).send().await.unwrap().text().await.unwrap();
    assert_eq!(body, r#"{"balance":"1000","currency":"USD"}"#);
}

#[tokio::test]
async fn an_order_is_charged_runs_and_completes() {
    let world = world().await;
    assert_eq!(world.add("1", "1000").await, json!({"order": 23501}));
    assert_eq!(world.panel.balance(), "999.1");
    let status = [("action", "status"), ("order", "23501")];
    let report = world.ask(&status).await;
    assert_eq!(report.get("status"), Some(&json!("Pending")));
    assert_eq!(report.get("charge"), Some(&json!("0.9")));
    assert_eq!(report.get("remains"), Some(&json!("1000")));
    world.panel.tick_ms(15_000);
    assert_eq!(world.ask(&status).await.get("status"), Some(&json!("In progress")));
    world.panel.tick_ms(45_000);
    let report = world.ask(&status).await;
    assert_eq!(report.get("status"), Some(&json!("Completed")));
    assert_eq!(report.get("remains"), Some(&json!("0")));
    assert_eq!(world.panel.balance(), "999.1");
}

#[tokio::test]
async fn what_an_add_lacks_is_named() {
    let world = world().await;
    let poll = service_of(&world.panel, "Poll");
    let comments = service_of(&world.panel, "Custom Comments");
    let replies = service_of(&world.panel, "Comment Replies");
    let visits = service_of(&world.panel, "Web Traffic");
    let drip = drip_feed(&world.panel);
    let searched = [("country", "UZ"), ("device", "1"), ("type_of_traffic", "1")];
    let no_drip = [("quantity", "100"), ("runs", "2"), ("interval", "5")];
    let cases: [Refusal<'_>; 12] = [
        (999, &[("quantity", "100")], "Incorrect service ID"),
        (1, &[], "Incorrect quantity"),
        (1, &[("quantity", "1e3")], "Incorrect quantity"),
        (1, &[("quantity", "49")], "Quantity less than minimal 50"),
        (1, &[("quantity", "50001")], "Quantity more than maximum 50000"),
        (poll, &[("quantity", "100")], "Answer number is required"),
        (comments, &[("quantity", "100")], "Comments field is required"),
        (replies, &[("username", "a")], "Comments field is required"),
        (visits, &searched[..2], "Type of traffic field is required"),
        (visits, &searched, "Google keyword field is required"),
        (2, &no_drip, "No dripfeed support"),
        (drip, &[("quantity", "100"), ("runs", "2")], "Interval time is required"),
    ];
    for (service, fields, text) in cases {
        assert_eq!(world.add_with(service, fields).await, json!({ "error": text }));
    }
    for link in ["", "nowhere", "two words.example"] {
        let fields = [("action", "add"), ("service", "1"), ("link", link), ("quantity", "100")];
        assert_eq!(world.ask(&fields).await, json!({"error": "Bad link"}), "{link}");
    }
    assert!(world.panel.accepted().is_empty());
    assert_eq!(world.panel.balance(), "1000");
}

#[tokio::test]
async fn other_types_are_billed_their_own_way() {
    let world = world().await;
    let package = service_of(&world.panel, "Package");
    let comments = service_of(&world.panel, "Custom Comments");
    let poll = service_of(&world.panel, "Poll");
    let subscription = service_of(&world.panel, "Subscriptions");
    let texts = (0..12).map(|line| format!("text {line}\n\n")).collect::<String>();
    world.add_with(package, &[]).await;
    world.add_with(comments, &[("comments", &texts)]).await;
    world.add_with(poll, &[("quantity", "100"), ("answer_number", "2")]).await;
    let posts = [("username", "someone"), ("min", "100"), ("max", "200"), ("delay", "0")];
    world.add_with(subscription, &posts).await;
    let drip = drip_feed(&world.panel);
    world.add_with(drip, &[("quantity", "100"), ("runs", "3"), ("interval", "5")]).await;
    let billed: Vec<(i64, String)> =
        world.panel.accepted().into_iter().map(|order| (order.quantity, order.charge)).collect();
    let expected = [(1, "2.9"), (12, "0.096"), (100, "0.06"), (0, "0"), (300, "0.3")];
    assert_eq!(billed, expected.map(|(quantity, charge)| (quantity, charge.to_owned())));
}

#[tokio::test]
async fn funds_and_duplicate_links_are_watched() {
    let world = serve(PanelOptions {
        speed: 0,
        balance: "1.50".to_owned(),
        refuse_duplicate_link: true,
        ..PanelOptions::new(KEY)
    })
    .await;
    assert_eq!(world.add("1", "1000").await, json!({"order": 23501}));
    let text = "You have active order with this link. Please wait until order being completed.";
    assert_eq!(world.add("1", "100").await, json!({ "error": text }));
    world.panel.tick_ms(60_000);
    let refused = json!({"error": "Not enough funds on balance"});
    assert_eq!(world.add("1", "1000").await, refused);
    world.panel.set_balance("0.9").unwrap();
    assert_eq!(world.add("1", "1000").await, json!({"order": 23502}));
    assert_eq!(world.panel.acceptances_for_link(LINK), 2);
}

#[tokio::test]
async fn a_batch_is_a_map_with_row_errors_and_a_limit() {
    let world = world().await;
    world.add("1", "100").await;
    let batch = world.ask(&[("action", "status"), ("orders", "23501,7")]).await;
    assert_eq!(batch.pointer("/23501/status"), Some(&json!("Pending")));
    assert_eq!(batch.pointer("/7/error"), Some(&json!("Incorrect order ID")));
    let many = vec!["1"; 101].join(",");
    let refused = json!({"error": "Incorrect request"});
    assert_eq!(world.ask(&[("action", "status"), ("orders", &many)]).await, refused);
    let one = world.ask(&[("action", "status"), ("order", "x")]).await;
    assert_eq!(one, json!({"error": "Incorrect order ID"}));
}

#[tokio::test]
async fn refills_open_once_and_finish() {
    let world = world().await;
    world.add("1", "100").await;
    let refill = [("action", "refill"), ("order", "23501")];
    let refused = json!({"error": "Order not eligible for refill."});
    assert_eq!(world.ask(&refill).await, refused);
    world.panel.tick_ms(60_000);
    assert_eq!(world.ask(&refill).await, json!({"refill": "1"}));
    assert_eq!(world.ask(&refill).await, refused);
    let status = [("action", "refill_status"), ("refill", "1")];
    assert_eq!(world.ask(&status).await, json!({"status": "In progress"}));
    world.panel.tick_ms(30_000);
    let batch = world.ask(&[("action", "refill_status"), ("refills", "1,9")]).await;
    let missing = json!({"refill": 9, "status": {"error": "Refill not found"}});
    assert_eq!(batch, json!([{"refill": 1, "status": "Completed"}, missing]));
}

#[tokio::test]
async fn a_cancel_gives_back_what_was_not_delivered() {
    let world = world().await;
    world.add("1", "1000").await;
    world.add("1", "1000").await;
    let cancel = |ids: &'static str| [("action", "cancel"), ("orders", ids)];
    let answer = world.ask(&cancel("23501,7")).await;
    let unknown = json!({"order": 7, "cancel": {"error": "Incorrect order ID"}});
    assert_eq!(answer, json!([{"order": 23501, "cancel": 1}, unknown]));
    world.panel.tick_ms(20_000);
    world.ask(&cancel("23502")).await;
    let orders = world.panel.accepted();
    let statuses: Vec<&str> = orders.iter().map(|order| order.status.as_str()).collect();
    assert_eq!(statuses, ["Canceled", "Partial"]);
    let charges: Decimal =
        orders.iter().map(|order| Decimal::from_str(&order.charge).unwrap()).sum();
    let balance = Decimal::from_str(&world.panel.balance()).unwrap();
    assert_eq!(balance + charges, Decimal::from(1_000));
}

#[tokio::test]
async fn the_handle_sets_statuses_rates_and_services() {
    let world = world().await;
    world.add("1", "1000").await;
    let panel = &world.panel;
    panel.set_status("23501", "Partial", Some(500), None).unwrap();
    assert_eq!(panel.balance(), "999.55");
    panel.set_status("23501", "Canceled", None, None).unwrap();
    assert_eq!(panel.balance(), "1000");
    panel.set_status("23501", "Weird", Some(-2), Some("0.27819")).unwrap();
    let report = world.ask(&[("action", "status"), ("order", "23501")]).await;
    assert_eq!(report.get("charge"), Some(&json!("0.27819")));
    assert_eq!(report.get("remains"), Some(&json!("-2")));
    panel.tick_ms(600_000);
    assert_eq!(panel.accepted().first().unwrap().status, "Weird");
    assert!(panel.set_status("7", "Completed", None, None).is_err());

    panel.update_rate(1, "-1").unwrap();
    assert!(panel.update_rate(999, "1").is_err());
    panel.set_services(panel.services().into_iter().take(2).collect());
    let listed = world.ask(&[("action", "services")]).await;
    assert_eq!(listed.as_array().unwrap().len(), 2);
    assert_eq!(listed.pointer("/0/rate"), Some(&json!("-1")));
}

#[tokio::test]
async fn requests_are_kept_without_the_key() {
    let world = world().await;
    world.add("1", "100").await;
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let fields = vec![pair("service", "1"), pair("link", LINK), pair("quantity", "100")];
    assert_eq!(world.panel.requests(), [("add".to_owned(), fields)]);
}

#[tokio::test]
async fn orders_move_by_themselves_in_real_time() {
    let world = serve(PanelOptions { speed: 1_000, ..PanelOptions::new(KEY) }).await;
    world.add("1", "100").await;
    let mut waited_ms = 0;
    while world.panel.accepted().first().unwrap().status != "Completed" {
        assert!(waited_ms < 5_000, "a minute at a thousandfold speed");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        waited_ms += 10;
    }
}
