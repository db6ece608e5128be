//! Which row is next: per chat and class in order, urgent classes first, never faster than the
//! limits, and never to a chat that Telegram told us to leave alone. Pure bookkeeping, no I/O.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet, VecDeque};
use std::num::NonZeroU32;
use std::time::Duration;

use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::state::{InMemoryState, NotKeyed};
use governor::{NotUntil, Quota, RateLimiter};

use crate::clock::Clock;
use crate::store::outbox::{Class, Outgoing};

/// Messages that one chat may get at once before its rate applies.
const CHAT_BURST: u32 = 4;
/// Two refusals for going too fast within this time stop every chat.
const FLOOD_WINDOW_MS: i64 = 1_000;
/// Screens whose message is remembered.
const SHOWN_MAX: usize = 50_000;

type Limiter<S> = RateLimiter<
    <S as LimiterKind>::Key,
    <S as LimiterKind>::State,
    Clock,
    NoOpMiddleware<Duration>,
>;

/// The two kinds of limiter: one in all, one per chat.
trait LimiterKind {
    type Key;
    type State;
}
struct InAll;
impl LimiterKind for InAll {
    type Key = NotKeyed;
    type State = InMemoryState;
}
struct PerChat;
impl LimiterKind for PerChat {
    type Key = i64;
    type State = HashMapStateStore<i64>;
}

/// Messages and edits a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// In all.
    pub in_all: NonZeroU32,
    /// To one chat.
    pub per_chat: NonZeroU32,
}

/// The rows of one class in a chat. What failed makes its own class wait, not the others.
#[derive(Default)]
struct Lane {
    rows: VecDeque<Outgoing>,
    quiet_until_ms: i64,
}

/// Where a chat will be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Among those that may be served now for a row of this class.
    Ready(usize),
    /// Among those that may be served from then on.
    Later(i64),
}

#[derive(Default)]
struct Chat {
    lanes: [Lane; 3],
    is_busy: bool,
    /// Where it counts; whatever names it elsewhere is a leftover.
    place: Option<Place>,
    /// Its own rate has been asked and has agreed, but nothing was sent yet.
    is_cleared: bool,
    quiet_until_ms: i64,
}

impl Chat {
    /// The most urgent class that may be served now, else when the first one may.
    fn next(&self, now_ms: i64) -> Option<Place> {
        let waits = |lane: &Lane| lane.quiet_until_ms.max(self.quiet_until_ms);
        let filled = || self.lanes.iter().enumerate().filter(|(_, lane)| !lane.rows.is_empty());
        let ready = filled().find(|(_, lane)| waits(lane) <= now_ms);
        match ready {
            Some((class, _)) => Some(Place::Ready(class)),
            None => filled().map(|(_, lane)| waits(lane)).min().map(Place::Later),
        }
    }

    fn is_idle(&self, now_ms: i64) -> bool {
        let is_quiet = |lane: &Lane| lane.rows.is_empty() && lane.quiet_until_ms <= now_ms;
        let is_free = !self.is_busy && self.place.is_none() && self.quiet_until_ms <= now_ms;
        is_free && self.lanes.iter().all(is_quiet)
    }
}

/// The rows in memory.
pub(super) struct Queue {
    clock: Clock,
    chats: HashMap<i64, Chat>,
    /// Chats that may be served later, by time; only where a chat's `place` agrees does it count.
    later: BinaryHeap<Reverse<(i64, i64)>>,
    /// Chats that may be served now, by class; the same holds.
    ready: [VecDeque<i64>; 3],
    known: HashSet<i64>,
    shown: HashMap<i64, i64>,
    moved: HashMap<i64, i64>,
    in_all: Limiter<InAll>,
    per_chat: Limiter<PerChat>,
    quiet_until_ms: i64,
    limited_ms: i64,
}

impl Queue {
    pub(super) fn new(clock: Clock, rates: Rates) -> Self {
        let burst =
            NonZeroU32::new(CHAT_BURST.max(rates.per_chat.get())).unwrap_or(NonZeroU32::MIN);
        let in_all = Quota::per_second(rates.in_all);
        let per_chat = Quota::per_second(rates.per_chat).allow_burst(burst);
        Self {
            chats: HashMap::new(),
            later: BinaryHeap::new(),
            ready: Default::default(),
            known: HashSet::new(),
            shown: HashMap::new(),
            moved: HashMap::new(),
            in_all: RateLimiter::direct_with_clock(in_all, clock.clone()),
            per_chat: RateLimiter::hashmap_with_clock(per_chat, clock.clone()),
            quiet_until_ms: 0,
            limited_ms: i64::MIN / 2,
            clock,
        }
    }

