//! What a provider charges for an order, compared with what it was to cost. From a twentieth more
//! on its service is off sale until an owner puts it on sale again; where the provider itself had
//! told the price, anything more stops all of its sales. Owners are told of that, and of each order
//! that costs far more, once. Nothing else follows from it: what the customer pays stays.

use rust_decimal::Decimal;

use crate::domain::number::parse_decimal;
use crate::domain::order::{Report, charge};
use crate::domain::pricing::Pricing;
use crate::domain::terms::Terms;
use crate::flows::catalog::guard::pauses;
use crate::flows::catalog::providers::switches;
use crate::flows::{Ctx, FlowError};
use crate::notifications::notify::notify;
use crate::notifications::orders::{OffSale, OrderAlert, Overcharge};
use crate::store::orders::Order;
use crate::store::recharges::trials;
use crate::store::{orders, providers};

/// A charge that is not what an order was to cost, both in the provider's currency.
struct Sums {
    charge: Decimal,
    expected: Decimal,
    /// Whether owners are to be told of it, and were not yet.
    is_far: bool,
    /// Whether it is reason to take something off sale, and was not yet.
    is_above: bool,
    /// Whether the provider had told the price of this very order.
    is_told: bool,
}

/// Whether a report charges more than was expected and nothing has come of it yet.
#[must_use]
pub fn is_news(order: &Order, report: &Report) -> bool {
    sums(order, report).is_some()
}

/// The charge and the expected cost, where they are apart.
fn sums(order: &Order, report: &Report) -> Option<Sums> {
    let charge = report.charge.filter(|charge| *charge > Decimal::ZERO)?;
    let is_comparable = report
        .currency
        .as_ref()
        .is_none_or(|named| named.eq_ignore_ascii_case(&order.provider_currency));
    if (order.is_charge_notified && order.is_overcharged) || !is_comparable {
        return None;
    }
    let expected = expected_when_sent(order)?;
    let is_far = !order.is_charge_notified && charge::is_far_above(charge, expected);
    // What was told before the sale is the price to the last digit.
    let is_told = Terms::from_text(&order.terms).is_some_and(|it| it.pricing == Pricing::Previewed);
    let is_above = if is_told { charge > expected } else { charge::is_above(charge, expected) };
    let is_above = !order.is_overcharged && is_above;
    (is_far || is_above).then_some(Sums { charge, expected, is_far, is_above, is_told })
}

/// What an order was to cost at its provider when it was sold, in the provider's currency.
#[must_use]
pub fn expected_of(order: &Order) -> Option<Decimal> {
    let rate = parse_decimal(&order.provider_rate)?;
    let terms = Terms::from_text(&order.terms)?;
    charge::expected(terms.pricing, rate, order.billed_quantity)
}

/// The same by what the provider listed when it was sent, where that was more.
fn expected_when_sent(order: &Order) -> Option<Decimal> {
    let at_sale = expected_of(order)?;
    let sent = parse_decimal(&order.sent_rate).and_then(|rate| {
        let pricing = Terms::from_text(&order.terms)?.pricing;
        charge::expected(pricing, rate, order.billed_quantity)
    });
    Some(sent.map_or(at_sale, |sent| sent.max(at_sale)))
}

/// Takes off sale what is charged too much, and tells owners.
pub async fn hear(ctx: &mut Ctx<'_>, order: &Order, report: &Report) -> Result<(), FlowError> {
    let Some(sums) = sums(order, report) else { return Ok(()) };
    let is_far =
        sums.is_far && orders::polling::mark_charge_notified(ctx.tx, order.order_id).await?;
    // An owner's trial is there to find this out, and nothing is sold meanwhile.
    let is_trial = trials::is_of_order(ctx.tx, order.order_id).await?;
    let is_above = sums.is_above
        && !is_trial
        && orders::polling::mark_overcharged(ctx.tx, order.order_id).await?;
    let paused = if is_above { take_off_sale(ctx, order, &sums).await? } else { None };
    // Each of those that were under way takes more than it may.
    let is_news = is_far || paused.is_some() || (is_above && sums.is_told);
    if !is_news {
        return Ok(());
    }
    let conversion = providers::conversion(ctx.tx, &order.provider).await?;
    let notice = OrderAlert::Overcharge(Box::new(Overcharge {
        order_id: order.order_id,
        provider: order.provider.clone(),
        currency: order.provider_currency.clone(),
        expected: sums.expected,
        charge: sums.charge,
        paid: order.price,
        margin: charge::margin(sums.charge, conversion, order.price),
        is_far,
        paused,
    }));
    Ok(notify(ctx, notice).await?)
}

/// What is off sale from now on; `None` where it was already.
async fn take_off_sale(
    ctx: &mut Ctx<'_>,
    order: &Order,
    sums: &Sums,
) -> Result<Option<OffSale>, FlowError> {
    if sums.is_told {
        let is_new = switches::stop_debited(ctx, &order.provider).await?;
        return Ok(is_new.then_some(OffSale::Provider));
    }
    let is_new = pauses::pause(ctx, order, (sums.expected, sums.charge)).await?;
    Ok(is_new.then_some(OffSale::Service(order.service_id)))
}
