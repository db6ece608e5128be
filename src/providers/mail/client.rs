//! The calls: one address, POST, JSON, an `action` each. Owns what is sent. Must never log or
//! return the address, which is a secret whole, nor send an order twice or without a proof for it.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use futures::future::BoxFuture;
use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use rust_decimal::Decimal;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use tracing::field::Empty;
use tracing::{Instrument, Span, info_span};

use super::consent::{FreshDomainProof, ProofUse};
use super::options::Options;
use super::pages::{self, Page};
use super::{MailOrder, SendsMail, Sighting, rows, words};
use crate::domain::catalog::{BuiltInName, Listed, Listing, ServiceType};
use crate::domain::mail::{ConsentProblem, MAILS_MAX, MAILS_MIN, MailTarget};
use crate::domain::order::Reason;
use crate::domain::pricing::Pricing;
use crate::domain::provider_address::AddressPolicy;
use crate::providers::http::{self, Http, HttpReply, Purpose, Timeouts};
use crate::providers::redact::Redactor;
use crate::providers::vocabulary::Vocabulary;
use crate::providers::{
    Balance, Failure, Fault, Provider, RejectReason, Row, SetupError, Statuses, Submission,
    SubmitOutcome, Submitted, reading, said, submit,
};

/// A whole exchange, milliseconds, connecting included.
const TIMEOUT_MS: u64 = 30_000;
/// DNS, TCP and TLS, milliseconds.
const CONNECT_TIMEOUT_MS: u64 = 5_000;
/// The largest answer, bytes.
const BODY_CAP_BYTES: usize = 1024 * 1024;
/// The shop's own number of the one thing that is sold.
const SERVICE_ID: &str = "load-test";
/// The currency of the document.
const CURRENCY: &str = "USD";

/// How to reach a mail provider.
#[derive(Clone)]
pub struct MailSettings {
    /// The provider's name, as it is stored with orders.
    pub name: String,
    /// The whole address, a secret.
    pub url: SecretString,
    /// What the document leaves open.
    pub options: Options,
    /// A whole exchange, milliseconds, above 0.
    pub timeout_ms: u64,
}

impl MailSettings {
    /// Settings with the default limits.
    #[must_use]
    pub fn new(name: impl Into<String>, url: SecretString, options: Options) -> Self {
        Self { name: name.into(), url, options, timeout_ms: TIMEOUT_MS }
    }
}

/// A mail provider that can be called.
pub struct MailApi {
    name: String,
    url: Url,
    rate: Decimal,
    words: Vocabulary,
    redactor: Redactor,
    http: Http,
}

impl fmt::Debug for MailApi {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("MailApi").field("name", &self.name).finish_non_exhaustive()
    }
}

impl MailApi {
    /// Prepares the clients; calls nobody.
    ///
    /// # Errors
    /// A [`SetupError`] that says which setting is unusable.
    pub fn new(settings: MailSettings) -> Result<Self, SetupError> {
        let MailSettings { name, url, options, timeout_ms } = settings;
        let url = Url::parse(url.expose_secret().trim()).map_err(|_| SetupError::BadUrl)?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(SetupError::BadUrl);
        }
        let connect_ms = CONNECT_TIMEOUT_MS.min(timeout_ms);
        let timeouts = Timeouts { exchange_ms: timeout_ms, connect_ms };
        let http = Http::new(timeouts, AddressPolicy::Any).map_err(|_| SetupError::Client)?;
        let redactor = Redactor::new(&url, "", &crate::providers::Options::default());
        let words = words::with_errors(&options.statuses, CURRENCY);
        Ok(Self { name, url, rate: options.rate, words, redactor, http })
    }

    async fn call(
        &self,
        purpose: Purpose,
        action: &str,
        fields: serde_json::Value,
    ) -> Result<HttpReply, Fault> {
        let provider = self.name.as_str();
        let span = info_span!("provider_call", provider, action, status = Empty);
        let mut body = json!({ "action": action });
        if let (Some(body), serde_json::Value::Object(fields)) = (body.as_object_mut(), fields) {
            body.extend(fields);
        }
        let request = self
            .http
            .client(purpose)
            .post(self.url.clone())
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .body(body.to_string());
        async {
            let result = http::exchange(request, BODY_CAP_BYTES).await;
            match &result {
                Ok(answer) => Span::current().record("status", answer.status),
                Err(fault) => Span::current().record("status", fault.as_str()),
            };
            tracing::debug!("provider answered");
            result
        }
        .instrument(span)
        .await
    }

    fn failed(&self, fault: Fault, answer: &HttpReply) -> Failure {
        Failure { fault, said: said::said(&self.redactor, &answer.body) }
    }

    async fn page(&self, list: &str, number: usize) -> Result<Page, Failure> {
        let fields = json!({ "page": number, "per_page": pages::PER_PAGE });
        let answer = self.call(Purpose::Reading, list, fields).await?;
        let body = crate::providers::body::value(&answer.body);
        reading::vet(&self.words, answer.status, body)
            .and_then(|()| pages::read(&answer.body, list, number))
            .map_err(|fault| self.failed(fault, &answer))
    }

    /// The newest rows first: whoever is asked about is mostly one of them. Ends where all are
    /// found.
    async fn rows_of(&self, ids: &[String]) -> Result<HashMap<String, Row>, Failure> {
        let mut found = HashMap::with_capacity(ids.len());
        let first = self.page("orders", 1).await?;
        let last = pages::pages_of(first.total).max(1);
        let mut numbers = (1..=last).rev();
        for number in numbers.by_ref().take(pages::PAGES_MAX) {
            let page =
                if number == 1 { first.clone() } else { self.page("orders", number).await? };
            for row in &page.rows {
                let Some(id) = rows::id_of(row).filter(|id| ids.contains(id)) else { continue };
                let told = rows::order(&self.words, row);
                let is_same = found.get(&id).is_none_or(|known| *known == told);
                found.insert(id, if is_same { told } else { Row::Unreadable });
            }
            if ids.iter().all(|id| found.contains_key(id)) {
                return Ok(found);
            }
        }
        // Something may stand on the pages that were not read.
        if numbers.next().is_some() { Err(Fault::TooLarge.into()) } else { Ok(found) }
    }

    async fn place(&self, order: MailOrder, proof: FreshDomainProof) -> Submitted {
        let MailOrder { order, person, target, quantity } = order;
        if !proof.lets_pass(target.domain(), ProofUse { person, order }) {
            return unsendable(ConsentProblem::Stale);
        }
        if !(MAILS_MIN..=MAILS_MAX).contains(&quantity) {
            return unsendable(RejectReason::BadQuantity);
        }
        let fields = json!({ "email": target.to_string(), "quantity": quantity });
        match self.call(Purpose::Placing, "order", fields).await {
            Ok(answer) => self.outcome(&answer),
            Err(fault) => submit::unanswered(fault).into(),
        }
    }

    fn outcome(&self, answer: &HttpReply) -> Submitted {
        let (status, wait_ms) = (answer.status, answer.retry_after_ms);
        let outcome = submit::read_add(&self.words, status, &answer.body, wait_ms);
        let is_taken = matches!(outcome, SubmitOutcome::Accepted { .. });
        let said = (!is_taken).then(|| said::said(&self.redactor, &answer.body)).flatten();
        Submitted { outcome, said }
    }

    async fn whole(&self, list: &str) -> Result<Vec<String>, Failure> {
        pages::whole(|number| self.page(list, number)).await
    }
}

