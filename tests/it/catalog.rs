//! The catalog follows the provider's list: unchanged rows are not written, gone ones are hidden
//! with their numbers kept, and an answer that looks wrong changes nothing.

mod currency;
mod doubtful;
mod sellable;
mod texts;
mod unread;

use crate::support::shelf::{listed, sold};
use crate::support::{Scripted, World, WorldOptions};
use rust_decimal::Decimal;
use serde_json::json;
use storefront::domain::order::OrderState;
use storefront::sandbox::panel::{PanelOptions, ServiceRow};

/// Everything the catalog holds, row by row.
async fn snapshot(world: &World) -> Vec<String> {
    let services = "service_id || '|' || name || '|' || category_id || '|' || min_quantity || '|' \
        || max_quantity || '|' || is_hidden || '|' || updated_ms FROM services ORDER BY service_id";
    let sources = "source_id || '|' || service_id || '|' || provider || '|' || \
        provider_service_id || '|' || rate || '|' || updated_ms FROM sources ORDER BY source_id";
    let categories = "category_id || '|' || name || '|' || visible_count FROM categories \
        ORDER BY category_id";
    let mut rows = world.rows(services).await;
    rows.extend(world.rows(sources).await);
    rows.extend(world.rows(categories).await);
    rows
}

fn without(services: Vec<ServiceRow>, ids: &[i64]) -> Vec<ServiceRow> {
    services.into_iter().filter(|row| !ids.contains(&row.id)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_sync_fills_the_shop_and_a_second_one_writes_no_row() {
    let world = World::new().await;
    assert_eq!(world.count("services WHERE is_hidden = 0").await, sold());
    assert_eq!(world.count("sources WHERE provider = 'main'").await, listed());
    let before = snapshot(&world).await;
    for _ in 0..3 {
        world.advance_ms(3_600_000);
        world.sync().await;
    }
    assert_eq!(snapshot(&world).await, before);
    // The panel's first is the shop's first.
    let offer = world.offer(1).await;
    assert_eq!(offer.name, "Instagram Followers | Real | 30 days refill | 5K/day");
    assert_eq!((offer.rate, offer.min_quantity, offer.max_quantity), (cents(90), 50, 50_000));
    world.audit().await;
}

fn cents(amount: i64) -> Decimal {
    Decimal::new(amount, 2)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_price_writes_one_row_and_is_what_customers_see_next() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let before = snapshot(&world).await;
    world.advance_ms(60_000);
    world.panel.update_rate(1, "1.20").unwrap();
    world.syncs_approved().await;
    let after = snapshot(&world).await;
    let changed = before.iter().zip(&after).filter(|(before, after)| before != after).count();
    assert_eq!((changed, after.len()), (2, before.len()), "the service and its source");
    ann.fills_in("instagram.com/ann", "1000").await;
    ann.expects("$1.56");

    // A price that was shown stands for fifteen minutes, whatever the provider does meanwhile.
    world.panel.update_rate(1, "1.30").unwrap();
    world.syncs_approved().await;
    ann.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await.held, crate::support::money("1.56"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_vanishes_and_returns_keeps_its_number_and_its_history() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    let all = world.panel.services();
    world.panel.set_services(without(all.clone(), &[1, 2]));
    world.sync().await;
    assert!(!world.offer(1).await.is_visible && !world.offer(2).await.is_visible);
    assert_eq!(world.count("services WHERE is_hidden = 1").await, 2);
    ann.says("/order").await;
    ann.taps("Instagram Followers").await;
    assert!(!ann.screen().contains("30 days refill | 5K/day"));
    // The running order goes on under its name.
    world.reports(order_id, "Completed", None).await;
    world.poll().await;
    ann.expects("Instagram Followers | Real | 30 days refill | 5K/day");
    assert_eq!(world.order(order_id).await.state, OrderState::Completed);

    let mut back = all;
    back[0].rate = cents(95);
    world.panel.set_services(back);
    world.sync().await;
    let offer = world.offer(1).await;
    assert!(offer.is_visible && world.offer(2).await.is_visible);
    assert_eq!((offer.provider_service_id.as_str(), offer.rate), ("1", cents(95)));
    assert_eq!(world.count("services").await, listed());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_button_of_a_service_that_vanished_leads_back_to_what_is_sold() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    ann.fills_in("instagram.com/ann", "1000").await;
    world.panel.set_services(without(world.panel.services(), &[1]));
    world.sync().await;
    ann.taps("Confirm").await;
    assert_eq!(world.count("orders").await, 0);
    assert!(ann.was_told("not sold any more") || ann.toast().contains("not sold any more"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_service_gets_the_next_number_and_a_new_category_its_place() {
    let world = World::new().await;
    let mut services = world.panel.services();
    let fresh = ServiceRow {
        id: 9_001,
        name: "Mastodon Boosts".to_owned(),
        category: "Mastodon".to_owned(),
        ..services[0].clone()
    };
    services.insert(0, fresh);
    world.panel.set_services(services);
    world.sync().await;
    assert_eq!(world.service_number("main", "9001").await, listed() + 1);
    let offer = world.offer(listed() + 1).await;
    assert_eq!((offer.name.as_str(), offer.category.as_str()), ("Mastodon Boosts", "Mastodon"));
    assert_eq!(world.count("categories WHERE name = 'Mastodon' AND visible_count = 1").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_with_one_id_that_differ_change_nothing() {
    let world = World::new().await;
    let mut services = world.panel.services();
    let duplicate = ServiceRow { name: "A twin".to_owned(), rate: cents(1), ..services[0].clone() };
    services.push(duplicate);
    world.panel.set_services(services);
    let before = snapshot(&world).await;
    world.sync().await;
    world.sync().await;
    assert_eq!(snapshot(&world).await, before);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_thousand_services_are_taken_over_and_hidden_in_bounded_statements() {
    let model = storefront::sandbox::panel::catalog().remove(0);
    let many: Vec<ServiceRow> = (1..=5_000)
        .map(|id| ServiceRow {
            id,
            name: format!("Service {id}"),
            category: format!("Category {}", id % 300),
            ..model.clone()
        })
        .collect();
    let panel = PanelOptions {
        speed: 0,
        services: many.clone(),
        ..PanelOptions::new(crate::support::world::PANEL_KEY)
    };
    let world = World::with(WorldOptions { panel, ..WorldOptions::default() }).await;
    assert_eq!(world.count("services WHERE is_hidden = 0").await, 5_000);
    assert_eq!(world.count("categories WHERE visible_count > 0").await, 300);
    // Numbers follow the provider's order although they were written in many statements.
    for id in [1, 99, 100, 101, 2_000, 2_001, 5_000] {
        assert_eq!(world.service_number("main", &id.to_string()).await, id);
        assert_eq!(world.offer(id).await.name, format!("Service {id}"));
    }
    let mut changed: Vec<ServiceRow> = many.into_iter().skip(1_400).collect();
    for row in &mut changed {
        row.rate += cents(1);
    }
    world.advance_ms(60_000);
    world.panel.set_services(changed);
    world.sync().await;
    assert_eq!(world.count("services WHERE is_hidden = 1").await, 1_400);
    assert_eq!(world.count("sources WHERE rate = '0.91'").await, 3_600);
    // SQLite takes 32,766 placeholders in one statement, PostgreSQL twice as many.
    let widest = storefront::store::rows::ROWS_MAX * 13;
    assert!(widest <= 32_766, "{widest}");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_taken_out_of_the_settings_sells_nothing_and_keeps_its_history() {
    let second = Scripted::start().await;
    second.panel.set_services(second.panel.services().into_iter().take(7).collect());
    let group = [
        ("PROVIDER_SECOND_URL", second.url()),
        ("PROVIDER_SECOND_KEY", crate::support::world::PANEL_KEY.to_owned()),
    ];
    let mut world =
        World::with(WorldOptions { vars: group.to_vec(), ..WorldOptions::default() }).await;
    assert_eq!(world.count("services WHERE is_hidden = 0").await, sold() + 7);
    let number = world.service_number("second", "1").await;
    world.customer(5_001, "Ann", "25").await;
    let order_id = world.places(5_001, number, "https://instagram.com/ann", 1_000).await;
    world.submit().await;
    assert_eq!(second.panel.accepted().len(), 1);
    let waiting = world.places(5_001, number, "https://instagram.com/bob", 1_000).await;

    world.restart(&[]).await;
    world.sync().await;
    assert_eq!(world.count("services WHERE is_hidden = 0").await, sold());
    assert!(!world.offer(number).await.is_visible);
    let asked = second.calls("status").len() + second.calls("add").len();
    world.poll().await;
    world.submit().await;
    assert_eq!(second.calls("status").len() + second.calls("add").len(), asked);
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.provider.as_str()), (OrderState::Active, "second"));
    assert_eq!(world.order(waiting).await.state, OrderState::Queued);
    assert_eq!(world.wallet(5_001).await.held, crate::support::money("2.34"));

    // Back again: the same numbers, and the orders go on.
    world.restart(&group).await;
    world.sync().await;
    assert_eq!(world.service_number("second", "1").await, number);
    assert!(world.offer(number).await.is_visible);
    let id = second.panel.accepted()[0].id.clone();
    second.panel.set_status(&id, "Completed", None, None).unwrap();
    world.submit().await;
    world.poll().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Completed);
    assert_eq!(world.order(waiting).await.state, OrderState::Active);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_come_in_several_wrappers_and_number_forms() {
    let panel = Scripted::start().await;
    let row = |id: serde_json::Value, name: &str| {
        json!({ "service": id, "name": name, "type": "default", "category": "C",
            "rate": 0.9, "min": 10, "max": "1000.0", "refill": 1, "cancel": "true" })
    };
    let list = json!([row(json!(7), "Seven"), row(json!("MM1030"), "Text id")]);
    for body in [
        list.clone(),
        json!({ "services": list }),
        json!({ "status": "ok", "data": list }),
        json!({ "0": list[0], "2": list[1] }),
    ] {
        let body = body.to_string();
        panel.answers_action("services", 200, &body);
        let options = WorldOptions { vars: panel.as_main(), ..WorldOptions::default() };
        let world = World::with(options).await;
        let number = world.service_number("main", "MM1030").await;
        let offer = world.offer(number).await;
        assert_eq!((offer.rate, offer.min_quantity, offer.max_quantity), (cents(90), 10, 1_000));
        assert!(offer.has_refill && offer.has_cancel && offer.is_visible, "{body}");
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panel_that_takes_any_quantity_sells_one_at_least() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let mut services = world.panel.services();
    services[0].min = 0;
    world.panel.set_services(services);
    world.sync().await;
    ann.says("/order").await;
    ann.taps("Instagram Followers").await;
    ann.taps("$").await;
    ann.expects("From 1 to 50,000");
    ann.says("instagram.com/ann").await;
    assert_eq!(
        ann.labels().first().map(String::as_str),
        Some("1 · $0.00117"),
        "nobody is offered nothing"
    );
    ann.forges_tap("q:0").await;
    ann.expects("from 1 to 50,000");
    ann.taps("1").await;
    ann.expects("Quantity: 1\n");
    world.audit().await;
}
