//! An account in another currency than the settings say: remembered until it is proved over.

use crate::support::shelf::sold;
use crate::support::{Scripted, World, WorldOptions, money};
use storefront::clock::HOUR_MS;
use storefront::domain::order::OrderState;

const IN_UZS: &str = r#"{"balance":"5","currency":"UZS"}"#;

async fn world() -> (World, Scripted) {
    let panel = Scripted::start().await;
    let vars = panel.as_main();
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    (world, panel)
}

async fn visible(world: &World) -> i64 {
    world.count("services WHERE is_hidden = 0").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_currency_stops_sales_over_a_restart_whose_balance_call_fails() {
    let (mut world, panel) = world().await;
    let queued = world.queues_orders(5_001, 2).await;
    panel.answers_action("balance", 200, IN_UZS);
    world.sync().await;
    assert_eq!((visible(&world).await, world.stops().await), (0, vec!["main currency".to_owned()]));
    world.submits_all().await;
    assert_eq!(world.states(&queued).await, [OrderState::Queued; 2], "they wait");
    assert_eq!(panel.calls("add").len(), 0);

    panel.answers_action("balance", 500, "");
    world.restart(&panel.as_main()).await;
    for _ in 0..3 {
        assert_eq!(visible(&world).await, 0);
        assert!(!world.offer(1).await.is_visible);
        world.advance_ms(HOUR_MS);
        world.sync().await;
        world.submits_all().await;
    }
    assert_eq!(world.states(&queued).await, [OrderState::Queued; 2]);
    assert_eq!(world.wallet(5_001).await.held, money("1.17"));
    let olga = world.owner();
    assert_eq!(olga.times_told("another currency than the settings say"), 1);
    olga.says("/providers").await;
    olga.expects("Its account says: UZS");
    assert!(!olga.is_offered("Resume"));

    panel.behaves();
    world.sync().await;
    assert_eq!(olga.times_told("works again"), 1);
    world.submits_all().await;
    assert_eq!(world.states(&queued).await, [OrderState::Active; 2]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_setting_changed_to_what_the_account_says_ends_the_stop_at_the_start() {
    let (mut world, panel) = world().await;
    panel.answers_action("balance", 200, IN_UZS);
    world.sync().await;
    panel.answers_action("balance", 500, "");
    let main = |currency: &str| {
        let mut vars = panel.as_main();
        vars.push(("PROVIDER_MAIN_CURRENCY", currency.to_owned()));
        vars.push(("PROVIDER_MAIN_RATE", "1".to_owned()));
        vars
    };
    world.restart(&main("EUR")).await;
    assert_eq!((visible(&world).await, world.stops().await), (0, vec!["main currency".to_owned()]));
    world.restart(&main("UZS")).await;
    assert_eq!(world.stops().await, Vec::<String>::new());
    assert_eq!(visible(&world).await, sold());
    world.settle().await;
    assert_eq!(world.owner().times_told("works again"), 1);

    // Nor is it sold before the first look when the settings now differ from what it said.
    world.restart(&main("EUR")).await;
    assert_eq!((visible(&world).await, world.stops().await), (0, vec!["main currency".to_owned()]));
    world.audit().await;
}
