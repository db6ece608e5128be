//! The Bot API's methods about Stars: sending an invoice, answering the question before a
//! checkout, giving back, listing.
//!
//! It must never move Stars by itself: `stars` does that. Where Telegram's wording of a refusal is
//! not known, the place says so: nothing should rest on those words.

use serde_json::{Value, json};

use super::entities::Formatted;
use super::params::{ApiError, Params};
use super::sending::{Written, bot_message, replied, target};
use super::stars::{Checkout, Invoice, Movement, Stars, end, give_back, take};
use super::state::{State, Stored};
use super::{Telegram, keyboard};

const MAX_TITLE_CHARS: usize = 32;
const MAX_DESCRIPTION_CHARS: usize = 255;
const MAX_PAYLOAD_BYTES: usize = 128;
/// The most Stars of one invoice; the real bound has moved, this is the older and smaller one.
const MAX_STARS: i64 = 10_000;
const MAX_LISTED: i64 = 100;

fn checked(params: &Params) -> Result<Invoice, ApiError> {
    let text = |name: &str| params.string(name).map(Option::unwrap_or_default);
    let (title, description, payload) = (text("title")?, text("description")?, text("payload")?);
    // Telegram's words for these three are not known.
    if !(1..=MAX_TITLE_CHARS).contains(&title.chars().count()) {
        return Err(ApiError::bad("TITLE_INVALID"));
    }
    if !(1..=MAX_DESCRIPTION_CHARS).contains(&description.chars().count()) {
        return Err(ApiError::bad("DESCRIPTION_INVALID"));
    }
    if !(1..=MAX_PAYLOAD_BYTES).contains(&payload.len()) {
        return Err(ApiError::bad("INVOICE_PAYLOAD_INVALID"));
    }
    if text("currency")? != "XTR" {
        return Err(ApiError::bad("CURRENCY_INVALID"));
    }
    // May be left out for Stars; any other provider is none.
    if !text("provider_token")?.is_empty() {
        return Err(ApiError::bad("PAYMENT_PROVIDER_INVALID"));
    }
    let prices = params.json("prices")?;
    let one = match prices.as_ref().and_then(Value::as_array).map(Vec::as_slice) {
        Some([one]) => one,
        _ => return Err(ApiError::bad("STARS_INVOICE_INVALID")),
    };
    let label = one.get("label").and_then(Value::as_str).unwrap_or_default();
    let stars = one.get("amount").and_then(Value::as_i64).unwrap_or(0);
    if label.is_empty() || !(1..=MAX_STARS).contains(&stars) {
        return Err(ApiError::bad("STARS_INVOICE_INVALID"));
    }
    Ok(Invoice { title, description, payload, stars, is_paid: false })
}

/// The markup of an invoice: none, or one whose first button pays.
fn checked_markup(params: &Params) -> Result<Option<Value>, ApiError> {
    let markup = keyboard::read_inline(params)?;
    let pays = |markup: &Value| {
        markup.pointer("/inline_keyboard/0/0/pay").and_then(Value::as_bool) == Some(true)
    };
    if markup.as_ref().is_some_and(|markup| !pays(markup)) {
        return Err(ApiError::bad("the first button must be a Pay button"));
    }
    Ok(markup)
}

pub(super) fn send_invoice(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let invoice = checked(params)?;
    let markup = checked_markup(params)?;
    let bot = telegram.bot_json();
    let mut state = telegram.state();
    let chat_id = target(&state, params)?;
    if chat_id < 0 {
        return Err(ApiError::bad("the sandbox takes invoices in private chats only"));
    }
    let reply_to = replied(&state, chat_id, params)?;
    let written = Written { source: String::new(), formatted: Formatted::default() };
    let stars = Some(Stars::Invoice(invoice));
    let message = Stored { stars, ..bot_message(written, None, markup, reply_to) };
    let id = state.store(chat_id, message);
    let sent = state.message(chat_id, id).map(|sent| state.message_json(chat_id, sent, &bot));
    Ok(sent.unwrap_or_default())
}

pub(super) fn answer_pre_checkout_query(
    telegram: &Telegram,
    params: &Params,
) -> Result<Value, ApiError> {
    let id = params.text("pre_checkout_query_id").unwrap_or_default();
    let is_yes = params.flag("ok")?;
    let why = params.string("error_message")?.unwrap_or_default();
    if !is_yes && why.is_empty() {
        return Err(ApiError::bad("error message is empty"));
    }
    let bot = telegram.bot_json();
    let mut state = telegram.state();
    let Some(question) = state.star_book.open(&id) else {
        let text = "query is too old and response timeout expired or query ID is invalid";
        return Err(ApiError::bad(text));
    };
    let outcome = if !is_yes {
        Checkout::Declined(why)
    } else if state.star_book.fails_after_yes {
        Checkout::Failed
    } else {
        take(&mut state, &question, &bot)
    };
    end(&mut state, &question, outcome);
    Ok(Value::Bool(true))
}

/// The words of its refusals are not known.
pub(super) fn refund_star_payment(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let user_id = params.integer("user_id")?.unwrap_or(0);
    let charge_id = params.text("telegram_payment_charge_id").unwrap_or_default();
    let bot = telegram.bot_json();
    let mut state = telegram.state();
    give_back(&mut state, (user_id, &charge_id), &bot).map_err(ApiError::bad)?;
    Ok(Value::Bool(true))
}

/// Oldest first, as the documentation says; a refund has the id of what it gives back.
pub(super) fn get_star_transactions(
    telegram: &Telegram,
    params: &Params,
) -> Result<Value, ApiError> {
    let offset = params.integer("offset")?.unwrap_or(0).max(0);
    let limit = params.integer("limit")?.unwrap_or(MAX_LISTED);
    if !(1..=MAX_LISTED).contains(&limit) {
        return Err(ApiError::bad("LIMIT_INVALID"));
    }
    let state = telegram.state();
    let all = state.star_book.movements.iter().skip(usize::try_from(offset).unwrap_or(0));
    let page = all.take(usize::try_from(limit).unwrap_or(0));
    let rows: Vec<Value> = page.map(|movement| transaction(&state, movement)).collect();
    Ok(json!({ "transactions": rows }))
}

fn transaction(state: &State, movement: &Movement) -> Value {
    let payment = &movement.payment;
    let partner = json!({
        "type": "user", "transaction_type": "invoice_payment",
        "user": state.user_json(payment.user_id), "invoice_payload": payment.payload,
    });
    let side = if movement.is_refund { "receiver" } else { "source" };
    json!({
        "id": payment.charge_id, "amount": payment.stars, "date": movement.at_s, side: partner,
    })
}

pub(super) fn get_my_star_balance(telegram: &Telegram, _: &Params) -> Result<Value, ApiError> {
    let state = telegram.state();
    let left = state.star_book.payments.iter().filter(|payment| !payment.is_refunded);
    Ok(json!({ "amount": left.map(|payment| payment.stars).sum::<i64>() }))
}
