//! Which row is next: in order per chat and lane, replies first, never faster than the limits, and
//! never to a chat that Telegram told us to leave alone. Pure bookkeeping, no I/O.

mod outcomes;
mod screens;

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::num::NonZeroU32;
use std::sync::Arc;

use super::bucket::{Bucket, Quota};
use super::chat::{Chat, Leave, Place};
use super::failures::Failures;
use super::figures::Figures;
use crate::clock::Clock;
use crate::domain::ids::{ChatId, ChatMove, OutboxId, ScreenId};
use crate::store::outbox::{Lane, Outgoing};
use screens::{Screen, is_edit};

/// Refusals of pushes to two chats within this time stop pushes and bulk.
const FLOOD_WINDOW_MS: i64 = 1_000;
const LANES: usize = Lane::ALL.len();

/// Messages and edits a second that nobody asked for at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// In all.
    pub in_all: NonZeroU32,
    /// To one chat; replies are filled up at the same rate.
    pub per_chat: NonZeroU32,
}

/// Why a row comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Back {
    /// It is to be called differently.
    Changed,
    /// It failed; its line waits.
    Failed,
    /// It failed so often that its line goes on without it.
    Aside,
    /// Telegram said that we are too fast.
    Limited,
}

/// The rows in memory.
pub(super) struct Queue {
    clock: Clock,
    rates: Rates,
    figures: Arc<Figures>,
    chats: HashMap<ChatId, Chat>,
    /// Lines that may be served later, by time; only where a line's `place` agrees does it count.
    later: BinaryHeap<Reverse<(i64, ChatId, Lane)>>,
    /// Chats whose line may be served now, by lane; the same holds.
    ready: [VecDeque<ChatId>; LANES],
    /// Until when a lane rests in all chats.
    rests_until_ms: [i64; LANES],
    /// Rows in memory, and since when.
    known: HashMap<OutboxId, i64>,
    /// Rows that are not worth a call any more.
    dropped: Vec<Outgoing>,
    screens: HashMap<ScreenId, Screen>,
    moved: HashMap<ChatId, ChatId>,
    failures: Failures,
    in_all: Bucket,
    bulk: usize,
    /// The chat whose push was refused last for going too fast, and when.
    last_limit: Option<(ChatId, i64)>,
}

impl Queue {
    pub(super) fn new(clock: Clock, rates: Rates, figures: Arc<Figures>) -> Self {
        Self {
            clock,
            rates,
            figures,
            chats: HashMap::new(),
            later: BinaryHeap::new(),
            ready: Default::default(),
            rests_until_ms: [0; LANES],
            known: HashMap::new(),
            dropped: Vec::new(),
            screens: HashMap::new(),
            moved: HashMap::new(),
            failures: Failures::default(),
            in_all: Bucket::default(),
            bulk: 0,
            last_limit: None,
        }
    }

    /// The only reader of the time in here.
    fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    /// Takes a row in.
    pub(super) fn push(&mut self, outgoing: Outgoing) {
        let (chat_id, now_ms) = (outgoing.chat_id, self.now_ms());
        let Entry::Vacant(place) = self.known.entry(outgoing.outbox_id) else { return };
        place.insert(now_ms);
        if self.is_outdated(&outgoing) {
            self.dropped.push(outgoing);
            return;
        }
        self.drop_older(&outgoing);
        self.bulk += usize::from(lane_of(&outgoing) == Lane::Bulk);
        self.chats.entry(chat_id).or_default().add(outgoing, now_ms);
        self.schedule(chat_id);
    }

    /// Rows that came to nothing, to be marked so.
    pub(super) fn take_dropped(&mut self) -> Vec<Outgoing> {
        for row in &self.dropped {
            self.failures.forget(row.outbox_id);
        }
        std::mem::take(&mut self.dropped)
    }

