//! The writes of a catalog sync: what is known of one provider, and rows added, changed, hidden
//! and shown again in bounded statements. An unchanged service is never written.

use std::collections::HashMap;

use sqlx::Row;

use super::rows::{Grid, Placeholders, ROWS_MAX, list_query, returned_numbers, values_query};
use super::tx::{StoreError, Tx};
use super::visibility::hidden;
use super::{catalog_items, guarded, price_changes, sellable, service_words};
use crate::domain::catalog::{
    IdSpace, Known, Listed, Presence, ServiceType, Visibility, fold_category,
};
use crate::domain::ids::{CategoryId, ServiceId, SourceId};
use crate::domain::number::parse_decimal;

/// Services read at once while loading what is known.
const PAGE: i64 = 500;

/// One of a provider's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shelf<'a> {
    /// The provider's name.
    pub provider: &'a str,
    /// Whose numbers the ids of the list are.
    pub space: IdSpace,
}

/// Everything known of what one list of a provider has.
///
/// # Errors
/// When the database fails or a stored value is unreadable.
pub async fn list_known(tx: &mut Tx, shelf: Shelf<'_>) -> Result<Vec<Known>, StoreError> {
    let mut known = Vec::new();
    let mut after = SourceId::NONE;
    loop {
        let rows = sqlx::query(
            "SELECT r.source_id, r.service_id, r.provider_service_id, r.rate, r.pricing, s.name, \
             c.name AS category, s.kind, s.kind_label, s.min_quantity, s.max_quantity, \
             s.has_refill, s.has_cancel, s.has_dripfeed, s.description, s.average_time, \
             r.presence, r.approved_rate, w.name AS new_name, w.kind AS new_kind, \
             w.kind_label AS new_label, w.rate AS new_rate, w.pricing AS new_pricing, \
             w.is_renamed, w.is_retyped, w.is_repriced, w.is_skipped FROM sources r \
             JOIN services s ON s.service_id = r.service_id \
             JOIN categories c ON c.category_id = s.category_id \
             LEFT JOIN price_changes w ON w.source_id = r.source_id \
             WHERE r.provider = $1 AND r.source_id > $2 AND r.id_space = $4 \
             ORDER BY r.source_id LIMIT CAST($3 AS BIGINT)",
        )
        .bind(shelf.provider)
        .bind(after)
        .bind(PAGE)
        .bind(shelf.space.into_str())
        .fetch_all(tx.conn())
        .await?;
        for row in &rows {
            known.push(read_known(row)?);
        }
        match known.last() {
            Some(last) if rows.len() == usize::try_from(PAGE).unwrap_or(0) => {
                after = last.source_id
            }
            _ => return Ok(known),
        }
    }
}

fn read_known(row: &sqlx::any::AnyRow) -> Result<Known, StoreError> {
    let number = |column: &str| -> Result<i64, StoreError> { Ok(row.try_get(column)?) };
    let text = |column: &str| -> Result<String, StoreError> { Ok(row.try_get(column)?) };
    let optional =
        |column: &str| Ok::<_, StoreError>(Some(text(column)?).filter(|t| !t.is_empty()));
    Ok(Known {
        service_id: ServiceId::new(number("service_id")?),
        source_id: SourceId::new(number("source_id")?),
        presence: match Visibility::of_stored(number("presence")?) {
            Some(Visibility::Gone) => Presence::Gone,
            Some(Visibility::Unread) => Presence::Unread,
            _ => Presence::Listed,
        },
        listed: Listed {
            provider_service_id: text("provider_service_id")?,
            name: text("name")?,
            category: text("category")?,
            kind: ServiceType::parse(&text("kind")?).unwrap_or(ServiceType::Other),
            kind_label: text("kind_label")?,
            rate: parse_decimal(&text("rate")?).ok_or(StoreError::Unreadable("rate"))?,
            pricing: text("pricing")?.parse().map_err(|_| StoreError::Unreadable("pricing"))?,
            min: number("min_quantity")?,
            max: number("max_quantity")?,
            refill: number("has_refill")? != 0,
            cancel: number("has_cancel")? != 0,
            dripfeed: number("has_dripfeed")? != 0,
            description: optional("description")?,
            average_time: optional("average_time")?,
        },
        approved_rate: parse_decimal(&text("approved_rate")?)
            .ok_or(StoreError::Unreadable("approved rate"))?,
        waiting: price_changes::read_waiting(row)?,
    })
}

