//! `/order`: the way to the catalog and to one order.

use std::sync::Arc;

use super::{browse, orders};
use crate::bot::admin;
use crate::bot::dispatch::turn::{Outcome, Turn};

/// `/order`: the categories; with a number, a look at an order; with several, what an owner may ask
/// providers about them.
pub async fn order(turn: Arc<Turn>, text: String) -> Outcome {
    let owner = turn.as_owner();
    if let (Some(owner), Some(order_ids)) = (&owner, admin::order_requests::several(&text)) {
        turn.leave_question();
        return admin::order_requests::show_several(owner.clone(), order_ids).await;
    }
    let number = text.trim().trim_start_matches('#').parse().ok();
    match (number, owner) {
        (Some(order), Some(owner)) => admin::order_card::show(owner, order).await,
        (Some(order), None) => orders::card(turn, order).await,
        (None, _) => browse::categories(turn, 0).await,
    }
}
