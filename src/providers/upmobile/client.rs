//! The calls: which are made, where to and with what. Owns the token on its way out and the one
//! call that moves money. Must never log or return the address, the token or a destination, and
//! must never send a withdrawal twice.

use std::fmt;
use std::time::{Duration, Instant};

use futures::future::BoxFuture;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{RequestBuilder, Url};
use rust_decimal::Decimal;
use secrecy::{ExposeSecret, SecretString};
use tracing::{Instrument, info_span};

use super::answers::{self, Account, Answer};
use super::options::{Options, TokenPlace};
use super::unsaid::without_destination;
use super::{listing, withdrawals};
use crate::domain::catalog::Listing;
use crate::domain::provider::Said;
use crate::domain::provider_address::AddressPolicy;
use crate::providers::error_table::ErrorClass;
use crate::providers::fault::{Failure, Fault};
use crate::providers::http::{self, Http, HttpReply, Purpose, Timeouts};
use crate::providers::recharges::{Previewed, RechargeAsk, RechargeSubmission, Recharges, Sought};
use crate::providers::redact::Redactor;
use crate::providers::setup::{
    DEFAULT_BODY_CAP_BYTES, DEFAULT_CONNECT_TIMEOUT_MS, DEFAULT_TIMEOUT_MS, read_url,
};
use crate::providers::wire;
use crate::providers::{
    Balance, Provider, RejectReason, Row, SetupError, Statuses, Submission, SubmitOutcome,
    Submitted, said, submit,
};

/// Pages of accounts that are read.
const PAGES_MAX: i64 = 20;
/// The only region that is sold.
const REGION: &str = "RU";

/// How to reach one account.
#[derive(Clone)]
pub struct UpmobileSettings {
    /// The provider's name, as it is stored with orders and shown to admins.
    pub name: String,
    /// The address below which the paths are; a secret.
    pub url: SecretString,
    /// The token.
    pub key: SecretString,
    /// The currency of the account that pays.
    pub currency: String,
    /// A whole exchange, milliseconds.
    pub timeout_ms: u64,
    /// DNS, TCP and TLS, milliseconds.
    pub connect_timeout_ms: u64,
    /// What the document leaves open.
    pub options: Options,
}

impl UpmobileSettings {
    /// Settings with the default limits.
    #[must_use]
    pub fn new(name: impl Into<String>, (url, key): (SecretString, SecretString)) -> Self {
        Self {
            name: name.into(),
            url,
            key,
            currency: "RUB".to_owned(),
            timeout_ms: DEFAULT_TIMEOUT_MS,
            connect_timeout_ms: DEFAULT_CONNECT_TIMEOUT_MS,
            options: Options::default(),
        }
    }
}

/// An account that can be called; one for the life of the process.
pub struct Upmobile {
    settings: UpmobileSettings,
    url: Url,
    headers: HeaderMap,
    redactor: Redactor,
    http: Http,
}

impl fmt::Debug for Upmobile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Upmobile");
        shown.field("name", &self.settings.name).finish_non_exhaustive()
    }
}

impl Upmobile {
    /// Prepares the clients; calls nobody.
    ///
    /// # Errors
    /// A [`SetupError`] that says which setting is unusable.
    pub fn new(settings: UpmobileSettings) -> Result<Self, SetupError> {
        let url = read_url(settings.url.expose_secret()).ok_or(SetupError::BadUrl)?;
        let token = settings.key.expose_secret().trim();
        if token.is_empty() {
            return Err(SetupError::NoKey);
        }
        if settings.timeout_ms == 0 || settings.connect_timeout_ms == 0 {
            return Err(SetupError::BadLimit);
        }
        let headers = headers(&settings.options.token_in, token).ok_or(SetupError::BadKey)?;
        let (exchange_ms, connect_ms) = (settings.timeout_ms, settings.connect_timeout_ms);
        let http = Http::new(Timeouts { exchange_ms, connect_ms }, AddressPolicy::Any)
            .map_err(|_| SetupError::Client)?;
        let redactor = Redactor::new(&url, token, &panel_options());
        Ok(Self { settings, url, headers, redactor, http })
    }

    /// The address of a path; the id of an operation is one piece of it, whatever it holds.
    fn at(&self, path: &str, id: &str) -> Url {
        let mut url = self.url.clone();
        if let Ok(mut pieces) = url.path_segments_mut() {
            pieces.pop_if_empty().extend(path.split('/').map(|piece| piece.replace("{id}", id)));
        }
        url
    }

    fn get(&self, url: Url) -> RequestBuilder {
        self.http.client(Purpose::Reading).get(url).headers(self.headers.clone())
    }

    fn post(&self, purpose: Purpose, path: &str, body: String) -> RequestBuilder {
        let request = self.http.client(purpose).post(self.at(path, "")).body(body);
        request.headers(self.headers.clone()).header(CONTENT_TYPE, "application/json")
    }

