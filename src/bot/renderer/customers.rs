//! What customers are told: one clear line, the service, and in plain words where the money is.
//! Every amount comes from the notice; nothing is computed here but the choice of a sentence.

use super::deposit_card::{coin_name, wait_text};
use super::whereabouts;
use super::{
    customer_ticket as ticket, order_requests as requests, ordered_of, quoted, reason_text,
    recharge_lines,
};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, Effect, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::OrderId;
use crate::domain::money::Money;
use crate::domain::order::{OrderState, Reason, RejectReason, ShopReason, Signs, Stage};
use crate::notifications::customers::{CustomerNotice, OrderChange};

const NAME_MAX_CHARS: usize = 120;
/// What is shown of a link.
const LINK_MAX_CHARS: usize = 300;
const REASON_MAX_CHARS: usize = 300;

/// A notice as messages: a long answer is more than one.
pub(super) fn views(words: &Words, notice: &CustomerNotice) -> Vec<View> {
    let view = match notice {
        CustomerNotice::TicketAnswered { ticket_id, text } => {
            return ticket::answered(words, *ticket_id, text);
        }
        CustomerNotice::TicketClosed { ticket_id, is_by_time } => {
            ticket::closed(words, *ticket_id, *is_by_time)
        }
        CustomerNotice::Order(change) => order(words, change),
        CustomerNotice::OrderRequest(change) => requests::ended(words, change),
        CustomerNotice::Credited { amount, available, reason, has_open_checkout } => {
            let view = View::new(wallet_text(
                words,
                "notice-credited",
                (*amount, reason),
                &[("notice-balance", words.balance(*available))],
            ));
            let back = has_open_checkout
                .then(|| Button::action(words.word("notice-key-checkout"), Action::Recheck));
            view.row(back)
        }
        CustomerNotice::Deposited { added, coin_amount, asset, spendable, has_open_checkout } => {
            let args = Args::new()
                .text("amount", words.money(added.amount))
                .text("bonus", words.money(added.bonus))
                .text("coin", coin_amount)
                .text("asset", coin_name(asset));
            let lines =
                [
                    Some(words.html(deposited_key(coin_amount), args.clone())),
                    added.bonus.is_positive().then(|| words.html("notice-deposited-bonus", args)),
                    Some(words.html(
                        "notice-balance",
                        Args::new().text("amount", words.balance(*spendable)),
                    )),
                ];
            let back = has_open_checkout
                .then(|| Button::action(words.word("notice-key-checkout"), Action::Recheck));
            View::new(join(lines)).row(back)
        }
        CustomerNotice::DepositWaits { amount, asset, wait } => {
            let args = Args::new().text("amount", words.money(*amount)).text("asset", asset);
            View::new(words.html("notice-deposit-waits", args.text("why", wait_text(words, *wait))))
        }
        CustomerNotice::DepositReversed { why, amount, owed } => {
            let args =
                Args::new().text("amount", words.money(*amount)).text("owed", words.money(*owed));
            let why = words.word_of("deposit-reversal", why.into_str());
            let lines = [
                Some(words.html("notice-deposit-gone", args.clone().text("why", why))),
                owed.is_positive().then(|| words.html("notice-deposit-gone-owed", args)),
            ];
            let support = Button::action(words.word("key-support"), Action::Support);
            View::new(join(lines)).row([support])
        }
        CustomerNotice::DepositDeclined { amount, reason } => {
            let args = Args::new().text("amount", words.money(*amount));
            let reason = reason_text(words, reason)
                .map(|reason| words.html("notice-reason", Args::new().text("reason", reason)));
            let declined = words.html("notice-deposit-declined", args);
            View::new(join([Some(declined), reason]))
                .row([Button::action(words.word("key-deposit-again"), Action::Deposit)])
                .row([Button::action(words.word("key-support"), Action::Support)])
        }
        CustomerNotice::Whereabouts { question_id, tx, whereabouts } => {
            whereabouts::view(words, (*question_id, tx), whereabouts)
        }
        CustomerNotice::Debited { amount, available, owed, reason } => {
            let balances = [
                ("notice-balance", words.balance(*available)),
                ("notice-owed", words.money(*owed)),
            ];
            let shown = if owed.is_positive() { &balances[..] } else { balances.split_at(1).0 };
            View::new(wallet_text(words, "notice-debited", (*amount, reason), shown))
        }
        CustomerNotice::TopUpDeclined { amount, reason, has_open_checkout } => {
            let args = Args::new().text("amount", words.money(*amount));
            let reason = reason_text(words, reason)
                .map(|reason| words.html("notice-reason", Args::new().text("reason", reason)));
            let next = words.html("notice-top-up-next", Args::new());
            let declined = words.html("notice-top-up-declined", args);
            let back = has_open_checkout
                .then(|| Button::action(words.word("notice-key-checkout"), Action::Recheck));
            View::new(join([Some(declined), reason, Some(next)]))
                .row(back)
                .row([Button::action(words.word("key-support"), Action::Support)])
        }
        CustomerNotice::Refunded { order_id, amount, reason } => {
            let args = Args::new()
                .text("order", order_id.to_string())
                .text("amount", words.money(*amount));
            let lines = [Some(words.html("notice-refunded", args)), reason_line(words, reason)];
            View::new(join(lines)).row([open_button(words, *order_id)])
        }
    };
    vec![view]
}

