//! Who runs the shop, where they are reached, and whom they have banned.

pub(crate) mod admin_chat;
pub mod bans;
pub mod claim;
pub mod coupons;
pub(crate) mod list;
pub mod texts;
