//! An order that one attempt may have placed: whatever a later one is answered, nothing goes back
//! and nothing is sent again by itself. And the end of trying.

use super::scripted_world;
use crate::support::world::OWNER;
use crate::support::{World, money};
use storefront::clock::{DAY_MS, HOUR_MS};
use storefront::domain::money::Money;
use storefront::domain::order::UnknownCause;
use storefront::domain::order::{OrderState, RejectReason, ReviewKind};
use storefront::flows::Ctx;
use storefront::flows::catalog::providers::Heard;
use storefront::flows::orders::retries::REFUSALS_MAX;
use storefront::flows::orders::review::Decision;
use storefront::flows::orders::submission;
use storefront::sandbox::panel::{FaultRule, PanelFault};

const LINK: &str = "https://instagram.com/alice";

impl World {
    /// An order with an unclear first attempt that an owner has sent again.
    async fn sends_again(&self) -> i64 {
        let order_id = self.places(5_001, 1, LINK, 1_000).await;
        let claimed = self.claims(order_id).await.unwrap();
        self.loses_sight(&claimed.order, "timeout").await;
        self.decides(OWNER, order_id, &Decision::SendAgain).await.unwrap();
        order_id
    }

    async fn is_held_in_review(&self, order_id: i64, reason: &str) {
        let order = self.order(order_id).await;
        assert_eq!((order.state, order.reason.as_str()), (OrderState::Review, reason));
        assert_eq!(order.review_kind(), Some(ReviewKind::Submission));
        assert_eq!((order.returned, order.held()), (Money::ZERO, order.price));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_refusal_after_an_unclear_answer_sends_or_returns_the_order_by_itself() {
    let answers = [
        ("You have active order with this link", "duplicate_link"),
        ("Not enough funds", "out_of_funds"),
        ("Invalid API key", "auth"),
        ("Bad link", "bad_link"),
    ];
    for (text, reason) in answers {
        let (world, panel) = scripted_world().await;
        world.customer(5_001, "Alice", "25").await;
        let order_id = world.sends_again().await;
        panel.answers_action("add", 200, &format!(r#"{{"error": "{text}"}}"#));
        world.submit().await;
        world.settle().await;
        world.is_held_in_review(order_id, reason).await;
        world.owner().says(&format!("/order {order_id}")).await;
        world.owner().expects("An earlier attempt may have placed it");
        world.advance_ms(2 * DAY_MS);
        world.submit().await;
        world.watch().await;
        world.is_held_in_review(order_id, reason).await;
        assert_eq!(panel.calls("add").len(), 1, "{text}");
        world.decides(OWNER, order_id, &Decision::NotPlaced).await.unwrap();
        assert_eq!(world.wallet(5_001).await.available, money("25"));
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_sent_again_is_neither_canceled_nor_refunded_nor_returned_after_a_day() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = world.sends_again().await;
    assert!(world.cancels(5_001, order_id).await.is_err());
    assert!(world.refunds(OWNER, order_id, None).await.is_err());
    alice.says("/orders").await;
    alice.picks_order(order_id).await;
    assert!(!alice.has_button("Cancel the order"));
    world.advance_ms(DAY_MS + 1);
    world.watch().await;
    world.is_held_in_review(order_id, "waited_too_long").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_price_that_rose_after_an_unclear_answer_returns_nothing() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "25").await;
    let order_id = world.sends_again().await;
    world.panel.update_rate(1, "1.80").unwrap();
    world.sync().await;
    world.submit().await;
    world.is_held_in_review(order_id, "price_rose").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_is_refused_again_and_again_ends_in_review() {
    for text in ["Too many requests", "You have active order with this link"] {
        let (world, panel) = scripted_world().await;
        world.customer(5_001, "Alice", "25").await;
        let order_id = world.places(5_001, 1, LINK, 1_000).await;
        panel.answers_action("add", 200, &format!(r#"{{"error": "{text}"}}"#));
        for _ in 0..23 {
            world.submit().await;
            world.watch().await;
            world.advance_ms(HOUR_MS);
        }
        let adds = i64::try_from(panel.calls("add").len()).unwrap();
        assert_eq!(adds, REFUSALS_MAX, "{text}");
        assert_eq!(world.order(order_id).await.state, OrderState::Review, "{text}");
        assert_eq!(world.wallet(5_001).await.held, money("1.17"));
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unclear_answer_that_comes_late_keeps_its_id() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "25").await;
    let order_id = world.places(5_001, 1, LINK, 1_000).await;
    let claimed = world.claims(order_id).await.unwrap();
    world.loses_sight(&claimed.order, "interrupted").await;
    let (shop, now_ms) = (&world.app.shop, world.now_ms());
    for _ in 0..2 {
        let mut tx = world.app.store.begin().await.unwrap();
        let order = &claimed.order;
        let cause = UnknownCause::ErrorWithOrder.into();
        submission::to_review(&mut Ctx { tx: &mut tx, shop, now_ms }, order, cause, "777")
            .await
            .unwrap();
        submission::reject(
            &mut Ctx { tx: &mut tx, shop, now_ms },
            order,
            (RejectReason::BadLink, Heard::Clear),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }
    world.settle().await;
    let owner = world.owner();
    // The second one is told with others.
    assert_eq!(owner.times_told("an answer came late"), 1);
    assert!(owner.was_told("777"));
    world.is_held_in_review(order_id, "interrupted").await;
    owner.says(&format!("/order {order_id}")).await;
    owner.expects("777");
    owner.expects("The provider refused the link");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_unclear_answer_forgets_no_id_of_the_first() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "25").await;
    let order_id = world.places(5_001, 1, LINK, 1_000).await;
    world.panel.set_fault(FaultRule::once("add", PanelFault::OrderAndError));
    world.submit().await;
    let seen_id = world.order(order_id).await.seen_id;
    assert!(!seen_id.is_empty());
    world.decides(OWNER, order_id, &Decision::SendAgain).await.unwrap();
    world.panel.set_fault(FaultRule::once("add", PanelFault::Http500));
    world.submit().await;
    assert_eq!(world.order(order_id).await.seen_id, seen_id);
    world.owner().says(&format!("/order {order_id}")).await;
    world.owner().expects(&seen_id);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_of_two_databases_differ_and_those_of_one_order_do_not() {
    let mut ids = Vec::new();
    for _ in 0..2 {
        let world = World::new().await;
        world.customer(5_001, "Alice", "25").await;
        let order_id = world.places(5_001, 1, LINK, 1_000).await;
        let first = world.claims(order_id).await.unwrap().order;
        world.loses_sight(&first, "timeout").await;
        world.decides(OWNER, order_id, &Decision::SendAgain).await.unwrap();
        let second = world.claims(order_id).await.unwrap().order;
        assert_eq!(first.request_id, second.request_id);
        assert!(first.request_id.starts_with("order-1001-") && first.request_id.len() <= 64);
        ids.push(first.request_id);
    }
    assert_ne!(ids[0], ids[1]);
}
