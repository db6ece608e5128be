//! Questions of customers. A ticket is opened, written into and closed by the person it belongs to;
//! everything said in it is told to the support staff: the admin chat, or every owner. What the
//! staff does is in `staff`, what happens by time in `watch`, how it reaches chats in `posting`. A
//! ban stops nothing here.

mod posting;
pub mod staff;
pub mod watch;

use crate::flows::Ctx;
use crate::notifications::notify::who;
use crate::notifications::tickets::{Card, OrderFacts, TicketEvent, TicketNotice};
use crate::store::tickets::NewTicket;
pub(crate) use posting::post_instead;
use posting::{Audience, post_picture_to_staff, post_to_staff};

use super::{FlowError, UserError};
use crate::domain::ids::{OrderId, PersonId, TicketId};
use crate::domain::ticket::{self, Said, TextError};
use crate::notifications::notice::Who;
use crate::store::people::Person;
use crate::store::tickets::{Ticket, TicketLine};
use crate::store::{Tx, orders, tickets};

/// What became of a customer's message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// Its ticket.
    pub ticket_id: TicketId,
    /// Whether the ticket had been closed before.
    pub is_reopened: bool,
}

/// Whether the person could open another ticket now, about `order_id` or about no order (0).
///
/// # Errors
/// [`UserError::OrderNotFound`] for somebody else's order, [`UserError::TooManyMessages`].
pub async fn check_open(
    tx: &mut Tx,
    person_id: PersonId,
    order_id: OrderId,
    now_ms: i64,
) -> Result<(), FlowError> {
    if order_id.is_some() {
        let order = orders::find(tx, order_id).await?;
        order.filter(|order| order.person_id == person_id).ok_or(UserError::OrderNotFound)?;
    }
    check_rate(tx, person_id, now_ms).await
}

