//! Tests of the catalog: cleaning, the guard against shrunken answers, and the plan of changes.
//! They must never depend on the order in which a map is walked.

use super::*;
use crate::domain::ids::{ServiceId, SourceId};
use crate::domain::pricing::Pricing;
use proptest::prelude::*;

fn row(id: &str) -> Listed {
    Listed {
        provider_service_id: id.to_owned(),
        name: format!("Followers {id}"),
        category: "Instagram".to_owned(),
        kind: ServiceType::Default,
        kind_label: "Default".to_owned(),
        rate: Decimal::new(9, 1),
        pricing: Pricing::PerThousand,
        min: 50,
        max: 10_000,
        refill: false,
        cancel: true,
        dripfeed: false,
        description: None,
        average_time: None,
    }
}

fn known(id: &str, is_gone: bool) -> Known {
    let presence = if is_gone { Presence::Gone } else { Presence::Listed };
    Known {
        service_id: ServiceId::new(1),
        source_id: SourceId::new(2),
        listed: row(id),
        presence,
        approved_rate: row(id).rate,
        waiting: None,
    }
}

fn unread(id: &str, flaw: Flaw) -> Unread {
    Unread { place: 1, id: Some(id.to_owned()), field: Field::Rate, flaw }
}

/// A list of these rows.
fn of(rows: &[Listed]) -> Listing {
    Listing::of(rows.iter().cloned().map(Ok))
}

