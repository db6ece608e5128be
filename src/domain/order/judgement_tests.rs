//! Tests of the judgement: each rule once, then whole stories, then random sequences.
//! They must never look into the judgement's helpers: only reports go in and verdicts come out.

use super::*;
use proptest::prelude::*;
use rust_decimal::Decimal;

const PAID: Money = Money::from_micros(1_000_000);

fn standing(state: OrderState) -> Standing {
    Standing { state, paid: PAID, returned: Money::ZERO, billed_quantity: 1000 }
}

fn report(word: StatusWord, remains: Remains, charge: Option<i64>) -> Report {
    Report {
        word,
        raw_status: format!("{word:?}"),
        charge: charge.map(Decimal::from),
        start_count: None,
        remains,
        currency: None,
        children: Vec::new(),
    }
}

fn on_active(word: StatusWord, remains: Remains, charge: Option<i64>) -> Verdict {
    judge(&standing(OrderState::Active), &report(word, remains, charge))
}

fn final_with(state: OrderState, micros: i64) -> Verdict {
    let amount = Money::from_micros(micros);
    Verdict::Final { state, return_now: amount, target: amount }
}

/// Applies a verdict the way the shop does.
fn apply(standing: &mut Standing, verdict: Verdict) -> Option<Money> {
    if let Verdict::Final { state, return_now, target } = verdict {
        standing.state = state;
        standing.returned = standing.returned.checked_add(return_now)?;
        return (target == standing.returned).then_some(standing.returned);
    }
    Some(standing.returned)
}

#[test]
fn progress_changes_nothing() {
    for word in [StatusWord::Pending, StatusWord::Processing, StatusWord::InProgress] {
        assert_eq!(on_active(word, Remains::Count(0), Some(1)), Verdict::Unchanged);
    }
}

#[test]
fn failure_and_unknown_words_are_told_but_change_nothing() {
    let failed = on_active(StatusWord::Failed, Remains::Count(1000), None);
    assert_eq!(failed, Verdict::Attention(ReportDoubt::ProviderFailed));
    let unknown = on_active(StatusWord::Unknown, Remains::Count(1000), None);
    assert_eq!(unknown, Verdict::Attention(ReportDoubt::UnknownStatus));
}

#[test]
fn completed_returns_nothing_whatever_remains() {
    for remains in [Remains::Absent, Remains::Count(0), Remains::Count(-2), Remains::Count(999)] {
        let verdict = on_active(StatusWord::Completed, remains, Some(1));
        assert_eq!(verdict, final_with(OrderState::Completed, 0));
    }
}

#[test]
fn partial_returns_the_undelivered_share() {
    let partial = |remains| on_active(StatusWord::Partial, Remains::Count(remains), Some(9));
    assert_eq!(partial(500), final_with(OrderState::Partial, 500_000));
    assert_eq!(partial(1), final_with(OrderState::Partial, 1_000));
    assert_eq!(partial(999), final_with(OrderState::Partial, 999_000));
}

#[test]
fn a_report_that_contradicts_its_own_numbers_is_for_a_person() {
    let cases = [
        (StatusWord::Partial, 0, ReportDoubt::PartialContradicts),
        (StatusWord::Partial, -2, ReportDoubt::PartialContradicts),
        (StatusWord::Partial, 1000, ReportDoubt::PartialContradicts),
        (StatusWord::Partial, 5000, ReportDoubt::PartialContradicts),
        (StatusWord::Completed, 1000, ReportDoubt::CompletedContradicts),
        (StatusWord::Completed, i64::MAX, ReportDoubt::CompletedContradicts),
    ];
    for (word, remains, doubt) in cases {
        for charge in [None, Some(0), Some(5)] {
            let verdict = on_active(word, Remains::Count(remains), charge);
            assert_eq!(verdict, Verdict::Review(doubt), "{word:?} {remains}");
        }
    }
}

#[test]
fn partial_without_a_count_waits() {
    for remains in [Remains::Absent, Remains::Unreadable] {
        let verdict = on_active(StatusWord::Partial, remains, Some(1));
        assert_eq!(verdict, Verdict::Attention(ReportDoubt::PartialWithoutRemains));
    }
}

