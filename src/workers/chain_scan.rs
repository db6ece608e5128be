//! One step of a look at a network: what was paid in a range of blocks is kept, and the cursor of
//! the look moves in the same transaction, so that no block is passed over.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::WorkerContext;
use super::gateways::Chain;
use crate::atomically;
use crate::crash::{self, Point};
use crate::domain::deposit::Gateway;
use crate::domain::ids::{DepositRequestId, PersonId};
use crate::domain::money::Money;
use crate::flows::deposits::arrivals;
use crate::flows::{Ctx, FlowError};
use crate::payments::chain::{
    Address, BlockNumber, BlockRef, Blocks, FoundTransfer, RpcError, Scan, ScanRequest, Token,
    whole_tokens,
};
use crate::store::deposits::NewDeposit;
use crate::store::deposits::addresses;
use crate::store::deposits::cursors::{self, Cursor, Look, LookAt};
use crate::store::deposits::requests;
use crate::store::{Race, StoreError};

/// Blocks that are looked at once more at least.
const OVERLAP_MIN: u64 = 12;
/// And at the most.
const OVERLAP_MAX: u64 = 60;
/// So far the cursor goes back where the chain below it was replaced.
const STEP_BACK: u64 = 500;
/// Smaller transfers are passed over: anybody can write them.
const DUST: Money = Money::from_micros(Money::MICROS_PER_UNIT / 100);

/// How far a step has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looked {
    /// There are newer blocks.
    Behind,
    /// There are none.
    AtHead,
}

/// A transfer with what it is worth and whose it is.
pub(super) struct Owned {
    found: FoundTransfer,
    symbol: String,
    coin: Decimal,
    amount: Money,
    address: String,
    person_id: PersonId,
}

impl Owned {
    /// What it is kept under.
    pub(super) fn external_id(&self) -> String {
        format!("{}:{}", self.found.id.tx.hex(), self.found.id.position.get())
    }

    /// How much of the token.
    pub(super) const fn coin(&self) -> Decimal {
        self.coin
    }

    /// Which token.
    pub(super) fn symbol(&self) -> &str {
        &self.symbol
    }
}

impl WorkerContext {
    /// Looks at new blocks and keeps what was paid in them; says when no node answers. A look that
    /// has not begun sees nothing.
    pub(super) async fn scan_chain(
        &self,
        chain: &Chain,
        look: Look,
    ) -> Result<Result<Looked, RpcError>, FlowError> {
        let gateway = chain.gateway();
        let at = LookAt { gateway: &gateway, look };
        let Some((cursor, recipients)) = self.looked_at(chain, at).await? else {
            return Ok(Ok(Looked::AtHead));
        };
        let number = BlockNumber::new(u64::try_from(cursor.block_number).unwrap_or(0));
        let tokens: Vec<Address> =
            chain.settings.tokens.iter().map(|token| token.contract).collect();
        let overlap = chain.settings.confirmations.get().clamp(OVERLAP_MIN, OVERLAP_MAX);
        let request = ScanRequest {
            from: number.ahead(Blocks::new(1)),
            overlap: Blocks::new(overlap),
            until: None,
            lag: Blocks::new(0),
            tokens: &tokens,
            recipients: &recipients,
            recheck: &[number],
        };
        let scan = match chain.client.scan(request).await {
            Ok(scan) => scan,
            Err(error) => return Ok(Err(error)),
        };
        let to = after(&cursor, &scan, self.clock.now_ms());
        if to.block_number < cursor.block_number {
            tracing::warn!(%gateway, %number, "blocks were replaced; they are looked at anew");
        }
        let owned = self.owned(chain, &scan.transfers).await?;
        if !owned.is_empty() {
            crash::point(Point::BeforeTransfers);
        }
        self.keep(at, &owned, (&cursor, &to)).await?;
        if !owned.is_empty() {
            crash::point(Point::AfterTransfers);
        }
        let is_behind = scan.reached.is_some() && to.lag() > 0;
        Ok(Ok(if is_behind { Looked::Behind } else { Looked::AtHead }))
    }

    /// How far a look has come, and at whose addresses it looks.
    pub(super) async fn looked_at(
        &self,
        chain: &Chain,
        at: LookAt<'_>,
    ) -> Result<Option<(Cursor, Vec<Address>)>, FlowError> {
        let mut tx = self.store.read().await?;
        let Some(cursor) = cursors::find_of(&mut tx, at).await? else { return Ok(None) };
        let listed = match at.look {
            Look::Fresh => {
                addresses::list_hot(&mut tx, chain.settings.family, self.clock.now_ms()).await?
            }
            Look::Late | Look::Unlisted => {
                addresses::list_all(&mut tx, chain.settings.family).await?
            }
        };
        let family = chain.settings.family;
        let recipients = listed.iter().filter_map(|text| Address::parse(family, text).ok());
        Ok(Some((cursor, recipients.collect())))
    }

