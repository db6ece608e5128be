//! The command menus that the client shows: one for customers, a longer one in each admin's chat.

use serde_json::{Value, json};

use super::commands::{ADMIN_MENU, CUSTOMER_MENU};
use super::i18n::{Lang, Words};
use crate::domain::ids::PersonId;

/// The code under which Telegram keeps a language's texts; the fallback has none.
#[must_use]
pub const fn language_code(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "",
        other => other.tag(),
    }
}

fn commands(words: &Words, names: &[&str]) -> Vec<Value> {
    let command = |name: &&str| {
        let description = words.word(&format!("command-{name}"));
        json!({ "command": name, "description": description })
    };
    names.iter().map(command).collect()
}

/// Parameters of `setMyCommands` for everybody's private chats.
#[must_use]
pub fn for_customers(words: &Words) -> Value {
    json!({
        "commands": commands(words, &CUSTOMER_MENU),
        "scope": { "type": "all_private_chats" },
        "language_code": language_code(words.lang()),
    })
}

/// Parameters of `setMyCommands` for one admin's chat.
#[must_use]
pub fn for_admin(words: &Words, admin_id: PersonId) -> Value {
    let mut all = commands(words, &ADMIN_MENU);
    all.extend(commands(words, &CUSTOMER_MENU));
    json!({
        "commands": all,
        "scope": { "type": "chat", "chat_id": admin_id },
        "language_code": language_code(words.lang()),
    })
}

/// The same for the chat of somebody who owns the shop no more: what customers have.
#[must_use]
pub fn for_former_admin(words: &Words, person_id: PersonId) -> Value {
    json!({
        "commands": commands(words, &CUSTOMER_MENU),
        "scope": { "type": "chat", "chat_id": person_id },
        "language_code": language_code(words.lang()),
    })
}
