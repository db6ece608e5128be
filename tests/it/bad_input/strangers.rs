//! What is not a person writing in their private chat: silence.

use crate::support::World;
use serde_json::json;

const GROUP: i64 = -1_001_234;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edited_message_changes_nothing() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.is_asked_for_the_link().await;
    alice.says("nonsense").await;
    let (before, messages) = (alice.dialogue().await, alice.chat().len());
    let message_id = world.telegram.last_from_person(5_001).unwrap();
    world.telegram.edits(5_001, message_id, "instagram.com/alice");
    world.settle().await;
    // Telegram was not asked for edits; even if one comes, it is passed over.
    let mut edited = alice.raw_sender();
    edited["text"] = "instagram.com/alice".into();
    edited["edit_date"] = 1_793_534_401.into();
    world.telegram.push_raw_update(json!({ "edited_message": edited }));
    world.settle().await;
    assert_eq!((alice.dialogue().await, alice.chat().len()), (before, messages));
    alice.expects("That is not a link");
    let owner = world.owner();
    let messages = owner.chat().len();
    let mut edited = owner.raw_sender();
    edited["text"] = "/credit 5001 100 gift".into();
    world.telegram.push_raw_update(json!({ "edited_message": edited }));
    world.settle().await;
    assert_eq!(owner.chat().len(), messages);
    assert_eq!(world.count("admin_acts").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_group_the_shop_is_silent() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let owner = world.owner();
    alice.fills_in("instagram.com/alice", "1000").await;
    let confirm = alice.button("Confirm").1;
    let (before, people) = (alice.dialogue().await, world.count("people").await);
    let private = (alice.chat().len(), owner.chat().len());
    world.telegram.add_group(GROUP, "Friends");
    for text in ["/balance", "/start", "/order@test_shop_bot", "/orders", "instagram.com/bob"] {
        world.telegram.says_in_group(GROUP, 5_001, text, false);
        world.telegram.says_in_group(GROUP, 7_777, text, false);
    }
    for text in ["/credit 5001 100 gift", "/review", "/refund 1001 sorry"] {
        world.telegram.says_in_group(GROUP, owner.id, text, false);
        world.telegram.says_in_group(GROUP, owner.id, text, true);
    }
    world.telegram.presses(5_001, GROUP, 1, &confirm);
    world.telegram.presses(owner.id, GROUP, 1, "1:0:rv:0");
    world.settle().await;
    assert_eq!(world.telegram.chat(GROUP).iter().filter(|shown| shown.from_bot).count(), 0);
    let to_group = world.telegram.calls().into_iter().filter(|call| call.chat_id == Some(GROUP));
    assert_eq!(to_group.count(), 0);
    assert_eq!((alice.chat().len(), owner.chat().len()), private);
    assert_eq!(alice.dialogue().await, before);
    assert_eq!(world.count("orders").await + world.count("admin_acts").await, 0);
    assert_eq!(world.count("people").await, people, "nobody is known by a word in a group");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bots_channels_and_updates_of_other_kinds_are_passed_over() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let (people, messages) = (world.count("people").await, alice.chat().len());
    let mut from_bot = alice.raw_sender();
    from_bot["from"]["is_bot"] = true.into();
    from_bot["text"] = "/balance".into();
    let mut elsewhere = alice.raw_sender();
    elsewhere["chat"]["id"] = 5_002.into();
    elsewhere["text"] = "/balance".into();
    let channel = json!({
        "message_id": 5, "date": 1_793_534_400, "text": "/balance",
        "chat": { "id": -100_777, "type": "channel", "title": "News" },
        "sender_chat": { "id": -100_777, "type": "channel", "title": "News" },
    });
    let updates = [
        json!({ "message": from_bot }),
        json!({ "message": elsewhere }),
        json!({ "message": channel.clone() }),
        json!({ "channel_post": channel }),
        json!({ "message": { "no": "message at all" } }),
        json!({ "callback_query": { "id": "1", "from": alice.raw_sender()["from"] } }),
        json!({ "inline_query": { "id": "1", "query": "x", "offset": "",
                "from": alice.raw_sender()["from"] } }),
        json!({ "a_kind_of_tomorrow": {} }),
        json!({ "message": null }),
    ];
    for update in updates {
        world.telegram.push_raw_update(update);
    }
    world.settle().await;
    assert_eq!((world.count("people").await, alice.chat().len()), (people, messages));
    assert_eq!(world.count("inbox WHERE state <> 1").await, 0, "none is left or set aside");
    // A forwarded text counts as written by whoever sends it.
    alice.is_asked_for_the_link().await;
    alice
        .sends_raw(json!({
            "text": "https://instagram.com/someone",
            "forward_origin": {
                "type": "hidden_user", "date": 1_793_534_400, "sender_user_name": "Somebody",
            },
        }))
        .await;
    alice.expects("How many?");
    world.audit().await;
}
