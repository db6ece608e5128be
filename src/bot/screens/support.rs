//! A person's questions to the shop: asking, going on, closing. What they type while they are asked
//! goes into a ticket; a reply to the shop's answer goes there too, whatever else is under way.

use std::sync::Arc;

use teloxide::types::Message;

use crate::bot::admin;
use crate::bot::dispatch::replies::{photo_of, said_in, source_of};
use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::quoted;
use crate::bot::screens::{fallback, rules};
use crate::bot::ui::buttons::{cancel_button, menu_button, resume_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::ids::{OrderId, TicketId};
use crate::domain::ticket::{OPEN_MAX, label};
use crate::flows::tickets::{self, Added};
use crate::flows::{FlowError, UserError};
use crate::store::tickets::listing::{self, Own};
use crate::store::tickets::{self as ticket_rows, Ticket, TicketLine};

/// Lines of a ticket that are shown, and how much of each.
const LINES_MAX: i64 = 6;
const LINE_MAX_CHARS: usize = 400;
/// How much of a ticket's beginning is on its button.
const START_MAX_CHARS: usize = 32;

/// `/support` and its button: the open tickets, or the question for the first; for admins
/// the list of tickets.
pub async fn begin(turn: Arc<Turn>) -> Outcome {
    if let Some(owner) = turn.as_owner() {
        return admin::tickets::list(owner, 0).await;
    }
    let own = own_open(&turn).await?;
    if own.is_empty() { ask(turn, OrderId::NONE).await } else { show_own(&turn, &own, None).await }
}

async fn own_open(turn: &Turn) -> Result<Vec<Own>, FlowError> {
    let mut tx = turn.read_tx().await;
    Ok(listing::open_of(&mut tx, turn.person.person_id, OPEN_MAX).await?)
}

/// The open tickets, and the way to another where there may be one.
async fn show_own(turn: &Turn, own: &[Own], error: Option<&UserError>) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let mut text = words.html("support-own", Args::new());
    if let Some(error) = error {
        text = format!("⚠️ {}\n\n{text}", escape_html(&refusal::of_flow(&words, error)));
    }
    let view = own.iter().fold(View::new(text), |view, own| {
        let about = match own.order_id {
            OrderId::NONE => String::new(),
            order => format!("#{order} · "),
        };
        let start = quoted(&own.text, START_MAX_CHARS);
        let name = format!("🎫 {} · {about}{start}", label(own.ticket_id));
        view.row([Button::action(name, Action::Ticket { ticket: own.ticket_id })])
    });
    let has_room = i64::try_from(own.len()).is_ok_and(|count| count < OPEN_MAX);
    let another =
        Button::action(words.word("key-ticket-new"), Action::AskSupport { order: OrderId::NONE });
    let view = view.row(has_room.then_some(another)).row(resume_button(&turn.state(), &words));
    turn.show(view.row([menu_button(&words)])).await
}

/// Asks for the words of a new ticket, about an order or about none (0). Where there is an open
/// one about the same order, or no room for another, leads to what there is.
///
/// # Errors
/// When the database fails, or why nothing can be asked.
pub async fn ask(turn: Arc<Turn>, order: OrderId) -> Outcome {
    let own = own_open(&turn).await?;
    if let Some(same) = own.iter().find(|own| order.is_some() && own.order_id == order) {
        return card(turn, same.ticket_id).await;
    }
    if i64::try_from(own.len()).is_ok_and(|count| count >= OPEN_MAX) {
        return show_own(&turn, &own, Some(&UserError::TicketsTooMany)).await;
    }
    {
        let mut tx = turn.write_tx().await;
        tickets::check_open(&mut tx, turn.person.person_id, order, turn.now_ms).await?;
    }
    let order_asked = Some(order).filter(|order| order.is_some());
    turn.go(State::Support { order: order_asked, under: step_under(&turn) });
    let words = turn.words();
    let key = if order == OrderId::NONE { "support-ask" } else { "support-ask-order" };
    let text = words.html(key, Args::new().text("order", order.to_string()));
    let questions = rules::questions(&turn).await?;
    let view = questions.into_iter().fold(View::new(text), |view, question| view.row([question]));
    turn.show(view.row([cancel_button(&words)])).await
}

