//! What a message looks like before it has a place: HTML text and rows of buttons, and the JSON of
//! the Bot API calls that show it. Limits of Telegram are kept here.

use serde::Serialize;

use super::callback::Action;
use super::style::{self, Style};
use crate::domain::ids::{ChatId, MessageId, ScreenId};
use crate::store::outbox::{
    Attachment, Body, FileKind, Lane, Method, Outgoing, Reference, Shows, Subject,
};

/// Telegram's limit for a message, in UTF-16 units after the markup is taken out.
const TEXT_MAX: usize = 4_096;
/// The same below a picture or file.
const CAPTION_MAX: usize = 1_024;
/// Longer labels are cut by every client anyway.
const LABEL_MAX_CHARS: usize = 60;
/// Of longer labels no two can be read whole in one row of a narrow phone.
const PAIR_MAX_CHARS: usize = 14;
/// Of longer ones no more than two.
const MANY_MAX_CHARS: usize = 8;

/// A message to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// HTML.
    pub text: String,
    /// Rows of buttons.
    pub rows: Vec<Vec<Button>>,
    /// The picture or file above the text.
    pub attachment: Option<Attachment>,
    /// What the text is rendered from at the moment of sending, in place of `text`.
    pub text_of: Option<Reference>,
    /// What it is about, where somebody else than the reader may change it later.
    pub subject: Option<Subject>,
    /// Whether clients are not to forward or save it.
    pub is_protected: bool,
    /// Whether an answer is typed to it: apps begin a reply where it comes as a new message.
    pub asks: bool,
    /// What moves over the screen when it comes as a new message to a person.
    pub effect: Option<Effect>,
    /// Whether no phone rings for it.
    pub is_silent: bool,
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    label: String,
    press: Press,
    style: Option<Style>,
}

/// What moves over the screen when a message comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// 🎉
    Celebration,
}

impl Effect {
    /// Telegram's number of one that every bot may use.
    const fn id(self) -> &'static str {
        match self {
            Self::Celebration => "5046509860389126442",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Press {
    Action(Action),
    Copy(String),
    Link(String),
    Nothing,
}

impl Button {
    /// A button that calls back.
    #[must_use]
    pub fn action(label: impl Into<String>, tap: Action) -> Self {
        let style = style::of(&tap);
        Self { style, ..Self::new(&label.into(), Press::Action(tap)) }
    }

    /// A button that copies `text` (at most 256 characters) in the client.
    #[must_use]
    pub fn copy(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(&label.into(), Press::Copy(shorten(&text.into(), 256)))
    }

    /// A button that opens an address.
    #[must_use]
    pub fn link(label: impl Into<String>, url: impl Into<String>) -> Self {
        Self::new(&label.into(), Press::Link(url.into()))
    }

    /// A button that cannot be pressed, while what it says is under way; older apps show none.
    #[must_use]
    pub fn waiting(label: impl Into<String>) -> Self {
        Self::new(&label.into(), Press::Nothing)
    }

    fn new(label: &str, press: Press) -> Self {
        Self { label: shorten(label, LABEL_MAX_CHARS), press, style: None }
    }

    /// The signs that are seen of its label; what chooses the colours of one is none.
    fn width(&self) -> usize {
        self.label.chars().filter(|sign| *sign != '\u{fe0f}').count()
    }

    fn as_shown(&self, screen_id: ScreenId) -> ShownButton<'_> {
        let text = self.label.as_str();
        let style = self.style;
        let bare = ShownButton {
            text,
            style,
            callback_data: None,
            copy_text: None,
            url: None,
            disabled: None,
        };
        match &self.press {
            Press::Action(tap) => {
                ShownButton { callback_data: Some(tap.encode(screen_id)), ..bare }
            }
            Press::Copy(copied) => ShownButton { copy_text: Some(Copied { text: copied }), ..bare },
            Press::Link(url) => ShownButton { url: Some(url), ..bare },
            Press::Nothing => ShownButton { disabled: Some(Disabled {}), ..bare },
        }
    }
}

/// A view as the Bot API takes it.
#[derive(Serialize)]
struct Payload<'a> {
    chat_id: ChatId,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<&'a str>,
    parse_mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    link_preview_options: Option<NoPreview>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<Keyboard<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_parameters: Option<Below>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_effect_id: Option<&'static str>,
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
    inline_keyboard: Vec<Vec<ShownButton<'a>>>,
    /// Taken only of a new message.
    #[serde(skip_serializing_if = "Option::is_none")]
    force_reply: Option<bool>,
}

