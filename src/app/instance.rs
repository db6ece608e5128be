//! The one active process on a database: it holds a lease, others stand by. With the lease it gives
//! a sign of life. Must never take a lease from a process that still renews it.

use std::convert::Infallible;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::boot::AppError;
use super::running::Fall;
use crate::clock::{Clock, SECOND_MS};
use crate::domain::time::{Millis, Span};
use crate::flows::FlowError;
use crate::flows::timekeeping::note_alive;
use crate::store::{Engine, Store, leases};

const ROLE: &str = "instance";
const LEASE_MS: i64 = 30 * SECOND_MS;
/// The lease is renewed so often.
const RENEW_EVERY: Duration = Duration::from_secs(10);
/// A lease that nobody has renewed for so long is nobody's, whatever time it names: the clock of
/// whoever wrote it may have been wrong.
const SILENCE_MS: i64 = LEASE_MS + 15 * SECOND_MS;
const LOOK_EVERY: Duration = Duration::from_secs(3);

/// What a process does while another one serves the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// It waits for its place.
    StandBy,
    /// It gives up as soon as the other is seen to be alive.
    GiveUp,
}

/// Waits until no other process serves this database; a file's lock has proved it already.
///
/// # Errors
/// [`AppError::StopRequested`]; [`AppError::Served`] for one that gives up.
pub(super) async fn wait_for_place(
    store: &Store,
    clock: &Clock,
    beside: Beside,
    stop: &CancellationToken,
) -> Result<(), AppError> {
    let mut seen = None;
    while !hold(store, clock).await? {
        let mut tx = store.begin().await?;
        let held = leases::find(&mut tx, ROLE).await?;
        let now_ms = clock.monotonic_ms();
        let since_ms = match &seen {
            Some((lease, since_ms)) if *lease == held => *since_ms,
            // Somebody has renewed it.
            Some(_) if beside == Beside::GiveUp && held.is_some() => return Err(AppError::Served),
            _ => now_ms,
        };
        if seen.is_none() && store.engine() == Engine::Postgres {
            match beside {
                Beside::StandBy => {
                    tracing::info!("another instance serves this database: standing by");
                }
                Beside::GiveUp => tracing::info!(
                    "another instance serves this database, or did until a moment ago: looking"
                ),
            }
        }
        // The file's lock says that whoever held the lease is gone.
        let is_gone = store.engine() == Engine::Sqlite || now_ms - since_ms >= SILENCE_MS;
        if let Some((owner, until_ms)) = held.as_ref().filter(|_| is_gone) {
            leases::clear(&mut tx, ROLE, owner, *until_ms).await?;
            tx.commit().await?;
            continue;
        }
        drop(tx);
        seen = Some((held, since_ms));
        tokio::select! {
            () = stop.cancelled() => return Err(AppError::StopRequested),
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
    Ok(())
}

/// Takes or renews the role of the one active instance on this database.
async fn hold(store: &Store, clock: &Clock) -> Result<bool, FlowError> {
    let now_ms = clock.now_ms();
    let held = Span::lasting(now_ms, Millis(LEASE_MS));
    let owner = store.owner();
    crate::atomically!(store, tx => Ok(leases::acquire(tx, ROLE, owner, held).await?))
}

/// Keeps the place of a command that is no shop, and gives no sign of a shop's life. What it does
/// must be safe also where it cannot: this is for those who stand by.
pub(super) async fn keep_away(store: &Store, clock: &Clock) -> Infallible {
    loop {
        tokio::time::sleep(RENEW_EVERY).await;
        if let Err(error) = hold(store, clock).await {
            tracing::debug!(%error, "the lease cannot be renewed");
        }
    }
}

/// Keeps the lease of a process that is not ready yet; returns when it is lost.
pub(super) async fn until_lost(store: &Store, clock: &Clock) -> Fall {
    let mut kept_ms = clock.monotonic_ms();
    loop {
        tokio::time::sleep(RENEW_EVERY).await;
        if let Some(fall) = renew_once(store, clock, &mut kept_ms).await {
            return fall;
        }
    }
}

/// Keeps the lease until `stop`; losing it stops the work of this process.
pub(super) async fn keep(
    store: Store,
    clock: Clock,
    stop: CancellationToken,
    falls: impl Fn(Fall) + Send + Sync,
) {
    let mut kept_ms = clock.monotonic_ms();
    while !stop.is_cancelled() {
        crate::crash::panic_in("lease");
        if let Some(fall) = renew_once(&store, &clock, &mut kept_ms).await {
            tracing::error!(%fall, "stopping");
            falls(fall);
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(RENEW_EVERY) => {}
        }
    }
}

/// Why this process has no business on the database any more, if so. Whoever cannot renew the
/// lease in its time must take it for lost: another process may hold it by now, unless a file's
/// lock keeps others away.
async fn renew_once(store: &Store, clock: &Clock, kept_ms: &mut i64) -> Option<Fall> {
    let now_ms = clock.monotonic_ms();
    match renew(store, clock).await {
        Ok(true) => {
            *kept_ms = now_ms;
            None
        }
        Ok(false) => Some(Fall::TakenOver),
        Err(error) => {
            tracing::error!(%error, "the lease cannot be renewed");
            let is_late = clock.monotonic_ms() - *kept_ms >= LEASE_MS;
            (is_late && store.engine() == Engine::Postgres).then_some(Fall::LeaseEnded)
        }
    }
}

async fn renew(store: &Store, clock: &Clock) -> Result<bool, FlowError> {
    let now_ms = clock.now_ms();
    let held = Span::lasting(now_ms, Millis(LEASE_MS));
    let owner = store.owner();
    crate::atomically!(store, tx => {
        let is_held = leases::acquire(tx, ROLE, owner, held).await?;
        if is_held {
            note_alive(tx, now_ms).await?;
        }
        Ok(is_held)
    })
}

/// Gives up a place at which nothing was done yet, so that the next process need not wait for the
/// lease to run out.
pub(super) async fn give_way(store: &Store) {
    if let Ok(mut tx) = store.begin().await
        && leases::release(&mut tx, ROLE, store.owner()).await.is_ok()
    {
        // The lease runs out by itself if this fails.
        let _ = tx.commit().await;
    }
}

/// Gives the place up after work, with a last sign of life.
pub(super) async fn leave(store: &Store, clock: &Clock) {
    if let Ok(mut tx) = store.begin().await
        && leases::release(&mut tx, ROLE, store.owner()).await.is_ok_and(|was_held| was_held)
        && note_alive(&mut tx, clock.now_ms()).await.is_ok()
    {
        let _ = tx.commit().await;
    }
}
