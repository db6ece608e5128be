//! Messages that are no words: what Telegram itself says is met with silence, what people send is
//! answered shortly, and in both cases the buttons of the present screen go on working.

use serde_json::{Value, json};

use crate::support::World;

/// What Telegram puts into a private chat by itself, and what it may put there one day.
fn service_messages() -> Vec<Value> {
    let photo = json!([{ "file_id": "x", "file_unique_id": "y", "width": 1, "height": 1 }]);
    let user = json!({ "id": 5_001, "is_bot": false, "first_name": "Raw" });
    vec![
        json!({ "message_auto_delete_timer_changed": { "message_auto_delete_time": 86_400 } }),
        json!({ "pinned_message": { "message_id": 1, "date": 0, "text": "/start",
            "chat": { "id": 5_001, "type": "private" } } }),
        json!({ "write_access_allowed": { "from_request": true } }),
        json!({ "web_app_data": { "data": "{}", "button_text": "open" } }),
        json!({ "proximity_alert_triggered": { "traveler": user, "watcher": user,
            "distance": 5 } }),
        json!({ "boost_added": { "boost_count": 1 } }),
        json!({ "chat_background_set": { "type": { "type": "fill" } } }),
        json!({ "gift": { "gift": { "id": "1" }, "text": "hello" } }),
        json!({ "unique_gift": { "origin": "transfer" } }),
        json!({ "gift_upgrade_sent": { "gift": {} } }),
        json!({ "checklist_tasks_done": { "marked_as_done_task_ids": [1] } }),
        json!({ "checklist_tasks_added": { "tasks": [] } }),
        json!({ "suggested_post_approved": { "send_date": 1 } }),
        json!({ "suggested_post_paid": { "currency": "XTR" } }),
        json!({ "direct_message_price_changed": { "are_direct_messages_enabled": true } }),
        json!({ "paid_message_price_changed": { "paid_message_star_count": 1 } }),
        json!({ "forum_topic_created": { "name": "a", "icon_color": 1 } }),
        json!({ "forum_topic_edited": {} }),
        json!({ "general_forum_topic_hidden": {} }),
        json!({ "video_chat_scheduled": { "start_date": 1 } }),
        json!({ "video_chat_started": {} }),
        json!({ "video_chat_ended": { "duration": 5 } }),
        json!({ "users_shared": { "request_id": 1, "users": [] } }),
        json!({ "chat_shared": { "request_id": 1, "chat_id": 1 } }),
        json!({ "connected_website": "example.com" }),
        json!({ "passport_data": { "data": [], "credentials": {} } }),
        json!({ "successful_payment": { "currency": "XTR", "total_amount": 1 } }),
        json!({ "refunded_payment": { "currency": "XTR", "total_amount": 1 } }),
        json!({ "giveaway_completed": { "winner_count": 1 } }),
        json!({ "new_chat_photo": photo }),
        json!({ "delete_chat_photo": true }),
        json!({ "group_chat_created": true }),
        json!({ "migrate_to_chat_id": -100 }),
        json!({ "chat_owner_changed": { "new_owner": user } }),
        json!({ "some_future_event": { "text": "/start" } }),
        json!({}),
    ]
}

/// What people send that the shop cannot use.
fn unusable() -> Vec<Value> {
    let file = json!({ "file_id": "x", "file_unique_id": "y" });
    vec![
        json!({ "sticker": file }),
        json!({ "voice": file, "caption": "listen" }),
        json!({ "video_note": file }),
        json!({ "document": file }),
        json!({ "location": { "latitude": 1.0, "longitude": 2.0 } }),
        json!({ "contact": { "phone_number": "1", "first_name": "A" } }),
        json!({ "dice": { "emoji": "🎲", "value": 3 } }),
        json!({ "poll": { "id": "1", "question": "?" } }),
        json!({ "story": { "id": 1 } }),
        json!({ "checklist": { "title": "t", "tasks": [] } }),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_telegram_itself_says_is_met_with_silence() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    let confirm = alice.button("Confirm");
    let before = (alice.told(), alice.dialogue().await, world.count("outbox").await);
    for fields in service_messages() {
        alice.sends_raw(fields.clone()).await;
        let after = (alice.told(), alice.dialogue().await, world.count("outbox").await);
        assert_eq!(after, before, "{fields}");
    }
    assert_eq!(world.count("inbox WHERE state <> 1").await, 0);
    alice.presses_again(&confirm).await;
    alice.expects("is placed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_used_leaves_the_confirm_button_in_place() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    for fields in unusable() {
        let told = alice.told().len();
        alice.sends_raw(fields.clone()).await;
        assert_eq!(alice.told().len(), told + 1, "{fields}");
        alice.expects("Your order is waiting for you to confirm it.");
        assert!(alice.is_offered("Confirm · $1.17"), "{fields}");
    }
    alice.taps("Confirm").await;
    alice.expects("is placed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_used_leaves_the_buttons_of_every_other_step_alive() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.is_asked_for_the_quantity().await;
    for fields in unusable() {
        let told = alice.told().len();
        alice.sends_raw(fields.clone()).await;
        assert_eq!(alice.told().len(), told + 1, "{fields}");
        alice.expects("A number is needed now");
    }
    alice.taps("500").await;
    alice.taps("Confirm").await;
    alice.expects("is placed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commands_are_read_in_any_letter_case() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    for text in ["/BALANCE", "/Balance", "/balance\u{a0}", "/bAlAnCe\nplease"] {
        alice.says("/help").await;
        alice.says(text).await;
        alice.expects("Balance:");
    }
    let edited = json!({ "edited_message": {
        "message_id": 1, "date": 0, "edit_date": 1, "text": "/help",
        "chat": { "id": 5_001, "type": "private" },
        "from": { "id": 5_001, "is_bot": false, "first_name": "Alice" } } });
    let told = alice.told().len();
    world.telegram.push_raw_update(edited);
    world.settle().await;
    assert_eq!(alice.told().len(), told);
    world.audit().await;
}