    async fn call(&self, action: &str, request: RequestBuilder) -> Result<HttpReply, Fault> {
        let provider = self.settings.name.as_str();
        let span = info_span!(
            "provider_call",
            provider,
            action,
            status = tracing::field::Empty,
            elapsed_ms = tracing::field::Empty
        );
        let started = Instant::now();
        async {
            let result = http::exchange(request, DEFAULT_BODY_CAP_BYTES).await;
            http::record(&result, started);
            result
        }
        .instrument(span)
        .await
    }

    /// What was said, without anything that may be a number or a login of somebody.
    fn said(&self, answer: &HttpReply, destination: Option<&str>) -> Option<Said> {
        let said = said::said(&self.redactor, &answer.body)?;
        Some(Said { text: without_destination(&said.text, destination), ..said })
    }

    fn failed(&self, fault: Fault, answer: &HttpReply) -> Failure {
        Failure { fault, said: self.said(answer, None) }
    }

    /// All accounts, page by page.
    async fn accounts(&self) -> Result<Vec<Account>, Failure> {
        let options = &self.settings.options;
        let mut accounts = Vec::new();
        for turned in 0..PAGES_MAX {
            let mut url = self.at(&options.paths.accounts, "");
            if turned > 0 {
                let page = i64::from(options.first_page).saturating_add(turned).to_string();
                url.query_pairs_mut().append_pair(&options.page_parameter, &page);
            }
            let answer = self.call("accounts", self.get(url)).await?;
            let page = answers::accounts(options, plain(&answer))
                .map_err(|fault| self.failed(fault, &answer))?;
            accounts.extend(page.accounts);
            if page.rows == 0 || turned.saturating_add(1) >= page.pages {
                break;
            }
        }
        Ok(accounts)
    }

    /// The active accounts in the currency that pays.
    fn own<'a>(&self, accounts: &'a [Account]) -> impl Iterator<Item = &'a Account> {
        let currency = self.settings.currency.clone();
        accounts.iter().filter(move |it| it.is_active && it.currency == currency)
    }

    /// The one of them with the most in it.
    fn paying<'a>(&self, accounts: &'a [Account]) -> Option<&'a Account> {
        self.own(accounts).max_by_key(|account| account.available)
    }

    /// What can be spent of all of them together: of one alone nobody could see what a withdrawal
    /// took, for afterwards another one may have the most in it.
    fn spendable(&self, accounts: &[Account]) -> Result<Balance, Fault> {
        let mut own = self.own(accounts).map(|account| account.available).peekable();
        if own.peek().is_none() {
            return Err(if accounts.is_empty() { Fault::Shape } else { Fault::OtherCurrency });
        }
        let sum = own.try_fold(Decimal::ZERO, |sum, available| sum.checked_add(available));
        let amount = sum.ok_or(Fault::Shape)?;
        Ok(Balance { amount, currency: Some(self.settings.currency.clone()) })
    }

    /// The accounts, in the time of one call, however many pages there are: by the end of its claim
    /// whoever decides about an order has to know that nothing is sent any more.
    async fn accounts_in_time(&self) -> Result<Vec<Account>, Failure> {
        let time = Duration::from_millis(self.settings.timeout_ms);
        let asked = tokio::time::timeout(time, self.accounts()).await;
        asked.unwrap_or_else(|_| Err(Fault::Timeout.into()))
    }

    async fn withdraw(&self, submission: &RechargeSubmission) -> Submitted {
        let accounts = match self.accounts_in_time().await {
            Ok(accounts) => accounts,
            Err(failure) => {
                let outcome = withdrawals::unasked(failure.fault);
                return Submitted { outcome, said: failure.said };
            }
        };
        let Some(account) = self.paying(&accounts) else {
            return withdrawals::no_account().into();
        };
        let body = self.body(&submission.ask, Some((account, &submission.destination)));
        let request = self.post(Purpose::Placing, &self.settings.options.paths.withdraw, body);
        match self.call("withdraw", request).await {
            Ok(answer) => {
                let outcome = withdrawals::read(
                    &self.settings.options,
                    plain(&answer),
                    answer.retry_after_ms,
                );
                let is_taken = matches!(outcome, SubmitOutcome::Accepted { .. });
                let destination = Some(submission.destination.expose_secret());
                let said = (!is_taken).then(|| self.said(&answer, destination)).flatten();
                Submitted { outcome, said }
            }
            Err(fault) => submit::unanswered(fault).into(),
        }
    }

    /// What is asked for as JSON; a withdrawal names its account and destination too.
    fn body(&self, ask: &RechargeAsk, to: Option<(&Account, &SecretString)>) -> String {
        let menu = self.settings.options.menu(&self.settings.currency);
        let mut body = serde_json::Map::new();
        let mut put = |name: &str, value: &str| body.insert(name.to_owned(), value.into());
        if let Some((account, destination)) = to {
            put("account_id", &account.id);
            put("destination", destination.expose_secret());
        }
        put("amount", &format!("{}.00", ask.amount));
        put("category_code", ask.category.into());
        put("currency_code", &menu.currency);
        put("operator_code", &ask.operator);
        put("region_code", REGION);
        serde_json::Value::Object(body).to_string()
    }

    async fn ask_preview(&self, ask: &RechargeAsk) -> Result<Previewed, Failure> {
        let body = self.body(ask, None);
        let request = self.post(Purpose::Reading, &self.settings.options.paths.preview, body);
        let answer = self.call("preview", request).await?;
        let currency = self.settings.currency.as_str();
        answers::preview(&self.settings.options, (currency, ask), plain(&answer))
            .map_err(|fault| self.failed(fault, &answer))
    }

    /// What is said in place of an operation is kept from everybody: it may repeat where that went,
    /// which nobody here knows.
    async fn ask_operation(&self, id: &str) -> Result<Row, Failure> {
        let options = &self.settings.options;
        let url = self.at(&options.paths.operation, id);
        let answer = self.call("operation", self.get(url)).await?;
        let raw = match answers::data(options, plain(&answer)) {
            Ok(raw) => raw,
            Err(Fault::Provider(ErrorClass::Lookup) | Fault::Http(404)) => {
                return Ok(Row::NotFound);
            }
            Err(fault) => return Err(fault.into()),
        };
        let members = wire::object(raw.get());
        let operation = members.and_then(|members| answers::operation(options, &members));
        let operation = operation.filter(|operation| operation.id == id);
        let report = operation
            .and_then(|operation| answers::report(options, operation, &self.settings.currency));
        Ok(report.map_or(Row::Unreadable, Row::Report))
    }

    async fn list_operations(&self, path: &str, sought: &Sought) -> Result<Vec<String>, Failure> {
        let options = &self.settings.options;
        let answer = self.call("operations", self.get(self.at(path, ""))).await?;
        let raw = answers::data(options, plain(&answer))?;
        answers::alike(raw, sought).ok_or_else(|| Fault::Shape.into())
    }
}

