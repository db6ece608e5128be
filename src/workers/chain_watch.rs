//! Networks: an address for each customer, the transfers to it, and what becomes of them as blocks
//! come. The cursor moves in the transaction that keeps what was found. Must never credit what its
//! network has not confirmed, nor more in a day than one host is believed for.

use rust_decimal::Decimal;

use super::WorkerContext;
use super::gateways::Chain;
use crate::atomically;
use crate::clock::{DAY_MS, MINUTE_MS};
use crate::domain::deposit::{DepositDoubt, GatewayTrouble, RequestState};
use crate::domain::ids::{DepositRequestId, PersonId};
use crate::domain::money::Money;
use crate::flows::deposits::arrivals;
use crate::flows::deposits::offers::{self, OwnAddress};
use crate::flows::{Ctx, FlowError};
use crate::payments::chain::{
    Address, AddressIndex, Agreement, At, BlockHash, BlockNumber, BlockRef, Blocks, Family,
    FoundTransfer, LogPosition, Recorded, RpcError, ScanRequest, Token, TransferId, TxHash,
    Verdict, units_of, whole_tokens,
};
use crate::store::deposits::addresses::{self, DepositAddress, Source};
use crate::store::deposits::cursors::{self, Cursor};
use crate::store::deposits::requests::{self, DepositRequest, Offered};
use crate::store::deposits::{self, Deposit, Depth, NewDeposit};
use crate::store::{Race, StoreError};

/// A claim whose worker is gone ends after this.
const LEASE_MS: i64 = MINUTE_MS;
/// Blocks that are looked at once more at least.
const OVERLAP_MIN: u64 = 12;
/// And at the most.
const OVERLAP_MAX: u64 = 60;
/// So far the cursor goes back where the chain below it was replaced.
const STEP_BACK: u64 = 500;
/// Decimals in which a sum of coins is shown.
const SHOWN_DECIMALS: u32 = 6;
/// What one host is believed for in a day where the settings say nothing, in the shop's currency.
const DAILY_ALONE: Money = Money::from_micros(1_000 * Money::MICROS_PER_UNIT);
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
struct Owned {
    found: FoundTransfer,
    symbol: String,
    coin: Decimal,
    amount: Money,
    address: String,
    person_id: PersonId,
}

impl WorkerContext {
    /// Gives addresses to those who asked.
    pub async fn give_addresses(&self) -> Result<(), FlowError> {
        for chain in &self.gateways.chains {
            let asked = {
                let mut tx = self.store.read().await?;
                requests::list_asked(&mut tx, self.clock.now_ms(), &chain.gateway()).await?
            };
            for request_id in asked {
                self.give_address(chain, request_id).await?;
            }
        }
        Ok(())
    }

