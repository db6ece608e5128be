//! Refills and cancels on the card of one's own order: what was asked for, what may be asked now,
//! and asking. Must never say that something was done because it was asked for.

use std::sync::Arc;

use super::orders::{own, show_card};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::may_ask;
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::Args;
use crate::domain::ids::OrderId;
use crate::domain::order::request::OrderRequestKind;
use crate::flows::orders::requests::ask_own;
use crate::flows::{FlowError, UserError};
use crate::store::orders::Order;
use crate::store::orders::requests::{self, OrderRequest};

/// What was asked about an order; nothing is asked before the provider has a number for it.
pub(super) async fn requests_of(
    turn: &Turn,
    order: &Order,
) -> Result<Vec<OrderRequest>, FlowError> {
    if order.provider_order_id.is_empty() {
        return Ok(Vec::new());
    }
    Ok(requests::list_of(&mut *turn.read_tx().await, order.order_id).await?)
}

/// Asks for a refill.
pub async fn refill(turn: Arc<Turn>, order: OrderId) -> Outcome {
    ask(&turn, (order, OrderRequestKind::Refill)).await
}

/// Asks whether the provider is to be asked to stop.
pub async fn before_cancel(turn: Arc<Turn>, order: OrderId) -> Outcome {
    let order = own(&turn, order).await?;
    let asked = requests_of(&turn, &order).await?;
    let words = turn.words();
    let kind = OrderRequestKind::Cancel;
    if let Err(refusal) = may_ask(kind, (&order, &asked), turn.now_ms) {
        turn.toast(refusal::of_request(&words, refusal));
        return show_card(&turn, &order).await;
    }
    let args = Args::new().text("order", order.order_id.to_string());
    let view = View::new(words.html("order-before-cancel", args)).row([
        Button::action(
            words.word("key-yes-ask-cancel"),
            Action::AskCancelYes { order: order.order_id },
        ),
        Button::action(words.word("key-back"), Action::OrderCard { order: order.order_id }),
    ]);
    turn.show(view).await
}

/// Asks the provider to stop.
pub async fn cancel(turn: Arc<Turn>, order: OrderId) -> Outcome {
    ask(&turn, (order, OrderRequestKind::Cancel)).await
}

async fn ask(turn: &Turn, (order_id, kind): (OrderId, OrderRequestKind)) -> Outcome {
    let outcome = {
        let mut tx = turn.write_tx().await;
        ask_own(&mut turn.ctx(&mut tx), turn.person.person_id, (order_id, kind)).await
    };
    let words = turn.words();
    match outcome {
        Ok(()) => turn.toast(match kind {
            OrderRequestKind::Refill => words.word("toast-refill-asked"),
            OrderRequestKind::Cancel => words.word("toast-cancel-asked"),
        }),
        Err(FlowError::User(UserError::RequestRefused(_, refusal))) => {
            turn.toast(refusal::of_request(&words, refusal));
        }
        Err(error) => return Err(error),
    }
    let order = own(turn, order_id).await?;
    show_card(turn, &order).await
}