    /// Whose addresses transfers went to.
    pub(super) async fn owners(
        &self,
        chain: &Chain,
        found: &[FoundTransfer],
    ) -> Result<BTreeMap<String, PersonId>, FlowError> {
        let family = chain.settings.family;
        let paid: BTreeSet<String> = found.iter().map(|one| one.paid.to.text(family)).collect();
        let mut tx = self.store.read().await?;
        Ok(addresses::find_owners(&mut tx, chain.settings.family, &paid).await?)
    }

    /// The transfers to addresses of ours, with what they are worth.
    pub(super) async fn owned(
        &self,
        chain: &Chain,
        found: &[FoundTransfer],
    ) -> Result<Vec<Owned>, FlowError> {
        let mut owned = Vec::new();
        let owners = self.owners(chain, found).await?;
        for transfer in found {
            let Some(token) = chain.settings.token(transfer.token) else { continue };
            let worth = whole_tokens(transfer.paid.units, token.decimals)
                .and_then(|coin| Some((coin, worth(token, coin)?)));
            let Some((coin, amount)) = worth.filter(|(_, amount)| *amount >= DUST) else {
                continue;
            };
            let address = transfer.paid.to.text(chain.settings.family);
            let Some(person_id) = owners.get(&address).copied() else { continue };
            let symbol = token.symbol.clone();
            owned.push(Owned { found: *transfer, symbol, coin, amount, address, person_id });
        }
        Ok(owned)
    }

    /// Keeps transfers that somebody asked about.
    pub(super) async fn record_found(
        &self,
        chain: &Chain,
        found: &[FoundTransfer],
    ) -> Result<(), FlowError> {
        let owned = self.owned(chain, found).await?;
        let (gateway, shop, now_ms) = (chain.gateway(), &self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            for owned in &owned {
                keep_one(ctx, &gateway, owned).await?;
            }
            Ok::<_, FlowError>(())
        })
    }

    /// Keeps what was found and moves on, together.
    async fn keep(
        &self,
        at: LookAt<'_>,
        owned: &[Owned],
        (seen, to): (&Cursor, &Cursor),
    ) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            for owned in owned {
                keep_one(ctx, at.gateway, owned).await?;
            }
            if !cursors::advance(ctx.tx, at, seen, to).await? {
                return Err(StoreError::Lost(Race::ChainCursor).into());
            }
            Ok::<_, FlowError>(())
        })
    }
}

/// Where a look stands after a step. It goes back only where the chain below it was replaced: a
/// node that is behind the others has not seen less.
fn after(cursor: &Cursor, scan: &Scan, now_ms: i64) -> Cursor {
    let head = height(scan.head);
    let is_here = |block: &BlockRef| block.hash.hex() == cursor.block_hash;
    // Without a hash the cursor was set back, and a node that is behind knows no block there.
    let is_replaced = !cursor.block_hash.is_empty()
        && scan.rechecked.first().is_some_and(|block| !is_here(block));
    if is_replaced {
        let back = i64::try_from(STEP_BACK).unwrap_or(i64::MAX);
        let block_number = cursor.block_number.saturating_sub(back).max(0);
        let (block_hash, looked_ms) = (String::new(), cursor.looked_ms);
        return Cursor { block_number, block_hash, moved_ms: now_ms, head, looked_ms };
    }
    let mut to = Cursor { head, ..cursor.clone() };
    let Some(reached) = scan.reached else { return to };
    let is_news = height(reached.number) > cursor.block_number;
    if is_news || (cursor.block_hash.is_empty() && height(reached.number) == cursor.block_number) {
        (to.block_number, to.block_hash) = (height(reached.number), reached.hash.hex());
    }
    if is_news {
        to.moved_ms = now_ms;
    }
    if to.lag() == 0 {
        to.looked_ms = now_ms;
    }
    to
}

/// The stored height of a block.
pub(super) fn height(number: BlockNumber) -> i64 {
    i64::try_from(number.get()).unwrap_or(i64::MAX)
}

async fn keep_one(ctx: &mut Ctx<'_>, gateway: &Gateway, owned: &Owned) -> Result<(), FlowError> {
    let request =
        requests::find_by_address(ctx.tx, owned.person_id, (gateway, &owned.address)).await?;
    let request_id = request.map_or(DepositRequestId::NONE, |request| request.request_id);
    let (tx, coin_amount) = (owned.found.id.tx.hex(), owned.coin.to_string());
    let (external_id, block_hash) = (owned.external_id(), owned.found.block.hash.hex());
    let new = NewDeposit {
        gateway,
        external_id: &external_id,
        person_id: owned.person_id,
        request_id,
        asset: &owned.symbol,
        coin_amount: &coin_amount,
        address: &owned.address,
        tx: &tx,
        block_number: height(owned.found.block.number),
        block_hash: &block_hash,
        amount: owned.amount,
    };
    arrivals::record(ctx, new).await.map(drop)
}

/// What a coin is worth, rounded down to the micro-unit.
fn worth(token: &Token, coin: Decimal) -> Option<Money> {
    let micros = coin.checked_mul(token.price)?.checked_mul(Decimal::from(1_000_000))?;
    i64::try_from(micros.trunc()).ok().map(Money::from_micros)
}