/// How each category was spelled when it was met first, by what folds it.
pub async fn category_spellings(tx: &mut Tx) -> Result<HashMap<String, String>, StoreError> {
    let rows = sqlx::query("SELECT name FROM categories ORDER BY category_id")
        .fetch_all(tx.conn())
        .await?;
    let mut spellings = HashMap::with_capacity(rows.len());
    for row in rows {
        let name: String = row.try_get(0)?;
        spellings.entry(fold_category(&name)).or_insert(name);
    }
    Ok(spellings)
}

/// The numbers of the named categories; those not met before are made.
pub async fn category_ids(
    tx: &mut Tx,
    names: &[&str],
) -> Result<HashMap<String, CategoryId>, StoreError> {
    let mut ids = HashMap::new();
    for chunk in names.chunks(ROWS_MAX) {
        let mut insert = values_query(
            "INSERT INTO categories (name) VALUES",
            Grid { rows: chunk.len(), columns: 1 },
            "ON CONFLICT (name) DO NOTHING",
        );
        let mut select = list_query(
            "SELECT name, category_id FROM categories WHERE name IN",
            Placeholders { first: 1, count: chunk.len() },
            "",
        );
        for name in chunk {
            insert = insert.bind((*name).to_owned());
            select = select.bind((*name).to_owned());
        }
        insert.execute(tx.conn()).await?;
        for row in select.fetch_all(tx.conn()).await? {
            ids.insert(row.try_get(0)?, row.try_get(1)?);
        }
    }
    Ok(ids)
}

