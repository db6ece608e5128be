//! Double taps, repeated updates and confirms at the same moment: each checkout is charged once and
//! no wallet is overdrawn.

use crate::support::shelf::quoted;
use crate::support::{Actor, World, money};
use storefront::domain::ids::CheckoutId;
use storefront::domain::money::Money;
use storefront::flows::orders::place_order::Placed;
use storefront::flows::orders::quote::Ask;

const CHARGED_ONCE: &str = "is already placed. You were charged only once.";

async fn is_charged_once(world: &World, person_id: i64) {
    assert_eq!(world.count("orders").await, 1);
    assert_eq!(world.count("entries WHERE kind = 'hold'").await, 1);
    let wallet = world.wallet(person_id).await;
    assert_eq!((wallet.held, wallet.available), (money("1.17"), money("23.83")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p01_confirm_pressed_twenty_times_at_once_charges_once() {
    let mut world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    let (message_id, data) = alice.button("Confirm");
    let presses: Vec<String> = (0..20).map(|_| alice.presses("Confirm")).collect();
    world.settle().await;
    let mut answers = Vec::new();
    for callback_id in &presses {
        answers.push(alice.answer_to(callback_id).await);
    }
    assert_eq!(answers.iter().filter(|answer| answer.is_empty()).count(), 1);
    assert_eq!(answers.iter().filter(|answer| answer.contains(CHARGED_ONCE)).count(), 19);
    assert_eq!(alice.times_told("is placed"), 1);
    is_charged_once(&world, 5_001).await;
    // Nor later, on another screen or after a restart, whatever number of a screen it carries.
    alice.taps("Menu").await;
    world.restart(&[]).await;
    world.advance_ms(60 * 60_000);
    let alice = Actor { world: &world, id: 5_001 };
    let checkout = data.rsplit(':').next().unwrap();
    for data in [data.clone(), format!("1:0:ok:{checkout}")] {
        let callback_id = world.telegram.presses(5_001, 5_001, message_id, &data);
        world.settle().await;
        assert!(alice.answer_to(&callback_id).await.contains(CHARGED_ONCE));
    }
    is_charged_once(&world, 5_001).await;
    world.submit().await;
    world.submit().await;
    assert_eq!(world.panel.accepted().len(), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p01_an_update_delivered_six_times_acts_once() {
    const UPDATE: i64 = 300_000_000;
    let mut world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.is_asked_for_the_quantity().await;
    let said = world.telegram.says(5_001, "1000");
    world.settle().await;
    let messages = alice.chat().len();
    for _ in 0..5 {
        assert!(world.telegram.redeliver(said));
        world.settle().await;
    }
    assert_eq!(alice.chat().len(), messages, "a repeated text is not answered again");
    assert_eq!(world.count("quotes").await, 1);

    let confirm = alice.button("Confirm").1;
    alice.presses_as(UPDATE, &confirm);
    assert!(world.telegram.redeliver(UPDATE));
    world.settle().await;
    for round in 0..5 {
        if round == 3 {
            world.restart(&[]).await;
        }
        assert!(world.telegram.redeliver(UPDATE));
        world.settle().await;
    }
    let alice = Actor { world: &world, id: 5_001 };
    alice.expects("is placed");
    assert_eq!(alice.chat().len(), messages);
    assert_eq!(world.count(&format!("inbox WHERE update_id = {UPDATE}")).await, 1);
    is_charged_once(&world, 5_001).await;
    // Every other update of the story again: still nothing more.
    for update_id in world.rows("update_id FROM inbox").await {
        world.telegram.redeliver(update_id.parse().unwrap());
    }
    world.settle().await;
    assert_eq!(alice.chat().len(), messages);
    is_charged_once(&world, 5_001).await;
    assert!(!world.owner().was_told("came twice with different content"));
    world.audit().await;
}

/// Quotes of one order each, all at the same price.
async fn quotes(world: &World, person_id: i64, count: usize) -> Vec<CheckoutId> {
    let mut tx = world.app.store.begin().await.unwrap();
    let mut checkouts = Vec::new();
    for number in 0..count {
        let link = format!("https://instagram.com/p{person_id}_{number}");
        let ask = Ask::of(&link, 1_000);
        let quote = quoted(&mut tx, (person_id, 1), &ask, world.now_ms()).await.unwrap();
        assert_eq!(quote.price, 1_170_000);
        checkouts.push(quote.checkout_id);
    }
    tx.commit().await.unwrap();
    checkouts
}

/// Money for `k` orders at 1.17, less the smallest amount there is of one more.
fn money_for(k: i64) -> String {
    Money::from_micros(1_170_000 * (k + 1) - 1).plain()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p13_of_64_confirms_at_once_exactly_those_that_are_paid_for_succeed() {
    let world = World::new().await;
    for (person_id, k) in [(5_001, 0), (5_002, 1), (5_003, 20), (5_004, 63)] {
        world.give(person_id, &money_for(k)).await;
        let checkouts = quotes(&world, person_id, 64).await;
        let confirms = checkouts.iter().map(|checkout| world.confirms(person_id, checkout));
        let placed = futures::future::join_all(confirms).await;
        let new = placed.iter().filter(|placed| matches!(placed, Placed::New { .. })).count();
        let short = placed.iter().filter(|placed| matches!(placed, Placed::Short { .. })).count();
        assert_eq!((new, short), (usize::try_from(k).unwrap(), 64 - new));
        let wallet = world.wallet(person_id).await;
        assert_eq!(wallet.held, Money::from_micros(1_170_000 * k));
        assert_eq!(wallet.available, Money::from_micros(1_169_999));
        // Confirmed once more, those that succeeded are found and the others still lack money.
        let again = checkouts.iter().map(|checkout| world.confirms(person_id, checkout));
        let again = futures::future::join_all(again).await;
        assert!(!again.iter().any(|placed| matches!(placed, Placed::New { .. })));
        assert_eq!(world.wallet(person_id).await, wallet);
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p13_one_checkout_confirmed_64_times_at_once_is_one_order() {
    let world = World::new().await;
    world.give(5_001, "1000").await;
    let checkout = quotes(&world, 5_001, 1).await.remove(0);
    let confirms = (0..64).map(|_| world.confirms(5_001, &checkout));
    let placed = futures::future::join_all(confirms).await;
    let new = placed.iter().filter(|placed| matches!(placed, Placed::New { .. })).count();
    let already = placed.iter().filter(|placed| matches!(placed, Placed::Already { .. })).count();
    assert_eq!((new, already), (1, 63));
    assert_eq!(world.wallet(5_001).await.held, money("1.17"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p13_64_buyers_in_the_chat_at_once_get_exactly_what_they_can_pay() {
    let world = World::new().await;
    let buyers = 7_001..7_065;
    let mut checkouts = Vec::new();
    for person_id in buyers.clone() {
        world.telegram.says(person_id, "/start");
        world.give(person_id, &money_for(person_id % 3)).await;
        checkouts.push((person_id, quotes(&world, person_id, 4).await));
    }
    world.settle().await;
    for turn in 0..4 {
        for (person_id, checkouts) in &checkouts {
            let data = format!("1:0:ok:{}", checkouts[turn]);
            world.telegram.presses(*person_id, *person_id, 1, &data);
        }
    }
    world.settle().await;
    for person_id in buyers {
        let k = person_id % 3;
        let placed = world.count(&format!("orders WHERE person_id = {person_id}")).await;
        assert_eq!(placed, k, "{person_id}");
        let wallet = world.wallet(person_id).await;
        assert_eq!(wallet.held, Money::from_micros(1_170_000 * k));
        assert_eq!(wallet.available, Money::from_micros(1_169_999));
    }
    assert_eq!(world.count("inbox WHERE state <> 1").await, 0, "nobody's press was set aside");
    world.audit().await;
}
