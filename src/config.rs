//! Typed settings from the environment, read once at the start; `app` hands each to whoever needs
//! it. Gateways are read in `config/payments.rs`. A malformed or missing one is one clear line that
//! names it. Must never show the value of a secret.

mod payments;
mod webhook;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::sync::Arc;

pub use payments::Payments;
use rust_decimal::Decimal;
use secrecy::SecretString;
use url::Url;
pub use webhook::Webhook;

use crate::domain::catalog::guard::Band;
use crate::domain::ids::{BotId, ChatId, PersonId};
use crate::domain::mail::DnsWorld;
use crate::domain::markup::is_allowed;
use crate::domain::number::parse_decimal;
use crate::domain::provider::ProviderKind;
use crate::domain::provider_address::AddressPolicy;
use crate::domain::sealed::MasterKey;
use crate::providers::options::{MailOptions, Options, OptionsError, System, UpmobileOptions};

/// Telegram's own senders, which write in the name of channels and groups.
const NEVER_ADMINS: [PersonId; 3] =
    [PersonId::new(777_000), PersonId::new(1_087_968_824), PersonId::new(136_817_688)];

/// A setting that cannot be used; the text names it and never shows a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {problem}")]
pub struct ConfigError {
    name: String,
    problem: String,
}

fn wrong(name: &str, problem: impl Into<String>) -> ConfigError {
    ConfigError { name: name.to_owned(), problem: problem.into() }
}

/// Everything the shop is told from outside.
#[derive(Debug, Clone)]
pub struct Config {
    /// The bot's token.
    pub token: SecretString,
    /// The Bot API server, without a trailing slash.
    pub telegram_url: String,
    /// A webhook instead of long polling.
    pub webhook: Option<Webhook>,
    /// Messages and edits a second, in all and to one chat.
    pub rates: (NonZeroU32, NonZeroU32),
    /// The owners.
    pub admins: BTreeSet<PersonId>,
    /// The group for alerts.
    pub admin_chat: Option<ChatId>,
    /// Where the data is; a secret as a whole.
    pub database_url: SecretString,
    /// Where health and webhooks are served.
    pub http_addr: std::net::SocketAddr,
    /// What `/metrics` asks from anybody but loopback.
    pub metrics_token: Option<SecretString>,
    /// ISO code of the shop's currency.
    pub currency: String,
    /// The first value of the markup.
    pub markup_percent: Decimal,
    /// How far providers' rates may rise by themselves.
    pub price_band: Band,
    /// The upstream systems, by name.
    pub providers: Vec<ProviderConfig>,
    /// Where rates of currencies are fetched that the settings have none for; a secret as a whole.
    pub rates_url: Option<SecretString>,
    /// How customers pay in.
    pub payments: Payments,
    /// How quickly young orders are asked about, milliseconds.
    pub poll_ms: i64,
    /// How often catalogs are fetched, milliseconds.
    pub sync_ms: i64,
    /// Where the providers may be that owners add in the chat; no setting changes it.
    pub chat_addresses: AddressPolicy,
    /// Which name servers are asked about mail domains; no setting changes it.
    pub dns: DnsWorld,
    /// What is sealed in the database opens with it; without it nothing is sealed there.
    pub master_key: Option<Arc<MasterKey>>,
    /// The key until now, of which only a change of the key makes use.
    pub former_key: Option<Arc<MasterKey>>,
    /// JSON lines instead of text.
    pub is_json_log: bool,
}

/// One group of `PROVIDER_<NAME>_…`.
#[derive(Debug, Clone)]
pub struct ProviderConfig {
    /// Lower case.
    pub name: String,
    /// Which client it needs, and what that is told.
    pub system: System,
    /// A secret as a whole.
    pub url: SecretString,
    /// Host only, for people.
    pub host: String,
    /// The currency of its prices.
    pub currency: String,
    /// Shop currency for one unit of it, if known.
    pub conversion: Option<Decimal>,
}

/// The environment as a map, so that tests need not touch the real one.
pub type Vars = BTreeMap<String, String>;