fn wallet_text(
    words: &Words,
    key: &str,
    (amount, reason): (Money, &str),
    balances: &[(&str, String)],
) -> String {
    let head = words.html(key, Args::new().text("amount", words.money(amount)));
    let balances = balances
        .iter()
        .map(|(key, amount)| words.html(key, Args::new().text("amount", amount.as_str())));
    join([Some(head), reason_line(words, reason)].into_iter().chain(balances.map(Some)))
}

fn reason_line(words: &Words, reason: &str) -> Option<String> {
    let reason = quoted(reason, REASON_MAX_CHARS);
    (!reason.is_empty()).then(|| words.html("notice-reason", Args::new().text("reason", reason)))
}

fn join(lines: impl IntoIterator<Item = Option<String>>) -> String {
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

pub(super) fn open_button(words: &Words, order: OrderId) -> Button {
    let label = words.plain("notice-key-open", Args::new().text("order", order.to_string()));
    Button::action(label, Action::OrderCard { order })
}

/// A change on the way, or the receipt of an order that is over.
fn order(words: &Words, change: &OrderChange) -> View {
    let state = change.state.into_str();
    // What is told of an active order is that it was accepted, or that it has begun.
    let signs = Signs { started_ms: i64::from(change.has_begun), silent_since_ms: 0 };
    let stage = Stage::of(change.state, signs, 0);
    let head = Args::new()
        .text("emoji", words.word_of("state-emoji", stage.as_str()))
        .text("order", change.order_id.to_string());
    let key =
        if change.has_begun { "notice-order-begun" } else { &format!("notice-order-{state}") };
    let service = quoted(&change.service, NAME_MAX_CHARS);
    let text = join([
        Some(words.html(key, head)),
        Some(words.html("notice-service", Args::new().text("service", service)))
            .filter(|_| !change.service.is_empty()),
        ordered_line(words, change),
        change.start_count.map(|count| {
            words.html("order-start-count", Args::new().text("count", words.number(count)))
        }),
        Some(money_line(words, change)),
        explanation(words, change),
        reason_line(words, &change.words),
    ]);
    let view = View::new(text).silent_if(change.is_silent);
    let is_joy = change.state == OrderState::Completed;
    let view = if is_joy { view.with(Effect::Celebration) } else { view };
    buttons(words, change).into_iter().fold(view, View::row)
}

/// What was ordered and how much.
fn ordered_line(words: &Words, change: &OrderChange) -> Option<String> {
    let args = Args::new()
        .text("link", quoted(&change.link, LINK_MAX_CHARS))
        .text("quantity", ordered_of(words, change.ordered, &change.inputs));
    if let Some(entered) = recharge_lines(words, &change.inputs) {
        let amount = words.html("notice-ordered-recharge", args);
        return Some(entered.into_iter().chain([amount]).collect::<Vec<_>>().join("\n"));
    }
    let key = if change.link.is_empty() { "notice-ordered-product" } else { "notice-ordered" };
    (change.ordered > 0).then(|| words.html(key, args))
}

fn buttons(words: &Words, change: &OrderChange) -> Vec<Vec<Button>> {
    let order = change.order_id;
    let open = open_button(words, order);
    if !change.state.is_final() {
        return vec![vec![open]];
    }
    let next = match next_step(change) {
        Some(key) => {
            Button::action(words.word(key), Action::Card { service: change.service_id, page: 0 })
        }
        None => Button::action(words.word("key-order-again"), Action::OrderAgain { order }),
    };
    let refill = change
        .can_refill
        .then(|| Button::action(words.word("key-ask-refill"), Action::AskRefill { order }));
    let ask = Button::action(words.word("key-ask"), Action::AskSupport { order });
    vec![vec![next], refill.into_iter().collect(), vec![ask, open]]
}

/// What happened with the money.
fn money_line(words: &Words, change: &OrderChange) -> String {
    let kept = change.paid.checked_sub(change.returned).unwrap_or(Money::ZERO);
    let args = Args::new()
        .text("paid", words.money(change.paid))
        .text("kept", words.money(kept))
        .text("now", words.money(change.returned_now))
        .text("returned", words.money(change.returned))
        .text("remains", words.number(change.remains.unwrap_or(0)))
        .text("quantity", words.number(change.quantity));
    words.html(money_key(change), args)
}

fn money_key(change: &OrderChange) -> &'static str {
    let (now, returned) = (change.returned_now, change.returned);
    let is_all = returned == change.paid;
    match change.state {
        OrderState::Review => "notice-money-safe",
        OrderState::Queued | OrderState::Submitting | OrderState::Active => {
            if returned.is_positive() { "notice-money-held-part" } else { "notice-money-held" }
        }
        _ if returned.is_zero() => "notice-money-spent",
        _ if is_all && now == returned => "notice-money-returned-all",
        _ if is_all => "notice-money-returned-all-by-now",
        // The count explains the sum only if nothing else was returned before.
        OrderState::Partial if now == returned && change.remains.is_some_and(|left| left > 0) => {
            "notice-money-returned-part"
        }
        _ if now.is_zero() => "notice-money-returned-earlier",
        _ if now == returned => "notice-money-returned-some",
        _ => "notice-money-returned-more",
    }
}

/// Why nothing was delivered, and what to do next.
fn explanation(words: &Words, change: &OrderChange) -> Option<String> {
    let is_over = matches!(change.state, OrderState::Rejected | OrderState::Canceled);
    let reason = change.reason.filter(|_| is_over)?;
    Some(words.word_of("reject", reason.into_str()))
}

/// The label of the way back to the service, where the same inputs would be refused again.
fn next_step(change: &OrderChange) -> Option<&'static str> {
    match change.reason? {
        Reason::Shop(ShopReason::PriceRose) => Some("notice-key-fresh"),
        Reason::Refused(
            RejectReason::BadLink
            | RejectReason::TooLong
            | RejectReason::QuantityTooLow
            | RejectReason::QuantityTooHigh
            | RejectReason::BadQuantity,
        )
        | Reason::Consent(_) => Some("notice-key-again"),
        _ => None,
    }
}

const fn deposited_key(coin_amount: &str) -> &'static str {
    if coin_amount.is_empty() { "notice-deposited-plain" } else { "notice-deposited" }
}
