//! P15: what comes back for an order never exceeds its price and never falls, whatever a provider
//! reports in whatever order, and what an owner returned counts in.

use crate::support::flowing::report;
use crate::support::world::OWNER;
use crate::support::{World, money};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use storefront::clock::HOUR_MS;
use storefront::domain::money::Money;
use storefront::domain::order::children::Told;
use storefront::domain::order::{OrderState, Report};
use storefront::flows::orders::progress::Applied;
use storefront::flows::orders::review::Decision;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p15_partial_500_then_800_then_canceled_then_completed_returns_everything_once() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "25").await;
    let (order_id, _) = world.starts(5_001, "https://instagram.com/alice", 1_000).await;
    let steps = [
        (report("Partial", Some(500)), "0.585", OrderState::Partial),
        (report("Partial", Some(800)), "0.936", OrderState::Partial),
        (report("Canceled", Some(1_000)), "1.17", OrderState::Canceled),
        (report("Completed", Some(0)), "1.17", OrderState::Canceled),
    ];
    for (report, returned, state) in steps {
        for _ in 0..3 {
            world.hears(order_id, &report).await;
            let order = world.order(order_id).await;
            assert_eq!((order.returned, order.state), (money(returned), state), "{report:?}");
        }
    }
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    assert_eq!(world.count("entries WHERE order_id = 1001 AND kind = 'return'").await, 2);
    world.settle().await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p15_after_an_owner_returned_60_percent_a_cancel_returns_40() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let (order_id, id) = world.starts(5_001, "https://instagram.com/alice", 1_000).await;
    world.owner().does(&format!("/refund {order_id} 0.702 anyway, it is slow")).await;
    // Half is missing, which is less than what came back already.
    world.hears(order_id, &report("Partial", Some(500))).await;
    assert_eq!(world.order(order_id).await.returned, money("0.702"));
    world.panel.set_status(&id, "Canceled", Some(1_000), None).unwrap();
    world.poll_after(6 * HOUR_MS + 1).await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Canceled, money("1.17")));
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    alice.expects("$0.468 came back to your balance now");
    alice.expects("all $1.17 was returned");
    world.audit().await;
}

/// Any answer that a provider might give.
fn any_report(random: &mut StdRng) -> Report {
    const WORDS: [&str; 8] =
        ["Partial", "Canceled", "Completed", "In progress", "Pending", "Refunded", "Failed", "Odd"];
    let word = WORDS[random.random_range(0..WORDS.len())];
    let remains = match random.random_range(0..6) {
        0 => None,
        1 => Some(0),
        2 => Some(-5),
        3 => Some(i64::MAX),
        _ => Some(random.random_range(0..=1_200)),
    };
    let mut report = report(word, remains);
    report.charge = [None, Some(0.into()), Some(1.into())][random.random_range(0..3)];
    if random.random_ratio(1, 20) {
        report.children = Some(Told::of([Some("77".to_owned())]));
    }
    report
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p15_random_reports_refunds_and_decisions_never_return_more_than_was_paid() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "200").await;
    let mut random = StdRng::seed_from_u64(15);
    for round in 0..25 {
        let link = format!("https://instagram.com/p15_{round}");
        let quantity = random.random_range(50..2_000);
        world.puts_back_on_sale().await;
        let (order_id, _) = world.starts(5_001, &link, quantity).await;
        let price = world.order(order_id).await.price;
        let spent_before =
            world.number("available + held FROM wallets WHERE person_id = 5001").await;
        for _ in 0..12 {
            // An hour later the provider's allowance is whole again.
            world.advance_ms(HOUR_MS);
            let before = world.order(order_id).await;
            match random.random_range(0..8) {
                0 => {
                    let most = price.micros() / 2;
                    let part = Money::from_micros(random.random_range(1..=most));
                    _ = world.refunds(OWNER, order_id, Some(part)).await;
                }
                1 if before.state == OrderState::Review => {
                    let choices = [Decision::Return, Decision::Delivered];
                    let choice = &choices[random.random_range(0..2)];
                    world.decides(OWNER, order_id, choice).await.unwrap();
                }
                _ => hears_twice(&world, order_id, &any_report(&mut random)).await,
            }
            let after = world.order(order_id).await;
            assert!(after.returned >= before.returned, "{before:?}\n{after:?}");
            assert!(after.returned <= price, "{after:?}");
        }
        let order = world.order(order_id).await;
        let kept = if !order.is_settled { Money::ZERO } else { order.kept() };
        let now = world.number("available + held FROM wallets WHERE person_id = 5001").await;
        assert_eq!(spent_before - now, kept.micros(), "{order:?}");
        assert_eq!(world.violations().await, Vec::<String>::new());
    }
    world.settle().await;
    world.audit().await;
}

/// A report that is told twice returns nothing the second time.
async fn hears_twice(world: &World, order_id: i64, report: &Report) {
    assert_eq!(world.hears(order_id, report).await, Applied::Done);
    let (once, entries) = (world.order(order_id).await, world.count("entries").await);
    world.hears(order_id, report).await;
    let twice = world.order(order_id).await;
    assert_eq!((once.returned, once.state), (twice.returned, twice.state), "{report:?}");
    assert_eq!(world.count("entries").await, entries, "{report:?}");
}