impl Provider for Upmobile {
    fn name(&self) -> &str {
        &self.settings.name
    }

    /// Nothing but top-ups can be ordered here.
    fn submit<'a>(&'a self, _: &'a Submission) -> BoxFuture<'a, Submitted> {
        let outcome = SubmitOutcome::Unsendable { reason: RejectReason::TypeField.into() };
        Box::pin(std::future::ready(outcome.into()))
    }

    fn services(&self) -> BoxFuture<'_, Result<Listing, Failure>> {
        Box::pin(std::future::ready(Ok(listing::listing(&self.settings.options))))
    }

    fn status<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Row, Failure>> {
        Box::pin(self.ask_operation(id))
    }

    fn statuses<'a>(&'a self, ids: &'a [String]) -> BoxFuture<'a, Result<Statuses, Failure>> {
        let none = Statuses { rows: Default::default(), by_id: ids.is_empty() };
        Box::pin(std::future::ready(Ok(none)))
    }

    /// What can be spent: balances without what is held.
    fn balance(&self) -> BoxFuture<'_, Result<Balance, Failure>> {
        Box::pin(async { Ok(self.spendable(&self.accounts().await?)?) })
    }

    fn has_batch(&self) -> bool {
        false
    }

    fn recharges(&self) -> Option<&dyn Recharges> {
        Some(self)
    }
}

impl Recharges for Upmobile {
    fn preview<'a>(&'a self, ask: &'a RechargeAsk) -> BoxFuture<'a, Result<Previewed, Failure>> {
        Box::pin(self.ask_preview(ask))
    }

    fn recharge<'a>(&'a self, submission: &'a RechargeSubmission) -> BoxFuture<'a, Submitted> {
        Box::pin(self.withdraw(submission))
    }

    fn look_for<'a>(
        &'a self,
        sought: &'a Sought,
    ) -> Option<BoxFuture<'a, Result<Vec<String>, Failure>>> {
        let path = self.settings.options.paths.operations.as_deref()?;
        Some(Box::pin(self.list_operations(path, sought)))
    }
}

fn plain(answer: &HttpReply) -> Answer<'_> {
    Answer { status: answer.status, body: &answer.body }
}

/// What a panel wants differently: nothing of that is here.
fn panel_options() -> crate::providers::Options {
    crate::providers::Options::default()
}

fn headers(place: &TokenPlace, token: &str) -> Option<HeaderMap> {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let (name, text) = match place {
        TokenPlace::Bearer => (AUTHORIZATION, format!("Bearer {token}")),
        TokenPlace::Header(name) => (name.clone(), token.to_owned()),
    };
    let mut value = HeaderValue::try_from(text).ok()?;
    value.set_sensitive(true);
    headers.insert(name, value);
    Some(headers)
}
