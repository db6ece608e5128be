//! What is shown of top-ups: the price that is asked for, and the trial before any is sold.

use rust_decimal::Decimal;

use crate::domain::ids::{CheckoutId, OrderId, PreviewId, RechargeTrialId};
use crate::domain::inputs::Inputs;
use crate::domain::money::Money;
use crate::domain::recharge::PreviewProblem;

/// A price that is asked for, as whoever asked sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewCard {
    /// Its number.
    pub preview_id: PreviewId,
    /// The quote of its answer.
    pub checkout_id: CheckoutId,
    /// The service as it was shown.
    pub service: String,
    /// What was entered; of a destination what may be shown.
    pub inputs: Inputs,
    /// Whether it is not as it was shown when it was confirmed.
    pub has_changed: bool,
    /// Whether there is a way to pay in.
    pub can_deposit: bool,
    /// How far it is.
    pub state: PreviewState,
}

/// How far a price is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreviewState {
    /// It is being asked for.
    Waiting,
    /// It is known.
    Ready(Quoted),
    /// There is none.
    Failed(PreviewProblem),
    /// It was confirmed before, and is ordered now.
    Placed {
        /// The order.
        order_id: OrderId,
        /// What is left.
        balance: Money,
    },
}

/// A price that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// All that the customer pays.
    pub price: Money,
    /// What of it is the provider's commission, an exact decimal.
    pub commission: String,
    /// In this currency.
    pub currency: String,
    /// What pays for it is there so far.
    pub balance: Money,
    /// A debt that is paid first.
    pub owed: Money,
    /// What is missing.
    pub missing: Option<Money>,
}

/// A trial that is over, as owners read it: sums in the provider's currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialFigures {
    /// Its number.
    pub trial_id: RechargeTrialId,
    /// What was tried.
    pub provider: String,
    /// The order.
    pub order_id: OrderId,
    /// The provider's currency.
    pub currency: String,
    /// What the preview said.
    pub total: Decimal,
    /// The balance before and after; `None` where it could not be read.
    pub balances: Option<(Decimal, Decimal)>,
    /// What the operation says that it took; `None` where it does not.
    pub debit: Option<Decimal>,
    /// What arrived, with its currency; empty where it is not told.
    pub delivered: String,
    /// Whether preview and debit are equal to the smallest unit.
    pub agrees: bool,
}
