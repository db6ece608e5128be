//! An invoice as it is asked for and as Crypto Pay tells it.
//!
//! Owns which of its members matter and whether an invoice is the one that was asked for. Amounts
//! come as texts; whatever else comes is passed over.

use chrono::DateTime;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::payments::json;

/// The most characters of a description.
const DESCRIPTION_MAX_CHARS: usize = 1_024;
/// The most bytes of a payload.
const PAYLOAD_MAX_BYTES: usize = 4_096;
/// The longest time that an invoice may stand open, in seconds.
const EXPIRES_MAX_S: u32 = 2_678_400;

/// The number of an invoice, which is never given twice: the key of its payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InvoiceId(i64);

impl InvoiceId {
    /// The invoice of this number.
    #[must_use]
    pub const fn new(number: i64) -> Self {
        Self(number)
    }

    /// Its number.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl std::fmt::Display for InvoiceId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A price to be paid, in a currency that is not a coin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvoice {
    /// Code of the currency, such as `USD`.
    pub fiat: String,
    /// Above 0; with no more decimals than the currency has, or it comes back rounded.
    pub amount: Decimal,
    /// Coins that may be paid with, such as `USDT`; none leaves it to the account's settings.
    pub accepted_assets: Vec<String>,
    /// By which the invoice is found again; at most 4 KB.
    pub payload: String,
    /// What the payer reads; cut after 1,024 characters.
    pub description: String,
    /// The time until it expires, in seconds: 1 s to 31 days.
    pub expires_in_s: u32,
    /// Where a button leads after the payment: the bot's address.
    pub bot_url: Option<String>,
}

/// Why an invoice cannot be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum InvoiceText {
    /// Zero or below.
    #[error("the amount of an invoice must be above zero")]
    Amount,
    /// Empty, or longer than 4 KB.
    #[error("the payload of an invoice must be 1 to 4,096 bytes")]
    Payload,
    /// Zero, or longer than 31 days.
    #[error("an invoice must expire within 31 days")]
    Expiry,
}

impl NewInvoice {
    /// The parameters of `createInvoice`. A list of assets is one text with commas there: an array
    /// is answered with an error of the server.
    pub(super) fn params(&self) -> Result<Value, InvoiceText> {
        if self.amount <= Decimal::ZERO {
            return Err(InvoiceText::Amount);
        }
        if !(1..=PAYLOAD_MAX_BYTES).contains(&self.payload.len()) {
            return Err(InvoiceText::Payload);
        }
        if !(1..=EXPIRES_MAX_S).contains(&self.expires_in_s) {
            return Err(InvoiceText::Expiry);
        }
        let description: String = self.description.chars().take(DESCRIPTION_MAX_CHARS).collect();
        let mut params = json!({
            "currency_type": "fiat",
            "fiat": self.fiat,
            "amount": self.amount.normalize().to_string(),
            "payload": self.payload,
            "expires_in": self.expires_in_s,
            "allow_comments": false,
        });
        let optional = [
            ("description", Some(description)),
            ("accepted_assets", Some(self.accepted_assets.join(","))),
            ("paid_btn_name", self.bot_url.as_ref().map(|_| "openBot".to_owned())),
            ("paid_btn_url", self.bot_url.clone()),
        ];
        if let Some(members) = params.as_object_mut() {
            let filled = |(name, text): (&str, Option<String>)| {
                Some((name.to_owned(), text.filter(|text| !text.is_empty())?.into()))
            };
            members.extend(optional.into_iter().filter_map(filled));
        }
        Ok(params)
    }
}

/// Where an invoice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InvoiceStatus {
    /// It can be paid.
    Active,
    /// It was paid, in full and for good.
    Paid,
    /// It cannot be paid any more.
    Expired,
    /// Something that is not known: neither paid nor over.
    Other,
}

/// What an amount is in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Currency {
    /// A coin.
    Asset(String),
    /// A currency of a country.
    Fiat(String),
}

/// An invoice as Crypto Pay tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// Its number.
    pub id: InvoiceId,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// What its price is in.
    pub currency: Currency,
    /// Its price.
    pub amount: Decimal,
    /// What it was found by; empty for none.
    pub payload: String,
    /// Where it is paid, in @CryptoBot.
    pub bot_url: Option<String>,
    /// Where it is paid, in an app within Telegram.
    pub mini_app_url: Option<String>,
    /// Where it is paid, in a browser.
    pub web_url: Option<String>,
    /// The coin it was paid in.
    pub paid_asset: Option<String>,
    /// How much of that coin.
    pub paid_amount: Option<Decimal>,
    /// What of it Crypto Pay has kept, in the coin of `fee_asset`.
    pub fee_amount: Option<Decimal>,
    /// The coin of the fee.
    pub fee_asset: Option<String>,
    /// When it was made, Unix milliseconds.
    pub created_ms: Option<i64>,
    /// When it expires, Unix milliseconds.
    pub expires_ms: Option<i64>,
    /// When it was paid, Unix milliseconds.
    pub paid_ms: Option<i64>,
}

