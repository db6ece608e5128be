//! A world of its own in the process: a Telegram with a chat page, and a panel. The shop reaches
//! it over HTTP like the real systems; `storefront demo` and the tests live in it.
//! Must never import anything of the shop.

pub mod chat;
pub mod panel;
pub mod telegram;
