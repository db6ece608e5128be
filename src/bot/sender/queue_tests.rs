//! The order in which rows leave, in one chat and among chats.

use std::num::NonZeroU32;
use std::sync::Arc;

use super::{Queue, Rates};
use crate::clock::{Clock, ManualClock};
use crate::store::outbox::{Class, Outgoing};

fn queue(in_all: u32, per_chat: u32) -> (Queue, Arc<ManualClock>) {
    let (clock, hand) = Clock::manual(1_000_000);
    let rate = |number| NonZeroU32::new(number).unwrap();
    (Queue::new(clock, Rates { in_all: rate(in_all), per_chat: rate(per_chat) }), hand)
}

fn row(outbox_id: i64, chat_id: i64, class: Class) -> Outgoing {
    Outgoing {
        outbox_id,
        chat_id,
        class: class as i64,
        method: "sendMessage".to_owned(),
        payload: "{}".to_owned(),
        screen_id: 0,
        is_keepsake: 0,
        attempts: 0,
        not_before_ms: 0,
    }
}

/// Sends whatever may be sent now; returns the rows in their order.
fn sends(queue: &mut Queue) -> Vec<i64> {
    let mut sent = Vec::new();
    while let Some(row) = queue.next_due() {
        sent.push(row.outbox_id);
        queue.sent(&row, 0);
    }
    sent
}

#[test]
fn a_reply_jumps_ahead_of_the_push_for_which_its_chat_waits_already() {
    let (mut queue, _) = queue(1_000, 1_000);
    for chat in 1..=4 {
        queue.push(row(chat, chat, Class::Push));
    }
    queue.push(row(5, 3, Class::Reply));
    queue.push(row(6, 4, Class::Bulk));
    assert_eq!(sends(&mut queue), [5, 1, 2, 3, 4, 6]);
}

#[test]
fn a_failed_push_makes_the_pushes_of_its_chat_wait_and_no_reply() {
    let (mut queue, hand) = queue(1_000, 1_000);
    queue.push(row(1, 7, Class::Push));
    queue.push(row(2, 7, Class::Push));
    let failed = queue.next_due().unwrap();
    queue.put_back(failed, 8_000, false);
    queue.push(row(3, 7, Class::Reply));
    assert_eq!(sends(&mut queue), [3]);
    assert_eq!(queue.wait_ms(), 8_000);
    hand.advance_ms(7_999);
    assert!(sends(&mut queue).is_empty());
    hand.advance_ms(1);
    assert_eq!(sends(&mut queue), [1, 2], "in their order");
}

#[test]
fn after_a_limit_every_class_of_the_chat_waits() {
    let (mut queue, hand) = queue(1_000, 1_000);
    queue.push(row(1, 7, Class::Push));
    let limited = queue.next_due().unwrap();
    queue.put_back(limited, 5_000, true);
    queue.push(row(2, 7, Class::Reply));
    queue.push(row(3, 8, Class::Push));
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
        queue.push(row(chat, chat, Class::Push));
        queue.push(row(chat + 100, chat, Class::Push));
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
