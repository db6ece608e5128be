//! Transfers to our addresses by the blocks since the last comparison, and receipts of what was
//! credited.

use super::Begun;
use crate::domain::deposit::DepositState;
use crate::domain::ids::DepositId;
use crate::domain::reconciliation::Day;
use crate::domain::time::Span;
use crate::flows::FlowError;
use crate::flows::reconciliation::Misfits;
use crate::payments::chain::{
    Address, Agreement, BlockNumber, Blocks, FoundTransfer, Recorded, RpcError, ScanRequest,
};
use crate::store::deposits::cursors::{self, Look, LookAt};
use crate::store::deposits::{self, addresses};
use crate::store::reconciliations::GatewayMark;
use crate::workers::WorkerContext;
use crate::workers::chain_confirm::recorded_of;
use crate::workers::gateways::Chain;

/// Ranges of one comparison; what is left is compared in the next round.
const STEPS_MAX: usize = 200;

impl WorkerContext {
    /// What does not fit of a network, and how far it was looked at; `None` where nobody answers
    /// for it or nobody has looked yet.
    pub(super) async fn compare_transfers(
        &self,
        chain: &Chain,
        begun: &Begun,
    ) -> Result<Option<(GatewayMark, Misfits)>, FlowError> {
        let gateway = chain.gateway();
        let (until, listed) = {
            let mut tx = self.store.read().await?;
            let listed = addresses::list_all(&mut tx, chain.settings.family).await?;
            let mut reached = Vec::new();
            // The look at all addresses is behind the one at fresh ones: what both saw counts.
            for look in [Look::Fresh, Look::Late] {
                let at = LookAt { gateway: &gateway, look };
                reached.extend(cursors::find_of(&mut tx, at).await?);
            }
            (reached.iter().map(|cursor| cursor.block_number).min(), listed)
        };
        let (Some(until), Some(true)) = (until, chain.settings_check.get()) else {
            return Ok(None);
        };
        let (day, asked_ms) = (Day::of(begun.asked_ms), begun.asked_ms);
        let Some(before) = &begun.before else {
            let mark = GatewayMark { gateway, day, asked_ms, block_number: until };
            return Ok(Some((mark, Misfits::default())));
        };
        let own = listed.iter().filter_map(|text| Address::parse(chain.settings.family, text).ok());
        let recipients: Vec<Address> = own.collect();
        let mut misfits = Misfits::default();
        let mut reached = before.block_number;
        for _ in 0..STEPS_MAX {
            if reached >= until {
                break;
            }
            let stretch = Stretch { behind: block(reached), until: block(until) };
            let Ok(Some(found)) = chain.transfers_in(stretch, &recipients).await else {
                return Ok(None);
            };
            self.compare_found(chain, &found.transfers, &mut misfits).await?;
            reached = i64::try_from(found.reached.get()).unwrap_or(i64::MAX);
        }
        if reached < until {
            // The rest of a long time in the next round; the day is not over with it.
            let mark = GatewayMark { block_number: reached, ..before.clone() };
            return Ok(Some((mark, misfits)));
        }
        if !self.compare_credits(chain, begun.span_since(before), &mut misfits).await? {
            return Ok(None);
        }
        let mark = GatewayMark { gateway, day, asked_ms, block_number: until };
        Ok(Some((mark, misfits)))
    }

    /// Looks transfers up in our books.
    async fn compare_found(
        &self,
        chain: &Chain,
        transfers: &[FoundTransfer],
        misfits: &mut Misfits,
    ) -> Result<(), FlowError> {
        let gateway = chain.gateway();
        for owned in self.owned(chain, transfers).await? {
            let (external_id, coin) = (owned.external_id(), owned.coin());
            let kept = {
                let mut tx = self.store.read().await?;
                deposits::find_by(&mut tx, &gateway, &external_id).await?
            };
            match kept {
                // Its token was not taken when it came, or it was thought to be gone.
                Some(kept)
                    if matches!(kept.state, DepositState::Ignored | DepositState::Orphaned) =>
                {
                    misfits.unknown.add(format!("{external_id} · {coin} {}", owned.symbol()));
                }
                None => misfits.unknown.add(format!("{external_id} · {coin} {}", owned.symbol())),
                Some(kept) if kept.coin_amount.parse() != Ok(coin) => {
                    misfits.untrue.add(kept.deposit_id);
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// Asks for the receipts of what was credited within a span; `false` where nobody answers.
    async fn compare_credits(
        &self,
        chain: &Chain,
        span: Span,
        misfits: &mut Misfits,
    ) -> Result<bool, FlowError> {
        let mut after = DepositId::NONE;
        loop {
            let credited = self.credited(&chain.gateway(), span, after).await?;
            let Some(last) = credited.last() else { return Ok(true) };
            after = last.deposit_id;
            for deposit in &credited {
                // A token that is not in the settings any more cannot be asked for.
                let Some(recorded) = recorded_of(chain, deposit) else { continue };
                match chain.stands(&recorded).await {
                    Ok(true) => {}
                    Ok(false) => misfits.untrue.add(deposit.deposit_id),
                    Err(error) => {
                        let gateway = chain.gateway();
                        tracing::warn!(%gateway, %error, "the credits were not compared");
                        return Ok(false);
                    }
                }
            }
        }
    }
}

/// Blocks that are to be looked through.
#[derive(Clone, Copy)]
struct Stretch {
    behind: BlockNumber,
    until: BlockNumber,
}

/// What was found in the first of them.
struct Found {
    reached: BlockNumber,
    transfers: Vec<FoundTransfer>,
}

fn block(number: i64) -> BlockNumber {
    BlockNumber::new(u64::try_from(number).unwrap_or(0))
}

impl Chain {
    /// The transfers of as many blocks as nodes answer for at once; `None` where they have not come
    /// so far.
    async fn transfers_in(
        &self,
        stretch: Stretch,
        recipients: &[Address],
    ) -> Result<Option<Found>, RpcError> {
        let tokens: Vec<Address> =
            self.settings.tokens.iter().map(|token| token.contract).collect();
        let request = ScanRequest {
            from: stretch.behind.ahead(Blocks::new(1)),
            overlap: Blocks::new(0),
            until: Some(stretch.until),
            lag: Blocks::new(0),
            tokens: &tokens,
            recipients,
            recheck: &[],
        };
        let scan = self.client.scan(request).await.inspect_err(|error| {
            tracing::warn!(gateway = %self.gateway(), %error, "the transfers were not compared");
        })?;
        let transfers = scan.transfers;
        Ok(scan.reached.map(|end| Found { reached: end.number, transfers }))
    }

    /// Whether a credited transfer stands by the word of two hosts, or of the only one.
    async fn stands(&self, recorded: &Recorded) -> Result<bool, RpcError> {
        match self.client.receipt_of_two(recorded.id.tx).await {
            Agreement::Same(receipt) => Ok(receipt.is_some_and(|one| recorded.stands_in(&one))),
            Agreement::Different => Ok(false),
            Agreement::TooFew => {
                let receipt = self.client.receipt(recorded.id.tx).await?.value;
                Ok(receipt.is_some_and(|one| recorded.stands_in(&one)))
            }
        }
    }
}
