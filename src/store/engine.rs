//! Opening a database of either engine: URL, folder, file lock, migrations.
//! Must never let a second process open the same SQLite file, nor show a database URL.

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use sqlx::any::AnyConnectOptions;
use sqlx::migrate::Migrator;
use sqlx::{Any, AnyConnection, AnyPool, Connection, Transaction};
use tokio::sync::mpsc;

use super::connections::{
    WRITER_PRAGMAS, check_sqlite_version, logged, read_only, server_pool, sqlite_options,
    sqlite_pool,
};
use super::file::{FileLock, lock_file};
use super::file_writer::FileWriter;
use super::leftovers;
use super::outbox::Outgoing;
use super::schema::{self, FoundDatabase};
use super::tx::{Lease, Open, StoreError, Tx};
use crate::clock::{Clock, MINUTE_MS};

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

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
    /// A newer program has made the tables.
    #[error(
        "DATABASE_URL: this database is of a newer storefront (migration {version}; this one \
         knows them up to {known})"
    )]
    Newer {
        /// A migration that is not known here.
        version: i64,
        /// The newest one that is.
        known: i64,
    },
    /// Nothing may be changed, and the tables are of an older program.
    #[error(
        "DATABASE_URL: this database is of an older storefront (migration {version} of {known}): \
         run `storefront serve` first"
    )]
    Older {
        /// The newest migration that it has had.
        version: i64,
        /// The newest one that there is.
        known: i64,
    },
    /// There is nothing yet.
    #[error("DATABASE_URL: there is no shop in this database yet: run `storefront serve` first")]
    Empty,
    /// Something else is kept there.
    #[error("DATABASE_URL: this database holds something else than a shop")]
    Foreign,
    /// The schema could not be brought up to date.
    #[error("the database could not be migrated: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The server refused or the file is broken.
    #[error("the database could not be opened: {0}")]
    Db(#[from] sqlx::Error),
}

/// Where transactions that may write are begun: on the one connection to a file, or on some to a
/// server.
#[derive(Clone)]
enum Writer {
    File(FileWriter),
    Pool(AnyPool),
}

/// The shop's database: its writer and a pool of readers.
#[derive(Clone)]
pub struct Store {
    writer: Writer,
    reader: AnyPool,
    engine: Engine,
    clock: Clock,
    owner: String,
    handoff: Option<mpsc::UnboundedSender<Outgoing>>,
    /// Held as long as the store lives: one process a file.
    _lock: Arc<Option<FileLock>>,
}

/// A database of which nothing was changed yet. Whoever has looked at it may go on to the store.
pub struct Opening {
    place: Place,
    lock: Option<FileLock>,
    clock: Clock,
}

/// Where a database is.
enum Place {
    File(PathBuf),
    Server(AnyConnectOptions),
}

impl Opening {
    /// Reads the URL, and takes the lock of a file.
    ///
    /// # Errors
    /// See [`OpenError`]; the text is safe to show.
    pub fn begin(url: &str, clock: Clock) -> Result<Self, OpenError> {
        let place = Place::of(url)?;
        let lock = match &place {
            Place::File(path) => lock_file(path)?,
            Place::Server(_) => None,
        };
        Ok(Self { place, lock, clock })
    }

    /// What is in the database.
    ///
    /// # Errors
    /// When it cannot be read, is newer than this program, or no shop's.
    pub async fn look(&self) -> Result<FoundDatabase, OpenError> {
        self.place.look().await
    }

    /// Connects. The tables are as they were found: see [`Store::migrate`].
    ///
    /// # Errors
    /// See [`OpenError`]; the text is safe to show.
    pub async fn connect(self) -> Result<Store, OpenError> {
        let (writer, reader) = match &self.place {
            Place::File(path) => {
                let url = |mode: &str| format!("sqlite://{}?mode={mode}", path.display());
                let options = sqlite_options(&url("rwc"))?;
                let writer = FileWriter::connect(options, WRITER_PRAGMAS).await?;
                let reader = sqlite_pool(&url("ro"), READERS).await?;
                check_sqlite_version(&reader).await?;
                (Writer::File(writer), reader)
            }
            Place::Server(options) => {
                let pool = server_pool(options, POSTGRES_WRITERS).await?;
                (Writer::Pool(pool.clone()), pool)
            }
        };
        Ok(Store::new((writer, reader), &self.place, self.clock, self.lock))
    }
}

impl Place {
    fn of(url: &str) -> Result<Self, OpenError> {
        sqlx::any::install_default_drivers();
        if let Some(path) = url.strip_prefix("sqlite://") {
            Ok(Self::File(path.split('?').next().unwrap_or(path).into()))
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = AnyConnectOptions::from_str(url).map_err(|_| OpenError::Url)?;
            Ok(Self::Server(logged(options)))
        } else {
            Err(OpenError::Url)
        }
    }

    const fn engine(&self) -> Engine {
        match self {
            Self::File(_) => Engine::Sqlite,
            Self::Server(_) => Engine::Postgres,
        }
    }

    async fn look(&self) -> Result<FoundDatabase, OpenError> {
        let options = match self {
            Self::File(path) if std::fs::metadata(path)?.len() == 0 => {
                return Ok(FoundDatabase::default());
            }
            Self::File(path) => read_only(path)?,
            Self::Server(options) => options.clone(),
        };
        let mut connection = AnyConnection::connect_with(&options).await?;
        let found = schema::look(&mut connection, self.engine(), &known(self.engine())).await;
        // What it says counts; a connection that cannot be closed in order is dropped.
        let _ = connection.close().await;
        found
    }
}

