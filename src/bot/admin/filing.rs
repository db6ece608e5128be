//! What a provider's sentence means, by an owner's word: chosen from the card of an order in
//! review, listed and taken back from `/providers`.

use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator as _;

use super::act::{Act, Acting, Done, propose};
use super::answers::{order_button, providers_button, refuse};
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::quoted;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::paging::Page;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::{FiledId, OrderId};
use crate::domain::provider::{Meaning, SAID_MAX_CHARS};
use crate::flows::catalog::providers::filing::{
    Filing, check_filing, check_unfiling, file, fileable, unfile as unfile_it,
};
use crate::flows::{FlowError, UserError};
use crate::store::filed_words::{self, Filed};
use crate::store::orders;

const PER_PAGE: i64 = 8;
const NAME_MAX_CHARS: usize = 40;
/// What of a sentence fits on a button.
const KEY_MAX_CHARS: usize = 40;

/// The button on the card of an order, where there is something to file.
pub(super) fn file_button(words: &Words, order: OrderId) -> Button {
    Button::action(words.word("admin-key-file"), Action::FileWords { order })
}

/// The button of `/providers` for a provider with filed sentences.
pub(super) fn filed_button(words: &Words, provider: &str) -> Button {
    let args = Args::new().text("provider", quoted(provider, 20));
    let tap = Action::Filed { provider: provider.to_owned(), page: 0 };
    Button::action(words.plain("admin-key-filed", args), tap)
}

/// What a sentence is said to mean, with what follows.
fn meaning_word(words: &Words, meaning: Meaning) -> String {
    words.word_of("admin-meaning", meaning.into_str())
}

/// A provider's sentence filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// The provider's name in the settings.
    pub provider: String,
    /// The sentence, cleaned.
    pub words: String,
    /// The stored name of what it means.
    pub meaning: String,
}

impl File {
    fn filing(&self) -> Result<Filing<'_>, UserError> {
        let meaning = self.meaning.parse().map_err(|_| UserError::NothingToFile)?;
        Ok(Filing { provider: &self.provider, words: &self.words, meaning })
    }
}

/// A filed sentence taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfile {
    /// Its number.
    pub filed: FiledId,
    /// The provider's name in the settings.
    pub provider: String,
    /// The sentence.
    pub words: String,
    /// The stored name of what it means.
    pub meaning: String,
}

impl Unfile {
    fn of(filed: Filed) -> Self {
        let meaning = filed.meaning.into_str().to_owned();
        Self { filed: filed.filed_id, provider: filed.provider, words: filed.words, meaning }
    }

    fn filing(&self) -> Result<Filing<'_>, UserError> {
        let meaning = self.meaning.parse().map_err(|_| UserError::NothingToFile)?;
        Ok(Filing { provider: &self.provider, words: &self.words, meaning })
    }
}

fn args_of(words: &Words, filing: &Filing<'_>) -> Args {
    Args::new()
        .text("provider", quoted(filing.provider, NAME_MAX_CHARS))
        .text("words", quoted(filing.words, SAID_MAX_CHARS))
        .text("meaning", meaning_word(words, filing.meaning))
}

impl StoredAct for File {
    const NAME: &'static str = "File";
}

impl Act for File {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let filing = self.filing()?;
        check_filing(at.ctx.tx, &filing).await?;
        Ok(vec![at.words.html("admin-card-file", args_of(at.words, &filing))])
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let filing = self.filing()?;
        file(&mut at.ctx, at.actor_id, &filing).await?;
        Ok(Some(("admin-done-file", args_of(at.words, &filing))))
    }
}

impl StoredAct for Unfile {
    const NAME: &'static str = "Unfile";
}

impl Act for Unfile {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let filing = self.filing()?;
        check_unfiling(at.ctx.tx, self.filed).await?;
        Ok(vec![at.words.html("admin-card-unfile", args_of(at.words, &filing))])
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let filing = self.filing()?;
        let (provider, words) = (self.provider.clone(), self.words.clone());
        let filed = Filed { filed_id: self.filed, provider, words, meaning: filing.meaning };
        unfile_it(&mut at.ctx, at.actor_id, &filed).await?;
        Ok(Some(("admin-done-unfile", args_of(at.words, &filing))))
    }
}

