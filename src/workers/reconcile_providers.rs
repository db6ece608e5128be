//! Once a day (UTC) each provider's balance is held against what all orders have cost there by our
//! records, so that a panel that debits twice, or somebody else who spends from the account, is
//! told of with the orders of that time. Only the change since the last comparison counts, and the
//! first one is where it begins. Reads every order of the provider, as the audit does: what an
//! order has cost may change long after its end. Owners may ask for one in between. Must never move
//! money by what it finds.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::WorkerContext;
use crate::atomically;
use crate::domain::ids::OrderId;
use crate::domain::inputs::Inputs;
use crate::domain::number::parse_decimal;
use crate::domain::order::cost::CostSigns;
use crate::domain::order::{charge, read_status};
use crate::domain::reconciliation::{Baseline, Day, Difference, Freshness, OrderTotals};
use crate::domain::terms::Terms;
use crate::domain::time::Span;
use crate::flows::reconciliation::{Answer, Since, answer_comparison, close_provider};
use crate::flows::{Ctx, FlowError};
use crate::notifications::reconciliation::Named;
use crate::providers::{Balance, Provider};
use crate::store::reconciliations::{self, Account, CostRow, ProviderMark};

/// What a comparison came to.
struct Compared {
    /// How far the books are compared by it.
    mark: ProviderMark,
    /// Since when; `None` for the first one, with which nothing is compared yet.
    since_ms: Option<i64>,
    difference: Difference,
    /// The orders that moved since then.
    orders: Named<OrderId>,
}

impl WorkerContext {
    /// The comparison of the day with one provider, unless there was one or it does not answer.
    pub async fn reconcile_provider(&self, provider: &Arc<dyn Provider>) -> Result<(), FlowError> {
        let (name, asked_ms) = (provider.name(), self.clock.now_ms());
        let known = {
            let mut tx = self.store.read().await?;
            reconciliations::find_provider(&mut tx, name).await?
        };
        if known.is_some_and(|known| known.day >= Day::of(asked_ms)) {
            return Ok(());
        }
        let Some(compared) = self.compare(provider, asked_ms).await? else { return Ok(()) };
        let shop = &self.shop;
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms: asked_ms };
            let Compared { mark, difference, orders, .. } = &compared;
            close_provider(ctx, mark, *difference, orders.clone()).await
        })
    }

    /// A comparison that owners wait for; what it finds is told to them. The books stay compared as
    /// far as they were, so that the comparison of the day still finds all of it.
    pub async fn reconcile_asked(&self, provider: &Arc<dyn Provider>) -> Result<(), FlowError> {
        let (name, now_ms) = (provider.name(), self.clock.now_ms());
        let is_asked = {
            let mut tx = self.store.read().await?;
            reconciliations::is_asked(&mut tx, name).await?
        };
        if !is_asked {
            return Ok(());
        }
        let compared = self.compare(provider, now_ms).await?;
        let shop = &self.shop;
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            let Some(Compared { mark, since_ms, difference, orders }) = &compared else {
                return answer_comparison(ctx, name, Answer::Silent).await;
            };
            let Some(since_ms) = *since_ms else {
                close_provider(ctx, mark, *difference, orders.clone()).await?;
                return answer_comparison(ctx, name, Answer::Begun).await;
            };
            let (currency, orders) = (mark.currency.clone(), orders.clone());
            let (difference, since) = (*difference, Since { since_ms, currency, orders });
            answer_comparison(ctx, name, Answer::Compared(difference, since)).await
        })
    }

    /// Holds what an account has against what its orders have cost; `None` where it does not say,
    /// or the sums do not fit.
    async fn compare(
        &self,
        provider: &Arc<dyn Provider>,
        asked_ms: i64,
    ) -> Result<Option<Compared>, FlowError> {
        let name = provider.name();
        let (known, account) = {
            let mut tx = self.store.read().await?;
            let known = reconciliations::find_provider(&mut tx, name).await?;
            (known, reconciliations::find_account(&mut tx, name).await?)
        };
        let Some(account) = account else { return Ok(None) };
        let Some(balance) = self.balance_in(provider, &account).await? else { return Ok(None) };
        let known = known.filter(|known| is_of(known, &account));
        let since_ms = known.as_ref().map(|known| known.asked_ms);
        let span = Span { from_ms: since_ms.unwrap_or(asked_ms), until_ms: asked_ms };
        let Some((totals, orders)) = self.totals_of(name, &account, span).await? else {
            tracing::error!(provider = name, "what its orders cost does not add up");
            return Ok(None);
        };
        let compared = match known.as_ref().and_then(baseline_of) {
            Some(before) => before.next(balance, &totals),
            None => Baseline::first(balance, &totals).map(|first| (first, Difference::None)),
        };
        let Some((baseline, difference)) = compared else {
            tracing::error!(provider = name, "its balance does not fit");
            return Ok(None);
        };
        tracing::info!(provider = name, ?difference, "the balance was compared");
        let mark = ProviderMark {
            provider: name.to_owned(),
            day: Day::of(asked_ms),
            asked_ms,
            host: account.host,
            currency: account.currency,
            level: baseline.level.normalize().to_string(),
            rise: baseline.rise.normalize().to_string(),
        };
        Ok(Some(Compared { mark, since_ms, difference, orders }))
    }

    /// What the account holds; `None` where nobody says so, or in another currency, which whoever
    /// fetches the list of services deals with.
    async fn balance_in(
        &self,
        provider: &Arc<dyn Provider>,
        account: &Account,
    ) -> Result<Option<Decimal>, FlowError> {
        let Some(Balance { amount, currency }) = self.ask_balance(provider).await? else {
            return Ok(None);
        };
        let is_other = currency.is_some_and(|it| !it.eq_ignore_ascii_case(&account.currency));
        Ok((!is_other).then_some(amount))
    }

    /// What all orders come to, and which of them moved within the span; `None` where the sums do
    /// not fit.
    async fn totals_of(
        &self,
        provider: &str,
        account: &Account,
        span: Span,
    ) -> Result<Option<(OrderTotals, Named<OrderId>)>, FlowError> {
        let (mut totals, mut moved, mut after) =
            (OrderTotals::default(), Named::default(), OrderId::NONE);
        loop {
            let rows = {
                let mut tx = self.store.read().await?;
                let source = (provider, account.currency.as_str());
                reconciliations::list_costs(&mut tx, source, after).await?
            };
            let Some(last) = rows.last() else { return Ok(Some((totals, moved))) };
            after = last.order_id;
            for row in &rows {
                let (cost, freshness) = (signs_of(row).cost(), freshness_of(row, span));
                let Some(sum) = totals.with(cost, freshness) else { return Ok(None) };
                totals = sum;
                let has_moved = freshness == Freshness::New
                    || (freshness == Freshness::Changed && cost.least < cost.full);
                if has_moved {
                    moved.add(row.order_id);
                }
            }
        }
    }
}

