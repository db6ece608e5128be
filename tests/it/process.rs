//! The real program as a process: killed at any moment, stopped, refused, asked from outside.

mod crashes;
mod demo;
mod flood;
mod kills;
mod settings;
mod starts;
mod stops;
mod takeover;
