//! What one panel wants differently, as its owner says it in one JSON object.
//!
//! Owns the names of these options and which values contradict each other. Must never guess at a
//! value that it does not know, nor show one: header values and keys are secrets.

mod reader;
mod system;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue, USER_AGENT};
use thiserror::Error;

pub use super::mail::options::Options as MailOptions;
pub use super::upmobile::options::Options as UpmobileOptions;
use super::vocabulary::Vocabulary;
use super::wire::{self, Members};
use crate::domain::pricing::Pricing;
use crate::domain::window::Window;
use reader::Reader;
pub use system::System;

const MEMBERS: [&str; 18] = [
    "method",
    "body",
    "actions",
    "fields",
    "key_in",
    "batch",
    "package_pricing",
    "cancel",
    "refill",
    "request_id_field",
    "order_id_at",
    "statuses",
    "errors",
    "headers",
    "user_agent",
    "requests_per_minute",
    "window",
    "products",
];

/// Actions of the protocol (docs/protocols.md, "Calls"). `statuses` is the question about several
/// orders, which is `status` again unless it is renamed.
const ACTIONS: [&str; 11] = [
    "services",
    "add",
    "status",
    "statuses",
    "refill",
    "refill_status",
    "cancel",
    "balance",
    "products",
    "add_product_order",
    "product_order_status",
];

/// Parameters of the protocol (docs/protocols.md, "Calls" and "Types and their fields").
const FIELDS: [&str; 33] = [
    "key",
    "action",
    "service",
    "link",
    "quantity",
    "order",
    "orders",
    "refill",
    "refills",
    "runs",
    "interval",
    "keywords",
    "comments",
    "usernames",
    "username",
    "hashtags",
    "hashtag",
    "media",
    "answer_number",
    "groups",
    "min",
    "max",
    "delay",
    "posts",
    "old_posts",
    "expiry",
    "country",
    "device",
    "type_of_traffic",
    "google_keyword",
    "referring_url",
    "product",
    "require",
];

/// Names that are never sent together and may be one.
const ALTERNATIVES: [(&str, &str); 3] =
    [("order", "orders"), ("refill", "refills"), ("status", "statuses")];

/// Why options cannot be used. The text names members, never values.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct OptionsError(String);

impl OptionsError {
    /// What is wrong, without the value.
    pub(super) fn of(problem: impl Into<String>) -> Self {
        Self(problem.into())
    }
}

fn wrong<T>(problem: impl Into<String>) -> Result<T, OptionsError> {
    Err(OptionsError(problem.into()))
}

/// How a call is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// Parameters in the body.
    #[default]
    Post,
    /// Parameters in the query. Gateways may repeat such a call by themselves, `add` too, so this
    /// is only for panels that take nothing else.
    Get,
}

/// How the parameters of a POST are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Body {
    /// `application/x-www-form-urlencoded`.
    #[default]
    Form,
    /// One JSON object; ids and counts that are whole numbers are written as numbers.
    Json,
}

/// Where the API key goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum KeyPlace {
    /// Beside the parameters, as `key` unless that is renamed.
    #[default]
    Body,
    /// `Authorization: Bearer …`.
    Bearer,
    /// Bare, in this header.
    Header(HeaderName),
}

/// How a refill or a cancel names what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AskForm {
    /// `orders`, a list.
    #[default]
    Orders,
    /// `order`, one at a time.
    Order,
}

/// Renamed actions or parameters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names(BTreeMap<String, String>);

impl Names {
    /// What the panel calls it; the protocol's own name where nothing else is set.
    #[must_use]
    pub fn of<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

/// What one panel wants differently. The default is the protocol as most panels speak it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// POST or GET.
    pub method: Method,
    /// Form or JSON.
    pub body: Body,
    /// Other names of actions.
    pub actions: Names,
    /// Other names of parameters.
    pub fields: Names,
    /// Where the key goes.
    pub key_in: KeyPlace,
    /// Whether several orders can be asked about at once.
    pub batch: bool,
    /// What a package's rate is for.
    pub package_pricing: Pricing,
    /// How orders are canceled.
    pub cancel: AskForm,
    /// How refills are asked for: one order at a time unless the panel answers several row by row.
    pub refill: AskForm,
    /// The parameter of `add` that carries a value of the order's own, the same at every attempt,
    /// so that the panel can tell a repetition.
    pub request_id_field: Option<String>,
    /// The panel's own status words and error sentences, and where it names a new order.
    pub words: Vocabulary,
    /// More headers; values are marked sensitive.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// Instead of the shop's own `User-Agent`; marked sensitive.
    pub user_agent: Option<HeaderValue>,
    /// The most calls in any minute, 4 to 6,000. What is more is refused at once and not sent: an
    /// order stays queued, a question is asked again in its next round.
    pub requests_per_minute: Option<NonZeroU32>,
    /// The most orders under way at once, 1 to [`Window::LARGEST`].
    pub window: u32,
    /// Whether the panel sells products, by actions of their own.
    pub products: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            method: Method::default(),
            body: Body::default(),
            actions: Names::default(),
            fields: Names::default(),
            key_in: KeyPlace::default(),
            batch: true,
            package_pricing: Pricing::Flat,
            cancel: AskForm::default(),
            refill: AskForm::Order,
            request_id_field: None,
            words: Vocabulary::default(),
            headers: Vec::new(),
            user_agent: None,
            requests_per_minute: None,
            window: Window::USUAL,
            products: false,
        }
    }
}

