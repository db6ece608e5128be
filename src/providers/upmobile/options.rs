//! What the document of Upmobile leaves open, as an owner says it in one JSON object: where the
//! calls go, how the token is sent, the service's own words, and what is sold.
//!
//! Must never guess at a value that it does not know, nor show one.

mod reader;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use reqwest::header::HeaderName;

use crate::domain::limits::Limits;
use crate::domain::recharge::{Category, Menu, Operator};
use crate::providers::OptionsError;
use crate::providers::vocabulary::Vocabulary;
use crate::providers::wire;
use reader::Reader;

const MEMBERS: [&str; 13] = [
    "key_in",
    "paths",
    "statuses",
    "errors",
    "page_parameter",
    "first_page",
    "commission",
    "amount_currency",
    "preview_currency",
    "categories",
    "operators",
    "min_amount",
    "max_amount",
];

/// Where the token goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum TokenPlace {
    /// `Authorization: Bearer …`.
    #[default]
    Bearer,
    /// Bare, in this header.
    Header(HeaderName),
}

/// Where the calls go, below the provider's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The list of accounts.
    pub accounts: String,
    /// One operation; `{id}` stands for its id.
    pub operation: String,
    /// The preview of a withdrawal.
    pub preview: String,
    /// A withdrawal.
    pub withdraw: String,
    /// The list of operations, where the service has one.
    pub operations: Option<String>,
}

impl Default for Paths {
    fn default() -> Self {
        Self {
            accounts: "accounts".to_owned(),
            operation: "operations/{id}".to_owned(),
            preview: "withdrawals/preview".to_owned(),
            withdraw: "withdrawals".to_owned(),
            operations: None,
        }
    }
}

/// Whether the amount of a preview, and that of an operation, contains the commission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Commission {
    /// It comes on top.
    #[default]
    Added,
    /// It is part of the amount.
    Included,
}

/// What the document leaves open; the default is the best reading of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Where the token goes.
    pub token_in: TokenPlace,
    /// Where the calls go.
    pub paths: Paths,
    /// The service's status words and refusals.
    pub words: Vocabulary,
    /// The parameter that says which page of a list is asked for.
    pub page_parameter: String,
    /// The number of the first page.
    pub first_page: u32,
    /// How the figures of a preview are read.
    pub commission: Commission,
    /// The currency in which amounts are chosen; `None` for the account's.
    pub amount_currency: Option<String>,
    /// The code that a preview names where it means the account's currency.
    pub preview_currency: Option<String>,
    /// What is sold, and by which operators.
    pub operators: BTreeMap<Category, Vec<Operator>>,
    /// The smallest and the largest amount, whole units.
    pub amounts: Limits,
}

impl Default for Options {
    fn default() -> Self {
        let sold = [Category::Mobile, Category::Game];
        Self {
            token_in: TokenPlace::default(),
            paths: Paths::default(),
            words: reader::usual_words(),
            page_parameter: "page".to_owned(),
            first_page: 1,
            commission: Commission::default(),
            amount_currency: None,
            preview_currency: None,
            operators: sold.map(|category| (category, reader::usual_operators(category))).into(),
            amounts: Limits { min: 10, max: 5_000 },
        }
    }
}

impl Options {
    /// Reads one JSON object. A member that is not there keeps its default.
    ///
    /// # Errors
    /// An unknown or repeated member, or a value of another kind; named without its value.
    pub fn parse(text: &str) -> Result<Self, OptionsError> {
        let Some(members) = wire::object(text) else {
            return Err(OptionsError::of("must be one JSON object"));
        };
        for (name, _) in members.iter() {
            if !MEMBERS.contains(&name) {
                let known = MEMBERS.join(", ");
                let problem = format!("has an unknown member; the known ones are {known}");
                return Err(OptionsError::of(problem));
            }
            if members.repeats(name) {
                return Err(OptionsError::of(format!("{name} is there twice")));
            }
        }
        let (read, usual) = (Reader(&members), Self::default());
        Ok(Self {
            token_in: read.token_place()?,
            paths: read.paths()?,
            words: read.words()?,
            page_parameter: read.parameter("page_parameter")?.unwrap_or(usual.page_parameter),
            first_page: read.first_page()?,
            commission: read.commission()?,
            amount_currency: read.currency("amount_currency")?,
            preview_currency: read.currency("preview_currency")?,
            operators: read.operators()?,
            amounts: read.amounts()?,
        })
    }

    /// What is sold, where the account is in this currency.
    #[must_use]
    pub fn menu(&self, account_currency: &str) -> Menu {
        let currency = self.amount_currency.as_deref().unwrap_or(account_currency).to_owned();
        Menu { currency, operators: self.operators.clone() }
    }
}
