//! /user: a customer is found by id, username or a part of the name, and the card says everything
//! about them that an owner may want to know.

mod hostile;
mod pages;

use crate::support::database::Database;
use crate::support::{World, money};
use storefront::domain::ids::PersonId;
use storefront::sandbox::panel::{FaultRule, PanelFault};
use storefront::sandbox::telegram::Person;
use storefront::store::portion::Portion;

impl World {
    /// Somebody of this name and username who has opened the chat.
    async fn meets(&self, id: i64, name: &str, username: Option<&str>) {
        self.telegram.add_person(Person {
            language_code: Some("en".to_owned()),
            username: username.map(str::to_owned),
            ..Person::named(id, name)
        });
        self.actor(id).says("/start").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_is_found_by_id_username_and_a_part_of_the_name_in_any_case() {
    let world = World::new().await;
    let olga = world.owner();
    world.meets(5_001, "Анна Каренина", Some("Anna_K")).await;
    world.meets(5_002, "Bob Ünal", None).await;
    for typed in ["5001", "@anna_k", "@ANNA_K", "анна", "КАРЕН", "а Ка", "nna_k", "  анна\n "]
    {
        olga.says(&format!("/user {typed}")).await;
        olga.expects("👤 Анна Каренина");
        olga.expects("🆔 5001");
        olga.expects("🔗 @Anna_K");
    }
    for typed in ["bob", "ÜNAL", "ünal", "5002"] {
        olga.says(&format!("/user {typed}")).await;
        olga.expects("👤 Bob Ünal");
        olga.expects("🔗 No username");
    }
    for typed in ["5003", "@nobody", "carol", "99999999999999999999"] {
        olga.says(&format!("/user {typed}")).await;
        olga.expects(&format!("Nobody found for {typed}"));
        olga.expects("Try a shorter part of the name, the @username or the numeric ID: /user");
    }
    // A name follows its owner, and so does what they are found by.
    world.meets(5_002, "Robert", Some("rob")).await;
    olga.says("/user bob").await;
    olga.expects("Nobody found");
    olga.says("/user @rob").await;
    olga.expects("👤 Robert");
    assert_eq!(world.count("journal").await + world.count("admin_acts").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_card_tells_money_orders_and_open_reviews() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "25").await;
    olga.says("/user alice").await;
    olga.expects("📦 No orders yet");
    let (done, _) = world.starts(5_001, "https://instagram.com/a1", 1_000).await;
    world.reports(done, "Partial", Some(500)).await;
    world.poll().await;
    world.panel.set_fault(FaultRule::once("add", PanelFault::Http500));
    let review = world.places(5_001, 1, "https://instagram.com/a2", 1_000).await;
    world.submit().await;
    let queued = world.places(5_001, 1, "https://instagram.com/a3", 1_000).await;

    olga.says("/user 5001").await;
    for part in [
        "👤 Alice",
        "🆔 5001",
        "🔗 @alice",
        "English",
        "Here since 2026-11-01 12:00 UTC",
        "Has not blocked the bot",
        "Available: $22.075",
        "Bonus: $0.00",
        "Held for orders: $2.34",
        "Owed to the shop: $0.00",
        "📦 3 orders",
        "delivered in part: 1",
        "is being checked: 1",
        "waits to be sent: 1",
        "Turnover after returns: $0.585",
        &format!("Waiting for your decision: #{review}"),
        "To give money: /credit 5001 AMOUNT REASON",
    ] {
        olga.expects(part);
    }
    assert_eq!(world.wallet(5_001).await.held, money("2.34"));
    for order in [done, review, queued] {
        assert!(olga.is_offered(&format!("#{order}")), "{:?}", olga.labels());
    }
    let copied: Vec<String> =
        olga.newest().buttons.into_iter().flatten().filter_map(|key| key.copy_text).collect();
    assert_eq!(copied, ["5001", "/credit 5001 "]);
    // The order's card is the one for owners, and leads back to its customer.
    olga.taps(&format!("#{done}")).await;
    olga.expects("submissions: 1");
    olga.taps("Customer").await;
    olga.expects("👤 Alice");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_debt_a_ban_and_a_blocked_bot_are_told() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "1").await;
    olga.does("/debit 5001 3.50 reversed").await;
    world.tampers("UPDATE people SET is_banned = 1, is_blocked = 1 WHERE person_id = 5001").await;
    olga.says("/user 5001").await;
    for part in [
        "Available: $0.00",
        "Owed to the shop: $2.50",
        "Banned: cannot order",
        "Has blocked the bot",
    ] {
        olga.expects(part);
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_text_the_command_explains_itself() {
    let world = World::new().await;
    let olga = world.owner();
    for typed in ["/user", "/user  \u{200b}\u{202e}\n"] {
        olga.says(typed).await;
        olga.expects("Something is missing");
        olga.expects("/user @ann");
    }
    olga.says("/help").await;
    for command in ["/user TEXT", "/sync", "/markup"] {
        olga.expects(command);
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_an_owner_has_begun_is_kept_while_they_look_somebody_up() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "1").await;
    olga.is_asked_for_the_link().await;
    olga.says("/user alice").await;
    olga.taps("Statement").await;
    assert_eq!(olga.step().await, "Link");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_of_an_older_database_are_found_as_well() {
    let old = Database::older_than("0005").await;
    old.executes(
        "INSERT INTO people (person_id, name, username, name_folded, language, \
         client_language, created_ms) VALUES (5001, 'An\u{202e}na', 'Anna_K', \
         'an\u{202e}na @anna_k', '', 'en', 1)",
    )
    .await;

    let store = storefront::store::Store::open(&old.url, storefront::clock::Clock::System).await;
    let store = store.unwrap();
    let mut tx = store.read().await.unwrap();
    use storefront::store::lookups;
    assert_eq!(lookups::by_username(&mut tx, "ANNA_k").await.unwrap(), [PersonId::new(5_001)]);
    let (found, total) = lookups::search(&mut tx, "ANNA", Portion::first(10)).await.unwrap();
    assert_eq!((found[0].person_id.get(), total), (5_001, 1));
    drop(tx);
    store.close().await;
}
