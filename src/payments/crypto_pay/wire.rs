//! The answers of Crypto Pay: the envelope around each, and what is inside.
//!
//! Owns what an answer proves about a call. A row that cannot be read is counted and does not hide
//! the others.

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::fault::{ErrorName, PayFault};
use super::invoice::{Invoice, InvoiceText};
use crate::payments::http::HttpReply;
use crate::payments::json;

/// What came of asking for an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Created {
    /// It is there.
    Made(Box<Invoice>),
    /// It was refused; the same would be refused again.
    Refused(ErrorName),
    /// It cannot be asked for as it is: nothing was sent.
    Unsendable(InvoiceText),
    /// There is none and the same may be asked for later: nobody was reached, the account is
    /// suspended, or it was asked too often.
    NotMade(PayFault),
    /// It may be there: search by its payload before asking again.
    Unknown(PayFault),
}

impl Created {
    pub(super) fn of_fault(fault: PayFault) -> Self {
        match fault {
            PayFault::Refused(name) => Self::Refused(name),
            PayFault::Unreachable | PayFault::Suspended(_) | PayFault::Limited { .. } => {
                Self::NotMade(fault)
            }
            PayFault::Timeout
            | PayFault::Reset
            | PayFault::TooLarge
            | PayFault::Http(_)
            | PayFault::Malformed => Self::Unknown(fault),
        }
    }
}

/// Which invoices can be listed: those that have expired cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// That can be paid.
    Active,
    /// That were paid.
    Paid,
}

impl Listed {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paid => "paid",
        }
    }
}

/// How many invoices of a list are passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offset(pub u32);

/// A page of invoices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Invoices {
    /// Those that can be read.
    pub items: Vec<Invoice>,
    /// How many cannot.
    pub unreadable: usize,
}

/// What a search has found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchResult {
    /// Every invoice with the payload, paid ones first. Two for one request both count.
    pub invoices: Vec<Invoice>,
    /// False where more invoices are listed than were looked at, or some cannot be read: that
    /// nothing was found proves nothing then.
    pub is_complete: bool,
}

/// Whose token it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct App {
    /// Its number.
    pub id: i64,
    /// Its name; empty for none.
    pub name: String,
    /// The bot that takes its payments, without `@`; that of the testnet is another one.
    pub bot_username: String,
}

/// What the account has of a coin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetBalance {
    /// The coin.
    pub asset: String,
    /// What can be taken out.
    pub available: Decimal,
    /// What is held back.
    pub on_hold: Decimal,
}

/// The price of one thing in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeRate {
    /// What has the price.
    pub source: String,
    /// What the price is in.
    pub target: String,
    /// How much, above 0.
    pub rate: Decimal,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    ok: bool,
    #[serde(borrow, default)]
    result: Option<&'a RawValue>,
    #[serde(borrow, default)]
    error: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Complaint<'a> {
    #[serde(borrow, default)]
    code: Option<&'a RawValue>,
    #[serde(borrow, default)]
    name: Option<&'a RawValue>,
}

/// What is inside an answer.
pub fn result(answer: &HttpReply) -> Result<&RawValue, PayFault> {
    match answer.status {
        status @ (401 | 423) => return Err(PayFault::Suspended(status)),
        429 => return Err(PayFault::Limited { retry_after_ms: answer.retry_after_ms }),
        _ => {}
    }
    let is_fine = (200..=299).contains(&answer.status);
    let unread = if is_fine { PayFault::Malformed } else { PayFault::Http(answer.status) };
    match serde_json::from_str::<Envelope<'_>>(&answer.body) {
        // What a server says about itself is no word about the call.
        Ok(Envelope { ok: false, error: Some(error), .. }) if answer.status < 500 => {
            Err(complaint(error).unwrap_or(unread))
        }
        Ok(Envelope { ok: true, result: Some(result), .. }) if is_fine => Ok(result),
        _ => Err(unread),
    }
}

