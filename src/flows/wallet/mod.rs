//! A customer's money beside orders: given and taken by hand.

pub mod adjust;
pub mod referrals;
