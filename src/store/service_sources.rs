//! Services that are bought at several sources: which those are, how each stands, and where a
//! service is bought from now on. Decides nothing.

use sqlx::Row;
use sqlx::any::AnyRow;

use super::tx::{StoreError, Tx};
use super::visibility::hidden;
use crate::domain::catalog::sources::{Candidate, Obstacle, Traits};
use crate::domain::catalog::standing::Record;
use crate::domain::catalog::{ServiceType, Visibility};
use crate::domain::ids::{PersonId, ServiceId, SourceId};
use crate::domain::limits::Limits;
use crate::domain::number::parse_decimal;
use crate::domain::pricing::unit_cost;
use crate::domain::time::Span;

/// A source of a service that has several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The service that is sold.
    pub service_id: ServiceId,
    /// Where it is bought now.
    pub bought_at: SourceId,
    /// Whether it is hidden because that is not listed.
    pub is_off_list: bool,
    /// The service that the source came with.
    pub own_service_id: ServiceId,
    /// That service's name, as its provider lists it.
    pub name: String,
    /// The source.
    pub candidate: Candidate,
}

impl Linked {
    /// Whether the service came with this source.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.service_id == self.own_service_id
    }
}

/// Every source of the services that have several, or of one of them (`$1`, 0 for all), service by
/// service, its own first.
const LINKED: &str = concat!(
    "WITH linked AS (SELECT x.service_id, x.source_id FROM service_sources x \
     WHERE $1 = 0 OR x.service_id = $1 UNION SELECT x.service_id, h.source_id \
     FROM service_sources x JOIN sources h ON h.service_id = x.service_id \
     WHERE $1 = 0 OR x.service_id = $1) \
     SELECT l.service_id, l.source_id, s.source_id AS bought_at, r.service_id AS own_service_id, \
     o.name, r.provider, r.rate, r.pricing, p.conversion, \
     CASE WHEN s.is_hidden IN (",
    hidden!(Gone),
    ", ",
    hidden!(Unread),
    ") THEN 1 ELSE 0 END AS is_off_list, \
     CASE WHEN p.is_on = 0 OR p.is_closed = 1 OR p.conversion = '' THEN 1 ELSE 0 END AS is_off, \
     (SELECT COUNT(*) FROM provider_stops t WHERE t.provider = p.name) AS stops, \
     CASE WHEN p.is_short = 1 AND p.not_before_ms > $2 THEN 1 ELSE 0 END AS is_short, \
     CASE WHEN p.not_before_ms > $2 THEN 1 ELSE 0 END AS is_resting, r.presence, \
     CASE WHEN COALESCE(w.is_renamed, 0) = 1 OR COALESCE(w.is_retyped, 0) = 1 THEN 1 ELSE 0 END \
     AS is_changed, COALESCE(w.rate, '') AS listed_rate, p.configured_conversion, \
     (SELECT COUNT(*) FROM service_pauses q WHERE q.service_id = r.service_id \
     AND q.resumed_ms = 0) AS pauses, s.kind AS sold_kind, h.pricing AS sold_pricing, \
     s.min_quantity AS sold_min, s.max_quantity AS sold_max, s.has_refill AS sold_refill, \
     s.has_cancel AS sold_cancel, s.has_dripfeed AS sold_dripfeed, o.kind, o.min_quantity, \
     o.max_quantity, o.has_refill, o.has_cancel, o.has_dripfeed, \
     COALESCE(d.orders, 0) AS orders, COALESCE(d.delivered, 0) AS delivered FROM linked l \
     JOIN services s ON s.service_id = l.service_id \
     JOIN sources h ON h.service_id = l.service_id \
     JOIN sources r ON r.source_id = l.source_id \
     JOIN services o ON o.service_id = r.service_id \
     JOIN providers p ON p.name = r.provider \
     LEFT JOIN price_changes w ON w.source_id = r.source_id \
     LEFT JOIN source_stats d ON d.source_id = r.source_id \
     ORDER BY l.service_id, CASE WHEN l.service_id = r.service_id THEN 0 ELSE 1 END, l.source_id"
);

