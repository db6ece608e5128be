//! `/debit`: takes money from a person.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::explain;
use super::stored::StoredAct;
use crate::bot::admin::adjust::{self, ByHand, wallet_args};
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::flows::FlowError;
use crate::flows::wallet::adjust::{self as wallet, Direction};

/// Money taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debit(pub ByHand);

/// `/debit USER AMOUNT REASON`.
pub async fn begin(turn: OwnerTurn, text: String) -> Outcome {
    match ByHand::typed(&text) {
        Ok(by_hand) => propose(&turn, &Debit(by_hand)).await,
        Err(error) => explain(&turn, &error, "admin-usage-debit").await,
    }
}

impl StoredAct for Debit {
    const NAME: &'static str = "Debit";
}

impl Act for Debit {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        adjust::card(at, &self.0, (Direction::Take, "admin-card-debit")).await
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let adjustment = self.0.of(at.actor_id, false);
        let is_new = wallet::debit(&mut at.ctx, &adjustment).await?;
        let args = wallet_args(at.ctx.tx, at.words, (self.0.person, self.0.amount)).await?;
        Ok(is_new.then_some(("admin-done-debit", args)))
    }
}
