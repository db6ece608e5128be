//! Networks: the transfers to addresses of ours, as blocks come. The cursor moves in the
//! transaction that keeps what was found, so that no block is passed over.

use rust_decimal::Decimal;

use super::WorkerContext;
use super::gateways::Chain;
use crate::atomically;
use crate::crash::{self, Point};
use crate::domain::deposit::GatewayTrouble;
use crate::domain::ids::{DepositRequestId, PersonId};
use crate::domain::money::Money;
use crate::flows::deposits::arrivals;
use crate::flows::{Ctx, FlowError};
use crate::payments::chain::{
    Address, At, BlockNumber, BlockRef, Blocks, FoundTransfer, Mismatch, RpcError, ScanRequest,
    Token, whole_tokens,
};
use crate::store::deposits::NewDeposit;
use crate::store::deposits::addresses::{self};
use crate::store::deposits::cursors::{self, Cursor};
use crate::store::deposits::requests::{self};
use crate::store::{Race, StoreError};

/// Blocks that are looked at once more at least.
const OVERLAP_MIN: u64 = 12;
/// And at the most.
const OVERLAP_MAX: u64 = 60;
/// So far the cursor goes back where the chain below it was replaced.
const STEP_BACK: u64 = 500;
/// Smaller transfers are passed over: anybody can write them.
const DUST: Money = Money::from_micros(Money::MICROS_PER_UNIT / 100);

/// Steps of one look: a backlog is taken in order, and not all of it at once.
const STEPS_MAX: usize = 20;

