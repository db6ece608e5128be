//! One transaction, and what can go wrong in it. A `Tx` remembers the messages that were written
//! in it and hands them to the sender after the commit, never before.

use sqlx::{Any, AnyConnection, Transaction};
use tokio::sync::mpsc;

use super::outbox::Outgoing;

/// Why a statement or a transaction failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A conditional change found no row in the expected state: somebody else was first.
    #[error("the row was not in the expected state: {0}")]
    Lost(&'static str),
    /// A stored value cannot be read by this version of the program.
    #[error("a stored value cannot be read: {0}")]
    Unreadable(&'static str),
    /// The database refused or failed; see the source.
    #[error("database: {0}")]
    Db(#[from] sqlx::Error),
}

/// Errors after which the same transaction may simply be run again.
pub trait Retryable {
    /// Whether the transaction failed only because of its timing beside others.
    fn is_retryable(&self) -> bool;
}

impl Retryable for StoreError {
    fn is_retryable(&self) -> bool {
        let Self::Db(sqlx::Error::Database(error)) = self else { return false };
        // PostgreSQL: serialization failure, deadlock, and a unique key that somebody took between
        // our look and our write: run again, the look finds it. SQLite: busy, busy snapshot.
        matches!(error.code().as_deref(), Some("40001" | "40P01" | "23505" | "5" | "517"))
    }
}

/// An open transaction. Dropped without [`Tx::commit`], it is rolled back.
pub struct Tx {
    inner: Transaction<'static, Any>,
    outgoing: Vec<Outgoing>,
    handoff: Option<mpsc::UnboundedSender<Outgoing>>,
    lease: Lease,
}

/// Who holds the rows that are born in this transaction, and for how long.
#[derive(Clone, Debug)]
pub struct Lease {
    /// This process.
    pub owner: String,
    /// Unix milliseconds.
    pub until_ms: i64,
}

impl Tx {
    pub(super) fn new(
        inner: Transaction<'static, Any>,
        handoff: Option<mpsc::UnboundedSender<Outgoing>>,
        lease: Lease,
    ) -> Self {
        Self { inner, outgoing: Vec::new(), handoff, lease }
    }

    pub(super) fn conn(&mut self) -> &mut AnyConnection {
        &mut self.inner
    }

    pub(super) fn lease(&self) -> &Lease {
        &self.lease
    }

    pub(super) fn remember(&mut self, outgoing: Outgoing) {
        self.outgoing.push(outgoing);
    }

    /// Makes everything done in this transaction durable, then hands its messages to the sender.
    ///
    /// # Errors
    /// When the database refuses the commit; nothing was changed then.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.inner.commit().await?;
        if let Some(handoff) = self.handoff {
            for outgoing in self.outgoing {
                // A closed channel means that the process is stopping; the row is the safety net.
                let _ = handoff.send(outgoing);
            }
        }
        Ok(())
    }

    /// Gives up everything done in this transaction.
    pub async fn rollback(self) {
        // A failed rollback means a broken connection, which rolls back by itself.
        let _ = self.inner.rollback().await;
    }

    /// Opens a nested part that can be given up alone; returns its mark for
    /// [`Tx::rollback_to`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn savepoint(&mut self) -> Result<usize, StoreError> {
        sqlx::query("SAVEPOINT turn").execute(self.conn()).await?;
        Ok(self.outgoing.len())
    }

    /// Keeps the nested part.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn release(&mut self) -> Result<(), StoreError> {
        sqlx::query("RELEASE SAVEPOINT turn").execute(self.conn()).await?;
        Ok(())
    }

    /// Gives up the nested part opened at `mark`, its messages included.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rollback_to(&mut self, mark: usize) -> Result<(), StoreError> {
        sqlx::query("ROLLBACK TO SAVEPOINT turn").execute(self.conn()).await?;
        self.outgoing.truncate(mark);
        self.release().await
    }
}

/// Insists that a conditional change found its row.
pub(super) fn expect_one(
    changed: &sqlx::any::AnyQueryResult,
    what: &'static str,
) -> Result<(), StoreError> {
    if changed.rows_affected() == 1 { Ok(()) } else { Err(StoreError::Lost(what)) }
}
