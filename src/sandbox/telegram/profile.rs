//! What the bot is and says of itself: getMe, command menus, descriptions, chats, files.
//! It owns which menu a person sees. It must never send anything into a chat.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::Telegram;
use super::params::{ApiError, Params};
use super::sending::named_chat;

const MAX_COMMANDS: usize = 100;

/// A command of the menu: name without the slash, and its description.
pub(super) type Command = (String, String);

#[derive(Debug, Default)]
pub(super) struct Profile {
    /// By scope (`default`, `all_private_chats`, `chat:5` …) and language code (may be empty).
    menus: HashMap<(String, String), Vec<Command>>,
    /// By field name (`description` …) and language code.
    texts: HashMap<(String, String), String>,
}

impl Profile {
    /// The text of a language, else the one without a language.
    pub fn text(&self, field: &str, language: &str) -> String {
        let find = |language: &str| self.texts.get(&(field.to_owned(), language.to_owned()));
        find(language).or_else(|| find("")).cloned().unwrap_or_default()
    }

    /// The narrowest menu that exists; in each scope the person's language goes first.
    /// Source: <https://core.telegram.org/bots/api#determining-list-of-commands>.
    pub fn menu(&self, chat_id: i64, language: &str) -> Vec<Command> {
        let kind = if chat_id < 0 { "all_group_chats" } else { "all_private_chats" };
        let chat = format!("chat:{chat_id}");
        for scope in [chat.as_str(), kind, "default"] {
            for language in [language, ""] {
                let key = (scope.to_owned(), language.to_owned());
                if let Some(menu) = self.menus.get(&key) {
                    return menu.clone();
                }
            }
        }
        Vec::new()
    }
}

pub(super) fn accept(_: &Telegram, _: &Params) -> Result<Value, ApiError> {
    Ok(Value::Bool(true))
}

pub(super) fn get_me(telegram: &Telegram, _: &Params) -> Result<Value, ApiError> {
    let mut me = telegram.bot_json();
    if let Some(map) = me.as_object_mut() {
        let flags = [
            ("can_join_groups", true),
            ("can_read_all_group_messages", false),
            ("supports_inline_queries", false),
            ("can_connect_to_business", false),
            ("has_main_web_app", false),
        ];
        map.extend(flags.map(|(name, flag)| (name.to_owned(), Value::Bool(flag))));
    }
    Ok(me)
}

/// The key of a menu: scope and language.
fn menu_key(params: &Params) -> Result<(String, String), ApiError> {
    let language = read_language(params)?;
    let wrong = || ApiError::bad("can't parse BotCommandScope");
    let scope = match params.json("scope")? {
        None => "default".to_owned(),
        Some(scope) => {
            let kind = scope.get("type").and_then(Value::as_str).ok_or_else(wrong)?;
            match kind {
                "default" | "all_private_chats" | "all_group_chats" | "all_chat_administrators" => {
                    kind.to_owned()
                }
                "chat" | "chat_administrators" | "chat_member" => {
                    let chat = scope.get("chat_id").ok_or_else(wrong)?;
                    let chat = chat.as_i64().or_else(|| chat.as_str()?.parse().ok());
                    format!("{kind}:{}", chat.ok_or_else(wrong)?)
                }
                _ => return Err(wrong()),
            }
        }
    };
    Ok((scope, language))
}

fn read_language(params: &Params) -> Result<String, ApiError> {
    let language = params.string("language_code")?.unwrap_or_default();
    let is_code = language.len() == 2 && language.bytes().all(|b| b.is_ascii_lowercase());
    if language.is_empty() || is_code {
        Ok(language)
    } else {
        Err(ApiError::bad("invalid language code specified"))
    }
}

