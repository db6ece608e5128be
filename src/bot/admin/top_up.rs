//! What a customer asked for, given or declined. Giving is an act whose first button comes with the
//! request; of declining the reason is chosen or typed, and the customer reads it.

use strum::IntoEnumIterator as _;

use super::act::{Act, Acting, Done};
use super::answers::{is_pushed, refuse};
use super::card_lines::{person_line, wallet_lines};
use crate::bot::admin::adjust::{has_open_checkout, wallet_args};
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::TopUpId;
use crate::domain::one_line::one_line;
use crate::domain::top_up::{DeclineChoice, DeclineReason};
use crate::flows::FlowError;
use crate::flows::deposits::top_ups;
use crate::flows::wallet::adjust;
use crate::notifications::cards::TopUpGrant;
use crate::store::top_ups::TopUp;

/// As long as the reason of any other act.
const REASON_MAX_CHARS: usize = 200;

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

/// The Decline button of a request: the reasons.
pub async fn ask_why(turn: OwnerTurn, request: TopUpId) -> Outcome {
    turn.leave_question();
    match ask(&turn, request, "admin-decline-ask").await {
        Ok((view, _)) => turn.show(view).await,
        Err(FlowError::User(error)) => refuse(&turn, &error, Vec::new()).await,
        Err(error) => Err(error),
    }
}

/// The request and what may be done with it, below a word.
async fn ask(turn: &OwnerTurn, request: TopUpId, key: &str) -> Result<(View, TopUp), FlowError> {
    let words = turn.words();
    let (found, person) = {
        let mut tx = turn.write_tx().await;
        let found = top_ups::open_request(&mut tx, request).await?;
        adjust::check(&mut turn.ctx(&mut tx), turn.person.person_id, found.person_id).await?;
        let person = person_line(&mut tx, &words, found.person_id).await?;
        (found, person)
    };
    let args = Args::new().text("amount", words.money(found.amount()));
    let view = View::new(format!("{}\n{person}", words.html(key, args)));
    let keys = reason_buttons(&words, |reason| Action::DeclineTopUpAs { request, reason });
    let view = keys.into_iter().fold(view, |view, key| view.row([key]));
    Ok((view.row([Button::action(words.word("key-cancel"), Action::Cancel)]), found))
}

/// The reasons to decline, a button each.
pub(super) fn reason_buttons(
    words: &Words,
    action: impl Fn(DeclineChoice) -> Action,
) -> Vec<Button> {
    let key = |reason| {
        let label = match reason {
            DeclineChoice::NotFound => "admin-key-not-found",
            DeclineChoice::PayFirst => "admin-key-pay-first",
            DeclineChoice::NotNow => "admin-key-not-now",
            DeclineChoice::Unexplained => "admin-key-no-reason",
            DeclineChoice::OwnWords => "admin-key-own-words",
        };
        Button::action(words.word(label), action(reason))
    };
    DeclineChoice::iter().map(key).collect()
}

/// An owner's own words as a reason, or what is wrong with them.
pub(super) fn own_reason(text: &str) -> Result<DeclineReason, &'static str> {
    let own = one_line(text);
    // A part of a reason would go out as the whole one.
    match own.chars().count() {
        0 => Err("fallback-reason"),
        1..=REASON_MAX_CHARS => Ok(DeclineReason::Words(own)),
        _ => Err("admin-wrong-long-reason"),
    }
}

/// One of the reasons, or the wish to type one.
pub async fn decline(turn: OwnerTurn, (request, reason): (TopUpId, DeclineChoice)) -> Outcome {
    turn.leave_question();
    match reason.reason() {
        Some(reason) => declined(&turn, request, reason).await,
        None => ask_words(&turn, request).await,
    }
}

async fn ask_words(turn: &OwnerTurn, request: TopUpId) -> Outcome {
    let words = turn.words();
    match ask(turn, request, "admin-decline-words").await {
        Ok((view, _)) => {
            turn.go(State::Decline { request });
            let view = View::new(view.text);
            turn.show(view.row([Button::action(words.word("key-cancel"), Action::Cancel)])).await
        }
        Err(FlowError::User(error)) => refuse(turn, &error, Vec::new()).await,
        Err(error) => Err(error),
    }
}

/// The owner's own words.
pub async fn own_words(turn: OwnerTurn, request: TopUpId, text: String) -> Outcome {
    match own_reason(&text) {
        Ok(reason) => {
            turn.go(State::Idle);
            declined(&turn, request, reason).await
        }
        Err(problem) => {
            let words = turn.words();
            let view = View::new(words.html(problem, Args::new()));
            turn.show(view.row([Button::action(words.word("key-cancel"), Action::Cancel)])).await
        }
    }
}

async fn declined(turn: &OwnerTurn, request: TopUpId, reason: DeclineReason) -> Outcome {
    let ids = (turn.person.person_id, request);
    let done = {
        let mut tx = turn.write_tx().await;
        match top_ups::open_request(&mut tx, request).await {
            Ok(found) => {
                let has_open_checkout = has_open_checkout(&mut tx, found.person_id).await?;
                let why = (reason, has_open_checkout);
                top_ups::decline(&mut turn.ctx(&mut tx), ids, why).await
            }
            Err(error) => Err(error),
        }
    };
    let words = turn.words();
    match done {
        Ok(found) => {
            let args = Args::new().text("amount", words.money(found.amount()));
            if is_pushed(turn) {
                turn.alert(words.plain("admin-declined", args));
                return Ok(());
            }
            let view = View::new(words.html("admin-declined", args));
            turn.show(view.row([menu_button(&words)])).await
        }
        Err(FlowError::User(error)) => refuse(turn, &error, Vec::new()).await,
        Err(error) => Err(error),
    }
}
