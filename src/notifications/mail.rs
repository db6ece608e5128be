//! The consent of a mail domain as its customer sees it.

use crate::domain::ids::ConsentId;
use crate::domain::mail::{MailDomain, Missing};

/// How far a consent is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConsentState {
    /// Nobody has looked.
    Unchecked,
    /// A check waits or is under way.
    Checking,
    /// The last check has missed this.
    Missing(Missing),
    /// Everything was found.
    Proved,
}

/// What has to be put where, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentCard {
    /// Its number.
    pub consent_id: ConsentId,
    /// The name of the record.
    pub domain: MailDomain,
    /// Its text.
    pub record: String,
    /// Until when it is good, unix milliseconds.
    pub expires_ms: i64,
    /// How far it is.
    pub state: ConsentState,
}
