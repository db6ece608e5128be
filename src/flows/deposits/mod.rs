//! Money on its way in.

pub(crate) mod by_hand;
