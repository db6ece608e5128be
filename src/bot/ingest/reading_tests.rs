//! Updates and `getMe` answers of servers that say less, or more, than Telegram's own.

use serde_json::{Value, json};
use teloxide::types::UpdateKind;

use super::{callback_id, me, update};
use crate::domain::ids::BotId;

fn alice() -> Value {
    json!({ "id": 5_001, "is_bot": false, "first_name": "Alice" })
}

fn private() -> Value {
    json!({ "id": 5_001, "type": "private" })
}

/// Text, person and chat of a message.
fn read_message(update_json: &Value) -> Option<(Option<String>, u64, i64)> {
    let update = update(&update_json.to_string())?;
    let UpdateKind::Message(message) = update.kind else { return None };
    let from = message.from.as_ref()?.id.0;
    Some((message.text().map(str::to_owned), from, message.chat.id.0))
}

#[test]
fn a_message_is_read_with_whatever_is_missing_or_strange_beside_it() {
    let hello = Some((Some("hello".to_owned()), 5_001, 5_001));
    let messages = [
        json!({ "message_id": 1, "date": 0, "chat": private(), "from": alice(), "text": "hello" }),
        json!({ "chat": private(), "from": alice(), "text": "hello" }),
        json!({ "chat": { "id": 5_001 }, "from": { "id": 5_001 }, "text": "hello" }),
        json!({ "message_id": 9_999_999_999_i64, "date": -1, "chat": private(), "from": alice(),
            "text": "hello", "future": { "a": [1, 2] } }),
        json!({ "message_id": 1, "date": 0, "chat": private(), "from": alice(), "text": "hello",
            "entities": "none", "reply_to_message": 7, "photo": {} }),
        json!({ "message_id": 1, "date": 0, "chat": private(), "text": "hello",
            "from": { "id": 5_001, "is_bot": null, "first_name": null, "is_premium": 1 } }),
    ];
    for message in messages {
        let bare = json!({ "update_id": 7, "message": message });
        assert_eq!(read_message(&bare), hello, "{bare}");
        let more = json!({ "a_future_field": 1, "update_id": 5_000_000_000_i64, "zone": "x",
            "message": message });
        assert_eq!(read_message(&more), hello, "{more}");
    }
}

#[test]
fn a_reply_and_who_writes_as_a_chat_are_not_lost_with_the_rest() {
    let group = json!({ "id": -500, "type": "supergroup", "title": "Admins" });
    let bot = json!({ "id": 777, "is_bot": true, "first_name": "Shop" });
    let message = json!({ "message_id": 2, "date": 0, "chat": group, "from": alice(),
        "sender_chat": group, "entities": "none", "text": "hello",
        "reply_to_message": { "message_id": 1, "date": 0, "chat": group, "from": bot } });
    let raw = json!({ "update_id": 7, "message": message }).to_string();
    let UpdateKind::Message(read) = update(&raw).unwrap().kind else { panic!("another kind") };
    assert_eq!(read.sender_chat.as_ref().map(|chat| chat.id.0), Some(-500));
    let replied = read.reply_to_message().unwrap();
    assert_eq!((replied.id.0, replied.from.as_ref().map(|user| user.id.0)), (1, Some(777)));
    assert!(read.chat.is_supergroup());
}

#[test]
fn a_message_that_does_not_say_whose_it_is_is_not_read() {
    let messages = [
        json!(7),
        json!({ "from": alice(), "text": "no chat" }),
        json!({ "chat": private(), "from": { "id": "x" }, "text": "hello" }),
        json!({ "chat": { "id": "x" }, "from": alice(), "text": "hello" }),
    ];
    for message in messages {
        let raw = json!({ "update_id": 7, "message": message });
        assert_eq!(read_message(&raw), None, "{raw}");
    }
    for raw in ["", "{}", "[]", "{\"update_id\":1}", "{\"update_id\":1,\"future\":{}}"] {
        assert!(update(raw).is_none(), "{raw}");
    }
}

#[test]
fn a_press_is_read_without_chat_instance_and_with_a_number_for_its_id() {
    let old = json!({ "message_id": 3, "date": 0, "chat": private() });
    let queries = [
        json!({ "id": "77", "from": alice(), "message": old, "data": "1:0:m" }),
        json!({ "id": 77, "from": alice(), "message": old, "data": "1:0:m",
            "chat_instance": 9 }),
        json!({ "id": "77", "from": alice(), "data": "1:0:m",
            "message": { "chat": private(), "reply_markup": { "inline_keyboard": 7 } } }),
    ];
    for query in queries {
        let raw = json!({ "update_id": 7, "callback_query": query }).to_string();
        let UpdateKind::CallbackQuery(read) = update(&raw).unwrap().kind else {
            panic!("another kind: {raw}");
        };
        let chat = read.message.as_ref().map(|message| message.chat().id.0);
        let read = (read.id.0.as_str(), read.from.id.0, chat, read.data.as_deref());
        assert_eq!(read, ("77", 5_001, Some(5_001), Some("1:0:m")), "{raw}");
        assert_eq!(callback_id(&raw).as_deref(), Some("77"));
    }
    assert_eq!(callback_id("{\"callback_query\":{\"id\":[]}}"), None);
}

#[test]
fn leaving_and_coming_back_are_read_by_the_status_alone() {
    let cases = [
        (json!({ "status": "kicked" }), false),
        (json!({ "status": "left", "user": 1 }), false),
        (json!({ "status": "restricted", "is_member": false }), false),
        (json!({ "status": "member" }), true),
        (json!({ "status": "a_future_status" }), true),
    ];
    for (member, is_present) in cases {
        let change = json!({ "chat": private(), "from": alice(), "new_chat_member": member });
        let raw = json!({ "update_id": 7, "my_chat_member": change }).to_string();
        let UpdateKind::MyChatMember(change) = update(&raw).unwrap().kind else {
            panic!("another kind: {raw}");
        };
        assert_eq!(change.new_chat_member.is_present(), is_present, "{raw}");
    }
}

#[test]
fn a_bot_is_known_by_what_little_a_server_says_of_it() {
    let said = json!({ "id": 777, "is_bot": true, "first_name": "Shop", "username": "shop_bot" });
    let bot = me(&said, BotId::new(777)).unwrap();
    assert_eq!((bot.user.id.0, bot.username(), bot.can_join_groups), (777, "shop_bot", false));
    let bare = me(&json!({ "first_name": "Shop" }), BotId::new(777)).unwrap();
    assert_eq!((bare.user.id.0, bare.username()), (777, ""));
    for nothing in [json!(true), json!(null), json!([]), json!("shop_bot")] {
        assert!(me(&nothing, BotId::new(777)).is_none(), "{nothing}");
    }
}
