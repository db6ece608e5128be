//! A provider that gets no orders: why, since when, and what ends it. Orders wait meanwhile and are
//! never returned by a stop; what ends one is proof, or the clear answer to one order that an owner
//! sends as a trial.

pub mod added;
pub mod fetched_rates;
pub mod filing;
pub mod funds;
pub mod moved;
mod questions;
mod resume;
pub mod sealing;
mod settings;
pub mod switched;
pub(in crate::flows) mod switches;
pub mod typing;

pub use questions::{forget_findings, notify_finding};
pub use resume::{check_resume, resume};
pub use settings::{FromOutside, take_settings};

use crate::clock::{HOUR_MS, MINUTE_MS};
use crate::domain::backoff::Backoff;
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::order::NotPlacedCause;
use crate::domain::provider::{Form, Said, StopReason, Trial};
use crate::flows::{Ctx, FlowError};
use crate::notifications::notify::notify;
use crate::notifications::providers::ProviderAlert;
use crate::store::providers::Health;
use crate::store::stops::Stop;
use crate::store::{Race, StoreError, Tx, catalog_writes, evidence, orders, providers, stops};

/// Unknown outcomes in a row after which a provider is stopped.
pub const UNKNOWN_STREAK_MAX: i64 = 3;
/// How long a provider is left alone whose first trial by its balance has failed; it doubles with
/// each further one.
const FAILED_TRIAL: Backoff = Backoff { first_ms: 5 * MINUTE_MS, last_ms: 6 * HOUR_MS };

/// Whether an order may be sent to a provider now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// As many as there are.
    Open,
    /// One, to see whether the stop is over.
    Trial {
        /// The owner who asked for it; 0 when the provider's balance was read.
        by: PersonId,
    },
    /// One, if the provider's balance can be read.
    AfterBalance,
    /// None.
    Closed,
}

impl Gate {
    /// How a provider stands.
    #[must_use]
    pub const fn of(health: &Health) -> Self {
        match (health.is_shut, health.stops, health.trial) {
            (false, 0, _) => Self::Open,
            (false, _, Trial::Granted) => Self::Trial { by: health.trial_by },
            (false, _, Trial::None) => Self::AfterBalance,
            _ => Self::Closed,
        }
    }
}

/// What the answer to an order says about its provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// It answers orders: taken, or refused by a listed text.
    Clear,
    /// It refuses the key, or nobody there handles orders.
    Shut(StopReason),
    /// Nothing was sent, or nobody was reached, or our own process ended before it heard anything.
    Nothing,
    /// Nobody knows what became of the order, and that is the provider's doing.
    Unclear,
}

impl Heard {
    /// What an attempt that placed nothing says, by its cause.
    #[must_use]
    pub const fn of_refusal(cause: NotPlacedCause) -> Self {
        match cause {
            NotPlacedCause::Auth => Self::Shut(StopReason::Key),
            NotPlacedCause::Address => Self::Shut(StopReason::Address),
            NotPlacedCause::NoConnection
            | NotPlacedCause::RateLimited
            | NotPlacedCause::Throttled => Self::Nothing,
            NotPlacedCause::OutOfFunds | NotPlacedCause::DuplicateLink => Self::Clear,
        }
    }
}

/// How the provider of an order stands.
pub async fn gate_of(tx: &mut Tx, order_id: OrderId) -> Result<Gate, FlowError> {
    let health = providers::health_for(tx, order_id).await?;
    Ok(health.as_ref().map_or(Gate::Closed, Gate::of))
}

/// Counts the trial as under way by the order that is sent now.
///
/// # Errors
/// [`StoreError::Lost`] when another order was first.
pub async fn begin_trial(tx: &mut Tx, provider: &str, by: PersonId) -> Result<(), FlowError> {
    let (from, to) = ((Trial::Granted, by), (Trial::Sent, by));
    if stops::move_trial(tx, provider, from, to).await? {
        return Ok(());
    }
    Err(StoreError::Lost(Race::Trial).into())
}

/// The balance of a stopped provider was read: it may get one order, which shows whether it is
/// back.
pub async fn grant_by_balance(tx: &mut Tx, provider: &str) -> Result<(), FlowError> {
    stops::move_trial(
        tx,
        provider,
        (Trial::None, PersonId::NONE),
        (Trial::Granted, PersonId::NONE),
    )
    .await?;
    Ok(())
}

