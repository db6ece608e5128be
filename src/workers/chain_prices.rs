//! What listed tokens are worth on the market: asked of Crypto Pay where an account is configured,
//! and kept. A token is credited by itself only at a price that is known and near that of the
//! settings; without anybody who tells it, only up to the day's sum. Must never be the price that
//! is credited.

use std::collections::BTreeSet;

use super::WorkerContext;
use super::gateways::Chain;
use crate::atomically;
use crate::clock::{DAY_MS, MINUTE_MS};
use crate::domain::alert::AlertKey;
use crate::domain::deposit::{DepositWait, GatewayFault, MarketPrice};
use crate::domain::money::Money;
use crate::flows::FlowError;
use crate::payments::chain::Token;
use crate::payments::crypto_pay::ExchangeRate;
use crate::store::Tx;
use crate::store::deposits::{self, Deposit, held, prices};

/// What is believed in a day without a second host or a price, where the settings say nothing, in
/// the shop's currency.
const DAILY_ALONE: Money = Money::from_micros(1_000 * Money::MICROS_PER_UNIT);

/// A price is asked for again when it is so old, which leaves time for a few failures.
const FRESH_MS: i64 = 3 * MINUTE_MS;

impl WorkerContext {
    /// Asks for prices that are about to become too old, by the shop's time: it may have stood
    /// still.
    pub async fn refresh_prices(&self) -> Result<(), FlowError> {
        let since_ms = self.clock.now_ms() - FRESH_MS;
        let tokens = self.gateways.chains.iter().flat_map(|chain| &chain.settings.tokens);
        let mut is_old = false;
        {
            let mut tx = self.store.read().await?;
            // A handful: the tokens of the settings.
            for token in tokens {
                let told = prices::find(&mut tx, &token.symbol).await?;
                is_old |= told.is_none_or(|market| market.quoted_ms <= since_ms);
            }
        }
        if is_old { self.fetch_prices().await } else { Ok(()) }
    }

    /// Asks what the listed tokens are worth. What is not told any more becomes too old by itself.
    pub async fn fetch_prices(&self) -> Result<(), FlowError> {
        let tokens = self.gateways.chains.iter().flat_map(|chain| &chain.settings.tokens);
        let tokens: Vec<&Token> = tokens.collect();
        let Some(account) = self.gateways.crypto_pay.as_ref().filter(|_| !tokens.is_empty()) else {
            return Ok(());
        };
        let rates = match account.client.rates().await {
            Ok(rates) => rates,
            Err(fault) => {
                tracing::warn!(%fault, "prices of coins were not told");
                return Ok(());
            }
        };
        let symbols: BTreeSet<&str> = tokens.iter().map(|token| token.symbol.as_str()).collect();
        for symbol in symbols {
            let Some(price) = price_of(&rates, symbol, &self.shop.currency) else { continue };
            let market = MarketPrice { price, quoted_ms: self.clock.now_ms() };
            atomically!(self.store, tx => prices::keep(tx, symbol, market).await)?;
            let own = tokens.iter().filter(|token| token.symbol == symbol);
            self.evaluate_price(symbol, market, own.copied()).await?;
        }
        Ok(())
    }

    /// Owners hear of a price that is off, also where nobody pays just then.
    async fn evaluate_price(
        &self,
        symbol: &str,
        market: MarketPrice,
        mut tokens: impl Iterator<Item = &Token>,
    ) -> Result<(), FlowError> {
        let now_ms = self.clock.now_ms();
        self.end_fault(AlertKey::Coin(symbol, GatewayFault::StalePrice)).await?;
        match tokens.find_map(|token| market.holds_up(token.price, now_ms)) {
            Some(wait) => self.report_coin_fault(symbol, wait.fault()).await,
            None => self.end_fault(AlertKey::Coin(symbol, GatewayFault::OffPeg)).await,
        }
    }

    /// Why a confirmed deposit is not credited now; `None` where nothing is against it.
    pub(super) async fn wait_of(
        &self,
        tx: &mut Tx,
        chain: &Chain,
        deposit: &Deposit,
    ) -> Result<Option<DepositWait>, FlowError> {
        // A token that is not in the settings any more has no price: it is no matter of waiting.
        let token = chain.settings.tokens.iter().find(|token| token.symbol == deposit.asset);
        let Some(token) = token else { return Ok(None) };
        let price = match &self.gateways.crypto_pay {
            Some(_) => prices::find(tx, &token.symbol).await?,
            None => None,
        };
        match price {
            Some(market) => Ok(market.holds_up(token.price, self.clock.now_ms())),
            None if self.is_within_day(tx, chain, deposit).await? => Ok(None),
            None => Ok(Some(DepositWait::NoPrice)),
        }
    }

    /// Whether a deposit is within what is believed in a day without further proof.
    pub(super) async fn is_within_day(
        &self,
        tx: &mut Tx,
        chain: &Chain,
        deposit: &Deposit,
    ) -> Result<bool, FlowError> {
        let most = chain.settings.daily_alone.unwrap_or(DAILY_ALONE);
        let since_ms = self.clock.now_ms() - DAY_MS;
        let credited = deposits::credited_since(tx, &deposit.gateway, since_ms).await?;
        let after = credited.checked_add(deposit.amount);
        Ok(after.is_some_and(|after| after <= most))
    }

    /// Lets go what waited for a price that is there again, or for room in the day's sum: of that
    /// one of each coin at a time, for each uses it up.
    pub(super) async fn release_held(&self, chain: &Chain) -> Result<(), FlowError> {
        let gateway = chain.gateway();
        let mut free = Vec::new();
        {
            let mut tx = self.store.read().await?;
            for asset in held::list_assets(&mut tx, &gateway).await? {
                for deposit in held::list(&mut tx, &gateway, &asset).await? {
                    if self.wait_of(&mut tx, chain, &deposit).await?.is_some() {
                        continue;
                    }
                    free.push(deposit.deposit_id);
                    if deposit.reason == DepositWait::NoPrice.into_str() {
                        break;
                    }
                }
            }
        }
        let now_ms = self.clock.now_ms();
        for deposit_id in free {
            atomically!(self.store, tx => held::release(tx, deposit_id, now_ms).await)?;
        }
        Ok(())
    }
}

fn price_of(rates: &[ExchangeRate], symbol: &str, currency: &str) -> Option<rust_decimal::Decimal> {
    rates.iter().find(|rate| rate.source == symbol && rate.target == currency).map(|rate| rate.rate)
}
