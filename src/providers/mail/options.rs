//! What a mail provider wants differently, as its owner says it in one JSON object: words for
//! states that no document lists, and the price of 1,000 mails.
//!
//! Must never guess at a value that it does not know, nor show one. There is none that has to do
//! with the proof of a domain.

use rust_decimal::Decimal;

use crate::providers::OptionsError;
use crate::providers::options::read_statuses;
use crate::providers::vocabulary::Vocabulary;
use crate::providers::wire::{self, Members};

const MEMBERS: [&str; 2] = ["statuses", "rate"];
/// The highest price of 1,000 mails.
const RATE_MAX: i64 = 1_000;

/// See the module.
#[derive(Debug, Clone)]
pub struct Options {
    /// The provider's words for states.
    pub statuses: Vocabulary,
    /// The price of 1,000 mails in the provider's currency, above 0.
    pub rate: Decimal,
}

impl Default for Options {
    fn default() -> Self {
        Self { statuses: Vocabulary::default(), rate: Decimal::ONE }
    }
}

impl Options {
    /// Reads the one JSON object.
    ///
    /// # Errors
    /// Names what is wrong, without its value.
    pub fn parse(text: &str) -> Result<Self, OptionsError> {
        let members =
            wire::object(text).ok_or_else(|| OptionsError::of("must be one JSON object"))?;
        for (name, _) in members.iter() {
            if !MEMBERS.contains(&name) {
                let known = MEMBERS.join(", ");
                let problem = format!("has an unknown member; the known ones are {known}");
                return Err(OptionsError::of(problem));
            }
            if members.repeats(name) {
                return Err(OptionsError::of(format!("{name} is there twice")));
            }
        }
        Ok(Self { statuses: read_statuses(&members)?, rate: rate(&members)? })
    }
}

fn rate(members: &Members<'_>) -> Result<Decimal, OptionsError> {
    let Some(raw) = members.get("rate") else { return Ok(Decimal::ONE) };
    wire::number(raw)
        .filter(|rate| *rate > Decimal::ZERO && *rate <= Decimal::from(RATE_MAX))
        .ok_or_else(|| OptionsError::of("rate must be a number above 0, up to 1000"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::order::StatusWord;

    #[test]
    fn both_options_are_read_and_nothing_else() {
        let plain = Options::parse("{}").unwrap();
        assert_eq!(plain.rate, Decimal::ONE);
        let own = Options::parse(r#"{"rate":"1.25","statuses":{"Finished":"completed"}}"#).unwrap();
        assert_eq!(own.rate, Decimal::new(125, 2));
        assert_eq!(own.statuses.status("finished"), StatusWord::Completed);
        for (text, part) in [
            ("[]", "one JSON object"),
            (r#"{"consent":false}"#, "unknown member"),
            (r#"{"domains":["example.com"]}"#, "unknown member"),
            (r#"{"rate":0}"#, "rate"),
            (r#"{"rate":-1}"#, "rate"),
            (r#"{"rate":1001}"#, "rate"),
            (r#"{"rate":1,"rate":2}"#, "twice"),
            (r#"{"statuses":{"done":"nonsense"}}"#, "statuses"),
        ] {
            let problem = Options::parse(text).unwrap_err().to_string();
            assert!(problem.contains(part), "{text}: {problem}");
        }
    }
}
