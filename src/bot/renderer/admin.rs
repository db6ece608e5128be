//! What admins are told: what is wrong or was done, where to look, and what to do about it. What
//! strangers wrote appears as one line of code.

use rust_decimal::Decimal;

use super::stops::said_line;
use super::{named_line, quoted, quoted_or_dash, stops, synced};
use crate::bot::ui::callback::Tap;
use crate::bot::ui::view::{Key, View};
use crate::bot::ui::words::{Args, Words};
use crate::clock::MINUTE_MS;
use crate::domain::ids::{OrderId, TicketId};
use crate::domain::order::charge::Margin;
use crate::domain::ticket::label;
use crate::flows::AdminNotice;
use crate::flows::orders::charge::Overcharge;
use crate::notifications::digest::SomeOrders;
use crate::notifications::notice::Who;

/// Names and reasons in alerts are cut here.
const LINE_MAX_CHARS: usize = 200;
const NAME_MAX_CHARS: usize = 80;
/// Buttons beside each other.
const KEYS_PER_ROW: usize = 5;

/// A notice as a message with its buttons.
pub(super) fn view(words: &Words, notice: &AdminNotice) -> View {
    match notice {
        AdminNotice::Review { order_id, reason } => {
            let args = order_args(*order_id)
                .text("reason", words.word_of("admin-reason", reason.into_str()));
            View::new(words.html("notice-admin-review", args)).row([order_key(*order_id)])
        }
        AdminNotice::ReviewsWaiting { count } => {
            let args = many_args(words, *count);
            View::new(words.html("notice-admin-reviews-waiting", args)).row([reviews_key(words)])
        }
        AdminNotice::Attention { order_id, reason } => {
            let args = order_args(*order_id)
                .text("reason", words.word_of("admin-reason", reason.into_str()));
            View::new(words.html("notice-admin-attention", args)).row([order_key(*order_id)])
        }
        AdminNotice::LateAnswer { order_id, answer, provider_order_id } => {
            let has_id = !provider_order_id.is_empty();
            let key =
                if has_id { "notice-admin-late-answer-id" } else { "notice-admin-late-answer" };
            let args = order_args(*order_id)
                .text("answer", words.word_of("admin-reason", answer.into_str()))
                .text("id", quoted(provider_order_id, LINE_MAX_CHARS));
            View::new(words.html(key, args)).row([order_key(*order_id)])
        }
        AdminNotice::LateAcceptance { order_id, provider_order_id, loss, was_returned } => {
            let key = match was_returned {
                true => "notice-admin-late-acceptance",
                false => "notice-admin-double-acceptance",
            };
            let args = order_args(*order_id)
                .text("id", quoted(provider_order_id, LINE_MAX_CHARS))
                .text("amount", words.money(*loss));
            View::new(words.html(key, args)).row([order_key(*order_id)])
        }
        AdminNotice::MoneyAct { .. } => money_act(words, notice),
        AdminNotice::OwnersClaimed { owners } => {
            let list: Vec<String> =
                owners.iter().map(|who| named_line(words, &who.name, who.person_id)).collect();
            let head = words.html("notice-admin-owners-claimed", Args::new());
            let key = Key::tap(words.word("admin-key-owners"), Tap::Owners);
            View::new(format!("{head}\n{}", list.join("\n"))).row([key])
        }
        AdminNotice::AttentionMany { count, order_ids } => {
            many_orders(words, "notice-admin-attention-many", (*count, order_ids))
        }
        AdminNotice::Overcharge(told) => overcharge(words, told),
        AdminNotice::OverchargeMany(SomeOrders { count, order_ids }) => {
            many_orders(words, "notice-admin-overcharge-many", (*count, order_ids))
        }
        AdminNotice::LateAnswerMany(SomeOrders { count, order_ids }) => {
            many_orders(words, "notice-admin-late-answer-many", (*count, order_ids))
        }
        AdminNotice::ProviderStopped { stop, is_after_trial } => {
            stops::view(words, stop, *is_after_trial)
        }
        AdminNotice::Stuck { order_ids } => stuck(words, order_ids),
        AdminNotice::Synced(report) => synced::view(words, report),
        AdminNotice::TicketsWaiting { .. } => tickets_waiting(words, notice),
        _ => View::new(plain_alert(words, notice)),
    }
}

