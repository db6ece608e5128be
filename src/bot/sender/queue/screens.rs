//! What the queue knows of screens: the message that shows each, and which change is the newest.
//! An older change must never follow a newer one. Pure bookkeeping, no I/O.

use super::Queue;
use crate::bot::sender::attempt::{Seen, Sent};
use crate::domain::ids::{MessageId, OutboxId, ScreenId};
use crate::store::outbox::Outgoing;
use crate::store::screens::Kind;

/// Screens that are remembered.
const SCREENS_MAX: usize = 50_000;
/// For so long the change of a screen that was handed over by its turn is taken for the newest
/// without asking the database: nobody else has had the time to make and to show another.
const FRESH_MS: i64 = 1_000;
/// Since when a row is known whose screen somebody else may have changed.
pub(super) const LONG_AGO_MS: i64 = 0;

/// What is known of a screen.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Screen {
    /// 0 while Telegram has not told it.
    pub(super) message_id: MessageId,
    /// What kind of message that is, as far as is known.
    pub(super) kind: Option<Kind>,
    /// The newest row that was sent or is being sent.
    pub(super) generation: OutboxId,
}

impl Queue {
    /// Whether a newer change of the same screen waits or was sent.
    pub(super) fn is_outdated(&self, edit: &Outgoing) -> bool {
        if !is_edit(edit) {
            return false;
        }
        let is_newer = |row: &Outgoing| {
            is_edit(row) && row.screen_id == edit.screen_id && row.outbox_id > edit.outbox_id
        };
        let shown = self.screens.get(&edit.screen_id);
        let mut waiting = self.chats.get(&edit.chat_id).into_iter().flat_map(|chat| &chat.lines);
        shown.is_some_and(|screen| screen.generation > edit.outbox_id)
            || waiting.any(|line| line.all().any(|queued| is_newer(&queued.row)))
    }

    /// Takes out the older changes of the screen that a row edits.
    pub(super) fn drop_older(&mut self, edit: &Outgoing) {
        let Some(chat) = self.chats.get_mut(&edit.chat_id).filter(|_| is_edit(edit)) else {
            return;
        };
        let is_older = |row: &Outgoing| is_edit(row) && row.screen_id == edit.screen_id;
        for line in &mut chat.lines {
            let old = line.all().filter(|queued| is_older(&queued.row));
            let before = self.dropped.len();
            self.dropped.extend(old.map(|queued| queued.row.clone()));
            if self.dropped.len() > before {
                line.rows.retain(|queued| !is_older(&queued.row));
                line.aside.retain(|(_, queued)| !is_older(&queued.row));
            }
        }
    }

    pub(super) fn screen(&mut self, screen_id: ScreenId) -> &mut Screen {
        if self.screens.len() >= SCREENS_MAX {
            self.screens.clear();
        }
        self.screens.entry(screen_id).or_default()
    }

    /// Notes the message that a row has made or changed; one that comes late names no newer one.
    pub(super) fn note_shown(&mut self, outgoing: &Outgoing, sent: Sent) {
        let Sent { message_id, kind, .. } = sent;
        if !outgoing.screen_id.is_some() || !message_id.is_some() {
            return;
        }
        let screen = self.screen(outgoing.screen_id);
        if screen.message_id == MessageId::NONE || outgoing.outbox_id >= screen.generation {
            screen.message_id = message_id;
            screen.kind = kind.or(screen.kind);
        }
    }

    /// Takes in a row that an earlier process left, or that was in nobody's memory.
    pub(in crate::bot::sender) fn take_up(&mut self, expired: Outgoing) {
        let outbox_id = expired.outbox_id;
        self.push(expired);
        self.doubt(outbox_id);
    }

    /// From now on somebody else may have shown something newer than this row.
    pub(super) fn doubt(&mut self, outbox_id: OutboxId) {
        self.known.insert(outbox_id, LONG_AGO_MS);
    }

    /// Whether only the database tells if a row is still the newest change of its screen.
    pub(in crate::bot::sender) fn is_doubtful(&self, outgoing: &Outgoing) -> bool {
        let since_ms = self.known.get(&outgoing.outbox_id).copied().unwrap_or(LONG_AGO_MS);
        self.now_ms() - since_ms >= FRESH_MS
    }

    /// The message that shows a screen, as far as memory goes.
    pub(in crate::bot::sender) fn seen(&self, screen_id: ScreenId) -> Option<Seen> {
        let screen = self.screens.get(&screen_id).filter(|screen| screen.message_id.is_some())?;
        Some(Seen { message_id: screen.message_id, kind: screen.kind? })
    }
}

/// Whether a row changes the text of a screen, which a newer one makes pointless.
pub(super) fn is_edit(outgoing: &Outgoing) -> bool {
    outgoing.screen_id.is_some() && outgoing.method.is_view()
}
