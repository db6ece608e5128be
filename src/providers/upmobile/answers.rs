//! Answers of Upmobile: what stands in the envelope of `data`, `status` and `status_code`, as text
//! or number, in any case. Must never invent a value, nor keep a destination.

use rust_decimal::Decimal;
use secrecy::ExposeSecret;
use serde_json::value::RawValue;

use super::options::{Commission, Options};
use crate::domain::order::{Delivered, Piece, Remains, Report, StatusWord};
use crate::providers::body;
use crate::providers::error_table::ErrorClass;
use crate::providers::fault::Fault;
use crate::providers::recharges::{Previewed, RechargeAsk, Sought};
use crate::providers::wire::{self, Members};

/// The most accounts, operations and parts of an operation that are looked at.
const ROWS_MAX: usize = 1_000;
/// The most parts of an operation that are kept.
const PIECES_MAX: usize = 20;
/// The most characters kept of a status word or a kind.
const WORD_MAX_CHARS: usize = 40;
/// How deep a complaint may stand.
const DEPTH_MAX: u8 = 3;
/// Members that say what is wrong.
const COMPLAINTS: [&str; 7] =
    ["error", "message", "msg", "errors", "detail", "description", "reason"];
/// More decimals than any currency has.
const DECIMALS_MAX: u32 = 18;
/// Decimals where a preview does not say.
const USUAL_DECIMALS: u32 = 2;
/// What a part of an operation is called that is the provider's commission.
const COMMISSIONS: [&str; 3] = ["commission", "fee", "service_fee"];
/// What the part is called that was changed into another currency.
const EXCHANGE: &str = "exchange";

/// An HTTP status and the body under it.
#[derive(Clone, Copy)]
pub(super) struct Answer<'a> {
    pub status: u16,
    pub body: &'a str,
}

/// One of the shop's accounts there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Account {
    pub id: String,
    pub is_active: bool,
    pub currency: String,
    /// Balance without what is held.
    pub available: Decimal,
}

/// One page of the list of accounts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    pub accounts: Vec<Account>,
    /// Rows, readable or not.
    pub rows: usize,
    /// How many pages there are; 0 and 1 both mean this one.
    pub pages: i64,
}

/// The `data` of a successful answer.
pub(super) fn data<'a>(options: &Options, answer: Answer<'a>) -> Result<&'a RawValue, Fault> {
    if answer.status >= 500 {
        return Err(Fault::Http(answer.status));
    }
    let json = body::value(answer.body);
    let is_success = (200..300).contains(&answer.status);
    let Some(members) = wire::object(json) else {
        let fault = if is_success { wire::misshapen(json) } else { Fault::Http(answer.status) };
        return Err(fault);
    };
    if !is_success || tells_failure(&members) {
        return Err(match complaint(options, &members) {
            Some(class) if is_success || class != ErrorClass::Other => Fault::Provider(class),
            None if is_success => Fault::Provider(ErrorClass::Other),
            _ => Fault::Http(answer.status),
        });
    }
    if members.repeats("data") {
        return Err(Fault::Shape);
    }
    members.get("data").filter(|raw| !wire::is_blank(raw)).ok_or(Fault::Shape)
}

/// Whether an envelope says that the call has failed.
pub(super) fn tells_failure(members: &Members<'_>) -> bool {
    let word = members.get("status").filter(|raw| !wire::is_blank(raw)).map(folded);
    let is_word_bad = word.is_some_and(|word| !matches!(word.as_str(), "success" | "ok" | "true"));
    let code = members.get("status_code").filter(|raw| !wire::is_blank(raw));
    let is_code_bad =
        code.is_some_and(|raw| wire::whole(raw).is_none_or(|code| !(200..300).contains(&code)));
    let is_unsuccessful = members.get("success").is_some_and(|raw| raw.get() == "false");
    let is_repeated = members.repeats_any(&["status", "status_code", "error"]);
    is_word_bad || is_code_bad || is_unsuccessful || is_repeated || members.error().is_some()
}

