//! Decides an order in review; the provider's id is shown with what the provider says about it
//! before anybody can attach it.

use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator as _;

use super::act::{Act, Acting, Done, offer, propose};
use super::answers::{order_button, refuse, reviews_button};
use super::card_lines::{order_args, order_lines, return_lines};
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::quoted;
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::OrderId;
use crate::domain::order::{OrderState, ReviewChoice, ShopReason};
use crate::flows::orders::review::{self, Decision, check_decision};
use crate::flows::{FlowError, UserError};
use crate::store::id_checks::IdCheck;
use crate::store::orders::Order;
use crate::store::{id_checks, orders};

/// A provider's words are cut here.
const STATUS_MAX_CHARS: usize = 60;
/// The longest id of a provider, in characters.
const ID_MAX_CHARS: usize = 64;

/// An order in review decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decide {
    /// The order.
    pub order: OrderId,
    /// What is decided.
    pub choice: ReviewChoice,
    /// What was typed, for the decision that it was placed.
    pub provider_order_id: Option<String>,
}

impl Decide {
    fn decision(&self) -> Result<Decision, UserError> {
        Ok(match self.choice {
            ReviewChoice::Placed => {
                let typed = self.provider_order_id.clone();
                let provider_order_id = typed.ok_or(UserError::OrderNotFound)?;
                Decision::Placed { provider_order_id }
            }
            ReviewChoice::SendAgain => Decision::SendAgain,
            ReviewChoice::NotPlaced => Decision::NotPlaced,
            ReviewChoice::Return => Decision::Return,
            ReviewChoice::Delivered => Decision::Delivered,
        })
    }
}

/// What may be decided about an order now, as buttons.
pub(super) fn choice_buttons(words: &Words, order: &Order) -> Vec<Button> {
    let kind = order.review_kind().filter(|_| order.state == OrderState::Review);
    let choices = ReviewChoice::iter().filter(|choice| Some(choice.answers()) == kind);
    let order = order.order_id;
    let key = |choice: ReviewChoice| {
        let label = match choice {
            ReviewChoice::Placed => "admin-key-placed",
            ReviewChoice::SendAgain => "admin-key-again",
            ReviewChoice::NotPlaced => "admin-key-not-placed",
            ReviewChoice::Return => "admin-key-return",
            ReviewChoice::Delivered => "admin-key-delivered",
        };
        Button::action(words.word(label), Action::Decide { order, choice })
    };
    choices.map(key).collect()
}

/// A decision was pressed: asks for the provider's id, or shows the card to confirm.
pub async fn begin(turn: OwnerTurn, (order, choice): (OrderId, ReviewChoice)) -> Outcome {
    turn.leave_question();
    if choice == ReviewChoice::Placed {
        return ask_id(&turn, order, None).await;
    }
    propose(&turn, &Decide { order, choice, provider_order_id: None }).await
}

/// Asks for the provider's id; `problem` says what was wrong with the last one.
async fn ask_id(turn: &OwnerTurn, order_id: OrderId, problem: Option<String>) -> Outcome {
    let words = turn.words();
    let checked = {
        let mut tx = turn.write_tx().await;
        match review::answerable(&mut turn.ctx(&mut tx), turn.person.person_id, order_id).await {
            Ok(order) => Ok((order_lines(&mut tx, &words, &order).await?, order)),
            Err(FlowError::User(error)) => Err(error),
            Err(error) => return Err(error),
        }
    };
    let (mut lines, order) = match checked {
        Ok(checked) => checked,
        Err(error) => {
            turn.go(State::Idle);
            return refuse(turn, &error, vec![order_button(&words, order_id)]).await;
        }
    };
    lines.splice(0..0, problem.into_iter().flat_map(|problem| [problem, String::new()]));
    let args = Args::new()
        .text("order", order_id.to_string())
        .text("provider", quoted(&order.provider, STATUS_MAX_CHARS))
        .text("seen", quoted(&order.seen_id, STATUS_MAX_CHARS));
    lines.extend([String::new(), words.html("admin-ask-id", args.clone())]);
    if !order.seen_id.is_empty() {
        lines.push(words.html("admin-ask-id-seen", args));
    }
    turn.go(State::ProviderId { order: order_id });
    let view =
        View::new(lines.join("\n")).row([order_button(&words, order_id), reviews_button(&words)]);
    turn.show(view).await
}

