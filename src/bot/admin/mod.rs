//! What only admins can do. Handlers read what was typed, show what was understood and run a flow
//! after its one-time button. Each checks again that an admin is asking, whatever the tree does.
//! Must never move money without a card that was confirmed.

pub mod acts;
mod cards;
pub mod filing;
#[cfg(test)]
mod fixture;
pub mod markup;
pub mod money;
pub mod order_card;
#[cfg(test)]
mod orders_tests;
pub mod owners;
pub mod parsing;
pub mod people;
pub mod person_card;
pub mod providers;
pub mod refund;
pub mod review;
pub mod sync;
pub mod tickets;
pub mod top_up;

use std::sync::Arc;

use crate::bot::callback::Tap;
use crate::bot::handlers::fallback;
use crate::bot::i18n::{Args, Words};
use crate::bot::keys::menu_key;
use crate::bot::refusal;
use crate::bot::turn::{Origin, Outcome, Turn};
use crate::bot::view::{Key, View};
use crate::domain::ids::{OrderId, ScreenId};
use crate::flows::UserError;
use parsing::InputError;

/// For others the commands of admins do not exist.
async fn as_unknown_command(turn: Arc<Turn>) -> Outcome {
    let state = turn.state();
    fallback::message(turn, state).await
}

/// For others, and for another admin, a button of an admin is an old button.
async fn as_unknown_button(turn: Arc<Turn>) -> Outcome {
    fallback::stale_button(turn).await
}

/// Whether the pressed button is of a pushed message, which is no screen and stays as it is.
fn is_pushed(turn: &Turn) -> bool {
    matches!(turn.origin, Origin::Tapped { screen_id: Some(ScreenId::NONE), .. })
}

/// Says why a flow refused: in place of the card, or in a window over a pushed one.
async fn refuse(turn: &Turn, error: &UserError, keys: Vec<Key>) -> Outcome {
    let words = turn.words();
    let reason = refusal::of_flow(&words, error);
    if is_pushed(turn) {
        turn.alert(reason);
        return Ok(());
    }
    let text = words.html("admin-refused", Args::new().text("reason", reason));
    turn.show(View::new(text).row(keys).row([menu_key(&words)])).await
}

/// What was wrong with a typed command, and an example of a right one.
async fn explain(turn: &Turn, error: &InputError, usage: &str) -> Outcome {
    let words = turn.words();
    let wrong = words.html(error.key(), Args::new());
    let text = format!("{wrong}\n\n{}", words.html(usage, Args::new()));
    turn.show(View::new(text).row([menu_key(&words)])).await
}

fn reviews_key(words: &Words) -> Key {
    Key::tap(words.word("admin-key-reviews"), Tap::Reviews { page: 0 })
}

fn order_key(words: &Words, order: OrderId) -> Key {
    let label = words.plain("admin-key-order", Args::new().text("order", order.to_string()));
    Key::tap(label, Tap::AdminOrder { order })
}
