//! Money on its way in: asked for, offered by a gateway, arrived and credited; or given by hand.
//! What arrives is credited to its owner whatever was asked for; must never credit one thing twice.

pub(crate) mod arrivals;
pub(crate) mod asking;
mod bonus;
pub(crate) mod card;
pub mod decide;
pub mod manual;
pub(crate) mod offers;
pub mod questions;
pub mod stars;
pub(crate) mod top_ups;
pub(crate) mod waits;
