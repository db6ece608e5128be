//! Tests of the evaluation: each rule once, then whole stories, then random sequences.
//! They must never look into the evaluation's helpers: only reports go in and verdicts come out.

use super::*;
use crate::domain::order::children::Told;
use proptest::prelude::*;
use rust_decimal::Decimal;

const PAID: Money = Money::from_micros(1_000_000);

fn snapshot(state: OrderState) -> OrderSnapshot {
    OrderSnapshot { state, paid: PAID, returned: Money::ZERO, billed_quantity: 1000 }
}

fn report(word: StatusWord, remains: Remains, charge: Option<i64>) -> Report {
    Report {
        word,
        raw_status: format!("{word:?}"),
        charge: charge.map(Decimal::from),
        start_count: None,
        remains,
        currency: None,
        children: None,
        delivered: None,
    }
}

fn on_active(word: StatusWord, remains: Remains, charge: Option<i64>) -> ReportEffect {
    evaluate_report(&snapshot(OrderState::Active), &report(word, remains, charge))
}

fn final_with(state: OrderState, micros: i64) -> ReportEffect {
    let amount = Money::from_micros(micros);
    ReportEffect::Final { state, return_now: amount, target: amount }
}

/// Applies an effect the way the shop does.
fn apply(snapshot: &mut OrderSnapshot, effect: ReportEffect) -> Option<Money> {
    if let ReportEffect::Final { state, return_now, target } = effect {
        snapshot.state = state;
        snapshot.returned = snapshot.returned.checked_add(return_now)?;
        return (target == snapshot.returned).then_some(snapshot.returned);
    }
    Some(snapshot.returned)
}

#[test]
fn progress_changes_nothing() {
    for word in [StatusWord::Pending, StatusWord::Processing, StatusWord::InProgress] {
        assert_eq!(on_active(word, Remains::Count(0), Some(1)), ReportEffect::Unchanged);
    }
}

#[test]
fn failure_and_unknown_words_are_told_but_change_nothing() {
    let failed = on_active(StatusWord::Failed, Remains::Count(1000), None);
    assert_eq!(failed, ReportEffect::Attention(ReportDoubt::ProviderFailed));
    let unknown = on_active(StatusWord::Unknown, Remains::Count(1000), None);
    assert_eq!(unknown, ReportEffect::Attention(ReportDoubt::UnknownStatus));
}

#[test]
fn completed_returns_nothing_whatever_remains() {
    for remains in [Remains::Absent, Remains::Count(0), Remains::Count(-2), Remains::Count(999)] {
        let effect = on_active(StatusWord::Completed, remains, Some(1));
        assert_eq!(effect, final_with(OrderState::Completed, 0));
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
            let effect = on_active(word, Remains::Count(remains), charge);
            assert_eq!(effect, ReportEffect::Review(doubt), "{word:?} {remains}");
        }
    }
}

#[test]
fn partial_without_a_count_waits() {
    for remains in [Remains::Absent, Remains::Unreadable] {
        let effect = on_active(StatusWord::Partial, remains, Some(1));
        assert_eq!(effect, ReportEffect::Attention(ReportDoubt::PartialWithoutRemains));
    }
}

#[test]
fn a_part_of_a_package_is_for_a_person() {
    let package = OrderSnapshot { billed_quantity: 1, ..snapshot(OrderState::Active) };
    let effect = evaluate_report(&package, &report(StatusWord::Partial, Remains::Count(300), None));
    assert_eq!(effect, ReportEffect::Review(ReportDoubt::PartialPackage));
    let canceled =
        evaluate_report(&package, &report(StatusWord::Canceled, Remains::Count(300), None));
    assert_eq!(canceled, ReportEffect::Review(ReportDoubt::CanceledPackage));
    let canceled =
        evaluate_report(&package, &report(StatusWord::Canceled, Remains::Count(1), None));
    assert_eq!(canceled, final_with(OrderState::Canceled, 1_000_000));
}

#[test]
fn canceled_returns_everything_or_the_share() {
    for word in [StatusWord::Canceled, StatusWord::Refunded] {
        let all = final_with(OrderState::Canceled, 1_000_000);
        assert_eq!(on_active(word, Remains::Absent, Some(5)), all);
        let doubtful = ReportEffect::Review(ReportDoubt::CanceledWithoutCount);
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
        assert_eq!(canceled(Some(1)), ReportEffect::Review(ReportDoubt::CanceledWithCharge));
        assert_eq!(canceled(Some(-1)), ReportEffect::Review(ReportDoubt::CanceledWithCharge));
        assert_eq!(canceled(None), ReportEffect::Review(ReportDoubt::CanceledWithoutCharge));
    }
}

