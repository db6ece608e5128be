//! How a row becomes a call: what it shows is made, the message of its screen is found, and what
//! cannot be edited is sent anew.

use std::sync::Arc;

use serde::Deserialize;

use super::call::{Api, ApiReply, CALL_TIMEOUT};
use super::dressing::{self, Dressing};
use super::made::{self, Drawings, File, Unmade};
use super::payload;
use crate::bot::sender::call_outcome::{self, CallOutcome, retry};
use crate::crash::{self, Point};
use crate::domain::ids::{ChatId, MessageId};
use crate::store::outbox::{FileKind, Lane, Method, Outgoing};
use crate::store::screens::{Kind, StoredScreen};
use crate::store::{Store, StoreError, screens};

/// So often the sending of one row may panic and be tried again.
const PANICS_MAX: i64 = 2;

/// What a call came to.
pub(super) struct SendAttempt {
    pub(super) outgoing: Outgoing,
    pub(super) call_outcome: CallOutcome,
    pub(super) sent: Sent,
}

/// What is in the chat after a call.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sent {
    /// The message that now shows the row's screen; 0 when there is none.
    pub(super) message_id: MessageId,
    /// What kind of message it is; `None`: as before.
    pub(super) kind: Option<Kind>,
    /// The message that showed the screen before and could not be edited to this; 0 for none.
    pub(super) left_id: MessageId,
}

/// The message of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) message_id: MessageId,
    pub(super) kind: Kind,
}

/// Where a row goes, as far as memory tells.
pub(super) struct Target {
    pub(super) chat_id: ChatId,
    /// The message of its screen.
    pub(super) shown: Option<Seen>,
    /// Only the database tells whether it is still the newest change of its screen.
    pub(super) is_doubtful: bool,
}

/// One call that would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// As the row says.
    Plain(Method),
    /// An edit of this message.
    Edit(Method, MessageId),
    /// A new message; the other is left, or 0.
    Anew(MessageId),
}

/// What counts of a message that the Bot API shows.
#[derive(Deserialize)]
struct InChat {
    message_id: MessageId,
}

/// One call that was made.
struct Said {
    way: Way,
    method: Method,
    answer: Option<ApiReply>,
}

/// Makes the calls of rows.
#[derive(Clone)]
pub(super) struct Courier {
    pub(super) api: Api,
    pub(super) store: Store,
    pub(super) drawings: Arc<dyn Drawings>,
    pub(super) dressing: Dressing,
}

impl SendAttempt {
    fn without_call(outgoing: Outgoing, call_outcome: CallOutcome) -> Self {
        Self { outgoing, call_outcome, sent: Sent::default() }
    }

    /// A bug in making this call: it is tried again a few times, and then set aside for a human.
    /// The panic itself is in the log already.
    pub(super) fn after_panic(outgoing: Outgoing) -> Self {
        tracing::error!(outbox_id = %outgoing.outbox_id, "sending a message panicked");
        let call_outcome = match outgoing.attempts {
            ..PANICS_MAX => retry(&outgoing, 0, "a panic"),
            _ => CallOutcome::Refused("sending it panicked".to_owned()),
        };
        Self::without_call(outgoing, call_outcome)
    }
}

impl Courier {
    /// Makes the call of a row.
    pub(super) async fn deliver(&self, outgoing: Outgoing, target: Target) -> SendAttempt {
        match self.try_to_deliver(&outgoing, &target).await {
            Ok((call_outcome, sent)) => SendAttempt { outgoing, call_outcome, sent },
            Err(call_outcome) => SendAttempt::without_call(outgoing, call_outcome),
        }
    }

    async fn try_to_deliver(
        &self,
        row: &Outgoing,
        target: &Target,
    ) -> Result<(CallOutcome, Sent), CallOutcome> {
        let seen = self.find_screen(row, target).await?;
        let text = made::text(&self.store, &*self.drawings, row).await.map_err(unmade)?;
        let text = payload::in_chat(text, target.chat_id)
            .ok_or_else(|| unsayable("it is no JSON object"))?;
        let text = self.dressing.fitted(text);
        let way = way(row, seen)?;
        let said = self.attempt_dressed(row, (way, seen), &text).await?;
        let (Way::Edit(method, message_id), Some(why)) = (said.way, said.uneditable()) else {
            return Ok(evaluate(row, said));
        };
        if method == Method::EditMessageReplyMarkup || row.lane == Lane::Bulk {
            // Buttons that were to be removed are gone with their message, and nobody asked for a
            // new one with what is told to many.
            return Err(CallOutcome::Pointless);
        }
        let left_id = if why == Uneditable::OtherKind { message_id } else { MessageId::NONE };
        Ok(evaluate(row, self.attempt_dressed(row, (Way::Anew(left_id), None), &text).await?))
    }

