//! How an order settles that a provider makes several of.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::domain::order::Remains;

const TEN: Family = Family { count: 10, each: 100, is_open: false };
const PAID: i64 = 1_000_000;

const fn parent(state: OrderState, returned: i64) -> OrderSnapshot {
    OrderSnapshot {
        state,
        paid: Money::from_micros(PAID),
        returned: Money::from_micros(returned),
        billed_quantity: 1_000,
    }
}

const fn child(state: OrderState, undelivered: i64) -> Child {
    Child { state, undelivered }
}

const DONE: Child = child(OrderState::Completed, 0);
const RUNS: Child = child(OrderState::Active, 0);

fn report(word: StatusWord, remains: Remains) -> Report {
    Report {
        word,
        raw_status: String::new(),
        charge: None,
        start_count: None,
        remains,
        currency: None,
        children: None,
        delivered: None,
    }
}

fn returned(children: &[Child], word: StatusWord) -> Option<(OrderState, i64)> {
    let active = parent(OrderState::Active, 0);
    match evaluate_parent(&active, (TEN, children), End::Told(word)) {
        ReportEffect::Final { state, return_now, .. } => Some((state, return_now.micros())),
        _ => None,
    }
}

#[test]
fn ids_are_taken_once_and_what_is_odd_is_noted() {
    let of = |ids: &[&str]| Told::of(ids.iter().map(|id| Some((*id).to_owned())));
    assert_eq!(of(&["7", "8"]), Told { ids: vec!["7".into(), "8".into()], is_whole: true });
    assert_eq!(of(&["7", "7"]), Told { ids: vec!["7".into()], is_whole: false });
    assert!(!Told::of([None]).is_whole && Told::of([]).is_whole);
}

#[test]
fn it_settles_by_what_its_children_delivered() {
    let (full, half) = ([DONE; 10], [DONE; 5]);
    assert_eq!(returned(&full, StatusWord::Completed), Some((OrderState::Completed, 0)));
    for word in [StatusWord::Canceled, StatusWord::Completed, StatusWord::Partial] {
        assert_eq!(returned(&half, word), Some((OrderState::Partial, 500_000)));
    }
    let stopped = [DONE, child(OrderState::Partial, 40)];
    assert_eq!(returned(&stopped, StatusWord::Canceled), Some((OrderState::Partial, 840_000)));
    assert_eq!(returned(&[], StatusWord::Canceled), Some((OrderState::Canceled, PAID)));
}

#[test]
fn it_waits_for_its_children_unless_its_time_is_long_over() {
    assert_eq!(returned(&[DONE, RUNS], StatusWord::Canceled), None);
    assert_eq!(returned(&[DONE], StatusWord::InProgress), None);
    assert_eq!(returned(&[DONE], StatusWord::Paused), None);
    let active = parent(OrderState::Active, 0);
    let effect = evaluate_parent(&active, (TEN, &[DONE, RUNS]), End::Overdue);
    let target = Money::from_micros(800_000);
    let state = OrderState::Partial;
    assert_eq!(effect, ReportEffect::Final { state, return_now: target, target });
}

#[test]
fn what_cannot_be_so_is_for_a_person() {
    let active = parent(OrderState::Active, 0);
    let of = |children: &[Child], word| evaluate_parent(&active, (TEN, children), End::Told(word));
    let contradiction = ReportEffect::Review(ReportDoubt::ChildrenContradict);
    assert_eq!(of(&[DONE; 11], StatusWord::Completed), contradiction);
    let doubtful = [DONE, child(OrderState::Review, 0)];
    let review = ReportEffect::Review(ReportDoubt::SettlesByChildren);
    assert_eq!(of(&doubtful, StatusWord::Canceled), review);
    let nothing = ReportEffect::Review(ReportDoubt::CompletedContradicts);
    assert_eq!(of(&[], StatusWord::Completed), nothing);
}

