//! Why what was typed into a field is not taken. Must never say more of it than its owner typed.

use crate::domain::mail::DomainProblem;

/// Why what was typed was not taken; nothing of it is kept then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// Nothing that can be seen.
    #[error("nothing was entered")]
    Empty,
    /// Not what the field may hold.
    #[error("the field cannot hold this")]
    Unfit,
    /// More characters than may be.
    #[error("more than {max} characters")]
    TooLong {
        /// How many may be.
        max: i64,
    },
    /// No domain that can be tested.
    #[error("no domain of one's own")]
    NoDomain(DomainProblem),
    /// One item of a list is not what it may hold.
    #[error("an item does not fit")]
    ItemUnfit {
        /// As it was typed.
        item: String,
    },
    /// One item of a list is too long.
    #[error("item {item} is longer than {max} characters")]
    ItemTooLong {
        /// From 1, blank ones not counted.
        item: i64,
        /// How many characters it may have.
        max: i64,
    },
    /// A phone number of a country whose phones are not topped up.
    #[error("a phone number of another country")]
    ForeignPhone {
        /// The two letters of the country, where the number tells it.
        country: Option<String>,
        /// What is dialled for it.
        calling_code: u32,
    },
    /// A phone number that is not a mobile one.
    #[error("no mobile phone number")]
    NotMobile,
    /// More items than there may be.
    #[error("{count} items are more than {max}")]
    TooMany {
        /// How many there would be.
        count: i64,
        /// How many may be.
        max: i64,
    },
}
