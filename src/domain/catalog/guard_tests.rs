//! What follows by itself and what waits, in examples and for every order of moves.

use proptest::prelude::*;

use super::*;
use crate::domain::catalog::Presence;
use crate::domain::ids::{ServiceId, SourceId};

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn row(rate: Decimal) -> Listed {
    Listed {
        provider_service_id: "7".to_owned(),
        name: "Likes | Real".to_owned(),
        category: "Instagram".to_owned(),
        kind: ServiceType::Default,
        kind_label: "Default".to_owned(),
        rate,
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

fn known(present: Decimal, approved: Decimal) -> Known {
    Known {
        service_id: ServiceId::new(1),
        source_id: SourceId::new(2),
        listed: row(present),
        presence: Presence::Listed,
        approved_rate: approved,
        waiting: None,
    }
}

fn band(percent: i64) -> Band {
    Band::of(percent.into()).unwrap()
}

fn lets(approved: &str, present: &str, listed: &str) -> bool {
    let [approved, present, listed] = [approved, present, listed].map(decimal);
    band(10).lets(&Rates { approved, present, listed })
}

#[test]
fn a_rate_follows_within_the_band_of_what_was_approved() {
    assert!(lets("1", "1", "1.1") && !lets("1", "1", "1.1000000001"));
    assert!(lets("1", "1", "0.1000000001") && !lets("1", "1", "0.1"));
    assert!(!lets("1", "1", "0.00000001"));
    // Measured from what was approved, not from where it stands.
    assert!(lets("1", "1", "1.09") && !lets("1", "1.09", "1.1881"));
    assert!(lets("1", "0.5", "1.1") && !lets("1", "0.15", "0.1"));
    // What is as it is, or comes nearer, needs nobody, whatever the band was made since.
    assert!(lets("1", "1.4", "1.4") && lets("1", "1.4", "1.3"));
    // What had no price is seen for the first time.
    assert!(lets("0", "0", "9") && lets("1", "0", "9"));
    assert!(!lets("79228162514264337593543950335", "1", "0.5"));
}

#[test]
fn a_band_is_from_nothing_to_five_hundred_percent() {
    assert_eq!([-1, 501].map(|percent| Band::of(percent.into())), [None, None]);
    let rates = |listed| Rates { approved: decimal("1"), present: decimal("1"), listed };
    assert!(!band(0).lets(&rates(decimal("1.0001"))) && band(500).lets(&rates(decimal("6"))));
}

#[test]
fn another_name_or_type_waits_and_case_and_spaces_do_not() {
    let have = known(decimal("1"), decimal("1"));
    let doubts = |change: fn(&mut Listed)| {
        let mut listed = row(decimal("1"));
        change(&mut listed);
        held_back(&have, &listed, band(10)).map(|offered| offered.doubts)
    };
    assert_eq!(doubts(|_| ()), None);
    assert_eq!(doubts(|row| row.name = "LIKES  |  real".to_owned()), None);
    assert_eq!(doubts(|row| (row.min, row.refill) = (1, true)), None);
    assert_eq!(doubts(|row| row.kind_label = "default".to_owned()), None);
    let renamed = doubts(|row| row.name = "Likes | Bots".to_owned()).unwrap();
    assert!(renamed.is_renamed && renamed.is_other() && !renamed.is_repriced);
    let retyped = doubts(|row| row.kind = ServiceType::Package).unwrap();
    assert!(retyped.is_retyped && !retyped.is_renamed);
}

#[test]
fn all_that_is_in_no_doubt_follows_at_once() {
    let have = known(decimal("1"), decimal("1"));
    let mut listed = row(decimal("3"));
    (listed.name, listed.min, listed.description) = ("Other".to_owned(), 5, Some("New".to_owned()));
    let offered = held_back(&have, &listed, band(10)).unwrap();
    let kept = without_doubts(&have, &listed, offered.doubts);
    let expected = Listed { min: 5, description: Some("New".to_owned()), ..have.listed.clone() };
    assert_eq!(kept, expected);
    assert_eq!(held_back(&have, &kept, band(10)), None, "nothing of it is left to wait");
}

#[test]
fn what_the_price_does_not_cover_is_off_sale() {
    let have = known(decimal("1"), decimal("1"));
    let is_off = |rate: &str, markup: i64| {
        let offered = held_back(&have, &row(decimal(rate)), band(10)).unwrap();
        offered.is_off_sale(have.listed.rate, markup.into())
    };
    assert!(!is_off("1.3", 30) && is_off("1.3000001", 30));
    assert!(!is_off("0.01", 30) && is_off("1.2", 0));
    let mut renamed = row(decimal("0.5"));
    renamed.name = "Bots".to_owned();
    assert!(held_back(&have, &renamed, band(10)).unwrap().is_off_sale(decimal("1"), 500.into()));
}

#[test]
fn what_was_skipped_moves_only_by_what_it_waits_for() {
    let have = known(decimal("1"), decimal("1"));
    let offered = |name: &str, rate: &str| {
        let mut listed = row(decimal(rate));
        listed.name = name.to_owned();
        held_back(&have, &listed, band(10)).unwrap()
    };
    let renamed = offered("Bots", "1");
    assert!(!offered("Bots", "1.05").has_moved(&renamed), "within the band");
    assert!(offered("Bots", "2").has_moved(&renamed));
    assert!(offered("Robots", "1").has_moved(&renamed));
    let dear = offered("Likes | Real", "2");
    assert!(offered("Likes | Real", "2.01").has_moved(&dear) && !dear.clone().has_moved(&dear));
}

#[test]
fn a_conversion_moves_far_beyond_a_fifth() {
    let is_far = |before: &str, after: &str| is_far_conversion(decimal(before), decimal(after));
    assert!(!is_far("1", "1.2") && is_far("1", "1.2001"));
    assert!(!is_far("1", "0.8") && is_far("1", "0.7999"));
    assert!(is_far("0.000079", "0.00079"));
}

fn rate() -> impl Strategy<Value = Decimal> {
    (1_i64..1_000_000_000, 0_u32..9).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

proptest! {
    /// However a provider moves, and in however many steps: what prices are made of stays within
    /// the band of what was approved and above a tenth of it.
    #[test]
    fn no_way_leads_out_of_the_band(
        approved in rate(), moves in prop::collection::vec(1_i64..2_000, 1..40),
        percent in 0_i64..=500,
    ) {
        let mut present = approved;
        for thousandths in moves {
            let Some(listed) = present.checked_mul(Decimal::new(thousandths, 3)) else { break };
            if listed > Decimal::ZERO && band(percent).lets(&Rates { approved, present, listed }) {
                present = listed;
            }
            let most = approved * Decimal::from(100 + percent) / Decimal::ONE_HUNDRED;
            prop_assert!(present <= most && present > approved * FALL, "{present} of {approved}");
        }
    }

    /// What is sold while something waits is never sold below its cost.
    #[test]
    fn what_waits_on_sale_is_covered(
        present in rate(), listed in rate(), markup in 0_i64..=500,
    ) {
        let have = known(present, present);
        if let Some(offered) = held_back(&have, &row(listed), band(10))
            && !offered.is_off_sale(present, markup.into())
        {
            let price = present * Decimal::from(100 + markup) / Decimal::ONE_HUNDRED;
            prop_assert!(listed <= price);
        }
    }

    #[test]
    fn no_rate_panics(
        digits in any::<[u32; 3]>(), other in any::<[u32; 3]>(), scale in 0_u32..29,
        is_negative in any::<bool>(),
    ) {
        let of = |[lo, mid, hi]: [u32; 3]| Decimal::from_parts(lo, mid, hi, is_negative, scale);
        let have = known(of(digits), of(digits));
        if let Some(offered) = held_back(&have, &row(of(other)), band(500)) {
            let _ = offered.is_off_sale(of(digits), 500.into());
        }
        let _ = is_far_conversion(of(digits), of(other));
    }
}
