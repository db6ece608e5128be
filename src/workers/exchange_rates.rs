//! Fetches the rates of providers' currencies: every hour, and sooner after a failure. Whatever
//! comes of that, rates that have grown too old stop the sales of their providers.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use super::WorkerContext;
use crate::atomically;
use crate::clock::{DAY_MS, HOUR_MS, MINUTE_MS};
use crate::flows::catalog::providers::fetched_rates;
use crate::flows::{Ctx, FlowError};
use crate::providers::exchange_rates::ExchangeRates;
use crate::store::exchange_rates;

/// The pause after a failure. Free lists ask for no more than one question in a while.
const AGAIN_MS: i64 = 10 * MINUTE_MS;

/// Where rates are fetched, and when next.
pub struct RateSource {
    client: ExchangeRates,
    next_ms: AtomicI64,
    /// When a failure was written down last.
    warned_ms: AtomicI64,
}

impl RateSource {
    /// One that is asked at once.
    #[must_use]
    pub fn new(client: ExchangeRates) -> Arc<Self> {
        let (next_ms, warned_ms) = (AtomicI64::new(i64::MIN), AtomicI64::new(i64::MIN));
        Arc::new(Self { client, next_ms, warned_ms })
    }

    fn is_due(&self, now_ms: i64) -> bool {
        self.next_ms.load(Ordering::Relaxed) <= now_ms
    }

    /// One warning a day is enough.
    fn warn(&self, now_ms: i64, what: &str) {
        if self.warned_ms.load(Ordering::Relaxed).saturating_add(DAY_MS) > now_ms {
            return;
        }
        self.warned_ms.store(now_ms, Ordering::Relaxed);
        tracing::warn!(source = self.client.origin(), "exchange rates were not told: {what}");
    }
}

impl WorkerContext {
    /// Fetches the rates that providers follow, when it is time to.
    pub async fn refresh_exchange_rates(&self) -> Result<(), FlowError> {
        let Some(source) = &self.exchange_rates else { return Ok(()) };
        if !source.is_due(self.clock.now_ms()) {
            return Ok(());
        }
        let followers = exchange_rates::followers(&mut self.store.read().await?).await?;
        if followers.is_empty() {
            return Ok(());
        }
        let told = source.client.fetch().await;
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let pause_ms = if told.is_ok() { HOUR_MS } else { AGAIN_MS };
        source.next_ms.store(now_ms.saturating_add(pause_ms), Ordering::Relaxed);
        let missing: Vec<String> = atomically!(self.store, tx => {
            let mut ctx = Ctx { tx, shop, now_ms };
            let missing = match &told {
                Ok(quotes) => fetched_rates::keep(&mut ctx, quotes).await?,
                Err(_) => Vec::new(),
            };
            fetched_rates::follow(&mut ctx).await?;
            Ok::<_, FlowError>(missing)
        })?;
        match told {
            Err(fault) => source.warn(now_ms, &fault.to_string()),
            Ok(_) if !missing.is_empty() => source.warn(now_ms, &missing.join(", ")),
            Ok(_) => {}
        }
        Ok(())
    }
}
