//! What the owners read of a ticket. Every message begins with the ticket's number, so that a
//! reply to it says where it belongs; what strangers wrote appears as lines of code. In a group
//! there are no buttons, and links, phones and addresses are hidden.

use super::pages::{code_lines, pages};
use super::{ordered_of, quoted, quoted_or_dash};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::TicketId;
use crate::domain::ticket::{PICTURE, label, masked};
use crate::notifications::notice::Who;
use crate::notifications::tickets::{Card, OrderFacts, TicketEvent, TicketNotice};
use crate::store::tickets::TicketLine;

const NAME_MAX_CHARS: usize = 80;
const SERVICE_MAX_CHARS: usize = 120;
const ID_MAX_CHARS: usize = 64;

/// A ticket as one chat reads it.
struct Page<'a> {
    words: &'a Words,
    ticket_id: TicketId,
    is_group: bool,
}

/// A notice as messages; the buttons are below the last one.
pub(super) fn views(words: &Words, is_group: bool, notice: &TicketNotice) -> Vec<View> {
    let page = Page { words, ticket_id: notice.ticket_id, is_group };
    let again = format!("🎫 <b>{}</b>", label(notice.ticket_id));
    let (head, body, foot) = page.parts(&notice.event);
    let head = format!("{again} · {head}");
    let mut views: Vec<View> =
        pages(&head, &again, &body, &foot).into_iter().map(View::new).collect();
    if let Some(last) = views.pop() {
        let keys = if is_group { Vec::new() } else { page.keys(&notice.event) };
        views.push(keys.into_iter().fold(last, |view, key| view.row([key])));
    }
    views
}

impl Page<'_> {
    /// Heading, body and foot.
    fn parts(&self, event: &TicketEvent) -> (String, Vec<String>, String) {
        let plain = |key: &str| self.words.html(key, Args::new());
        let (key, who, text) = match event {
            TicketEvent::Opened { card, text } => {
                let mut body = self.card(card);
                body.push(String::new());
                body.extend(self.text(text));
                return (plain("staff-opened"), body, plain("staff-how"));
            }
            TicketEvent::Again { card, lines, is_open } => {
                let key = if *is_open { "staff-again-open" } else { "staff-again-closed" };
                let mut body = self.card(card);
                body.extend(lines.iter().flat_map(|line| self.line(line)));
                return (plain(key), body, plain("staff-how"));
            }
            TicketEvent::Wrote { customer, text, is_reopened: false } => {
                ("staff-wrote", customer, text)
            }
            TicketEvent::Wrote { customer, text, .. } => ("staff-wrote-reopened", customer, text),
            TicketEvent::Answered { admin, text, is_reopened: false } => {
                ("staff-answered", admin, text)
            }
            TicketEvent::Answered { admin, text, .. } => ("staff-answered-reopened", admin, text),
            TicketEvent::Sent { is_blocked, is_reopened } => {
                return self.line_alone(match (is_blocked, is_reopened) {
                    (true, _) => "staff-sent-blocked",
                    (false, true) => "staff-sent-reopened",
                    (false, false) => "staff-sent",
                });
            }
            TicketEvent::Unreachable => return self.line_alone("staff-unreachable"),
            TicketEvent::Solved { customer } => return self.line_of("staff-solved", customer),
            TicketEvent::Closed { admin } => return self.line_of("staff-closed", admin),
        };
        (self.words.html(key, self.name_args(who)), self.text(text), String::new())
    }

    /// A heading and nothing else.
    fn line_alone(&self, key: &str) -> (String, Vec<String>, String) {
        (self.words.html(key, Args::new()), Vec::new(), String::new())
    }

    /// The same about somebody.
    fn line_of(&self, key: &str, who: &Who) -> (String, Vec<String>, String) {
        (self.words.html(key, self.name_args(who)), Vec::new(), String::new())
    }

    fn keys(&self, event: &TicketEvent) -> Vec<Button> {
        let (is_open, order) = match event {
            TicketEvent::Opened { card, .. } => (true, card.order.as_ref()),
            TicketEvent::Again { card, is_open, .. } => (*is_open, card.order.as_ref()),
            TicketEvent::Wrote { .. } | TicketEvent::Sent { .. } => (true, None),
            _ => (false, None),
        };
        let close = is_open.then(|| {
            let args = Args::new().text("ticket", label(self.ticket_id));
            let tap = Action::StaffClose { ticket: self.ticket_id };
            Button::action(self.words.plain("staff-key-close", args), tap)
        });
        let order = order.map(|facts| {
            let args = Args::new().text("order", facts.order_id.to_string());
            let tap = Action::AdminOrder { order: facts.order_id };
            Button::action(self.words.plain("admin-key-order", args), tap)
        });
        close.into_iter().chain(order).collect()
    }

    fn card(&self, card: &Card) -> Vec<String> {
        let customer = self.words.html("admin-card-person", self.name_args(&card.customer));
        [customer].into_iter().chain(card.order.as_ref().map(|facts| self.order(facts))).collect()
    }

    /// Everything about the order but its link.
    fn order(&self, facts: &OrderFacts) -> String {
        let state = facts.stage.as_str();
        let args = Args::new()
            .text("emoji", self.words.word_of("state-emoji", state))
            .text("order", facts.order_id.to_string())
            .text("state", self.words.word_of("order-state", state))
            .text("service", quoted(&facts.service, SERVICE_MAX_CHARS))
            .text("quantity", ordered_of(self.words, facts.quantity, &facts.inputs))
            .text("price", self.words.money(facts.price))
            .text("provider", quoted(&facts.provider, ID_MAX_CHARS))
            .text("id", quoted_or_dash(&facts.provider_order_id, ID_MAX_CHARS));
        self.words.html("staff-order", args)
    }

    fn line(&self, line: &TicketLine) -> Vec<String> {
        let key = if line.is_answer { "staff-line-answer" } else { "staff-line-question" };
        let args =
            Args::new().time("time", line.created_ms).text("admin", line.author_id.to_string());
        let mut lines = vec![String::new(), self.words.html(key, args)];
        lines.extend(self.text(&line.text));
        lines
    }

    fn text(&self, text: &str) -> Vec<String> {
        if !self.is_group {
            return code_lines(text);
        }
        let (shown, is_masked) = masked(text);
        let mut lines = code_lines(&shown);
        if text.starts_with(PICTURE) {
            lines.push(self.words.html("staff-picture", Args::new()));
        }
        if is_masked {
            lines.push(self.words.html("staff-masked", Args::new()));
        }
        lines
    }

    fn name_args(&self, who: &Who) -> Args {
        let name = if self.is_group { masked(&who.name).0 } else { who.name.clone() };
        let name = quoted_or_dash(&name, NAME_MAX_CHARS);
        Args::new().text("name", name).text("id", who.person_id.to_string())
    }
}
