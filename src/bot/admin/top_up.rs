//! What a customer asked for, given or declined. Giving is an act whose first button comes with the
//! request.

use super::act::{Act, Acting, Done};
use super::card_lines::{person_line, wallet_lines};
use super::declining::{Declinable, Open};
use crate::bot::admin::adjust::{has_open_checkout, wallet_args};
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::state::State;
use crate::bot::ui::callback::Action;
use crate::bot::ui::words::Args;
use crate::domain::ids::TopUpId;
use crate::domain::money::Money;
use crate::domain::top_up::{DeclineChoice, DeclineReason};
use crate::flows::deposits::top_ups;
use crate::flows::wallet::adjust;
use crate::flows::{FlowError, Upon};
use crate::notifications::cards::TopUpGrant;

impl Act for TopUpGrant {
    /// To leave it is not to decline: the customer reads nothing, and the request stays open.
    fn dropping(&self) -> (&'static str, &'static str) {
        ("key-cancel", "admin-top-up-left")
    }

    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let words = at.words;
        let (request, (before, after)) = top_ups::preview(&mut at.ctx, (at.actor_id, self)).await?;
        let args = Args::new().text("amount", words.money(request.amount()));
        let mut lines = vec![
            words.html("admin-card-credit", args),
            person_line(at.ctx.tx, words, request.person_id).await?,
        ];
        lines.extend(wallet_lines(words, &before, &after));
        if let Some(was) = self.was.filter(|was| *was != before.available) {
            let args = Args::new()
                .text("before", words.money(was))
                .text("after", words.money(before.available));
            lines.push(words.html("admin-top-up-changed", args));
        }
        if let Some(order) = top_ups::placed_meanwhile(at.ctx.tx, &request).await? {
            let args = Args::new().text("order", order.to_string());
            lines.push(words.html("admin-top-up-placed", args));
        }
        Ok(lines)
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let has_open_checkout = has_open_checkout(at.ctx.tx, self.person).await?;
        let ids = (at.actor_id, self.request);
        let given = top_ups::give(&mut at.ctx, ids, has_open_checkout).await?;
        let given = (given.person_id, given.amount());
        Ok(Some(("admin-done-credit", wallet_args(at.ctx.tx, at.words, given).await?)))
    }

    async fn reconsidered(&self, at: &mut Acting<'_>) -> Result<Option<Self>, FlowError> {
        top_ups::reconsidered(at.ctx.tx, self).await
    }
}

impl Declinable for TopUpId {
    const ASK: &'static str = "admin-decline-ask";

    fn question(self) -> State {
        State::Decline { request: self }
    }

    fn tap(self, reason: DeclineChoice) -> Action {
        Action::DeclineTopUpAs { request: self, reason }
    }

    async fn open(self, turn: &OwnerTurn) -> Result<Open, FlowError> {
        let (mut tx, words) = (turn.write_tx().await, turn.words());
        let found = top_ups::open_request(&mut tx, self).await?;
        let upon = Upon { actor_id: turn.person.person_id, person_id: found.person_id };
        adjust::check(&mut turn.ctx(&mut tx), upon).await?;
        let person = person_line(&mut tx, &words, found.person_id).await?;
        Ok(Open { amount: found.amount(), about: Some(person) })
    }

    async fn decline(self, turn: &OwnerTurn, reason: DeclineReason) -> Result<Money, FlowError> {
        let mut tx = turn.write_tx().await;
        let found = top_ups::open_request(&mut tx, self).await?;
        let why = (reason, has_open_checkout(&mut tx, found.person_id).await?);
        let ids = (turn.person.person_id, self);
        Ok(top_ups::decline(&mut turn.ctx(&mut tx), ids, why).await?.amount())
    }
}
