//! What a provider charges for an order, compared with what it was to cost. Owners are told of each
//! order once at most; nothing else follows from it.

use rust_decimal::Decimal;

use crate::domain::number::parse_decimal;
use crate::domain::order::{Report, charge};
use crate::domain::terms::Terms;
use crate::flows::{Ctx, FlowError};
use crate::notifications::notify::notify;
use crate::notifications::orders::{OrderAlert, Overcharge};
use crate::store::orders::Order;
use crate::store::{orders, providers};

/// Whether a report charges far more than was expected and nobody was told of it yet.
#[must_use]
pub fn is_news(order: &Order, report: &Report) -> bool {
    sums(order, report).is_some()
}

/// The charge and the expected cost, in the provider's currency, where they are far apart.
fn sums(order: &Order, report: &Report) -> Option<(Decimal, Decimal)> {
    let charge = report.charge.filter(|charge| *charge > Decimal::ZERO)?;
    let is_comparable = report
        .currency
        .as_ref()
        .is_none_or(|named| named.eq_ignore_ascii_case(&order.provider_currency));
    if order.is_charge_notified || !is_comparable {
        return None;
    }
    let expected = expected_of(order)?;
    charge::is_far_above(charge, expected).then_some((charge, expected))
}

/// What an order was to cost at its provider when it was sold, in the provider's currency.
#[must_use]
pub fn expected_of(order: &Order) -> Option<Decimal> {
    let rate = parse_decimal(&order.provider_rate)?;
    let terms = Terms::from_text(&order.terms)?;
    charge::expected(terms.pricing, rate, order.billed_quantity)
}

/// Tells owners of a charge that is far too high.
pub async fn hear(ctx: &mut Ctx<'_>, order: &Order, report: &Report) -> Result<(), FlowError> {
    let Some((charge, expected)) = sums(order, report) else { return Ok(()) };
    if !orders::polling::mark_charge_notified(ctx.tx, order.order_id).await? {
        return Ok(());
    }
    let conversion = providers::conversion(ctx.tx, &order.provider).await?;
    let notice = OrderAlert::Overcharge(Box::new(Overcharge {
        order_id: order.order_id,
        provider: order.provider.clone(),
        currency: order.provider_currency.clone(),
        expected,
        charge,
        paid: order.price,
        margin: charge::margin(charge, conversion, order.price),
    }));
    Ok(notify(ctx, notice).await?)
}
