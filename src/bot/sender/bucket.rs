//! A token bucket in whole numbers. Pure bookkeeping: whoever asks brings the time.

use crate::clock::MINUTE_MS;

/// Thousandths of a token: one a millisecond is one token a second.
const TOKEN: i64 = 1_000;
/// For so long after a refusal a chat gets one message at a time.
const PENANCE_MS: i64 = 10 * MINUTE_MS;

/// How much a bucket holds and how fast it is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quota {
    /// Messages at once.
    pub(super) size: i64,
    /// Messages a second afterwards.
    pub(super) per_second: i64,
}

impl Quota {
    /// The same `for_ms` after the end of a refusal: one message at once for ten minutes, then one
    /// more each minute.
    pub(super) fn after_limit(self, for_ms: i64) -> Self {
        let grown = for_ms.saturating_sub(PENANCE_MS).max(0) / MINUTE_MS;
        let size = grown.saturating_add(1).max(self.per_second).min(self.size);
        Self { size, ..self }
    }
}

/// A bucket; it begins full.
#[derive(Debug)]
pub(super) struct Bucket {
    level: i64,
    filled_ms: i64,
}

impl Default for Bucket {
    fn default() -> Self {
        Self { level: i64::MAX, filled_ms: 0 }
    }
}

impl Bucket {
    /// Whole tokens that are in it now.
    pub(super) fn tokens(&mut self, quota: Quota, now_ms: i64) -> i64 {
        let passed_ms = now_ms.saturating_sub(self.filled_ms).max(0);
        let gained = passed_ms.saturating_mul(quota.per_second);
        let full = quota.size.saturating_mul(TOKEN);
        self.level = self.level.saturating_add(gained).min(full);
        self.filled_ms = now_ms;
        self.level / TOKEN
    }

    /// Milliseconds until there is a token; 0 when there is one now.
    pub(super) fn wait_ms(&mut self, quota: Quota, now_ms: i64) -> i64 {
        if self.tokens(quota, now_ms) > 0 {
            return 0;
        }
        let missing = TOKEN - self.level;
        // Rounded up, so that the token is there when the time has come.
        missing.saturating_add(quota.per_second - 1) / quota.per_second.max(1)
    }

    /// Takes the token that is there.
    pub(super) const fn take(&mut self) {
        self.level = self.level.saturating_sub(TOKEN);
    }
}
