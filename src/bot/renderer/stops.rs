//! A stop of a provider in words: why, what the provider said, and what ends it.

use super::quoted;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::provider::{Form, Said, StopReason};
use crate::store::stops::Stop;

const NAME_MAX_CHARS: usize = 40;
const WORDS_MAX_CHARS: usize = 300;

/// Why a provider is stopped and what it said, without its name.
#[must_use]
pub fn stop_lines(words: &Words, stop: &Stop) -> Vec<String> {
    let detail = quoted(&stop.detail, WORDS_MAX_CHARS);
    let args = Args::new().text("words", detail.clone());
    let mut lines = vec![words.word_of("admin-stop", stop.reason.into_str())];
    let said = match (stop.reason, stop.is_page) {
        (StopReason::Moved, _) => "provider-moved-to",
        (StopReason::Currency, _) => "admin-said-account",
        (_, false) => "admin-said",
        _ => "admin-said-page",
    };
    if !detail.is_empty() {
        lines.push(words.html(said, args));
    }
    lines
}

/// What a provider said, as one line of code.
#[must_use]
pub fn said_line(words: &Words, said: &Said) -> String {
    let key = if said.form == Form::Page { "admin-said-web-page" } else { "admin-said" };
    words.html(key, Args::new().text("words", quoted(&said.text, WORDS_MAX_CHARS)))
}

/// The button that offers a trial order.
#[must_use]
pub fn resume_button(words: &Words, provider: &str) -> Button {
    let label = words.plain("admin-key-resume", Args::new().text("provider", quoted(provider, 20)));
    Button::action(label, Action::ResumeProvider { provider: provider.to_owned() })
}

/// The button that says that another host is the same system.
#[must_use]
pub fn same_system_button(words: &Words, provider: &str) -> Button {
    let action = Action::SameSystem { provider: provider.to_owned() };
    Button::action(words.word("provider-key-same"), action)
}

pub(super) fn view(words: &Words, stop: &Stop, is_after_trial: bool) -> View {
    let head = if is_after_trial { "notice-admin-trial-failed" } else { "notice-admin-stopped" };
    let args = Args::new().text("provider", quoted(&stop.provider, NAME_MAX_CHARS));
    let mut lines = vec![words.html(head, args)];
    lines.extend(stop_lines(words, stop));
    lines.push(words.word("admin-stop-waits"));
    let view = View::new(lines.join("\n"));
    if stop.reason.ends_by_an_order() {
        view.row([resume_button(words, &stop.provider)])
    } else {
        view
    }
}
