//! What owners' screens have in common: how a dead button is answered, why something is refused,
//! how something is asked, and the buttons to orders.

use super::typed::InputError;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::{Origin, Outcome};
use crate::bot::ui::buttons::{cancel_button, menu_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::{OrderId, ScreenId};
use crate::flows::UserError;

/// A button behind which nothing of this owner's waits, or that does not fit, is an old button.
pub(super) fn as_unknown_button(turn: &OwnerTurn) -> Outcome {
    turn.answer_old_button();
    Ok(())
}

/// Whether the pressed button is of a pushed message, which is no screen and stays as it is.
pub(super) fn is_pushed(turn: &OwnerTurn) -> bool {
    matches!(turn.origin, Origin::Pressed { screen_id: Some(ScreenId::NONE), .. })
}

/// Says why a flow refused: in place of the card, or in a window over a pushed one.
pub(super) async fn refuse(turn: &OwnerTurn, error: &UserError, keys: Vec<Button>) -> Outcome {
    let words = turn.words();
    let reason = refusal::of_flow(&words, error);
    if is_pushed(turn) {
        turn.alert(reason);
        return Ok(());
    }
    let text = words.html("admin-refused", Args::new().text("reason", reason));
    turn.show(View::new(text).row(keys).row([menu_button(&words)])).await
}

/// Asks for something that is typed; the button ends the question.
pub(super) async fn ask(turn: &OwnerTurn, question: String) -> Outcome {
    turn.show(View::new(question).row([cancel_button(&turn.words())])).await
}

/// What was wrong with a typed command, and an example of a right one.
pub(super) async fn explain(turn: &OwnerTurn, error: &InputError, usage: &str) -> Outcome {
    let words = turn.words();
    let wrong = words.html(error.key(), Args::new());
    let text = format!("{wrong}\n\n{}", words.html(usage, Args::new()));
    turn.show(View::new(text).row([menu_button(&words)])).await
}

/// The button to the orders that wait for a decision.
pub(super) fn reviews_button(words: &Words) -> Button {
    Button::action(words.word("admin-key-reviews"), Action::Reviews { page: 0 })
}

/// The button to an order.
pub(super) fn order_button(words: &Words, order: OrderId) -> Button {
    let label = words.plain("admin-key-order", Args::new().text("order", order.to_string()));
    Button::action(label, Action::AdminOrder { order })
}

/// The button to the list of providers.
pub(super) fn providers_button(words: &Words) -> Button {
    Button::action(words.word("admin-key-providers"), Action::Providers)
}
