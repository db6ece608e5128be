//! Prices, costs and returns of an order.
//! Owns the directions of rounding: what a customer pays goes up to a price as it is shown, what
//! goes back goes down to the micro-unit. It must never use a provider's `charge` to compute a
//! return: some panels report it net of their own refund.

use super::money::Money;
use rust_decimal::Decimal;
use strum::{EnumIter, EnumString, IntoStaticStr};

/// Rates are per this many (docs/protocols.md, "Rates").
const RATE_QUANTITY: i128 = 1000;

/// The smallest step of prices from one unit on, and of balances as they are shown, in micro-units.
const CENT: i64 = Money::MICROS_PER_UNIT / 100;
/// Below one unit a price has so many digits from its first one on.
const DIGITS_BELOW_ONE: u32 = 4;

/// What a provider's rate, and our price made from it, is the price of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, EnumIter, EnumString, IntoStaticStr)]
#[strum(const_into_str)]
pub enum Pricing {
    /// A thousand of what is billed.
    #[strum(serialize = "per_1000")]
    PerThousand,
    /// The whole order: what most panels mean with packages.
    #[default]
    #[strum(serialize = "flat")]
    Flat,
    /// One of what is billed: products.
    #[strum(serialize = "per_unit")]
    PerUnit,
    /// The whole order, amount and commission, as its provider has told before the sale: what is
    /// listed is no price.
    #[strum(serialize = "amount_plus_commission")]
    Previewed,
}

impl Pricing {
    /// What an order of `billed_quantity` costs the customer where `unit` is the price of what the
    /// rate is for. `None` when either is not above zero or the price does not fit.
    pub fn order_price(self, unit: Money, billed_quantity: i64) -> Option<Money> {
        match self {
            Pricing::PerThousand => order_price(unit, billed_quantity),
            Pricing::Flat | Pricing::Previewed if billed_quantity > 0 => as_price(unit),
            Pricing::PerUnit if unit.is_positive() && billed_quantity > 0 => {
                let exact = i128::from(unit.micros()).checked_mul(i128::from(billed_quantity));
                as_price(exact.and_then(money)?)
            }
            Pricing::Flat | Pricing::PerUnit | Pricing::Previewed => None,
        }
    }

    /// What one costs where `unit` is the price of what the rate is for; `None` where that is no
    /// whole number of micro-units.
    pub fn price_of_one(self, unit: Money) -> Option<Money> {
        match self {
            Pricing::Flat | Pricing::PerUnit => Some(unit),
            // What one costs is told by the provider, and only of an amount.
            Pricing::Previewed => None,
            Pricing::PerThousand => {
                let micros = i128::from(unit.micros());
                let one = micros.checked_div(RATE_QUANTITY)?;
                (one * RATE_QUANTITY == micros).then(|| money(one)).flatten()
            }
        }
    }

    /// What the order costs the shop at a provider's rate, rounded up to the micro-unit.
    /// `None` when anything is not above zero or the cost does not fit.
    pub fn order_cost(
        self,
        rate: Decimal,
        conversion: Decimal,
        billed_quantity: i64,
    ) -> Option<Money> {
        match self {
            Pricing::PerThousand => order_cost(rate, conversion, billed_quantity),
            Pricing::Flat | Pricing::Previewed => unit_cost(rate, conversion),
            Pricing::PerUnit => {
                let quantity = Factor::positive(Decimal::from(billed_quantity))?;
                let rate = Factor::positive(rate)?;
                rate.times_up(Factor::positive(conversion)?)?.times_up(quantity)?.micros_up()
            }
        }
    }
}

/// A positive number as `digits / 10^scale`, multiplied without losing a digit while it fits.
#[derive(Clone, Copy)]
struct Factor {
    digits: i128,
    scale: u32,
}

/// A price as it is shown and charged: rounded up to whole cents from one unit on, to four
/// significant digits below. `None` when it is not above zero or does not fit.
pub fn as_price(exact: Money) -> Option<Money> {
    if !exact.is_positive() {
        return None;
    }
    let step = if exact.micros() < Money::MICROS_PER_UNIT {
        let digits = exact.micros().checked_ilog10()?.saturating_add(1);
        10_i64.checked_pow(digits.saturating_sub(DIGITS_BELOW_ONE))?
    } else {
        CENT
    };
    up_to_step(exact, step)
}

/// What has to be added so that `missing` is there: whole cents, since balances are shown so.
/// What is too large for that stays as it is.
pub fn as_sum_to_add(missing: Money) -> Money {
    up_to_step(missing, CENT).unwrap_or(missing)
}

/// A balance as it is shown outside the statement: whole cents, rounded down.
pub const fn as_balance(exact: Money) -> Money {
    Money::from_micros(exact.micros().saturating_sub(exact.micros().rem_euclid(CENT)))
}

fn up_to_step(exact: Money, step: i64) -> Option<Money> {
    let dividend = i128::from(exact.micros());
    let steps = Quotient { dividend, divisor: i128::from(step) }.rounded_up()?;
    steps.checked_mul(i128::from(step)).and_then(money)
}

/// What the shop pays for what a rate is the price of: rate × conversion, rounded up to the
/// micro-unit. `None` when either is not above zero, or when the cost does not fit.
pub fn unit_cost(rate: Decimal, conversion: Decimal) -> Option<Money> {
    Factor::positive(rate)?.times_up(Factor::positive(conversion)?)?.micros_up()
}

