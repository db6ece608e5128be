//! What a gateway keeps of a payment, in the shop's currency. Must never be more than was paid.

use rust_decimal::Decimal;

use crate::domain::money::Money;

/// What a gateway says of one payment, in the coin that was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoinFee {
    /// What it has kept.
    pub kept: Decimal,
    /// What was paid, that part included.
    pub paid: Decimal,
}

/// The share of `amount` that was kept, rounded down to the micro-unit. `None` where nothing was
/// kept, or where it is no part of what was paid.
#[must_use]
pub fn fee_in_money(amount: Money, fee: CoinFee) -> Option<Money> {
    let is_part = fee.kept > Decimal::ZERO && fee.kept < fee.paid;
    let share = fee.kept.checked_div(fee.paid).filter(|_| is_part)?;
    let micros = Decimal::from(amount.micros()).checked_mul(share)?.trunc();
    let fee = Money::from_micros(i64::try_from(micros).ok()?);
    (fee.is_positive() && fee < amount).then_some(fee)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fee(kept: &str, paid: &str) -> Option<i64> {
        let fee = CoinFee { kept: kept.parse().unwrap(), paid: paid.parse().unwrap() };
        fee_in_money(Money::from_micros(10_000_000), fee).map(Money::micros)
    }

    #[test]
    fn a_fee_is_the_share_of_what_was_paid() {
        assert_eq!(fee("0.3", "10"), Some(300_000));
        assert_eq!(fee("0.00000469", "0.00015625"), Some(300_160));
        assert_eq!(fee("1", "3"), Some(3_333_333));
    }

    #[test]
    fn what_is_no_part_is_no_fee() {
        for (kept, paid) in [("0", "10"), ("-1", "10"), ("10", "10"), ("11", "10"), ("1", "0")] {
            assert_eq!(fee(kept, paid), None, "{kept} of {paid}");
        }
        assert_eq!(fee("0.0000000001", "10"), None);
    }
}
