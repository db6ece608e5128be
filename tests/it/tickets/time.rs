//! What time does to tickets: reminders, silence, and the end of old ones.

use super::ALICE;
use crate::support::World;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn owners_are_reminded_of_who_waits_once_a_day_and_in_one_message() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    for number in 0..12 {
        let person = world.customer(ALICE + number, "Ann", "0").await;
        person.asks("where is it?").await;
    }
    olga.replies("🎫 T-12 · new question", "here").await;
    world.advance_ms(DAY_MS - 1);
    world.watches_tickets().await;
    assert!(!olga.was_told("for more than a day"));
    world.advance_ms(1);
    world.watches_tickets().await;
    world.watches_tickets().await;
    for owner in [olga, oscar] {
        assert_eq!(owner.times_told("11 customers have waited for an answer"), 1);
        owner.expects("T-1, T-2, T-3, T-4, T-5, T-6, T-7, T-8, T-9, T-10\n");
    }
    olga.taps("T-7").await;
    olga.expects("🎫 T-7 · open");
    // One message more does not make the wait shorter, and an answer ends it.
    world.actor(ALICE).says("hello?").await;
    for number in 2..=11 {
        olga.replies(&format!("🎫 T-{number} · new question"), "here").await;
    }
    world.advance_ms(DAY_MS - 1);
    world.watches_tickets().await;
    assert_eq!(olga.times_told("for more than a day"), 1);
    world.advance_ms(1);
    world.watches_tickets().await;
    olga.expects("1 customer has waited for an answer");
    olga.expects("\nT-1\n");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answered_ticket_closes_after_two_weeks_of_silence() {
    let world = World::new().await;
    let (olga, alice) = (world.owner(), world.customer(ALICE, "Alice", "0").await);
    let bob = world.customer(5_002, "Bob", "0").await;
    alice.asks("mine").await;
    bob.asks("his").await;
    olga.replies("mine", "answer").await;
    world.advance_ms(14 * DAY_MS - 1);
    world.watches_tickets().await;
    assert_eq!(world.count("tickets WHERE is_open = 1").await, 2);
    world.advance_ms(1);
    world.watches_tickets().await;
    world.watches_tickets().await;
    alice.expects("T-1 is closed, because we heard nothing from you for two weeks");
    assert_eq!(alice.times_told("two weeks"), 1);
    assert_eq!((world.ticket(1).await.is_open, world.ticket(2).await.is_open), (false, true));
    assert!(!bob.was_told("closed"), "who waits is not closed");
    assert_eq!(world.journal().await.len(), 1, "nobody has closed it");
    alice.taps("Reply").await;
    alice.says("I was on holiday").await;
    alice.expects("T-1 is open again");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closed_tickets_go_after_a_year_and_their_numbers_never_return() {
    let world = World::new().await;
    let (olga, alice) = (world.owner(), world.customer(ALICE, "Alice", "0").await);
    alice.asks("old").await;
    alice.asks("open").await;
    olga.taps("Close T-2").await;
    olga.replies("🎫 T-1 · new question", "here").await;
    world.advance_ms(366 * DAY_MS);
    world.app.workers.prune().await.unwrap();
    assert_eq!(world.rows("ticket_id FROM tickets").await, ["1"]);
    assert_eq!(world.count("ticket_messages WHERE ticket_id = 2").await, 0);
    assert_eq!(world.count("ticket_posts WHERE ticket_id = 2").await, 0);
    // An old card of an open ticket still leads there.
    olga.replies("🎫 T-1 · new question", "still here").await;
    assert!(alice.was_told("Answer to T-1:\nstill here"));
    olga.replies("🎫 T-2 · new question", "too late").await;
    olga.expects("Nothing was found");
    alice.asks("new").await;
    alice.expects("Ticket T-3 is open");
    world.audit().await;
}
