//! Updates on their way in: fetched or received as raw text, kept in the inbox, and read. Must
//! never act on an update before it is committed.

pub mod poll;
pub(crate) mod reading;
pub(crate) mod sealing;
pub mod stars;
