//! Numbers that are entered: within which limits, which are offered, and what they count. Must
//! never take a number that is read in two ways.

use super::FieldError;
use crate::domain::limits::Limits;
use crate::domain::number::parse_quantity;

/// What a number may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberRule {
    /// From here to there.
    pub limits: Limits,
    /// What is offered to be pressed; no more than a dozen.
    pub offered: &'static [i64],
    /// Whether nothing else is taken.
    pub is_closed: bool,
    /// What it counts.
    pub unit: Unit,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Whatever its field says.
    Pieces,
    /// Minutes.
    Minutes,
    /// Days.
    Days,
}

impl Unit {
    /// So many of it in minutes; `None` for what is no time.
    pub const fn minutes(self, count: i64) -> Option<i64> {
        match self {
            Self::Pieces => None,
            Self::Minutes => Some(count),
            Self::Days => Some(count.saturating_mul(24 * 60)),
        }
    }
}

impl NumberRule {
    /// A typed number in its kept form.
    pub(super) fn read(self, text: &str) -> Result<String, FieldError> {
        let read = number(text, self.limits)?;
        let is_offered = || self.offered.iter().any(|offered| offered.to_string() == read);
        if !self.is_closed || is_offered() { Ok(read) } else { Err(FieldError::Unfit) }
    }
}

/// A whole number within limits, in its kept form.
pub(super) fn number(text: &str, limits: Limits) -> Result<String, FieldError> {
    let number = match text.trim() {
        "0" => 0,
        text => parse_quantity(text).map_err(|_| FieldError::Unfit)?,
    };
    if limits.contain(number) { Ok(number.to_string()) } else { Err(FieldError::Unfit) }
}
