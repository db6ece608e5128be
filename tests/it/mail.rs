//! Tests of customers' own mail domains: from the button to the final state, and everything that
//! must not lead there.

mod buying;
mod consent;
mod lost;
mod owners;
mod refused;
mod secrets;
mod sources;
mod strangers;
