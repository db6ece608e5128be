//! A customer's money beside orders and deposits: given and taken by hand, and earned by inviting.

pub mod adjust;
pub mod referrals;
