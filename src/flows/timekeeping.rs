//! What a start makes of the time: how long the shop was away, and whether the clock was set back
//! meanwhile. And the alert about a clock that was set while the shop runs.

use super::FlowError;
use crate::domain::absence::{Absences, STEP_MS};
use crate::domain::time::{Millis, Span};
use crate::flows::Ctx;
use crate::notifications::notify::notify;
use crate::notifications::shop_alerts::ShopAlert;
use crate::store::{Tx, meta, times};

/// What a start found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Woken {
    /// When the shop did not run.
    pub absences: Absences,
    /// How far the clock was set back, as far as can be known; 0 when it was not.
    pub set_back_ms: i64,
}

/// Takes up the time at a start. After a clock that was set back nothing waits for the old time.
pub async fn wake(tx: &mut Tx, now_ms: i64) -> Result<Woken, FlowError> {
    let kept = meta::find(tx, meta::key::ABSENCES).await?.unwrap_or_default();
    let mut absences = Absences::parse(&kept);
    let seen = meta::find(tx, meta::key::SEEN).await?;
    let seen_ms = seen.and_then(|seen| seen.parse().ok()).unwrap_or(now_ms);
    absences.end(Span { from_ms: seen_ms, until_ms: now_ms });
    let text = absences.to_text();
    if text != kept {
        meta::set(tx, meta::key::ABSENCES, &text).await?;
    }
    let set_back_ms = if seen_ms.saturating_sub(now_ms) > STEP_MS { seen_ms - now_ms } else { 0 };
    if set_back_ms > 0 {
        times::set_back(tx, Millis(set_back_ms), now_ms).await?;
        times::expire_promises(tx, now_ms).await?;
    }
    note_alive(tx, now_ms).await?;
    Ok(Woken { absences, set_back_ms })
}

/// A sign of life: until now the shop has seen the time pass.
pub async fn note_alive(tx: &mut Tx, now_ms: i64) -> Result<(), FlowError> {
    Ok(meta::set(tx, meta::key::SEEN, &now_ms.to_string()).await?)
}

/// Tells the owners that the machine's clock was set by so much, back when negative; of a clock
/// that goes to and fro once an hour for each direction.
pub async fn notify_clock_set(ctx: &mut Ctx<'_>, by_ms: i64) -> Result<(), FlowError> {
    let notice = ShopAlert::ClockSet { by_ms };
    Ok(notify(ctx, notice).await?)
}
