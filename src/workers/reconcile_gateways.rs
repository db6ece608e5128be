//! Once a day (UTC) what each gateway says has come in is held against our deposits, both ways:
//! what was paid stands in our books, and what was credited was paid. What is younger than an hour
//! waits for the next day: it may be under way. Must never credit or take back anything by what it
//! finds.
//!
//! Of Crypto Pay the paid invoices are compared, not the balance: owners take money out. Of a
//! network the transfers to our addresses are compared, for the same reason: what lies on them is
//! swept, and a sum that is swept is no difference. A network's blocks since the last comparison
//! are looked through once more, independently of how far the watcher thinks it has come, and two
//! hosts are asked for the receipt of each credit, so that what one host has invented comes out.
//!
//! Of Telegram's list of Stars each movement is booked by its own worker, and what is not known is
//! kept there and then. What owners credit by hand nobody else can vouch for.

use super::WorkerContext;
use super::gateways::{Chain, CryptoPayAccount};
use crate::atomically;
use crate::clock::HOUR_MS;
use crate::domain::deposit::Gateway;
use crate::domain::ids::DepositId;
use crate::domain::reconciliation::Day;
use crate::domain::time::Span;
use crate::flows::reconciliation::{Misfits, close_gateway};
use crate::flows::{Ctx, FlowError};
use crate::store::deposits::Deposit;
use crate::store::reconciliations::{self, GatewayMark};

mod chains;
mod invoices;

/// What is younger may be under way.
const GRACE_MS: i64 = HOUR_MS;

/// A comparison that has begun.
struct Begun {
    before: Option<GatewayMark>,
    asked_ms: i64,
}

impl Begun {
    /// What was credited or paid in this time is compared. The first comparison has none before it
    /// and compares nothing.
    const fn span_since(&self, before: &GatewayMark) -> Span {
        Span { from_ms: before.asked_ms - GRACE_MS, until_ms: self.asked_ms - GRACE_MS }
    }
}

impl WorkerContext {
    /// The comparisons of the day with all gateways, unless there were some; one that does not
    /// answer is asked again at the next round.
    pub async fn reconcile_gateways(&self) -> Result<(), FlowError> {
        let mut outcome = Ok(());
        if let Some(account) = &self.gateways.crypto_pay {
            outcome = outcome.and(self.reconcile_crypto_pay(account).await);
        }
        for chain in &self.gateways.chains {
            // One that fails does not hold up the others.
            outcome = outcome.and(self.reconcile_chain(chain).await);
        }
        outcome
    }

    async fn reconcile_crypto_pay(&self, account: &CryptoPayAccount) -> Result<(), FlowError> {
        let Some(begun) = self.begin(&Gateway::CryptoPay).await? else { return Ok(()) };
        let misfits = match &begun.before {
            None => Some(Misfits::default()),
            Some(before) => self.compare_invoices(account, begun.span_since(before)).await?,
        };
        let Some(misfits) = misfits else { return Ok(()) };
        let mark = GatewayMark {
            gateway: Gateway::CryptoPay,
            day: Day::of(begun.asked_ms),
            asked_ms: begun.asked_ms,
            block_number: 0,
        };
        self.close(begun.before.as_ref(), mark, misfits).await
    }

    async fn reconcile_chain(&self, chain: &Chain) -> Result<(), FlowError> {
        let Some(begun) = self.begin(&chain.gateway()).await? else { return Ok(()) };
        match self.compare_transfers(chain, &begun).await? {
            Some((mark, misfits)) => self.close(begun.before.as_ref(), mark, misfits).await,
            None => Ok(()),
        }
    }

    /// `None` where the day is closed already.
    async fn begin(&self, gateway: &Gateway) -> Result<Option<Begun>, FlowError> {
        let asked_ms = self.clock.now_ms();
        let mut tx = self.store.read().await?;
        let before = reconciliations::find_gateway(&mut tx, gateway).await?;
        let is_closed = before.as_ref().is_some_and(|before| before.day >= Day::of(asked_ms));
        Ok((!is_closed).then_some(Begun { before, asked_ms }))
    }

    async fn close(
        &self,
        before: Option<&GatewayMark>,
        mark: GatewayMark,
        misfits: Misfits,
    ) -> Result<(), FlowError> {
        let (gateway, unknown, untrue) =
            (&mark.gateway, misfits.unknown.count, misfits.untrue.count);
        tracing::info!(%gateway, unknown, untrue, "what has come in was compared");
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            close_gateway(ctx, (before, &mark), misfits.clone()).await
        })
    }

    /// What a gateway has credited within a span, oldest first, a part at a time.
    async fn credited(
        &self,
        gateway: &Gateway,
        within: Span,
        after: DepositId,
    ) -> Result<Vec<Deposit>, FlowError> {
        let mut tx = self.store.read().await?;
        Ok(reconciliations::list_credited(&mut tx, gateway, within, after).await?)
    }
}
