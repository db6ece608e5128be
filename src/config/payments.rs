//! How customers pay in: limits, bonus, and the gateways. Must never show a token, an address of a
//! node or an extended public key.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use secrecy::SecretString;

use super::{ConfigError, Vars, optional, wrong};
use crate::domain::deposit::{OwnWords, StarRules, Stars, Tiers};
use crate::domain::money::Money;
use crate::payments::chain::{ChainSettings, ChainTexts};
use crate::payments::crypto_pay::{CryptoPay, CryptoPaySettings, MAINNET_URL};

/// Coins that are taken where `CRYPTO_PAY_ASSETS` names none.
const ASSETS: &str = "USDT,USDC,TON,BTC,ETH,LTC,TRX,BNB,SOL";
/// A shorter path could be guessed.
const PATH_MIN_CHARS: usize = 16;
/// Telegram gives Stars back for weeks, not for months.
const HOLD_DAYS_MAX: i64 = 60;
/// It stands on one screen with the rest of the card.
const MANUAL_MAX_CHARS: usize = 600;
/// The settings of one network.
const CHAIN_FIELDS: [&str; 8] =
    ["KIND", "RPC", "CHAIN_ID", "XPUB", "TOKENS", "CONFIRMATIONS", "EXPLORER", "DAILY_ALONE"];

/// Everything about money on its way in.
#[derive(Debug, Clone)]
pub struct Payments {
    /// The smallest deposit.
    pub min: Money,
    /// What larger ones earn.
    pub bonus: Tiers,
    /// From which sum on owners are told of a single deposit; zero for none.
    pub large: Money,
    /// The account of Crypto Pay.
    pub crypto_pay: Option<CryptoPaySettings>,
    /// The coins that Crypto Pay may take.
    pub assets: Vec<String>,
    /// The end of its webhook's address; one is made where there is none.
    pub webhook_path: Option<SecretString>,
    /// The networks, by name.
    pub chains: Vec<ChainSettings>,
    /// How Stars are taken.
    pub stars: Option<StarRules>,
    /// How to pay by hand, in the owners' words.
    pub manual: OwnWords,
}

/// Reads every setting of payments.
pub(super) fn read(vars: &Vars) -> Result<Payments, ConfigError> {
    Ok(Payments {
        min: min(vars)?,
        bonus: bonus(vars)?,
        large: large(vars)?,
        crypto_pay: crypto_pay(vars)?,
        assets: assets(vars)?,
        webhook_path: webhook_path(vars)?,
        chains: chains(vars)?,
        stars: stars(vars)?,
        manual: manual(vars)?,
    })
}

fn min(vars: &Vars) -> Result<Money, ConfigError> {
    let text = optional(vars, "DEPOSIT_MIN").unwrap_or_else(|| "1".to_owned());
    let min = Money::parse_plain(&text).ok().filter(|min| min.is_positive());
    min.ok_or_else(|| wrong("DEPOSIT_MIN", "must be an amount above 0, such as 1 or 2.50"))
}

fn bonus(vars: &Vars) -> Result<Tiers, ConfigError> {
    let Some(text) = optional(vars, "DEPOSIT_BONUS") else { return Ok(Tiers::default()) };
    text.parse().map_err(|error: crate::domain::deposit::TiersError| {
        wrong("DEPOSIT_BONUS", error.to_string())
    })
}

fn large(vars: &Vars) -> Result<Money, ConfigError> {
    let text = optional(vars, "DEPOSIT_LARGE").unwrap_or_else(|| "500".to_owned());
    if text == "0" {
        return Ok(Money::ZERO);
    }
    let large = Money::parse_plain(&text).ok();
    large.ok_or_else(|| wrong("DEPOSIT_LARGE", "must be an amount such as 500, or 0 for never"))
}

fn crypto_pay(vars: &Vars) -> Result<Option<CryptoPaySettings>, ConfigError> {
    let url = optional(vars, "CRYPTO_PAY_URL").unwrap_or_else(|| MAINNET_URL.to_owned());
    let Some(token) = optional(vars, "CRYPTO_PAY_TOKEN") else { return Ok(None) };
    let settings = CryptoPaySettings::new(url.into(), token.into());
    CryptoPay::new(settings.clone())
        .map_err(|error| wrong("CRYPTO_PAY_TOKEN", error.to_string()))?;
    Ok(Some(settings))
}

