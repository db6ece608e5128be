//! Which services can be sold at all, by type, limits and price: the others are not on show. Says
//! in SQL what `check_offer` says of one offer, from the same table of types; a story compares the
//! two.

use sqlx::any::AnyArguments;
use sqlx::query::Query;

use super::rows::{Grid, values_query};
use super::tx::{StoreError, Tx};
use super::visibility::hidden;
use crate::domain::catalog::ServiceType;

/// The types that are sold, with what their limits mean.
const SOLD: &str = "WITH sold (kind, means_nothing_up_to, most) AS (VALUES";

/// The condition under which a row of `services` can be sold.
macro_rules! sellable {
    ($($before:expr),+) => {
        concat!(
            ") ",
            $($before),+,
            "(EXISTS (SELECT 1 FROM sold t WHERE t.kind = services.kind \
             AND (services.max_quantity <= t.means_nothing_up_to \
             OR CASE WHEN services.min_quantity > 1 THEN services.min_quantity ELSE 1 END \
             <= CASE WHEN services.max_quantity > t.most THEN t.most \
             ELSE services.max_quantity END)) AND source_id IN \
             (SELECT r.source_id FROM sources r WHERE CAST(r.rate AS NUMERIC) > 0) \
             AND NOT EXISTS (SELECT 1 FROM products g \
             WHERE g.service_id = services.service_id AND g.is_open = 0))"
        )
    };
}

/// Takes services out of the hidden ones that can be sold by now.
pub(super) async fn show(tx: &mut Tx) -> Result<(), StoreError> {
    let text = sellable!(
        "UPDATE services SET is_hidden = ",
        hidden!(Shown),
        " WHERE is_hidden = ",
        hidden!(Unsellable),
        " AND "
    );
    of_table(text).execute(tx.conn()).await?;
    Ok(())
}

/// Hides services that cannot be sold.
pub(super) async fn hide(tx: &mut Tx) -> Result<(), StoreError> {
    let text = sellable!(
        "UPDATE services SET is_hidden = ",
        hidden!(Unsellable),
        " WHERE is_hidden = ",
        hidden!(Shown),
        " AND NOT "
    );
    of_table(text).execute(tx.conn()).await?;
    Ok(())
}

fn of_table(update: &'static str) -> Query<'static, sqlx::Any, AnyArguments> {
    let kinds: Vec<ServiceType> = ServiceType::all().filter(|kind| kind.is_sellable()).collect();
    let mut query = values_query(SOLD, Grid { rows: kinds.len(), columns: 3 }, update);
    for kind in kinds {
        query = query.bind(kind.as_str()).bind(kind.means_nothing_up_to()).bind(kind.most());
    }
    query
}
