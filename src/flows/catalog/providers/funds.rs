//! A provider that lacks the shop's money: one order at a time shows whether it has come, and a
//! balance that has grown is not waited for any longer.

use rust_decimal::Decimal;

use crate::domain::number::parse_decimal;
use crate::domain::order::NotPlacedCause;
use crate::domain::time::Millis;
use crate::flows::FlowError;
use crate::flows::orders::charge;
use crate::flows::orders::retries::Refusal;
use crate::store::orders::Order;
use crate::store::{Tx, orders, shortages};

/// What orders wait for that wait for money.
const OUT_OF_FUNDS: NotPlacedCause = NotPlacedCause::OutOfFunds;
/// What a balance may lack of an order's cost and still be enough for it.
const NOTHING: Decimal = Decimal::from_parts(1, 0, 0, false, 12);

/// An order was refused for want of funds; returns until when nothing more is sent to its provider.
pub async fn run_short(
    tx: &mut Tx,
    order: &Order,
    first: Millis,
    now_ms: i64,
) -> Result<i64, FlowError> {
    // The account held less than this.
    let cost = charge::expected_of(order).and_then(|cost| cost.checked_sub(NOTHING));
    let short_of = cost.map(|cost| cost.to_string()).unwrap_or_default();
    shortages::begin(tx, &order.provider, &short_of).await?;
    let waiting = shortages::waiting(tx, &order.provider).await?;
    if waiting.until_ms > now_ms {
        // Sent together with another one, whose refusal was heard first.
        return Ok(waiting.until_ms);
    }
    let before = waiting.shortages.max(order.shortages);
    Ok(now_ms.saturating_add(Refusal::Short.wait_ms(before, first)))
}

/// An order was taken: the others need not wait for money any more.
pub async fn be_solvent(tx: &mut Tx, provider: &str, now_ms: i64) -> Result<(), FlowError> {
    if shortages::end(tx, provider).await? {
        orders::submission::end_wait(tx, provider, OUT_OF_FUNDS, now_ms).await?;
    }
    Ok(())
}

/// A balance was read. One that has grown since the last refusal ends the wait.
pub async fn hear_amount(
    tx: &mut Tx,
    provider: &str,
    amount: &str,
    now_ms: i64,
) -> Result<(), FlowError> {
    let Some(known) = shortages::short_of(tx, provider).await? else { return Ok(()) };
    let Some(balance) = parse_decimal(amount) else { return Ok(()) };
    let known = parse_decimal(&known);
    if balance > known.unwrap_or(Decimal::ZERO) {
        shortages::ease(tx, provider, amount).await?;
        orders::submission::end_wait(tx, provider, OUT_OF_FUNDS, now_ms).await?;
    } else if known.is_none_or(|known| balance < known) {
        shortages::lower(tx, provider, amount).await?;
    }
    Ok(())
}
