//! What engines leave of rows that were changed or removed: free pages, a write-ahead log, dead
//! rows. Owns their erasure.

use sqlx::{AnyPool, Row};

use super::engine::Engine;
use super::tx::StoreError;

/// Copies of the tables with sealed texts take the place of their files. What a server's own log
/// and its backups keep is not ours to reach.
const REWRITE_ON_POSTGRES: &str =
    "VACUUM (FULL) chat_providers, provider_drafts, buyer_answers, goods, inbox";

/// Leaves of every row with sealed texts only what it is now; `false` when another program that
/// reads the file is in the way.
pub(super) async fn erase(pool: &AnyPool, engine: Engine) -> Result<bool, StoreError> {
    match engine {
        Engine::Postgres => {
            sqlx::raw_sql(REWRITE_ON_POSTGRES).execute(pool).await?;
            Ok(true)
        }
        Engine::Sqlite => {
            sqlx::raw_sql("VACUUM").execute(pool).await?;
            // Busy, pages in the log, pages that were copied.
            let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(pool).await?;
            let busy: i64 = row.try_get(0)?;
            Ok(busy == 0)
        }
    }
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
