//! What owners are told of prices that wait for them: after a sync, after a start, and once one of
//! them has decided.

use super::alert_parts::{LINE_MAX_CHARS, many_args, name_args, name_of};
use super::price_lines::percent_moved;
use super::quoted;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::number::parse_decimal;
use crate::notifications::acts::PricesDecided;
use crate::notifications::providers::{ChangesWait, ConversionMove};

/// The button to the list of what waits.
pub(super) fn changes_button(words: &Words) -> Button {
    Button::action(words.word("admin-key-look"), Action::PriceChanges { page: 0 })
}

/// The button that lets prices follow the settings' rate of a currency.
#[must_use]
pub fn rate_button(words: &Words, provider: &str) -> Button {
    let label = words.plain("admin-key-rate", Args::new().text("provider", quoted(provider, 12)));
    Button::action(label, Action::TakeRate { provider: provider.to_owned() })
}

pub(super) fn changes_wait(words: &Words, changes: &ChangesWait) -> View {
    let ChangesWait { provider, news, tally, off_sale } = changes;
    let args = name_args(provider)
        .text("n-text", words.number(*news))
        .text("repriced", words.number(tally.repriced))
        .text("other", words.number(tally.other))
        .text("off-sale", words.number(*off_sale));
    let lines = [
        (true, "notice-admin-changes-wait"),
        (tally.repriced > 0, "notice-admin-changes-repriced"),
        (tally.other > 0, "notice-admin-changes-other"),
        (*off_sale > 0, "notice-admin-changes-off-sale"),
        (true, "notice-admin-changes-hint"),
    ];
    let shown = lines.into_iter().filter(|(is_shown, _)| *is_shown);
    let text: Vec<String> = shown.map(|(_, key)| words.html(key, args.clone())).collect();
    View::new(text.join("\n")).row([changes_button(words)])
}

/// What a moved rate is told with.
pub(super) fn rate_args(moved: &ConversionMove) -> Args {
    let rates = parse_decimal(&moved.before).zip(parse_decimal(&moved.after));
    let percent = rates.map(|(before, after)| percent_moved(before, after));
    name_args(&moved.provider)
        .text("currency", quoted(&moved.currency, LINE_MAX_CHARS))
        .text("before", &moved.before)
        .text("after", &moved.after)
        .text("percent", percent.unwrap_or_default())
}

pub(super) fn conversion_moved(words: &Words, moved: &ConversionMove, is_fetched: bool) -> View {
    let head = match is_fetched {
        true => "notice-admin-rate-fetched",
        false => "notice-admin-rate-configured",
    };
    let lines = [head, "notice-admin-rate-moved"].map(|key| words.html(key, rate_args(moved)));
    View::new(lines.join("\n")).row([rate_button(words, &moved.provider)])
}

pub(super) fn decided(words: &Words, decided: &PricesDecided) -> View {
    let PricesDecided { actor, count, service, is_applied } = decided;
    let key = match (is_applied, service.is_empty()) {
        (true, true) => "notice-admin-prices-applied",
        (true, false) => "notice-admin-price-applied",
        (false, true) => "notice-admin-prices-skipped",
        (false, false) => "notice-admin-price-skipped",
    };
    let args = many_args(words, *count)
        .text("name", quoted(service, LINE_MAX_CHARS))
        .text("admin", name_of(actor))
        .text("by", actor.person_id.to_string());
    View::new(words.html(key, args))
}
