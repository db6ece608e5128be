//! A person's money: the balance, their id to copy, and what happened to it, in words.

use std::sync::Arc;

use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::screens::invite;
use crate::bot::ui::buttons::{deposit_button, deposits_button, menu_button, resume_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::paging::Page;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::ids::PersonId;
use crate::domain::ledger::Wallet;
use crate::domain::money::Money;
use crate::domain::pricing::as_balance;
use crate::store::ledger::{self, StatementLine};

const PER_PAGE: i64 = 8;

/// `/balance`.
pub async fn first_page(turn: Arc<Turn>) -> Outcome {
    statement(turn, 0).await
}

/// A page of the statement.
pub async fn statement(turn: Arc<Turn>, page: i64) -> Outcome {
    let words = turn.words();
    turn.leave_question();
    let (mut page, person_id) = (Page::of(PER_PAGE).asked(page), turn.person.person_id);
    let wallet = ledger::wallet(&mut *turn.read_tx().await, person_id).await?;
    let (lines, total) = {
        let turn = &turn;
        let read = |portion| async move {
            ledger::statement(&mut *turn.read_tx().await, person_id, portion).await
        };
        page.read(read).await?
    };
    let mut text = balances(&words, &wallet, person_id);
    for line in &lines {
        text.push('\n');
        text.push_str(&line_text(&words, line));
    }
    if total == 0 {
        text.push('\n');
        text.push_str(&words.html("balance-no-entries", Args::new()));
    }
    let view = page
        .leaf(View::new(text), |page| Action::Balance { page })
        .row(deposit_button(&turn, &words).into_iter().chain(deposits_button(&turn, &words)))
        .row(invite::button(&turn, &words).await?)
        .row([Button::copy(words.word("key-copy-id"), person_id.to_string())])
        .row(resume_button(&turn.state(), &words))
        .row([menu_button(&words)]);
    turn.show(view).await
}

fn balances(words: &Words, wallet: &Wallet, person_id: PersonId) -> String {
    // What an order may cost, as every other screen calls the balance.
    let spendable = wallet.spendable().unwrap_or(wallet.available);
    let args = Args::new()
        .text("available", words.balance(spendable))
        .text("held", words.money(wallet.held))
        .text("bonus", words.balance(wallet.bonus))
        .text("owed", words.money(wallet.owed))
        .text("id", person_id.to_string());
    let mut lines = vec![words.html("balance-available", args.clone())];
    let others = [
        (wallet.held, "balance-held"),
        (as_balance(wallet.bonus), "balance-bonus"),
        (wallet.owed, "balance-owed"),
    ];
    for (amount, key) in others {
        if amount.is_positive() {
            lines.push(words.html(key, args.clone()));
        }
    }
    lines.push(words.html("balance-id", args));
    lines.push(String::new());
    lines.join("\n")
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
