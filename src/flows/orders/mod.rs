//! An order's life: quoted, confirmed, submitted, followed, and its money back where it is due.

pub mod answers;
pub mod cancel;
pub mod card;
pub(crate) mod charge;
pub mod children;
pub mod coupons;
pub mod failover;
pub mod goods;
pub(crate) mod lists;
pub mod mass_order;
pub mod place_order;
pub mod progress;
pub mod quote;
pub mod refund;
pub(crate) mod refusals;
pub mod requests;
pub mod retries;
pub(crate) mod returns;
pub mod review;
pub mod submission;
pub(crate) mod told;
