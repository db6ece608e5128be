//! An empty database for one test: a file of its own, or a schema of its own on PostgreSQL.

use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::Connection;

static COUNTER: AtomicU32 = AtomicU32::new(0);

/// A database URL and whatever keeps it alive.
pub struct Database {
    pub url: String,
    folder: Option<tempfile::TempDir>,
}

impl Database {
    /// A new empty one, of the engine that the environment asks for.
    pub async fn create() -> Self {
        match std::env::var("TEST_DATABASE_URL") {
            Ok(server) if !server.is_empty() => Self::on_server(&server).await,
            _ => Self::in_folder(),
        }
    }

    /// A SQLite file in a folder of its own, whatever the environment asks for.
    pub fn in_folder() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("shop.db").display());
        Self { url, folder: Some(folder) }
    }

    /// One that is somewhere already.
    pub fn at(url: &str) -> Self {
        Self { url: url.to_owned(), folder: None }
    }

    async fn on_server(server: &str) -> Self {
        let number = COUNTER.fetch_add(1, Ordering::SeqCst);
        let schema = format!("t{}_{number}", std::process::id());
        sqlx::any::install_default_drivers();
        let mut connection = sqlx::AnyConnection::connect(server).await.unwrap();
        let create = sqlx::AssertSqlSafe(format!("CREATE SCHEMA {schema}"));
        sqlx::raw_sql(create).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        let joint = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{joint}options=-c%20search_path%3D{schema}");
        Self { url, folder: None }
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
        let mut connection = self.connection().await;
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }

    /// The first column of every row as text; `select` is what stands behind SELECT.
    pub async fn texts(&self, select: &str) -> Vec<String> {
        use sqlx::Row;
        let mut connection = self.connection().await;
        let (column, rest) = select.split_once(" FROM ").unwrap();
        let sql = sqlx::AssertSqlSafe(format!("SELECT CAST({column} AS TEXT) FROM {rest}"));
        let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        rows.iter().map(|row| row.try_get(0).unwrap()).collect()
    }

    /// How many rows there are; the table and condition are the test's own words.
    pub async fn count(&self, from_where: &str) -> i64 {
        let counted = self.texts(&format!("COUNT(*) FROM {from_where}")).await;
        counted[0].parse().unwrap()
    }

    async fn connection(&self) -> sqlx::AnyConnection {
        sqlx::any::install_default_drivers();
        sqlx::AnyConnection::connect(&self.url).await.unwrap()
    }

    /// Where the file is, for a child process that opens it.
    pub fn folder(&self) -> Option<&std::path::Path> {
        self.folder.as_ref().map(tempfile::TempDir::path)
    }
}
