//! The people and groups of the sandbox, and what they do besides writing: blocking the bot.
//! It must never let a person see or do what Telegram would not let them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::Telegram;
use super::state::{State, now_ms};

/// Somebody with a Telegram account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: i64,
    pub first_name: String,
    pub last_name: Option<String>,
    /// Without `@`.
    pub username: Option<String>,
    /// Two letters, as the person's app reports it.
    pub language_code: Option<String>,
    /// A word for the chat page, such as "customer" or "owner". Telegram knows nothing of it.
    pub label: Option<String>,
}

impl Person {
    /// A person with a first name and nothing else.
    pub fn named(id: i64, first_name: &str) -> Self {
        Self { id, first_name: first_name.to_owned(), ..Self::default() }
    }

    pub(super) fn to_user_json(&self) -> Value {
        let mut user = Map::new();
        user.insert("id".into(), self.id.into());
        user.insert("is_bot".into(), false.into());
        user.insert("first_name".into(), self.first_name.clone().into());
        let optional = [
            ("last_name", &self.last_name),
            ("username", &self.username),
            ("language_code", &self.language_code),
        ];
        for (name, value) in optional {
            if let Some(value) = value {
                user.insert(name.into(), value.clone().into());
            }
        }
        Value::Object(user)
    }
}

impl State {
    /// Makes sure that the person exists: one who was never added gets a plain name.
    pub fn know(&mut self, user_id: i64) {
        self.people
            .entry(user_id)
            .or_insert_with(|| Person::named(user_id, &format!("Person {user_id}")));
    }
}

impl Telegram {
    /// Adds a person, or changes what is known of one. The bot may write only after they did.
    pub fn add_person(&self, person: Person) {
        let mut state = self.state();
        state.people.insert(person.id, person);
        state.bump();
        drop(state);
        self.announce();
    }

    /// Adds a supergroup (its id is negative) in which the bot is a member.
    pub fn add_group(&self, group_id: i64, title: &str) {
        let mut state = self.state();
        let chat = state.chat_mut(group_id);
        chat.title = Some(title.to_owned());
        chat.started = true;
        state.bump();
        drop(state);
        self.announce();
    }

    /// Moves a group to a new id, as Telegram does when it becomes a supergroup. Calls that name
    /// the old id get 400 with `migrate_to_chat_id`.
    pub fn migrate_group(&self, old_id: i64, new_id: i64) {
        let mut state = self.state();
        let title = state.chat_mut(old_id).title.clone().unwrap_or_else(|| "Group".to_owned());
        state.chat_mut(old_id).migrated_to = Some(new_id);
        let chat = state.chat_mut(new_id);
        chat.title = Some(title);
        chat.started = true;
        let service = json!({
            "message_id": 0, "date": now_ms() / 1_000,
            "chat": { "id": old_id, "type": "group", "title": "" },
            "migrate_to_chat_id": new_id,
        });
        state.queue_update("message", service);
        state.bump();
        drop(state);
        self.announce();
    }

    /// Everybody who was added or has written, by id.
    pub fn people(&self) -> Vec<Person> {
        self.state().people.values().cloned().collect()
    }

    /// A person blocks the bot or unblocks it (`chat_id` is the person's id), or a group removes or
    /// adds it (the group's id). The bot gets `my_chat_member`.
    pub fn block(&self, chat_id: i64, blocked: bool) {
        let bot = self.bot_json();
        let mut state = self.state();
        set_blocked(&mut state, chat_id, blocked, &bot);
        drop(state);
        self.announce();
    }

    /// Whether the bot is blocked in this chat.
    pub fn is_blocked(&self, chat_id: i64) -> bool {
        self.state().chats.get(&chat_id).is_some_and(|chat| chat.blocked)
    }
}

/// Blocks or unblocks; nothing happens where that is already so.
pub(super) fn set_blocked(state: &mut State, chat_id: i64, blocked: bool, bot: &Value) {
    if chat_id > 0 {
        state.know(chat_id);
    }
    let chat = state.chat_mut(chat_id);
    if chat.blocked == blocked {
        return;
    }
    chat.blocked = blocked;
    let (out, is_group) = (if chat_id > 0 { "kicked" } else { "left" }, chat_id < 0);
    let (old, new) = if blocked { ("member", out) } else { (out, "member") };
    let member = |status: &str| {
        let mut member = json!({ "user": bot, "status": status });
        if let (true, Some(map)) = (status == "kicked", member.as_object_mut()) {
            map.insert("until_date".into(), 0.into());
        }
        member
    };
    let actor = if is_group { 0 } else { chat_id };
    let content = json!({
        "chat": state.chat_json(chat_id),
        "from": state.user_json(actor),
        "date": now_ms() / 1_000,
        "old_chat_member": member(old),
        "new_chat_member": member(new),
    });
    state.bump();
    state.queue_update("my_chat_member", content);
}
