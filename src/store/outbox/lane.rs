//! The lanes in which messages leave.

/// How urgent a message is; smaller goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// The answer to what a person just did.
    Reply = 0,
    /// Something that happened by itself.
    Push = 1,
    /// The same text to many people; taken up from the database page by page.
    Bulk = 2,
    /// What may be left out: the buttons of old screens.
    Tidying = 3,
}

impl Lane {
    /// Every lane, most urgent first.
    pub const ALL: [Self; 4] = [Self::Reply, Self::Push, Self::Bulk, Self::Tidying];

    /// Its name in figures.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Push => "push",
            Self::Bulk => "bulk",
            Self::Tidying => "tidying",
        }
    }

    /// Its place among all.
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::Reply => 0,
            Self::Push => 1,
            Self::Bulk => 2,
            Self::Tidying => 3,
        }
    }
}

/// The lane of a stored number; one that is not known waits like bulk.
impl From<i64> for Lane {
    fn from(number: i64) -> Self {
        match number {
            0 => Self::Reply,
            1 => Self::Push,
            3 => Self::Tidying,
            _ => Self::Bulk,
        }
    }
}
