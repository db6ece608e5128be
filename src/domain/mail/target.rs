//! The one address that an order writes to. It is drawn by the shop for each order; no text of a
//! person becomes a part of it but the domain.

use std::fmt;

use super::MailDomain;

/// What stands before the random letters.
const PREFIX: &str = "load-";
/// How many hexadecimal digits are random.
const DIGITS: usize = 20;

/// `load-<random>@<domain>`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MailTarget {
    mark: String,
    domain: MailDomain,
}

impl MailTarget {
    /// An address inside a domain; `random` makes it unlike every other one.
    #[must_use]
    pub fn draw(domain: MailDomain, random: u128) -> Self {
        let digits: String = format!("{random:032x}").chars().take(DIGITS).collect();
        Self { mark: format!("{PREFIX}{digits}"), domain }
    }

    /// Reads a kept one; `None` for anything that was not drawn so.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (mark, domain) = text.split_once('@')?;
        let digits = mark.strip_prefix(PREFIX)?;
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_drawn = digits.len() == DIGITS && digits.bytes().all(is_digit);
        let domain = domain.parse().ok()?;
        is_drawn.then(|| Self { mark: mark.to_owned(), domain })
    }

    /// The domain whose mail it is.
    #[must_use]
    pub fn domain(&self) -> &MailDomain {
        &self.domain
    }
}

impl fmt::Display for MailTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.mark, self.domain)
    }
}