fn assets(vars: &Vars) -> Result<Vec<String>, ConfigError> {
    let text = optional(vars, "CRYPTO_PAY_ASSETS").unwrap_or_else(|| ASSETS.to_owned());
    let assets: Vec<String> = text.split(',').map(|asset| asset.trim().to_owned()).collect();
    let is_code = |asset: &String| {
        (2..=12).contains(&asset.len())
            && asset.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    if assets.iter().all(is_code) {
        return Ok(assets);
    }
    Err(wrong("CRYPTO_PAY_ASSETS", "must be codes of coins with commas, such as USDT,TON"))
}

fn webhook_path(vars: &Vars) -> Result<Option<SecretString>, ConfigError> {
    let Some(path) = optional(vars, "CRYPTO_PAY_WEBHOOK_PATH") else { return Ok(None) };
    let is_path = (PATH_MIN_CHARS..=128).contains(&path.len())
        && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    if is_path {
        return Ok(Some(path.into()));
    }
    Err(wrong("CRYPTO_PAY_WEBHOOK_PATH", "must be 16 to 128 characters out of A-Z a-z 0-9 _ -"))
}

fn stars(vars: &Vars) -> Result<Option<StarRules>, ConfigError> {
    let days = optional(vars, "STARS_HOLD_DAYS").unwrap_or_else(|| "0".to_owned());
    let days = days.parse().ok().filter(|days| (0..=HOLD_DAYS_MAX).contains(days));
    let hold_days: i64 =
        days.ok_or_else(|| wrong("STARS_HOLD_DAYS", "must be a number of days from 0 to 60"))?;
    let Some(text) = optional(vars, "STARS_RATE") else { return Ok(None) };
    let rate = text.parse::<Decimal>().ok().filter(|rate| *rate > Decimal::ZERO);
    // One Star of the largest invoice must be worth something, and its sum must fit.
    let rules = rate.map(|rate| StarRules { rate, hold_days });
    let rules = rules.filter(|rules| rules.worth(Stars::new(1)).is_some_and(Money::is_positive));
    rules.filter(|rules| rules.max().is_positive()).map(Some).ok_or_else(|| {
        wrong("STARS_RATE", "must be what one Star is worth in the shop's currency, such as 0.013")
    })
}

/// `MANUAL_TEXT`, and `MANUAL_TEXT_<LANGUAGE>` for those who speak it.
fn manual(vars: &Vars) -> Result<OwnWords, ConfigError> {
    let mut texts = BTreeMap::new();
    if let Some(text) = optional(vars, "MANUAL_TEXT") {
        texts.insert(String::new(), own_words("MANUAL_TEXT", &text)?);
    }
    for name in vars.keys() {
        let Some(tag) = name.strip_prefix("MANUAL_TEXT_") else { continue };
        if tag.len() != 2 || !tag.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(wrong(name, "is not a setting; languages are MANUAL_TEXT_RU and such"));
        }
        if let Some(text) = optional(vars, name) {
            texts.insert(tag.to_lowercase(), own_words(name, &text)?);
        }
    }
    Ok(OwnWords(texts))
}

fn own_words(name: &str, text: &str) -> Result<String, ConfigError> {
    if text.chars().count() > MANUAL_MAX_CHARS {
        return Err(wrong(name, "must be no longer than 600 characters"));
    }
    Ok(text.replace("\\n", "\n"))
}

/// The groups of `CHAIN_<NAME>_…`, by name.
fn chains(vars: &Vars) -> Result<Vec<ChainSettings>, ConfigError> {
    let mut names = BTreeSet::new();
    for variable in vars.keys() {
        let Some(rest) = variable.strip_prefix("CHAIN_") else { continue };
        let field =
            CHAIN_FIELDS.iter().find_map(|field| rest.strip_suffix(field)?.strip_suffix('_'));
        match field.filter(|name| !name.is_empty()) {
            Some(name) => names.insert(name.to_owned()),
            None => return Err(wrong(variable, "is not a setting of a network")),
        };
    }
    let chains: Vec<ChainSettings> =
        names.into_iter().map(|name| chain(vars, &name)).collect::<Result<_, _>>()?;
    // Its transfers would be credited once for each name.
    for (place, chain) in chains.iter().enumerate() {
        if chains.iter().take(place).any(|other| other.chain_id == chain.chain_id) {
            let name = format!("CHAIN_{}_CHAIN_ID", chain.name.to_uppercase());
            return Err(wrong(&name, "another group of settings is about the same network"));
        }
    }
    Ok(chains)
}

fn chain(vars: &Vars, name: &str) -> Result<ChainSettings, ConfigError> {
    let field = |field: &str| optional(vars, &format!("CHAIN_{name}_{field}"));
    let (kind, rpc, chain_id) = (field("KIND"), field("RPC"), field("CHAIN_ID"));
    let (xpub, tokens) = (field("XPUB"), field("TOKENS"));
    let (confirmations, explorer) = (field("CONFIRMATIONS"), field("EXPLORER"));
    let daily_alone = field("DAILY_ALONE");
    let texts = ChainTexts {
        kind: kind.as_deref(),
        rpc: rpc.as_deref(),
        chain_id: chain_id.as_deref(),
        xpub: xpub.as_deref(),
        tokens: tokens.as_deref(),
        confirmations: confirmations.as_deref(),
        explorer: explorer.as_deref(),
        daily_alone: daily_alone.as_deref(),
    };
    let read = ChainSettings::read(&name.to_lowercase(), texts);
    read.map_err(|error| wrong(&format!("CHAIN_{name}_{}", error.piece), error.problem.to_string()))
}
