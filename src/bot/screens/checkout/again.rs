//! The same order once more, at today's price: what was entered is taken over, what cannot be is
//! asked for anew. Must never take over an answer that is sealed.

use std::sync::Arc;

use super::confirm;
use crate::bot::dispatch::state::Draft;
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::screens::{card, orders};
use crate::domain::ids::{OrderId, ServiceId};
use crate::domain::inputs::{Entries, Inputs};
use crate::flows::orders::refusals;
use crate::flows::{FlowError, UserError};
use crate::store::catalog::{self, Offer};
use crate::store::lists;
use crate::store::orders::Order;

/// Shows what ordering the same would cost now, ready to be confirmed.
pub async fn again(turn: Arc<Turn>, order: OrderId) -> Outcome {
    let order = orders::own(&turn, order).await?;
    let inputs = Inputs::from_text(&order.inputs);
    let offer = refused(&turn, order.service_id).await?;
    match (offer, inputs) {
        (Ok(offer), Some(inputs)) if inputs.fits(offer.kind) => {
            let draft = draft_of(&turn, &offer, (&order, inputs)).await?;
            confirm::quote(&turn, &offer, draft).await
        }
        // The card says why it cannot be ordered, or asks what is asked by now.
        _ => card::open(turn, (order.service_id, 0)).await,
    }
}

/// The service, or why this person may not order it now.
async fn refused(turn: &Turn, service: ServiceId) -> Result<Result<Offer, UserError>, FlowError> {
    let mut tx = turn.read_tx().await;
    let offer = catalog::find_offer_in(&mut tx, turn.lang(), service).await?;
    match refusals::check(&mut turn.ctx(&mut tx), &turn.person, offer).await {
        Ok(offer) => Ok(Ok(offer)),
        Err(FlowError::User(error)) => Ok(Err(error)),
        Err(error) => Err(error),
    }
}

async fn draft_of(
    turn: &Turn,
    offer: &Offer,
    (order, inputs): (&Order, Inputs),
) -> Result<Draft, FlowError> {
    let is_sold = offer.limits().contain(inputs.quantity);
    Ok(Draft {
        service: order.service_id,
        category: offer.category_id,
        link: Some(order.link.clone()).filter(|link| !link.is_empty()),
        quantity: Some(inputs.quantity).filter(|_| is_sold),
        entries: copied(turn, inputs.entries).await?,
        // What has changed since it was bought is shown beside the price.
        terms: Some(order.terms.clone()),
        ..Draft::default()
    })
}

/// The lists belong to the order that was made of them: this one gets its own.
async fn copied(turn: &Turn, entries: Entries) -> Result<Entries, FlowError> {
    let mut copied = Entries { values: entries.values, ..Entries::default() };
    if entries.lists.is_empty() {
        return Ok(copied);
    }
    let (mut tx, person_id) = (turn.write_tx().await, turn.person.person_id);
    lists::remove_open(&mut tx, person_id).await?;
    for (field, list_id) in entries.lists {
        let list_id = lists::copy(&mut tx, (list_id, person_id), turn.now_ms).await?;
        copied.lists.extend(list_id.map(|list_id| (field, list_id)));
    }
    Ok(copied)
}
