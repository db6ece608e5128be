//! Another rate of a provider's currency in the settings: the act that lets prices follow it.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::{providers_button, refuse};
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::{percent_moved, quoted};
use crate::bot::ui::words::Args;
use crate::domain::number::parse_decimal;
use crate::flows::catalog::guard::conversions;
use crate::flows::{FlowError, UserError};
use crate::notifications::providers::ConversionMove;

const NAME_MAX_CHARS: usize = 40;

/// A rate taken over; both as exact decimals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeRate {
    /// The provider's name in the settings.
    pub provider: String,
    /// Its currency.
    pub currency: String,
    /// What prices were made by.
    pub before: String,
    /// What they will be made by.
    pub after: String,
}

impl TakeRate {
    fn of(moved: ConversionMove) -> Self {
        let ConversionMove { provider, currency, before, after } = moved;
        Self { provider, currency, before, after }
    }

    fn moved(&self) -> ConversionMove {
        let Self { provider, currency, before, after } = self.clone();
        ConversionMove { provider, currency, before, after }
    }

    fn args(&self) -> Args {
        let rates = parse_decimal(&self.before).zip(parse_decimal(&self.after));
        let percent = rates.map(|(before, after)| percent_moved(before, after));
        Args::new()
            .text("provider", quoted(&self.provider, NAME_MAX_CHARS))
            .text("currency", quoted(&self.currency, NAME_MAX_CHARS))
            .text("before", &self.before)
            .text("after", &self.after)
            .text("percent", percent.unwrap_or_default())
    }
}

/// The button: the card that is to be confirmed.
pub async fn begin(turn: OwnerTurn, provider: String) -> Outcome {
    turn.leave_question();
    let found = conversions::check(&mut *turn.write_tx().await, &provider).await;
    match found {
        Ok(moved) => propose(&turn, &TakeRate::of(moved)).await,
        Err(FlowError::User(error)) => {
            refuse(&turn, &error, vec![providers_button(&turn.words())]).await
        }
        Err(error) => Err(error),
    }
}

impl StoredAct for TakeRate {
    const NAME: &'static str = "TakeRate";
}

impl Act for TakeRate {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        if conversions::check(at.ctx.tx, &self.provider).await? != self.moved() {
            return Err(UserError::RateMoved.into());
        }
        Ok(vec![at.words.html("admin-card-rate", self.args())])
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        conversions::take_over(&mut at.ctx, at.actor_id, &self.moved()).await?;
        Ok(Some(("admin-done-rate", self.args())))
    }
}