    async fn give_address(
        &self,
        chain: &Chain,
        request_id: DepositRequestId,
    ) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let is_given = atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            let Some(request) = offers::claim(ctx, request_id, LEASE_MS).await? else {
                return Ok(true);
            };
            let Some(address) = own_address(ctx, chain, &request).await? else {
                offers::ended(ctx, &request, RequestState::Failed).await?;
                return Ok::<_, FlowError>(false);
            };
            let coin = token_of(chain, &request).and_then(|token| coin_for(token, request.amount));
            let coin_amount = coin.map(|coin| coin.to_string()).unwrap_or_default();
            let offered = Offered {
                coin_amount: &coin_amount,
                address: &address,
                ..Offered::default()
            };
            addresses::mark_shown(ctx.tx, &address, now_ms).await?;
            offers::opened(ctx, request_id, offered).await?;
            Ok(true)
        })?;
        if !is_given {
            self.gateway_trouble(&chain.gateway(), GatewayTrouble::Mismatch).await?;
        }
        Ok(())
    }

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
        for _ in 0..STEPS_MAX {
            match self.scan_chain(chain).await? {
                Ok(Looked::Behind) => {}
                Ok(Looked::AtHead) => break,
                Err(error) => {
                    tracing::warn!(gateway, %error, "a network was not looked at");
                    return self.gateway_trouble(&gateway, GatewayTrouble::Unreachable).await;
                }
            }
        }
        self.gateway_works(&gateway, &[GatewayTrouble::Unreachable]).await?;
        self.confirm_chain(chain).await
    }

    /// Looks at new blocks and keeps what was paid in them; says when no node answers.
    async fn scan_chain(&self, chain: &Chain) -> Result<Result<Looked, RpcError>, FlowError> {
        let gateway = chain.gateway();
        let (cursor, listed) = {
            let mut tx = self.store.read().await?;
            let listed = addresses::list_all(&mut tx, family_of(chain)).await?;
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
        // Without a hash the cursor was set back: which block is there is not known yet.
        let is_replaced =
            !cursor.block_hash.is_empty() && !scan.rechecked.first().is_some_and(is_here);
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
        self.keep(&gateway, &owned, (&cursor, to.as_ref())).await?;
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
    async fn owned(&self, chain: &Chain, found: &[FoundTransfer]) -> Result<Vec<Owned>, FlowError> {
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
            let person = addresses::find_owner(&mut tx, family_of(chain), &address).await?;
            let Some(person_id) = person else { continue };
            let symbol = token.symbol.clone();
            owned.push(Owned { found: *transfer, symbol, coin, amount, address, person_id });
        }
        Ok(owned)
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

    /// Asks about what waits, and about what was credited lately.
    async fn confirm_chain(&self, chain: &Chain) -> Result<(), FlowError> {
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

/// The person's address, which must come out of the key of the settings again; `None` where it does
/// not, and is not shown then.
async fn own_address(
    ctx: &mut Ctx<'_>,
    chain: &Chain,
    request: &DepositRequest,
) -> Result<Option<String>, FlowError> {
    let settings = &chain.settings;
    let fingerprint = settings.xpub.fingerprint();
    let source = Source { family: family_of(chain), fingerprint: fingerprint.as_str() };
    // Sweeping costs a fee for each address there, so one serves all deposits of a person.
    let is_shared = settings.family == Family::Tron;
    let own = offers::own_address(ctx.tx, source, request, is_shared).await?;
    let place = match &own {
        OwnAddress::Given(address) => address.place,
        OwnAddress::Next(place) => *place,
    };
    let derived = u32::try_from(place)
        .ok()
        .and_then(AddressIndex::new)
        .and_then(|index| settings.xpub.derive(index).ok())
        .map(|address| address.text(settings.family));
    let Some(derived) = derived else { return Ok(None) };
    match own {
        OwnAddress::Given(address) => Ok((address.address == derived).then_some(derived)),
        OwnAddress::Next(place) => {
            let address = DepositAddress {
                person_id: request.person_id,
                address: derived.clone(),
                fingerprint: source.fingerprint.to_owned(),
                place,
            };
            if !addresses::insert(ctx.tx, source.family, &address, ctx.now_ms).await? {
                return Err(StoreError::Lost(Race::DepositRequest).into());
            }
            Ok(Some(derived))
        }
    }
}

async fn keep_one(ctx: &mut Ctx<'_>, gateway: &str, owned: &Owned) -> Result<(), FlowError> {
    let request = requests::find_by_address(ctx.tx, owned.person_id, &owned.address).await?;
    let request_id = request.map_or(DepositRequestId::NONE, |request| request.request_id);
    let (tx, coin_amount) = (owned.found.id.tx.hex(), owned.coin.to_string());
    let (external_id, block_hash) =
        (format!("{tx}:{}", owned.found.id.position.get()), owned.found.block.hash.hex());
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
    arrivals::seen(ctx, new).await.map(drop)
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

fn token_of<'c>(chain: &'c Chain, request: &DepositRequest) -> Option<&'c Token> {
    chain.settings.tokens.iter().find(|token| token.symbol == request.asset)
}

/// What a sum is in the coin, rounded up to what is shown.
fn coin_for(token: &Token, amount: Money) -> Option<Decimal> {
    let coin = Decimal::new(amount.micros(), 6).checked_div(token.price)?;
    let decimals = u32::from(token.decimals.get()).min(SHOWN_DECIMALS);
    let up = rust_decimal::RoundingStrategy::AwayFromZero;
    Some(coin.round_dp_with_strategy(decimals, up).normalize())
}

/// What a coin is worth, rounded down to the micro-unit.
fn worth(token: &Token, coin: Decimal) -> Option<Money> {
    let micros = coin.checked_mul(token.price)?.checked_mul(Decimal::from(1_000_000))?;
    i64::try_from(micros.trunc()).ok().map(Money::from_micros)
}

const fn family_of(chain: &Chain) -> &'static str {
    match chain.settings.family {
        Family::Evm => "evm",
        Family::Tron => "tron",
    }
}
