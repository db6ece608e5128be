//! What many turns write in one commit: in their order, each to be given up alone, and nothing of
//! what was given up.

use crate::support::{Outside, World};
use storefront::clock::MINUTE_MS;
use storefront::domain::ids::{ChatId, PersonId};
use storefront::domain::order::OrderState;
use storefront::store::orders::Order;
use storefront::store::orders::polling::{Progress, set_progress_of_many};
use storefront::store::outbox::{self, Lane, Method, Outgoing, Sweep};
use storefront::store::people::{self, TelegramProfile};
use storefront::store::{Race, Store, StoreError, Tx, dialogues};

const NOW_MS: i64 = 1_790_000_000_000;

/// An empty shop that nobody serves, and its database.
async fn opened() -> (Outside, Store) {
    let outside = Outside::new().await;
    let store = outside.store().await;
    (outside, store)
}

async fn closes(outside: Outside, store: Store) {
    store.close().await;
    drop(store);
    outside.audit().await;
}

async fn say(tx: &mut Tx, text: &str) {
    let message =
        Outgoing::new(ChatId::new(5_001), Lane::Push, Method::SendMessage, text.to_owned());
    outbox::insert(tx, message, NOW_MS).await.unwrap();
}

/// What waits in the outbox, in order.
async fn said(store: &Store) -> Vec<String> {
    let mut tx = store.begin().await.unwrap();
    let in_ages = i64::MAX / 2;
    let rows = outbox::claim_expired(&mut tx, in_ages, Sweep::Urgent(1_000)).await.unwrap();
    tx.rollback().await;
    rows.into_iter().map(|row| row.payload).collect()
}

async fn meet(tx: &mut Tx, person_id: i64) {
    let seen = TelegramProfile {
        person_id: PersonId::new(person_id),
        name: "Ann".to_owned(),
        username: String::new(),
        client_language: "en".to_owned(),
    };
    people::insert(tx, &seen, NOW_MS).await.unwrap();
}

async fn dialogue(store: &Store, person_id: i64) -> Option<String> {
    dialogue_in(&mut store.begin().await.unwrap(), person_id).await
}