#[test]
fn a_part_of_a_package_is_for_a_person() {
    let package = Standing { billed_quantity: 1, ..standing(OrderState::Active) };
    let verdict = judge(&package, &report(StatusWord::Partial, Remains::Count(300), None));
    assert_eq!(verdict, Verdict::Review(ReportDoubt::PartialPackage));
    let canceled = judge(&package, &report(StatusWord::Canceled, Remains::Count(300), None));
    assert_eq!(canceled, Verdict::Review(ReportDoubt::CanceledPackage));
    let canceled = judge(&package, &report(StatusWord::Canceled, Remains::Count(1), None));
    assert_eq!(canceled, final_with(OrderState::Canceled, 1_000_000));
}

#[test]
fn canceled_returns_everything_or_the_share() {
    for word in [StatusWord::Canceled, StatusWord::Refunded] {
        let all = final_with(OrderState::Canceled, 1_000_000);
        assert_eq!(on_active(word, Remains::Absent, Some(5)), all);
        let doubtful = Verdict::Review(ReportDoubt::CanceledWithoutCount);
        assert_eq!(on_active(word, Remains::Unreadable, None), doubtful);
        assert_eq!(on_active(word, Remains::Count(1000), Some(5)), all);
        assert_eq!(on_active(word, Remains::Count(i64::MAX), None), all);
        let share = final_with(OrderState::Partial, 300_000);
        assert_eq!(on_active(word, Remains::Count(300), Some(0)), share);
    }
}

#[test]
fn canceled_with_nothing_missing_depends_on_the_charge() {
    for remains in [Remains::Count(0), Remains::Count(-3)] {
        let canceled = |charge| on_active(StatusWord::Canceled, remains, charge);
        assert_eq!(canceled(Some(0)), final_with(OrderState::Canceled, 1_000_000));
        assert_eq!(canceled(Some(1)), Verdict::Review(ReportDoubt::CanceledWithCharge));
        assert_eq!(canceled(Some(-1)), Verdict::Review(ReportDoubt::CanceledWithCharge));
        assert_eq!(canceled(None), Verdict::Review(ReportDoubt::CanceledWithoutCharge));
    }
}

#[test]
fn a_charge_of_zero_counts_however_it_is_written() {
    let mut canceled = report(StatusWord::Canceled, Remains::Count(0), None);
    canceled.charge = Some(Decimal::new(0, 5));
    let verdict = judge(&standing(OrderState::Active), &canceled);
    assert_eq!(verdict, final_with(OrderState::Canceled, 1_000_000));
}

#[test]
fn parents_settle_by_their_children() {
    for word in [StatusWord::Partial, StatusWord::Canceled, StatusWord::Refunded] {
        let mut parent = report(word, Remains::Absent, None);
        parent.children = vec!["71".to_owned()];
        let verdict = judge(&standing(OrderState::Active), &parent);
        assert_eq!(verdict, Verdict::Review(ReportDoubt::SettlesByChildren));
    }
}

#[test]
fn orders_that_no_provider_has_ignore_reports() {
    let states =
        [OrderState::Queued, OrderState::Submitting, OrderState::Review, OrderState::Rejected];
    for state in states {
        let canceled = report(StatusWord::Canceled, Remains::Absent, None);
        assert_eq!(judge(&standing(state), &canceled), Verdict::Unchanged);
    }
}

#[test]
fn late_corrections_only_ever_add_up_to_the_price() {
    let mut order = standing(OrderState::Active);
    let story = [
        (StatusWord::Partial, Remains::Count(500), OrderState::Partial, 500_000),
        (StatusWord::Partial, Remains::Count(500), OrderState::Partial, 500_000),
        (StatusWord::Partial, Remains::Count(800), OrderState::Partial, 800_000),
        (StatusWord::Partial, Remains::Count(300), OrderState::Partial, 800_000),
        (StatusWord::Canceled, Remains::Absent, OrderState::Canceled, 1_000_000),
        (StatusWord::Completed, Remains::Count(0), OrderState::Canceled, 1_000_000),
        (StatusWord::Partial, Remains::Count(900), OrderState::Canceled, 1_000_000),
    ];
    for (word, remains, state, returned) in story {
        let verdict = judge(&order, &report(word, remains, None));
        assert_eq!(apply(&mut order, verdict), Some(Money::from_micros(returned)));
        assert_eq!(order.state, state);
    }
}

