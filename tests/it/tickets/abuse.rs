//! Whatever is sent to support: it reaches the support staff as harmless text or is
//! refused kindly, once, and never gets anybody into somebody else's ticket.

use super::ALICE;
use crate::support::World;
use serde_json::json;

const MALLORY: i64 = 6_666;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_elses_ticket_and_order_are_as_if_they_were_not_there() {
    let world = World::new().await;
    let alice = world.customer(ALICE, "Alice", "25").await;
    let mallory = world.customer(MALLORY, "Mallory", "0").await;
    let (order_id, _) = world.starts(ALICE, "https://instagram.com/alice", 1_000).await;
    alice.asks("my secret").await;
    world.owner().replies("my secret", "keep it").await;
    let unknown = mallory.forges_tap("zz").await;
    for tap in ["tk:1", "tw:1", "ts:1", "kt:1", "kx:1", "kl:0", "tk:77", "tw:77", "ts:77"] {
        assert_eq!(mallory.forges_tap(tap).await, unknown, "{tap}");
        assert_eq!(mallory.forges(&format!("1:0:{tap}")).await, unknown, "{tap}");
    }
    let answer = mallory.forges_tap(&format!("sa:{order_id}")).await;
    assert_eq!(answer, "There is no such order. See yours with /orders.");
    assert_eq!(mallory.dialogue().await, "");
    // A reply to a message that is not there, and one to a heading of Mallory's own making.
    let answers = alice.message("Answer to T-1").message_id;
    world.telegram.replies(MALLORY, answers, "me too");
    mallory.says("🎫 T-1 · open").await;
    let own = world.telegram.last_from_person(MALLORY).unwrap();
    world.telegram.replies(MALLORY, own, "let me in");
    let mut forged = mallory.raw_sender();
    forged["text"] = "let me in".into();
    forged["reply_to_message"] = json!({
        "message_id": 4_711, "date": 1_793_534_400, "chat": forged["chat"],
        "from": { "id": 777, "is_bot": true, "first_name": "Shop" }, "text": "🎫 T-1 · open",
    });
    world.telegram.push_raw_update(json!({ "message": forged }));
    world.settle().await;
    assert_eq!(world.count("ticket_messages").await, 2);
    assert_eq!(world.count("tickets").await, 1);
    assert!(!mallory.was_told("secret") && !mallory.was_told("keep it"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn texts_of_any_kind_are_harmless_to_support_staff() {
    let world = World::new().await;
    let (olga, alice) = (world.owner(), world.customer(ALICE, "<b>Ann", "0").await);
    let texts = [
        ("<b>bold</b> & <a href=\"tg://user?id=1\">me</a>", 1),
        ("שלום \u{202e}evil\u{202c} العربية", 1),
        ("a\u{0}b\u{7}\n\n\n\n\nc\u{200b}", 1),
        (&"\"<&>\"".repeat(400), 2),
        (&"👍".repeat(2_000), 2),
        (&"x\n".repeat(999), 1),
    ];
    for (number, (text, messages)) in texts.into_iter().enumerate() {
        let before = olga.chat().len();
        alice.says("/start").await;
        if number == 0 {
            alice.asks(text).await;
        } else {
            alice.forges_tap("tw:1").await;
            alice.says(text).await;
        }
        let come: Vec<_> = olga.chat().into_iter().skip(before).collect();
        assert_eq!(come.len(), messages, "{text:?}");
        let all: String = come.iter().map(|shown| shown.text.clone()).collect();
        assert!(come.iter().all(|shown| shown.text.starts_with("🎫 T-1")));
        assert!(!all.contains(['\u{202e}', '\u{200b}', '\u{7}', '\u{0}']), "{all:?}");
        let signs = |text: &str| text.chars().filter(|c| "\"<&>👍שx".contains(*c)).count();
        assert!(signs(&all) >= signs(text), "nothing is cut off of {text:?}");
        // Each part leads to the ticket.
        let id = come.first().unwrap().message_id;
        assert_eq!(world.count(&format!("ticket_posts WHERE message_id = {id}")).await, 1);
    }
    olga.expects("x x x");
    let calls = world.telegram.calls();
    assert!(calls.iter().all(|call| call.answer_code == 200), "Telegram has refused nothing");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_too_long_or_no_text_is_refused_and_the_question_stands() {
    let world = World::new().await;
    let (olga, alice) = (world.owner(), world.customer(ALICE, "Alice", "0").await);
    alice.says("/support").await;
    alice.says(&"я".repeat(2_001)).await;
    alice.expects("That is 2,001 characters, and 2,000 fit into one message");
    alice.sends_raw(json!({ "text": "x".repeat(65_536) })).await;
    alice.expects("That is 65,536 characters");
    alice.sends_raw(json!({ "text": "\u{200b}\u{2066}" })).await;
    alice.expects("Only words and pictures can be passed on");
    assert_eq!(world.count("tickets").await, 0);
    alice.says(&"я".repeat(2_000)).await;
    alice.expects("Ticket T-1 is open");
    let card = olga.message("new question");
    let sticker = json!({ "sticker": { "file_id": "f", "file_unique_id": "u", "type": "regular",
        "width": 1, "height": 1, "is_animated": false, "is_video": false },
        "reply_to_message": { "message_id": card.message_id, "date": 1_793_534_400,
        "chat": olga.raw_sender()["chat"],
        "from": { "id": 777, "is_bot": true, "first_name": "Shop" }, "text": "🎫 T-1" } });
    olga.sends_raw(sticker).await;
    olga.expects("Only words and pictures can be passed on");
    olga.replies("new question", &"x".repeat(4_096)).await;
    olga.expects("That is 4,096 characters");
    assert!(!alice.was_told("Answer to"));
    olga.replies("new question", &"&".repeat(2_000)).await;
    assert_eq!(
        alice.told().concat().matches('&').count(),
        2_000,
        "in as many messages as it needs"
    );
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_redelivered_message_and_a_double_tap_count_once() {
    let world = World::of_two_owners().await;
    let (olga, alice) = (world.owner(), world.customer(ALICE, "Alice", "0").await);
    alice.says("/support").await;
    let asked = world.telegram.says(ALICE, "hello");
    world.settle().await;
    let card = olga.message("new question").message_id;
    let answered = world.telegram.replies(olga.id, card, "hi");
    world.settle().await;
    for update_id in [asked, answered, asked, answered] {
        assert!(world.telegram.redeliver(update_id));
        world.settle().await;
    }
    assert_eq!(world.count("tickets").await, 1);
    assert_eq!(world.count("ticket_messages").await, 2);
    assert_eq!(alice.times_told("Answer to T-1"), 1);
    // Replied twice is said twice.
    olga.replies("new question", "hi").await;
    assert_eq!(alice.times_told("Answer to T-1"), 2);
    let solved = alice.button("Solved");
    let (first, second) = (alice.presses("Solved"), alice.presses("Solved"));
    world.settle().await;
    let answers = [alice.answer_to(&first).await, alice.answer_to(&second).await];
    assert_eq!(answers, ["", "This ticket is closed already."]);
    assert_eq!(alice.presses_again(&solved).await, "This ticket is closed already.");
    assert_eq!(world.second_owner().times_told("says that it is solved"), 1);
    assert_eq!(world.journal().await.len(), 2);
    world.audit().await;
}

/// The turn fails at its last step, when ticket, message and card are written, and is run again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_turn_that_is_run_again_leaves_one_ticket_and_one_card() {
    let world = World::new().await;
    let (olga, alice) = (world.owner(), world.customer(ALICE, "Alice", "0").await);
    alice.says("/support").await;
    world.tampers("ALTER TABLE ticket_posts RENAME TO away").await;
    world.telegram.says(ALICE, "hello");
    world
        .until("the turn has failed", async || {
            world.count("inbox WHERE state = 0 AND attempts > 0").await == 1
        })
        .await;
    assert_eq!(world.count("tickets").await + world.count("ticket_messages").await, 0);
    world.tampers("ALTER TABLE away RENAME TO ticket_posts").await;
    world.advance_ms(5_000);
    world.settle().await;
    assert_eq!((world.count("tickets").await, world.count("ticket_messages").await), (1, 1));
    assert_eq!((olga.times_told("new question"), alice.times_told("is open")), (1, 1));
    olga.replies("new question", "hi").await;
    assert_eq!(alice.times_told("Answer to"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_is_stopped_kindly_and_a_full_ticket_leads_to_a_new_one() {
    let world = World::new().await;
    let (olga, alice) = (world.owner(), world.customer(ALICE, "Alice", "0").await);
    alice.asks("message 1").await;
    for number in 2..=20 {
        alice.says(&format!("message {number}")).await;
    }
    alice.expects("Added to T-1");
    alice.says("message 21").await;
    alice.expects("a lot of messages for one hour");
    assert!(!olga.was_told("message 21"));
    assert_eq!(world.count("ticket_messages").await, 20);
    world.advance_ms(3_600_001);
    alice.says("message 22").await;
    alice.expects("Added to T-1");
    world.tampers("UPDATE tickets SET message_count = 100").await;
    alice.says("message 23").await;
    alice.expects("Nothing more fits into this ticket");
    assert_eq!(alice.dialogue().await, "");
    // The last word can still be the shop's, up to an end.
    olga.replies("new question", "the last word").await;
    assert!(alice.was_told("the last word"));
    world.tampers("UPDATE tickets SET message_count = 200").await;
    olga.replies("new question", "one too many").await;
    olga.expects("Nothing more fits into this ticket");
    assert!(!alice.was_told("one too many"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_banned_person_is_heard() {
    let world = World::new().await;
    let (olga, alice) = (world.owner(), world.customer(ALICE, "Alice", "0").await);
    world.tampers("UPDATE people SET is_banned = 1 WHERE person_id = 5001").await;
    alice.asks("Why am I banned?").await;
    alice.expects("Ticket T-1 is open");
    olga.replies("Why am I banned?", "Because").await;
    alice.replies("Answer to T-1", "I see").await;
    olga.expects("Alice writes:\nI see");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_no_owner_any_more_answers_nobody() {
    let mut world = World::of_two_owners().await;
    let alice = world.customer(ALICE, "Alice", "0").await;
    alice.asks("hello").await;
    let close = world.second_owner().button("Close T-1");
    world.restart(&[]).await;
    let (oscar, alice) = (world.second_owner(), world.actor(ALICE));
    oscar.replies("new question", "from a former owner").await;
    oscar.expects("Nothing was found");
    assert!(oscar.presses_again(&close).await.contains("earlier step"));
    assert!(!alice.was_told("former owner"));
    assert!(world.ticket(1).await.is_open);
    world.audit().await;
}
