//! Once a day the balance of each provider is held against what orders have cost there.

mod gateways;

use rust_decimal::Decimal;
use storefront::clock::{DAY_MS, HOUR_MS};
use storefront::flows::orders::review::Decision;
use storefront::sandbox::panel::{FaultRule, PanelFault};

use crate::support::World;
use crate::support::world::OWNER;

const SHORT: &str = "more than its orders cost";
const RISEN: &str = "the balance rose by";
/// 10,000 at 0.90 a thousand cost nine dollars there.
const PIECES: i64 = 10_000;

impl World {
    /// The comparison of the day with the provider, an hour after the last thing that happened.
    async fn compares(&self) {
        self.advance_ms(HOUR_MS);
        let provider = self.app.workers.providers.all()[0].clone();
        self.app.workers.reconcile_provider(&provider).await.unwrap();
        self.settle().await;
    }

    async fn compares_a_day_later(&self) {
        self.advance_ms(DAY_MS);
        self.compares().await;
    }

    /// Somebody moves the provider's balance and no order.
    fn moves_balance(&self, by: &str) {
        let balance: Decimal = self.panel.balance().parse().unwrap();
        let moved = balance + by.parse::<Decimal>().unwrap();
        self.panel.set_balance(&moved.to_string()).unwrap();
    }

    fn times_short(&self) -> usize {
        self.owner().times_told(SHORT)
    }
}