    /// Takes a row in; returns the older edits of the same screen that it makes pointless.
    pub(super) fn push(&mut self, outgoing: Outgoing) -> Vec<Outgoing> {
        if !self.known.insert(outgoing.outbox_id) {
            return Vec::new();
        }
        let chat_id = outgoing.chat_id;
        let class = class_index(&outgoing);
        let not_before_ms = outgoing.not_before_ms;
        let chat = self.chats.entry(chat_id).or_default();
        let Some(Lane { rows, quiet_until_ms }) = chat.lanes.get_mut(class) else {
            return Vec::new();
        };
        let mut replaced = Vec::new();
        if outgoing.method == "editMessageText" && outgoing.screen_id != 0 {
            let is_older_edit = |row: &Outgoing| {
                row.screen_id == outgoing.screen_id && row.method == "editMessageText"
            };
            replaced = rows.iter().filter(|row| is_older_edit(row)).cloned().collect();
            rows.retain(|row| !is_older_edit(row));
        }
        rows.push_back(outgoing);
        *quiet_until_ms = (*quiet_until_ms).max(not_before_ms);
        for row in &replaced {
            self.known.remove(&row.outbox_id);
        }
        self.schedule(chat_id);
        replaced
    }

    /// Puts a chat that has something to send where it will be found: for its most urgent row,
    /// wherever it was put before.
    fn schedule(&mut self, chat_id: i64) {
        let now_ms = self.clock.now_ms();
        let Some(chat) = self.chats.get_mut(&chat_id) else { return };
        let next = if chat.is_busy { None } else { chat.next(now_ms) };
        if next.is_none() || next == chat.place {
            return;
        }
        chat.place = next;
        match next {
            Some(Place::Later(at_ms)) => self.later.push(Reverse((at_ms, chat_id))),
            Some(Place::Ready(class)) => {
                if let Some(ready) = self.ready.get_mut(class) {
                    ready.push_back(chat_id);
                }
            }
            None => {}
        }
    }

    /// The next row that may be sent now; its chat is busy until the row is `sent` or `put_back`.
    pub(super) fn next_due(&mut self) -> Option<Outgoing> {
        let now_ms = self.clock.now_ms();
        if self.quiet_until_ms > now_ms {
            return None;
        }
        while let Some(Reverse((at_ms, chat_id))) = self.later.peek().copied() {
            if at_ms > now_ms {
                break;
            }
            self.later.pop();
            if self.leave(chat_id, Place::Later(at_ms)) {
                self.schedule(chat_id);
            }
        }
        while let Some((class, chat_id)) = self.pop_ready() {
            if !self.leave(chat_id, Place::Ready(class)) {
                continue;
            }
            if let Some(until_ms) = self.chat_waits(chat_id, now_ms) {
                self.quiet_chat(chat_id, until_ms);
                continue;
            }
            if let Err(until) = self.in_all.check() {
                self.quiet_until_ms = now_ms + wait_from(&until, now_ms);
                self.put_first(chat_id, class);
                return None;
            }
            if let Some(outgoing) = self.take(chat_id, now_ms) {
                return Some(outgoing);
            }
        }
        None
    }

    fn pop_ready(&mut self) -> Option<(usize, i64)> {
        let ready = self.ready.iter_mut().enumerate();
        ready.into_iter().find_map(|(class, ready)| Some((class, ready.pop_front()?)))
    }

    /// Takes a chat from where it was found; `false` when that is a leftover.
    fn leave(&mut self, chat_id: i64, found_at: Place) -> bool {
        let chat = self.chats.get_mut(&chat_id);
        chat.is_some_and(|chat| {
            let is_there = chat.place == Some(found_at);
            if is_there {
                chat.place = None;
            }
            is_there
        })
    }

    /// Until when the rate of a chat makes it wait. A chat that was let through once is not asked
    /// again before something is sent.
    fn chat_waits(&mut self, chat_id: i64, now_ms: i64) -> Option<i64> {
        let chat = self.chats.get_mut(&chat_id)?;
        if chat.is_cleared {
            return None;
        }
        match self.per_chat.check_key(&chat_id) {
            Ok(()) => {
                chat.is_cleared = true;
                None
            }
            Err(until) => Some(now_ms + wait_from(&until, now_ms)),
        }
    }

    /// A chat that was next and could not be served stays the next of its class.
    fn put_first(&mut self, chat_id: i64, class: usize) {
        if let (Some(chat), Some(ready)) = (self.chats.get_mut(&chat_id), self.ready.get_mut(class))
        {
            chat.place = Some(Place::Ready(class));
            ready.push_front(chat_id);
        }
    }

    fn quiet_chat(&mut self, chat_id: i64, until_ms: i64) {
        if let Some(chat) = self.chats.get_mut(&chat_id) {
            chat.quiet_until_ms = chat.quiet_until_ms.max(until_ms);
        }
        self.schedule(chat_id);
    }

    fn take(&mut self, chat_id: i64, now_ms: i64) -> Option<Outgoing> {
        let chat = self.chats.get_mut(&chat_id)?;
        let Some(Place::Ready(class)) = chat.next(now_ms) else { return None };
        let outgoing = chat.lanes.get_mut(class)?.rows.pop_front()?;
        (chat.is_busy, chat.is_cleared) = (true, false);
        Some(outgoing)
    }

