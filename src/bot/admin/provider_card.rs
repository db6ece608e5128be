//! A provider with what owners may do about it: on and off, another address, when they are warned
//! of its balance, and its removal.

use super::answers::{providers_button, refuse};
use super::providers::part;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::{quoted, same_system_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::provider::{StopReason, Switch};
use crate::flows::FlowError;
use crate::flows::UserError;
use crate::flows::catalog::providers::switched::{self, WARNINGS};
use crate::flows::recharges::trials;
use crate::flows::reconciliation;
use crate::store::provider_warnings::{self, Warning};
use crate::store::providers::{self, Account, Recent};
use crate::store::stops::{self, Stop};
use crate::store::{Tx, chat_providers, exchange_rates};

const LABEL_MAX_CHARS: usize = 20;

/// What is known of a provider.
struct Known {
    account: Account,
    stops: Vec<Stop>,
    warning: Warning,
    recent: Recent,
    is_of_chat: bool,
    /// When the rate that is kept of its currency was seen first.
    rate_seen_ms: Option<i64>,
    /// Whether it sells nothing before a trial has agreed.
    needs_trial: bool,
}

/// The button to a provider.
pub(super) fn provider_button(words: &Words, provider: &str) -> Button {
    let args = Args::new().text("provider", quoted(provider, LABEL_MAX_CHARS));
    let action = Action::Provider { provider: provider.to_owned() };
    Button::action(words.plain("provider-key", args), action)
}

/// The button that begins to switch a provider.
pub(super) fn switch_button(words: &Words, provider: &str, to: Switch) -> Button {
    let label = match to {
        Switch::On => "provider-key-on",
        Switch::Off => "provider-key-off",
    };
    Button::action(words.word(label), Action::SwitchProvider { provider: provider.to_owned(), to })
}

async fn find(tx: &mut Tx, shop_has: bool, provider: &str) -> Result<Option<Known>, FlowError> {
    let Some(account) = providers::account(tx, provider).await? else { return Ok(None) };
    let Some(warning) = provider_warnings::warning(tx, provider).await? else { return Ok(None) };
    let rate = exchange_rates::find(tx, &account.currency).await?;
    Ok(Some(Known {
        account,
        warning,
        rate_seen_ms: rate.map(|rate| rate.seen_ms),
        stops: stops::list(tx, provider).await?,
        recent: providers::recent(tx, provider).await?,
        needs_trial: trials::is_missing(tx, provider).await?,
        is_of_chat: !shop_has && chat_providers::exists(tx, provider).await?,
    }))
}

/// The card of a provider.
pub async fn show(turn: OwnerTurn, provider: String) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let shop_has = turn.shop.provider_rules.is_named(&provider);
    let Some(known) = find(&mut *turn.read_tx().await, shop_has, &provider).await? else {
        let keys = vec![providers_button(&words)];
        return refuse(&turn, &UserError::ProviderNotFound, keys).await;
    };
    let Known { account, stops, warning, recent, .. } = &known;
    let mut lines = vec![part(&words, account, stops, turn.now_ms)];
    if recent.all > 0 {
        let args = Args::new()
            .text("failed", words.number(recent.failed))
            .text("all", words.number(recent.all));
        lines.push(words.html("provider-recent", args));
    }
    lines.extend(rate_line(&words, &known, turn.now_ms));
    lines.push(warning_line(&words, account, *warning));
    if known.needs_trial {
        lines.push(words.word("provider-needs-trial"));
    }
    let view = buttons(&words, &known).into_iter().fold(View::new(lines.join("\n")), View::row);
    turn.show(view.row([providers_button(&words)])).await
}