#[test]
fn a_child_follows_the_rules_of_any_order() {
    let of = |word, remains| evaluate_child(RUNS, 100, &report(word, remains));
    let partial = ChildEffect::Now(child(OrderState::Partial, 40));
    assert_eq!(of(StatusWord::Partial, Remains::Count(40)), partial);
    let canceled = ChildEffect::Now(child(OrderState::Canceled, 100));
    assert_eq!(of(StatusWord::Canceled, Remains::Absent), canceled);
    assert_eq!(of(StatusWord::Completed, Remains::Count(0)), ChildEffect::Now(DONE));
    assert_eq!(of(StatusWord::InProgress, Remains::Count(9)), ChildEffect::Unchanged);
    assert!(matches!(of(StatusWord::Canceled, Remains::Count(0)), ChildEffect::Review(_)));
}

fn any_word() -> impl Strategy<Value = StatusWord> {
    proptest::sample::select(vec![
        StatusWord::Pending,
        StatusWord::InProgress,
        StatusWord::Completed,
        StatusWord::Partial,
        StatusWord::Canceled,
        StatusWord::Refunded,
        StatusWord::Failed,
        StatusWord::Paused,
        StatusWord::Expired,
        StatusWord::Unknown,
    ])
}

fn any_remains() -> impl Strategy<Value = Remains> {
    prop_oneof![
        Just(Remains::Absent),
        Just(Remains::Unreadable),
        (-50_i64..400).prop_map(Remains::Count),
        any::<i64>().prop_map(Remains::Count),
    ]
}

/// A step of a life: a child comes, one reports, or the whole does.
#[derive(Debug, Clone)]
enum Step {
    Born,
    Child(usize, StatusWord, Remains, Option<i64>),
    Parent(StatusWord),
    Overdue,
}

fn any_step() -> impl Strategy<Value = Step> {
    let charge = proptest::option::of(0_i64..3);
    prop_oneof![
        Just(Step::Born),
        (0_usize..12, any_word(), any_remains(), charge)
            .prop_map(|(at, word, remains, charge)| Step::Child(at, word, remains, charge)),
        any_word().prop_map(Step::Parent),
        Just(Step::Overdue),
    ]
}

proptest! {
    /// For any children and any reports, what was returned never falls, never exceeds the price,
    /// and never exceeds what the children left of it.
    #[test]
    fn returns_stay_within_the_price_and_never_fall(
        count in 1_i64..12, each in 1_i64..300, paid in 1_i64..10_000_000,
        is_open in any::<bool>(),
        steps in proptest::collection::vec(any_step(), 1..60),
    ) {
        let family = Family { count, each, is_open };
        let mut whole = OrderSnapshot {
            state: OrderState::Active,
            paid: Money::from_micros(paid),
            returned: Money::ZERO,
            billed_quantity: count * each,
        };
        let mut children: Vec<Child> = Vec::new();
        for step in steps {
            let end = match step {
                Step::Born => {
                    children.push(RUNS);
                    continue;
                }
                Step::Child(at, word, remains, charge) => {
                    let Some(known) = children.get_mut(at) else { continue };
                    let charge = charge.map(Decimal::from);
                    let told = Report { charge, ..report(word, remains) };
                    let before = known.undelivered;
                    match evaluate_child(*known, each, &told) {
                        ChildEffect::Now(now) => *known = now,
                        ChildEffect::Review(_) => known.state = OrderState::Review,
                        ChildEffect::Unchanged | ChildEffect::Attention(_) => {}
                    }
                    prop_assert!(known.undelivered >= before && known.undelivered <= each);
                    continue;
                }
                Step::Parent(word) => End::Told(word),
                Step::Overdue => End::Overdue,
            };
            let before = whole.returned;
            if let ReportEffect::Final { state, return_now, target } =
                evaluate_parent(&whole, (family, &children), end)
            {
                prop_assert_eq!(before.checked_add(return_now), Some(target));
                let left = undelivered(family, &children);
                let left = Undelivered { remains: left, billed: count * each };
                let most = return_target(whole.paid, left);
                prop_assert!(return_now.is_zero() || target <= most);
                whole.state = state;
                whole.returned = target;
            }
            prop_assert!(whole.returned >= before && whole.returned <= whole.paid);
        }
    }
}
