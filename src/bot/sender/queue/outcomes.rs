//! What a call came to, as the queue draws the consequences. Pure bookkeeping, no I/O.

use super::{Back, FLOOD_WINDOW_MS, Queue, lane_of};
use crate::bot::sender::attempt::Sent;
use crate::bot::sender::failures::AfterFailure;
use crate::domain::ids::{ChatId, OutboxId};
use crate::store::outbox::{Lane, Outgoing};

impl Queue {
    /// Telegram took the row, or it is done with otherwise; its chat may be served again. It stays
    /// known until that is written down.
    pub(in crate::bot::sender) fn sent(&mut self, outgoing: &Outgoing, sent: Sent) {
        self.failures.taken(outgoing.outbox_id);
        self.note_shown(outgoing, sent);
        self.free(outgoing);
    }

    /// The row is done with, and Telegram did not take it.
    pub(in crate::bot::sender) fn given_up(&mut self, outgoing: &Outgoing) {
        self.failures.forget(outgoing.outbox_id);
        self.free(outgoing);
    }

    /// What became of these rows is written down.
    pub(in crate::bot::sender) fn forget(&mut self, outbox_ids: &[OutboxId]) {
        for outbox_id in outbox_ids {
            self.known.remove(outbox_id);
        }
    }

    /// A row failed with this code, or 0: what becomes of it. The second: whether everything is
    /// refused so.
    pub(in crate::bot::sender) fn evaluate_failure(
        &mut self,
        outgoing: &Outgoing,
        code: i64,
    ) -> (AfterFailure, bool) {
        let after = self.failures.failed(outgoing.outbox_id, code);
        (after, self.failures.is_of_all(outgoing.outbox_id, code))
    }

    /// The row comes back and is tried again after a while. After a limit the whole chat waits, a
    /// limit in bulk stops bulk, and limits of pushes to two chats within a second stop all that
    /// nobody asked for.
    pub(in crate::bot::sender) fn put_back(&mut self, outgoing: Outgoing, for_ms: i64, back: Back) {
        let until_ms = self.now_ms() + for_ms;
        let (chat_id, lane) = (outgoing.chat_id, lane_of(&outgoing));
        if back == Back::Limited {
            self.limit(chat_id, lane, for_ms);
        }
        self.free(&outgoing);
        let is_left_out = lane == Lane::Tidying && back != Back::Changed;
        if is_left_out || self.is_outdated(&outgoing) {
            self.dropped.push(outgoing);
            return;
        }
        if back != Back::Changed {
            self.doubt(outgoing.outbox_id);
        }
        self.bulk += usize::from(lane == Lane::Bulk);
        let chat = self.chats.entry(chat_id).or_default();
        match back {
            Back::Aside => chat.put_aside(outgoing, until_ms),
            Back::Changed | Back::Failed | Back::Limited => chat.put_back(outgoing, until_ms),
        }
        self.schedule(chat_id);
    }

    fn limit(&mut self, chat_id: ChatId, lane: Lane, for_ms: i64) {
        let now_ms = self.now_ms();
        let until_ms = now_ms + for_ms;
        self.figures.limited(for_ms);
        // A reply that is refused tells of its own chat: whoever types fast must not stop the
        // pushes of everybody else.
        if matches!(lane, Lane::Push | Lane::Bulk) {
            let before = self.last_limit.replace((chat_id, now_ms));
            if before.is_some_and(|(other_id, at_ms)| {
                other_id != chat_id && now_ms - at_ms < FLOOD_WINDOW_MS
            }) {
                self.rest(Lane::Push, until_ms);
                self.rest(Lane::Bulk, until_ms);
            }
        }
        if lane == Lane::Bulk {
            self.rest(Lane::Bulk, until_ms);
        }
        self.chats.entry(chat_id).or_default().limit(until_ms);
    }

    fn free(&mut self, outgoing: &Outgoing) {
        let now_ms = self.now_ms();
        // Tidying goes beside the others, so that it holds up none of them.
        if lane_of(outgoing) != Lane::Tidying
            && let Some(chat) = self.chats.get_mut(&outgoing.chat_id)
        {
            chat.free(now_ms);
        }
        self.schedule(outgoing.chat_id);
    }

    /// Takes everything that waits for a chat out of memory, the row under way included: whoever
    /// brings these rows back finds them unknown.
    pub(in crate::bot::sender) fn drop_chat(&mut self, under_way: &Outgoing) -> Vec<Outgoing> {
        let mut rows = vec![under_way.clone()];
        if let Some(chat) = self.chats.get_mut(&under_way.chat_id) {
            rows.extend(chat.empty());
        }
        for row in &rows {
            self.known.remove(&row.outbox_id);
            self.failures.forget(row.outbox_id);
        }
        let bulk = rows.iter().skip(1).filter(|row| lane_of(row) == Lane::Bulk).count();
        self.bulk = self.bulk.saturating_sub(bulk);
        self.free(under_way);
        rows
    }
}
