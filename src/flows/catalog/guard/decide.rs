//! An owner's word on what providers list otherwise: taken over as it was shown, or left until it
//! moves again. One confirmed act, journaled and told to every owner.

use crate::domain::ids::PersonId;
use crate::domain::journal::ActName;
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::acts::{ActNotice, PricesDecided};
use crate::notifications::notify::{notify, who};
use crate::store::price_changes::{self, Chosen, PriceChange, Tally};
use crate::store::{Tx, catalog_writes, journal};

/// What an owner says to a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// Which changes.
    pub chosen: Chosen,
    /// Whether they are taken over; else they are left.
    pub is_applied: bool,
}

/// The change that a decision about one is about, as it was shown.
///
/// # Errors
/// [`UserError::PriceMoved`] when it is another one by now, or gone.
pub async fn check_one(tx: &mut Tx, chosen: Chosen) -> Result<PriceChange, FlowError> {
    let Chosen::One { source_id, revision } = chosen else {
        return Err(UserError::PriceMoved.into());
    };
    let change = price_changes::find(tx, source_id).await?;
    let change = change.filter(|change| change.revision == revision);
    Ok(change.ok_or(UserError::PriceMoved)?)
}

/// What a decision about all is about.
///
/// # Errors
/// [`UserError::NothingWaits`] when there is nothing undecided.
pub async fn check_all(tx: &mut Tx) -> Result<Tally, FlowError> {
    let tally = price_changes::tally(tx, "").await?;
    if tally.open == 0 { Err(UserError::NothingWaits.into()) } else { Ok(tally) }
}

/// Carries a decision out; returns how many services it was about.
///
/// # Errors
/// [`UserError::PriceMoved`], [`UserError::NothingWaits`] as they are checked.
pub async fn decide(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    decision: Decision,
) -> Result<i64, FlowError> {
    let Decision { chosen, is_applied } = decision;
    let (subject, detail, service) = match chosen {
        Chosen::One { .. } => {
            let change = check_one(ctx.tx, chosen).await?;
            (format!("service {}", change.service_id), detail_of(&change), change.name)
        }
        Chosen::All { .. } => ("services".to_owned(), String::new(), String::new()),
    };
    let done = match is_applied {
        true => price_changes::apply(ctx.tx, chosen, ctx.now_ms).await?,
        false => price_changes::skip(ctx.tx, chosen).await?,
    };
    if done == 0 {
        return Err(UserError::NothingWaits.into());
    }
    catalog_writes::refresh_visibility(ctx.tx).await?;
    let count = i64::try_from(done).unwrap_or(i64::MAX);
    let act = if is_applied { ActName::PricesApplied } else { ActName::PricesSkipped };
    let detail = if detail.is_empty() { format!("{count} changes") } else { detail };
    let line = journal::Act { actor_id, act, subject: &subject, detail: &detail, reason: "" };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    let actor = who(ctx.tx, actor_id).await?;
    let notice = ActNotice::PricesDecided(PricesDecided { actor, count, service, is_applied });
    notify(ctx, notice).await?;
    Ok(count)
}

/// What is different, for the journal.
fn detail_of(change: &PriceChange) -> String {
    let offered = &change.offered;
    let mut parts = Vec::new();
    if offered.rate != change.rate {
        parts.push(format!("rate {} to {}", change.rate, offered.rate));
    }
    if offered.doubts.is_renamed {
        parts.push(format!("name {} to {}", change.name, offered.name));
    }
    if offered.doubts.is_retyped {
        parts.push(format!("type {} to {}", change.kind.as_str(), offered.kind.as_str()));
    }
    parts.join(", ")
}
