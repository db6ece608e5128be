//! The sealed texts of every column, read and replaced without a look inside: for a change of the
//! key. Must never replace a text that has become another one since it was read.

use sqlx::FromRow;

use super::tx::{StoreError, Tx};
use crate::domain::sealed::SealedColumn;

/// A sealed text.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct SealedText {
    /// The primary key of its row, as text.
    pub key: String,
    /// For which row it is sealed.
    pub sealed_for: String,
    /// The text.
    pub sealed: String,
}

/// What reads the texts of a column behind a primary key, and what replaces one of them.
struct Statements {
    /// Comes before every primary key.
    first: &'static str,
    list: &'static str,
    replace: &'static str,
}

/// The statements of a column: table, column, primary key, the column by which a text is sealed, a
/// value of the primary key given as text, and one that comes before all others. What was never
/// sealed is passed over: what is empty, and what begins as JSON does.
macro_rules! statements {
    ($table:literal, $column:literal, $key:literal, $row:literal, $given:literal, $first:expr) => {
        Statements {
            first: $first,
            list: concat!(
                "SELECT CAST(",
                $key,
                " AS TEXT) AS key, CAST(",
                $row,
                " AS TEXT) AS sealed_for, ",
                $column,
                " AS sealed FROM ",
                $table,
                " WHERE ",
                $key,
                " > ",
                $given,
                " AND ",
                $column,
                " <> '' AND ",
                $column,
                " NOT LIKE '{%' ORDER BY ",
                $table,
                ".",
                $key,
                " LIMIT CAST($2 AS BIGINT)"
            ),
            replace: concat!(
                "UPDATE ",
                $table,
                " SET ",
                $column,
                " = $3 WHERE ",
                $key,
                " = ",
                $given,
                " AND ",
                $column,
                " = $2"
            ),
        }
    };
}

macro_rules! numbered {
    ($table:literal, $column:literal, $key:literal) => {
        numbered!($table, $column, $key, $key)
    };
    ($table:literal, $column:literal, $key:literal, $row:literal) => {
        statements!($table, $column, $key, $row, "CAST(CAST($1 AS TEXT) AS BIGINT)", "0")
    };
}

macro_rules! named {
    ($table:literal, $column:literal, $key:literal) => {
        statements!($table, $column, $key, $key, "CAST($1 AS TEXT)", "")
    };
}

const fn statements_of(column: SealedColumn) -> Statements {
    match column {
        SealedColumn::ProviderAddress => named!("chat_providers", "sealed_url", "name"),
        SealedColumn::ProviderKey => named!("chat_providers", "sealed_key", "name"),
        SealedColumn::DraftAddress => numbered!("provider_drafts", "sealed_url", "draft_id"),
        SealedColumn::DraftKey => numbered!("provider_drafts", "sealed_key", "draft_id"),
        SealedColumn::BuyerAnswer => numbered!("buyer_answers", "sealed", "answer_id"),
        SealedColumn::Goods => numbered!("goods", "sealed", "order_id"),
        SealedColumn::Update => numbered!("inbox", "body", "seq", "update_id"),
    }
}

/// The texts of a column in the order of their keys, behind `after` or from the first one on.
pub async fn list(
    tx: &mut Tx,
    column: SealedColumn,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<SealedText>, StoreError> {
    let statements = statements_of(column);
    let texts = sqlx::query_as(statements.list)
        .bind(after.unwrap_or(statements.first))
        .bind(limit)
        .fetch_all(tx.conn())
        .await?;
    Ok(texts)
}

/// Replaces a text by another one; `false` when it is not what was read any more.
pub async fn replace(
    tx: &mut Tx,
    column: SealedColumn,
    text: &SealedText,
    anew: &str,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(statements_of(column).replace)
        .bind(&text.key)
        .bind(&text.sealed)
        .bind(anew)
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn the_statements_are_about_the_columns_for_which_texts_are_sealed() {
        for column in SealedColumn::iter() {
            let (statements, (table, name)) = (statements_of(column), column.name());
            let update = format!("UPDATE {table} SET {name} = $3 ");
            assert!(statements.replace.starts_with(&update), "{}", statements.replace);
            let read = format!("{name} AS sealed FROM {table} ");
            assert!(statements.list.contains(&read), "{}", statements.list);
        }
    }
}
