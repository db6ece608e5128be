//! What customers showed of payments that owners look up.

use sqlx::{FromRow, Row};

use crate::domain::deposit::{Proof, ProofFile};
use crate::domain::ids::DepositId;
use crate::store::tx::{StoreError, Tx};

#[derive(FromRow)]
struct Stored {
    words: String,
    file_id: String,
    file_kind: String,
}

impl Stored {
    fn proof(self) -> Proof {
        let file = self.file_kind.parse::<ProofFile>().ok().map(|kind| (self.file_id, kind));
        Proof { words: self.words, file }
    }
}

/// Keeps what was shown.
pub async fn insert(
    tx: &mut Tx,
    deposit_id: DepositId,
    proof: &Proof,
    now_ms: i64,
) -> Result<(), StoreError> {
    let file = proof.file.as_ref();
    sqlx::query(
        "INSERT INTO deposit_proofs (deposit_id, words, file_id, file_kind, shown_ms) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(deposit_id)
    .bind(&proof.words)
    .bind(file.map_or("", |(file_id, _)| file_id))
    .bind(file.map_or("", |(_, kind)| kind.into_str()))
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What was shown of a deposit, newest first, at most five.
pub async fn list(tx: &mut Tx, deposit_id: DepositId) -> Result<Vec<Proof>, StoreError> {
    let found: Vec<Stored> = sqlx::query_as(
        "SELECT words, file_id, file_kind FROM deposit_proofs WHERE deposit_id = $1 \
         ORDER BY proof_id DESC LIMIT 5",
    )
    .bind(deposit_id)
    .fetch_all(tx.conn())
    .await?;
    Ok(found.into_iter().map(Stored::proof).collect())
}

/// How often something was shown of a deposit.
pub async fn count(tx: &mut Tx, deposit_id: DepositId) -> Result<i64, StoreError> {
    let row = sqlx::query("SELECT COUNT(*) FROM deposit_proofs WHERE deposit_id = $1")
        .bind(deposit_id)
        .fetch_one(tx.conn())
        .await?;
    Ok(row.try_get(0)?)
}