/// The rate that prices are made by, where it is from, and how old a fetched one is.
fn rate_line(words: &Words, known: &Known, now_ms: i64) -> Option<String> {
    let account = &known.account;
    if account.currency == words.currency() || account.approved_conversion.is_empty() {
        return None;
    }
    let args = Args::new()
        .text("currency", &account.currency)
        .text("rate", &account.approved_conversion)
        .text("shop", words.currency());
    let key = match (account.is_rate_fetched, known.rate_seen_ms) {
        (true, Some(seen_ms)) => {
            let age = words.about(now_ms.saturating_sub(seen_ms));
            return Some(words.html("provider-rate-fetched", args.text("age", age)));
        }
        // One that nobody tells any more: its stop says so.
        (true, None) => return None,
        (false, _) if known.is_of_chat => "provider-rate-typed",
        (false, _) => "provider-rate-settings",
    };
    Some(words.html(key, args))
}

fn warning_line(words: &Words, account: &Account, warning: Warning) -> String {
    match warning.warn_below {
        0 => words.word("provider-warns-never"),
        below => {
            let args =
                Args::new().text("below", words.number(below)).text("currency", &account.currency);
            words.html("provider-warns", args)
        }
    }
}

fn buttons(words: &Words, known: &Known) -> Vec<Vec<Button>> {
    let provider = &known.account.name;
    let is_stopped = |reason| known.stops.iter().any(|stop| stop.reason == reason);
    let is_off = known.stops.iter().any(|stop| stop.reason.ends_by_switch());
    let to = if is_off { Switch::On } else { Switch::Off };
    let mut rows = Vec::new();
    if (known.needs_trial || is_stopped(StopReason::Debited)) && to == Switch::On {
        let trial = Action::RechargeTrial { provider: provider.clone() };
        rows.push(vec![Button::action(words.word("provider-key-trial"), trial)]);
    }
    // Before its trial nothing else switches it on.
    if !(known.needs_trial && to == Switch::On) {
        rows.push(vec![switch_button(words, provider, to)]);
    }
    if is_stopped(StopReason::Moved) {
        rows.push(vec![same_system_button(words, provider)]);
    }
    let warnings = WARNINGS.into_iter().filter(|below| *below != known.warning.warn_below);
    rows.push(warnings.map(|below| warning_button(words, provider, below)).collect());
    let compare = Action::CompareBalance { provider: provider.clone() };
    rows.push(vec![Button::action(words.word("provider-key-compare"), compare)]);
    if known.is_of_chat {
        let retype = Action::RetypeProvider { provider: provider.clone() };
        let remove = Action::RemoveProvider { provider: provider.clone() };
        rows.push(vec![Button::action(words.word("provider-key-retype"), retype)]);
        rows.push(vec![Button::action(words.word("provider-key-remove"), remove)]);
    }
    rows
}

fn warning_button(words: &Words, provider: &str, below: i64) -> Button {
    let label = match below {
        0 => words.word("provider-key-warn-never"),
        below => words.plain("provider-key-warn", Args::new().text("below", words.number(below))),
    };
    Button::action(label, Action::WarnBelow { provider: provider.to_owned(), below })
}

/// Another balance of which owners are warned.
pub async fn warn_below(turn: OwnerTurn, (provider, below): (String, i64)) -> Outcome {
    let changed = {
        let mut tx = turn.write_tx().await;
        let wanted = (provider.as_str(), below);
        switched::warn_below(&mut turn.ctx(&mut tx), turn.person.person_id, wanted).await
    };
    match changed {
        // The same press twice.
        Ok(()) | Err(FlowError::User(UserError::ProviderSwitched)) => show(turn, provider).await,
        Err(FlowError::User(error)) => turn.refuse(&error).await,
        Err(error) => Err(error),
    }
}

/// Whether its balance fits what its orders have cost; the answer comes as a message.
pub async fn compare(turn: OwnerTurn, provider: String) -> Outcome {
    let asked = {
        let mut tx = turn.write_tx().await;
        let admin_id = turn.person.person_id;
        reconciliation::ask_comparison(&mut turn.ctx(&mut tx), admin_id, &provider).await
    };
    match asked {
        Ok(()) => {
            turn.toast(turn.words().word("provider-compare-asked"));
            Ok(())
        }
        Err(FlowError::User(error)) => turn.refuse(&error).await,
        Err(error) => Err(error),
    }
}
