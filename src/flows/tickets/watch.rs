//! What happens to tickets by time: owners are reminded, silence closes, and who answered hears
//! that the customer is gone.

use super::posting::{ForCustomer, post, post_to_customer};
use crate::domain::alert::AlertKey;
use crate::domain::ids::{ChatId, MessageId, ScreenId, TicketId};
use crate::domain::ticket;
use crate::domain::time::{Millis, Span};
use crate::flows::{Ctx, FlowError};
use crate::notifications::audience::admin_chats;
use crate::notifications::customers::CustomerNotice;
use crate::notifications::notify::notify;
use crate::notifications::shop_alerts::ShopAlert;
use crate::notifications::tickets::{TicketEvent, TicketNotice};
use crate::store::outbox::Lane;
use crate::store::portion::Batch;
use crate::store::tickets::messages::{self, Undelivered};
use crate::store::tickets::{self, Ticket, listing};
use crate::store::{Race, StoreError, alerts};

/// Reminders are gathered: one in so long, an hour.
const DIGEST_EVERY_MS: i64 = ticket::RATE_WINDOW_MS;
/// Tickets that a reminder names.
const NAMED_MAX: i64 = 10;

/// Tells the owners of customers who have waited for a day, each once a day and all in one message.
pub async fn remind(ctx: &mut Ctx<'_>) -> Result<(), FlowError> {
    let from_ms = ctx.shop.ago_ms(ctx.now_ms, Millis(ticket::REMIND_AFTER_MS));
    if !alerts::take_turn(ctx.tx, &AlertKey::TicketsWaiting, ctx.now_ms, Millis(DIGEST_EVERY_MS))
        .await?
    {
        return Ok(());
    }
    let count = listing::mark_reminded(ctx.tx, Span { from_ms, until_ms: ctx.now_ms }).await?;
    if count == 0 {
        return Ok(());
    }
    let batch = Batch { now_ms: ctx.now_ms, limit: NAMED_MAX };
    let named = listing::reminded_at(ctx.tx, batch).await?;
    let ticket_ids = named.iter().map(|ticket| ticket.ticket_id).collect();
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    Ok(notify(ctx, ShopAlert::TicketsWaiting { count, ticket_ids }).await?)
}

/// Closes an answered ticket in which the customer has been silent for two weeks, and tells them.
/// One in which something was said meanwhile is left alone.
pub async fn close_silent(ctx: &mut Ctx<'_>, ticket: &Ticket) -> Result<(), FlowError> {
    let from_ms = ctx.shop.ago_ms(ctx.now_ms, Millis(ticket::CLOSE_AFTER_MS));
    let quiet = Span { from_ms, until_ms: ctx.now_ms };
    let ticket_id = ticket.ticket_id;
    if tickets::close_silent(ctx.tx, ticket_id, quiet).await? {
        let notice = CustomerNotice::TicketClosed { ticket_id, is_by_time: true };
        let to = ForCustomer::unanswered(ticket);
        post_to_customer(ctx, to, notice).await?;
    }
    Ok(())
}

/// Tells the admin who answered that the customer has blocked the bot: in the staff's chat, or in
/// the admin's own. A long answer is told of once.
pub async fn notify_undelivered(ctx: &mut Ctx<'_>, found: &[Undelivered]) -> Result<(), FlowError> {
    let screen_ids: Vec<ScreenId> = found.iter().map(|found| found.screen_id).collect();
    if messages::mark_notified(ctx.tx, &screen_ids).await? != found.len() as u64 {
        // Another process tells of some of them; the rest is found again.
        return Err(StoreError::Lost(Race::AnswersUndelivered).into());
    }
    let staff = admin_chats(ctx).await?;
    let group = ctx.shop.admin_chat().filter(|chat_id| staff.contains(chat_id));
    let mut notified: Vec<(TicketId, ChatId)> = Vec::new();
    for Undelivered { ticket_id, answered_by, .. } in found.iter().copied() {
        let chat_id = group.unwrap_or(ChatId::with(answered_by));
        if notified.contains(&(ticket_id, chat_id)) || !staff.contains(&chat_id) {
            continue;
        }
        notified.push((ticket_id, chat_id));
        let notice = TicketNotice { ticket_id, event: TicketEvent::Unreachable };
        post(ctx, &notice, (chat_id, chat_id.person(), MessageId::NONE), Lane::Push).await?;
    }
    Ok(())
}