/// The catalog after a plan, the way the store applies it.
fn applied(known: &[Known], changes: &[Change<'_>]) -> Vec<Known> {
    let mut after = known.to_vec();
    for change in changes {
        match change {
            Change::Add(listed) => after.push(Known {
                service_id: ServiceId::new(9),
                source_id: SourceId::new(9),
                listed: (*listed).clone(),
                presence: Presence::Listed,
                approved_rate: listed.rate,
                waiting: None,
            }),
            Change::Update { known, listed } | Change::Restore { known, listed } => {
                for row in after.iter_mut().filter(|row| row == known) {
                    row.listed = (*listed).clone();
                    row.presence = Presence::Listed;
                }
            }
            Change::Hide { known } | Change::Withhold { known } => {
                let is_hidden = matches!(change, Change::Hide { .. });
                let presence = if is_hidden { Presence::Gone } else { Presence::Unread };
                for row in after.iter_mut().filter(|row| row == known) {
                    row.presence = presence;
                }
            }
        }
    }
    after
}

#[test]
fn each_kind_of_change_is_found() {
    let have = [known("1", false), known("2", true), known("3", false), known("4", false)];
    let mut dearer = row("1");
    dearer.rate = Decimal::ONE;
    let answer = [row("9"), dearer, row("2"), row("4")];
    let [first, second, third, _] = &have;
    let [new, one, two, _] = &answer;
    let expected = vec![
        Change::Update { known: first, listed: one },
        Change::Restore { known: second, listed: two },
        Change::Hide { known: third },
        Change::Add(new),
    ];
    assert_eq!(plan(&have, &of(&answer)), Ok(expected));
}

#[test]
fn duplicates_that_say_the_same_are_one_and_of_others_none_is_believed() {
    let mut second = row("1");
    second.rate = Decimal::TEN;
    assert_eq!(of(&[row("1"), row("1")]), of(&[row("1")]));
    let differing = of(&[row("1"), second, row("2"), row("1")]);
    assert_eq!(differing.rows, [row("2")]);
    let duplicates = Unread { field: Field::Id, ..unread("1", Flaw::ListedTwice) };
    assert_eq!(differing.unread, [duplicates]);
    let new = [Change::Add(&differing.rows[0])];
    assert_eq!(plan(&[], &differing).as_deref(), Ok(&new[..]), "nobody sells a new one");
    let have = [known("1", false), known("2", false)];
    assert_eq!(plan(&have, &differing), Ok(Vec::new()), "a known one stays as it is");
    let half_read = Listing::of([Ok(row("1")), Err(unread("1", Flaw::Missing))]);
    assert_eq!((half_read.rows.len(), half_read.unread[0].flaw), (0, Flaw::ListedTwice));
}

#[test]
fn what_is_listed_and_cannot_be_read_is_withheld_and_not_gone() {
    let have = [known("1", false), known("2", false), known("3", true)];
    let unread = vec![unread("1", Flaw::Ambiguous), unread("3", Flaw::Missing)];
    let listing = Listing { rows: vec![row("2")], unread };
    let expected = [Change::Withhold { known: &have[0] }, Change::Withhold { known: &have[2] }];
    assert_eq!(plan(&have, &listing).as_deref(), Ok(&expected[..]));
    let after = applied(&have, &expected);
    assert_eq!(plan(&after, &listing), Ok(Vec::new()));
    let back = of(&[row("1"), row("2")]);
    let expected = [
        Change::Restore { known: &after[0], listed: &back.rows[0] },
        Change::Hide { known: &after[2] },
    ];
    assert_eq!(plan(&after, &back).as_deref(), Ok(&expected[..]));
}

#[test]
fn rows_that_cannot_be_read_still_count_as_listed() {
    let have: Vec<Known> = (0..10).map(|id| known(&id.to_string(), false)).collect();
    let unread = (0..10).map(|id| unread(&id.to_string(), Flaw::Ambiguous)).collect();
    let listing = Listing { rows: Vec::new(), unread };
    assert_eq!(plan(&have, &listing).map(|changes| changes.len()), Ok(10));
    let nameless = Unread { place: 1, id: None, field: Field::Row, flaw: Flaw::Unreadable };
    let listing = Listing { rows: Vec::new(), unread: vec![nameless; 10] };
    assert_eq!(plan(&have, &listing), Err(PlanError::Shrunk { known: 10, listed: 0 }));
}

#[test]
fn categories_of_one_name_are_spelled_as_the_first() {
    let spelled = |category: &str| Listed { category: category.to_owned(), ..row("1") };
    let names = ["instagram", " Tik  Tok", "TIKTOK", "\u{200b}", "X"];
    let mut listing = Listing { rows: names.map(spelled).to_vec(), unread: Vec::new() };
    listing.spell_categories(&[("instagram".to_owned(), "Insta Gram".to_owned())].into());
    let now: Vec<&str> = listing.rows.iter().map(|row| row.category.as_str()).collect();
    assert_eq!(now, ["Insta Gram", " Tik  Tok", " Tik  Tok", "", "X"]);
}

#[test]
fn an_empty_answer_is_never_believed() {
    assert_eq!(plan(&[], &of(&[])), Err(PlanError::Empty));
    assert_eq!(plan(&[known("1", false)], &of(&[])), Err(PlanError::Empty));
}

#[test]
fn a_shrunken_answer_is_refused_below_seventy_percent() {
    let have: Vec<Known> = (0..10).map(|id| known(&id.to_string(), false)).collect();
    let answer: Vec<Listed> = (0..7).map(|id| row(&id.to_string())).collect();
    assert_eq!(plan(&have, &of(&answer)).map(|changes| changes.len()), Ok(3));
    let (_, fewer) = answer.split_at(1);
    let shrunk = PlanError::Shrunk { known: 10, listed: 6 };
    assert_eq!(plan(&have, &of(fewer)), Err(shrunk));
    let strangers: Vec<Listed> = (100..120).map(|id| row(&id.to_string())).collect();
    let replaced = PlanError::Shrunk { known: 10, listed: 0 };
    assert_eq!(plan(&have, &of(&strangers)), Err(replaced));
}

#[test]
fn a_small_catalog_may_shrink_and_hidden_services_do_not_count() {
    let mut have: Vec<Known> = (0..4).map(|id| known(&id.to_string(), false)).collect();
    have.extend((10..30).map(|id| known(&id.to_string(), true)));
    let answer = [row("0")];
    assert_eq!(plan(&have, &of(&answer)).map(|changes| changes.len()), Ok(3));
}

#[test]
fn strangers_texts_become_one_plain_line() {
    assert_eq!(clean_text("  a\t\n b\u{202e}c\u{0}d \u{2067} e\u{200f}", 50), "a bc d e");
    assert_eq!(clean_text("ab cd", 3), "ab");
    assert_eq!(clean_text("ab cd", 4), "ab c");
    assert_eq!(clean_text("\u{202e}", 5), "");
    assert_eq!(clean_text("\u{1f1e9}\u{1f1ea} Likes", 200), "\u{1f1e9}\u{1f1ea} Likes");
}

#[test]
fn a_row_is_cleaned_and_capped() {
    let mut dirty = row(" 7 ");
    dirty.name = "x".repeat(500);
    dirty.category = "y ".repeat(500);
    dirty.description = Some("z".repeat(5000));
    dirty.average_time = Some(" \n ".to_owned());
    let clean = dirty.clean();
    assert_eq!(clean.provider_service_id, "7");
    assert_eq!(clean.name.chars().count(), 200);
    assert_eq!(clean.category.chars().count(), 119);
    assert_eq!(clean.description.as_deref().map(str::len), Some(1000));
    assert_eq!(clean.average_time, None);
}

#[test]
fn only_what_can_be_priced_and_ordered_is_sold() {
    assert!(row("1").is_sellable());
    assert!(!Listed { rate: Decimal::ZERO, ..row("1") }.is_sellable());
    assert!(Listed { min: 0, ..row("1") }.is_sellable());
    assert!(!Listed { min: -1, ..row("1") }.is_sellable());
    assert!(!Listed { min: 0, max: 0, ..row("1") }.is_sellable());
    assert!(!Listed { min: 11, max: 10, ..row("1") }.is_sellable());
    assert!(!Listed { kind: ServiceType::Other, ..row("1") }.is_sellable());
}

fn some_known() -> impl Strategy<Value = Vec<Known>> {
    let one = (0..12_u8, any::<bool>(), 0..3_i64).prop_map(|(id, hidden, rate)| {
        let mut known = known(&id.to_string(), hidden);
        known.listed.rate = Decimal::from(rate);
        known
    });
    prop::collection::vec(one, 0..12).prop_map(|mut all| {
        // The store has each provider id once.
        let mut seen = HashSet::new();
        all.retain(|known| seen.insert(known.listed.provider_service_id.clone()));
        all
    })
}

fn some_listed() -> impl Strategy<Value = Listing> {
    let one = (0..12_u8, 0..3_i64).prop_map(|(id, rate)| match rate {
        0 => Err(unread(&id.to_string(), Flaw::TooSmall)),
        rate => Ok(Listed { rate: Decimal::from(rate), ..row(&id.to_string()) }),
    });
    prop::collection::vec(one, 0..20).prop_map(Listing::of)
}

proptest! {
    #[test]
    fn an_applied_plan_leaves_nothing_to_do(have in some_known(), answer in some_listed()) {
        if let Ok(changes) = plan(&have, &answer) {
            let after = applied(&have, &changes);
            prop_assert_eq!(plan(&after, &answer), Ok(Vec::new()));
        }
    }

    #[test]
    fn clean_text_is_short_plain_and_stable(text in ".*", max_chars in 0..40_usize) {
        let cleaned = clean_text(&text, max_chars);
        prop_assert!(cleaned.chars().count() <= max_chars);
        prop_assert!(!cleaned.contains(|c: char| c.is_control() || is_bidi_control(c)));
        prop_assert_eq!(clean_text(&cleaned, max_chars), cleaned);
    }
}
