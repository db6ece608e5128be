//! `/goods`: shows an owner the goods of a customer's order, in their private chat, by an act that
//! is written down.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::explain;
use super::card_lines::order_lines;
use super::stored::StoredAct;
use super::typed::{InputError, first_word};
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::ui::words::Args;
use crate::domain::ids::OrderId;
use crate::flows::FlowError;
use crate::flows::orders::goods;

/// Goods shown to an owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShowGoods {
    /// The order.
    pub order: OrderId,
}

/// `/goods ORDER`.
pub async fn begin(turn: OwnerTurn, text: String) -> Outcome {
    match typed(&text) {
        Ok(order) => propose(&turn, &ShowGoods { order }).await,
        Err(error) => explain(&turn, &error, "admin-usage-goods").await,
    }
}

/// Reads `ORDER`.
fn typed(text: &str) -> Result<OrderId, InputError> {
    let (order, _) = first_word(text).ok_or(InputError::Incomplete)?;
    order.trim_start_matches('#').parse().map_err(|_| InputError::NotAnOrder)
}

impl StoredAct for ShowGoods {
    const NAME: &'static str = "ShowGoods";
}

impl Act for ShowGoods {
    fn order(&self) -> Option<OrderId> {
        Some(self.order)
    }

    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let (order, _) = goods::check(&mut at.ctx, self.order).await?;
        let mut lines = vec![at.words.html("admin-card-show-goods", Args::new())];
        lines.extend(order_lines(at.ctx.tx, at.words, &order).await?);
        Ok(lines)
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        goods::show_to_owner(&mut at.ctx, at.actor_id, self.order).await?;
        let args = Args::new().text("order", self.order.to_string());
        Ok(Some(("admin-done-show-goods", args)))
    }
}
