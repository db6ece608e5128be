//! What a provider of the settings is: its kind, with what only that kind is told. Must never
//! show a key.

use secrecy::SecretString;

use super::{MailOptions, Options, UpmobileOptions};
use crate::domain::provider::ProviderKind;

/// An upstream system as the settings describe it, beside its name, address and currency.
#[derive(Debug, Clone)]
pub enum System {
    /// A panel with an "API v2".
    Panel {
        /// The API key.
        key: SecretString,
        /// What this panel wants differently.
        options: Box<Options>,
    },
    /// Top-ups of phones and games.
    Upmobile {
        /// The token of its API.
        key: SecretString,
        /// What the document leaves open.
        options: Box<UpmobileOptions>,
    },
    /// A JSON mail API, whose key is part of its address.
    Mail {
        /// What the document leaves open.
        options: Box<MailOptions>,
    },
}

impl System {
    /// Which client it needs.
    #[must_use]
    pub const fn kind(&self) -> ProviderKind {
        match self {
            Self::Panel { .. } => ProviderKind::Panel,
            Self::Upmobile { .. } => ProviderKind::Upmobile,
            Self::Mail { .. } => ProviderKind::Mail,
        }
    }
}
