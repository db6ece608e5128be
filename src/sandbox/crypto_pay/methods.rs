//! The methods of the gateway.
//!
//! Owns the checks of parameters. Must never keep an invoice before every check has passed.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::invoice::{Invoice, InvoiceStatus, Price};
use super::params::Params;
use super::refusal::Refusal;
use super::state::State;

const ASSETS: [&str; 10] = ["USDT", "TON", "SOL", "BTC", "LTC", "ETH", "BNB", "TRX", "USDC", "JET"];
const FIATS: [&str; 20] = [
    "USD", "EUR", "RUB", "BYN", "UAH", "GBP", "CNY", "KZT", "UZS", "GEL", "TRY", "AMD", "THB",
    "INR", "BRL", "IDR", "AZN", "AED", "PLN", "ILS",
];
const BUTTONS: [&str; 4] = ["viewItem", "openChannel", "openBot", "callback"];
/// The texts that come back as they were given, and the most bytes of each.
const TEXTS: [(&str, usize); 6] = [
    ("description", 1_024),
    ("hidden_message", 2_048),
    ("payload", 4_096),
    ("paid_btn_name", 32),
    ("paid_btn_url", 2_048),
    ("swap_to", 8),
];
/// 31 days.
const EXPIRES_MAX_S: i64 = 2_678_400;
const COUNT_MAX: i64 = 1_000;
const COUNT_USUAL: i64 = 100;

type Outcome = Result<Value, Refusal>;

/// Does what a call asks.
///
/// # Errors
/// When there is no such method, or its parameters are wrong.
pub(super) fn perform(
    state: &mut State,
    (method, params): (&str, &Params),
    now_ms: i64,
) -> Outcome {
    match method {
        "getMe" => Ok(json!({
            "app_id": 1_001, "name": "Sandbox shop",
            "payment_processing_bot_username": "CryptoTestnetBot",
        })),
        "createInvoice" => create(state, params, now_ms),
        "getInvoices" => list(state, params, now_ms),
        "deleteInvoice" => delete(state, params, now_ms),
        "getExchangeRates" => Ok(rates(state)),
        "getBalance" => Ok(balance(state)),
        "getCurrencies" => Ok(currencies()),
        _ => Err(Refusal::new(405, "METHOD_NOT_FOUND")),
    }
}

fn known(name: Option<String>, all: &[&str], refusal: &str) -> Result<String, Refusal> {
    name.filter(|name| all.contains(&name.as_str())).ok_or_else(|| Refusal::bad(refusal))
}

fn price(params: &Params) -> Result<Price, Refusal> {
    match params.text("currency_type")?.as_deref() {
        None | Some("crypto") => {
            let asset = known(params.text("asset")?, &ASSETS, "ASSET_INVALID")?;
            Ok(Price::Crypto { asset })
        }
        Some("fiat") => {
            let fiat = known(params.text("fiat")?, &FIATS, "FIAT_INVALID")?;
            let given = params.commas("accepted_assets")?;
            let accepted = given.unwrap_or_else(|| ASSETS.map(str::to_owned).into());
            if accepted.iter().any(|asset| !ASSETS.contains(&asset.as_str())) {
                return Err(Refusal::bad("ASSET_INVALID"));
            }
            Ok(Price::Fiat { fiat, accepted })
        }
        Some(_) => Err(Refusal::bad("CURRENCY_TYPE_INVALID")),
    }
}

fn create(state: &mut State, params: &Params, now_ms: i64) -> Outcome {
    let price = price(params)?;
    let amount = params.text("amount")?.and_then(|text| Decimal::from_str(&text).ok());
    let amount = amount.filter(|amount| *amount > Decimal::ZERO);
    let amount = amount.ok_or_else(|| Refusal::bad("AMOUNT_INVALID"))?;
    let mut texts = Vec::new();
    for (name, max_bytes) in TEXTS {
        texts.extend(params.short(name, max_bytes)?.map(|text| (name, text)));
    }
    let button = texts.iter().find(|(name, _)| *name == "paid_btn_name");
    if let Some((_, button)) = button {
        let has_url = texts.iter().any(|(name, _)| *name == "paid_btn_url");
        if !BUTTONS.contains(&button.as_str()) || !has_url {
            return Err(Refusal::bad("PAID_BTN_INVALID"));
        }
    }
    let expires_s = params.integer("expires_in")?;
    if expires_s.is_some_and(|seconds| !(1..=EXPIRES_MAX_S).contains(&seconds)) {
        return Err(Refusal::bad("EXPIRES_IN_INVALID"));
    }
    let invoice = Invoice {
        id: 0,
        hash: String::new(),
        price,
        amount,
        texts,
        allow_comments: params.flag("allow_comments", true)?,
        allow_anonymous: params.flag("allow_anonymous", true)?,
        created_ms: now_ms,
        expires_ms: expires_s.map(|seconds| now_ms.saturating_add(seconds * 1_000)),
        paid: None,
    };
    let page_root = state.page_root.clone();
    let created = state.create(invoice).ok_or_else(Refusal::app)?;
    Ok(created.to_json(now_ms, &page_root))
}