/// A shop whose provider was compared once.
async fn compared_world() -> World {
    let world = World::new().await;
    world.customer(5_001, "Alice", "500").await;
    world.compares().await;
    assert_eq!(world.count("provider_reconciliations").await, 1);
    world
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panel_that_debits_twice_is_told_with_its_order_once() {
    let mut world = compared_world().await;
    let (first, _) = world.starts(5_001, "https://instagram.com/one", PIECES).await;
    world.compares_a_day_later().await;
    assert_eq!(world.times_short(), 0);
    let (twice, _) = world.starts(5_001, "https://instagram.com/two", PIECES).await;
    world.moves_balance("-9");
    world.compares_a_day_later().await;
    assert_eq!(world.times_short(), 1);
    world.owner().expects(&format!("fell by 9 USD {SHORT}"));
    world.owner().expects(&format!("The order of that time: #{twice}"));
    assert!(!world.owner().was_told(&format!("of that time: #{first}")));
    // Neither another round of the day nor a restart nor the next day tells it again.
    world.compares().await;
    world.restart(&[]).await;
    world.compares().await;
    world.compares_a_day_later().await;
    assert_eq!(world.times_short(), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clean_days_tell_nothing_whatever_becomes_of_orders() {
    let world = compared_world().await;
    let mut ids = Vec::new();
    for link in ["one", "two", "three"] {
        let link = format!("https://instagram.com/{link}");
        ids.push(world.starts(5_001, &link, PIECES).await.1);
    }
    world.compares_a_day_later().await;
    // One ends early, one is canceled, and that is heard of before the next day.
    world.panel.set_status(&ids[0], "Partial", Some(4_000), None).unwrap();
    world.panel.set_status(&ids[1], "Canceled", None, None).unwrap();
    world.panel.set_status(&ids[2], "Completed", None, None).unwrap();
    world.advance_ms(6 * HOUR_MS);
    world.poll().await;
    assert_eq!(world.count("orders WHERE state IN ('partial', 'canceled', 'completed')").await, 3);
    world.compares_a_day_later().await;
    // One may have been placed or not: it was, and the panel has charged for it.
    world.panel.set_fault(FaultRule::once("add", PanelFault::ResetAfter));
    let unclear = world.places(5_001, 1, "https://instagram.com/four", PIECES).await;
    world.submit().await;
    assert_eq!(world.count("orders WHERE state = 'review'").await, 1);
    world.compares_a_day_later().await;
    let placed = world.panel.accepted().last().unwrap().id.clone();
    let decision = Decision::Placed { provider_order_id: placed };
    world.decides(OWNER, unclear, &decision).await.unwrap();
    world.compares_a_day_later().await;
    let told = [SHORT, RISEN].map(|part| world.owner().times_told(part));
    assert_eq!(told, [0, 0]);
    assert_eq!(world.count("provider_reconciliations WHERE day > 0").await, 1);
    world.audit().await;
}

/// An owner presses the button of the provider's card, and the job comes round.
async fn olga_asks(world: &World) {
    let olga = world.owner();
    olga.says("/providers").await;
    olga.taps("⚙️ main").await;
    for _ in 0..2 {
        assert_eq!(olga.taps_for_answer("Compare the balance").await, ASKED);
    }
    assert_eq!(world.count("reconciliation_requests").await, 1, "a double tap asks once");
    let provider = world.app.workers.providers.all()[0].clone();
    for _ in 0..2 {
        world.app.workers.reconcile_asked(&provider).await.unwrap();
    }
    world.settle().await;
    assert_eq!(world.count("reconciliation_requests").await, 0);
}

const ASKED: &str = "Comparing. The result comes as a message.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_asks_at_any_time_whether_the_balance_fits() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "500").await;
    let olga = world.owner();
    olga_asks(&world).await;
    olga.expects("the balance is noted");
    world.starts(5_001, "https://instagram.com/one", PIECES).await;
    world.advance_ms(HOUR_MS);
    olga_asks(&world).await;
    olga.expects("the balance fits");
    let (second, _) = world.starts(5_001, "https://instagram.com/two", PIECES).await;
    world.moves_balance("-9");
    world.advance_ms(HOUR_MS);
    olga_asks(&world).await;
    olga.expects(&format!("fell by 9 USD {SHORT}"));
    olga.expects(&format!("#{second}"));
    // The comparison of the day finds it all the same, and tells everybody once.
    world.compares_a_day_later().await;
    assert_eq!(world.times_short(), 2);
    world.panel.set_fault(FaultRule::always(PanelFault::Http500));
    olga_asks(&world).await;
    olga.expects("the balance could not be read");
    let journal = world.journal().await;
    assert!(journal.iter().any(|line| line.contains("comparison_asked")), "{journal:?}");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_but_owners_has_a_balance_compared() {
    let world = World::new().await;
    let mallory = world.customer(6_666, "Mallory", "0").await;
    mallory.forges_tap("pq:main").await;
    assert_eq!(world.count("reconciliation_requests").await, 0);
    world.owner().forges_tap("pq:nobody").await;
    assert_eq!(world.count("reconciliation_requests").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_panel_charged_for_an_order_that_was_decided_not_to_be_placed_is_told() {
    let world = compared_world().await;
    world.panel.set_fault(FaultRule::once("add", PanelFault::ResetAfter));
    let unclear = world.places(5_001, 1, "https://instagram.com/one", PIECES).await;
    world.submit().await;
    world.compares_a_day_later().await;
    assert_eq!(world.times_short(), 0, "as long as it is in doubt it explains its cost");
    world.decides(OWNER, unclear, &Decision::NotPlaced).await.unwrap();
    world.compares_a_day_later().await;
    assert_eq!(world.times_short(), 1);
    world.owner().expects(&format!("#{unclear}"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn money_that_a_panel_keeps_of_a_canceled_order_is_told() {
    let world = compared_world().await;
    let (order_id, id) = world.starts(5_001, "https://instagram.com/one", PIECES).await;
    world.compares_a_day_later().await;
    world.panel.set_status(&id, "Canceled", None, None).unwrap();
    world.moves_balance("-9");
    world.advance_ms(6 * HOUR_MS);
    world.poll().await;
    world.compares_a_day_later().await;
    assert_eq!(world.times_short(), 1);
    world.owner().expects(&format!("The order of that time: #{order_id}"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_top_up_is_said_and_a_refund_that_came_before_its_news_is_no_loss() {
    let world = compared_world().await;
    let (_, id) = world.starts(5_001, "https://instagram.com/one", PIECES).await;
    world.compares_a_day_later().await;
    world.moves_balance("250");
    world.compares_a_day_later().await;
    world.owner().expects(&format!("{RISEN} 250 USD"));
    // The panel gives money back, and the shop hears of it a day later only.
    world.panel.set_status(&id, "Canceled", None, None).unwrap();
    world.compares_a_day_later().await;
    assert_eq!(world.owner().times_told(RISEN), 2);
    world.poll().await;
    world.compares_a_day_later().await;
    assert_eq!((world.owner().times_told(RISEN), world.times_short()), (2, 0));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_does_not_answer_is_compared_later_that_day() {
    let world = compared_world().await;
    world.starts(5_001, "https://instagram.com/one", PIECES).await;
    world.moves_balance("-20");
    world.panel.set_fault(FaultRule::once("balance", PanelFault::Http500));
    world.compares_a_day_later().await;
    assert_eq!(world.times_short(), 0);
    world.compares().await;
    assert_eq!(world.times_short(), 1);
    world.owner().expects("fell by 20 USD");
    world.audit().await;
}
