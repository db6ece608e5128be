//! `/referral`: what owners give to customers who invite others, and the card by which it changes.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::as_unknown_button;
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::share_line;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::referral::{Share, read};
use crate::flows::FlowError;
use crate::flows::wallet::referrals::{self, Change};

/// What the buttons offer, in percent; 0 ends it.
const USUAL_PERCENTS: [i64; 4] = [0, 3, 5, 10];

/// Another share, as its card shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetReferral {
    /// What was in force.
    pub before: Share,
    /// What will be.
    pub after: Share,
}

/// `/referral`, `/referral 5 cap=20`, `/referral off`.
pub async fn begin(turn: OwnerTurn, text: String) -> Outcome {
    let before = referrals::present(&mut *turn.read_tx().await).await?;
    if text.trim().is_empty() {
        return show(&turn, before, None).await;
    }
    match read(&text, before) {
        Some(after) => propose(&turn, &SetReferral { before, after }).await,
        None => {
            let wrong = turn.words().html("admin-wrong-referral", Args::new());
            show(&turn, before, Some(wrong)).await
        }
    }
}

async fn show(turn: &OwnerTurn, present: Share, word: Option<String>) -> Outcome {
    let words = turn.words();
    let mut lines: Vec<String> = word.into_iter().collect();
    lines.push(words.html("admin-referral", Args::new()));
    lines.push(share_line(&words, present));
    lines.push(String::new());
    lines.push(words.html("admin-usage-referral", Args::new()));
    let others = USUAL_PERCENTS.into_iter().filter(|percent| *percent != present.percent);
    let keys = others.map(|percent| {
        let args = Args::new().text("percent", words.number(percent));
        let label = match percent {
            0 => words.word("admin-key-referral-off"),
            _ => words.plain("admin-key-referral", args),
        };
        Button::action(label, Action::SetReferral { percent })
    });
    turn.show(View::new(lines.join("\n")).row(keys).row([menu_button(&words)])).await
}

/// One of the usual shares: its card.
pub async fn begin_usual(turn: OwnerTurn, percent: i64) -> Outcome {
    if !USUAL_PERCENTS.contains(&percent) {
        return as_unknown_button(&turn);
    }
    let before = referrals::present(&mut *turn.read_tx().await).await?;
    propose(&turn, &SetReferral { before, after: Share { percent, ..before } }).await
}

impl SetReferral {
    const fn change(&self) -> Change {
        Change { before: self.before, after: self.after }
    }
}

impl StoredAct for SetReferral {
    const NAME: &'static str = "SetReferral";
}

impl Act for SetReferral {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        referrals::check(at.ctx.tx, self.change()).await?;
        let words: &Words = at.words;
        Ok(vec![
            words.html("admin-card-referral", Args::new()),
            share_line(words, self.before),
            words.html("admin-card-referral-then", Args::new()),
            share_line(words, self.after),
        ])
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        referrals::set(&mut at.ctx, at.actor_id, self.change()).await?;
        Ok(Some(("admin-done-referral", Args::new())))
    }
}