fn unsendable(reason: impl Into<Reason>) -> Submitted {
    SubmitOutcome::Unsendable { reason: reason.into() }.into()
}

impl Provider for MailApi {
    fn name(&self) -> &str {
        &self.name
    }

    /// Nothing goes out this way.
    fn submit<'a>(&'a self, _: &'a Submission) -> BoxFuture<'a, Submitted> {
        Box::pin(std::future::ready(unsendable(RejectReason::TypeField)))
    }

    fn services(&self) -> BoxFuture<'_, Result<Listing, Failure>> {
        let listed = Listed {
            provider_service_id: SERVICE_ID.to_owned(),
            name: BuiltInName::MailLoadTest.listed().to_owned(),
            category: BuiltInName::Mail.listed().to_owned(),
            kind: ServiceType::MailLoadTest,
            kind_label: String::new(),
            rate: self.rate,
            pricing: Pricing::PerThousand,
            min: MAILS_MIN,
            max: MAILS_MAX,
            refill: false,
            cancel: false,
            dripfeed: false,
            description: None,
            average_time: None,
        };
        Box::pin(std::future::ready(Ok(Listing { rows: vec![listed], unread: Vec::new() })))
    }

    fn status<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Row, Failure>> {
        Box::pin(async move {
            let id = id.to_owned();
            let mut found = self.rows_of(std::slice::from_ref(&id)).await?;
            Ok(found.remove(&id).unwrap_or(Row::NotFound))
        })
    }

    fn statuses<'a>(&'a self, ids: &'a [String]) -> BoxFuture<'a, Result<Statuses, Failure>> {
        Box::pin(async move {
            if ids.is_empty() {
                return Ok(Statuses { rows: HashMap::new(), by_id: true });
            }
            Ok(Statuses { rows: self.rows_of(ids).await?, by_id: true })
        })
    }

    fn balance(&self) -> BoxFuture<'_, Result<Balance, Failure>> {
        Box::pin(async {
            let answer = self.call(Purpose::Reading, "balance", json!({})).await?;
            let balance = reading::balance(&self.words, answer.status, &answer.body)
                .map_err(|fault| self.failed(fault, &answer))?;
            // The document has one currency, and the answer names none.
            let currency = balance.currency.or_else(|| Some(CURRENCY.to_owned()));
            Ok(Balance { currency, ..balance })
        })
    }

    fn has_batch(&self) -> bool {
        true
    }

    fn mail(&self) -> Option<&dyn SendsMail> {
        Some(self)
    }
}

impl SendsMail for MailApi {
    fn send(&self, order: MailOrder, proof: FreshDomainProof) -> BoxFuture<'_, Submitted> {
        Box::pin(self.place(order, proof))
    }

    fn look_for<'a>(
        &'a self,
        targets: &'a [MailTarget],
        since_ms: i64,
    ) -> BoxFuture<'a, Result<BTreeMap<String, Sighting>, Failure>> {
        Box::pin(async move {
            // An order is in the second list no later than in the first: whatever was placed while
            // the first was read is in the second.
            let orders = self.whole("orders").await?;
            let payments = self.whole("payments").await?;
            Ok(rows::sightings(targets, (&orders, &payments), since_ms)?)
        })
    }
}
