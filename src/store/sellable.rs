//! Which services can be sold at all, by type, limits and price: the others are not on show. Says
//! in SQL what `check_offer` says of one offer; a story compares the two.

use super::tx::{StoreError, Tx};
use crate::domain::comments::MAX_LINES;

/// The condition under which a row of `services` can be sold; `$1` is the most comments of an
/// order.
macro_rules! sellable {
    ($before:literal) => {
        concat!(
            $before,
            "(kind IN ('default', 'package', 'custom_comments', 'custom_comments_package', 'poll') \
             AND (kind = 'package' OR (kind = 'custom_comments_package' AND max_quantity <= 1) \
             OR CASE WHEN min_quantity > 1 THEN min_quantity ELSE 1 END \
             <= CASE WHEN kind IN ('custom_comments', 'custom_comments_package') \
             AND max_quantity > $1 THEN $1 ELSE max_quantity END) AND source_id IN \
             (SELECT r.source_id FROM sources r WHERE CAST(r.rate AS NUMERIC) > 0))"
        )
    };
}

/// Takes services out of the hidden ones that can be sold by now.
///
/// # Errors
/// When the database fails.
pub(super) async fn show(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query(sellable!("UPDATE services SET is_hidden = 0 WHERE is_hidden = 4 AND "))
        .bind(MAX_LINES)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Hides services that cannot be sold.
///
/// # Errors
/// When the database fails.
pub(super) async fn hide(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query(sellable!("UPDATE services SET is_hidden = 4 WHERE is_hidden = 0 AND NOT "))
        .bind(MAX_LINES)
        .execute(tx.conn())
        .await?;
    Ok(())
}
