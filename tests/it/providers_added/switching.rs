//! Off and on, removal, and the warning of a low balance.

use serde_json::json;

use super::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_is_off_sells_nothing_sends_nothing_and_is_followed() {
    let mut world = World::with(WorldOptions { vars: sealing(), ..WorldOptions::default() }).await;
    let order_id = world.has_order_at("main", 5_001).await;
    let queued = world.queues_orders(5_010, 1).await[0];
    let olga = world.owner();
    olga.says("/providers").await;
    olga.taps("⚙️ main").await;
    olga.expects("Of the last 1 orders sent, 0 were refused or unclear");
    olga.taps("Switch off").await;
    olga.expects("Open orders: 2");
    olga.taps("Confirm").await;
    assert!(olga.was_told("main is switched off"));
    let service = world.service_number("main", "1").await;
    for _ in 0..2 {
        let offer = world.offer(service).await;
        assert!(!offer.is_visible && offer.is_paused);
        world.submits_all().await;
        assert_eq!(world.order(queued).await.state, OrderState::Queued);
        world.restart(&sealing()).await;
    }
    assert_eq!(world.called(), ["main"], "what it has accepted is followed");
    let id = world.order(order_id).await.provider_order_id;
    world.panel.set_status(&id, "Completed", Some(0), None).unwrap();
    world.poll_after(60_000).await;
    assert_eq!(world.order(order_id).await.state, OrderState::Completed);

    let olga = world.owner();
    olga.says("/providers").await;
    olga.expects("It is switched off.");
    assert!(!olga.is_offered("Resume"));
    olga.taps("⚙️ main").await;
    olga.taps("Switch on").await;
    let confirm = olga.button("Confirm");
    olga.taps("Confirm").await;
    olga.presses_again(&confirm).await;
    world.submits_all().await;
    assert_eq!(world.order(queued).await.state, OrderState::Active);
    let acts = world.rows("act FROM journal ORDER BY seq").await;
    assert_eq!(acts, ["provider_switched_off", "provider_switched_on"]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_of_the_chat_is_removed_when_its_orders_are_over() {
    let (world, panel) = world().await;
    let olga = world.owner();
    olga.adds("side", &panel).await;
    let order_id = world.has_order_at("side", 5_001).await;
    olga.says("/providers").await;
    olga.taps("⚙️ side").await;
    olga.taps("Remove").await;
    olga.expects("1 order is not over yet");
    assert!(olga.is_offered("Switch off") && !olga.is_offered("Confirm"));
    let id = world.order(order_id).await.provider_order_id;
    panel.reports(&[(id, json!({ "status": "Completed", "remains": "0" }))]);
    world.poll_after(60_000).await;
    olga.says("/providers").await;
    olga.taps("⚙️ side").await;
    olga.taps("Remove").await;
    olga.taps("Confirm").await;
    assert!(olga.was_told("side is removed"));
    world.takes_over().await;
    assert_eq!(world.called(), ["main"]);
    assert_eq!(world.count("chat_providers").await, 0);
    let service = world.service_number("side", "1").await;
    assert!(!world.offer(service).await.is_visible);
    olga.says("/providers").await;
    assert!(!olga.screen().contains("side"));
    // Its history is there, and it may come back.
    assert_eq!(world.order(order_id).await.provider, "side");
    olga.adds("side", &panel).await;
    assert!(world.offer(service).await.is_visible);
    assert_eq!(world.stops().await, Vec::<String>::new());
    // One of the settings cannot be removed in the chat.
    olga.says("/providers").await;
    assert!(olga.forges_tap("px:main").await.is_empty());
    olga.expects("no such provider here");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_low_balance_is_told_once_until_it_is_above_again() {
    let world = World::new().await;
    let olga = world.owner();
    let low = |world: &World| world.owner().times_told("The balance at main is low");
    for (balance, told) in [("10", 0), ("9.99", 1), ("3", 1), ("12", 1), ("9", 2)] {
        world.panel.set_balance(balance).unwrap();
        world.sync().await;
        assert_eq!(low(&world), told, "{balance}");
    }
    olga.says("/providers").await;
    olga.taps("⚙️ main").await;
    olga.expects("You are warned below 10 USD");
    olga.taps("🔔 5").await;
    assert!(olga.present().contains("You are warned below 5 USD"));
    world.sync().await;
    assert_eq!(low(&world), 2);
    olga.taps("🔔 100").await;
    world.sync().await;
    assert_eq!(low(&world), 3);
    olga.taps("🔕").await;
    assert!(olga.present().contains("You are not warned"));
    world.panel.set_balance("0").unwrap();
    world.sync().await;
    assert_eq!(low(&world), 3);
    world.audit().await;
}
