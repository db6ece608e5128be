//! States of the shop that hold until they are over, such as a lost admin chat, each with its
//! beginning.

use strum::{EnumIter, IntoStaticStr};

use super::tx::{StoreError, Tx};

/// A state of the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case", const_into_str)]
pub enum Flag {
    /// No admin chat accepts messages: nothing is sold meanwhile.
    AdminsUnreachable,
    /// The admins' group takes no messages: they go to the owners.
    AdminChatLost,
}

/// Raises a flag; tells whether it was down.
pub async fn raise(tx: &mut Tx, flag: Flag, now_ms: i64) -> Result<bool, StoreError> {
    let inserted = sqlx::query(
        "INSERT INTO flags (name, since_ms) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
    )
    .bind(flag.into_str())
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Lowers a flag; tells whether it was up.
pub async fn lower(tx: &mut Tx, flag: Flag) -> Result<bool, StoreError> {
    let changed = sqlx::query("DELETE FROM flags WHERE name = $1")
        .bind(flag.into_str())
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}

/// Whether a flag is up.
pub async fn is_up(tx: &mut Tx, flag: Flag) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT name FROM flags WHERE name = $1")
        .bind(flag.into_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;

    #[test]
    fn flags_are_stored_as_they_always_were() {
        let stored: Vec<&str> = Flag::iter().map(|flag| flag.into_str()).collect();
        assert_eq!(stored, ["admins-unreachable", "admin-chat-lost"]);
    }
}
