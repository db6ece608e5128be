//! What waits for one chat: a line of rows for each lane, and what makes them wait. Pure
//! bookkeeping, no I/O.

use std::collections::VecDeque;

use super::bucket::{Bucket, Quota};
use super::queue::Rates;
use crate::store::outbox::{Lane, Outgoing};

/// Replies that a chat may get at once; Telegram lets short bursts pass and says 429 to others.
const REPLY_BURST: i64 = 16;
/// Pushes that one chat may get at once before its rate applies.
const PUSH_BURST: i64 = 4;
/// Screens of a chat that may be tidied at once.
const TIDYING_BURST: i64 = 4;
/// Tidying is left out where fewer replies than these could go at once.
const TIDYING_LEAVES: i64 = 8;
/// Old buttons are not worth a call any more after this time.
const TIDYING_MAX_MS: i64 = 10_000;
/// So many replies in a row go before a push of the same chat.
const REPLIES_IN_ROW_MAX: u32 = 4;

/// Where a line will be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Among those that may be served now.
    Ready,
    /// Among those that may be served from then on.
    Later(i64),
}

/// A row in memory.
pub(super) struct Queued {
    pub(super) row: Outgoing,
    /// Since when it could go.
    since_ms: i64,
    /// How long its chat had been busy until then.
    busy_before_ms: i64,
}

/// The rows of one lane in a chat. What failed makes its own line wait, not the others.
#[derive(Default)]
pub(super) struct Line {
    pub(super) rows: VecDeque<Queued>,
    /// Rows that failed so often that the others do not wait for them, and when each is tried.
    pub(super) aside: Vec<(i64, Queued)>,
    retry_ms: i64,
    bucket_ms: i64,
    /// Where it counts; whatever names it elsewhere is a leftover.
    pub(super) place: Option<Place>,
    /// Its turn came while the chat was busy.
    pub(super) is_passed_over: bool,
}

/// Whether the next row of a line may go.
pub(super) enum Leave {
    Now,
    /// When the call under way, or the replies, are done.
    WhenFree,
    /// From then on.
    From(i64),
    /// It is not worth a call any more.
    Never,
}

#[derive(Default)]
pub(super) struct Chat {
    pub(super) lines: [Line; Lane::ALL.len()],
    busy_since_ms: Option<i64>,
    busy_ms: i64,
    quiet_until_ms: i64,
    is_limited: bool,
    replies: Bucket,
    pushes: Bucket,
    tidying: Bucket,
    replies_in_row: u32,
}

impl Line {
    fn next_ms(&self) -> Option<i64> {
        let first = (!self.rows.is_empty()).then_some(self.retry_ms);
        let aside = self.aside.iter().map(|(due_ms, _)| *due_ms).min();
        let next = first.into_iter().chain(aside).min();
        next.map(|next_ms| next_ms.max(self.bucket_ms))
    }

    /// The row that is next: one that stepped aside when its time has come, else the first.
    fn pop(&mut self, now_ms: i64) -> Option<Queued> {
        match self.aside.iter().position(|(due_ms, _)| *due_ms <= now_ms) {
            Some(place) => Some(self.aside.swap_remove(place).1),
            None => self.rows.pop_front(),
        }
    }

    /// Every row, in order, without taking it out.
    pub(super) fn all(&self) -> impl Iterator<Item = &Queued> {
        self.rows.iter().chain(self.aside.iter().map(|(_, queued)| queued))
    }

    fn is_idle(&self, now_ms: i64) -> bool {
        let is_empty = self.rows.is_empty() && self.aside.is_empty() && self.place.is_none();
        is_empty && self.retry_ms <= now_ms && self.bucket_ms <= now_ms
    }
}

impl Chat {
    pub(super) fn line(&mut self, lane: Lane) -> Option<&mut Line> {
        self.lines.get_mut(lane.index())
    }

    pub(super) const fn is_busy(&self) -> bool {
        self.busy_since_ms.is_some()
    }

    /// Whether Telegram told us to leave this chat alone.
    pub(super) const fn is_limited(&self, now_ms: i64) -> bool {
        self.quiet_until_ms > now_ms
    }

    /// When the first row of a lane may go as far as is known; `None` when there is none.
    pub(super) fn next_ms(&self, lane: Lane) -> Option<i64> {
        let next = self.lines.get(lane.index())?.next_ms();
        next.map(|next_ms| next_ms.max(self.quiet_until_ms))
    }

    /// Puts a row where its number places it: what was kept comes before what is newer.
    pub(super) fn add(&mut self, row: Outgoing, now_ms: i64) {
        let busy_before_ms = self.busy_at(now_ms);
        let Some(line) = self.line(row.lane) else { return };
        line.retry_ms = line.retry_ms.max(row.not_before_ms);
        let is_later = |queued: &Queued| queued.row.outbox_id > row.outbox_id;
        let later = line.rows.iter().rev().take_while(|queued| is_later(queued)).count();
        let place = line.rows.len() - later;
        line.rows.insert(place, Queued { row, since_ms: now_ms, busy_before_ms });
    }

    /// Puts a row back to the head of its line, which waits until then.
    pub(super) fn put_back(&mut self, row: Outgoing, until_ms: i64) {
        let queued = self.again(row, until_ms);
        let Some(line) = self.line(queued.row.lane) else { return };
        line.retry_ms = line.retry_ms.max(until_ms);
        line.rows.push_front(queued);
    }

    /// Lets a row be tried then, and the others of its line meanwhile.
    pub(super) fn put_aside(&mut self, row: Outgoing, until_ms: i64) {
        let queued = self.again(row, until_ms);
        let Some(line) = self.line(queued.row.lane) else { return };
        line.aside.push((until_ms, queued));
    }