    /// Puts the lines of a chat that have something to send where they will be found.
    fn schedule(&mut self, chat_id: ChatId) {
        let now_ms = self.now_ms();
        let Some(chat) = self.chats.get_mut(&chat_id) else { return };
        if chat.is_busy() {
            return;
        }
        for (lane, ready) in Lane::ALL.into_iter().zip(&mut self.ready) {
            let Some(next_ms) = chat.next_ms(lane) else { continue };
            let place = if next_ms <= now_ms { Place::Ready } else { Place::Later(next_ms) };
            let Some(line) = chat.line(lane).filter(|line| line.place != Some(place)) else {
                continue;
            };
            line.place = Some(place);
            match place {
                Place::Later(at_ms) => self.later.push(Reverse((at_ms, chat_id, lane))),
                Place::Ready if std::mem::take(&mut line.is_passed_over) => {
                    ready.push_front(chat_id)
                }
                Place::Ready => ready.push_back(chat_id),
            }
        }
    }

    /// The next row that may be sent now of those lanes that have room; its chat is busy until the
    /// row is `sent` or `put_back`.
    pub(super) fn next_due(&mut self, has_room: impl Fn(Lane) -> bool) -> Option<Outgoing> {
        let now_ms = self.now_ms();
        while let Some(Reverse((at_ms, chat_id, lane))) = self.later.peek().copied() {
            if at_ms > now_ms {
                break;
            }
            self.later.pop();
            if self.leave(chat_id, lane, Place::Later(at_ms)) {
                self.schedule(chat_id);
            }
        }
        Lane::ALL
            .into_iter()
            .filter(|lane| has_room(*lane))
            .find_map(|lane| self.next_of(lane, now_ms))
    }

    fn next_of(&mut self, lane: Lane, now_ms: i64) -> Option<Outgoing> {
        while self.rests_until_ms(lane) <= now_ms {
            let chat_id = self.ready.get_mut(lane.index())?.pop_front()?;
            if !self.leave(chat_id, lane, Place::Ready) {
                continue;
            }
            let owes = self.chats.get(&chat_id).is_some_and(|chat| chat.owes_push(now_ms));
            if lane == Lane::Reply
                && owes
                && let Some(push) = self.serve(chat_id, Lane::Push, now_ms)
            {
                self.pass_over(chat_id, lane);
                return Some(push);
            }
            if let Some(outgoing) = self.serve(chat_id, lane, now_ms) {
                return Some(outgoing);
            }
        }
        None
    }

    fn rests_until_ms(&self, lane: Lane) -> i64 {
        self.rests_until_ms.get(lane.index()).copied().unwrap_or(0)
    }

    fn rest(&mut self, lane: Lane, until_ms: i64) {
        if let Some(rests_until_ms) = self.rests_until_ms.get_mut(lane.index()) {
            *rests_until_ms = until_ms.max(*rests_until_ms);
        }
    }

    /// Takes a line from where it was found; `false` when that is a leftover.
    fn leave(&mut self, chat_id: ChatId, lane: Lane, found_at: Place) -> bool {
        let line = self.chats.get_mut(&chat_id).and_then(|chat| chat.line(lane));
        line.is_some_and(|line| {
            let is_there = line.place == Some(found_at);
            if is_there {
                line.place = None;
            }
            is_there
        })
    }

    /// The first row of a line if it may go; else the line waits for what holds it up.
    fn serve(&mut self, chat_id: ChatId, lane: Lane, now_ms: i64) -> Option<Outgoing> {
        let rates = self.rates;
        let chat = self.chats.get_mut(&chat_id)?;
        if chat.next_ms(lane).is_none_or(|next_ms| next_ms > now_ms) {
            self.schedule(chat_id);
            return None;
        }
        match chat.may_leave(lane, rates, now_ms) {
            Leave::Now if self.take_overall_token(lane, now_ms) => {
                return self.take(chat_id, lane, now_ms);
            }
            Leave::Now => self.put_first(chat_id, lane),
            Leave::WhenFree => self.pass_over(chat_id, lane),
            Leave::From(until_ms) => {
                if let Some(chat) = self.chats.get_mut(&chat_id) {
                    chat.wait_for_bucket(lane, until_ms);
                }
                self.schedule(chat_id);
            }
            Leave::Never => {
                let chat = self.chats.get_mut(&chat_id);
                let line = chat.and_then(|chat| chat.line(lane)).map(std::mem::take);
                let rows = line.unwrap_or_default();
                self.dropped.extend(rows.all().map(|queued| queued.row.clone()));
            }
        }
        None
    }

