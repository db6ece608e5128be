//! Asks providers for refills and cancels in a customer's place: of one order from its card, of
//! several by `/order` with their numbers, of all that are stuck from the alert.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, offer, propose};
use super::answers::reviews_button;
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::OrderId;
use crate::domain::order::request::{OrderRequestKind, RequestRefusal};
use crate::flows::FlowError;
use crate::flows::orders::requests::{self, ORDERS_MAX};
use crate::store::orders::listing;

/// Orders that are named on a card; of more the first.
const NAMED_MAX: usize = 20;

/// What is asked of providers about orders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskProvider {
    /// What is asked for.
    pub kind: OrderRequestKind,
    /// About which orders, at most [`ORDERS_MAX`].
    pub orders: Vec<OrderId>,
}

/// The numbers in what was typed behind `/order`, if it is more than one and nothing else.
#[must_use]
pub fn several(text: &str) -> Option<Vec<OrderId>> {
    let words = text.split(|letter: char| letter.is_whitespace() || letter == ',');
    let numbers = words.map(|word| word.trim_start_matches('#')).filter(|word| !word.is_empty());
    let order_ids: Option<Vec<OrderId>> = numbers.map(|number| number.parse().ok()).collect();
    order_ids.filter(|order_ids| order_ids.len() > 1 && order_ids.len() <= ORDERS_MAX)
}

/// A button of an order's card or of the alert about stuck ones: the card that is to be confirmed.
pub async fn begin(turn: OwnerTurn, (order, kind): (OrderId, OrderRequestKind)) -> Outcome {
    turn.leave_question();
    propose(&turn, &AskProvider { kind, orders: vec![order] }).await
}

/// The orders that have not changed for a month: the card of a cancel of all of them.
pub async fn begin_stuck(turn: OwnerTurn) -> Outcome {
    turn.leave_question();
    let orders = requests::stuck(&mut turn.ctx(&mut *turn.write_tx().await)).await?;
    propose(&turn, &AskProvider { kind: OrderRequestKind::Cancel, orders }).await
}

/// Several orders at once: what may be asked about them, each behind a button.
pub async fn show_several(turn: OwnerTurn, orders: Vec<OrderId>) -> Outcome {
    let words = turn.words();
    let (mut lines, mut view_keys) = (Vec::new(), Vec::new());
    {
        let mut tx = turn.write_tx().await;
        for kind in [OrderRequestKind::Refill, OrderRequestKind::Cancel] {
            let act = AskProvider { kind, orders: orders.clone() };
            let mut at = super::act::acting(&turn, &mut tx, &words);
            let outcomes = act.outcomes(&mut at).await?;
            lines.extend(card_lines(&words, kind, &outcomes));
            lines.push(String::new());
            if outcomes.iter().any(|(_, outcome)| outcome.is_ok()) {
                let nonce = offer(&mut tx, turn.person.person_id, &act, turn.now_ms).await?;
                let label = match kind {
                    OrderRequestKind::Refill => "admin-key-ask-refill",
                    OrderRequestKind::Cancel => "admin-key-ask-cancel",
                };
                view_keys.push(Button::action(words.word(label), Action::Act { nonce }));
            }
        }
    }
    let view = View::new(lines.join("\n"));
    let view = view_keys.into_iter().fold(view, |view, key| view.row([key]));
    turn.show(view.row([reviews_button(&words), menu_button(&words)])).await
}

/// What an owner may ask about an order now, as buttons of its card.
pub(super) fn ask_buttons(
    words: &Words,
    (order, may): (OrderId, &[OrderRequestKind]),
) -> Vec<Button> {
    let button = |kind: &OrderRequestKind| {
        let label = match kind {
            OrderRequestKind::Refill => words.word("admin-key-ask-refill"),
            OrderRequestKind::Cancel => words.word("admin-key-ask-cancel"),
        };
        Button::action(label, Action::AskProvider { order, kind: *kind })
    };
    may.iter().map(button).collect()
}

type Outcomes = Vec<(OrderId, Result<(), RequestRefusal>)>;

impl AskProvider {
    async fn outcomes(&self, at: &mut Acting<'_>) -> Result<Outcomes, FlowError> {
        let orders = listing::find_each(at.ctx.tx, &self.orders).await?;
        requests::check(&mut at.ctx, (&orders, self.kind)).await
    }
}

/// What would be asked about, and of the others why not.
fn card_lines(words: &Words, kind: OrderRequestKind, outcomes: &Outcomes) -> Vec<String> {
    let open: Vec<OrderId> =
        outcomes.iter().filter(|(_, outcome)| outcome.is_ok()).map(|(id, _)| *id).collect();
    let key = match kind {
        OrderRequestKind::Refill => "admin-card-ask-refill",
        OrderRequestKind::Cancel => "admin-card-ask-cancel",
    };
    let named: Vec<String> = open.iter().take(NAMED_MAX).map(|id| format!("#{id}")).collect();
    let args = Args::new()
        .count("n", i64::try_from(open.len()).unwrap_or(i64::MAX))
        .text("n-text", words.number(i64::try_from(open.len()).unwrap_or(i64::MAX)))
        .text("orders", named.join(", "));
    let mut lines = vec![words.html(key, args)];
    let refused = outcomes.iter().filter_map(|(id, outcome)| Some((id, outcome.err()?)));
    lines.extend(refused.take(NAMED_MAX).map(|(id, refusal)| {
        let args = Args::new()
            .text("order", id.to_string())
            .text("reason", refusal::of_request(words, refusal));
        words.html("admin-card-ask-not", args)
    }));
    lines
}

impl StoredAct for AskProvider {
    const NAME: &'static str = "AskProvider";
}

impl Act for AskProvider {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let outcomes = self.outcomes(at).await?;
        if let [(_, Err(refusal))] = outcomes.as_slice() {
            return Err(crate::flows::UserError::RequestRefused(self.kind, *refusal).into());
        }
        Ok(card_lines(at.words, self.kind, &outcomes))
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let asked =
            requests::ask_as_owner(&mut at.ctx, at.actor_id, (&self.orders, self.kind)).await?;
        let count = i64::try_from(asked).unwrap_or(i64::MAX);
        let args = Args::new().count("n", count).text("n-text", at.words.number(count));
        Ok(Some(("admin-done-ask", args)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_numbers_are_told_from_one_and_from_words() {
        let numbers =
            |text: &str| several(text).map(|ids| ids.iter().map(|id| id.get()).collect::<Vec<_>>());
        assert_eq!(numbers("1001 1002"), Some(vec![1_001, 1_002]));
        assert_eq!(numbers(" #1001,#1002,\n1003 "), Some(vec![1_001, 1_002, 1_003]));
        for other in ["", "1001", "1001 and 1002", "1001 x", ",", "99999999999999999999 1"] {
            assert_eq!(numbers(other), None, "{other}");
        }
        assert_eq!(numbers(&"7 ".repeat(ORDERS_MAX + 1)), None);
    }
}
