//! A Bot API call as it is written: made by whoever has something to say.

use super::content::to_text;
use super::{Attachment, Body, FileKind, Lane, Method, Outgoing, Reference, Shows};
use crate::domain::ids::{ChatId, OutboxId, ScreenId};

/// A Bot API call to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    /// The chat it goes to.
    pub chat_id: ChatId,
    /// How urgent it is.
    pub lane: Lane,
    /// What is called.
    pub method: Method,
    /// The parameters, beginning with the chat; for an edit of a screen without `message_id`.
    pub body: Body,
    /// The picture or file; with a mere edit of the caption what the message is sent anew with.
    pub attachment: Option<Attachment>,
    /// The screen it shows or edits; 0 for none.
    pub screen_id: ScreenId,
    /// What that screen shows with it.
    pub shows: Shows,
    /// About money or goods: kept for the person's return when they have blocked the bot.
    pub is_keepsake: bool,
}

impl NewMessage {
    /// A call without screen or picture.
    #[must_use]
    pub fn new(chat_id: ChatId, lane: Lane, method: Method, body: impl Into<Body>) -> Self {
        Self {
            chat_id,
            lane,
            method,
            body: body.into(),
            attachment: None,
            screen_id: ScreenId::NONE,
            shows: Shows::Anything,
            is_keepsake: false,
        }
    }
}

impl From<NewMessage> for Outgoing {
    fn from(new: NewMessage) -> Self {
        let (payload, text_of) = match new.body {
            Body::Ready(payload) => (payload, None),
            Body::Rendered { payload, text_of } => (payload, Some(text_of)),
        };
        Self {
            outbox_id: OutboxId::NONE,
            chat_id: new.chat_id,
            lane: new.lane as i64,
            method: new.method,
            payload,
            screen_id: new.screen_id,
            is_keepsake: i64::from(new.is_keepsake),
            attempts: 0,
            not_before_ms: 0,
            attachment: to_text(new.attachment.as_ref()),
            text_of: to_text(text_of.as_ref()),
            subject: match new.shows {
                Shows::Still(subject) => subject.to_text(),
                Shows::Anything | Shows::Now(_) => String::new(),
            },
        }
    }
}

/// A stored part that this version cannot read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

impl Outgoing {
    /// Its picture or file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn attachment(&self) -> Result<Option<Attachment>, Unreadable> {
        read(&self.attachment)
    }

    /// What its text is rendered from.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn text_of(&self) -> Result<Option<Reference>, Unreadable> {
        read(&self.text_of)
    }

    /// Says the same in another chat, as a message of its own; what cannot be read is left out.
    #[must_use]
    pub fn repeated(&self, chat_id: ChatId, payload: String) -> NewMessage {
        let attachment = self.attachment().ok().flatten();
        let attachment = attachment.filter(|_| self.method.has_caption());
        let method = match attachment.as_ref().map(|attachment| attachment.kind) {
            Some(FileKind::Photo) => Method::SendPhoto,
            Some(FileKind::Document) => Method::SendDocument,
            None => Method::SendMessage,
        };
        let body = match self.text_of().ok().flatten() {
            Some(text_of) => Body::Rendered { payload, text_of },
            None => Body::Ready(payload),
        };
        let lane = Lane::from_number(self.lane);
        NewMessage { attachment, ..NewMessage::new(chat_id, lane, method, body) }
    }
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<Option<T>, Unreadable> {
    match text {
        "" => Ok(None),
        text => serde_json::from_str(text).map(Some).map_err(|_| Unreadable),
    }
}
