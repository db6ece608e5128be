//! Orders in parts: what is asked and sent, and that they settle by the orders that the provider
//! makes of them.

use storefront::domain::order::OrderState;
use storefront::sandbox::panel::{FaultRule, PanelFault};

use super::fields;
use crate::support::{Actor, World, money};

const MINUTE_MS: u64 = 60_000;

impl Actor<'_> {
    /// Walks to the price of ten parts of a hundred, one every thirty minutes.
    async fn wants_parts(&self) {
        self.begins("In parts", "Instagram Followers", "@alice").await;
        self.says("100").await;
        self.expects("Everything at once");
        self.taps("In parts").await;
        self.expects("How many parts? Each is 100");
        self.taps("10").await;
        self.expects("How long from one part to the next?");
        self.taps("30 minutes").await;
    }

    /// Buys them and has them accepted; our number and the provider's.
    async fn buys_parts(&self) -> (i64, String) {
        self.wants_parts().await;
        self.confirms().await
    }
}

impl World {
    /// Lets the panel make so many parts and deliver them, and hears of it.
    pub async fn delivers_parts(&self, count: u64) {
        self.panel.tick_ms(6_000);
        self.panel.tick_ms((count - 1) * 30 * MINUTE_MS);
        self.panel.tick_ms(MINUTE_MS);
        self.poll().await;
        self.poll().await;
    }

    /// Hears of an end: of the whole, of what it is made of, and of the whole again.
    pub async fn hears_of_parts(&self) {
        for _ in 0..3 {
            self.poll().await;
        }
    }