/// How far a step has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looked {
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
    /// One look at every network.
    pub async fn watch_chains(&self) -> Result<(), FlowError> {
        let mut outcome = Ok(());
        for chain in &self.gateways.chains {
            // One that fails does not hold up the others.
            outcome = outcome.and(self.watch_chain(chain).await);
        }
        outcome
    }

    async fn watch_chain(&self, chain: &Chain) -> Result<(), FlowError> {
        let gateway = chain.gateway();
        if !self.prove_settings(chain).await? {
            return Ok(());
        }
        for _ in 0..STEPS_MAX {
            match self.scan_chain(chain).await? {
                Ok(Looked::Behind) => {}
                Ok(Looked::AtHead) => break,
                Err(error) => return self.not_looked(chain, &error).await,
            }
        }
        chain.failures.clear();
        self.gateway_works(&gateway, &[GatewayTrouble::Unreachable]).await?;
        self.confirm_chain(chain).await
    }

    /// Whether the network and its tokens are what the settings say; asked until nodes answer. One
    /// that is not so is left alone, and owners are told.
    async fn prove_settings(&self, chain: &Chain) -> Result<bool, FlowError> {
        if let Some(is_right) = chain.standing.get() {
            return Ok(is_right);
        }
        match chain.client.check().await {
            Ok(mismatches) => {
                // An endpoint of another network is never listened to: the others may be right.
                let is_wrong = |mismatch: &Mismatch| matches!(mismatch, Mismatch::Decimals { .. });
                for mismatch in &mismatches {
                    tracing::error!(gateway = chain.gateway(), %mismatch, "the settings are wrong");
                }
                if !mismatches.is_empty() {
                    self.gateway_trouble(&chain.gateway(), GatewayTrouble::Mismatch).await?;
                }
                chain.standing.set(!mismatches.iter().any(is_wrong));
                Ok(chain.standing.get().unwrap_or(false))
            }
            Err(error) => {
                self.not_looked(chain, &error).await?;
                Ok(false)
            }
        }
    }

    async fn not_looked(&self, chain: &Chain, error: &RpcError) -> Result<(), FlowError> {
        let gateway = chain.gateway();
        tracing::warn!(gateway, %error, "a network was not looked at");
        if chain.failures.add() {
            self.gateway_trouble(&gateway, GatewayTrouble::Unreachable).await?;
        }
        Ok(())
    }

    /// Looks at new blocks and keeps what was paid in them; says when no node answers.
    async fn scan_chain(&self, chain: &Chain) -> Result<Result<Looked, RpcError>, FlowError> {
        let gateway = chain.gateway();
        let (cursor, listed) = {
            let mut tx = self.store.read().await?;
            let listed = addresses::list_all(&mut tx, chain.family()).await?;
            (cursors::find(&mut tx, &gateway).await?, listed)
        };
        let Some(cursor) = cursor else { return self.begin_at_head(chain, &gateway).await };
        let recipients: Vec<Address> = listed
            .iter()
            .filter_map(|text| Address::parse(chain.settings.family, text).ok())
            .collect();
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
        let is_here = |block: &BlockRef| block.hash.hex() == cursor.block_hash;
        // Without a hash the cursor was set back, and a node that is behind knows no block there.
        let is_replaced = !cursor.block_hash.is_empty()
            && scan.rechecked.first().is_some_and(|block| !is_here(block));
        let next = match (is_replaced, scan.reached) {
            (true, _) => Some((number.back(Blocks::new(STEP_BACK)), None)),
            (false, reached) => reached.map(|block| (block.number, Some(block.hash))),
        };
        if is_replaced {
            tracing::warn!(gateway, %number, "blocks were replaced; they are looked at anew");
        }
        let owned = self.owned(chain, &scan.transfers).await?;
        let now_ms = self.clock.now_ms();
        let to = next.map(|(number, hash)| Cursor {
            block_number: i64::try_from(number.get()).unwrap_or(i64::MAX),
            block_hash: hash.map(|hash| hash.hex()).unwrap_or_default(),
            moved_ms: now_ms,
        });
        if !owned.is_empty() {
            crash::point(Point::BeforeTransfers);
        }
        self.keep(&gateway, &owned, (&cursor, to.as_ref())).await?;
        if !owned.is_empty() {
            crash::point(Point::AfterTransfers);
        }
        let is_behind = next.is_some_and(|(number, _)| number < scan.head);
        Ok(Ok(if is_behind { Looked::Behind } else { Looked::AtHead }))
    }

    /// The first look begins at the head: nobody was given an address before.
    async fn begin_at_head(
        &self,
        chain: &Chain,
        gateway: &str,
    ) -> Result<Result<Looked, RpcError>, FlowError> {
        let head = match chain.client.head().await {
            Ok(head) => head.value,
            Err(error) => return Ok(Err(error)),
        };
        let block = match chain.client.block(At::Number(head)).await {
            Ok(block) => block.value,
            Err(error) => return Ok(Err(error)),
        };
        let Some(block) = block else { return Ok(Ok(Looked::AtHead)) };
        let to = Cursor {
            block_number: i64::try_from(block.number.get()).unwrap_or(i64::MAX),
            block_hash: block.hash.hex(),
            moved_ms: self.clock.now_ms(),
        };
        atomically!(self.store, tx => cursors::advance(tx, gateway, None, &to).await)?;
        Ok(Ok(Looked::AtHead))
    }

    /// The transfers to addresses of ours, with what they are worth.
    pub(super) async fn owned(
        &self,
        chain: &Chain,
        found: &[FoundTransfer],
    ) -> Result<Vec<Owned>, FlowError> {
        let mut owned = Vec::new();
        let mut tx = self.store.read().await?;
        for transfer in found {
            let Some(token) = chain.settings.token(transfer.token) else { continue };
            let worth = whole_tokens(transfer.paid.units, token.decimals)
                .and_then(|coin| Some((coin, worth(token, coin)?)));
            let Some((coin, amount)) = worth.filter(|(_, amount)| *amount >= DUST) else {
                continue;
            };
            let address = transfer.paid.to.text(chain.settings.family);
            let person = addresses::find_owner(&mut tx, chain.family(), &address).await?;
            let Some(person_id) = person else { continue };
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
        gateway: &str,
        owned: &[Owned],
        (seen, to): (&Cursor, Option<&Cursor>),
    ) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            for owned in owned {
                keep_one(ctx, gateway, owned).await?;
            }
            match to {
                Some(to) if !cursors::advance(ctx.tx, gateway, Some(seen), to).await? => {
                    Err(StoreError::Lost(Race::ChainCursor).into())
                }
                _ => Ok::<_, FlowError>(()),
            }
        })
    }
}

async fn keep_one(ctx: &mut Ctx<'_>, gateway: &str, owned: &Owned) -> Result<(), FlowError> {
    let request = requests::find_by_address(ctx.tx, owned.person_id, &owned.address).await?;
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
        block_number: i64::try_from(owned.found.block.number.get()).unwrap_or(i64::MAX),
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
