//! What people are told unasked: the notices, who gets them, and what is told once or together.
//! Must never know how a notice looks: the bot renders it.

pub(crate) mod digest;
pub mod notice;
pub(crate) mod recipient;
pub(crate) mod ticket;
