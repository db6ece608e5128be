//! An owner says what a sentence of a panel means: in force at once, for that panel, until it is
//! taken back.

use super::error;
use crate::submission::scripted_world;
use crate::support::owners::{SECOND_OWNER, owners};
use crate::support::world::{OWNER, PANEL_KEY};
use crate::support::{Actor, Scripted, World, WorldOptions, money};
use storefront::domain::order::OrderState;

const SENTENCE: &str = "Slots for 5 are closed!";
const KNOWN: &str = "Set its meaning";

/// A shop of two owners, and an order in review by an unlisted sentence.
async fn world_in_doubt(sentence: &str) -> (World, Scripted, i64) {
    let panel = Scripted::start().await;
    let mut vars = panel.as_main();
    vars.extend(owners(&[OWNER, SECOND_OWNER]));
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    world.second_owner().says("/start").await;
    world.customer(5_001, "Alice", "25").await;
    panel.answers_action("add", 200, &error(sentence));
    let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Review);
    (world, panel, order_id)
}

impl Actor<'_> {
    async fn files(&self, order_id: i64, meaning: &str) {
        self.world.opens_review_as(self, order_id).await;
        self.taps(KNOWN).await;
        self.taps(meaning).await;
        self.taps("Confirm").await;
    }
}

impl World {
    async fn opens_review_as(&self, owner: &Actor<'_>, order_id: i64) {
        owner.says("/review").await;
        owner.taps(&format!("#{order_id} ·")).await;
    }

