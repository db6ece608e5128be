//! One-time buttons: an act is written down with a nonce of 128 bits for one admin and five
//! minutes, shown, and run exactly once by its Confirm button. Must never run anything else than
//! what its card showed.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::review::decision_of;
use super::{as_unknown_button, cards, filing, is_pushed, order_key, refuse, reviews_key};
use crate::bot::i18n::{Args, Words};
use crate::bot::keys::menu_key;
use crate::bot::state::State;
use crate::bot::turn::{Outcome, Turn};
use crate::bot::view::{Key, View};
use crate::bot::voice::{confirm_keys, quoted};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::markup::plain;
use crate::domain::money::Money;
use crate::domain::number::parse_decimal;
use crate::flows::adjust::{self, Adjustment, CONFIRM_LIFETIME_MS};
use crate::flows::markup::{self, Change};
use crate::flows::owners;
use crate::flows::providers;
use crate::flows::refund::{self, Refund};
use crate::flows::top_up::{self, Gift};
use crate::flows::{FlowError, UserError, review};
use crate::store::{Tx, ledger, nonces, people};

/// The version of the stored form; an act of another version is an old button.
const VERSION: u32 = 1;
/// A toast of Telegram holds 200 characters.
const NAME_MAX_CHARS: usize = 40;

/// What an admin is about to do. Amounts are fixed when the card is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// Give money.
    Credit(ByHand),
    /// Take money.
    Debit(ByHand),
    /// Return money of an order.
    Refund {
        /// The order.
        order: OrderId,
        /// How much, micro-units.
        amount: Money,
        /// Whether the admin wrote `anyway`.
        is_anyway: bool,
        /// The admin's words.
        reason: String,
    },
    /// Decide an order in review.
    Decide {
        /// The order.
        order: OrderId,
        /// One letter; see [`super::review`].
        choice: char,
        /// What was typed, for the decision that it was placed.
        provider_order_id: Option<String>,
    },
    /// Change the markup.
    Markup(MarkupMove),
    /// Give what a customer asked for.
    TopUp(Gift),
    /// Remove an owner who claimed the shop.
    RemoveOwner {
        /// Telegram user id.
        person: PersonId,
    },
    /// Try a stopped provider by one order.
    Resume {
        /// Its name in the settings.
        provider: String,
        /// When the stop began that the card spoke of.
        since_ms: i64,
    },
    /// File a provider's sentence.
    File {
        /// The provider's name in the settings.
        provider: String,
        /// The sentence, cleaned.
        words: String,
        /// The stored name of what it means.
        meaning: String,
    },
    /// Take a filed sentence back.
    Unfile(filing::Taken),
}

/// Another markup, as its card shows it; in percent, as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkupMove {
    /// What was in force.
    pub before: String,
    /// What will be.
    pub after: String,
    /// Whether it goes back to the settings' value.
    pub is_reset: bool,
}

impl MarkupMove {
    /// The change as its flow takes it; `None` if it is not ours.
    #[must_use]
    pub fn of(&self, actor_id: PersonId) -> Option<Change> {
        let (before, after) = (parse_decimal(&self.before)?, parse_decimal(&self.after)?);
        Some(Change { actor_id, before, after, is_reset: self.is_reset })
    }
}

/// Money given or taken by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByHand {
    /// Whose wallet.
    pub person: PersonId,
    /// How much, micro-units.
    pub amount: Money,
    /// The admin's words.
    pub reason: String,
    /// 128 random bits in hex: whoever confirms it, it happens once.
    pub cause: String,
}

