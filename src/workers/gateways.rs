//! The ways in for money that are configured, as the workers have them at hand, and what all of
//! them have in common: what is overdue, and who is told when one fails.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use tokio::sync::Notify;

use super::WorkerContext;
use crate::atomically;
use crate::clock::DAY_MS;
use crate::domain::alert::AlertKey;
use crate::domain::deposit::{Gateway, GatewayFault, RequestState};
use crate::domain::time::Millis;
use crate::flows::deposits::offers;
use crate::flows::{Ctx, FlowError};
use crate::notifications::deposits::GatewayAlert;
use crate::notifications::notify::notify;
use crate::payments::chain::{ChainClient, ChainSettings};
use crate::payments::crypto_pay::CryptoPay;
use crate::payments::stars::StarsList;
use crate::store::alerts;
use crate::store::deposits::{self, requests};

/// Failures in a row of which owners are told.
const FAILURES_TO_REPORT: u32 = 3;

/// Every gateway.
#[derive(Clone, Default)]
pub struct Gateways {
    /// Invoices of @CryptoBot.
    pub crypto_pay: Option<Arc<CryptoPayAccount>>,
    /// Networks.
    pub chains: Vec<Arc<Chain>>,
    /// Telegram's list of Stars.
    pub stars: Option<Arc<StarsList>>,
}

/// An account of Crypto Pay.
pub struct CryptoPayAccount {
    /// Its client.
    pub client: CryptoPay,
    /// The coins that may be paid with.
    pub assets: Vec<String>,
    /// Told when something seems to have been paid.
    pub hint: Arc<Notify>,
    /// Looks in a row that came to nothing.
    pub failures: Failures,
}

/// A network.
pub struct Chain {
    /// What the settings say of it.
    pub settings: ChainSettings,
    /// Its nodes.
    pub client: ChainClient,
    /// Whether it is what the settings say.
    pub settings_check: SettingsCheck,
    /// Looks in a row that came to nothing.
    pub failures: Failures,
}

/// Whether a network and its tokens are what the settings say: asked until a node answers, and not
/// forgotten as long as the process lives.
#[derive(Debug, Default)]
pub struct SettingsCheck(OnceLock<bool>);

impl SettingsCheck {
    /// What is known; `None` while no node has answered.
    #[must_use]
    pub fn get(&self) -> Option<bool> {
        self.0.get().copied()
    }

    /// Keeps what was found first.
    pub fn set(&self, is_right: bool) {
        self.0.get_or_init(|| is_right);
    }
}

/// Failures in a row: one alone is nothing that anybody has to be told of.
#[derive(Debug, Default)]
pub struct Failures(AtomicU32);

impl Failures {
    /// Counts one more; whether they are so many that owners should know.
    pub fn add(&self) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed) + 1 >= FAILURES_TO_REPORT
    }

    /// It works.
    pub fn clear(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

impl Chain {
    /// Its gateway.
    #[must_use]
    pub fn gateway(&self) -> Gateway {
        Gateway::Chain(self.settings.name.clone())
    }
}

impl WorkerContext {
    /// Ends the requests whose time is over; what is paid to them all the same is credited.
    pub async fn expire_deposits(&self) -> Result<(), FlowError> {
        let overdue = {
            let mut tx = self.store.read().await?;
            requests::list_overdue(&mut tx, self.clock.now_ms()).await?
        };
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        for request in &overdue {
            atomically!(self.store, tx => {
                let ctx = &mut Ctx { tx, shop, now_ms };
                offers::end(ctx, request, RequestState::Expired).await
            })?;
        }
        Ok(())
    }

    /// Reminds those who run the shop once a day of deposits that wait for a day for them.
    pub async fn remind_deposits(&self) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let left = {
            let mut tx = self.store.read().await?;
            deposits::count_left(&mut tx, shop.ago_ms(now_ms, Millis(DAY_MS))).await?
        };
        if left.long == 0 {
            return Ok(());
        }
        let count = left.all;
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            Ok(notify(ctx, GatewayAlert::Waiting { count }).await?)
        })
    }

    /// Tells owners what is wrong with a gateway, once in a while.
    pub(super) async fn report_gateway_fault(
        &self,
        gateway: &Gateway,
        fault: GatewayFault,
    ) -> Result<(), FlowError> {
        self.report(&GatewayAlert::Fault { gateway: gateway.clone(), fault }).await
    }

    /// Tells owners what is wrong with the price of a coin, once in a while.
    pub(super) async fn report_coin_fault(
        &self,
        coin: &str,
        fault: GatewayFault,
    ) -> Result<(), FlowError> {
        self.report(&GatewayAlert::CoinFault { coin: coin.to_owned(), fault }).await
    }

    async fn report(&self, alert: &GatewayAlert) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            notify(&mut Ctx { tx, shop, now_ms }, alert.clone()).await
        })?;
        Ok(())
    }

    /// It works: the next fault of these kinds is told anew.
    pub(super) async fn gateway_works(
        &self,
        gateway: &Gateway,
        faults: &[GatewayFault],
    ) -> Result<(), FlowError> {
        for fault in faults {
            self.end_fault(AlertKey::Gateway(gateway, *fault)).await?;
        }
        Ok(())
    }

    /// A fault is over: the next one of its kind is told anew.
    pub(super) async fn end_fault(&self, key: AlertKey<'_>) -> Result<(), FlowError> {
        let is_notified = {
            let mut tx = self.store.read().await?;
            alerts::is_set(&mut tx, &key).await?
        };
        if is_notified {
            atomically!(self.store, tx => alerts::clear(tx, &key).await)?;
        }
        Ok(())
    }
}
