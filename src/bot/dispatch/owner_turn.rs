//! A turn of an owner. What only owners may do takes this in place of a [`Turn`], so that nobody
//! else's turn can reach it and nothing has to be asked there.

use std::ops::Deref;
use std::sync::Arc;

use super::turn::Turn;

/// A turn whose person owns the shop; made by [`Turn::as_owner`] and by nothing else.
#[derive(Clone)]
pub struct OwnerTurn(Arc<Turn>);

impl Turn {
    /// The turn as an owner's; `None` where the person is none.
    #[must_use]
    pub fn as_owner(self: &Arc<Self>) -> Option<OwnerTurn> {
        self.is_admin().then(|| OwnerTurn(Arc::clone(self)))
    }
}

impl Deref for OwnerTurn {
    type Target = Turn;

    fn deref(&self) -> &Turn {
        &self.0
    }
}

/// For screens that everybody has.
impl From<OwnerTurn> for Arc<Turn> {
    fn from(owner: OwnerTurn) -> Self {
        owner.0
    }
}