/// The class of what is complained of: the one that all listed sentences of it agree on, else that
/// it is unlisted; `None` where nothing is said.
pub(super) fn complaint(options: &Options, members: &Members<'_>) -> Option<ErrorClass> {
    let mut sentences = Vec::new();
    sentences_in(members, DEPTH_MAX, &mut sentences);
    if sentences.is_empty() {
        return None;
    }
    let classes = sentences.iter().filter_map(|sentence| options.words.class(sentence));
    let mut listed: Vec<ErrorClass> = classes.filter(|class| *class != ErrorClass::Other).collect();
    listed.dedup();
    match listed.as_slice() {
        [only] => Some(*only),
        _ => Some(ErrorClass::Other),
    }
}

fn sentences_in(members: &Members<'_>, depth: u8, found: &mut Vec<String>) {
    let Some(deeper) = depth.checked_sub(1) else { return };
    let said = members.iter().filter(|(name, _)| COMPLAINTS.contains(name) || *name == "data");
    for (name, raw) in said.take(ROWS_MAX) {
        if let Some(inner) = wire::object(raw.get()) {
            sentences_in(&inner, deeper, found);
        } else if let Some(rows) = wire::list(raw.get()).filter(|_| name != "data") {
            found.extend(rows.iter().take(PIECES_MAX).filter_map(|raw| wire::text(raw)));
            let objects = rows.iter().take(PIECES_MAX).filter_map(|raw| wire::object(raw.get()));
            objects.for_each(|inner| sentences_in(&inner, deeper, found));
        } else if name != "data" {
            found.extend(wire::text(raw).filter(|text| !text.trim().is_empty()));
        }
    }
}

fn folded(raw: &RawValue) -> String {
    wire::cut_scalar(raw).unwrap_or_default().trim().to_lowercase()
}

fn code(raw: &RawValue) -> Option<String> {
    let code = wire::text(raw)?.trim().to_uppercase();
    let is_code = (3..=8).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
    is_code.then_some(code)
}

fn sum(raw: &RawValue, currency: &str) -> Option<Decimal> {
    wire::amount(raw, currency).ok()
}

/// Reads one page of the accounts; rows that cannot be read are left out.
pub(super) fn accounts(options: &Options, answer: Answer<'_>) -> Result<Page, Fault> {
    let raw = data(options, answer)?;
    let members = wire::object(raw.get());
    let listed = match &members {
        Some(members) if members.repeats_any(&["accounts", "pages"]) => return Err(Fault::Shape),
        Some(members) => members.get("accounts").ok_or(Fault::Shape)?,
        None => raw,
    };
    let none = listed.get() == "null";
    let rows = wire::list(listed.get()).or_else(|| none.then(Vec::new)).ok_or(Fault::Shape)?;
    let accounts = rows.iter().take(ROWS_MAX).filter_map(|raw| account(raw)).collect();
    let pages = members.as_ref().and_then(|members| members.get("pages")).and_then(wire::whole);
    Ok(Page { accounts, rows: rows.len(), pages: pages.unwrap_or(0) })
}

fn account(raw: &RawValue) -> Option<Account> {
    let members = wire::object(raw.get())?;
    if members.repeats_any(&["id", "balance", "held_balance", "currency_code", "status"]) {
        return None;
    }
    let currency = code(members.get("currency_code")?)?;
    let balance = sum(members.get("balance")?, &currency)?;
    let held = match members.get("held_balance").filter(|raw| !wire::is_blank(raw)) {
        Some(raw) => sum(raw, &currency)?,
        None => Decimal::ZERO,
    };
    Some(Account {
        id: wire::id(members.get("id")?)?,
        is_active: members.get("status").is_none_or(|raw| folded(raw) == "active"),
        available: balance.checked_sub(held)?,
        currency,
    })
}

