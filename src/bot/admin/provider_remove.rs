//! Removes a provider that was added in the chat; begun by a button of its card.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::refuse;
use super::provider_card::{provider_button, switch_button};
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::quoted;
use crate::bot::ui::words::Args;
use crate::domain::provider::Switch;
use crate::flows::catalog::providers::switched;
use crate::flows::{FlowError, UserError};

const NAME_MAX_CHARS: usize = 40;

/// A provider of the chat removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveProvider {
    /// Its name.
    pub provider: String,
}

/// The button: the card that is to be confirmed, or to switch it off as long as it has orders.
pub async fn begin(turn: OwnerTurn, provider: String) -> Outcome {
    turn.leave_question();
    let checked = {
        let mut tx = turn.write_tx().await;
        switched::check_removal(&mut turn.ctx(&mut tx), &provider).await
    };
    let words = turn.words();
    match checked {
        Ok(()) => propose(&turn, &RemoveProvider { provider }).await,
        Err(FlowError::User(error @ UserError::ProviderBusy { .. })) => {
            let off = switch_button(&words, &provider, Switch::Off);
            refuse(&turn, &error, vec![off, provider_button(&words, &provider)]).await
        }
        Err(FlowError::User(error)) => refuse(&turn, &error, Vec::new()).await,
        Err(error) => Err(error),
    }
}

impl RemoveProvider {
    fn args(&self) -> Args {
        Args::new().text("provider", quoted(&self.provider, NAME_MAX_CHARS))
    }
}

impl StoredAct for RemoveProvider {
    const NAME: &'static str = "RemoveProvider";
}

impl Act for RemoveProvider {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        switched::check_removal(&mut at.ctx, &self.provider).await?;
        Ok(vec![at.words.html("provider-card-remove", self.args())])
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        switched::remove(&mut at.ctx, at.actor_id, &self.provider).await?;
        Ok(Some(("provider-done-removed", self.args())))
    }
}
