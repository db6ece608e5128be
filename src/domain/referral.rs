//! Invitations: who invites somebody has a share of what that person's orders leave to the shop.
//! Owns the form of the code in a link, the range of the share, and what an order earns.

use serde::{Deserialize, Serialize};

use super::money::Money;

/// What stands before the code in a link's payload.
pub const PAYLOAD_PREFIX: &str = "r_";
/// The share may be so many percent at the most.
pub const MAX_PERCENT: i64 = 50;
/// The characters of a code.
pub const CODE_CHARS: usize = 10;
/// Signs of a code; no two look alike.
pub const SIGNS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// The code in somebody's own link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralCode(String);

impl ReferralCode {
    /// Reads the code of a link; `None` for what no code is.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let is_code = text.len() == CODE_CHARS && text.bytes().all(|sign| SIGNS.contains(&sign));
        is_code.then(|| Self(text.to_owned()))
    }

    /// A new one, of signs at these places, whatever the numbers are.
    #[must_use]
    pub fn of_random(random: [u8; CODE_CHARS]) -> Self {
        let sign = |number: u8| SIGNS.get(usize::from(number) % SIGNS.len()).copied();
        Self(random.into_iter().filter_map(sign).map(char::from).collect())
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What owners give to those who invite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Share {
    /// Of what an order leaves to the shop; 0 is off.
    pub percent: i64,
    /// The most for all orders of one invited person; zero is no limit.
    pub cap: Money,
}

/// An order of somebody who was invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvitedOrder {
    /// What it has left to the shop.
    pub left: Money,
    /// What earlier orders of the same person have earned.
    pub earned_before: Money,
}

impl Share {
    /// Whether inviting earns anything.
    #[must_use]
    pub const fn is_on(self) -> bool {
        self.percent > 0
    }

    /// Whether owners may give so much.
    #[must_use]
    pub fn is_allowed(self) -> bool {
        (0..=MAX_PERCENT).contains(&self.percent) && !self.cap.is_negative()
    }

    /// What an order earns.
    #[must_use]
    pub fn earned(self, order: InvitedOrder) -> Money {
        let share = share_of(order.left, self.percent);
        if self.cap.is_zero() {
            return share;
        }
        let room =
            self.cap.checked_sub(order.earned_before).unwrap_or(Money::ZERO).max(Money::ZERO);
        share.min(room)
    }
}

/// So many hundredths, rounded down to the micro-unit; nothing of nothing.
#[must_use]
pub fn share_of(left: Money, percent: i64) -> Money {
    let part = i128::from(left.micros()).saturating_mul(i128::from(percent)) / 100;
    i64::try_from(part).map_or(Money::ZERO, Money::from_micros).max(Money::ZERO)
}

/// Reads what an owner types: `off`, `5`, `5%`, and behind it `cap=20`. A share without a cap keeps
/// the one that is in force.
#[must_use]
pub fn read(text: &str, present: Share) -> Option<Share> {
    let mut words = text.split_whitespace();
    let percent = match words.next()? {
        off if off.eq_ignore_ascii_case("off") => 0,
        number => {
            let digits = number.strip_suffix('%').unwrap_or(number);
            let is_plain = !digits.is_empty() && digits.bytes().all(|sign| sign.is_ascii_digit());
            digits.parse().ok().filter(|_| is_plain)?
        }
    };
    let cap = match words.next() {
        None => present.cap,
        Some(word) => match word.strip_prefix("cap=")? {
            "0" => Money::ZERO,
            sum => Money::parse_plain(sum).ok()?,
        },
    };
    let share = Share { percent, cap };
    (words.next().is_none() && share.is_allowed()).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn micros(amount: i64) -> Money {
        Money::from_micros(amount)
    }

    fn order(left: i64, before: i64) -> InvitedOrder {
        InvitedOrder { left: micros(left), earned_before: micros(before) }
    }

    #[test]
    fn a_code_is_its_own_signs_only() {
        let code = ReferralCode::of_random([0, 31, 62, 255, 7, 7, 7, 1, 2, 3]);
        assert_eq!(ReferralCode::read(code.as_str()), Some(code));
        for junk in ["", "short", "ABCDEFGHJK", "abcdefghj!", "abcdefghjkm", "привет"] {
            assert_eq!(ReferralCode::read(junk), None, "{junk}");
        }
    }

    #[test]
    fn a_share_is_cut_at_what_one_person_may_bring() {
        let share = Share { percent: 10, cap: micros(50) };
        assert_eq!(share.earned(order(199, 0)), micros(19));
        assert_eq!(share.earned(order(1_000, 20)), micros(30));
        assert_eq!(share.earned(order(1_000, 60)), Money::ZERO);
        assert_eq!(Share { cap: Money::ZERO, ..share }.earned(order(1_000, 60)), micros(100));
        assert_eq!(Share::default().earned(order(1_000, 0)), Money::ZERO);
    }

    #[test]
    fn what_an_owner_types_is_read_strictly() {
        let present = Share { percent: 3, cap: micros(7) };
        let read = |text: &str| read(text, present);
        assert_eq!(read("5"), Some(Share { percent: 5, ..present }));
        assert_eq!(read(" 5% cap=20 "), Some(Share { percent: 5, cap: micros(20_000_000) }));
        assert_eq!(read("5 cap=0"), Some(Share { percent: 5, cap: Money::ZERO }));
        assert_eq!(read("OFF"), Some(Share { percent: 0, ..present }));
        for junk in
            ["", "-5", "51", "5.5", "5 20", "5 cap=-1", "5 cap=20 x", "999999999999999999999"]
        {
            assert_eq!(read(junk), None, "{junk}");
        }
    }

    proptest! {
        #[test]
        fn a_share_is_never_more_than_its_percent_nor_than_the_cap(
            left: i64,
            before in 0_i64..i64::MAX,
            percent in 0..=MAX_PERCENT,
            cap in 0_i64..i64::MAX,
        ) {
            let earned = Share { percent, cap: micros(cap) }.earned(order(left, before));
            prop_assert!(!earned.is_negative() && earned.micros() <= left.max(0) / 2 + 1);
            prop_assert!(cap == 0 || earned.is_zero() || earned.micros() + before <= cap);
        }
    }
}
