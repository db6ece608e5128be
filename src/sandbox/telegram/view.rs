//! What the chat page reads: the list of chats and, per chat, what changed since a version.
//! It must never give more of a chat at once than a page can draw.

use axum::body::Bytes;
use serde_json::{Map, Value, json};

use super::Telegram;
use super::people::Person;
use super::shown::buttons_of;
use super::state::{Chat, Media, Sender, State, Stored};

/// How many messages a page gets that opens a chat.
const FIRST_MESSAGES: usize = 300;
const PREVIEW_CHARS: usize = 80;

impl Telegram {
    /// Who the bot is, and one row for each person and each group.
    pub(crate) fn overview(&self) -> Value {
        let options = self.options();
        let state = self.state();
        let people = state.people.values().map(|person| person_row(&state, person));
        let groups = state.chats.iter().filter(|(_, chat)| chat.migrated_to.is_none());
        let groups = groups.filter_map(|(id, chat)| {
            let title = chat.title.as_ref()?;
            Some(row(&state, *id, json!({ "title": title, "is_group": true }), "en"))
        });
        let rows: Vec<Value> = people.chain(groups).collect();
        let name = state.profile.text("name", "");
        json!({
            "version": state.version,
            "world": state.world_id.to_string(),
            "bot": {
                "name": if name.is_empty() { options.bot_name.clone() } else { name },
                "username": options.bot_username,
            },
            "chats": rows,
        })
    }

    /// The messages of a chat and the answers to a person's presses that changed after a version.
    /// With version 0 only the newest messages come.
    pub(crate) fn changes(&self, chat_id: i64, person_id: i64, after: u64) -> Value {
        let state = self.state();
        let chat = state.chats.get(&chat_id);
        let all = chat.map(|chat| chat.messages.values().rev()).into_iter().flatten();
        let fresh = all.filter(|message| message.version > after);
        let fresh = fresh.filter(|message| after > 0 || !message.deleted).take(FIRST_MESSAGES);
        let mut messages: Vec<Value> =
            fresh.map(|message| bubble(&state, chat_id, person_id, message)).collect();
        messages.reverse();
        let answers: Vec<Value> = state
            .answers
            .iter()
            .rev()
            .take_while(|(_, version, _)| *version > after)
            .filter(|(user_id, ..)| *user_id == person_id && after > 0)
            .filter_map(|(.., answer)| serde_json::to_value(answer).ok())
            .collect();
        json!({ "version": state.version, "messages": messages, "answers": answers })
    }

    /// The file of a message: name, MIME type, bytes.
    pub(crate) fn file_of(
        &self,
        chat_id: i64,
        message_id: i64,
    ) -> Option<(String, &'static str, Bytes)> {
        let state = self.state();
        let file = state.message(chat_id, message_id)?.media.as_ref()?.file().clone();
        Some((file.name.clone(), file.mime, file.bytes.clone()?))
    }
}

fn person_row(state: &State, person: &Person) -> Value {
    let last_name = person.last_name.as_deref().unwrap_or_default();
    let title = format!("{} {last_name}", person.first_name);
    let language = person.language_code.as_deref().unwrap_or("en");
    let own = json!({
        "title": title.trim(), "is_group": false, "label": person.label,
        "username": person.username, "language": language,
    });
    row(state, person.id, own, language)
}

fn row(state: &State, chat_id: i64, own: Value, language: &str) -> Value {
    let chat = state.chats.get(&chat_id);
    let commands = state.profile.menu(chat_id, language).into_iter();
    let commands = commands.map(|(name, text)| json!({ "command": name, "description": text }));
    let mut map = match own {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    map.insert("id".into(), chat_id.into());
    map.insert("blocked".into(), chat.is_some_and(|chat| chat.blocked).into());
    map.insert("bot_messages".into(), chat.map_or(0, |chat| chat.bot_messages).into());
    map.insert("last".into(), chat.map_or(Value::Null, preview));
    map.insert("description".into(), state.profile.text("description", language).into());
    map.insert("commands".into(), commands.collect());
    Value::Object(map)
}

fn preview(chat: &Chat) -> Value {
    let Some(last) = chat.messages.values().rev().find(|message| !message.deleted) else {
        return Value::Null;
    };
    json!({
        "text": summary(last), "from_bot": last.from == Sender::Bot, "date_ms": last.date_ms,
    })
}

/// The first words of a message on one line.
fn summary(message: &Stored) -> String {
    let kind = match &message.media {
        Some(Media::Photo(_)) => "Photo ",
        Some(Media::Document(_)) => "File ",
        None => "",
    };
    if let Some(stars) = &message.stars {
        return stars.words();
    }
    let words = message.text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{kind}{words}").trim().chars().take(PREVIEW_CHARS).collect()
}

/// Whether apps begin a reply to it.
fn asks(message: &Stored) -> bool {
    let markup = message.markup.as_ref();
    markup.and_then(|markup| markup.get("force_reply")) == Some(&Value::Bool(true))
}

fn bubble(state: &State, chat_id: i64, person_id: i64, message: &Stored) -> Value {
    let author = match message.from {
        Sender::Bot => Value::Null,
        Sender::Group => "Anonymous admin".into(),
        Sender::Person(id) => state.people.get(&id).map(|p| p.first_name.clone()).into(),
    };
    let replied = message.reply_to.and_then(|id| state.message(chat_id, id));
    let replied = replied.map(|replied| {
        json!({ "id": replied.id, "from_bot": replied.from == Sender::Bot,
                "text": summary(replied) })
    });
    let mut body = json!({
        "id": message.id,
        "is_own": message.from == Sender::Person(person_id),
        "from_bot": message.from == Sender::Bot,
        "author": author,
        "text": message.text,
        "entities": message.entities,
        "buttons": buttons_of(message.markup.as_ref()),
        "asks": asks(message),
        "reply": replied,
        "edited": message.edited,
        "deleted": message.deleted,
        "date_ms": message.date_ms,
    });
    if let (Some(stars), Some(map)) = (&message.stars, body.as_object_mut()) {
        map.insert("stars".into(), stars.to_page());
    }
    if let (Some(media), Some(map)) = (&message.media, body.as_object_mut()) {
        let file = media.file();
        let kind = if matches!(media, Media::Photo(_)) { "photo" } else { "document" };
        let size_bytes = file.bytes.as_ref().map_or(0, |bytes| bytes.len());
        let value = json!({
            "id": file.id, "name": file.name, "size_bytes": size_bytes,
            "width": file.width, "height": file.height,
        });
        map.insert(kind.into(), value);
    }
    body
}
