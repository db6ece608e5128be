//! Opening a database of either engine: URL, folder, file lock, pragmas, migrations.
//! Must never let a second process open the same SQLite file, nor show a database URL.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::Migrator;
use sqlx::{AnyPool, ConnectOptions, Row};
use tokio::sync::mpsc;

use super::outbox::Outgoing;
use super::tx::{Lease, StoreError, Tx};
use crate::clock::{Clock, MINUTE_MS};

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// The oldest SQLite without the corruption bug of WAL resets.
const SQLITE_VERSION_MIN: [u32; 3] = [3, 51, 3];
const READERS: u32 = 4;
const POSTGRES_WRITERS: u32 = 10;
/// How long a message belongs to the process that wrote it before others may send it.
const OUTBOX_LEASE_MS: i64 = MINUTE_MS;

/// Which database is behind the one SQL text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded default: one writer, one process a file.
    Sqlite,
    /// For an owner who has a server; turns of different people run side by side.
    Postgres,
}

/// Why a database could not be opened. Never contains the URL.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The URL is neither `sqlite://…` nor `postgres://…`.
    #[error("DATABASE_URL must begin with sqlite:// or postgres://")]
    Url,
    /// The folder or file cannot be made.
    #[error("the database file cannot be opened: {0}")]
    File(#[from] std::io::Error),
    /// Another process holds the file.
    #[error("another storefront is running on this database file")]
    InUse,
    /// The linked SQLite can corrupt a database.
    #[error("SQLite {0} is too old: 3.51.3 or newer is needed")]
    SqliteVersion(String),
    /// The schema could not be brought up to date.
    #[error("the database could not be migrated: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The server refused or the file is broken.
    #[error("the database could not be opened: {0}")]
    Db(#[from] sqlx::Error),
}

/// The shop's database: a pool of writers and a pool of readers.
#[derive(Clone)]
pub struct Store {
    writer: AnyPool,
    reader: AnyPool,
    engine: Engine,
    clock: Clock,
    owner: String,
    handoff: Option<mpsc::UnboundedSender<Outgoing>>,
    /// Held as long as the store lives: one process a file.
    _lock: Arc<Option<FileLock>>,
}

impl Store {
    /// Opens, locks, checks and migrates the database at `url`.
    ///
    /// # Errors
    /// See [`OpenError`]; the text is safe to show.
    pub async fn open(url: &str, clock: Clock) -> Result<Self, OpenError> {
        sqlx::any::install_default_drivers();
        let owner = format!("{:016x}", rand::random::<u64>());
        if let Some(path) = url.strip_prefix("sqlite://") {
            Self::open_sqlite(path, clock, owner).await
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Self::open_postgres(url, clock, owner).await
        } else {
            Err(OpenError::Url)
        }
    }

    /// Opens the database beside a running shop, for questions only: no lock, no migration.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn open_for_reading(url: &str, clock: Clock) -> Result<Self, OpenError> {
        sqlx::any::install_default_drivers();
        let owner = format!("{:016x}", rand::random::<u64>());
        let Some(path) = url.strip_prefix("sqlite://") else {
            return Self::open(url, clock).await;
        };
        let path = path.split('?').next().unwrap_or(path);
        let reader = sqlite_pool(&format!("sqlite://{path}?mode=ro"), 1, READER_PRAGMAS).await?;
        let (writer, engine) = (reader.clone(), Engine::Sqlite);
        Ok(Self { writer, reader, engine, clock, owner, handoff: None, _lock: None.into() })
    }

    async fn open_sqlite(path: &str, clock: Clock, owner: String) -> Result<Self, OpenError> {
        let path = PathBuf::from(path.split('?').next().unwrap_or(path));
        let lock = lock_file(&path)?;
        let url = format!("sqlite://{}", path.display());
        let writer = sqlite_pool(&format!("{url}?mode=rwc"), 1, WRITER_PRAGMAS).await?;
        check_sqlite_version(&writer).await?;
        SQLITE_MIGRATIONS.run(&writer).await?;
        let reader = sqlite_pool(&format!("{url}?mode=ro"), READERS, READER_PRAGMAS).await?;
        let engine = Engine::Sqlite;
        Ok(Self { writer, reader, engine, clock, owner, handoff: None, _lock: lock.into() })
    }

    async fn open_postgres(url: &str, clock: Clock, owner: String) -> Result<Self, OpenError> {
        let options = AnyConnectOptions::from_str(url).map_err(|_| OpenError::Url)?;
        let writer = AnyPoolOptions::new()
            .max_connections(POSTGRES_WRITERS)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options.disable_statement_logging())
            .await?;
        POSTGRES_MIGRATIONS.run(&writer).await?;
        let (reader, engine) = (writer.clone(), Engine::Postgres);
        Ok(Self { writer, reader, engine, clock, owner, handoff: None, _lock: None.into() })
    }

    /// The same store, whose transactions hand their messages to `handoff` after the commit.
    #[must_use]
    pub fn with_handoff(mut self, handoff: mpsc::UnboundedSender<Outgoing>) -> Self {
        self.handoff = Some(handoff);
        self
    }

    /// Which engine this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The name of this process in leases.
    #[must_use]
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// Begins a transaction that may write. On SQLite it is the only one while it lasts.
    ///
    /// # Errors
    /// When no connection is to be had in ten seconds or the database fails.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let pool = self.writer.clone();
        let begin = match self.engine {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            Engine::Postgres => "BEGIN",
        };
        // In a task of its own: a `begin` that is dropped half-way would leave an open
        // transaction in the pool.
        let inner = tokio::spawn(async move { pool.begin_with(begin).await })
            .await
            .map_err(|_| StoreError::Unreadable("the task that begins a transaction died"))??;
        Ok(Tx::new(inner, self.handoff.clone(), self.lease()))
    }

    /// Begins a transaction that only reads, beside the writers.
    ///
    /// # Errors
    /// When no connection is to be had in ten seconds or the database fails.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        let pool = self.reader.clone();
        let inner = tokio::spawn(async move { pool.begin_with("BEGIN").await })
            .await
            .map_err(|_| StoreError::Unreadable("the task that begins a transaction died"))??;
        Ok(Tx::new(inner, None, self.lease()))
    }

    fn lease(&self) -> Lease {
        let until_ms = self.clock.now_ms().saturating_add(OUTBOX_LEASE_MS);
        Lease { owner: self.owner.clone(), until_ms }
    }

    /// Closes every connection; later calls fail.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}

