//! Declining what a customer waits for: a reason by a button, or in an owner's own words. The
//! customer reads it. What it is that is declined says the rest ([`Declinable`]).

use std::future::Future;

use strum::IntoEnumIterator as _;

use super::answers::{ask, is_pushed, refuse};
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::ui::buttons::{cancel_button, menu_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::money::Money;
use crate::domain::one_line::one_line;
use crate::domain::top_up::{DeclineChoice, DeclineReason};
use crate::flows::FlowError;

/// As long as the reason of any other act.
const REASON_MAX_CHARS: usize = 200;

/// What may be declined, as it stands.
pub struct Open {
    /// How much the customer waits for.
    pub amount: Money,
    /// Who that is, where the question does not stand on a card that says so.
    pub about: Option<String>,
}

/// Something that a customer waits for and that an owner may decline.
pub trait Declinable: Copy + Send + Sync {
    /// The question for the reason.
    const ASK: &'static str;

    /// Where an owner is asked for their own words.
    fn question(self) -> State;

    /// The button of a reason.
    fn tap(self, reason: DeclineChoice) -> Action;

    /// The way back to its card, where it has one.
    fn card(self, _: &Words) -> Option<Button> {
        None
    }

    /// The way to what else waits.
    fn others(_: &Words) -> Option<Button> {
        None
    }

    /// What it is, as long as it may be declined by this owner.
    fn open(self, turn: &OwnerTurn) -> impl Future<Output = Result<Open, FlowError>> + Send;

    /// Declines it; returns what the customer waited for.
    fn decline(
        self,
        turn: &OwnerTurn,
        reason: DeclineReason,
    ) -> impl Future<Output = Result<Money, FlowError>> + Send;
}

/// The Decline button: the reasons.
pub async fn ask_why<D: Declinable>(turn: OwnerTurn, what: D) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    match what.open(&turn).await {
        Ok(open) => {
            let view = View::new(question(&words, D::ASK, &open));
            let view = DeclineChoice::iter().fold(view, |view, reason| {
                view.row([Button::action(words.word(label(reason)), what.tap(reason))])
            });
            let back = what.card(&words).unwrap_or_else(|| cancel_button(&words));
            turn.show(view.row([back])).await
        }
        Err(error) => refuse_or_fail(&turn, what, error).await,
    }
}

fn question(words: &Words, key: &str, open: &Open) -> String {
    let question = words.html(key, Args::new().text("amount", words.money(open.amount)));
    [Some(question), open.about.clone()].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

const fn label(reason: DeclineChoice) -> &'static str {
    match reason {
        DeclineChoice::NotFound => "admin-key-not-found",
        DeclineChoice::PayFirst => "admin-key-pay-first",
        DeclineChoice::NotNow => "admin-key-not-now",
        DeclineChoice::Unexplained => "admin-key-no-reason",
        DeclineChoice::OwnWords => "admin-key-own-words",
    }
}

/// One of the reasons, or the wish to type one.
pub async fn decline<D: Declinable>(
    turn: OwnerTurn,
    (what, reason): (D, DeclineChoice),
) -> Outcome {
    turn.leave_question();
    match reason.reason() {
        Some(reason) => declined(&turn, what, reason).await,
        None => ask_words(&turn, what).await,
    }
}

async fn ask_words<D: Declinable>(turn: &OwnerTurn, what: D) -> Outcome {
    match what.open(turn).await {
        Ok(open) => {
            turn.go(what.question());
            ask(turn, question(&turn.words(), "admin-decline-words", &open)).await
        }
        Err(error) => refuse_or_fail(turn, what, error).await,
    }
}

/// The owner's own words.
pub async fn own_words<D: Declinable>(turn: OwnerTurn, what: D, text: String) -> Outcome {
    match own_reason(&text) {
        Ok(reason) => {
            turn.go(State::Idle);
            declined(&turn, what, reason).await
        }
        Err(problem) => ask(&turn, turn.words().html(problem, Args::new())).await,
    }
}

/// An owner's own words as a reason, or what is wrong with them.
fn own_reason(text: &str) -> Result<DeclineReason, &'static str> {
    let own = one_line(text);
    // A part of a reason would go out as the whole one.
    match own.chars().count() {
        0 => Err("fallback-reason"),
        1..=REASON_MAX_CHARS => Ok(DeclineReason::Words(own)),
        _ => Err("admin-wrong-long-reason"),
    }
}

async fn declined<D: Declinable>(turn: &OwnerTurn, what: D, reason: DeclineReason) -> Outcome {
    let words = turn.words();
    let amount = match what.decline(turn, reason).await {
        Ok(amount) => amount,
        Err(error) => return refuse_or_fail(turn, what, error).await,
    };
    let args = Args::new().text("amount", words.money(amount));
    if is_pushed(turn) {
        turn.alert(words.plain("admin-declined", args));
        return Ok(());
    }
    let ways = D::others(&words).into_iter().chain([menu_button(&words)]);
    turn.show(View::new(words.html("admin-declined", args)).row(ways)).await
}

async fn refuse_or_fail<D: Declinable>(turn: &OwnerTurn, what: D, error: FlowError) -> Outcome {
    match error {
        FlowError::User(error) => {
            let keys = what.card(&turn.words()).into_iter().collect();
            refuse(turn, &error, keys).await
        }
        error => Err(error),
    }
}
