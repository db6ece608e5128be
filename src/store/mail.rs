//! Tests of customers' mail domains: consents and their checks, and the address of each order.

pub mod checks;
pub mod consents;
pub mod orders;
