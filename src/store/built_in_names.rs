//! What the shop itself calls what no provider names, by language, so that statements which read
//! the catalog have it at hand.

use sqlx::FromRow;

use super::rows::{Grid, values_query};
use super::tx::{StoreError, Tx};

/// A name in one language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, FromRow)]
pub struct Named {
    /// What it is listed as.
    pub listed: String,
    /// The language.
    pub lang: String,
    /// What readers of the language are shown.
    pub name: String,
}

/// Keeps exactly these; `false` where they are kept already.
///
/// # Errors
/// When the database fails.
pub async fn replace(tx: &mut Tx, names: &[Named]) -> Result<bool, StoreError> {
    let mut kept: Vec<Named> = sqlx::query_as("SELECT listed, lang, name FROM built_in_names")
        .fetch_all(tx.conn())
        .await?;
    let mut wanted = names.to_vec();
    kept.sort_unstable();
    wanted.sort_unstable();
    if kept == wanted {
        return Ok(false);
    }
    sqlx::query("DELETE FROM built_in_names").execute(tx.conn()).await?;
    let grid = Grid { rows: names.len(), columns: 3 };
    let mut query =
        values_query("INSERT INTO built_in_names (listed, lang, name) VALUES", grid, "");
    for Named { listed, lang, name } in names {
        query = query.bind(listed.clone()).bind(lang.clone()).bind(name.clone());
    }
    query.execute(tx.conn()).await?;
    Ok(true)
}
