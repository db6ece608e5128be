//! Top-ups of phones and games: the prices that are asked for them, what their operations did, and
//! the trials before any is sold.

pub mod operations;
pub mod previews;
pub mod trials;
