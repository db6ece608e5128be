//! What becomes of transfers as blocks come: confirmed and credited, dropped, or taken back. Must
//! never credit what its network has not confirmed, nor more in a day than one host is believed
//! for.

use rust_decimal::Decimal;

use super::WorkerContext;
use super::gateways::Chain;
use crate::atomically;
use crate::clock::{DAY_MS, MINUTE_MS};
use crate::crash::{self, Point};
use crate::domain::deposit::{DepositDoubt, DepositState, GatewayFault, Reversal};
use crate::flows::deposits::{arrivals, waits};
use crate::flows::{Ctx, FlowError};
use crate::payments::chain::{
    Address, Agreement, BlockHash, BlockNumber, LogPosition, Recorded, TransferId, TxHash,
    Verification, units_of,
};
use crate::store::deposits::{self, Deposit, Depth, cursors};

/// A transfer that only one host knows waits so long for a second one, before owners are asked.
const PATIENCE_MS: i64 = 30 * MINUTE_MS;
/// A credited transfer that is gone for so long is taken back.
const GONE_FOR_MS: i64 = 10 * MINUTE_MS;
/// What stands before the time since when it is gone.
const GONE: &str = "gone:";
/// A credited transfer is followed until it is so many times as deep as asked for.
const FOLLOWED_TIMES: u64 = 4;

impl WorkerContext {
    /// Asks about what waits, and about what was credited lately.
    pub(super) async fn confirm_chain(&self, chain: &Chain) -> Result<(), FlowError> {
        let gateway = chain.gateway();
        self.release_held(chain).await?;
        let (waiting, credited) = {
            let mut tx = self.store.read().await?;
            let since_ms = self.clock.now_ms() - DAY_MS;
            let waiting = deposits::list_confirming(&mut tx, &gateway, since_ms).await?;
            let mut credited = deposits::list_credited(&mut tx, &gateway, since_ms).await?;
            // What is many times as deep as asked for is not asked about for ever.
            let height = cursors::find(&mut tx, &gateway).await?.map_or(0, |at| at.block_number);
            let depth = chain.settings.confirmations.get().saturating_mul(FOLLOWED_TIMES);
            let depth = i64::try_from(depth).unwrap_or(i64::MAX);
            // What is gone is: fewer minutes than it is given may lie in so many blocks.
            credited.retain(|deposit| {
                let is_young = height.saturating_sub(deposit.block_number) <= depth;
                is_young || deposit.reason.starts_with(GONE)
            });
            (waiting, credited)
        };
        let mut outcome = Ok(());
        // One that fails does not hold up the others.
        for deposit in &waiting {
            outcome = outcome.and(self.follow_deposit(chain, deposit).await);
        }
        for deposit in &credited {
            outcome = outcome.and(self.recheck_deposit(chain, deposit).await);
        }
        outcome
    }

