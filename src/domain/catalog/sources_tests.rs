//! Which sources may stand in for a service, and which is taken.

use proptest::prelude::*;

use super::*;

const SOLD: Traits = Traits {
    kind: ServiceType::Default,
    pricing: Pricing::PerThousand,
    limits: Limits { min: 100, max: 10_000 },
    has_refill: true,
    has_cancel: true,
    has_dripfeed: true,
};

#[test]
fn a_source_must_deliver_all_that_was_sold() {
    let unfit = |change: fn(&mut Traits)| {
        let mut other = SOLD;
        change(&mut other);
        other.unfit_for(&SOLD)
    };
    assert_eq!(unfit(|_| {}), None);
    assert_eq!(unfit(|other| other.limits = Limits { min: 1, max: 20_000 }), None);
    assert_eq!(unfit(|other| other.limits.min = 101), Some(Unfit::Limits));
    assert_eq!(unfit(|other| other.limits.max = 9_999), Some(Unfit::Limits));
    assert_eq!(unfit(|other| other.kind = ServiceType::Package), Some(Unfit::Type));
    assert_eq!(unfit(|other| other.pricing = Pricing::Flat), Some(Unfit::Pricing));
    assert_eq!(unfit(|other| other.has_refill = false), Some(Unfit::Refill));
    assert_eq!(unfit(|other| other.has_cancel = false), Some(Unfit::Cancel));
    assert_eq!(unfit(|other| other.has_dripfeed = false), Some(Unfit::Dripfeed));
    assert_eq!(unfit(|other| other.kind = ServiceType::Product), Some(Unfit::Product));
    let plain = Traits { has_refill: false, has_cancel: false, has_dripfeed: false, ..SOLD };
    assert_eq!(SOLD.unfit_for(&plain), None, "more than was sold is no harm");
}

fn candidate(number: i64, cost: i64) -> Candidate {
    Candidate {
        source_id: SourceId::new(number),
        provider: "alpha".to_owned(),
        obstacle: None,
        is_resting: false,
        cost: Money::from_micros(cost),
        record: Record::default(),
    }
}

#[test]
fn the_cheapest_that_sells_and_delivers_is_taken() {
    let now = SourceId::new(1);
    let at = |candidates: &[Candidate]| chosen(now, candidates).get();
    assert_eq!(at(&[]), 1);
    assert_eq!(at(&[candidate(1, 900), candidate(2, 800)]), 2);
    assert_eq!(at(&[candidate(2, 900), candidate(1, 900)]), 1, "nothing is gained by a change");
    let stopped = Candidate { obstacle: Some(Obstacle::Stopped), ..candidate(2, 800) };
    assert_eq!(at(&[candidate(1, 900), stopped.clone()]), 1);
    let poor = Record { orders: 10, delivered: 7, ..Record::default() };
    let cheap = Candidate { record: poor, ..candidate(2, 100) };
    assert_eq!(at(&[candidate(1, 900), cheap.clone()]), 1, "what is not delivered is not cheap");
    let gone = Candidate { obstacle: Some(Obstacle::Gone), ..candidate(1, 900) };
    assert_eq!(at(&[gone.clone(), cheap]), 2, "better than nothing");
    assert_eq!(at(&[gone, stopped]), 1, "where nobody sells it, it stays");
}

proptest! {
    #[test]
    fn nobody_is_chosen_against_whom_something_speaks(
        rows in prop::collection::vec((1i64..6, 1i64..1000, any::<bool>(), 0i64..20), 0..6),
        now in 1i64..6,
    ) {
        let candidates: Vec<Candidate> = rows
            .into_iter()
            .map(|(number, cost, is_open, delivered)| Candidate {
                obstacle: (!is_open).then_some(Obstacle::Off),
                record: Record { orders: 20, delivered, ..Record::default() },
                ..candidate(number, cost)
            })
            .collect();
        let ranked = ranked(SourceId::new(now), &candidates);
        prop_assert!(ranked.iter().all(|it| it.obstacle.is_none()));
        for pair in ranked.windows(2) {
            let rank = |it: &Candidate| (it.is_unreliable(), it.cost);
            prop_assert!(rank(pair[0]) <= rank(pair[1]));
        }
    }
}
