//! Top-ups of phones and games before and beside their order: the price that is asked for first,
//! the trial before any is sold, and what is kept of an operation.

pub mod doubts;
pub mod operations;
pub mod preview_card;
pub mod previews;
pub mod trials;
