//! Methods that put a message into a chat. It owns the checks of text, caption, file and target.
//! It must never store anything before every check has passed.

use axum::body::Bytes;
use serde_json::{Value, json};

use super::entities::{Formatted, read_given, utf16_len};
use super::params::{ApiError, Params};
use super::state::{Media, Sender, State, Stored, now_ms};
use super::{Telegram, html, keyboard, media};

const MAX_TEXT_UNITS: usize = 4_096;
const MAX_CAPTION_UNITS: usize = 1_024;

/// What a bot wrote: the source and what it means.
pub(super) struct Written {
    pub source: String,
    pub formatted: Formatted,
}

/// Reads a text with its parse mode or its entities.
fn read_written(params: &Params, name: &str, entities: &str) -> Result<Written, ApiError> {
    let source = params.string(name)?.unwrap_or_default();
    let given = params.json(entities)?;
    let mode = params.string("parse_mode")?.unwrap_or_default().to_ascii_lowercase();
    let formatted = match mode.as_str() {
        "html" => html::parse(&source)
            .map_err(|why| ApiError::bad(format!("can't parse entities: {why}")))?,
        "" => {
            let entities = given.map(|list| read_given(&list)).transpose()?.unwrap_or_default();
            Formatted { text: source.clone(), entities }.finish()
        }
        // Markdown is a real parse mode that the sandbox does not speak.
        _ => return Err(ApiError::bad("unsupported parse_mode")),
    };
    Ok(Written { source, formatted })
}

pub(super) fn read_text(params: &Params) -> Result<Written, ApiError> {
    let written = read_written(params, "text", "entities")?;
    if written.formatted.text.is_empty() {
        return Err(ApiError::bad("message text is empty"));
    }
    if utf16_len(&written.formatted.text) > MAX_TEXT_UNITS {
        return Err(ApiError::bad("message is too long"));
    }
    Ok(written)
}

pub(super) fn read_caption(params: &Params) -> Result<Written, ApiError> {
    let written = read_written(params, "caption", "caption_entities")?;
    if utf16_len(&written.formatted.text) > MAX_CAPTION_UNITS {
        return Err(ApiError::bad("message caption is too long"));
    }
    Ok(written)
}

/// The chat that a call names, where the bot may write.
pub(super) fn target(state: &State, params: &Params) -> Result<i64, ApiError> {
    let chat_id = named_chat(state, params)?;
    let Some(chat) = state.chats.get(&chat_id) else {
        return Err(ApiError::forbidden("bot can't initiate conversation with a user"));
    };
    if chat.blocked {
        return Err(ApiError::forbidden(match chat.title {
            Some(_) => "bot was kicked from the supergroup chat",
            None => "bot was blocked by the user",
        }));
    }
    if !chat.started {
        return Err(ApiError::forbidden("bot can't initiate conversation with a user"));
    }
    Ok(chat_id)
}

/// The chat that a call names, whether the bot may write there or not.
pub(super) fn named_chat(state: &State, params: &Params) -> Result<i64, ApiError> {
    let Some(text) = params.text("chat_id") else {
        return Err(ApiError::bad("chat_id is empty"));
    };
    let Ok(chat_id) = text.parse::<i64>() else {
        return Err(ApiError::bad("chat not found"));
    };
    let moved = state.chats.get(&chat_id).and_then(|chat| chat.migrated_to);
    if let Some(new_id) = moved {
        let error = ApiError::bad("group chat was upgraded to a supergroup chat");
        return Err(ApiError {
            parameters: Some(json!({ "migrate_to_chat_id": new_id })),
            ..error
        });
    }
    if state.chats.contains_key(&chat_id) || state.people.contains_key(&chat_id) {
        Ok(chat_id)
    } else {
        Err(ApiError::bad("chat not found"))
    }
}

pub(super) fn replied(
    state: &State,
    chat_id: i64,
    params: &Params,
) -> Result<Option<i64>, ApiError> {
    let given = params.json("reply_parameters")?;
    let id = match &given {
        Some(object) => Some(
            object
                .get("message_id")
                .and_then(Value::as_i64)
                .ok_or_else(|| ApiError::bad("can't parse reply parameters"))?,
        ),
        None => params.integer("reply_to_message_id")?,
    };
    let may_miss = given
        .and_then(|object| object.get("allow_sending_without_reply").cloned())
        .map_or(params.flag("allow_sending_without_reply")?, |flag| flag == Value::Bool(true));
    match id {
        Some(id) if state.message(chat_id, id).is_none() => {
            if may_miss {
                Ok(None)
            } else {
                Err(ApiError::bad("message to be replied not found"))
            }
        }
        other => Ok(other),
    }
}

fn put(
    telegram: &Telegram,
    params: &Params,
    written: Written,
    media: impl FnOnce(&mut State) -> Result<Option<Media>, ApiError>,
) -> Result<Value, ApiError> {
    let markup = keyboard::read(params)?;
    let bot = telegram.bot_json();
    let mut state = telegram.state();
    let chat_id = target(&state, params)?;
    let reply_to = replied(&state, chat_id, params)?;
    let media = media(&mut state)?;
    let message = bot_message(written, media, markup, reply_to);
    let id = state.store(chat_id, message);
    let sent = state.message(chat_id, id).map(|sent| state.message_json(chat_id, sent, &bot));
    Ok(sent.unwrap_or_default())
}

