//! Fetches the rates of providers' currencies: every hour, and sooner after a failure. Whatever
//! comes of that, rates that have grown too old stop the sales of their providers.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

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
    pace: Mutex<Pace>,
}

/// How often it is asked and complained about.
struct Pace {
    next_ms: i64,
    /// The currencies for which it was asked last.
    asked: BTreeSet<String>,
    /// When a failure was written down last.
    warned_ms: i64,
}

impl RateSource {
    /// One that is asked at once.
    #[must_use]
    pub fn new(client: ExchangeRates) -> Arc<Self> {
        let pace = Pace { next_ms: i64::MIN, asked: BTreeSet::new(), warned_ms: i64::MIN };
        Arc::new(Self { client, pace: Mutex::new(pace) })
    }

    /// Whether it is time to ask, which it is at once for a currency that nobody had before.
    fn is_due(&self, currencies: &BTreeSet<String>, now_ms: i64) -> bool {
        let pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        !currencies.is_empty() && (pace.next_ms <= now_ms || !currencies.is_subset(&pace.asked))
    }

    fn note_asked(&self, asked: BTreeSet<String>, next_ms: i64) {
        let mut pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        (pace.asked, pace.next_ms) = (asked, next_ms);
    }

    /// One warning a day is enough.
    fn warn(&self, now_ms: i64, what: &str) {
        let mut pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        if pace.warned_ms.saturating_add(DAY_MS) > now_ms {
            return;
        }
        pace.warned_ms = now_ms;
        tracing::warn!(source = self.client.origin(), "exchange rates are not told: {what}");
    }
}

impl WorkerContext {
    /// Fetches the rates that providers follow, when it is time to.
    pub async fn refresh_exchange_rates(&self) -> Result<(), FlowError> {
        let Some(source) = &self.exchange_rates else { return Ok(()) };
        let followers = exchange_rates::followers(&mut self.store.read().await?).await?;
        let currencies: BTreeSet<String> = followers.into_iter().map(|it| it.currency).collect();
        if !source.is_due(&currencies, self.clock.now_ms()) {
            return Ok(());
        }
        let told = source.client.fetch().await;
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let pause_ms = if told.is_ok() { HOUR_MS } else { AGAIN_MS };
        source.note_asked(currencies, now_ms.saturating_add(pause_ms));
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
