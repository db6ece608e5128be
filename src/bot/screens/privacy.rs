//! *Delete my data*: what goes, what stays, and the button that does it.

use std::sync::Arc;

use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::screens::rules;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::Args;
use crate::domain::shop_text::ShopText;
use crate::flows::{FlowError, UserError, privacy};
use crate::store::orders::listing::Filter;

/// Says what goes and what stays, or why nothing can be deleted now.
pub async fn ask(turn: Arc<Turn>) -> Outcome {
    turn.leave_question();
    let checked = {
        let mut tx = turn.write_tx().await;
        privacy::check(&mut turn.ctx(&mut tx), &turn.person).await
    };
    match checked {
        Ok(()) => {
            let words = turn.words();
            let yes = Button::action(words.word("key-erase-yes"), Action::EraseMeYes);
            let no =
                Button::action(words.word("key-back"), Action::Rules { text: ShopText::Privacy });
            let view = View::new(words.html("erase-ask", Args::new()));
            turn.show(view.row([yes]).row([no])).await
        }
        Err(FlowError::User(error)) => refuse(&turn, &error).await,
        Err(error) => Err(error),
    }
}

async fn refuse(turn: &Turn, error: &UserError) -> Outcome {
    let words = turn.words();
    let why = Args::new().text("reason", refusal::of_flow(&words, error));
    let ways = match error {
        UserError::OrdersOpen { .. } => {
            let tap = Action::Orders { filter: Filter::Open, page: 0 };
            Some(Button::action(words.word("key-orders"), tap))
        }
        UserError::BalanceLeft { .. } | UserError::Owes(_) => {
            Some(Button::action(words.word("key-balance"), Action::Balance { page: 0 }))
        }
        UserError::DepositsOpen | UserError::TicketsOpen => {
            Some(Button::action(words.word("key-support"), Action::Support))
        }
        _ => None,
    };
    let view = View::new(words.html("erase-refused", why)).row(ways);
    turn.show(view.row([rules::text_button(&words, ShopText::Privacy), menu_button(&words)])).await
}

/// Deletes it. What is said then is no screen: nothing of theirs is kept.
pub async fn erase(turn: Arc<Turn>) -> Outcome {
    let erased = {
        let mut tx = turn.write_tx().await;
        privacy::erase(&mut turn.ctx(&mut tx), &turn.person).await
    };
    match erased {
        Ok(()) => {
            turn.go(State::Idle);
            turn.say(View::new(turn.words().html("erase-done", Args::new()))).await
        }
        Err(FlowError::User(error)) => refuse(&turn, &error).await,
        Err(error) => Err(error),
    }
}
