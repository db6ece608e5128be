//! `/deposit`, the use case: a request is checked and written; the worker of its gateway gives it
//! something to pay to.

use crate::clock::{DAY_MS, HOUR_MS};
use crate::domain::deposit::{Gateway, OPEN_REQUESTS_MAX, Way};
use crate::domain::ids::{CheckoutId, DepositRequestId};
use crate::domain::money::Money;
use crate::flows::deposits::{manual, stars};
use crate::flows::orders::refusals::check_ban;
use crate::flows::{Ctx, FlowError, UserError};
use crate::store::deposits::requests::Keep;
use crate::store::deposits::requests::{self, DepositRequest, NewRequest};
use crate::store::deposits::switches;
use crate::store::people::Person;

/// How long a request stands as it was shown.
const LIFETIME_MS: i64 = HOUR_MS;

/// What a customer asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DepositAsk<'a> {
    /// How they want to pay.
    pub way: &'a Way,
    /// How much is to arrive.
    pub amount: Money,
    /// The order that waits for it, or empty.
    pub checkout_id: &'a CheckoutId,
}

/// Writes a request down, or finds the same one that still stands. A person has few open ones: the
/// oldest gives way, and what is paid to it all the same is credited.
///
/// # Errors
/// [`UserError::Banned`], [`UserError::WayClosed`], [`UserError::DepositTooSmall`],
/// [`UserError::DepositTooLarge`].
pub async fn ask(
    ctx: &mut Ctx<'_>,
    person: &Person,
    ask: DepositAsk<'_>,
) -> Result<DepositRequest, FlowError> {
    check_ban(ctx.shop, person)?;
    let min = ctx.shop.deposits.min;
    if ask.amount < min {
        return Err(UserError::DepositTooSmall { min }.into());
    }
    if switches::list_off(ctx.tx).await?.contains(&ask.way.gateway) {
        return Err(UserError::WayClosed.into());
    }
    // Owners sleep.
    let lifetime_ms = if ask.way.gateway == Gateway::Manual { DAY_MS } else { LIFETIME_MS };
    let amount = match ctx.shop.deposits.stars {
        Some(rules) if ask.way.gateway == Gateway::Stars => {
            stars::whole(rules, whole_cents(ask.amount))?
        }
        _ => whole_cents(ask.amount),
    };
    let new = NewRequest {
        person_id: person.person_id,
        gateway: &ask.way.gateway,
        asset: &ask.way.asset,
        amount,
        checkout_id: ask.checkout_id,
        expires_ms: ctx.now_ms + lifetime_ms,
    };
    let request_id = match requests::find_alike(ctx.tx, &new, ctx.now_ms).await? {
        Some(known) => {
            // A worker may be opening it: what is shown must be what it is afterwards.
            requests::hold(ctx.tx, known.request_id).await?;
            known.request_id
        }
        None => insert(ctx, new).await?,
    };
    let request = find(ctx, request_id).await?;
    match ask.way.gateway {
        Gateway::Stars => stars::send_invoice(ctx, &request).await?,
        Gateway::Manual => manual::open(ctx, &request).await?,
        Gateway::CryptoPay | Gateway::Chain(_) => return Ok(request),
    }
    find(ctx, request_id).await
}

/// Writes it; a person has few open ones.
async fn insert(ctx: &mut Ctx<'_>, new: NewRequest<'_>) -> Result<DepositRequestId, FlowError> {
    let person_id = new.person_id;
    if requests::count_waiting(ctx.tx, person_id, ctx.now_ms).await? >= OPEN_REQUESTS_MAX {
        requests::expire_oldest(ctx.tx, person_id, Keep(OPEN_REQUESTS_MAX - 1), ctx.now_ms).await?;
    }
    Ok(requests::insert(ctx.tx, new, ctx.now_ms).await?)
}

/// A sum that a gateway can ask for, rounded up: currencies have cents.
fn whole_cents(amount: Money) -> Money {
    const CENT: i64 = Money::MICROS_PER_UNIT / 100;
    let cents = amount.micros().saturating_add(CENT - 1) / CENT;
    Money::from_micros(cents.saturating_mul(CENT))
}

/// A request that must be there.
///
/// # Errors
/// [`UserError::DepositGone`].
pub async fn find(
    ctx: &mut Ctx<'_>,
    request_id: DepositRequestId,
) -> Result<DepositRequest, FlowError> {
    let found = requests::find(ctx.tx, request_id).await?;
    found.ok_or_else(|| UserError::DepositGone.into())
}
