//! Tests of a customer's own mail domain: which names can be one, the proof that is asked for, the
//! address that is written to, and how much. Pure rules. Must never make an address of anything
//! that a person typed but the domain: what stands before the @ is drawn here.

mod dns_world;
mod domain_name;
mod missing;
mod target;

use std::fmt;

pub use dns_world::{DnsStage, DnsWorld};
pub use domain_name::{DomainProblem, MailDomain};
pub use missing::{ConsentProblem, Missing};
pub use target::MailTarget;

/// The fewest mails of an order.
pub const MAILS_MIN: i64 = 500;
/// The most mails of an order, whatever a provider takes.
pub const MAILS_MAX: i64 = 1_000;
/// The most mails that one domain gets in 24 hours, from everybody together.
pub const MAILS_A_DAY: i64 = 5_000;
/// How long a token is good for after its issue, milliseconds.
pub const TOKEN_LIFETIME_MS: i64 = 30 * 86_400_000;
/// Checks of one person within an hour.
pub const CHECKS_AN_HOUR: i64 = 10;
/// Domains of one person whose tokens have not expired.
pub const DOMAINS_MAX: i64 = 10;
/// What stands before the token in the record.
pub const RECORD_PREFIX: &str = "storefront-load-test-consent=";

/// What a customer has to put into the DNS of a domain: 128 random bits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentToken(String);

impl ConsentToken {
    /// The token of these bits.
    #[must_use]
    pub fn of(bits: u128) -> Self {
        Self(format!("{bits:032x}"))
    }

    /// Reads a kept one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (text.len() == 32 && text.bytes().all(is_digit)).then(|| Self(text.to_owned()))
    }

    /// Its digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The whole text of the record.
    #[must_use]
    pub fn record(&self) -> String {
        format!("{RECORD_PREFIX}{self}")
    }
}

impl fmt::Display for ConsentToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How many more mails may go to a domain that has got so many in the last 24 hours.
#[must_use]
pub const fn left_of_the_day(sent: i64) -> i64 {
    let left = MAILS_A_DAY.saturating_sub(sent);
    if left > 0 { left } else { 0 }
}

#[cfg(test)]
#[path = "mail/mail_tests.rs"]
mod tests;
