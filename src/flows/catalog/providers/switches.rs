//! Stops that an owner ends by switching a provider on: their own, and the one after a top-up that
//! took more than its price had said.

use strum::IntoEnumIterator as _;

use super::added::refresh;
use super::bare_stop;
use crate::domain::provider::StopReason;
use crate::flows::{Ctx, FlowError};
use crate::store::{Tx, stops};

/// Ends whatever an owner ends by switching a provider on; whether there was anything.
pub(in crate::flows) async fn end_switches(tx: &mut Tx, provider: &str) -> Result<bool, FlowError> {
    let mut is_changed = false;
    for reason in StopReason::iter().filter(|reason| reason.ends_by_switch()) {
        is_changed |= stops::end(tx, provider, reason).await?.is_some();
    }
    Ok(is_changed)
}

/// A top-up took more than its price had said: nothing more is sold or sent until an owner has
/// looked and switches the provider on. `false` where it is so already.
pub(in crate::flows) async fn stop_debited(
    ctx: &mut Ctx<'_>,
    provider: &str,
) -> Result<bool, FlowError> {
    let stop = bare_stop(provider, StopReason::Debited, ctx.now_ms);
    let is_new = stops::begin(ctx.tx, &stop, true).await?;
    if is_new {
        refresh(ctx.tx).await?;
    }
    Ok(is_new)
}
