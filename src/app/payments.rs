//! Gateways: from settings to clients for the workers, to what customers may choose, and to the
//! hook for `http`. Must never show a secret.

use std::sync::Arc;

use secrecy::ExposeSecret;

use super::AppError;
use crate::config::{Config, Payments};
use crate::domain::deposit::{DepositRules, Gateway, Stars, Way};
use crate::flows::tokens::random_token;
use crate::http::crypto_pay::{GatewayHook, IsSigned};
use crate::payments::Timeouts;
use crate::payments::chain::{ChainClient, ChainSettings, Limits};
use crate::payments::crypto_pay::CryptoPay;
use crate::payments::stars::StarsList;
use crate::store::{Store, StoreError, meta};
use crate::workers::gateways::{Chain, CryptoPayAccount, Failures, Gateways, SettingsCheck};

/// The clients of every gateway that is configured.
///
/// # Errors
/// Which settings cannot be used.
pub(super) fn gateways(config: &Config) -> Result<Gateways, AppError> {
    let payments = &config.payments;
    let crypto_pay = match &payments.crypto_pay {
        Some(settings) => {
            let client = CryptoPay::new(settings.clone()).map_err(|error| AppError::Gateway {
                name: "CRYPTO_PAY".to_owned(),
                problem: error.to_string(),
            })?;
            let (assets, hint) = (payments.assets.clone(), Arc::default());
            let failures = Failures::default();
            Some(Arc::new(CryptoPayAccount { client, assets, hint, failures }))
        }
        None => None,
    };
    let chains = payments.chains.iter().map(chain).collect::<Result<_, _>>()?;
    Ok(Gateways { crypto_pay, chains, stars: stars(config) })
}

/// Telegram's list of Stars, where they are taken.
fn stars(config: &Config) -> Option<Arc<StarsList>> {
    config.payments.stars?;
    let base = format!("{}/bot{}", config.telegram_url, config.token.expose_secret());
    StarsList::new(&base.into(), Timeouts::default()).map(Arc::new)
}

fn chain(settings: &ChainSettings) -> Result<Arc<Chain>, AppError> {
    let client = ChainClient::new(settings, Limits::default());
    let client = client.map_err(|error| AppError::Gateway {
        name: format!("CHAIN_{}", settings.name.to_uppercase()),
        problem: error.to_string(),
    })?;
    let (settings_check, failures) = (SettingsCheck::default(), Failures::default());
    Ok(Arc::new(Chain { settings: settings.clone(), client, settings_check, failures }))
}

/// How customers may pay in.
pub(super) fn rules(payments: &Payments) -> DepositRules {
    let crypto_pay = payments.crypto_pay.iter().map(|_| plain_way(Gateway::CryptoPay, ""));
    let chains = payments.chains.iter().flat_map(ways_of);
    let stars = payments.stars.iter().map(|_| plain_way(Gateway::Stars, Stars::ASSET));
    let by_hand = (!payments.manual.is_empty()).then(|| plain_way(Gateway::Manual, ""));
    let ways = crypto_pay.chain(chains).chain(stars).chain(by_hand).collect();
    DepositRules {
        min: payments.min,
        bonus: payments.bonus.clone(),
        large: payments.large,
        ways,
        stars: payments.stars,
        manual: payments.manual.clone(),
    }
}

/// A way without a network.
fn plain_way(gateway: Gateway, asset: &str) -> Way {
    let (asset, network) = (asset.to_owned(), String::new());
    Way { gateway, asset, network, confirmations: 0, explorer: None }
}

fn ways_of(settings: &ChainSettings) -> impl Iterator<Item = Way> + '_ {
    settings.tokens.iter().map(|token| Way {
        gateway: Gateway::Chain(settings.name.clone()),
        asset: token.symbol.clone(),
        network: network_of(&settings.name),
        confirmations: settings.confirmations.get(),
        explorer: settings.explorer.clone(),
    })
}

/// What people call a network; one that is not known by its name in the settings.
fn network_of(name: &str) -> String {
    match name {
        "ethereum" => "Ethereum (ERC-20)".to_owned(),
        "bsc" => "BNB Smart Chain (BEP-20)".to_owned(),
        "polygon" => "Polygon".to_owned(),
        "arbitrum" => "Arbitrum One".to_owned(),
        "base" => "Base".to_owned(),
        "tron" => "TRON (TRC-20)".to_owned(),
        other => other.to_uppercase(),
    }
}

/// What Crypto Pay's calls must fit: a path that is made once and kept, and its signature.
///
/// # Errors
/// When the database fails.
pub(super) async fn hook(
    store: &Store,
    payments: &Payments,
    gateways: &Gateways,
) -> Result<Option<GatewayHook>, StoreError> {
    let Some(account) = gateways.crypto_pay.clone() else { return Ok(None) };
    let path = match &payments.webhook_path {
        Some(path) => path.clone(),
        None => {
            let fresh = random_token();
            let mut tx = store.begin().await?;
            let kept = meta::find_or_set(&mut tx, meta::key::CRYPTO_PAY_PATH, &fresh).await?;
            tx.commit().await?;
            kept.into()
        }
    };
    let key = account.client.webhook_key();
    let is_signed: IsSigned = Arc::new(move |body, header| key.is_signed(body, header));
    Ok(Some(GatewayHook { path, is_signed, hint: Arc::clone(&account.hint) }))
}
