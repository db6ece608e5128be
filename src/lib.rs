//! Storefront: a shop that lives in a Telegram chat.
//!
//! Modules in the order of dependency: [`domain`] knows nobody; [`store`] has all SQL;
//! [`notifications`] is what people are told; [`flows`] are the use cases, one transaction each;
//! [`providers`] are clients of upstream systems, [`payments`] of those that say what was paid;
//! [`workers`] combine flows with these clients; [`bot`] and `http` are the faces; [`app`] wires
//! them, with [`config`] and [`clock`] at hand.
//! [`sandbox`] is a world of its own that the shop reaches over HTTP like the real one.

pub mod app;
pub mod bot;
pub mod clock;
pub mod config;
pub mod crash;
pub mod domain;
pub mod flows;
pub(crate) mod http;
pub mod notifications;
pub mod payments;
pub mod providers;
pub mod sandbox;
pub mod store;
pub mod telemetry;
pub(crate) mod vitals;
pub mod workers;