impl Options {
    /// The same, with amounts in the account's currency: its sign or code may stand beside them.
    #[must_use]
    pub fn in_currency(mut self, code: &str) -> Self {
        code.clone_into(&mut self.words.currency);
        self
    }

    /// Reads one JSON object. A member that is not there keeps its default.
    ///
    /// # Errors
    /// An unknown or repeated member, a value of another type, or two that contradict each other.
    pub fn parse(text: &str) -> Result<Self, OptionsError> {
        let Some(members) = wire::object(text) else {
            return wrong("must be one JSON object");
        };
        known(&members)?;
        let read = Reader(&members);
        let options = Self {
            method: read.choice("method", &[("post", Method::Post), ("get", Method::Get)])?,
            body: read.choice("body", &[("form", Body::Form), ("json", Body::Json)])?,
            actions: read.names("actions", &ACTIONS)?,
            fields: read.names("fields", &FIELDS)?,
            key_in: read.key_place()?,
            batch: read.batch()?,
            package_pricing: read.choice(
                "package_pricing",
                &[("flat", Pricing::Flat), ("per_1000", Pricing::PerThousand)],
            )?,
            cancel: read
                .choice("cancel", &[("orders", AskForm::Orders), ("order", AskForm::Order)])?,
            refill: read
                .choice("refill", &[("order", AskForm::Order), ("orders", AskForm::Orders)])?,
            request_id_field: read.request_id_field()?,
            words: read.words()?,
            headers: read.headers()?,
            user_agent: read.user_agent()?,
            requests_per_minute: read.per_minute()?,
            window: read.window()?,
            products: read.products()?,
        };
        options.agree(&members)?;
        Ok(options)
    }

    /// What the panel calls an action; a question about several orders is `status` again unless it
    /// has a name of its own.
    #[must_use]
    pub fn action<'a>(&'a self, action: &'a str) -> &'a str {
        match action {
            "statuses" if !self.actions.has("statuses") => self.actions.of("status"),
            action => self.actions.of(action),
        }
    }

    /// Refuses values of which one would silently win over the other.
    fn agree(&self, members: &Members<'_>) -> Result<(), OptionsError> {
        if self.method == Method::Get && members.get("body").is_some() {
            return wrong("body has no meaning where method is get");
        }
        if self.key_in != KeyPlace::Body && self.fields.has("key") {
            return wrong("fields renames key, but key_in does not send it as a parameter");
        }
        if !self.batch && self.actions.has("statuses") {
            return wrong("actions renames statuses, but batch is false");
        }
        let has_header = |name: &HeaderName| self.headers.iter().any(|(other, _)| other == name);
        let of_key = match &self.key_in {
            KeyPlace::Body => None,
            KeyPlace::Bearer => Some(&AUTHORIZATION),
            KeyPlace::Header(name) => Some(name),
        };
        if of_key.is_some_and(has_header) {
            return wrong("headers sets the header that key_in uses");
        }
        let is_named = of_key == Some(&USER_AGENT) || has_header(&USER_AGENT);
        if self.user_agent.is_some() && is_named {
            return wrong("user_agent is set twice");
        }
        distinct("actions", &ACTIONS, &self.actions, None)?;
        distinct("fields", &FIELDS, &self.fields, self.request_id_field.as_deref())
    }
}

/// The provider's own words for states, where its options have any.
///
/// # Errors
/// A word that is there twice, or for something that no state is.
pub(super) fn read_statuses(members: &Members<'_>) -> Result<Vocabulary, OptionsError> {
    let mut words = Vocabulary::default();
    Reader(members).statuses(&mut words)?;
    Ok(words)
}

fn known(members: &Members<'_>) -> Result<(), OptionsError> {
    for (name, _) in members.iter() {
        if !MEMBERS.contains(&name) {
            return wrong(format!("has an unknown member; the known ones are {}", list(&MEMBERS)));
        }
        if members.repeats(name) {
            return wrong(format!("{name} is there twice"));
        }
    }
    Ok(())
}

/// Two things that may be sent together must not have one name.
fn distinct(
    member: &str,
    all: &[&str],
    names: &Names,
    extra: Option<&str>,
) -> Result<(), OptionsError> {
    for (index, one) in all.iter().enumerate() {
        let clashes = |other: &&&str| {
            names.of(one) == names.of(other) && !ALTERNATIVES.contains(&(*one, **other))
        };
        if let Some(other) = all.iter().skip(index.saturating_add(1)).find(clashes) {
            return wrong(format!("{member} gives {one} and {other} the same name"));
        }
        if extra.is_some_and(|extra| extra == *one || extra == names.of(one)) {
            return wrong(format!("request_id_field is the name of {one}"));
        }
    }
    Ok(())
}

fn list(names: &[&str]) -> String {
    names.join(", ")
}
