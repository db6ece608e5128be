//! A worker changes the screen that its owner looks at, and never the one that they have turned
//! to meanwhile, whoever was first.

use crate::support::{Actor, World};
use storefront::bot::ui::callback::Action;
use storefront::bot::ui::view::{Button, View};
use storefront::domain::ids::{ChatId, OrderId};
use storefront::flows::screens::{edit_showing, showing};
use storefront::sandbox::telegram::{Fault, FaultKind};
use storefront::store::Store;
use storefront::store::outbox::{Attachment, Drawing, FileKind, Subject};

const NEWS: &str = "Delivered: 40 of 1,000";
const MENU: &str = "on your balance";

/// A world in which Alice looks at the card of her order.
async fn with_card() -> (World, i64) {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "10").await;
    // Not in the chat, so that no message lives with it.
    let order_id = world.places(5_001, 1, "https://instagram.com/storefront", 1_000).await;
    looks_at(alice, order_id).await;
    world.telegram.clear_calls();
    (world, order_id)
}

async fn looks_at(alice: Actor<'_>, order_id: i64) {
    alice.says(&format!("/order {order_id}")).await;
    alice.expects("Placed:");
}

/// A worker's round: whoever looks at the order sees this. Returns how many screens are changed.
async fn ticks(store: &Store, order_id: i64, view: &View, now_ms: i64) -> usize {
    let subject = Subject::Order(OrderId::new(order_id));
    let mut tx = store.begin().await.unwrap();
    let mut changed = 0;
    for screen in showing(&mut tx, subject).await.unwrap() {
        let edit = view.edit(ChatId::with(screen.person_id), screen.screen_id);
        let is_changed = edit_showing(&mut tx, (screen, subject), edit, now_ms).await.unwrap();
        changed += usize::from(is_changed);
    }
    tx.commit().await.unwrap();
    changed
}

fn news() -> View {
    View::new(NEWS).row([Button::action("Menu", Action::Menu)])
}

impl World {
    async fn worker_ticks(&self, order_id: i64) -> usize {
        ticks(&self.app.store, order_id, &news(), self.now_ms()).await
    }

    fn was_shown(&self, text: &str) -> bool {
        self.calls_to(5_001).iter().any(|call| call.params.to_string().contains(text))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_changes_the_screen_that_its_owner_looks_at() {
    let (world, order_id) = with_card().await;
    let alice = world.actor(5_001);
    let (message_id, _) = alice.button("Refresh");
    assert_eq!(world.worker_ticks(order_id).await, 1);
    world.settle().await;
    alice.expects(NEWS);
    assert_eq!(alice.button("Menu").0, message_id);
    assert_eq!(world.count_calls_to(5_001), 1);

    // Again, into a picture: it is still what they look at.
    let (kind, drawing) = (FileKind::Photo, Drawing::Qr { text: "TX7".to_owned() });
    let picture = news().below(Attachment { kind, drawing });
    assert_eq!(ticks(&world.app.store, order_id, &picture, world.now_ms()).await, 1);
    world.settle().await;
    assert!(world.telegram.last_from_bot(5_001).unwrap().photo.is_some());
    alice.taps("Menu").await;
    alice.expects(MENU);
    assert_eq!(world.worker_ticks(order_id).await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_who_taps_on_after_the_worker_sees_what_they_tapped() {
    let (world, order_id) = with_card().await;
    let alice = world.actor(5_001);
    let (message_id, data) = alice.button("Menu");
    assert_eq!(world.worker_ticks(order_id).await, 1);
    world.telegram.presses(5_001, 5_001, message_id, &data);
    world.settle().await;
    alice.expects(MENU);
    assert!(alice.button("My orders").0 == message_id);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_comes_after_its_owner_has_tapped_on_changes_nothing() {
    for by in ["a tap", "a command"] {
        let (world, order_id) = with_card().await;
        let alice = world.actor(5_001);
        match by {
            "a tap" => alice.taps("Menu").await,
            _ => alice.says("/balance").await,
        }
        let screen = alice.screen();
        assert_eq!(world.worker_ticks(order_id).await, 0, "{by}");
        world.settle().await;
        assert_eq!(alice.screen(), screen);
        assert!(!world.was_shown(NEWS), "{by}");
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_workers_change_that_waits_while_its_owner_goes_on_is_dropped() {
    for (by, is_restarted) in
        [("a tap", false), ("a tap", true), ("a command", false), ("a command", true)]
    {
        let (mut world, order_id) = with_card().await;
        let limit = FaultKind::TooManyRequests { retry_after_s: 30 };
        world.telegram.set_fault(Fault::once(limit).in_chat(5_001));
        assert_eq!(world.worker_ticks(order_id).await, 1);
        world.until("it is refused", async || world.count_calls_to(5_001) == 1).await;
        match by {
            "a tap" => drop(world.actor(5_001).presses("Menu")),
            _ => drop(world.telegram.says(5_001, "/balance")),
        }
        world.until_handled().await;
        world.sender_has_looked().await;
        if is_restarted {
            world.restart(&[]).await;
        }
        world.until_sent(5_000).await;
        world.settle().await;
        let called = world.calls_to(5_001);
        let shown = called.iter().filter(|call| call.params.to_string().contains(NEWS));
        assert_eq!(shown.count(), 1, "{by}, {is_restarted}: only the call that was refused");
        world.actor(5_001).expects(if by == "a tap" { MENU } else { "Balance:" });
        let newest = "outbox WHERE state = 3 AND subject <> ''";
        assert_eq!(world.count(newest).await, 1, "{by}, {is_restarted}: replaced");
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_happens_at_once_the_owner_ends_up_with_what_they_tapped() {
    let (world, order_id) = with_card().await;
    let alice = world.actor(5_001);
    for _ in 0..12 {
        let (store, now_ms) = (world.app.store.clone(), world.now_ms());
        let worker = tokio::spawn(async move { ticks(&store, order_id, &news(), now_ms).await });
        alice.presses("Menu");
        worker.await.unwrap();
        world.until_handled().await;
        world.settle().await;
        alice.expects(MENU);
        looks_at(alice, order_id).await;
    }
    world.audit().await;
}