impl Config {
    /// Reads every setting.
    ///
    /// # Errors
    /// The first setting that is missing or malformed.
    pub fn read(vars: &Vars) -> Result<Self, ConfigError> {
        let token = required(vars, "TELEGRAM_BOT_TOKEN")?;
        if !is_token(&token) {
            let problem = "must look like 123456:ABC…, as BotFather gives it";
            return Err(wrong("TELEGRAM_BOT_TOKEN", problem));
        }
        let currency = optional(vars, "SHOP_CURRENCY").unwrap_or_else(|| "USD".to_owned());
        if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(wrong("SHOP_CURRENCY", "must be three capital letters, such as USD"));
        }
        let providers = providers(vars, &currency)?;
        let telegram_url = http_url(vars, "TELEGRAM_API_URL", "https://api.telegram.org")?;
        Ok(Self {
            webhook: webhook(vars, &telegram_url)?,
            telegram_url,
            rates: (
                number(vars, "TELEGRAM_RATE_GLOBAL", NonZeroU32::MIN.saturating_add(24))?,
                number(vars, "TELEGRAM_RATE_CHAT", NonZeroU32::MIN)?,
            ),
            admins: admins(vars, bot_id(&token))?,
            admin_chat: optional_number(vars, "ADMIN_CHAT_ID")?,
            database_url: database_url(vars)?.into(),
            http_addr: number(vars, "HTTP_ADDR", ([127, 0, 0, 1], 8080).into())?,
            metrics_token: optional(vars, "METRICS_TOKEN").map(SecretString::from),
            markup_percent: markup(vars)?,
            price_band: price_band(vars)?,
            providers,
            rates_url: rates_url(vars)?,
            payments: payments::read(vars)?,
            poll_ms: 1_000 * seconds(vars, "POLL_SECONDS", 15, 1..=15)?,
            sync_ms: 1_000 * seconds(vars, "SYNC_SECONDS", 3_600, 60..=86_400)?,
            chat_addresses: AddressPolicy::Public,
            dns: DnsWorld::Public,
            master_key: master_key(vars, "MASTER_KEY")?,
            former_key: master_key(vars, "MASTER_KEY_OLD")?,
            is_json_log: log_format(vars)?,
            token: token.into(),
            currency,
        })
    }
}

fn master_key(vars: &Vars, name: &str) -> Result<Option<Arc<MasterKey>>, ConfigError> {
    let Some(digits) = optional(vars, name) else { return Ok(None) };
    let problem = "must be 64 hexadecimal digits, as `openssl rand -hex 32` makes them";
    let key = MasterKey::parse(&digits).ok_or_else(|| wrong(name, problem))?;
    Ok(Some(Arc::new(key)))
}

fn optional(vars: &Vars, name: &str) -> Option<String> {
    vars.get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn required(vars: &Vars, name: &str) -> Result<String, ConfigError> {
    optional(vars, name).ok_or_else(|| wrong(name, "is required and not set"))
}

fn number<T: FromStr>(vars: &Vars, name: &str, default: T) -> Result<T, ConfigError> {
    Ok(optional_number(vars, name)?.unwrap_or(default))
}

fn optional_number<T: FromStr>(vars: &Vars, name: &str) -> Result<Option<T>, ConfigError> {
    let value = optional(vars, name).map(|value| value.parse());
    value.transpose().map_err(|_| wrong(name, "cannot be read; see .env.example for its form"))
}

fn seconds(
    vars: &Vars,
    name: &str,
    default: i64,
    range: RangeInclusive<i64>,
) -> Result<i64, ConfigError> {
    let value = number(vars, name, default)?;
    if range.contains(&value) {
        return Ok(value);
    }
    Err(wrong(name, format!("must be from {} to {}", range.start(), range.end())))
}

fn is_token(token: &str) -> bool {
    token.split_once(':').is_some_and(|(id, secret)| {
        !id.is_empty()
            && id.bytes().all(|byte| byte.is_ascii_digit())
            && secret.len() >= 8
            && secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    })
}

/// The bot's id, which is the first part of its token.
#[must_use]
pub fn bot_id(token: &str) -> BotId {
    token.split_once(':').and_then(|(id, _)| id.parse().ok()).unwrap_or(BotId::NONE)
}

fn http_url(vars: &Vars, name: &str, default: &str) -> Result<String, ConfigError> {
    let value = optional(vars, name).unwrap_or_else(|| default.to_owned());
    let is_http = Url::parse(&value)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if !is_http {
        return Err(wrong(name, "must be an http:// or https:// address"));
    }
    Ok(value.trim_end_matches('/').to_owned())
}

fn rates_url(vars: &Vars) -> Result<Option<SecretString>, ConfigError> {
    if optional(vars, "RATES_URL").is_none() {
        return Ok(None);
    }
    Ok(Some(http_url(vars, "RATES_URL", "")?.into()))
}

fn webhook(vars: &Vars, telegram_url: &str) -> Result<Option<Webhook>, ConfigError> {
    if optional(vars, "TELEGRAM_WEBHOOK_URL").is_none() {
        return Ok(None);
    }
    let url = http_url(vars, "TELEGRAM_WEBHOOK_URL", "")?;
    let secret = required(vars, "TELEGRAM_WEBHOOK_SECRET")?;
    webhook::check(url, secret, telegram_url).map(Some)
}

fn admins(vars: &Vars, bot_id: BotId) -> Result<BTreeSet<PersonId>, ConfigError> {
    let mut admins = BTreeSet::new();
    let listed = optional(vars, "ADMIN_IDS").unwrap_or_default();
    for part in listed.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let id: PersonId = part
            .parse()
            .map_err(|_| wrong("ADMIN_IDS", "must be numeric Telegram user ids with commas"))?;
        if id <= PersonId::NONE || id.get() == bot_id.get() || NEVER_ADMINS.contains(&id) {
            return Err(wrong("ADMIN_IDS", format!("{id} is not a person")));
        }
        admins.insert(id);
    }
    Ok(admins)
}

