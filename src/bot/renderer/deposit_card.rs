//! The living card of a request for a deposit: where to pay, then what has come of it. The address
//! and the network are named so that nobody pays elsewhere.

use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::deposit::{DepositState, DepositWait, RequestState, Way};
use crate::notifications::deposits::{Arrived, DepositCard};
use crate::store::outbox::{Attachment, Drawing, FileKind, Subject};

/// A request as its screen shows it.
#[must_use]
pub fn view(words: &Words, card: &DepositCard) -> View {
    let mut lines = vec![words.html(heading(card), args_of(words, card))];
    lines.extend(how(words, card));
    if !card.arrived.is_empty() {
        lines.push(String::new());
        lines.extend(card.arrived.iter().map(|arrived| arrived_line(words, card, arrived)));
    }
    let view = View::new(lines.join("\n")).about(Subject::Deposit(card.request_id));
    let view = match shows_address(card) {
        true => view.below(Attachment {
            kind: FileKind::Photo,
            drawing: Drawing::Qr { text: card.address.clone() },
        }),
        false => view,
    };
    buttons(words, card).into_iter().fold(view, View::row)
}

const fn heading(card: &DepositCard) -> &'static str {
    match card.state {
        RequestState::Asked => "deposit-card-asked",
        RequestState::Open => "deposit-card-open",
        RequestState::Paid => "deposit-card-paid",
        RequestState::Expired => "deposit-card-expired",
        RequestState::Failed => "deposit-card-failed",
    }
}

fn args_of(words: &Words, card: &DepositCard) -> Args {
    Args::new()
        .text("amount", words.money(card.wanted.amount))
        .text("way", way_label(words, &card.way))
        .text("asset", &card.way.asset)
        .text("network", &card.way.network)
        .text("coin", &card.coin_amount)
        .text("address", &card.address)
        .text("bonus", words.money(card.wanted.bonus))
        .text("until", words.time(card.expires_ms))
}

/// What an arrival waits for beside blocks.
#[must_use]
pub fn wait_text(words: &Words, wait: DepositWait) -> String {
    words.word_of("deposit-wait", wait.into_str())
}

/// What people call a way.
#[must_use]
pub fn way_label(words: &Words, way: &Way) -> String {
    if way.network.is_empty() {
        return words.word("deposit-way-crypto-pay");
    }
    format!("{} · {}", way.asset, way.network)
}

const fn shows_address(card: &DepositCard) -> bool {
    matches!(card.state, RequestState::Open) && !card.address.is_empty()
}

/// Where and how much to pay, while it stands.
fn how(words: &Words, card: &DepositCard) -> Vec<String> {
    if card.state != RequestState::Open {
        return Vec::new();
    }
    let args = args_of(words, card);
    let key = if card.address.is_empty() { "deposit-how-invoice" } else { "deposit-how-address" };
    let mut lines = vec![words.html(key, args.clone())];
    if card.wanted.bonus.is_positive() {
        lines.push(words.html("deposit-bonus", args.clone()));
    }
    lines.push(words.html("deposit-until", args));
    lines
}

fn arrived_line(words: &Words, card: &DepositCard, arrived: &Arrived) -> String {
    let key = match arrived.state {
        DepositState::Confirming if arrived.wait.is_some() => "deposit-arrived-waits",
        DepositState::Confirming => "deposit-arrived-confirming",
        DepositState::Credited => "deposit-arrived-credited",
        DepositState::Orphaned => "deposit-arrived-orphaned",
        DepositState::Review => "deposit-arrived-review",
        DepositState::Reversed => "deposit-arrived-reversed",
        DepositState::Ignored => "deposit-arrived-ignored",
    };
    let needed = i64::try_from(card.way.confirmations).unwrap_or(i64::MAX);
    let bonus = arrived.added.bonus;
    let args = Args::new()
        .text("amount", words.money(arrived.added.amount))
        .text("coin", &arrived.coin_amount)
        .text("asset", &arrived.asset)
        .text("n", words.number(arrived.confirmations.min(needed)))
        .text("of", words.number(needed))
        .text("why", arrived.wait.map(|wait| wait_text(words, wait)).unwrap_or_default());
    let line = words.html(key, args);
    if bonus.is_positive() && arrived.state == DepositState::Credited {
        let args = Args::new().text("bonus", words.money(bonus));
        return format!("{line} {}", words.html("deposit-arrived-bonus", args));
    }
    line
}

fn buttons(words: &Words, card: &DepositCard) -> Vec<Vec<Button>> {
    let mut rows: Vec<Vec<Button>> = Vec::new();
    if card.state == RequestState::Open && !card.pay_url.is_empty() {
        let label = words.plain("key-deposit-pay", args_of(words, card));
        rows.push(vec![Button::link(label, &card.pay_url)]);
    }
    if shows_address(card) {
        rows.push(vec![
            Button::copy(words.word("key-copy-address"), &card.address),
            Button::copy(words.word("key-copy-amount"), &card.coin_amount),
        ]);
    }
    if matches!(card.state, RequestState::Failed | RequestState::Expired) {
        rows.push(vec![Button::action(words.word("key-deposit-again"), Action::Deposit)]);
    }
    let back = card.has_open_checkout.then(|| match card.state {
        RequestState::Paid => Button::action(words.word("notice-key-checkout"), Action::Recheck),
        _ => Button::action(words.word("key-resume"), Action::Resume),
    });
    rows.push(back.into_iter().chain([menu_button(words)]).collect());
    rows
}
