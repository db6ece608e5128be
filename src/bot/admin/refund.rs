//! `/refund`: what may be returned is decided by the flow; the card fixes the amount.

use std::sync::Arc;

use super::acts::{Act, propose};
use super::{as_unknown_command, explain, order_key, parsing, refuse};
use crate::bot::turn::{Outcome, Turn};
use crate::flows::FlowError;
use crate::flows::refund::{Refund, check_refund};

/// `/refund ORDER [AMOUNT] REASON`; without an amount all that is left of the price.
///
/// # Errors
/// When the database fails.
pub async fn refund(turn: Arc<Turn>, text: String) -> Outcome {
    if !turn.is_admin() {
        return as_unknown_command(turn).await;
    }
    turn.leave_question();
    let typed = match parsing::refund(&text) {
        Ok(typed) => typed,
        Err(error) => return explain(&turn, &error, "admin-usage-refund").await,
    };
    let checked = {
        let refund = Refund {
            actor_id: turn.person.person_id,
            order_id: typed.order_id,
            amount: typed.amount,
            is_anyway: typed.is_anyway,
            reason: &typed.reason,
        };
        let mut tx = turn.tx().await;
        check_refund(&mut tx, &turn.shop, &refund).await
    };
    match checked {
        Ok((order, amount)) => {
            let (order, is_anyway, reason) = (order.order_id, typed.is_anyway, typed.reason);
            propose(&turn, &Act::Refund { order, amount, is_anyway, reason }).await
        }
        Err(FlowError::User(error)) => {
            let key = order_key(&turn.words(), typed.order_id);
            refuse(&turn, &error, vec![key]).await
        }
        Err(error) => Err(error),
    }
}
