//! A service that answers badly: a top-up is sent once whatever comes back, money waits for a
//! person, and what costs more than was told is not sold any further.

use super::{ALICE, BOB, NUMBER, Shop, price_of_200};
use storefront::domain::order::OrderState;
use storefront::sandbox::upmobile::UpmobileFault;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p03_a_top_up_of_unknown_outcome_is_never_sent_again() {
    for fault in [
        UpmobileFault::Http500After,
        UpmobileFault::CutAfter,
        UpmobileFault::NoId,
        UpmobileFault::ErrorBeside,
    ] {
        let shop = Shop::open().await;
        let alice = shop.customer(ALICE, "Alice", "10").await;
        let order_id = shop.tops_up(&alice, NUMBER, "200").await;
        shop.service.set_fault_once(fault);
        for _ in 0..4 {
            shop.submit().await;
            shop.poll().await;
        }
        shop.advance_ms(3_600_000);
        shop.submit().await;
        let order = shop.order(order_id).await;
        assert_eq!(order.state, OrderState::Review, "{fault:?}");
        assert_eq!(shop.service.acceptances_for(NUMBER), 1, "{fault:?}");
        assert_eq!(shop.wallet(ALICE).await.held, order.price);
        shop.draws_cards().await;
        assert!(alice.was_told("being checked"), "{:?}", alice.told());
        assert!(shop.owner().was_told("needs your decision"), "{:?}", shop.owner().told());
        shop.ends().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_says_nothing_of_an_operation_is_unknown_all_the_same() {
    for fault in [
        UpmobileFault::Unlisted,
        UpmobileFault::Html,
        UpmobileFault::Http500Before,
        UpmobileFault::CutBefore,
    ] {
        let shop = Shop::open().await;
        let alice = shop.customer(ALICE, "Alice", "10").await;
        let order_id = shop.tops_up(&alice, NUMBER, "200").await;
        shop.service.set_fault_once(fault);
        shop.submit().await;
        assert_eq!(shop.order(order_id).await.state, OrderState::Review, "{fault:?}");
        assert_eq!(shop.service.acceptances_for(NUMBER), 0);
        shop.ends().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_proves_that_nothing_was_sent_waits() {
    for (fault, back) in [
        (UpmobileFault::NoAccounts, "no accounts"),
        (UpmobileFault::Held, "money held"),
        (UpmobileFault::RefusesKey, "key"),
        (UpmobileFault::TooMany, "429"),
    ] {
        let shop = Shop::open().await;
        let alice = shop.customer(ALICE, "Alice", "10").await;
        let order_id = shop.tops_up(&alice, NUMBER, "200").await;
        shop.service.set_fault(fault);
        shop.submit().await;
        let order = shop.order(order_id).await;
        assert_eq!(order.state, OrderState::Queued, "{back}");
        assert_eq!(shop.wallet(ALICE).await.held, order.price);
        shop.service.set_fault(UpmobileFault::None);
        if fault != UpmobileFault::RefusesKey {
            shop.advance_ms(600_001);
            shop.submit().await;
            assert_eq!(shop.order(order_id).await.state, OrderState::Active, "{back}");
            assert_eq!(shop.service.acceptances_for(NUMBER), 1);
        }
        shop.ends().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_debit_above_the_price_that_was_told_stops_the_sales_of_its_provider() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "20").await;
    let order_id = shop.tops_up(&alice, NUMBER, "200").await;
    let second = shop.tops_up(&alice, "+79161234568", "200").await;
    shop.service.set_fault(UpmobileFault::DebitAbove);
    shop.submit().await;
    let sent = shop.service.operations();
    let id_of = |number: &str| sent.iter().find(|it| it.destination == number).unwrap().id.clone();
    let waiting = shop.tops_up(&alice, "+79161234569", "200").await;
    shop.service.set_fault(UpmobileFault::None);
    shop.service.finish(&id_of("+79161234568"));
    shop.poll().await;
    assert_eq!(shop.order(second).await.state, OrderState::Completed);
    // What is paid is what was shown.
    assert_eq!(shop.order(second).await.price, price_of_200());
    let owner = shop.owner();
    assert!(owner.was_told("211"), "{:?}", owner.told());
    assert_eq!(owner.times_told("was charged above its cost"), 2, "each of the two");
    assert_eq!(owner.times_told("nothing more of this provider is sold"), 1);
    // Nothing of it is sold, whatever kind of account it tops up.
    let bob = shop.customer(BOB, "Bob", "10").await;
    for (category, question) in [("mobile", "mobile number to top up"), ("game", "Steam")] {
        shop.opens(&bob, category).await;
        assert!(!bob.screen().contains(question), "{}", bob.screen());
    }
    // What waits is neither sent nor returned.
    shop.submit().await;
    assert_eq!(shop.order(waiting).await.state, OrderState::Queued);
    assert_eq!(shop.service.acceptances_for("+79161234569"), 0);
    // What is under way is followed, and a good answer puts nothing on sale.
    shop.service.finish(&id_of(NUMBER));
    shop.poll().await;
    assert_eq!(shop.order(order_id).await.state, OrderState::Completed);
    assert_eq!(shop.count("provider_stops WHERE reason = 'debited'").await, 1);
    owner.says("/providers").await;
    owner.forges_tap("pv:up").await;
    owner.expects("A top-up took more than its price had said");
    assert!(owner.has_button("Make a trial"));
    owner.taps("Switch on").await;
    owner.taps("Confirm").await;
    assert_eq!(shop.count("provider_stops WHERE provider = 'up'").await, 0);
    shop.submit().await;
    assert_eq!(shop.order(waiting).await.state, OrderState::Active);
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_top_up_never_moves_to_another_source() {
    let shop = Shop::open().await;
    let mobile = shop.number_of("mobile").await;
    let owner = shop.owner();
    owner.says("/order").await;
    owner.forges_tap(&format!("v:{mobile}:0")).await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    let order_id = shop.tops_up(&alice, NUMBER, "200").await;
    // Even where somebody has written another source beside it.
    shop.tampers(&format!(
        "INSERT INTO service_sources (service_id, source_id, added_by, added_ms) \
         SELECT {mobile}, source_id, 1, 1 FROM sources WHERE provider = 'main' \
         AND provider_service_id = '1'"
    ))
    .await;
    shop.service.set_fault(UpmobileFault::NoAccounts);
    shop.submit().await;
    let order = shop.order(order_id).await;
    assert_eq!((order.state, order.provider.as_str()), (OrderState::Queued, "up"));
    assert!(shop.panel.accepted().is_empty());
    // Least of all after an outcome that nobody knows.
    shop.service.set_fault_once(UpmobileFault::CutAfter);
    for _ in 0..3 {
        shop.advance_ms(600_001);
        shop.submit().await;
    }
    let order = shop.order(order_id).await;
    assert_eq!((order.state, order.provider.as_str()), (OrderState::Review, "up"));
    assert_eq!(shop.service.acceptances_for(NUMBER), 1);
    assert!(shop.panel.accepted().is_empty());
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_said_in_place_of_an_operation_repeats_no_login() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    shop.opens(&alice, "game").await;
    alice.taps("Steam").await;
    alice.says("gaben_42").await;
    alice.says("200").await;
    shop.asks_prices().await;
    alice.taps("Confirm").await;
    shop.submit().await;
    shop.service.set_fault(UpmobileFault::EchoesOperation);
    for _ in 0..8 {
        shop.poll().await;
        shop.advance_ms(600_001);
    }
    let owner = shop.owner();
    assert!(owner.was_told("does not answer questions"), "{:?}", owner.told());
    assert!(!owner.was_told("gaben_42"));
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_service_lists_is_shown_to_whoever_decides() {
    let options = r#"{"paths": {"operations": "operations"}}"#.to_owned();
    let shop = Shop::open_with(&[("PROVIDER_UP_OPTIONS", options)]).await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    // Another one of the same, which is known.
    shop.tops_up(&alice, NUMBER, "200").await;
    shop.submit().await;
    let known = shop.newest();
    let order_id = shop.tops_up(&alice, NUMBER, "200").await;
    shop.service.set_fault_once(UpmobileFault::CutAfter);
    shop.submit().await;
    assert_eq!(shop.order(order_id).await.state, OrderState::Review);
    shop.app.workers.look_for_recharges(&shop.client()).await.unwrap();
    assert_eq!(shop.order(order_id).await.seen_id, "", "two may be it");
    let other = shop.tops_up(&alice, "+79031112233", "200").await;
    shop.service.set_fault_once(UpmobileFault::CutAfter);
    shop.submit().await;
    shop.app.workers.look_for_recharges(&shop.client()).await.unwrap();
    let found = shop.order(other).await;
    assert_eq!((found.state, found.seen_id.clone()), (OrderState::Review, shop.newest()));
    assert_ne!(found.seen_id, known);
    let owner = shop.owner();
    owner.says(&format!("/order {other}")).await;
    owner.expects(&found.seen_id);
    shop.ends().await;
}