/// The provider's id was typed: it is kept for a worker to ask about, whose answer carries the
/// Confirm button.
pub async fn provider_id(turn: OwnerTurn, order: OrderId, text: String) -> Outcome {
    let words = turn.words();
    let Some(id) = typed_id(&text) else {
        let problem = words.html("admin-wrong-id", Args::new());
        return ask_id(&turn, order, Some(problem)).await;
    };
    match request_id_check(&turn, order, id).await {
        Ok(provider) => {
            turn.go(State::Idle);
            let args = Args::new()
                .text("order", order.to_string())
                .text("id", id)
                .text("provider", quoted(&provider, STATUS_MAX_CHARS));
            let view = View::new(words.html("admin-id-asked", args));
            turn.show(view.row([order_button(&words, order), reviews_button(&words)])).await
        }
        Err(FlowError::User(error @ UserError::IdTaken { .. })) => {
            let reason = refusal::of_flow(&words, &error);
            let problem = words.html("admin-refused", Args::new().text("reason", reason));
            ask_id(&turn, order, Some(problem)).await
        }
        Err(FlowError::User(error)) => {
            turn.go(State::Idle);
            refuse(&turn, &error, vec![order_button(&words, order)]).await
        }
        Err(error) => Err(error),
    }
}

/// Writes the act and the question about the id; returns the provider's name.
async fn request_id_check(turn: &OwnerTurn, order: OrderId, id: &str) -> Result<String, FlowError> {
    let (admin_id, now_ms) = (turn.person.person_id, turn.now_ms);
    let decision = Decision::Placed { provider_order_id: id.to_owned() };
    let mut tx = turn.write_tx().await;
    let order = check_decision(&mut turn.ctx(&mut tx), admin_id, order, &decision).await?;
    let (order_id, provider) = (order.order_id, order.provider.clone());
    let (choice, typed) = (ReviewChoice::Placed, Some(id.to_owned()));
    let act = Decide { order: order_id, choice, provider_order_id: typed };
    let request = IdCheck {
        nonce: offer(&mut tx, admin_id, &act, now_ms).await?,
        admin_id,
        order_id,
        provider: provider.clone(),
        provider_order_id: id.to_owned(),
        id_space: order.id_space,
    };
    id_checks::insert(&mut tx, &request, now_ms).await?;
    orders::answers::keep(&mut tx, &order, ShopReason::Typed.into(), id, now_ms).await?;
    Ok(provider)
}

/// Reads the id that a provider gave an order.
fn typed_id(text: &str) -> Option<&str> {
    let id = text.trim();
    let is_right =
        (1..=ID_MAX_CHARS).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
    is_right.then_some(id)
}

impl StoredAct for Decide {
    const NAME: &'static str = "Decide";
}

impl Act for Decide {
    fn order(&self) -> Option<OrderId> {
        Some(self.order)
    }

    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let (words, decision) = (at.words, self.decision()?);
        let order = check_decision(&mut at.ctx, at.actor_id, self.order, &decision).await?;
        let amount = decision.returns_now(&order);
        let mut args = order_args(words, &order).text("amount", words.money(amount));
        if let Decision::Placed { provider_order_id } = &decision {
            args = args.text("id", provider_order_id);
        }
        let key = match &decision {
            Decision::Placed { .. } => "admin-card-placed",
            Decision::SendAgain => "admin-card-send-again",
            Decision::NotPlaced => "admin-card-not-placed",
            Decision::Return => "admin-card-return",
            Decision::Delivered => "admin-card-delivered",
        };
        let mut lines = vec![words.html(key, args)];
        lines.extend(order_lines(at.ctx.tx, words, &order).await?);
        if amount.is_positive() {
            lines.extend(return_lines(at.ctx.tx, words, &order, amount).await?);
        }
        Ok(lines)
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let (decision, ids) = (self.decision()?, (at.actor_id, self.order));
        review::decide(&mut at.ctx, ids, &decision).await?;
        Ok(Some(("admin-done-decide", Args::new().text("order", self.order.to_string()))))
    }
}

#[cfg(test)]
mod tests {
    use super::typed_id;

    #[test]
    fn an_id_of_a_provider_is_visible_ascii() {
        assert_eq!(typed_id(" 23501 \n"), Some("23501"));
        assert_eq!(typed_id("a-b_c/9"), Some("a-b_c/9"));
        for text in ["", "  ", "two words", "№5", "\u{200b}5"] {
            assert_eq!(typed_id(text), None, "{text}");
        }
        assert_eq!(typed_id(&"7".repeat(64)).map(str::len), Some(64));
        assert_eq!(typed_id(&"7".repeat(65)), None);
    }
}
