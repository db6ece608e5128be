//! One service of the panel, and how `services` answers it.
//!
//! Owns the forms of the documented example: numbers as texts, flags as booleans. Must never know
//! what is sold: that is the catalog's.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::orders::Billing;

/// One service of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceRow {
    /// The number that `add` names.
    pub id: i64,
    /// As real panels write it.
    pub name: String,
    /// The heading it stands under.
    pub category: String,
    /// The label of its type, such as `Default` or `Custom Comments`.
    pub kind: String,
    /// Price per 1000, for packages the whole price, in the panel's currency.
    pub rate: Decimal,
    /// Smallest quantity.
    pub min: i64,
    /// Largest quantity.
    pub max: i64,
    /// Whether `refill` is taken.
    pub refill: bool,
    /// Whether `cancel` is taken.
    pub cancel: bool,
    /// Whether `runs` and `interval` are taken.
    pub dripfeed: bool,
    /// Shown to buyers.
    pub description: String,
    /// Shown to buyers.
    pub average_time: String,
}

impl ServiceRow {
    /// What the rate means for this type.
    #[must_use]
    pub fn billing(&self) -> Billing {
        if self.kind.ends_with("Package") { Billing::Flat } else { Billing::PerThousand }
    }

    /// The row as `services` answers it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({
            "service": self.id,
            "name": self.name,
            "type": self.kind,
            "category": self.category,
            "rate": self.rate.to_string(),
            "min": self.min.to_string(),
            "max": self.max.to_string(),
            "refill": self.refill,
            "cancel": self.cancel,
            "dripfeed": self.dripfeed,
            "description": self.description,
            "average_time": self.average_time,
        })
    }
}
