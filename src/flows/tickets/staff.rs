//! What owners do about tickets: answer, close, look again. Each act is in the journal, and the
//! other owners read of it. Callers have made sure that an admin is acting.

use super::posting::{
    Audience, ForCustomer, post, post_picture_to_customer, post_picture_to_staff, post_pictures,
    post_to_customer, post_to_staff,
};
use super::{card_of, clean};
use crate::domain::ids::{ChatId, MessageId, PersonId, TicketId};
use crate::domain::journal::ActName;
use crate::domain::ticket::{self, Said};
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::customers::CustomerNotice;
use crate::notifications::notice::Who;
use crate::notifications::tickets::{TicketEvent, TicketNotice};
use crate::store::outbox::Lane;
use crate::store::people::Person;
use crate::store::tickets::{Ticket, TicketLine};
use crate::store::{Tx, journal, people, tickets};

/// The journal keeps so much of an answer.
const REASON_MAX_CHARS: usize = 200;
/// Lines that are shown again.
const LINES_MAX: i64 = 8;

/// Where an admin wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// Their own chat, or the admin group.
    pub chat_id: ChatId,
    /// Their message.
    pub message_id: MessageId,
}

/// Sends an admin's words to the customer, tells the other owners, and says so below the admin's
/// own message. A closed ticket is open again then.
///
/// # Errors
/// [`UserError::TicketNotFound`], [`UserError::TicketFull`], and what is wrong with the text.
pub async fn answer(
    ctx: &mut Ctx<'_>,
    admin: &Person,
    (ticket_id, said, source): (TicketId, Said<'_>, Source),
) -> Result<(), FlowError> {
    let text = clean(said)?;
    let ticket = find(ctx.tx, ticket_id).await?;
    if ticket.message_count >= ticket::ANSWERS_MAX {
        return Err(UserError::TicketFull.into());
    }
    let author_id = admin.person_id;
    let (words, photo) = (text.clone(), said.photo.to_owned());
    let line =
        TicketLine { author_id, is_answer: true, text: words, photo, created_ms: ctx.now_ms };
    tickets::add(ctx.tx, ticket_id, &line, ticket::ANSWERS_MAX).await?;
    let customer = people::find(ctx.tx, ticket.person_id).await?;
    let is_blocked = customer.is_some_and(|customer| customer.is_blocked);
    let notified = if is_blocked { PersonId::NONE } else { admin.person_id };
    let notice = CustomerNotice::TicketAnswered { ticket_id, text: text.clone() };
    let to = ForCustomer { answered_by: notified, ..ForCustomer::unanswered(&ticket) };
    post_to_customer(ctx, to, notice).await?;
    post_picture_to_customer(ctx, (ticket_id, ticket.person_id), said.photo).await?;
    let is_reopened = !ticket.is_open;
    write_down(ctx.tx, ActName::TicketAnswer, admin, &ticket, (&text, ctx.now_ms)).await?;
    let event = TicketEvent::Answered { admin: Who::of(admin), text, is_reopened };
    let audience = Audience::Except(source.chat_id);
    post_to_staff(ctx, &TicketNotice { ticket_id, event }, audience).await?;
    post_picture_to_staff(ctx, (ticket_id, said.photo), audience).await?;
    let notice = TicketNotice { ticket_id, event: TicketEvent::Sent { is_reopened, is_blocked } };
    let to = (source.chat_id, admin.person_id, source.message_id);
    post(ctx, &notice, to, Lane::Reply).await
}

/// Closes a ticket, and tells the customer and the other owners.
///
/// # Errors
/// [`UserError::TicketNotFound`], [`UserError::TicketClosed`].
pub async fn close(
    ctx: &mut Ctx<'_>,
    admin: &Person,
    ticket_id: TicketId,
) -> Result<(), FlowError> {
    let ticket = find(ctx.tx, ticket_id).await?;
    if !tickets::close(ctx.tx, ticket_id, ctx.now_ms).await? {
        return Err(UserError::TicketClosed.into());
    }
    write_down(ctx.tx, ActName::TicketClose, admin, &ticket, ("", ctx.now_ms)).await?;
    let notice = CustomerNotice::TicketClosed { ticket_id, is_by_time: false };
    post_to_customer(ctx, ForCustomer::unanswered(&ticket), notice).await?;
    let notice = TicketNotice { ticket_id, event: TicketEvent::Closed { admin: Who::of(admin) } };
    post_to_staff(ctx, &notice, Audience::Except(ChatId::with(admin.person_id))).await
}

/// Sends an admin the ticket once more, as a message that can be replied to.
///
/// # Errors
/// [`UserError::TicketNotFound`].
pub async fn show_again(
    ctx: &mut Ctx<'_>,
    admin_id: PersonId,
    ticket_id: TicketId,
) -> Result<(), FlowError> {
    let ticket = find(ctx.tx, ticket_id).await?;
    let card = card_of(ctx.tx, &ticket, ctx.now_ms).await?;
    let lines = tickets::lines(ctx.tx, ticket_id, LINES_MAX).await?;
    let photos: Vec<String> = lines.iter().map(|line| line.photo.clone()).collect();
    let event = TicketEvent::Again { card, lines, is_open: ticket.is_open };
    let notice = TicketNotice { ticket_id, event };
    let chat_id = ChatId::with(admin_id);
    post(ctx, &notice, (chat_id, admin_id, MessageId::NONE), Lane::Reply).await?;
    post_pictures(ctx, (ticket_id, chat_id), &photos).await
}

async fn find(tx: &mut Tx, ticket_id: TicketId) -> Result<Ticket, FlowError> {
    Ok(tickets::find(tx, ticket_id).await?.ok_or(UserError::TicketNotFound)?)
}

async fn write_down(
    tx: &mut Tx,
    act: ActName,
    admin: &Person,
    ticket: &Ticket,
    (text, now_ms): (&str, i64),
) -> Result<(), FlowError> {
    let subject = format!("ticket {}", ticket.ticket_id);
    let detail = format!("person {}", ticket.person_id);
    let reason: String = text.chars().take(REASON_MAX_CHARS).collect();
    let line = journal::Act {
        actor_id: admin.person_id,
        act,
        subject: &subject,
        detail: &detail,
        reason: &reason,
    };
    Ok(journal::append(tx, &line, now_ms).await?)
}
