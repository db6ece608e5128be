//! Stretches of time that go beside a moment. A moment alone stays a bare number of unix
//! milliseconds: it is never beside another number that it could be taken for.

/// So many milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Millis(pub i64);

/// From one moment until another, in unix milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its beginning.
    pub from_ms: i64,
    /// Its end.
    pub until_ms: i64,
}

impl Span {
    /// What begins at a moment and lasts so long.
    #[must_use]
    pub const fn lasting(from_ms: i64, length: Millis) -> Self {
        Self { from_ms, until_ms: from_ms.saturating_add(length.0) }
    }

    /// How long it is; below zero when a clock was set back meanwhile.
    #[must_use]
    pub const fn length_ms(self) -> i64 {
        self.until_ms.saturating_sub(self.from_ms)
    }
}
