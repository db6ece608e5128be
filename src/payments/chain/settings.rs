//! The settings of one chain, read from their texts.
//!
//! Owns the form of every piece and which piece a complaint names. Must never repeat what was given
//! for a secret: RPC URLs and the xpub are secrets whole.

use std::collections::BTreeSet;

use reqwest::Url;
use secrecy::SecretString;

use super::block::{Blocks, ChainId};
use super::token::{Token, TokenError};
use super::xpub::{Xpub, XpubError};
use crate::domain::deposit::{Explorer, Family};
use crate::domain::money::Money;

/// The most endpoints of one chain.
const RPC_MAX: usize = 8;
/// The most tokens of one chain: their contracts stand in every question.
const TOKENS_MAX: usize = 20;
/// The longest name of a chain.
const NAME_MAX_CHARS: usize = 20;
/// The most confirmations that make sense.
const CONFIRMATIONS_MAX: u64 = 10_000;
/// Confirmations where neither settings nor the table have any.
const CONFIRMATIONS_DEFAULT: u64 = 30;

/// Networks by their usual names, with their ids and the confirmations that others wait for.
const KNOWN: [(&str, Family, ChainId, Blocks); 7] = [
    ("ethereum", Family::Evm, ChainId::new(1), Blocks::new(12)),
    ("bsc", Family::Evm, ChainId::new(56), Blocks::new(15)),
    ("polygon", Family::Evm, ChainId::new(137), Blocks::new(40)),
    ("base", Family::Evm, ChainId::new(8_453), Blocks::new(40)),
    ("arbitrum", Family::Evm, ChainId::new(42_161), Blocks::new(40)),
    ("tron", Family::Tron, ChainId::new(0x2b66_53dc), Blocks::new(30)),
    ("nile", Family::Tron, ChainId::new(0xcd86_90dc), Blocks::new(30)),
];

/// The texts of one chain's settings, as `CHAIN_<NAME>_…` has them; `None` for one that is unset.
#[derive(Clone, Copy, Default)]
pub struct ChainTexts<'a> {
    /// `KIND`: `evm` or `tron`.
    pub kind: Option<&'a str>,
    /// `RPC`: URLs, separated by commas.
    pub rpc: Option<&'a str>,
    /// `CHAIN_ID`: decimal or `0x` hex.
    pub chain_id: Option<&'a str>,
    /// `XPUB`.
    pub xpub: Option<&'a str>,
    /// `TOKENS`: see [`Token::parse_list`].
    pub tokens: Option<&'a str>,
    /// `CONFIRMATIONS`: a number of blocks.
    pub confirmations: Option<&'a str>,
    /// `EXPLORER`: the address of a transaction's page.
    pub explorer: Option<&'a str>,
    /// `DAILY_ALONE`: a sum in the shop's currency.
    pub daily_alone: Option<&'a str>,
}

/// One chain that deposits are taken on. `Debug` shows neither URLs nor the xpub.
#[derive(Debug, Clone)]
pub struct ChainSettings {
    /// Small letters, digits and underscores; stands in rows.
    pub name: String,
    /// How addresses are written.
    pub family: Family,
    /// Endpoints in the order of preference, each a secret whole; 1 to 8.
    pub rpc: Vec<SecretString>,
    /// What every endpoint must answer with.
    pub chain_id: ChainId,
    /// Of which addresses are derived.
    pub xpub: Xpub,
    /// What is credited; 1 to 20.
    pub tokens: Vec<Token>,
    /// Blocks until a transfer is credited, itself counted; at least 1.
    pub confirmations: Blocks,
    /// Where people look a transaction up.
    pub explorer: Option<Explorer>,
    /// What may be credited in a day on the word of one host; zero asks for two hosts always.
    pub daily_alone: Option<Money>,
}

