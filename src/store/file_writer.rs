//! The one connection that writes a SQLite file, and its transactions. It is held here and not in
//! a pool, which after each transaction asks a connection whether it lives before the next may
//! begin. Must never let two transactions be open at once.

use std::sync::Arc;
use std::time::Duration;

use sqlx::any::AnyConnectOptions;
use sqlx::{AnyConnection, Connection};
use tokio::sync::{Mutex, OwnedMappedMutexGuard, OwnedMutexGuard};

/// How long a transaction waits for the one before it.
const WAIT_MAX: Duration = Duration::from_secs(10);

/// The connection; a clone is the same one.
#[derive(Clone)]
pub(super) struct FileWriter {
    place: Arc<Place>,
    /// `None` once it is closed.
    session: Arc<Mutex<Option<Session>>>,
}

struct Place {
    options: AnyConnectOptions,
    pragmas: &'static str,
}

struct Session {
    connection: AnyConnection,
    /// Whether a transaction was begun and nobody saw its end.
    is_open: bool,
}

/// The connection, lent to one; others wait.
pub(super) struct FileTransaction(OwnedMappedMutexGuard<Option<Session>, Session>);

impl Place {
    async fn connect(&self) -> Result<Session, sqlx::Error> {
        let mut connection = AnyConnection::connect_with(&self.options).await?;
        sqlx::raw_sql(self.pragmas).execute(&mut connection).await?;
        Ok(Session { connection, is_open: false })
    }
}

impl Session {
    /// Rolls back what somebody dropped.
    async fn tidy(&mut self) {
        if self.is_open {
            // One that cannot be rolled back is not open, or the connection is broken: what comes
            // next finds that out.
            let _ = sqlx::query("ROLLBACK").execute(&mut self.connection).await;
            self.is_open = false;
        }
    }

    async fn begin(&mut self) -> Result<(), sqlx::Error> {
        self.tidy().await;
        // Before it is: whoever waits no longer for the answer leaves it open.
        self.is_open = true;
        sqlx::query("BEGIN IMMEDIATE").execute(&mut self.connection).await?;
        Ok(())
    }

    async fn end(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        sqlx::query(statement).execute(&mut self.connection).await?;
        self.is_open = false;
        Ok(())
    }
}

impl FileWriter {
    pub(super) async fn connect(
        options: AnyConnectOptions,
        pragmas: &'static str,
    ) -> Result<Self, sqlx::Error> {
        let place = Place { options, pragmas };
        let session = Arc::new(Mutex::new(Some(place.connect().await?)));
        Ok(Self { place: Arc::new(place), session })
    }

    async fn session(&self) -> Result<FileTransaction, sqlx::Error> {
        let waiting = Arc::clone(&self.session).lock_owned();
        let session =
            tokio::time::timeout(WAIT_MAX, waiting).await.map_err(|_| sqlx::Error::PoolTimedOut)?;
        OwnedMutexGuard::try_map(session, Option::as_mut)
            .map(FileTransaction)
            .map_err(|_| sqlx::Error::PoolClosed)
    }

    /// The connection outside a transaction.
    ///
    /// # Errors
    /// When it is not to be had in ten seconds or is closed.
    pub(super) async fn alone(&self) -> Result<FileTransaction, sqlx::Error> {
        let mut session = self.session().await?;
        session.0.tidy().await;
        Ok(session)
    }

    /// Begins a transaction.
    ///
    /// # Errors
    /// When the connection is not to be had in ten seconds, is closed, or the database fails.
    pub(super) async fn begin(&self) -> Result<FileTransaction, sqlx::Error> {
        let mut session = self.session().await?;
        match session.0.begin().await {
            Ok(()) => {}
            Err(error @ sqlx::Error::Database(_)) => return Err(error),
            Err(error) => {
                tracing::error!(%error, "the database file is opened anew");
                *session.0 = self.place.connect().await?;
                session.0.begin().await?;
            }
        }
        Ok(session)
    }

    /// Closes the connection after the last transaction; later calls fail.
    pub(super) async fn close(&self) {
        if let Some(session) = self.session.lock().await.take() {
            // What fails here is as closed.
            let _ = session.connection.close().await;
        }
    }
}

impl FileTransaction {
    pub(super) fn conn(&mut self) -> &mut AnyConnection {
        &mut self.0.connection
    }

    /// Makes it durable; dropped without it, what it changed is rolled back before the next one.
    pub(super) async fn commit(mut self) -> Result<(), sqlx::Error> {
        self.0.end("COMMIT").await
    }

    pub(super) async fn rollback(mut self) -> Result<(), sqlx::Error> {
        self.0.end("ROLLBACK").await
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use sqlx::ConnectOptions;

    use super::*;

    async fn writer(folder: &tempfile::TempDir) -> FileWriter {
        sqlx::any::install_default_drivers();
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("shop.db").display());
        let options = AnyConnectOptions::from_str(&url).unwrap().disable_statement_logging();
        let writer = FileWriter::connect(options, "PRAGMA journal_mode = WAL;").await.unwrap();
        let mut session = writer.alone().await.unwrap();
        sqlx::query("CREATE TABLE seen (n INTEGER)").execute(session.conn()).await.unwrap();
        drop(session);
        writer
    }

    async fn put(transaction: &mut FileTransaction) {
        sqlx::query("INSERT INTO seen VALUES (1)").execute(transaction.conn()).await.unwrap();
    }

    async fn count(writer: &FileWriter) -> i64 {
        let mut transaction = writer.begin().await.unwrap();
        sqlx::query_scalar("SELECT COUNT(*) FROM seen").fetch_one(transaction.conn()).await.unwrap()
    }

    #[tokio::test]
    async fn only_what_was_committed_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let writer = writer(&folder).await;
        let mut kept = writer.begin().await.unwrap();
        put(&mut kept).await;
        kept.commit().await.unwrap();
        let mut given_up = writer.begin().await.unwrap();
        put(&mut given_up).await;
        given_up.rollback().await.unwrap();
        let mut dropped = writer.begin().await.unwrap();
        put(&mut dropped).await;
        drop(dropped);
        assert_eq!(count(&writer).await, 1);
    }

    #[tokio::test]
    async fn a_statement_nobody_waits_for_is_rolled_back_too() {
        let folder = tempfile::tempdir().unwrap();
        let writer = writer(&folder).await;
        for polls in 0..6 {
            let work = async {
                let mut transaction = writer.begin().await.unwrap();
                put(&mut transaction).await;
                std::future::pending::<()>().await;
            };
            let mut work = std::pin::pin!(work);
            for _ in 0..polls {
                assert!(futures::poll!(&mut work).is_pending());
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
        assert_eq!(count(&writer).await, 0);
    }

    #[tokio::test]
    async fn whoever_comes_after_the_close_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let writer = writer(&folder).await;
        writer.close().await;
        assert!(matches!(writer.begin().await.err(), Some(sqlx::Error::PoolClosed)));
    }
}
