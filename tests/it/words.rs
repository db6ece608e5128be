//! A panel's own words: kept with the attempt, shown to owners, and to nobody else.

mod address;
mod filing;
mod questions;

use crate::submission::scripted_world;
use crate::support::{Scripted, World, WorldOptions};
use storefront::domain::order::OrderState;

/// Something that no table has, full of what must be made harmless.
const WORDS: &str = "Maintenance window Zürich <b>tier</b> & \u{202e}99\n at 12";
const CLEANED: &str = "Maintenance window Zürich <b>tier</b> & 99 at 12";

fn error(text: &str) -> String {
    serde_json::json!({ "error": text }).to_string()
}

impl World {
    async fn opens_review(&self, order_id: i64) {
        let olga = self.owner();
        olga.says("/review").await;
        olga.taps(&format!("#{order_id} ·")).await;
    }

    async fn words(&self) -> Vec<String> {
        self.rows("attempt || ' ' || form || ' ' || words FROM order_words ORDER BY 1").await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unlisted_words_are_kept_and_shown_to_owners_alone() {
    let (world, panel) = scripted_world().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    panel.answers_action("add", 200, &error(WORDS));
    let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Review);
    assert_eq!(world.words().await, [format!("1 whole {CLEANED}")]);
    world.opens_review(order_id).await;
    let olga = world.owner();
    olga.expects(&format!("Attempt 1, it said: {CLEANED}"));
    let shown = olga.newest();
    assert!(shown.html.contains("<code>Maintenance window Zürich &lt;b&gt;"), "{}", shown.html);

    alice.says(&format!("/order {order_id}")).await;
    assert!(!alice.was_told("Maintenance"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_words_of_every_attempt_are_kept() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Alice", "25").await;
    let bodies = [
        (200, error("Not enough funds")),
        (200, r#"{"status":"fail","message":"No slots left"}"#.to_owned()),
    ];
    let mut left = bodies.clone().into_iter();
    panel.answers(move |call| if call["action"] == "add" { left.next() } else { None });
    let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
    world.submit().await;
    assert!(world.owner().was_told("It said: Not enough funds"));
    world.advance_ms(600_000);
    world.submit().await;
    assert_eq!(world.words().await, ["1 whole Not enough funds", "2 part No slots left"]);
    world.opens_review(order_id).await;
    world.owner().expects("Attempt 1, it said: Not enough funds");
    world.owner().expects("Attempt 2, it said: No slots left");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_web_page_is_shown_as_what_a_person_would_read() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Alice", "25").await;
    let page = "<!doctype html><html><head><title>Just a moment...</title>\
        <script>run()</script></head><body><p>Checking your browser</p></body></html>";
    panel.answers_action("add", 200, page);
    let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
    world.submit().await;
    world.opens_review(order_id).await;
    let said = "it answered with a web page: Just a moment... Checking your browser";
    world.owner().expects(said);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_reads_no_words() {
    let panel = Scripted::start().await;
    let mut vars = panel.as_main();
    vars.push(("ADMIN_CHAT_ID", "-500".to_owned()));
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    world.telegram.add_group(-500, "Admins");
    world.customer(5_001, "Alice", "25").await;
    let bodies =
        ["Not enough funds", "Slots of https://instagram.com/alice are gone", "Invalid key"];
    let mut left = bodies.into_iter().map(|text| (200, error(text)));
    panel.answers(move |call| if call["action"] == "add" { left.next() } else { None });
    for name in ["a", "b", "c"] {
        world.places(5_001, 1, &format!("https://instagram.com/{name}"), 1_000).await;
    }
    for _ in 0..3 {
        world.submit().await;
        world.advance_ms(600_000);
    }
    let told: Vec<String> = world.telegram.chat(-500).into_iter().map(|shown| shown.text).collect();
    let all = told.join("\n");
    assert!(all.contains("Your balance there is too small"), "{all}");
    assert!(all.contains("It refuses the key"), "{all}");
    for words in ["It said", "Not enough funds", "Slots", "Invalid key"] {
        assert!(!all.contains(words), "{all}");
    }
    world.audit().await;
}
