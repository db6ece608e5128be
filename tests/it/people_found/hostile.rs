//! Names that want to be more than names, texts that want to be more than texts, and people who
//! are no owners.

use crate::support::owners::{SECOND_OWNER, owners};
use crate::support::world::OWNER;
use crate::support::{World, WorldOptions};
use serde_json::json;

const GROUP: i64 = -1_001_234_567_890;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wildcards_and_quotes_are_plain_letters() {
    let world = World::new().await;
    let olga = world.owner();
    world.meets(5_001, "Max 100% sure", None).await;
    world.meets(5_002, "under_score", None).await;
    world.meets(5_003, "Wow! O'Hara \\ \"x\"", None).await;
    for (typed, found) in [
        ("%", "Max 100% sure"),
        ("0%", "Max 100% sure"),
        ("r_s", "under_score"),
        ("w!", "Wow!"),
        ("O'H", "Wow!"),
        ("\\", "Wow!"),
        ("\"X\"", "Wow!"),
    ] {
        olga.says(&format!("/user {typed}")).await;
        olga.expects(found);
        olga.expects("🆔");
    }
    for typed in ["%%", "__", "m%x", "u_der", "!!", "' OR 1=1 --", "[a-z]", "*", "?"] {
        olga.says(&format!("/user {typed}")).await;
        olga.expects(&format!("Nobody found for {typed}"));
    }
    assert_eq!(world.count("inbox WHERE state = 2").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_that_would_turn_the_text_around_or_mark_it_up_are_one_line_of_letters() {
    let world = World::new().await;
    let olga = world.owner();
    let names = [
        (5_001, "<b>Bold</b> &amp; <code>x", "<b>Bold</b> &amp; <code>x"),
        (5_002, "\u{202e}nnA\u{2066} متجر", "nnA متجر"),
        (5_003, "Li\u{200b}ne\nAvailable: $9", "Line Available: $9"),
        (5_004, "{ $name }", "{ $name }"),
    ];
    for (id, name, shown) in names {
        world.meets(id, name, None).await;
        olga.says(&format!("/user {id}")).await;
        olga.expects(&format!("👤 {shown}\n🆔 {id}"));
    }
    for (typed, id) in [("<B>", 5_001), ("nna متجر", 5_002), ("line av", 5_003)] {
        olga.says(&format!("/user {typed}")).await;
        olga.expects(&format!("🆔 {id}"));
    }
    world.meets(5_005, &"Long 😀 ".repeat(100), Some("l")).await;
    olga.says("/user long 😀").await;
    olga.expects("🆔 5005");
    for text in olga.told() {
        let is_steering = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!text.contains(is_steering), "{text:?}");
    }
    assert_eq!(world.count("outbox WHERE state = 2").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_text_without_end_is_refused_at_once() {
    let world = World::new().await;
    let olga = world.owner();
    world.meets(5_001, "Alice", None).await;
    for text in ["x".repeat(65), "%".repeat(65_536), "é_".repeat(30_000), "7".repeat(65_536)] {
        let entity = json!([{ "type": "bot_command", "offset": 0, "length": 5 }]);
        olga.sends_raw(json!({ "text": format!("/user {text}"), "entities": entity })).await;
        olga.expects("too long to search for: at most 64 characters");
    }
    olga.says(&format!("/user {}", "_".repeat(64))).await;
    olga.expects("Nobody found");
    olga.sends_raw(json!({ "text": "/user ali\u{0}ce",
        "entities": [{ "type": "bot_command", "offset": 0, "length": 5 }] }))
        .await;
    olga.expects("👤 Alice");
    assert_eq!(world.count("inbox WHERE state = 2").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p16_looking_people_up_does_not_exist_for_anybody_else() {
    let world = World::new().await;
    let mallory = world.customer(6_666, "Mallory", "1").await;
    world.customer(5_001, "Alice", "25").await;
    world.owner().says("/user alice").await;
    mallory.says("/nonsense").await;
    let unknown = mallory.newest().text;
    for typed in ["/user", "/user 5001", "/user alice", "/user@test_shop_bot alice", "/USER 5001"] {
        mallory.says(typed).await;
        assert_eq!(mallory.newest().text, unknown, "{typed}");
    }
    let (screen, owners) = (mallory.screen_id(), world.owner().screen_id());
    let old = mallory.forges(&format!("1:{screen}:zz")).await;
    for tap in ["us:0", "u:5001:0", "u:5001:1", "uw:5001:0", "ul:5001:0", "uw:6666:0"] {
        for screen in [0, screen, owners] {
            let data = format!("1:{screen}:{tap}");
            assert_eq!(mallory.forges(&data).await, old, "{data}");
        }
    }
    assert!(!mallory.was_told("Alice") && !mallory.was_told("$25"));
    assert_eq!(world.count("people_searches WHERE admin_id <> 9000").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p16_the_open_card_of_a_removed_owner_is_dead() {
    let mut world = World::of_two_owners().await;
    world.customer(5_001, "Alice", "25").await;
    let keys = {
        let oscar = world.second_owner();
        oscar.says("/user alice").await;
        ["Statement", "Orders"].map(|label| oscar.button(label))
    };
    world.restart(&owners(&[OWNER])).await;
    let oscar = world.actor(SECOND_OWNER);
    let told = oscar.told().len();
    for key in keys {
        assert!(oscar.presses_again(&key).await.contains("earlier step"));
    }
    assert_eq!(oscar.told().len(), told);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_group_nobody_is_looked_up() {
    let vars = vec![("ADMIN_CHAT_ID", GROUP.to_string())];
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    world.telegram.add_group(GROUP, "Staff");
    world.customer(5_001, "Alice", "25").await;
    let (calls, told) = (world.calls_to(GROUP).len(), world.owner().told().len());
    for text in ["/user 5001", "/sync", "/markup 60", "/markup"] {
        world.telegram.says_in_group(GROUP, OWNER, text, false);
        world.telegram.says_in_group(GROUP, OWNER, text, true);
    }
    world.settle().await;
    assert_eq!((world.calls_to(GROUP).len(), world.owner().told().len()), (calls, told));
    assert_eq!(world.count("admin_acts").await + world.count("sync_requests").await, 0);
    world.audit().await;
}
