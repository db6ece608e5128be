//! `/providers`: which of them get orders, why not and since when, the way to try a stopped one by
//! one order, and to add another one.

use super::filing::filed_button;
use super::provider_card::provider_button;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::{quoted, rate_button, resume_button, stop_lines};
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::provider::Trial;
use crate::flows::catalog::guard::conversions;
use crate::store::portion::Portion;
use crate::store::providers::{self, Account};
use crate::store::stops::{self, Stop};
use crate::store::{StoreError, Tx, filed_words, price_changes, products, service_pauses};

/// Providers shown at the most; a message has no room for many more.
const SHOWN_MAX: i64 = 20;
/// Buttons to providers beside each other.
const CARDS_PER_ROW: usize = 2;
const NAME_MAX_CHARS: usize = 40;
const TEXT_MAX_CHARS: usize = 60;

/// `/providers`.
pub async fn show(turn: OwnerTurn) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let (accounts, stops, filed, guarded, has_asks) = {
        let mut tx = turn.read_tx().await;
        let accounts = providers::accounts(&mut tx, SHOWN_MAX).await?;
        let (_, asks) = products::list_asks(&mut tx, Portion::first(1)).await?;
        let (stops, filed) = (stops::list(&mut tx, "").await?, filed_words::counts(&mut tx).await?);
        (accounts, stops, filed, guard_buttons(&words, &mut tx).await?, asks > 0)
    };
    let key = if accounts.is_empty() { "provider-none" } else { "admin-providers" };
    let mut parts = vec![words.html(key, Args::new())];
    parts.extend(accounts.iter().map(|account| part(&words, account, &stops, turn.now_ms)));
    let view = accounts
        .iter()
        .filter(|account| may_resume(account, &stops))
        .fold(View::new(parts.join("\n\n")), |view, account| {
            view.row([resume_button(&words, &account.name)])
        });
    let view = accounts
        .iter()
        .filter(|account| conversions::waiting(account).is_some())
        .fold(view, |view, account| view.row([rate_button(&words, &account.name)]));
    let view = guarded.into_iter().fold(view, |view, button| view.row([button]));
    let view = accounts
        .iter()
        .filter(|account| filed.iter().any(|(provider, _)| *provider == account.name))
        .fold(view, |view, account| view.row([filed_button(&words, &account.name)]));
    let cards = accounts.iter().map(|account| provider_button(&words, &account.name));
    let cards: Vec<Button> = cards.collect();
    let view = cards.chunks(CARDS_PER_ROW).fold(view, |view, row| view.row(row.to_vec()));
    let asks = has_asks.then(|| {
        Button::action(words.word("admin-key-product-asks"), Action::ProductAsks { page: 0 })
    });
    let add = Button::action(words.word("provider-key-add"), Action::AddProvider);
    turn.show(view.row(asks).row([add]).row([menu_button(&words)])).await
}

/// The ways to what waits for an owner, where anything does.
pub(super) async fn guard_buttons(words: &Words, tx: &mut Tx) -> Result<Vec<Button>, StoreError> {
    let tally = price_changes::tally(tx, "").await?;
    let (waiting, paused) =
        (tally.open.saturating_add(tally.skipped), service_pauses::count(tx).await?);
    let label =
        |key: &str, count: i64| words.plain(key, Args::new().text("n-text", words.number(count)));
    let mut buttons = Vec::new();
    if waiting > 0 {
        let tap = Action::PriceChanges { page: 0 };
        buttons.push(Button::action(label("admin-key-prices", waiting), tap));
    }
    if paused > 0 {
        let tap = Action::PausedServices { page: 0 };
        buttons.push(Button::action(label("admin-key-paused", paused), tap));
    }
    Ok(buttons)
}

fn own<'s>(account: &Account, stops: &'s [Stop]) -> Vec<&'s Stop> {
    stops.iter().filter(|stop| stop.provider == account.name).collect()
}

fn may_resume(account: &Account, stops: &[Stop]) -> bool {
    let own = own(account, stops);
    let can_end = own.iter().all(|stop| stop.reason.ends_by_an_order());
    let is_open = matches!(account.trial, Trial::None | Trial::Failed);
    !own.is_empty() && can_end && is_open
}

pub(super) fn part(words: &Words, account: &Account, stops: &[Stop], now_ms: i64) -> String {
    let held = format!("{} {}", account.balance, account.account_currency);
    let args = Args::new()
        .text("provider", quoted(&account.name, NAME_MAX_CHARS))
        .text("host", quoted(&account.host, TEXT_MAX_CHARS))
        .text("balance", quoted(&held, TEXT_MAX_CHARS))
        .time("time", account.balance_ms)
        .count("n", account.queued)
        .text("n-text", words.number(account.queued));
    let mut lines = vec![words.html("admin-provider", args.clone())];
    let own = own(account, stops);
    if own.is_empty() {
        lines.push(words.word("admin-provider-works"));
    }
    for stop in own {
        lines.push(since_line(words, stop));
        lines.extend(stop_lines(words, stop));
    }
    if account.queued > 0 && account.not_before_ms > now_ms {
        let next = Args::new().time("time", account.not_before_ms);
        lines.push(words.html("admin-provider-pauses", next));
    }
    if let Some((before, after)) = conversions::waiting(account) {
        let key = match account.is_rate_fetched {
            true => "admin-provider-rate-fetched",
            false => "admin-provider-rate",
        };
        lines.push(words.html(key, rate_args(account, before, after)));
    }
    if account.trial != Trial::None {
        lines.push(words.word_of("admin-trial", account.trial.into_str()));
    }
    if account.balance_ms > 0 {
        lines.push(words.html("admin-provider-balance", args.clone()));
    }
    if account.queued > 0 {
        lines.push(words.html("admin-provider-queued", args));
    }
    lines.join("\n")
}

fn rate_args(account: &Account, before: &str, after: &str) -> Args {
    Args::new()
        .text("currency", quoted(&account.currency, NAME_MAX_CHARS))
        .text("before", before)
        .text("after", after)
}

fn since_line(words: &Words, stop: &Stop) -> String {
    match stop.since_ms {
        0 => words.word("admin-provider-stopped-before"),
        since_ms => {
            let since = Args::new().time("time", since_ms);
            words.html("admin-provider-stopped", since)
        }
    }
}
