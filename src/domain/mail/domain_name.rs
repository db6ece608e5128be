//! Which names can be somebody's mail domain.
//!
//! One spelling of each: lower-case ASCII without a dot at the end. A capital letter is made small,
//! since phones begin words with one; anything else is refused and not mended. Names in other
//! scripts are refused in both spellings (`xn--` too): what is shown before an order must be what
//! the person recognises, and no name may look like another one.

use std::fmt;
use std::str::FromStr;

use strum::{EnumIter, IntoStaticStr};

/// The longest name, in bytes: with what stands before the @ it fits into an address.
const NAME_MAX: usize = 220;
/// The longest part between dots.
const LABEL_MAX: usize = 63;
/// Endings that lead nowhere in public.
const LOCAL_ENDINGS: [&str; 9] = [
    "localhost",
    "local",
    "internal",
    "home.arpa",
    "localdomain",
    "lan",
    "arpa",
    "onion",
    "invalid",
];

/// Why a typed text is no domain that can be tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case", const_into_str)]
pub enum DomainProblem {
    /// An e-mail address.
    Address,
    /// Other letters than those of a plain domain, or no domain at all.
    Unfit,
    /// A name in another script, in whichever spelling.
    Script,
    /// A number of a machine.
    Number,
    /// A name without a dot, or one that leads nowhere in public.
    Local,
    /// Everybody may have names under it.
    Public,
    /// Longer than a domain can be.
    TooLong,
}

/// A name that can be a mail domain. It says nothing about whose it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MailDomain(String);

impl MailDomain {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(text: &str) -> Result<Self, DomainProblem> {
        let text = text.trim();
        if text.contains(['@', '＠']) {
            return Err(DomainProblem::Address);
        }
        if text.len() > NAME_MAX {
            return Err(DomainProblem::TooLong);
        }
        let is_script = |letter: char| !letter.is_ascii() && letter.is_alphabetic();
        if text.contains(is_script) {
            return Err(DomainProblem::Script);
        }
        let name = text.to_ascii_lowercase();
        check_labels(&name)?;
        check_ending(&name)?;
        Ok(Self(name))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part of it that somebody has registered: what one owner has is counted together.
    #[must_use]
    pub fn registrable(&self) -> &str {
        psl2::lookup(&self.0).and_then(|name| name.registrable_domain()).unwrap_or(&self.0)
    }

    /// Whether a name is this domain or lies inside of it.
    #[must_use]
    pub fn holds(&self, name: &str) -> bool {
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        name.strip_suffix(&self.0).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

fn check_labels(name: &str) -> Result<(), DomainProblem> {
    let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_label = |label: &str| {
        (1..=LABEL_MAX).contains(&label.len())
            && label.bytes().all(is_allowed)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if name.parse::<std::net::IpAddr>().is_ok() {
        return Err(DomainProblem::Number);
    }
    if !name.split('.').all(is_label) {
        return Err(DomainProblem::Unfit);
    }
    // Hyphens in these places are kept for other spellings of names.
    if name.split('.').any(|label| label.get(2..4) == Some("--")) {
        return Err(DomainProblem::Script);
    }
    Ok(())
}

fn check_ending(name: &str) -> Result<(), DomainProblem> {
    let last = name.rsplit('.').next().unwrap_or(name);
    if last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x") {
        return Err(DomainProblem::Number);
    }
    let is_local = |ending: &&str| {
        name.strip_suffix(*ending).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    if !name.contains('.') || LOCAL_ENDINGS.iter().any(is_local) {
        return Err(DomainProblem::Local);
    }
    match psl2::lookup(name) {
        // An ending that nobody has listed belongs to no registry.
        Some(known) if !known.is_known() => Err(DomainProblem::Local),
        Some(known) if known.is_public_suffix() => Err(DomainProblem::Public),
        Some(_) => Ok(()),
        None => Err(DomainProblem::Unfit),
    }
}

impl fmt::Display for MailDomain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for MailDomain {
    type Err = DomainProblem;

    /// Reads a kept one, which is spelled as it was read.
    fn from_str(text: &str) -> Result<Self, DomainProblem> {
        Self::read(text).and_then(|domain| {
            if domain.as_str() == text { Ok(domain) } else { Err(DomainProblem::Unfit) }
        })
    }
}
