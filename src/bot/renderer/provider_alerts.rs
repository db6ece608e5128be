//! Alerts about providers. What they say appears as one line of code.

use super::alert_parts::{LINE_MAX_CHARS, name_args};
use super::price_alerts;
use super::stops::{self, said_line};
use super::{quoted, recharge_trial, synced};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::Words;
use crate::notifications::providers::{ProviderAlert, Refusal, Shrunk};

/// A notice as a message with its buttons.
pub(super) fn view(words: &Words, notice: &ProviderAlert) -> View {
    match notice {
        ProviderAlert::Provider { provider, fault, said } => {
            let fault = words.word_of("admin-provider-fault", fault.into_str());
            let args = name_args(provider).text("fault", fault);
            let alert = words.html("notice-admin-provider", args);
            let said = said.as_ref().map(|said| said_line(words, said));
            View::new([alert].into_iter().chain(said).collect::<Vec<_>>().join("\n"))
        }
        ProviderAlert::ProviderStopped { stop, is_after_trial } => {
            stops::view(words, stop, *is_after_trial)
        }
        ProviderAlert::Moved { provider, from, to } => {
            let args = name_args(provider)
                .text("from", quoted(from, LINE_MAX_CHARS))
                .text("to", quoted(to, LINE_MAX_CHARS));
            View::new(words.html("provider-moved", args))
                .row([stops::same_system_button(words, provider)])
        }
        ProviderAlert::BalanceLow { provider, balance, below } => {
            let args = name_args(provider)
                .text("balance", quoted(balance, LINE_MAX_CHARS))
                .text("below", words.number(*below));
            View::new(words.html("provider-low", args))
        }
        ProviderAlert::ProviderBack { provider } => {
            View::new(words.html("notice-admin-provider-back", name_args(provider)))
        }
        ProviderAlert::CatalogRefused { provider, refusal } => {
            View::new(catalog_refused(words, provider, *refusal))
        }
        ProviderAlert::RowsUnread { provider, rows } => {
            View::new(synced::unread_rows(words, provider, rows))
        }
        ProviderAlert::ReturnsStopped { provider } => {
            View::new(words.html("notice-admin-returns-stopped", name_args(provider)))
        }
        ProviderAlert::ChangesWait(changes) => price_alerts::changes_wait(words, changes),
        ProviderAlert::ConversionMoved { moved, is_fetched } => {
            price_alerts::conversion_moved(words, moved, *is_fetched)
        }
        ProviderAlert::ProductAsks { provider, count } => {
            let args = name_args(provider).count("n", *count).text("n-text", words.number(*count));
            let key = Button::action(
                words.word("admin-key-product-asks"),
                Action::ProductAsks { page: 0 },
            );
            View::new(words.html("notice-admin-product-asks", args)).row([key])
        }
        ProviderAlert::ProductsNeedKey { provider } => {
            View::new(words.html("notice-admin-products-need-key", name_args(provider)))
        }
        ProviderAlert::TrialMeasured(figures) => recharge_trial::measured(words, figures),
        ProviderAlert::TrialFailed { provider, order_id } => {
            recharge_trial::failed(words, provider, *order_id)
        }
        ProviderAlert::Synced(report) => synced::view(words, report),
    }
}

pub(super) fn catalog_refused(words: &Words, provider: &str, refusal: Refusal) -> String {
    let args = name_args(provider);
    let Refusal::Shrunk(Shrunk { known, listed }) = refusal else {
        return words.html("notice-admin-catalog-unreadable", args);
    };
    let key = match listed {
        0 => "notice-admin-catalog-empty",
        _ => "notice-admin-catalog-shrunk",
    };
    let args = args.text("known", words.number(known)).text("listed", words.number(listed));
    words.html(key, args)
}
