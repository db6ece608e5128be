//! What newer servers of the Bot API take and older ones refuse: colours of buttons, times in the
//! zone of the reader, quotes that fold, buttons that cannot be pressed, an answer that is asked
//! for, effects. Owns how a message says the same without them. It must never change words.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Map, Value};

/// So many messages go out bare after a server has refused the dressing, before it is tried again.
const BARE_FOR: u32 = 1_000;

/// Whether messages go out dressed; shared by all calls of a sender.
#[derive(Debug, Clone, Default)]
pub(super) struct Dressing {
    bare_left: Arc<AtomicU32>,
}

impl Dressing {
    /// A message as it goes out: bare for a while after [`Dressing::go_bare_for_a_while`].
    pub(super) fn fitted(&self, payload: String) -> String {
        let spent = self
            .bare_left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        match spent {
            Ok(_) => taken_off(&payload).unwrap_or(payload),
            Err(_) => payload,
        }
    }

    /// A server took a message only without its dressing.
    pub(super) fn go_bare_for_a_while(&self) {
        self.bare_left.store(BARE_FOR, Ordering::Relaxed);
    }
}

/// The payload of a call without dressing; `None` where there is none.
pub(super) fn taken_off(payload: &str) -> Option<String> {
    let mut fields: Map<String, Value> = serde_json::from_str(payload).ok()?;
    let mut is_changed = fields.remove("message_effect_id").is_some();
    for name in ["text", "caption"] {
        let Some(Value::String(text)) = fields.get_mut(name) else { continue };
        if let Some(bare) = without_tags(text) {
            *text = bare;
            is_changed = true;
        }
    }
    is_changed |= bare_keyboard(&mut fields);
    is_changed.then(|| Value::Object(fields).to_string())
}

/// A text without the tags of newer servers: what stands between them stays.
fn without_tags(html: &str) -> Option<String> {
    let mut bare = html.replace("<blockquote expandable>", "<blockquote>");
    while let Some((before, from)) = bare.split_once("<tg-time ") {
        let (_, after) = from.split_once('>')?;
        bare = format!("{before}{}", after.replacen("</tg-time>", "", 1));
    }
    (bare != html).then_some(bare)
}

fn bare_keyboard(fields: &mut Map<String, Value>) -> bool {
    let Some(Value::Object(markup)) = fields.get_mut("reply_markup") else { return false };
    let Some(Value::Array(rows)) = markup.get_mut("inline_keyboard") else { return false };
    let mut is_changed = false;
    for row in rows.iter_mut().filter_map(Value::as_array_mut) {
        let before = row.len();
        // What cannot be pressed does nothing: without it nothing is missing.
        row.retain(|button| button.get("disabled").is_none());
        is_changed |= row.len() < before;
        for button in row.iter_mut().filter_map(Value::as_object_mut) {
            is_changed |= button.remove("style").is_some();
        }
    }
    rows.retain(|row| row.as_array().is_some_and(|row| !row.is_empty()));
    let has_none = rows.is_empty();
    is_changed |= markup.remove("force_reply").is_some();
    if has_none {
        fields.remove("reply_markup");
    }
    is_changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_message_says_the_same_without_its_dressing() {
        let dressed = json!({
            "chat_id": 7, "parse_mode": "HTML", "message_effect_id": "5",
            "text": "At <tg-time unix=\"1\" format=\"dt\">1970-01-01 00:00 UTC</tg-time> and \
                     <tg-time unix=\"61\">00:01</tg-time>\n<blockquote expandable>a</blockquote>",
            "reply_markup": {"force_reply": true, "inline_keyboard": [
                [{"text": "Buy", "style": "success", "callback_data": "b"}],
                [{"text": "Wait", "disabled": {}}],
            ]},
        });
        let bare = json!({
            "chat_id": 7, "parse_mode": "HTML",
            "text": "At 1970-01-01 00:00 UTC and 00:01\n<blockquote>a</blockquote>",
            "reply_markup": {"inline_keyboard": [[{"text": "Buy", "callback_data": "b"}]]},
        });
        let taken: Value = serde_json::from_str(&taken_off(&dressed.to_string()).unwrap()).unwrap();
        assert_eq!(taken, bare);
        assert_eq!(taken_off(&bare.to_string()), None);
        assert_eq!(taken_off("no JSON"), None);
    }

    #[test]
    fn a_keyboard_of_nothing_to_press_goes_whole() {
        let waiting =
            r#"{"text":"w","reply_markup":{"inline_keyboard":[[{"text":"…","disabled":{}}]]}}"#;
        assert_eq!(taken_off(waiting).unwrap(), r#"{"text":"w"}"#);
    }

    #[test]
    fn a_tag_that_is_not_closed_is_left_to_the_server() {
        assert_eq!(without_tags("a <tg-time unix=1"), None);
    }

    #[test]
    fn after_a_refusal_messages_go_out_bare_for_a_while() {
        let dressing = Dressing::default();
        let dressed = r#"{"message_effect_id":"5","text":"a"}"#.to_owned();
        assert_eq!(dressing.fitted(dressed.clone()), dressed);
        dressing.go_bare_for_a_while();
        for _ in 0..BARE_FOR {
            assert_eq!(dressing.fitted(dressed.clone()), r#"{"text":"a"}"#);
        }
        assert_eq!(dressing.fitted(dressed.clone()), dressed);
    }
}
