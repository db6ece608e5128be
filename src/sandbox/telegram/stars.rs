//! Payments in Telegram Stars: invoices, the question before the checkout, payments, refunds.
//!
//! Facts: <https://core.telegram.org/bots/api#payments>. It owns the rule that Stars move only
//! after the bot said yes in time, and once for an invoice. Everybody has Stars enough. Invoices
//! go to private chats only. Where Telegram's wording of a refusal is not known, the place says
//! so: nothing should rest on those words.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::entities::Formatted;
use super::params::{ApiError, Params};
use super::saying::{new_message, queue_message};
use super::sending::{Written, bot_message, replied, target};
use super::shown::{CallbackAnswer, Shown};
use super::state::{Sender, State, Stored, now_ms};
use super::{Telegram, keyboard};

/// Telegram takes an answer to the question only so long.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
const MAX_TITLE_CHARS: usize = 32;
const MAX_DESCRIPTION_CHARS: usize = 255;
const MAX_PAYLOAD_BYTES: usize = 128;
/// The most Stars of one invoice; the real bound has moved, this is the older and smaller one.
const MAX_STARS: i64 = 10_000;
const MAX_LISTED: i64 = 100;
/// Checkouts and movements that are remembered, each.
const MAX_REMEMBERED: usize = 20_000;

/// An invoice as it stands in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    pub title: String,
    pub description: String,
    /// The bot's own words for it; people do not see them.
    pub payload: String,
    pub stars: i64,
    pub is_paid: bool,
}

/// A payment as the bot was told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StarPayment {
    /// `telegram_payment_charge_id`.
    pub charge_id: String,
    pub user_id: i64,
    pub payload: String,
    pub stars: i64,
    pub is_refunded: bool,
}

/// How far a checkout came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checkout {
    /// The bot has been asked and may still answer.
    Asked,
    /// The bot said no, with this sentence for the person.
    Declined(String),
    /// The bot did not answer in time, or Telegram failed after its yes.
    Failed,
    /// Paid, under this charge.
    Paid { charge_id: String },
}

/// What a message has to do with Stars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stars {
    Invoice(Invoice),
    Paid(StarPayment),
    Refunded(StarPayment),
}

/// One question before a checkout.
#[derive(Debug, Clone)]
struct Question {
    id: String,
    user_id: i64,
    message_id: i64,
    invoice: Invoice,
    asked: Instant,
    outcome: Checkout,
}

/// A movement of the bot's Stars.
#[derive(Debug, Clone)]
struct Movement {
    at_s: i64,
    payment: StarPayment,
    is_refund: bool,
}

/// Everything about Stars.
#[derive(Debug, Default)]
pub(super) struct StarBook {
    questions: VecDeque<Question>,
    payments: Vec<StarPayment>,
    movements: VecDeque<Movement>,
    /// Instead of 10 s.
    answer_within: Option<Duration>,
    fails_after_yes: bool,
}

impl StarBook {
    fn limit(&self) -> Duration {
        self.answer_within.unwrap_or(ANSWER_WITHIN)
    }

    fn is_late(&self, question: &Question) -> bool {
        question.outcome == Checkout::Asked && question.asked.elapsed() > self.limit()
    }

    fn move_stars(&mut self, payment: &StarPayment, is_refund: bool) {
        if self.movements.len() >= MAX_REMEMBERED {
            self.movements.pop_front();
        }
        let payment = payment.clone();
        self.movements.push_back(Movement { at_s: now_ms() / 1_000, payment, is_refund });
    }
}

impl StarPayment {
    fn to_json(&self) -> Value {
        json!({
            "currency": "XTR", "total_amount": self.stars, "invoice_payload": self.payload,
            "telegram_payment_charge_id": self.charge_id, "provider_payment_charge_id": "",
        })
    }
}

impl Stars {
    pub const fn invoice(&self) -> Option<&Invoice> {
        match self {
            Self::Invoice(invoice) => Some(invoice),
            Self::Paid(_) | Self::Refunded(_) => None,
        }
    }

    /// The member of a `Message` and its value.
    pub fn to_json(&self) -> (&'static str, Value) {
        match self {
            Self::Invoice(invoice) => {
                let value = json!({
                    "title": invoice.title, "description": invoice.description,
                    "start_parameter": "", "currency": "XTR", "total_amount": invoice.stars,
                });
                ("invoice", value)
            }
            Self::Paid(payment) => ("successful_payment", payment.to_json()),
            Self::Refunded(payment) => ("refunded_payment", payment.to_json()),
        }
    }

    /// What the chat page draws.
    pub fn to_page(&self) -> Value {
        match self {
            Self::Invoice(invoice) => json!({
                "title": invoice.title, "description": invoice.description,
                "amount": invoice.stars, "is_paid": invoice.is_paid,
            }),
            Self::Paid(_) | Self::Refunded(_) => json!({ "note": self.words() }),
        }
    }

