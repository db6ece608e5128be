//! Says that the other host of a provider of the settings is the same system; begun by a button of
//! the alert and of its card.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::{providers_button, refuse};
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::quoted;
use crate::bot::ui::words::Args;
use crate::flows::catalog::providers::moved::{self, Hosts, check_same_system};
use crate::flows::{FlowError, UserError};

const NAME_MAX_CHARS: usize = 40;
const HOST_MAX_CHARS: usize = 80;

/// Another host that is the same system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SameSystem {
    /// The provider's name in the settings.
    pub provider: String,
    /// Where its orders were placed.
    pub from: String,
    /// Where the settings say that it is.
    pub to: String,
}

/// The button: the card that is to be confirmed.
pub async fn begin(turn: OwnerTurn, provider: String) -> Outcome {
    turn.leave_question();
    let checked = {
        let mut tx = turn.write_tx().await;
        check_same_system(&mut turn.ctx(&mut tx), &provider).await
    };
    match checked {
        Ok(Hosts { from, to, .. }) => propose(&turn, &SameSystem { provider, from, to }).await,
        Err(FlowError::User(error)) => {
            refuse(&turn, &error, vec![providers_button(&turn.words())]).await
        }
        Err(error) => Err(error),
    }
}

impl StoredAct for SameSystem {
    const NAME: &'static str = "SameSystem";
}

impl Act for SameSystem {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let hosts = check_same_system(&mut at.ctx, &self.provider).await?;
        if hosts.from != self.from || hosts.to != self.to {
            return Err(UserError::ProviderNotStopped.into());
        }
        let args = Args::new()
            .text("provider", quoted(&self.provider, NAME_MAX_CHARS))
            .text("from", quoted(&self.from, HOST_MAX_CHARS))
            .text("to", quoted(&self.to, HOST_MAX_CHARS))
            .text("orders", at.words.number(hosts.open_orders));
        Ok(vec![at.words.html("provider-card-same", args)])
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let hosts = (self.provider.as_str(), self.from.as_str(), self.to.as_str());
        moved::same_system(&mut at.ctx, at.actor_id, hosts).await?;
        let args = Args::new()
            .text("provider", quoted(&self.provider, NAME_MAX_CHARS))
            .text("to", quoted(&self.to, HOST_MAX_CHARS));
        Ok(Some(("provider-done-same", args)))
    }
}
