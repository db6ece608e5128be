//! The client of one SMM panel that speaks "API v2": one URL, and calls with `key` and `action`.
//!
//! Owns which fields are sent for which call, and one tracing span a call with provider, action,
//! status and duration. Must never log or return the URL, the key or a link, the panel's words
//! only as they were cleaned, and must never send an `add` twice.

use std::borrow::Cow;
use std::fmt;
use std::time::Instant;

use futures::future::BoxFuture;
use secrecy::{ExposeSecret, SecretString};
use tracing::field::Empty;
use tracing::{Instrument, info_span};

use super::limit::Limit;
use super::listing;
use super::request::Writer;
use crate::domain::catalog::Listing;
use crate::domain::fields::{Field, Kept};
use crate::domain::provider_address::AddressPolicy;
use crate::providers::fault::{Failure, Fault};
use crate::providers::http::{self, Http, HttpReply, Purpose, Timeouts};
use crate::providers::options::{Method, Options};
use crate::providers::redact::Redactor;
use crate::providers::setup::{
    DEFAULT_BODY_CAP_BYTES, DEFAULT_CONNECT_TIMEOUT_MS, DEFAULT_TIMEOUT_MS, SetupError, read_url,
};
use crate::providers::{
    BATCH_MAX, Balance, Cancels, Products, Provider, Refills, RejectReason, Row, Statuses,
    Submission, SubmitOutcome, Submitted, reading, said, submit,
};

/// The largest service list.
pub const DEFAULT_SERVICES_CAP_BYTES: usize = 32 * 1024 * 1024;

/// The longest field of an order that goes in a query, in bytes: what servers commonly read of a
/// request's first line is 8 KiB, and a letter may become three bytes for each of its own.
pub(super) const QUERY_MAX: usize = 2_400;

/// How to reach one panel.
#[derive(Clone)]
pub struct PanelSettings {
    /// The provider's name, as it is stored with orders and shown to admins.
    pub name: String,
    /// The whole URL, `http` or `https`; a secret, because keys hide in paths and queries.
    pub url: SecretString,
    /// The API key.
    pub key: SecretString,
    /// For a whole call, in milliseconds; 30,000 by default.
    pub timeout_ms: u64,
    /// For reaching the host, in milliseconds; 5,000 by default.
    pub connect_timeout_ms: u64,
    /// See [`DEFAULT_SERVICES_CAP_BYTES`].
    pub services_cap_bytes: usize,
    /// The largest answer but a service list, in bytes; 1 MiB by default.
    pub body_cap_bytes: usize,
    /// What this panel wants differently.
    pub options: Options,
    /// Where it may be.
    pub addresses: AddressPolicy,
}

impl PanelSettings {
    /// Settings with the default limits, for a panel that may be anywhere.
    #[must_use]
    pub fn new(name: impl Into<String>, url: SecretString, key: SecretString) -> Self {
        Self {
            name: name.into(),
            url,
            key,
            timeout_ms: DEFAULT_TIMEOUT_MS,
            connect_timeout_ms: DEFAULT_CONNECT_TIMEOUT_MS,
            services_cap_bytes: DEFAULT_SERVICES_CAP_BYTES,
            body_cap_bytes: DEFAULT_BODY_CAP_BYTES,
            options: Options::default(),
            addresses: AddressPolicy::Any,
        }
    }
}

/// A panel that can be called; one for the life of the process.
pub struct Panel {
    pub(super) settings: PanelSettings,
    writer: Writer,
    pub(super) redactor: Redactor,
    limit: Option<Limit>,
    http: Http,
}

impl fmt::Debug for Panel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Panel").field("name", &self.settings.name).finish_non_exhaustive()
    }
}

