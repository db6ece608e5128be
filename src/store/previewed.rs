//! An [`Offer`] at the price that its provider has told for one order. No SQL.

use rust_decimal::Decimal;

use super::catalog::{Dearest, Offer};

impl Offer {
    /// The same at the price that its provider has told for one order.
    #[must_use]
    pub fn at_preview(self, total: Decimal) -> Offer {
        let dearest = Dearest { rate: total, ..self.dearest };
        Offer { rate: total, dearest, ..self }
    }
}
