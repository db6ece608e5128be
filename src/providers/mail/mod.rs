//! The client of a JSON mail API, which is only ever used to test a customer's own mail domain.
//!
//! An order goes out by [`SendsMail::send`] alone, which takes an order's address as the shop has
//! drawn it and a proof that only the check in `consent` can make, for that one order. What
//! [`Provider::submit`] is given is never sent. Must never write to an address that a person typed,
//! nor find another way to an order.
//!
//! [`Provider::submit`]: super::Provider::submit

mod client;
pub mod consent;
pub mod options;
mod pages;
mod rows;
mod words;

#[cfg(test)]
mod client_tests;
#[cfg(test)]
mod mutation_tests;
#[cfg(test)]
mod rows_tests;

use std::collections::BTreeMap;

use futures::future::BoxFuture;

use super::{Failure, Submitted};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::mail::MailTarget;
use consent::FreshDomainProof;

pub use client::{MailApi, MailSettings};

/// One order as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailOrder {
    /// The order.
    pub order: OrderId,
    /// Whose it is.
    pub person: PersonId,
    /// Where the mails go.
    pub target: MailTarget,
    /// How many.
    pub quantity: i64,
}

/// What a provider's lists prove about an address that one order alone has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sighting {
    /// It is in none of them, and they were read whole.
    Absent,
    /// It is there, under this number.
    Placed {
        /// The provider's own.
        id: String,
    },
    /// It is there without a number, or under several: a person has to look.
    Doubtful,
}

/// A provider of tests of mail domains.
pub trait SendsMail: Send + Sync {
    /// Sends one order, once, if the proof is for it and fresh; else nothing is sent. Cancelling
    /// the future leaves it unknown.
    fn send(&self, order: MailOrder, proof: FreshDomainProof) -> BoxFuture<'_, Submitted>;

    /// Looks for addresses in the lists of orders and of payments. What was written there without
    /// an address since `since_ms`, unix milliseconds, could be any of them.
    ///
    /// # Errors
    /// A [`Failure`]; [`super::Fault::Shape`] also where it is not sure that both lists were read
    /// whole.
    fn look_for<'a>(
        &'a self,
        targets: &'a [MailTarget],
        since_ms: i64,
    ) -> BoxFuture<'a, Result<BTreeMap<String, Sighting>, Failure>>;
}
