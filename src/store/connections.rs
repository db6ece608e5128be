//! Connections to a database of either engine, and what each is told first. Must never decide who
//! writes: that is `engine`.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyPool, ConnectOptions, Row};

use super::engine::OpenError;

/// The oldest SQLite without the corruption bug of WAL resets.
const SQLITE_VERSION_MIN: [u32; 3] = [3, 51, 3];
pub(super) const WRITER_PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
    PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; PRAGMA trusted_schema = OFF; \
    PRAGMA journal_size_limit = 67108864; \
    PRAGMA secure_delete = FAST;";
const READER_PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON; \
    PRAGMA trusted_schema = OFF;";

pub(super) fn sqlite_options(url: &str) -> Result<AnyConnectOptions, OpenError> {
    Ok(logged(AnyConnectOptions::from_str(url).map_err(|_| OpenError::Url)?))
}

/// Statements are told to whoever listens to `sqlx::query`, without what is bound to them; where
/// nobody does, they are not prepared to be told.
pub(super) fn logged(options: AnyConnectOptions) -> AnyConnectOptions {
    if tracing::enabled!(target: "sqlx::query", tracing::Level::DEBUG) {
        return options;
    }
    options.disable_statement_logging()
}

pub(super) async fn sqlite_pool(url: &str, connections: u32) -> Result<AnyPool, OpenError> {
    let pool = AnyPoolOptions::new()
        .min_connections(1)
        .max_connections(connections)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(Duration::from_secs(10))
        // A file does not hang up: asking first is a trip to the connection's thread for nothing.
        .test_before_acquire(false)
        .after_connect(|connection, _| {
            Box::pin(async move {
                sqlx::raw_sql(READER_PRAGMAS).execute(connection).await?;
                Ok(())
            })
        });
    Ok(pool.connect_with(sqlite_options(url)?).await?)
}

pub(super) async fn server_pool(
    options: &AnyConnectOptions,
    connections: u32,
) -> Result<AnyPool, OpenError> {
    let pool = AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        // A connection that the server has left is found out by the beginning: see `begin_in`.
        .test_before_acquire(false)
        .after_connect(|connection, _| {
            Box::pin(async move {
                // Statements here are short: compiling one to machine code takes longer than it
                // runs. A server that cannot compile does not know the word.
                let _ = sqlx::raw_sql("SET jit = off").execute(connection).await;
                Ok(())
            })
        });
    Ok(pool.connect_with(options.clone()).await?)
}

pub(super) fn read_only(path: &Path) -> Result<AnyConnectOptions, OpenError> {
    sqlite_options(&format!("sqlite://{}?mode=ro", path.display()))
}

pub(super) async fn check_sqlite_version(pool: &AnyPool) -> Result<(), OpenError> {
    let row = sqlx::query("SELECT sqlite_version()").fetch_one(pool).await?;
    let version: String = row.try_get(0)?;
    let numbers: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
    if numbers.as_slice() < SQLITE_VERSION_MIN.as_slice() {
        return Err(OpenError::SqliteVersion(version));
    }
    Ok(())
}
