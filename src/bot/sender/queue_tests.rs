//! The order in which rows leave, in one chat and among chats.

use std::num::NonZeroU32;
use std::sync::Arc;

use super::{Back, Figures, Queue, Rates};
use crate::bot::sender::attempt::Sent;
use crate::clock::{Clock, ManualClock};
use crate::domain::ids::{ChatId, OutboxId, ScreenId};
use crate::store::outbox::{Lane, Method, Outgoing};

fn queue(in_all: u32, per_chat: u32) -> (Queue, Arc<ManualClock>) {
    let (clock, hand) = Clock::manual(1_000_000);
    let rate = |number| NonZeroU32::new(number).unwrap();
    (
        Queue::new(
            clock,
            Rates { in_all: rate(in_all), per_chat: rate(per_chat) },
            Arc::new(Figures::default()),
        ),
        hand,
    )
}

fn row(outbox_id: i64, chat_id: i64, lane: Lane) -> Outgoing {
    let new = Outgoing::new(ChatId::new(chat_id), lane, Method::SendMessage, "{}".to_owned());
    Outgoing { outbox_id: OutboxId::new(outbox_id), ..new }
}

/// Sends whatever may be sent now; returns the rows in their order.
fn sends(queue: &mut Queue) -> Vec<i64> {
    let mut sent = Vec::new();
    while let Some(row) = queue.next_due(|_| true) {
        sent.push(row.outbox_id.get());
        queue.sent(&row, Sent::default());
    }
    sent
}

#[test]
fn a_reply_jumps_ahead_of_the_push_for_which_its_chat_waits_already() {
    let (mut queue, _) = queue(1_000, 1_000);
    for chat in 1..=4 {
        queue.push(row(chat, chat, Lane::Push));
    }
    queue.push(row(5, 3, Lane::Reply));
    queue.push(row(6, 4, Lane::Bulk));
    assert_eq!(sends(&mut queue), [5, 1, 2, 3, 4, 6]);
}

#[test]
fn a_failed_push_makes_the_pushes_of_its_chat_wait_and_no_reply() {
    let (mut queue, hand) = queue(1_000, 1_000);
    queue.push(row(1, 7, Lane::Push));
    queue.push(row(2, 7, Lane::Push));
    let failed = queue.next_due(|_| true).unwrap();
    queue.put_back(failed, 8_000, Back::Failed);
    queue.push(row(3, 7, Lane::Reply));
    assert_eq!(sends(&mut queue), [3]);
    assert_eq!(queue.wait_ms(), 8_000);
    hand.advance_ms(7_999);
    assert!(sends(&mut queue).is_empty());
    hand.advance_ms(1);
    assert_eq!(sends(&mut queue), [1, 2], "in their order");
}

#[test]
fn after_a_limit_every_lane_of_the_chat_waits() {
    let (mut queue, hand) = queue(1_000, 1_000);
    queue.push(row(1, 7, Lane::Push));
    let limited = queue.next_due(|_| true).unwrap();
    queue.put_back(limited, 5_000, Back::Limited);
    queue.push(row(2, 7, Lane::Reply));
    queue.push(row(3, 8, Lane::Push));
    assert_eq!(sends(&mut queue), [3]);
    hand.advance_ms(4_999);
    assert!(sends(&mut queue).is_empty());
    hand.advance_ms(1);
    assert_eq!(sends(&mut queue), [2, 1]);
}

#[test]
fn waiting_for_the_bots_own_rate_uses_up_no_chats_rate_and_keeps_the_order() {
    let (mut queue, hand) = queue(1, 1);
    for chat in 1..=12 {
        queue.push(row(chat, chat, Lane::Push));
        queue.push(row(chat + 100, chat, Lane::Push));
    }
    let mut sent = sends(&mut queue);
    for _ in 0..23 {
        hand.advance_ms(300);
        assert!(sends(&mut queue).is_empty());
        hand.advance_ms(700);
        sent.extend(sends(&mut queue));
    }
    let expected: Vec<i64> = (1..=12).chain(101..=112).collect();
    assert_eq!(sent, expected, "each in its turn, one a second");
}

fn edit(outbox_id: i64, screen_id: i64) -> Outgoing {
    let method = Method::EditMessageText;
    Outgoing { method, screen_id: ScreenId::new(screen_id), ..row(outbox_id, 7, Lane::Reply) }
}

fn dropped(queue: &mut Queue) -> Vec<i64> {
    queue.take_dropped().iter().map(|row| row.outbox_id.get()).collect()
}

#[test]
fn an_older_change_of_a_screen_never_replaces_a_newer_one() {
    let (mut queue, _) = queue(1_000, 1_000);
    queue.push(edit(12, 3));
    queue.push(edit(10, 3));
    assert_eq!(dropped(&mut queue), [10], "the older one is taken up later");
    assert_eq!(sends(&mut queue), [12]);
    queue.push(edit(11, 3));
    queue.push(edit(9, 4));
    assert_eq!(dropped(&mut queue), [11], "also when the newer one was sent");
    assert_eq!(sends(&mut queue), [9], "another screen is another thing");
}

