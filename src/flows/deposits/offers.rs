//! What a worker writes down about a request: claimed, given an invoice or an address, ended.

use crate::domain::alert::AlertKey;
use crate::domain::deposit::{Gateway, GatewayFault, RequestState};
use crate::domain::ids::DepositRequestId;
use crate::flows::deposits::card;
use crate::flows::{Ctx, FlowError};
use crate::store::deposits::addresses::{self, DepositAddress, Source};
use crate::store::deposits::requests::{self, DepositRequest, LeaseEnd, Offered};
use crate::store::{Tx, alerts, meta};

/// A request is given up after so many calls that came to nothing.
pub const ATTEMPTS_MAX: i64 = 5;

/// Takes a request for one call; `None` when another worker has it.
pub async fn claim(
    ctx: &mut Ctx<'_>,
    request_id: DepositRequestId,
    lease_ms: i64,
) -> Result<Option<DepositRequest>, FlowError> {
    let until = LeaseEnd(ctx.now_ms + lease_ms);
    Ok(requests::claim(ctx.tx, request_id, ctx.now_ms, until).await?)
}

/// There is something to pay to: the customer's card says where.
pub async fn opened(
    ctx: &mut Ctx<'_>,
    request_id: DepositRequestId,
    offered: Offered<'_>,
) -> Result<(), FlowError> {
    requests::open(ctx.tx, request_id, offered, ctx.now_ms).await?;
    card::show(ctx, request_id).await
}

/// The gateway would not have it, or its time is over.
pub async fn end(
    ctx: &mut Ctx<'_>,
    request: &DepositRequest,
    to: RequestState,
) -> Result<(), FlowError> {
    let step = (request.state, to);
    if requests::set_state(ctx.tx, request.request_id, step, ctx.now_ms).await? {
        card::show(ctx, request.request_id).await?;
    }
    Ok(())
}

/// Whether customers should be led to a gateway: a network that is not looked at, or is another one
/// than the settings say, is not offered until it works, nor is an account that is suspended. Of
/// others it shows when they are asked.
pub async fn works(tx: &mut Tx, gateway: &Gateway) -> Result<bool, FlowError> {
    use GatewayFault::{Mismatch, NotLooked, StandsStill, Suspended, Unreachable};
    let closing: &[GatewayFault] = match gateway {
        Gateway::Chain(_) => &[Unreachable, NotLooked, StandsStill, Mismatch],
        Gateway::CryptoPay => &[Suspended],
        Gateway::Stars | Gateway::Manual => &[],
    };
    for fault in closing.iter().copied() {
        if alerts::is_set(tx, &AlertKey::Gateway(gateway, fault)).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What marks this database's requests at a gateway.
pub async fn request_tag(tx: &mut Tx) -> Result<String, FlowError> {
    let fresh = format!("{:016x}", rand::random::<u64>());
    Ok(meta::find_or_set(tx, meta::key::DEPOSIT_MARK, &fresh).await?)
}

/// The address that a person pays to, or the index at which theirs is to be derived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnAddress {
    /// This one.
    Given(DepositAddress),
    /// None yet: the next index of the key.
    Next(i64),
}

/// The person's address of a key: where it is shared by all their deposits, always the same one;
/// else one that was never paid to.
pub async fn own_address(
    tx: &mut Tx,
    source: Source<'_>,
    request: &DepositRequest,
    is_shared: bool,
) -> Result<OwnAddress, FlowError> {
    let own = addresses::find_own(tx, source, request.person_id, !is_shared).await?;
    Ok(match own {
        Some(address) => OwnAddress::Given(address),
        None => OwnAddress::Next(addresses::next_place(tx, source.fingerprint).await?),
    })
}
