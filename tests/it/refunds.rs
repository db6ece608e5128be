//! Money of an order that an owner gives back: what is possible depends on where the order stands.

mod parallel;
mod sequences;

use crate::support::flowing::report;
use crate::support::{World, money};
use storefront::domain::money::Money;
use storefront::domain::order::OrderState;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_queued_order_is_canceled_by_its_refund_and_never_sent() {
    let world = World::of_two_owners().await;
    let olga = world.owner();
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    olga.says(&format!("/refund {order_id} 0.50 out of stock")).await;
    olga.expects("it can only be returned in full, which cancels it");
    assert!(!olga.is_offered("Confirm"));

    olga.says(&format!("/refund #{order_id} out of stock")).await;
    for part in ["Return $1.17 of order #1001?", "Alice", "5001", "out of stock"] {
        olga.expects(part);
    }
    olga.expects("Returned of $1.17: $0.00 → $1.17");
    olga.expects("Balance: $23.83 → $25.00");
    olga.expects("is still waiting and will be canceled");
    assert_eq!(world.order(order_id).await.state, OrderState::Queued);
    olga.taps("Confirm").await;
    assert!(olga.was_told("$1.17 of order #1001 returned."));
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Canceled, money("1.17")));
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    alice.expects("Order #1001 is canceled");
    alice.expects("The shop canceled it for you");
    alice.expects("out of stock");
    world.submit().await;
    assert_eq!(world.panel.accepted().len(), 0);
    assert_eq!(world.journal().await, ["9000 refund order 1001: 1.17 USD; out of stock"]);
    for owner in [olga, world.second_owner()] {
        assert_eq!(owner.times_told("🧾 Money for an order returned"), 1);
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_is_being_submitted_or_checked_cannot_be_refunded() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "25").await;
    let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
    let claimed = world.claims(order_id).await.unwrap();
    let is_refused = async || {
        for reason in ["too slow", "anyway", "0.10 anyway"] {
            olga.says(&format!("/refund {order_id} {reason}")).await;
            olga.expects("This order is being submitted or checked. Decide it in /review.");
            assert!(!olga.is_offered("Confirm"));
        }
    };
    is_refused().await;
    world.loses_sight(&claimed.order, "timeout").await;
    world.settle().await;
    is_refused().await;
    assert_eq!((world.count("admin_acts").await, world.count("journal").await), (0, 0));
    assert_eq!(world.wallet(5_001).await.held, money("1.17"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_is_being_delivered_is_refunded_anyway() {
    let world = World::new().await;
    let olga = world.owner();
    let alice = world.customer(5_001, "Alice", "25").await;
    let (order_id, id) = world.starts(5_001, "https://instagram.com/alice", 1_000).await;
    for reason in ["too slow", "anyways too slow", "0.17 too slow"] {
        olga.says(&format!("/refund {order_id} {reason}")).await;
        olga.expects("put the word “anyway” into the reason");
        assert!(!olga.is_offered("Confirm"));
    }
    olga.says(&format!("/refund {order_id} 0.17 too slow, Anyway: sorry")).await;
    olga.expects("The order goes on: the provider keeps delivering it.");
    olga.taps("Confirm").await;
    alice.expects("$0.17 of order #1001 came back to your balance");
    alice.expects("too slow, sorry");
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Active, money("0.17")));
    assert_eq!(world.wallet(5_001).await.held, money("1"));

    world.panel.set_status(&id, "Completed", Some(0), None).unwrap();
    world.poll().await;
    let (order, wallet) = (world.order(order_id).await, world.wallet(5_001).await);
    assert_eq!((order.state, order.returned), (OrderState::Completed, money("0.17")));
    assert_eq!((wallet.available, wallet.held), (money("24"), Money::ZERO));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_delivered_order_is_refunded_in_parts_until_nothing_is_left() {
    let world = World::new().await;
    let olga = world.owner();
    let alice = world.customer(5_001, "Alice", "25").await;
    let (order_id, _) = world.starts(5_001, "https://instagram.com/alice", 1_000).await;
    world.hears(order_id, &report("Completed", Some(0))).await;
    olga.does(&format!("/refund {order_id} 0.50 dropped")).await;
    alice.expects("$0.50 of order #1001 came back to your balance");
    assert_eq!(world.wallet(5_001).await.available, money("24.33"));
    olga.says(&format!("/refund {order_id} 0.670001 dropped")).await;
    olga.expects("That is more than can still be returned for this order: $0.67.");
    olga.does(&format!("/refund {order_id} the rest dropped too")).await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Completed, order.price));
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    for again in ["once more", "0.01 once more"] {
        olga.says(&format!("/refund {order_id} {again}")).await;
        olga.expects("Already fully refunded.");
        assert!(!olga.is_offered("Confirm"));
    }
    // Nor does a late report return anything more.
    world.hears(order_id, &report("Canceled", Some(1_000))).await;
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    assert_eq!(world.journal().await.len(), 2);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_begins_with_a_number_is_an_amount_and_never_a_reason() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "25").await;
    let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
    world.runs_to_its_end(order_id).await;
    let usage = "/refund ORDER [AMOUNT] REASON";
    let wrong = [
        ("", "Something is missing"),
        ("1001", "Something is missing"),
        ("abc never started", "must be the number of an order, like 1001 or #1001"),
        ("-1001 never started", "must be the number of an order"),
        ("1001 2nd time that it dropped", "A reason cannot begin with a number"),
        ("1001 5days late", "A reason cannot begin with a number"),
        ("1001 50% missing", "A reason cannot begin with a number"),
        ("1001 -0.5 missing", "A reason cannot begin with a number"),
        ("1001 $0.5 missing", "A reason cannot begin with a number"),
        ("1001 0,5 missing", "A reason cannot begin with a number"),
        ("1001 ٣ missing", "A reason cannot begin with a number"),
        ("1001 1e-1 missing", "A reason cannot begin with a number"),
        ("1001 0 missing", "above zero"),
        ("1001 0.0000001 missing", "at most six decimals"),
        ("1001 0.5", "A reason is missing"),
        ("1001 \u{200b}", "A reason is missing"),
    ];
    for (typed, said) in wrong {
        olga.says(&format!("/refund {typed}")).await;
        olga.expects(said);
        olga.expects(usage);
        assert!(!olga.is_offered("Confirm"), "{typed}");
    }
    olga.says("/refund 4242 never started").await;
    olga.expects("There is no such order");
    assert_eq!((world.count("admin_acts").await, world.count("journal").await), (0, 0));
    assert_eq!(world.order(order_id).await.returned, Money::ZERO);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_refunds_their_own_order_where_there_is_another_owner() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    oscar.does("/credit 9000 10 gift").await;
    let order_id = world.places(olga.id, 1, "https://instagram.com/olga", 1_000).await;
    olga.says(&format!("/refund {order_id} changed my mind")).await;
    olga.expects("Ask another owner");
    assert!(!olga.is_offered("Confirm"));
    oscar.does(&format!("/refund {order_id} she changed her mind")).await;
    assert_eq!(world.wallet(olga.id).await.available, money("10"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_that_time_has_overtaken_does_nothing_wrong() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "25").await;
    // It was sent meanwhile.
    let first = world.places(5_001, 1, "https://instagram.com/a1", 1_000).await;
    olga.says(&format!("/refund {first} out of stock")).await;
    world.submit().await;
    olga.taps("Confirm").await;
    olga.expects("put the word “anyway” into the reason");
    assert_eq!(world.order(first).await.state, OrderState::Active);
    // A part came back meanwhile: the card's amount is not there any more.
    olga.says(&format!("/refund {first} anyway")).await;
    world.hears(first, &report("Partial", Some(500))).await;
    world.settle().await;
    olga.taps("Confirm").await;
    olga.expects("That is more than can still be returned for this order: $0.585.");
    assert_eq!(world.order(first).await.returned, money("0.585"));
    assert_eq!(world.count("journal").await, 0);
    // The customer was first.
    let second = world.places(5_001, 1, "https://instagram.com/a2", 1_000).await;
    olga.says(&format!("/refund {second} out of stock")).await;
    world.cancels(5_001, second).await.unwrap();
    world.settle().await;
    olga.taps("Confirm").await;
    olga.expects("Already fully refunded.");
    assert_eq!(world.count("journal").await, 0);
    world.audit().await;
}

impl World {
    /// Has an order accepted and delivered.
    async fn runs_to_its_end(&self, order_id: i64) {
        self.submit().await;
        self.hears(order_id, &report("Completed", Some(0))).await;
    }
}
