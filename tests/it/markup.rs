//! /markup: what is in force and where it comes from, changed by a confirmed card only, and told
//! to every owner.

use crate::support::owners::{SECOND_OWNER, owners};
use crate::support::world::OWNER;
use crate::support::{Buyer, Outside, World, WorldOptions, money};
use serde_json::json;

const LIFETIME_MS: i64 = 300_000;

impl World {
    /// The markup that prices are made with.
    async fn markup(&self) -> String {
        self.rows("value FROM meta WHERE key = 'markup_percent'").await.remove(0)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_sees_changes_and_resets_the_markup_and_every_owner_reads_of_it() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let ann = world.customer(5_001, "Ann", "25").await;
    olga.says("/markup").await;
    for part in ["Markup: 30%", "From the settings (MARKUP_PERCENT)", "/markup 25"] {
        olga.expects(part);
    }
    assert!(!olga.screen().contains("reset"));

    olga.says("/markup 40").await;
    for part in ["Change the markup?", "30% → 40%", "overrides the settings", "works once, for you"]
    {
        olga.expects(part);
    }
    assert!(!olga.screen().contains("large change"));
    assert_eq!((world.markup().await.as_str(), world.count("journal").await), ("30", 0));
    olga.taps("Confirm").await;
    assert!(olga.was_told("The markup is 40% now"));
    assert_eq!(world.markup().await, "40");
    for owner in [olga, oscar] {
        assert_eq!(owner.times_told("Markup: 30% → 40%\nSet by admin Olga · ID 9000"), 1);
    }
    assert_eq!(world.journal().await, ["9000 markup shop: 30 to 40 percent; "]);
    // Prices are others at once.
    ann.fills_in("instagram.com/ann", "1000").await;
    ann.expects("$1.26");

    oscar.says("/markup").await;
    oscar.expects("Markup: 40%");
    oscar.expects("It overrides the 30% of the settings until it is reset");
    oscar.expects("/markup reset");
    oscar.says("/markup RESET").await;
    oscar.expects("40% → 30%");
    oscar.expects("Back to the value of the settings");
    oscar.taps("Confirm").await;
    assert!(olga.was_told("Markup: 40% → 30%\nReset to the settings by admin Oscar · ID 9001"));
    let journal = world.journal().await;
    assert_eq!(journal[1], "9001 markup shop: 40 to 30 percent, reset; ");
    // What was shown is what is charged.
    ann.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await.held, money("1.26"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_large_move_asks_with_the_prices_of_a_cheap_a_middling_and_a_dear_service() {
    let world = World::new().await;
    let olga = world.owner();
    let mut services = world.panel.services();
    services.truncate(3);
    for (row, (name, rate)) in
        services.iter_mut().zip([("Middling", "10"), ("Dear", "100"), ("Cheap <x>", "9")])
    {
        (row.name, row.rate) = (name.to_owned(), rate.parse().unwrap());
    }
    // The guard against shrunken lists is not this story's.
    world.tampers("UPDATE sources SET presence = 1").await;
    world.tampers("UPDATE services SET is_hidden = 1").await;
    world.panel.set_services(services);
    world.syncs_approved().await;
    olga.says("/markup 50.01").await;
    let shown = "before and after:\n• Cheap <x> · $11.70 → $13.51\n\
        • Middling · $13.00 → $15.01\n• Dear · $130.00 → $150.01";
    olga.expects(shown);
    olga.says("/markup 9.9").await;
    olga.expects("• Dear · $130.00 → $109.90");
    for small in ["50", "10", "30.5"] {
        olga.says(&format!("/markup {small}")).await;
        olga.expects(&format!("30% → {small}%"));
        assert!(!olga.screen().contains("•"), "{small}");
    }
    // With nothing on sale there is nothing to show, and the card still asks.
    world.tampers("UPDATE services SET is_hidden = 1").await;
    olga.says("/markup 500").await;
    olga.expects("30% → 500%");
    olga.taps("Confirm").await;
    assert_eq!(world.markup().await, "500");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_no_number_from_0_to_500_is_refused_with_the_range() {
    let world = World::new().await;
    let olga = world.owner();
    let long = "9".repeat(4_000);
    for wrong in [
        "-100",
        "-0",
        "3000",
        "500.01",
        "abc",
        "25%%",
        "2 5",
        "1e2",
        "17,5",
        "+25",
        "٢٥",
        "２５",
        "NaN",
        "25 percent",
        ".5",
        "5.",
        "to 25",
        "reset now",
        "<b>25</b>",
        &long,
    ] {
        olga.says(&format!("/markup {wrong}")).await;
        olga.expects("a number from 0 to 500, like 25 or 17.5");
        assert!(!olga.is_offered("Confirm"), "{wrong}");
    }
    let entity = json!([{ "type": "bot_command", "offset": 0, "length": 7 }]);
    let endless = format!("/markup {}", "1".repeat(65_536));
    olga.sends_raw(json!({ "text": endless, "entities": entity })).await;
    olga.expects("a number from 0 to 500");
    assert_eq!(world.count("admin_acts").await, 0);
    for (typed, read) in [("25", "25"), ("25%", "25"), ("25.50 %", "25.5"), ("0", "0")] {
        olga.says(&format!("/markup {typed}")).await;
        olga.expects(&format!("30% → {read}%"));
    }
    assert_eq!(world.markup().await, "30");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_so_already_is_not_asked_about() {
    let world = World::new().await;
    let olga = world.owner();
    olga.says("/markup reset").await;
    olga.expects("The markup is 30% already");
    // The same number may be set, so that the settings of the next start do not change it.
    olga.does("/markup 30").await;
    olga.says("/markup 30.0%").await;
    olga.expects("The markup is 30% already");
    assert!(!olga.is_offered("Confirm"));
    olga.does("/markup reset").await;
    assert_eq!(world.count("meta WHERE key = 'markup_chat'").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_set_in_the_chat_survives_a_restart_and_wins_until_it_is_reset() {
    let mut world = World::new().await;
    world.owner().does("/markup 17.5").await;
    world.owner().says("/markup reset").await;
    let stale = world.owner().button("Confirm");
    world.restart(&[("MARKUP_PERCENT", "100".to_owned())]).await;
    assert_eq!(world.markup().await, "17.5");
    let olga = world.owner();
    olga.says("/markup").await;
    olga.expects("Markup: 17.5%");
    olga.expects("It overrides the 100% of the settings");
    // The card of before the restart showed another value of the settings.
    olga.presses_again(&stale).await;
    assert_eq!(world.markup().await, "17.5");
    olga.does("/markup reset").await;
    assert_eq!(world.markup().await, "100");
    world.restart(&[("MARKUP_PERCENT", "60".to_owned())]).await;
    assert_eq!(world.markup().await, "60");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p14_an_open_quote_keeps_its_price_and_a_late_one_shows_the_new_one_first() {
    let world = World::new().await;
    let olga = world.owner();
    let ann = world.customer(5_001, "Ann", "25").await;
    ann.fills_in("instagram.com/ann", "1000").await;
    ann.expects("$1.17");
    olga.does("/markup 100").await;
    world.advance_ms(15 * 60_000 + 1);
    ann.taps("Confirm").await;
    ann.expects("$1.80");
    assert_eq!(world.count("orders").await, 0);
    ann.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await.held, money("1.80"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_works_once_for_five_minutes_and_never_over_anothers_change() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    olga.says("/markup 40").await;
    oscar.says("/markup 45").await;
    let (first, second) = (olga.button("Confirm"), oscar.button("Confirm"));
    olga.presses_again(&first).await;
    assert_eq!(world.markup().await, "40");
    assert!(olga.presses_again(&first).await.contains("confirmed or declined already"));
    // What the other card showed is not so any more.
    oscar.presses_again(&second).await;
    assert!(oscar.was_told("The markup has changed since. Send /markup to see it now."));
    assert_eq!((world.markup().await.as_str(), world.count("journal").await), ("40", 1));

    oscar.says("/markup 45").await;
    let late = oscar.button("Confirm");
    world.advance_ms(LIFETIME_MS);
    assert!(oscar.presses_again(&late).await.contains("expired"));
    assert_eq!(world.markup().await, "40");
    oscar.expects("40% → 45%");
    oscar.taps("Decline").await;
    oscar.expects("Nothing was done");
    assert_eq!(world.count("journal").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_staff_chat_does_not_take_the_word_from_the_owners() {
    let group = -1_001_234_567_890;
    let vars = vec![("ADMIN_CHAT_ID", group.to_string())];
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    world.telegram.add_group(group, "Staff");
    world.owner().does("/markup 40").await;
    assert!(world.owner().was_told("Markup: 30% → 40%"));
    assert_eq!(world.calls_to(group).len(), 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p16_nobody_else_reads_or_changes_the_markup() {
    let mut world = World::of_two_owners().await;
    let open = {
        let mallory = world.customer(6_666, "Mallory", "1").await;
        mallory.says("/nonsense").await;
        let unknown = mallory.newest().text;
        for typed in ["/markup", "/markup 0", "/markup reset", "/MARKUP 0"] {
            mallory.says(typed).await;
            assert_eq!(mallory.newest().text, unknown, "{typed}");
        }
        let oscar = world.second_owner();
        oscar.says("/markup 0").await;
        let nonce = oscar.nonce("Confirm");
        let old = mallory.forges_tap("zz").await;
        for actor in [mallory, world.owner()] {
            assert_eq!(actor.forges(&format!("1:0:a:{nonce}")).await, old);
            assert_eq!(actor.forges_tap(&format!("a:{nonce}")).await, old);
        }
        oscar.button("Confirm")
    };
    // Whoever is no owner any more has no open button.
    world.restart(&owners(&[OWNER])).await;
    assert!(world.actor(SECOND_OWNER).presses_again(&open).await.contains("earlier step"));
    assert_eq!((world.markup().await.as_str(), world.count("journal").await), ("30", 0));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_prints_what_the_settings_say_and_what_was_set_in_the_chat() {
    let outside = Outside::new().await;
    let shop = outside.starts("serve", &[("MARKUP_PERCENT", "35")]);
    shop.until_it_says("the shop is open").await;
    let line = |log: String| log.lines().find(|line| line.contains("the markup")).map(plain);
    assert!(line(shop.log()).unwrap().contains("settings=35 chat=\"none\" in_force=35"));
    outside.opens().await;
    let owner = Buyer { telegram: outside.telegram.clone(), id: OWNER };
    let typed = owner.says("/markup 36.5");
    owner.taps(typed, "Confirm").await;
    outside.until_told(OWNER, "Markup: 35% → 36.5%").await;
    let patience = std::time::Duration::from_secs(30);
    assert_eq!(shop.stops(patience).await.code(), Some(0));
    outside.forgets_the_dead().await;
    let shop = outside.starts("serve", &[("MARKUP_PERCENT", "40")]);
    shop.until_it_says("the shop is open").await;
    assert!(line(shop.log()).unwrap().contains("settings=40 chat=\"36.5\" in_force=36.5"));
    assert_eq!(shop.stops(patience).await.code(), Some(0));
    outside.audit().await;
}

/// A line of the log without its colours.
fn plain(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
}
