//! The rate at which a provider's currency is converted. One that stands in the settings does not
//! age; one that is fetched does (`providers/fetched_rates.rs`). One that has moved by more than a
//! fifth is asked about: prices keep the old one until an owner takes the new one over, and what
//! they do not cover by it is off sale (`store/guarded.rs`). Owners write the settings themselves,
//! so that a move there is measured from the last rate; a fetched one is measured from what they
//! approved last, however many steps it comes in.

use crate::domain::catalog::guard::is_far_conversion;
use crate::domain::ids::PersonId;
use crate::domain::journal::ActName;
use crate::domain::number::parse_decimal;
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::acts::ActNotice;
use crate::notifications::notify::{notify, who};
use crate::notifications::providers::{ConversionMove, ProviderAlert};
use crate::store::providers::{self, Account};
use crate::store::{Tx, catalog_writes, journal};

/// The rate of an account that waits for an owner: what prices are made by, and what the settings
/// say, or what was fetched.
#[must_use]
pub fn waiting(account: &Account) -> Option<(&str, &str)> {
    let (before, after) = (&account.approved_conversion, &account.configured_conversion);
    let is_waiting = account.is_on && !before.is_empty() && !after.is_empty() && before != after;
    is_waiting.then_some((before.as_str(), after.as_str()))
}

/// Takes the new rate of a provider over, or asks owners about it: once for each rate of the
/// settings, and for a fetched one as long as it does not move far again. Whether prices follow.
///
/// # Errors
/// When the database fails.
pub async fn follow(ctx: &mut Ctx<'_>, account: &Account) -> Result<bool, FlowError> {
    let Some((before, after)) = waiting(account) else {
        forget_question(ctx.tx, account).await?;
        return Ok(false);
    };
    let is_fetched = account.is_rate_fetched;
    let from = if is_fetched { &account.anchor_conversion } else { before };
    if is_near(from, after) {
        let rates = (before, after);
        return Ok(providers::approve_conversion(ctx.tx, &account.name, rates, false).await?);
    }
    let is_asked = is_fetched && is_near(&account.asked_conversion, after);
    if is_asked || !providers::mark_conversion_asked(ctx.tx, &account.name, after).await? {
        return Ok(false);
    }
    let moved = ConversionMove {
        provider: account.name.clone(),
        currency: account.currency.clone(),
        before: before.to_owned(),
        after: after.to_owned(),
    };
    notify(ctx, ProviderAlert::ConversionMoved { moved, is_fetched }).await?;
    Ok(false)
}

/// A fetched rate that is back where it was is asked about anew when it moves again.
async fn forget_question(tx: &mut Tx, account: &Account) -> Result<(), FlowError> {
    let is_back = account.configured_conversion == account.approved_conversion;
    if account.is_rate_fetched && is_back && !account.asked_conversion.is_empty() {
        providers::mark_conversion_asked(tx, &account.name, "").await?;
    }
    Ok(())
}

fn is_near(before: &str, after: &str) -> bool {
    let rates = parse_decimal(before).zip(parse_decimal(after));
    rates.is_some_and(|(before, after)| !is_far_conversion(before, after))
}

/// The move of a provider's rate that an owner may take over.
///
/// # Errors
/// [`UserError::RateMoved`] when there is none.
pub async fn check(tx: &mut Tx, provider: &str) -> Result<ConversionMove, FlowError> {
    let accounts = providers::all_accounts(tx).await?;
    let account = accounts.into_iter().find(|account| account.name == provider);
    let account = account.ok_or(UserError::RateMoved)?;
    let (before, after) = waiting(&account).ok_or(UserError::RateMoved)?;
    Ok(ConversionMove {
        provider: account.name.clone(),
        currency: account.currency.clone(),
        before: before.to_owned(),
        after: after.to_owned(),
    })
}

/// Lets prices follow the new rate.
///
/// # Errors
/// [`UserError::RateMoved`] when either rate is another one by now.
pub async fn take_over(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    moved: &ConversionMove,
) -> Result<(), FlowError> {
    let rates = (moved.before.as_str(), moved.after.as_str());
    if !providers::approve_conversion(ctx.tx, &moved.provider, rates, true).await? {
        return Err(UserError::RateMoved.into());
    }
    catalog_writes::refresh_visibility(ctx.tx).await?;
    let subject = format!("provider {}", moved.provider);
    let detail = format!("{} to {} for one {}", moved.before, moved.after, moved.currency);
    let act = ActName::RateTaken;
    let line = journal::Act { actor_id, act, subject: &subject, detail: &detail, reason: "" };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    let actor = who(ctx.tx, actor_id).await?;
    Ok(notify(ctx, ActNotice::RateTaken { actor, moved: moved.clone() }).await?)
}
