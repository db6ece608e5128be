//! A world of its own in the process: a Telegram with a chat page, panels, a chain with its nodes,
//! a payment gateway, name servers, a mail API and a service that tops up phones; a folder each,
//! with its faults and what the page's drawer shows of it. The shop reaches it over HTTP like the
//! real systems; `storefront demo` and the tests live in it. Must never import anything of the
//! shop.

mod asked;
pub mod chain;
pub mod chat;
pub mod crypto_pay;
pub mod dns;
pub mod mail;
pub mod panel;
pub mod telegram;
pub mod upmobile;

#[cfg(test)]
#[path = "wire_tests.rs"]
mod wire;
