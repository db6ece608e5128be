//! What of a domain's consent is missing, by the names under which it is stored and its words are
//! found. The names never change.

use strum::{EnumIter, EnumString, IntoStaticStr};

/// The longest name or number that stands beside a problem, in bytes.
const ABOUT_MAX: usize = 255;

/// Why there is no proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(const_into_str)]
pub enum ConsentProblem {
    /// The registry knows no such domain.
    #[strum(serialize = "consent_no_domain")]
    NoDomain,
    /// No record of ours at the name.
    #[strum(serialize = "consent_no_record")]
    NoRecord,
    /// A record of ours with another token.
    #[strum(serialize = "consent_other_token")]
    OtherToken,
    /// The name stands for another one.
    #[strum(serialize = "consent_alias")]
    Alias,
    /// Any other name beside it gets the same answers.
    #[strum(serialize = "consent_wildcard")]
    Wildcard,
    /// The name takes no mail by itself.
    #[strum(serialize = "consent_no_mx")]
    NoMx,
    /// The name says that it takes no mail.
    #[strum(serialize = "consent_null_mx")]
    NullMx,
    /// What takes its mail is no proper name, or too many.
    #[strum(serialize = "consent_unfit_mx")]
    UnfitMx,
    /// What takes its mail has no public address.
    #[strum(serialize = "consent_no_mx_address")]
    NoMxAddress,
    /// The address of what takes its mail has no name.
    #[strum(serialize = "consent_no_reverse")]
    NoReverse,
    /// The address of what takes its mail has a name outside the domain.
    #[strum(serialize = "consent_foreign_mx")]
    ForeignMx,
    /// That name does not lead back to the address.
    #[strum(serialize = "consent_unconfirmed")]
    Unconfirmed,
    /// A name server did not answer.
    #[strum(serialize = "consent_no_answer")]
    NoAnswer,
    /// A name server answered with an error, or knows nothing of the domain.
    #[strum(serialize = "consent_server_error")]
    ServerError,
    /// Its name servers do not say the same.
    #[strum(serialize = "consent_servers_disagree")]
    ServersDisagree,
    /// The token is too old.
    #[strum(serialize = "consent_expired")]
    Expired,
    /// Another order of the domain is open.
    #[strum(serialize = "consent_order_open")]
    OrderOpen,
    /// The domain has got its mails of the day.
    #[strum(serialize = "consent_day_full")]
    DayFull,
    /// The proof could not be used in time.
    #[strum(serialize = "consent_stale")]
    Stale,
}

/// What is missing, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What.
    pub problem: ConsentProblem,
    /// The name or number it is about, printable ASCII; empty for the domain itself.
    pub about: String,
}

impl Missing {
    /// A problem with something else than the domain itself.
    #[must_use]
    pub fn at(problem: ConsentProblem, about: impl ToString) -> Self {
        let about = about.to_string();
        let is_plain = |letter: &char| letter.is_ascii_graphic();
        let about = about.chars().filter(is_plain).take(ABOUT_MAX).collect();
        Self { problem, about }
    }
}

impl From<ConsentProblem> for Missing {
    fn from(problem: ConsentProblem) -> Self {
        Self { problem, about: String::new() }
    }
}