/// Opens a ticket about an order of the person's, or about none (0); returns its number.
///
/// # Errors
/// Those of [`check_open`], [`UserError::TicketsTooMany`], and what is wrong with the text.
pub async fn open(
    ctx: &mut Ctx<'_>,
    person: &Person,
    (order_id, said): (OrderId, Said<'_>),
) -> Result<TicketId, FlowError> {
    let text = clean(said)?;
    check_open(ctx.tx, person.person_id, order_id, ctx.now_ms).await?;
    let (person_id, open_max) = (person.person_id, ticket::OPEN_MAX);
    let new = NewTicket { person_id, order_id, open_max };
    let opened = tickets::insert(ctx.tx, new, ctx.now_ms).await?;
    let ticket_id = opened.ok_or(UserError::TicketsTooMany)?;
    let line = asked(person.person_id, (&text, said.photo), ctx.now_ms);
    tickets::add(ctx.tx, ticket_id, &line, ticket::MESSAGES_MAX).await?;
    let card =
        Card { customer: Who::of(person), order: facts(ctx.tx, order_id, ctx.now_ms).await? };
    let notice = TicketNotice { ticket_id, event: TicketEvent::Opened { card, text } };
    post_to_staff(ctx, &notice, Audience::All).await?;
    post_picture_to_staff(ctx, (ticket_id, said.photo), Audience::All).await?;
    Ok(ticket_id)
}

/// Adds a message of the person's to a ticket of theirs; a closed one is open again then.
///
/// # Errors
/// [`UserError::TicketNotFound`] for somebody else's, [`UserError::TicketFull`],
/// [`UserError::TicketsTooMany`] when a closed one cannot be opened,
/// [`UserError::TooManyMessages`], and what is wrong with the text.
pub async fn write(
    ctx: &mut Ctx<'_>,
    person: &Person,
    (ticket_id, said): (TicketId, Said<'_>),
) -> Result<Added, FlowError> {
    let ticket = own(ctx.tx, person.person_id, ticket_id).await?;
    let text = clean(said)?;
    check_room(ctx.tx, &ticket).await?;
    check_rate(ctx.tx, person.person_id, ctx.now_ms).await?;
    let line = asked(person.person_id, (&text, said.photo), ctx.now_ms);
    tickets::add(ctx.tx, ticket_id, &line, ticket::MESSAGES_MAX).await?;
    let is_reopened = !ticket.is_open;
    let event = TicketEvent::Wrote { customer: Who::of(person), text, is_reopened };
    post_to_staff(ctx, &TicketNotice { ticket_id, event }, Audience::All).await?;
    post_picture_to_staff(ctx, (ticket_id, said.photo), Audience::All).await?;
    Ok(Added { ticket_id, is_reopened })
}

/// The person says that their ticket is solved.
///
/// # Errors
/// [`UserError::TicketNotFound`] for somebody else's, [`UserError::TicketClosed`].
pub async fn solve(
    ctx: &mut Ctx<'_>,
    person: &Person,
    ticket_id: TicketId,
) -> Result<(), FlowError> {
    own(ctx.tx, person.person_id, ticket_id).await?;
    if !tickets::close(ctx.tx, ticket_id, ctx.now_ms).await? {
        return Err(UserError::TicketClosed.into());
    }
    let notice =
        TicketNotice { ticket_id, event: TicketEvent::Solved { customer: Who::of(person) } };
    post_to_staff(ctx, &notice, Audience::All).await
}

/// A ticket of this person's.
///
/// # Errors
/// [`UserError::TicketNotFound`], also for somebody else's: nobody learns that it exists.
pub async fn own(
    tx: &mut Tx,
    person_id: PersonId,
    ticket_id: TicketId,
) -> Result<Ticket, FlowError> {
    let ticket = tickets::find(tx, ticket_id).await?;
    let own = ticket.filter(|ticket| ticket.person_id == person_id);
    Ok(own.ok_or(UserError::TicketNotFound)?)
}

/// Whether a customer may write into this ticket of theirs.
///
/// # Errors
/// [`UserError::TicketFull`], [`UserError::TicketsTooMany`].
pub async fn check_room(tx: &mut Tx, ticket: &Ticket) -> Result<(), FlowError> {
    if ticket.message_count >= ticket::MESSAGES_MAX {
        return Err(UserError::TicketFull.into());
    }
    if !ticket.is_open {
        let open = tickets::listing::open_of(tx, ticket.person_id, ticket::OPEN_MAX).await?;
        if i64::try_from(open.len()).unwrap_or(i64::MAX) >= ticket::OPEN_MAX {
            return Err(UserError::TicketsTooMany.into());
        }
    }
    Ok(())
}

async fn check_rate(tx: &mut Tx, person_id: PersonId, now_ms: i64) -> Result<(), FlowError> {
    let since_ms = now_ms - ticket::RATE_WINDOW_MS;
    if tickets::count_since(tx, person_id, since_ms).await? >= ticket::RATE_MAX {
        return Err(UserError::TooManyMessages.into());
    }
    Ok(())
}

/// The text as it is kept.
fn clean(said: Said<'_>) -> Result<String, UserError> {
    said.clean().map_err(|error| match error {
        TextError::Empty => UserError::TextEmpty,
        TextError::TooLong(long) => UserError::TextTooLong {
            long: i64::try_from(long).unwrap_or(i64::MAX),
            max: i64::try_from(ticket::TEXT_MAX_CHARS).unwrap_or(i64::MAX),
        },
    })
}

fn asked(author_id: PersonId, (text, photo): (&str, &str), now_ms: i64) -> TicketLine {
    let (text, photo) = (text.to_owned(), photo.to_owned());
    TicketLine { author_id, is_answer: false, text, photo, created_ms: now_ms }
}

/// What support staff must know of a customer and an order.
async fn card_of(tx: &mut Tx, ticket: &Ticket, now_ms: i64) -> Result<Card, FlowError> {
    let customer = who(tx, ticket.person_id).await?;
    Ok(Card { customer, order: facts(tx, ticket.order_id, now_ms).await? })
}

async fn facts(
    tx: &mut Tx,
    order_id: OrderId,
    now_ms: i64,
) -> Result<Option<OrderFacts>, FlowError> {
    if order_id == OrderId::NONE {
        return Ok(None);
    }
    let Some(order) = orders::find(tx, order_id).await? else { return Ok(None) };
    Ok(Some(OrderFacts {
        order_id,
        service: order.service(),
        stage: order.stage(now_ms),
        quantity: order.quantity,
        inputs: order.inputs,
        price: order.price,
        provider: order.provider,
        provider_order_id: order.provider_order_id,
    }))
}
