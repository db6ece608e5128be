//! A person's own orders: pages with a filter, the card that explains the money in words, and
//! canceling while an order still waits.

use std::sync::Arc;

use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::order_card;
use crate::bot::ui::buttons::{menu_button, resume_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::paging::Page;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::OrderId;
use crate::domain::links::short_name;
use crate::domain::money::Money;
use crate::domain::order::Stage;
use crate::flows::orders::cancel::cancel_own;
use crate::flows::orders::card::card_of;
use crate::flows::orders::goods::show_own;
use crate::flows::{FlowError, UserError};
use crate::notifications::order_card::CardPlace;
use crate::store::orders;
use crate::store::orders::Order;
use crate::store::orders::listing::{self, Filter};

const PER_PAGE: i64 = 6;
/// What is read whole on a narrow phone.
const ROW_MAX_CHARS: usize = 30;
/// Of a name there is always so much.
const NAME_MIN_CHARS: usize = 8;
const AGAIN_MAX_CHARS: usize = 16;

/// `/orders`.
pub async fn first_page(turn: Arc<Turn>) -> Outcome {
    list(turn, (Filter::All, 0)).await
}

/// A page of the person's orders.
pub async fn list(turn: Arc<Turn>, (filter, page): (Filter, i64)) -> Outcome {
    let words = turn.words();
    turn.leave_question();
    let mut page = Page::of(PER_PAGE).asked(page);
    let (lines, total) = {
        let (turn, person_id) = (&turn, turn.person.person_id);
        let read = |portion| async move {
            listing::page(&mut *turn.read_tx().await, person_id, filter, portion).await
        };
        page.read(read).await?
    };
    let args = Args::new().count("n", total).text("n-text", words.number(total));
    let key = if total == 0 { "orders-none" } else { "orders-title" };
    let mut view = View::new(words.html(key, args));
    for line in &lines {
        let tap = Action::OrderCard { order: line.order_id };
        view = view.row([Button::action(row_label(&words, line, turn.now_ms), tap)]);
    }
    view = view.row(again_row(&words, &lines, turn.now_ms));
    view = page.leaf(view, |page| Action::Orders { filter, page });
    for row in filter_buttons(&words, filter).chunks(2) {
        view = view.row(row.iter().cloned());
    }
    turn.show(view.row(resume_button(&turn.state(), &words)).row([menu_button(&words)])).await
}

/// An order on a button of its customer's list: for whom, how much and when. Rows have to differ
/// at a glance, and to be read whole on a phone.
fn row_label(words: &Words, line: &listing::OrderLine, now_ms: i64) -> String {
    let emoji = words.word_of("state-emoji", line.stage(now_ms).map_or("", Stage::as_str));
    let rest = format!(" · {} · {}", words.number(line.quantity), words.day(line.created_ms));
    let room = ROW_MAX_CHARS.saturating_sub(rest.chars().count() + 3);
    let name = match line.link.as_str() {
        "" => line.service(),
        link => short_name(link),
    };
    format!("{emoji} {}{rest}", shorten(&name, room.max(NAME_MIN_CHARS)))
}

/// The newest order of a page that is over, once more.
fn again_row(words: &Words, lines: &[listing::OrderLine], now_ms: i64) -> Option<Button> {
    let is_over = |line: &&listing::OrderLine| line.stage(now_ms).is_some_and(Stage::is_over);
    let line = lines.iter().find(is_over)?;
    let name = if line.link.is_empty() { line.service() } else { short_name(&line.link) };
    let args = Args::new().text("what", shorten(&name, AGAIN_MAX_CHARS));
    let tap = Action::OrderAgain { order: line.order_id };
    Some(Button::action(words.plain("key-order-again-of", args), tap))
}

/// What can be read whole of it on a narrow phone.
const OWNERS_LABEL_CHARS: usize = 30;

/// An order on an owner's button.
pub(in crate::bot) fn line_label(words: &Words, line: &listing::OrderLine, now_ms: i64) -> String {
    let emoji = words.word_of("state-emoji", line.stage(now_ms).map_or("", Stage::as_str));
    let (head, price) = (format!("{emoji} #{}", line.order_id), Money::from_micros(line.price));
    let price = words.money(price);
    let taken = format!("{head} ·  · {price}").chars().count();
    let name = shorten(&line.service(), OWNERS_LABEL_CHARS.saturating_sub(taken));
    format!("{head} · {name} · {price}")
}

fn filter_buttons(words: &Words, present: Filter) -> Vec<Button> {
    let filters = [
        (Filter::All, "filter-all"),
        (Filter::Open, "filter-open"),
        (Filter::Done, "filter-done"),
        (Filter::Problems, "filter-problems"),
    ];
    let key = |(filter, key): (Filter, &str)| {
        let mark = if filter == present { "• " } else { "" };
        Button::action(format!("{mark}{}", words.word(key)), Action::Orders { filter, page: 0 })
    };
    filters.into_iter().map(key).collect()
}

/// The card of one of the person's own orders.
pub async fn card(turn: Arc<Turn>, order: OrderId) -> Outcome {
    turn.leave_question();
    let order = own(&turn, order).await?;
    show_card(&turn, &order).await
}

pub(super) async fn own(turn: &Turn, order_id: OrderId) -> Result<Order, crate::flows::FlowError> {
    let order = orders::find(&mut *turn.read_tx().await, order_id).await?;
    let order = order.filter(|order| order.person_id == turn.person.person_id);
    Ok(order.ok_or(UserError::OrderNotFound)?)
}

pub(super) async fn show_card(turn: &Turn, order: &Order) -> Outcome {
    let place = CardPlace::Screen(Some(turn.state().to_text()));
    turn.show(card_view(turn, order.clone(), &place).await?).await
}

/// The card of an order as it stands in a place.
pub(super) async fn card_view(
    turn: &Turn,
    order: Order,
    place: &CardPlace,
) -> Result<View, FlowError> {
    let card = {
        let mut tx = turn.read_tx().await;
        card_of(&mut turn.ctx(&mut tx), order).await?
    };
    Ok(order_card(&turn.words(), (&card, place), turn.now_ms))
}

/// Hands over what was delivered of one of the person's orders once more.
pub async fn show_goods(turn: Arc<Turn>, order: OrderId) -> Outcome {
    let shown = {
        let mut tx = turn.write_tx().await;
        show_own(&mut turn.ctx(&mut tx), turn.person.person_id, order).await
    };
    shown?;
    turn.toast(turn.words().word("goods-on-their-way"));
    Ok(())
}

/// Asks whether to cancel an order.
pub async fn ask_to_cancel(turn: Arc<Turn>, order: OrderId) -> Outcome {
    let order = own(&turn, order).await?;
    if !order.is_cancelable() {
        turn.toast(turn.words().word("refuse-not-cancelable"));
        return show_card(&turn, &order).await;
    }
    let words = turn.words();
    let args = Args::new()
        .text("order", order.order_id.to_string())
        .text("amount", words.money(order.kept()));
    let view = View::new(words.html("order-ask-cancel", args)).row([
        Button::action(
            words.word("key-yes-cancel"),
            Action::CancelOrderYes { order: order.order_id },
        ),
        Button::action(words.word("key-back"), Action::OrderCard { order: order.order_id }),
    ]);
    turn.show(view).await
}

/// Cancels a queued order.
pub async fn cancel(turn: Arc<Turn>, order: OrderId) -> Outcome {
    let outcome = {
        let mut tx = turn.write_tx().await;
        cancel_own(&mut turn.ctx(&mut tx), turn.person.person_id, order).await
    };
    match outcome {
        Ok(_) => turn.toast(turn.words().word("order-canceled")),
        Err(crate::flows::FlowError::User(UserError::NotCancelable)) => {
            turn.toast(turn.words().word("refuse-not-cancelable"));
        }
        Err(error) => return Err(error),
    }
    let order = own(&turn, order).await?;
    show_card(&turn, &order).await
}
