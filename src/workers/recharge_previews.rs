//! Asks providers of top-ups what one would cost, for people who look at a screen meanwhile. What
//! nobody has answered for a while is given up, so that no screen waits for ever.

use std::sync::Arc;

use futures::future::join_all;

use super::WorkerContext;
use crate::atomically;
use crate::clock::SECOND_MS;
use crate::domain::fields::Field;
use crate::domain::ids::PreviewId;
use crate::domain::inputs::Inputs;
use crate::domain::provider::ProviderFault;
use crate::domain::recharge::PreviewProblem;
use crate::flows::recharges::previews::{self, LEASE_MS, Told};
use crate::flows::{Ctx, FlowError};
use crate::notifications::notify::notify;
use crate::notifications::providers::ProviderAlert;
use crate::providers::recharges::RechargeAsk;
use crate::providers::{ErrorClass, Failure, Fault, Provider};
use crate::store::portion::{Batch, Older};
use crate::store::recharges::previews::{self as rows, Preview};

/// Prices that are asked for at once.
const AT_ONCE: i64 = 8;
/// Prices that are given up in one round.
const STALE_MAX: i64 = 50;

impl WorkerContext {
    /// Asks a provider for every price that waits for it.
    pub async fn ask_previews(&self, provider: &Arc<dyn Provider>) -> Result<(), FlowError> {
        if provider.recharges().is_none() {
            return Ok(());
        }
        let batch = Batch { now_ms: self.clock.now_ms(), limit: AT_ONCE };
        let waiting = {
            let mut tx = self.store.read().await?;
            rows::list_waiting(&mut tx, provider.name(), batch).await?
        };
        let asked = waiting.into_iter().map(|preview_id| self.ask_preview(provider, preview_id));
        join_all(asked).await.into_iter().collect()
    }

    async fn ask_preview(
        &self,
        provider: &Arc<dyn Provider>,
        preview_id: PreviewId,
    ) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let claimed = atomically!(self.store, tx => {
            previews::claim(&mut Ctx { tx, shop, now_ms }, preview_id).await
        })?;
        let Some(preview) = claimed else { return Ok(()) };
        let told = match (provider.recharges(), ask_of(&preview)) {
            (Some(recharges), Some(ask)) => recharges.preview(&ask).await,
            _ => Err(Fault::Shape.into()),
        };
        let told = told.map(|told| Told {
            total: told.total,
            commission: told.commission,
            decimals: told.decimals,
        });
        self.keep_price(&preview, told).await
    }

    async fn keep_price(
        &self,
        preview: &Preview,
        told: Result<Told, Failure>,
    ) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let problem = told.as_ref().err().map(|failure| {
            let (fault, words) = (failure.fault, failure.words());
            tracing::warn!(provider = preview.provider, %fault, words, "no price of a top-up");
            problem_of(fault)
        });
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            let told = match (&told, problem) {
                (Ok(told), _) => Ok(*told),
                (Err(_), problem) => Err(problem.unwrap_or(PreviewProblem::Unreachable)),
            };
            if problem == Some(PreviewProblem::Unreadable) {
                let provider = preview.provider.clone();
                let fault = ProviderFault::PreviewUnreadable;
                notify(ctx, ProviderAlert::Provider { provider, fault, said: None }).await?;
            }
            previews::answer(ctx, preview, told).await
        })
    }

    /// Gives up what nobody has answered: its provider is not called, or hangs.
    pub async fn give_up_previews(&self) -> Result<(), FlowError> {
        let than_ms = self.clock.now_ms().saturating_sub(LEASE_MS + SECOND_MS);
        let older = Older { than_ms, limit: STALE_MAX };
        let stale = {
            let mut tx = self.store.read().await?;
            rows::list_stale(&mut tx, older).await?
        };
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        for preview_id in stale {
            atomically!(self.store, tx => {
                let ctx = &mut Ctx { tx, shop, now_ms };
                match rows::find(ctx.tx, preview_id).await? {
                    Some(preview) => {
                        previews::answer(ctx, &preview, Err(PreviewProblem::Unreachable)).await
                    }
                    None => Ok::<_, FlowError>(()),
                }
            })?;
        }
        Ok(())
    }
}

/// What is asked of the provider; where it goes is none of it.
fn ask_of(preview: &Preview) -> Option<RechargeAsk> {
    let inputs = Inputs::from_text(&preview.inputs)?;
    let operator = inputs.entries.values.get(&Field::Operator)?;
    Some(RechargeAsk {
        category: inputs.kind.recharges()?,
        operator: Field::Operator.on_wire(operator).to_owned(),
        amount: preview.amount,
    })
}

const fn problem_of(fault: Fault) -> PreviewProblem {
    match fault {
        Fault::Provider(
            ErrorClass::Request
            | ErrorClass::ServiceGone
            | ErrorClass::Link
            | ErrorClass::QuantityLow
            | ErrorClass::QuantityHigh
            | ErrorClass::Quantity
            | ErrorClass::TypeField,
        ) => PreviewProblem::Refused,
        Fault::Http(400 | 422) => PreviewProblem::Refused,
        Fault::OtherCurrency | Fault::Shape => PreviewProblem::Unreadable,
        _ => PreviewProblem::Unreachable,
    }
}