impl Invoice {
    /// Whether it is the one that was asked for: payload, currency and amount.
    #[must_use]
    pub fn is_for(&self, asked: &NewInvoice) -> bool {
        self.payload == asked.payload
            && self.currency == Currency::Fiat(asked.fiat.clone())
            && self.amount == asked.amount
    }

    /// Reads one; `None` without a number, a status, a price or what that is in.
    pub(super) fn read(raw: &RawValue) -> Option<Self> {
        serde_json::from_str::<RawInvoice<'_>>(raw.get()).ok()?.read()
    }
}

/// What a button may lead to: a page that nobody can change on its way, or one of this machine.
fn is_link(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://127.0.0.1:")
}

/// The members that matter, whatever their types.
#[derive(Deserialize)]
struct RawInvoice<'a> {
    #[serde(borrow)]
    invoice_id: &'a RawValue,
    #[serde(borrow)]
    status: &'a RawValue,
    #[serde(borrow)]
    amount: &'a RawValue,
    #[serde(borrow, default)]
    asset: Option<&'a RawValue>,
    #[serde(borrow, default)]
    fiat: Option<&'a RawValue>,
    #[serde(borrow, default)]
    payload: Option<&'a RawValue>,
    #[serde(borrow, default)]
    bot_invoice_url: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pay_url: Option<&'a RawValue>,
    #[serde(borrow, default)]
    mini_app_invoice_url: Option<&'a RawValue>,
    #[serde(borrow, default)]
    web_app_invoice_url: Option<&'a RawValue>,
    #[serde(borrow, default)]
    paid_asset: Option<&'a RawValue>,
    #[serde(borrow, default)]
    paid_amount: Option<&'a RawValue>,
    #[serde(borrow, default)]
    fee_amount: Option<&'a RawValue>,
    #[serde(borrow, default)]
    fee_asset: Option<&'a RawValue>,
    #[serde(borrow, default)]
    created_at: Option<&'a RawValue>,
    #[serde(borrow, default)]
    expiration_date: Option<&'a RawValue>,
    #[serde(borrow, default)]
    paid_at: Option<&'a RawValue>,
}

impl RawInvoice<'_> {
    fn read(self) -> Option<Invoice> {
        let text = |raw: Option<&RawValue>| raw.and_then(json::text);
        let decimal = |raw: Option<&RawValue>| raw.and_then(json::decimal);
        let link = |raw| text(raw).filter(|text| is_link(text));
        let currency = match (text(self.fiat), text(self.asset)) {
            (Some(fiat), _) => Currency::Fiat(fiat),
            (None, Some(asset)) => Currency::Asset(asset),
            (None, None) => return None,
        };
        let status = match json::text(self.status)?.as_str() {
            "active" => InvoiceStatus::Active,
            "paid" => InvoiceStatus::Paid,
            "expired" => InvoiceStatus::Expired,
            _ => InvoiceStatus::Other,
        };
        Some(Invoice {
            id: json::whole(self.invoice_id).filter(|id| *id > 0).map(InvoiceId)?,
            status,
            currency,
            amount: json::decimal(self.amount)?,
            payload: text(self.payload).unwrap_or_default(),
            bot_url: link(self.bot_invoice_url).or_else(|| link(self.pay_url)),
            mini_app_url: link(self.mini_app_invoice_url),
            web_url: link(self.web_app_invoice_url),
            paid_asset: text(self.paid_asset),
            paid_amount: decimal(self.paid_amount),
            fee_amount: decimal(self.fee_amount),
            fee_asset: text(self.fee_asset),
            created_ms: time_ms(self.created_at),
            expires_ms: time_ms(self.expiration_date),
            paid_ms: time_ms(self.paid_at),
        })
    }
}

/// ISO 8601 with a time zone, as Unix milliseconds.
fn time_ms(raw: Option<&RawValue>) -> Option<i64> {
    let text = json::text(raw?)?;
    DateTime::parse_from_rfc3339(&text).ok().map(|time| time.timestamp_millis())
}

#[cfg(test)]
#[path = "invoice_tests.rs"]
mod tests;
