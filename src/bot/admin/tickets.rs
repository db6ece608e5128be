//! Support staff: the list of open tickets, answers by reply, and the end of a ticket. An answer is
//! written as a reply in an admin's own chat or in the admin group; in the group everything else
//! is silence.

use teloxide::types::Message;

use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::replies::{photo_of, said_in, source_of};
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::quoted;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::paging::Page;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::clock::{DAY_MS, HOUR_MS, MINUTE_MS};
use crate::domain::ids::{OrderId, TicketId};
use crate::domain::ticket::label;
use crate::flows::FlowError;
use crate::flows::tickets::staff;
use crate::store::tickets::listing::{self, Waiting};

const PER_PAGE: i64 = 8;
const NAME_MAX_CHARS: usize = 28;

/// A page of the open tickets: who waits longest comes first.
pub async fn list(turn: OwnerTurn, page: i64) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let mut page = Page::of(PER_PAGE).asked(page);
    let waiting = listing::count_waiting(&mut *turn.read_tx().await).await?;
    let (tickets, total) = {
        let turn = &turn;
        let read =
            |portion| async move { listing::open(&mut *turn.read_tx().await, portion).await };
        page.read(read).await?
    };
    let args = Args::new()
        .count("n", total)
        .text("n-text", words.number(total))
        .text("waiting", words.number(waiting));
    let key = if total == 0 { "staff-none" } else { "staff-list" };
    let view = tickets.iter().fold(View::new(words.html(key, args)), |view, ticket| {
        let tap = Action::StaffTicket { ticket: ticket.ticket_id };
        view.row([Button::action(line(&words, ticket, turn.now_ms), tap)])
    });
    let view = page.leaf(view, |page| Action::StaffTickets { page }).row([Button::action(
        words.word("key-ticket-new"),
        Action::AskSupport { order: OrderId::NONE },
    )]);
    turn.show(view.row([menu_button(&words)])).await
}

fn line(words: &Words, ticket: &Waiting, now_ms: i64) -> String {
    let name = quoted(&ticket.name, NAME_MAX_CHARS);
    let number = label(ticket.ticket_id);
    if ticket.waiting_ms == 0 {
        return format!("💬 {number} · {name}");
    }
    let age_ms = (now_ms - ticket.waiting_ms).max(0);
    let (key, count) = if age_ms < HOUR_MS {
        ("staff-age-minutes", age_ms / MINUTE_MS)
    } else if age_ms < DAY_MS {
        ("staff-age-hours", age_ms / HOUR_MS)
    } else {
        ("staff-age-days", age_ms / DAY_MS)
    };
    let age = words.plain(key, Args::new().text("n-text", words.number(count)));
    format!("⏳ {number} · {name} · {age}")
}

/// Sends a ticket from the list as a message that can be replied to.
pub async fn show(turn: OwnerTurn, ticket: TicketId) -> Outcome {
    let shown = {
        let (mut tx, admin_id) = (turn.write_tx().await, turn.person.person_id);
        staff::show_again(&mut turn.ctx(&mut tx), admin_id, ticket).await
    };
    alert_refusal(&turn, shown)
}

/// Closes a ticket.
pub async fn close(turn: OwnerTurn, ticket: TicketId) -> Outcome {
    let closed = {
        let mut tx = turn.write_tx().await;
        staff::close(&mut turn.ctx(&mut tx), &turn.person, ticket).await
    };
    if closed.is_ok() {
        let args = Args::new().text("ticket", label(ticket));
        turn.toast(turn.words().plain("staff-toast-closed", args.clone()));
        // A toast is gone in a moment, and the button that was pressed stays.
        let text = turn.words().html("staff-you-closed", args);
        turn.say(View::new(format!("🎫 {text}"))).await?;
    }
    alert_refusal(&turn, closed)
}

/// Says in a window over the button why nothing was done.
fn alert_refusal(turn: &OwnerTurn, outcome: Result<(), FlowError>) -> Outcome {
    match outcome {
        Err(FlowError::User(error)) => {
            turn.alert(refusal::of_flow(&turn.words(), &error));
            Ok(())
        }
        other => other,
    }
}

/// A reply in the admin group to a message about a ticket. Commands are passed over, as everything
/// in groups is.
pub async fn reply_in_group(turn: OwnerTurn, message: Message) -> Outcome {
    let is_command = message.text().is_some_and(|text| text.starts_with('/'));
    match turn.replied() {
        Some(post) if post.is_support_chat && !is_command => {
            answer(&turn, post.ticket_id, &message).await
        }
        _ => Ok(()),
    }
}

/// An admin's words for a customer; what is wrong with them is said below them.
pub async fn answer(turn: &OwnerTurn, ticket: TicketId, message: &Message) -> Outcome {
    let source = source_of(message);
    let photo = photo_of(message).unwrap_or_default();
    let answered = {
        let mut tx = turn.write_tx().await;
        let said = (ticket, said_in(message, &photo), source);
        staff::answer(&mut turn.ctx(&mut tx), &turn.person, said).await
    };
    match answered {
        Err(FlowError::User(error)) => {
            let reason = refusal::of_flow(&turn.words(), &error);
            let text = format!("⚠️ {}", escape_html(&reason));
            turn.say_below(source, &View::new(text)).await
        }
        other => other,
    }
}
