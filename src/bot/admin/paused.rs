//! Services that are off sale because an order was charged above its cost: the list of them, and
//! the act that puts one on sale again.

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
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::ServiceId;
use crate::flows::FlowError;
use crate::flows::catalog::guard::pauses;
use crate::store::service_pauses::{self, Pause};

const PER_PAGE: i64 = 4;
const NAME_MAX_CHARS: usize = 40;
const SUM_MAX_CHARS: usize = 60;

/// A service put on sale again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumeService {
    /// The service.
    pub service: ServiceId,
    /// Since when it is off sale, by the card.
    pub since_ms: i64,
}

/// A page of the services that are off sale.
pub async fn list(turn: OwnerTurn, page: i64) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let mut page = Page::of(PER_PAGE).asked(page);
    let (paused, total) = {
        let turn = &turn;
        let read = |portion| async move {
            service_pauses::list(&mut *turn.read_tx().await, portion).await
        };
        page.read(read).await?
    };
    let key = if total == 0 { "admin-paused-none" } else { "admin-paused" };
    let mut lines = vec![words.html(key, Args::new().text("n-text", words.number(total)))];
    lines.extend(paused.iter().flat_map(|(pause, name)| lines_of(&words, pause, name)));
    let view = paused.iter().fold(View::new(lines.join("\n")), |view, (pause, _)| {
        let service = pause.service_id;
        let label = words.plain("admin-key-on-sale", Args::new().text("id", service.to_string()));
        view.row([Button::action(label, Action::ResumeService { service })])
    });
    let view = page.leaf(view, |page| Action::PausedServices { page });
    turn.show(view.row([providers_button(&words), menu_button(&words)])).await
}

/// The service, and the two sums.
fn lines_of(words: &Words, pause: &Pause, name: &str) -> [String; 2] {
    let sum = |amount: &str| quoted(&format!("{amount} {}", pause.currency), SUM_MAX_CHARS);
    let args = Args::new()
        .text("id", pause.service_id.to_string())
        .text("name", quoted(name, NAME_MAX_CHARS))
        .text("marks", "")
        .text("order", pause.order_id.to_string())
        .text("charge", sum(&pause.charge))
        .text("expected", sum(&pause.expected));
    ["price-change-head", "admin-paused-line"].map(|key| words.html(key, args.clone()))
}

/// Its button: the card that is to be confirmed.
pub async fn begin(turn: OwnerTurn, service: ServiceId) -> Outcome {
    turn.leave_question();
    let found = pauses::check(&mut *turn.write_tx().await, service, None).await;
    match found {
        Ok((Pause { since_ms, .. }, _)) => {
            propose(&turn, &ResumeService { service, since_ms }).await
        }
        Err(FlowError::User(error)) => {
            refuse(&turn, &error, vec![providers_button(&turn.words())]).await
        }
        Err(error) => Err(error),
    }
}

impl StoredAct for ResumeService {
    const NAME: &'static str = "ResumeService";
}

impl Act for ResumeService {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let (pause, name) = pauses::check(at.ctx.tx, self.service, Some(self.since_ms)).await?;
        let mut lines = vec![at.words.html("admin-card-on-sale", Args::new())];
        lines.extend(lines_of(at.words, &pause, &name));
        lines.push(at.words.html("admin-card-on-sale-rule", Args::new()));
        Ok(lines)
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let pause = (self.service, self.since_ms);
        pauses::resume(&mut at.ctx, at.actor_id, pause).await?;
        Ok(Some(("admin-done-on-sale", Args::new().text("id", self.service.to_string()))))
    }
}
