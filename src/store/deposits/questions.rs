//! Questions where a payment is, each answered once by a worker.

use sqlx::{FromRow, Row};
use strum::{EnumIter, EnumString, IntoStaticStr};

use super::requests::LeaseEnd;
use crate::domain::ids::{DepositQuestionId, PersonId};
use crate::domain::time::Span;
use crate::store::tx::{StoreError, Tx};

/// Who wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Asker {
    /// A person, about their own payment.
    Person,
    /// An owner, about anybody's.
    Staff,
    /// The shop itself, of what was shown as paid by hand: nobody is answered.
    Shop,
}

impl TryFrom<String> for Asker {
    type Error = strum::ParseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct DepositQuestion {
    /// Its number.
    pub question_id: DepositQuestionId,
    /// Who asks.
    pub person_id: PersonId,
    /// `0x` and 64 hexadecimal digits.
    pub tx: String,
    /// Who wants to know.
    #[sqlx(try_from = "String")]
    pub asker: Asker,
    /// How often the networks were asked.
    pub attempts: i64,
}

/// A question to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewQuestion<'a> {
    /// Who asks.
    pub person_id: PersonId,
    /// `0x` and 64 hexadecimal digits.
    pub tx: &'a str,
    /// Who wants to know.
    pub asker: Asker,
}

macro_rules! questions {
    ($rest:literal) => {
        concat!("SELECT question_id, person_id, tx, asker, attempts FROM deposit_questions ", $rest)
    };
}

/// Keeps a question.
pub async fn insert(tx: &mut Tx, new: NewQuestion<'_>, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO deposit_questions (person_id, tx, asker, asked_ms) \
         VALUES ($1, $2, $3, $4)",
    )
    .bind(new.person_id)
    .bind(new.tx)
    .bind(new.asker.into_str())
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How often a person asked within a time.
pub async fn count(tx: &mut Tx, person_id: PersonId, within: Span) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "SELECT COUNT(*) FROM deposit_questions \
         WHERE person_id = $1 AND asked_ms > $2 AND asked_ms <= $3 AND asker = 'person'",
    )
    .bind(person_id)
    .bind(within.from_ms)
    .bind(within.until_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// One by its number.
pub async fn find(
    tx: &mut Tx,
    question_id: DepositQuestionId,
) -> Result<Option<DepositQuestion>, StoreError> {
    let found = sqlx::query_as(questions!("WHERE question_id = $1"))
        .bind(question_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(found)
}

/// The oldest questions that nobody is answering, at most twenty.
pub async fn list_waiting(tx: &mut Tx, now_ms: i64) -> Result<Vec<DepositQuestionId>, StoreError> {
    let rows = sqlx::query(
        "SELECT question_id FROM deposit_questions WHERE is_answered = 0 \
         AND lease_until_ms <= $1 ORDER BY question_id LIMIT 20",
    )
    .bind(now_ms)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Takes a question for a look at the networks; `None` when another worker has it.
pub async fn claim(
    tx: &mut Tx,
    question_id: DepositQuestionId,
    now_ms: i64,
    until: LeaseEnd,
) -> Result<Option<DepositQuestion>, StoreError> {
    let claimed = sqlx::query(
        "UPDATE deposit_questions SET attempts = attempts + 1, lease_until_ms = $3 \
         WHERE question_id = $1 AND is_answered = 0 AND lease_until_ms <= $2",
    )
    .bind(question_id)
    .bind(now_ms)
    .bind(until.0)
    .execute(tx.conn())
    .await?;
    if claimed.rows_affected() == 0 {
        return Ok(None);
    }
    find(tx, question_id).await
}

/// Marks a question as answered; `false` when it was already.
pub async fn mark_answered(
    tx: &mut Tx,
    question_id: DepositQuestionId,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE deposit_questions SET is_answered = 1 WHERE question_id = $1 AND is_answered = 0",
    )
    .bind(question_id)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}
