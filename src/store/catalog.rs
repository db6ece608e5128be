//! Services and their sources as the shop sells them: paged reads for the chat, with the names that
//! owners have given them. Statements are bounded however long a provider's list is. A bare
//! placeholder behind LIMIT makes SQLite plan a statement anew each time it runs; pages that are
//! often read wrap it in a CAST.

use rust_decimal::Decimal;
use sqlx::Row;

use super::portion::Portion;
use super::rows::{Placeholders, list_query};
use super::tx::{StoreError, Tx};
use super::visibility::hidden;
use crate::domain::catalog::shelf::{Marks, Outstanding};
use crate::domain::catalog::{Goods, ServiceType, Stock, Visibility, limits_of};
use crate::domain::ids::{CategoryId, ServiceId, SourceId};
use crate::domain::inputs::billed_quantity;
use crate::domain::lang::Lang;
use crate::domain::limits::Limits;
use crate::domain::money::Money;
use crate::domain::number::parse_decimal;
use crate::domain::pricing::Pricing;
use crate::domain::terms::Terms;

/// A service with everything that its price and card need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Our number, stable for ever.
    pub service_id: ServiceId,
    /// The reader's language.
    pub lang: Lang,
    /// Its category.
    pub category_id: CategoryId,
    /// The category's name, as the reader is shown it.
    pub category: String,
    /// Its name, as the reader is shown it.
    pub name: String,
    /// The provider's name of the category, cleaned.
    pub listed_category: String,
    /// The provider's name, cleaned: what is read out of a name is read out of this one.
    pub listed_name: String,
    /// What an order of it must contain.
    pub kind: ServiceType,
    /// Smallest quantity as the provider lists it; some list 0, which nobody can order.
    pub min_quantity: i64,
    /// Largest quantity as it lists it.
    pub max_quantity: i64,
    /// Whether the provider refills what drops.
    pub has_refill: bool,
    /// Whether the provider can cancel.
    pub has_cancel: bool,
    /// Whether the provider offers drip-feed.
    pub has_dripfeed: bool,
    /// Description, as the reader is shown it; empty when there is none.
    pub description: String,
    /// Average time, empty when not told.
    pub average_time: String,
    /// Since when it has been listed without a gap, unix milliseconds; 0 for always.
    pub listed_ms: i64,
    /// Whether it is only off sale until its provider sells again, or an owner has looked at it.
    pub is_paused: bool,
    /// Whether its provider gets no orders but the one that tries it.
    pub is_stopped: bool,
    /// Whether a customer may see and order it now.
    pub is_visible: bool,
    /// Where it is bought.
    pub source_id: SourceId,
    /// The provider's name; never shown to a customer.
    pub provider: String,
    /// The provider's own id of the service; never shown to a customer.
    pub provider_service_id: String,
    /// Provider currency, for what `pricing` says.
    pub rate: Decimal,
    /// What rate and price are for.
    pub pricing: Pricing,
    /// The provider's currency.
    pub currency: String,
    /// Shop currency for one unit of it.
    pub conversion: Decimal,
    /// The markup in force.
    pub markup_percent: Decimal,
    /// What is known of a product.
    pub goods: Option<Goods>,
    /// What it costs by all that is known, also by what prices do not follow yet.
    pub dearest: Dearest,
    /// How its provider orders it now, where that waits for an owner.
    pub listed_kind: Option<ServiceType>,
    /// In what it stands out in its category.
    pub marks: Marks,
}

/// The highest that a service may be charged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dearest {
    /// The higher of what is listed and what prices are made of, in the provider's currency.
    pub rate: Decimal,
    /// The same of what one unit of that currency costs.
    pub conversion: Decimal,
}

impl Offer {
    /// The quantities that a customer may order.
    #[must_use]
    pub fn limits(&self) -> Limits {
        limits_of(self.kind, &self.listed_name, self.listed_limits())
    }

    const fn listed_limits(&self) -> Limits {
        Limits { min: self.min_quantity, max: self.max_quantity }
    }

