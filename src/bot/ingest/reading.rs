//! What a Bot API server says, read as far as the shop needs it: an update or a `getMe` of a server
//! that leaves out or adds what teloxide's types insist on is read all the same. Must never guess
//! who wrote or in which chat: without these two an update is nobody's.

use serde_json::{Map, Value, json};
use teloxide::types::{Me, Update, UpdateKind, User, UserId};

use crate::domain::ids::BotId;

/// Keeps what the shop looks at in the content of an update.
type Lean = fn(&Value) -> Option<Value>;

/// The kinds of updates that the shop asks for.
const KINDS: [(&str, Lean); 3] =
    [("message", message), ("callback_query", callback_query), ("my_chat_member", membership)];

/// Reads an update; `None` when it is of no kind that is known or does not say whose it is.
#[must_use]
pub fn update(body: &str) -> Option<Update> {
    // `from_value` would silently give an error kind; the text is read directly.
    let read = serde_json::from_str::<Update>(body).ok();
    match read.filter(|update| !is_broken(update, body)) {
        Some(update) => Some(update),
        None => lean_update(body),
    }
}

/// Whether something of an update was lost: its kind, or the text of a message whose other fields
/// are not as expected.
fn is_broken(update: &Update, body: &str) -> bool {
    match &update.kind {
        UpdateKind::Error(_) => true,
        UpdateKind::Message(message) if message.text().is_none() => {
            let raw = serde_json::from_str::<Value>(body).unwrap_or_default();
            raw.pointer("/message/text").is_some_and(Value::is_string)
        }
        _ => false,
    }
}

/// The update with nothing but what the shop looks at.
fn lean_update(body: &str) -> Option<Update> {
    let raw: Value = serde_json::from_str(body).ok()?;
    let (kind, content) =
        KINDS.iter().find_map(|(kind, lean)| Some((*kind, lean(raw.get(*kind)?)?)))?;
    let id = raw.get("update_id").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
    let lean = json!({ "update_id": id.unwrap_or_default(), (kind): content });
    let update: Update = serde_json::from_str(&lean.to_string()).ok()?;
    (!matches!(update.kind, UpdateKind::Error(_))).then_some(update)
}

fn message(raw: &Value) -> Option<Value> {
    let mut lean = place(raw)?;
    lean.insert("from".to_owned(), user(raw.get("from")?)?);
    // Whoever writes as a chat is not to be taken for a person.
    if let Some(sender) = raw.get("sender_chat") {
        lean.insert("sender_chat".to_owned(), chat(sender)?);
    }
    if let Some(replied) = raw.get("reply_to_message").and_then(replied) {
        lean.insert("reply_to_message".to_owned(), Value::Object(replied));
    }
    copy_texts(raw, &mut lean, &["text"]);
    Some(Value::Object(lean))
}

fn replied(raw: &Value) -> Option<Map<String, Value>> {
    let mut lean = place(raw)?;
    if let Some(author) = raw.get("from").and_then(user) {
        lean.insert("from".to_owned(), author);
    }
    Some(lean)
}

/// Where and when a message is.
fn place(raw: &Value) -> Option<Map<String, Value>> {
    let number = raw.get("message_id").and_then(Value::as_i64);
    let number = number.and_then(|id| i32::try_from(id).ok()).unwrap_or_default();
    let place = json!({
        "message_id": number, "date": date(raw), "chat": chat(raw.get("chat")?)?,
    });
    place.as_object().cloned()
}

fn date(raw: &Value) -> i64 {
    let date = raw.get("date").and_then(Value::as_i64).unwrap_or_default();
    i64::from(u32::try_from(date).unwrap_or_default())
}

/// A chat without a type is told by its id: those of people are above zero.
fn chat(raw: &Value) -> Option<Value> {
    let id = raw.get("id")?.as_i64()?;
    let given = raw.get("type").and_then(Value::as_str);
    let kind = match given {
        Some(kind @ ("private" | "group" | "supergroup" | "channel")) => kind,
        _ if id > 0 => "private",
        _ => "group",
    };
    Some(json!({ "id": id, "type": kind }))
}

fn user(raw: &Value) -> Option<Value> {
    let id = raw.get("id")?.as_u64()?;
    let is_bot = raw.get("is_bot").and_then(Value::as_bool).unwrap_or(false);
    let mut lean = Map::from_iter([
        ("id".to_owned(), id.into()),
        ("is_bot".to_owned(), is_bot.into()),
        ("first_name".to_owned(), "".into()),
    ]);
    copy_texts(raw, &mut lean, &["first_name", "last_name", "username", "language_code"]);
    Some(Value::Object(lean))
}

