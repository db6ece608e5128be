//! `/credit` and `/debit`.

use std::sync::Arc;

use super::acts::{Act, ByHand, propose, random_hex};
use super::parsing::{Adjustment, adjustment};
use super::{as_unknown_command, explain};
use crate::bot::turn::{Outcome, Turn};

/// `/credit USER AMOUNT REASON`.
///
/// # Errors
/// When the database fails.
pub async fn credit(turn: Arc<Turn>, text: String) -> Outcome {
    begin(turn, &text, (Act::Credit, "admin-usage-credit")).await
}

/// `/debit USER AMOUNT REASON`.
///
/// # Errors
/// When the database fails.
pub async fn debit(turn: Arc<Turn>, text: String) -> Outcome {
    begin(turn, &text, (Act::Debit, "admin-usage-debit")).await
}

async fn begin(turn: Arc<Turn>, text: &str, (act, usage): (fn(ByHand) -> Act, &str)) -> Outcome {
    if !turn.is_admin() {
        return as_unknown_command(turn).await;
    }
    turn.leave_question();
    match adjustment(text) {
        Ok(Adjustment { person_id: person, amount, reason }) => {
            let cause = random_hex();
            propose(&turn, &act(ByHand { person, amount, reason, cause })).await
        }
        Err(error) => explain(&turn, &error, usage).await,
    }
}