fn complaint(raw: &RawValue) -> Option<PayFault> {
    let complaint: Complaint<'_> = serde_json::from_str(raw.get()).ok()?;
    match complaint.code.and_then(json::whole) {
        Some(401) => Some(PayFault::Suspended(401)),
        Some(423) => Some(PayFault::Suspended(423)),
        Some(429) => Some(PayFault::Limited { retry_after_ms: None }),
        Some(500..) => Some(PayFault::Http(500)),
        _ => {
            let name = json::text(complaint.name?)?;
            Some(PayFault::Refused(ErrorName::of(&name)))
        }
    }
}

#[derive(Deserialize)]
struct Items<'a> {
    #[serde(borrow)]
    items: Vec<&'a RawValue>,
}

fn rows(raw: &RawValue) -> Result<Vec<&RawValue>, PayFault> {
    serde_json::from_str(raw.get()).map_err(|_| PayFault::Malformed)
}

/// The invoices of an answer.
pub fn invoices(raw: &RawValue) -> Result<Invoices, PayFault> {
    // Older servers give the bare list.
    let rows = match serde_json::from_str::<Items<'_>>(raw.get()) {
        Ok(Items { items }) => items,
        Err(_) => rows(raw)?,
    };
    let count = rows.len();
    let items: Vec<Invoice> = rows.into_iter().filter_map(Invoice::read).collect();
    Ok(Invoices { unreadable: count.saturating_sub(items.len()), items })
}

#[derive(Deserialize)]
struct RawApp<'a> {
    #[serde(borrow)]
    app_id: &'a RawValue,
    #[serde(borrow, default)]
    name: Option<&'a RawValue>,
    #[serde(borrow, default)]
    payment_processing_bot_username: Option<&'a RawValue>,
}

/// Whose token it is.
pub fn app(raw: &RawValue) -> Result<App, PayFault> {
    let found: RawApp<'_> = serde_json::from_str(raw.get()).map_err(|_| PayFault::Malformed)?;
    let text = |raw: Option<&RawValue>| raw.and_then(json::text).unwrap_or_default();
    Ok(App {
        id: json::whole(found.app_id).ok_or(PayFault::Malformed)?,
        name: text(found.name),
        bot_username: text(found.payment_processing_bot_username),
    })
}

#[derive(Deserialize)]
struct RawBalance<'a> {
    #[serde(borrow)]
    currency_code: &'a RawValue,
    #[serde(borrow)]
    available: &'a RawValue,
    #[serde(borrow, default)]
    onhold: Option<&'a RawValue>,
}

/// The balances of an answer, all of which must be readable: a sum of some is no sum.
pub fn balances(raw: &RawValue) -> Result<Vec<AssetBalance>, PayFault> {
    let read = |raw: &RawValue| {
        let row: RawBalance<'_> = serde_json::from_str(raw.get()).ok()?;
        Some(AssetBalance {
            asset: json::text(row.currency_code)?,
            available: json::decimal(row.available)?,
            on_hold: row.onhold.map_or(Some(Decimal::ZERO), json::decimal)?,
        })
    };
    rows(raw)?.into_iter().map(|row| read(row).ok_or(PayFault::Malformed)).collect()
}

#[derive(Deserialize)]
struct RawRate<'a> {
    is_valid: bool,
    #[serde(borrow)]
    source: &'a RawValue,
    #[serde(borrow)]
    target: &'a RawValue,
    #[serde(borrow)]
    rate: &'a RawValue,
}

/// The rates of an answer that are said to be valid and are above 0.
pub fn rates(raw: &RawValue) -> Result<Vec<ExchangeRate>, PayFault> {
    let read = |raw: &RawValue| {
        let row: RawRate<'_> = serde_json::from_str(raw.get()).ok()?;
        let rate = json::decimal(row.rate).filter(|rate| row.is_valid && *rate > Decimal::ZERO)?;
        Some(ExchangeRate {
            source: json::text(row.source)?,
            target: json::text(row.target)?,
            rate,
        })
    };
    Ok(rows(raw)?.into_iter().filter_map(read).collect())
}
