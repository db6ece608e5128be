//! The command menus that the client shows: one for customers, a longer one in each admin's chat.

use serde_json::{Value, json};
use teloxide::utils::command::BotCommands;

use crate::bot::commands::{AdminCommand, Command, names};
use crate::bot::ui::words::{Lang, Words};
use crate::domain::ids::{ChatId, PersonId};
use crate::flows::{FlowError, Shop};
use crate::store::Tx;
use crate::store::outbox::{self, Lane, Method, Outgoing};

/// The code under which Telegram keeps a language's texts; the fallback has none.
#[must_use]
pub const fn language_code(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "",
        other => other.tag(),
    }
}

fn commands<C: BotCommands>(words: &Words) -> Vec<Value> {
    let command = |name: String| {
        let description = words.word(&format!("command-{name}"));
        json!({ "command": name, "description": description })
    };
    names::<C>().into_iter().map(command).collect()
}

/// Parameters of `setMyCommands` for everybody's private chats.
#[must_use]
pub fn for_customers(words: &Words) -> Value {
    json!({
        "commands": commands::<Command>(words),
        "scope": { "type": "all_private_chats" },
        "language_code": language_code(words.lang()),
    })
}

/// Parameters of `setMyCommands` for one admin's chat.
#[must_use]
pub fn for_admin(words: &Words, admin_id: PersonId) -> Value {
    let mut all = commands::<AdminCommand>(words);
    all.extend(commands::<Command>(words));
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
        "commands": commands::<Command>(words),
        "scope": { "type": "chat", "chat_id": person_id },
        "language_code": language_code(words.lang()),
    })
}

/// Gives the chat of somebody who owns the shop no more the menu of customers.
pub async fn take_from(
    tx: &mut Tx,
    shop: &Shop,
    person_id: PersonId,
    now_ms: i64,
) -> Result<(), FlowError> {
    for lang in Lang::ALL {
        let words = Words::new(lang, &shop.currency);
        let payload = for_former_admin(&words, person_id).to_string();
        let method = Method::SetMyCommands;
        let message = Outgoing::new(ChatId::with(person_id), Lane::Push, method, payload);
        outbox::insert(tx, message, now_ms).await?;
    }
    Ok(())
}
