//! Telegram Stars: an invoice in the chat, the question before it is paid, and what comes of it.

use serde_json::json;
use storefront::sandbox::telegram::{Checkout, Invoice, Shown};

use crate::support::{Actor, World};

/// A shop that takes Stars, and what else it is set to.
async fn shop(extra: &[(&'static str, &str)]) -> World {
    let mut vars = vec![("STARS_RATE", "0.013".to_owned()), ("DEPOSIT_BONUS", "20:5".to_owned())];
    vars.extend(extra.iter().map(|(name, value)| (*name, (*value).to_owned())));
    World::with_ways(vars).await
}

/// The newest invoice in a chat.
fn invoice(of: Actor<'_>) -> (Shown, Invoice) {
    let chat = of.chat();
    let newest = chat.iter().rev().find(|shown| shown.invoice.is_some()).expect("an invoice");
    (newest.clone(), newest.invoice.clone().unwrap())
}

impl World {
    /// A person presses Pay; how that ends.
    async fn pays_stars(&self, who: Actor<'_>, shown: &Shown) -> Checkout {
        let question = self.telegram.pays(who.id, shown).unwrap();
        self.until("the checkout ends", async || {
            self.telegram.checkout(&question) != Some(Checkout::Asked)
        })
        .await;
        self.settle().await;
        self.telegram.checkout(&question).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_pays_with_stars_and_is_credited_once() {
    let world = shop(&[]).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.says("/deposit").await;
    alice.expects("Telegram Stars");
    alice.taps("$25.00").await;
    let (shown, asked) = invoice(alice);
    assert_eq!(asked.stars, 1_924, "rounded up to whole Stars");
    assert_eq!(asked.title, "Top up $25.01");
    assert!(alice.was_told("Press Pay ⭐ 1924 in the invoice below"));
    assert!(matches!(world.pays_stars(alice, &shown).await, Checkout::Paid { .. }));
    assert_eq!(alice.times_told("$25.01 was added to your balance"), 1);
    world.has(5_001, "25.01", "1.2505").await;
    // Telegram's list says the same once more.
    world.app.workers.reconcile_stars().await.unwrap();
    world.has(5_001, "25.01", "1.2505").await;
    assert_eq!(world.count("deposits").await, 1);
    alice.says("/balance").await;
    alice.taps("Deposits").await;
    alice.expects("1924 ⭐");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invoice_is_paid_once_by_its_owner_and_as_long_as_it_stands() {
    let world = shop(&[]).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.deposits("10").await;
    let (shown, _) = invoice(alice);
    // The same sum again: the same request, another invoice.
    alice.deposits("10").await;
    let (second, _) = invoice(alice);
    assert_ne!(shown.message_id, second.message_id);
    assert!(matches!(world.pays_stars(alice, &shown).await, Checkout::Paid { .. }));
    let Checkout::Declined(why) = world.pays_stars(alice, &second).await else {
        panic!("paid twice")
    };
    assert_eq!(why, "This invoice was paid already. Start again with /deposit.");
    // One that is over.
    alice.deposits("20").await;
    let (late, _) = invoice(alice);
    world.advance_ms(3_700_000);
    world.app.workers.expire_deposits().await.unwrap();
    world.settle().await;
    let Checkout::Declined(why) = world.pays_stars(alice, &late).await else { panic!("too late") };
    assert_eq!(why, "This request is not there any more. Start again.");
    world.has(5_001, "10.01", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_banned_cannot_pay_and_what_was_paid_all_the_same_is_credited() {
    let world = shop(&[]).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.deposits("10").await;
    let (shown, asked) = invoice(alice);
    world.owner().does("/ban 5001 spam").await;
    let Checkout::Declined(why) = world.pays_stars(alice, &shown).await else { panic!("banned") };
    assert!(!why.is_empty() && !why.contains('<'), "{why}");
    // The ban came between the yes and the payment.
    let payment = json!({
        "currency": "XTR", "total_amount": asked.stars, "invoice_payload": asked.payload,
        "telegram_payment_charge_id": "stx1", "provider_payment_charge_id": "",
    });
    for _ in 0..2 {
        alice.sends_raw(json!({ "successful_payment": payment.clone() })).await;
    }
    world.has(5_001, "10.01", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_a_payment_whose_message_was_lost_is_found_in_telegrams_list() {
    let world = shop(&[("STARS_HOLD_DAYS", "1")]).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.deposits("10").await;
    let (shown, _) = invoice(alice);
    world.pays_stars(alice, &shown).await;
    // As if the message had never come.
    world.forces("deposits", "DELETE FROM deposits").await;
    for _ in 0..2 {
        world.app.workers.reconcile_stars().await.unwrap();
        assert_eq!(world.count("deposits").await, 1);
    }
    world.advance_ms(86_400_000);
    world.app.workers.credit_held_stars().await.unwrap();
    world.settle().await;
    world.has(5_001, "10.01", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_what_the_bot_earned_before_it_was_this_shop_is_nobodys_deposit() {
    let world = shop(&[]).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.deposits("10").await;
    let (shown, _) = invoice(alice);
    world.pays_stars(alice, &shown).await;
    // A database made anew knows no deposit, and names its requests by another mark.
    world.forces("deposits", "DELETE FROM deposits").await;
    world.forces("meta", "UPDATE meta SET value = 'another' WHERE key = 'deposit_mark'").await;
    world.app.workers.reconcile_stars().await.unwrap();
    assert_eq!(world.count("deposits").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stars_that_are_given_back_take_their_money_and_their_bonus_along() {
    let world = shop(&[]).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.deposits("20").await;
    let (shown, _) = invoice(alice);
    world.pays_stars(alice, &shown).await;
    world.has(5_001, "20", "1").await;
    world.gives_back(alice).await;
    world.has(5_001, "0", "0").await;
    assert!(alice.was_told("The Stars were given back to you"));
    assert!(world.owner().was_told("Telegram has given the Stars back"));
    // Neither message counts twice, and the list says nothing new.
    world.app.workers.reconcile_stars().await.unwrap();
    world.has(5_001, "0", "0").await;
    assert_eq!(alice.times_told("The Stars were given back to you"), 1);
    world.audit().await;
}

impl World {
    /// Telegram gives the person's last payment back.
    async fn gives_back(&self, who: Actor<'_>) {
        let payment = self.telegram.star_payments().pop().unwrap();
        let refunded = json!({
            "currency": "XTR", "total_amount": payment.stars, "invoice_payload": payment.payload,
            "telegram_payment_charge_id": payment.charge_id,
        });
        who.sends_raw(json!({ "refunded_payment": refunded })).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_on_hold_is_spendable_when_its_days_are_over_or_never() {
    let world = shop(&[("STARS_HOLD_DAYS", "21")]).await;
    let (alice, bob) =
        (world.customer(5_001, "Alice", "0").await, world.customer(5_002, "Bob", "0").await);
    for who in [alice, bob] {
        who.deposits("20").await;
        let (shown, _) = invoice(who);
        world.pays_stars(who, &shown).await;
        who.expects("You can spend it from");
    }
    world.app.workers.credit_held_stars().await.unwrap();
    world.has(5_001, "0", "0").await;
    world.gives_back(bob).await;
    world.advance_ms(21 * 86_400_000);
    world.app.workers.credit_held_stars().await.unwrap();
    world.app.workers.credit_held_stars().await.unwrap();
    world.settle().await;
    world.has(5_001, "20", "1").await;
    world.has(5_002, "0", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_checkout_is_answered_while_the_inbox_is_full() {
    let world = shop(&[]).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.deposits("10").await;
    let (shown, _) = invoice(alice);
    let flood: Vec<i64> = (0..400).map(|number| 6_000 + number % 40).collect();
    for person_id in &flood {
        world.telegram.says(*person_id, "/help");
    }
    let question = world.telegram.pays(alice.id, &shown).unwrap();
    world
        .until("the checkout ends", async || {
            world.telegram.checkout(&question) != Some(Checkout::Asked)
        })
        .await;
    world.settle().await;
    assert!(matches!(world.telegram.checkout(&question), Some(Checkout::Paid { .. })));
    world.has(5_001, "10.01", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p07_payments_that_are_none_change_nothing() {
    let world = shop(&[]).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let of = |change: serde_json::Value| {
        let mut payment = json!({
            "currency": "XTR", "total_amount": 100, "invoice_payload": "x",
            "telegram_payment_charge_id": "stx9", "provider_payment_charge_id": "",
        });
        for (name, value) in change.as_object().unwrap() {
            payment[name] = value.clone();
        }
        json!({ "successful_payment": payment })
    };
    for change in [
        json!({ "currency": "USD" }),
        json!({ "total_amount": 0 }),
        json!({ "total_amount": -100 }),
        json!({ "total_amount": "many" }),
        json!({ "telegram_payment_charge_id": "" }),
    ] {
        alice.sends_raw(of(change)).await;
    }
    assert_eq!(world.count("deposits").await, 0);
    alice.sends_raw(json!({ "refunded_payment": of(json!({}))["successful_payment"] })).await;
    world.has(5_001, "0", "0").await;
    assert_eq!(world.count("deposits").await, 0);
    // Nobody promised a sum: they are worth what Stars are worth now.
    alice.sends_raw(of(json!({}))).await;
    world.has(5_001, "1.3", "0").await;
    world.audit().await;
}
