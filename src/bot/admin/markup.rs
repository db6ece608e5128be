//! `/markup`: what is in force and where it comes from, and the card by which it is changed or
//! reset. The flow decides what may be; must never change anything before the card is confirmed.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::explain;
use super::stored::StoredAct;
use super::typed::InputError;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::quoted;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::view::View;
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::PersonId;
use crate::domain::markup::{parse_typed, plain};
use crate::domain::number::parse_decimal;
use crate::flows::catalog::markup::{self, Change, Sample};
use crate::flows::{FlowError, UserError};

/// The word that gives the markup back to the settings.
const RESET: &str = "reset";
const NAME_MAX_CHARS: usize = 60;

/// Another markup, as its card shows it; in percent, as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Markup {
    /// What was in force.
    pub before: String,
    /// What will be.
    pub after: String,
    /// Whether it goes back to the settings' value.
    pub is_reset: bool,
}

/// What `/markup` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Typed {
    /// Nothing: what is in force is shown.
    Show,
    /// Back to the settings' value.
    Reset,
    /// Another one, in percent and within its range.
    To(Decimal),
}

/// `/markup`, `/markup 25`, `/markup reset`.
pub async fn begin(turn: OwnerTurn, text: String) -> Outcome {
    let typed = match typed(&text) {
        Ok(typed) => typed,
        Err(error) => return explain(&turn, &error, "admin-usage-markup").await,
    };
    let present = markup::present(&mut *turn.write_tx().await).await?;
    let (after, is_reset) = match typed {
        Typed::Show => return show(&turn, &present).await,
        Typed::To(percent) => (percent, false),
        Typed::Reset => (present.first, true),
    };
    let (before, after) = (plain(present.in_force), plain(after));
    propose(&turn, &Markup { before, after, is_reset }).await
}

/// Reads nothing, `reset`, or a number with or without `%`.
fn typed(text: &str) -> Result<Typed, InputError> {
    match text.trim() {
        "" => Ok(Typed::Show),
        word if word.eq_ignore_ascii_case(RESET) => Ok(Typed::Reset),
        number => parse_typed(number).map(Typed::To).ok_or(InputError::Markup),
    }
}

async fn show(turn: &OwnerTurn, present: &markup::Markup) -> Outcome {
    let words = turn.words();
    let args =
        Args::new().text("percent", plain(present.in_force)).text("first", plain(present.first));
    let source = if present.chat.is_some() { "admin-markup-chat" } else { "admin-markup-first" };
    let mut lines = vec![
        words.html("admin-markup", args.clone()),
        words.html(source, args),
        String::new(),
        words.html("admin-usage-markup", Args::new()),
    ];
    if present.chat.is_some() {
        lines.push(words.html("admin-markup-reset", Args::new()));
    }
    turn.show(View::new(lines.join("\n")).row([menu_button(&words)])).await
}

impl Markup {
    /// The change as its flow takes it, if it is ours.
    fn of(&self, actor_id: PersonId) -> Result<Change, UserError> {
        let read = |text: &str| parse_decimal(text).ok_or(UserError::MarkupMoved);
        let (before, after) = (read(&self.before)?, read(&self.after)?);
        Ok(Change { actor_id, before, after, is_reset: self.is_reset })
    }
}

impl StoredAct for Markup {
    const NAME: &'static str = "Markup";
}

impl Act for Markup {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let (words, change) = (at.words, self.of(at.actor_id)?);
        markup::check(at.ctx.tx, &change).await?;
        let samples = markup::samples(at.ctx.tx, &change).await?;
        let args =
            Args::new().text("before", plain(change.before)).text("after", plain(change.after));
        let source =
            if self.is_reset { "admin-card-markup-reset" } else { "admin-card-markup-chat" };
        let mut lines = vec![
            words.html("admin-card-markup", args.clone()),
            words.html("admin-card-markup-move", args),
            words.html(source, Args::new()),
        ];
        if !samples.is_empty() {
            lines.push(String::new());
            lines.push(words.html("admin-card-markup-samples", Args::new()));
            lines.extend(samples.iter().map(|sample| sample_line(words, sample)));
        }
        Ok(lines)
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let change = self.of(at.actor_id)?;
        markup::set(&mut at.ctx, &change).await?;
        let percent = plain(change.after);
        Ok(Some(("admin-done-markup", Args::new().text("percent", percent))))
    }
}

fn sample_line(words: &Words, sample: &Sample) -> String {
    let args = Args::new()
        .text("name", quoted(&sample.service, NAME_MAX_CHARS))
        .text("before", words.money(sample.before))
        .text("after", words.money(sample.after));
    words.html("notice-synced-move", args)
}
