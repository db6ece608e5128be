//! Methods that change or remove what is in a chat, and the answer to a press.
//! It must never accept an edit that changes nothing: the bot has to know that answer.

use serde_json::Value;

use super::params::{ApiError, Params};
use super::sending::{Written, read_caption, read_file, read_text, target};
use super::shown::CallbackAnswer;
use super::state::{Media, Sender, State, Stored, now_ms};
use super::{Telegram, keyboard};

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply \
                            markup are exactly the same as a current content and reply markup of \
                            the message";
const MAX_ANSWER_CHARS: usize = 200;

/// The bot's own message that an edit names.
fn editable(state: &State, params: &Params) -> Result<(i64, Stored), ApiError> {
    if params.text("inline_message_id").is_some() {
        return Err(ApiError::bad("MESSAGE_ID_INVALID"));
    }
    let chat_id = target(state, params)?;
    let Some(id) = params.integer("message_id")? else {
        return Err(ApiError::bad("message identifier is not specified"));
    };
    match state.message(chat_id, id) {
        None => Err(ApiError::bad("message to edit not found")),
        Some(message) if message.from != Sender::Bot => {
            Err(ApiError::bad("message can't be edited"))
        }
        Some(message) => Ok((chat_id, message.clone())),
    }
}

/// Puts the changed message in place of the old one and gives its JSON.
fn replace(
    telegram: &Telegram,
    params: &Params,
    change: impl FnOnce(&mut State, &mut Stored) -> Result<(), ApiError>,
) -> Result<Value, ApiError> {
    let bot = telegram.bot_json();
    let mut state = telegram.state();
    let (chat_id, old) = editable(&state, params)?;
    let mut new = old.clone();
    change(&mut state, &mut new)?;
    if is_same(&old, &new) {
        return Err(ApiError::bad(NOT_MODIFIED));
    }
    new.edited += 1;
    new.edit_date_ms = now_ms();
    new.version = state.bump();
    if let Some(place) = state.message_mut(chat_id, old.id) {
        *place = new.clone();
    }
    Ok(state.message_json(chat_id, &new, &bot))
}

fn is_same(old: &Stored, new: &Stored) -> bool {
    let file = |message: &Stored| message.media.as_ref().map(|media| media.file().id.clone());
    old.text == new.text
        && old.entities == new.entities
        && old.markup == new.markup
        && file(old) == file(new)
}

fn write(message: &mut Stored, written: Written) {
    message.text = written.formatted.text;
    message.entities = written.formatted.entities;
    message.source = written.source;
}

pub(super) fn edit_message_text(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let written = read_text(params)?;
    let markup = keyboard::read_inline(params)?;
    replace(telegram, params, |_, message| {
        if message.media.is_some() || message.stars.is_some() {
            return Err(ApiError::bad("there is no text in the message to edit"));
        }
        write(message, written);
        message.markup = markup;
        Ok(())
    })
}

pub(super) fn edit_message_caption(
    telegram: &Telegram,
    params: &Params,
) -> Result<Value, ApiError> {
    let written = read_caption(params)?;
    let markup = keyboard::read_inline(params)?;
    replace(telegram, params, |_, message| {
        if message.media.is_none() {
            return Err(ApiError::bad("there is no caption in the message to edit"));
        }
        write(message, written);
        message.markup = markup;
        Ok(())
    })
}

pub(super) fn edit_message_reply_markup(
    telegram: &Telegram,
    params: &Params,
) -> Result<Value, ApiError> {
    let markup = keyboard::read_inline(params)?;
    replace(telegram, params, |_, message| {
        message.markup = markup;
        Ok(())
    })
}

pub(super) fn edit_message_media(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let Some(input) = params.json("media")? else {
        return Err(ApiError::bad("can't parse InputMedia: media isn't specified"));
    };
    let text = |name: &str| input.get(name).and_then(Value::as_str);
    let kind = match text("type") {
        Some(kind @ ("photo" | "document")) => kind.to_owned(),
        _ => {
            return Err(ApiError::bad("can't parse InputMedia: type of the media is unknown"));
        }
    };
    let caption = read_caption(&Params::of_object(&input))?;
    let markup = keyboard::read_inline(params)?;
    replace(telegram, params, |state, message| {
        let media: Media = read_file(state, params, &kind, text("media"))?;
        message.media = Some(media);
        write(message, caption);
        message.markup = markup;
        Ok(())
    })
}

fn remove(state: &mut State, chat_id: i64, id: i64) -> Result<(), ApiError> {
    let version = state.version + 1;
    let Some(message) = state.message_mut(chat_id, id) else {
        return Err(ApiError::bad("message to delete not found"));
    };
    message.deleted = true;
    message.version = version;
    state.version = version;
    Ok(())
}

pub(super) fn delete_message(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let mut state = telegram.state();
    let chat_id = target(&state, params)?;
    let Some(id) = params.integer("message_id")? else {
        return Err(ApiError::bad("message identifier is not specified"));
    };
    remove(&mut state, chat_id, id).map(|()| Value::Bool(true))
}

/// Ids that are not found are skipped, as Telegram does.
pub(super) fn delete_messages(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let mut state = telegram.state();
    let chat_id = target(&state, params)?;
    let wrong = || ApiError::bad("can't parse message identifiers");
    let list = params.json("message_ids")?.ok_or_else(wrong)?;
    let ids = list.as_array().filter(|ids| (1..=100).contains(&ids.len())).ok_or_else(wrong)?;
    for id in ids {
        let id = id.as_i64().ok_or_else(wrong)?;
        // A missing one is no error here.
        let _ = remove(&mut state, chat_id, id);
    }
    Ok(Value::Bool(true))
}

pub(super) fn pin_chat_message(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let state = telegram.state();
    let chat_id = target(&state, params)?;
    match params.integer("message_id")? {
        Some(id) if state.message(chat_id, id).is_none() => {
            Err(ApiError::bad("message to pin not found"))
        }
        _ => Ok(Value::Bool(true)),
    }
}

pub(super) fn answer_callback_query(
    telegram: &Telegram,
    params: &Params,
) -> Result<Value, ApiError> {
    let text = params.string("text")?.unwrap_or_default();
    let show_alert = params.flag("show_alert")?;
    let url = params.string("url")?;
    params.integer("cache_time")?;
    if text.chars().count() > MAX_ANSWER_CHARS {
        return Err(ApiError::bad("MESSAGE_TOO_LONG"));
    }
    let too_old =
        || ApiError::bad("query is too old and response timeout expired or query ID is invalid");
    let callback_id = params.text("callback_query_id").ok_or_else(too_old)?;
    let mut state = telegram.state();
    let expiry_ms = u128::from(state.callback_expiry_ms);
    let callback = state.callbacks.get(&callback_id).ok_or_else(too_old)?;
    if callback.at.elapsed().as_millis() >= expiry_ms {
        return Err(too_old());
    }
    let user_id = callback.user_id;
    state.keep_answer(user_id, CallbackAnswer { callback_id, text, show_alert, url });
    Ok(Value::Bool(true))
}

impl Telegram {
    /// A person deletes a message of their private chat for both sides. False if there is none.
    pub fn deletes(&self, user_id: i64, message_id: i64) -> bool {
        let removed = remove(&mut self.state(), user_id, message_id).is_ok();
        self.announce();
        removed
    }
}