/// Reads a preview of what was asked, for an account in this currency.
pub(super) fn preview(
    options: &Options,
    (currency, ask): (&str, &RechargeAsk),
    answer: Answer<'_>,
) -> Result<Previewed, Fault> {
    let members = wire::object(data(options, answer)?.get()).ok_or(Fault::Shape)?;
    if members.repeats_any(&["amount", "commission", "currency", "operator"]) {
        return Err(Fault::Shape);
    }
    let (named, decimals) = preview_currency(&members)?;
    let wanted = options.preview_currency.as_deref().unwrap_or(currency);
    if named.as_deref().is_some_and(|named| named != wanted) {
        return Err(Fault::OtherCurrency);
    }
    let is_other = |raw: &RawValue| {
        wire::text(raw).is_some_and(|code| !code.trim().eq_ignore_ascii_case(&ask.operator))
    };
    let operator = members.get("operator").and_then(|raw| wire::object(raw.get()));
    if operator.as_ref().and_then(|operator| operator.get("code")).is_some_and(is_other) {
        return Err(Fault::Shape);
    }
    let read = |name: &str| members.get(name).and_then(|raw| sum(raw, wanted));
    let amount = read("amount").ok_or(Fault::Shape)?;
    let commission = match members.get("commission").filter(|raw| !wire::is_blank(raw)) {
        Some(raw) => sum(raw, wanted).ok_or(Fault::Shape)?,
        None => Decimal::ZERO,
    };
    let total = match options.commission {
        Commission::Added => amount.checked_add(commission).ok_or(Fault::Shape)?,
        Commission::Included => amount,
    };
    // Where both are in one currency, nothing costs less than what arrives.
    let is_same = options.menu(currency).currency == currency;
    let is_short = is_same && total < Decimal::from(ask.amount);
    let is_odd = commission < Decimal::ZERO || amount <= Decimal::ZERO || commission > total;
    if is_odd || is_short || total.normalize().scale() > decimals {
        return Err(Fault::Shape);
    }
    Ok(Previewed { total, commission, decimals })
}

/// The code and the decimals of the currency that a preview names.
fn preview_currency(members: &Members<'_>) -> Result<(Option<String>, u32), Fault> {
    let raw = members.any(&["currency", "currency_code"]).filter(|raw| !wire::is_blank(raw));
    let Some(raw) = raw else { return Ok((None, USUAL_DECIMALS)) };
    let Some(currency) = wire::object(raw.get()) else {
        return Ok((Some(code(raw).ok_or(Fault::Shape)?), USUAL_DECIMALS));
    };
    let named = currency.get("code").and_then(code).ok_or(Fault::Shape)?;
    let decimals = currency.get("decimals").and_then(wire::whole);
    let decimals = decimals.and_then(|decimals| u32::try_from(decimals).ok());
    let decimals = decimals.filter(|decimals| *decimals <= DECIMALS_MAX);
    Ok((Some(named), decimals.unwrap_or(USUAL_DECIMALS)))
}

/// An operation, without where it went.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Operation {
    pub id: String,
    pub word: StatusWord,
    /// As it was sent, without what may be a number of somebody; empty for none.
    pub status: String,
    pub amount: Option<Decimal>,
    pub currency: Option<String>,
    pub pieces: Vec<Piece>,
}

/// Reads an operation.
pub(super) fn operation(options: &Options, members: &Members<'_>) -> Option<Operation> {
    if members.repeats_any(&["id", "status", "amount", "currency_code", "breakdown"]) {
        return None;
    }
    let currency = members.get("currency_code").and_then(code);
    let amount = members.get("amount");
    let amount = amount.and_then(|raw| sum(raw, currency.as_deref().unwrap_or_default()));
    let pieces = members.get("breakdown").and_then(|raw| wire::list(raw.get()));
    let pieces = pieces.unwrap_or_default();
    let status = members.get("status").and_then(wire::scalar).unwrap_or_default();
    Some(Operation {
        id: wire::id(members.get("id")?)?,
        word: options.words.own_status(&status).unwrap_or(StatusWord::Unknown),
        status: word(status),
        amount,
        currency,
        pieces: pieces.iter().take(PIECES_MAX).filter_map(|raw| piece(raw)).collect(),
    })
}