pub(super) fn set_my_commands(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let key = menu_key(params)?;
    let wrong = || ApiError::bad("can't parse commands: expected an Array of BotCommand");
    let list = params.json("commands")?.ok_or_else(wrong)?;
    let rows = list.as_array().ok_or_else(wrong)?;
    if rows.len() > MAX_COMMANDS {
        return Err(ApiError::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    let menu = rows.iter().map(read_command).collect::<Result<Vec<_>, _>>()?;
    let mut state = telegram.state();
    let known = match key.0.strip_prefix("chat:").and_then(|id| id.parse::<i64>().ok()) {
        Some(id) => state.chats.contains_key(&id) || state.people.contains_key(&id),
        None => true,
    };
    if !known {
        return Err(ApiError::bad("chat not found"));
    }
    if menu.is_empty() {
        state.profile.menus.remove(&key);
    } else {
        state.profile.menus.insert(key, menu);
    }
    state.bump();
    Ok(Value::Bool(true))
}

fn read_command(row: &Value) -> Result<Command, ApiError> {
    let text = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default();
    let (name, description) = (text("command").trim_start_matches('/'), text("description"));
    let is_part = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if !(1..=32).contains(&name.len()) || !name.bytes().all(is_part) {
        return Err(ApiError::bad("BOT_COMMAND_INVALID"));
    }
    if !(1..=256).contains(&description.chars().count()) {
        return Err(ApiError::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
    }
    Ok((name.to_owned(), description.to_owned()))
}

pub(super) fn get_my_commands(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let key = menu_key(params)?;
    let state = telegram.state();
    let menu = state.profile.menus.get(&key).into_iter().flatten();
    let rows = menu.map(|(name, text)| json!({ "command": name, "description": text }));
    Ok(Value::Array(rows.collect()))
}

pub(super) fn delete_my_commands(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let key = menu_key(params)?;
    let mut state = telegram.state();
    state.profile.menus.remove(&key);
    state.bump();
    Ok(Value::Bool(true))
}

/// setMyName, setMyDescription and setMyShortDescription: each names one field.
pub(super) fn set_text(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let language = read_language(params)?;
    let fields = [("name", 64), ("description", 512), ("short_description", 120)];
    let mut state = telegram.state();
    for (field, max_chars) in fields {
        let Some(text) = params.string(field)? else {
            continue;
        };
        if text.chars().count() > max_chars {
            return Err(ApiError::bad(format!("bot {field} is too long")));
        }
        state.profile.texts.insert((field.to_owned(), language.clone()), text);
        state.bump();
    }
    Ok(Value::Bool(true))
}

fn get_text(telegram: &Telegram, params: &Params, field: &str) -> Result<Value, ApiError> {
    let language = read_language(params)?;
    let mut text = telegram.state().profile.text(field, &language);
    if field == "name" && text.is_empty() {
        text = telegram.options().bot_name.clone();
    }
    Ok(Value::Object(Map::from_iter([(field.to_owned(), Value::String(text))])))
}

pub(super) fn get_my_name(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    get_text(telegram, params, "name")
}

pub(super) fn get_my_description(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    get_text(telegram, params, "description")
}

pub(super) fn get_my_short_description(
    telegram: &Telegram,
    params: &Params,
) -> Result<Value, ApiError> {
    get_text(telegram, params, "short_description")
}

pub(super) fn get_chat(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let state = telegram.state();
    let chat_id = named_chat(&state, params)?;
    let mut chat = state.chat_json(chat_id);
    if let Some(map) = chat.as_object_mut() {
        map.insert("accent_color_id".into(), 0.into());
        map.insert("max_reaction_count".into(), 11.into());
    }
    Ok(chat)
}

pub(super) fn get_chat_member(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let state = telegram.state();
    let chat_id = named_chat(&state, params)?;
    let Some(user_id) = params.integer("user_id")? else {
        return Err(ApiError::bad("invalid user_id specified"));
    };
    let is_bot = user_id == telegram.options().bot_id;
    let user = if is_bot { telegram.bot_json() } else { state.user_json(user_id) };
    let is_out = is_bot && state.chats.get(&chat_id).is_some_and(|chat| chat.blocked);
    let status = if is_out { "left" } else { "member" };
    Ok(json!({ "status": status, "user": user }))
}

pub(super) fn get_file(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let wanted = params.text("file_id").unwrap_or_default();
    let state = telegram.state();
    let Some(file) = state.files.iter().find(|file| file.id == wanted) else {
        return Err(ApiError::bad("invalid file_id"));
    };
    Ok(json!({
        "file_id": file.id, "file_unique_id": format!("u-{}", file.id),
        "file_size": file.bytes.as_ref().map_or(0, |bytes| bytes.len()),
        "file_path": file.path,
    }))
}

impl Telegram {
    /// The menu (name without slash, description) that this person or group sees.
    pub fn commands(&self, chat_id: i64, language: &str) -> Vec<(String, String)> {
        self.state().profile.menu(chat_id, language)
    }
}