impl ByHand {
    /// The act as its flow takes it.
    #[must_use]
    pub fn of(&self, actor_id: PersonId, has_open_checkout: bool) -> Adjustment<'_> {
        Adjustment {
            actor_id,
            person_id: self.person,
            amount: self.amount,
            reason: &self.reason,
            cause: &self.cause,
            has_open_checkout,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Stored {
    v: u32,
    act: Act,
}

impl Act {
    /// The stored form.
    #[must_use]
    pub fn to_text(&self) -> String {
        let stored = Stored { v: VERSION, act: self.clone() };
        serde_json::to_string(&stored).unwrap_or_default()
    }

    fn from_text(text: &str) -> Option<Self> {
        let stored: Stored = serde_json::from_str(text).ok()?;
        // Top-ups were once given as credits, which knew nothing of the request behind them.
        let is_old = matches!(&stored.act, Self::Credit(act) if act.cause.starts_with("topup/"));
        (stored.v == VERSION && !is_old).then_some(stored.act)
    }

    const fn order(&self) -> Option<OrderId> {
        match self {
            Self::Refund { order, .. } | Self::Decide { order, .. } => Some(*order),
            Self::Credit(_)
            | Self::Debit(_)
            | Self::Markup(_)
            | Self::TopUp(_)
            | Self::RemoveOwner { .. }
            | Self::Resume { .. }
            | Self::File { .. }
            | Self::Unfile(_) => None,
        }
    }
}

/// 128 random bits in hex.
#[must_use]
pub fn random_hex() -> String {
    format!("{:032x}", rand::random::<u128>())
}

/// Writes an act down for one admin; returns the nonce of its buttons.
///
/// # Errors
/// When the database fails.
pub async fn offer(
    tx: &mut Tx,
    admin_id: PersonId,
    act: &Act,
    now_ms: i64,
) -> Result<String, FlowError> {
    let nonce = random_hex();
    nonces::insert(tx, &nonce, admin_id, &act.to_text(), now_ms, CONFIRM_LIFETIME_MS).await?;
    Ok(nonce)
}

/// Shows what was understood, with its buttons, or why it cannot be done.
///
/// # Errors
/// When the database fails.
pub async fn propose(turn: &Turn, act: &Act) -> Outcome {
    let (words, admin_id) = (turn.words(), turn.person.person_id);
    let card = {
        let mut tx = turn.tx().await;
        match cards::text(&mut tx, &turn.shop, &words, admin_id, act).await {
            Ok(text) => Ok((text, offer(&mut tx, admin_id, act, turn.now_ms).await?)),
            Err(FlowError::User(error)) => Err(error),
            Err(error) => return Err(error),
        }
    };
    match card {
        Ok((text, nonce)) => {
            let keys = confirm_keys(&words, words.word("admin-key-confirm"), &nonce);
            turn.show(View::new(text).row(keys)).await
        }
        Err(error) => refuse(turn, &error, order_keys(&words, act)).await,
    }
}

fn order_keys(words: &Words, act: &Act) -> Vec<Key> {
    let keys = act.order().map(|order| vec![order_key(words, order), reviews_key(words)]);
    keys.unwrap_or_default()
}

/// The Confirm button: runs the act once, or says why not.
///
/// # Errors
/// When the database fails or a race is lost; the turn is run again then.
pub async fn confirm(turn: Arc<Turn>, nonce: String) -> Outcome {
    let admin_id = turn.person.person_id;
    let Some((pending, act)) = find(&turn, &nonce).await? else {
        return as_unknown_button(turn).await;
    };
    if pending.state != 0 {
        return answer_used(&turn);
    }
    if let Some(fresh) = reconsidered(&turn, &act).await? {
        return propose(&turn, &fresh).await;
    }
    let is_first = {
        let mut tx = turn.tx().await;
        nonces::mark_used(&mut tx, &nonce, admin_id, turn.now_ms).await?
    };
    if !is_first && pending.expires_ms <= turn.now_ms {
        turn.toast(turn.words().word("admin-act-expired"));
        return propose(&turn, &act).await;
    }
    if !is_first {
        return answer_used(&turn);
    }
    match run(&turn, &act).await {
        Ok(Some((key, args))) => answer_done(&turn, &act, (key, args)).await,
        Ok(None) => answer_used(&turn),
        Err(FlowError::User(error)) => refuse(&turn, &error, order_keys(&turn.words(), &act)).await,
        Err(error) => Err(error),
    }
}

/// The act as it stands now, where what its card showed is not so any more.
async fn reconsidered(turn: &Turn, act: &Act) -> Result<Option<Act>, FlowError> {
    let Act::TopUp(gift) = act else { return Ok(None) };
    let fresh = top_up::reconsidered(&mut *turn.tx().await, gift).await?;
    Ok(fresh.map(Act::TopUp))
}

/// The Drop button: nothing happens, and the card's Confirm is dead.
///
/// # Errors
/// When the database fails.
pub async fn drop(turn: Arc<Turn>, nonce: String) -> Outcome {
    let Some((pending, act)) = find(&turn, &nonce).await? else {
        return as_unknown_button(turn).await;
    };
    if pending.state != 0 {
        return answer_used(&turn);
    }
    {
        let mut tx = turn.tx().await;
        // Of an expired button nothing is left to be used up, which is as good.
        nonces::mark_used(&mut tx, &nonce, turn.person.person_id, turn.now_ms).await?;
    }
    answer_done(&turn, &act, ("admin-act-dropped", Args::new())).await
}

/// The act behind a button of this admin's.
async fn find(turn: &Turn, nonce: &str) -> Result<Option<(nonces::Pending, Act)>, FlowError> {
    if !turn.is_admin() {
        return Ok(None);
    }
    let mut tx = turn.tx().await;
    let pending = nonces::find(&mut tx, nonce, turn.person.person_id).await?;
    Ok(pending.and_then(|pending| {
        let act = Act::from_text(&pending.act)?;
        Some((pending, act))
    }))
}

fn answer_used(turn: &Turn) -> Outcome {
    turn.alert(turn.words().word("admin-act-used"));
    Ok(())
}

/// In place of the card, or in a window over a pushed one, which cannot be edited.
async fn answer_done(turn: &Turn, act: &Act, (key, args): (&str, Args)) -> Outcome {
    let words = turn.words();
    if is_pushed(turn) {
        turn.alert(words.plain(key, args));
        return Ok(());
    }
    let view = View::new(words.html(key, args)).row(order_keys(&words, act));
    turn.show(view.row([menu_key(&words)])).await
}

pub(super) type Done = (&'static str, Args);

/// Runs the act by its flow; `None` when the same was done before.
async fn run(turn: &Turn, act: &Act) -> Result<Option<Done>, FlowError> {
    let (shop, admin_id, now_ms) = (&turn.shop, turn.person.person_id, turn.now_ms);
    let words = turn.words();
    let mut tx = turn.tx().await;
    match act {
        Act::Credit(by_hand) => {
            let has_open_checkout = has_open_checkout(&mut tx, by_hand.person).await?;
            let act = by_hand.of(admin_id, has_open_checkout);
            let is_new = adjust::credit(&mut tx, shop, &act, now_ms).await?;
            let args = wallet_args(&mut tx, &words, (by_hand.person, by_hand.amount)).await?;
            Ok(is_new.then_some(("admin-done-credit", args)))
        }
        Act::TopUp(gift) => {
            let has_open_checkout = has_open_checkout(&mut tx, gift.person).await?;
            let ids = (admin_id, gift.request);
            let given = top_up::give(&mut tx, shop, ids, has_open_checkout, now_ms).await?;
            let given = (given.person_id, given.amount());
            Ok(Some(("admin-done-credit", wallet_args(&mut tx, &words, given).await?)))
        }
        Act::Debit(by_hand) => {
            let act = by_hand.of(admin_id, false);
            let is_new = adjust::debit(&mut tx, shop, &act, now_ms).await?;
            let args = wallet_args(&mut tx, &words, (by_hand.person, by_hand.amount)).await?;
            Ok(is_new.then_some(("admin-done-debit", args)))
        }
        Act::Refund { order, amount, is_anyway, reason } => {
            let (order_id, amount, is_anyway) = (*order, Some(*amount), *is_anyway);
            let act = Refund { actor_id: admin_id, order_id, amount, is_anyway, reason };
            let returned = refund::refund(&mut tx, shop, &act, now_ms).await?;
            let args = Args::new()
                .text("order", order_id.to_string())
                .text("amount", words.money(returned));
            Ok(Some(("admin-done-refund", args)))
        }
        Act::Decide { order, choice, provider_order_id } => {
            let decision = decision_of(*choice, provider_order_id.as_deref());
            let decision = decision.ok_or(UserError::OrderNotFound)?;
            review::decide(&mut tx, shop, (admin_id, *order), &decision, now_ms).await?;
            Ok(Some(("admin-done-decide", Args::new().text("order", order.to_string()))))
        }
        Act::RemoveOwner { person } => {
            owners::remove(&mut tx, shop, (admin_id, *person), now_ms).await?;
            std::mem::drop(tx);
            turn.take_admin_menu(*person).await?;
            shop.remove_admin(*person);
            Ok(Some(("admin-done-remove-owner", Args::new().text("id", person.to_string()))))
        }
        Act::Resume { provider, since_ms } => {
            let stop = (provider.as_str(), *since_ms);
            providers::resume(&mut tx, shop, admin_id, stop, now_ms).await?;
            let name = quoted(provider, NAME_MAX_CHARS);
            Ok(Some(("admin-done-resume", Args::new().text("provider", name))))
        }
        Act::File { .. } | Act::Unfile(_) => {
            filing::run(&mut tx, shop, &words, (admin_id, act), now_ms).await.map(Some)
        }
        Act::Markup(change) => {
            let change = change.of(admin_id).ok_or(UserError::MarkupMoved)?;
            markup::set(&mut tx, shop, &change, now_ms).await?;
            let percent = plain(change.after);
            Ok(Some(("admin-done-markup", Args::new().text("percent", percent))))
        }
    }
}

/// Whether the person stands before a Confirm button, which a credit may have made possible.
pub(super) async fn has_open_checkout(tx: &mut Tx, person_id: PersonId) -> Result<bool, FlowError> {
    let found = people::find_with_dialogue(tx, person_id).await?;
    let state = found.and_then(|(_, dialogue)| State::from_text(&dialogue?));
    Ok(matches!(state.and_then(State::into_step), Some(State::Confirm { .. })))
}

async fn wallet_args(
    tx: &mut Tx,
    words: &Words,
    (person_id, amount): (PersonId, Money),
) -> Result<Args, FlowError> {
    let wallet = ledger::wallet(tx, person_id).await?;
    let person = people::find(tx, person_id).await?;
    let name = person.map_or_else(String::new, |person| quoted(&person.name, NAME_MAX_CHARS));
    Ok(Args::new()
        .text("amount", words.money(amount))
        .text("name", name)
        .text("id", person_id.to_string())
        .text("available", words.money(wallet.available)))
}

#[cfg(test)]
#[path = "acts_tests.rs"]
mod tests;
