//! The rules of the shop: money, prices, orders, catalogs, links, ledger entries, quotes. What is
//! decided without looking into a row stands here, a file a matter, and is called from everywhere.
//! Everything here is a pure function of its arguments.
//! It must never do I/O, read a clock, draw a random number or import another part of the shop.

pub(crate) mod absence;
pub mod alert;
pub(crate) mod backoff;
pub mod catalog;
pub mod coupon;
pub mod deposit;
pub(crate) mod duration;
pub mod exchange_rate;
pub mod fields;
pub mod ids;
pub mod inputs;
pub mod journal;
pub mod key_change;
pub mod lang;
pub mod ledger;
pub mod limits;
pub mod links;
pub mod look;
pub mod mail;
pub mod markup;
pub mod mass_order;
pub mod money;
pub mod number;
pub(crate) mod one_line;
pub mod order;
pub mod pricing;
pub mod provider;
pub mod provider_address;
pub mod quote;
pub mod recharge;
pub mod reconciliation;
pub mod referral;
pub mod ring;
pub mod sealed;
pub mod search;
pub mod shop_text;
#[cfg(test)]
mod stored_tests;
pub mod terms;
pub mod ticket;
pub mod time;
pub mod top_up;
pub mod window;