    /// One line for the list of chats.
    pub fn words(&self) -> String {
        match self {
            Self::Invoice(invoice) => invoice.title.clone(),
            Self::Paid(payment) => format!("Paid ⭐ {}", payment.stars),
            Self::Refunded(payment) => format!("Refunded ⭐ {}", payment.stars),
        }
    }
}

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
    let book = &state.star_book;
    let found = book.questions.iter().find(|question| question.id == id);
    let open = found.filter(|asked| asked.outcome == Checkout::Asked && !book.is_late(asked));
    let Some(question) = open.cloned() else {
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

/// Takes the Stars, unless another checkout of the invoice was faster.
fn take(state: &mut State, question: &Question, bot: &Value) -> Checkout {
    let version = state.bump();
    let message = state.message_mut(question.user_id, question.message_id);
    let open = message.and_then(|message| {
        message.version = version;
        match &mut message.stars {
            Some(Stars::Invoice(invoice)) if !invoice.is_paid => Some(invoice),
            _ => None,
        }
    });
    let Some(invoice) = open else { return Checkout::Failed };
    invoice.is_paid = true;
    let charge_id = format!("stx{:032x}", rand::random::<u128>());
    let payment = StarPayment {
        charge_id: charge_id.clone(),
        user_id: question.user_id,
        payload: question.invoice.payload.clone(),
        stars: question.invoice.stars,
        is_refunded: false,
    };
    state.star_book.move_stars(&payment, false);
    state.star_book.payments.push(payment.clone());
    let message = new_message(Sender::Person(question.user_id));
    let message = Stored { stars: Some(Stars::Paid(payment)), ..message };
    queue_message(state, question.user_id, message, bot);
    Checkout::Paid { charge_id }
}

/// Keeps how a checkout ended, and shows the person why it did not go through.
fn end(state: &mut State, question: &Question, outcome: Checkout) {
    let text = match &outcome {
        Checkout::Declined(why) => why.clone(),
        Checkout::Failed => "The payment failed.".to_owned(),
        Checkout::Asked | Checkout::Paid { .. } => String::new(),
    };
    let show_alert = !text.is_empty();
    let answer = CallbackAnswer { callback_id: question.id.clone(), text, show_alert, url: None };
    state.keep_answer(question.user_id, answer);
    let mut questions = state.star_book.questions.iter_mut();
    if let Some(known) = questions.find(|known| known.id == question.id) {
        known.outcome = outcome;
    }
}

/// The words of its refusals are not known.
pub(super) fn refund_star_payment(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let user_id = params.integer("user_id")?.unwrap_or(0);
    let charge_id = params.text("telegram_payment_charge_id").unwrap_or_default();
    let bot = telegram.bot_json();
    let mut state = telegram.state();
    let mut payments = state.star_book.payments.iter_mut();
    let found = payments.find(|paid| paid.charge_id == charge_id && paid.user_id == user_id);
    let payment = found.ok_or_else(|| ApiError::bad("CHARGE_NOT_FOUND"))?;
    if payment.is_refunded {
        return Err(ApiError::bad("CHARGE_ALREADY_REFUNDED"));
    }
    payment.is_refunded = true;
    let payment = payment.clone();
    state.star_book.move_stars(&payment, true);
    let message = new_message(Sender::Person(user_id));
    let message = Stored { stars: Some(Stars::Refunded(payment)), ..message };
    queue_message(&mut state, user_id, message, &bot);
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

impl Telegram {
    /// A person presses the Pay button of an invoice in their chat with the bot. The bot is asked
    /// by a `pre_checkout_query`; [`Telegram::checkout`] tells how it ends. Returns the id of the
    /// question.
    ///
    /// # Errors
    /// When the message is no invoice, or it was paid.
    pub fn pays(&self, user_id: i64, message: &Shown) -> Result<String, String> {
        self.asks_checkout(user_id, message.message_id)
    }

    pub(crate) fn asks_checkout(&self, user_id: i64, message_id: i64) -> Result<String, String> {
        let id = rand::random_range(1_000_000_000_000_000_000_u64..u64::MAX / 2).to_string();
        let mut state = self.state();
        let message = state.message(user_id, message_id);
        let invoice = message.and_then(|message| message.stars.as_ref()?.invoice().cloned());
        let invoice = invoice.ok_or("This is no invoice.")?;
        if invoice.is_paid {
            return Err("This invoice was paid already.".to_owned());
        }
        let query = json!({
            "id": id, "from": state.user_json(user_id), "currency": "XTR",
            "total_amount": invoice.stars, "invoice_payload": invoice.payload,
        });
        let (asked, outcome) = (Instant::now(), Checkout::Asked);
        let question = Question { id: id.clone(), user_id, message_id, invoice, asked, outcome };
        let questions = &mut state.star_book.questions;
        if questions.len() >= MAX_REMEMBERED {
            questions.pop_front();
        }
        questions.push_back(question);
        state.queue_update("pre_checkout_query", query);
        drop(state);
        self.announce();
        Ok(id)
    }

    /// How far a checkout came, by the id of its question.
    pub fn checkout(&self, question_id: &str) -> Option<Checkout> {
        let state = self.state();
        let book = &state.star_book;
        let question = book.questions.iter().find(|question| question.id == question_id)?;
        let is_late = book.is_late(question);
        Some(if is_late { Checkout::Failed } else { question.outcome.clone() })
    }

    /// Every payment, oldest first.
    pub fn star_payments(&self) -> Vec<StarPayment> {
        self.state().star_book.payments.clone()
    }

    /// How long the bot may take to answer before a checkout; 10 s unless set.
    pub fn set_checkout_limit_ms(&self, limit_ms: u64) {
        self.state().star_book.answer_within = Some(Duration::from_millis(limit_ms));
    }

    /// Whether payments fail although the bot said yes.
    pub fn set_payments_failing(&self, fails: bool) {
        self.state().star_book.fails_after_yes = fails;
    }
}