/// Every source of one service, its own first; none for a service that has just that.
///
/// # Errors
/// When the database fails or a stored value is unreadable.
pub async fn list_of(
    tx: &mut Tx,
    service_id: ServiceId,
    now_ms: i64,
) -> Result<Vec<Linked>, StoreError> {
    let rows = sqlx::query(LINKED).bind(service_id).bind(now_ms).fetch_all(tx.conn()).await?;
    rows.iter().map(linked).collect()
}

/// The same of all services, one behind another.
///
/// # Errors
/// As [`list_of`].
pub async fn list_all(tx: &mut Tx, now_ms: i64) -> Result<Vec<Linked>, StoreError> {
    list_of(tx, ServiceId::NONE, now_ms).await
}

fn linked(row: &AnyRow) -> Result<Linked, StoreError> {
    let number = |column: &str| -> Result<i64, StoreError> { Ok(row.try_get(column)?) };
    let text = |column: &str| -> Result<String, StoreError> { Ok(row.try_get(column)?) };
    let rate = parse_decimal(&text("rate")?).ok_or(StoreError::Unreadable("rate"))?;
    let rate = parse_decimal(&text("listed_rate")?).map_or(rate, |listed| listed.max(rate));
    let conversion = parse_decimal(&text("conversion")?).unwrap_or_default();
    let configured = parse_decimal(&text("configured_conversion")?).unwrap_or_default();
    let cost = unit_cost(rate, conversion.max(configured));
    let obstacles = [
        (number("is_off")? != 0, Obstacle::Off),
        (number("stops")? > 0, Obstacle::Stopped),
        (number("presence")? != Visibility::Shown.stored(), Obstacle::Gone),
        (number("is_changed")? != 0, Obstacle::Changed),
        (number("pauses")? > 0, Obstacle::Overcharged),
        (cost.is_none(), Obstacle::Priceless),
        (traits(row, OFFERED)?.unfit_for(&traits(row, SOLD)?).is_some(), Obstacle::Unfit),
        (number("is_short")? != 0, Obstacle::Short),
    ];
    Ok(Linked {
        service_id: ServiceId::new(number("service_id")?),
        bought_at: SourceId::new(number("bought_at")?),
        is_off_list: number("is_off_list")? != 0,
        own_service_id: ServiceId::new(number("own_service_id")?),
        name: text("name")?,
        candidate: Candidate {
            source_id: SourceId::new(number("source_id")?),
            provider: text("provider")?,
            obstacle: obstacles.into_iter().find_map(|(is_so, what)| is_so.then_some(what)),
            is_resting: number("is_resting")? != 0,
            cost: cost.unwrap_or_default(),
            record: Record {
                orders: number("orders")?,
                delivered: number("delivered")?,
                ..Record::default()
            },
        },
    })
}

/// The columns of what is sold, and of what a source offers.
const SOLD: [&str; 7] = [
    "sold_kind",
    "sold_pricing",
    "sold_min",
    "sold_max",
    "sold_refill",
    "sold_cancel",
    "sold_dripfeed",
];
const OFFERED: [&str; 7] =
    ["kind", "pricing", "min_quantity", "max_quantity", "has_refill", "has_cancel", "has_dripfeed"];

fn traits(row: &AnyRow, columns: [&str; 7]) -> Result<Traits, StoreError> {
    let [kind, pricing, min, max, refill, cancel, dripfeed] = columns;
    let number = |column: &str| -> Result<i64, StoreError> { Ok(row.try_get(column)?) };
    let text = |column: &str| -> Result<String, StoreError> { Ok(row.try_get(column)?) };
    Ok(Traits {
        kind: ServiceType::parse(&text(kind)?).unwrap_or(ServiceType::Other),
        pricing: text(pricing)?.parse().map_err(|_| StoreError::Unreadable("pricing"))?,
        limits: Limits { min: number(min)?, max: number(max)? },
        has_refill: number(refill)? != 0,
        has_cancel: number(cancel)? != 0,
        has_dripfeed: number(dripfeed)? != 0,
    })
}

