//! Which changes of their orders a person's phone rings for; the others are on the orders' cards.

use strum::{EnumIter, EnumString, IntoStaticStr};

/// When the phone rings; stored by its name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Ring {
    /// At the end of an order, and when something is needed.
    #[default]
    End,
    /// At every change of its state.
    Every,
    /// Never: messages come silently.
    Never,
}

impl Ring {
    /// Whether a message about an order rings, one of its end or of a change on the way.
    #[must_use]
    pub const fn rings(self, is_end: bool) -> bool {
        match self {
            Self::End => is_end,
            Self::Every => true,
            Self::Never => false,
        }
    }
}

/// The choice of a stored name; one of another version rings as usual.
impl From<String> for Ring {
    fn from(name: String) -> Self {
        name.parse().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_wants_it_hears_of_what_happens_on_the_way() {
        let heard = |ring: Ring| (ring.rings(false), ring.rings(true));
        assert_eq!(heard(Ring::default()), (false, true));
        assert_eq!(heard(Ring::Every), (true, true));
        assert_eq!(heard(Ring::Never), (false, false));
        assert_eq!(Ring::from("louder".to_owned()), Ring::End);
    }
}