fn copy_texts(raw: &Value, into: &mut Map<String, Value>, names: &[&str]) {
    for name in names {
        if let Some(text) = raw.get(*name).and_then(Value::as_str) {
            into.insert((*name).to_owned(), text.into());
        }
    }
}

fn callback_query(raw: &Value) -> Option<Value> {
    let mut lean = Map::from_iter([
        ("id".to_owned(), id_text(raw.get("id")?)?.into()),
        ("from".to_owned(), user(raw.get("from")?)?),
        ("chat_instance".to_owned(), "".into()),
    ]);
    if let Some(place) = raw.get("message").and_then(place) {
        lean.insert("message".to_owned(), Value::Object(place));
    }
    copy_texts(raw, &mut lean, &["data"]);
    Some(Value::Object(lean))
}

fn membership(raw: &Value) -> Option<Value> {
    let person = user(raw.get("from")?)?;
    let status = |name: &str| {
        let member = raw.get(name)?;
        let is_out = match member.get("status")?.as_str()? {
            "left" | "kicked" => true,
            "restricted" => member.get("is_member").and_then(Value::as_bool) == Some(false),
            _ => false,
        };
        Some(if is_out { "left" } else { "member" })
    };
    let member = |status: &str| json!({ "status": status, "user": person.clone() });
    Some(json!({
        "chat": chat(raw.get("chat")?)?, "from": person.clone(), "date": date(raw),
        "old_chat_member": member(status("old_chat_member").unwrap_or("left")),
        "new_chat_member": member(status("new_chat_member")?),
    }))
}

/// An id that is a text by the documentation and a number with some servers.
fn id_text(raw: &Value) -> Option<String> {
    match raw {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

/// What people send by themselves, by the field that holds it. Whatever else a message may be was
/// made by Telegram: a timer that was set, a pinned message, a gift.
const OWN_CONTENT: [&str; 21] = [
    "text",
    "animation",
    "audio",
    "checklist",
    "contact",
    "dice",
    "document",
    "game",
    "invoice",
    "live_photo",
    "location",
    "paid_media",
    "photo",
    "poll",
    "sticker",
    "story",
    "venue",
    "video",
    "video_note",
    "voice",
    "rich_message",
];

/// Whether a message was not written or sent by a person: it says that something happened, or is of
/// a kind that is not known. Nobody expects an answer to it.
#[must_use]
pub fn is_service(update: &Update, body: &str) -> bool {
    let UpdateKind::Message(message) = &update.kind else { return false };
    if message.text().is_some() {
        return false;
    }
    let raw: Value = serde_json::from_str(body).unwrap_or_default();
    let has = |name: &&str| raw.get("message").and_then(|message| message.get(*name)).is_some();
    !OWN_CONTENT.iter().any(has)
}

/// The id of the press in a raw update, if it is one.
#[must_use]
pub fn callback_id(body: &str) -> Option<String> {
    let body: Value = serde_json::from_str(body).ok()?;
    id_text(body.get("callback_query")?.get("id")?)
}

/// The id of a press under a message that the server does not name: nothing can be done for it, but
/// the button need not turn for ever.
#[must_use]
pub fn placeless_press(update: &Update) -> Option<String> {
    match &update.kind {
        UpdateKind::CallbackQuery(query) if query.message.is_none() => Some(query.id.0.clone()),
        _ => None,
    }
}

/// Reads the result of `getMe` for the bot whose token begins with `bot_id`. A bot without a
/// username has an empty one. `None` when it is no object at all.
#[must_use]
pub fn me(result: &Value, bot_id: BotId) -> Option<Me> {
    let said = result.as_object()?;
    let text = |name: &str| said.get(name).and_then(Value::as_str).map(str::to_owned);
    let flag = |name: &str| said.get(name).and_then(Value::as_bool).unwrap_or(false);
    let id = said.get("id").and_then(Value::as_u64).unwrap_or(bot_id.get().unsigned_abs());
    let user = User {
        id: UserId(id),
        is_bot: true,
        first_name: text("first_name").unwrap_or_default(),
        last_name: text("last_name"),
        // teloxide takes it for granted.
        username: Some(text("username").unwrap_or_default()),
        language_code: None,
        is_premium: false,
        added_to_attachment_menu: false,
    };
    Some(Me {
        user,
        can_join_groups: flag("can_join_groups"),
        can_read_all_group_messages: flag("can_read_all_group_messages"),
        supports_inline_queries: flag("supports_inline_queries"),
        can_connect_to_business: flag("can_connect_to_business"),
        has_main_web_app: flag("has_main_web_app"),
    })
}

#[cfg(test)]
#[path = "reading_tests.rs"]
mod tests;
