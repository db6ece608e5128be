//! "Where is my deposit?": asks for the hash of a payment; a worker answers.

use std::sync::Arc;

use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::screens::support;
use crate::bot::ui::buttons::{menu_button, resume_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, escape_html};
use crate::domain::ids::DepositQuestionId;
use crate::flows::deposits::questions;
use crate::flows::{FlowError, UserError};

/// Asks for the hash.
pub async fn ask(turn: Arc<Turn>) -> Outcome {
    let under = turn.state().into_step().map(Box::new);
    turn.go(State::DepositQuestion { under });
    show_question(&turn, None).await
}

async fn show_question(turn: &Turn, error: Option<&UserError>) -> Outcome {
    let words = turn.words();
    let mut text = words.html("whereabouts-ask", Args::new());
    if let Some(error) = error {
        text = format!("⚠️ {}\n\n{text}", escape_html(&refusal::of_flow(&words, error)));
    }
    turn.show(View::new(text).row([Button::action(words.word("key-cancel"), Action::Cancel)])).await
}

/// A hash, or a link with it, was typed.
pub async fn receive(turn: Arc<Turn>, _: Option<Box<State>>, text: String) -> Outcome {
    let asked = {
        let mut tx = turn.write_tx().await;
        let person_id = turn.person.person_id;
        questions::ask(&mut turn.ctx(&mut tx), person_id, (&text, false)).await
    };
    match asked {
        Ok(()) => {
            turn.leave_question();
            let words = turn.words();
            let view = View::new(words.html("whereabouts-looking", Args::new()));
            let view = view.row(resume_button(&turn.state(), &words));
            turn.show(view.row([menu_button(&words)])).await
        }
        Err(FlowError::User(error)) => show_question(&turn, Some(&error)).await,
        Err(error) => Err(error),
    }
}

/// Nothing was found: the shop is asked, with the hash.
pub async fn open_ticket(turn: Arc<Turn>, question: DepositQuestionId) -> Outcome {
    let words = turn.words();
    let opened = {
        let mut tx = turn.write_tx().await;
        let text = words.word("whereabouts-ticket");
        questions::open_ticket(&mut turn.ctx(&mut tx), &turn.person, question, &text).await
    };
    match opened {
        Ok(ticket) => support::card(turn, ticket).await,
        Err(FlowError::User(UserError::DepositGone)) => {
            turn.answer_old_button();
            Ok(())
        }
        Err(FlowError::User(error)) => {
            turn.alert(refusal::of_flow(&words, &error));
            Ok(())
        }
        Err(error) => Err(error),
    }
}