    async fn follow_deposit(&self, chain: &Chain, deposit: &Deposit) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let Some(recorded) = recorded_of(chain, deposit) else {
            // Its token is not in the settings any more.
            return atomically!(self.store, tx => {
                let ctx = &mut Ctx { tx, shop, now_ms };
                arrivals::doubt(ctx, deposit, DepositDoubt::OtherTerms).await
            });
        };
        let needed = chain.settings.confirmations;
        let Ok(answered) = chain.client.verify(&recorded, needed).await else { return Ok(()) };
        let stands = matches!(
            answered.value,
            Verification::Confirmed { .. }
                | Verification::Waiting { .. }
                | Verification::Moved { .. }
        );
        if deposit.state == DepositState::Orphaned {
            if stands {
                let (gateway, id) = (&deposit.gateway, &deposit.external_id);
                atomically!(self.store, tx => deposits::revive(tx, gateway, id, now_ms).await)?;
            }
            return Ok(());
        }
        match answered.value {
            Verification::Confirmed { .. } => self.credit_confirmed(chain, deposit).await,
            Verification::Waiting { confirmations } => {
                let depth = Depth {
                    block_number: deposit.block_number,
                    block_hash: &deposit.block_hash,
                    confirmations: i64::try_from(confirmations.get()).unwrap_or(i64::MAX),
                };
                atomically!(self.store, tx => {
                    arrivals::set_depth(&mut Ctx { tx, shop, now_ms }, deposit, depth).await
                })
            }
            Verification::Moved { block } => {
                let block_hash = block.hash.hex();
                let depth = Depth {
                    block_number: i64::try_from(block.number.get()).unwrap_or(i64::MAX),
                    block_hash: &block_hash,
                    confirmations: 0,
                };
                atomically!(self.store, tx => {
                    arrivals::set_depth(&mut Ctx { tx, shop, now_ms }, deposit, depth).await
                })
            }
            Verification::Gone => self.orphan(deposit, "reorganised").await,
            Verification::Failed => self.orphan(deposit, "failed").await,
            Verification::Unknown => Ok(()),
        }
    }

    async fn orphan(&self, deposit: &Deposit, reason: &str) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            arrivals::mark_gone(&mut Ctx { tx, shop, now_ms }, deposit, reason).await
        })
    }

    /// Credits at a price that holds, on the word of one host as long as little came that day; else
    /// two have to agree.
    async fn credit_confirmed(&self, chain: &Chain, deposit: &Deposit) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let (wait, is_little) = {
            let mut tx = self.store.read().await?;
            let wait = self.wait_of(&mut tx, chain, deposit).await?;
            (wait, self.is_within_day(&mut tx, chain, deposit).await?)
        };
        if let Some(wait) = wait {
            return atomically!(self.store, tx => {
                waits::hold(&mut Ctx { tx, shop, now_ms }, deposit, wait).await
            });
        }
        let doubt = if is_little {
            None
        } else {
            let Some(recorded) = recorded_of(chain, deposit) else { return Ok(()) };
            match chain.client.receipt_of_two(recorded.id.tx).await {
                Agreement::Same(Some(receipt)) if recorded.stands_in(&receipt) => None,
                // The other host may be behind, or rest for a moment: it is asked again.
                _ if now_ms - deposit.changed_ms < PATIENCE_MS => return Ok(()),
                Agreement::Same(_) | Agreement::Different => Some(DepositDoubt::HostsDiffer),
                Agreement::TooFew => Some(DepositDoubt::OneHost),
            }
        };
        crash::point(Point::BeforeCredit);
        let decided: Result<(), FlowError> = atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            match doubt {
                None => arrivals::credit(ctx, deposit).await,
                Some(doubt) => arrivals::doubt(ctx, deposit, doubt).await,
            }
        });
        decided?;
        crash::point(Point::AfterCredit);
        // There is room in the day again.
        self.gateway_works(&chain.gateway(), &[GatewayFault::NoPrice]).await
    }

    /// A credited deposit is taken back only where it is gone for ten minutes, of which no other
    /// host says the contrary: a transaction may be mined again at once.
    async fn recheck_deposit(&self, chain: &Chain, deposit: &Deposit) -> Result<(), FlowError> {
        let Some(recorded) = recorded_of(chain, deposit) else { return Ok(()) };
        let needed = chain.settings.confirmations;
        let Ok(answered) = chain.client.verify(&recorded, needed).await else { return Ok(()) };
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let deposit_id = deposit.deposit_id;
        // What says nothing neither begins the ten minutes nor ends them.
        let is_silent = answered.value == Verification::Unknown;
        if is_silent || !matches!(answered.value, Verification::Gone | Verification::Failed) {
            if is_silent || deposit.reason.is_empty() {
                return Ok(());
            }
            atomically!(self.store, tx => deposits::set_reason(tx, deposit_id, "").await)?;
            return Ok(());
        }
        let gone_ms: Option<i64> =
            deposit.reason.strip_prefix(GONE).and_then(|since| since.parse().ok());
        let Some(gone_ms) = gone_ms else {
            let since = format!("{GONE}{now_ms}");
            atomically!(self.store, tx => deposits::set_reason(tx, deposit_id, &since).await)?;
            return Ok(());
        };
        if now_ms - gone_ms < GONE_FOR_MS || self.is_elsewhere(chain, &recorded).await {
            return Ok(());
        }
        crash::point(Point::BeforeReversal);
        let reversed: Result<(), FlowError> = atomically!(self.store, tx => {
            arrivals::reverse(&mut Ctx { tx, shop, now_ms }, deposit, Reversal::Reorganised).await
        });
        reversed?;
        crash::point(Point::AfterReversal);
        Ok(())
    }

    /// Whether another host still has a transfer that one has lost.
    async fn is_elsewhere(&self, chain: &Chain, recorded: &Recorded) -> bool {
        let gateway = chain.gateway();
        match chain.client.receipt_of_two(recorded.id.tx).await {
            Agreement::Same(receipt) => receipt.is_some_and(|receipt| recorded.stands_in(&receipt)),
            Agreement::TooFew => false,
            Agreement::Different => {
                tracing::error!(%gateway, "one node does not know a credited deposit");
                true
            }
        }
    }
}

/// A kept deposit as the client asks about it.
pub(super) fn recorded_of(chain: &Chain, deposit: &Deposit) -> Option<Recorded> {
    let position = deposit.external_id.rsplit_once(':')?.1;
    let position = position.trim_end_matches(arrivals::SECOND).parse().ok()?;
    let token = chain.settings.tokens.iter().find(|token| token.symbol == deposit.asset)?;
    let coin: Decimal = deposit.coin_amount.parse().ok()?;
    Some(Recorded {
        id: TransferId { tx: TxHash::parse(&deposit.tx)?, position: LogPosition::new(position) },
        number: BlockNumber::new(u64::try_from(deposit.block_number).ok()?),
        block: BlockHash::parse(&deposit.block_hash)?,
        token: token.contract,
        to: Address::parse(chain.settings.family, &deposit.address).ok()?,
        units: units_of(coin, token.decimals)?,
    })
}
