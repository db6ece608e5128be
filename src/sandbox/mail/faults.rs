//! How the API can misbehave, and for which calls.

/// What happens to a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailFault {
    /// Done and answered.
    None,
    /// Nothing is done, and nobody answers.
    SilentBefore,
    /// It is done, and nobody answers.
    SilentAfter,
    /// It is not done; the connection is cut.
    CutBefore,
    /// It is done; the connection is cut.
    CutAfter,
    /// Not done, a page with 500.
    Page500Before,
    /// Done, a page with 500.
    Page500After,
    /// Done, and a web page with 200.
    PageAfter,
    /// Not done, and this text as the answer, with this status.
    Says(u16, String),
    /// Done, and this text as the answer, with this status.
    SaysAfter(u16, String),
    /// The address is not the account's any more.
    WrongKey,
    /// A list grows by one row with each page that is asked for.
    GrowingList,
    /// Whatever page is asked for, the last one comes.
    AlwaysLastPage,
}

/// A fault of some calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailRule {
    /// The action; empty for every one.
    pub action: String,
    /// What happens.
    pub fault: MailFault,
    /// How many calls it is for; `None` for all.
    pub times: Option<usize>,
}

impl MailRule {
    /// A fault of the next call of an action.
    #[must_use]
    pub fn once(action: &str, fault: MailFault) -> Self {
        Self { action: action.to_owned(), fault, times: Some(1) }
    }

    /// A fault of every call of an action; of every call for an empty one.
    #[must_use]
    pub fn always(action: &str, fault: MailFault) -> Self {
        Self { action: action.to_owned(), fault, times: None }
    }
}
