//! Where a service is bought, for owners: its sources with what each costs and what speaks against
//! it now, and the acts that add one and take one away. Which is taken is no act: the cheapest that
//! sells and delivers.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::refuse;
use super::naming;
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::quoted;
use crate::bot::ui::buttons::{cancel_button, menu_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::catalog::naming::CatalogItem;
use crate::domain::catalog::sources::SOURCES_MAX;
use crate::domain::ids::ServiceId;
use crate::domain::money::Money;
use crate::domain::pricing;
use crate::flows::FlowError;
use crate::flows::catalog::sources::{self, Pair, PairIds};
use crate::store::catalog::Offer;
use crate::store::service_sources::{self, Linked};

const NAME_MAX_CHARS: usize = 80;
const PROVIDER_MAX_CHARS: usize = 20;
const ADD_TEXTS: [&str; 2] = ["admin-card-source-add", "admin-card-source-add-rule"];
const REMOVE_TEXTS: [&str; 2] = ["admin-card-source-remove", "admin-card-source-remove-rule"];

/// A service bought where another one comes from too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddSource {
    /// What is sold.
    pub service: ServiceId,
    /// The service of a provider.
    pub other: ServiceId,
}

/// That taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveSource {
    /// What is sold.
    pub service: ServiceId,
    /// The service of a provider.
    pub other: ServiceId,
}

/// The button on the card of a service.
pub(super) fn sources_button(words: &Words, service: ServiceId) -> Button {
    Button::action(words.word("admin-key-sources"), Action::Sources { service })
}

/// Where a service is bought.
pub async fn show(turn: OwnerTurn, service: ServiceId) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let item = match naming::find(&turn, CatalogItem::Service(service)).await? {
        Ok(item) => item,
        Err(error) => return refuse(&turn, &error, Vec::new()).await,
    };
    let now_ms = turn.now_ms;
    let linked = service_sources::list_of(&mut *turn.read_tx().await, service, now_ms).await?;
    let args = Args::new()
        .text("number", service.to_string())
        .text("name", quoted(&item.listed_name, NAME_MAX_CHARS));
    let mut lines = vec![words.html("admin-sources", args), String::new()];
    if linked.is_empty() {
        lines.push(words.html("admin-sources-one", Args::new()));
    } else {
        lines.extend(linked.iter().map(|source| line(&words, source)));
        lines.extend([String::new(), words.html("admin-sources-rule", Args::new())]);
    }
    let others = linked.iter().filter(|source| !source.is_own());
    let mut view = others.fold(View::new(lines.join("\n")), |view, source| {
        view.row([remove_button(&words, source)])
    });
    if i64::try_from(linked.len()).unwrap_or(i64::MAX) <= SOURCES_MAX {
        let add = Button::action(words.word("admin-key-source-add"), Action::AddSource { service });
        view = view.row([add]);
    }
    let back = Action::EditItem { item: CatalogItem::Service(service) };
    turn.show(view.row([Button::action(words.word("key-back"), back), menu_button(&words)])).await
}

fn line(words: &Words, source: &Linked) -> String {
    let candidate = &source.candidate;
    let mark = match candidate {
        _ if candidate.source_id == source.bought_at => "▶️",
        it if it.obstacle.is_some() => "⛔",
        _ => "▫️",
    };
    let mut line = words.html(
        "admin-source-line",
        Args::new()
            .text("mark", mark)
            .text("provider", quoted(&candidate.provider, PROVIDER_MAX_CHARS))
            .text("id", source.own_service_id.to_string())
            .text("cost", words.money(candidate.cost)),
    );
    if let Some(percent) = candidate.record.delivered_percent() {
        let args = Args::new().text("percent", words.number(percent));
        line.push_str(&words.html("admin-source-delivered", args));
    }
    let against = candidate.obstacle.map(|obstacle| obstacle.into_str());
    let against = against.or(candidate.is_unreliable().then_some("unreliable"));
    if let Some(against) = against {
        line.push_str("\n      ⚠️ ");
        line.push_str(&words.word_of("admin-obstacle", against));
    }
    line
}

fn remove_button(words: &Words, source: &Linked) -> Button {
    let args = Args::new()
        .text("provider", quoted(&source.candidate.provider, PROVIDER_MAX_CHARS))
        .text("id", source.own_service_id.to_string());
    let (service, other) = (source.service_id, source.own_service_id);
    let tap = Action::RemoveSource { service, other };
    Button::action(words.plain("admin-key-source-remove", args), tap)
}

