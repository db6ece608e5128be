//! What engines leave of rows that were changed or removed: free pages, a write-ahead log, dead
//! rows. Owns their erasure.

use std::time::Duration;

use sqlx::{AnyConnection, AnyPool, Row};

use super::tx::StoreError;

/// Copies of the tables with sealed texts take the place of their files. What a server's own log
/// and its backups keep is not ours to reach.
const REWRITE_ON_POSTGRES: &str =
    "VACUUM (FULL) chat_providers, provider_drafts, buyer_answers, goods, inbox";

/// How often, and how many times, it is looked whether older transactions have ended.
const LOOK_EVERY: Duration = Duration::from_millis(100);
const LOOKS_MAX: usize = 300;

/// Waits until every transaction has ended that began before now: as long as one may read what a
/// row was, that is kept. Of other databases those that write count too, because whoever begins
/// beside them, also who copies the tables, goes by the oldest; and so does what the server does by
/// itself. `false` when one does not end.
async fn is_behind_all(pool: &AnyPool) -> Result<bool, StoreError> {
    let now: String = sqlx::query_scalar("SELECT CAST(txid_current() % 4294967296 AS TEXT)")
        .fetch_one(pool)
        .await?;
    for _ in 0..LOOKS_MAX {
        let older: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() \
             AND (age(backend_xid) >= age(CAST(CAST($1 AS TEXT) AS XID)) \
             OR age(backend_xmin) >= age(CAST(CAST($1 AS TEXT) AS XID)) \
             AND COALESCE(datname, '') IN (current_database(), ''))",
        )
        .bind(&now)
        .fetch_one(pool)
        .await?;
        if older == 0 {
            return Ok(true);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    Ok(false)
}

/// Leaves of every row with sealed texts only what it is now; `false` when another program that
/// reads the database is in the way.
pub(super) async fn erase_on_server(pool: &AnyPool) -> Result<bool, StoreError> {
    if !is_behind_all(pool).await? {
        return Ok(false);
    }
    sqlx::raw_sql(REWRITE_ON_POSTGRES).execute(pool).await?;
    Ok(true)
}

/// The same in a file.
pub(super) async fn erase_in_file(connection: &mut AnyConnection) -> Result<bool, StoreError> {
    sqlx::raw_sql("VACUUM").execute(&mut *connection).await?;
    // Busy, pages in the log, pages that were copied.
    let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(connection).await?;
    let busy: i64 = row.try_get(0)?;
    Ok(busy == 0)
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;
    use crate::domain::sealed::SealedColumn;

    #[test]
    fn every_table_with_sealed_texts_is_written_anew() {
        let tables = REWRITE_ON_POSTGRES.strip_prefix("VACUUM (FULL) ").unwrap();
        let named: Vec<&str> = tables.split(", ").collect();
        for column in SealedColumn::iter() {
            assert!(named.contains(&column.name().0), "{column:?}");
        }
    }
}