impl Panel {
    /// Prepares the clients; calls nobody.
    ///
    /// # Errors
    /// A [`SetupError`] that says which setting is unusable.
    pub fn new(settings: PanelSettings) -> Result<Self, SetupError> {
        let url = read_url(settings.url.expose_secret()).ok_or(SetupError::BadUrl)?;
        if settings.addresses == AddressPolicy::Public {
            // The names of the web alone are asked for by the resolver that checks them.
            settings.addresses.read(url.as_str()).map_err(|_| SetupError::BadUrl)?;
        }
        if settings.key.expose_secret().trim().is_empty() {
            return Err(SetupError::NoKey);
        }
        let caps = settings.services_cap_bytes.min(settings.body_cap_bytes);
        if settings.timeout_ms == 0 || settings.connect_timeout_ms == 0 || caps == 0 {
            return Err(SetupError::BadLimit);
        }
        let (exchange_ms, connect_ms) = (settings.timeout_ms, settings.connect_timeout_ms);
        let http = Http::new(Timeouts { exchange_ms, connect_ms }, settings.addresses)
            .map_err(|_| SetupError::Client)?;
        let redactor = Redactor::new(&url, settings.key.expose_secret(), &settings.options);
        let writer =
            Writer::new(url, &settings.key, &settings.options).ok_or(SetupError::BadKey)?;
        let limit = settings.options.requests_per_minute.map(Limit::per_minute);
        Ok(Self { settings, writer, redactor, limit, http })
    }

    pub(super) async fn read(
        &self,
        action: &str,
        fields: &[(&str, &str)],
    ) -> Result<HttpReply, Fault> {
        let cap_bytes = match action {
            "services" | "products" => self.settings.services_cap_bytes,
            _ => self.settings.body_cap_bytes,
        };
        self.admit(action).map_err(|_| Fault::Throttled)?;
        self.call(Purpose::Reading, action, fields, cap_bytes).await
    }

    /// Counts a call; the wait in milliseconds when there are too many.
    pub(super) fn admit(&self, action: &str) -> Result<(), i64> {
        self.limit.as_ref().map_or(Ok(()), |limit| limit.admit(action))
    }

    pub(super) async fn call(
        &self,
        purpose: Purpose,
        action: &str,
        fields: &[(&str, &str)],
        cap_bytes: usize,
    ) -> Result<HttpReply, Fault> {
        let provider = self.settings.name.as_str();
        let span =
            info_span!("provider_call", provider, action, status = Empty, elapsed_ms = Empty);
        let client = self.http.client(purpose);
        let request = self.writer.write(client, &self.settings.options, action, fields);
        let started = Instant::now();
        async {
            let result = http::exchange(request, cap_bytes).await;
            http::record(&result, started);
            result
        }
        .instrument(span)
        .await
    }

    /// A question whose answer is of no use.
    pub(super) fn failed(&self, fault: Fault, answer: &HttpReply) -> Failure {
        Failure { fault, said: said::said(&self.redactor, &answer.body) }
    }

    async fn add(&self, submission: &Submission) -> Submitted {
        // Refused here, nothing is sent.
        if submission.kind.is_product() || submission.kind.tests_mail() {
            return unsendable(RejectReason::TypeField).into();
        }
        let Some(of_type) = fields_of(submission) else {
            return unsendable(RejectReason::TypeField).into();
        };
        if submission.kind.most() > 1 && submission.quantity < 1 {
            return unsendable(RejectReason::BadQuantity).into();
        }
        let mut fields = vec![("service", submission.service_id.as_str())];
        fields.extend(of_type.iter().map(|(name, value)| (*name, value.as_ref())));
        let options = &self.settings.options;
        if let (Some(field), Some(value)) = (&options.request_id_field, &submission.request_id) {
            fields.push((field, value));
        }
        if options.method == Method::Get && fields.iter().any(|(_, text)| text.len() > QUERY_MAX) {
            tracing::warn!(provider = self.settings.name, "an order is too long for a query");
            return unsendable(RejectReason::TooLong).into();
        }
        if let Err(wait_ms) = self.admit("add") {
            return submit::throttled(wait_ms).into();
        }
        let cap_bytes = self.settings.body_cap_bytes;
        self.placed(self.call(Purpose::Placing, "add", &fields, cap_bytes).await)
    }

