//! Pictures in tickets, both ways: owners have them in their own chats, a group is only told.

use super::ALICE;
use super::group::shop_with_a_group;
use crate::support::{Actor, World};
use axum::body::Bytes;
use storefront::sandbox::telegram::Shown;

/// The smallest thing that looks like a picture, told apart by its end.
fn picture(end: &'static str) -> Bytes {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend_from_slice(end.as_bytes());
    Bytes::from(bytes)
}

impl Actor<'_> {
    async fn sends(&self, end: &'static str, caption: &str) {
        self.world.telegram.sends_picture(self.id, picture(end), caption);
        self.world.settle().await;
    }

    /// The pictures that the bot has sent, with what stands below.
    fn pictures(&self) -> Vec<(Vec<u8>, String)> {
        let of_bot = self.chat().into_iter().filter(|shown| shown.from_bot);
        of_bot.filter_map(|shown: Shown| Some((shown.photo?, shown.text))).collect()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pictures_go_both_ways() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let alice = world.customer(ALICE, "Alice", "0").await;
    alice.says("/support").await;
    alice.sends("one", "It looks like this").await;
    alice.expects("Ticket T-1 is open");
    for owner in [olga, oscar] {
        owner.message("📷 It looks like this");
        assert_eq!(owner.pictures(), [(picture("one").to_vec(), "🎫 T-1 · 📷".to_owned())]);
    }
    // A second one without words, into the same ticket.
    alice.sends("two", "").await;
    assert_eq!(olga.pictures().len(), 2);
    // A reply to the picture itself finds the ticket, and may be a picture, too.
    let card = olga.message("🎫 T-1 · 📷").message_id;
    world.telegram.replies_with_picture(olga.id, card, (picture("three"), "Do it so"));
    world.settle().await;
    alice.message("💬 Answer to T-1:\n📷 Do it so");
    assert_eq!(alice.pictures(), [(picture("three").to_vec(), "🎫 T-1 · 📷".to_owned())]);
    olga.expects("sent to the customer");
    assert_eq!(oscar.pictures().len(), 3, "the other owners see what was answered");
    let card = alice.message("🎫 T-1 · 📷").message_id;
    world.telegram.replies_with_picture(ALICE, card, (picture("four"), ""));
    world.settle().await;
    assert_eq!(world.ticket(1).await.message_count, 4);
    assert_eq!(olga.pictures().len(), 3);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_is_told_of_a_picture_and_never_shown_it() {
    let world = shop_with_a_group().await;
    let olga = world.owner();
    let alice = world.customer(ALICE, "Alice", "0").await;
    alice.says("/support").await;
    alice.sends("one", "My card 4111").await;
    let card = world.in_group("🎫 T-1 · new question");
    assert!(card.text.contains("📷 A picture: open it in your own chat"), "{}", card.text);
    let group = world.telegram.chat(super::group::GROUP);
    assert!(group.iter().all(|shown| shown.photo.is_none()));
    assert!(olga.pictures().is_empty());
    olga.says("/support").await;
    olga.taps("T-1").await;
    assert_eq!(olga.pictures(), [(picture("one").to_vec(), "🎫 T-1 · 📷".to_owned())]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_picture_is_still_refused_and_limits_hold() {
    let world = World::new().await;
    let alice = world.customer(ALICE, "Alice", "0").await;
    alice.says("/support").await;
    alice
        .sends_raw(serde_json::json!({ "sticker": { "file_id": "s", "file_unique_id": "u",
        "type": "regular", "width": 1, "height": 1, "is_animated": false, "is_video": false } }))
        .await;
    assert_eq!(world.count("tickets").await, 0);
    alice.sends("one", &"x".repeat(2_001)).await;
    assert_eq!(world.count("tickets").await, 0);
    for _ in 0..40 {
        alice.sends("one", "").await;
    }
    let kept = world.count("ticket_messages").await;
    assert!((1..=30).contains(&kept), "{kept}");
    world.audit().await;
}
