//! `storefront doctor`: asks everything that the settings name whether it is there and what it is,
//! and says what Telegram asks of the owner. Must never write anything, nor show a secret.

use std::sync::Arc;

use secrecy::ExposeSecret;

use super::boot::{AppError, rates};
use super::clients::client;
use super::database_identity::check_key;
use super::payments::gateways;
use crate::bot::ingest::reading;
use crate::bot::sender::{self, ApiReply, CALL_TIMEOUT};
use crate::clock::Clock;
use crate::config::{Config, bot_id};
use crate::domain::deposit::Gateway;
use crate::store::{OpenError, Store};
use crate::workers::gateways::{Chain, CryptoPayAccount};

/// One line of the report.
struct Finding {
    /// What was looked at, as its settings begin.
    what: String,
    outcome: Result<String, String>,
}

impl Finding {
    fn of(what: impl Into<String>, outcome: Result<String, String>) -> Self {
        Self { what: what.into(), outcome }
    }

    fn line(&self) -> String {
        match &self.outcome {
            Ok(found) => format!("  ok    {}: {found}", self.what),
            Err(problem) => format!("  WRONG {}: {problem}", self.what),
        }
    }
}

/// Looks at everything, one line each on standard output.
///
/// # Errors
/// [`AppError::Doctor`] when something is wrong.
pub async fn doctor(config: Config) -> Result<(), AppError> {
    let mut findings = vec![database(&config).await, telegram(&config).await];
    for provider in &config.providers {
        let what = format!("PROVIDER_{}", provider.name.to_uppercase());
        let outcome = match client(provider) {
            Ok(client) => match client.balance().await {
                Ok(balance) => Ok(format!("{} answers; balance {}", provider.host, balance.amount)),
                Err(failure) => {
                    Err(format!("{} does not tell its balance: {failure}", provider.host))
                }
            },
            Err(error) => Err(error.to_string()),
        };
        findings.push(Finding::of(what, outcome));
    }
    if let Some(outcome) = exchange_rates(&config).await {
        findings.push(Finding::of("RATES_URL", outcome));
    }
    match gateways(&config) {
        Ok(gateways) => {
            if let Some(account) = &gateways.crypto_pay {
                findings.push(crypto_pay(account).await);
            }
            for chain in &gateways.chains {
                findings.push(network(chain).await);
            }
        }
        Err(error) => findings.push(Finding::of("Gateways", Err(error.to_string()))),
    }
    for finding in &findings {
        println!("{}", finding.line());
    }
    for note in notes(&config) {
        println!("  note  {note}");
    }
    match findings.iter().filter(|finding| finding.outcome.is_err()).count() {
        0 => Ok(()),
        wrong => Err(AppError::Doctor(wrong)),
    }
}

async fn database(config: &Config) -> Finding {
    let url = config.database_url.expose_secret();
    let outcome = match Store::open_for_reading(url, Clock::System).await {
        Ok(store) => key(config, &store).await,
        Err(OpenError::File(error)) if error.kind() == std::io::ErrorKind::NotFound => {
            Ok("is not there yet; the first start makes it".to_owned())
        }
        Err(OpenError::Older { version: 0, .. }) => {
            Ok("is empty yet; the first start fills it".to_owned())
        }
        Err(OpenError::Older { .. }) => {
            Ok("is of an older version; the next start brings it up".to_owned())
        }
        Err(error) => Err(error.to_string()),
    };
    Finding::of("DATABASE_URL", outcome)
}