    async fn ended(&self, order_id: i64) -> (OrderState, i64) {
        let order = self.order(order_id).await;
        (order.state, order.returned.micros())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_parts_are_asked_for_sent_and_followed_to_the_end() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.wants_parts().await;
    alice.expects("Quantity: 10 × 100, every 30 minutes");
    alice.taps("Confirm · $1.30").await;
    let order_id = alice.order_number();
    assert_eq!(world.wallet(5_001).await.held, money("1.30"));
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!(
        (order.state, order.quantity, order.billed_quantity),
        (OrderState::Active, 100, 1_000)
    );
    let service = world.panel.accepted().pop().unwrap().service.to_string();
    let expected = fields(&[
        ("interval", "30"),
        ("link", "https://instagram.com/alice"),
        ("quantity", "100"),
        ("runs", "10"),
        ("service", &service),
    ]);
    assert_eq!(world.sent_add(), expected);
    world.delivers_parts(3).await;
    world.draws_cards().await;
    let card = alice.screen();
    for line in ["Quantity: 10 × 100, every 30 minutes", "Part 3 of 10 · 3 done", "300 of 1,000"]
    {
        assert!(card.contains(line), "{line}: {card}");
    }
    world.delivers_parts(8).await;
    world.hears_of_parts().await;
    assert_eq!(world.ended(order_id).await, (OrderState::Completed, 0));
    assert_eq!(world.count("child_orders WHERE state = 'completed'").await, 10);
    assert_eq!(alice.times_told("#1001"), alice.times_told("Order #1001"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_not_delivered_comes_back_when_it_is_canceled() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let (order_id, id) = alice.buys_parts().await;
    world.delivers_parts(4).await;
    world.panel.tick_ms(30 * MINUTE_MS);
    let children = world.panel.children(&id);
    assert_eq!(children.len(), 5);
    world.panel.set_status(&children[4], "Partial", Some(40), None).unwrap();
    world.panel.set_status(&id, "Canceled", None, None).unwrap();
    world.hears_of_parts().await;
    // Five parts of a hundred were made, and forty of one are missing.
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Partial, money("0.702")));
    assert!(alice.was_told("because 540 of 1,000 were not delivered"), "{:#?}", alice.told());
    // A part that corrects itself later is returned as well, once.
    world.panel.set_status(&children[0], "Canceled", None, None).unwrap();
    world.poll_after(7 * 3_600_000).await;
    world.hears_of_parts().await;
    assert_eq!(world.order(order_id).await.returned, money("0.832"));
    world.poll_after(7 * 3_600_000).await;
    assert_eq!(world.order(order_id).await.returned, money("0.832"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_comes_back_while_a_part_is_on_its_way() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let (order_id, id) = alice.buys_parts().await;
    world.panel.tick_ms(6_000);
    world.panel.set_status(&id, "Canceled", None, None).unwrap();
    world.hears_of_parts().await;
    assert_eq!(world.ended(order_id).await, (OrderState::Active, 0));
    world.panel.tick_ms(MINUTE_MS);
    world.hears_of_parts().await;
    assert_eq!(world.ended(order_id).await, (OrderState::Partial, 1_170_000));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_never_began_comes_back_whole() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let (order_id, id) = alice.buys_parts().await;
    world.panel.set_status(&id, "Canceled", None, None).unwrap();
    world.hears_of_parts().await;
    assert_eq!(world.ended(order_id).await, (OrderState::Canceled, 1_300_000));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panel_that_tells_of_the_whole_is_settled_like_any_other_order() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let (order_id, id) = alice.buys_parts().await;
    world.panel.tell_plainly(&id);
    world.delivers_parts(4).await;
    assert_eq!(world.count("child_orders").await, 0);
    world.draws_cards().await;
    alice.expects("400 of 1,000");
    world.panel.set_status(&id, "Partial", None, None).unwrap();
    world.hears_of_parts().await;
    assert_eq!(world.ended(order_id).await, (OrderState::Partial, 780_000));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_that_cannot_be_so_moves_no_money_and_waits_for_a_person() {
    for (place, told) in [("twice", 0), ("another's", 1), ("its own", 2), ("too many", 3)] {
        let world = World::new().await;
        let alice = world.customer(5_001, "Alice", "100").await;
        let (_, other) = world.starts(5_001, "https://instagram.com/other", 100).await;
        let (order_id, id) = alice.buys_parts().await;
        world.delivers_parts(5).await;
        let mut ids = world.panel.children(&id);
        match told {
            0 => ids.push(ids[0].clone()),
            1 => ids.push(other.clone()),
            2 => ids.push(id.clone()),
            _ => ids.extend((0..6).map(|number| format!("9{number}{id}"))),
        }
        world.panel.tell_children(&id, Some(ids));
        world.panel.set_status(&id, "Canceled", None, None).unwrap();
        world.hears_of_parts().await;
        let order = world.order(order_id).await;
        assert_eq!((order.state, order.returned.micros()), (OrderState::Review, 0), "{place}");
        assert_eq!(order.reason, "children-contradict");
        assert_eq!(order.review_target, money("0.65"), "{place}");
        let olga = world.owner();
        olga.forges_tap(&format!("ao:{order_id}")).await;
        olga.expects("cannot be right");
        olga.taps("Right: return the money").await;
        olga.taps("Confirm").await;
        assert_eq!(world.ended(order_id).await, (OrderState::Partial, 650_000), "{place}");
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_part_is_no_order_of_anybody_else() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let (order_id, id) = alice.buys_parts().await;
    world.delivers_parts(2).await;
    let child = world.panel.children(&id).remove(0);
    let doubted = world.places(5_001, 1, "https://instagram.com/doubted", 100).await;
    world.panel.set_fault(FaultRule::once("add", PanelFault::ResetBefore));
    world.submit().await;
    assert_eq!(world.order(doubted).await.state, OrderState::Review);
    let olga = world.owner();
    olga.forges_tap(&format!("de:{doubted}:p")).await;
    olga.says(&child).await;
    olga.expects(&format!("#{order_id}"));
    assert_eq!(world.count("id_previews").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_which_nobody_knows_whether_it_was_placed_is_decided_by_a_person() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    world.panel.set_fault(FaultRule::once("add", PanelFault::ResetAfter));
    alice.wants_parts().await;
    alice.taps("Confirm").await;
    let order_id = alice.order_number();
    world.submit().await;
    world.submit().await;
    assert_eq!(world.ended(order_id).await, (OrderState::Review, 0));
    assert_eq!(world.calls("add"), 1);
    let id = world.panel.accepted()[0].id.clone();
    let olga = world.owner();
    olga.forges_tap(&format!("de:{order_id}:p")).await;
    olga.says(&id).await;
    world.app.workers.answer_id_checks().await.unwrap();
    world.settle().await;
    olga.expects("In progress");
    olga.taps("Yes, this is it").await;
    world.delivers_parts(10).await;
    world.hears_of_parts().await;
    assert_eq!(world.ended(order_id).await, (OrderState::Completed, 0));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_parts_together_stay_within_the_service() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("In parts", "Instagram Followers", "@alice").await;
    alice.says("3000").await;
    alice.taps("In parts").await;
    alice.expects("All parts together may be 5,000 at most, and each is 3,000 now");
    alice.taps("Back").await;
    alice.taps("Back").await;
    alice.says("1000").await;
    alice.expects("How many parts? Each is 1,000");
    alice.says("6").await;
    alice.expects("from 2 to 5");
    alice.says("101").await;
    alice.expects("not a number of parts");
    alice.says("4").await;
    alice.says("7").await;
    alice.expects("press one of the buttons");
    alice.says("90").await;
    alice.expects("4 × 1,000, every 1 hour 30 minutes");
    // Another quantity at the price: the number of parts no longer fits.
    alice.says("2000").await;
    alice.expects("How many parts? Each is 2,000");
    alice.taps("2").await;
    alice.expects("2 × 2,000, every 1 hour 30 minutes");
    alice.taps("Back").await;
    alice.taps("Back").await;
    alice.taps("Back").await;
    alice.taps("All at once").await;
    alice.expects("Quantity: 2,000");
    assert!(!alice.screen().contains("every"), "{}", alice.screen());
    alice.taps("Confirm").await;
    world.submit().await;
    assert!(!world.sent_add().iter().any(|(name, _)| name == "runs" || name == "interval"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_has_no_parts_any_more_says_so_before_money_moves() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.wants_parts().await;
    let rows = world.panel.services().into_iter().map(|mut row| {
        row.dripfeed = false;
        row
    });
    world.panel.set_services(rows.collect());
    world.sync().await;
    alice.taps("Confirm").await;
    alice.expects("no longer delivered in parts");
    alice.expects("Quantity: 100");
    alice.taps("Confirm · $0.13").await;
    let order_id = alice.order_number();
    assert_eq!(world.order(order_id).await.billed_quantity, 100);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_can_only_be_delivered_at_once_by_now_is_returned_unsent() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.wants_parts().await;
    alice.taps("Confirm").await;
    let order_id = alice.order_number();
    let rows = world.panel.services().into_iter().map(|mut row| {
        row.dripfeed = false;
        row
    });
    world.panel.set_services(rows.collect());
    world.sync().await;
    world.submit().await;
    assert_eq!(world.ended(order_id).await, (OrderState::Rejected, 1_300_000));
    assert_eq!(world.calls("add"), 0);
    world.audit().await;
}
