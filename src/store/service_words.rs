//! The words by which services are found, a row each. Written in the transaction that writes names;
//! what they are is `domain::search`'s.

use std::collections::{BTreeSet, HashMap};

use sqlx::Row;

use super::rows::{Grid, Placeholders, ROWS_MAX, list_query, values_query};
use super::tx::{StoreError, Tx};
use crate::domain::catalog::ServiceType;
use crate::domain::ids::{CategoryId, ServiceId};
use crate::domain::search::{Named, service_words};

/// Rows of two columns in one statement.
const INSERTED_MAX: usize = 2 * ROWS_MAX;

/// The next services by number, behind `after`, whose words may have to be made.
///
/// # Errors
/// When the database fails.
pub async fn list_after(
    tx: &mut Tx,
    after: ServiceId,
    limit: i64,
) -> Result<Vec<ServiceId>, StoreError> {
    let rows = sqlx::query(
        "SELECT service_id FROM services WHERE service_id > $1 ORDER BY service_id \
         LIMIT CAST($2 AS BIGINT)",
    )
    .bind(after)
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Makes the words of all services of a category anew, after its name has changed.
///
/// # Errors
/// When the database fails.
pub async fn rewrite_category(tx: &mut Tx, category_id: CategoryId) -> Result<(), StoreError> {
    let rows = sqlx::query("SELECT service_id FROM services WHERE category_id = $1")
        .bind(category_id)
        .fetch_all(tx.conn())
        .await?;
    let ids = rows.iter().map(|row| Ok(row.try_get(0)?)).collect::<Result<Vec<_>, StoreError>>()?;
    rewrite(tx, &ids).await
}

/// Makes the words of services anew out of what they are called now.
///
/// # Errors
/// When the database fails.
pub async fn rewrite(tx: &mut Tx, service_ids: &[ServiceId]) -> Result<(), StoreError> {
    for chunk in service_ids.chunks(ROWS_MAX) {
        let made = make(tx, chunk).await?;
        let known = list_words(tx, chunk).await?;
        let gone: BTreeSet<ServiceId> = known.difference(&made).map(|row| row.0).collect();
        remove(tx, &gone).await?;
        let is_new = |row: &&WordRow| gone.contains(&row.0) || !known.contains(*row);
        let new: Vec<&WordRow> = made.iter().filter(is_new).collect();
        insert(tx, &new).await?;
    }
    Ok(())
}

type WordRow = (ServiceId, String);

/// What the words of the services have to be.
async fn make(tx: &mut Tx, chunk: &[ServiceId]) -> Result<BTreeSet<WordRow>, StoreError> {
    let mut own = own_names(tx, chunk).await?;
    let query = of_services(
        "SELECT s.service_id, s.name, s.kind, c.name AS category FROM services s \
         JOIN categories c ON c.category_id = s.category_id WHERE s.service_id IN",
        chunk,
    );
    let mut made = BTreeSet::new();
    for row in query.fetch_all(tx.conn()).await? {
        let service_id = ServiceId::new(row.try_get("service_id")?);
        let kind: String = row.try_get("kind")?;
        let named = Named {
            kind: ServiceType::parse(&kind).unwrap_or(ServiceType::Other),
            name: row.try_get("name")?,
            category: row.try_get("category")?,
            own: own.remove(&service_id).unwrap_or_default(),
        };
        made.extend(service_words(&named).into_iter().map(|word| (service_id, word)));
    }
    Ok(made)
}

/// What owners and the shop itself call the services and their categories, in every language.
async fn own_names(
    tx: &mut Tx,
    chunk: &[ServiceId],
) -> Result<HashMap<ServiceId, Vec<String>>, StoreError> {
    let mut own: HashMap<ServiceId, Vec<String>> = HashMap::new();
    for select in [
        "SELECT item_id, name FROM catalog_texts WHERE kind = 'service' AND name <> '' \
         AND item_id IN",
        "SELECT s.service_id, t.name FROM services s JOIN catalog_texts t \
         ON t.kind = 'category' AND t.item_id = s.category_id WHERE t.name <> '' \
         AND s.service_id IN",
        "SELECT s.service_id, b.name FROM services s JOIN categories c \
         ON c.category_id = s.category_id JOIN built_in_names b \
         ON b.listed = s.name OR b.listed = c.name WHERE s.service_id IN",
    ] {
        for row in of_services(select, chunk).fetch_all(tx.conn()).await? {
            own.entry(row.try_get(0)?).or_default().push(row.try_get(1)?);
        }
    }
    Ok(own)
}

async fn list_words(tx: &mut Tx, chunk: &[ServiceId]) -> Result<BTreeSet<WordRow>, StoreError> {
    let select = "SELECT service_id, word FROM service_words WHERE service_id IN";
    let rows = of_services(select, chunk).fetch_all(tx.conn()).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

fn of_services(
    select: &'static str,
    chunk: &[ServiceId],
) -> sqlx::query::Query<'static, sqlx::Any, sqlx::any::AnyArguments> {
    let items = Placeholders { first: 1, count: chunk.len() };
    chunk.iter().fold(list_query(select, items, ""), |query, id| query.bind(*id))
}

/// Removes all words of the services.
async fn remove(tx: &mut Tx, gone: &BTreeSet<ServiceId>) -> Result<(), StoreError> {
    if gone.is_empty() {
        return Ok(());
    }
    let gone: Vec<ServiceId> = gone.iter().copied().collect();
    of_services("DELETE FROM service_words WHERE service_id IN", &gone).execute(tx.conn()).await?;
    Ok(())
}

async fn insert(tx: &mut Tx, new: &[&WordRow]) -> Result<(), StoreError> {
    for chunk in new.chunks(INSERTED_MAX) {
        let mut query = values_query(
            "INSERT INTO service_words (service_id, word) VALUES",
            Grid { rows: chunk.len(), columns: 2 },
            "ON CONFLICT (word, service_id) DO NOTHING",
        );
        for (service_id, word) in chunk {
            query = query.bind(*service_id).bind(word.clone());
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}
