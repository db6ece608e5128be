//! Has everything made that a row only names, at the moment of sending, and keeps it within what
//! Telegram takes; what makes it is behind [`Drawings`] (`drawings`).
//! Must never keep or log what was made.

use std::sync::Arc;

use futures::future::BoxFuture;
use serde_json::{Map, Value};

use super::payload;
use crate::bot::ui::view::{units, units_max};
use crate::domain::ids::MessageId;
use crate::store::outbox::{Drawing, FileKind, Outgoing, Reference, Unreadable};
use crate::store::{Store, StoreError, Tx};

/// Larger files are not sent: Telegram takes pictures up to this size.
const FILE_MAX_BYTES: usize = 10 << 20;

/// A drawing.
#[derive(Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it is called when it is kept.
    pub name: String,
    /// Its MIME type.
    pub mime: &'static str,
}

/// Why there is no drawing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("it cannot be drawn: {0}")]
pub struct Undrawn(pub &'static str);

/// Makes what rows only name.
pub trait Drawings: Send + Sync {
    /// Draws a picture or file; may take its time.
    ///
    /// # Errors
    /// When it cannot be drawn, now and later.
    fn draw(&self, drawing: &Drawing) -> Result<Drawn, Undrawn>;

    /// The text behind a reference, as HTML of which each line closes its own tags; `None` when
    /// there is nothing behind it.
    fn render<'a>(
        &'a self,
        tx: &'a mut Tx,
        text_of: Reference,
    ) -> BoxFuture<'a, Result<Option<String>, StoreError>>;

    /// The text behind a reference as a file; `None` when there is nothing behind it.
    fn write<'a>(
        &'a self,
        tx: &'a mut Tx,
        text_of: Reference,
    ) -> BoxFuture<'a, Result<Option<Drawn>, StoreError>> {
        let _ = (tx, text_of);
        Box::pin(std::future::ready(Ok(None)))
    }
}

/// A picture or file on its way.
pub(super) struct File {
    pub(super) kind: FileKind,
    pub(super) drawn: Drawn,
}

/// Why something could not be made.
pub(super) enum Unmade {
    /// The database could not be asked.
    RetryAlone(StoreError),
    /// It never will be.
    Never(String),
}

impl From<Unreadable> for Unmade {
    fn from(_: Unreadable) -> Self {
        Self::Never("another version wrote it".to_owned())
    }
}

/// The payload of a row with its text.
pub(super) async fn text(
    store: &Store,
    drawings: &dyn Drawings,
    row: &Outgoing,
) -> Result<String, Unmade> {
    let Some(text_of) = row.text_of()? else { return Ok(row.payload.clone()) };
    let rendered = {
        let mut tx = store.read().await.map_err(Unmade::RetryAlone)?;
        match drawings.render(&mut tx, text_of).await {
            Ok(rendered) => rendered,
            Err(error @ StoreError::Db(_)) => return Err(Unmade::RetryAlone(error)),
            Err(_) => None,
        }
    };
    let never = |why: &str| Unmade::Never(why.to_owned());
    let rendered = rendered.filter(|text| !text.is_empty());
    let rendered = rendered.ok_or_else(|| never("there is no text behind its reference"))?;
    // Nothing is cut: what is delivered so is worth every line.
    if units(&rendered) > units_max(row.method.has_caption()) {
        return Err(never("the text behind its reference is too long"));
    }
    let name = if row.method.has_caption() { "caption" } else { "text" };
    payload::with_text(&row.payload, name, rendered).ok_or_else(|| never("no JSON object"))
}

/// The picture or file of a row.
pub(super) async fn file(
    store: &Store,
    drawings: Arc<dyn Drawings>,
    row: &Outgoing,
) -> Result<Option<File>, String> {
    let attachment = row.attachment().map_err(|_| "another version wrote it".to_owned())?;
    let Some(attachment) = attachment else { return Ok(None) };
    let kind = attachment.kind;
    if let Drawing::Text { text_of } = attachment.drawing {
        let written = async {
            let mut tx = store.read().await?;
            drawings.write(&mut tx, text_of).await
        };
        let written = written.await.map_err(|error| error.to_string())?;
        let drawn = written.map(fitting).transpose().map_err(|error| error.to_string())?;
        return Ok(drawn.map(|drawn| File { kind, drawn }));
    }
    // Beside the turns: a large drawing takes a while. A panic in it is in the log already.
    let drawing = tokio::task::spawn_blocking(move || drawings.draw(&attachment.drawing));
    let drawn = drawing.await.unwrap_or(Err(Undrawn("drawing it panicked")));
    let drawn = drawn.and_then(fitting).map_err(|error| error.to_string())?;
    Ok(Some(File { kind, drawn }))
}

fn fitting(drawn: Drawn) -> Result<Drawn, Undrawn> {
    match drawn.bytes.len() {
        0 => Err(Undrawn("it is empty")),
        1..=FILE_MAX_BYTES => Ok(drawn),
        _ => Err(Undrawn("it is too large")),
    }
}

/// The parameters of a call that shows a file, the file itself left out: it is the part `file`.
pub(super) fn file_fields(
    payload: &str,
    kind: FileKind,
    message_id: Option<MessageId>,
) -> Option<Map<String, Value>> {
    let mut fields: Map<String, Value> = serde_json::from_str(payload).ok()?;
    let kind = match kind {
        FileKind::Photo => "photo",
        FileKind::Document => "document",
    };
    let file = Value::from("attach://file");
    let Some(message_id) = message_id else {
        fields.insert(kind.to_owned(), file);
        return Some(fields);
    };
    let mut media = Map::new();
    media.insert("type".to_owned(), kind.into());
    media.insert("media".to_owned(), file);
    for name in ["caption", "parse_mode"] {
        media.extend(fields.remove_entry(name));
    }
    fields.insert("media".to_owned(), Value::Object(media));
    fields.insert("message_id".to_owned(), message_id.get().into());
    Some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_or_empty_is_no_drawing() {
        let drawn = |size| Drawn { bytes: vec![0; size], name: "a".to_owned(), mime: "image/png" };
        assert!(fitting(drawn(FILE_MAX_BYTES)).is_ok());
        assert_eq!(fitting(drawn(FILE_MAX_BYTES + 1)).err(), Some(Undrawn("it is too large")));
        assert_eq!(fitting(drawn(0)).err(), Some(Undrawn("it is empty")));
    }

    #[test]
    fn an_edit_names_file_and_caption_within_its_media() {
        let payload =
            r#"{"chat_id":7,"caption":"<b>Pay</b>","parse_mode":"HTML","reply_markup":1}"#;
        let fields = file_fields(payload, FileKind::Document, Some(MessageId::new(9))).unwrap();
        let media = &fields["media"];
        assert_eq!(
            (&media["type"], &media["media"]),
            (&"document".into(), &"attach://file".into())
        );
        assert_eq!((&media["caption"], &fields["message_id"]), (&"<b>Pay</b>".into(), &9.into()));
        assert!(fields.contains_key("reply_markup") && !fields.contains_key("caption"));
    }
}
