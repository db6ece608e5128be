//! The living card of a request for a deposit: where to pay, then what has come of it. The address
//! and the network are named so that nobody pays elsewhere.

use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::deposit::{DepositState, DepositWait, Gateway, RequestState, Stars, Way};
use crate::notifications::deposits::{Arrived, DepositCard};
use crate::store::outbox::{Attachment, Drawing, FileKind, Subject};

/// A request as its screen shows it.
#[must_use]
pub fn view(words: &Words, card: &DepositCard) -> View {
    let mut lines = vec![words.html(heading(card), args_of(words, card))];
    lines.extend(how(words, card));
    if !card.arrived.is_empty() {
        lines.push(String::new());
        lines.extend(card.arrived.iter().map(|arrived| arrived_line(words, arrived)));
    }
    let view = View::new(lines.join("\n")).about(Subject::Deposit(card.request_id));
    let view = match keeps_picture(card) {
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
        .time("until", card.expires_ms)
}

/// What an arrival waits for beside blocks.
#[must_use]
pub fn wait_text(words: &Words, wait: DepositWait) -> String {
    words.word_of("deposit-wait", wait.into_str())
}

/// What people call a coin.
#[must_use]
pub fn coin_name(asset: &str) -> &str {
    if asset == Stars::ASSET { "⭐" } else { asset }
}

/// What people call a way.
#[must_use]
pub fn way_label(words: &Words, way: &Way) -> String {
    match way.gateway {
        Gateway::CryptoPay => words.word("deposit-way-crypto-pay"),
        Gateway::Stars => words.word("deposit-way-stars"),
        Gateway::Manual => words.word("deposit-way-manual"),
        Gateway::Chain(_) => format!("{} · {}", way.asset, way.network),
    }
}

/// Whether the picture stays: a message that has one can lose it only by being left behind, with an
/// address and a time that are over.
const fn keeps_picture(card: &DepositCard) -> bool {
    !matches!(card.state, RequestState::Asked | RequestState::Failed) && !card.address.is_empty()
}

const fn shows_address(card: &DepositCard) -> bool {
    matches!(card.state, RequestState::Open) && !card.address.is_empty()
}

/// Where and how much to pay, while it stands.
fn how(words: &Words, card: &DepositCard) -> Vec<String> {
    if card.state != RequestState::Open {
        return Vec::new();
    }
    let args = args_of(words, card).text("own", card.own_words.of(words.lang().tag()));
    let key = match card.way.gateway {
        Gateway::CryptoPay => "deposit-how-invoice",
        Gateway::Stars => "deposit-how-stars",
        Gateway::Manual => "deposit-how-manual",
        Gateway::Chain(_) => "deposit-how-address",
    };
    let mut lines = vec![words.html(key, args.clone())];
    if card.wanted.bonus.is_positive() {
        lines.push(words.html("deposit-bonus", args.clone()));
    }
    lines.push(words.html("deposit-until", args));
    lines
}

/// What has arrived, and where it stands.
#[must_use]
pub fn arrived_line(words: &Words, arrived: &Arrived) -> String {
    let is_coin = !arrived.coin_amount.is_empty();
    let key = match arrived.state {
        DepositState::Confirming if arrived.wait.is_some() => "deposit-arrived-waits",
        DepositState::Confirming if arrived.held_until_ms > 0 => "deposit-arrived-held",
        DepositState::Confirming => "deposit-arrived-confirming",
        DepositState::Credited => "deposit-arrived-credited",
        DepositState::Orphaned => "deposit-arrived-orphaned",
        DepositState::Review if is_coin => "deposit-arrived-review",
        DepositState::Review => "deposit-arrived-shown",
        DepositState::Ignored if is_coin => "deposit-arrived-ignored",
        DepositState::Ignored => "deposit-arrived-declined",
        DepositState::Reversed => "deposit-arrived-reversed",
    };
    let bonus = arrived.added.bonus;
    let args = Args::new()
        .text("amount", words.money(arrived.added.amount))
        .text("coin", &arrived.coin_amount)
        .text("asset", coin_name(&arrived.asset))
        .time("until", arrived.held_until_ms)
        .text("n", words.number(arrived.confirmations.min(arrived.needed)))
        .text("of", words.number(arrived.needed))
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
    let request = card.request_id;
    if card.way.gateway == Gateway::Manual && card.state == RequestState::Open {
        let label = words.word("key-deposit-shown");
        rows.push(vec![Button::action(label, Action::DepositShown { request })]);
    }
    let is_chain = matches!(card.way.gateway, Gateway::Chain(_));
    if is_chain && matches!(card.state, RequestState::Open | RequestState::Expired) {
        let label = words.word("key-deposit-question");
        rows.push(vec![Button::action(label, Action::DepositQuestion)]);
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