async fn dialogue_in(tx: &mut Tx, person_id: i64) -> Option<String> {
    people::find_with_dialogue(tx, PersonId::new(person_id))
        .await
        .unwrap()
        .and_then(|(_, state)| state)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_what_is_said_in_one_commit_keeps_its_order_however_much_it_is() {
    let (outside, store) = opened().await;
    let texts: Vec<String> = (0..250).map(|number| format!("message {number}")).collect();
    let mut tx = store.begin().await.unwrap();
    for text in &texts {
        say(&mut tx, text).await;
    }
    tx.commit().await.unwrap();
    assert_eq!(said(&store).await, texts);
    closes(outside, store).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_a_part_that_is_given_up_says_nothing_and_changes_nothing() {
    let (outside, store) = opened().await;
    let mut tx = store.begin().await.unwrap();
    tx.begin_savepoint();
    say(&mut tx, "the first says").await;
    dialogues::set(&mut tx, PersonId::new(5_001), "first".to_owned(), NOW_MS);
    assert!(!tx.keep_savepoint().await.unwrap(), "it changed no row");

    let savepoint = tx.begin_savepoint();
    say(&mut tx, "the broken one says").await;
    dialogues::set(&mut tx, PersonId::new(5_001), "broken".to_owned(), NOW_MS);
    tx.will_change().await;
    meet(&mut tx, 5_002).await;
    tx.give_up_savepoint(savepoint).await.unwrap();

    tx.begin_savepoint();
    tx.will_change().await;
    meet(&mut tx, 5_001).await;
    say(&mut tx, "the last says").await;
    assert!(tx.keep_savepoint().await.unwrap(), "it changed a row");
    tx.commit().await.unwrap();

    assert_eq!(said(&store).await, ["the first says", "the last says"]);
    assert_eq!(dialogue(&store, 5_001).await.as_deref(), Some("first"));
    assert_eq!(outside.count("people").await, 1);
    closes(outside, store).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_whoever_is_given_up_takes_back_nothing_that_others_said_before() {
    let (outside, store) = opened().await;
    let texts: Vec<String> = (0..80).map(|number| format!("message {number}")).collect();
    let mut tx = store.begin().await.unwrap();
    tx.begin_savepoint();
    for text in &texts {
        say(&mut tx, text).await;
    }
    tx.keep_savepoint().await.unwrap();
    let savepoint = tx.begin_savepoint();
    tx.will_change().await;
    for _ in 0..80 {
        say(&mut tx, "the broken one says").await;
    }
    tx.give_up_savepoint(savepoint).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(said(&store).await, texts);
    closes(outside, store).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p10_without_a_savepoint_nothing_can_be_given_up_alone() {
    let (outside, store) = opened().await;
    let mut tx = store.begin().await.unwrap();
    let savepoint = tx.begin_savepoint();
    // Whoever changes a row without a word before it spoils the whole commit, not the ledger.
    meet(&mut tx, 5_001).await;
    let given_up = tx.give_up_savepoint(savepoint).await;
    assert!(matches!(given_up, Err(StoreError::Lost(Race::Savepoint))));
    tx.rollback().await;
    assert_eq!(outside.count("people").await, 0);
    closes(outside, store).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_word_about_a_dialogue_counts() {
    let (outside, store) = opened().await;
    let mut tx = store.begin().await.unwrap();
    for person_id in [5_001, 5_002] {
        meet(&mut tx, person_id).await;
        dialogues::set(&mut tx, PersonId::new(person_id), "one".to_owned(), NOW_MS);
        dialogues::remove(&mut tx, PersonId::new(person_id));
    }
    dialogues::set(&mut tx, PersonId::new(5_001), "two".to_owned(), NOW_MS);
    tx.commit().await.unwrap();
    assert_eq!(dialogue(&store, 5_001).await.as_deref(), Some("two"));
    assert_eq!(dialogue(&store, 5_002).await, None);
    closes(outside, store).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transaction_reads_the_dialogues_as_it_leaves_them() {
    let (outside, store) = opened().await;
    let mut tx = store.begin().await.unwrap();
    meet(&mut tx, 5_001).await;
    dialogues::set(&mut tx, PersonId::new(5_001), "stored".to_owned(), NOW_MS);
    tx.commit().await.unwrap();

    let mut tx = store.begin().await.unwrap();
    let savepoint = tx.begin_savepoint();
    tx.will_change().await;
    dialogues::set(&mut tx, PersonId::new(5_001), "changed".to_owned(), NOW_MS);
    assert_eq!(dialogue_in(&mut tx, 5_001).await.as_deref(), Some("changed"));
    dialogues::remove(&mut tx, PersonId::new(5_001));
    assert_eq!(dialogue_in(&mut tx, 5_001).await, None);
    tx.give_up_savepoint(savepoint).await.unwrap();
    assert_eq!(dialogue_in(&mut tx, 5_001).await.as_deref(), Some("stored"));
    tx.rollback().await;
    closes(outside, store).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn progress_of_many_orders_leaves_alone_what_has_moved_meanwhile() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let mut orders = Vec::new();
    for link in ["instagram.com/ann", "instagram.com/bob", "instagram.com/cem"] {
        let order_id = ann.buys(link, "1000").await;
        world.submit().await;
        orders.push(world.order(order_id).await);
    }
    // The second was read in a state that it is not in any more.
    orders[1] = Order { state: OrderState::Completed, ..orders[1].clone() };
    let progress = |remains| Progress {
        provider_status: "In progress".to_owned(),
        provider_charge: String::new(),
        start_count: -1,
        remains,
        has_started: true,
    };
    let told: Vec<(&Order, Progress)> =
        orders.iter().zip([100, 200, 300]).map(|(order, left)| (order, progress(left))).collect();
    let later_ms = world.now_ms() + MINUTE_MS;
    let mut tx = world.app.store.begin().await.unwrap();
    set_progress_of_many(&mut tx, &told, later_ms).await.unwrap();
    tx.commit().await.unwrap();
    let mut left = Vec::new();
    for order in &orders {
        left.push(world.order(order.order_id.get()).await.remains);
    }
    assert_eq!((left[0], left[2]), (100, 300));
    assert_eq!(world.order(orders[0].order_id.get()).await.started_ms, later_ms);
    assert_ne!(left[1], 200);
    assert_eq!(world.order(orders[0].order_id.get()).await.start_count, orders[0].start_count);
    world.audit().await;
}
