//! How much of a list is read or removed at once: a page that is shown, a batch of what is due, or
//! what has grown old. Every list that may be long is asked for by one of these.

/// A page of a list that is leafed through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portion {
    /// Lines before it.
    pub offset: i64,
    /// Lines on it at the most.
    pub limit: i64,
}

impl Portion {
    /// The beginning of a list.
    #[must_use]
    pub const fn first(limit: i64) -> Self {
        Self { offset: 0, limit }
    }
}

/// At most so many of what is the case now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batch {
    /// The present.
    pub now_ms: i64,
    /// Rows at the most.
    pub limit: i64,
}

/// At most so many of what is older than a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Older {
    /// The moment.
    pub than_ms: i64,
    /// Rows at the most.
    pub limit: i64,
}
