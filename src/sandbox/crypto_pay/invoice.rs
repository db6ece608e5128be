//! An invoice: what was asked for, what was paid, and how both are told.
//!
//! Facts: <https://help.send.tg/en/articles/10279948-crypto-pay-api>. Owns the gateway's money
//! figures: all of them are texts.

use chrono::{DateTime, SecondsFormat};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

/// In what an invoice is priced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Price {
    Crypto { asset: String },
    Fiat { fiat: String, accepted: Vec<String> },
}

/// What is told of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paid {
    pub at_ms: i64,
    pub asset: String,
    pub amount: Decimal,
    pub fee: Decimal,
    pub usd_rate: Decimal,
    /// What one unit of the asset is in the fiat of the invoice.
    pub fiat_rate: Option<Decimal>,
    pub is_anonymous: bool,
    pub comment: Option<String>,
}

/// One invoice.
#[derive(Debug, Clone)]
pub(super) struct Invoice {
    pub id: i64,
    pub hash: String,
    pub price: Price,
    pub amount: Decimal,
    /// Texts that come back as they were given: description, payload and the like.
    pub texts: Vec<(&'static str, String)>,
    pub allow_comments: bool,
    pub allow_anonymous: bool,
    pub created_ms: i64,
    pub expires_ms: Option<i64>,
    pub paid: Option<Paid>,
}

/// What became of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvoiceStatus {
    Active,
    Paid,
    Expired,
}

impl InvoiceStatus {
    /// As the gateway spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paid => "paid",
            Self::Expired => "expired",
        }
    }
}

/// ISO 8601 in UTC with milliseconds.
pub(super) fn time(at_ms: i64) -> String {
    let at = DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

impl Invoice {
    /// Paid for good, expired by the clock, or neither.
    pub fn status(&self, now_ms: i64) -> InvoiceStatus {
        match (&self.paid, self.expires_ms) {
            (Some(_), _) => InvoiceStatus::Paid,
            (None, Some(expires_ms)) if now_ms >= expires_ms => InvoiceStatus::Expired,
            _ => InvoiceStatus::Active,
        }
    }

    /// What it may be paid with.
    pub fn assets(&self) -> Vec<String> {
        match &self.price {
            Price::Crypto { asset } => vec![asset.clone()],
            Price::Fiat { accepted, .. } => accepted.clone(),
        }
    }

    /// The gateway's Invoice.
    pub fn to_json(&self, now_ms: i64, page_root: &str) -> Value {
        let page = format!("{page_root}{}", self.hash);
        let mut body = Map::new();
        let mut put = |name: &str, value: Value| body.insert(name.to_owned(), value);
        put("invoice_id", self.id.into());
        put("hash", self.hash.clone().into());
        match &self.price {
            Price::Crypto { asset } => {
                put("currency_type", "crypto".into());
                put("asset", asset.clone().into());
            }
            Price::Fiat { fiat, accepted } => {
                put("currency_type", "fiat".into());
                put("fiat", fiat.clone().into());
                put("accepted_assets", accepted.clone().into());
            }
        }
        put("amount", self.amount.to_string().into());
        for name in ["bot_invoice_url", "mini_app_invoice_url", "web_app_invoice_url", "pay_url"] {
            put(name, page.clone().into());
        }
        put("status", self.status(now_ms).name().into());
        put("created_at", time(self.created_ms).into());
        put("allow_comments", self.allow_comments.into());
        put("allow_anonymous", self.allow_anonymous.into());
        for (name, text) in &self.texts {
            put(name, text.clone().into());
        }
        if let Some(expires_ms) = self.expires_ms {
            put("expiration_date", time(expires_ms).into());
        }
        if let Some(paid) = &self.paid {
            body.extend(self.paid_members(paid));
        }
        Value::Object(body)
    }

    fn paid_members(&self, paid: &Paid) -> Map<String, Value> {
        let mut members = Map::new();
        let mut put = |name: &str, value: Value| members.insert(name.to_owned(), value);
        put("paid_at", time(paid.at_ms).into());
        put("paid_anonymously", paid.is_anonymous.into());
        put("fee_asset", paid.asset.clone().into());
        put("fee_in_usd", (paid.fee * paid.usd_rate).normalize().to_string().into());
        for (name, figure) in [
            ("fee_amount", paid.fee),
            ("fee", paid.fee),
            ("paid_usd_rate", paid.usd_rate),
            ("usd_rate", paid.usd_rate),
        ] {
            put(name, figure.to_string().into());
        }
        put("is_swapped", false.into());
        if let Some(fiat_rate) = paid.fiat_rate {
            put("paid_asset", paid.asset.clone().into());
            put("paid_amount", paid.amount.to_string().into());
            put("paid_fiat_rate", fiat_rate.to_string().into());
        }
        if let Some(comment) = &paid.comment {
            put("comment", comment.clone().into());
        }
        members
    }
}
