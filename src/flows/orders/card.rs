//! The living card of an order: what it tells, and the changes of it that its customer did not ask
//! for. Must never be drawn over what they have turned to meanwhile.

use std::collections::BTreeMap;

use super::told;
use crate::domain::catalog::IdSpace;
use crate::domain::ids::{ChatId, MessageId, OrderId};
use crate::domain::inputs::Inputs;
use crate::flows::{Ctx, FlowError, screens};
use crate::notifications::notice::Reader;
use crate::notifications::order_card::{CardPlace, OrderCard};
use crate::store::orders::cards::{self, Due};
use crate::store::orders::{Order, children, requests};
use crate::store::outbox::Subject;
use crate::store::screens::Showing;
use crate::store::{Tx, goods, lists, orders, people};

/// An order as its customer sees it now.
pub async fn card_of(ctx: &mut Ctx<'_>, order: Order) -> Result<OrderCard, FlowError> {
    // Nothing is asked before the provider has a number for it.
    let asked = match order.provider_order_id.is_empty() {
        true => Vec::new(),
        false => requests::list_of(ctx.tx, order.order_id).await?,
    };
    let has_goods = order.id_space == IdSpace::Products
        && ctx.shop.master_key.is_some()
        && goods::find(ctx.tx, order.order_id).await?.is_some();
    let (mut entered, mut family) = (BTreeMap::new(), None);
    if let Some(inputs) = Inputs::from_text(&order.inputs) {
        entered = lists::find_each(ctx.tx, &inputs.entries.lists, order.person_id).await?;
        if let Some(made_of) = inputs.family() {
            family = Some((made_of, children::tally(ctx.tx, order.order_id).await?));
        }
    }
    Ok(OrderCard { order, asked, lists: entered, family, has_goods })
}

/// Notes that an order's card tells less than is known: it is drawn anew in a moment.
pub async fn mark(tx: &mut Tx, order: &Order, now_ms: i64) -> Result<(), FlowError> {
    let due = Due { order_id: order.order_id, person_id: order.person_id, is_start: false };
    Ok(cards::mark(tx, &[due], now_ms).await?)
}

/// Draws an order's card anew wherever it is shown; nothing where that was done meanwhile.
pub async fn draw(ctx: &mut Ctx<'_>, order_id: OrderId) -> Result<(), FlowError> {
    let Some(taken) = cards::take(ctx.tx, order_id).await? else { return Ok(()) };
    let Some(order) = orders::find(ctx.tx, order_id).await? else { return Ok(()) };
    if taken.is_start {
        told::begun(ctx, &order).await?;
    }
    let showing = screens::showing(ctx.tx, Subject::Order(order_id)).await?;
    if showing.is_empty() {
        return Ok(());
    }
    let card = card_of(ctx, order).await?;
    for screen in showing {
        show(ctx, screen, &card).await?;
    }
    Ok(())
}

async fn show(ctx: &mut Ctx<'_>, screen: Showing, card: &OrderCard) -> Result<(), FlowError> {
    let known = people::find_with_dialogue(ctx.tx, screen.person_id).await?;
    let Some((person, dialogue)) = known.filter(|(person, _)| !person.is_blocked) else {
        return Ok(());
    };
    let place = match person.screen_id == screen.screen_id {
        true => CardPlace::Screen(dialogue),
        false => CardPlace::OfItsOwn,
    };
    let chat_id = ChatId::with(screen.person_id);
    let lang = person.lang();
    let reader = Reader { chat_id, language: lang.tag(), reply_to: MessageId::NONE };
    let now_ms = ctx.now_ms;
    let edit = ctx.shop.renderer.order_card(&reader, screen.screen_id, (card, &place), now_ms);
    let subject = Subject::Order(card.order.order_id);
    screens::edit_quietly(ctx.tx, (screen, subject), edit, now_ms).await?;
    Ok(())
}