/// What the customer pays for what a rate is the price of: rate × conversion × (1 + markup/100),
/// rounded up to a price as it is shown. `None` when rate, conversion or the marked-up factor is
/// not above zero, or when the price does not fit.
pub fn unit_price(rate: Decimal, conversion: Decimal, markup_percent: Decimal) -> Option<Money> {
    let rate = Factor::positive(rate)?;
    let conversion = Factor::positive(conversion)?;
    let marked_up =
        Factor::positive(Decimal::ONE_HUNDRED.checked_add(markup_percent)?)?.hundredth();
    as_price(rate.times_up(conversion)?.times_up(marked_up)?.micros_up()?)
}

/// What an order of `billed_quantity` costs at `per_1000`, rounded up to a price as it is shown.
/// `None` when either is not above zero or the price does not fit.
fn order_price(per_1000: Money, billed_quantity: i64) -> Option<Money> {
    if !per_1000.is_positive() || billed_quantity <= 0 {
        return None;
    }
    let thousandths = i128::from(per_1000.micros()).checked_mul(i128::from(billed_quantity))?;
    as_price(money(Quotient { dividend: thousandths, divisor: RATE_QUANTITY }.rounded_up()?)?)
}

/// What an order costs the shop at a provider's rate per 1000, rounded up to the micro-unit.
/// `None` when anything is not above zero or the cost does not fit.
fn order_cost(rate: Decimal, conversion: Decimal, billed_quantity: i64) -> Option<Money> {
    let quantity = Factor::positive(Decimal::from(billed_quantity))?.thousandth();
    let rate = Factor::positive(rate)?;
    rate.times_up(Factor::positive(conversion)?)?.times_up(quantity)?.micros_up()
}

/// What was not delivered of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undelivered {
    /// So much.
    pub remains: i64,
    /// Of so much that was billed.
    pub billed: i64,
}

/// How much of `paid` should have gone back in all when a part was not delivered:
/// paid × clamp(remains, 0..=billed) / billed, rounded down to the micro-unit.
/// Zero when nothing was billed or paid.
pub fn return_target(paid: Money, undelivered: Undelivered) -> Money {
    let Undelivered { remains, billed } = undelivered;
    if billed <= 0 || !paid.is_positive() {
        return Money::ZERO;
    }
    let undelivered = i128::from(remains.clamp(0, billed));
    i128::from(paid.micros())
        .checked_mul(undelivered)
        .and_then(|product| product.checked_div(i128::from(billed)))
        .and_then(money)
        .unwrap_or(Money::ZERO)
}

/// How much of a price is to go back, and how much has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Returning {
    /// The price.
    pub paid: Money,
    /// What went back already.
    pub already: Money,
    /// What should have gone back in all.
    pub target: Money,
}

/// What goes back now: the target (never above what was paid) less what went back already, never
/// below zero. A repeated report therefore returns nothing, and a smaller target takes nothing
/// away.
pub fn newly_returned(Returning { paid, already, target }: Returning) -> Money {
    let capped = target.min(paid);
    capped.checked_sub(already).unwrap_or(Money::ZERO).max(Money::ZERO)
}

impl Factor {
    fn positive(value: Decimal) -> Option<Factor> {
        let value = value.normalize();
        let digits = value.mantissa();
        (digits > 0).then_some(Factor { digits, scale: value.scale() })
    }

    fn hundredth(self) -> Factor {
        Factor { scale: self.scale.saturating_add(2), ..self }
    }

    fn thousandth(self) -> Factor {
        Factor { scale: self.scale.saturating_add(3), ..self }
    }

    /// The product; exact while it has at most 38 digits. Beyond that the longer factor loses
    /// decimals, rounded up, so that the result is never below the exact one and stays within a
    /// part in 10^18 of it.
    fn times_up(self, other: Factor) -> Option<Factor> {
        let (mut long, mut short) = (self, other);
        loop {
            if long.digits < short.digits {
                std::mem::swap(&mut long, &mut short);
            }
            if let Some(digits) = long.digits.checked_mul(short.digits) {
                return Some(Factor { digits, scale: long.scale.checked_add(short.scale)? });
            }
            long = long.shortened_up()?;
        }
    }

    /// One decimal less, rounded up; `None` when there is no decimal to give.
    fn shortened_up(self) -> Option<Factor> {
        let scale = self.scale.checked_sub(1)?;
        let digits = Quotient { dividend: self.digits, divisor: 10 }.rounded_up()?;
        Some(Factor { digits, scale })
    }

    fn micros_up(self) -> Option<Money> {
        let mut value = self;
        loop {
            let scaled = value.digits.checked_mul(i128::from(Money::MICROS_PER_UNIT));
            let divisor = 10_i128.checked_pow(value.scale);
            if let (Some(dividend), Some(divisor)) = (scaled, divisor) {
                return money(Quotient { dividend, divisor }.rounded_up()?);
            }
            value = value.shortened_up()?;
        }
    }
}

/// One positive number by another.
struct Quotient {
    dividend: i128,
    divisor: i128,
}

impl Quotient {
    fn rounded_up(self) -> Option<i128> {
        let floor = self.dividend.checked_div_euclid(self.divisor)?;
        let rest = self.dividend.checked_rem_euclid(self.divisor)?;
        if rest == 0 { Some(floor) } else { floor.checked_add(1) }
    }
}

fn money(micros: i128) -> Option<Money> {
    i64::try_from(micros).ok().map(Money::from_micros)
}

#[cfg(test)]
#[path = "pricing_tests.rs"]
mod tests;