/// Whether the key of the settings is that of a database of this version.
async fn key(config: &Config, store: &Store) -> Result<String, String> {
    let found = store.look().await.map_err(|error| error.to_string())?;
    let fingerprint = config.master_key.as_ref().map(|key| key.fingerprint());
    match check_key(&found, fingerprint.as_ref()) {
        Ok(()) => Ok("is there and of this version".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

async fn telegram(config: &Config) -> Finding {
    let bot_id = bot_id(config.token.expose_secret());
    let said = match sender::api(&config.telegram_url, &config.token) {
        Ok(api) => api.call("getMe", "{}".to_owned(), CALL_TIMEOUT).await,
        Err(_) => None,
    };
    let outcome = match said {
        Some(said) if said.ok => match said.read().and_then(|bot| reading::me(&bot, bot_id)) {
            Some(me) => Ok(format!("the bot is @{}", me.username())),
            None => Err("what answers is not Telegram".to_owned()),
        },
        Some(ApiReply { error_code: 401 | 404, .. }) => Err("Telegram does not know it".to_owned()),
        _ => Err("Telegram does not answer".to_owned()),
    };
    Finding::of("TELEGRAM_BOT_TOKEN", outcome)
}

/// Whether rates are told where the settings say, and that of the shop's currency among them.
async fn exchange_rates(config: &Config) -> Option<Result<String, String>> {
    let client = match rates(config) {
        Ok(client) => client?,
        Err(error) => return Some(Err(error.to_string())),
    };
    let origin = client.origin();
    Some(match client.fetch().await {
        Ok(told) if told.conversion(&told.base, &config.currency).is_none() => {
            Err(format!("{origin} tells nothing of {}", config.currency))
        }
        Ok(told) => Ok(format!("{origin} tells {} rates", told.units.len())),
        Err(fault) => Err(format!("{origin} tells no rates: {fault}")),
    })
}

async fn crypto_pay(account: &Arc<CryptoPayAccount>) -> Finding {
    let outcome = match account.client.me().await {
        Ok(app) => Ok(format!("the app {:?} of @{} answers", app.name, app.bot_username)),
        Err(fault) => Err(fault.to_string()),
    };
    Finding::of("CRYPTO_PAY_TOKEN", outcome)
}

async fn network(chain: &Arc<Chain>) -> Finding {
    let what = format!("CHAIN_{}", chain.settings.name.to_uppercase());
    let outcome = match (chain.client.check().await, chain.client.head().await) {
        (Ok(mismatches), Ok(head)) if mismatches.is_empty() => {
            Ok(format!("answers at block {}", head.value))
        }
        (Ok(mismatches), _) if !mismatches.is_empty() => {
            let all: Vec<String> = mismatches.iter().map(ToString::to_string).collect();
            Err(all.join("; "))
        }
        (Err(error), _) | (_, Err(error)) => Err(error.to_string()),
        (Ok(_), Ok(_)) => Err("says nothing that fits".to_owned()),
    };
    Finding::of(what, outcome)
}

/// What an owner should know and no machine can check.
fn notes(config: &Config) -> Vec<String> {
    let payments = &config.payments;
    let mut notes = Vec::new();
    let ways = super::payments::rules(payments).ways;
    if ways.is_empty() {
        notes.push("no way to pay is set up: money comes in by /credit only".to_owned());
    }
    if payments.crypto_pay.is_some() {
        notes.push(
            "Crypto Pay switches a webhook off after failures; payments are found without it, \
             within 15 seconds"
                .to_owned(),
        );
    }
    for chain in &payments.chains {
        if chain.rpc.len() == 1 {
            notes.push(format!(
                "CHAIN_{} has one node: beyond its daily sum what comes waits for you, and \
                 nothing is taken back; name a second one on another host",
                chain.name.to_uppercase()
            ));
        }
    }
    if ways.iter().any(|way| way.gateway != Gateway::Stars) {
        notes.push(
            "Telegram asks for Telegram Stars as the only payment for digital goods and services \
             inside a bot; with other ways it may hide or close the bot"
                .to_owned(),
        );
    }
    notes.push(
        "Telegram's terms for bots forbid \"social growth manipulation\", such as selling likes \
         and followers; a bot that does so can be closed at any time. What you sell and how you \
         take money is your decision"
            .to_owned(),
    );
    notes
}
