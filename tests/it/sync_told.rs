//! /sync: an owner asks, a worker looks, and what changed is told to whoever asked: once, in
//! words, with the prices that customers see.

use crate::support::owners::{SECOND_OWNER, owners};
use crate::support::shelf::{listed, sold};
use crate::support::world::{OWNER, PANEL_KEY};
use crate::support::{Scripted, World, WorldOptions};
use rust_decimal::Decimal;
use storefront::sandbox::panel::{FaultRule, PanelFault, ServiceRow};

impl World {
    /// The worker looks at what was asked for.
    async fn looks(&self) {
        self.app.workers.fulfil_syncs().await.unwrap();
        self.settle().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_new_gone_dearer_cheaper_or_different_is_told_with_shop_prices() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let mut services = world.panel.services();
    services[0].rate = "0.98".parse().unwrap();
    services[1].rate = "0.10".parse().unwrap();
    services[2].name = "Renamed <service>".to_owned();
    (services[3].min, services[3].max) = (77, 7_777);
    let gone = services.remove(4);
    services.push(ServiceRow { id: 9_001, name: "Brand new".to_owned(), ..gone.clone() });
    world.panel.set_services(services);
    world.advance_ms(60_000);
    olga.says("/sync").await;
    olga.expects("Checking the providers' services");
    olga.expects("main: checking now");
    olga.expects(&format!("Last check, 2026-11-01 12:00 UTC: {} new", listed()));
    assert_eq!(world.journal().await, ["9000 sync providers: ; "]);

    world.looks().await;
    for part in [
        "The services of main",
        &format!("Unchanged: {}", listed() - 4),
        "Waiting for you: 1",
        "New: 1\n• Brand new · $",
        &format!("Gone: 1\n• {}", gone.name.chars().take(20).collect::<String>()),
        "Price up: 1\n• Instagram Followers | Real | 30… · $1.17 → $1.28",
        "Price down: 1\n•",
        "→ $0.13",
        "Changed: 1\n•",
        "→ 77–7,777",
    ] {
        olga.expects(part);
    }
    assert!(!oscar.was_told("The services of main"), "they did not ask");
    assert_eq!(world.count("sync_requests").await, 0);

    // Next time nothing has changed, and the last look says what it was.
    oscar.says("/sync MAIN").await;
    let unchanged = listed() - 4;
    oscar.expects(&format!(
        "1 new, 1 gone, 1 more expensive, 1 cheaper, 1 changed, {unchanged} unchanged"
    ));
    world.approves().await;
    world.looks().await;
    oscar.expects("Nothing has changed");
    oscar.expects(&format!("Unchanged: {}", listed()));
    assert_eq!(world.count("outbox WHERE state = 2").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_changes_are_ten_lines_and_a_number() {
    let world = World::new().await;
    let olga = world.owner();
    let mut services = world.panel.services();
    for row in services.iter_mut().take(150) {
        row.rate *= Decimal::new(105, 2);
    }
    services.retain(|row| row.id > 50);
    world.panel.set_services(services);
    olga.says("/sync").await;
    world.looks().await;
    olga.expects("Price up: 100");
    olga.expects("… and 90 more");
    olga.expects("Gone: 50");
    olga.expects("… and 40 more");
    assert_eq!(olga.screen().lines().filter(|line| line.starts_with('•')).count(), 20);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asked_twice_and_by_two_it_is_one_look_and_each_is_told_once() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let before = world.calls("services");
    olga.says("/sync").await;
    olga.says("/sync").await;
    olga.expects("a check is already running");
    oscar.says("/sync").await;
    world.looks().await;
    world.looks().await;
    assert_eq!(world.calls("services"), before + 1);
    assert_eq!(olga.times_told("Nothing has changed"), 1);
    assert_eq!(oscar.times_told("Nothing has changed"), 1);
    assert_eq!(world.count("journal").await, 2, "each owner's first asking");
    // The hourly look answers whoever waits as well.
    olga.says("/sync").await;
    world.sync().await;
    assert_eq!(olga.times_told("Nothing has changed"), 2);
    world.looks().await;
    assert_eq!(world.calls("services"), before + 2);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_a_look_is_under_way_no_second_one_begins() {
    let world = World::new().await;
    let olga = world.owner();
    let until_ms = world.now_ms() + 60_000;
    world.tampers(&format!("UPDATE syncs SET running_until_ms = {until_ms}")).await;
    let before = world.calls("services");
    olga.says("/sync").await;
    olga.expects("a check is already running; you will get its result");
    world.looks().await;
    world.sync().await;
    assert_eq!(world.calls("services"), before);
    // One that died holds nobody up for ever.
    world.advance_ms(60_000);
    world.looks().await;
    assert_eq!(world.calls("services"), before + 1);
    olga.expects("Nothing has changed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_is_told_in_our_words_each_time_it_is_asked_for() {
    let world = World::new().await;
    let olga = world.owner();
    let all = world.panel.services();
    world.panel.set_services(all.iter().skip(150).cloned().collect());
    let left = format!("{} of {}", all.len() - 150, all.len());
    for times in 1..=2 {
        olga.says("/sync").await;
        world.looks().await;
        olga.expects("listed far fewer services than before");
        olga.expects(&left);
        // The alert to all owners comes once a day, the answer whenever it is asked for.
        assert_eq!(olga.times_told(&left), times + 1);
    }
    world.panel.set_services(Vec::new());
    olga.says("/sync main").await;
    olga.expects("the list was too short and was refused");
    world.looks().await;
    olga.expects("sent an empty list of services");
    world.panel.set_services(all);
    for (fault, said) in [
        (PanelFault::Http500, "could not be fetched\nIt answered with an HTTP error"),
        (PanelFault::Html200, "could not be fetched\nIt answered with a web page"),
    ] {
        world.panel.set_fault(FaultRule::once("services", fault));
        olga.says("/sync").await;
        world.looks().await;
        olga.expects(said);
        olga.expects("The catalog stays as it was");
    }
    assert_eq!(world.count("services WHERE is_hidden = 0").await, sold());
    olga.says("/sync").await;
    olga.expects("the list could not be fetched");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_currency_stops_the_look_and_says_so() {
    let mut world = World::new().await;
    let panel = Scripted::start().await;
    panel.answers_action("balance", 200, "{\"balance\":\"10\",\"currency\":\"UZS\"}");
    world.asks_only(panel.url(), 5_000);
    let olga = world.owner();
    olga.says("/sync").await;
    world.looks().await;
    olga.expects("another currency than the settings say");
    assert_eq!(panel.calls("services").len(), 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_providers_are_told_one_by_one_and_an_unknown_one_is_named() {
    let second = Scripted::start().await;
    second.panel.set_services(second.panel.services().into_iter().take(7).collect());
    let vars =
        vec![("PROVIDER_SECOND_URL", second.url()), ("PROVIDER_SECOND_KEY", PANEL_KEY.to_owned())];
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    let olga = world.owner();
    for typed in ["third", "<b>x</b>", "%", "' OR 1=1 --", "main second"] {
        olga.says(&format!("/sync {typed}")).await;
        olga.expects(&format!("There is no provider {}", typed.to_lowercase()));
        olga.expects("Known: main, second");
    }
    olga.says(&format!("/sync {}", "x".repeat(4_000))).await;
    olga.expects("There is no provider xxxx");
    assert_eq!(world.count("sync_requests").await + world.count("journal").await, 0);
    olga.says("/sync second").await;
    assert!(!olga.screen().contains("main"));
    world.looks().await;
    olga.expects("The services of second");
    olga.says("/sync").await;
    world.looks().await;
    for provider in ["main", "second"] {
        assert!(olga.was_told(&format!("The services of {provider}")));
    }
    assert_eq!(world.calls("services"), 2);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_in_between_forgets_neither_the_question_nor_the_run() {
    let mut world = World::new().await;
    world.owner().says("/sync").await;
    world.tampers("UPDATE syncs SET running_until_ms = 9000000000000").await;
    world.restart(&[]).await;
    assert_eq!(world.count("syncs WHERE running_until_ms = 0").await, 1);
    world.looks().await;
    world.owner().expects("Nothing has changed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_left_the_settings_meanwhile_is_told_as_such() {
    let second = Scripted::start().await;
    let group =
        vec![("PROVIDER_SECOND_URL", second.url()), ("PROVIDER_SECOND_KEY", PANEL_KEY.to_owned())];
    let mut world = World::with(WorldOptions { vars: group, ..WorldOptions::default() }).await;
    world.owner().says("/sync second").await;
    world.restart(&[]).await;
    world.looks().await;
    world.owner().expects("second is not in the settings any more");
    assert_eq!(world.count("sync_requests").await, 0);
    world.owner().says("/sync second").await;
    world.owner().expects("There is no provider second");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p16_nobody_else_has_a_list_looked_at_or_reads_of_it() {
    let mut world = World::of_two_owners().await;
    let before = world.calls("services");
    {
        let mallory = world.customer(6_666, "Mallory", "1").await;
        mallory.says("/nonsense").await;
        let unknown = mallory.newest().text;
        for typed in ["/sync", "/sync main", "/SYNC", "/sync@test_shop_bot"] {
            mallory.says(typed).await;
            assert_eq!(mallory.newest().text, unknown, "{typed}");
        }
        world.looks().await;
        assert_eq!(world.calls("services"), before);
        world.second_owner().says("/sync").await;
    }
    // An owner who was removed before the answer came is told nothing.
    world.restart(&owners(&[OWNER])).await;
    let told = world.actor(SECOND_OWNER).told().len();
    world.looks().await;
    assert_eq!(world.calls("services"), before + 1);
    assert_eq!(world.actor(SECOND_OWNER).told().len(), told);
    world.audit().await;
}
