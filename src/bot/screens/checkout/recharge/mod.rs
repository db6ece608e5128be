//! Top-ups of phones and games: destination, operator and amount, each a question of its own, and
//! the price, which a worker asks the provider for while the screen says so. Must never show a
//! destination whole, nor leave one in the dialogue.

mod amount;
mod destination;
mod operator;
mod price;

use super::asked::Asked;
use crate::bot::dispatch::state::Draft;
use crate::bot::ui::words::escape_html;
use crate::domain::fields::{Field, Kept};

pub(super) use amount::{ask as ask_amount, receive as receive_amount, take as take_amount};
pub(super) use destination::{ask as ask_destination, receive as receive_destination};
pub(super) use operator::{
    ask as ask_operator, pick as pick_operator, receive as receive_operator,
};
pub(super) use price::{again, is_told_before, quote, show};

/// The same below what may be shown of the destination.
fn below_masked(asked: Asked, draft: &Draft, field: Field) -> Asked {
    let shown = draft.entries.values.iter();
    let shown = shown.filter(|(other, _)| other.kept() == Kept::Sealed && **other != field);
    let masked = shown.map(|(_, masked)| format!("\n👤 {}", escape_html(masked)));
    let above = masked.fold(asked.above, |above, line| above + &line);
    Asked { above, ..asked }
}
