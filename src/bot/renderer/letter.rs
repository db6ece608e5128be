//! What a customer reads of their ticket: answers and the end of it, with the buttons to go on.

use super::pages::{pages, plain_lines};
use crate::bot::ui::callback::Tap;
use crate::bot::ui::view::{Key, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ticket::label;
use crate::notifications::ticket::{Letter, LetterWord};

/// A letter as messages; the buttons are below the last one.
pub(super) fn views(words: &Words, letter: &Letter) -> Vec<View> {
    let ticket = letter.ticket_id;
    let args = Args::new().text("ticket", label(ticket));
    let write = Key::tap(words.word("key-ticket-reply"), Tap::TicketWrite { ticket });
    let (key, body, keys) = match &letter.word {
        LetterWord::Answer { text } => {
            let solved = Key::tap(words.word("key-ticket-solved"), Tap::TicketSolved { ticket });
            ("ticket-answer", plain_lines(text), vec![write, solved])
        }
        LetterWord::Closed => ("ticket-closed-by-shop", Vec::new(), vec![write]),
        LetterWord::ClosedByTime => ("ticket-closed-by-time", Vec::new(), vec![write]),
    };
    let head = words.html(key, args.clone());
    let again = words.html("ticket-answer", args);
    let mut views: Vec<View> = pages(&head, &again, &body, "").into_iter().map(View::new).collect();
    if let Some(last) = views.pop() {
        views.push(last.row(keys));
    }
    views
}
