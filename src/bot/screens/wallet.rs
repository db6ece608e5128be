//! A person's money: the balance, their id to copy, and what happened to it, in words.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::screens::invite;
use crate::bot::ui::buttons::{deposit_button, deposits_button, menu_button, resume_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::folding::quote;
use crate::bot::ui::paging::Page;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::ledger::Wallet;
use crate::domain::money::Money;
use crate::domain::order::Stage;
use crate::domain::pricing::as_balance;
use crate::flows::FlowError;
use crate::store::movements::{self, Movement};
use crate::store::orders::listing;
use crate::store::outbox::{Attachment, Drawing, FileKind, Reference};
use crate::store::postings::{self, StatementLine};

const PER_PAGE: i64 = 6;
/// Entries of an order that are shown, the newest; the export has them all.
const ENTRIES_MAX: usize = 12;
const MEMO_MAX_CHARS: usize = 120;

/// `/balance`.
pub async fn first_page(turn: Arc<Turn>) -> Outcome {
    statement(turn, 0).await
}

/// A page of the statement.
pub async fn statement(turn: Arc<Turn>, page: i64) -> Outcome {
    let words = turn.words();
    turn.leave_question();
    let (mut page, person_id) = (Page::of(PER_PAGE).asked(page), turn.person.person_id);
    let wallet = postings::wallet(&mut *turn.read_tx().await, person_id).await?;
    let (lines, total) = {
        let turn = &turn;
        let read = |portion| async move {
            movements::page(&mut *turn.read_tx().await, person_id, portion).await
        };
        page.read(read).await?
    };
    let mut text = balances(&words, &wallet, person_id);
    let states = states_of(&turn, &lines).await?;
    text.extend(lines.iter().map(|movement| movement_line(&words, movement, &states)));
    let entries = lines.iter().flat_map(|movement| entries_of(&words, movement));
    text.extend(quote(&entries.collect::<Vec<_>>()));
    if total == 0 {
        text.push(words.html("balance-no-entries", Args::new()));
    }
    let view = page
        .leaf(View::new(text.join("\n")), |page| Action::Balance { page })
        .row(deposit_button(&turn, &words).into_iter().chain(deposits_button(&turn, &words)))
        .row(invite::button(&turn, &words).await?)
        .row([Button::copy(words.word("key-copy-id"), person_id.to_string())])
        .row((total > 0).then(|| Button::action(words.word("key-export"), Action::Export)))
        .row(resume_button(&turn.state(), &words))
        .row([menu_button(&words)]);
    turn.show(view).await
}

/// What the orders of these movements are shown as.
async fn states_of(
    turn: &Turn,
    movements: &[Movement],
) -> Result<BTreeMap<OrderId, Stage>, FlowError> {
    let ids: Vec<OrderId> =
        movements.iter().map(|movement| movement.order_id).filter(|id| id.is_some()).collect();
    let orders = listing::find_each(&mut *turn.read_tx().await, &ids).await?;
    // A share of what a friend has ordered names an order that is not theirs.
    let own = orders.iter().filter(|order| order.person_id == turn.person.person_id);
    Ok(own.map(|order| (order.order_id, order.stage(turn.now_ms))).collect())
}

/// One signed line.
fn movement_line(words: &Words, movement: &Movement, states: &BTreeMap<OrderId, Stage>) -> String {
    let first = movement.entries.first();
    let what = match states.get(&movement.order_id) {
        Some(stage) => {
            let args = Args::new()
                .text("order", movement.order_id.to_string())
                .text("state", words.word_of("order-state", stage.as_str()));
            words.plain("movement-order", args)
        }
        None => first.map_or_else(String::new, |entry| {
            shorten(&words.memo(&entry.memo_key, &entry.memo_args), MEMO_MAX_CHARS)
        }),
    };
    let args = Args::new()
        .text("sum", signed(words, Money::from_micros(movement.spendable())))
        .text("what", what)
        .text("day", words.day(movement.moved_ms()));
    words.html("movement-line", args)
}

/// How it came about: what a quote below all lines tells.
fn entries_of(words: &Words, movement: &Movement) -> Vec<String> {
    let entries = movement.entries.iter().rev().take(ENTRIES_MAX).rev();
    entries.map(|entry| entry_text(words, entry)).collect()
}

/// An entry with its exact time.
fn entry_text(words: &Words, entry: &StatementLine) -> String {
    let change = Money::from_micros(entry.spendable);
    // What a settled hold used up was taken when it was held: shown, but not as a change.
    let sum = match change.is_zero() {
        true => words.money(Money::from_micros(entry.held.saturating_abs())),
        false => signed(words, change),
    };
    let memo = shorten(&words.memo(&entry.memo_key, &entry.memo_args), MEMO_MAX_CHARS);
    let args = Args::new().text("sum", sum).text("what", memo).time("time", entry.created_ms);
    words.html("movement-entry", args)
}

fn signed(words: &Words, change: Money) -> String {
    let sign = if change.is_positive() { "+" } else { "" };
    format!("{sign}{}", words.money(change))
}

/// Sends the person their statement as a file.
pub async fn export(turn: Arc<Turn>) -> Outcome {
    let (words, reader) = (turn.words(), turn.person.person_id);
    let drawing = Drawing::Text { text_of: Reference::Statement { reader } };
    let view = View::new(words.html("export-file", Args::new()))
        .below(Attachment { kind: FileKind::Document, drawing });
    turn.toast(words.word("export-on-its-way"));
    turn.say(view).await
}

fn balances(words: &Words, wallet: &Wallet, person_id: PersonId) -> Vec<String> {
    // What an order may cost, as every other screen calls the balance.
    let spendable = wallet.spendable().unwrap_or(wallet.available);
    let args = Args::new()
        .text("available", words.balance(spendable))
        .text("held", words.money(wallet.held))
        .text("bonus", words.balance(wallet.bonus))
        .text("owed", words.money(wallet.owed))
        .text("id", person_id.to_string());
    let others = [
        (wallet.held, "balance-held"),
        (as_balance(wallet.bonus), "balance-bonus"),
        (wallet.owed, "balance-owed"),
    ];
    let others = others.into_iter().filter(|(amount, _)| amount.is_positive());
    let keys = others.map(|(_, key)| key).chain(["balance-id"]);
    let others: Vec<String> = keys.map(|key| words.html(key, args.clone())).collect();
    vec![words.html("balance-available", args), others.join(" · "), String::new()]
}

/// A line of a statement: when, how much, and why in words.
pub(in crate::bot) fn line_text(words: &Words, line: &StatementLine) -> String {
    let time = words.time(line.created_ms);
    let memo = escape_html(&shorten(&words.memo(&line.memo_key, &line.memo_args), 120));
    let change = Money::from_micros(line.spendable);
    if change == Money::ZERO {
        // What a settled hold used up was taken when it was held: shown, but not as a change.
        let used = Money::from_micros(line.held.saturating_abs());
        return format!("{} {memo}\n<i>{time}</i>", words.money(used));
    }
    let sign = if change.is_positive() { "+" } else { "" };
    format!("<b>{sign}{}</b> {memo}\n<i>{time}</i>", words.money(change))
}