    /// What an order of it would keep.
    #[must_use]
    pub fn terms(&self) -> Terms {
        Terms {
            lang: Some(self.lang),
            name: self.name.clone(),
            listed_name: self.listed_name.clone(),
            category: self.category.clone(),
            kind: self.kind,
            pricing: self.pricing,
            min_quantity: self.min_quantity,
            max_quantity: self.max_quantity,
            has_refill: self.has_refill,
            has_cancel: self.has_cancel,
            has_dripfeed: self.has_dripfeed,
            description: self.description.clone(),
            average_time: self.average_time.clone(),
            source_id: self.source_id,
            listed_ms: self.listed_ms,
        }
    }

    /// The quantity that so many are billed for.
    #[must_use]
    pub fn billed(&self, quantity: i64) -> i64 {
        billed_quantity(self.kind, self.pricing, self.listed_limits(), quantity)
    }

    /// What the shop pays for so much, at the worst; `None` when there is no price.
    #[must_use]
    pub fn cost(&self, billed_quantity: i64) -> Option<Money> {
        let Dearest { rate, conversion } = self.dearest;
        self.pricing.order_cost(rate, conversion, billed_quantity)
    }
}

mod categories;
mod shown;

use shown::{own_texts, shown};

pub use categories::{
    Breadth, Category, PlatformGroup, Position, find_category, list_categories, list_of_platform,
    list_pinned, list_platforms,
};

/// The statement that reads offers for a reader of the language `$1`, completed by its condition.
macro_rules! offers {
    (at $source:literal, $($condition:expr),+) => {
        concat!(
            "SELECT s.service_id, s.category_id, c.name AS listed_category, \
             s.name AS listed_name, ",
            shown!("service", "name", "s.name"),
            " AS name, ",
            shown!("category", "name", "c.name"),
            " AS category, ",
            shown!("service", "description", "s.description"),
            " AS description, s.kind, \
             s.min_quantity, s.max_quantity, s.has_refill, s.has_cancel, s.has_dripfeed, \
             s.average_time, s.listed_ms, s.is_hidden, r.source_id, r.provider, \
             r.provider_service_id, r.rate, r.pricing, p.currency, \
             CASE WHEN p.is_closed = 1 THEN '' ELSE p.conversion END AS conversion, \
             p.configured_conversion, COALESCE(w.rate, '') AS listed_rate, \
             CASE WHEN w.is_retyped = 1 THEN w.kind ELSE '' END AS listed_kind, \
             (SELECT COUNT(*) FROM provider_stops t WHERE t.provider = p.name) AS stops, \
             (SELECT value FROM meta WHERE key = 'markup_percent') AS markup, \
             COALESCE(g.asks, '') AS asks, COALESCE(g.is_in_stock, -1) AS is_in_stock, \
             COALESCE(g.inventory, -1) AS inventory, c.cheapest_id, c.popular_id, c.fastest_id \
             FROM services s \
             LEFT JOIN products g ON g.service_id = s.service_id \
             JOIN categories c ON c.category_id = s.category_id \
             JOIN sources r ON r.source_id = ",
            $source,
            " JOIN providers p ON p.name = r.provider \
             LEFT JOIN price_changes w ON w.source_id = r.source_id",
            own_texts!("service", "service", "s.service_id"),
            own_texts!("category", "category", "s.category_id"),
            $($condition),+
        )
    };
    ($($condition:expr),+) => {
        offers!(at "s.source_id", $($condition),+)
    };
}

