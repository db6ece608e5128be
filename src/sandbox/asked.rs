//! What a knob of the chat page's drawer asks: members of one JSON object, as texts.
//!
//! Must never know what a system does with them.

use serde_json::Value;

/// The member of this name; empty where it is neither a text nor a number.
pub(super) fn asked(action: &Value, name: &str) -> String {
    match action.get(name) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