/// Adds services met for the first time, each with its source, in the order of the list.
pub async fn insert(
    tx: &mut Tx,
    shelf: Shelf<'_>,
    added: &[&Listed],
    categories: &HashMap<String, CategoryId>,
    now_ms: i64,
) -> Result<(), StoreError> {
    let row = sqlx::query("SELECT COALESCE(MAX(service_id), 0) FROM services")
        .fetch_one(tx.conn())
        .await?;
    let highest: i64 = row.try_get(0)?;
    for chunk in added.chunks(ROWS_MAX) {
        let ids = insert_services(tx, chunk, categories, now_ms).await?;
        insert_sources(tx, shelf, chunk, &ids, now_ms).await?;
        service_words::rewrite(tx, &ids).await?;
    }
    sqlx::query(
        "UPDATE services SET source_id = (SELECT r.source_id FROM sources r \
         WHERE r.service_id = services.service_id) WHERE service_id > $1 AND source_id = 0",
    )
    .bind(highest)
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn insert_services(
    tx: &mut Tx,
    chunk: &[&Listed],
    categories: &HashMap<String, CategoryId>,
    now_ms: i64,
) -> Result<Vec<ServiceId>, StoreError> {
    let mut query = values_query(
        "INSERT INTO services (category_id, name, kind, kind_label, min_quantity, max_quantity, \
         has_refill, has_cancel, has_dripfeed, description, average_time, updated_ms) VALUES",
        Grid { rows: chunk.len(), columns: 12 },
        "RETURNING service_id",
    );
    for listed in chunk {
        let category_id = categories.get(&listed.category).copied();
        query = bind_service(query, listed, category_id, now_ms)?;
    }
    returned_numbers(query, tx).await
}

type AnyQuery = sqlx::query::Query<'static, sqlx::Any, sqlx::any::AnyArguments>;

fn bind_service(
    query: AnyQuery,
    listed: &Listed,
    category_id: Option<CategoryId>,
    now_ms: i64,
) -> Result<AnyQuery, StoreError> {
    Ok(query
        .bind(category_id.ok_or(StoreError::Unreadable("category"))?)
        .bind(listed.name.clone())
        .bind(listed.kind.as_str().to_owned())
        .bind(listed.kind_label.clone())
        .bind(listed.min)
        .bind(listed.max)
        .bind(i64::from(listed.refill))
        .bind(i64::from(listed.cancel))
        .bind(i64::from(listed.dripfeed))
        .bind(listed.description.clone().unwrap_or_default())
        .bind(listed.average_time.clone().unwrap_or_default())
        .bind(now_ms))
}

async fn insert_sources(
    tx: &mut Tx,
    shelf: Shelf<'_>,
    chunk: &[&Listed],
    service_ids: &[ServiceId],
    now_ms: i64,
) -> Result<(), StoreError> {
    let mut query = values_query(
        "INSERT INTO sources (service_id, provider, provider_service_id, rate, approved_rate, \
         pricing, updated_ms, id_space) VALUES",
        Grid { rows: chunk.len(), columns: 8 },
        "",
    );
    for (listed, service_id) in chunk.iter().zip(service_ids) {
        query = query
            .bind(*service_id)
            .bind(shelf.provider.to_owned())
            .bind(listed.provider_service_id.clone())
            .bind(listed.rate.to_string())
            .bind(listed.rate.to_string())
            .bind(listed.pricing.into_str().to_owned())
            .bind(now_ms)
            .bind(shelf.space.into_str());
    }
    query.execute(tx.conn()).await?;
    Ok(())
}

/// Writes what the provider says now over known services, and shows them.
pub async fn update(
    tx: &mut Tx,
    shelf: Shelf<'_>,
    changed: &[(&Known, &Listed)],
    categories: &HashMap<String, CategoryId>,
    now_ms: i64,
) -> Result<(), StoreError> {
    for chunk in changed.chunks(ROWS_MAX) {
        let mut services = values_query(
            "INSERT INTO services (service_id, category_id, name, kind, kind_label, \
             min_quantity, max_quantity, has_refill, has_cancel, has_dripfeed, description, \
             average_time, updated_ms) VALUES",
            Grid { rows: chunk.len(), columns: 13 },
            concat!(
                "ON CONFLICT (service_id) DO UPDATE SET category_id = excluded.category_id, \
             name = excluded.name, kind = excluded.kind, kind_label = excluded.kind_label, \
             min_quantity = excluded.min_quantity, max_quantity = excluded.max_quantity, \
             has_refill = excluded.has_refill, has_cancel = excluded.has_cancel, \
             has_dripfeed = excluded.has_dripfeed, description = excluded.description, \
             average_time = excluded.average_time, updated_ms = excluded.updated_ms, \
             listed_ms = CASE WHEN services.is_hidden = ",
                hidden!(Gone),
                " \
             THEN excluded.updated_ms ELSE services.listed_ms END, \
             is_hidden = CASE WHEN services.is_hidden IN (",
                hidden!(Gone),
                ", ",
                hidden!(Unread),
                ") THEN ",
                hidden!(Shown),
                " ELSE services.is_hidden END"
            ),
        );
        let mut sources = values_query(
            "INSERT INTO sources (source_id, service_id, provider, provider_service_id, rate, \
             approved_rate, pricing, updated_ms, id_space) VALUES",
            Grid { rows: chunk.len(), columns: 9 },
            // What had no price is approved at its first one.
            "ON CONFLICT (source_id) DO UPDATE SET rate = excluded.rate, \
             approved_rate = CASE WHEN CAST(sources.approved_rate AS NUMERIC) > 0 \
             AND CAST(sources.rate AS NUMERIC) > 0 \
             THEN sources.approved_rate ELSE excluded.approved_rate END, \
             pricing = excluded.pricing, presence = 0, \
             updated_ms = excluded.updated_ms",
        );
        for (known, listed) in chunk {
            let category_id = categories.get(&listed.category).copied();
            services = bind_service(services.bind(known.service_id), listed, category_id, now_ms)?;
            sources = sources
                .bind(known.source_id)
                .bind(known.service_id)
                .bind(shelf.provider.to_owned())
                .bind(listed.provider_service_id.clone())
                .bind(listed.rate.to_string())
                .bind(listed.rate.to_string())
                .bind(listed.pricing.into_str().to_owned())
                .bind(now_ms)
                .bind(shelf.space.into_str());
        }
        services.execute(tx.conn()).await?;
        sources.execute(tx.conn()).await?;
        let is_renamed = |(known, listed): &&(&Known, &Listed)| {
            let before = &known.listed;
            (&before.name, &before.category, before.kind)
                != (&listed.name, &listed.category, listed.kind)
        };
        let renamed: Vec<ServiceId> =
            chunk.iter().filter(is_renamed).map(|(known, _)| known.service_id).collect();
        service_words::rewrite(tx, &renamed).await?;
    }
    Ok(())
}

/// Notes sources that the provider stopped listing, or lists so that they cannot be read, and hides
/// the services that are bought there; their numbers and history stay.
pub async fn hide(
    tx: &mut Tx,
    source_ids: &[SourceId],
    presence: Presence,
    now_ms: i64,
) -> Result<(), StoreError> {
    let visibility = match presence {
        Presence::Listed => return Ok(()),
        Presence::Gone => Visibility::Gone,
        Presence::Unread => Visibility::Unread,
    };
    for chunk in source_ids.chunks(ROWS_MAX) {
        for update in [
            "UPDATE sources SET presence = $1, updated_ms = $2 WHERE source_id IN",
            "UPDATE services SET is_hidden = $1, updated_ms = $2 WHERE source_id IN",
        ] {
            let items = Placeholders { first: 3, count: chunk.len() };
            let mut query = list_query(update, items, "").bind(visibility.stored()).bind(now_ms);
            for source_id in chunk {
                query = query.bind(*source_id);
            }
            query.execute(tx.conn()).await?;
        }
    }
    Ok(())
}

/// Hides the services of providers that are off or closed or have no rate, those that cannot be
/// sold and those that an owner has to look at first or has hidden, shows the others, and counts
/// anew what each category shows. Run after anything that shows or hides.
pub async fn refresh_visibility(tx: &mut Tx) -> Result<(), StoreError> {
    catalog_items::show_unmarked(tx).await?;
    sellable::show(tx).await?;
    guarded::show(tx).await?;
    sqlx::query(
        "UPDATE services SET is_hidden = $1 WHERE is_hidden = $2 AND source_id IN \
         (SELECT r.source_id FROM sources r JOIN providers p ON p.name = r.provider \
         WHERE p.is_on = 0 OR p.is_closed = 1 OR p.conversion = '')",
    )
    .bind(Visibility::Paused.stored())
    .bind(Visibility::Shown.stored())
    .execute(tx.conn())
    .await?;
    sqlx::query(
        "UPDATE services SET is_hidden = $1 WHERE is_hidden = $2 AND source_id IN \
         (SELECT r.source_id FROM sources r JOIN providers p ON p.name = r.provider \
         WHERE p.is_on = 1 AND p.is_closed = 0 AND p.conversion <> '')",
    )
    .bind(Visibility::Shown.stored())
    .bind(Visibility::Paused.stored())
    .execute(tx.conn())
    .await?;
    sellable::hide(tx).await?;
    catalog_items::hide_marked(tx).await?;
    guarded::hide(tx).await?;
    sqlx::query(
        "UPDATE categories SET visible_count = (SELECT COUNT(*) FROM services s \
         WHERE s.category_id = categories.category_id AND s.is_hidden = $1) \
         WHERE visible_count <> (SELECT COUNT(*) FROM services s \
         WHERE s.category_id = categories.category_id AND s.is_hidden = $1)",
    )
    .bind(Visibility::Shown.stored())
    .execute(tx.conn())
    .await?;
    Ok(())
}
