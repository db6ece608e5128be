//! Top-ups of phones, games and wallets elsewhere, as a provider sells them: what is topped up, by
//! which operator, and what of a number may be shown. Must never show a whole destination.

mod destination;
mod operator;
mod phone;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use strum::{EnumIter, EnumString, IntoStaticStr};

pub use destination::{Destination, mask};
pub use operator::{LABEL_MAX_CHARS, Operator, OperatorError};
pub use phone::{PhoneError, guess_operator, mask_phone, read_phone};

/// What a top-up goes to; stored and sent by its name.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Category {
    /// The account of a phone number.
    Mobile,
    /// The account of a game or a games' shop.
    Game,
    /// A wallet of a cryptocurrency.
    Crypto,
}

/// What a provider of top-ups sells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Menu {
    /// The currency in which amounts are chosen.
    pub currency: String,
    /// The operators of each category that is sold; none is empty.
    pub operators: BTreeMap<Category, Vec<Operator>>,
}

impl Menu {
    /// The operators of a category; none where it is not sold.
    #[must_use]
    pub fn of(&self, category: Category) -> &[Operator] {
        self.operators.get(&category).map_or(&[], Vec::as_slice)
    }

    /// Whether an operator is sold as it is written here.
    #[must_use]
    pub fn sells(&self, category: Category, operator: &Operator) -> bool {
        self.of(category).contains(operator)
    }
}

/// How far an owner's trial is; stored by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum TrialState {
    /// It may be ordered.
    Begun,
    /// It was, and is not over.
    Ordered,
    /// It is over, and both balances are known.
    Measured,
    /// It came to nothing.
    Failed,
    /// An owner has said that preview and debit agree.
    Agreed,
    /// An owner has begun another one, or left it.
    GivenUp,
}

impl TryFrom<String> for TrialState {
    type Error = strum::ParseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// Why there is no price of a top-up; stored by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum PreviewProblem {
    /// The provider refuses this amount, or this operator.
    Refused,
    /// Nobody answers, or not in time.
    Unreachable,
    /// What was answered is no price in the account's currency.
    Unreadable,
    /// It is not sold any more as it was asked for.
    Gone,
    /// Another one was asked for.
    GivenUp,
}

/// Whether what a preview said is what was taken, within less than the smallest unit: by the
/// balance, and by the operation where that tells.
#[must_use]
pub fn figures_agree(
    (total, decimals): (Decimal, u32),
    balances: Option<(Decimal, Decimal)>,
    debit: Option<Decimal>,
) -> bool {
    let unit = Decimal::try_new(1, decimals).unwrap_or(Decimal::ZERO);
    let is_same = |taken: Decimal| {
        taken == total || taken.checked_sub(total).is_some_and(|off| off.abs() < unit)
    };
    let fall = balances.and_then(|(before, after)| before.checked_sub(after));
    fall.is_some_and(is_same) && debit.is_none_or(is_same)
}