    pub(super) fn placed(&self, answer: Result<HttpReply, Fault>) -> Submitted {
        match answer {
            Ok(HttpReply { status, retry_after_ms, body }) => {
                let words = &self.settings.options.words;
                let outcome = submit::read_add(words, status, &body, retry_after_ms);
                let is_taken = matches!(outcome, SubmitOutcome::Accepted { .. });
                let said = (!is_taken).then(|| said::said(&self.redactor, &body)).flatten();
                Submitted { outcome, said }
            }
            Err(fault) => submit::unanswered(fault).into(),
        }
    }

    async fn ask_many(&self, ids: &[String]) -> Result<Statuses, Failure> {
        if ids.len() > BATCH_MAX {
            return Err(Fault::TooLarge.into());
        }
        if ids.is_empty() || !self.settings.options.batch {
            return Ok(Statuses { rows: Default::default(), by_id: ids.is_empty() });
        }
        let answer = self.read("statuses", &[("orders", &ids.join(","))]).await?;
        reading::statuses(&self.settings.options.words, answer.status, &answer.body, ids)
            .map_err(|fault| self.failed(fault, &answer))
    }
}

impl Provider for Panel {
    fn name(&self) -> &str {
        &self.settings.name
    }

    fn submit<'a>(&'a self, submission: &'a Submission) -> BoxFuture<'a, Submitted> {
        Box::pin(self.add(submission))
    }

    fn services(&self) -> BoxFuture<'_, Result<Listing, Failure>> {
        Box::pin(async {
            let answer = self.read("services", &[]).await?;
            let options = &self.settings.options;
            let mut listed = listing::services(&options.words, answer.status, &answer.body)
                .map_err(|fault| self.failed(fault, &answer))?;
            for package in listed.rows.iter_mut().filter(|row| row.kind.is_package()) {
                package.pricing = options.package_pricing;
            }
            Ok(listed)
        })
    }

    fn status<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Row, Failure>> {
        Box::pin(async move {
            let answer = self.read("status", &[("order", id)]).await?;
            reading::status(&self.settings.options.words, answer.status, &answer.body, id)
                .map_err(|fault| self.failed(fault, &answer))
        })
    }

    fn statuses<'a>(&'a self, ids: &'a [String]) -> BoxFuture<'a, Result<Statuses, Failure>> {
        Box::pin(self.ask_many(ids))
    }

    fn balance(&self) -> BoxFuture<'_, Result<Balance, Failure>> {
        Box::pin(async {
            let answer = self.read("balance", &[]).await?;
            reading::balance(&self.settings.options.words, answer.status, &answer.body)
                .map_err(|fault| self.failed(fault, &answer))
        })
    }

    fn window(&self) -> u32 {
        self.settings.options.window
    }

    fn has_batch(&self) -> bool {
        self.settings.options.batch
    }

    fn products(&self) -> Option<&dyn Products> {
        self.settings.options.products.then_some(self)
    }

    fn refills(&self) -> Option<&dyn Refills> {
        Some(self)
    }

    fn cancels(&self) -> Option<&dyn Cancels> {
        Some(self)
    }
}

/// Exactly the parameters that the type is made of; `None` when one is missing.
fn fields_of(submission: &Submission) -> Option<Vec<(&'static str, Cow<'_, str>)>> {
    let entered = |field: Field| {
        let found = submission.entered.iter().find(|(other, _)| *other == field);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    };
    let value = |field: Field| match field.kept() {
        Kept::Link => Some(Cow::Borrowed(submission.link.as_str())),
        Kept::Quantity => Some(Cow::Owned(submission.quantity.to_string())),
        Kept::Sealed => None,
        Kept::List | Kept::Text => entered(field).map(|value| Cow::Borrowed(field.on_wire(value))),
    };
    let mut sent = Vec::new();
    for field in submission.kind.fields(entered).filter(|field| !field.wire().is_empty()) {
        match (field, submission.kind.is_for_posts()) {
            // Each post gets exactly what was paid for.
            (Field::Quantity, true) => {
                sent.extend([("min", value(field)?), ("max", value(field)?)]);
            }
            _ => sent.push((field.wire(), value(field)?)),
        }
    }
    Some(sent).filter(|sent| !sent.is_empty())
}

pub(super) fn unsendable(reason: RejectReason) -> SubmitOutcome {
    SubmitOutcome::Unsendable { reason: reason.into() }
}
