//! What people do in chats: write, edit, reply, send pictures, press buttons; and what a test does
//! to the queue of updates. Each act is stored and queued for the bot under one lock.
//! It must never check a pressed button against the keyboard: forging one has to be possible.

use axum::body::Bytes;
use serde_json::{Value, json};

use super::Telegram;
use super::entities::Formatted;
use super::media::SMALL_PNG;
use super::people::set_blocked;
use super::state::{Media, Sender, State, Stored, now_ms};

/// What a person puts into a chat.
#[derive(Default)]
struct Utterance<'a> {
    text: &'a str,
    reply_to: Option<i64>,
    picture: Option<Bytes>,
}

impl Telegram {
    /// A person writes to the bot. It makes the chat exist, and unblocks the bot as pressing
    /// Restart does. Returns the id of the update. An unknown person is added.
    pub fn says(&self, user_id: i64, text: &str) -> i64 {
        self.utter(user_id, Sender::Person(user_id), Utterance { text, ..Default::default() }).0
    }

    /// A member writes in a group, under their name or as an anonymous admin. Returns the id of
    /// the update.
    pub fn says_in_group(
        &self,
        group_id: i64,
        user_id: i64,
        text: &str,
        as_anonymous_admin: bool,
    ) -> i64 {
        self.state().know(user_id);
        let from = if as_anonymous_admin { Sender::Group } else { Sender::Person(user_id) };
        self.utter(group_id, from, Utterance { text, ..Default::default() }).0
    }

    /// A person replies to a message of their chat with the bot. Returns the id of the update.
    pub fn replies(&self, user_id: i64, to_message_id: i64, text: &str) -> i64 {
        let said = Utterance { text, reply_to: Some(to_message_id), picture: None };
        self.utter(user_id, Sender::Person(user_id), said).0
    }

    /// A person replies to a message of the bot with a picture and its caption. Returns the id of
    /// the update.
    pub fn replies_with_picture(
        &self,
        user_id: i64,
        to_message_id: i64,
        (picture, caption): (Bytes, &str),
    ) -> i64 {
        let reply_to = Some(to_message_id);
        let said = Utterance { text: caption, reply_to, picture: Some(picture) };
        self.utter(user_id, Sender::Person(user_id), said).0
    }

    /// A member of a group replies to a message there, under their name or as an anonymous admin.
    /// Returns the id of the update.
    pub fn replies_in_group(
        &self,
        group_id: i64,
        (user_id, as_anonymous_admin): (i64, bool),
        to_message_id: i64,
        text: &str,
    ) -> i64 {
        self.state().know(user_id);
        let from = if as_anonymous_admin { Sender::Group } else { Sender::Person(user_id) };
        let said = Utterance { text, reply_to: Some(to_message_id), picture: None };
        self.utter(group_id, from, said).0
    }

    /// A person sends a small picture. Returns the id of the update.
    pub fn sends_photo(&self, user_id: i64) -> i64 {
        self.sends_picture(user_id, Bytes::from_static(SMALL_PNG), "")
    }

    /// A person sends this picture with a caption. Returns the id of the update.
    pub fn sends_picture(&self, user_id: i64, picture: Bytes, caption: &str) -> i64 {
        let said = Utterance { text: caption, reply_to: None, picture: Some(picture) };
        self.utter(user_id, Sender::Person(user_id), said).0
    }

    /// The message a person sent last in a chat: what [`Telegram::edits`] may name.
    pub fn last_from_person(&self, chat_id: i64) -> Option<i64> {
        let state = self.state();
        let mut messages = state.chats.get(&chat_id)?.messages.values().rev();
        messages.find(|message| message.from != Sender::Bot).map(|message| message.id)
    }

    /// A person edits a message of theirs in their chat with the bot. Returns the id of the
    /// update, also where that message is gone: the update is then made from the new text alone.
    pub fn edits(&self, user_id: i64, message_id: i64, text: &str) -> i64 {
        let bot = self.bot_json();
        let mut state = self.state();
        let version = state.bump();
        let formatted = Formatted::plain(text);
        let known = state.message(user_id, message_id).cloned();
        let mut message = known.unwrap_or_else(|| new_message(Sender::Person(user_id)));
        message.id = message_id;
        message.text = formatted.text;
        message.entities = formatted.entities;
        message.source = text.to_owned();
        message.edited += 1;
        message.edit_date_ms = now_ms();
        message.version = version;
        if let Some(place) = state.message_mut(user_id, message_id) {
            *place = message.clone();
        }
        let content = state.message_json(user_id, &message, &bot);
        let update_id = state.queue_update("edited_message", content);
        drop(state);
        self.announce();
        update_id
    }

