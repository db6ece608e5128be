//! The words and numbers of real panels (docs/protocols.md, "Status" and "Status words").

use crate::submission::scripted_world;
use crate::support::money;
use serde_json::{Value, json};
use storefront::clock::MINUTE_MS;
use storefront::domain::money::Money;
use storefront::domain::order::OrderState;

/// What one status text makes of an order of 1000 with 250 left (Canceled: with all left).
const WORDS: [(&str, OrderState, bool); 27] = [
    ("Pending", OrderState::Active, false),
    ("Awaiting", OrderState::Active, false),
    ("Processing", OrderState::Active, false),
    ("In progress", OrderState::Active, false),
    ("in_progress", OrderState::Active, false),
    ("inprogress", OrderState::Active, false),
    ("IN-PROGRESS", OrderState::Active, false),
    ("Active", OrderState::Active, false),
    ("Completed", OrderState::Completed, false),
    (" completed ", OrderState::Completed, false),
    ("Success", OrderState::Completed, false),
    ("Partial", OrderState::Partial, false),
    ("Partially Completed", OrderState::Partial, false),
    ("partially_completed", OrderState::Partial, false),
    ("Canceled", OrderState::Canceled, false),
    ("Cancelled", OrderState::Canceled, false),
    ("CANCELED", OrderState::Canceled, false),
    ("Refunded", OrderState::Canceled, false),
    ("Fail", OrderState::Active, true),
    ("Failed", OrderState::Active, true),
    ("Error", OrderState::Active, true),
    ("Paused", OrderState::Active, true),
    ("Expired", OrderState::Active, true),
    ("In stock", OrderState::Active, true),
    ("Not completed", OrderState::Active, true),
    ("Cancel requested", OrderState::Active, true),
    ("Выполнен", OrderState::Active, true),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_status_word_of_the_table_means_what_the_table_says() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "100").await;
    let order_ids = world.starts_many(5_001, WORDS.len(), 1_000).await;
    let mut rows = Vec::new();
    for (order_id, (word, state, _)) in order_ids.iter().zip(WORDS) {
        let remains = if state == OrderState::Canceled { "1000" } else { "250" };
        let row = json!({ "charge": "0.9", "start_count": "5", "status": word,
            "remains": remains, "currency": "USD" });
        rows.push((world.order(*order_id).await.provider_order_id, row));
    }
    panel.reports(&rows);
    for _ in 0..3 {
        world.poll().await;
    }
    // The first few are told one by one, the others together.
    world.advance_ms(10 * MINUTE_MS);
    world.watch().await;
    let is_alert = |text: &String| {
        text.contains("A strange report about") || text.contains("Strange reports about")
    };
    let alerts: Vec<String> = world.owner().told().into_iter().filter(is_alert).collect();
    assert_eq!(alerts.len(), 4);
    for (order_id, (word, state, is_strange)) in order_ids.iter().zip(WORDS) {
        let order = world.order(*order_id).await;
        let returned = match state {
            OrderState::Partial => money("0.2925"),
            OrderState::Canceled => money("1.17"),
            _ => Money::ZERO,
        };
        assert_eq!((order.state, order.returned), (state, returned), "{word}");
        assert_eq!(order.needs_attention, i64::from(is_strange), "{word}");
        let named = alerts.iter().filter(|text| text.contains(&format!("#{order_id}"))).count();
        assert_eq!(named, usize::from(is_strange), "{word}");
        assert_eq!(order.provider_status, word.trim(), "{word}");
    }
    world.audit().await;
}

