//! Stored times after the wall clock was set back between two starts: nothing may wait for a time
//! that is years away.

use super::tx::{StoreError, Tx};
use crate::domain::quote::QUOTE_LIFETIME_MS;
use crate::domain::time::Millis;

/// Moves a time back by `$1`, but not before `$2`, if it lies after `$2`.
macro_rules! set_back {
    ($table:literal, $column:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET ",
            $column,
            " = CASE WHEN ",
            $column,
            " - $1 > $2 THEN ",
            $column,
            " - $1 ELSE $2 END WHERE ",
            $column,
            " > $2"
        )
    };
}

/// Every stored time that something waits for, or whose age something waits for. History stays as
/// it was written.
const STEERING: [&str; 23] = [
    set_back!("inbox", "not_before_ms"),
    set_back!("outbox", "not_before_ms"),
    set_back!("outbox", "lease_until_ms"),
    set_back!("orders", "not_before_ms"),
    set_back!("orders", "next_poll_ms"),
    set_back!("orders", "queued_ms"),
    set_back!("orders", "accepted_ms"),
    set_back!("orders", "changed_ms"),
    set_back!("orders", "reminded_ms"),
    set_back!("providers", "not_before_ms"),
    set_back!("automatic_returns", "at_ms"),
    set_back!("alerts", "told_ms"),
    set_back!("top_up_rings", "rung_ms"),
    set_back!("tickets", "waiting_ms"),
    set_back!("tickets", "spoken_ms"),
    set_back!("tickets", "reminded_ms"),
    set_back!("tickets", "closed_ms"),
    set_back!("ticket_messages", "created_ms"),
    set_back!("people", "returned_ms"),
    set_back!("chain_looks", "moved_ms"),
    set_back!("chain_looks", "looked_ms"),
    set_back!("deposit_addresses", "hot_until_ms"),
    set_back!("exchange_rates", "seen_ms"),
];

/// The wall clock was set back by so much at least, to `now_ms`: what was due at a certain distance
/// from the time before is due at the same distance from now, and what was the case already is the
/// case since now.
pub async fn set_back(tx: &mut Tx, by: Millis, now_ms: i64) -> Result<(), StoreError> {
    for statement in STEERING {
        sqlx::query(statement).bind(by.0).bind(now_ms).execute(tx.conn()).await?;
    }
    // Sums of what has no time yet.
    sqlx::query("DELETE FROM turnovers WHERE from_ms > $1").bind(now_ms).execute(tx.conn()).await?;
    Ok(())
}

/// Ends what was promised for a short time: prices and the buttons
/// of admins. How old they are cannot be known any more.
pub async fn expire_promises(tx: &mut Tx, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE quotes SET created_ms = $1 WHERE created_ms > $1")
        .bind(now_ms.saturating_sub(QUOTE_LIFETIME_MS))
        .execute(tx.conn())
        .await?;
    sqlx::query("UPDATE admin_acts SET expires_ms = $1 WHERE expires_ms > $1 AND state = 0")
        .bind(now_ms)
        .execute(tx.conn())
        .await?;
    Ok(())
}
