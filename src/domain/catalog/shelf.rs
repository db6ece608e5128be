//! Which services of a category stand out: the cheapest, the one that is bought most, the fastest.
//! Must never mark what few have bought, nor the only one of its kind, nor what often fails.

use super::standing::{ORDERS_MIN, Record};
use crate::domain::ids::ServiceId;
use crate::domain::money::Money;
use crate::domain::pricing::Pricing;

/// Fewer orders make nothing popular.
const POPULAR_MIN: i64 = 5;
/// The share delivered whole, in percent, below which speed is worth nothing.
const RELIABLE_PERCENT: i64 = 90;

/// A service on sale, as far as it can stand out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub service_id: ServiceId,
    /// Its price, where it has one.
    pub price: Option<Money>,
    /// What the price is for.
    pub pricing: Pricing,
    /// Orders of the last thirty days.
    pub bought: i64,
    /// How they went.
    pub record: Record,
}

/// The services of a category that stand out; 0 for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outstanding {
    /// Costs least.
    pub cheapest: ServiceId,
    /// Was bought most.
    pub popular: ServiceId,
    /// Was delivered soonest.
    pub fastest: ServiceId,
}

/// In what a service stands out among those of its category.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// It costs least.
    pub is_cheapest: bool,
    /// It was bought most.
    pub is_popular: bool,
    /// It was delivered soonest.
    pub is_fastest: bool,
}

impl Outstanding {
    /// In what one of them stands out.
    #[must_use]
    pub fn marks_of(&self, service_id: ServiceId) -> Marks {
        Marks {
            is_cheapest: self.cheapest == service_id,
            is_popular: self.popular == service_id,
            is_fastest: self.fastest == service_id,
        }
    }

    /// Nothing stands out.
    pub const NONE: Self =
        Self { cheapest: ServiceId::NONE, popular: ServiceId::NONE, fastest: ServiceId::NONE };

    /// Those of a category's services.
    #[must_use]
    pub fn of(listed: &[Listed]) -> Self {
        // Packages cost what they contain.
        let priced = listed.iter().filter(|one| one.pricing == Pricing::PerThousand);
        let priced = priced.filter_map(|one| Some((one.price?.micros(), one.service_id)));
        let bought = listed.iter().filter(|one| one.bought > 0);
        let bought: Vec<(i64, ServiceId)> =
            bought.map(|one| (-one.bought, one.service_id)).collect();
        let is_popular = bought.iter().any(|(less, _)| -less >= POPULAR_MIN);
        let timed = listed.iter().filter(|one| is_reliable(&one.record));
        let timed = timed.filter_map(|one| Some((one.record.end?.median_ms, one.service_id)));
        let is_alone = listed.len() < 2;
        Self {
            cheapest: least(priced.collect()),
            popular: match bought.into_iter().min() {
                Some((_, service_id)) if is_popular && !is_alone => service_id,
                _ => ServiceId::NONE,
            },
            fastest: least(timed.collect()),
        }
    }
}

fn is_reliable(record: &Record) -> bool {
    record.orders >= ORDERS_MIN
        && record.delivered_percent().is_some_and(|percent| percent >= RELIABLE_PERCENT)
}

/// The one with the least of something, of two and more; none where others have as little.
fn least(mut some: Vec<(i64, ServiceId)>) -> ServiceId {
    some.sort_unstable();
    match some.as_slice() {
        [(least, service_id), (next, _), ..] if least < next => *service_id,
        _ => ServiceId::NONE,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::catalog::standing::Times;

    fn listed(id: i64, cents: i64) -> Listed {
        Listed {
            service_id: ServiceId::new(id),
            price: Some(Money::from_micros(cents * 10_000)),
            pricing: Pricing::PerThousand,
            bought: 0,
            record: Record::default(),
        }
    }

    fn delivered(orders: i64, whole: i64, median_ms: i64) -> Record {
        let end = Some(Times { median_ms, p90_ms: median_ms });
        Record { orders, delivered: whole, end, ..Record::default() }
    }

    #[test]
    fn one_alone_is_neither_and_two_alike_are_neither() {
        assert_eq!(Outstanding::of(&[]), Outstanding::NONE);
        assert_eq!(Outstanding::of(&[Listed { bought: 9, ..listed(1, 5) }]), Outstanding::NONE);
        assert_eq!(Outstanding::of(&[listed(1, 5), listed(2, 5)]), Outstanding::NONE);
        let cheapest = Outstanding { cheapest: ServiceId::new(2), ..Outstanding::NONE };
        assert_eq!(Outstanding::of(&[listed(1, 5), listed(2, 4)]), cheapest);
        let package = Listed { pricing: Pricing::Flat, ..listed(3, 1) };
        assert_eq!(Outstanding::of(&[listed(1, 5), listed(2, 4), package]), cheapest);
    }

    #[test]
    fn few_orders_make_nothing_popular_or_fast() {
        let two = |bought, record| {
            [Listed { bought, record, ..listed(1, 5) }, Listed { record, ..listed(2, 5) }]
        };
        let popular = Outstanding { popular: ServiceId::new(1), ..Outstanding::NONE };
        assert_eq!(Outstanding::of(&two(4, Record::default())), Outstanding::NONE);
        assert_eq!(Outstanding::of(&two(5, Record::default())), popular);
        let race = |one, other| {
            let [first, second] = two(0, Record::default());
            Outstanding::of(&[Listed { record: one, ..first }, Listed { record: other, ..second }])
                .fastest
        };
        assert_eq!(race(delivered(10, 10, 60), delivered(10, 9, 30)), ServiceId::new(2));
        assert_eq!(race(delivered(10, 10, 60), delivered(9, 9, 30)), ServiceId::NONE);
        assert_eq!(race(delivered(10, 10, 60), delivered(10, 8, 30)), ServiceId::NONE);
    }

    proptest! {
        #[test]
        fn what_is_marked_is_on_the_shelf_and_none_is_better(
            goods in prop::collection::vec((1_i64..50, 0_i64..20, 0_i64..30), 0..12),
        ) {
            let shelf: Vec<Listed> = (1..)
                .zip(&goods)
                .map(|(id, (cents, bought, orders))| Listed {
                    bought: *bought,
                    record: delivered(*orders, *orders, cents * 1_000),
                    ..listed(id, *cents)
                })
                .collect();
            let marked = Outstanding::of(&shelf);
            let find = |id: ServiceId| shelf.iter().find(|one| one.service_id == id);
            if let Some(cheapest) = find(marked.cheapest) {
                prop_assert!(shelf.iter().all(|one| one.price >= cheapest.price));
            }
            if let Some(popular) = find(marked.popular) {
                prop_assert!(shelf.iter().all(|one| one.bought <= popular.bought));
            }
            if let Some(fastest) = find(marked.fastest) {
                prop_assert!(fastest.record.orders >= ORDERS_MIN);
            }
            for id in [marked.cheapest, marked.popular, marked.fastest] {
                prop_assert!(id == ServiceId::NONE || find(id).is_some());
            }
        }
    }
}
