//! What people are sent unsolicited: the notices (a file for each kind of reader or matter), who
//! gets them (`audience`, `recipient`), what is told once or together (`notify`, `digest`), and who
//! the shop is that speaks (`shop`). Must never know how a notice looks: the bot renders it.

pub mod acts;
pub(crate) mod audience;
pub mod cards;
pub mod customers;
pub mod deposits;
pub(crate) mod digest;
pub mod mail;
pub mod notice;
pub mod notify;
pub mod order_card;
pub mod orders;
pub mod providers;
pub mod recharges;
pub(crate) mod recipient;
pub mod reconciliation;
pub mod shop;
pub mod shop_alerts;
pub mod tickets;
