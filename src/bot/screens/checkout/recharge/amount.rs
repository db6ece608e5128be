//! The question for the amount: whole units of the provider's currency. What it costs is told by
//! the provider afterwards.

use super::below_masked;
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::amount_text;
use crate::bot::screens::checkout::answer::{Answer, within_limits};
use crate::bot::screens::checkout::asked::{Asked, question};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::fields::Field;
use crate::domain::limits::Limits;
use crate::domain::number::parse_quantity;
use crate::store::catalog::Offer;

/// Amounts offered as buttons where the limits allow.
const ROUND: [i64; 8] = [100, 200, 300, 500, 1_000, 2_000, 3_000, 5_000];
/// So many at the most.
const OFFERED_MAX: usize = 6;

fn currency<'a>(turn: &'a Turn, offer: &'a Offer) -> &'a str {
    let menu = turn.shop.recharges.get(&offer.provider);
    menu.map_or(offer.currency.as_str(), |menu| menu.currency.as_str())
}

/// Asks for it.
pub async fn ask(turn: &Turn, offer: &Offer, draft: Draft, asked: Asked) -> Outcome {
    let words = turn.words();
    let code = currency(turn, offer);
    let limits = offer.limits();
    let range = words.html("recharge-amount-range", range_args(&words, limits, code));
    let problem = Some(asked.problem.clone().unwrap_or(range));
    let asked = below_masked(Asked { problem, ..asked }, &draft, Field::Amount);
    let mut view = View::new(question(&words, &asked, Field::Amount));
    let kept = draft.quantity.filter(|kept| !ROUND.contains(kept));
    let mut offered: Vec<i64> = kept.into_iter().chain(ROUND).collect();
    offered.retain(|amount| limits.contain(*amount));
    offered.truncate(OFFERED_MAX);
    offered.sort_unstable();
    for row in offered.chunks(2) {
        let key = |number: &i64| {
            let label = amount_text(&words, *number, code);
            Button::action(label, Action::Number { number: *number })
        };
        view = view.row(row.iter().map(key));
    }
    turn.go(State::Number { field: Field::Amount, draft });
    turn.show(Asked::close(asked.rows, view, &words)).await
}

fn range_args(words: &Words, Limits { min, max }: Limits, code: &str) -> Args {
    Args::new()
        .text("min", amount_text(words, min, code))
        .text("max", amount_text(words, max, code))
}

/// It was typed.
pub fn receive(turn: &Turn, offer: &Offer, draft: Draft, text: &str) -> Answer {
    let amount = parse_quantity(&within_limits(text)).ok();
    take(turn, offer, draft, amount)
}

/// Takes an amount; `None` where what was typed is none.
pub fn take(turn: &Turn, offer: &Offer, draft: Draft, amount: Option<i64>) -> Answer {
    let limits = offer.limits();
    let Some(amount) = amount.filter(|amount| limits.contain(*amount)) else {
        let words = turn.words();
        let args = range_args(&words, limits, currency(turn, offer));
        let problem = words.html("recharge-amount-bad", args);
        return Answer::Again(draft, Some(problem));
    };
    Answer::Taken(Draft { quantity: Some(amount), typed_quantity: None, ..draft })
}