/// An order that was begun waits until the question is asked.
fn step_under(turn: &Turn) -> Option<Box<State>> {
    turn.state().into_step().map(Box::new)
}

/// The words of a new ticket were typed.
///
/// # Errors
/// When the database fails, or what is wrong with the words; the question stands then.
pub async fn receive(
    turn: Arc<Turn>,
    (order, under): (Option<OrderId>, Option<Box<State>>),
    message: Message,
) -> Outcome {
    let photo = photo_of(&message).unwrap_or_default();
    let opened = {
        let mut tx = turn.write_tx().await;
        let asked = (order.unwrap_or(OrderId::NONE), said_in(&message, &photo));
        tickets::open(&mut turn.ctx(&mut tx), &turn.person, asked).await
    };
    match opened {
        Ok(ticket) => {
            // People write in several messages; the next ones belong to the same question.
            turn.go(State::Ticket { ticket, under });
            show_word(&turn, ticket, "support-opened").await
        }
        Err(FlowError::User(error @ UserError::TicketsTooMany)) => {
            let own = own_open(&turn).await?;
            show_own(&turn, &own, Some(&error)).await
        }
        Err(error) => Err(error),
    }
}

/// A word about a ticket, with the way to it.
async fn show_word(turn: &Turn, ticket: TicketId, key: &str) -> Outcome {
    let words = turn.words();
    let text = words.html(key, Args::new().text("ticket", label(ticket)));
    let open = Button::action(words.word("key-ticket-open"), Action::Ticket { ticket });
    let view = View::new(text).row([open]).row(resume_button(&turn.state(), &words));
    turn.show(view.row([menu_button(&words)])).await
}

/// More was typed for a ticket.
///
/// # Errors
/// When the database fails, or what is wrong with the words.
pub async fn receive_more(
    turn: Arc<Turn>,
    (ticket, _): (TicketId, Option<Box<State>>),
    message: Message,
) -> Outcome {
    let photo = photo_of(&message).unwrap_or_default();
    let added = {
        let mut tx = turn.write_tx().await;
        let said = (ticket, said_in(&message, &photo));
        tickets::write(&mut turn.ctx(&mut tx), &turn.person, said).await
    };
    match added {
        Ok(added) => show_word(&turn, ticket, word_of(added)).await,
        Err(FlowError::User(error)) => {
            // Where it can never go on, what is typed next is meant for something else.
            if matches!(
                error,
                UserError::TicketNotFound | UserError::TicketFull | UserError::TicketsTooMany
            ) {
                turn.leave_question();
            }
            turn.refuse(&error).await
        }
        Err(error) => Err(error),
    }
}

const fn word_of(added: Added) -> &'static str {
    if added.is_reopened { "support-reopened" } else { "support-added" }
}

/// A ticket of the person's with its newest lines.
pub async fn card(turn: Arc<Turn>, ticket: TicketId) -> Outcome {
    turn.leave_question();
    let Some((ticket, lines)) = own_ticket(&turn, ticket).await? else {
        return fallback::stale_button(turn).await;
    };
    let words = turn.words();
    let id = ticket.ticket_id;
    let mut view = View::new(card_text(&words, &ticket, &lines))
        .row([Button::action(words.word("key-ticket-write"), Action::TicketWrite { ticket: id })]);
    if ticket.is_open {
        let solved = Action::TicketSolved { ticket: id };
        view = view.row([Button::action(words.word("key-ticket-solved"), solved)]);
    }
    if ticket.order_id.is_some() {
        let tap = Action::OrderCard { order: ticket.order_id };
        view = view.row([Button::action(words.word("key-open-order"), tap)]);
    }
    view = view.row(resume_button(&turn.state(), &words));
    turn.show(view.row([menu_button(&words)])).await
}

