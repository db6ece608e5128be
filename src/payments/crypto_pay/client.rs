//! The client of Crypto Pay: one POST a call, the token in a header.
//!
//! Owns which calls may be asked again. An invoice is asked for once, on a connection of its own.
//! Must never log or return the token or the URL.

use std::fmt;

use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Client, Url};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use super::fault::PayFault;
use super::invoice::{InvoiceId, NewInvoice};
use super::signature::WebhookKey;
use super::wire::{
    self, App, AssetBalance, Created, ExchangeRate, Invoices, Listed, Offset, SearchResult,
};
use crate::payments::http::{self, HttpReply, Purpose, Timeouts};

/// Where real coins are paid.
pub const MAINNET_URL: &str = "https://pay.crypt.bot";
/// Where coins are worth nothing; its tokens are others.
pub const TESTNET_URL: &str = "https://testnet-pay.crypt.bot";

/// The header of the token.
const TOKEN_HEADER: &str = "Crypto-Pay-API-Token";
/// The most invoices of one answer.
const PAGE_MAX: usize = 1_000;
/// From one page of a search to the next: invoices that leave the list meanwhile move the others
/// up, and none must fall between two pages.
const SEARCH_STEP: u32 = 900;
/// Pages of each list that a search looks at.
const SEARCH_PAGES_MAX: u32 = 5;
/// The largest answer.
const DEFAULT_CAP_BYTES: usize = 8 * 1024 * 1024;

/// How to reach Crypto Pay.
#[derive(Debug, Clone)]
pub struct CryptoPaySettings {
    /// The server, `http` or `https`; a secret whole.
    pub url: SecretString,
    /// `<app id>:<secret>`.
    pub token: SecretString,
    /// Of one exchange.
    pub timeouts: Timeouts,
    /// The largest answer in bytes.
    pub cap_bytes: usize,
}

impl CryptoPaySettings {
    /// Settings with the default limits.
    #[must_use]
    pub fn new(url: SecretString, token: SecretString) -> Self {
        Self { url, token, timeouts: Timeouts::default(), cap_bytes: DEFAULT_CAP_BYTES }
    }
}

/// Why Crypto Pay cannot be used at all. The texts name no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SetupError {
    /// Not an `http` or `https` URL with a host.
    #[error("the URL of Crypto Pay is not an http or https URL")]
    BadUrl,
    /// Not a number, a colon and letters.
    #[error("the token of Crypto Pay must look like 12345:AAbb…, as @CryptoBot gives it")]
    BadToken,
    /// The HTTP client could not be built.
    #[error("the HTTP client could not be set up")]
    Client,
}

/// One account of Crypto Pay; one for the life of the process.
pub struct CryptoPay {
    settings: CryptoPaySettings,
    base: Url,
    token: HeaderValue,
    reading: Client,
    making: Client,
}

impl fmt::Debug for CryptoPay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CryptoPay(…)")
    }
}

impl CryptoPay {
    /// Prepares the clients; calls nobody.
    ///
    /// # Errors
    /// A [`SetupError`] that says which setting is unusable.
    pub fn new(settings: CryptoPaySettings) -> Result<Self, SetupError> {
        let base = base(settings.url.expose_secret()).ok_or(SetupError::BadUrl)?;
        let token = header(settings.token.expose_secret()).ok_or(SetupError::BadToken)?;
        let client =
            |purpose| http::client(settings.timeouts, purpose).map_err(|_| SetupError::Client);
        let (reading, making) = (client(Purpose::Reading)?, client(Purpose::Making)?);
        Ok(Self { base, token, reading, making, settings })
    }

    /// What webhooks of this account are checked with.
    #[must_use]
    pub fn webhook_key(&self) -> WebhookKey {
        WebhookKey::of(&self.settings.token)
    }

    /// The number of the account's app, which is no secret.
    #[must_use]
    pub fn app_id(&self) -> &str {
        self.settings.token.expose_secret().trim().split(':').next().unwrap_or_default()
    }

    /// Whose token it is.
    ///
    /// # Errors
    /// A [`PayFault`].
    pub async fn me(&self) -> Result<App, PayFault> {
        wire::app(wire::result(&self.read("getMe", json!({})).await?)?)
    }

    /// Asks for an invoice, once. Never asked again inside; dropped midway, the outcome is unknown.
    pub async fn create(&self, invoice: &NewInvoice) -> Created {
        let params = match invoice.params() {
            Ok(params) => params,
            Err(problem) => return Created::Unsendable(problem),
        };
        match self.made(params).await {
            Ok(made) if made.is_for(invoice) => Created::Made(Box::new(made)),
            Ok(_) => Created::Unknown(PayFault::Malformed),
            Err(fault) => Created::of_fault(fault),
        }
    }

    async fn made(&self, params: Value) -> Result<super::Invoice, PayFault> {
        let answer = self.call(&self.making, "createInvoice", params).await?;
        super::Invoice::read(wire::result(&answer)?).ok_or(PayFault::Malformed)
    }

