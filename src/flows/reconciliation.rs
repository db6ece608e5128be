//! What a comparison of the books with providers and gateways comes to: written down for its day
//! and told, together and once. Must never change an order, a deposit or a balance.

use crate::domain::ids::{DepositId, OrderId};
use crate::domain::reconciliation::Difference;
use crate::flows::{Ctx, FlowError};
use crate::notifications::notify::notify;
use crate::notifications::reconciliation::{Named, ReconciliationAlert};
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
    let (provider, currency) = (mark.provider.clone(), mark.currency.clone());
    match difference {
        Difference::None => Ok(()),
        Difference::Short(amount) => {
            Ok(notify(ctx, ReconciliationAlert::Short { provider, amount, currency, orders })
                .await?)
        }
        Difference::Risen(amount) => {
            Ok(notify(ctx, ReconciliationAlert::Risen { provider, amount, currency }).await?)
        }
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
