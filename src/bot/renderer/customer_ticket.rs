//! What a customer reads of their ticket: answers and the end of it, with the buttons to go on.

use super::pages::{pages, plain_lines};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::TicketId;
use crate::domain::ticket::label;

/// An answer as messages; the buttons are below the last one.
pub(super) fn answered(words: &Words, ticket: TicketId, text: &str) -> Vec<View> {
    let head = words.html("ticket-answer", Args::new().text("ticket", label(ticket)));
    let texts = pages(&head, &head, &plain_lines(text), "");
    let mut views: Vec<View> = texts.into_iter().map(View::new).collect();
    if let Some(last) = views.pop() {
        let solved =
            Button::action(words.word("key-ticket-solved"), Action::TicketSolved { ticket });
        views.push(last.row([write_button(words, ticket), solved]));
    }
    views
}

/// That the ticket is closed, and how to go on all the same.
pub(super) fn closed(words: &Words, ticket: TicketId, is_by_time: bool) -> View {
    let key = if is_by_time { "ticket-closed-by-time" } else { "ticket-closed-by-shop" };
    let text = words.html(key, Args::new().text("ticket", label(ticket)));
    View::new(text).row([write_button(words, ticket)])
}

fn write_button(words: &Words, ticket: TicketId) -> Button {
    Button::action(words.word("key-ticket-reply"), Action::TicketWrite { ticket })
}
