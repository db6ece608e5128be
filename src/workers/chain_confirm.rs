//! What becomes of transfers as blocks come: confirmed and credited, dropped, or taken back. Must
//! never credit what its network has not confirmed, nor more in a day than one host is believed
//! for.

use rust_decimal::Decimal;

use super::WorkerContext;
use super::gateways::Chain;
use crate::atomically;
use crate::clock::DAY_MS;
use crate::domain::deposit::DepositDoubt;
use crate::domain::money::Money;
use crate::flows::deposits::arrivals;
use crate::flows::{Ctx, FlowError};
use crate::payments::chain::{
    Address, Agreement, BlockHash, BlockNumber, LogPosition, Recorded, TransferId, TxHash, Verdict,
    units_of,
};
use crate::store::deposits::{self, Deposit, Depth};

/// What one host is believed for in a day where the settings say nothing, in the shop's currency.
const DAILY_ALONE: Money = Money::from_micros(1_000 * Money::MICROS_PER_UNIT);

impl WorkerContext {
    /// Asks about what waits, and about what was credited lately.
    pub(super) async fn confirm_chain(&self, chain: &Chain) -> Result<(), FlowError> {
        let gateway = chain.gateway();
        let (waiting, credited) = {
            let mut tx = self.store.read().await?;
            let since_ms = self.clock.now_ms() - DAY_MS;
            let waiting = deposits::list_confirming(&mut tx, &gateway).await?;
            (waiting, deposits::list_credited(&mut tx, &gateway, since_ms).await?)
        };
        for deposit in &waiting {
            self.follow_deposit(chain, deposit).await?;
        }
        for deposit in &credited {
            self.recheck_deposit(chain, deposit).await?;
        }
        Ok(())
    }

    async fn follow_deposit(&self, chain: &Chain, deposit: &Deposit) -> Result<(), FlowError> {
        let Some(recorded) = recorded_of(chain, deposit) else { return Ok(()) };
        let needed = chain.settings.confirmations;
        let Ok(answered) = chain.client.verify(&recorded, needed).await else { return Ok(()) };
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        match answered.value {
            Verdict::Confirmed { .. } => self.credit_confirmed(chain, deposit).await,
            Verdict::Waiting { confirmations } => {
                let depth = Depth {
                    block_number: deposit.block_number,
                    block_hash: &deposit.block_hash,
                    confirmations: i64::try_from(confirmations.get()).unwrap_or(i64::MAX),
                };
                atomically!(self.store, tx => {
                    arrivals::deepened(&mut Ctx { tx, shop, now_ms }, deposit, depth).await
                })
            }
            Verdict::Moved { block } => {
                let block_hash = block.hash.hex();
                let depth = Depth {
                    block_number: i64::try_from(block.number.get()).unwrap_or(i64::MAX),
                    block_hash: &block_hash,
                    confirmations: 0,
                };
                atomically!(self.store, tx => {
                    arrivals::deepened(&mut Ctx { tx, shop, now_ms }, deposit, depth).await
                })
            }
            Verdict::Gone => self.orphan(deposit, "reorganised").await,
            Verdict::Failed => self.orphan(deposit, "failed").await,
            Verdict::Unknown => Ok(()),
        }
    }

    async fn orphan(&self, deposit: &Deposit, reason: &str) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            arrivals::orphan(&mut Ctx { tx, shop, now_ms }, deposit, reason).await
        })
    }

    /// Credits on the word of one host as long as little came that day; else two have to agree.
    async fn credit_confirmed(&self, chain: &Chain, deposit: &Deposit) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let alone = chain.settings.daily_alone.unwrap_or(DAILY_ALONE);
        let credited = {
            let mut tx = self.store.read().await?;
            deposits::credited_since(&mut tx, &deposit.gateway, now_ms - DAY_MS).await?
        };
        let after = credited.checked_add(deposit.amount);
        let doubt = if after.is_some_and(|after| after <= alone) {
            None
        } else {
            let Some(tx) = TxHash::parse(&deposit.tx) else { return Ok(()) };
            match chain.client.receipt_of_two(tx).await {
                Agreement::Same(Some(receipt)) if receipt.is_done => None,
                Agreement::Same(_) | Agreement::Different => Some(DepositDoubt::HostsDiffer),
                Agreement::TooFew => Some(DepositDoubt::OneHost),
            }
        };
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            match doubt {
                None => arrivals::credit(ctx, deposit, None).await,
                Some(doubt) => arrivals::doubt(ctx, deposit, doubt).await,
            }
        })
    }

    /// A credited deposit is taken back only where two hosts have no such transaction any more.
    async fn recheck_deposit(&self, chain: &Chain, deposit: &Deposit) -> Result<(), FlowError> {
        let Some(recorded) = recorded_of(chain, deposit) else { return Ok(()) };
        let needed = chain.settings.confirmations;
        let Ok(answered) = chain.client.verify(&recorded, needed).await else { return Ok(()) };
        if !matches!(answered.value, Verdict::Gone | Verdict::Failed) {
            return Ok(());
        }
        let agreed = chain.client.receipt_of_two(recorded.id.tx).await;
        let is_gone = match &agreed {
            Agreement::Same(None) => true,
            Agreement::Same(Some(receipt)) => !receipt.is_done,
            Agreement::Different | Agreement::TooFew => false,
        };
        if !is_gone {
            let (gateway, deposit_id) = (&deposit.gateway, deposit.deposit_id);
            tracing::error!(gateway, %deposit_id, "one node does not know a credited deposit");
            return Ok(());
        }
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            arrivals::reverse(&mut Ctx { tx, shop, now_ms }, deposit).await
        })
    }
}

/// A kept deposit as the client asks about it.
fn recorded_of(chain: &Chain, deposit: &Deposit) -> Option<Recorded> {
    let position = deposit.external_id.rsplit_once(':')?.1.parse().ok()?;
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