/// Whether any service has several sources.
///
/// # Errors
/// When the database fails.
pub async fn has_any(tx: &mut Tx) -> Result<bool, StoreError> {
    let one: Option<i64> =
        sqlx::query_scalar("SELECT CAST(1 AS BIGINT) FROM service_sources LIMIT 1")
            .fetch_optional(tx.conn())
            .await?;
    Ok(one.is_some())
}

/// The source that a service came with.
///
/// # Errors
/// When the database fails.
pub async fn own_source(
    tx: &mut Tx,
    service_id: ServiceId,
) -> Result<Option<SourceId>, StoreError> {
    let source_id = sqlx::query_scalar("SELECT source_id FROM sources WHERE service_id = $1")
        .bind(service_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(source_id)
}

/// Lets a service be bought at another source too; `false` when it is already.
///
/// # Errors
/// When the database fails.
pub async fn add(
    tx: &mut Tx,
    (service_id, source_id): (ServiceId, SourceId),
    actor_id: PersonId,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "INSERT INTO service_sources (service_id, source_id, added_by, added_ms) \
         VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind(service_id)
    .bind(source_id)
    .bind(actor_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Takes a source away from a service, which is bought where it came from if it was bought there;
/// `false` when it was none.
///
/// # Errors
/// When the database fails.
pub async fn remove(
    tx: &mut Tx,
    (service_id, source_id): (ServiceId, SourceId),
) -> Result<bool, StoreError> {
    let changed =
        sqlx::query("DELETE FROM service_sources WHERE service_id = $1 AND source_id = $2")
            .bind(service_id)
            .bind(source_id)
            .execute(tx.conn())
            .await?;
    if changed.rows_affected() == 0 {
        return Ok(false);
    }
    if let Some(own) = own_source(tx, service_id).await? {
        buy_at(tx, service_id, SourceMove { from: source_id, to: own }).await?;
    }
    Ok(true)
}

/// From where a service is bought to where it will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceMove {
    /// Where it was bought.
    pub from: SourceId,
    /// Where it is bought from now on.
    pub to: SourceId,
}

/// A service is bought elsewhere from now on, and hidden where that is not listed; `false` when it
/// was not bought at `from`. What else hides it is for `catalog_writes::refresh_visibility`.
///
/// # Errors
/// When the database fails.
pub async fn buy_at(
    tx: &mut Tx,
    service_id: ServiceId,
    SourceMove { from, to }: SourceMove,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(concat!(
        "UPDATE services SET source_id = $3, is_hidden = CASE \
         WHEN r.presence <> 0 THEN r.presence WHEN is_hidden IN (",
        hidden!(Gone),
        ", ",
        hidden!(Unread),
        ") THEN 0 ELSE is_hidden END FROM sources r \
         WHERE services.service_id = $1 AND services.source_id = $2 AND r.source_id = $3"
    ))
    .bind(service_id)
    .bind(from)
    .bind(to)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Counts anew how the orders of services that have several sources were delivered at each, of
/// those placed within `window` that have ended.
///
/// # Errors
/// When the database fails.
pub async fn recount_deliveries(tx: &mut Tx, window: Span) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO source_stats (source_id, orders, delivered, computed_ms) \
         SELECT o.source_id, COUNT(*), \
         COUNT(CASE WHEN o.state = 'completed' AND o.returned = 0 THEN 1 END), \
         CAST($2 AS BIGINT) FROM orders o WHERE o.provider IN (SELECT name FROM providers) \
         AND o.created_ms >= $1 AND o.accepted_ms > 0 \
         AND o.state IN ('completed', 'partial', 'canceled') \
         AND o.service_id IN (SELECT service_id FROM service_sources) GROUP BY o.source_id \
         ON CONFLICT (source_id) DO UPDATE SET orders = excluded.orders, \
         delivered = excluded.delivered, computed_ms = excluded.computed_ms",
    )
    .bind(window.from_ms)
    .bind(window.until_ms)
    .execute(tx.conn())
    .await?;
    sqlx::query("DELETE FROM source_stats WHERE computed_ms <> $1")
        .bind(window.until_ms)
        .execute(tx.conn())
        .await?;
    Ok(())
}
