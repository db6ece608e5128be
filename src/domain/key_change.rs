//! A change of `MASTER_KEY`: what a database remembers of its key, which keys may go on from there,
//! and what becomes of each sealed text. Must never lose a text: one that neither key opens stays
//! as it is.

use std::fmt;
use std::sync::Arc;

use secrecy::ExposeSecret;

use super::sealed::{Fingerprint, MasterKey, NONCE_BYTES, Place};

/// Stands between the two keys of a change; no fingerprint has it.
const TO: char = '>';

/// What a database remembers of its key. While the key is being changed this is no key's
/// fingerprint, so that no program takes either of the two for the one that opens everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyStamp {
    /// Everything is sealed with this key.
    Settled(Fingerprint),
    /// A part is sealed with one key and a part with the other.
    Changing {
        /// The former key.
        from: Fingerprint,
        /// The new one.
        to: Fingerprint,
    },
}

impl KeyStamp {
    /// Reads one as it was stored.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text.split_once(TO) {
            Some((from, to)) => {
                Self::Changing { from: Fingerprint::stored(from), to: Fingerprint::stored(to) }
            }
            None => Self::Settled(Fingerprint::stored(text)),
        }
    }
}

impl fmt::Display for KeyStamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Settled(key) => write!(formatter, "{key}"),
            Self::Changing { from, to } => write!(formatter, "{from}{TO}{to}"),
        }
    }
}

/// Why a change of the key cannot go on with these settings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongKey {
    /// Nothing says what is to be sealed with.
    #[error("MASTER_KEY: the new key is required and not set")]
    NoNew,
    /// Nothing says what is to be opened with.
    #[error("MASTER_KEY_OLD: the key until now is required and not set")]
    NoOld,
    /// There is only one key.
    #[error("MASTER_KEY_OLD: is the same key as MASTER_KEY")]
    Same,
    /// What is sealed opens with another key.
    #[error("MASTER_KEY_OLD: its fingerprint is {given}, the key until now has {found}")]
    OtherOld {
        /// That of what is sealed.
        found: Fingerprint,
        /// That of the setting.
        given: Fingerprint,
    },
    /// A part is sealed with a third key already.
    #[error(
        "MASTER_KEY: its fingerprint is {given}, but the change that is under way is to {found}, \
         and has to end first"
    )]
    OtherNew {
        /// That of the change.
        found: Fingerprint,
        /// That of the setting.
        given: Fingerprint,
    },
}

/// How far the change is.
#[derive(Debug)]
pub enum Standing {
    /// There never was a key.
    NothingSealed,
    /// Nothing of this change is done.
    New(KeyChange),
    /// It was begun and did not end.
    Begun(KeyChange),
    /// It has ended; with the former key it can be looked whether that still opens anything.
    Ended(Option<KeyChange>),
}

/// What a database remembers, held against the settings.
///
/// # Errors
/// [`WrongKey`], before anything is changed.
pub fn standing(
    stamp: Option<&KeyStamp>,
    new: Option<Arc<MasterKey>>,
    old: Option<Arc<MasterKey>>,
) -> Result<Standing, WrongKey> {
    let Some(stamp) = stamp else { return Ok(Standing::NothingSealed) };
    let new = new.ok_or(WrongKey::NoNew)?;
    let Some(old) = old else {
        let is_new = *stamp == KeyStamp::Settled(new.fingerprint());
        return if is_new { Ok(Standing::Ended(None)) } else { Err(WrongKey::NoOld) };
    };
    let change = KeyChange { from: old.fingerprint(), to: new.fingerprint(), old, new };
    let other_old = |found: &Fingerprint| {
        Err(WrongKey::OtherOld { found: found.clone(), given: change.from.clone() })
    };
    match stamp {
        _ if change.from == change.to => Err(WrongKey::Same),
        KeyStamp::Settled(found) if *found == change.to => Ok(Standing::Ended(Some(change))),
        KeyStamp::Settled(found) if *found != change.from => other_old(found),
        KeyStamp::Settled(_) => Ok(Standing::New(change)),
        KeyStamp::Changing { to, .. } if *to != change.to => {
            Err(WrongKey::OtherNew { found: to.clone(), given: change.to })
        }
        KeyStamp::Changing { from, .. } if *from != change.from => other_old(from),
        KeyStamp::Changing { .. } => Ok(Standing::Begun(change)),
    }
}

/// The two keys of a change.
#[derive(Debug)]
pub struct KeyChange {
    old: Arc<MasterKey>,
    new: Arc<MasterKey>,
    from: Fingerprint,
    to: Fingerprint,
}

/// What becomes of a sealed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is replaced by this one, which the new key opens.
    SealedAnew(String),
    /// The new key opens it already.
    Done,
    /// Neither key opens it: it was spoiled or moved before, and stays.
    Unreadable,
}

impl KeyChange {
    /// What the database remembers before it.
    #[must_use]
    pub fn before(&self) -> KeyStamp {
        KeyStamp::Settled(self.from.clone())
    }

    /// What the database remembers as long as it lasts.
    #[must_use]
    pub fn under_way(&self) -> KeyStamp {
        KeyStamp::Changing { from: self.from.clone(), to: self.to.clone() }
    }

    /// What the database remembers after it.
    #[must_use]
    pub fn after(&self) -> KeyStamp {
        KeyStamp::Settled(self.to.clone())
    }

    /// What becomes of a text. The nonce must be drawn at random for each text.
    #[must_use]
    pub fn fate(&self, place: Place<'_>, sealed: &str, nonce: [u8; NONCE_BYTES]) -> Fate {
        let Ok(text) = self.old.open(place, sealed) else {
            let is_done = self.new.open(place, sealed).is_ok();
            return if is_done { Fate::Done } else { Fate::Unreadable };
        };
        let anew = self.new.seal(place, text.expose_secret(), nonce);
        anew.map_or(Fate::Unreadable, Fate::SealedAnew)
    }
}

#[cfg(test)]
#[path = "key_change_tests.rs"]
mod tests;
