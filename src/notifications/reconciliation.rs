//! What those who run the shop are told when the books and what others say of our money differ.

use rust_decimal::Decimal;

use super::notice::Notice;
use crate::domain::deposit::Gateway;
use crate::domain::ids::{DepositId, OrderId};

/// So many of a list are named.
pub const NAMED_MAX: usize = 20;

/// Some of a list, newest first, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<T> {
    /// At most [`NAMED_MAX`].
    pub first: Vec<T>,
    /// How many there are in all.
    pub count: i64,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self { first: Vec::new(), count: 0 }
    }
}

impl<T> Named<T> {
    /// Adds one that is newer than those that are there; the oldest gives way.
    pub fn add(&mut self, newer: T) {
        self.first.insert(0, newer);
        self.first.truncate(NAMED_MAX);
        self.count = self.count.saturating_add(1);
    }
}

/// What a comparison has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReconciliationAlert {
    /// A provider's balance has fallen by more than its orders explain.
    Short {
        /// Its name in the settings.
        provider: String,
        /// By how much more.
        amount: Decimal,
        /// The provider's currency.
        currency: String,
        /// The orders of that time.
        orders: Named<OrderId>,
    },
    /// A provider's balance has risen, and no order says why.
    Risen {
        /// Its name in the settings.
        provider: String,
        /// By how much.
        amount: Decimal,
        /// The provider's currency.
        currency: String,
    },
    /// A provider's balance is what its orders come to, for whoever asked.
    Agrees {
        /// Its name in the settings.
        provider: String,
        /// When it was compared last, unix milliseconds.
        since_ms: i64,
    },
    /// A provider's balance was looked at for the first time, for whoever asked.
    Begun {
        /// Its name in the settings.
        provider: String,
    },
    /// A provider does not say what its account holds, for whoever asked.
    Silent {
        /// Its name in the settings.
        provider: String,
    },
    /// What a gateway says has come in is not what was credited.
    Gateway {
        /// Which one.
        gateway: Gateway,
        /// Payments of which our books know nothing, as the gateway names them.
        unknown: Named<String>,
        /// Deposits that were credited and of which the gateway knows nothing, or another sum.
        untrue: Named<DepositId>,
    },
}

impl From<ReconciliationAlert> for Notice {
    fn from(notice: ReconciliationAlert) -> Self {
        Self::Reconciliation(notice)
    }
}
