//! Multi-row statements: the one place that builds SQL text at run time, from constants and
//! placeholder numbers only. Must never be given a value to put into the text.

use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, AssertSqlSafe, Decode, Row, Type};

use super::tx::{StoreError, Tx};

/// Rows in one statement at the most: 100 rows of 20 columns stay far below both engines' limits.
pub const ROWS_MAX: usize = 100;

/// How many values a statement of several rows takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    /// Rows of it.
    pub(super) rows: usize,
    /// Values of each.
    pub(super) columns: usize,
}

/// Placeholders in a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placeholders {
    /// The number of the first.
    pub(super) first: usize,
    /// How many there are.
    pub(super) count: usize,
}

/// `prefix ($1, $2), ($3, $4) … suffix` as a query without its values bound.
pub(super) fn values_query(
    prefix: &'static str,
    grid: Grid,
    suffix: &'static str,
) -> Query<'static, sqlx::Any, AnyArguments> {
    let mut text = String::from(prefix);
    for row in 0..grid.rows {
        text.push_str(if row == 0 { " (" } else { ", (" });
        let (first, count) = (row * grid.columns + 1, grid.columns);
        push_placeholders(&mut text, Placeholders { first, count });
        text.push(')');
    }
    text.push(' ');
    text.push_str(suffix);
    sqlx::query(AssertSqlSafe(text))
}

/// `prefix ($first, …) suffix`, for `IN` lists; placeholders before the list are the caller's.
pub(super) fn list_query(
    prefix: &'static str,
    items: Placeholders,
    suffix: &'static str,
) -> Query<'static, sqlx::Any, AnyArguments> {
    let mut text = String::from(prefix);
    text.push_str(" (");
    push_placeholders(&mut text, items);
    text.push_str(") ");
    text.push_str(suffix);
    sqlx::query(AssertSqlSafe(text))
}

/// The numbers that an insert of several rows returns, in the order of the rows: `RETURNING`
/// promises none, and numbers are given in that order.
pub(super) async fn returned_numbers<N>(
    query: Query<'_, Any, AnyArguments>,
    tx: &mut Tx,
) -> Result<Vec<N>, StoreError>
where
    N: Ord + Type<Any> + for<'r> Decode<'r, Any>,
{
    let rows = query.fetch_all(tx.conn()).await?;
    let mut numbers = rows.iter().map(|row| row.try_get(0)).collect::<Result<Vec<N>, _>>()?;
    numbers.sort_unstable();
    Ok(numbers)
}

fn push_placeholders(text: &mut String, items: Placeholders) {
    for offset in 0..items.count {
        if offset > 0 {
            text.push_str(", ");
        }
        text.push('$');
        text.push_str(&(items.first + offset).to_string());
    }
}
