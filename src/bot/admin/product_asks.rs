//! What providers ask the buyers of their products: every sentence waits for an owner, who may also
//! take the approval back.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::{providers_button, refuse};
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::quoted;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::paging::Page;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::AskId;
use crate::flows::catalog::products::{check_ask, decide_ask};
use crate::flows::{FlowError, UserError};
use crate::store::products::{self, Ask};

const PER_PAGE: i64 = 6;
const NAME_MAX_CHARS: usize = 40;
/// What is shown of what is asked.
const ASKS_MAX_CHARS: usize = 300;
/// What of it fits on a button.
const ON_KEY_CHARS: usize = 26;

/// What a provider may ask, or may not any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecideAsk {
    /// Its number.
    pub ask: AskId,
    /// Whether it may be asked.
    pub approve: bool,
}

/// A page of what is asked, each with the button that approves it or takes that back.
pub async fn list(turn: OwnerTurn, page: i64) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let mut page = Page::of(PER_PAGE).asked(page);
    let (asks, total) = {
        let turn = &turn;
        let read =
            |portion| async move { products::list_asks(&mut *turn.read_tx().await, portion).await };
        page.read(read).await?
    };
    let key = if total == 0 { "admin-asks-none" } else { "admin-asks" };
    let mut view = View::new(words.html(key, Args::new()));
    for ask in &asks {
        let mark = if ask.is_approved { "✅" } else { "⏳" };
        let label = format!("{mark} {}", shorten(&ask.asks, ON_KEY_CHARS));
        view = view.row([Button::action(label, Action::ProductAsk { ask: ask.ask_id })]);
    }
    let view = page.leaf(view, |page| Action::ProductAsks { page });
    turn.show(view.row([providers_button(&words), menu_button(&words)])).await
}

/// The button of one of them: the card that is to be confirmed.
pub async fn begin(turn: OwnerTurn, ask: AskId) -> Outcome {
    turn.leave_question();
    let found = products::find_ask(&mut *turn.read_tx().await, ask).await?;
    match found {
        Some(found) => propose(&turn, &DecideAsk { ask, approve: !found.is_approved }).await,
        None => {
            let keys = vec![providers_button(&turn.words())];
            refuse(&turn, &UserError::AskDecided, keys).await
        }
    }
}

fn args_of(words: &Words, ask: &Ask) -> Args {
    Args::new()
        .text("provider", quoted(&ask.provider, NAME_MAX_CHARS))
        .text("asks", quoted(&ask.asks, ASKS_MAX_CHARS))
        .count("n", ask.products)
        .text("n-text", words.number(ask.products))
}

impl StoredAct for DecideAsk {
    const NAME: &'static str = "DecideAsk";
}

impl Act for DecideAsk {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let ask = check_ask(&mut at.ctx, self.ask, self.approve).await?;
        let key = if self.approve { "admin-card-ask-approve" } else { "admin-card-ask-withdraw" };
        Ok(vec![at.words.html(key, args_of(at.words, &ask))])
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let ask = decide_ask(&mut at.ctx, at.actor_id, (self.ask, self.approve)).await?;
        let key = if self.approve { "admin-done-ask-approve" } else { "admin-done-ask-withdraw" };
        Ok(Some((key, args_of(at.words, &ask))))
    }
}