    /// A person presses a button with this `callback_data` under this message, whether the button
    /// exists or not. Returns the id of the callback query.
    pub fn presses(&self, user_id: i64, chat_id: i64, message_id: i64, data: &str) -> String {
        let bot = self.bot_json();
        let id = rand::random_range(1_000_000_000_000_000_000_u64..u64::MAX / 2).to_string();
        let mut state = self.state();
        state.know(user_id);
        let message = match state.message(chat_id, message_id) {
            Some(message) => state.message_json(chat_id, message, &bot),
            // InaccessibleMessage of the Bot API.
            None => json!({
                "chat": state.chat_json(chat_id), "message_id": message_id, "date": 0,
            }),
        };
        let query = json!({
            "id": id, "from": state.user_json(user_id), "message": message,
            "chat_instance": (chat_id ^ 0x5bd1_e995).to_string(), "data": data,
        });
        state.keep_callback(id.clone(), user_id);
        state.queue_update("callback_query", query);
        drop(state);
        self.announce();
        id
    }

    /// Queues any update. Without an `update_id` it gets the next one; with one it reaches the bot
    /// whatever the offset says. Returns the id.
    pub fn push_raw_update(&self, mut update: Value) -> i64 {
        let mut state = self.state();
        let given = update.get("update_id").and_then(Value::as_i64);
        let id = given.unwrap_or(state.next_update_id);
        state.next_update_id = state.next_update_id.max(id.saturating_add(1));
        if let Some(map) = update.as_object_mut() {
            map.insert("update_id".into(), id.into());
        }
        state.queue_body(id, update, given.is_some());
        drop(state);
        self.announce();
        id
    }

    /// Delivers an update again under its old id, as Telegram does when a confirmation got lost.
    /// False if it is not among the last 20,000.
    pub fn redeliver(&self, update_id: i64) -> bool {
        let mut state = self.state();
        let past = state.past_updates.iter().rev().find(|(id, _)| *id == update_id);
        let Some(body) = past.map(|(_, body)| body.clone()) else {
            return false;
        };
        state.queue_body(update_id, body, true);
        drop(state);
        self.announce();
        true
    }

    /// The id of the next update: Telegram restarts ids at random after an idle week.
    pub fn set_next_update_id(&self, next_id: i64) {
        self.state().next_update_id = next_id;
    }

    /// Stores what was said and queues it: the ids of the update and of the message.
    fn utter(&self, chat_id: i64, from: Sender, said: Utterance<'_>) -> (i64, i64) {
        let bot = self.bot_json();
        let mut state = self.state();
        if let Sender::Person(user_id) = from {
            state.know(user_id);
        }
        if chat_id > 0 {
            set_blocked(&mut state, chat_id, false, &bot);
        }
        state.chat_mut(chat_id).started = true;
        let media =
            said.picture.map(|bytes| Media::Photo(state.keep_file("photo", "photos", Some(bytes))));
        let formatted = Formatted::plain(said.text);
        let message = Stored {
            text: formatted.text,
            entities: formatted.entities,
            source: said.text.to_owned(),
            media,
            reply_to: said.reply_to,
            ..new_message(from)
        };
        let ids = queue_message(&mut state, chat_id, message, &bot);
        drop(state);
        self.announce();
        ids
    }
}

pub(super) fn new_message(from: Sender) -> Stored {
    Stored {
        id: 0,
        from,
        date_ms: now_ms(),
        text: String::new(),
        entities: Vec::new(),
        source: String::new(),
        media: None,
        markup: None,
        stars: None,
        reply_to: None,
        edited: 0,
        edit_date_ms: 0,
        deleted: false,
        version: 0,
    }
}

pub(super) fn queue_message(
    state: &mut State,
    chat_id: i64,
    message: Stored,
    bot: &Value,
) -> (i64, i64) {
    let message_id = state.store(chat_id, message);
    let stored = state.message(chat_id, message_id);
    let content = stored.map(|stored| state.message_json(chat_id, stored, bot));
    (state.queue_update("message", content.unwrap_or_default()), message_id)
}
