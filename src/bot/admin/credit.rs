//! `/credit`: gives a person money.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::{explain, refuse};
use super::stored::StoredAct;
use crate::bot::admin::adjust::{self, ByHand, has_open_checkout, wallet_args};
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::Button;
use crate::domain::deposit::DepositTab;
use crate::flows::deposits::decide;
use crate::flows::wallet::adjust::{self as wallet, Direction};
use crate::flows::{FlowError, UserError};

/// Money given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit(pub ByHand);

/// `/credit USER AMOUNT REASON`.
pub async fn begin(turn: OwnerTurn, text: String) -> Outcome {
    match ByHand::typed(&text) {
        Ok(by_hand) => {
            let names = {
                let mut tx = turn.read_tx().await;
                decide::names_payment(&mut tx, &by_hand.reason).await?
            };
            if names {
                let keys = vec![Button::action(
                    turn.words().word("admin-key-deposits"),
                    Action::AdminDeposits { tab: DepositTab::Waiting, page: 0 },
                )];
                return refuse(&turn, &UserError::CreditNamesPayment, keys).await;
            }
            propose(&turn, &Credit(by_hand)).await
        }
        Err(error) => explain(&turn, &error, "admin-usage-credit").await,
    }
}

impl StoredAct for Credit {
    const NAME: &'static str = "Credit";

    /// Top-ups were once given as credits, which knew nothing of the request behind them.
    fn is_current(&self) -> bool {
        !self.0.cause.starts_with("topup/")
    }
}

impl Act for Credit {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        adjust::card(at, &self.0, (Direction::Give, "admin-card-credit")).await
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let has_open_checkout = has_open_checkout(at.ctx.tx, self.0.person).await?;
        let adjustment = self.0.of(at.actor_id, has_open_checkout);
        let is_new = wallet::credit(&mut at.ctx, &adjustment).await?;
        let args = wallet_args(at.ctx.tx, at.words, (self.0.person, self.0.amount)).await?;
        Ok(is_new.then_some(("admin-done-credit", args)))
    }
}
