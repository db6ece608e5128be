//! Checks `reply_markup`: shapes, limits and the wording of refusals.
//! It must never repair a keyboard: a wrong one is a fault of the bot that has to be seen.

use serde_json::Value;

use super::params::{ApiError, Params};

const MAX_BUTTONS: usize = 100;
/// Telegram drops what is over this without a word; the sandbox refuses it.
const MAX_ROW_BUTTONS: usize = 8;
const MAX_DATA_BYTES: usize = 64;
const MAX_COPY_CHARS: usize = 256;

/// The checked `reply_markup` of a call.
pub(super) fn read(params: &Params) -> Result<Option<Value>, ApiError> {
    match params.json("reply_markup").map_err(|_| unreadable())? {
        Some(markup) => check(&markup).map(|()| Some(markup)),
        None => Ok(None),
    }
}

/// As [`read`], for edits: those take inline keyboards only.
pub(super) fn read_inline(params: &Params) -> Result<Option<Value>, ApiError> {
    match read(params)? {
        Some(markup) if markup.get("inline_keyboard").is_none() => {
            Err(ApiError::bad("inline keyboard expected"))
        }
        // An empty keyboard is no keyboard.
        Some(markup) if count(&markup) == 0 => Ok(None),
        other => Ok(other),
    }
}

fn unreadable() -> ApiError {
    ApiError::bad("can't parse reply keyboard markup JSON object")
}

fn count(markup: &Value) -> usize {
    let rows = markup.get("inline_keyboard").and_then(Value::as_array);
    rows.into_iter().flatten().filter_map(Value::as_array).map(Vec::len).sum()
}

fn check(markup: &Value) -> Result<(), ApiError> {
    let Some(object) = markup.as_object() else {
        return Err(ApiError::bad("object expected as reply markup"));
    };
    if let Some(rows) = object.get("inline_keyboard") {
        return check_rows(rows, "inline_keyboard", check_inline);
    }
    if let Some(rows) = object.get("keyboard") {
        return check_rows(rows, "keyboard", check_plain);
    }
    let other = ["remove_keyboard", "force_reply"];
    if other.iter().any(|name| object.get(*name) == Some(&Value::Bool(true))) {
        return Ok(());
    }
    if object.is_empty() { Ok(()) } else { Err(unreadable()) }
}

fn check_rows(
    rows: &Value,
    field: &str,
    check: fn(&Value) -> Result<(), ApiError>,
) -> Result<(), ApiError> {
    let wrong = || ApiError::bad(format!("field \"{field}\" must be of type Array of Arrays"));
    let rows = rows.as_array().ok_or_else(wrong)?;
    let mut total = 0;
    for row in rows {
        let row = row.as_array().ok_or_else(wrong)?;
        total += row.len();
        if total > MAX_BUTTONS || row.len() > MAX_ROW_BUTTONS {
            return Err(ApiError::bad("reply markup is too long"));
        }
        row.iter().try_for_each(check)?;
    }
    Ok(())
}

fn check_plain(button: &Value) -> Result<(), ApiError> {
    match button.as_str().or_else(|| button.get("text").and_then(Value::as_str)) {
        Some(text) if !text.is_empty() => Ok(()),
        _ => {
            Err(ApiError::bad("can't parse keyboard button: Field \"text\" must be of type String"))
        }
    }
}

fn check_inline(button: &Value) -> Result<(), ApiError> {
    let fault = |what: &str| ApiError::bad(format!("can't parse inline keyboard button: {what}"));
    let Some(object) = button.as_object() else {
        return Err(fault("Button must be an Object"));
    };
    match object.get("text") {
        None => return Err(fault("Can't find field \"text\"")),
        Some(Value::String(text)) if text.trim().is_empty() => {
            return Err(ApiError::bad("inline keyboard button text must be non-empty"));
        }
        Some(Value::String(_)) => {}
        Some(_) => return Err(fault("Field \"text\" must be of type String")),
    }
    let actions = object.iter().filter(|(name, value)| *name != "text" && !value.is_null());
    let dress = ["style", "icon_custom_emoji_id"];
    let mut actions = actions.filter(|(name, _)| !dress.contains(&name.as_str()));
    if object.get("style").is_some_and(|style| !is_style(style)) {
        return Err(fault("Unsupported button style"));
    }
    let Some((name, value)) = actions.next() else {
        return Err(fault("Text buttons are unallowed in the inline keyboard"));
    };
    if actions.next().is_some() {
        // Telegram takes one of them; a bot that gives two means something else.
        return Err(fault("Button must have exactly one action"));
    }
    match (name.as_str(), value) {
        ("callback_data", Value::String(data)) if !is_data(data) => {
            Err(ApiError::bad("BUTTON_DATA_INVALID"))
        }
        ("url", Value::String(url)) if !is_link(url) => Err(ApiError::bad("BUTTON_URL_INVALID")),
        ("callback_data" | "url", Value::String(_)) => Ok(()),
        ("callback_data" | "url", _) => {
            Err(fault(&format!("Field \"{name}\" must be of type String")))
        }
        ("copy_text", object) => match object.get("text").and_then(Value::as_str) {
            Some(text) if (1..=MAX_COPY_CHARS).contains(&text.chars().count()) => Ok(()),
            _ => Err(ApiError::bad("BUTTON_COPY_TEXT_INVALID")),
        },
        ("disabled", Value::Object(_)) => Ok(()),
        (
            "web_app"
            | "login_url"
            | "switch_inline_query"
            | "switch_inline_query_current_chat"
            | "switch_inline_query_chosen_chat"
            | "pay",
            _,
        ) => Ok(()),
        _ => Err(fault(&format!("Unknown field \"{name}\""))),
    }
}

fn is_style(style: &Value) -> bool {
    matches!(style.as_str(), Some("danger" | "success" | "primary"))
}

fn is_data(data: &str) -> bool {
    (1..=MAX_DATA_BYTES).contains(&data.len())
}

fn is_link(url: &str) -> bool {
    let schemes = ["http://", "https://", "tg://", "mailto:", "tel:"];
    let is_bare = url.contains('.') && !url.contains("://") && !url.contains(char::is_whitespace);
    is_bare || schemes.iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme))
}
