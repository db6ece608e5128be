//! The Bot API's objects as JSON: User, Chat, Message.
//! Facts: <https://core.telegram.org/bots/api#available-types>. It must never change the world.

use serde_json::{Map, Value, json};

use super::state::{ANONYMOUS_ADMIN_ID, Sender, State, Stored};

impl State {
    pub fn user_json(&self, user_id: i64) -> Value {
        if user_id == ANONYMOUS_ADMIN_ID {
            return json!({
                "id": user_id, "is_bot": true, "first_name": "Group",
                "username": "GroupAnonymousBot",
            });
        }
        match self.people.get(&user_id) {
            Some(person) => person.to_user_json(),
            None => json!({ "id": user_id, "is_bot": false, "first_name": "Unknown" }),
        }
    }

    pub fn chat_json(&self, chat_id: i64) -> Value {
        if let Some(title) = self.chats.get(&chat_id).and_then(|chat| chat.title.as_ref()) {
            return json!({ "id": chat_id, "type": "supergroup", "title": title });
        }
        let mut chat = Map::new();
        chat.insert("id".into(), chat_id.into());
        chat.insert("type".into(), "private".into());
        if let Some(person) = self.people.get(&chat_id) {
            chat.insert("first_name".into(), person.first_name.clone().into());
            for (name, value) in [("last_name", &person.last_name), ("username", &person.username)]
            {
                if let Some(value) = value {
                    chat.insert(name.into(), value.clone().into());
                }
            }
        }
        Value::Object(chat)
    }

    /// The Bot API's `Message`.
    pub fn message_json(&self, chat_id: i64, message: &Stored, bot: &Value) -> Value {
        let mut body = Map::new();
        body.insert("message_id".into(), message.id.into());
        body.insert(
            "from".into(),
            match message.from {
                Sender::Bot => bot.clone(),
                Sender::Person(id) => self.user_json(id),
                Sender::Group => self.user_json(ANONYMOUS_ADMIN_ID),
            },
        );
        if message.from == Sender::Group {
            body.insert("sender_chat".into(), self.chat_json(chat_id));
        }
        body.insert("chat".into(), self.chat_json(chat_id));
        body.insert("date".into(), (message.date_ms / 1_000).into());
        if message.edited > 0 {
            body.insert("edit_date".into(), (message.edit_date_ms / 1_000).into());
        }
        if let Some(replied) = message.reply_to.and_then(|id| self.message(chat_id, id)) {
            let shallow = Stored { reply_to: None, ..replied.clone() };
            let replied = self.message_json(chat_id, &shallow, bot);
            body.insert("reply_to_message".into(), replied);
        }
        insert_content(&mut body, message);
        if let Some(stars) = &message.stars {
            let (name, part) = stars.to_json();
            body.insert(name.into(), part);
        }
        let inline = message.markup.as_ref().filter(|m| m.get("inline_keyboard").is_some());
        if let Some(markup) = inline {
            body.insert("reply_markup".into(), markup.clone());
        }
        Value::Object(body)
    }
}

fn insert_content(body: &mut Map<String, Value>, message: &Stored) {
    let (text, entities) = match &message.media {
        None => ("text", "entities"),
        Some(media) => {
            let (kind, value) = super::media::to_json(media);
            body.insert(kind.into(), value);
            ("caption", "caption_entities")
        }
    };
    if !message.text.is_empty() {
        body.insert(text.into(), message.text.clone().into());
        if !message.entities.is_empty() {
            let list = serde_json::to_value(&message.entities).unwrap_or_default();
            body.insert(entities.into(), list);
        }
    }
}