    /// Milliseconds until something may be sent; 0 when only an event can change that.
    pub(super) fn wait_ms(&self) -> i64 {
        let now_ms = self.clock.now_ms();
        let has_ready = self.ready.iter().any(|ready| !ready.is_empty());
        if has_ready && self.quiet_until_ms > now_ms {
            return self.quiet_until_ms - now_ms;
        }
        self.later
            .peek()
            .map_or(0, |Reverse((at_ms, _))| (at_ms.max(&self.quiet_until_ms) - now_ms).max(1))
    }

    /// The row is done with; its chat may be served again.
    pub(super) fn sent(&mut self, outgoing: &Outgoing, message_id: i64) {
        self.known.remove(&outgoing.outbox_id);
        if outgoing.screen_id != 0 && message_id != 0 {
            if self.shown.len() >= SHOWN_MAX {
                self.shown.clear();
            }
            self.shown.insert(outgoing.screen_id, message_id);
        }
        self.free(outgoing.chat_id);
    }

    /// The row goes back to the head of its class, which waits for a while; after a limit the
    /// whole chat does. Two limits within a second mean that the whole bot is too fast.
    pub(super) fn put_back(&mut self, outgoing: Outgoing, for_ms: i64, is_limit: bool) {
        let now_ms = self.clock.now_ms();
        let chat_id = outgoing.chat_id;
        if is_limit {
            if now_ms - self.limited_ms < FLOOD_WINDOW_MS {
                self.quiet_until_ms = self.quiet_until_ms.max(now_ms + for_ms);
            }
            self.limited_ms = now_ms;
        }
        let class = class_index(&outgoing);
        if let Some(chat) = self.chats.get_mut(&chat_id) {
            let until_ms = now_ms + for_ms;
            if is_limit {
                chat.quiet_until_ms = chat.quiet_until_ms.max(until_ms);
            }
            if let Some(lane) = chat.lanes.get_mut(class) {
                lane.quiet_until_ms = lane.quiet_until_ms.max(until_ms);
                lane.rows.push_front(outgoing);
            }
        }
        self.free(chat_id);
    }

    fn free(&mut self, chat_id: i64) {
        if let Some(chat) = self.chats.get_mut(&chat_id) {
            chat.is_busy = false;
        }
        self.schedule(chat_id);
    }

    /// Takes everything that waits for a chat out of memory, the row under way included: whoever
    /// brings these rows back finds them unknown.
    pub(super) fn drop_chat(&mut self, under_way: &Outgoing) -> Vec<Outgoing> {
        let chat_id = under_way.chat_id;
        self.known.remove(&under_way.outbox_id);
        let rows: Vec<Outgoing> = self
            .chats
            .get_mut(&chat_id)
            .map(|chat| chat.lanes.iter_mut().flat_map(|lane| std::mem::take(lane).rows).collect())
            .unwrap_or_default();
        for row in &rows {
            self.known.remove(&row.outbox_id);
        }
        self.free(chat_id);
        rows
    }

    /// A group became another chat.
    pub(super) fn moved(&mut self, from_chat: i64, to_chat: i64) {
        self.moved.insert(from_chat, to_chat);
    }

    /// Where messages to this chat go now.
    pub(super) fn present_chat(&self, chat_id: i64) -> i64 {
        self.moved.get(&chat_id).copied().unwrap_or(chat_id)
    }

    /// The message that shows a screen, as far as memory goes.
    pub(super) fn shown_message(&self, screen_id: i64) -> Option<i64> {
        self.shown.get(&screen_id).copied()
    }

    /// Every row that is in memory or under way.
    pub(super) fn known_ids(&self) -> Vec<i64> {
        self.known.iter().copied().collect()
    }

    /// Forgets chats without anything to send or remember.
    pub(super) fn forget_idle(&mut self) {
        let now_ms = self.clock.now_ms();
        self.chats.retain(|_, chat| !chat.is_idle(now_ms));
        self.per_chat.retain_recent();
    }
}

fn class_index(outgoing: &Outgoing) -> usize {
    match Class::from_number(outgoing.class) {
        Class::Reply => 0,
        Class::Push => 1,
        Class::Bulk => 2,
    }
}

fn wait_from(until: &NotUntil<Duration>, now_ms: i64) -> i64 {
    whole_ms(until.wait_time_from(Duration::from_millis(now_ms.unsigned_abs())))
}

/// Rounded up, so that the limiter agrees when the time has come.
fn whole_ms(wait: Duration) -> i64 {
    i64::try_from(wait.as_nanos().div_ceil(1_000_000)).unwrap_or(i64::MAX).max(1)
}

#[cfg(test)]
#[path = "queue_tests.rs"]
mod tests;
