//! Who runs the shop, where they are reached, and what they decide that is about no order, deposit
//! or service: bans, coupons, and what the shop says of itself.

pub(crate) mod admin_chat;
pub mod bans;
pub mod claim;
pub mod coupons;
pub(crate) mod list;
pub mod texts;
