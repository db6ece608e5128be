//! Adding a provider in an owner's private chat: one question after the other, a try by a worker,
//! and the card that adds it. Messages with an address or a key are taken out of the chat at once.
//! Must never repeat either of them.

use serde::{Deserialize, Serialize};
use teloxide::types::Message;

use super::act::{Act, Acting, Done, offer};
use super::answers::{as_unknown_button, providers_button, refuse};
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::{new_provider_lines, quoted};
use crate::bot::screens::fallback;
use crate::bot::ui::buttons::cancel_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, escape_html};
use crate::domain::exchange_rate::FETCHED;
use crate::domain::ids::ProviderDraftId;
use crate::domain::provider::ProviderAsk;
use crate::flows::catalog::providers::added;
use crate::flows::catalog::providers::typing::{self, Next};
use crate::flows::{FlowError, UserError};
use crate::store::outbox::Subject;
use crate::store::provider_drafts::Draft;

const TEXT_MAX_CHARS: usize = 60;

/// A provider added, or a known one given its new address and key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddProvider {
    /// What was typed.
    pub draft: ProviderDraftId,
    /// The host that the shop knew under this name, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

/// The Add button: the first question.
pub async fn begin(turn: OwnerTurn) -> Outcome {
    turn.leave_question();
    let begun = {
        let mut tx = turn.write_tx().await;
        typing::begin(&mut turn.ctx(&mut tx), turn.person.person_id).await
    };
    ask_first(&turn, begun).await
}

/// Address and key of a known provider anew.
pub async fn anew(turn: OwnerTurn, provider: String) -> Outcome {
    turn.leave_question();
    let begun = {
        let mut tx = turn.write_tx().await;
        typing::begin_anew(&mut turn.ctx(&mut tx), turn.person.person_id, &provider).await
    };
    ask_first(&turn, begun).await
}

/// Address and key again after a try that failed.
pub async fn again(turn: OwnerTurn) -> Outcome {
    turn.leave_question();
    let begun = {
        let mut tx = turn.write_tx().await;
        typing::again(&mut turn.ctx(&mut tx), turn.person.person_id).await
    };
    ask_first(&turn, begun).await
}

async fn ask_first(turn: &OwnerTurn, begun: Result<ProviderAsk, FlowError>) -> Outcome {
    match begun {
        Ok(asks) => ask(turn, asks, None).await,
        Err(FlowError::User(error)) => {
            refuse(turn, &error, vec![providers_button(&turn.words())]).await
        }
        Err(error) => Err(error),
    }
}

/// Asks; `problem` says what was wrong with the last answer.
async fn ask(turn: &OwnerTurn, asks: ProviderAsk, problem: Option<String>) -> Outcome {
    let words = turn.words();
    turn.go(State::NewProvider { asks });
    let question = words.html(&format!("provider-ask-{}", asks.into_str()), Args::new());
    let lines: Vec<String> = problem.into_iter().chain([question]).collect();
    let own = (asks == ProviderAsk::Currency)
        .then(|| Button::action(turn.shop.currency.clone(), Action::OwnCurrency));
    let fetched = (asks == ProviderAsk::Rate && turn.shop.provider_rules.has_rates)
        .then(|| Button::action(words.word("provider-key-fetched"), Action::FetchedRate));
    turn.show(View::new(lines.join("\n\n")).row(own).row(fetched).row([cancel_button(&words)]))
        .await
}

/// An answer was typed.
pub async fn receive(
    turn: OwnerTurn,
    message: Message,
    asks: ProviderAsk,
    text: String,
) -> Outcome {
    // First of all, whatever becomes of it: nobody else may read it in this chat.
    if asks.is_secret() {
        fallback::take_away(&turn, &message).await?;
    }
    take(&turn, (asks, &text)).await
}

/// The shop's currency was chosen.
pub async fn own(turn: OwnerTurn, asks: ProviderAsk) -> Outcome {
    if asks != ProviderAsk::Currency {
        return as_unknown_button(&turn);
    }
    let currency = turn.shop.currency.clone();
    take(&turn, (asks, &currency)).await
}

/// The rate is to be fetched.
pub async fn fetched(turn: OwnerTurn, asks: ProviderAsk) -> Outcome {
    if asks != ProviderAsk::Rate {
        return as_unknown_button(&turn);
    }
    take(&turn, (asks, FETCHED)).await
}

async fn take(turn: &OwnerTurn, (asks, text): (ProviderAsk, &str)) -> Outcome {
    let taken = {
        let mut tx = turn.write_tx().await;
        typing::take(&mut turn.ctx(&mut tx), turn.person.person_id, (asks, text)).await
    };
    match taken {
        Ok(Next::Ask(asks)) => ask(turn, asks, None).await,
        Ok(Next::Complete(draft)) => have_tried(turn, *draft).await,
        Err(FlowError::User(error @ (UserError::DraftGone | UserError::NoMasterKey))) => {
            turn.go(State::Idle);
            refuse(turn, &error, vec![providers_button(&turn.words())]).await
        }
        Err(FlowError::User(error)) => {
            let problem = refusal::of_flow(&turn.words(), &error);
            ask(turn, asks, Some(format!("⚠️ {}", escape_html(&problem)))).await
        }
        Err(error) => Err(error),
    }
}

/// Everything is there: a worker tries it, and the screen says so meanwhile.
async fn have_tried(turn: &OwnerTurn, draft: Draft) -> Outcome {
    let words = turn.words();
    let (draft_id, host) = (draft.draft_id, draft.host.clone());
    {
        let mut tx = turn.write_tx().await;
        let from = typing::moved_from(&mut tx, &draft).await?;
        let act = AddProvider { draft: draft_id, from };
        let nonce = offer(&mut tx, turn.person.person_id, &act, turn.now_ms).await?;
        typing::ask(&mut turn.ctx(&mut tx), draft, nonce).await?;
    }
    turn.go(State::Idle);
    let args = Args::new().text("host", quoted(&host, TEXT_MAX_CHARS));
    let view = View::new(words.html("provider-trying", args));
    turn.show(view.row([providers_button(&words)]).about(Subject::NewProvider(draft_id))).await
}

impl StoredAct for AddProvider {
    const NAME: &'static str = "AddProvider";
}

impl Act for AddProvider {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let shown = (self.draft, self.from.as_deref());
        let (_, card) = added::check_added(&mut at.ctx, at.actor_id, shown).await?;
        Ok(new_provider_lines(at.words, &card))
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let shown = (self.draft, self.from.as_deref());
        let name = added::add(&mut at.ctx, at.actor_id, shown).await?;
        Ok(Some(("provider-done-added", name_args(&name))))
    }
}

fn name_args(name: &str) -> Args {
    Args::new().text("provider", quoted(name, TEXT_MAX_CHARS))
}