fn list(state: &State, params: &Params, now_ms: i64) -> Outcome {
    let ids = params.commas("invoice_ids")?;
    let wanted = match params.text("status")?.as_deref() {
        None => None,
        Some("active") => Some(InvoiceStatus::Active),
        Some("paid") => Some(InvoiceStatus::Paid),
        Some(_) => return Err(Refusal::bad("STATUS_INVALID")),
    };
    let (asset, fiat) = (params.text("asset")?, params.text("fiat")?);
    let count = params.integer("count")?.unwrap_or(COUNT_USUAL);
    if !(1..=COUNT_MAX).contains(&count) {
        return Err(Refusal::bad("COUNT_INVALID"));
    }
    let is_priced = |invoice: &Invoice| match &invoice.price {
        Price::Crypto { asset: own } => fiat.is_none() && asset.as_ref().is_none_or(|a| a == own),
        Price::Fiat { fiat: own, .. } => asset.is_none() && fiat.as_ref().is_none_or(|f| f == own),
    };
    let is_named =
        |invoice: &Invoice| ids.as_ref().is_none_or(|ids| ids.contains(&invoice.id.to_string()));
    let is_wanted = |invoice: &&Invoice| {
        let has_status = wanted.is_none_or(|wanted| invoice.status(now_ms) == wanted);
        has_status && is_named(invoice) && is_priced(invoice)
    };
    let offset = params.integer("offset")?.unwrap_or(0);
    // The newest come first.
    let found = state.invoices.values().rev().filter(is_wanted);
    let found = found.skip(usize::try_from(offset).unwrap_or(0));
    let found = found.take(usize::try_from(count).unwrap_or(0));
    let items: Vec<Value> =
        found.map(|invoice| invoice.to_json(now_ms, &state.page_root)).collect();
    Ok(json!({ "items": items }))
}

/// Only an unpaid invoice can be deleted here; what the real one says of others is not known.
fn delete(state: &mut State, params: &Params, now_ms: i64) -> Outcome {
    let id = params.integer("invoice_id")?.unwrap_or(0);
    let known = state.invoices.get(&id);
    if known.is_none_or(|invoice| invoice.status(now_ms) == InvoiceStatus::Paid) {
        return Err(Refusal::bad("INVOICE_NOT_FOUND"));
    }
    state.invoices.remove(&id);
    Ok(Value::Bool(true))
}

fn rates(state: &State) -> Value {
    let row = |rate: &super::Rate| {
        json!({
            "is_valid": rate.is_valid, "source": rate.source, "target": rate.target,
            "is_crypto": ASSETS.contains(&rate.source.as_str()),
            "is_fiat": FIATS.contains(&rate.source.as_str()), "rate": rate.rate.to_string(),
        })
    };
    state.rates.iter().map(row).collect()
}

fn balance(state: &State) -> Value {
    let earned = state.earned();
    let row = |asset: &&str| {
        let available = earned.get(asset).copied().unwrap_or_default().normalize();
        json!({ "currency_code": asset, "available": available.to_string(), "onhold": "0" })
    };
    ASSETS.iter().map(row).collect()
}

fn currencies() -> Value {
    let row = |code: &&str, is_fiat: bool| {
        let is_stablecoin = matches!(*code, "USDT" | "USDC");
        json!({
            "is_blockchain": !is_stablecoin && !is_fiat, "is_stablecoin": is_stablecoin,
            "is_fiat": is_fiat, "name": code, "code": code,
            "decimals": if is_fiat { 8 } else { 18 },
        })
    };
    let assets = ASSETS.iter().map(|code| row(code, false));
    assets.chain(FIATS.iter().map(|code| row(code, true))).collect()
}
