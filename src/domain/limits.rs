//! How much one order may be of. Must never be read the wrong way round: both ends have names.

/// The quantities that may be ordered, both ends included. None fits when the smallest is above
/// the largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limits {
    /// The smallest.
    pub min: i64,
    /// The largest.
    pub max: i64,
}

impl Limits {
    /// One quantity and no other.
    #[must_use]
    pub const fn exactly(quantity: i64) -> Self {
        Self { min: quantity, max: quantity }
    }

    /// Whether so many may be ordered.
    #[must_use]
    pub const fn contain(self, quantity: i64) -> bool {
        self.min <= quantity && quantity <= self.max
    }
}
