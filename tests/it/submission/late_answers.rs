//! Answers that come when their attempt is over: every id that was seen is kept and shown, and
//! owners are not flooded.

use crate::support::World;
use crate::support::world::OWNER;
use storefront::clock::MINUTE_MS;
use storefront::domain::order::{Reason, RejectReason, ShopReason};
use storefront::flows::Ctx;
use storefront::flows::orders::review::Decision;
use storefront::flows::orders::submission;
use storefront::store::orders::{Order, answers};
use strum::IntoEnumIterator;

const LINK: &str = "https://instagram.com/alice";
const LATE: &str = "an answer came late";

impl World {
    /// An order whose only attempt is over and in review.
    async fn interrupted(&self, link: &str) -> Order {
        let order_id = self.places(5_001, 1, link, 1_000).await;
        let claimed = self.claims(order_id).await.unwrap();
        self.loses_sight(&claimed.order, "interrupted").await;
        claimed.order
    }

    /// An unclear answer with an id to an attempt that is over.
    async fn hears_late(&self, order: &Order, cause: &str, id: &str) {
        let (shop, now_ms) = (&self.app.shop, self.now_ms());
        let mut tx = self.app.store.begin().await.unwrap();
        submission::to_review(
            &mut Ctx { tx: &mut tx, shop, now_ms },
            order,
            cause.parse().unwrap(),
            id,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        self.settle().await;
    }

    async fn keeps(&self, order: &Order, answer: &str, id: &str) -> bool {
        let mut tx = self.app.store.begin().await.unwrap();
        let is_new = answers::keep(&mut tx, order, answer.parse().unwrap(), id, self.now_ms())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        is_new
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_late_id_is_the_one_that_was_seen_where_none_was() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "25").await;
    let order = world.interrupted(LINK).await;
    world.hears_late(&order, "http_5xx", "777").await;
    assert_eq!(world.order(order.order_id.get()).await.seen_id, "777");
    world.hears_late(&order, "error_with_order", "888").await;
    assert_eq!(world.order(order.order_id.get()).await.seen_id, "777");
    world.decides(OWNER, order.order_id.get(), &Decision::SendAgain).await.unwrap();
    let again = world.claims(order.order_id.get()).await.unwrap().order;
    world.hears_late(&again, "error_with_order", "999").await;
    let owner = world.owner();
    owner.says(&format!("/order {}", order.order_id)).await;
    for id in ["777", "888", "999"] {
        owner.expects(id);
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_number_of_answers_keeps_an_id_out_and_repeats_take_no_room() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "25").await;
    let order = world.interrupted(LINK).await;
    let refused = RejectReason::iter().map(Reason::from);
    for answer in refused.chain(ShopReason::iter().map(Reason::from)) {
        world.keeps(&order, answer.into_str(), "").await;
    }
    assert_eq!(world.count("order_answers").await, 20);
    for attempt in 1..=40 {
        let later = Order { attempt, ..order.clone() };
        assert_eq!(world.keeps(&later, "error_with_order", "555").await, attempt == 1);
    }
    for number in 0..40 {
        assert!(world.keeps(&order, "error_with_order", &format!("id{number}z")).await);
    }
    let owner = world.owner();
    owner.says(&format!("/order {}", order.order_id)).await;
    owner.expects("555");
    for number in 0..40 {
        owner.expects(&format!("id{number}z"));
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_the_late_answers_of_an_order_owners_read_one_and_a_digest() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "25").await;
    let order = world.interrupted(LINK).await;
    for number in 0..5 {
        world.hears_late(&order, "error_with_order", &format!("70{number}")).await;
    }
    let owner = world.owner();
    assert_eq!(owner.times_told(LATE), 1);
    world.advance_ms(10 * MINUTE_MS);
    world.watch().await;
    world.watch().await;
    assert_eq!(owner.times_told("More late answers about 1 order"), 1);
    owner.expects(&format!("#{}", order.order_id));
    assert_eq!(owner.times_told(LATE), 1);
    world.audit().await;
}
