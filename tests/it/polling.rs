//! Asking providers how accepted orders are: what is understood, when it is asked, and what is
//! never believed.

mod budget;
mod charges;
mod faults;
mod rhythm;
mod silence;
mod wording;

use crate::submission::scripted_world;
use crate::support::{World, money};
use serde_json::json;
use storefront::clock::{HOUR_MS, MINUTE_MS};
use storefront::domain::money::Money;
use storefront::domain::order::OrderState;
use storefront::sandbox::panel::{FaultRule, PanelFault};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_change_is_pushed_once_and_in_order() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    let steps = [
        ("Pending", None),
        ("Processing", None),
        ("In progress", Some(700)),
        ("In progress", Some(400)),
        ("Partial", Some(400)),
        ("Partial", Some(500)),
        ("Canceled", Some(1_000)),
        ("Completed", Some(0)),
    ];
    for (status, remains) in steps {
        world.reports(order_id, status, remains).await;
        for _ in 0..3 {
            world.poll_after(6 * HOUR_MS + 1).await;
        }
    }
    world.draws_cards().await;
    let told: Vec<String> = ann
        .told()
        .into_iter()
        .filter(|text| text.contains(&format!("Order #{order_id}")))
        .filter_map(|text| text.lines().next().map(str::to_owned))
        .collect();
    let expected = [
        format!("↩️ Order #{order_id} · canceled"),
        format!("🌓 Order #{order_id} is delivered in part"),
        format!("🌓 Order #{order_id} is delivered in part"),
        format!("↩️ Order #{order_id} is canceled"),
    ];
    assert_eq!(told, expected);
    assert_eq!(world.order(order_id).await.returned, money("1.17"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn progress_is_on_the_card_and_pushes_nothing() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    let told = ann.told().len();
    world.reports(order_id, "In progress", Some(400)).await;
    world.poll().await;
    assert_eq!(ann.told().len(), told);
    world.draws_cards().await;
    ann.expects("Delivered: 600 of 1,000");
    ann.expects("Count at the start");
    world.reports(order_id, "In progress", Some(1)).await;
    world.poll().await;
    world.draws_cards().await;
    ann.expects("Delivered: 999 of 1,000");
    assert_eq!(ann.told().len(), told);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_that_says_nothing_keeps_no_other_from_being_read() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "25").await;
    let order_ids = world.starts_many(5_001, 8, 1_000).await;
    let mut rows = Vec::new();
    for (order_id, row) in order_ids.iter().zip([
        json!({ "error": "Incorrect order ID" }),
        json!("Not found"),
        json!(null),
        json!([]),
        json!({ "charge": "0.9", "remains": "1000" }),
        json!({ "status": "Canceled", "order": "1", "remains": "1000", "charge": "0" }),
        json!({ "error": "x", "status": "Canceled", "remains": "1000", "charge": "0" }),
        json!({ "status": "Completed", "charge": "0.9", "remains": "0" }),
    ]) {
        rows.push((world.order(*order_id).await.provider_order_id, row));
    }
    panel.reports(&rows);
    world.poll().await;
    for order_id in &order_ids[..7] {
        let order = world.order(*order_id).await;
        assert_eq!((order.state, order.returned), (OrderState::Active, Money::ZERO));
    }
    assert_eq!(world.order(order_ids[7]).await.state, OrderState::Completed);
    // Only what would move money is asked about alone.
    assert!(panel.calls("status").iter().all(|call| call.contains_key("orders")));
    panel.behaves();
    world.reports_all(&panel.panel, &order_ids, "Completed");
    world.poll().await;
    for order_id in order_ids {
        assert_eq!(world.order(order_id).await.state, OrderState::Completed);
    }
    world.audit().await;
}