/// Which setting of a chain cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{piece}: {problem}")]
pub struct SettingsError {
    /// The end of the setting's name, such as `RPC`; `NAME` for the name within it.
    pub piece: &'static str,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a setting. No text repeats a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// It has no default.
    #[error("is required and not set")]
    Missing,
    /// Another form.
    #[error("must be {0}")]
    Form(&'static str),
    /// The xpub.
    #[error(transparent)]
    Xpub(#[from] XpubError),
    /// A token.
    #[error(transparent)]
    Token(#[from] TokenError),
}

fn wrong(piece: &'static str, problem: impl Into<Problem>) -> SettingsError {
    SettingsError { piece, problem: problem.into() }
}

fn form(piece: &'static str, expected: &'static str) -> SettingsError {
    wrong(piece, Problem::Form(expected))
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn required<'a>(piece: &'static str, text: Option<&'a str>) -> Result<&'a str, SettingsError> {
    filled(text).ok_or_else(|| wrong(piece, Problem::Missing))
}

impl ChainSettings {
    /// Reads the settings of the chain of this name. Kind, id and confirmations have defaults for
    /// networks that are known by their usual names.
    ///
    /// # Errors
    /// The first setting that is missing or malformed.
    pub fn read(name: &str, texts: ChainTexts<'_>) -> Result<Self, SettingsError> {
        let name = self::name(name)?;
        let usual = KNOWN.iter().find(|(known, ..)| *known == name);
        let family = match (filled(texts.kind), usual) {
            (Some(text), _) => family(text)?,
            (None, Some((_, family, ..))) => *family,
            (None, None) => return Err(wrong("KIND", Problem::Missing)),
        };
        let chain_id = match (filled(texts.chain_id), usual) {
            (Some(text), _) => chain_id(text)?,
            (None, Some((_, _, id, _))) => *id,
            (None, None) => return Err(wrong("CHAIN_ID", Problem::Missing)),
        };
        let xpub = Xpub::parse(required("XPUB", texts.xpub)?);
        let tokens = tokens(family, required("TOKENS", texts.tokens)?)?;
        Ok(Self {
            rpc: rpc(required("RPC", texts.rpc)?)?,
            xpub: xpub.map_err(|error| wrong("XPUB", error))?,
            tokens,
            confirmations: confirmations(filled(texts.confirmations), chain_id)?,
            explorer: filled(texts.explorer).map(|text| explorer(text, family)).transpose()?,
            daily_alone: filled(texts.daily_alone).map(daily_alone).transpose()?,
            name,
            family,
            chain_id,
        })
    }

    /// The token of a contract, if it is listed.
    #[must_use]
    pub fn token(&self, contract: super::address::Address) -> Option<&Token> {
        self.tokens.iter().find(|token| token.contract == contract)
    }
}

fn name(text: &str) -> Result<String, SettingsError> {
    let name = text.trim().to_ascii_lowercase();
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if name.is_empty() || name.len() > NAME_MAX_CHARS || !name.bytes().all(is_letter) {
        return Err(form("NAME", "1 to 20 letters, digits and underscores"));
    }
    Ok(name)
}

fn family(text: &str) -> Result<Family, SettingsError> {
    text.to_ascii_lowercase().parse().map_err(|_| form("KIND", "evm or tron"))
}

fn chain_id(text: &str) -> Result<ChainId, SettingsError> {
    let number = match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => text.parse(),
    };
    let number = number.ok().filter(|number| *number > 0);
    number.map(ChainId::new).ok_or_else(|| form("CHAIN_ID", "a number, or 0x and hex digits"))
}

fn rpc(text: &str) -> Result<Vec<SecretString>, SettingsError> {
    const EXPECTED: &str = "1 to 8 different http or https URLs, separated by commas";
    let pieces = text.split(',').map(str::trim).filter(|piece| !piece.is_empty());
    let pieces: Vec<&str> = pieces.collect();
    let is_url = |text: &&str| {
        let url = Url::parse(text).ok();
        url.is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
    };
    let different: BTreeSet<&&str> = pieces.iter().collect();
    if !(1..=RPC_MAX).contains(&different.len())
        || different.len() != pieces.len()
        || !pieces.iter().all(is_url)
    {
        return Err(form("RPC", EXPECTED));
    }
    Ok(pieces.into_iter().map(SecretString::from).collect())
}

fn tokens(family: Family, text: &str) -> Result<Vec<Token>, SettingsError> {
    let tokens = Token::parse_list(family, text).map_err(|error| wrong("TOKENS", error))?;
    if tokens.len() > TOKENS_MAX { Err(form("TOKENS", "at most 20 tokens")) } else { Ok(tokens) }
}

fn confirmations(text: Option<&str>, chain_id: ChainId) -> Result<Blocks, SettingsError> {
    let Some(text) = text else {
        let usual = KNOWN.iter().find(|(_, _, id, _)| *id == chain_id);
        return Ok(usual.map_or(Blocks::new(CONFIRMATIONS_DEFAULT), |(_, _, _, usual)| *usual));
    };
    let count = text.parse().ok().filter(|count| (1..=CONFIRMATIONS_MAX).contains(count));
    count.map(Blocks::new).ok_or_else(|| form("CONFIRMATIONS", "a number of 1 to 10000"))
}

fn explorer(text: &str, family: Family) -> Result<Explorer, SettingsError> {
    let url = Url::parse(text).ok();
    let is_page = url.is_some_and(|url| url.scheme() == "https" && url.has_host());
    let is_plain =
        text.chars().all(|letter| letter.is_ascii_graphic() && !"\"'<>\\`".contains(letter));
    if !is_page || !is_plain {
        return Err(form("EXPLORER", "an https URL, in which {tx} stands for the transaction"));
    }
    Ok(Explorer { page: text.to_owned(), is_bare: family == Family::Tron })
}

fn daily_alone(text: &str) -> Result<Money, SettingsError> {
    if text == "0" {
        return Ok(Money::ZERO);
    }
    Money::parse_plain(text).map_err(|_| form("DAILY_ALONE", "an amount such as 500, or 0"))
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