/// A word as it is kept: one line, and no number that might be somebody's.
fn word(text: String) -> String {
    let plain = text.trim().chars().filter(|letter| !letter.is_control());
    let hidden = plain.map(|letter| if letter.is_numeric() { '#' } else { letter });
    hidden.take(WORD_MAX_CHARS).collect()
}

fn piece(raw: &RawValue) -> Option<Piece> {
    let members = wire::object(raw.get())?;
    let currency = code(members.get("currency_code")?)?;
    Some(Piece {
        amount: sum(members.get("amount")?, &currency)?,
        kind: members.get("kind").and_then(wire::text).map(word).unwrap_or_default(),
        currency,
    })
}

/// What an operation says of its order, where the account is in this currency.
pub(super) fn report(
    options: &Options,
    operation: Operation,
    account_currency: &str,
) -> Option<Report> {
    if operation.status.is_empty() {
        return None;
    }
    let charge = debited(options, &operation, account_currency);
    let delivered = operation.amount.zip(operation.currency).map(|(amount, currency)| Delivered {
        amount,
        currency,
        pieces: operation.pieces,
    });
    Some(Report {
        word: operation.word,
        raw_status: operation.status,
        charge,
        start_count: None,
        remains: Remains::Absent,
        currency: charge.map(|_| account_currency.to_owned()),
        children: None,
        delivered,
    })
}

/// What an operation took from the account, as far as it says so in the account's currency: what
/// was changed, or else its amount, and the commission where that comes on top.
fn debited(options: &Options, operation: &Operation, account: &str) -> Option<Decimal> {
    let own = || operation.pieces.iter().filter(|piece| piece.currency == account);
    let add = |sum: Option<Decimal>, piece: &Piece| sum?.checked_add(piece.amount);
    let is_changed = |piece: &&Piece| piece.kind.eq_ignore_ascii_case(EXCHANGE);
    let is_fee = |piece: &&Piece| COMMISSIONS.contains(&piece.kind.to_lowercase().as_str());
    let base = if own().any(|piece| is_changed(&piece)) {
        own().filter(is_changed).fold(Some(Decimal::ZERO), add)?
    } else if operation.currency.as_deref() == Some(account) {
        operation.amount?
    } else {
        return None;
    };
    match options.commission {
        Commission::Added => own().filter(is_fee).fold(Some(base), add),
        Commission::Included => Some(base),
    }
}

/// The ids of operations that may be a top-up, among those that are listed; `None` where nothing is
/// listed. Destinations are compared and let go of.
pub(super) fn alike(raw: &RawValue, sought: &Sought) -> Option<Vec<String>> {
    let members = wire::object(raw.get());
    let listed = members.as_ref().map_or(Some(raw), |members| members.get("operations"))?;
    let rows = wire::list(listed.get())?;
    let rows = rows.iter().take(ROWS_MAX).filter_map(|raw| wire::object(raw.get()));
    Some(
        rows.filter(|row| is_alike(row, sought))
            .filter_map(|row| wire::id(row.get("id")?))
            .collect(),
    )
}

fn is_alike(row: &Members<'_>, sought: &Sought) -> bool {
    let ask = &sought.submission.ask;
    let says = |name: &str, wanted: &str| {
        row.get(name)
            .and_then(wire::text)
            .is_some_and(|text| text.trim().eq_ignore_ascii_case(wanted))
    };
    let amount = row.get("amount").and_then(|raw| sum(raw, ""));
    let created = row.get("created_at").and_then(wire::text);
    let created = created.and_then(|text| chrono::DateTime::parse_from_rfc3339(text.trim()).ok());
    says("destination", sought.submission.destination.expose_secret())
        && says("category_code", ask.category.into())
        && amount == Some(Decimal::from(ask.amount))
        && created.is_some_and(|created| created.timestamp_millis() >= sought.since_ms)
}