const WRITER_PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
    PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; PRAGMA trusted_schema = OFF; \
    PRAGMA journal_size_limit = 67108864;";
const READER_PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON; \
    PRAGMA trusted_schema = OFF;";

async fn sqlite_pool(
    url: &str,
    connections: u32,
    pragmas: &'static str,
) -> Result<AnyPool, OpenError> {
    let options = AnyConnectOptions::from_str(url).map_err(|_| OpenError::Url)?;
    let pool = AnyPoolOptions::new()
        .min_connections(1)
        .max_connections(connections)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(Duration::from_secs(10))
        .after_connect(move |connection, _| {
            Box::pin(async move {
                sqlx::raw_sql(pragmas).execute(connection).await?;
                Ok(())
            })
        });
    Ok(pool.connect_with(options.disable_statement_logging()).await?)
}

async fn check_sqlite_version(pool: &AnyPool) -> Result<(), OpenError> {
    let row = sqlx::query("SELECT sqlite_version()").fetch_one(pool).await?;
    let version: String = row.try_get(0)?;
    let numbers: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
    if numbers.as_slice() < SQLITE_VERSION_MIN.as_slice() {
        return Err(OpenError::SqliteVersion(version));
    }
    Ok(())
}

/// The lock on a database file. It is given up by name: a process that is being started holds a
/// copy of every open file for a moment, and with it the lock of one that was only closed.
struct FileLock(File);

impl Drop for FileLock {
    fn drop(&mut self) {
        if let Err(error) = self.0.unlock() {
            tracing::warn!(%error, "the lock of the database file is not given up");
        }
    }
}

/// Makes folder and file for this user only and takes the file's lock.
fn lock_file(path: &Path) -> Result<Option<FileLock>, OpenError> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        make_private_folder(folder)?;
    }
    private_file(path)?;
    let mut lock_path = path.as_os_str().to_owned();
    lock_path.push(".lock");
    let lock = private_file(Path::new(&lock_path))?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(FileLock(lock))),
        Err(std::fs::TryLockError::WouldBlock) => Err(OpenError::InUse),
        Err(std::fs::TryLockError::Error(error)) => Err(error.into()),
    }
}

#[cfg(unix)]
fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}

#[cfg(unix)]
fn private_file(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
    let mut options = OpenOptions::new();
    let file = options.create(true).append(true).mode(0o600).open(path)?;
    file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
    Ok(file)
}

#[cfg(not(unix))]
fn private_file(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().create(true).append(true).open(path)
}
