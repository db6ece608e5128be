//! Rows that are refused again and again: whether the row is to blame or everything, and what
//! becomes of it. Pure bookkeeping, no I/O.

use std::collections::HashMap;

use crate::domain::ids::OutboxId;

/// Codes that speak of the bot or of the server rather than of the message: a token that is not
/// known, a server that is not the Bot API, another process that holds the bot.
const CODES_OF_ALL: [i64; 3] = [401, 404, 409];

/// What a failed row has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sentence {
    /// Be tried again, its line waiting.
    Again,
    /// Be tried again, its line going on.
    Aside,
    /// Be set aside for a human.
    Parked,
}

/// How a row fares.
struct Record {
    /// 0 when there was no readable answer.
    code: i64,
    tries: u32,
    /// Messages that had been taken when it began.
    taken_before: u64,
}

/// How often a row may fail in the same way.
struct Patience {
    aside: u32,
    parked: u32,
    /// So many others must have been taken meanwhile, else everything fails and not the row.
    others: u64,
}

/// The rows that fail.
#[derive(Default)]
pub(super) struct Troubles {
    rows: HashMap<OutboxId, Record>,
    taken: u64,
}

/// The pauses double to a minute: eight tries are two minutes, ten are four.
const fn patience(code: i64) -> Patience {
    match code {
        401 | 404 | 409 => Patience { aside: 3, parked: 8, others: 1 },
        0 => Patience { aside: 30, parked: 60, others: 3 },
        500.. => Patience { aside: 4, parked: 10, others: 3 },
        _ => Patience { aside: 3, parked: 8, others: 0 },
    }
}

impl Troubles {
    /// Telegram took a row.
    pub(super) fn taken(&mut self, outbox_id: OutboxId) {
        self.taken += 1;
        self.rows.remove(&outbox_id);
    }

    /// A row is in memory no more.
    pub(super) fn forget(&mut self, outbox_id: OutboxId) {
        self.rows.remove(&outbox_id);
    }

    /// A row failed with this code; 0 for no readable answer.
    pub(super) fn failed(&mut self, outbox_id: OutboxId, code: i64) -> Sentence {
        let taken = self.taken;
        let fresh = || Record { code, tries: 0, taken_before: taken };
        let record = self.rows.entry(outbox_id).or_insert_with(fresh);
        if record.code != code {
            *record = fresh();
        }
        record.tries += 1;
        let Patience { aside, parked, others } = patience(code);
        let is_its_own = taken - record.taken_before >= others;
        match record.tries {
            tries if is_its_own && tries >= parked => Sentence::Parked,
            tries if is_its_own && tries >= aside => Sentence::Aside,
            _ => Sentence::Again,
        }
    }

    /// Whether everything is refused with this code and not the message alone.
    pub(super) fn is_of_all(&self, outbox_id: OutboxId, code: i64) -> bool {
        let record = self.rows.get(&outbox_id);
        let is_alone =
            record.is_some_and(|record| record.tries >= 2 && record.taken_before == self.taken);
        CODES_OF_ALL.contains(&code) && is_alone
    }
}
