//! What is sold, from whom and for how much: lists of providers, their settings and stops, the
//! markup and its guard, sources, and what owners call things. And how customers find and keep it.

pub mod built_in;
pub mod favourites;
pub(crate) mod guard;
pub(crate) mod markup;
pub mod naming;
pub mod products;
pub mod providers;
pub mod search;
pub mod sources;
pub(crate) mod sync;
pub(crate) mod sync_requests;
