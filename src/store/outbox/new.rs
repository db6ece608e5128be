//! A Bot API call as it is made by whoever has something to say, and what is read back of it.

use serde_json::json;

use super::content::to_text;
use super::{Attachment, Body, FileKind, Lane, Method, Outgoing, Reference, Shows};
use crate::domain::ids::{ChatId, OutboxId, ScreenId};

impl Outgoing {
    /// A call without screen or picture that is not in the outbox yet. `body` begins with the chat;
    /// for an edit of a screen it is without `message_id`.
    #[must_use]
    pub fn new(chat_id: ChatId, lane: Lane, method: Method, body: impl Into<Body>) -> Self {
        let (payload, text_of) = match body.into() {
            Body::Ready(payload) => (payload, None),
            Body::Rendered { payload, text_of } => (payload, Some(text_of)),
        };
        Self {
            outbox_id: OutboxId::NONE,
            chat_id,
            lane,
            method,
            payload,
            screen_id: ScreenId::NONE,
            is_kept_if_blocked: false,
            attempts: 0,
            not_before_ms: 0,
            attachment: String::new(),
            text_of: to_text(text_of.as_ref()),
            subject: String::new(),
            shows: Shows::Anything,
        }
    }

    /// A picture or file that Telegram has already, by its name there, with a plain caption.
    #[must_use]
    pub fn of_file(
        chat_id: ChatId,
        lane: Lane,
        (kind, file_id): (FileKind, &str),
        caption: &str,
    ) -> Self {
        let (method, name) = match kind {
            FileKind::Photo => (Method::SendPhoto, "photo"),
            FileKind::Document => (Method::SendDocument, "document"),
        };
        let (file, caption) = (json!(file_id), json!(caption));
        let payload = format!("{{\"chat_id\":{chat_id},\"{name}\":{file},\"caption\":{caption}}}");
        Self::new(chat_id, lane, method, payload)
    }

    /// The same for a screen, and what that shows with it.
    #[must_use]
    pub fn on(self, screen_id: ScreenId, shows: Shows) -> Self {
        let subject = match shows {
            Shows::Still(subject) => subject.to_text(),
            Shows::Anything | Shows::Now(_) => String::new(),
        };
        Self { screen_id, shows, subject, ..self }
    }

    /// The same with a picture or file; with a mere edit of the caption it is what the message is
    /// sent anew with.
    #[must_use]
    pub fn with(self, attachment: Option<&Attachment>) -> Self {
        Self { attachment: to_text(attachment), ..self }
    }

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
    pub fn repeated(&self, chat_id: ChatId, payload: String) -> Self {
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
        Self::new(chat_id, self.lane, method, body).with(attachment.as_ref())
    }
}

/// A stored part that this version cannot read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<Option<T>, Unreadable> {
    match text {
        "" => Ok(None),
        text => serde_json::from_str(text).map(Some).map_err(|_| Unreadable),
    }
}
