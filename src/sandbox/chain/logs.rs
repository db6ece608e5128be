//! `eth_getLogs`: its filter, its limits and its answer.

use serde_json::{Map, Value};

use super::Profile;
use super::answer::RpcError;
use super::limits::{BeyondHead, NodeLimits};
use super::objects;
use super::view::{Log, View};
use super::words::{Address, Hash};

const PLACES_MAX: usize = 4;

/// What is wanted: nothing in a list means anything.
struct Filter {
    addresses: Vec<Address>,
    topics: Vec<Vec<String>>,
}

impl Filter {
    fn read(wish: &Map<String, Value>, limits: &NodeLimits) -> Result<Self, RpcError> {
        let texts = |value: &Value| -> Result<Vec<String>, RpcError> {
            let one = |value: &Value| value.as_str().map(str::to_ascii_lowercase);
            let list = match value {
                Value::Null => Some(Vec::new()),
                Value::Array(rows) => rows.iter().map(one).collect(),
                plain => one(plain).map(|text| vec![text]),
            };
            list.ok_or_else(|| RpcError::params("invalid argument 0: string expected"))
        };
        let addresses = texts(wish.get("address").unwrap_or(&Value::Null))?;
        limits.check_addresses(addresses.len())?;
        // TRON's JSON-RPC takes hex only, and so does this.
        let address = |text: &String| match text.starts_with("0x") {
            true => text.parse().map_err(|_| RpcError::params("invalid address")),
            false => Err(RpcError::params("invalid address")),
        };
        let addresses = addresses.iter().map(address).collect::<Result<_, _>>()?;
        let places = wish.get("topics").and_then(Value::as_array).cloned().unwrap_or_default();
        if places.len() > PLACES_MAX {
            return Err(RpcError::params("exceed max topics"));
        }
        let topics = places.iter().map(texts).collect::<Result<Vec<_>, _>>()?;
        for place in &topics {
            limits.check_topic(place.len())?;
            if place.iter().any(|topic| topic.parse::<Hash>().is_err()) {
                return Err(RpcError::params("invalid topic"));
            }
        }
        Ok(Self { addresses, topics })
    }

    fn takes(&self, log: &Log<'_>) -> bool {
        let contract = log.transfer.contract;
        if !self.addresses.is_empty() && !self.addresses.contains(&contract) {
            return false;
        }
        let has = log.transfer.topics();
        let mut places = self.topics.iter().enumerate();
        places.all(|(place, wanted)| {
            let topic = has.get(place);
            topic.is_some_and(|topic| wanted.is_empty() || wanted.contains(topic))
        })
    }
}

/// The logs that a filter names.
///
/// # Errors
/// When the filter is wrong, or too much is asked for.
pub(super) fn logs(
    view: &View<'_>,
    limits: &NodeLimits,
    params: &[Value],
) -> Result<Value, RpcError> {
    let wish = params.first().and_then(Value::as_object);
    let wish = wish.ok_or_else(|| RpcError::params("missing value for required argument 0"))?;
    let (from, to) = range(view, limits, wish)?;
    let filter = Filter::read(wish, limits)?;
    let mut found = Vec::new();
    for height in from.max(view.state.first())..=to.min(view.head()) {
        let Some(block) = view.block(height) else { continue };
        let logs = view.logs(height);
        let wanted = logs.iter().filter(|log| filter.takes(log));
        found.extend(wanted.map(|log| objects::log(block, log)));
        limits.check_results(found.len())?;
    }
    Ok(Value::Array(found))
}

/// The first and the last height that a filter names.
fn range(
    view: &View<'_>,
    limits: &NodeLimits,
    wish: &Map<String, Value>,
) -> Result<(u64, u64), RpcError> {
    if let Some(hash) = wish.get("blockHash").and_then(Value::as_str) {
        let hash = hash.parse().map_err(|_| RpcError::params("invalid hash"))?;
        let block = view.block_of_hash(hash);
        let block = block.ok_or_else(|| RpcError::new(-32_000, "unknown block"))?;
        return Ok((block.height, block.height));
    }
    let end = |name: &str| {
        let tag = wish.get(name).and_then(Value::as_str).unwrap_or("latest");
        // That java-tron takes this tag here is not known, so it is refused.
        if tag == "finalized" && view.state.profile == Profile::Tron {
            return Err(RpcError::params("TAG finalized not supported"));
        }
        view.height(tag)
    };
    let (from, to) = (end("fromBlock")?, end("toBlock")?);
    if from > to {
        return Err(RpcError::params("invalid block range params"));
    }
    limits.check_range((from, to))?;
    if to > view.head() && limits.beyond_head == BeyondHead::Refused {
        return Err(RpcError::params("block range extends beyond current head block"));
    }
    Ok((from, to))
}
