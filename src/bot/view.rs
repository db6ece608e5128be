//! What a message looks like before it has a place: HTML text and rows of buttons, and the JSON of
//! the Bot API calls that show it. Limits of Telegram are kept here.

use serde::Serialize;

use super::callback::Tap;
use crate::domain::ids::{ChatId, MessageId, ScreenId};

/// Telegram's limit for a message, in UTF-16 units after the markup is taken out; kept on the
/// marked-up text, which is longer.
const TEXT_MAX: usize = 4_096;
/// Longer labels are cut by every client anyway.
const LABEL_MAX_CHARS: usize = 60;

/// A message to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// HTML.
    pub text: String,
    /// Rows of buttons.
    pub rows: Vec<Vec<Key>>,
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    label: String,
    press: Press,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Press {
    Tap(Tap),
    Copy(String),
}

impl Key {
    /// A button that calls back.
    #[must_use]
    pub fn tap(label: impl Into<String>, tap: Tap) -> Self {
        Self { label: shorten(&label.into(), LABEL_MAX_CHARS), press: Press::Tap(tap) }
    }

    /// A button that copies `text` (at most 256 characters) in the client.
    #[must_use]
    pub fn copy(label: impl Into<String>, text: impl Into<String>) -> Self {
        let text = shorten(&text.into(), 256);
        Self { label: shorten(&label.into(), LABEL_MAX_CHARS), press: Press::Copy(text) }
    }

    fn as_shown(&self, screen_id: ScreenId) -> ShownKey<'_> {
        let text = self.label.as_str();
        match &self.press {
            Press::Tap(tap) => {
                ShownKey { text, callback_data: Some(tap.encode(screen_id)), copy_text: None }
            }
            Press::Copy(copied) => {
                ShownKey { text, callback_data: None, copy_text: Some(Copied { text: copied }) }
            }
        }
    }
}

/// A view as the Bot API takes it.
#[derive(Serialize)]
struct Payload<'a> {
    chat_id: ChatId,
    text: &'a str,
    parse_mode: &'static str,
    link_preview_options: NoPreview,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<Keyboard<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_parameters: Option<Below>,
}

#[derive(Serialize)]
struct Below {
    message_id: MessageId,
    allow_sending_without_reply: bool,
}

#[derive(Serialize)]
struct NoPreview {
    is_disabled: bool,
}

#[derive(Serialize)]
struct Keyboard<'a> {
    inline_keyboard: Vec<Vec<ShownKey<'a>>>,
}

#[derive(Serialize)]
struct ShownKey<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_data: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copy_text: Option<Copied<'a>>,
}

#[derive(Serialize)]
struct Copied<'a> {
    text: &'a str,
}

/// Cuts a text to so many characters, with an ellipsis in place of the rest.
#[must_use]
pub fn shorten(text: &str, max_chars: usize) -> String {
    if text.chars().count() <= max_chars {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(max_chars.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

impl View {
    /// A message without buttons.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), rows: Vec::new() }
    }

    /// Adds a row of buttons; an empty one is left out.
    #[must_use]
    pub fn row(mut self, keys: impl IntoIterator<Item = Key>) -> Self {
        let row: Vec<Key> = keys.into_iter().collect();
        if !row.is_empty() {
            self.rows.push(row);
        }
        self
    }

    /// The parameters that `sendMessage` and `editMessageText` share, as JSON.
    #[must_use]
    pub fn payload(&self, chat_id: ChatId, screen_id: ScreenId) -> String {
        self.written(chat_id, screen_id, MessageId::NONE)
    }

    /// The parameters of a `sendMessage` below another message of the chat; `reply_to` 0 is none.
    /// It is sent also when that message is gone.
    #[must_use]
    pub fn replying(&self, chat_id: ChatId, reply_to: MessageId) -> String {
        self.written(chat_id, ScreenId::NONE, reply_to)
    }

    fn written(&self, chat_id: ChatId, screen_id: ScreenId, reply_to: MessageId) -> String {
        let rows: Vec<Vec<ShownKey<'_>>> = self
            .rows
            .iter()
            .map(|row| row.iter().map(|key| key.as_shown(screen_id)).collect())
            .collect();
        let below = Below { message_id: reply_to, allow_sending_without_reply: true };
        let payload = Payload {
            chat_id,
            text: &self.fitting_text(),
            parse_mode: "HTML",
            link_preview_options: NoPreview { is_disabled: true },
            reply_markup: (!rows.is_empty()).then_some(Keyboard { inline_keyboard: rows }),
            reply_parameters: (reply_to.is_some()).then_some(below),
        };
        // Numbers and texts under fixed names cannot fail.
        serde_json::to_string(&payload).unwrap_or_default()
    }

    /// The text within Telegram's limit. Cut at a line, so that no tag is left open: every line of
    /// ours closes its own tags.
    fn fitting_text(&self) -> String {
        let mut text = String::new();
        let mut units = 0;
        for line in self.text.split_inclusive('\n') {
            units += line.encode_utf16().count();
            if units > TEXT_MAX - 2 {
                text.push('…');
                break;
            }
            text.push_str(line);
        }
        text
    }
}
