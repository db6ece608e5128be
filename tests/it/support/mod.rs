//! The tests' world: a sandboxed Telegram and panel behind real HTTP, the real shop between them,
//! a clock that moves by hand, and people who act.

pub mod database;
pub mod person;
pub mod world;

pub use person::Actor;
pub use world::{World, WorldOptions};
