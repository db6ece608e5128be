//! Alerts about the shop itself.

use super::alert_parts::{BUTTONS_PER_ROW, listing, many_args};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::clock::MINUTE_MS;
use crate::domain::ids::TicketId;
use crate::domain::ticket::label;
use crate::notifications::shop_alerts::ShopAlert;

/// A notice as a message with its buttons.
pub(super) fn view(words: &Words, notice: &ShopAlert) -> View {
    match notice {
        ShopAlert::UpdateGivenUp { error_id, person_id } => {
            let args = Args::new().text("error", error_id).text("person", person_id.to_string());
            View::new(words.html("notice-admin-update-given-up", args))
        }
        ShopAlert::UpdatesGivenUp { count, error_ids } => {
            let listed = listing(error_ids.iter().map(String::clone).collect(), *count);
            View::new(words.html(
                "notice-admin-updates-given-up",
                many_args(words, *count).text("errors", listed),
            ))
        }
        ShopAlert::Undeliverable { outbox_id, chat_id, reason } => {
            let (row, chat) = (outbox_id.to_string(), chat_id.to_string());
            let args = Args::new().text("row", row).text("chat", chat).text("reason", reason);
            View::new(words.html("notice-admin-undeliverable", args))
        }
        ShopAlert::StrangeUpdate { update_id } => {
            let args = Args::new().text("update", update_id.to_string());
            View::new(words.html("notice-admin-strange-update", args))
        }
        ShopAlert::AdminChatLost => View::new(words.html("notice-admin-chat-lost", Args::new())),
        ShopAlert::IntakeConflict { fault } => {
            let fault = words.word_of("admin-intake", fault.into_str());
            View::new(words.html("notice-admin-intake", Args::new().text("fault", fault)))
        }
        ShopAlert::ClockSet { by_ms } => {
            let key = match by_ms {
                ..0 => "notice-admin-clock-back",
                _ => "notice-admin-clock-forward",
            };
            let by = words.duration(by_ms.saturating_abs() / MINUTE_MS);
            View::new(words.html(key, Args::new().text("by", by)))
        }
        ShopAlert::ClockFoundBack { by_ms } => {
            let by = words.duration(by_ms / MINUTE_MS);
            View::new(words.html("notice-admin-clock-found-back", Args::new().text("by", by)))
        }
        ShopAlert::TicketsWaiting { count, ticket_ids } => {
            tickets_waiting(words, *count, ticket_ids)
        }
        ShopAlert::Audit { violations } => {
            View::new(words.html("notice-admin-audit", many_args(words, *violations)))
        }
    }
}

/// Customers who wait, by the numbers of their tickets.
fn tickets_waiting(words: &Words, count: i64, ticket_ids: &[TicketId]) -> View {
    let list: Vec<String> = ticket_ids.iter().map(|ticket| label(*ticket)).collect();
    let args = many_args(words, count).text("tickets", list.join(", "));
    let view = View::new(words.html("notice-admin-tickets-waiting", args));
    let key =
        |ticket: &TicketId| Button::action(label(*ticket), Action::StaffTicket { ticket: *ticket });
    let keys: Vec<Button> = ticket_ids.iter().map(key).collect();
    let all = Button::action(words.word("staff-key-tickets"), Action::StaffTickets { page: 0 });
    let view = keys.chunks(BUTTONS_PER_ROW).fold(view, |view, row| view.row(row.iter().cloned()));
    view.row([all])
}
