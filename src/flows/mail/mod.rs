//! Tests of customers' own mail domains: the consent that a customer proves by DNS, what a domain
//! may get, and what became of an order that nobody answered for. Must never let an order pass
//! without a proved consent of its customer for exactly its domain.

pub mod consents;
pub mod placing;
pub mod reconciling;
pub mod sending;
