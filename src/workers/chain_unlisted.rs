//! Networks, hourly: tokens that nobody listed, sent to addresses of ours. A few are kept so that
//! owners find them, the rest is counted. Must never credit anything, nor let strangers fill the
//! database or the owners' chat.
//!
//! With 10,000 addresses a look costs what that at old addresses costs, and ten receipts at the
//! most.

use super::WorkerContext;
use super::chain_late::is_due;
use super::chain_scan::height;
use super::chain_watch::STEPS_MAX;
use super::gateways::Chain;
use crate::atomically;
use crate::clock::DAY_MS;
use crate::domain::deposit::Gateway;
use crate::domain::ids::{DepositRequestId, PersonId};
use crate::domain::money::Money;
use crate::flows::deposits::waits::{self, UnlistedToken};
use crate::flows::{Ctx, FlowError};
use crate::payments::chain::{
    Address, BlockNumber, Blocks, FoundTransfer, Unlisted, UnlistedRequest,
};
use crate::store::deposits::NewDeposit;
use crate::store::deposits::cursors::{self, Cursor, Look, LookAt};
use crate::store::deposits::unlisted::{self, Day};
use crate::store::{Race, StoreError};

/// Transfers that are kept of one look.
const KEPT_A_LOOK: usize = 10;
/// Transfers that are kept of one day.
const KEPT_A_DAY: i64 = 50;

/// A transfer that is kept, in the texts that it is kept in.
struct Sample {
    contract: Address,
    person_id: PersonId,
    external_id: String,
    asset: String,
    /// In the smallest unit: what strangers say of decimals is not believed.
    units: String,
    address: String,
    tx: String,
    block_number: i64,
    block_hash: String,
}

impl WorkerContext {
    /// Looks for tokens that are not listed where that was not done for an hour.
    pub async fn watch_unlisted(&self) -> Result<(), FlowError> {
        let mut outcome = Ok(());
        for chain in
            self.gateways.chains.iter().filter(|chain| chain.settings_check.get() == Some(true))
        {
            outcome = outcome.and(self.look_for_unlisted(chain).await);
        }
        outcome
    }

    async fn look_for_unlisted(&self, chain: &Chain) -> Result<(), FlowError> {
        let gateway = chain.gateway();
        let at = LookAt { gateway: &gateway, look: Look::Unlisted };
        let mut room = KEPT_A_LOOK;
        for step in 0..STEPS_MAX {
            let seen = self.looked_at(chain, at).await?;
            let Some((cursor, recipients)) = seen else { return Ok(()) };
            if step == 0 && !is_due(&cursor, self.clock.now_ms()) {
                return Ok(());
            }
            let kept = {
                let mut tx = self.store.read().await?;
                unlisted::kept(&mut tx, &gateway, self.today()).await?
            };
            let left = usize::try_from(KEPT_A_DAY.saturating_sub(kept)).unwrap_or(0);
            let number = BlockNumber::new(u64::try_from(cursor.block_number).unwrap_or(0));
            let request = UnlistedRequest {
                from: number.ahead(Blocks::new(1)),
                lag: chain.settings.confirmations,
                recipients: &recipients,
                samples: room.min(left),
            };
            let found = match chain.client.unlisted(request).await {
                Ok(found) => found,
                Err(error) => {
                    tracing::warn!(%gateway, %error, "unlisted tokens were not looked for");
                    return Ok(());
                }
            };
            room = room.saturating_sub(found.samples.len());
            if !self.keep_unlisted(chain, &found, (at, &cursor)).await? {
                return Ok(());
            }
        }
        Ok(())
    }

    fn today(&self) -> Day {
        Day(self.clock.now_ms().div_euclid(DAY_MS))
    }

    /// Keeps and counts what was found and moves on, together; says whether there is more.
    async fn keep_unlisted(
        &self,
        chain: &Chain,
        found: &Unlisted,
        (at, cursor): (LookAt<'_>, &Cursor),
    ) -> Result<bool, FlowError> {
        let samples = self.samples(chain, &found.samples).await?;
        let mut tokens: Vec<(Address, u64)> =
            found.tokens.iter().map(|(contract, count)| (*contract, *count)).collect();
        // A payment by mistake is one transfer; what comes in hundreds is advertising.
        tokens.sort_by_key(|(_, count)| *count);
        let to = after(cursor, found, self.clock.now_ms());
        let (shop, now_ms, today) = (&self.shop, self.clock.now_ms(), self.today());
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            for (contract, count) in &tokens {
                let text = contract.text(chain.settings.family);
                let own = samples.iter().filter(|sample| sample.contract == *contract);
                let own: Vec<NewDeposit<'_>> =
                    own.map(|sample| sample.as_deposit(at.gateway)).collect();
                let token = token(at.gateway, &text, *count, &own);
                waits::ignore_unlisted(ctx, today, token).await?;
            }
            if found.others > 0 {
                let others = token(at.gateway, "", found.others, &[]);
                waits::ignore_unlisted(ctx, today, others).await?;
            }
            unlisted::forget_old(ctx.tx, at.gateway, today).await?;
            if !cursors::advance(ctx.tx, at, cursor, &to).await? {
                return Err(StoreError::Lost(Race::ChainCursor).into());
            }
            Ok::<_, FlowError>(())
        })?;
        Ok(to.looked_ms != now_ms)
    }

    /// What is kept of transfers, with whose address got them.
    async fn samples(
        &self,
        chain: &Chain,
        found: &[FoundTransfer],
    ) -> Result<Vec<Sample>, FlowError> {
        let mut samples = Vec::new();
        let owners = self.owners(chain, found).await?;
        for transfer in found {
            let address = transfer.paid.to.text(chain.settings.family);
            let Some(person_id) = owners.get(&address).copied() else { continue };
            let hash = transfer.id.tx.hex();
            samples.push(Sample {
                contract: transfer.token,
                person_id,
                external_id: format!("{hash}:{}", transfer.id.position.get()),
                asset: transfer.token.text(chain.settings.family),
                units: transfer.paid.units.get().to_string(),
                address,
                tx: hash,
                block_number: height(transfer.block.number),
                block_hash: transfer.block.hash.hex(),
            });
        }
        Ok(samples)
    }
}

impl Sample {
    fn as_deposit<'a>(&'a self, gateway: &'a Gateway) -> NewDeposit<'a> {
        NewDeposit {
            gateway,
            external_id: &self.external_id,
            person_id: self.person_id,
            request_id: DepositRequestId::NONE,
            asset: &self.asset,
            coin_amount: &self.units,
            address: &self.address,
            tx: &self.tx,
            block_number: self.block_number,
            block_hash: &self.block_hash,
            amount: Money::ZERO,
        }
    }
}

fn token<'a>(
    gateway: &'a Gateway,
    contract: &'a str,
    count: u64,
    samples: &'a [NewDeposit<'a>],
) -> UnlistedToken<'a> {
    let transfers = i64::try_from(count).unwrap_or(i64::MAX);
    UnlistedToken { gateway, contract, transfers, samples }
}

/// Where the look stands after a step.
fn after(cursor: &Cursor, found: &Unlisted, now_ms: i64) -> Cursor {
    let head = found.end.map_or(cursor.head, height);
    let mut to = Cursor { head, ..cursor.clone() };
    if let Some(reached) = found.reached {
        (to.block_number, to.block_hash) = (height(reached.number), reached.hash.hex());
        to.moved_ms = now_ms;
    }
    if to.lag() == 0 {
        to.looked_ms = now_ms;
    }
    to
}