    /// Calls, and once more without what only newer servers take if it is refused.
    async fn attempt_dressed(
        &self,
        row: &Outgoing,
        way: (Way, Option<Seen>),
        text: &str,
    ) -> Result<Said, CallOutcome> {
        let said = self.attempt(row, way, text).await?;
        let bare = said.may_be_its_dressing().then(|| dressing::taken_off(text)).flatten();
        let Some(bare) = bare else { return Ok(said) };
        let said = self.attempt(row, way, &bare).await?;
        if said.answer.as_ref().is_some_and(|answer| answer.ok) {
            self.dressing.go_bare_for_a_while();
        }
        Ok(said)
    }

    /// What the database says of the screen of a row that edits it, where memory does not do.
    async fn find_screen(
        &self,
        row: &Outgoing,
        target: &Target,
    ) -> Result<Option<Seen>, CallOutcome> {
        if !needs_message(row) {
            return Ok(None);
        }
        // What its owner may have turned to meanwhile is in the database alone.
        let presumes = !row.subject.is_empty();
        if let (Some(seen), false, false) = (target.shown, target.is_doubtful, presumes) {
            return Ok(Some(seen));
        }
        let stored = stored_screen(&self.store, row).await.map_err(|error| {
            tracing::error!(%error, "a screen cannot be looked up");
            CallOutcome::RetryAlone
        })?;
        if stored.has_newer || (presumes && stored.subject != row.subject) {
            return Err(CallOutcome::Pointless);
        }
        let kind = stored.kind;
        Ok(target.shown.or(stored.message_id.map(|message_id| Seen { message_id, kind })))
    }

    /// Calls once, in another way where there is no picture after all.
    async fn attempt(
        &self,
        row: &Outgoing,
        (way, seen): (Way, Option<Seen>),
        text: &str,
    ) -> Result<Said, CallOutcome> {
        crash::panic_sending(text);
        crash::point(Point::BeforeMessage);
        let needs_file = needs_file(row, way);
        let file = if needs_file { self.drawn(row, text).await? } else { None };
        let way = if needs_file && file.is_none() { without_file(way, seen) } else { way };
        let message_id = if let Way::Edit(_, message_id) = way { Some(message_id) } else { None };
        let method = method_of(way, file.as_ref().map(|file| file.kind));
        let answer = if let Some(File { kind, drawn }) = file {
            let fields = made::file_fields(text, kind, message_id);
            let fields = fields.ok_or_else(|| unsayable("it is no JSON object"))?;
            self.api.upload(method.as_str(), fields, drawn).await
        } else {
            let is_text = matches!(method, Method::SendMessage | Method::EditMessageText);
            let text = match is_text && row.method.has_caption() {
                true => payload::as_text(text).ok_or_else(|| unsayable("it says nothing"))?,
                false => text.to_owned(),
            };
            let text = match message_id {
                Some(message_id) => payload::on_message(&text, message_id),
                None => Some(text),
            };
            let text = text.ok_or_else(|| unsayable("it is no JSON object"))?;
            self.api.call(method.as_str(), text, CALL_TIMEOUT).await
        };
        crash::point(Point::AfterMessage);
        Ok(Said { way, method, answer })
    }

    /// The picture or file of a row; `None` where it cannot be drawn and the text goes out alone.
    async fn drawn(&self, row: &Outgoing, caption: &str) -> Result<Option<File>, CallOutcome> {
        let why = match made::file(&self.store, Arc::clone(&self.drawings), row).await {
            Ok(Some(file)) => return Ok(Some(file)),
            Ok(None) => "there is nothing to draw".to_owned(),
            Err(why) => why,
        };
        if payload::as_text(caption).is_none() {
            return Err(CallOutcome::Refused(why));
        }
        tracing::error!(outbox_id = %row.outbox_id, why, "a message goes out without its picture");
        Ok(None)
    }
}

fn unsayable(why: &str) -> CallOutcome {
    CallOutcome::Refused(why.to_owned())
}

fn unmade(why: Unmade) -> CallOutcome {
    match why {
        Unmade::RetryAlone(error) => {
            tracing::error!(%error, "a text cannot be rendered");
            CallOutcome::RetryAlone
        }
        Unmade::Never(why) => CallOutcome::Refused(why),
    }
}

/// What the database knows of the screen of a row.
async fn stored_screen(store: &Store, row: &Outgoing) -> Result<StoredScreen, StoreError> {
    let mut tx = store.read().await?;
    screens::find_stored(&mut tx, row.screen_id, row.outbox_id).await
}

fn needs_message(row: &Outgoing) -> bool {
    row.screen_id.is_some() && row.method.is_edit()
}

