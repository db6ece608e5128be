//! The methods of JSON-RPC that a node has.

use serde_json::{Value, json};

use super::Profile;
use super::answer::RpcError;
use super::limits::NodeLimits;
use super::view::View;
use super::words::{Address, Hash, to_hex};
use super::{logs, objects};

const DECIMALS: &str = "313ce567";
const BALANCE_OF: &str = "70a08231";
const SYMBOL: &str = "95d89b41";
/// A selector and one word, in hex digits.
const ONE_WORD_CALL: usize = 8 + 64;

type Outcome = Result<Value, RpcError>;

/// Answers one call.
///
/// # Errors
/// When there is no such method, or its parameters are wrong or ask for too much.
pub(super) fn perform(
    view: &View<'_>,
    limits: &NodeLimits,
    (method, params): (&str, &[Value]),
) -> Outcome {
    match method {
        "eth_chainId" => Ok(json!(objects::quantity(view.chain_id))),
        "net_version" => Ok(json!(view.chain_id.to_string())),
        "web3_clientVersion" => Ok(json!("sandbox/v1")),
        "eth_syncing" => Ok(json!(false)),
        "eth_blockNumber" => Ok(json!(objects::quantity(view.head()))),
        "eth_getBlockByNumber" => block_by_number(view, params),
        "eth_getBlockByHash" => block_by_hash(view, params),
        "eth_getLogs" => logs::logs(view, limits, params),
        "eth_getTransactionReceipt" => {
            let found = view.transaction(hash(params)?);
            Ok(found.map_or(Value::Null, |found| objects::receipt(view, found)))
        }
        "eth_getTransactionByHash" => {
            let found = view.transaction(hash(params)?);
            Ok(found.map_or(Value::Null, |found| objects::transaction(view, found)))
        }
        "eth_getBalance" => balance(view, params),
        "eth_call" => contract_call(view, params),
        other => Err(RpcError::no_method(other)),
    }
}

fn text(params: &[Value], place: usize) -> Result<&str, RpcError> {
    let missing = || RpcError::params(format!("missing value for required argument {place}"));
    params.get(place).and_then(Value::as_str).ok_or_else(missing)
}

fn hash(params: &[Value]) -> Result<Hash, RpcError> {
    text(params, 0)?.parse().map_err(|_| RpcError::params("invalid hash value"))
}

fn hex_address(text: &str) -> Result<Address, RpcError> {
    let is_hex = text.starts_with("0x");
    let address = text.parse().ok().filter(|_| is_hex);
    address.ok_or_else(|| RpcError::params("invalid address hash value"))
}

fn block_by_number(view: &View<'_>, params: &[Value]) -> Outcome {
    let height = view.height(text(params, 0)?)?;
    let is_whole = params.get(1) == Some(&json!(true));
    let found = view.block(height);
    Ok(found.map_or(Value::Null, |found| objects::block(view, found, is_whole)))
}

fn block_by_hash(view: &View<'_>, params: &[Value]) -> Outcome {
    let is_whole = params.get(1) == Some(&json!(true));
    let found = view.block_of_hash(hash(params)?);
    Ok(found.map_or(Value::Null, |found| objects::block(view, found, is_whole)))
}

/// The height at which a state is read. TRON has only the newest.
fn state_height(view: &View<'_>, params: &[Value]) -> Result<u64, RpcError> {
    let tag = params.get(1).and_then(Value::as_str).unwrap_or("latest");
    if view.state.profile == Profile::Tron && tag != "latest" {
        return Err(RpcError::params("QUANTITY not supported, just support TAG as latest"));
    }
    let height = view.height(tag)?;
    if height > view.head() {
        return Err(RpcError::new(-32_000, "header not found"));
    }
    Ok(height)
}

fn balance(view: &View<'_>, params: &[Value]) -> Outcome {
    let owner = hex_address(text(params, 0)?)?;
    let height = state_height(view, params)?;
    Ok(json!(view.coin_balance(owner, height).quantity()))
}

/// Reads a contract: decimals, symbol or somebody's balance of a listed token.
fn contract_call(view: &View<'_>, params: &[Value]) -> Outcome {
    let field = |name: &str| params.first()?.get(name)?.as_str();
    let to = hex_address(field("to").unwrap_or_default())?;
    let height = state_height(view, params)?;
    let data = field("data").or_else(|| field("input")).unwrap_or_default();
    let data = data.trim_start_matches("0x").to_ascii_lowercase();
    let Some(token) = view.state.tokens.iter().find(|token| token.contract == to) else {
        // There is no code at that address.
        return Ok(json!("0x"));
    };
    match data.get(..8) {
        Some(DECIMALS) => Ok(json!(format!("0x{:064x}", token.decimals))),
        Some(SYMBOL) => Ok(json!(abi_text(&token.symbol))),
        Some(BALANCE_OF) if data.len() == ONE_WORD_CALL => {
            let digits = data.get(ONE_WORD_CALL - 40..).unwrap_or_default();
            let owner = hex_address(&format!("0x{digits}"))?;
            Ok(json!(view.token_balance((to, owner), height).word()))
        }
        _ => Err(RpcError::new(3, "execution reverted")),
    }
}

/// A text as a contract returns it.
fn abi_text(text: &str) -> String {
    let length = text.len();
    let padded = length.div_ceil(32) * 64;
    format!("0x{:064x}{length:064x}{:0<padded$}", 32, to_hex(text.as_bytes()))
}