fn offer(row: &sqlx::any::AnyRow, lang: Lang) -> Result<Offer, StoreError> {
    let number = |column: &str| -> Result<i64, StoreError> { Ok(row.try_get(column)?) };
    let text = |column: &str| -> Result<String, StoreError> { Ok(row.try_get(column)?) };
    let rate = parse_decimal(&text("rate")?).ok_or(StoreError::Unreadable("rate"))?;
    let conversion = parse_decimal(&text("conversion")?).unwrap_or(Decimal::ZERO);
    let kind = ServiceType::parse(&text("kind")?).ok_or(StoreError::Unreadable("service kind"))?;
    let visibility = Visibility::of_stored(number("is_hidden")?);
    let higher = |column: &str, than: Decimal| -> Result<Decimal, StoreError> {
        Ok(parse_decimal(&text(column)?).map_or(than, |other| other.max(than)))
    };
    let is_for_owners = visibility == Some(Visibility::Guarded);
    let outstanding = Outstanding {
        cheapest: row.try_get("cheapest_id")?,
        popular: row.try_get("popular_id")?,
        fastest: row.try_get("fastest_id")?,
    };
    Ok(Offer {
        dearest: Dearest {
            rate: higher("listed_rate", rate)?,
            conversion: higher("configured_conversion", conversion)?,
        },
        listed_kind: ServiceType::parse(&text("listed_kind")?),
        marks: outstanding.marks_of(ServiceId::new(number("service_id")?)),
        service_id: ServiceId::new(number("service_id")?),
        lang,
        category_id: CategoryId::new(number("category_id")?),
        category: text("category")?,
        name: text("name")?,
        listed_category: text("listed_category")?,
        listed_name: text("listed_name")?,
        kind,
        min_quantity: number("min_quantity")?,
        max_quantity: number("max_quantity")?,
        has_refill: number("has_refill")? != 0,
        has_cancel: number("has_cancel")? != 0,
        has_dripfeed: number("has_dripfeed")? != 0,
        description: text("description")?,
        average_time: text("average_time")?,
        listed_ms: number("listed_ms")?,
        is_paused: is_for_owners || visibility == Some(Visibility::Paused) && conversion.is_zero(),
        is_stopped: number("stops")? > 0,
        is_visible: visibility == Some(Visibility::Shown) && conversion > Decimal::ZERO,
        source_id: SourceId::new(number("source_id")?),
        provider: text("provider")?,
        provider_service_id: text("provider_service_id")?,
        rate,
        pricing: text("pricing")?.parse().map_err(|_| StoreError::Unreadable("pricing"))?,
        currency: text("currency")?,
        conversion,
        markup_percent: parse_decimal(&text("markup")?).ok_or(StoreError::Unreadable("markup"))?,
        goods: match number("is_in_stock")? {
            ..0 => None,
            0 => Some(Goods { stock: Stock::Out, asks: text("asks")? }),
            _ => {
                let left = Some(number("inventory")?).filter(|left| *left >= 0);
                Some(Goods { stock: Stock::In { left }, asks: text("asks")? })
            }
        },
    })
}

/// A page of the visible services of a category, in the order of `standing::Place`.
pub async fn list_offers(
    tx: &mut Tx,
    lang: Lang,
    category_id: CategoryId,
    page: Portion,
) -> Result<Vec<Offer>, StoreError> {
    let rows = sqlx::query(offers!(
        "WHERE s.category_id = $2 AND s.is_hidden = ",
        hidden!(Shown),
        " ORDER BY s.is_pinned DESC, s.standing DESC, s.bought DESC, s.price, s.service_id \
         LIMIT CAST($3 AS BIGINT) OFFSET CAST($4 AS BIGINT)"
    ))
    .bind(lang.tag())
    .bind(category_id)
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| offer(row, lang)).collect()
}

/// Services on sale by their numbers, in the order of the numbers as given; `CHOSEN_MAX` at the
/// most.
pub async fn list_chosen(
    tx: &mut Tx,
    lang: Lang,
    service_ids: &[ServiceId],
) -> Result<Vec<Offer>, StoreError> {
    if service_ids.is_empty() {
        return Ok(Vec::new());
    }
    // With a sign, or SQLite walks through all that is on sale to find a few by their numbers.
    let mut query = sqlx::query(offers!(
        "WHERE +s.is_hidden = ",
        hidden!(Shown),
        " AND s.service_id IN ($2, $3, $4, $5, $6, $7, $8, $9)"
    ))
    .bind(lang.tag());
    for place in 0..CHOSEN_MAX {
        query = query.bind(service_ids.get(place).copied().unwrap_or(ServiceId::NONE));
    }
    let rows = query.fetch_all(tx.conn()).await?;
    let mut offers = rows.iter().map(|row| offer(row, lang)).collect::<Result<Vec<_>, _>>()?;
    offers.sort_by_key(|offer| service_ids.iter().position(|id| *id == offer.service_id));
    Ok(offers)
}