/// How a row goes out while its screen is this message, if there is a drawing where there should
/// be one.
fn way(row: &Outgoing, seen: Option<Seen>) -> Result<Way, CallOutcome> {
    let method = row.method;
    match (method, seen) {
        (Method::Unknown, _) => Err(unsayable("this version does not know its method")),
        (Method::EditMessageReplyMarkup, None) if needs_message(row) => Err(CallOutcome::Pointless),
        (_, None) if method.is_view() && row.lane == Lane::Bulk => Err(CallOutcome::Pointless),
        (Method::EditMessageText, None) if !row.screen_id.is_some() => Ok(Way::Plain(method)),
        (_, None) if method.is_view() => Ok(Way::Anew(MessageId::NONE)),
        (_, None) => Ok(Way::Plain(method)),
        (Method::EditMessageText, Some(Seen { message_id, kind: Kind::Media })) => {
            Ok(Way::Anew(message_id))
        }
        (Method::EditMessageCaption, Some(Seen { message_id, kind: Kind::Text })) => {
            Ok(Way::Edit(Method::EditMessageText, message_id))
        }
        (_, Some(Seen { message_id, .. })) => Ok(Way::Edit(method, message_id)),
    }
}

fn needs_file(row: &Outgoing, way: Way) -> bool {
    match way {
        // One without a drawing names a file that Telegram knows.
        Way::Plain(Method::SendPhoto | Method::SendDocument) => !row.attachment.is_empty(),
        Way::Plain(_) => false,
        Way::Edit(method, _) => method == Method::EditMessageMedia,
        Way::Anew(_) => row.method.has_caption() && !row.attachment.is_empty(),
    }
}

/// The way of what has no picture or has lost it: a caption that stays below another picture would
/// say something else.
const fn without_file(way: Way, seen: Option<Seen>) -> Way {
    match (way, seen) {
        (Way::Plain(Method::SendPhoto | Method::SendDocument), _) => {
            Way::Plain(Method::SendMessage)
        }
        (Way::Edit(Method::EditMessageMedia, id), Some(Seen { kind: Kind::Text, .. })) => {
            Way::Edit(Method::EditMessageText, id)
        }
        (Way::Edit(Method::EditMessageMedia, id), _) => Way::Anew(id),
        (way, _) => way,
    }
}

const fn method_of(way: Way, file: Option<FileKind>) -> Method {
    match (way, file) {
        (Way::Plain(method) | Way::Edit(method, _), _) => method,
        (Way::Anew(_), Some(FileKind::Photo)) => Method::SendPhoto,
        (Way::Anew(_), Some(FileKind::Document)) => Method::SendDocument,
        (Way::Anew(_), None) => Method::SendMessage,
    }
}

/// Why a message cannot be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Uneditable {
    Gone,
    OtherKind,
}

impl Said {
    /// Whether what newer servers alone take may be why it was refused.
    fn may_be_its_dressing(&self) -> bool {
        let is_refused = |answer: &ApiReply| {
            !answer.ok && answer.error_code == 400 && call_outcome::is_of_its_form(answer)
        };
        self.answer.as_ref().is_some_and(is_refused) && self.uneditable().is_none()
    }

    fn uneditable(&self) -> Option<Uneditable> {
        // Telegram's words for a message that cannot be edited, or not so.
        const GONE: [&str; 5] = [
            "message to edit not found",
            "message can't be edited",
            "message_id_invalid",
            "message to be replied not found",
            "message identifier is not specified",
        ];
        const OTHER_KIND: [&str; 3] = [
            "there is no text in the message to edit",
            "there is no caption in the message to edit",
            "there is no media in the message to edit",
        ];
        let answer =
            self.answer.as_ref().filter(|answer| !answer.ok && answer.error_code == 400)?;
        let text = answer.description.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|words| text.contains(words));
        if says(&OTHER_KIND) {
            return Some(Uneditable::OtherKind);
        }
        says(&GONE).then_some(Uneditable::Gone)
    }

    /// What the person sees now, if it was taken.
    fn sent(&self) -> Sent {
        let answer = self.answer.as_ref().filter(|answer| answer.ok);
        let message_id = answer.and_then(ApiReply::read).map(|shown: InChat| shown.message_id);
        let (edited_id, left_id) = match self.way {
            Way::Plain(_) => (MessageId::NONE, MessageId::NONE),
            Way::Edit(_, message_id) => (message_id, MessageId::NONE),
            Way::Anew(left_id) => (MessageId::NONE, left_id),
        };
        let kind = match self.method {
            Method::SendMessage | Method::EditMessageText => Some(Kind::Text),
            method if method.has_caption() => Some(Kind::Media),
            _ => None,
        };
        Sent { message_id: message_id.unwrap_or(edited_id), kind, left_id }
    }
}

/// What the answer to a call means for its row.
fn evaluate(row: &Outgoing, said: Said) -> (CallOutcome, Sent) {
    let sent = said.sent();
    (call_outcome::of(row, said.method, said.answer), sent)
}
