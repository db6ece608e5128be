//! Addresses for those who asked to pay in tokens. Must never show one that does not come out of
//! the key of the settings again.

use rust_decimal::Decimal;

use super::WorkerContext;
use super::gateways::Chain;
use crate::atomically;
use crate::clock::MINUTE_MS;
use crate::crash::{self, Point};
use crate::domain::deposit::{Family, GatewayFault, RequestState};
use crate::domain::ids::DepositRequestId;
use crate::domain::money::Money;
use crate::flows::deposits::offers::{self, OwnAddress};
use crate::flows::{Ctx, FlowError};
use crate::payments::chain::{AddressIndex, Token};
use crate::store::deposits::addresses::{self, DepositAddress, Source};
use crate::store::deposits::cursors;
use crate::store::deposits::requests::{self, DepositRequest, Offered};
use crate::store::{Race, StoreError};

/// A claim whose worker is gone ends after this.
const LEASE_MS: i64 = MINUTE_MS;
/// Decimals in which a sum of coins is shown.
const SHOWN_DECIMALS: u32 = 6;

impl WorkerContext {
    /// Gives addresses to those who asked.
    pub async fn give_addresses(&self) -> Result<(), FlowError> {
        for chain in &self.gateways.chains {
            // Nobody is led to a network that is not what the settings say, or where nobody looks.
            let is_wrong = chain.settings_check.get() == Some(false);
            let asked = {
                let mut tx = self.store.read().await?;
                if !is_wrong && cursors::find(&mut tx, &chain.gateway()).await?.is_none() {
                    continue;
                }
                requests::list_asked(&mut tx, self.clock.now_ms(), &chain.gateway()).await?
            };
            for request_id in asked {
                if is_wrong {
                    self.give_nothing(request_id).await?;
                } else {
                    self.give_address(chain, request_id).await?;
                }
            }
        }
        Ok(())
    }

    async fn give_nothing(&self, request_id: DepositRequestId) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            match requests::find(ctx.tx, request_id).await? {
                Some(request) => offers::end(ctx, &request, RequestState::Failed).await,
                None => Ok(()),
            }
        })
    }

    async fn give_address(
        &self,
        chain: &Chain,
        request_id: DepositRequestId,
    ) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        crash::point(Point::BeforeAddress);
        let is_given = atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            let Some(request) = offers::claim(ctx, request_id, LEASE_MS).await? else {
                return Ok(true);
            };
            let Some(address) = own_address(ctx, chain, &request).await? else {
                offers::end(ctx, &request, RequestState::Failed).await?;
                return Ok::<_, FlowError>(false);
            };
            let coin = token_of(chain, &request).and_then(|token| coin_for(token, request.amount));
            let Some(coin) = coin else {
                // A token that is not in the settings any more: nobody would look for it.
                offers::end(ctx, &request, RequestState::Failed).await?;
                return Ok(true);
            };
            let coin_amount = coin.to_string();
            let offered = Offered {
                coin_amount: &coin_amount,
                address: &address,
                ..Offered::default()
            };
            addresses::mark_shown(ctx.tx, &address, now_ms).await?;
            offers::opened(ctx, request_id, offered).await?;
            Ok(true)
        })?;
        crash::point(Point::AfterAddress);
        if !is_given {
            self.report_gateway_fault(&chain.gateway(), GatewayFault::Mismatch).await?;
        }
        Ok(())
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
    let source = Source { family: settings.family, fingerprint: fingerprint.as_str() };
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
