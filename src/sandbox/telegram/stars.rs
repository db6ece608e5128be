//! Payments in Telegram Stars: what is asked before a checkout, what was paid and given back.
//!
//! Facts: <https://core.telegram.org/bots/api#payments>. It owns the rule that Stars move only
//! after the bot said yes in time, and once for an invoice. Everybody has Stars enough. Invoices
//! go to private chats only.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Telegram;
use super::saying::{new_message, queue_message};
use super::shown::{CallbackAnswer, Shown};
use super::state::{Sender, State, Stored, now_ms};

/// Telegram takes an answer to the question only so long.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
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
pub(super) struct Question {
    id: String,
    user_id: i64,
    message_id: i64,
    invoice: Invoice,
    asked: Instant,
    outcome: Checkout,
}

/// A movement of the bot's Stars.
#[derive(Debug, Clone)]
pub(super) struct Movement {
    pub at_s: i64,
    pub payment: StarPayment,
    pub is_refund: bool,
}

/// Everything about Stars.
#[derive(Debug, Default)]
pub(super) struct StarBook {
    questions: VecDeque<Question>,
    pub payments: Vec<StarPayment>,
    pub movements: VecDeque<Movement>,
    /// Instead of 10 s.
    answer_within: Option<Duration>,
    pub fails_after_yes: bool,
}

impl StarBook {
    /// The question of this id, if it may still be answered.
    pub fn open(&self, id: &str) -> Option<Question> {
        let mut questions = self.questions.iter();
        let found = questions.find(|question| question.id == id)?;
        let is_open = found.outcome == Checkout::Asked && !self.is_late(found);
        is_open.then(|| found.clone())
    }

    fn limit(&self) -> Duration {
        self.answer_within.unwrap_or(ANSWER_WITHIN)
    }

    fn is_late(&self, question: &Question) -> bool {
        question.outcome == Checkout::Asked && question.asked.elapsed() > self.limit()
    }

    /// Writes a movement down.
    pub fn move_stars(&mut self, payment: &StarPayment, is_refund: bool) {
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

/// Takes the Stars, unless another checkout of the invoice was faster.
pub(super) fn take(state: &mut State, question: &Question, bot: &Value) -> Checkout {
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

/// Gives the Stars of a payment back and tells the bot.
///
/// # Errors
/// The name of Telegram's error where there is no such payment, or it was given back before.
pub(super) fn give_back(
    state: &mut State,
    (user_id, charge_id): (i64, &str),
    bot: &Value,
) -> Result<(), &'static str> {
    let mut payments = state.star_book.payments.iter_mut();
    let found = payments.find(|paid| paid.charge_id == charge_id && paid.user_id == user_id);
    let payment = found.ok_or("CHARGE_NOT_FOUND")?;
    if payment.is_refunded {
        return Err("CHARGE_ALREADY_REFUNDED");
    }
    payment.is_refunded = true;
    let payment = payment.clone();
    state.star_book.move_stars(&payment, true);
    let message = new_message(Sender::Person(user_id));
    let message = Stored { stars: Some(Stars::Refunded(payment)), ..message };
    queue_message(state, user_id, message, bot);
    Ok(())
}

/// Keeps how a checkout ended, and shows the person why it did not go through.
pub(super) fn end(state: &mut State, question: &Question, outcome: Checkout) {
    let text = match &outcome {
        Checkout::Declined(why) => why.clone(),
        Checkout::Failed => "The payment failed.".to_owned(),
        Checkout::Asked | Checkout::Paid { .. } => String::new(),
    };
    end_with(state, (question, text), outcome);
}

fn end_with(state: &mut State, (question, text): (&Question, String), outcome: Checkout) {
    let show_alert = !text.is_empty();
    let answer = CallbackAnswer { callback_id: question.id.clone(), text, show_alert, url: None };
    state.keep_answer(question.user_id, answer);
    let mut questions = state.star_book.questions.iter_mut();
    if let Some(known) = questions.find(|known| known.id == question.id) {
        known.outcome = outcome;
    }
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

    /// Waits as long as the bot may take to answer before a checkout, and tells the person if it
    /// has not.
    pub(crate) async fn gives_up_in_time(&self, question_id: &str) {
        let limit = self.state().star_book.limit();
        tokio::time::sleep(limit).await;
        let mut state = self.state();
        let mut questions = state.star_book.questions.iter();
        let found = questions.find(|question| question.id == question_id).cloned();
        let Some(question) = found.filter(|found| found.outcome == Checkout::Asked) else { return };
        let text = "The bot did not answer in time. Nothing was paid.".to_owned();
        end_with(&mut state, (&question, text), Checkout::Failed);
        drop(state);
        self.announce();
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
