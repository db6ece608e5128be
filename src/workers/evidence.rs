//! Looks at a provider's balance soon after an attempt of unknown outcome, so that whoever decides
//! about the order reads whether it was charged. Must never decide anything by it.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::WorkerContext;
use super::reconcile_providers::{expected_of, signs_of};
use crate::atomically;
use crate::clock::MINUTE_MS;
use crate::domain::number::parse_decimal;
use crate::domain::order::evidence::{BalanceSign, Neighbour, balance_sign};
use crate::flows::catalog::providers::hear_balance;
use crate::flows::{Ctx, FlowError};
use crate::providers::Provider;
use crate::store::evidence::{self, Moved, NEIGHBOURS_MAX, Waiting};

/// How long a provider that does not say its balance is asked for one order; a later look says
/// little of the attempt.
const TRIED_MS: i64 = 10 * MINUTE_MS;

impl WorkerContext {
    /// Looks at the balance if an order has gone to review since the last look.
    pub async fn look_after_doubts(&self, provider: &Arc<dyn Provider>) -> Result<(), FlowError> {
        let (name, since_ms) = (provider.name(), self.clock.now_ms() - TRIED_MS);
        // Read before the balance is asked for: their attempts were over by then.
        let waiting = {
            let mut tx = self.store.read().await?;
            evidence::list_waiting(&mut tx, name, since_ms).await?
        };
        if waiting.is_empty() {
            return Ok(());
        }
        let Some(balance) = self.ask_balance(provider).await? else { return Ok(()) };
        let (amount, currency) = (balance.amount.to_string(), balance.currency.unwrap_or_default());
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            let agrees = hear_balance(ctx, name, (&amount, &currency)).await?;
            let looks = waiting.iter().map(|it| it.from_ms).filter(|from_ms| *from_ms > 0);
            let moved = match looks.min() {
                Some(from_ms) if agrees => evidence::list_moved(ctx.tx, name, from_ms).await?,
                _ => Vec::new(),
            };
            for order in &waiting {
                let sign = sign_of(order, balance.amount, &moved);
                tracing::info!(order = %order.order_id, ?sign, "the balance was looked at");
                evidence::keep(ctx.tx, order, sign, now_ms).await?;
            }
            Ok::<_, FlowError>(())
        })
    }
}

/// What the balance says of an order, by what has moved since it was seen before.
fn sign_of(order: &Waiting, now: Decimal, moved: &[Moved]) -> Option<BalanceSign> {
    let before = parse_decimal(&order.amount)?;
    if moved.len() > NEIGHBOURS_MAX {
        return None;
    }
    let own = moved.iter().find(|it| it.row.order_id == order.order_id)?;
    let others: Vec<_> = moved
        .iter()
        .filter(|it| it.row.order_id != order.order_id && it.row.changed_ms >= order.from_ms)
        .map(|it| neighbour_of(it, order.from_ms))
        .collect();
    balance_sign(before.checked_sub(now)?, expected_of(&own.row)?, &others)
}

fn neighbour_of(moved: &Moved, from_ms: i64) -> Neighbour {
    let accepted_ms = moved.row.accepted_ms;
    Neighbour {
        signs: signs_of(&moved.row),
        is_begun_within: moved.begun_ms > from_ms,
        is_taken_before: accepted_ms > 0 && accepted_ms < from_ms,
    }
}