const fn migrations(engine: Engine) -> &'static Migrator {
    match engine {
        Engine::Sqlite => &SQLITE_MIGRATIONS,
        Engine::Postgres => &POSTGRES_MIGRATIONS,
    }
}

/// The migrations of this program.
fn known(engine: Engine) -> Vec<i64> {
    migrations(engine).iter().map(|migration| migration.version).collect()
}

impl Store {
    fn new(
        (writer, reader): (Writer, AnyPool),
        place: &Place,
        clock: Clock,
        lock: Option<FileLock>,
    ) -> Self {
        let owner = format!("{:016x}", rand::random::<u64>());
        let engine = place.engine();
        Self { writer, reader, engine, clock, owner, handoff: None, _lock: lock.into() }
    }

    /// Opens, locks, checks and migrates the database at `url`.
    ///
    /// # Errors
    /// See [`OpenError`]; the text is safe to show.
    pub async fn open(url: &str, clock: Clock) -> Result<Self, OpenError> {
        let opening = Opening::begin(url, clock)?;
        opening.look().await?;
        let store = opening.connect().await?;
        store.migrate().await?;
        Ok(store)
    }

    /// What is in the database now, as [`Opening::look`] tells it.
    ///
    /// # Errors
    /// When it is newer than this program.
    pub async fn look(&self) -> Result<FoundDatabase, OpenError> {
        let known = known(self.engine);
        match &self.writer {
            Writer::File(writer) => {
                schema::look(writer.alone().await?.conn(), self.engine, &known).await
            }
            Writer::Pool(pool) => {
                schema::look(&mut *pool.acquire().await?, self.engine, &known).await
            }
        }
    }

    /// Brings the tables up to date.
    ///
    /// # Errors
    /// When they cannot be.
    pub async fn migrate(&self) -> Result<(), OpenError> {
        let migrations = migrations(self.engine);
        match &self.writer {
            Writer::File(writer) => migrations.run(writer.alone().await?.conn()).await?,
            Writer::Pool(pool) => migrations.run(pool).await?,
        }
        Ok(())
    }

    /// Opens the database beside a running shop, for questions only: no lock, no change.
    ///
    /// # Errors
    /// See [`OpenError`]. An older database is refused like a newer one: its tables are others.
    pub async fn open_for_reading(url: &str, clock: Clock) -> Result<Self, OpenError> {
        let place = Place::of(url)?;
        let found = place.look().await?;
        let known = known(place.engine()).into_iter().max().unwrap_or(0);
        if found.version < known {
            return Err(OpenError::Older { version: found.version, known });
        }
        let reader = match &place {
            Place::File(path) => {
                let url = format!("sqlite://{}?mode=ro", path.display());
                sqlite_pool(&url, 1).await?
            }
            Place::Server(options) => server_pool(options, 1).await?,
        };
        Ok(Self::new((Writer::Pool(reader.clone()), reader), &place, clock, None))
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
        let open = match &self.writer {
            Writer::File(writer) => Open::InFile(writer.begin().await?),
            Writer::Pool(pool) => Open::Pooled(begin_in(pool.clone()).await?),
        };
        Ok(Tx::new(open, self.handoff.clone(), self.lease()))
    }

    /// Begins a transaction that only reads, beside the writers.
    ///
    /// # Errors
    /// When no connection is to be had in ten seconds or the database fails.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        let open = Open::Pooled(begin_in(self.reader.clone()).await?);
        Ok(Tx::new(open, None, self.lease()))
    }

    fn lease(&self) -> Lease {
        let until_ms = self.clock.now_ms().saturating_add(OUTBOX_LEASE_MS);
        Lease { owner: self.owner.clone(), until_ms }
    }

    /// Erases what the engine has left of sealed texts as they were before; `false` when another
    /// program that reads the file is in the way. Takes long on a large file and room for a second
    /// one.
    ///
    /// # Errors
    /// When the database fails, such as for want of room.
    pub async fn erase_leftovers(&self) -> Result<bool, StoreError> {
        match &self.writer {
            Writer::File(writer) => leftovers::erase_in_file(writer.alone().await?.conn()).await,
            Writer::Pool(pool) => leftovers::erase_on_server(pool).await,
        }
    }

    /// Closes every connection; later calls fail.
    pub async fn close(&self) {
        self.reader.close().await;
        match &self.writer {
            Writer::File(writer) => writer.close().await,
            Writer::Pool(pool) => pool.close().await,
        }
    }
}

/// In a task of its own: a beginning that is dropped half-way would leave an open transaction in
/// the pool. A connection that the server has left fails here once, and the pool drops it: all that
/// there may be are gone through.
async fn begin_in(pool: AnyPool) -> Result<Transaction<'static, Any>, StoreError> {
    let begin = async move {
        for _ in 0..POSTGRES_WRITERS {
            match pool.begin_with("BEGIN").await {
                Err(error) if has_hung_up(&error) => {}
                begun => return begun,
            }
        }
        pool.begin_with("BEGIN").await
    };
    tokio::spawn(begin)
        .await
        .map_err(|_| StoreError::Unreadable("the task that begins a transaction died"))?
        .map_err(StoreError::from)
}

/// Whether the server has left the connection, such as because it was started anew.
fn has_hung_up(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Protocol(_) => true,
        // Shut down by an administrator, or by a crash of another connection.
        sqlx::Error::Database(error) => matches!(error.code().as_deref(), Some("57P01" | "57P02")),
        _ => false,
    }
}