#[test]
fn a_late_partial_after_completed_returns_its_share() {
    let order = standing(OrderState::Completed);
    let verdict = judge(&order, &report(StatusWord::Partial, Remains::Count(250), None));
    assert_eq!(verdict, final_with(OrderState::Partial, 250_000));
    let again = judge(&order, &report(StatusWord::Completed, Remains::Count(0), None));
    assert_eq!(again, Verdict::Unchanged);
}

#[test]
fn what_an_admin_returned_is_counted_in() {
    let mut order = standing(OrderState::Active);
    order.returned = Money::from_micros(600_000);
    let verdict = judge(&order, &report(StatusWord::Canceled, Remains::Absent, None));
    let expected = Verdict::Final {
        state: OrderState::Canceled,
        return_now: Money::from_micros(400_000),
        target: PAID,
    };
    assert_eq!(verdict, expected);
    let share = judge(&order, &report(StatusWord::Canceled, Remains::Count(300), None));
    let nothing_more = Verdict::Final {
        state: OrderState::Partial,
        return_now: Money::ZERO,
        target: Money::from_micros(600_000),
    };
    assert_eq!(share, nothing_more);
}

fn any_word() -> impl Strategy<Value = StatusWord> {
    prop::sample::select(vec![
        StatusWord::Pending,
        StatusWord::InProgress,
        StatusWord::Completed,
        StatusWord::Partial,
        StatusWord::Canceled,
        StatusWord::Refunded,
        StatusWord::Failed,
        StatusWord::Unknown,
    ])
}

fn any_remains() -> impl Strategy<Value = Remains> {
    prop_oneof![
        Just(Remains::Absent),
        Just(Remains::Unreadable),
        (-10..1_200_i64).prop_map(Remains::Count),
        any::<i64>().prop_map(Remains::Count),
    ]
}

fn any_reports() -> impl Strategy<Value = Vec<Report>> {
    let charge = prop::option::of(-1..3_i64);
    let one = (any_word(), any_remains(), charge)
        .prop_map(|(word, remains, charge)| report(word, remains, charge));
    prop::collection::vec(one, 0..20)
}

proptest! {
    #[test]
    fn p15_returns_never_fall_and_never_exceed_the_price(
        paid in 0..=2_000_000_i64,
        by_admin_percent in 0..=100_i64,
        billed in -1..1_200_i64,
        reports in any_reports(),
    ) {
        let paid = Money::from_micros(paid);
        let returned = return_target(paid, by_admin_percent, 100);
        let mut order =
            Standing { state: OrderState::Active, paid, returned, billed_quantity: billed };
        for report in reports {
            let before = order.returned;
            let verdict = judge(&order, &report);
            let after = apply(&mut order, verdict);
            prop_assert!(after.is_some_and(|after| before <= after && after <= paid));
            // The very same report again moves nothing more.
            let repeated = judge(&order, &report);
            prop_assert!(!matches!(repeated, Verdict::Final { .. }), "{repeated:?}");
        }
    }
    #[test]
    fn no_contradictory_report_moves_money(
        billed in -1..1_200_i64,
        word in any_word(),
        remains in prop_oneof![-10..1_300_i64, any::<i64>()],
        charge in prop::option::of(-1..3_i64),
    ) {
        let order = Standing { billed_quantity: billed, ..standing(OrderState::Active) };
        let contradicts = match word {
            StatusWord::Completed => billed > 1 && remains >= billed,
            StatusWord::Partial => remains <= 0 || remains >= billed,
            StatusWord::Canceled | StatusWord::Refunded => {
                (billed <= 1 && remains > 1) || (remains <= 0 && charge != Some(0))
            }
            _ => false,
        };
        let verdict = judge(&order, &report(word, Remains::Count(remains), charge));
        if contradicts {
            prop_assert!(matches!(verdict, Verdict::Review(_)), "{verdict:?}");
        }
    }
}
