//! A coupon as an owner types it: `SPRING 10% uses=100 each=1 until=2026-12-31 for=12 min=5`.
//! Read strictly: what is not understood is named, and nothing is guessed.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Conditions, CouponCode, Discount, Scope};
use crate::domain::ids::{CategoryId, ServiceId};
use crate::domain::money::Money;

const DAY_MS: i64 = 86_400_000;
/// More orders than this nobody counts.
const USES_MAX: i64 = 1_000_000;
const YEAR_MAX: i32 = 9_999;
/// A coupon of which nothing else is said is used once by a person.
const EACH_DEFAULT: i64 = 1;

/// A coupon to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCoupon {
    /// Its code.
    pub code: CouponCode,
    /// What it takes off.
    pub discount: Discount,
    /// How often, when and for what.
    pub conditions: Conditions,
}

/// What of a typed coupon is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedError {
    /// Code or discount is missing.
    Incomplete,
    /// No code looks like this.
    Code,
    /// Neither a percent nor a sum.
    Discount,
    /// This word, as it was typed.
    Word(String),
    /// It ends before it begins, or is over already.
    Time,
}

/// Reads a code, what it takes off, and the conditions behind.
///
/// # Errors
/// The [`TypedError`] that names the first thing wrong.
pub fn read(text: &str, now_ms: i64) -> Result<NewCoupon, TypedError> {
    let mut words = text.split_whitespace();
    let (code, discount) = words.next().zip(words.next()).ok_or(TypedError::Incomplete)?;
    let code = CouponCode::read(code).ok_or(TypedError::Code)?;
    let discount = discount_of(discount).ok_or(TypedError::Discount)?;
    let mut conditions = Conditions {
        uses_max: 0,
        person_max: EACH_DEFAULT,
        from_ms: 0,
        until_ms: 0,
        scope: Scope::Everything,
        min_order: Money::ZERO,
    };
    for word in words {
        conditions = with(conditions, word).ok_or_else(|| TypedError::Word(word.to_owned()))?;
    }
    let ends_wrong = conditions.until_ms <= conditions.from_ms || conditions.until_ms <= now_ms;
    if conditions.until_ms > 0 && ends_wrong {
        return Err(TypedError::Time);
    }
    Ok(NewCoupon { code, discount, conditions })
}

fn discount_of(text: &str) -> Option<Discount> {
    match text.strip_suffix('%') {
        Some(percent) => count(percent).filter(|percent| *percent <= 100).map(Discount::Percent),
        None => Money::parse_plain(text).ok().map(Discount::Sum),
    }
}

/// The conditions with one more word of the owner's.
fn with(conditions: Conditions, word: &str) -> Option<Conditions> {
    let (name, value) = word.split_once('=')?;
    Some(match name.to_ascii_lowercase().as_str() {
        "uses" => Conditions { uses_max: count(value)?, ..conditions },
        "each" => Conditions { person_max: any_count(value)?, ..conditions },
        "from" => Conditions { from_ms: midnight(value)?, ..conditions },
        // The day itself is still within.
        "until" => Conditions { until_ms: midnight(value)?.checked_add(DAY_MS)?, ..conditions },
        "for" => Conditions { scope: scope(value)?, ..conditions },
        "min" => Conditions { min_order: Money::parse_plain(value).ok()?, ..conditions },
        _ => return None,
    })
}

/// `12` is a service, `c3` a category.
fn scope(text: &str) -> Option<Scope> {
    match text.strip_prefix(['c', 'C']) {
        Some(category) => count(category).map(CategoryId::new).map(Scope::Category),
        None => count(text).map(ServiceId::new).map(Scope::Service),
    }
}

/// Plain digits, from 1.
fn count(text: &str) -> Option<i64> {
    any_count(text).filter(|count| *count > 0)
}

fn any_count(text: &str) -> Option<i64> {
    let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|count| is_plain && *count <= USES_MAX)
}

/// The beginning of a day in UTC, of a year that every client can show.
fn midnight(text: &str) -> Option<i64> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    let day = Some(day).filter(|day| day.year() <= YEAR_MAX)?;
    let at_ms = day.and_hms_opt(0, 0, 0)?.and_utc().timestamp_millis();
    (at_ms > 0).then_some(at_ms)
}
