//! A person's own orders: pages with a filter, the card that explains the money in words, and
//! canceling while an order still waits.

use std::sync::Arc;

use super::order_requests::{request_buttons, request_lines, requests_of};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::{coupon_line, entered_lines, order_facts};
use crate::bot::ui::buttons::{menu_button, resume_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::paging::Page;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::catalog::IdSpace;
use crate::domain::ids::OrderId;
use crate::domain::inputs::Inputs;
use crate::domain::money::Money;
use crate::domain::order::children::Family;
use crate::domain::order::{OrderState, Stage};
use crate::flows::orders::cancel::cancel_own;
use crate::flows::orders::goods::show_own;
use crate::flows::{FlowError, UserError};
use crate::store::orders::Order;
use crate::store::orders::children::Tally;
use crate::store::orders::listing::{self, Filter};
use crate::store::outbox::Subject;
use crate::store::{goods, lists, orders};

const PER_PAGE: i64 = 6;

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
        view = view.row([Button::action(line_label(&words, line, turn.now_ms), tap)]);
    }
    view = page.leaf(view, |page| Action::Orders { filter, page });
    for row in filter_buttons(&words, filter).chunks(2) {
        view = view.row(row.iter().cloned());
    }
    turn.show(view.row(resume_button(&turn.state(), &words)).row([menu_button(&words)])).await
}

/// An order on a button.
pub(in crate::bot) fn line_label(words: &Words, line: &listing::OrderLine, now_ms: i64) -> String {
    let emoji = words.word_of("state-emoji", line.stage(now_ms).map_or("", Stage::as_str));
    let name = shorten(&line.service(), 26);
    let price = words.money(Money::from_micros(line.price));
    format!("{emoji} #{} · {name} · {price}", line.order_id)
}

fn filter_buttons(words: &Words, present: Filter) -> Vec<Button> {
    let filters = [
        (Filter::All, "filter-all"),
        (Filter::Open, "filter-open"),
        (Filter::Done, "filter-done"),
        (Filter::Returned, "filter-returned"),
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
    let words = turn.words();
    let entered = entered(turn, &words, order).await?;
    let asked = requests_of(turn, order).await?;
    let mut text = card_text(&words, order, entered, turn.now_ms);
    for line in request_lines(&words, (order, &asked), turn.now_ms) {
        text.push('\n');
        text.push_str(&line);
    }
    let mut view = View::new(text).about(Subject::Order(order.order_id));
    if order.is_cancelable() {
        let tap = Action::CancelOrder { order: order.order_id };
        view = view.row([Button::action(words.word("key-cancel-order"), tap)]);
    }
    view = view.row(request_buttons(&words, (order, &asked), turn.now_ms));
    let is_moving =
        matches!(order.state, OrderState::Queued | OrderState::Submitting | OrderState::Active);
    if is_moving || asked.iter().any(|request| request.state.is_open()) {
        let tap = Action::OrderCard { order: order.order_id };
        view = view.row([Button::action(words.word("key-refresh"), tap)]);
    }
    if has_goods(turn, order).await? {
        let tap = Action::ShowGoods { order: order.order_id };
        view = view.row([Button::action(words.word("key-show-goods"), tap)]);
    }
    let ask = Action::AskSupport { order: order.order_id };
    view = view.row([Button::action(words.word("key-ask-about-order"), ask)]);
    let all = Action::Orders { filter: Filter::All, page: 0 };
    let view = view.row(resume_button(&turn.state(), &words));
    turn.show(view.row([Button::action(words.word("key-orders"), all), menu_button(&words)])).await
}

/// What the customer entered besides link and quantity.
async fn entered(turn: &Turn, words: &Words, order: &Order) -> Result<Vec<String>, FlowError> {
    let Some(inputs) = Inputs::from_text(&order.inputs) else { return Ok(Vec::new()) };
    let list_ids = &inputs.entries.lists;
    let mut tx = turn.read_tx().await;
    let lists = lists::find_each(&mut tx, list_ids, order.person_id).await?;
    let mut lines = entered_lines(words, inputs.kind, &inputs.entries, &lists);
    if let Some(family) = inputs.family() {
        let tally = orders::children::tally(&mut tx, order.order_id).await?;
        lines.extend(children_line(words, family, tally));
    }
    Ok(lines)
}

/// How far the parts or posts are; nothing before the first.
fn children_line(words: &Words, family: Family, tally: Tally) -> Option<String> {
    let args = Args::new()
        .text("known", words.number(tally.known))
        .text("count", words.number(family.count))
        .text("done", words.number(tally.done));
    let key = if family.is_open { "order-posts" } else { "order-parts" };
    (tally.known > 0).then(|| words.html(key, args))
}

fn card_text(words: &Words, order: &Order, entered: Vec<String>, now_ms: i64) -> String {
    let stage = order.stage(now_ms);
    let is_silent = stage == Stage::Silent;
    let head = Args::new()
        .text("emoji", words.word_of("state-emoji", stage.as_str()))
        .text("order", order.order_id.to_string())
        .text("state", words.word_of("order-state", stage.as_str()));
    let mut lines = vec![
        words.html("order-head", head),
        format!("<b>{}</b>", escape_html(&order.service())),
        String::new(),
        order_facts(words, order),
    ];
    lines.extend(entered);
    if order.start_count >= 0 {
        let args = Args::new().text("count", words.number(order.start_count));
        lines.push(words.html("order-start-count", args));
    }
    if is_silent {
        lines.push(words.html("order-silent", Args::new()));
    }
    // What is billed as one piece has no part that could be told.
    let is_counted = order.remains >= 0 && order.billed_quantity > 1 && !is_silent;
    if is_counted && order.state == OrderState::Active {
        let args = Args::new()
            .text("done", words.number((order.billed_quantity - order.remains).max(0)))
            .text("quantity", words.number(order.billed_quantity));
        lines.push(words.html("order-progress", args));
    }
    lines.push(String::new());
    lines.extend(coupon_line(words, order));
    lines.push(money_text(words, order));
    lines.extend(explanation(words, order));
    lines.join("\n")
}

/// Where the order's money is: held, spent, returned x of y because n of m were not delivered.
fn money_text(words: &Words, order: &Order) -> String {
    let args = Args::new()
        .text("paid", words.money(order.price))
        .text("kept", words.money(order.kept()))
        .text("held", words.money(order.held()))
        .text("returned", words.money(order.returned))
        .text("remains", words.number(order.remains.max(0)))
        .text("quantity", words.number(order.billed_quantity));
    let is_open = !order.is_settled;
    let key = if is_open && order.returned.is_positive() {
        "money-held-part"
    } else if is_open {
        "money-held"
    } else if order.returned == order.price {
        "money-returned-all"
    } else if order.returned.is_positive()
        && order.state == OrderState::Partial
        && order.remains > 0
    {
        "money-returned-part"
    } else if order.returned.is_positive() {
        "money-returned-some"
    } else {
        "money-spent"
    };
    words.html(key, args)
}

/// Why an order is where it is, where that needs a word.
fn explanation(words: &Words, order: &Order) -> Option<String> {
    match order.state {
        OrderState::Review => Some(words.html("order-in-review", Args::new())),
        OrderState::Rejected | OrderState::Canceled if !order.reason.is_empty() => {
            Some(words.word_of("reject", &order.reason))
        }
        _ => None,
    }
}

async fn has_goods(turn: &Turn, order: &Order) -> Result<bool, FlowError> {
    if order.id_space != IdSpace::Products || turn.shop.master_key.is_none() {
        return Ok(false);
    }
    Ok(goods::find(&mut *turn.read_tx().await, order.order_id).await?.is_some())
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
