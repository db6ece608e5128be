//! The real program as a process: killed at any moment, stopped, refused, asked from outside.

mod connections;
mod crashes;
mod databases;
mod demo;
mod deposits;
mod doctor;
mod falls;
mod flood;
mod kills;
mod settings;
mod starts;
mod stops;
mod takeover;
