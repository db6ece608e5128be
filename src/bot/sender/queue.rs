//! Which row is next: per chat and class in order, urgent classes first, never faster than the
//! limits, and never to a chat that Telegram told us to leave alone. Pure bookkeeping, no I/O.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet, VecDeque};
use std::num::NonZeroU32;
use std::time::Duration;

use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};

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

#[derive(Default)]
struct Chat {
    classes: [VecDeque<Outgoing>; 3],
    is_busy: bool,
    is_scheduled: bool,
    quiet_until_ms: i64,
}

impl Chat {
    fn next_class(&self) -> Option<usize> {
        self.classes.iter().position(|class| !class.is_empty())
    }

    fn is_empty(&self) -> bool {
        self.next_class().is_none()
    }
}

/// The rows in memory.
pub(super) struct Queue {
    clock: Clock,
    chats: HashMap<i64, Chat>,
    /// Chats that may be served later, by time; each chat at most once here or in `ready`.
    later: BinaryHeap<Reverse<(i64, i64)>>,
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
        let Some(rows) = chat.classes.get_mut(class) else { return Vec::new() };
        let mut replaced = Vec::new();
        if outgoing.method == "editMessageText" && outgoing.screen_id != 0 {
            let is_older_edit = |row: &Outgoing| {
                row.screen_id == outgoing.screen_id && row.method == "editMessageText"
            };
            replaced = rows.iter().filter(|row| is_older_edit(row)).cloned().collect();
            rows.retain(|row| !is_older_edit(row));
        }
        rows.push_back(outgoing);
        chat.quiet_until_ms = chat.quiet_until_ms.max(not_before_ms);
        for row in &replaced {
            self.known.remove(&row.outbox_id);
        }
        self.schedule(chat_id);
        replaced
    }

    /// Puts a chat that has something to send where it will be found.
    fn schedule(&mut self, chat_id: i64) {
        let now_ms = self.clock.now_ms();
        let Some(chat) = self.chats.get_mut(&chat_id) else { return };
        if chat.is_busy || chat.is_scheduled {
            return;
        }
        let Some(class) = chat.next_class() else { return };
        chat.is_scheduled = true;
        if chat.quiet_until_ms > now_ms {
            self.later.push(Reverse((chat.quiet_until_ms, chat_id)));
        } else if let Some(ready) = self.ready.get_mut(class) {
            ready.push_back(chat_id);
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
            self.unschedule(chat_id);
            self.schedule(chat_id);
        }
        while let Some(chat_id) = self.pop_ready() {
            self.unschedule(chat_id);
            if let Err(until) = self.per_chat.check_key(&chat_id) {
                let wait = until.wait_time_from(Duration::from_millis(now_ms.unsigned_abs()));
                self.quiet_chat(chat_id, now_ms + whole_ms(wait));
                continue;
            }
            if let Err(until) = self.in_all.check() {
                let wait = until.wait_time_from(Duration::from_millis(now_ms.unsigned_abs()));
                self.quiet_until_ms = now_ms + whole_ms(wait);
                self.schedule(chat_id);
                return None;
            }
            if let Some(outgoing) = self.take(chat_id) {
                return Some(outgoing);
            }
        }
        None
    }

    fn pop_ready(&mut self) -> Option<i64> {
        self.ready.iter_mut().find_map(VecDeque::pop_front)
    }

    fn unschedule(&mut self, chat_id: i64) {
        if let Some(chat) = self.chats.get_mut(&chat_id) {
            chat.is_scheduled = false;
        }
    }

    fn quiet_chat(&mut self, chat_id: i64, until_ms: i64) {
        if let Some(chat) = self.chats.get_mut(&chat_id) {
            chat.quiet_until_ms = chat.quiet_until_ms.max(until_ms);
        }
        self.schedule(chat_id);
    }

    fn take(&mut self, chat_id: i64) -> Option<Outgoing> {
        let chat = self.chats.get_mut(&chat_id)?;
        let class = chat.next_class()?;
        let outgoing = chat.classes.get_mut(class)?.pop_front()?;
        chat.is_busy = true;
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

    /// The row goes back to the head of its class, and its chat is left alone for a while. Two
    /// limits within a second mean that the whole bot is too fast.
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
            chat.quiet_until_ms = chat.quiet_until_ms.max(now_ms + for_ms);
            if let Some(rows) = chat.classes.get_mut(class) {
                rows.push_front(outgoing);
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
            .map(|chat| chat.classes.iter_mut().flat_map(std::mem::take).collect())
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
        self.chats.retain(|_, chat| {
            chat.is_busy || chat.is_scheduled || !chat.is_empty() || chat.quiet_until_ms > now_ms
        });
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

/// Rounded up, so that the limiter agrees when the time has come.
fn whole_ms(wait: Duration) -> i64 {
    i64::try_from(wait.as_nanos().div_ceil(1_000_000)).unwrap_or(i64::MAX).max(1)
}
