//! A word for everything that fits nowhere: pictures where a text is asked, chatter, old buttons.
//! State stays as it is.

use std::sync::Arc;

use teloxide::types::{ChatMemberUpdated, Message};

use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::screens::checkout;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::Args;
use crate::domain::ids::ChatId;
use crate::store::outbox::{Lane, Method, Outgoing};
use crate::store::{outbox, people};

/// A message that nothing expects, or of a kind that is not expected.
pub async fn message(turn: Arc<Turn>, state: State) -> Outcome {
    let words = turn.words();
    if let Some(question) = state.question() {
        return ask_for_text(&turn, &question.again).await;
    }
    let step = match &state {
        State::Link { .. } => "fallback-link",
        State::Quantity { .. } | State::Number { .. } => "fallback-number",
        State::List { .. } => "fallback-list",
        State::Word { .. } => "fallback-word",
        State::Choice { .. } => "choice-bad",
        State::Confirm { .. } => "",
        _ => {
            let order = Button::action(words.word("key-order"), Action::Categories { page: 0 });
            let view = View::new(words.html("fallback-unknown", Args::new()));
            return turn.show(view.row([order, menu_button(&words)])).await;
        }
    };
    // The step is asked again with all of its buttons.
    let word = if step.is_empty() { String::new() } else { words.html(step, Args::new()) };
    checkout::remind(turn, state, word).await
}

/// The question stands, and shows that whatever is written next answers it.
async fn ask_for_text(turn: &Turn, key: &str) -> Outcome {
    let words = turn.words();
    let view = View::new(words.html(key, Args::new()));
    turn.show(view.row([Button::action(words.word("key-cancel"), Action::Cancel)])).await
}

/// The answer to an owner's question by somebody who is no owner any more: nobody asks them.
pub async fn not_asked(turn: Arc<Turn>, message: Message) -> Outcome {
    if turn.state().asks_for_a_secret() {
        take_away(&turn, &message).await?;
    }
    turn.go(State::Idle);
    self::message(turn, State::Idle).await
}

/// Takes a message that nobody else may read out of the person's chat.
pub async fn take_away(turn: &Turn, message: &Message) -> Outcome {
    let (chat_id, message_id) = (turn.chat_id(), message.id.0);
    let payload = format!("{{\"chat_id\":{chat_id},\"message_id\":{message_id}}}");
    turn.write(Outgoing::new(chat_id, Lane::Reply, Method::DeleteMessage, payload)).await
}

/// A button of an old screen, of another version, or of somebody else.
pub async fn stale_button(turn: Arc<Turn>) -> Outcome {
    turn.answer_old_button();
    Ok(())
}

/// A label.
pub async fn nothing() -> Outcome {
    Ok(())
}

/// The person blocked the bot or came back.
pub async fn membership(turn: Arc<Turn>, change: ChatMemberUpdated) -> Outcome {
    let (mut tx, person_id) = (turn.write_tx().await, turn.person.person_id);
    if change.new_chat_member.is_present() {
        people::set_returned(&mut tx, person_id, turn.now_ms).await?;
        outbox::revive(&mut tx, ChatId::with(person_id)).await?;
    } else {
        people::set_blocked(&mut tx, person_id).await?;
    }
    Ok(())
}
