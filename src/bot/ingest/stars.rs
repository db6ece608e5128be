//! What Telegram says about Stars: the question before a checkout, which has a lane of its own,
//! because Telegram waits ten seconds for the answer; and the messages that say that Stars were
//! paid or given back. Must never move money: the inbox brings what was paid, and a turn books it.

use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use tokio::sync::Semaphore;

use crate::bot::sender::Api;
use crate::bot::ui::refusal;
use crate::bot::ui::words::{Args, Lang, Words};
use crate::clock::Clock;
use crate::domain::deposit::Stars;
use crate::domain::ids::PersonId;
use crate::flows::deposits::stars::{self, StarPayment};
use crate::flows::{Ctx, FlowError, Shop};
use crate::store::Store;
use crate::store::people;

/// Telegram gives up after ten seconds.
const ANSWER_WITHIN: Duration = Duration::from_secs(9);
/// Questions that are answered side by side; more than that are left to Telegram's own limit.
const SIDE_BY_SIDE: usize = 64;

/// The lane of the questions before a checkout.
#[derive(Clone)]
pub struct PreCheckouts {
    /// The shop's database.
    pub store: Store,
    /// Time.
    pub clock: Clock,
    /// Who the shop is.
    pub shop: Arc<Shop>,
    /// Where the answer goes.
    pub api: Api,
    seats: Arc<Semaphore>,
}

#[derive(Deserialize)]
struct Body {
    pre_checkout_query: Option<Question>,
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Question {
    id: String,
    from: From,
    currency: String,
    total_amount: i64,
    #[serde(default)]
    invoice_payload: String,
}

impl Question {
    /// What would be paid; it has no charge yet.
    fn payment(&self) -> StarPayment<'_> {
        let (payload, stars) = (&self.invoice_payload, Stars::new(self.total_amount));
        StarPayment { charge_id: "", payload, stars }
    }
}

#[derive(Deserialize)]
struct From {
    id: PersonId,
    #[serde(default)]
    language_code: String,
}

#[derive(Deserialize)]
struct Message {
    successful_payment: Option<Paid>,
    refunded_payment: Option<Paid>,
}

/// A payment or its return.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Paid {
    currency: String,
    total_amount: i64,
    #[serde(default)]
    invoice_payload: String,
    #[serde(default)]
    telegram_payment_charge_id: String,
}

impl Paid {
    /// As the flows know it.
    #[must_use]
    pub fn payment(&self) -> StarPayment<'_> {
        StarPayment {
            charge_id: &self.telegram_payment_charge_id,
            payload: &self.invoice_payload,
            stars: Stars::new(self.total_amount),
        }
    }

    fn is_whole(&self) -> bool {
        self.currency == Stars::ASSET
            && self.total_amount > 0
            && !self.telegram_payment_charge_id.is_empty()
    }
}

/// A message about Stars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StarEvent {
    /// They were paid.
    Paid(Paid),
    /// They were given back.
    Refunded(Paid),
}

/// What a raw update says about Stars, if it does.
#[must_use]
pub fn star_event(body: &str) -> Option<StarEvent> {
    // Nearly every update is something else.
    if !body.contains("_payment") {
        return None;
    }
    let message = serde_json::from_str::<Body>(body).ok()?.message?;
    let whole = |paid: Option<Paid>| paid.filter(Paid::is_whole);
    let refunded = whole(message.refunded_payment).map(StarEvent::Refunded);
    refunded.or_else(|| whole(message.successful_payment).map(StarEvent::Paid))
}

impl PreCheckouts {
    /// The lane of a shop.
    #[must_use]
    pub fn new(store: Store, clock: Clock, shop: Arc<Shop>, api: Api) -> Self {
        Self { store, clock, shop, api, seats: Arc::new(Semaphore::new(SIDE_BY_SIDE)) }
    }

    /// Answers a raw update beside everything else, if it is a question before a checkout.
    pub fn take(&self, body: &str) {
        if !body.contains("pre_checkout_query") {
            return;
        }
        let read = serde_json::from_str::<Body>(body).ok();
        let Some(question) = read.and_then(|body| body.pre_checkout_query) else { return };
        let Ok(seat) = Arc::clone(&self.seats).try_acquire_owned() else {
            tracing::warn!("too many checkouts at once; one is not answered");
            return;
        };
        let lane = self.clone();
        tokio::spawn(async move {
            let _seat = seat;
            lane.answer(&question).await;
        });
    }

    async fn answer(&self, question: &Question) {
        let decided = tokio::time::timeout(ANSWER_WITHIN, self.decide(question)).await;
        let why = match decided {
            Ok(Ok(why)) => why,
            Ok(Err(error)) => {
                tracing::error!(%error, "a checkout cannot be looked up");
                Some(self.words(&question.from.language_code).plain("stars-later", Args::new()))
            }
            Err(_) => return,
        };
        let payload = match why {
            None => json!({ "pre_checkout_query_id": question.id, "ok": true }),
            Some(why) => json!({
                "pre_checkout_query_id": question.id, "ok": false, "error_message": why,
            }),
        };
        let answered =
            self.api.call("answerPreCheckoutQuery", payload.to_string(), ANSWER_WITHIN).await;
        if answered.is_none_or(|answered| !answered.ok) {
            tracing::warn!("the answer to a checkout did not arrive in time");
        }
    }

    /// Why an invoice may not be paid, in the person's language; `None` when it may.
    async fn decide(&self, question: &Question) -> Result<Option<String>, FlowError> {
        let (person_id, now_ms) = (question.from.id, self.clock.now_ms());
        let mut tx = self.store.read().await?;
        let person = people::find(&mut tx, person_id).await?;
        let checked = match question.currency.as_str() {
            Stars::ASSET => {
                let ctx = &mut Ctx { tx: &mut tx, shop: &self.shop, now_ms };
                stars::check(ctx, person_id, question.payment()).await
            }
            _ => Err(crate::flows::UserError::DepositGone.into()),
        };
        match checked {
            Ok(()) => Ok(None),
            Err(FlowError::User(error)) => {
                let chosen = person.map(|person| person.language).filter(|tag| !tag.is_empty());
                let tag = chosen.unwrap_or_else(|| question.from.language_code.clone());
                Ok(Some(refusal::of_flow(&self.words(&tag), &error)))
            }
            Err(error) => Err(error),
        }
    }

    fn words(&self, tag: &str) -> Words {
        Words::new(Lang::of(tag), &self.shop.currency)
    }
}
