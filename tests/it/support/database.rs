//! A database for one test: a file of its own, or a database of its own on PostgreSQL, which is
//! dropped when the test lets go of it. What these are copied from stays there.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{ConnectOptions, Connection};
use storefront::clock::Clock;
use storefront::store::Store;
use tokio::sync::{Mutex, OnceCell};

use super::plans;

static COUNTER: AtomicU32 = AtomicU32::new(0);
/// What every new database is a copy of, once it was made: bytes of a file, a name on the server.
static FILE_TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
static SERVER_TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// A database URL and whatever keeps it alive.
pub struct Database {
    pub url: String,
    folder: Option<tempfile::TempDir>,
    on_server: Option<OnServer>,
    /// The test's own connection to a server.
    kept: Mutex<Option<sqlx::AnyConnection>>,
}

/// A database of a test on a server that outlives it.
struct OnServer {
    server: String,
    name: String,
}

impl Drop for OnServer {
    /// In a thread of its own: a test that failed has no runtime any more.
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            runtime.unwrap().block_on(run_on(&server, statement));
        });
    }
}

async fn run_on(server: &str, statement: String) {
    sqlx::any::install_default_drivers();
    let mut connection = sqlx::AnyConnection::connect(server).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// A name that no earlier run has used.
fn new_name() -> String {
    static RUN: LazyLock<u32> = LazyLock::new(rand::random);
    let number = COUNTER.fetch_add(1, Ordering::SeqCst);
    format!("t{}_{:08x}_{number}", std::process::id(), *RUN)
}

/// The URL of another database of the same server.
fn beside(server: &str, name: &str) -> String {
    let mut url = url::Url::parse(server).unwrap();
    url.set_path(name);
    url.into()
}

async fn migrate(url: &str) {
    let store = Store::open(url, Clock::System).await.unwrap();
    store.close().await;
}

impl Database {
    /// A new empty one, of the engine that the environment asks for.
    pub async fn create() -> Self {
        match Self::server() {
            Some(server) => Self::on_server(server, "").await,
            None => Self::in_folder(),
        }
    }

    /// A new one with all its tables, as a shop's is after its first moment.
    pub async fn migrated() -> Self {
        let Some(server) = Self::server() else {
            let template = FILE_TEMPLATE.get_or_init(Self::file_template).await;
            let database = Self::in_folder();
            std::fs::write(database.folder().unwrap().join("shop.db"), template).unwrap();
            return database;
        };
        let template = SERVER_TEMPLATE.get_or_init(|| async {
            let name = new_name();
            run_on(&server, format!("CREATE DATABASE {name}")).await;
            migrate(&beside(&server, &name)).await;
            name
        });
        let template = format!(" TEMPLATE {}", template.await);
        Self::on_server(server, &template).await
    }

    async fn file_template() -> Vec<u8> {
        let database = Self::in_folder();
        migrate(&database.url).await;
        plans::pass_over_audits(&database.url).await;
        std::fs::read(database.folder().unwrap().join("shop.db")).unwrap()
    }

    fn server() -> Option<String> {
        std::env::var("TEST_DATABASE_URL").ok().filter(|server| !server.is_empty())
    }

    /// A SQLite file in a folder of its own, whatever the environment asks for.
    pub fn in_folder() -> Self {
        plans::record_statements();
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("shop.db").display());
        Self { url, folder: Some(folder), on_server: None, kept: Mutex::default() }
    }

    /// One that is somewhere already.
    pub fn at(url: &str) -> Self {
        Self { url: url.to_owned(), folder: None, on_server: None, kept: Mutex::default() }
    }

    /// Room in a schema of its own, beside tables of others; on SQLite an empty file.
    pub async fn in_schema() -> Self {
        let database = Self::create().await;
        if database.folder.is_some() {
            return database;
        }
        database.executes("CREATE TABLE public.people (guest TEXT); CREATE SCHEMA shop").await;
        let url = format!("{}?options=-c%20search_path%3Dshop", database.url);
        Self { url, kept: Mutex::default(), ..database }
    }

    async fn on_server(server: String, template: &str) -> Self {
        let name = new_name();
        run_on(&server, format!("CREATE DATABASE {name}{template}")).await;
        let url = beside(&server, &name);
        let on_server = Some(OnServer { server, name });
        Self { url, folder: None, on_server, kept: Mutex::default() }
    }

    /// A new one as an older program left it: with the migrations whose names come before `name`.
    pub async fn older_than(name: &str) -> Self {
        let database = Self::create().await;
        let engine = if database.folder.is_some() { "sqlite" } else { "postgres" };
        let old = tempfile::tempdir().unwrap();
        let all = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
        for entry in std::fs::read_dir(all).unwrap() {
            let entry = entry.unwrap();
            let file = entry.file_name().into_string().unwrap();
            if file.as_str() < name {
                std::fs::copy(entry.path(), old.path().join(file)).unwrap();
            }
        }
        sqlx::any::install_default_drivers();
        let mode = if database.folder.is_some() { "?mode=rwc" } else { "" };
        let pool = sqlx::AnyPool::connect(&format!("{}{mode}", database.url)).await.unwrap();
        let migrator = sqlx::migrate::Migrator::new(old.path().to_owned()).await.unwrap();
        migrator.run(&pool).await.unwrap();
        pool.close().await;
        database
    }

    /// Runs a statement beside whoever has it open.
    pub async fn executes(&self, sql: &str) {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        let run = async |connection: &mut sqlx::AnyConnection| {
            sqlx::raw_sql(sql).execute(connection).await.unwrap();
        };
        self.beside_the_shop(run).await;
    }

    /// The first column of every row as text; `select` is what stands behind SELECT.
    pub async fn texts(&self, select: &str) -> Vec<String> {
        use sqlx::Row;
        let (column, rest) = select.split_once(" FROM ").unwrap();
        let sql = sqlx::AssertSqlSafe(format!("SELECT CAST({column} AS TEXT) FROM {rest}"));
        let ask = async |connection: &mut sqlx::AnyConnection| {
            sqlx::query(sql).persistent(false).fetch_all(connection).await.unwrap()
        };
        let rows = self.beside_the_shop(ask).await;
        rows.iter().map(|row| row.try_get(0).unwrap()).collect()
    }

    /// How many rows there are; the table and condition are the test's own words.
    pub async fn count(&self, from_where: &str) -> i64 {
        let counted = self.texts(&format!("COUNT(*) FROM {from_where}")).await;
        counted[0].parse().unwrap()
    }

    /// On a server through one connection, for opening one takes longer than what tests ask. A file
    /// is opened anew: while it is open, nobody can put another in its place.
    async fn beside_the_shop<T>(&self, run: impl AsyncFnOnce(&mut sqlx::AnyConnection) -> T) -> T {
        if self.on_server.is_none() {
            let mut connection = self.connection().await;
            let outcome = run(&mut connection).await;
            connection.close().await.unwrap();
            return outcome;
        }
        let mut kept = self.kept.lock().await;
        let is_open = match kept.as_mut() {
            Some(connection) => connection.ping().await.is_ok(),
            None => false,
        };
        if !is_open {
            *kept = Some(self.connection().await);
        }
        run(kept.as_mut().unwrap()).await
    }

    /// A connection of the test's own, whose statements are not the shop's.
    pub async fn connection(&self) -> sqlx::AnyConnection {
        sqlx::any::install_default_drivers();
        let options: sqlx::any::AnyConnectOptions = self.url.parse().unwrap();
        options.disable_statement_logging().connect().await.unwrap()
    }

    /// Where the file is, for a child process that opens it.
    pub fn folder(&self) -> Option<&std::path::Path> {
        self.folder.as_ref().map(tempfile::TempDir::path)
    }
}
