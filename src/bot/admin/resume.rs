//! Tries a stopped provider by one order; begun by a button of `/providers` and of the alert.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::{providers_button, refuse};
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::{quoted, stop_lines};
use crate::bot::ui::words::Args;
use crate::flows::FlowError;
use crate::flows::catalog::providers::{self, check_resume};
use crate::store::stops::Stop;

const NAME_MAX_CHARS: usize = 40;

/// One order let through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resume {
    /// The provider's name in the settings.
    pub provider: String,
    /// When the stop began that the card spoke of.
    pub since_ms: i64,
}

/// The Resume button of a stopped provider: the card that is to be confirmed.
pub async fn begin(turn: OwnerTurn, provider: String) -> Outcome {
    turn.leave_question();
    let stop = check_resume(&mut *turn.write_tx().await, &provider, None).await;
    match stop {
        Ok(Stop { provider, since_ms, .. }) => propose(&turn, &Resume { provider, since_ms }).await,
        Err(FlowError::User(error)) => {
            refuse(&turn, &error, vec![providers_button(&turn.words())]).await
        }
        Err(error) => Err(error),
    }
}

impl StoredAct for Resume {
    const NAME: &'static str = "Resume";
}

impl Act for Resume {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let stop = check_resume(at.ctx.tx, &self.provider, Some(self.since_ms)).await?;
        let args = Args::new().text("provider", quoted(&self.provider, NAME_MAX_CHARS));
        let mut lines = vec![at.words.html("admin-card-resume", args)];
        lines.extend(stop_lines(at.words, &stop));
        lines.push(at.words.word("admin-card-resume-rule"));
        Ok(lines)
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let stop = (self.provider.as_str(), self.since_ms);
        providers::resume(&mut at.ctx, at.actor_id, stop).await?;
        let name = quoted(&self.provider, NAME_MAX_CHARS);
        Ok(Some(("admin-done-resume", Args::new().text("provider", name))))
    }
}
