//! What alerts of several kinds are made of.

use super::{quoted, quoted_or_dash};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::Button;
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::OrderId;
use crate::notifications::notice::Who;

/// Names and reasons in alerts are cut here.
pub(super) const LINE_MAX_CHARS: usize = 200;
pub(super) const NAME_MAX_CHARS: usize = 80;
/// Buttons beside each other.
pub(super) const BUTTONS_PER_ROW: usize = 5;

pub(super) fn name_of(who: &Who) -> String {
    quoted_or_dash(&who.name, NAME_MAX_CHARS)
}

pub(super) fn many_args(words: &Words, count: i64) -> Args {
    Args::new().count("n", count).text("n-text", words.number(count))
}

pub(super) fn name_args(provider: &str) -> Args {
    Args::new().text("provider", quoted(provider, LINE_MAX_CHARS))
}

pub(super) fn order_button(order: OrderId) -> Button {
    Button::action(format!("🔎 #{order}"), Action::AdminOrder { order })
}

/// Some of `count` things, and a sign when there are more.
pub(super) fn listing(named: Vec<String>, count: i64) -> String {
    let is_all = i64::try_from(named.len()).is_ok_and(|named| named >= count);
    let end = if is_all { "" } else { ", …" };
    format!("{}{end}", named.join(", "))
}
