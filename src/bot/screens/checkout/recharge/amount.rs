//! The question for the amount: whole units of the provider's currency. What it costs is told by
//! the provider afterwards.

use super::below_masked;
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::amount_text;
use crate::bot::screens::checkout::asked::{Asked, question};
use crate::bot::screens::checkout::{ask as ask_again, go_on, offer_of, within_limits};
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

/// One was pressed.
pub async fn pick(turn: &Turn, draft: Draft, amount: i64) -> Outcome {
    let offer = offer_of(turn, draft.service).await?;
    take(turn, &offer, draft, Some(amount)).await
}

/// It was typed.
pub async fn receive(turn: &Turn, draft: Draft, text: &str) -> Outcome {
    let offer = offer_of(turn, draft.service).await?;
    let amount = parse_quantity(&within_limits(text)).ok();
    take(turn, &offer, draft, amount).await
}

async fn take(turn: &Turn, offer: &Offer, draft: Draft, amount: Option<i64>) -> Outcome {
    let limits = offer.limits();
    let Some(amount) = amount.filter(|amount| limits.contain(*amount)) else {
        let words = turn.words();
        let args = range_args(&words, limits, currency(turn, offer));
        let problem = words.html("recharge-amount-bad", args);
        return ask_again(turn, offer, draft, (Field::Amount, Some(problem))).await;
    };
    let draft = Draft { quantity: Some(amount), typed_quantity: None, ..draft };
    go_on(turn, offer, draft, Field::Amount).await
}
