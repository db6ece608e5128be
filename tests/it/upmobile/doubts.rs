//! A service that answers badly: a top-up is sent once whatever comes back, money waits for a
//! person, and what costs more than was told is not sold any further.

use super::{ALICE, BOB, NUMBER, Shop};
use crate::support::money;
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
    for fault in [UpmobileFault::Unlisted, UpmobileFault::Html] {
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
async fn a_debit_above_the_price_that_was_told_takes_it_off_sale() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    let order_id = shop.tops_up(&alice, NUMBER, "200").await;
    shop.service.set_fault(UpmobileFault::DebitAbove);
    shop.submit().await;
    shop.service.set_fault(UpmobileFault::None);
    shop.service.finish(&shop.newest());
    shop.poll().await;
    assert_eq!(shop.order(order_id).await.state, OrderState::Completed);
    assert_eq!(shop.count("service_pauses").await, 1);
    assert!(shop.owner().was_told("211"), "{:?}", shop.owner().told());
    let bob = shop.customer(BOB, "Bob", "10").await;
    let service = shop.number_of("mobile").await;
    bob.says("/order").await;
    bob.forges_tap(&format!("v:{service}:0")).await;
    assert!(!bob.screen().contains("mobile number to top up"), "{}", bob.screen());
    // What is paid is what was shown.
    assert_eq!(shop.wallet(ALICE).await.available, money("7.27"));
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
