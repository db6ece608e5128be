//! What a test or the chat page may see of the sandboxed Telegram: messages as a person sees them,
//! answers to button presses, and the log of the bot's calls. Plain data, no behaviour of Telegram.

use serde::Serialize;
use serde_json::Value;

use super::Telegram;
use super::stars::{Invoice, Stars};
use super::state::{Media, Sender, Stored};

/// A button of an inline keyboard. At most one of the three actions is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Button {
    pub text: String,
    /// `callback_data`, 1 to 64 bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_text: Option<String>,
    /// `danger`, `success` or `primary`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    /// Whether it cannot be pressed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_disabled: bool,
}

/// A message as it is shown in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub message_id: i64,
    pub from_bot: bool,
    /// Text or caption without its tags.
    pub text: String,
    /// Text or caption as it was sent, tags included.
    pub html: String,
    pub buttons: Vec<Vec<Button>>,
    /// The bytes of a photo; empty where the bot named a URL.
    pub photo: Option<Vec<u8>>,
    /// Name and bytes of a document.
    pub document: Option<(String, Vec<u8>)>,
    /// An invoice in Stars, which a person may pay.
    pub invoice: Option<Invoice>,
    pub reply_to: Option<i64>,
    /// How many times it was edited.
    pub edited: u32,
    pub deleted: bool,
    /// Milliseconds since 1970.
    pub date_ms: i64,
}

impl Shown {
    /// The first button whose text contains `part`; else the one that is the number of a line that
    /// does.
    pub fn button(&self, part: &str) -> Option<&Button> {
        let labeled = self.buttons.iter().flatten().find(|button| button.text.contains(part));
        labeled.or_else(|| {
            let (number, _) = self.numbered().find(|(_, line)| line.contains(part))?;
            self.buttons.iter().flatten().find(|button| button.text == number)
        })
    }

    /// The lines of a numbered list whose numbers are buttons: the number, and what it says.
    pub fn numbered(&self) -> impl Iterator<Item = (&str, &str)> {
        self.text.lines().filter_map(|line| {
            let (number, text) = line.split_once(". ")?;
            let is_key = self.buttons.iter().flatten().any(|button| button.text == number);
            is_key.then_some((number, text))
        })
    }
}

/// The bot's answer to a press.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CallbackAnswer {
    pub callback_id: String,
    /// Empty when the bot only stopped the spinner.
    pub text: String,
    pub show_alert: bool,
    pub url: Option<String>,
}

/// One call of the bot.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// In the documentation's spelling: `sendMessage`.
    pub method: String,
    pub chat_id: Option<i64>,
    /// Milliseconds since 1970, when the request had been read.
    pub at_ms: i64,
    pub params: Value,
    /// The status of the answer; 0 when a fault cut the connection.
    pub answer_code: u16,
}

/// The buttons of an inline keyboard, row by row; empty for every other markup.
pub(crate) fn buttons_of(markup: Option<&Value>) -> Vec<Vec<Button>> {
    let rows = markup.and_then(|m| m.get("inline_keyboard")).and_then(Value::as_array);
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let button = |value: &Value| Button {
        text: text(value.get("text")).unwrap_or_default(),
        data: text(value.get("callback_data")),
        url: text(value.get("url")),
        copy_text: text(value.pointer("/copy_text/text")),
        style: text(value.get("style")),
        is_disabled: value.get("disabled").is_some(),
    };
    rows.into_iter()
        .flatten()
        .map(|row| row.as_array().into_iter().flatten().map(button).collect())
        .collect()
}

fn show(message: &Stored) -> Shown {
    let bytes = |media: &Media| media.file().bytes.as_deref().unwrap_or_default().to_vec();
    let (photo, document) = match &message.media {
        None => (None, None),
        Some(media @ Media::Photo(_)) => (Some(bytes(media)), None),
        Some(media @ Media::Document(file)) => (None, Some((file.name.clone(), bytes(media)))),
    };
    Shown {
        message_id: message.id,
        from_bot: message.from == Sender::Bot,
        text: message.text.clone(),
        html: message.source.clone(),
        buttons: buttons_of(message.markup.as_ref()),
        photo,
        document,
        invoice: message.stars.as_ref().and_then(Stars::invoice).cloned(),
        reply_to: message.reply_to,
        edited: message.edited,
        deleted: message.deleted,
        date_ms: message.date_ms,
    }
}

impl Telegram {
    /// Every message of a chat, oldest first, deleted ones included and marked.
    pub fn chat(&self, chat_id: i64) -> Vec<Shown> {
        let state = self.state();
        let chat = state.chats.get(&chat_id);
        chat.map(|chat| chat.messages.values().map(show).collect()).unwrap_or_default()
    }

    /// The newest message of the bot in a chat that is not deleted.
    pub fn last_from_bot(&self, chat_id: i64) -> Option<Shown> {
        let state = self.state();
        let mut messages = state.chats.get(&chat_id)?.messages.values().rev();
        messages.find(|message| message.from == Sender::Bot && !message.deleted).map(show)
    }

    /// The answers to a person's presses, oldest first.
    pub fn callback_answers(&self, user_id: i64) -> Vec<CallbackAnswer> {
        let state = self.state();
        let own = state.answers.iter().filter(|(user, ..)| *user == user_id);
        own.map(|(.., answer)| answer.clone()).collect()
    }

    /// The log of calls, oldest first: the last 50,000.
    pub fn calls(&self) -> Vec<Call> {
        self.state().calls.iter().cloned().collect()
    }

    /// Empties the log of calls.
    pub fn clear_calls(&self) {
        self.state().calls.clear();
    }

    /// Forgets what nobody has taken, as Telegram does after a day.
    pub fn forget_updates(&self) {
        self.state().pending.clear();
    }

    /// Updates that no offset and no webhook answer has confirmed yet.
    pub fn unconfirmed_updates(&self) -> usize {
        self.state().pending.len()
    }
}