    fn again(&self, row: Outgoing, until_ms: i64) -> Queued {
        Queued { row, since_ms: until_ms, busy_before_ms: self.busy_ms }
    }

    /// Telegram said that this chat gets too much: all of it waits.
    pub(super) fn limit(&mut self, until_ms: i64) {
        self.quiet_until_ms = self.quiet_until_ms.max(until_ms);
        self.is_limited = true;
    }

    fn quota(&self, lane: Lane, rates: Rates, now_ms: i64) -> Quota {
        let per_second = i64::from(rates.per_chat.get());
        let burst = match lane {
            Lane::Reply => REPLY_BURST,
            Lane::Push | Lane::Bulk => PUSH_BURST,
            Lane::Tidying => TIDYING_BURST,
        };
        let quota = Quota { size: burst.max(per_second), per_second };
        match self.is_limited {
            true => quota.after_limit(now_ms - self.quiet_until_ms),
            false => quota,
        }
    }

    /// Whether the first row of a lane may go now, as far as the chat is concerned.
    pub(super) fn may_leave(&mut self, lane: Lane, rates: Rates, now_ms: i64) -> Leave {
        let quota = self.quota(lane, rates, now_ms);
        let has_replies = self.next_ms(Lane::Reply).is_some();
        if self.is_busy() || (lane == Lane::Tidying && has_replies) {
            return Leave::WhenFree;
        }
        if lane == Lane::Tidying {
            let replies = self.quota(Lane::Reply, rates, now_ms);
            let is_short = self.replies.tokens(replies, now_ms) < TIDYING_LEAVES
                || self.tidying.tokens(quota, now_ms) == 0;
            let first = self.line(lane).and_then(|line| line.rows.front());
            let is_old = first.is_some_and(|first| now_ms - first.since_ms > TIDYING_MAX_MS);
            return if is_short || is_old { Leave::Never } else { Leave::Now };
        }
        match self.bucket(lane).wait_ms(quota, now_ms) {
            0 => Leave::Now,
            wait_ms => Leave::From(now_ms + wait_ms),
        }
    }

    const fn bucket(&mut self, lane: Lane) -> &mut Bucket {
        match lane {
            Lane::Reply => &mut self.replies,
            Lane::Push | Lane::Bulk => &mut self.pushes,
            // Of its own: what may be left out takes nothing from what is waited for.
            Lane::Tidying => &mut self.tidying,
        }
    }

    /// Lets a line wait for the rate of its chat.
    pub(super) fn wait_for_bucket(&mut self, lane: Lane, until_ms: i64) {
        if let Some(line) = self.line(lane) {
            line.bucket_ms = until_ms;
        }
    }

    /// Whether a push has let enough replies of its chat go first.
    pub(super) fn owes_push(&self, now_ms: i64) -> bool {
        let is_due = self.next_ms(Lane::Push).is_some_and(|next_ms| next_ms <= now_ms);
        is_due && self.replies_in_row >= REPLIES_IN_ROW_MAX
    }

    /// Takes the next row out, and how long our limits have held it back.
    pub(super) fn take(&mut self, lane: Lane, now_ms: i64) -> Option<(Outgoing, i64)> {
        let (busy_ms, quiet_ms) = (self.busy_ms, self.quiet_until_ms);
        let line = self.line(lane)?;
        let retry_ms = line.retry_ms;
        let queued = line.pop(now_ms)?;
        self.bucket(lane).take();
        self.replies_in_row = if lane == Lane::Reply { self.replies_in_row + 1 } else { 0 };
        if lane != Lane::Tidying {
            self.busy_since_ms = Some(now_ms);
        }
        let since_ms = queued.since_ms.max(quiet_ms).max(retry_ms);
        let held_ms = now_ms - since_ms - (busy_ms - queued.busy_before_ms);
        Some((queued.row, held_ms.max(0)))
    }

    const fn busy_at(&self, now_ms: i64) -> i64 {
        match self.busy_since_ms {
            Some(since_ms) => self.busy_ms + (now_ms - since_ms),
            None => self.busy_ms,
        }
    }

    /// The call under way is done.
    pub(super) const fn free(&mut self, now_ms: i64) {
        self.busy_ms = self.busy_at(now_ms);
        self.busy_since_ms = None;
    }

    /// Takes every row out.
    pub(super) fn empty(&mut self) -> Vec<Outgoing> {
        let mut rows = Vec::new();
        for line in &mut self.lines {
            let line = std::mem::take(line);
            rows.extend(line.rows.into_iter().chain(line.aside.into_iter().map(|(_, one)| one)));
        }
        rows.into_iter().map(|queued| queued.row).collect()
    }

    /// Whether nothing waits and nothing has to be remembered.
    pub(super) fn is_idle(&mut self, rates: Rates, now_ms: i64) -> bool {
        let quotas = [Lane::Reply, Lane::Push].map(|lane| (lane, self.quota(lane, rates, now_ms)));
        let mut is_full =
            |(lane, quota): (Lane, Quota)| self.bucket(lane).tokens(quota, now_ms) >= quota.size;
        let is_rested = quotas.into_iter().all(&mut is_full);
        let is_forgiven =
            !self.is_limited || self.quota(Lane::Reply, rates, now_ms).size >= REPLY_BURST;
        let is_free = !self.is_busy() && self.quiet_until_ms <= now_ms;
        is_rested && is_forgiven && is_free && self.lines.iter().all(|line| line.is_idle(now_ms))
    }
}