#[derive(Serialize)]
struct ShownButton<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<Style>,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_data: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copy_text: Option<Copied<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disabled: Option<Disabled>,
}

#[derive(Serialize)]
struct Disabled {}

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
        let (text, rows) = (text.into(), Vec::new());
        Self {
            text,
            rows,
            attachment: None,
            text_of: None,
            subject: None,
            is_protected: false,
            asks: false,
            effect: None,
            is_silent: false,
        }
    }

    /// A message whose text is rendered at the moment of sending.
    #[must_use]
    pub fn rendered(text_of: Reference) -> Self {
        Self { text_of: Some(text_of), ..Self::new("") }
    }

    /// The same below a picture or file.
    #[must_use]
    pub fn below(self, attachment: Attachment) -> Self {
        Self { attachment: Some(attachment), ..self }
    }

    /// The same, which clients are not to forward or save.
    #[must_use]
    pub fn protected(self) -> Self {
        Self { is_protected: true, ..self }
    }

    /// The same with something that moves over the screen.
    #[must_use]
    pub fn with(self, effect: Effect) -> Self {
        Self { effect: Some(effect), ..self }
    }

    /// The same, for which no phone rings.
    #[must_use]
    pub fn silent_if(self, is_silent: bool) -> Self {
        Self { is_silent, ..self }
    }

    /// The same about something that others may change later.
    #[must_use]
    pub fn about(self, subject: Subject) -> Self {
        Self { subject: Some(subject), ..self }
    }

    /// Adds a row of buttons; an empty one is left out, and what could not be read whole side by
    /// side stands one below the other.
    #[must_use]
    pub fn row(mut self, keys: impl IntoIterator<Item = Button>) -> Self {
        let row: Vec<Button> = keys.into_iter().collect();
        let longest = row.iter().map(Button::width).max().unwrap_or(0);
        let abreast = match longest {
            long if long > PAIR_MAX_CHARS => 1,
            long if long > MANY_MAX_CHARS => 2,
            _ => row.len().max(1),
        };
        self.rows.extend(row.chunks(abreast).map(<[Button]>::to_vec));
        self
    }

    /// The call that sends it, as this screen or as none.
    #[must_use]
    pub fn message(&self, chat_id: ChatId, screen_id: ScreenId) -> Outgoing {
        let method = match self.attachment.as_ref().map(|attachment| attachment.kind) {
            Some(FileKind::Photo) => Method::SendPhoto,
            Some(FileKind::Document) => Method::SendDocument,
            None => Method::SendMessage,
        };
        self.call(method, chat_id, screen_id)
    }

    /// The call that makes a screen show it.
    #[must_use]
    pub fn edit(&self, chat_id: ChatId, screen_id: ScreenId) -> Outgoing {
        let method = match &self.attachment {
            Some(_) => Method::EditMessageMedia,
            None => Method::EditMessageText,
        };
        self.call(method, chat_id, screen_id)
    }

    /// The call that makes a screen show it as a message of its own: its buttons work whatever the
    /// person is looking at, and what they lead to is shown below.
    #[must_use]
    pub fn edit_of_its_own(&self, chat_id: ChatId, screen_id: ScreenId) -> Outgoing {
        let edit = self.edit(chat_id, ScreenId::NONE);
        edit.on(screen_id, self.subject.map_or(Shows::Anything, Shows::Now))
    }

    /// The same as a new message.
    #[must_use]
    pub fn message_of_its_own(&self, chat_id: ChatId, screen_id: ScreenId) -> Outgoing {
        let message = self.message(chat_id, ScreenId::NONE);
        message.on(screen_id, self.subject.map_or(Shows::Anything, Shows::Now))
    }

    fn call(&self, method: Method, chat_id: ChatId, screen_id: ScreenId) -> Outgoing {
        let payload = self.written(chat_id, screen_id, (MessageId::NONE, !method.is_edit()));
        let body = match self.text_of {
            Some(text_of) => Body::Rendered { payload, text_of },
            None => Body::Ready(payload),
        };
        Outgoing::new(chat_id, Lane::Reply, method, body)
            .with(self.attachment.as_ref())
            .on(screen_id, self.subject.map_or(Shows::Anything, Shows::Now))
    }

    /// The parameters that `sendMessage` and `editMessageText` share, as JSON.
    #[must_use]
    pub fn payload(&self, chat_id: ChatId, screen_id: ScreenId) -> String {
        self.written(chat_id, screen_id, (MessageId::NONE, false))
    }

    /// The parameters of a `sendMessage` below another message of the chat; `reply_to` 0 is none.
    /// It is sent also when that message is gone.
    #[must_use]
    pub fn replying(&self, chat_id: ChatId, reply_to: MessageId) -> String {
        self.written(chat_id, ScreenId::NONE, (reply_to, true))
    }

    fn written(
        &self,
        chat_id: ChatId,
        screen_id: ScreenId,
        (reply_to, is_new): (MessageId, bool),
    ) -> String {
        let rows: Vec<Vec<ShownButton<'_>>> = self
            .rows
            .iter()
            .map(|row| row.iter().map(|key| key.as_shown(screen_id)).collect())
            .collect();
        let force_reply = (self.asks && is_new).then_some(true);
        let effect = self.effect.filter(|_| is_new);
        let below = Below { message_id: reply_to, allow_sending_without_reply: true };
        let has_caption = self.attachment.is_some();
        let text = fitting(&self.text, units_max(has_caption));
        let text = self.text_of.is_none().then_some(text.as_str());
        let payload = Payload {
            chat_id,
            text: text.filter(|_| !has_caption),
            caption: text.filter(|_| has_caption),
            parse_mode: "HTML",
            link_preview_options: (!has_caption).then_some(NoPreview { is_disabled: true }),
            // Alone it would be a keyboard of another kind, whose message cannot be edited.
            reply_markup: (!rows.is_empty())
                .then_some(Keyboard { inline_keyboard: rows, force_reply }),
            disable_notification: self.is_silent.then_some(true),
            protect_content: self.is_protected.then_some(true),
            reply_parameters: (reply_to.is_some()).then_some(below),
            // Groups have none.
            message_effect_id: effect.filter(|_| chat_id.get() > 0).map(Effect::id),
        };
        // Numbers and texts under fixed names cannot fail.
        serde_json::to_string(&payload).unwrap_or_default()
    }
}

/// How long an HTML text is for Telegram: in UTF-16 units, without its tags.
#[must_use]
pub fn units(html: &str) -> usize {
    let (mut units, mut is_tag, mut is_entity) = (0, false, false);
    for character in html.chars() {
        match character {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            _ if is_tag => {}
            ';' if is_entity => is_entity = false,
            '#' | 'a'..='z' | 'A'..='Z' | '0'..='9' if is_entity => {}
            other => {
                is_entity = other == '&';
                units += other.len_utf16();
            }
        }
    }
    units
}

/// The most that Telegram takes of a text, or of a caption.
#[must_use]
pub const fn units_max(is_caption: bool) -> usize {
    if is_caption { CAPTION_MAX } else { TEXT_MAX }
}

/// The text within Telegram's limit. Cut at a line, so that no tag is left open: every line of
/// ours closes its own tags.
fn fitting(html: &str, max: usize) -> String {
    let mut text = String::new();
    let mut long = 0;
    for line in html.split_inclusive('\n') {
        long += units(line);
        if long > max - 2 {
            text.push('…');
            break;
        }
        text.push_str(line);
    }
    text
}
