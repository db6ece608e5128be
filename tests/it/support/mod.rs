//! The tests' world: a sandboxed Telegram and panel behind real HTTP, the real shop between them,
//! a clock that moves by hand, and people who act.

pub mod buyer;
pub mod cashier;
pub mod database;
pub mod flowing;
pub mod mail;
pub mod mutation;
pub mod notices;
pub mod older;
pub mod outside;
pub mod owners;
pub mod person;
pub mod plans;
pub mod planted;
pub mod process;
pub mod rates;
pub mod rude;
pub mod scripted;
pub mod shelf;
pub mod steps;
pub mod world;

pub use buyer::Buyer;
pub use outside::Outside;
pub use person::Actor;
pub use planted::Planted;
pub use rates::Rates;
pub use rude::Rude;
pub use scripted::Scripted;
pub use shelf::money;
pub use world::{World, WorldOptions};
