//! The client of Upmobile, which tops up phones and games.

pub mod options;