    /// Places an order of Alice's, sends it, and tells what became of it.
    async fn comes_to(&self, name: &str) -> (OrderState, String) {
        let link = format!("https://instagram.com/{name}");
        let order_id = self.places(5_001, 1, &link, 1_000).await;
        self.submit().await;
        let order = self.order(order_id).await;
        (order.state, order.reason)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_filed_sentence_decides_later_orders_and_not_the_one_in_review() {
    let (mut world, panel, order_id) = world_in_doubt(SENTENCE).await;
    let olga = world.owner();
    world.opens_review_as(&olga, order_id).await;
    olga.taps(KNOWN).await;
    olga.expects(SENTENCE);
    olga.taps("The link is refused").await;
    olga.expects("Set the meaning of this answer of main?");
    assert_eq!(world.count("filed_words").await, 0, "nothing happens without Confirm");
    olga.taps("Confirm").await;
    assert!(olga.was_told("Meaning set: "));
    let line = format!("{OWNER} words_filed provider main: link: {SENTENCE}; ");
    assert_eq!(world.journal().await, [line]);
    for owner in [world.owner(), world.second_owner()] {
        assert_eq!(owner.times_told("The meaning of an answer of main was set"), 1);
    }
    assert_eq!(world.order(order_id).await.state, OrderState::Review);
    world.opens_review_as(&world.owner(), order_id).await;
    assert!(!world.owner().is_offered(KNOWN), "it is filed");

    // As it was said, and as it is said about another number.
    let refused = (OrderState::Rejected, "bad_link".to_owned());
    assert_eq!(world.comes_to("b").await, refused);
    panel.answers_action("add", 403, &error("slots for  77 are CLOSED"));
    assert_eq!(world.comes_to("c").await, refused);
    world.restart(&panel.as_main()).await;
    assert_eq!(world.comes_to("d").await, refused);
    assert_eq!(world.wallet(5_001).await.held, world.order(order_id).await.price);
    panel.answers_action("add", 200, &error("Slots for 5 are closed, order 7 waits"));
    assert_eq!(world.comes_to("e").await.0, OrderState::Review, "another sentence");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_meaning_is_what_the_table_would_make_of_it() {
    let cases = [
        ("The quantity is refused", OrderState::Rejected, "bad_quantity"),
        ("The service is not sold", OrderState::Rejected, "service_gone"),
        ("The request is refused", OrderState::Rejected, "bad_request"),
        ("Your balance there is short", OrderState::Queued, "out_of_funds"),
        ("The link has an open order", OrderState::Queued, "duplicate_link"),
        ("Too many requests", OrderState::Queued, "rate_limited"),
        ("The key is refused", OrderState::Queued, "auth"),
    ];
    for (label, state, reason) in cases {
        let (world, panel, order_id) = world_in_doubt(SENTENCE).await;
        world.owner().files(order_id, label).await;
        assert_eq!(world.comes_to("b").await, (state, reason.to_owned()), "{label}");
        if reason == "auth" {
            assert_eq!(world.stops().await, ["main key"]);
            panel.answers_action("balance", 200, &error(SENTENCE));
            world.sync().await;
            assert!(!world.owner().was_told("could not be fetched"));
        }
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_may_be_placed_stays_in_review_whatever_was_filed() {
    let (world, _panel, order_id) = world_in_doubt(SENTENCE).await;
    let olga = world.owner();
    olga.files(order_id, "The link is refused").await;
    world.opens_review_as(&olga, order_id).await;
    olga.taps("send it again").await;
    olga.taps("Confirm").await;
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.reason.as_str()), (OrderState::Review, "bad_link"));
    assert_eq!(order.returned, money("0"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_filed_sentence_is_listed_and_taken_back() {
    let (world, _panel, order_id) = world_in_doubt(SENTENCE).await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    olga.says("/providers").await;
    assert!(!olga.is_offered("Known answers"));
    olga.files(order_id, "The link is refused").await;
    for owner in [&olga, &oscar] {
        owner.says("/providers").await;
        owner.taps("Known answers: main").await;
        owner.expects(SENTENCE);
        owner.expects("The link is refused: money back");
        owner.taps("❌ Slots").await;
        owner.expects("Remove the meaning of this answer of main?");
    }
    oscar.taps("Confirm").await;
    olga.taps("Confirm").await;
    assert!(olga.was_told("This answer has no meaning set any more"));
    assert_eq!(world.count("filed_words").await, 0);
    assert_eq!(olga.times_told("was removed\n"), 1);
    let journal = world.journal().await;
    assert_eq!(journal.len(), 2);
    assert!(journal[1].contains("words_unfiled provider main: link: "), "{journal:?}");
    assert_eq!(world.comes_to("b").await.0, OrderState::Review);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sentence_is_filed_once_by_owners_only_and_not_without_bound() {
    let (world, panel, order_id) = world_in_doubt(SENTENCE).await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    for owner in [&olga, &oscar] {
        world.opens_review_as(owner, order_id).await;
        owner.taps(KNOWN).await;
        owner.taps("The link is refused").await;
    }
    olga.taps("Confirm").await;
    oscar.taps("Confirm").await;
    assert!(oscar.was_told("The meaning of this answer is already set"));
    assert_eq!(world.count("filed_words").await, 1);
    let alice = world.actor(5_001);
    for tap in [
        format!("fw:{order_id}"),
        format!("fa:{order_id}:auth"),
        "fl:main:0".to_owned(),
        "fx:1".to_owned(),
    ] {
        alice.forges_tap(&tap).await;
        assert!(!alice.was_told("Slots") && !alice.was_told("meaning"), "{tap}");
    }
    // A button of before, and a meaning that there is not.
    olga.forges_tap(&format!("fa:{order_id}:auth")).await;
    assert!(olga.was_told("There is no answer left here"));
    olga.forges_tap(&format!("fa:{order_id}:placed")).await;
    assert_eq!(world.count("filed_words").await, 1);

    for number in 2..=50 {
        let row = format!("'main', 'w{number}', 'w{number}', 'link', 9000, 0");
        let columns = "provider, words, folded, class, filed_by, filed_ms";
        world.tampers(&format!("INSERT INTO filed_words ({columns}) VALUES ({row})")).await;
    }
    panel.answers_action("add", 200, &error("Something else is wrong"));
    world.comes_to("b").await;
    let second = order_id + 1;
    world.opens_review_as(&olga, second).await;
    olga.taps(KNOWN).await;
    olga.taps("The link is refused").await;
    assert!(olga.was_told("50 answers of this provider have a meaning already"));
    assert_eq!(world.count("filed_words").await, 50);
    olga.says("/providers").await;
    olga.taps("Known answers: main").await;
    assert!(olga.labels().iter().filter(|label| label.starts_with('❌')).count() <= 8);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_a_whole_sentence_can_be_filed() {
    let bodies = [
        r#"{"error":["Slots are closed"]}"#.to_owned(),
        r#"{"error":"ERR 7"}"#.to_owned(),
        error(&"Slots are closed ".repeat(20)),
        error(PANEL_KEY),
        r#"{"error":"Slots are closed","order":7}"#.to_owned(),
        "<html><body>Slots are closed</body></html>".to_owned(),
    ];
    for body in bodies {
        let (world, panel) = scripted_world().await;
        world.customer(5_001, "Alice", "25").await;
        panel.answers_action("add", 200, &body);
        let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
        world.submit().await;
        let olga = world.owner();
        world.opens_review_as(&olga, order_id).await;
        assert!(!olga.is_offered(KNOWN), "{body}");
        world.audit().await;
    }
}
