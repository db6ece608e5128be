//! Top-ups of unknown outcome whose provider lists its operations: exactly one that may be it, and
//! that no other order has, is shown to whoever decides. Must never decide anything by it.

use secrecy::SecretString;

use crate::domain::fields::Field;
use crate::domain::ids::OrderId;
use crate::domain::inputs::Inputs;
use crate::domain::order::ReviewKind;
use crate::domain::recharge::Category;
use crate::flows::orders::answers;
use crate::flows::{Ctx, FlowError};
use crate::store::orders;
use crate::store::orders::listing::Doubts;

/// A top-up that is to be looked for.
#[derive(Debug)]
pub struct Doubted {
    /// The order.
    pub order_id: OrderId,
    /// What kind of account it goes to.
    pub category: Category,
    /// The provider's code of the operator.
    pub operator: String,
    /// Where it goes.
    pub destination: SecretString,
    /// Whole units.
    pub amount: i64,
    /// When it was ordered, unix milliseconds.
    pub since_ms: i64,
}

/// The top-ups of a provider in review since a time whose operation nobody knows.
///
/// # Errors
/// When the database fails.
pub async fn list(ctx: &mut Ctx<'_>, doubts: Doubts<'_>) -> Result<Vec<Doubted>, FlowError> {
    let mut found = Vec::new();
    for order in orders::listing::list_doubted(ctx.tx, doubts).await? {
        let Some(inputs) = Inputs::from_text(&order.inputs) else { continue };
        let Some(category) = inputs.kind.recharges() else { continue };
        let operator = inputs.entries.values.get(&Field::Operator).map(String::as_str);
        let Ok(Some(destination)) = answers::of_order(ctx, &inputs.entries).await? else {
            continue;
        };
        if order.review_kind() != Some(ReviewKind::Submission) {
            continue;
        }
        found.push(Doubted {
            order_id: order.order_id,
            category,
            operator: Field::Operator.on_wire(operator.unwrap_or_default()).to_owned(),
            destination,
            amount: order.quantity,
            since_ms: order.created_ms,
        });
    }
    Ok(found)
}

/// What the provider lists that may be it: kept with the order where it is exactly one and no other
/// order's.
///
/// # Errors
/// When the database fails.
pub async fn hear(
    ctx: &mut Ctx<'_>,
    order_id: OrderId,
    candidates: &[String],
) -> Result<(), FlowError> {
    let [only] = candidates else { return Ok(()) };
    let Some(order) = orders::find(ctx.tx, order_id).await? else { return Ok(()) };
    if orders::find_by_provider_id(ctx.tx, &order, only).await?.is_none() {
        orders::submission::fill_seen_id(ctx.tx, order_id, only).await?;
    }
    Ok(())
}
