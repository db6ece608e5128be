//! The trial of a provider of top-ups: an owner orders one for their own money though it is not
//! sold, and then says that what the preview told is what was taken. Only that switches it on.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::providers_button;
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::{quoted, trial_lines};
use crate::bot::screens::card;
use crate::bot::ui::view::Button;
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::RechargeTrialId;
use crate::flows::FlowError;
use crate::flows::recharges::trials;

const NAME_MAX_CHARS: usize = 40;

/// The button of the provider's card: the dialogue that everybody has, though it is off.
pub async fn begin(turn: OwnerTurn, provider: String) -> Outcome {
    turn.leave_question();
    let begun = {
        let mut tx = turn.write_tx().await;
        trials::begin(&mut turn.ctx(&mut tx), turn.person.person_id, &provider).await
    };
    match begun {
        Ok(offer) => {
            turn.toast(turn.words().word("recharge-trial-begun"));
            card::open(turn.into(), (offer.service_id, 0)).await
        }
        Err(FlowError::User(error)) => turn.refuse(&error).await,
        Err(error) => Err(error),
    }
}

/// Preview and debit agree: sell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreeTrial {
    /// Which.
    pub trial: RechargeTrialId,
}

/// The button below the figures: the card that is to be confirmed.
pub async fn agree(turn: OwnerTurn, trial: RechargeTrialId) -> Outcome {
    turn.leave_question();
    propose(&turn, &AgreeTrial { trial }).await
}

impl StoredAct for AgreeTrial {
    const NAME: &'static str = "AgreeTrial";
}

impl Act for AgreeTrial {
    fn way_back(&self, words: &Words) -> Option<Button> {
        Some(providers_button(words))
    }

    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let figures = trials::check_agree(at.ctx.tx, self.trial).await?;
        let mut lines = vec![at.words.html("recharge-trial-card", Args::new())];
        lines.extend(trial_lines(at.words, &figures));
        Ok(lines)
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let figures = trials::agree(&mut at.ctx, at.actor_id, self.trial).await?;
        let provider = quoted(&figures.provider, NAME_MAX_CHARS);
        Ok(Some(("recharge-trial-done", Args::new().text("provider", provider))))
    }
}
