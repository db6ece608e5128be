//! Orders for posts yet to come: paid for all of them at first, settled by the order of each post,
//! the rest returned at the end.

use storefront::domain::order::OrderState;
use storefront::sandbox::panel::{FaultRule, PanelFault};

use super::fields;
use crate::support::{Actor, World, money};

const DAY_MS: i64 = 86_400_000;

impl Actor<'_> {
    /// Walks to the price of a hundred likes for each of ten posts, within thirty days.
    async fn wants_likes(&self) {
        self.opens("Automatic", "Instagram Auto Likes").await;
        self.expects("Whose new posts should get it?");
        self.says("not a name!").await;
        self.expects("a username has only Latin letters");
        self.says("@alice_01").await;
        self.expects("How many for each new post?");
        self.says("100").await;
        self.expects("For how many new posts? Each of them gets 100");
        self.taps("10").await;
        self.expects("How long after a post should it begin?");
        self.taps("at once").await;
        self.expects("For how many days?");
        self.says("91").await;
        self.expects("from 3 to 90");
        self.taps("30 days").await;
    }

    async fn subscribes(&self) -> (i64, String) {
        self.wants_likes().await;
        self.confirms().await
    }
}

impl World {
    /// So many posts, each served to the end, and heard of.
    async fn serves(&self, id: &str, count: usize) {
        for _ in 0..count {
            self.panel.publishes(id);
        }
        self.panel.tick_ms(60_000);
        self.hears_of_parts().await;
    }

    async fn came_to(&self, order_id: i64) -> (OrderState, storefront::domain::money::Money) {
        let order = self.order(order_id).await;
        (order.state, order.returned)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_posts_are_asked_for_paid_and_served() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.wants_likes().await;
    for line in ["alice_01", "100 for each of 10 new posts", "at once", "30 days"] {
        alice.expects(line);
    }
    alice.taps("Confirm · $0.39").await;
    let order_id = alice.order_number();
    assert_eq!(world.wallet(5_001).await.held, money("0.39"));
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.billed_quantity), (OrderState::Active, 1_000));
    let service = world.panel.accepted().pop().unwrap().service.to_string();
    let expected = fields(&[
        ("delay", "0"),
        ("expiry", "01/12/2026"),
        ("max", "100"),
        ("min", "100"),
        ("posts", "10"),
        ("service", &service),
        ("username", "alice_01"),
    ]);
    assert_eq!(world.sent_add(), expected);
    let id = order.provider_order_id;
    world.hears_of_parts().await;
    let told = alice.told().len();
    world.serves(&id, 4).await;
    assert_eq!(alice.told().len(), told, "no message for each post");
    world.draws_cards().await;
    alice.expects("Post 4 of 10 · 4 done");
    world.serves(&id, 6).await;
    assert_eq!(world.came_to(order_id).await, (OrderState::Completed, money("0")));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_no_post_has_used_comes_back_when_it_expires() {
    for word in ["Expired", "Canceled", "Completed"] {
        let world = World::new().await;
        let alice = world.customer(5_001, "Alice", "25").await;
        let (order_id, id) = alice.subscribes().await;
        world.serves(&id, 3).await;
        world.panel.set_status(&id, "Paused", None, None).unwrap();
        world.hears_of_parts().await;
        assert_eq!(world.order(order_id).await.state, OrderState::Active, "{word}");
        world.panel.set_status(&id, word, None, None).unwrap();
        world.hears_of_parts().await;
        assert_eq!(world.came_to(order_id).await, (OrderState::Partial, money("0.273")), "{word}");
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_never_says_that_it_is_over_is_settled_a_week_after_its_last_day() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let (order_id, id) = alice.subscribes().await;
    world.serves(&id, 2).await;
    // Its third post is still being served.
    world.panel.publishes(&id);
    world.hears_of_parts().await;
    world.advance_ms(37 * DAY_MS);
    world.watch().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    world.advance_ms(DAY_MS);
    world.watch().await;
    assert_eq!(world.came_to(order_id).await, (OrderState::Partial, money("0.273")));
    world.watch().await;
    // What turns out later goes back as well.
    let last = world.panel.children(&id).pop().unwrap();
    world.panel.set_status(&last, "Canceled", None, None).unwrap();
    world.poll_after(3 * 3_600_000).await;
    assert_eq!(world.came_to(order_id).await.1, money("0.312"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_without_a_single_post_comes_back_whole() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let (order_id, id) = alice.subscribes().await;
    world.panel.set_status(&id, "Expired", None, None).unwrap();
    world.hears_of_parts().await;
    assert_eq!(world.came_to(order_id).await, (OrderState::Canceled, money("0.39")));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_orders_than_posts_were_paid_for_wait_for_a_person() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let (order_id, id) = alice.subscribes().await;
    world.serves(&id, 11).await;
    assert_eq!(world.came_to(order_id).await, (OrderState::Review, money("0")));
    assert_eq!(world.order(order_id).await.reason, "children-contradict");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unclear_submission_is_never_sent_again_and_a_page_is_no_news() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let (order_id, id) = alice.subscribes().await;
    world.serves(&id, 1).await;
    world.panel.set_fault(FaultRule::always(PanelFault::Http502Html));
    world.hears_of_parts().await;
    world.panel.clear_faults();
    world.panel.set_fault(FaultRule::always(PanelFault::Html200));
    world.hears_of_parts().await;
    world.panel.clear_faults();
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    world.panel.set_status(&id, "Canceled", None, None).unwrap();
    world.poll_after(3_600_000).await;
    world.hears_of_parts().await;
    assert_eq!(world.came_to(order_id).await, (OrderState::Partial, money("0.351")));
    world.panel.set_fault(FaultRule::once("add", PanelFault::ResetAfter));
    alice.wants_likes().await;
    alice.taps("Confirm").await;
    let doubted = alice.order_number();
    let calls = world.calls("add");
    world.submit().await;
    world.submit().await;
    assert_eq!(world.calls("add"), calls + 1);
    assert_eq!(world.came_to(doubted).await, (OrderState::Review, money("0")));
    world.audit().await;
}