/// Alerts about the shop itself; nothing to press.
fn plain_alert(words: &Words, notice: &AdminNotice) -> String {
    match notice {
        AdminNotice::Provider { provider, trouble, said } => {
            let trouble = words.word_of("admin-trouble", trouble.into_str());
            let args = name_args(provider).text("trouble", trouble);
            let alert = words.html("notice-admin-provider", args);
            let said = said.as_ref().map(|said| said_line(words, said));
            [alert].into_iter().chain(said).collect::<Vec<_>>().join("\n")
        }
        AdminNotice::ProviderResumed { actor, provider } => {
            let by = actor.person_id.to_string();
            let args = name_args(provider).text("admin", name_of(actor)).text("by", by);
            words.html("notice-admin-provider-resumed", args)
        }
        AdminNotice::WordsFiled { actor, provider, words: said, meaning, is_removed } => {
            let args = name_args(provider)
                .text("words", quoted(said, LINE_MAX_CHARS))
                .text("meaning", words.word_of("admin-meaning", meaning.into_str()))
                .text("admin", name_of(actor))
                .text("by", actor.person_id.to_string());
            let key = if *is_removed { "notice-admin-unfiled" } else { "notice-admin-filed" };
            words.html(key, args)
        }
        AdminNotice::ProviderBack { provider } => {
            words.html("notice-admin-provider-back", name_args(provider))
        }
        AdminNotice::ReturnsStopped { provider } => {
            words.html("notice-admin-returns-stopped", name_args(provider))
        }
        AdminNotice::CatalogRefused { provider, known, listed } => {
            catalog_refused(words, provider, (*known, *listed))
        }
        AdminNotice::RowsUnread { provider, rows } => synced::unread_rows(words, provider, rows),
        AdminNotice::MarkupSet { actor, before, after, is_reset } => {
            let args = Args::new()
                .text("before", before)
                .text("after", after)
                .text("admin", name_of(actor))
                .text("by", actor.person_id.to_string());
            let key = if *is_reset { "notice-admin-markup-reset" } else { "notice-admin-markup" };
            words.html(key, args)
        }
        AdminNotice::OwnerRemoved { actor, person } => {
            let args = Args::new()
                .text("name", name_of(person))
                .text("id", person.person_id.to_string())
                .text("admin", name_of(actor))
                .text("by", actor.person_id.to_string());
            words.html("notice-admin-owner-removed", args)
        }
        AdminNotice::Parked { error_id, person_id } => {
            let args = Args::new().text("error", error_id).text("person", person_id.to_string());
            words.html("notice-admin-parked", args)
        }
        AdminNotice::ParkedMany { count, error_ids } => {
            let listed = listing(error_ids.iter().map(String::clone).collect(), *count);
            words.html("notice-admin-parked-many", many_args(words, *count).text("errors", listed))
        }
        AdminNotice::Undeliverable { outbox_id, chat_id, reason } => {
            let (row, chat) = (outbox_id.to_string(), chat_id.to_string());
            let args = Args::new().text("row", row).text("chat", chat).text("reason", reason);
            words.html("notice-admin-undeliverable", args)
        }
        AdminNotice::StrangeUpdate { update_id } => {
            let args = Args::new().text("update", update_id.to_string());
            words.html("notice-admin-strange-update", args)
        }
        AdminNotice::AdminChatLost => words.html("notice-admin-chat-lost", Args::new()),
        AdminNotice::IntakeConflict { trouble } => {
            let trouble = words.word_of("admin-intake", trouble.into_str());
            words.html("notice-admin-intake", Args::new().text("trouble", trouble))
        }
        AdminNotice::ClockSet { by_ms } => {
            let key = match by_ms {
                ..0 => "notice-admin-clock-back",
                _ => "notice-admin-clock-forward",
            };
            let by = words.duration(by_ms.saturating_abs() / MINUTE_MS);
            words.html(key, Args::new().text("by", by))
        }
        AdminNotice::ClockFoundBack { by_ms } => {
            let by = words.duration(by_ms / MINUTE_MS);
            words.html("notice-admin-clock-found-back", Args::new().text("by", by))
        }
        AdminNotice::Audit { violations } => {
            words.html("notice-admin-audit", many_args(words, *violations))
        }
        // These have buttons, see above; named here so that a new notice is not forgotten.
        AdminNotice::Review { .. }
        | AdminNotice::ReviewsWaiting { .. }
        | AdminNotice::Attention { .. }
        | AdminNotice::AttentionMany { .. }
        | AdminNotice::LateAnswer { .. }
        | AdminNotice::LateAnswerMany(_)
        | AdminNotice::Overcharge(_)
        | AdminNotice::OverchargeMany(_)
        | AdminNotice::LateAcceptance { .. }
        | AdminNotice::MoneyAct { .. }
        | AdminNotice::OwnersClaimed { .. }
        | AdminNotice::ProviderStopped { .. }
        | AdminNotice::Stuck { .. }
        | AdminNotice::Synced(_)
        | AdminNotice::TicketsWaiting { .. } => String::new(),
    }
}

pub(super) fn catalog_refused(
    words: &Words,
    provider: &str,
    (known, listed): (i64, i64),
) -> String {
    let key = match listed {
        ..0 => "notice-admin-catalog-unreadable",
        0 => "notice-admin-catalog-empty",
        _ => "notice-admin-catalog-shrunk",
    };
    let args =
        name_args(provider).text("known", words.number(known)).text("listed", words.number(listed));
    words.html(key, args)
}

fn name_of(who: &Who) -> String {
    quoted_or_dash(&who.name, NAME_MAX_CHARS)
}

