//! Networks whose people have the same addresses.

use strum::{EnumIter, EnumString, IntoStaticStr};

/// How a network writes its addresses; those of a family share them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Family {
    /// Ethereum and networks like it.
    Evm,
    /// TRON.
    Tron,
}
