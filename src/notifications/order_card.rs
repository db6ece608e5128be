//! An order as its customer looks at it: the one message that lives as long as the order does.

use std::collections::BTreeMap;

use crate::domain::fields::Field;
use crate::domain::order::children::Family;
use crate::store::lists::List;
use crate::store::orders::Order;
use crate::store::orders::children::Tally;
use crate::store::orders::requests::OrderRequest;

/// Everything that an order's card tells.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderCard {
    /// The order.
    pub order: Order,
    /// What was asked of the provider about it, the newest first.
    pub asked: Vec<OrderRequest>,
    /// The lists that were entered.
    pub lists: BTreeMap<Field, List>,
    /// Of what orders the provider makes of it, and how far they are; `None` where it is one.
    pub family: Option<(Family, Tally)>,
    /// Whether there are goods to hand over once more.
    pub has_goods: bool,
}

/// Which message shows a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardPlace {
    /// The order's own, which nobody leaves by its buttons.
    OfItsOwn,
    /// The person's screen; with their dialogue as it is stored.
    Screen(Option<String>),
}
