//! Top-ups of phones and games: an ability that a provider may have. Nothing of it may show a
//! destination.

use futures::future::BoxFuture;
use rust_decimal::Decimal;
use secrecy::SecretString;

use super::Submitted;
use super::fault::Failure;
use crate::domain::recharge::Category;

/// What is to be topped up, without its destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RechargeAsk {
    /// What kind of account.
    pub category: Category,
    /// The provider's code of the operator.
    pub operator: String,
    /// Whole units of the currency in which amounts are chosen, above 0.
    pub amount: i64,
}

/// What a top-up would cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Previewed {
    /// All that is debited, in the currency of the account.
    pub total: Decimal,
    /// What of it is the provider's commission.
    pub commission: Decimal,
    /// Decimals of the smallest unit of that currency.
    pub decimals: u32,
}

/// A top-up as it is sent.
#[derive(Debug)]
pub struct RechargeSubmission {
    /// What is bought.
    pub ask: RechargeAsk,
    /// The phone number, login or address.
    pub destination: SecretString,
}

/// A top-up that is looked for among the provider's operations.
#[derive(Debug)]
pub struct Sought {
    /// As it was sent.
    pub submission: RechargeSubmission,
    /// When its attempt began, unix milliseconds.
    pub since_ms: i64,
}

/// A provider of top-ups. Calls are made once and never repeated inside.
pub trait Recharges: Send + Sync {
    /// What a top-up would cost now.
    ///
    /// # Errors
    /// A [`Failure`]; [`super::Fault::OtherCurrency`] where the sums are in another currency than
    /// the account's.
    fn preview<'a>(&'a self, ask: &'a RechargeAsk) -> BoxFuture<'a, Result<Previewed, Failure>>;

    /// Sends a top-up, once; cancelling the future leaves it unknown.
    fn recharge<'a>(&'a self, submission: &'a RechargeSubmission) -> BoxFuture<'a, Submitted>;

    /// The ids of operations that may be this top-up; `None` where the provider lists none.
    fn look_for<'a>(
        &'a self,
        sought: &'a Sought,
    ) -> Option<BoxFuture<'a, Result<Vec<String>, Failure>>>;
}
