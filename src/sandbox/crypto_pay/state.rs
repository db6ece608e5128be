//! The gateway's memory: invoices, rates, calls, and what is under way to the webhook.
//!
//! Owns paying: an invoice is paid once, in full, and never after it expired. Must never speak
//! HTTP.

use std::collections::{BTreeMap, VecDeque};

use rust_decimal::Decimal;
use serde_json::Value;

use super::Paying;
use super::faults::Script;
use super::invoice::{Invoice, InvoiceStatus, Paid, Price};

/// Calls and deliveries that are remembered, each.
const REMEMBERED_MAX: usize = 10_000;
/// Invoices that are remembered; more are refused.
const INVOICES_MAX: usize = 100_000;
/// What the gateway keeps, as the webhooks of the real one show: 3 %.
const FEE: Decimal = Decimal::from_parts(3, 0, 0, false, 2);
/// Digits behind the point of an amount in a cryptocurrency.
const AMOUNT_DIGITS: u32 = 8;

/// What one unit of `source` is in `target`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    pub source: String,
    pub target: String,
    pub rate: Decimal,
    pub is_valid: bool,
}

/// One attempt to deliver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    pub update_id: i64,
    pub invoice_id: i64,
    /// The bytes that were sent.
    pub body: String,
    pub signature: Option<String>,
    /// The HTTP status of the answer; `None` where none came.
    pub answer: Option<u16>,
}

/// What the gateway remembers.
pub(super) struct State {
    pub invoices: BTreeMap<i64, Invoice>,
    pub rates: Vec<Rate>,
    pub script: Script,
    pub webhook: Option<String>,
    pub retry_ms: u64,
    pub page_root: String,
    pub last_update_id: i64,
    /// Deliveries that have not ended.
    pub under_way: usize,
    calls: VecDeque<(String, Value)>,
    deliveries: VecDeque<Delivery>,
    next_invoice: i64,
}

fn usual_rates() -> Vec<Rate> {
    let rate = |(source, units, scale): (&str, i64, u32)| Rate {
        source: source.to_owned(),
        target: "USD".to_owned(),
        rate: Decimal::new(units, scale),
        is_valid: true,
    };
    let all =
        [("USDT", 1, 0), ("USDC", 1, 0), ("TON", 32, 1), ("BTC", 64_000, 0), ("ETH", 3_100, 0)];
    all.map(rate).into()
}

impl State {
    pub fn new() -> Self {
        Self {
            invoices: BTreeMap::new(),
            rates: usual_rates(),
            script: Script::default(),
            webhook: None,
            retry_ms: 100,
            page_root: "https://t.me/CryptoTestnetBot?start=".to_owned(),
            last_update_id: 0,
            under_way: 0,
            calls: VecDeque::new(),
            deliveries: VecDeque::new(),
            next_invoice: rand::random_range(100_000..900_000_000),
        }
    }

    /// Keeps an invoice under a new number. `None` when there are too many.
    pub fn create(&mut self, invoice: Invoice) -> Option<&Invoice> {
        if self.invoices.len() >= INVOICES_MAX {
            return None;
        }
        let id = self.next_invoice;
        self.next_invoice += 1;
        let hash = format!("IV{:012x}", rand::random_range(0..1_u64 << 48));
        self.invoices.insert(id, Invoice { id, hash, ..invoice });
        self.invoices.get(&id)
    }

    /// What one unit is worth, if that is known.
    pub fn rate(&self, source: &str, target: &str) -> Option<Decimal> {
        if source == target {
            return Some(Decimal::ONE);
        }
        let mut rates = self.rates.iter().filter(|rate| rate.is_valid);
        let known = rates.find(|rate| rate.source == source && rate.target == target);
        known.map(|rate| rate.rate)
    }

    /// Marks an invoice as paid.
    ///
    /// # Errors
    /// When there is none that can be paid, or not with that.
    pub fn pay(&mut self, id: i64, how: &Paying, now_ms: i64) -> Result<(), String> {
        let invoice = self.invoices.get(&id).ok_or("there is no such invoice")?;
        if invoice.status(now_ms) != InvoiceStatus::Active {
            return Err(format!("the invoice is {}", invoice.status(now_ms).name()));
        }
        let mut assets = invoice.assets().into_iter();
        let asset = match &how.asset {
            Some(wanted) => assets.find(|asset| asset == wanted),
            None => assets.next(),
        };
        let asset = asset.ok_or("that asset is not accepted")?;
        let (amount, fiat_rate) = match &invoice.price {
            Price::Crypto { .. } => (invoice.amount, None),
            Price::Fiat { fiat, .. } => {
                let rate = self.rate(&asset, fiat).ok_or("there is no rate")?;
                let amount = invoice.amount.checked_div(rate).ok_or("there is no rate")?;
                (amount.round_dp(AMOUNT_DIGITS).normalize(), Some(rate))
            }
        };
        let usd_rate = self.rate(&asset, "USD").unwrap_or_default();
        let paid = Paid {
            at_ms: now_ms,
            asset,
            amount,
            fee: (amount * FEE).normalize(),
            usd_rate,
            fiat_rate,
            is_anonymous: how.is_anonymous,
            comment: how.comment.clone(),
        };
        let invoice = self.invoices.get_mut(&id).ok_or("there is no such invoice")?;
        invoice.paid = Some(paid);
        tell_otherwise(invoice, how);
        Ok(())
    }

    /// The amounts that were earned, by asset, without fees.
    pub fn earned(&self) -> BTreeMap<&str, Decimal> {
        let mut sums = BTreeMap::new();
        for paid in self.invoices.values().filter_map(|invoice| invoice.paid.as_ref()) {
            *sums.entry(paid.asset.as_str()).or_default() += paid.amount - paid.fee;
        }
        sums
    }

    pub fn keep_call(&mut self, method: &str, params: Value) {
        if self.calls.len() >= REMEMBERED_MAX {
            self.calls.pop_front();
        }
        self.calls.push_back((method.to_owned(), params));
    }

    pub fn calls(&self) -> impl Iterator<Item = &(String, Value)> {
        self.calls.iter()
    }

    pub fn keep_delivery(&mut self, delivery: Delivery) {
        if self.deliveries.len() >= REMEMBERED_MAX {
            self.deliveries.pop_front();
        }
        self.deliveries.push_back(delivery);
    }

    /// How the newest delivery about an invoice was answered, in a word; `None` before the first.
    pub fn last_answer(&self, invoice_id: i64) -> Option<String> {
        let mut newest = self.deliveries.iter().rev();
        let last = newest.find(|delivery| delivery.invoice_id == invoice_id)?;
        Some(last.answer.map_or_else(|| "no answer".to_owned(), |status| status.to_string()))
    }

    pub fn deliveries(&self) -> Vec<Delivery> {
        self.deliveries.iter().cloned().collect()
    }
}

/// Changes what an invoice says of itself, as if the gateway had mixed something up.
fn tell_otherwise(invoice: &mut Invoice, how: &Paying) {
    if let Some(amount) = how.sent_amount {
        invoice.amount = amount;
    }
    if let Some(currency) = &how.sent_currency {
        match &mut invoice.price {
            Price::Crypto { asset } => asset.clone_from(currency),
            Price::Fiat { fiat, .. } => fiat.clone_from(currency),
        }
    }
    if let Some(payload) = &how.sent_payload {
        invoice.texts.retain(|(name, _)| *name != "payload");
        invoice.texts.push(("payload", payload.clone()));
    }
}