/// Every owner sees every act upon money.
fn money_act(words: &Words, notice: &AdminNotice) -> View {
    let AdminNotice::MoneyAct { act, actor, person, order_id, amount, reason } = notice else {
        return View::new(String::new());
    };
    let args = Args::new()
        .text("act", words.word_of("admin-act", act))
        .text("amount", words.money(*amount))
        .text("admin", name_of(actor))
        .text("by", actor.person_id.to_string())
        .text("name", name_of(person))
        .text("person", person.person_id.to_string())
        .text("order", order_id.to_string())
        .text("reason", quoted(reason, LINE_MAX_CHARS));
    let lines = [
        (true, "notice-admin-act"),
        (amount.is_positive(), "notice-admin-act-amount"),
        (order_id.is_some(), "notice-admin-act-order"),
        (true, "notice-admin-act-people"),
        (!reason.is_empty(), "notice-admin-act-reason"),
    ];
    let shown = lines.into_iter().filter(|(is_shown, _)| *is_shown);
    let text: Vec<String> = shown.map(|(_, key)| words.html(key, args.clone())).collect();
    let view = View::new(text.join("\n"));
    if *order_id == OrderId::NONE { view } else { view.row([order_key(*order_id)]) }
}

/// What is charged and was expected, and whether the customer's money covers it.
fn overcharge(words: &Words, told: &Overcharge) -> View {
    let sum = |amount: Decimal| {
        quoted(&format!("{} {}", amount.normalize(), told.currency), LINE_MAX_CHARS)
    };
    let args = order_args(told.order_id)
        .text("provider", quoted(&told.provider, LINE_MAX_CHARS))
        .text("charge", sum(told.charge))
        .text("expected", sum(told.expected))
        .text("paid", words.money(told.paid));
    let margin = match told.margin {
        Margin::Loss => "notice-admin-overcharge-loss",
        Margin::Kept => "notice-admin-overcharge-kept",
        Margin::Unknown => "notice-admin-overcharge-unknown",
    };
    let keys = ["notice-admin-overcharge", margin, "notice-admin-overcharge-hint"];
    let lines = keys.map(|key| words.html(key, args.clone()));
    View::new(lines.join("\n")).row([order_key(told.order_id)])
}

/// One alert about several orders.
fn many_orders(words: &Words, key: &str, (count, order_ids): (i64, &[OrderId])) -> View {
    let args = many_args(words, count).text("orders", list_of(order_ids, count));
    with_orders(View::new(words.html(key, args)), order_ids)
}

fn stuck(words: &Words, order_ids: &[OrderId]) -> View {
    let count = i64::try_from(order_ids.len()).unwrap_or(i64::MAX);
    let args = Args::new().text("orders", list_of(order_ids, count));
    with_orders(View::new(words.html("notice-admin-stuck", args)), order_ids)
}

fn list_of(order_ids: &[OrderId], count: i64) -> String {
    listing(order_ids.iter().map(|order| format!("#{order}")).collect(), count)
}

/// Some of `count` things, and a sign when there are more.
fn listing(named: Vec<String>, count: i64) -> String {
    let is_all = i64::try_from(named.len()).is_ok_and(|named| named >= count);
    let end = if is_all { "" } else { ", …" };
    format!("{}{end}", named.join(", "))
}

fn with_orders(view: View, order_ids: &[OrderId]) -> View {
    let keys: Vec<Key> = order_ids.iter().copied().map(order_key).collect();
    keys.chunks(KEYS_PER_ROW).fold(view, |view, row| view.row(row.iter().cloned()))
}

/// Customers who wait, by the numbers of their tickets.
fn tickets_waiting(words: &Words, notice: &AdminNotice) -> View {
    let AdminNotice::TicketsWaiting { count, ticket_ids } = notice else {
        return View::new(String::new());
    };
    let list: Vec<String> = ticket_ids.iter().map(|ticket| label(*ticket)).collect();
    let args = many_args(words, *count).text("tickets", list.join(", "));
    let view = View::new(words.html("notice-admin-tickets-waiting", args));
    let key = |ticket: &TicketId| Key::tap(label(*ticket), Tap::DeskTicket { ticket: *ticket });
    let keys: Vec<Key> = ticket_ids.iter().map(key).collect();
    let all = Key::tap(words.word("desk-key-tickets"), Tap::DeskTickets { page: 0 });
    let view = keys.chunks(KEYS_PER_ROW).fold(view, |view, row| view.row(row.iter().cloned()));
    view.row([all])
}

fn many_args(words: &Words, count: i64) -> Args {
    Args::new().count("n", count).text("n-text", words.number(count))
}

fn order_args(order_id: OrderId) -> Args {
    Args::new().text("order", order_id.to_string())
}

pub(super) fn name_args(provider: &str) -> Args {
    Args::new().text("provider", quoted(provider, LINE_MAX_CHARS))
}

fn order_key(order: OrderId) -> Key {
    Key::tap(format!("🔎 #{order}"), Tap::AdminOrder { order })
}

fn reviews_key(words: &Words) -> Key {
    Key::tap(words.word("admin-key-reviews"), Tap::Reviews { page: 0 })
}
