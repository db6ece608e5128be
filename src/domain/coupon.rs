//! Coupons: how a code is written, what it takes off a price, for whom and how long.
//! Owns the rule that no discount takes a price below its cost, nor makes it higher.
//! It must never read a clock; the caller passes the times.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

use super::ids::{CategoryId, ServiceId};
use super::money::Money;
use super::pricing::as_price;

mod typed;

pub use typed::{NewCoupon, TypedError, read};

/// Codes that nobody has may be tried so often within an hour.
pub const WRONG_CODES_MAX: i64 = 10;
/// The shortest and the longest code.
const CODE_CHARS: std::ops::RangeInclusive<usize> = 3..=20;

/// A code: ASCII letters, all of them capital, digits and dashes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CouponCode(String);

impl CouponCode {
    /// Reads what somebody typed, whatever the case of its letters; `None` for what no code is.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let code = typed.trim();
        let is_sign = |sign: u8| sign.is_ascii_alphanumeric() || sign == b'-';
        let fits = CODE_CHARS.contains(&code.len()) && code.bytes().all(is_sign);
        fits.then(|| Self(code.to_ascii_uppercase()))
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CouponCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a coupon takes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Discount {
    /// So many hundredths of the price, 1 to 100.
    Percent(i64),
    /// A sum.
    Sum(Money),
}

/// How a discount is kept: its name, and its percent or micro-units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum DiscountKind {
    /// Of the price.
    Percent,
    /// A sum.
    Sum,
}

impl Discount {
    /// How it is kept.
    #[must_use]
    pub const fn stored(self) -> (DiscountKind, i64) {
        match self {
            Self::Percent(percent) => (DiscountKind::Percent, percent),
            Self::Sum(sum) => (DiscountKind::Sum, sum.micros()),
        }
    }

    /// Reads what is kept.
    #[must_use]
    pub const fn of_stored(kind: DiscountKind, amount: i64) -> Self {
        match kind {
            DiscountKind::Percent => Self::Percent(amount),
            DiscountKind::Sum => Self::Sum(Money::from_micros(amount)),
        }
    }

    /// What it takes off this price, rounded down to the micro-unit; never more than all of it.
    fn of(self, price: Money) -> Option<Money> {
        match self {
            Self::Percent(percent) => {
                let part = i128::from(price.micros()).checked_mul(i128::from(percent))? / 100;
                i64::try_from(part).ok().map(Money::from_micros).map(|off| off.min(price))
            }
            Self::Sum(sum) => Some(sum.min(price)),
        }
    }

    /// A price as it is with this discount, but never below `cost`; `None` where nothing of it is
    /// left to give.
    #[must_use]
    pub fn applied(self, Priced { price, cost }: Priced) -> Option<Discounted> {
        let wanted = price.checked_sub(self.of(price)?)?;
        // Rounded up to what is shown, as every price.
        let paid = as_price(wanted.max(cost))?;
        let off = price.checked_sub(paid).filter(|off| off.is_positive())?;
        paid.is_positive().then_some(Discounted { price: paid, off, is_cut: cost > wanted })
    }
}

/// What is to be paid for, and what it costs the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Priced {
    /// The price without a coupon.
    pub price: Money,
    /// What the shop pays for it.
    pub cost: Money,
}

/// A price with a coupon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Discounted {
    /// What is paid.
    pub price: Money,
    /// What was taken off.
    pub off: Money,
    /// Whether the coupon would have taken off more.
    pub is_cut: bool,
}

/// What a coupon is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Scope {
    /// Every service.
    #[default]
    Everything,
    /// The services of a category.
    Category(CategoryId),
    /// One service.
    Service(ServiceId),
}

/// How a scope is kept: its name, and the number of what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum ScopeKind {
    /// Every service.
    Everything,
    /// The services of a category.
    Category,
    /// One service.
    Service,
}

impl Scope {
    /// How it is kept.
    #[must_use]
    pub const fn stored(self) -> (ScopeKind, i64) {
        match self {
            Self::Everything => (ScopeKind::Everything, 0),
            Self::Category(category) => (ScopeKind::Category, category.get()),
            Self::Service(service) => (ScopeKind::Service, service.get()),
        }
    }

    /// Reads what is kept.
    #[must_use]
    pub const fn of_stored(kind: ScopeKind, number: i64) -> Self {
        match kind {
            ScopeKind::Everything => Self::Everything,
            ScopeKind::Category => Self::Category(CategoryId::new(number)),
            ScopeKind::Service => Self::Service(ServiceId::new(number)),
        }
    }

    /// Whether this service is one of those.
    #[must_use]
    pub fn has(self, (category, service): (CategoryId, ServiceId)) -> bool {
        match self {
            Self::Everything => true,
            Self::Category(only) => only == category,
            Self::Service(only) => only == service,
        }
    }
}

/// Why a coupon is not taken; each has a sentence in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case", const_into_str)]
pub enum CouponRefusal {
    /// No such code.
    Unknown,
    /// Too many codes that nobody has were tried within an hour.
    TooManyTries,
    /// It holds later only.
    NotYet,
    /// It holds no more, or was stopped.
    Over,
    /// As many orders have it as may.
    UsedUp,
    /// As many of this person's orders have it as may.
    UsedByYou,
    /// It is for other services.
    Elsewhere,
    /// The order is too small.
    TooSmall {
        /// The smallest price it is for.
        min: Money,
    },
    /// The price is as low as it can be.
    NothingLeft,
}

/// The conditions of a coupon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conditions {
    /// Orders in all; 0 is any number.
    pub uses_max: i64,
    /// Orders of one person; 0 is any number.
    pub person_max: i64,
    /// Unix milliseconds; 0 is always.
    pub from_ms: i64,
    /// Unix milliseconds; 0 is for ever.
    pub until_ms: i64,
    /// What is discounted.
    pub scope: Scope,
    /// The smallest price it is for, before the discount.
    pub min_order: Money,
}

/// An order for which a coupon is to be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion {
    /// When, unix milliseconds.
    pub at_ms: i64,
    /// The price without a coupon.
    pub price: Money,
    /// The service and its category.
    pub of: (CategoryId, ServiceId),
    /// Orders that have the coupon now.
    pub uses: i64,
    /// Orders of this person that have it.
    pub own_uses: i64,
}

impl Conditions {
    /// Why it cannot be used for this; `None` where it can.
    #[must_use]
    pub fn refusal(&self, occasion: &Occasion) -> Option<CouponRefusal> {
        let Occasion { at_ms, price, of, uses, own_uses } = *occasion;
        if at_ms < self.from_ms {
            return Some(CouponRefusal::NotYet);
        }
        if self.until_ms > 0 && at_ms >= self.until_ms {
            return Some(CouponRefusal::Over);
        }
        if !self.scope.has(of) {
            return Some(CouponRefusal::Elsewhere);
        }
        if price < self.min_order {
            return Some(CouponRefusal::TooSmall { min: self.min_order });
        }
        // Who has used it up reads that, also where others have too.
        if self.person_max > 0 && own_uses >= self.person_max {
            return Some(CouponRefusal::UsedByYou);
        }
        (self.uses_max > 0 && uses >= self.uses_max).then_some(CouponRefusal::UsedUp)
    }
}

#[cfg(test)]
#[path = "coupon/coupon_tests.rs"]
mod tests;
