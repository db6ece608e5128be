//! What an Upmobile account wants differently, as its owner says it in one JSON object.
//!
//! Must never guess at a value that it does not know, nor show one.

use crate::providers::OptionsError;
use crate::providers::wire;

/// See the module.
#[derive(Debug, Clone, Default)]
pub struct Options {}

impl Options {
    /// Reads the one JSON object.
    ///
    /// # Errors
    /// Names what is wrong, without its value.
    pub fn parse(text: &str) -> Result<Self, OptionsError> {
        match wire::object(text) {
            Some(members) if members.iter().next().is_none() => Ok(Self {}),
            Some(_) => Err(OptionsError::of("no option is known for this kind of provider")),
            None => Err(OptionsError::of("must be one JSON object")),
        }
    }
}
