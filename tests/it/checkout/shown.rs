//! What was shown is what is bought: whatever has changed since is shown again first, and an order
//! that was placed keeps its own words.

use crate::support::{Actor, World, money};
use storefront::domain::limits::Limits;
use storefront::domain::order::OrderState;
use storefront::domain::terms::Terms;
use storefront::sandbox::panel::ServiceRow;

impl World {
    /// The panel lists a service otherwise from now on, and the shop has read it.
    pub async fn relists(&self, id: i64, change: impl FnOnce(&mut ServiceRow)) {
        let mut rows = self.panel.services();
        change(rows.iter_mut().find(|row| row.id == id).expect("a service"));
        self.panel.set_services(rows);
        self.syncs_approved().await;
    }

    /// The panel does not list a service for one sync.
    async fn drops_and_lists_again(&self, id: i64) {
        let rows = self.panel.services();
        let others = rows.iter().filter(|row| row.id != id).cloned().collect();
        self.panel.set_services(others);
        self.sync().await;
        self.panel.set_services(rows);
        self.advance_ms(1_000);
        self.sync().await;
    }
}

/// Confirms, and is asked again with these words; nothing moved, and the new button buys.
async fn is_asked_again(alice: &Actor<'_>, told: &[&str]) {
    let world = alice.world;
    let (orders, before) = (world.count("orders").await, world.wallet(alice.id).await);
    alice.taps("Confirm").await;
    for part in told {
        alice.expects(part);
    }
    assert_eq!(world.count("orders").await, orders, "{told:?}");
    assert_eq!(world.wallet(alice.id).await, before, "{told:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_renamed_while_confirm_is_on_screen_is_shown_again() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    let (message_id, old) = alice.button("Confirm");
    world
        .relists(1, |row| {
            row.name = "Bots | No refill".to_owned();
            row.refill = false;
        })
        .await;
    let told = [
        "This has changed since you looked",
        "the name changed: Instagram Followers | Real | 30 days refill | 5K/day → Bots | No refill",
        "refill is no longer offered",
    ];
    is_asked_again(&alice, &told).await;
    world.telegram.presses(5_001, 5_001, message_id, &old);
    world.settle().await;
    assert_eq!(world.count("orders").await, 0, "the old button buys nothing");
    alice.taps("Confirm").await;
    let order = world.order(alice.order_number()).await;
    let terms = Terms::from_text(&order.terms).unwrap();
    assert_eq!((terms.name.as_str(), terms.has_refill), ("Bots | No refill", false));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_was_shown_and_has_changed_is_shown_again() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "100").await;
    type Change = fn(&mut ServiceRow);
    let changes: [(Change, &str); 8] = [
        (
            |row| row.category = "Cheap".to_owned(),
            "the category changed: Instagram Followers → Cheap",
        ),
        (|row| row.category = "Instagram Followers".to_owned(), "the category changed: Cheap →"),
        (|row| row.max = 9_000, "the limits changed: 50 – 50,000 → 50 – 9,000"),
        (|row| row.refill = false, "refill is no longer offered"),
        (|row| row.refill = true, "refill is offered now"),
        (|row| row.cancel = false, "it can no longer be canceled once started"),
        (|row| row.description = "Bots".to_owned(), "the description changed: Bots"),
        (|row| row.average_time = "9 days".to_owned(), "→ 9 days"),
    ];
    for (place, (change, told)) in changes.into_iter().enumerate() {
        alice.forges_tap("v:1:0").await;
        alice.says(&format!("instagram.com/a{place}")).await;
        alice.says("1000").await;
        world.relists(1, change).await;
        is_asked_again(&alice, &["This has changed since you looked", told]).await;
        alice.taps("Confirm").await;
        alice.expects("is placed");
    }
    // Neither spaces and case, nor what nobody is shown.
    alice.fills_in("instagram.com/last", "1000").await;
    world
        .relists(1, |row| {
            row.name = row.name.to_uppercase().replace(" | ", "  |  ");
            row.dripfeed = !row.dripfeed;
        })
        .await;
    alice.taps("Confirm").await;
    alice.expects("is placed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_was_gone_and_is_back_under_its_number_is_shown_again() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    world.drops_and_lists_again(1).await;
    is_asked_again(&alice, &["it was off sale and is sold again"]).await;
    alice.taps("Confirm").await;
    alice.expects("is placed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_changed_between_the_card_and_the_price_is_told_with_the_price() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.is_asked_for_the_link().await;
    world.relists(1, |row| row.refill = false).await;
    alice.says("instagram.com/alice").await;
    world.relists(1, |row| row.name = "Bots".to_owned()).await;
    alice.says("1000").await;
    alice.expects("Check your order");
    alice.expects("refill is no longer offered");
    alice.expects("→ Bots");
    alice.taps("Confirm").await;
    assert_eq!(world.order(alice.order_number()).await.service(), "Bots");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_screen_that_is_looked_at_again_shows_what_was_promised() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "1").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.expects("You need");
    world.relists(1, |row| row.name = "Bots".to_owned()).await;
    world.give(5_001, "10").await;
    alice.taps("Check again").await;
    alice.expects("Instagram Followers | Real");
    is_asked_again(&alice, &["→ Bots"]).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_entered_for_another_type_leads_back_to_the_card() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    world.relists(1, |row| row.kind = "Poll".to_owned()).await;
    is_asked_again(&alice, &["it is ordered differently now", "per 1,000"]).await;
    alice.taps("Keep").await;
    alice.expects("Which answer");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rename_after_the_purchase_changes_nothing_of_the_order() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    world
        .relists(1, |row| {
            row.name = "Renamed".to_owned();
            row.category = "Moved".to_owned();
            row.refill = false;
        })
        .await;
    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    let own = "Instagram Followers | Real";
    world.draws_cards().await;
    alice.expects(own);
    alice.says("/orders").await;
    alice.picks_order(order_id).await;
    alice.expects(own);
    alice.taps("💬 Ask").await;
    alice.says("Where is it?").await;
    let owner = world.owner();
    assert!(owner.was_told(own), "the ticket");
    owner.says(&format!("/refund {order_id} anyway, not delivered")).await;
    owner.expects(own);
    owner.forges_tap(&format!("ao:{order_id}")).await;
    assert!(owner.told().iter().any(|text| text.contains(own) && text.contains("main")));
    world.reports(order_id, "Completed", None).await;
    world.poll().await;
    for person in [&alice, &owner] {
        assert!(!person.was_told("Renamed"), "{}", person.id);
    }
    let terms = Terms::from_text(&world.order(order_id).await.terms).unwrap();
    assert_eq!(terms.category, "Instagram Followers");
    assert!(terms.has_refill && terms.has_cancel && !terms.has_dripfeed);
    assert_eq!(terms.limits(), Limits { min: 50, max: 50_000 });
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn orders_from_before_are_given_the_words_of_their_service() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    alice.fills_in("instagram.com/bob", "1000").await;
    let kept = world.order(order_id).await.terms;
    world.tampers("UPDATE orders SET terms = ''").await;
    world.tampers("UPDATE quotes SET terms = ''").await;
    let engine = if world.database.url.starts_with("postgres") { "postgres" } else { "sqlite" };
    let file = format!("{}/migrations/{engine}/0012_terms.sql", env!("CARGO_MANIFEST_DIR"));
    let sql = std::fs::read_to_string(file).unwrap();
    for statement in sql.split(';').map(str::trim).filter(|sql| sql.contains("UPDATE ")) {
        world.tampers(statement).await;
    }
    let filled = world.order(order_id).await.terms;
    // In which language it was shown nobody wrote down then.
    let kept = Terms { lang: None, ..Terms::from_text(&kept).unwrap() };
    assert_eq!(Terms::from_text(&filled), Some(kept));
    alice.taps("Confirm").await;
    alice.expects("is placed");
    assert_eq!(world.wallet(5_001).await.held, money("2.34"));
    world.audit().await;
}