/// Draws from the answer to an order what it says about the provider.
pub async fn hear(
    ctx: &mut Ctx<'_>,
    (provider, said): (&str, Option<&Said>),
    heard: Heard,
) -> Result<(), FlowError> {
    match heard {
        Heard::Clear => {
            providers::clear_unknown(ctx.tx, provider).await?;
            end_all(ctx, provider).await
        }
        Heard::Shut(reason) => {
            // It did answer, so what was unclear is over; it is still stopped.
            providers::clear_unknown(ctx.tx, provider).await?;
            end_quietly(ctx.tx, provider, StopReason::Unclear).await?;
            let failed = fail_trial(ctx.tx, provider).await?;
            stop(ctx, (provider, reason), (said, failed)).await
        }
        Heard::Nothing => take_trial_back(ctx.tx, provider).await,
        Heard::Unclear => unclear(ctx, (provider, said)).await,
    }
}

async fn unclear(
    ctx: &mut Ctx<'_>,
    (provider, said): (&str, Option<&Said>),
) -> Result<(), FlowError> {
    let Some(health) = providers::health(ctx.tx, provider).await? else { return Ok(()) };
    let failed = fail_trial(ctx.tx, provider).await?;
    if health.stops > 0 && failed == Failed::None {
        // It was under way when the provider was stopped, and says no more than that.
        return Ok(());
    }
    providers::count_unknown(ctx.tx, provider).await?;
    let unknown_streak = health.unknown_streak.saturating_add(1);
    // Each further try is one more order that a person must decide, so they become rare.
    if health.stops > 0 {
        let pause_ms = failed_trial_ms(unknown_streak);
        providers::pause_until(ctx.tx, provider, ctx.now_ms + pause_ms).await?;
    }
    if unknown_streak < UNKNOWN_STREAK_MAX && failed == Failed::None {
        return Ok(());
    }
    stop(ctx, (provider, StopReason::Unclear), (said, failed)).await
}

/// How long a provider is left alone after so many unknown outcomes in a row.
fn failed_trial_ms(unknown_streak: i64) -> i64 {
    FAILED_TRIAL.after(unknown_streak - UNKNOWN_STREAK_MAX)
}

/// Whose trial has failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Failed {
    None,
    /// The one that the provider's balance had granted.
    Own,
    /// One that an owner asked for.
    Owners,
}

/// After an owner's trial that failed nothing is sent until an owner asks again.
async fn fail_trial(tx: &mut Tx, provider: &str) -> Result<Failed, FlowError> {
    let Some(health) = providers::health(tx, provider).await? else { return Ok(Failed::None) };
    if health.trial != Trial::Sent {
        return Ok(Failed::None);
    }
    let (by, to) = (
        health.trial_by,
        if health.trial_by == PersonId::NONE { Trial::None } else { Trial::Failed },
    );
    stops::move_trial(tx, provider, (Trial::Sent, by), (to, by)).await?;
    Ok(if by == PersonId::NONE { Failed::Own } else { Failed::Owners })
}

/// A trial that reached nobody is still to be made.
async fn take_trial_back(tx: &mut Tx, provider: &str) -> Result<(), FlowError> {
    if let Some(health) = providers::health(tx, provider).await? {
        let by = health.trial_by;
        stops::move_trial(tx, provider, (Trial::Sent, by), (Trial::Granted, by)).await?;
    }
    Ok(())
}

/// Stops a provider and tells the owners; of one that is stopped they are told only that the trial
/// of theirs has failed.
async fn stop(
    ctx: &mut Ctx<'_>,
    (provider, reason): (&str, StopReason),
    (said, failed): (Option<&Said>, Failed),
) -> Result<(), FlowError> {
    let detail = said.map_or_else(String::new, |said| said.text.clone());
    let is_page = said.is_some_and(|said| said.form == Form::Page);
    let begun = Stop { detail, is_page, ..bare_stop(provider, reason, ctx.now_ms) };
    let is_new = stops::begin(ctx.tx, &begun, true).await?;
    if !is_new {
        stops::describe(ctx.tx, &begun).await?;
    }
    if is_new || failed == Failed::Owners {
        let is_after_trial = failed == Failed::Owners;
        let notice = ProviderAlert::ProviderStopped { stop: begun, is_after_trial };
        notify(ctx, notice).await?;
    }
    Ok(())
}

