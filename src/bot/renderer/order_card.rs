//! An order's card: what was ordered, how far it is, where its money is, and what may be done about
//! it now. The same in the message that lives with the order and on a person's screen.

use super::order_requests::{request_buttons, request_lines};
use super::ordered::{coupon_line, order_facts};
use crate::bot::dispatch::state::State;
use crate::bot::ui::buttons::{menu_button, resume_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::order::children::Family;
use crate::domain::order::{OrderState, Stage};
use crate::notifications::order_card::{CardPlace, OrderCard};
use crate::store::orders::Order;
use crate::store::orders::children::Tally;
use crate::store::orders::listing::Filter;
use crate::store::outbox::Subject;

/// The card as it stands in this place.
#[must_use]
pub fn view(words: &Words, (card, place): (&OrderCard, &CardPlace), now_ms: i64) -> View {
    let order = &card.order;
    let order_id = order.order_id;
    let mut view = View::new(text(words, card, now_ms)).about(Subject::Order(order_id));
    if order.is_cancelable() {
        let tap = Action::CancelOrder { order: order_id };
        view = view.row([Button::action(words.word("key-cancel-order"), tap)]);
    }
    view = view.row(request_buttons(words, (order, &card.asked), now_ms));
    if card.has_goods {
        let tap = Action::ShowGoods { order: order_id };
        view = view.row([Button::action(words.word("key-show-goods"), tap)]);
    }
    let ask = Button::action(words.word("key-ask"), Action::AskSupport { order: order_id });
    match place {
        CardPlace::OfItsOwn => {
            let end = [again_button(words, order), Some(ask)];
            view.row(end.into_iter().flatten()).row([menu_button(words)])
        }
        CardPlace::Screen(dialogue) => {
            let refresh = is_moving(card).then(|| {
                let tap = Action::OrderCard { order: order_id };
                Button::action(words.word("key-refresh"), tap)
            });
            let state = dialogue.as_deref().and_then(State::from_text).unwrap_or_default();
            let all = Action::Orders { filter: Filter::All, page: 0 };
            view.row(again_button(words, order))
                .row(refresh.into_iter().chain([ask]))
                .row(resume_button(&state, words))
                .row([Button::action(words.word("key-orders"), all), menu_button(words)])
        }
    }
}

/// The same inputs once more, at today's price; for orders that are over.
#[must_use]
pub fn again_button(words: &Words, order: &Order) -> Option<Button> {
    let tap = Action::OrderAgain { order: order.order_id };
    order.state.is_final().then(|| Button::action(words.word("key-order-again"), tap))
}

fn is_moving(card: &OrderCard) -> bool {
    let state = card.order.state;
    matches!(state, OrderState::Queued | OrderState::Submitting | OrderState::Active)
        || card.asked.iter().any(|request| request.state.is_open())
}

fn text(words: &Words, card: &OrderCard, now_ms: i64) -> String {
    let order = &card.order;
    let stage = order.stage(now_ms);
    let mut lines = vec![
        head(words, order, stage),
        format!("<b>{}</b>", escape_html(&order.service())),
        String::new(),
    ];
    lines.extend(order_facts(words, order, &card.lists));
    lines.extend(card.family.and_then(|(family, tally)| children_line(words, family, tally)));
    if order.start_count >= 0 {
        let args = Args::new().text("count", words.number(order.start_count));
        lines.push(words.html("order-start-count", args));
    }
    lines.extend(progress(words, order, now_ms));
    lines.push(String::new());
    lines.extend(coupon_line(words, order));
    lines.push(money(words, order));
    lines.extend(explanation(words, order));
    lines.extend(request_lines(words, (order, &card.asked), now_ms));
    lines.join("\n")
}

fn head(words: &Words, order: &Order, stage: Stage) -> String {
    let args = Args::new()
        .text("emoji", words.word_of("state-emoji", stage.as_str()))
        .text("order", order.order_id.to_string())
        .text("state", words.word_of("order-state", stage.as_str()));
    let key = match stage {
        Stage::Of(OrderState::Queued) => "order-head-queued",
        Stage::Accepted => "order-head-accepted",
        _ => "order-head",
    };
    words.html(key, args)
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

/// The bar and the count; nothing before the provider says that it delivers.
fn progress(words: &Words, order: &Order, now_ms: i64) -> Option<String> {
    if order.stage(now_ms) == Stage::Silent {
        return Some(words.html("order-silent", Args::new()));
    }
    let percent = order.known().percent(now_ms)?;
    let args = Args::new()
        .text("bar", percent.bar())
        .text("percent", words.number(percent.value()))
        .text("done", words.number(order.billed_quantity.saturating_sub(order.remains).max(0)))
        .text("quantity", words.number(order.billed_quantity));
    Some(words.html("order-progress", args))
}

/// Where the order's money is: held, spent, returned x of y because n of m were not delivered.
fn money(words: &Words, order: &Order) -> String {
    let args = Args::new()
        .text("paid", words.money(order.price))
        .text("kept", words.money(order.kept()))
        .text("held", words.money(order.held()))
        .text("returned", words.money(order.returned))
        .text("remains", words.number(order.remains.max(0)))
        .text("quantity", words.number(order.billed_quantity));
    words.html(money_key(order), args)
}

fn money_key(order: &Order) -> &'static str {
    let is_partial = order.state == OrderState::Partial && order.remains > 0;
    match (order.is_settled, order.returned.is_positive()) {
        (false, true) => "money-held-part",
        (false, false) => "money-held",
        (true, _) if order.returned == order.price => "money-returned-all",
        (true, true) if is_partial => "money-returned-part",
        (true, true) => "money-returned-some",
        (true, false) => "money-spent",
    }
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
