//! What is sold, from whom and for how much: lists of providers, their settings and stops, the
//! markup and its guard.

pub(crate) mod guard;
pub(crate) mod markup;
pub mod providers;
pub(crate) mod sync;
pub(crate) mod sync_requests;
