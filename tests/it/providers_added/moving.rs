//! Another host under a known name: nothing is sent or asked there before an owner says that it is
//! the same system.

use serde_json::json;

use super::*;

/// The same panel under another host: a name of this machine in place of its number.
fn elsewhere(panel: &Scripted) -> String {
    panel.url().replace("127.0.0.1", "localhost")
}

/// A panel that knows no order and cancels whatever it is asked about.
async fn stranger() -> Scripted {
    let stranger = typed_panel().await;
    stranger.answers(|call| {
        let canceled = json!({ "status": "Canceled", "remains": "1000", "charge": "0" });
        match (call["action"].as_str(), call.get("orders")) {
            ("status", Some(ids)) => {
                let rows: serde_json::Map<_, _> =
                    ids.split(',').map(|id| (id.to_owned(), canceled.clone())).collect();
                Some((200, json!(rows).to_string()))
            }
            ("status", None) => Some((200, canceled.to_string())),
            _ => None,
        }
    });
    stranger
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_host_in_the_settings_hears_nothing_until_an_owner_says_that_it_is_the_same() {
    let first = Scripted::start().await;
    let vars = first.as_main();
    let mut world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    let order_id = world.has_order_at("main", 5_001).await;
    let paid = world.wallet(5_001).await;

    let second = stranger().await;
    let moved = [("PROVIDER_MAIN_URL", elsewhere(&second))];
    for _ in 0..2 {
        world.restart(&moved).await;
        assert_eq!(world.called(), Vec::<String>::new());
        world.sync().await;
        world.submits_all().await;
        world.poll_after(3_600_000).await;
        world.watch().await;
    }
    assert_eq!(calls(&second), 0, "the key was seen by another host");
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    assert_eq!(world.wallet(5_001).await, paid);
    let olga = world.owner();
    assert_eq!(olga.times_told("Another host for main"), 1);
    assert!(olga.was_told("Its orders are at 127.0.0.1; the settings now say localhost"));
    olga.says("/providers").await;
    olga.expects("Its host has changed");
    // Nothing of it is sold.
    let service = world.service_number("main", "1").await;
    assert!(!world.offer(service).await.is_visible);

    // The old address again: as before.
    world.restart(&first.as_main()).await;
    world.settle().await;
    assert!(world.owner().was_told("main works again"));
    world.poll_after(60_000).await;
    assert!(!first.calls("status").is_empty());
    assert!(world.offer(service).await.is_visible);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_system_at_another_host_goes_on_after_a_confirmed_card() {
    let panel = Scripted::start().await;
    let vars = panel.as_main();
    let mut world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    let order_id = world.has_order_at("main", 5_001).await;
    world.restart(&[("PROVIDER_MAIN_URL", elsewhere(&panel))]).await;
    world.settle().await;
    let olga = world.owner();
    let asked = calls(&panel);
    olga.taps("It is the same system").await;
    olga.expects("Is localhost the same system as 127.0.0.1?");
    olga.expects("Open orders: 1");
    let confirm = olga.button("Confirm");
    // Not before it is confirmed.
    world.takes_over().await;
    assert_eq!(world.called(), Vec::<String>::new());
    olga.taps("Confirm").await;
    assert!(olga.was_told("main is asked at localhost from now on"));
    olga.presses_again(&confirm).await;
    assert_eq!(
        world.journal().await,
        ["9000 provider_moved provider main: 127.0.0.1 -> localhost; "]
    );
    assert_eq!(world.stops().await, Vec::<String>::new());
    world.takes_over().await;
    assert_eq!(world.called(), ["main"]);
    let id = world.order(order_id).await.provider_order_id;
    panel.reports(&[(id, json!({ "status": "Completed", "remains": "0" }))]);
    world.poll_after(60_000).await;
    assert!(calls(&panel) > asked);
    assert_eq!(world.order(order_id).await.state, OrderState::Completed);
    world.restart(&[("PROVIDER_MAIN_URL", elsewhere(&panel))]).await;
    world.settle().await;
    assert_eq!(world.called(), ["main"]);
    assert_eq!(world.owner().times_told("Another host for main"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_host_typed_in_the_chat_is_named_on_the_card() {
    let (world, panel) = world().await;
    let olga = world.owner();
    olga.adds("side", &panel).await;
    let order_id = world.has_order_at("side", 5_001).await;
    let client = |world: &World| world.app.workers.providers.find("side").unwrap();
    let before = client(&world);
    olga.says("/providers").await;
    olga.taps("⚙️ side").await;
    olga.taps("Address and key").await;
    olga.says(&elsewhere(&panel)).await;
    olga.says(KEY).await;
    olga.taps("USD").await;
    world.tries_providers().await;
    olga.expects("So far it was at 127.0.0.1. Open orders there: 1");
    world.takes_over().await;
    assert!(std::sync::Arc::ptr_eq(&before, &client(&world)), "nothing changes before Confirm");
    olga.taps("Confirm").await;
    assert!(world.second_owner().was_told("Provider side has a new address or key: localhost"));
    world.takes_over().await;
    assert!(!std::sync::Arc::ptr_eq(&before, &client(&world)));
    assert_eq!(world.rows("host FROM providers WHERE name = 'side'").await, ["localhost"]);
    world.poll_after(60_000).await;
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    world.audit().await;
}
