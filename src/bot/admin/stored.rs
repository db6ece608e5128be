//! The text in which an act waits behind its buttons. What was written by an earlier version of the
//! shop stays readable, so a name never changes.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

use crate::notifications::cards::TopUpGrant;

/// The version of the form; an act of another version is an old button.
const VERSION: u32 = 1;

/// An act that can wait.
pub trait StoredAct: Serialize + DeserializeOwned {
    /// The name it is stored under.
    const NAME: &'static str;

    /// Whether this version still runs what was written.
    fn is_current(&self) -> bool {
        true
    }
}

/// Its button is on a message that the flow writes, see `admin/top_up`.
impl StoredAct for TopUpGrant {
    const NAME: &'static str = "TopUp";
}

#[derive(Serialize, Deserialize)]
struct Stored {
    v: u32,
    /// Its name and what it holds, as text: so the map is the same for all acts, and its code too.
    act: BTreeMap<String, Box<RawValue>>,
}

/// The stored form of an act.
#[must_use]
pub fn to_text<A: StoredAct>(act: &A) -> String {
    to_raw_value(act).map(|act| named(A::NAME, act)).unwrap_or_default()
}

fn named(name: &str, act: Box<RawValue>) -> String {
    let mut stored = Stored { v: VERSION, act: BTreeMap::new() };
    stored.act.insert(name.to_owned(), act);
    serde_json::to_string(&stored).unwrap_or_default()
}

/// The name of a stored act and what is to be read by [`of`]; `None` for another version.
#[must_use]
pub fn from_text(text: &str) -> Option<(String, Value)> {
    let read: Stored = serde_json::from_str(text).ok()?;
    let (name, act) = read.act.into_iter().next().filter(|_| read.v == VERSION)?;
    Some((name, serde_json::from_str(act.get()).ok()?))
}

/// The act itself.
#[must_use]
pub fn of<A: StoredAct>(value: Value) -> Option<A> {
    serde_json::from_value(value).ok().filter(A::is_current)
}