#[test]
fn a_failed_change_gives_way_to_a_newer_one_of_any_lane() {
    let (mut queue, _) = queue(1_000, 1_000);
    queue.push(edit(10, 3));
    let failed = queue.next_due(|_| true).unwrap();
    queue.push(Outgoing { lane: Lane::Push, ..edit(12, 3) });
    queue.put_back(failed, 500, Back::Failed);
    assert_eq!(dropped(&mut queue), [10]);
    assert_eq!(sends(&mut queue), [12]);
}

#[test]
fn what_was_sent_is_known_until_it_is_written_down() {
    let (mut queue, _) = queue(1_000, 1_000);
    queue.push(row(1, 7, Lane::Push));
    assert_eq!(sends(&mut queue), [1]);
    queue.push(row(1, 7, Lane::Push));
    assert!(sends(&mut queue).is_empty(), "not again by this process");
    assert_eq!(queue.known_ids(), [OutboxId::new(1)]);
    queue.forget(&[OutboxId::new(1)]);
    assert!(queue.known_ids().is_empty());
}

#[test]
fn replies_are_outside_the_rate_of_the_bot_and_pushes_keep_it_beside_any_number_of_them() {
    let (mut queue, hand) = queue(1, 1);
    for second in 0..60 {
        for chat in 0..200 {
            queue.push(row(second * 1_000 + chat, chat, Lane::Reply));
        }
        queue.push(row(1_000_000 + second, 500, Lane::Push));
        let sent = sends(&mut queue);
        assert!(sent.contains(&(1_000_000 + second)), "second {second}");
        assert_eq!(sent.len(), 201, "second {second}");
        hand.advance_ms(1_000);
    }
}

#[test]
fn a_push_to_a_chat_that_taps_all_the_time_waits_for_a_few_replies_only() {
    let (mut queue, _) = queue(1_000, 1_000);
    for id in 1..=12 {
        queue.push(row(id, 7, Lane::Reply));
    }
    queue.push(row(20, 7, Lane::Push));
    assert_eq!(sends(&mut queue).iter().position(|id| *id == 20), Some(4));
}

#[test]
fn a_limit_in_bulk_stops_bulk_and_two_in_a_second_stop_no_reply() {
    let (mut queue, hand) = queue(1_000, 1_000);
    for chat in 1..=3 {
        queue.push(row(chat, chat, Lane::Bulk));
    }
    let limited = queue.next_due(|_| true).unwrap();
    queue.put_back(limited, 5_000, Back::Limited);
    queue.push(row(10, 10, Lane::Push));
    queue.push(row(11, 11, Lane::Reply));
    let second = queue.next_due(|lane| lane == Lane::Push).unwrap();
    queue.put_back(second, 5_000, Back::Limited);
    queue.push(row(12, 12, Lane::Push));
    assert_eq!(sends(&mut queue), [11]);
    hand.advance_ms(5_000);
    let mut sent = sends(&mut queue);
    assert!(sent.iter().take(2).all(|id| [10, 12].contains(id)), "pushes first: {sent:?}");
    sent.sort_unstable();
    assert_eq!(sent, [1, 2, 3, 10, 12]);
}

#[test]
fn limits_of_replies_and_of_one_chat_stop_no_other_pushes() {
    let (mut queue, _hand) = queue(1_000, 1_000);
    for (id, chat, lane) in [(1, 7, Lane::Reply), (2, 8, Lane::Reply), (3, 9, Lane::Push)] {
        queue.push(row(id, chat, lane));
        let limited = queue.next_due(|_| true).unwrap();
        queue.put_back(limited, 60_000, Back::Limited);
    }
    queue.push(row(10, 10, Lane::Push));
    assert_eq!(sends(&mut queue), [10]);
}

#[test]
fn after_a_limit_a_chat_gets_one_at_a_time_for_ten_minutes_and_then_more() {
    let (mut queue, hand) = queue(1_000, 1);
    queue.push(row(1, 7, Lane::Reply));
    let limited = queue.next_due(|_| true).unwrap();
    queue.put_back(limited, 3_000, Back::Limited);
    for id in 2..=40 {
        queue.push(row(id, 7, Lane::Reply));
    }
    hand.advance_ms(3_000);
    assert_eq!(sends(&mut queue), [1]);
    hand.advance_ms(1_000);
    assert_eq!(sends(&mut queue), [2]);
    hand.advance_ms(9 * 60_000);
    assert_eq!(sends(&mut queue), [3], "one at a time for ten minutes");
    hand.advance_ms(4 * 60_000);
    assert_eq!(sends(&mut queue).len(), 4, "then one more each minute");
}
