//! What a comparison of the books with providers and gateways comes to: written down for its day
//! and told, together and once. Must never change an order, a deposit or a balance.

use crate::domain::ids::{DepositId, OrderId, PersonId};
use crate::domain::journal::ActName;
use crate::domain::reconciliation::Difference;
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::notify::{notify, notify_person};
use crate::notifications::reconciliation::{Named, ReconciliationAlert};
use crate::store::journal;
use crate::store::reconciliations::{self, GatewayMark, ProviderMark};

/// Writes a comparison with a provider down and tells what it found, unless that day is over.
pub async fn close_provider(
    ctx: &mut Ctx<'_>,
    mark: &ProviderMark,
    difference: Difference,
    orders: Named<OrderId>,
) -> Result<(), FlowError> {
    if !reconciliations::keep_provider(ctx.tx, mark).await? {
        return Ok(());
    }
    if difference == Difference::None {
        return Ok(());
    }
    let since = Since { since_ms: mark.asked_ms, currency: mark.currency.clone(), orders };
    Ok(notify(ctx, found(mark.provider.clone(), difference, since)).await?)
}

/// What the orders since the last comparison come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// When the balance was compared last.
    pub since_ms: i64,
    /// The provider's currency.
    pub currency: String,
    /// The orders that moved since then.
    pub orders: Named<OrderId>,
}

/// What came of a comparison that owners asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The provider does not say what its account holds.
    Silent,
    /// It was the first one: from now on there is something to compare with.
    Begun,
    /// What differs since the last one.
    Compared(Difference, Since),
}

/// An owner wants to know whether a provider's balance fits what its orders have cost.
///
/// # Errors
/// [`UserError::ProviderNotFound`].
pub async fn ask_comparison(
    ctx: &mut Ctx<'_>,
    admin_id: PersonId,
    provider: &str,
) -> Result<(), FlowError> {
    if reconciliations::find_account(ctx.tx, provider).await?.is_none() {
        return Err(UserError::ProviderNotFound.into());
    }
    if reconciliations::ask(ctx.tx, provider, admin_id, ctx.now_ms).await? {
        let subject = format!("provider {provider}");
        let act = ActName::ComparisonAsked;
        let line =
            journal::Act { actor_id: admin_id, act, subject: &subject, detail: "", reason: "" };
        journal::append(ctx.tx, &line, ctx.now_ms).await?;
    }
    Ok(())
}

/// Tells those who asked what came of it; somebody who is no admin any more is told nothing.
pub async fn answer_comparison(
    ctx: &mut Ctx<'_>,
    provider: &str,
    answer: Answer,
) -> Result<(), FlowError> {
    let provider_name = provider.to_owned();
    let notice = match answer {
        Answer::Silent => ReconciliationAlert::Silent { provider: provider_name },
        Answer::Begun => ReconciliationAlert::Begun { provider: provider_name },
        Answer::Compared(difference, since) => found(provider_name, difference, since),
    };
    let notice = notice.into();
    let asking = reconciliations::take_asking(ctx.tx, provider).await?;
    for admin_id in asking.into_iter().filter(|admin_id| ctx.shop.is_admin(*admin_id)) {
        notify_person(ctx, admin_id, &notice).await?;
    }
    Ok(())
}

fn found(provider: String, difference: Difference, since: Since) -> ReconciliationAlert {
    let Since { since_ms, currency, orders } = since;
    match difference {
        Difference::None => ReconciliationAlert::Agrees { provider, since_ms },
        Difference::Short(amount) => {
            ReconciliationAlert::Short { provider, amount, currency, orders }
        }
        Difference::Risen(amount) => ReconciliationAlert::Risen { provider, amount, currency },
    }
}

/// What of a gateway's word and of our books does not fit.
#[derive(Debug, Clone, Default)]
pub struct Misfits {
    /// Payments that stand nowhere in our books.
    pub unknown: Named<String>,
    /// Credited deposits that the gateway does not know, or knows otherwise.
    pub untrue: Named<DepositId>,
}

/// Writes a comparison with a gateway down and tells what does not fit, unless somebody else has
/// gone on from `before`.
pub async fn close_gateway(
    ctx: &mut Ctx<'_>,
    (before, mark): (Option<&GatewayMark>, &GatewayMark),
    misfits: Misfits,
) -> Result<(), FlowError> {
    if !reconciliations::keep_gateway(ctx.tx, before, mark).await? {
        return Ok(());
    }
    let Misfits { unknown, untrue } = misfits;
    if unknown.count + untrue.count == 0 {
        return Ok(());
    }
    let gateway = mark.gateway.clone();
    Ok(notify(ctx, ReconciliationAlert::Gateway { gateway, unknown, untrue }).await?)
}
