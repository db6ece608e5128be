//! The JSON of a call as it is turned to the chat, message and method that it goes out with. Every
//! tap comes through here, so nothing is parsed where that can be avoided.

use serde_json::{Map, Value};

use super::dressing;
use crate::domain::ids::{ChatId, MessageId};

/// The payload for this chat: a group may have moved, an alert goes to the owners instead.
pub(super) fn in_chat(payload: String, chat_id: ChatId) -> Option<String> {
    if names_chat(&payload, chat_id) {
        return Some(payload);
    }
    let mut fields = fields(&payload)?;
    if let Some(chat) = fields.get_mut("chat_id") {
        *chat = chat_id.get().into();
    }
    Some(Value::Object(fields).to_string())
}

/// Whether a payload begins with this chat, as nearly all do: only then it is sent as it is.
fn names_chat(payload: &str, chat_id: ChatId) -> bool {
    let rest = payload.strip_prefix("{\"chat_id\":");
    let rest = rest.and_then(|rest| rest.strip_prefix(chat_id.to_string().as_str()));
    rest.is_some_and(|rest| rest.starts_with([',', '}']))
}

/// The payload, a JSON object that names its chat, with the message it edits put before the rest.
pub(super) fn on_message(payload: &str, message_id: MessageId) -> Option<String> {
    Some(format!("{{\"message_id\":{message_id},{}", payload.strip_prefix('{')?))
}

/// The payload with a text under this name: plain where no markup is asked for.
pub(super) fn with_text(payload: &str, name: &str, html: String) -> Option<String> {
    let mut fields = fields(payload)?;
    let is_plain = !fields.contains_key("parse_mode");
    let text = if is_plain { strip_tags(&html) } else { html };
    fields.insert(name.to_owned(), text.into());
    Some(Value::Object(fields).to_string())
}

/// What was to be written below a picture, as a message of its own; `None` when that is nothing.
pub(super) fn as_text(payload: &str) -> Option<String> {
    let mut fields = fields(payload)?;
    let caption = fields.remove("caption")?;
    if caption.as_str().is_none_or(str::is_empty) {
        return None;
    }
    fields.insert("text".to_owned(), caption);
    Some(Value::Object(fields).to_string())
}

/// The payload as a message that replies to none: in another chat its number names something else.
pub(super) fn without_reply(payload: &str) -> String {
    match fields(payload) {
        Some(mut fields) => {
            fields.remove("reply_parameters");
            Value::Object(fields).to_string()
        }
        None => payload.to_owned(),
    }
}

/// The payload as plain text; `None` when it is that already.
pub(super) fn without_markup(payload: &str) -> Option<String> {
    let mut fields = fields(payload)?;
    fields.remove("parse_mode")?;
    for (name, max) in [("text", 4_000), ("caption", 1_000)] {
        if let Some(text) = fields.get(name).and_then(Value::as_str) {
            let plain: String = strip_tags(text).chars().take(max).collect();
            fields.insert(name.to_owned(), plain.into());
        }
    }
    let plain = Value::Object(fields).to_string();
    Some(dressing::taken_off(&plain).unwrap_or(plain))
}

fn fields(payload: &str) -> Option<Map<String, Value>> {
    serde_json::from_str(payload).ok()
}

fn strip_tags(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let mut is_tag = false;
    for character in html.chars() {
        match character {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            other if !is_tag => plain.push(other),
            _ => {}
        }
    }
    plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
