//! What a call says that is not in its row: a picture or file is named by what draws it, a text
//! that must not lie about by what it is rendered from. Both are made at the moment of sending.
//! Must never hold the thing itself; what is stored by an older version stays readable.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{
    ConsentId, DepositRequestId, OrderId, PersonId, PreviewId, ProviderDraftId,
};

/// As what a drawing arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A picture in the chat, which Telegram may compress.
    Photo,
    /// A file as it is.
    Document,
}

/// What draws a picture or file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawing {
    /// The QR code of a text.
    Qr {
        /// What a camera reads.
        text: String,
    },
    /// A file with a text that must not lie about.
    Text {
        /// What the text is rendered from.
        text_of: Reference,
    },
}

/// A picture or file of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// As what it arrives.
    #[serde(rename = "as")]
    pub kind: FileKind,
    /// What draws it.
    #[serde(rename = "draw")]
    pub drawing: Drawing,
}

/// What a text is rendered from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "render", rename_all = "snake_case")]
pub enum Reference {
    /// What was entered for an order: link, quantity, lists.
    Entered {
        /// The order.
        order_id: OrderId,
    },
    /// What was delivered of an order.
    Goods {
        /// The order.
        order_id: OrderId,
        /// Who reads it: whoever wrote the row has made sure that they may.
        reader: PersonId,
    },
    /// A person's statement as a table, for themselves.
    Statement {
        /// Whose it is.
        reader: PersonId,
    },
}

/// What a call says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// JSON of the parameters.
    Ready(String),
    /// JSON of the parameters without the text.
    Rendered {
        /// The rest.
        payload: String,
        /// What the text is rendered from.
        text_of: Reference,
    },
}

impl From<String> for Body {
    fn from(payload: String) -> Self {
        Self::Ready(payload)
    }
}

/// What a screen shows, where somebody else than its owner may change it: whoever follows it names
/// it so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The card of an order.
    Order(OrderId),
    /// The card of a request for a deposit.
    Deposit(DepositRequestId),
    /// A provider that is being added.
    NewProvider(ProviderDraftId),
    /// The price of a top-up.
    Preview(PreviewId),
    /// The consent of a mail domain.
    Consent(ConsentId),
}

impl Subject {
    /// Its stored form.
    #[must_use]
    pub fn to_text(self) -> String {
        match self {
            Self::Order(order_id) => format!("order:{order_id}"),
            Self::Deposit(request_id) => format!("deposit:{request_id}"),
            Self::NewProvider(draft_id) => format!("provider:{draft_id}"),
            Self::Preview(preview_id) => format!("preview:{preview_id}"),
            Self::Consent(consent_id) => format!("consent:{consent_id}"),
        }
    }
}

/// What a call does to its screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shows {
    /// Something that only its owner changes.
    #[default]
    Anything,
    /// From now on this.
    Now(Subject),
    /// It shows this already, and the call is made only as long as it does.
    Still(Subject),
}

/// Writes a part down; enums and texts under fixed names cannot fail.
pub(super) fn to_text<T: Serialize>(part: Option<&T>) -> String {
    part.and_then(|part| serde_json::to_string(part).ok()).unwrap_or_default()
}