/// The ticket and its newest lines; `None` when it is somebody else's or gone.
async fn own_ticket(
    turn: &Turn,
    ticket: TicketId,
) -> Result<Option<(Ticket, Vec<TicketLine>)>, FlowError> {
    let mut tx = turn.write_tx().await;
    match tickets::own(&mut tx, turn.person.person_id, ticket).await {
        Ok(ticket) => {
            let lines = ticket_rows::lines(&mut tx, ticket.ticket_id, LINES_MAX).await?;
            Ok(Some((ticket, lines)))
        }
        Err(FlowError::User(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn card_text(words: &Words, ticket: &Ticket, lines: &[TicketLine]) -> String {
    let key = match (ticket.is_open, ticket.waiting_ms) {
        (true, 0) => "ticket-head-answered",
        (true, _) => "ticket-head-waiting",
        _ => "ticket-head-closed",
    };
    let args = Args::new().text("ticket", label(ticket.ticket_id));
    let mut text = words.html(key, args);
    if ticket.order_id.is_some() {
        let args = Args::new().text("order", ticket.order_id.to_string());
        text.push('\n');
        text.push_str(&words.html("ticket-about-order", args));
    }
    for line in lines {
        let key = if line.is_answer { "ticket-line-answer" } else { "ticket-line-question" };
        let args = Args::new().time("time", line.created_ms);
        let said = escape_html(&shorten(&line.text, LINE_MAX_CHARS));
        text.push_str(&format!("\n\n{}\n{said}", words.html(key, args)));
    }
    text
}

/// Asks for more words for a ticket.
///
/// # Errors
/// When the database fails, or why nothing can be added.
pub async fn write(turn: Arc<Turn>, ticket: TicketId) -> Outcome {
    let Some((own, _)) = own_ticket(&turn, ticket).await? else {
        return fallback::stale_button(turn).await;
    };
    {
        let mut tx = turn.write_tx().await;
        tickets::check_room(&mut tx, &own).await?;
    }
    turn.go(State::Ticket { ticket, under: step_under(&turn) });
    let words = turn.words();
    let text = words.html("support-write", Args::new().text("ticket", label(ticket)));
    turn.show(View::new(text).row([cancel_button(&words)])).await
}

/// The person says that a ticket is solved.
pub async fn solve(turn: Arc<Turn>, ticket: TicketId) -> Outcome {
    let solved = {
        let mut tx = turn.write_tx().await;
        tickets::solve(&mut turn.ctx(&mut tx), &turn.person, ticket).await
    };
    match solved {
        Ok(()) => {
            turn.leave_question();
            show_word(&turn, ticket, "support-solved").await
        }
        Err(FlowError::User(UserError::TicketNotFound)) => fallback::stale_button(turn).await,
        Err(error) => Err(error),
    }
}

/// A reply to a message about a ticket: an admin answers, a customer goes on. What else is under
/// way stays as it is.
pub async fn replied(turn: Arc<Turn>, message: Message) -> Outcome {
    let Some(post) = turn.replied() else { return Ok(()) };
    if post.is_support_chat {
        let Some(owner) = turn.as_owner() else { return Ok(()) };
        return admin::tickets::answer(&owner, post.ticket_id, &message).await;
    }
    let photo = photo_of(&message).unwrap_or_default();
    let said = {
        let mut tx = turn.write_tx().await;
        let said = (post.ticket_id, said_in(&message, &photo));
        tickets::write(&mut turn.ctx(&mut tx), &turn.person, said).await
    };
    let words = turn.words();
    let text = match said {
        Ok(added) => {
            let args = Args::new().text("ticket", label(post.ticket_id));
            words.html(word_of(added), args)
        }
        Err(FlowError::User(error)) => escape_html(&refusal::of_flow(&words, &error)),
        Err(error) => return Err(error),
    };
    turn.say_below(source_of(&message), &View::new(text)).await
}
