//! The trial before anything is sold: an owner tops up a number of their own, and the figures
//! decide whether they may switch it on.

use super::{ALICE, NUMBER, Shop};
use crate::support::world::OWNER;
use storefront::domain::order::OrderState;
use storefront::sandbox::upmobile::UpmobileFault;

impl Shop {
    /// An owner orders their trial.
    async fn tries(&self) -> i64 {
        let owner = self.owner();
        owner.says("/providers").await;
        owner.forges_tap("pv:up").await;
        owner.taps("Make a trial").await;
        owner.expects("mobile number to top up");
        owner.says(NUMBER).await;
        owner.taps("MTS").await;
        owner.says("200").await;
        self.asks_prices().await;
        owner.taps("Confirm").await;
        owner.order_number()
    }

    /// Sends it and has it arrive.
    async fn sends_trial(&self) {
        let before = self.service.operations().len();
        self.submit().await;
        assert_eq!(self.service.operations().len(), before, "not before the balance is known");
        self.follows_trial().await;
        self.submit().await;
        self.service.finish(&self.newest());
        self.poll().await;
        self.follows_trial().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_sold_before_a_trial_agrees_and_everything_after() {
    let shop = Shop::closed().await;
    let owner = shop.owner();
    shop.give(OWNER, "10").await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    let service = shop.number_of("mobile").await;
    alice.says("/order").await;
    alice.forges_tap(&format!("v:{service}:0")).await;
    assert!(!alice.screen().contains("mobile number to top up"), "{}", alice.screen());
    owner.says("/providers").await;
    owner.forges_tap("pv:up").await;
    owner.expects("It sells nothing until a trial");
    assert!(!owner.is_offered("Switch on"), "{:?}", owner.labels());
    owner.forges_tap("pw:up:on").await;
    owner.expects("Top-ups stay off until a trial shows");
    let order_id = shop.tries().await;
    // Customers still see nothing of it.
    alice.says("/order").await;
    alice.forges_tap(&format!("v:{service}:0")).await;
    assert!(!alice.screen().contains("mobile number to top up"), "{}", alice.screen());
    shop.sends_trial().await;
    assert_eq!(shop.order(order_id).await.state, OrderState::Completed);
    assert!(owner.was_told("The balance fell by: 210 RUB"), "{:?}", owner.told());
    assert!(owner.was_told("They agree"));
    owner.taps("They agree: sell").await;
    owner.expects("Sell top-ups?");
    owner.taps("Confirm").await;
    assert!(owner.was_told("are sold"), "{:?}", owner.told());
    assert_eq!(shop.count("journal WHERE act = 'provider_trial_agreed'").await, 1);
    let bought = shop.tops_up(&alice, "+79031112233", "200").await;
    shop.submit().await;
    assert_eq!(shop.order(bought).await.state, OrderState::Active);
    // Off and on again needs no other trial.
    owner.says("/providers").await;
    owner.forges_tap("pv:up").await;
    owner.taps("Switch off").await;
    owner.taps("Confirm").await;
    owner.says("/providers").await;
    owner.forges_tap("pv:up").await;
    owner.taps("Switch on").await;
    owner.taps("Confirm").await;
    assert_eq!(shop.count("provider_stops WHERE provider = 'up'").await, 0);
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn figures_that_differ_leave_it_off() {
    let shop = Shop::closed().await;
    let owner = shop.owner();
    shop.give(OWNER, "10").await;
    shop.tries().await;
    shop.service.set_fault(UpmobileFault::DebitAbove);
    shop.sends_trial().await;
    assert!(owner.was_told("They do not agree"), "{:?}", owner.told());
    assert!(owner.was_told("The balance fell by: 211 RUB"));
    assert!(!owner.has_button("They agree: sell"));
    let trial = shop.number("CAST(MAX(trial_id) AS TEXT) FROM recharge_trials").await;
    owner.says("/providers").await;
    owner.forges_tap(&format!("pe:{trial}")).await;
    owner.expects("cannot switch top-ups on");
    assert_eq!(shop.count("provider_stops WHERE provider = 'up'").await, 1);
    // Another one may follow.
    shop.service.set_fault(UpmobileFault::None);
    shop.tries().await;
    shop.sends_trial().await;
    assert!(owner.was_told("The balance fell by: 210 RUB"));
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_account_in_the_currency_hides_no_debit() {
    let shop = Shop::closed().await;
    shop.service.add_account("acc-rub-2", "RUB", rust_decimal::Decimal::from(99_999));
    shop.give(OWNER, "10").await;
    shop.tries().await;
    shop.sends_trial().await;
    let owner = shop.owner();
    assert!(owner.was_told("The balance fell by: 210 RUB"), "{:?}", owner.told());
    assert!(owner.was_told("They agree"));
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trial_that_fails_comes_back_and_is_told() {
    let shop = Shop::closed().await;
    shop.give(OWNER, "10").await;
    let order_id = shop.tries().await;
    shop.follows_trial().await;
    shop.submit().await;
    shop.service.fail(&shop.newest());
    shop.poll().await;
    shop.follows_trial().await;
    assert_eq!(shop.order(order_id).await.state, OrderState::Canceled);
    assert!(shop.owner().was_told("came to nothing"), "{:?}", shop.owner().told());
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_but_an_owner_begins_or_ends_a_trial() {
    let shop = Shop::closed().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    alice.says("/order").await;
    alice.forges_tap("pz:up").await;
    alice.forges_tap("pe:1").await;
    assert_eq!(shop.count("recharge_trials").await, 0);
    shop.ends().await;
}
