//! Answers to `services` that are not to be believed: nothing is hidden, and owners hear of it
//! once.

use super::{snapshot, without};
use crate::submission::scripted_world;
use crate::support::World;
use crate::support::shelf::sold;
use storefront::clock::{DAY_MS, HOUR_MS};
use storefront::sandbox::panel::{FaultRule, PanelFault};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_list_hides_nothing_and_alerts_once() {
    let world = World::new().await;
    let before = snapshot(&world).await;
    world.panel.set_services(Vec::new());
    for _ in 0..20 {
        world.sync().await;
        world.advance_ms(HOUR_MS);
    }
    assert_eq!(snapshot(&world).await, before);
    assert_eq!(world.owner().times_told("sent an empty list of services"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_that_shrank_by_more_than_three_tenths_changes_nothing_and_alerts_once() {
    let world = World::new().await;
    let all = world.panel.services();
    let before = snapshot(&world).await;
    let may_go = all.len() * 3 / 10;
    // One more is missing, and those that are left have other prices.
    let mut few: Vec<_> = all.iter().skip(may_go + 1).cloned().collect();
    let left = few.len();
    for row in &mut few {
        row.rate += row.rate;
    }
    world.panel.set_services(few);
    for _ in 0..20 {
        world.sync().await;
        world.advance_ms(HOUR_MS);
    }
    assert_eq!(snapshot(&world).await, before);
    let owner = world.owner();
    assert_eq!(owner.times_told("listed far fewer services than before"), 1);
    owner.expects(&format!("{left} of {}", all.len()));

    // As many as may go are a provider that cleans up.
    world.panel.set_services(all.iter().skip(may_go).cloned().collect());
    let may_go = i64::try_from(may_go).unwrap();
    world.sync().await;
    assert_eq!(world.count("services WHERE is_hidden = 1").await, may_go);
    // The next trouble is told anew.
    world.panel.set_services(without(all.clone(), &(1..=150).collect::<Vec<_>>()));
    world.sync().await;
    assert_eq!(owner.times_told("listed far fewer services than before"), 2);
    assert_eq!(world.count("services WHERE is_hidden = 1").await, may_go);
    world.panel.set_services(all);
    world.sync().await;
    assert_eq!(world.count("services WHERE is_hidden = 0").await, sold());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_fault_of_the_provider_touches_the_catalog() {
    let mut world = World::new().await;
    world.asks_only(world.panel_url(), 1_500);
    let before = snapshot(&world).await;
    let harmless = [PanelFault::None, PanelFault::AcceptNoId];
    for fault in PanelFault::all().into_iter().filter(|fault| !harmless.contains(fault)) {
        let name = fault.name();
        for _ in 0..2 {
            world.panel.set_fault(FaultRule::once("services", fault.clone()));
            world.sync().await;
            world.panel.clear_faults();
        }
        assert_eq!(snapshot(&world).await, before, "{name}");
    }
    world.sync().await;
    assert_eq!(snapshot(&world).await, before);
    assert!(world.owner().times_told("main") <= 5, "{:?}", world.owner().told());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn garbage_for_a_list_changes_nothing() {
    let (world, panel) = scripted_world().await;
    let before = snapshot(&world).await;
    let bodies = [
        (200, "<html>Just a moment...</html>"),
        (502, "<html>502</html>"),
        (200, ""),
        (200, "null"),
        (200, "{}"),
        (200, "[[],[],[]]"),
        (200, "[1,2,3]"),
        (200, "{\"data\":\"No services\"}"),
        (200, "{\"error\":\"Invalid API key\"}"),
        (404, "[]"),
        (200, "[{\"service\":1}]"),
        (200, "[{\"service\":1,\"name\":\"x\",\"rate\":\"free\",\"min\":1,\"max\":2}]"),
        (200, "\u{0}\u{1}"),
        (200, "[{\"service\":1,\"name\":"),
    ];
    for (status, body) in bodies {
        panel.answers_action("services", status, body);
        world.sync().await;
        assert_eq!(snapshot(&world).await, before, "{status} {body}");
    }
    // One alert for what could not be read, one for what could not be fetched.
    assert_eq!(world.owner().times_told("could not be read"), 1);
    assert_eq!(world.owner().times_told("could not be fetched"), 1);
    panel.behaves();
    world.advance_ms(DAY_MS);
    world.sync().await;
    assert_eq!(snapshot(&world).await, before);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_without_a_sound_price_or_range_are_not_sold() {
    let world = World::new().await;
    let mut services = world.panel.services();
    let odd = ["0", "-1", "0.00"];
    for (row, rate) in services.iter_mut().zip(odd) {
        row.rate = rate.parse().unwrap();
    }
    (services[3].min, services[3].max) = (100, 50);
    (services[4].min, services[4].max) = (1, 0);
    world.panel.set_services(services);
    world.sync().await;
    for service_id in 1..=4 {
        assert!(!world.offer(service_id).await.is_visible, "{service_id}");
    }
    assert_eq!(world.count("services WHERE is_hidden = 3").await, 4, "listed, so not gone");
    // A largest quantity of nothing is how some panels write that there is none.
    let offer = world.offer(5).await;
    assert_eq!((offer.is_visible, offer.max_quantity), (true, 1_000_000_000));
    // The prices that were good before are kept for what refers to them.
    assert_eq!(world.offer(1).await.rate, super::cents(90));
    world.audit().await;
}
