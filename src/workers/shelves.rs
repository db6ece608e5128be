//! Arranges what is on sale: the platforms of categories, prices to sort by, how often services
//! were bought, and what stands out. Reads outside the transaction that writes, and writes only
//! what differs: those who look around find everything done.

use std::collections::{BTreeMap, HashMap};

use super::WorkerContext;
use crate::atomically;
use crate::domain::catalog::shelf::{Listed, Outstanding};
use crate::domain::ids::{CategoryId, ServiceId};
use crate::domain::links::platform_of;
use crate::domain::money::Money;
use crate::domain::pricing::unit_price;
use crate::flows::FlowError;
use crate::store::shelves::{self, Arrangement, Good, Shelf};

impl WorkerContext {
    /// Arranges everything anew.
    pub async fn arrange_services(&self) -> Result<(), FlowError> {
        let (goods, kept) = {
            let mut tx = self.store.read().await?;
            (shelves::list_goods(&mut tx).await?, shelves::list_shelves(&mut tx).await?)
        };
        let prices = moved_prices(&goods);
        let moved = moved_shelves(&goods, kept);
        if prices.is_empty() && moved.is_empty() {
            return Ok(());
        }
        atomically!(self.store, tx => {
            shelves::set_prices(tx, &prices).await?;
            Ok(shelves::set_arrangements(tx, &moved).await?)
        })
    }

    /// Counts anew how often services were bought since a time.
    pub(super) async fn recount_bought(&self, since_ms: i64) -> Result<(), FlowError> {
        let (counted, mut kept) = {
            let mut tx = self.store.read().await?;
            let counted = shelves::count_bought(&mut tx, since_ms).await?;
            let kept = shelves::list_bought(&mut tx).await?;
            (counted, kept.into_iter().collect::<BTreeMap<ServiceId, i64>>())
        };
        let counted = counted.into_iter();
        let mut moved: Vec<_> =
            counted.filter(|(id, count)| kept.remove(id) != Some(*count)).collect();
        moved.extend(kept.into_keys().map(|service_id| (service_id, 0)));
        atomically!(self.store, tx => Ok(shelves::set_bought(tx, &moved).await?))
    }
}

fn price_of(good: &Good) -> Option<Money> {
    unit_price(good.rate, good.conversion, good.markup_percent)
}

fn moved_prices(goods: &[Good]) -> Vec<(ServiceId, Money)> {
    let price = |good: &Good| (good.service_id, price_of(good).unwrap_or(Money::ZERO));
    let is_moved = |good: &&Good| price(good).1 != good.kept_price;
    goods.iter().filter(is_moved).map(price).collect()
}

fn moved_shelves(goods: &[Good], kept: Vec<Shelf>) -> Vec<(CategoryId, Arrangement)> {
    let mut listed: HashMap<CategoryId, Vec<Listed>> = HashMap::new();
    for good in goods {
        listed.entry(good.category_id).or_default().push(Listed {
            service_id: good.service_id,
            price: price_of(good),
            pricing: good.pricing,
            bought: good.bought,
            record: good.record,
        });
    }
    let arranged = kept.into_iter().map(|shelf| {
        let own = listed.remove(&shelf.category_id).unwrap_or_default();
        let platform = platform_of(&shelf.name, "").map_or("", |platform| platform.into_str());
        let arrangement = Arrangement {
            platform: platform.to_owned(),
            bought: own.iter().map(|one| one.bought).sum(),
            outstanding: Outstanding::of(&own),
        };
        (shelf.category_id, arrangement, shelf.kept)
    });
    let moved = arranged.filter(|(_, arrangement, kept)| arrangement != kept);
    moved.map(|(category_id, arrangement, _)| (category_id, arrangement)).collect()
}