impl World {
    /// Gives every order that a panel has a status.
    fn reports_all(
        &self,
        panel: &storefront::sandbox::panel::Panel,
        order_ids: &[i64],
        status: &str,
    ) {
        let accepted = panel.accepted();
        assert_eq!(accepted.len(), order_ids.len());
        for order in accepted {
            panel.set_status(&order.id, status, None, None).unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_without_ids_moves_no_money_and_every_order_is_asked_about_alone() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "25").await;
    let order_ids = world.starts_many(5_001, 3, 1_000).await;
    let canceled = json!({ "status": "Canceled", "charge": "0", "remains": "1000" }).to_string();
    let running = json!({ "status": "In progress", "charge": "0.9", "remains": "9" }).to_string();
    let second = world.order(order_ids[1]).await.provider_order_id;
    let list = format!("[{canceled},{canceled},{canceled}]");
    panel.answers(move |call| match (call["action"].as_str(), call.get("order")) {
        ("status", None) => Some((200, list.clone())),
        ("status", Some(id)) if *id == second => Some((200, canceled.clone())),
        ("status", Some(_)) => Some((200, running.clone())),
        _ => None,
    });
    world.poll().await;
    let states = async || {
        let mut states = Vec::new();
        for order_id in &order_ids {
            states.push(world.order(*order_id).await.state);
        }
        states
    };
    let expected = [OrderState::Active, OrderState::Canceled, OrderState::Active];
    assert_eq!(states().await, expected);
    let alone = panel.calls("status").iter().filter(|call| call.contains_key("order")).count();
    assert_eq!(alone, 3);
    assert_eq!(world.wallet(5_001).await.held, money("2.34"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_return_told_in_a_batch_acts_only_when_the_single_answer_agrees() {
    let (world, panel) = scripted_world().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let (order_id, id) = world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    let canceled = json!({ "status": "Canceled", "charge": "0", "remains": "1000" });
    let batch = json!({ id: canceled }).to_string();
    let disagreeing = [
        (200, json!({ "status": "In progress", "charge": "0.9", "remains": "10" }).to_string()),
        (200, json!({ "error": "Incorrect order ID" }).to_string()),
        (200, json!({ "status": "Canceled", "order": 1, "remains": "1000" }).to_string()),
        (200, json!({ "status": "success" }).to_string()),
        (200, "<html>checking your browser</html>".to_owned()),
        (200, String::new()),
        (500, canceled.to_string()),
        (404, canceled.to_string()),
    ];
    for (status, single) in disagreeing {
        let (batch, shown) = (batch.clone(), single.clone());
        panel.answers(move |call| match (call["action"].as_str(), call.get("order")) {
            ("status", None) => Some((200, batch.clone())),
            ("status", Some(_)) => Some((status, single.clone())),
            _ => None,
        });
        world.poll_after(MINUTE_MS).await;
        let order = world.order(order_id).await;
        assert_eq!((order.state, order.returned), (OrderState::Active, Money::ZERO), "{shown}");
        assert_eq!(world.wallet(5_001).await.held, money("1.17"), "{shown}");
    }
    assert!(!ann.was_told("is canceled"));
    assert!(!world.owner().was_told("needs your decision"));
    world.advance_ms(MINUTE_MS);

    panel.answers(move |call| match (call["action"].as_str(), call.get("order")) {
        ("status", None) => Some((200, batch.clone())),
        ("status", Some(_)) => Some((200, canceled.to_string())),
        _ => None,
    });
    world.poll().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Canceled);
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    assert_eq!(ann.times_told("is canceled"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn garbage_for_an_answer_changes_nothing_and_is_not_asked_for_in_a_loop() {
    let (world, panel) = scripted_world().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let order_ids = world.starts_many(5_001, 3, 1_000).await;
    let told = ann.told().len();
    let whole = json!({ "status": "Canceled", "charge": "0", "remains": "1000" }).to_string();
    let garbage = [
        (200, "<html><body>Just a moment...</body></html>"),
        (502, "<html>502 Bad Gateway</html>"),
        (200, ""),
        (200, "[]"),
        (200, "{}"),
        (200, "null"),
        (200, "\"Canceled\""),
        (200, "{\"status\":\"fail\",\"message\":\"maintenance\"}"),
        (200, "{\"error\":\"Incorrect request\"}"),
        (200, "{\"error\":\"Something new\"}"),
        (429, "{\"error\":\"Rate limit exceeded. Slow down.\"}"),
        (500, whole.as_str()),
        (200, "\u{0}\u{1}\u{2}"),
        (301, ""),
    ];
    for (status, body) in garbage {
        panel.answers_action("status", status, body);
        let before = panel.calls("status").len();
        world.poll_after(MINUTE_MS).await;
        let asked = panel.calls("status").len() - before;
        assert!((1..=4).contains(&asked), "{asked} calls after {status} {body}");
        for order_id in &order_ids {
            let order = world.order(*order_id).await;
            assert_eq!((order.state, order.returned), (OrderState::Active, Money::ZERO), "{body}");
        }
    }
    assert_eq!(world.wallet(5_001).await.held, money("3.51"));
    assert_eq!(ann.told().len(), told);
    assert_eq!(world.owner().times_told("It does not answer questions about orders"), 1);
    assert!(!world.owner().was_told("needs your decision"));
    panel.behaves();
    world.reports_all(&panel.panel, &order_ids, "Completed");
    world.poll_after(MINUTE_MS).await;
    for order_id in order_ids {
        assert_eq!(world.order(order_id).await.state, OrderState::Completed);
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_the_provider_cannot_answer_about_keeps_no_other_waiting() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "25").await;
    let order_ids = world.starts_many(5_001, 4, 1_000).await;
    let mut lost = Vec::new();
    for order_id in &order_ids[..3] {
        lost.push(world.order(*order_id).await.provider_order_id);
    }
    let done = json!({ "status": "Completed", "charge": "0.9", "remains": "0" }).to_string();
    // A panel that knows single questions only, and three orders that it has lost.
    panel.answers(move |call| match (call["action"].as_str(), call.get("order")) {
        ("status", None) => Some((200, json!({ "error": "Incorrect request" }).to_string())),
        ("status", Some(id)) if *id == lost[0] => Some((404, "<html>404</html>".to_owned())),
        ("status", Some(id)) if *id == lost[1] => {
            Some((200, json!({ "error": "No such order here" }).to_string()))
        }
        ("status", Some(id)) if *id == lost[2] => Some((200, String::new())),
        ("status", Some(_)) => Some((200, done.clone())),
        _ => None,
    });
    world.poll().await;
    assert_eq!(world.order(order_ids[3]).await.state, OrderState::Completed);
    assert_eq!(world.count("orders WHERE state = 'active'").await, 3);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_of_status_change_nothing_and_the_next_question_is_answered() {
    let mut world = World::new().await;
    world.asks_only(world.panel_url(), 1_500);
    let ann = world.customer(5_001, "Ann", "25").await;
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    world.reports(order_id, "Completed", None).await;
    // These are answered well when the call is `status`.
    let harmless = [
        PanelFault::None,
        PanelFault::ShrunkList,
        PanelFault::AcceptNoId,
        PanelFault::BehindNotice,
        PanelFault::Packed,
        PanelFault::CancelIgnored,
        PanelFault::RefillRejected,
    ];
    for fault in PanelFault::all().into_iter().filter(|fault| !harmless.contains(fault)) {
        let name = fault.name();
        world.panel.set_fault(FaultRule::always(fault));
        let before = world.calls("status");
        world.poll_after(MINUTE_MS).await;
        assert!(world.calls("status") > before, "{name}");
        world.panel.clear_faults();
        let order = world.order(order_id).await;
        assert_eq!((order.state, order.returned), (OrderState::Active, Money::ZERO), "{name}");
    }
    world.poll_after(MINUTE_MS).await;
    assert_eq!(world.order(order_id).await.state, OrderState::Completed);
    assert_eq!(ann.times_told(&format!("Order #{order_id} is delivered")), 1);
    world.audit().await;
}
