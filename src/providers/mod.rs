//! Upstream systems as the shop sees them: one trait, and answers that say how much is known.
//! Workers call it; `app/clients.rs` and `workers/roster.rs` make its clients.
//!
//! Owns the HTTP clients of providers. Every kind is a folder; the files here are what several
//! share: how a client is made (`options`, `setup`), exchange, words and secrets of an answer
//! (`http`, `body`, `wire`, `envelope`, `fault`, `error_table`, `vocabulary`, `redact`, `said`),
//! what one proves (`submit`, `reading`), and the abilities that not all have (`asking`,
//! `products`, `recharges`). A submission is answered by an outcome and never by an error, because
//! money hangs on the difference between "refused" and "nobody knows". Must never touch the
//! database, resend a submission, or pass a URL or key to a caller; a provider's own words only as
//! `said` has cleaned them.

pub mod asking;
mod body;
mod envelope;
pub mod error_table;
pub mod exchange_rates;
mod fault;
mod http;
pub mod mail;
pub mod options;
pub mod panel;
pub mod products;
mod reading;
pub mod recharges;
mod redact;
mod said;
mod setup;
mod submit;
pub mod upmobile;
pub mod vocabulary;
mod wire;

#[cfg(test)]
#[path = "../../tests/it/support/mutation/mod.rs"]
mod mutation;

use std::collections::HashMap;

use futures::future::BoxFuture;
use rust_decimal::Decimal;

use crate::domain::catalog::{Listing, ServiceType};
use crate::domain::fields::Field;
use crate::domain::order::{Reason, Report};
use crate::domain::provider::Said;
use crate::domain::window::Window;

pub use crate::domain::order::reason::{NotPlacedCause, RejectReason, UnknownCause};
pub use asking::{AskAnswer, AskOutcome, Cancels, Refills};
pub use error_table::ErrorClass;
pub use fault::{Failure, Fault};
pub use mail::SendsMail;
pub use options::{Options, OptionsError, System};
pub use panel::{Panel, PanelSettings};
pub use products::{ProductRow, ProductSubmission, Products};
pub use recharges::Recharges;
pub use setup::SetupError;
pub use submit::filed;

/// The most order ids one [`Provider::statuses`] call may carry; callers split longer lists.
pub const BATCH_MAX: usize = 100;

/// What one submission came to. Only `Rejected` and `NotPlaced` say that nothing was placed; they
/// need no order id and an HTTP status below 500, and a listed error text or a status under which
/// nobody handles an order; or a connection never made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubmitOutcome {
    /// The provider took the order under this id (text, 1 to 64 printable ASCII characters).
    Accepted { id: String },
    /// Nothing was placed, and sending the same again would be refused again.
    Rejected { reason: RejectReason },
    /// The client cannot send the order: nothing was sent, and the provider has said nothing.
    Unsendable { reason: Reason },
    /// Nothing was placed; the same may be sent again after `retry_after_ms` (1 s to 1 h).
    NotPlaced { cause: NotPlacedCause, retry_after_ms: i64 },
    /// The order may exist. Never send it again by itself. `id` is whatever id came along.
    Unknown { cause: UnknownCause, id: Option<String> },
}

/// What one submission came to, and what the provider said unless it took the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    /// What it came to.
    pub outcome: SubmitOutcome,
    /// The provider's words.
    pub said: Option<Said>,
}

impl From<SubmitOutcome> for Submitted {
    fn from(outcome: SubmitOutcome) -> Self {
        Self { outcome, said: None }
    }
}

/// One order as it is sent to a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The provider's own id of the service.
    pub service_id: String,
    /// Decides which fields are sent.
    pub kind: ServiceType,
    /// The cleaned link.
    pub link: String,
    /// Pieces, at least 1; sent for the types whose customer chooses it.
    pub quantity: i64,
    /// What was entered into the fields of the type, each as it reads it; lists one item a line.
    pub entered: Vec<(Field, String)>,
    /// A value of the order's own, the same at every attempt, up to 64 printable ASCII characters;
    /// sent only to a panel whose options name a field for it.
    pub request_id: Option<String>,
}

/// The shop's money at a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// Units of the provider's currency; may be negative.
    pub amount: Decimal,
    /// Upper-cased code, when the provider names one.
    pub currency: Option<String>,
}

/// What a provider says about one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A status that could be read.
    Report(Report),
    /// The provider says that it does not know the id.
    NotFound,
    /// Something else; it says nothing about the order.
    Unreadable,
}

/// The answer to a batch of ids. An id without a row is no news about that order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statuses {
    /// Rows by provider order id; only ids that were asked for.
    pub rows: HashMap<String, Row>,
    /// False when the answer names none of the ids: `rows` is empty then, ask one by one.
    pub by_id: bool,
}

/// One upstream system. Calls are bounded in time and size by the implementation.
pub trait Provider: Send + Sync {
    /// The name from the settings, as it is stored with orders.
    fn name(&self) -> &str;

    /// Sends one order, once. Never retried inside; cancelling the future leaves it unknown.
    fn submit<'a>(&'a self, submission: &'a Submission) -> BoxFuture<'a, Submitted>;

    /// The services on sale now, cleaned, and the rows that cannot be sold as they are.
    ///
    /// # Errors
    /// A [`Failure`]; [`Fault::Shape`] also when more than half of the rows have no id.
    fn services(&self) -> BoxFuture<'_, Result<Listing, Failure>>;

    /// The state of one order. This is the call that may move money.
    ///
    /// # Errors
    /// A [`Failure`] when the answer is about the call and not about the order.
    fn status<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Row, Failure>>;

    /// The states of at most [`BATCH_MAX`] orders; none at all makes no call.
    ///
    /// # Errors
    /// A [`Failure`]; [`Fault::TooLarge`] for more ids than that.
    fn statuses<'a>(&'a self, ids: &'a [String]) -> BoxFuture<'a, Result<Statuses, Failure>>;

    /// The shop's money at this provider.
    ///
    /// # Errors
    /// A [`Failure`].
    fn balance(&self) -> BoxFuture<'_, Result<Balance, Failure>>;

    /// How many orders may be under way to it at once, 1 to [`Window::LARGEST`].
    fn window(&self) -> u32 {
        Window::USUAL
    }

    /// Whether [`Provider::statuses`] is worth calling.
    fn has_batch(&self) -> bool;

    /// The calls about products, where it sells any.
    fn products(&self) -> Option<&dyn Products> {
        None
    }

    /// As somebody who tops up phones and games, if it does.
    fn recharges(&self) -> Option<&dyn Recharges> {
        None
    }

    /// As somebody who tests mail domains, if it does: its orders go out that way alone.
    fn mail(&self) -> Option<&dyn SendsMail> {
        None
    }

    /// As somebody who fills up again what has dropped off, if it does.
    fn refills(&self) -> Option<&dyn Refills> {
        None
    }

    /// As somebody who can be asked to deliver no more, if it can.
    fn cancels(&self) -> Option<&dyn Cancels> {
        None
    }
}
