//! Many returns of one order at once: what was paid comes back once.

use crate::support::flowing::report;
use crate::support::world::OWNER;
use crate::support::{World, money};
use futures::future::join_all;
use storefront::domain::money::Money;
use storefront::domain::order::OrderState;
use storefront::flows::{FlowError, UserError};

const AT_ONCE: usize = 64;

fn is_over(outcome: &Result<Money, FlowError>) -> bool {
    matches!(outcome, Err(FlowError::User(UserError::FullyRefunded)))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_64_parallel_refunds_of_a_fortieth_forty_are_done() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "25").await;
    for delivered in [false, true] {
        let link = format!("https://instagram.com/{delivered}");
        let (order_id, _) = world.starts(5_001, &link, 1_000).await;
        if delivered {
            world.hears(order_id, &report("Completed", Some(0))).await;
        }
        let before = world.wallet(5_001).await.available;
        let part = Money::from_micros(money("1.17").micros() / 40);
        let refunds = (0..AT_ONCE).map(|_| world.refunds(OWNER, order_id, Some(part)));
        let outcomes = join_all(refunds).await;
        let done = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        let refused = outcomes.iter().filter(|outcome| is_over(outcome)).count();
        assert_eq!((done, refused), (40, 24));
        let order = world.order(order_id).await;
        assert_eq!(order.returned, order.price);
        let after = world.wallet(5_001).await.available;
        assert_eq!(after.checked_sub(before), Some(order.price));
    }
    // Each was written down, and the chain held.
    assert_eq!(world.count("journal").await, 80);
    world.settle().await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_64_parallel_refunds_and_cancels_of_a_queued_order_one_is_done() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "25").await;
    let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
    let act = async |number: usize| match number % 2 {
        0 => world.refunds(OWNER, order_id, None).await.is_ok(),
        _ => world.cancels(5_001, order_id).await.is_ok(),
    };
    let done = join_all((0..AT_ONCE).map(act)).await;
    assert_eq!(done.into_iter().filter(|is_done| *is_done).count(), 1);
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    assert_eq!(world.order(order_id).await.state, OrderState::Canceled);
    assert_eq!(world.count("entries WHERE kind = 'release'").await, 1);
    world.settle().await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_64_parallel_reports_and_refunds_never_more_comes_back_than_was_paid() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let (order_id, _) = world.starts(5_001, "https://instagram.com/alice", 1_000).await;
    let act = async |number: usize| match number % 4 {
        0 => _ = world.hears(order_id, &report("Canceled", Some(1_000))).await,
        1 => _ = world.hears(order_id, &report("Partial", Some(500))).await,
        2 => _ = world.hears(order_id, &report("Completed", Some(0))).await,
        _ => _ = world.refunds(OWNER, order_id, Some(money("0.10"))).await,
    };
    join_all((0..AT_ONCE).map(act)).await;
    let order = world.order(order_id).await;
    assert_eq!(order.returned, order.price);
    let wallet = world.wallet(5_001).await;
    assert_eq!((wallet.available, wallet.held), (money("25"), Money::ZERO));
    world.settle().await;
    assert!(alice.was_told("Order #1001 is canceled"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refund_beside_the_last_report_never_takes_from_the_hold_of_another_order() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "100").await;
    let (other_id, _) = world.starts(5_001, "https://instagram.com/other", 1_000).await;
    let held = world.order(other_id).await.price;
    for round in 0..30 {
        let link = format!("https://instagram.com/alice{round}");
        let (order_id, _) = world.starts(5_001, &link, 1_000).await;
        let completed = report("Completed", Some(0));
        let (_, refunded) = futures::join!(
            world.hears(order_id, &completed),
            world.refunds(OWNER, order_id, Some(money("0.10"))),
        );
        assert_eq!(refunded.unwrap(), money("0.10"), "round {round}");
        let order = world.order(order_id).await;
        assert_eq!((order.state, order.returned), (OrderState::Completed, money("0.10")));
        assert_eq!(world.wallet(5_001).await.held, held, "round {round}");
    }
    assert_eq!(world.violations().await, Vec::<String>::new());
    world.settle().await;
    world.audit().await;
}
