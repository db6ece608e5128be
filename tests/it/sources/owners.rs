//! Owners name sources and take them away: what cannot stand in is refused with what would be right.

use crate::support::world::PANEL_KEY;
use crate::support::{Scripted, World, WorldOptions};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_stand_in_is_refused_and_the_question_stays() {
    let side = Scripted::start().await;
    let vars = vec![("PROVIDER_SIDE_URL", side.url()), ("PROVIDER_SIDE_KEY", PANEL_KEY.into())];
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    let olga = world.owner();
    olga.opens_sources(1).await;
    olga.expects("Only from its own provider.");
    olga.taps("Add a source").await;
    let twin = world.service_number("side", "1").await;
    for (typed, told) in [
        ("cheap one".to_owned(), "That is not the number of a service."),
        ("1".to_owned(), "That is the service itself."),
        ("999999".to_owned(), "There is no such service"),
        ("-5".to_owned(), "There is no such service"),
        ("2".to_owned(), "Its limits are narrower than those of this service"),
        (world.service_number("side", "3").await.to_string(), "It does not refill"),
        ("9".repeat(40), "That is not the number of a service."),
    ] {
        olga.says(&typed).await;
        olga.expects(told);
        assert_eq!(olga.step().await, "NewSource", "{typed}");
    }
    assert_eq!(world.count("service_sources").await, 0);
    olga.says(&format!("#{twin}")).await;
    olga.expects("Buy service 1 from a second source?");
    assert_eq!(world.count("service_sources").await, 0);
    olga.taps("Confirm").await;
    olga.expects("is now also bought from side");
    assert_eq!(world.count("service_sources").await, 1);
    olga.adds_source(1, twin).await;
    olga.expects("It is bought there already.");
    let journal = world.journal().await;
    assert!(journal.iter().any(|line| line.contains("source_added")), "{journal:?}");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sources_are_limited_in_number() {
    let side = Scripted::start().await;
    let mut rows = side.panel.services();
    let first = rows[0].clone();
    for number in 0..5 {
        let mut row = first.clone();
        row.id = 90_000 + number;
        rows.push(row);
    }
    side.panel.set_services(rows);
    let vars = vec![("PROVIDER_SIDE_URL", side.url()), ("PROVIDER_SIDE_KEY", PANEL_KEY.into())];
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    let olga = world.owner();
    for number in 0..5 {
        let other = world.service_number("side", &(90_000 + number).to_string()).await;
        olga.adds_source(1, other).await;
        olga.taps("Confirm").await;
    }
    assert_eq!(world.count("service_sources").await, 5);
    olga.opens_sources(1).await;
    assert!(!olga.is_offered("Add a source"));
    olga.forges_tap("sn:1").await;
    olga.says(&world.service_number("side", "1").await.to_string()).await;
    olga.expects("No more sources can be added.");
    assert_eq!(world.count("service_sources").await, 5);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_else_sees_or_changes_where_a_service_is_bought() {
    let (world, _side, other) = World::with_side("0.80").await;
    let mallory = world.customer(6_666, "Mallory", "25").await;
    for tap in ["so:1", "sn:1", &format!("sr:1:{other}")] {
        mallory.forges_tap(tap).await;
        assert!(!mallory.was_told("side") && !mallory.was_told("bought"), "{tap}");
    }
    mallory.says("2").await;
    assert_eq!(world.count("service_sources").await, 1);
    // A card of an act that was done is dead.
    let olga = world.owner();
    olga.opens_sources(1).await;
    olga.taps("➖ side").await;
    let confirm = olga.button("Confirm");
    olga.taps("Confirm").await;
    assert_eq!(world.count("service_sources").await, 0);
    assert!(!olga.presses_again(&confirm).await.is_empty());
    olga.forges_tap(&format!("sr:1:{other}")).await;
    olga.expects("The service is not bought there any more.");
    world.audit().await;
}
