//! Which services are off sale until an owner has looked: one that may be another service by now,
//! one whose price does not cover what it costs, and one that was charged above its cost. Says in
//! SQL what `domain/catalog/guard.rs` says of one change; the order itself is counted exactly.

use super::tx::{StoreError, Tx};
use super::visibility::hidden;

/// A stored decimal as a number; 0 for an empty one.
macro_rules! number {
    ($column:literal) => {
        concat!("CAST(COALESCE(NULLIF(", $column, ", ''), '0') AS NUMERIC)")
    };
}

/// What a rate is multiplied with to make a hundred prices of it.
macro_rules! price_factor {
    () => {
        concat!(
            number!("p.conversion"),
            " * (100 + (SELECT CAST(value AS NUMERIC) FROM meta WHERE key = 'markup_percent'))"
        )
    };
}

/// The services that are. What is listed says what they cost; prices are made of what was approved.
macro_rules! guarded {
    () => {
        concat!(
            "(service_id IN (SELECT q.service_id FROM service_pauses q WHERE q.resumed_ms = 0) \
             OR source_id IN (SELECT w.source_id FROM price_changes w \
             JOIN sources r ON r.source_id = w.source_id \
             JOIN providers p ON p.name = r.provider \
             WHERE w.is_renamed = 1 OR w.is_retyped = 1 OR CAST(w.rate AS NUMERIC) * ",
            number!("p.configured_conversion"),
            " * 100 > CAST(r.rate AS NUMERIC) * ",
            price_factor!(),
            ") OR source_id IN (SELECT r.source_id FROM sources r \
             JOIN providers p ON p.name = r.provider \
             WHERE p.configured_conversion <> p.approved_conversion AND ",
            number!("p.configured_conversion"),
            " * 100 > ",
            price_factor!(),
            "))"
        )
    };
}

/// Shows those again that an owner has looked at.
pub(super) async fn show(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query(concat!(
        "UPDATE services SET is_hidden = ",
        hidden!(Shown),
        " WHERE is_hidden = ",
        hidden!(Guarded),
        " AND NOT ",
        guarded!()
    ))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Hides those that wait for one.
pub(super) async fn hide(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query(concat!(
        "UPDATE services SET is_hidden = ",
        hidden!(Guarded),
        " WHERE is_hidden = ",
        hidden!(Shown),
        " AND ",
        guarded!()
    ))
    .execute(tx.conn())
    .await?;
    Ok(())
}
