//! The methods of the Bot API that wait in the outbox. Must never rename one: rows keep the name.

/// A method of the Bot API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// A text.
    SendMessage,
    /// A picture with a caption.
    SendPhoto,
    /// A file with a caption.
    SendDocument,
    /// An invoice.
    SendInvoice,
    /// Another text for a message.
    EditMessageText,
    /// Another picture or file, and caption, for a message.
    EditMessageMedia,
    /// Another caption for a message.
    EditMessageCaption,
    /// Other buttons for a message.
    EditMessageReplyMarkup,
    /// A message taken out of its chat.
    DeleteMessage,
    /// The command menu of a chat.
    SetMyCommands,
    /// A name that this version does not know: the row is set aside for a human.
    Unknown,
}

impl Method {
    /// Every method that can be called.
    pub const ALL: [Self; 10] = [
        Self::SendMessage,
        Self::SendPhoto,
        Self::SendDocument,
        Self::SendInvoice,
        Self::EditMessageText,
        Self::EditMessageMedia,
        Self::EditMessageCaption,
        Self::EditMessageReplyMarkup,
        Self::DeleteMessage,
        Self::SetMyCommands,
    ];

    /// Its name in the Bot API and in rows.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SendMessage => "sendMessage",
            Self::SendPhoto => "sendPhoto",
            Self::SendDocument => "sendDocument",
            Self::SendInvoice => "sendInvoice",
            Self::EditMessageText => "editMessageText",
            Self::EditMessageMedia => "editMessageMedia",
            Self::EditMessageCaption => "editMessageCaption",
            Self::EditMessageReplyMarkup => "editMessageReplyMarkup",
            Self::DeleteMessage => "deleteMessage",
            Self::SetMyCommands => "setMyCommands",
            Self::Unknown => "",
        }
    }

    /// Whether it changes a message that is there.
    #[must_use]
    pub const fn is_edit(self) -> bool {
        self.is_view() || matches!(self, Self::EditMessageReplyMarkup)
    }

    /// Whether it changes what a message shows, so that a newer one makes it pointless.
    #[must_use]
    pub const fn is_view(self) -> bool {
        matches!(self, Self::EditMessageText | Self::EditMessageMedia | Self::EditMessageCaption)
    }

    /// Whether what is written goes below a picture or file.
    #[must_use]
    pub const fn has_caption(self) -> bool {
        matches!(
            self,
            Self::SendPhoto
                | Self::SendDocument
                | Self::EditMessageMedia
                | Self::EditMessageCaption
        )
    }
}

impl From<String> for Method {
    fn from(name: String) -> Self {
        let known = Self::ALL.into_iter().find(|method| method.as_str() == name);
        known.unwrap_or(Self::Unknown)
    }
}