fn bare_stop(provider: &str, reason: StopReason, since_ms: i64) -> Stop {
    Stop { provider: provider.to_owned(), reason, since_ms, detail: String::new(), is_page: false }
}

/// Ends every stop that the answer to an order ends, and says so.
async fn end_all(ctx: &mut Ctx<'_>, provider: &str) -> Result<(), FlowError> {
    if !stops::end_by_order(ctx.tx, provider).await? {
        return Ok(());
    }
    stops::clear_trial(ctx.tx, provider).await?;
    end_waits(ctx.tx, provider, ctx.now_ms).await?;
    notify_back(ctx, provider).await
}

/// What waits for the end of a stop may be sent at once.
async fn end_waits(tx: &mut Tx, provider: &str, now_ms: i64) -> Result<(), FlowError> {
    for reason in STOPPED_FOR {
        orders::submission::end_wait(tx, provider, reason, now_ms).await?;
    }
    Ok(())
}

/// The reasons of orders that wait for the end of a stop.
const STOPPED_FOR: [NotPlacedCause; 2] = [NotPlacedCause::Auth, NotPlacedCause::Address];

/// Ends a stop; whether the owners knew of it.
async fn end_quietly(tx: &mut Tx, provider: &str, reason: StopReason) -> Result<bool, FlowError> {
    Ok(stops::end(tx, provider, reason).await? == Some(true))
}

/// Says that a provider works again, unless something else stops it still.
async fn notify_back(ctx: &mut Ctx<'_>, provider: &str) -> Result<(), FlowError> {
    if !stops::list(ctx.tx, provider).await?.is_empty() {
        return Ok(());
    }
    let notice = ProviderAlert::ProviderBack { provider: provider.to_owned() };
    Ok(notify(ctx, notice).await?)
}

/// What an account was seen to hold; `currency` is empty where it names none, which proves nothing.
/// Returns whether the provider may be sold, as far as its currency is concerned.
pub async fn hear_balance(
    ctx: &mut Ctx<'_>,
    provider: &str,
    (amount, currency): (&str, &str),
) -> Result<bool, FlowError> {
    providers::keep_balance(ctx.tx, provider, (amount, currency), ctx.now_ms).await?;
    funds::hear_amount(ctx.tx, provider, amount, ctx.now_ms).await?;
    let Some(own) = providers::currency(ctx.tx, provider).await? else { return Ok(true) };
    switched::hear_low(ctx, provider, (amount, &own)).await?;
    let agrees = currency.is_empty() || own.eq_ignore_ascii_case(currency);
    if agrees {
        evidence::keep_look(ctx.tx, provider, amount, ctx.now_ms).await?;
    }
    if currency.is_empty() {
        return Ok(true);
    }
    if agrees {
        agree_on_currency(ctx, provider).await?;
    } else {
        stop_sales(ctx, provider, currency).await?;
    }
    Ok(agrees)
}

/// Stops the sales of a provider whose account is in another currency.
pub async fn stop_sales(
    ctx: &mut Ctx<'_>,
    provider: &str,
    currency: &str,
) -> Result<(), FlowError> {
    let said = Said { text: currency.to_owned(), form: Form::Whole };
    let reason = (provider, StopReason::Currency);
    stop(ctx, reason, (Some(&said), Failed::None)).await?;
    show_sales(ctx.tx, provider, false).await
}

/// Ends such a stop: account and settings name the same currency.
pub async fn agree_on_currency(ctx: &mut Ctx<'_>, provider: &str) -> Result<(), FlowError> {
    if stops::end(ctx.tx, provider, StopReason::Currency).await?.is_none() {
        return Ok(());
    }
    show_sales(ctx.tx, provider, true).await?;
    notify_back(ctx, provider).await
}

async fn show_sales(tx: &mut Tx, provider: &str, is_selling: bool) -> Result<(), FlowError> {
    if providers::set_selling(tx, provider, is_selling).await? {
        catalog_writes::refresh_visibility(tx).await?;
    }
    Ok(())
}

/// Tells the owners of stops by the settings that orders wait for, once.
pub async fn notify_waiting(ctx: &mut Ctx<'_>) -> Result<(), FlowError> {
    for stop in stops::list_unnotified(ctx.tx).await? {
        if stops::mark_notified(ctx.tx, &stop).await? {
            let notice = ProviderAlert::ProviderStopped { stop, is_after_trial: false };
            notify(ctx, notice).await?;
        }
    }
    Ok(())
}
