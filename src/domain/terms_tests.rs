//! What survives in the stored form, and what counts as changed.

use super::*;
use crate::domain::ids::SourceId;

fn shown() -> Terms {
    Terms {
        lang: Some(Lang::En),
        name: "Likes | Real \"HQ\" 🔥".to_owned(),
        listed_name: "Likes | Real \"HQ\" 🔥".to_owned(),
        category: "Instagram Likes".to_owned(),
        kind: ServiceType::Default,
        pricing: Pricing::PerThousand,
        min_quantity: 20,
        max_quantity: 5_000,
        has_refill: true,
        has_cancel: false,
        has_dripfeed: true,
        description: "Public posts only".to_owned(),
        average_time: "2 hours".to_owned(),
        source_id: SourceId::new(7),
        listed_ms: 0,
    }
}

#[test]
fn terms_survive_and_another_version_is_refused() {
    let text = shown().to_text();
    assert_eq!(Terms::from_text(&text), Some(shown()));
    assert_eq!(Terms::from_text(&text.replace("\"v\":1", "\"v\":2")), None);
    assert_eq!(Terms::from_text(&text.replace("default", "unheard")), None);
    assert_eq!(Terms::from_text(""), None);
    assert_eq!(Terms::name_in(&text), shown().name);
    assert_eq!(Terms::name_in(""), "");
}

#[test]
fn whatever_was_shown_counts_as_changed() {
    let text = |text: &str| text.to_owned();
    let now = |change: &dyn Fn(&mut Terms)| {
        let mut now = shown();
        change(&mut now);
        shown().changes_to(&now)
    };
    let name = TermsChange::Name(shown().name, text("Bots, no refill"));
    assert_eq!(now(&|now| now.name = text("Bots, no refill")), [name]);
    let category = TermsChange::Category(text("Instagram Likes"), text("Cheap"));
    assert_eq!(now(&|now| now.category = text("Cheap")), [category]);
    assert_eq!(now(&|now| now.kind = ServiceType::Poll), [TermsChange::Type]);
    let flat = [TermsChange::Pricing(Pricing::Flat)];
    assert_eq!(now(&|now| now.pricing = Pricing::Flat), flat);
    let limits =
        [TermsChange::Limits(Limits { min: 20, max: 5_000 }, Limits { min: 20, max: 100 })];
    assert_eq!(now(&|now| now.max_quantity = 100), limits);
    assert_eq!(now(&|now| now.has_refill = false), [TermsChange::Refill(false)]);
    assert_eq!(now(&|now| now.has_cancel = true), [TermsChange::Cancel(true)]);
    let time = [TermsChange::AverageTime(text("2 hours"), text("9 days"))];
    assert_eq!(now(&|now| now.average_time = text("9 days")), time);
    let description = [TermsChange::Description(text("Any post"))];
    assert_eq!(now(&|now| now.description = text("Any post")), description);
    assert_eq!(now(&|now| now.source_id = SourceId::new(8)), [], "nobody sees where it is bought");
    assert_eq!(now(&|now| now.listed_ms = 5), [TermsChange::Back]);
}

#[test]
fn case_spaces_and_what_nobody_saw_need_no_word() {
    let now = Terms {
        name: " LIKES |  real \"hq\" 🔥".to_owned(),
        description: "public posts only ".to_owned(),
        has_dripfeed: false,
        ..shown()
    };
    assert_eq!(shown().changes_to(&now), []);
}

#[test]
fn another_language_is_no_change_and_what_an_older_version_kept_is_compared() {
    let russian = Terms {
        lang: Some(Lang::Ru),
        name: "Лайки".to_owned(),
        category: "Инстаграм".to_owned(),
        description: String::new(),
        ..shown()
    };
    assert_eq!(shown().changes_to(&russian), []);
    let older = Terms { lang: None, ..shown() };
    assert!(!older.to_text().contains("lang"));
    assert_eq!(Terms::from_text(&older.to_text()), Some(older.clone()));
    assert_eq!(older.changes_to(&shown()), []);
    assert_eq!(older.changes_to(&russian).len(), 3);
}

#[test]
fn limits_follow_the_providers_name_whatever_is_shown() {
    let package = Terms {
        kind: ServiceType::CustomCommentsPackage,
        name: "Ваши комментарии".to_owned(),
        listed_name: "Instagram Comments | 10 of your texts".to_owned(),
        min_quantity: 1,
        max_quantity: 1_000,
        ..shown()
    };
    assert_eq!(package.limits(), Limits::exactly(10));
    let text = package.to_text();
    assert_eq!(Terms::from_text(&text), Some(package));
    assert_eq!(Terms::name_in(&text), "Ваши комментарии");
}
