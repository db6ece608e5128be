//! Switches a provider off and on; begun by a button of its card.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::quoted;
use crate::bot::ui::words::Args;
use crate::domain::provider::{ProviderKind, Switch};
use crate::flows::FlowError;
use crate::flows::catalog::providers::switched;
use crate::store::providers;

const NAME_MAX_CHARS: usize = 40;

/// A provider switched on or off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SwitchProvider {
    /// Its name.
    pub provider: String,
    /// Which.
    pub to: Switch,
}

/// The button: the card that is to be confirmed.
pub async fn begin(turn: OwnerTurn, (provider, to): (String, Switch)) -> Outcome {
    turn.leave_question();
    propose(&turn, &SwitchProvider { provider, to }).await
}

impl SwitchProvider {
    fn args(&self) -> Args {
        Args::new().text("provider", quoted(&self.provider, NAME_MAX_CHARS))
    }
}

impl StoredAct for SwitchProvider {
    const NAME: &'static str = "SwitchProvider";
}

impl Act for SwitchProvider {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        switched::check_switch(at.ctx.tx, &self.provider, self.to).await?;
        let open = providers::open_orders(at.ctx.tx, &self.provider).await?;
        let args = self.args().text("orders", at.words.number(open));
        let key = match self.to {
            Switch::On => "provider-card-on",
            Switch::Off => "provider-card-off",
        };
        let mut lines = vec![at.words.html(key, args)];
        let kind = providers::kind(at.ctx.tx, &self.provider).await?;
        if kind == Some(ProviderKind::Mail) && self.to == Switch::On {
            lines.push(at.words.html("provider-card-on-mail", Args::new()));
        }
        Ok(lines)
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let provider = (self.provider.as_str(), self.to);
        switched::switch(&mut at.ctx, at.actor_id, provider).await?;
        let key = match self.to {
            Switch::On => "provider-done-on",
            Switch::Off => "provider-done-off",
        };
        Ok(Some((key, self.args())))
    }
}
