//! What providers list otherwise than it is sold, and waits for an owner; and the writes by which
//! it is taken over or left. What has to wait is decided in `domain/catalog/guard.rs`.

use rust_decimal::Decimal;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::meta::key;
use super::portion::Portion;
use super::rows::{Grid, Placeholders, ROWS_MAX, list_query, values_query};
use super::service_words;
use super::tx::{StoreError, Tx};
use crate::domain::catalog::ServiceType;
use crate::domain::catalog::guard::{Doubts, Offered, Waiting};
use crate::domain::ids::{Revision, ServiceId, SourceId};
use crate::domain::number::parse_decimal;
use crate::domain::pricing::Pricing;

/// A change that waits, beside what is sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceChange {
    /// The row of its source.
    pub source_id: SourceId,
    /// Our number of the service.
    pub service_id: ServiceId,
    /// The provider's name in the settings.
    pub provider: String,
    /// The name under which it is sold.
    pub name: String,
    /// The type under which it is sold.
    pub kind: ServiceType,
    /// The rate that prices are made of, in the provider's currency.
    pub rate: Decimal,
    /// What that rate is the price of.
    pub pricing: Pricing,
    /// Shop currency for one unit of the provider's; 0 while there is none.
    pub conversion: Decimal,
    /// What is listed.
    pub offered: Offered,
    /// Whether an owner wants to hear of it only when it moves again.
    pub is_skipped: bool,
    /// When it was written last, as a number that grows with every change of any row.
    pub revision: Revision,
}

/// A change as a sync writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written<'a> {
    /// The row of its source.
    pub source_id: SourceId,
    /// Our number of the service.
    pub service_id: ServiceId,
    /// What is listed.
    pub offered: &'a Offered,
    /// Whether owners have skipped it already.
    pub is_skipped: bool,
}

/// Which of the changes an owner decides about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// One, as it was shown.
    One {
        /// The row of its source.
        source_id: SourceId,
        /// Its revision.
        revision: Revision,
    },
    /// All that are not skipped and were there when they were counted.
    All {
        /// The newest revision then.
        until: Revision,
    },
}

impl Chosen {
    /// The values of `chosen!`.
    const fn values(self) -> (SourceId, Revision) {
        match self {
            Self::One { source_id, revision } => (source_id, revision),
            Self::All { until } => (SourceId::NONE, until),
        }
    }
}

/// Numbers of what waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Not decided.
    pub open: i64,
    /// Of those, with another rate.
    pub repriced: i64,
    /// Of those, with another name or type.
    pub other: i64,
    /// Skipped.
    pub skipped: i64,
    /// The newest revision of all.
    pub newest: Revision,
}

/// The rows that are chosen; the first two placeholders are theirs.
macro_rules! chosen {
    () => {
        "(CASE WHEN $1 = 0 THEN w.is_skipped = 0 AND w.revision <= $2 \
         ELSE w.source_id = $1 AND w.revision = $2 END)"
    };
}

/// The columns of a change that are beside the catalog's; see [`read_waiting`].
pub(super) fn read_waiting(row: &AnyRow) -> Result<Option<Waiting>, StoreError> {
    let Some(name) = row.try_get::<Option<String>, _>("new_name")? else { return Ok(None) };
    let is_skipped = flag(row, "is_skipped")?;
    Ok(Some(Waiting { offered: offered(row, name)?, is_skipped }))
}

fn offered(row: &AnyRow, name: String) -> Result<Offered, StoreError> {
    let text = |column: &str| -> Result<String, StoreError> { Ok(row.try_get(column)?) };
    Ok(Offered {
        name,
        kind: ServiceType::parse(&text("new_kind")?).unwrap_or(ServiceType::Other),
        kind_label: text("new_label")?,
        rate: parse_decimal(&text("new_rate")?).ok_or(StoreError::Unreadable("rate"))?,
        pricing: text("new_pricing")?.parse().map_err(|_| StoreError::Unreadable("pricing"))?,
        doubts: Doubts {
            is_renamed: flag(row, "is_renamed")?,
            is_retyped: flag(row, "is_retyped")?,
            is_repriced: flag(row, "is_repriced")?,
        },
    })
}

fn flag(row: &AnyRow, column: &str) -> Result<bool, StoreError> {
    Ok(row.try_get::<i64, _>(column)? != 0)
}