/// The sentence of an order's last attempt, with its provider.
async fn of_order(turn: &OwnerTurn, order: OrderId) -> Result<(String, String), FlowError> {
    let mut tx = turn.read_tx().await;
    let order = orders::find(&mut tx, order).await?.ok_or(UserError::OrderNotFound)?;
    let words = fileable(&mut tx, &order).await?.ok_or(UserError::NothingToFile)?;
    Ok((order.provider, words))
}

/// What the sentence may mean.
pub async fn ask(turn: OwnerTurn, order: OrderId) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let (provider, said) = match of_order(&turn, order).await {
        Ok(found) => found,
        Err(FlowError::User(error)) => {
            return refuse(&turn, &error, vec![order_button(&words, order)]).await;
        }
        Err(error) => return Err(error),
    };
    let args = Args::new()
        .text("provider", quoted(&provider, NAME_MAX_CHARS))
        .text("words", quoted(&said, SAID_MAX_CHARS));
    let view =
        Meaning::iter().fold(View::new(words.html("admin-file-ask", args)), |view, meaning| {
            let label = meaning_word(&words, meaning);
            view.row([Button::action(label, Action::FileAs { order, meaning })])
        });
    turn.show(view.row([order_button(&words, order), menu_button(&words)])).await
}

/// A meaning was chosen: the card that is to be confirmed.
pub async fn choose(turn: OwnerTurn, (order, meaning): (OrderId, Meaning)) -> Outcome {
    turn.leave_question();
    match of_order(&turn, order).await {
        Ok((provider, words)) => {
            let meaning = meaning.into_str().to_owned();
            propose(&turn, &File { provider, words, meaning }).await
        }
        Err(FlowError::User(error)) => {
            refuse(&turn, &error, vec![order_button(&turn.words(), order)]).await
        }
        Err(error) => Err(error),
    }
}

/// A page of what is filed of a provider, each with the button that takes it back.
pub async fn list(turn: OwnerTurn, (provider, page): (String, i64)) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let mut page = Page::of(PER_PAGE).asked(page);
    let found = {
        let (turn, provider) = (&turn, &provider);
        let read = |portion| async move {
            filed_words::list(&mut *turn.read_tx().await, provider, portion).await
        };
        page.read(read).await?.0
    };
    let name = Args::new().text("provider", quoted(&provider, NAME_MAX_CHARS));
    let key = if found.is_empty() { "admin-filed-none" } else { "admin-filed" };
    let mut parts = vec![words.html(key, name)];
    let mut view = View::new(String::new());
    for filed in &found {
        let args = Args::new()
            .text("words", quoted(&filed.words, SAID_MAX_CHARS))
            .text("meaning", meaning_word(&words, filed.meaning));
        parts.push(words.html("admin-filed-line", args));
        let label = Args::new().text("words", shorten(&filed.words, KEY_MAX_CHARS));
        let tap = Action::Unfile { filed: filed.filed_id };
        view = view.row([Button::action(words.plain("admin-key-unfile", label), tap)]);
    }
    view.text = parts.join("\n\n");
    let view = page.leaf(view, |page| Action::Filed { provider: provider.clone(), page });
    turn.show(view.row([providers_button(&turn.words()), menu_button(&words)])).await
}

/// The button that takes a filed sentence back: the card that is to be confirmed.
pub async fn unfile(turn: OwnerTurn, filed: FiledId) -> Outcome {
    turn.leave_question();
    let found = check_unfiling(&mut *turn.write_tx().await, filed).await;
    match found {
        Ok(filed) => propose(&turn, &Unfile::of(filed)).await,
        Err(FlowError::User(error)) => {
            refuse(&turn, &error, vec![providers_button(&turn.words())]).await
        }
        Err(error) => Err(error),
    }
}