fn database_url(vars: &Vars) -> Result<String, ConfigError> {
    let url =
        optional(vars, "DATABASE_URL").unwrap_or_else(|| "sqlite://data/storefront.db".to_owned());
    let is_known = ["sqlite://", "postgres://", "postgresql://"]
        .iter()
        .any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
    if is_known {
        return Ok(url);
    }
    Err(wrong("DATABASE_URL", "must begin with sqlite:// or postgres:// and name a database"))
}

fn markup(vars: &Vars) -> Result<Decimal, ConfigError> {
    let text = optional(vars, "MARKUP_PERCENT").unwrap_or_else(|| "30".to_owned());
    parse_decimal(&text)
        .filter(|percent| is_allowed(*percent))
        .ok_or_else(|| wrong("MARKUP_PERCENT", "must be a number from 0 to 500"))
}

fn price_band(vars: &Vars) -> Result<Band, ConfigError> {
    let Some(text) = optional(vars, "PRICE_BAND_PERCENT") else { return Ok(Band::default()) };
    parse_decimal(&text)
        .and_then(Band::of)
        .ok_or_else(|| wrong("PRICE_BAND_PERCENT", "must be a number from 0 to 500"))
}

fn log_format(vars: &Vars) -> Result<bool, ConfigError> {
    match optional(vars, "LOG_FORMAT").as_deref() {
        None | Some("text") => Ok(false),
        Some("json") => Ok(true),
        Some(_) => Err(wrong("LOG_FORMAT", "must be text or json")),
    }
}

/// The groups of `PROVIDER_<NAME>_…`, by name.
fn providers(vars: &Vars, shop_currency: &str) -> Result<Vec<ProviderConfig>, ConfigError> {
    const FIELDS: [&str; 6] = ["KIND", "URL", "KEY", "CURRENCY", "RATE", "OPTIONS"];
    let mut names = BTreeSet::new();
    for variable in vars.keys() {
        let Some(rest) = variable.strip_prefix("PROVIDER_") else { continue };
        let name = rest.rsplit_once('_').filter(|(_, field)| FIELDS.contains(field));
        match name {
            Some((name, _)) if !name.is_empty() => names.insert(name.to_owned()),
            _ => return Err(wrong(variable, "is not a setting of a provider")),
        };
    }
    names.into_iter().map(|name| provider(vars, &name, shop_currency)).collect()
}

fn provider(vars: &Vars, name: &str, shop_currency: &str) -> Result<ProviderConfig, ConfigError> {
    let field = |field: &str| format!("PROVIDER_{name}_{field}");
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') || name.len() > 40 {
        return Err(wrong(&field("URL"), "the name must be letters, digits and _"));
    }
    let url = required(vars, &field("URL"))?;
    let host = Url::parse(&url)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))
        .and_then(|url| url.host_str().map(str::to_owned))
        .ok_or_else(|| wrong(&field("URL"), "must be an http:// or https:// address"))?;
    let currency = optional(vars, &field("CURRENCY")).unwrap_or_else(|| shop_currency.to_owned());
    if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(wrong(&field("CURRENCY"), "must be three capital letters, such as USD"));
    }
    Ok(ProviderConfig {
        name: name.to_lowercase(),
        system: system(vars, &field)?,
        url: url.into(),
        host,
        conversion: conversion(vars, &field("RATE"), &currency, shop_currency)?,
        currency,
    })
}

/// What a provider is, with its key where its kind has one, and its options.
fn system(vars: &Vars, field: &dyn Fn(&str) -> String) -> Result<System, ConfigError> {
    let kind = match optional(vars, &field("KIND")) {
        Some(word) => {
            word.parse().map_err(|_| wrong(&field("KIND"), "must be panel, upmobile or mail"))?
        }
        None => ProviderKind::Panel,
    };
    let key = || required(vars, &field("KEY")).map(SecretString::from);
    let name = field("OPTIONS");
    Ok(match kind {
        ProviderKind::Panel => {
            System::Panel { key: key()?, options: options(vars, &name, Options::parse)? }
        }
        ProviderKind::Upmobile => {
            System::Upmobile { key: key()?, options: options(vars, &name, UpmobileOptions::parse)? }
        }
        ProviderKind::Mail if optional(vars, &field("KEY")).is_some() => {
            let problem = "a mail provider has no key: it is part of the address";
            return Err(wrong(&field("KEY"), problem));
        }
        ProviderKind::Mail => System::Mail { options: options(vars, &name, MailOptions::parse)? },
    })
}

fn options<T: Default>(
    vars: &Vars,
    name: &str,
    parse: impl Fn(&str) -> Result<T, OptionsError>,
) -> Result<Box<T>, ConfigError> {
    let read = optional(vars, name).map(|text| parse(&text)).transpose();
    Ok(Box::new(read.map_err(|error| wrong(name, error.to_string()))?.unwrap_or_default()))
}

fn conversion(
    vars: &Vars,
    name: &str,
    currency: &str,
    shop_currency: &str,
) -> Result<Option<Decimal>, ConfigError> {
    match optional(vars, name) {
        Some(text) => parse_decimal(&text)
            .filter(|rate| *rate > Decimal::ZERO)
            .map(Some)
            .ok_or_else(|| wrong(name, "must be a number above 0")),
        None if currency == shop_currency => Ok(Some(Decimal::ONE)),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests;