/// Services by their numbers, at most a hundred, hidden ones included; in no order.
pub async fn list_each(
    tx: &mut Tx,
    lang: Lang,
    service_ids: &[ServiceId],
) -> Result<Vec<Offer>, StoreError> {
    if service_ids.is_empty() {
        return Ok(Vec::new());
    }
    let items = Placeholders { first: 2, count: service_ids.len() };
    let query = list_query(offers!("WHERE s.service_id IN"), items, "").bind(lang.tag());
    let query = service_ids.iter().fold(query, |query, id| query.bind(*id));
    let rows = query.fetch_all(tx.conn()).await?;
    rows.iter().map(|row| offer(row, lang)).collect()
}

/// Services that are read by their numbers at once.
const CHOSEN_MAX: usize = 8;

/// One service, hidden ones included: history keeps referring to them. With the names of the
/// default language, where nobody reads them.
pub async fn find_offer(tx: &mut Tx, service_id: ServiceId) -> Result<Option<Offer>, StoreError> {
    find_offer_in(tx, Lang::default(), service_id).await
}

/// The same as a reader of this language is shown it.
pub async fn find_offer_in(
    tx: &mut Tx,
    lang: Lang,
    service_id: ServiceId,
) -> Result<Option<Offer>, StoreError> {
    let row = sqlx::query(offers!("WHERE s.service_id = $2"))
        .bind(lang.tag())
        .bind(service_id)
        .fetch_optional(tx.conn())
        .await?;
    row.as_ref().map(|row| offer(row, lang)).transpose()
}

/// The first top-up of a provider, whether it is on show or not. With the names of the default
/// language.
pub async fn find_recharge(tx: &mut Tx, provider: &str) -> Result<Option<Offer>, StoreError> {
    let lang = Lang::default();
    let row = sqlx::query(offers!(
        "WHERE r.provider = $2 AND s.kind IN ('mobile_recharge', 'game_recharge', \
         'crypto_recharge') AND s.is_hidden <> ",
        hidden!(Gone),
        " ORDER BY CASE WHEN s.kind = 'mobile_recharge' THEN 0 ELSE 1 END, s.service_id LIMIT 1"
    ))
    .bind(lang.tag())
    .bind(provider)
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(|row| offer(row, lang)).transpose()
}

/// A service as it is bought at one of its sources, which need not be where it is bought now;
/// `None` when it is none of its sources. With the names of the default language.
pub async fn find_offer_at(
    tx: &mut Tx,
    service_id: ServiceId,
    source_id: SourceId,
) -> Result<Option<Offer>, StoreError> {
    let lang = Lang::default();
    let row = sqlx::query(offers!(
        at "$3",
        "WHERE s.service_id = $2 AND (r.service_id = s.service_id OR EXISTS \
         (SELECT 1 FROM service_sources x WHERE x.service_id = s.service_id \
         AND x.source_id = r.source_id))"
    ))
    .bind(lang.tag())
    .bind(service_id)
    .bind(source_id)
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(|row| offer(row, lang)).transpose()
}

/// The cheapest, the middle and the dearest visible service of the plain type, for an idea of what
/// prices are; fewer where there are not so many.
pub async fn list_samples(tx: &mut Tx) -> Result<Vec<Offer>, StoreError> {
    let lang = Lang::default();
    let rows = sqlx::query(offers!(
        "JOIN (SELECT s.service_id AS sample_id, COUNT(*) OVER () AS total, ROW_NUMBER() OVER \
         (ORDER BY CAST(r.rate AS NUMERIC) * CAST(NULLIF(p.conversion, '') AS NUMERIC), \
         s.service_id) AS place FROM services s JOIN sources r ON r.source_id = s.source_id \
         JOIN providers p ON p.name = r.provider WHERE s.is_hidden = ",
        hidden!(Shown),
        " AND s.kind = 'default' AND r.pricing = 'per_1000' AND p.conversion <> '') ranked \
         ON ranked.sample_id = s.service_id \
         WHERE ranked.place IN (1, (ranked.total + 1) / 2, ranked.total) ORDER BY ranked.place"
    ))
    .bind(lang.tag())
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| offer(row, lang)).collect()
}
