//! Goods: what a provider delivers of a product. They are kept sealed, and handed over in messages
//! that only name the order; whoever may read them is decided here. Must never put them into a
//! notice, a journal line or an error.

use secrecy::{ExposeSecret, SecretString};

use super::progress::{self, Applied, Evidence, apply_report};
use crate::domain::catalog::goods::is_for_a_file;
use crate::domain::catalog::{IdSpace, ServiceType};
use crate::domain::ids::{ChatId, MessageId, OrderId, PersonId};
use crate::domain::inputs::Inputs;
use crate::domain::journal::PersonAct;
use crate::domain::money::Money;
use crate::domain::order::{Report, ReportDoubt, StatusWord};
use crate::domain::sealed::{MasterKey, Place, SealError, SealedColumn};
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::acts::{ActNotice, UponPerson};
use crate::notifications::notice::{GoodsMessage, Reader};
use crate::notifications::notify::{notify, who};
use crate::notifications::recipient::{push_message, recipient};
use crate::store::goods::{self, Delivered};
use crate::store::orders::Order;
use crate::store::{StoreError, journal, orders};

/// What a provider tells of an order.
#[derive(Debug)]
pub struct Told<'a> {
    /// The state.
    pub report: &'a Report,
    /// How sure that is.
    pub evidence: Evidence,
    /// The goods, where there are any.
    pub goods: Option<SecretString>,
}

/// Applies what a provider tells of an order, and delivers goods that came with it. What is nothing
/// but its goods is not over without them: owners look, and the money stays held.
///
/// # Errors
/// As [`apply_report`].
pub async fn hear(ctx: &mut Ctx<'_>, order: &Order, told: &Told<'_>) -> Result<Applied, FlowError> {
    if told.goods.is_none() && is_nothing_without_goods(ctx, order, told.report).await? {
        progress::attention(ctx, order, ReportDoubt::CompletedWithoutGoods).await?;
        return Ok(Applied::Done);
    }
    let applied = apply_report(ctx, order.order_id, (told.report, told.evidence)).await?;
    if let Some(goods) = &told.goods {
        deliver(ctx, order, goods).await?;
    }
    Ok(applied)
}

/// Whether a report says that a product was delivered of which nothing came. One that asked its
/// buyer for something may have been delivered elsewhere: into their account.
async fn is_nothing_without_goods(
    ctx: &mut Ctx<'_>,
    order: &Order,
    report: &Report,
) -> Result<bool, FlowError> {
    if order.id_space != IdSpace::Products || report.word != StatusWord::Completed {
        return Ok(false);
    }
    let kind = Inputs::from_text(&order.inputs).map(|inputs| inputs.kind);
    Ok(kind == Some(ServiceType::Product) && goods::find(ctx.tx, order.order_id).await?.is_none())
}

/// Keeps goods and hands them over; those that are known already are not handed over again.
async fn deliver(ctx: &mut Ctx<'_>, order: &Order, goods: &SecretString) -> Result<(), FlowError> {
    let Some(key) = ctx.shop.master_key.clone() else { return Ok(()) };
    let known = goods::find(ctx.tx, order.order_id).await?;
    let known = known.and_then(|known| open(&key, order.order_id, &known).ok());
    if known.is_some_and(|known| known.expose_secret() == goods.expose_secret()) {
        return Ok(());
    }
    let row = order.order_id.to_string();
    let sealed = key
        .seal(place(&row), goods.expose_secret(), rand::random())
        .map_err(|_| StoreError::Unreadable("goods"))?;
    let is_long = is_for_a_file(goods.expose_secret());
    goods::set(ctx.tx, order.order_id, &Delivered { sealed, is_long }, ctx.now_ms).await?;
    hand_over(ctx, order.person_id, GoodsMessage { order_id: order.order_id, is_long }).await
}

/// Opens the goods of an order.
///
/// # Errors
/// When they were sealed with another key, or for another order.
pub fn open(
    key: &MasterKey,
    order_id: OrderId,
    delivered: &Delivered,
) -> Result<SecretString, SealError> {
    key.open(place(&order_id.to_string()), &delivered.sealed)
}

const fn place(row: &str) -> Place<'_> {
    SealedColumn::Goods.at(row)
}

/// Writes the message that hands goods over to somebody, in their private chat.
async fn hand_over(
    ctx: &mut Ctx<'_>,
    reader: PersonId,
    goods: GoodsMessage,
) -> Result<(), FlowError> {
    let to = recipient(ctx.tx, reader).await?;
    let (chat_id, language) = (ChatId::with(reader), to.language.as_str());
    let reader = Reader { chat_id, language, reply_to: MessageId::NONE };
    let message = ctx.shop.renderer.goods(&reader, &goods);
    Ok(push_message(ctx.tx, &to, message, ctx.now_ms).await?)
}

/// The order and its goods, if there are any that can be opened.
///
/// # Errors
/// [`UserError::OrderNotFound`], [`UserError::NoGoods`].
pub async fn check(ctx: &mut Ctx<'_>, order_id: OrderId) -> Result<(Order, Delivered), FlowError> {
    let order = orders::find(ctx.tx, order_id).await?.ok_or(UserError::OrderNotFound)?;
    let delivered = goods::find(ctx.tx, order_id).await?;
    let delivered = delivered.filter(|_| ctx.shop.master_key.is_some());
    Ok((order, delivered.ok_or(UserError::NoGoods)?))
}

/// Hands a person the goods of an order of theirs once more.
///
/// # Errors
/// [`UserError::OrderNotFound`] also for another person's order; [`UserError::NoGoods`].
pub async fn show_own(
    ctx: &mut Ctx<'_>,
    person_id: PersonId,
    order_id: OrderId,
) -> Result<(), FlowError> {
    let order = orders::find(ctx.tx, order_id).await?;
    if order.is_none_or(|order| order.person_id != person_id) {
        return Err(UserError::OrderNotFound.into());
    }
    let (_, delivered) = check(ctx, order_id).await?;
    hand_over(ctx, person_id, GoodsMessage { order_id, is_long: delivered.is_long }).await
}

/// Hands an owner the goods of a customer's order; written down and told to every owner.
///
/// # Errors
/// As [`check`].
pub async fn show_to_owner(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    order_id: OrderId,
) -> Result<(), FlowError> {
    let (order, delivered) = check(ctx, order_id).await?;
    let act = PersonAct::GoodsShown;
    let subject = format!("order {order_id}");
    let line =
        journal::Act { actor_id, act: act.into(), subject: &subject, detail: "", reason: "" };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    hand_over(ctx, actor_id, GoodsMessage { order_id, is_long: delivered.is_long }).await?;
    let notice = ActNotice::UponPerson(UponPerson {
        act,
        actor: who(ctx.tx, actor_id).await?,
        person: who(ctx.tx, order.person_id).await?,
        order_id,
        amount: Money::ZERO,
        reason: String::new(),
    });
    Ok(notify(ctx, notice).await?)
}
