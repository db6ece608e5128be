//! Rows that are refused again and again: whether the row is to blame or everything, and what
//! becomes of it. Pure bookkeeping, no I/O.

use std::collections::HashMap;

use crate::domain::ids::OutboxId;

/// Codes that speak of the bot or of the server rather than of the message: a token that is not
/// known, a server that is not the Bot API, another process that holds the bot.
const CODES_OF_ALL: [i64; 3] = [401, 404, 409];

/// What a failed row has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AfterFailure {
    /// Be tried again, its line waiting.
    Retry,
    /// Be tried again, its line going on.
    RetryAside,
    /// Be given up: a human looks at it.
    GiveUp,
}

/// How a row fares.
struct Failure {
    /// 0 when there was no readable answer.
    code: i64,
    tries: u32,
    /// Messages that had been taken when it began.
    taken_before: u64,
}

/// How often a row may fail in the same way.
struct Patience {
    aside: u32,
    give_up: u32,
    /// So many others must have been taken meanwhile, else everything fails and not the row.
    others: u64,
}

/// The rows that fail.
#[derive(Default)]
pub(super) struct Failures {
    rows: HashMap<OutboxId, Failure>,
    taken: u64,
}

/// The pauses double to a minute: eight tries are two minutes, ten are four.
const fn patience(code: i64) -> Patience {
    match code {
        401 | 404 | 409 => Patience { aside: 3, give_up: 8, others: 1 },
        0 => Patience { aside: 30, give_up: 60, others: 3 },
        500.. => Patience { aside: 4, give_up: 10, others: 3 },
        _ => Patience { aside: 3, give_up: 8, others: 0 },
    }
}

impl Failures {
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
    pub(super) fn failed(&mut self, outbox_id: OutboxId, code: i64) -> AfterFailure {
        let taken = self.taken;
        let fresh = || Failure { code, tries: 0, taken_before: taken };
        let failure = self.rows.entry(outbox_id).or_insert_with(fresh);
        if failure.code != code {
            *failure = fresh();
        }
        failure.tries += 1;
        let Patience { aside, give_up, others } = patience(code);
        let is_its_own = taken - failure.taken_before >= others;
        match failure.tries {
            tries if is_its_own && tries >= give_up => AfterFailure::GiveUp,
            tries if is_its_own && tries >= aside => AfterFailure::RetryAside,
            _ => AfterFailure::Retry,
        }
    }

    /// Whether everything is refused with this code and not the message alone.
    pub(super) fn is_of_all(&self, outbox_id: OutboxId, code: i64) -> bool {
        let failure = self.rows.get(&outbox_id);
        let is_alone =
            failure.is_some_and(|failure| failure.tries >= 2 && failure.taken_before == self.taken);
        CODES_OF_ALL.contains(&code) && is_alone
    }
}
