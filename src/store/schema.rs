//! What is in a database before anything in it is changed: whose it is, and how new its tables
//! are. Must never write, and never let a database be changed that is another's or newer.

use std::collections::BTreeMap;

use sqlx::{AnyConnection, Row};

use super::engine::{Engine, OpenError};
use super::meta::key;

/// Tables that somebody made, by the engine.
const TABLES_ON_SQLITE: &str =
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
const TABLES_ON_POSTGRES: &str = "SELECT CAST(table_name AS TEXT) FROM information_schema.tables \
    WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'";
const MIGRATIONS: &str = "_sqlx_migrations";

/// A database as it was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundDatabase {
    /// The newest migration that it has had; 0 when it is empty.
    pub version: i64,
    /// What it says of itself, by the keys of `key`.
    pub stamps: BTreeMap<String, String>,
    /// Whether processes can be told apart in it.
    pub has_leases: bool,
}

/// Looks at a database; `known` are the migrations of this program.
///
/// # Errors
/// When it is newer than this program, or no shop's.
pub(super) async fn look(
    connection: &mut AnyConnection,
    engine: Engine,
    known: &[i64],
) -> Result<FoundDatabase, OpenError> {
    let tables = match engine {
        Engine::Sqlite => TABLES_ON_SQLITE,
        Engine::Postgres => TABLES_ON_POSTGRES,
    };
    let rows = sqlx::query(tables).fetch_all(&mut *connection).await?;
    let tables: Vec<String> =
        rows.iter().map(|row| row.try_get(0)).collect::<Result<_, sqlx::Error>>()?;
    let has = |name: &str| tables.iter().any(|table| table == name);
    if !has(MIGRATIONS) {
        // A server's schema may be shared with others, a file is not.
        let is_foreign = match engine {
            Engine::Sqlite => !tables.is_empty(),
            Engine::Postgres => has("meta") || has("people"),
        };
        return if is_foreign { Err(OpenError::Foreign) } else { Ok(FoundDatabase::default()) };
    }
    let applied = sqlx::query("SELECT version FROM _sqlx_migrations ORDER BY version");
    let applied = applied.fetch_all(&mut *connection).await?;
    let applied: Vec<i64> =
        applied.iter().map(|row| row.try_get(0)).collect::<Result<_, sqlx::Error>>()?;
    if let Some(version) = applied.iter().find(|version| !known.contains(version)).copied() {
        let known = known.iter().max().copied().unwrap_or(0);
        return Err(OpenError::Newer { version, known });
    }
    let version = applied.last().copied().unwrap_or(0);
    let stamps = if has("meta") { stamps(connection).await? } else { BTreeMap::new() };
    Ok(FoundDatabase { version, stamps, has_leases: has("leases") })
}

async fn stamps(connection: &mut AnyConnection) -> Result<BTreeMap<String, String>, OpenError> {
    let rows = sqlx::query("SELECT key, value FROM meta WHERE key IN ($1, $2, $3, $4)")
        .bind(key::KIND)
        .bind(key::BOT_ID)
        .bind(key::CURRENCY)
        .bind(key::MASTER_KEY)
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}