/// The next revision. Two transactions never get the same, nor one before an earlier is committed.
async fn next_revision(tx: &mut Tx) -> Result<Revision, StoreError> {
    let row = sqlx::query(
        "INSERT INTO meta (key, value) VALUES ($1, '1') ON CONFLICT (key) DO UPDATE \
         SET value = CAST(CAST(meta.value AS BIGINT) + 1 AS TEXT) RETURNING value",
    )
    .bind(key::PRICE_REVISION)
    .fetch_one(tx.conn())
    .await?;
    let text: String = row.try_get(0)?;
    text.parse().map_err(|_| StoreError::Unreadable("revision of prices"))
}

/// Writes what a provider lists otherwise now, over what was written of it before.
pub async fn put(tx: &mut Tx, provider: &str, changes: &[Written<'_>]) -> Result<(), StoreError> {
    if changes.is_empty() {
        return Ok(());
    }
    let revision = next_revision(tx).await?;
    for chunk in changes.chunks(ROWS_MAX) {
        let mut query = values_query(
            "INSERT INTO price_changes (source_id, service_id, provider, name, kind, kind_label, \
             rate, pricing, is_renamed, is_retyped, is_repriced, is_skipped, revision) VALUES",
            Grid { rows: chunk.len(), columns: 13 },
            "ON CONFLICT (source_id) DO UPDATE SET name = excluded.name, kind = excluded.kind, \
             kind_label = excluded.kind_label, rate = excluded.rate, pricing = excluded.pricing, \
             is_renamed = excluded.is_renamed, is_retyped = excluded.is_retyped, \
             is_repriced = excluded.is_repriced, is_skipped = excluded.is_skipped, \
             revision = excluded.revision",
        );
        for Written { source_id, service_id, offered, is_skipped } in chunk {
            let doubts = offered.doubts;
            query = query
                .bind(*source_id)
                .bind(*service_id)
                .bind(provider.to_owned())
                .bind(offered.name.clone())
                .bind(offered.kind.as_str().to_owned())
                .bind(offered.kind_label.clone())
                .bind(offered.rate.to_string())
                .bind(offered.pricing.into_str().to_owned())
                .bind(i64::from(doubts.is_renamed))
                .bind(i64::from(doubts.is_retyped))
                .bind(i64::from(doubts.is_repriced))
                .bind(i64::from(*is_skipped))
                .bind(revision);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Forgets changes that wait no more.
pub async fn remove(tx: &mut Tx, source_ids: &[SourceId]) -> Result<(), StoreError> {
    for chunk in source_ids.chunks(ROWS_MAX) {
        let mut query = list_query(
            "DELETE FROM price_changes WHERE source_id IN",
            Placeholders { first: 1, count: chunk.len() },
            "",
        );
        for source_id in chunk {
            query = query.bind(*source_id);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// The statement that reads changes, completed by its condition.
macro_rules! changes {
    ($rest:literal) => {
        concat!(
            "SELECT w.source_id, w.service_id, w.provider, s.name, s.kind, r.rate, r.pricing, \
             p.conversion, w.name AS new_name, w.kind AS new_kind, w.kind_label AS new_label, \
             w.rate AS new_rate, w.pricing AS new_pricing, w.is_renamed, w.is_retyped, \
             w.is_repriced, w.is_skipped, w.revision FROM price_changes w \
             JOIN services s ON s.service_id = w.service_id \
             JOIN sources r ON r.source_id = w.source_id \
             JOIN providers p ON p.name = w.provider ",
            $rest
        )
    };
}

fn change(row: &AnyRow) -> Result<PriceChange, StoreError> {
    let text = |column: &str| -> Result<String, StoreError> { Ok(row.try_get(column)?) };
    Ok(PriceChange {
        source_id: row.try_get("source_id")?,
        service_id: row.try_get("service_id")?,
        provider: text("provider")?,
        name: text("name")?,
        kind: ServiceType::parse(&text("kind")?).unwrap_or(ServiceType::Other),
        rate: parse_decimal(&text("rate")?).ok_or(StoreError::Unreadable("rate"))?,
        pricing: text("pricing")?.parse().map_err(|_| StoreError::Unreadable("pricing"))?,
        conversion: parse_decimal(&text("conversion")?).unwrap_or(Decimal::ZERO),
        offered: offered(row, text("new_name")?)?,
        is_skipped: flag(row, "is_skipped")?,
        revision: row.try_get("revision")?,
    })
}

/// A page of what waits, the undecided first, and how much there is of it in all.
pub async fn list(tx: &mut Tx, page: Portion) -> Result<(Vec<PriceChange>, i64), StoreError> {
    let row = sqlx::query("SELECT COUNT(*) FROM price_changes").fetch_one(tx.conn()).await?;
    let rows = sqlx::query(changes!(
        "ORDER BY w.is_skipped, w.source_id \
     LIMIT CAST($1 AS BIGINT) OFFSET CAST($2 AS BIGINT)"
    ))
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    Ok((rows.iter().map(change).collect::<Result<_, _>>()?, row.try_get(0)?))
}

/// What waits of one source.
pub async fn find(tx: &mut Tx, source_id: SourceId) -> Result<Option<PriceChange>, StoreError> {
    let row = sqlx::query(changes!("WHERE w.source_id = $1"))
        .bind(source_id)
        .fetch_optional(tx.conn())
        .await?;
    row.as_ref().map(change).transpose()
}

/// How much waits; of one provider, or of all for an empty name.
pub async fn tally(tx: &mut Tx, provider: &str) -> Result<Tally, StoreError> {
    let row = sqlx::query(
        "SELECT COUNT(*) AS total, CAST(COALESCE(SUM(is_skipped), 0) AS BIGINT) AS skipped, \
         CAST(COALESCE(SUM(CASE WHEN is_skipped = 0 AND is_repriced = 1 THEN 1 ELSE 0 END), 0) \
         AS BIGINT) AS repriced, \
         CAST(COALESCE(SUM(CASE WHEN is_skipped = 0 AND is_renamed + is_retyped > 0 \
         THEN 1 ELSE 0 END), 0) AS BIGINT) AS other, \
         COALESCE(MAX(revision), 0) AS newest FROM price_changes \
         WHERE $1 = '' OR provider = $1",
    )
    .bind(provider)
    .fetch_one(tx.conn())
    .await?;
    let number = |column: &str| -> Result<i64, StoreError> { Ok(row.try_get(column)?) };
    let skipped = number("skipped")?;
    Ok(Tally {
        open: number("total")?.saturating_sub(skipped),
        repriced: number("repriced")?,
        other: number("other")?,
        skipped,
        newest: row.try_get("newest")?,
    })
}

/// How many services of a provider are off sale while a change of theirs waits undecided.
pub async fn count_off_sale(tx: &mut Tx, provider: &str) -> Result<i64, StoreError> {
    let row = sqlx::query(concat!(
        "SELECT COUNT(*) FROM price_changes w JOIN services s ON s.service_id = w.service_id \
         WHERE w.provider = $1 AND w.is_skipped = 0 AND s.is_hidden = ",
        super::visibility::hidden!(Guarded)
    ))
    .bind(provider)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// Takes over what is listed, and approves it; returns how many services that were.
pub async fn apply(tx: &mut Tx, chosen: Chosen, now_ms: i64) -> Result<u64, StoreError> {
    let (source_id, revision) = chosen.values();
    let rows = sqlx::query(concat!(
        "SELECT w.service_id FROM price_changes w WHERE (w.is_renamed = 1 OR w.is_retyped = 1) \
         AND ",
        chosen!()
    ))
    .bind(source_id)
    .bind(revision)
    .fetch_all(tx.conn())
    .await?;
    let renamed = rows
        .iter()
        .map(|row| Ok(row.try_get(0)?))
        .collect::<Result<Vec<ServiceId>, StoreError>>()?;
    let statements = [
        concat!(
            "UPDATE services SET name = w.name, kind = w.kind, kind_label = w.kind_label, \
             updated_ms = $3 FROM price_changes w WHERE w.service_id = services.service_id AND ",
            chosen!()
        ),
        concat!(
            "UPDATE sources SET rate = w.rate, approved_rate = w.rate, pricing = w.pricing, \
             updated_ms = $3 FROM price_changes w WHERE w.source_id = sources.source_id AND ",
            chosen!()
        ),
    ];
    for statement in statements {
        let query = sqlx::query(statement).bind(source_id).bind(revision).bind(now_ms);
        query.execute(tx.conn()).await?;
    }
    service_words::rewrite(tx, &renamed).await?;
    let changed = sqlx::query(concat!("DELETE FROM price_changes AS w WHERE ", chosen!()))
        .bind(source_id)
        .bind(revision)
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected())
}

/// Leaves changes as they are until they move again; returns how many were not left already.
pub async fn skip(tx: &mut Tx, chosen: Chosen) -> Result<u64, StoreError> {
    let (source_id, revision) = chosen.values();
    let changed = sqlx::query(concat!(
        "UPDATE price_changes AS w SET is_skipped = 1 WHERE w.is_skipped = 0 AND ",
        chosen!()
    ))
    .bind(source_id)
    .bind(revision)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected())
}