/// Another host or another currency is another account.
fn is_of(known: &ProviderMark, account: &Account) -> bool {
    known.host == account.host && known.currency == account.currency
}

fn baseline_of(known: &ProviderMark) -> Option<Baseline> {
    Some(Baseline { level: parse_decimal(&known.level)?, rise: parse_decimal(&known.rise)? })
}

/// What an order was to cost when it was sold.
pub(super) fn expected_of(row: &CostRow) -> Option<Decimal> {
    let rate = parse_decimal(&row.provider_rate)?;
    let pricing = Terms::from_text(&row.terms)?.pricing;
    charge::expected(pricing, rate, row.billed_quantity)
}

/// What a row tells of an order's cost.
pub(super) fn signs_of(row: &CostRow) -> CostSigns {
    CostSigns {
        state: row.state,
        is_accepted: row.is_accepted,
        is_doubted: row.is_doubted,
        expected: expected_of(row),
        charge: parse_decimal(&row.provider_charge),
        word: (!row.provider_status.is_empty()).then(|| read_status(&row.provider_status)),
        remains: (row.remains >= 0).then_some(row.remains),
        billed_quantity: row.billed_quantity,
        has_children: Inputs::from_text(&row.inputs).is_some_and(|it| it.family().is_some()),
    }
}

const fn freshness_of(row: &CostRow, span: Span) -> Freshness {
    let is_accepted = row.accepted_ms > 0;
    if row.changed_ms >= span.until_ms {
        return match is_accepted && row.accepted_ms < span.until_ms {
            true => Freshness::ChangedMeanwhile,
            false => Freshness::PlacedMeanwhile,
        };
    }
    match (row.changed_ms >= span.from_ms, is_accepted && row.accepted_ms < span.from_ms) {
        (false, _) => Freshness::Old,
        (true, true) => Freshness::Changed,
        (true, false) => Freshness::New,
    }
}