/// A status report in one of the forms met, and start count, remains and charge as understood.
fn forms() -> Vec<(Value, (i64, i64, &'static str))> {
    let active = |extra: Value| {
        let mut row = json!({ "status": "In progress" });
        row.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        row
    };
    vec![
        (
            active(json!({ "charge": "0.27819", "start_count": "3572", "remains": "157",
                "currency": "USD" })),
            (3_572, 157, "0.27819"),
        ),
        (
            active(json!({ "charge": 0.27819, "start_count": 3572, "remains": 157 })),
            (3_572, 157, "0.27819"),
        ),
        (active(json!({ "start_count": "10.0", "remains": 157.0 })), (10, 157, "")),
        (active(json!({ "start_count": null, "remains": null, "charge": null })), (-1, -1, "")),
        (active(json!({ "start_count": "", "remains": "", "charge": "" })), (-1, -1, "")),
        (active(json!({ "remains": "-2" })), (-1, 0, "")),
        (active(json!({ "remains": -2000 })), (-1, 0, "")),
        (active(json!({ "remains": "5000" })), (-1, 1_000, "")),
        (active(json!({ "remains": "Unknown", "start_count": "n/a" })), (-1, -1, "")),
        (active(json!({ "error": null, "msg": "ok", "remains": "3" })), (-1, 3, "")),
        (active(json!({ "error": "", "remains": "0" })), (-1, 0, "")),
        (active(json!({ "charge": "1e-3", "remains": "1e2" })), (-1, 100, "0.001")),
        (active(json!({ "remains": "99999999999999999999" })), (-1, -1, "")),
        (active(json!({ "remains": ["1"], "start_count": { "a": 1 } })), (-1, -1, "")),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_are_read_in_every_form_that_panels_send() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "100").await;
    let order_ids = world.starts_many(5_001, forms().len(), 1_000).await;
    let mut rows = Vec::new();
    for (order_id, (row, _)) in order_ids.iter().zip(forms()) {
        rows.push((world.order(*order_id).await.provider_order_id, row));
    }
    panel.reports(&rows);
    world.poll().await;
    for (order_id, (row, expected)) in order_ids.iter().zip(forms()) {
        let order = world.order(*order_id).await;
        let read = (order.start_count, order.remains, order.provider_charge.as_str());
        assert_eq!(read, expected, "{row}");
        // Nothing left to deliver is not an end.
        assert_eq!(order.state, OrderState::Active, "{row}");
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_in_a_list_are_believed_as_far_as_they_name_their_order() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "25").await;
    let order_ids = world.starts_many(5_001, 3, 1_000).await;
    let mut ids = Vec::new();
    for order_id in &order_ids {
        ids.push(world.order(*order_id).await.provider_order_id);
    }
    // The other way round than asked, one of them twice, and one that nobody asked about.
    let row = |id: &str, status: &str| json!({ "order": id, "status": status, "remains": "0" });
    let list = json!([
        row(&ids[2], "Completed"),
        row("999999", "Completed"),
        row(&ids[1], "Completed"),
        row(&ids[1], "In progress"),
        row(&ids[0], "In progress"),
    ]);
    panel.answers_action("status", 200, &list.to_string());
    world.poll().await;
    let mut states = Vec::new();
    for order_id in &order_ids {
        states.push(world.order(*order_id).await.state);
    }
    assert_eq!(states, [OrderState::Active, OrderState::Active, OrderState::Completed]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failure_waits_for_the_provider_to_say_what_becomes_of_the_money() {
    let (world, panel) = scripted_world().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let (order_id, id) = world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    panel.reports(&[(id.clone(), json!({ "status": "Fail", "charge": "0", "remains": "1000" }))]);
    for _ in 0..5 {
        world.poll().await;
    }
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Active, Money::ZERO));
    assert_eq!(world.owner().times_told("The provider reports a failure"), 1);
    let told = ann.told().len();
    panel.reports(&[(id, json!({ "status": "Canceled", "charge": "0", "remains": "1000" }))]);
    world.poll().await;
    assert_eq!(world.order(order_id).await.returned, money("1.17"));
    assert_eq!(ann.told().len(), told + 1);
    assert_eq!(world.order(order_id).await.needs_attention, 0);
    world.audit().await;
}
