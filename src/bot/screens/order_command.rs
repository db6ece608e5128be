//! `/order`: the way to the catalog and to one order.

use std::sync::Arc;

use super::{browse, orders};
use crate::bot::admin;
use crate::bot::dispatch::turn::{Outcome, Turn};

/// `/order`: the categories; with a number, a look at an order; with several, what an owner may ask
/// providers about them.
pub async fn order(turn: Arc<Turn>, text: String) -> Outcome {
    if turn.is_admin()
        && let Some(order_ids) = admin::order_requests::several(&text)
    {
        turn.leave_question();
        return admin::order_requests::show_several(turn, order_ids).await;
    }
    let number = text.trim().trim_start_matches('#').parse().ok();
    match number {
        Some(order) if turn.is_admin() => admin::order_card::show(turn, order).await,
        Some(order) => orders::card(turn, order).await,
        None => browse::categories(turn, 0).await,
    }
}