    /// Every listed invoice with this payload: what an unknown creation has left. Expired ones are
    /// not listed.
    ///
    /// # Errors
    /// A [`PayFault`] of the first page that could not be read.
    pub async fn find_by_payload(&self, payload: &str) -> Result<SearchResult, PayFault> {
        let mut found = SearchResult { invoices: Vec::new(), is_complete: true };
        // One that is paid meanwhile goes from the first list to the second.
        for listed in [Listed::Active, Listed::Paid] {
            for page in 0..SEARCH_PAGES_MAX {
                let offset = Offset(page.saturating_mul(SEARCH_STEP));
                let invoices = self.listed(listed, offset).await?;
                let is_last = invoices.items.len() + invoices.unreadable < PAGE_MAX;
                found.is_complete &= invoices.unreadable == 0;
                let ours = invoices.items.into_iter().filter(|one| one.payload == payload);
                found.invoices.extend(ours);
                if is_last {
                    break;
                }
                found.is_complete &= page + 1 < SEARCH_PAGES_MAX;
            }
        }
        // The same one from both lists counts as it was seen last: paid. (Sorting keeps the order.)
        found.invoices.reverse();
        found.invoices.sort_by_key(|one| one.id);
        found.invoices.dedup_by_key(|one| one.id);
        found.invoices.sort_by_key(|one| one.status != super::InvoiceStatus::Paid);
        Ok(found)
    }

    /// Invoices by their numbers, in no order; one that is not there is missing.
    ///
    /// # Errors
    /// A [`PayFault`] of the first thousand that could not be read.
    pub async fn invoices(&self, ids: &[InvoiceId]) -> Result<Invoices, PayFault> {
        let mut found = Invoices::default();
        for ids in ids.chunks(PAGE_MAX) {
            let texts: Vec<String> = ids.iter().map(InvoiceId::to_string).collect();
            let params = json!({"invoice_ids": texts.join(","), "count": PAGE_MAX});
            let answer = self.read("getInvoices", params).await?;
            let some = wire::invoices(wire::result(&answer)?)?;
            // A server that passes over the numbers lists whatever there is.
            found.items.extend(some.items.into_iter().filter(|one| ids.contains(&one.id)));
            found.unreadable = found.unreadable.saturating_add(some.unreadable);
        }
        Ok(found)
    }

    /// A thousand invoices of a list, behind those that are passed over.
    ///
    /// # Errors
    /// A [`PayFault`].
    pub async fn listed(&self, listed: Listed, offset: Offset) -> Result<Invoices, PayFault> {
        let params = json!({"status": listed.as_str(), "offset": offset.0, "count": PAGE_MAX});
        wire::invoices(wire::result(&self.read("getInvoices", params).await?)?)
    }

    /// Takes an invoice back, so that it cannot be paid. `false` for an answer that does not say
    /// so; a paid or unknown one is refused.
    ///
    /// # Errors
    /// A [`PayFault`].
    pub async fn delete(&self, id: InvoiceId) -> Result<bool, PayFault> {
        let params = json!({"invoice_id": id.get()});
        let answer = self.call(&self.making, "deleteInvoice", params).await?;
        Ok(wire::result(&answer)?.get() == "true")
    }

    /// The account's coins.
    ///
    /// # Errors
    /// A [`PayFault`]; [`PayFault::Malformed`] also if one of them cannot be read.
    pub async fn balance(&self) -> Result<Vec<AssetBalance>, PayFault> {
        wire::balances(wire::result(&self.read("getBalance", json!({})).await?)?)
    }

    /// The prices that are said to be valid now. They name no time: they are as old as the answer.
    ///
    /// # Errors
    /// A [`PayFault`].
    pub async fn rates(&self) -> Result<Vec<ExchangeRate>, PayFault> {
        wire::rates(wire::result(&self.read("getExchangeRates", json!({})).await?)?)
    }

    async fn read(&self, method: &str, params: Value) -> Result<HttpReply, PayFault> {
        self.call(&self.reading, method, params).await
    }

    async fn call(
        &self,
        client: &Client,
        method: &str,
        params: Value,
    ) -> Result<HttpReply, PayFault> {
        let url = self.base.join(method).map_err(|_| PayFault::Unreachable)?;
        let request = client
            .post(url)
            .header(TOKEN_HEADER, self.token.clone())
            .header(CONTENT_TYPE, "application/json")
            .body(params.to_string());
        let answer = http::exchange(request, self.settings.cap_bytes).await;
        match &answer {
            Ok(answer) => tracing::debug!(method, status = answer.status, "Crypto Pay answered"),
            Err(broken) => tracing::debug!(method, ?broken, "Crypto Pay did not answer"),
        }
        Ok(answer?)
    }
}

fn base(text: &str) -> Option<Url> {
    let mut url = Url::parse(text.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return None;
    }
    let path = url.path().trim_end_matches('/').trim_end_matches("/api").to_owned();
    url.set_path(&format!("{path}/api/"));
    url.set_query(None);
    Some(url)
}

fn header(token: &str) -> Option<HeaderValue> {
    let token = token.trim();
    let (app, secret) = token.split_once(':')?;
    let is_number = !app.is_empty() && app.bytes().all(|digit| digit.is_ascii_digit());
    let is_secret = !secret.is_empty() && secret.bytes().all(|letter| letter.is_ascii_graphic());
    let mut value = HeaderValue::from_str(token).ok().filter(|_| is_number && is_secret)?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
#[path = "client_tests.rs"]
mod tests;
