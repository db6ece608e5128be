//! One transaction, and what can go wrong in it. A `Tx` gathers the messages and dialogues of its
//! turns, writes them at its end in few statements, and hands the messages to the sender after the
//! commit, never before.

use std::collections::HashSet;

use sqlx::{Any, AnyConnection, Transaction};
use tokio::sync::mpsc;

use super::dialogues;
use super::file_writer::FileTransaction;
use super::outbox::{self, Gathered, Outgoing};
use super::portion::Older;
use super::race::Race;
use crate::domain::ids::ScreenId;

/// Why a statement or a transaction failed. Whatever takes a transaction fails with it when the
/// database fails, and says in its docs only what else it may fail with.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A conditional change found no row in the expected state: somebody else was first.
    #[error("the row was not in the expected state: {0}")]
    Lost(Race),
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

/// The connection of an open transaction, and whoever gets it afterwards.
pub(super) enum Open {
    InFile(FileTransaction),
    Pooled(Transaction<'static, Any>),
}

/// An open transaction. Dropped without [`Tx::commit`], it is rolled back, in a file before the
/// next one begins.
pub struct Tx {
    open: Open,
    /// Messages of this transaction, in order.
    gathered: Vec<Gathered>,
    /// Dialogues of this transaction, in order; the last word about a person counts.
    dialogues: Vec<dialogues::Change>,
    /// Screens that were read and show nothing that others than their owner may change.
    without_subject: HashSet<ScreenId>,
    part: Part,
    handoff: Option<mpsc::UnboundedSender<Outgoing>>,
    lease: Lease,
}

/// A part of the transaction that can be given up alone. Its savepoint is opened by its first
/// change: most parts only read and then say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    None,
    Unchanged,
    Open,
    /// Its savepoint could not be opened, so nothing in it can be given up alone.
    Broken,
}

/// Where a part began; see [`Tx::begin_savepoint`].
#[derive(Debug, Clone, Copy)]
pub struct Savepoint {
    gathered: usize,
    dialogues: usize,
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
        open: Open,
        handoff: Option<mpsc::UnboundedSender<Outgoing>>,
        lease: Lease,
    ) -> Self {
        Self {
            open,
            gathered: Vec::new(),
            dialogues: Vec::new(),
            without_subject: HashSet::new(),
            part: Part::None,
            handoff,
            lease,
        }
    }

    pub(super) fn conn(&mut self) -> &mut AnyConnection {
        match &mut self.open {
            Open::InFile(transaction) => transaction.conn(),
            Open::Pooled(transaction) => transaction,
        }
    }

    pub(super) fn lease(&self) -> &Lease {
        &self.lease
    }

    pub(super) fn gathered(&mut self) -> &mut Vec<Gathered> {
        &mut self.gathered
    }

    pub(super) fn dialogues(&mut self) -> &mut Vec<dialogues::Change> {
        &mut self.dialogues
    }

    pub(super) fn without_subject(&mut self) -> &mut HashSet<ScreenId> {
        &mut self.without_subject
    }

    /// Makes everything done in this transaction durable, then hands its messages to the sender.
    ///
    /// # Errors
    /// When the database refuses the commit; nothing was changed then.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        dialogues::write(&mut self).await?;
        outbox::write_new(&mut self).await?;
        match self.open {
            Open::InFile(transaction) => transaction.commit().await?,
            Open::Pooled(transaction) => transaction.commit().await?,
        }
        if let Some(handoff) = self.handoff {
            for call in self.gathered.into_iter().filter(Gathered::is_for_memory) {
                // A closed channel means that the process is stopping; the row is the safety net.
                let _ = handoff.send(call.row);
            }
        }
        Ok(())
    }

    /// Gives up everything done in this transaction.
    pub async fn rollback(self) {
        // A failed rollback means a broken connection, which rolls back by itself.
        let _ = match self.open {
            Open::InFile(transaction) => transaction.rollback().await,
            Open::Pooled(transaction) => transaction.rollback().await,
        };
    }

    /// Begins a part that can be given up alone. Whatever changes a row in it must come after
    /// [`Tx::will_change`].
    pub fn begin_savepoint(&mut self) -> Savepoint {
        self.part = Part::Unchanged;
        Savepoint { gathered: self.gathered.len(), dialogues: self.dialogues.len() }
    }

    pub(super) fn is_in_savepoint(&self) -> bool {
        self.part != Part::None
    }

    /// Says that rows are about to be changed: the first time in a part opens its savepoint. One
    /// that cannot be opened is an error at the end of the part.
    pub async fn will_change(&mut self) {
        if self.part != Part::Unchanged {
            return;
        }
        // Until the answer is there, also if it is never waited for, nobody knows.
        self.part = Part::Broken;
        if sqlx::query("SAVEPOINT turn").execute(self.conn()).await.is_ok() {
            self.part = Part::Open;
        }
    }

    /// Keeps the part; tells whether rows were changed in it.
    ///
    /// # Errors
    /// When the database fails: the whole transaction must be given up.
    pub async fn keep_savepoint(&mut self) -> Result<bool, StoreError> {
        match std::mem::replace(&mut self.part, Part::None) {
            Part::None | Part::Unchanged => Ok(false),
            Part::Open => {
                sqlx::query("RELEASE SAVEPOINT turn").execute(self.conn()).await?;
                Ok(true)
            }
            Part::Broken => Err(StoreError::Lost(Race::Savepoint)),
        }
    }

    /// Gives up the part that began at `savepoint`, its messages and dialogues included.
    ///
    /// # Errors
    /// When there is no savepoint to go back to or the database fails: the whole transaction must
    /// be given up.
    pub async fn give_up_savepoint(&mut self, savepoint: Savepoint) -> Result<(), StoreError> {
        if std::mem::replace(&mut self.part, Part::None) != Part::Open {
            return Err(StoreError::Lost(Race::Savepoint));
        }
        self.gathered.truncate(savepoint.gathered);
        self.dialogues.truncate(savepoint.dialogues);
        sqlx::query("ROLLBACK TO SAVEPOINT turn").execute(self.conn()).await?;
        sqlx::query("RELEASE SAVEPOINT turn").execute(self.conn()).await?;
        Ok(())
    }
}

/// Insists that a conditional change found its row.
pub(super) fn expect_one(
    changed: &sqlx::any::AnyQueryResult,
    race: Race,
) -> Result<(), StoreError> {
    if changed.rows_affected() == 1 { Ok(()) } else { Err(StoreError::Lost(race)) }
}

/// Runs a statement that removes rows older than `older.than_ms`; returns how many.
pub(super) async fn remove_oldest(
    tx: &mut Tx,
    sql: &'static str,
    older: Older,
) -> Result<u64, StoreError> {
    let removed = sqlx::query(sql).bind(older.than_ms).bind(older.limit).execute(tx.conn()).await?;
    Ok(removed.rows_affected())
}
