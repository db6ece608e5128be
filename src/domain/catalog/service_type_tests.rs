//! The table of types holds together.

use strum::IntoEnumIterator as _;

use super::*;
use crate::domain::fields::Kind;

#[test]
fn every_type_has_its_row() {
    let without: Vec<_> = ServiceType::iter()
        .filter(|kind| !ServiceType::all().any(|known| known == *kind))
        .collect();
    assert_eq!(without, []);
}

#[test]
fn stored_names_are_read_back() {
    for kind in ServiceType::all() {
        assert_eq!(kind.row().kind, kind);
        assert_eq!(ServiceType::parse(kind.as_str()), Some(kind));
        // No list of services may name a product, a top-up, or a test of somebody's mail.
        let is_own = kind.is_never_alike() || kind.tests_mail();
        let read = if is_own { ServiceType::Other } else { kind };
        assert_eq!(read_type(kind.as_str()), read);
    }
    assert_eq!(ServiceType::parse("Default"), None);
}

#[test]
fn labels_are_folded() {
    assert_eq!(read_type("Default"), ServiceType::Default);
    assert_eq!(read_type(" custom_comments "), ServiceType::CustomComments);
    assert_eq!(read_type("Custom Comments Package"), ServiceType::CustomCommentsPackage);
    assert_eq!(read_type("Mentions with Hashtags"), ServiceType::MentionsWithHashtags);
    assert_eq!(read_type("Mentions Hashtag"), ServiceType::MentionsHashtag);
    assert_eq!(read_type("Mentions Users Followers"), ServiceType::MentionsUserFollowers);
    assert_eq!(read_type("Invites From Groups"), ServiceType::InvitesFromGroups);
    assert_eq!(read_type("SEO"), ServiceType::Seo);
    assert_eq!(read_type("web-traffic"), ServiceType::WebTraffic);
}

#[test]
fn what_is_unknown_is_not_sold() {
    for label in ["", "0", "2", "High Quality", "Realtime", "SEO2", "Pick a comment"] {
        assert_eq!(read_type(label), ServiceType::Other, "{label}");
    }
    let unsold: Vec<ServiceType> = ServiceType::all().filter(|kind| !kind.is_sellable()).collect();
    assert_eq!(unsold, [ServiceType::Other]);
}

#[test]
fn a_type_asks_for_what_it_is_counted_in_and_for_nothing_twice() {
    for row in TABLE.iter().filter(|row| row.kind.is_sellable()) {
        let fields: Vec<Field> = row.fields.iter().map(|asked| asked.field).collect();
        let has = |field: Field| fields.contains(&field);
        let is_counted = match row.counted {
            Counted::Quantity if row.kind.recharges().is_some() => has(Field::Amount),
            Counted::Quantity => has(Field::Quantity),
            Counted::Lines(field) => {
                has(field) && field.list_rule().is_some() && !has(Field::Quantity)
            }
            Counted::Once => !has(Field::Quantity),
        };
        let first = match row.kind {
            kind if kind.is_for_posts() => Field::Account,
            kind if kind.is_product() => Field::Quantity,
            ServiceType::MobileRecharge => Field::Phone,
            kind if kind.recharges().is_some() => Field::Operator,
            kind if kind.tests_mail() => Field::MailDomain,
            _ => Field::Link,
        };
        assert!(is_counted && fields.first() == Some(&first), "{:?}", row.kind);
        for (place, asked) in row.fields.iter().enumerate() {
            assert_eq!(fields.iter().filter(|other| **other == asked.field).count(), 1);
            // What a question hangs on has been asked before, and is no list.
            let Some((other, value)) = asked.only_if else { continue };
            assert!(fields.iter().take(place).any(|before| *before == other), "{:?}", row.kind);
            assert_eq!(other.read(value, None).as_deref(), Ok(value), "{:?}", row.kind);
            assert!(!matches!(other.kind(), Kind::Link | Kind::Quantity | Kind::List(_)));
        }
    }
}

fn limits(min: i64, max: i64) -> Limits {
    Limits { min, max }
}

#[test]
fn limits_are_those_of_what_is_entered() {
    assert_eq!(ServiceType::Default.limits(limits(0, 500)), limits(1, 500));
    assert_eq!(ServiceType::Package.limits(limits(1_000, 1_000)), limits(1, 1));
    assert_eq!(ServiceType::CustomComments.limits(limits(10, 100_000)), limits(10, 5_000));
    assert_eq!(ServiceType::CustomCommentsPackage.limits(limits(1, 1)), limits(1, 5_000));
    assert_eq!(ServiceType::CustomCommentsPackage.limits(limits(10, 10)), limits(10, 10));
}
