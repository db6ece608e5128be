//! A text that must not lie about is rendered when it is sent, and is nowhere else.

use crate::support::World;
use storefront::bot::ui::view::{Button, View};
use storefront::domain::ids::{ChatId, OrderId, ScreenId};
use storefront::sandbox::telegram::{Fault, FaultKind};
use storefront::store::outbox::{Attachment, Drawing, FileKind, Lane, Outgoing, Reference};

const ALICE: ChatId = ChatId::new(5_001);
const LINK: &str = "https://instagram.com/only_for_alice";

/// A world in which Alice has ordered, and the message that tells what she entered.
async fn with_order() -> (World, View) {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "10").await;
    let order_id = OrderId::new(alice.buys(LINK, "1000").await);
    world.telegram.clear_calls();
    let view = View::rendered(Reference::Entered { order_id });
    (world, view.row([Button::copy("Copy it", "it")]))
}

/// How many rows of the outbox hold it, in any column.
async fn kept(world: &World, text: &str) -> i64 {
    let like = format!("LIKE '%{text}%'");
    let columns = ["payload", "note", "attachment", "text_of"];
    let anywhere = columns.map(|column| format!("{column} {like}")).join(" OR ");
    // What the order's own messages say is another matter; they are sent.
    world.count(&format!("outbox WHERE {anywhere}")).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_text_behind_a_reference_is_read_by_its_person_and_lies_in_no_row() {
    let (mut world, view) = with_order().await;
    let limit = FaultKind::TooManyRequests { retry_after_s: 3_600 };
    world.telegram.set_fault(Fault::once(limit).in_chat(5_001));
    world.writes(Outgoing { lane: Lane::Push, ..view.message(ALICE, ScreenId::NONE) }).await;
    world.until("it is refused", async || world.count_calls_to(5_001) == 1).await;
    assert_eq!(
        world.database.texts("text_of FROM outbox WHERE state = 0").await,
        [r#"{"render":"entered","order_id":1001}"#]
    );
    assert_eq!(kept(&world, "only_for_alice").await, 0);
    world.restart(&[]).await;
    world.settle().await;
    let shown = world.telegram.last_from_bot(5_001).unwrap();
    assert!(shown.text.contains(LINK) && shown.text.contains("1,000"), "{}", shown.text);
    assert!(shown.button("Copy it").is_some());
    assert_eq!(kept(&world, "only_for_alice").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_may_stand_below_a_picture_and_on_a_screen() {
    let (world, view) = with_order().await;
    let alice = world.actor(5_001);
    let (kind, drawing) = (FileKind::Photo, Drawing::Qr { text: "TX7".to_owned() });
    world
        .writes(view.clone().below(Attachment { kind, drawing }).message(ALICE, ScreenId::NONE))
        .await;
    world.settle().await;
    let shown = world.telegram.last_from_bot(5_001).unwrap();
    assert!(shown.photo.is_some() && shown.text.contains(LINK), "{}", shown.text);

    alice.says("/orders").await;
    world.writes(view.edit(ALICE, ScreenId::new(alice.screen_id()))).await;
    world.settle().await;
    alice.expects(LINK);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_telegram_says_of_it_is_kept_nowhere_either() {
    let (world, view) = with_order().await;
    let description = format!("Bad Request: can't parse {LINK}");
    let refusal = Fault::once(FaultKind::Refuse { code: 400, description });
    world.telegram.set_fault(refusal.in_chat(5_001).times(3));
    world.writes(view.message(ALICE, ScreenId::NONE)).await;
    world.settle().await;
    let plain = world.calls_to(5_001).pop().unwrap();
    assert!(plain.params.get("parse_mode").is_none(), "once more without markup");
    assert!(plain.params["text"].as_str().unwrap().contains(LINK));
    assert_eq!(world.count("outbox WHERE state = 2").await, 1);
    assert_eq!(kept(&world, "only_for_alice").await, 0);
    assert!(world.owner().was_told("could not be delivered"));
    assert!(!world.owner().was_told("only_for_alice"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reference_that_leads_nowhere_is_set_aside_for_a_human() {
    let (world, _) = with_order().await;
    let nowhere = View::rendered(Reference::Entered { order_id: OrderId::new(4_711) });
    world.writes(nowhere.message(ALICE, ScreenId::NONE)).await;
    world.settle().await;
    assert_eq!(world.count_calls_to(5_001), 0);
    assert_eq!(world.count("outbox WHERE state = 2 AND note LIKE '%reference%'").await, 1);
    assert!(world.owner().was_told("could not be delivered"));
    world.audit().await;
}
