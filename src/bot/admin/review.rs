//! `/review`: the orders that wait for a decision. What may be decided is [`super::decide`].

use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::paging::Page;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::Args;
use crate::store::orders::listing;

const PER_PAGE: i64 = 8;
/// What can be read whole of a button on a narrow phone.
const LABEL_MAX_CHARS: usize = 30;

/// A page of the orders that wait for a decision, oldest first.
pub async fn list(turn: OwnerTurn, page: i64) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let mut page = Page::of(PER_PAGE).asked(page);
    let (orders, total) = {
        let turn = &turn;
        let read =
            |portion| async move { listing::reviews(&mut *turn.read_tx().await, portion).await };
        page.read(read).await?
    };
    let args = Args::new().count("n", total).text("n-text", words.number(total));
    let key = if total == 0 { "admin-reviews-none" } else { "admin-reviews" };
    let view = orders.iter().fold(View::new(words.html(key, args)), |view, order| {
        let reason = words.word_of("admin-reason", &order.reason);
        let label = format!("#{} · {} · {reason}", order.order_id, words.money(order.price));
        let label = shorten(&label, LABEL_MAX_CHARS);
        view.row([Button::action(label, Action::AdminOrder { order: order.order_id })])
    });
    let view = page.leaf(view, |page| Action::Reviews { page });
    turn.show(view.row([menu_button(&words)])).await
}