/// The Add button: the question which.
pub async fn ask(turn: OwnerTurn, service: ServiceId) -> Outcome {
    turn.leave_question();
    ask_again(&turn, service, None).await
}

async fn ask_again(turn: &OwnerTurn, service: ServiceId, problem: Option<String>) -> Outcome {
    let words = turn.words();
    let question = words.html("admin-source-ask", Args::new().text("id", service.to_string()));
    let lines: Vec<String> = problem.into_iter().chain([question]).collect();
    turn.go(State::NewSource { service });
    let back = Button::action(words.word("key-back"), Action::Sources { service });
    turn.show(View::new(lines.join("\n\n")).row([back, cancel_button(&words)])).await
}

/// The number was typed.
pub async fn receive(turn: OwnerTurn, service: ServiceId, text: String) -> Outcome {
    let typed = text.trim().trim_start_matches('#').parse::<i64>().ok().map(ServiceId::new);
    let Some(other) = typed else {
        let word = turn.words().html("admin-source-not-a-number", Args::new());
        return ask_again(&turn, service, Some(word)).await;
    };
    let checked = {
        let mut tx = turn.write_tx().await;
        sources::check_add(&mut turn.ctx(&mut tx), PairIds { sold: service, other }).await
    };
    match checked {
        Ok(_) => {
            turn.go(State::Idle);
            propose(&turn, &AddSource { service, other }).await
        }
        Err(FlowError::User(error)) => {
            let word = refusal::of_flow(&turn.words(), &error);
            let word = format!("⚠️ {}", escape_html(&word));
            ask_again(&turn, service, Some(word)).await
        }
        Err(error) => Err(error),
    }
}

/// The Remove button: the card that is to be confirmed.
pub async fn begin_remove(turn: OwnerTurn, (service, other): (ServiceId, ServiceId)) -> Outcome {
    turn.leave_question();
    propose(&turn, &RemoveSource { service, other }).await
}

fn card(words: &Words, [head, rule]: [&'static str; 2], pair: &Pair) -> Vec<String> {
    let id = Args::new().text("id", pair.sold.service_id.to_string());
    let line = |offer: &Offer| {
        let args = Args::new()
            .text("mark", "•")
            .text("provider", quoted(&offer.provider, PROVIDER_MAX_CHARS))
            .text("id", offer.service_id.to_string())
            .text("cost", words.money(unit_cost(offer)));
        let name = quoted(&offer.listed_name, NAME_MAX_CHARS);
        let name = words.html("admin-source-name", Args::new().text("name", name));
        format!("{}\n{name}", words.html("admin-source-line", args))
    };
    let (head, rule) = (words.html(head, id), words.html(rule, Args::new()));
    vec![head, line(&pair.sold), line(&pair.other), String::new(), rule]
}

/// What the shop pays for what the rate is the price of, at the worst.
fn unit_cost(offer: &Offer) -> Money {
    let dearest = offer.dearest;
    pricing::unit_cost(dearest.rate, dearest.conversion).unwrap_or_default()
}

fn done_args(pair: &Pair) -> Args {
    Args::new()
        .text("id", pair.sold.service_id.to_string())
        .text("other", pair.other.service_id.to_string())
        .text("provider", quoted(&pair.other.provider, PROVIDER_MAX_CHARS))
}

impl AddSource {
    const fn ids(&self) -> PairIds {
        PairIds { sold: self.service, other: self.other }
    }
}

impl StoredAct for AddSource {
    const NAME: &'static str = "AddSource";
}

impl Act for AddSource {
    fn way_back(&self, words: &Words) -> Option<Button> {
        Some(sources_button(words, self.service))
    }

    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let pair = sources::check_add(&mut at.ctx, self.ids()).await?;
        Ok(card(at.words, ADD_TEXTS, &pair))
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let pair = sources::add(&mut at.ctx, at.actor_id, self.ids()).await?;
        Ok(Some(("admin-done-source-add", done_args(&pair))))
    }
}

impl RemoveSource {
    const fn ids(&self) -> PairIds {
        PairIds { sold: self.service, other: self.other }
    }
}

impl StoredAct for RemoveSource {
    const NAME: &'static str = "RemoveSource";
}

impl Act for RemoveSource {
    fn way_back(&self, words: &Words) -> Option<Button> {
        Some(sources_button(words, self.service))
    }

    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let pair = sources::check_remove(&mut at.ctx, self.ids()).await?;
        Ok(card(at.words, REMOVE_TEXTS, &pair))
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let pair = sources::remove(&mut at.ctx, at.actor_id, self.ids()).await?;
        Ok(Some(("admin-done-source-remove", done_args(&pair))))
    }
}
