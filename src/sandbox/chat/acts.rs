//! What the page can do: act as a person, break Telegram, turn the knobs of the other systems.
//! It must never take anything but JSON (or a picture): a form of a foreign page cannot post that.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Page;
use crate::sandbox::telegram::{Fault, FaultKind};

/// As long as Telegram lets a person write in one message.
const MAX_TEXT_CHARS: usize = 4_096;

type Answer = Result<Json<Value>, (StatusCode, String)>;

fn refuse(why: impl Into<String>) -> (StatusCode, String) {
    (StatusCode::UNPROCESSABLE_ENTITY, why.into())
}

#[derive(Deserialize)]
pub(super) struct Say {
    chat: i64,
    person: i64,
    text: String,
    reply_to: Option<i64>,
}

pub(super) async fn say(State(page): State<Page>, Json(say): Json<Say>) -> Answer {
    let text = say.text.trim();
    if text.is_empty() || text.chars().count() > MAX_TEXT_CHARS {
        return Err(refuse("A message has 1 to 4,096 characters."));
    }
    let telegram = &page.telegram;
    let update_id = match say.reply_to {
        _ if say.chat < 0 => telegram.says_in_group(say.chat, say.person, text, false),
        Some(message_id) => telegram.replies(say.person, message_id, text),
        None => telegram.says(say.person, text),
    };
    Ok(Json(json!({ "update_id": update_id })))
}

#[derive(Deserialize)]
pub(super) struct Edit {
    person: i64,
    message: i64,
    text: String,
}

pub(super) async fn edit(State(page): State<Page>, Json(edit): Json<Edit>) -> Answer {
    let update_id = page.telegram.edits(edit.person, edit.message, edit.text.trim());
    Ok(Json(json!({ "update_id": update_id })))
}

#[derive(Deserialize)]
pub(super) struct Delete {
    person: i64,
    message: i64,
}

pub(super) async fn delete(State(page): State<Page>, Json(delete): Json<Delete>) -> Answer {
    let deleted = page.telegram.deletes(delete.person, delete.message);
    Ok(Json(json!({ "deleted": deleted })))
}

#[derive(Deserialize)]
pub(super) struct Press {
    chat: i64,
    person: i64,
    message: i64,
    data: String,
}

pub(super) async fn press(State(page): State<Page>, Json(press): Json<Press>) -> Answer {
    let id = page.telegram.presses(press.person, press.chat, press.message, &press.data);
    Ok(Json(json!({ "callback_id": id })))
}

#[derive(Deserialize)]
pub(super) struct Pay {
    person: i64,
    message: i64,
}

/// The Pay button of an invoice in Stars. The answer is named as that of a press, for the page
/// waits for both in the same way.
pub(super) async fn pay(State(page): State<Page>, Json(pay): Json<Pay>) -> Answer {
    let id = page.telegram.asks_checkout(pay.person, pay.message).map_err(refuse)?;
    let (telegram, question) = (page.telegram.clone(), id.clone());
    tokio::spawn(async move { telegram.gives_up_in_time(&question).await });
    Ok(Json(json!({ "callback_id": id })))
}

#[derive(Deserialize)]
pub(super) struct Photo {
    person: i64,
    #[serde(default)]
    caption: String,
}

pub(super) async fn photo(
    State(page): State<Page>,
    Query(photo): Query<Photo>,
    headers: HeaderMap,
    picture: Bytes,
) -> Answer {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("image/")) || picture.is_empty() {
        return Err(refuse("Only pictures can be sent."));
    }
    let update_id = page.telegram.sends_picture(photo.person, picture, photo.caption.trim());
    Ok(Json(json!({ "update_id": update_id })))
}

#[derive(Deserialize)]
pub(super) struct Block {
    person: i64,
    blocked: bool,
}

pub(super) async fn block(State(page): State<Page>, Json(block): Json<Block>) -> Answer {
    page.telegram.block(block.person, block.blocked);
    Ok(Json(json!({ "blocked": block.blocked })))
}

#[derive(Deserialize)]
pub(super) struct Break {
    kind: String,
}

/// A fault for the next call of any method that a person would notice.
pub(super) async fn fault(State(page): State<Page>, Json(fault): Json<Break>) -> Answer {
    let kind = match fault.kind.as_str() {
        "429" => FaultKind::TooManyRequests { retry_after_s: 3 },
        "500" => FaultKind::Internal,
        "502" => FaultKind::BadGatewayHtml,
        "drop" => FaultKind::DropAfter,
        "delay" => FaultKind::DelayMs(3_000),
        "none" => {
            page.telegram.clear_faults();
            return Ok(Json(json!({ "set": "none" })));
        }
        _ => return Err(refuse("There is no such fault.")),
    };
    page.telegram.set_fault(Fault::once(kind));
    Ok(Json(json!({ "set": fault.kind })))
}

/// What every control shows, by its name.
pub(super) async fn controls(State(page): State<Page>) -> Json<Value> {
    let states = page.controls.iter().map(|(name, control)| {
        let state = (control.state)();
        ((*name).to_owned(), state)
    });
    Json(Value::Object(states.collect()))
}

pub(super) async fn control(
    State(page): State<Page>,
    Path(name): Path<String>,
    Json(action): Json<Value>,
) -> Answer {
    match page.controls.get(name.as_str()) {
        Some(control) => (control.act)(&action).map(Json).map_err(refuse),
        None => Err(refuse("There is no such system here.")),
    }
}