pub(super) fn bot_message(
    written: Written,
    media: Option<Media>,
    markup: Option<Value>,
    reply_to: Option<i64>,
) -> Stored {
    Stored {
        id: 0,
        from: Sender::Bot,
        date_ms: now_ms(),
        text: written.formatted.text,
        entities: written.formatted.entities,
        source: written.source,
        media,
        markup,
        stars: None,
        reply_to,
        edited: 0,
        edit_date_ms: 0,
        deleted: false,
        version: 0,
    }
}

pub(super) fn send_message(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    put(telegram, params, read_text(params)?, |_| Ok(None))
}

pub(super) fn send_photo(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let caption = read_caption(params)?;
    put(telegram, params, caption, |state| {
        read_file(state, params, "photo", params.text("photo").as_deref()).map(Some)
    })
}

pub(super) fn send_document(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let caption = read_caption(params)?;
    put(telegram, params, caption, |state| {
        read_file(state, params, "document", params.text("document").as_deref()).map(Some)
    })
}

/// A file given as a part of the form, `attach://part`, a URL or the id of a known file.
pub(super) fn read_file(
    state: &mut State,
    params: &Params,
    kind: &str,
    given: Option<&str>,
) -> Result<Media, ApiError> {
    let part = given.and_then(|text| text.strip_prefix("attach://")).unwrap_or(kind);
    let make = |file| {
        if kind == "photo" { Media::Photo(file) } else { Media::Document(file) }
    };
    if let Some(upload) = params.file(part) {
        return upload_file(state, kind, &upload.name, &upload.bytes).map(make);
    }
    let Some(text) = given else {
        return Err(ApiError::bad(format!("there is no {kind} in the request")));
    };
    if text.starts_with("http://") || text.starts_with("https://") {
        let name = text.rsplit('/').next().unwrap_or_default().to_owned();
        return Ok(make(state.keep_file(&name, folder(kind), None)));
    }
    match state.files.iter().find(|file| file.id == text) {
        Some(file) => Ok(make(file.clone())),
        None => Err(ApiError::bad("wrong file identifier/HTTP URL specified")),
    }
}

fn folder(kind: &str) -> &'static str {
    if kind == "photo" { "photos" } else { "documents" }
}

fn upload_file(
    state: &mut State,
    kind: &str,
    name: &str,
    bytes: &Bytes,
) -> Result<std::sync::Arc<super::state::StoredFile>, ApiError> {
    if bytes.is_empty() {
        return Err(ApiError::bad("file must be non-empty"));
    }
    if kind == "photo" && !media::sniff(bytes).0.starts_with("image/") {
        return Err(ApiError::bad("IMAGE_PROCESS_FAILED"));
    }
    Ok(state.keep_file(name, folder(kind), Some(bytes.clone())))
}

/// The message that copyMessage and forwardMessage name.
fn original(state: &State, params: &Params, verb: &str) -> Result<Stored, ApiError> {
    let missing = || ApiError::bad(format!("message to {verb} not found"));
    let from = params.integer("from_chat_id")?.ok_or_else(|| ApiError::bad("chat not found"))?;
    let id = params.integer("message_id")?.ok_or_else(missing)?;
    match state.message(from, id) {
        Some(message) if message.stars.is_some() => {
            Err(ApiError::bad(format!("message can't be {}", past(verb))))
        }
        known => known.cloned().ok_or_else(missing),
    }
}

fn past(verb: &str) -> &'static str {
    if verb == "copy" { "copied" } else { "forwarded" }
}

fn repeat(telegram: &Telegram, params: &Params, verb: &str) -> Result<(i64, i64), ApiError> {
    let markup = keyboard::read(params)?;
    let mut state = telegram.state();
    let chat_id = target(&state, params)?;
    let original = original(&state, params, verb)?;
    let copy = Stored {
        from: Sender::Bot,
        date_ms: now_ms(),
        markup,
        reply_to: None,
        edited: 0,
        ..original
    };
    Ok((chat_id, state.store(chat_id, copy)))
}

pub(super) fn copy_message(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    repeat(telegram, params, "copy").map(|(_, id)| json!({ "message_id": id }))
}

pub(super) fn forward_message(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let (chat_id, id) = repeat(telegram, params, "forward")?;
    let bot = telegram.bot_json();
    let state = telegram.state();
    let sent = state.message(chat_id, id).map(|sent| state.message_json(chat_id, sent, &bot));
    Ok(sent.unwrap_or_default())
}

pub(super) fn send_chat_action(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    target(&telegram.state(), params)?;
    match params.string("action")? {
        Some(action) if !action.is_empty() => Ok(Value::Bool(true)),
        _ => Err(ApiError::bad("wrong parameter action in request")),
    }
}
