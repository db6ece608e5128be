//! What a customer enters for an order besides the link, as it is kept with quote and order.
//! Owns the versioned form, and what of it a type of service is billed for. It must never guess
//! at a form that it does not know.

use serde::{Deserialize, Serialize};

use super::catalog::ServiceType;
use super::pricing::Pricing;

const VERSION: u32 = 1;

/// The largest number of a poll's answer; no platform has so many.
pub const ANSWER_MAX: i64 = 100;

/// What was entered for one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inputs {
    /// How the service was ordered.
    pub kind: ServiceType,
    /// Pieces; lines for comments, 1 for a package.
    pub quantity: i64,
    /// The number of a poll's answer, from 1.
    pub answer: Option<i64>,
    /// The number of the list that holds the comments.
    pub comments: Option<i64>,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    v: u32,
    #[serde(rename = "type")]
    kind: String,
    quantity: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer_number: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comments: Option<i64>,
}

impl Inputs {
    /// The stored form.
    pub fn to_text(&self) -> String {
        let stored = Stored {
            v: VERSION,
            kind: self.kind.as_str().to_owned(),
            quantity: self.quantity,
            answer_number: self.answer,
            comments: self.comments,
        };
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Reads the stored form; `None` for another version or an unknown type.
    pub fn from_text(text: &str) -> Option<Inputs> {
        let stored: Stored = serde_json::from_str(text).ok()?;
        if stored.v != VERSION {
            return None;
        }
        Some(Inputs {
            kind: ServiceType::parse(&stored.kind)?,
            quantity: stored.quantity,
            answer: stored.answer_number,
            comments: stored.comments,
        })
    }
}

/// The quantity that an order is billed for (api-v2, 1.4 and 1.5): 1 for a package at a flat
/// price; where a provider bills packages per 1000, the service's own smallest quantity; the
/// quantity for everything else, which for comments is their lines.
pub fn billed_quantity(kind: ServiceType, pricing: Pricing, min: i64, quantity: i64) -> i64 {
    match (kind.is_package(), pricing) {
        (true, Pricing::Flat) => 1,
        (true, Pricing::PerThousand) => min.max(1),
        (false, _) => quantity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_survive_and_another_version_is_refused() {
        let inputs =
            Inputs { kind: ServiceType::Poll, quantity: 100, answer: Some(3), comments: None };
        let text = inputs.to_text();
        assert_eq!(text, r#"{"v":1,"type":"poll","quantity":100,"answer_number":3}"#);
        assert_eq!(Inputs::from_text(&text), Some(inputs));
        assert_eq!(Inputs::from_text(&text.replace("\"v\":1", "\"v\":2")), None);
        assert_eq!(Inputs::from_text(&text.replace("poll", "pool")), None);
    }

    #[test]
    fn what_was_stored_before_other_types_were_sold_is_read() {
        let old = r#"{"quantity":50,"type":"default","v":1}"#;
        let read = Inputs::from_text(old).unwrap();
        assert_eq!((read.kind, read.quantity), (ServiceType::Default, 50));
        assert_eq!((read.answer, read.comments), (None, None));
    }

    #[test]
    fn packages_are_billed_once_or_for_their_smallest_quantity() {
        let package = ServiceType::Package;
        assert_eq!(billed_quantity(package, Pricing::Flat, 1_000, 1), 1);
        assert_eq!(billed_quantity(package, Pricing::PerThousand, 1_000, 1), 1_000);
        assert_eq!(billed_quantity(package, Pricing::PerThousand, 0, 1), 1);
        let comments = ServiceType::CustomCommentsPackage;
        assert_eq!(billed_quantity(comments, Pricing::Flat, 1, 12), 1);
        let lines = ServiceType::CustomComments;
        assert_eq!(billed_quantity(lines, Pricing::PerThousand, 5, 12), 12);
    }
}
