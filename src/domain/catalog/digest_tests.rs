//! A sync in numbers and in its first lines.

use super::*;
use crate::domain::catalog::{ServiceType, plan};
use crate::domain::ids::{ServiceId, SourceId};
use crate::domain::pricing::{Pricing, unit_price};

fn listed(id: usize, rate: i64) -> Listed {
    Listed {
        provider_service_id: id.to_string(),
        name: format!("Service {id}"),
        category: "Views".to_owned(),
        kind: ServiceType::Default,
        kind_label: "Default".to_owned(),
        rate: Decimal::new(rate, 2),
        pricing: Pricing::PerThousand,
        min: 10,
        max: 1_000,
        refill: false,
        cancel: false,
        dripfeed: false,
        description: None,
        average_time: None,
    }
}

fn known(id: usize, rate: i64, is_gone: bool) -> Known {
    let number = i64::try_from(id).unwrap();
    let presence = if is_gone { Presence::Gone } else { Presence::Listed };
    Known {
        service_id: ServiceId::new(number),
        source_id: SourceId::new(number),
        listed: listed(id, rate),
        presence,
        approved_rate: listed(id, rate).rate,
        waiting: None,
    }
}

fn price(rate: Decimal) -> Option<Money> {
    unit_price(rate, Decimal::ONE, Decimal::from(30))
}

fn units(micros: i64) -> Option<Money> {
    Some(Money::from_micros(micros))
}

#[test]
fn every_change_is_counted_and_the_first_ten_are_named() {
    let known: Vec<Known> = (1..=40).map(|id| known(id, 100, id == 40)).collect();
    let mut now: Vec<Listed> = (1..=40).map(|id| listed(id, 100)).collect();
    now.remove(4);
    for row in now.iter_mut().take(2) {
        row.rate = Decimal::new(90, 2);
    }
    for row in now.iter_mut().skip(10).take(12) {
        row.rate = Decimal::new(200, 2);
    }
    now.push(listed(99, 50));
    let now = Listing { rows: now, unread: Vec::new() };
    let changes = plan(&known, &now).unwrap();
    let digest = Digest::of(&known, &changes, price);
    let totals = [&digest.added, &digest.restored, &digest.hidden, &digest.raised, &digest.lowered];
    assert_eq!(totals.map(|group| group.total), [1, 1, 1, 12, 2]);
    assert_eq!((digest.changed.total, digest.unchanged), (0, 24));
    assert_eq!(digest.raised.first.len(), LINES_MAX);
    let cheaper = &digest.lowered.first[0];
    assert_eq!((cheaper.before, cheaper.after), (units(1_300_000), units(1_170_000)));
    assert_eq!(digest.hidden.first[0].before, units(1_300_000));
    assert_eq!(digest.added.first[0].after, units(650_000));
    assert!(!digest.is_empty());
}

#[test]
fn whatever_is_different_has_a_word() {
    let known = vec![known(1, 100, false), known(2, 100, false)];
    let changed = Listed {
        name: "Another".to_owned(),
        kind: ServiceType::Package,
        kind_label: "Package".to_owned(),
        category: "Likes".to_owned(),
        pricing: Pricing::Flat,
        max: 500,
        refill: true,
        rate: Decimal::new(110, 2),
        ..listed(1, 100)
    };
    let now = vec![changed, Listed { description: Some("x".to_owned()), ..listed(2, 100) }];
    let now = Listing { rows: now, unread: Vec::new() };
    let changes = plan(&known, &now).unwrap();
    let digest = Digest::of(&known, &changes, price);
    assert_eq!((digest.raised.total, digest.changed.total, digest.unchanged), (1, 2, 0));
    let expected = vec![
        Edit::Name("Another".to_owned()),
        Edit::Limits(Limits { min: 10, max: 1_000 }, Limits { min: 10, max: 500 }),
        Edit::Kind("Default".to_owned(), "Package".to_owned()),
        Edit::Pricing(Pricing::Flat),
        Edit::Category("Likes".to_owned()),
        Edit::Details,
    ];
    assert_eq!(digest.changed.first[0].edits, expected);
    assert_eq!(digest.changed.first[1].edits, [Edit::Details]);
}

#[test]
fn the_same_list_is_an_empty_digest() {
    let known = vec![known(1, 100, false)];
    let digest = Digest::of(&known, &[], price);
    assert!(digest.is_empty());
    assert_eq!(digest.unchanged, 1);
}
