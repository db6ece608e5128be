//! What providers list otherwise than it is sold: the list of it, and the acts that take over one
//! change or all, or leave them until they move again. Must never take over what was not shown.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::{providers_button, refuse};
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::change_lines;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::paging::Page;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::{Revision, SourceId};
use crate::flows::catalog::guard::decide::{self, Decision};
use crate::flows::catalog::markup;
use crate::flows::{FlowError, UserError};
use crate::store::price_changes::{self, Chosen, PriceChange, Tally};

const PER_PAGE: i64 = 3;

/// A decision about one change, as it was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidePrice {
    /// The source of the service.
    pub source: SourceId,
    /// The change as it was shown.
    pub revision: Revision,
    /// Whether it is taken over; else it is left.
    pub is_applied: bool,
}

/// A decision about every change that was there when it was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidePrices {
    /// The newest of them.
    pub until: Revision,
    /// Whether they are taken over; else they are left.
    pub is_applied: bool,
}

/// A page of what waits.
pub async fn list(turn: OwnerTurn, page: i64) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let mut page = Page::of(PER_PAGE).asked(page);
    let (changes, total) = {
        let turn = &turn;
        let read =
            |portion| async move { price_changes::list(&mut *turn.read_tx().await, portion).await };
        page.read(read).await?
    };
    let (tally, percent) = {
        let mut tx = turn.read_tx().await;
        (price_changes::tally(&mut tx, "").await?, markup::present(&mut tx).await?.in_force)
    };
    let key = if total == 0 { "admin-prices-none" } else { "admin-prices" };
    let mut lines = vec![words.html(key, Args::new().text("n-text", words.number(total)))];
    lines.extend(changes.iter().flat_map(|change| change_lines(&words, change, percent)));
    let view = changes
        .iter()
        .fold(View::new(lines.join("\n")), |view, change| view.row(buttons_of(&words, change)));
    let of_all = buttons_of_all(&words, &tally);
    let view = of_all.into_iter().fold(view, |view, button| view.row([button]));
    let view = page.leaf(view, |page| Action::PriceChanges { page });
    turn.show(view.row([providers_button(&words), menu_button(&words)])).await
}

fn buttons_of(words: &Words, change: &PriceChange) -> Vec<Button> {
    let (source, id) = (change.source_id, change.service_id.to_string());
    let label = |key: &str| words.plain(key, Args::new().text("id", &id));
    let mut buttons =
        vec![Button::action(label("admin-key-price-apply"), Action::ApplyPrice { source })];
    if !change.is_skipped {
        buttons.push(Button::action(label("admin-key-price-skip"), Action::SkipPrice { source }));
    }
    buttons
}

fn buttons_of_all(words: &Words, tally: &Tally) -> Vec<Button> {
    if tally.open < 2 {
        return Vec::new();
    }
    let label = |key: &str| words.plain(key, Args::new().text("n-text", words.number(tally.open)));
    vec![
        Button::action(label("admin-key-prices-apply"), Action::ApplyPrices),
        Button::action(label("admin-key-prices-skip"), Action::SkipPrices),
    ]
}

/// The button that takes one change over: the card that is to be confirmed.
pub async fn begin_apply(turn: OwnerTurn, source: SourceId) -> Outcome {
    begin_one(&turn, source, true).await
}

/// The button that leaves one.
pub async fn begin_skip(turn: OwnerTurn, source: SourceId) -> Outcome {
    begin_one(&turn, source, false).await
}

async fn begin_one(turn: &OwnerTurn, source: SourceId, is_applied: bool) -> Outcome {
    turn.leave_question();
    let found = price_changes::find(&mut *turn.read_tx().await, source).await?;
    match found {
        Some(PriceChange { revision, .. }) => {
            propose(turn, &DecidePrice { source, revision, is_applied }).await
        }
        None => refuse(turn, &UserError::NothingWaits, vec![list_button(&turn.words())]).await,
    }
}

/// The button that takes every change over.
pub async fn begin_apply_all(turn: OwnerTurn) -> Outcome {
    begin_all(&turn, true).await
}

/// The button that leaves every change.
pub async fn begin_skip_all(turn: OwnerTurn) -> Outcome {
    begin_all(&turn, false).await
}

async fn begin_all(turn: &OwnerTurn, is_applied: bool) -> Outcome {
    turn.leave_question();
    let tally = price_changes::tally(&mut *turn.read_tx().await, "").await?;
    propose(turn, &DecidePrices { until: tally.newest, is_applied }).await
}

fn list_button(words: &Words) -> Button {
    Button::action(words.word("admin-key-look"), Action::PriceChanges { page: 0 })
}

impl DecidePrice {
    const fn decision(&self) -> Decision {
        let chosen = Chosen::One { source_id: self.source, revision: self.revision };
        Decision { chosen, is_applied: self.is_applied }
    }
}

impl StoredAct for DecidePrice {
    const NAME: &'static str = "DecidePrice";
}

impl Act for DecidePrice {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let change = decide::check_one(at.ctx.tx, self.decision().chosen).await?;
        let percent = markup::present(at.ctx.tx).await?.in_force;
        let key = if self.is_applied { "admin-card-price-apply" } else { "admin-card-price-skip" };
        let mut lines = vec![at.words.html(key, Args::new())];
        lines.extend(change_lines(at.words, &change, percent));
        Ok(lines)
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let change = decide::check_one(at.ctx.tx, self.decision().chosen).await?;
        decide::decide(&mut at.ctx, at.actor_id, self.decision()).await?;
        let key = if self.is_applied { "admin-done-price-apply" } else { "admin-done-price-skip" };
        Ok(Some((key, Args::new().text("id", change.service_id.to_string()))))
    }
}

impl DecidePrices {
    const fn decision(&self) -> Decision {
        Decision { chosen: Chosen::All { until: self.until }, is_applied: self.is_applied }
    }
}

impl StoredAct for DecidePrices {
    const NAME: &'static str = "DecidePrices";
}

impl Act for DecidePrices {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let tally = decide::check_all(at.ctx.tx).await?;
        if tally.newest > self.until {
            return Err(UserError::PriceMoved.into());
        }
        let args = Args::new()
            .count("n", tally.open)
            .text("n-text", at.words.number(tally.open))
            .text("repriced", at.words.number(tally.repriced))
            .text("other", at.words.number(tally.other));
        let key =
            if self.is_applied { "admin-card-prices-apply" } else { "admin-card-prices-skip" };
        let lines = [
            (true, key),
            (tally.repriced > 0, "notice-admin-changes-repriced"),
            (tally.other > 0, "notice-admin-changes-other"),
        ];
        let shown = lines.into_iter().filter(|(is_shown, _)| *is_shown);
        Ok(shown.map(|(_, key)| at.words.html(key, args.clone())).collect())
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let count = decide::decide(&mut at.ctx, at.actor_id, self.decision()).await?;
        let key =
            if self.is_applied { "admin-done-prices-apply" } else { "admin-done-prices-skip" };
        let args = Args::new().count("n", count).text("n-text", at.words.number(count));
        Ok(Some((key, args)))
    }
}