    /// Whether the rate in all lets a row of a lane go. Replies are outside it: a person waits.
    fn take_overall_token(&mut self, lane: Lane, now_ms: i64) -> bool {
        if !matches!(lane, Lane::Push | Lane::Bulk) {
            return true;
        }
        if self.rests_until_ms(lane) > now_ms {
            return false;
        }
        let per_second = i64::from(self.rates.in_all.get());
        let wait_ms = self.in_all.wait_ms(Quota { size: per_second, per_second }, now_ms);
        if wait_ms > 0 {
            self.rest(Lane::Push, now_ms + wait_ms);
            self.rest(Lane::Bulk, now_ms + wait_ms);
            return false;
        }
        self.in_all.take();
        true
    }

    fn pass_over(&mut self, chat_id: ChatId, lane: Lane) {
        if let Some(line) = self.chats.get_mut(&chat_id).and_then(|chat| chat.line(lane)) {
            line.is_passed_over = true;
        }
    }

    /// A line that was next and could not be served stays the next of its lane.
    fn put_first(&mut self, chat_id: ChatId, lane: Lane) {
        let line = self.chats.get_mut(&chat_id).and_then(|chat| chat.line(lane));
        if let (Some(line), Some(ready)) = (line, self.ready.get_mut(lane.index()))
            && line.place.replace(Place::Ready) != Some(Place::Ready)
        {
            ready.push_front(chat_id);
        }
    }

    fn take(&mut self, chat_id: ChatId, lane: Lane, now_ms: i64) -> Option<Outgoing> {
        let (outgoing, held_ms) = self.chats.get_mut(&chat_id)?.take(lane, now_ms)?;
        self.figures.waited(lane, held_ms);
        if lane == Lane::Bulk {
            self.bulk = self.bulk.saturating_sub(1);
        }
        if is_edit(&outgoing) {
            let screen = self.screen(outgoing.screen_id);
            screen.generation = screen.generation.max(outgoing.outbox_id);
        }
        self.schedule(chat_id);
        Some(outgoing)
    }

    /// Milliseconds until something may be sent; 0 when only an event can change that.
    pub(super) fn wait_ms(&self) -> i64 {
        let now_ms = self.now_ms();
        let resting = Lane::ALL.into_iter().zip(&self.ready).filter_map(|(lane, ready)| {
            Some(self.rests_until_ms(lane))
                .filter(|until_ms| !ready.is_empty() && *until_ms > now_ms)
        });
        let later = self.later.peek().map(|Reverse((at_ms, ..))| *at_ms);
        resting.chain(later).min().map_or(0, |at_ms| (at_ms - now_ms).max(1))
    }

    /// A group became another chat.
    pub(super) fn moved(&mut self, ChatMove { from_chat, to_chat }: ChatMove) {
        self.moved.insert(from_chat, to_chat);
    }

    /// Where messages to this chat go now.
    pub(super) fn present_chat(&self, chat_id: ChatId) -> ChatId {
        self.moved.get(&chat_id).copied().unwrap_or(chat_id)
    }

    /// Whether Telegram told us to leave a chat alone.
    pub(super) fn is_limited(&self, chat_id: ChatId) -> bool {
        self.chats.get(&chat_id).is_some_and(|chat| chat.is_limited(self.now_ms()))
    }

    /// Every row that is in memory, under way or not yet written down as sent.
    pub(super) fn known_ids(&self) -> Vec<OutboxId> {
        self.known.keys().copied().collect()
    }

    /// Rows of bulk that wait in memory.
    pub(super) const fn bulk(&self) -> usize {
        self.bulk
    }

    /// Forgets chats without anything to send or remember.
    pub(super) fn forget_idle(&mut self) {
        let (rates, now_ms) = (self.rates, self.now_ms());
        self.chats.retain(|_, chat| !chat.is_idle(rates, now_ms));
    }
}

fn lane_of(outgoing: &Outgoing) -> Lane {
    outgoing.lane
}

#[cfg(test)]
#[path = "queue_tests.rs"]
mod tests;
