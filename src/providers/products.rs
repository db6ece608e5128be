//! Products: an ability that a provider may have. Nothing of it may show goods or a buyer's answer.

use futures::future::BoxFuture;
use secrecy::SecretString;

use super::fault::Failure;
use super::{Row, Submitted};
use crate::domain::catalog::ProductListing;

/// The calls about products of a provider that sells them.
pub trait Products: Send + Sync {
    /// The products on sale now, and the rows that cannot be sold as they are.
    ///
    /// # Errors
    /// A [`Failure`].
    fn list_products(&self) -> BoxFuture<'_, Result<ProductListing, Failure>>;

    /// Sends one order, once; see [`super::Provider::submit`].
    fn submit_product<'a>(&'a self, submission: &'a ProductSubmission) -> BoxFuture<'a, Submitted>;

    /// The state of one order, and what was delivered.
    ///
    /// # Errors
    /// A [`Failure`], always without words: goods might be among them.
    fn product_status<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<ProductRow, Failure>>;
}

/// One order of a product as it is sent.
#[derive(Debug)]
pub struct ProductSubmission {
    /// The provider's own id of the product.
    pub product_id: String,
    /// Pieces, at least 1.
    pub quantity: i64,
    /// What the buyer answered to what the provider asks.
    pub answer: Option<SecretString>,
    /// See [`super::Submission::request_id`].
    pub request_id: Option<String>,
}

/// What a provider says about one order of a product.
#[derive(Debug)]
pub struct ProductRow {
    /// The state.
    pub row: Row,
    /// The goods, if they are there.
    pub goods: Option<SecretString>,
}

impl From<Row> for ProductRow {
    fn from(row: Row) -> Self {
        Self { row, goods: None }
    }
}