#[test]
fn a_charge_of_zero_counts_however_it_is_written() {
    let mut canceled = report(StatusWord::Canceled, Remains::Count(0), None);
    canceled.charge = Some(Decimal::new(0, 5));
    let effect = evaluate_report(&snapshot(OrderState::Active), &canceled);
    assert_eq!(effect, final_with(OrderState::Canceled, 1_000_000));
}

#[test]
fn parents_settle_by_their_children() {
    for word in [StatusWord::Partial, StatusWord::Canceled, StatusWord::Refunded] {
        let mut parent = report(word, Remains::Absent, None);
        parent.children = Some(Told::of([Some("71".to_owned())]));
        let effect = evaluate_report(&snapshot(OrderState::Active), &parent);
        assert_eq!(effect, ReportEffect::Review(ReportDoubt::SettlesByChildren));
    }
}

#[test]
fn orders_that_no_provider_has_ignore_reports() {
    let states =
        [OrderState::Queued, OrderState::Submitting, OrderState::Review, OrderState::Rejected];
    for state in states {
        let canceled = report(StatusWord::Canceled, Remains::Absent, None);
        assert_eq!(evaluate_report(&snapshot(state), &canceled), ReportEffect::Unchanged);
    }
}

#[test]
fn late_corrections_only_ever_add_up_to_the_price() {
    let mut order = snapshot(OrderState::Active);
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
        let effect = evaluate_report(&order, &report(word, remains, None));
        assert_eq!(apply(&mut order, effect), Some(Money::from_micros(returned)));
        assert_eq!(order.state, state);
    }
}

#[test]
fn a_late_partial_after_completed_returns_its_share() {
    let order = snapshot(OrderState::Completed);
    let effect = evaluate_report(&order, &report(StatusWord::Partial, Remains::Count(250), None));
    assert_eq!(effect, final_with(OrderState::Partial, 250_000));
    let again = evaluate_report(&order, &report(StatusWord::Completed, Remains::Count(0), None));
    assert_eq!(again, ReportEffect::Unchanged);
}

#[test]
fn what_an_admin_returned_is_counted_in() {
    let mut order = snapshot(OrderState::Active);
    order.returned = Money::from_micros(600_000);
    let effect = evaluate_report(&order, &report(StatusWord::Canceled, Remains::Absent, None));
    let expected = ReportEffect::Final {
        state: OrderState::Canceled,
        return_now: Money::from_micros(400_000),
        target: PAID,
    };
    assert_eq!(effect, expected);
    let share = evaluate_report(&order, &report(StatusWord::Canceled, Remains::Count(300), None));
    let nothing_more = ReportEffect::Final {
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
        let returned = return_target(paid, Undelivered { remains: by_admin_percent, billed: 100 });
        let mut order =
            OrderSnapshot { state: OrderState::Active, paid, returned, billed_quantity: billed };
        for report in reports {
            let before = order.returned;
            let effect = evaluate_report(&order, &report);
            let after = apply(&mut order, effect);
            prop_assert!(after.is_some_and(|after| before <= after && after <= paid));
            // The very same report again moves nothing more.
            let repeated = evaluate_report(&order, &report);
            prop_assert!(!matches!(repeated, ReportEffect::Final { .. }), "{repeated:?}");
        }
    }
    #[test]
    fn no_contradictory_report_moves_money(
        billed in -1..1_200_i64,
        word in any_word(),
        remains in prop_oneof![-10..1_300_i64, any::<i64>()],
        charge in prop::option::of(-1..3_i64),
    ) {
        let order = OrderSnapshot { billed_quantity: billed, ..snapshot(OrderState::Active) };
        let contradicts = match word {
            StatusWord::Completed => billed > 1 && remains >= billed,
            StatusWord::Partial => remains <= 0 || remains >= billed,
            StatusWord::Canceled | StatusWord::Refunded => {
                (billed <= 1 && remains > 1) || (remains <= 0 && charge != Some(0))
            }
            _ => false,
        };
        let effect = evaluate_report(&order, &report(word, Remains::Count(remains), charge));
        if contradicts {
            prop_assert!(matches!(effect, ReportEffect::Review(_)), "{effect:?}");
        }
    }
}
