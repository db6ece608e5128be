//! An owner's act: a file each, with what is typed, the card that shows what was understood, and
//! what Confirm runs. `mod.rs` names them all. Must never run anything else than what its card
//! showed.

use std::future::Future;

use super::answers::{order_button, refuse, reviews_button};
use super::stored::{self, StoredAct};
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::confirm_buttons;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::time::{Millis, Span};
use crate::flows::tokens::random_token;
use crate::flows::wallet::adjust::CONFIRM_LIFETIME_MS;
use crate::flows::{Ctx, FlowError};
use crate::store::{Tx, pending_actions};

/// Who acts, and what a card and a run work with.
pub struct Acting<'a> {
    /// The turn's transaction, the shop, and when.
    pub ctx: Ctx<'a>,
    /// The owner's language.
    pub words: &'a Words,
    /// The owner.
    pub actor_id: PersonId,
}

/// The text that says what was done.
pub type Done = (&'static str, Args);

/// Something an owner does behind a card with a one-time button. Amounts and words are fixed when
/// the card is shown.
pub trait Act: StoredAct + Sync {
    /// The order that it is about; its buttons stand below the answer.
    fn order(&self) -> Option<OrderId> {
        None
    }

    /// The word on the button that leaves all as it is, and the text that says so then.
    fn dropping(&self) -> (&'static str, &'static str) {
        ("admin-key-drop", "admin-act-dropped")
    }

    /// The way back to where it was begun, below the answer.
    fn way_back(&self, _: &Words) -> Option<Button> {
        None
    }

    /// The lines of its card. Checks what the flow will check, so that nobody confirms the
    /// impossible.
    fn card(
        &self,
        at: &mut Acting<'_>,
    ) -> impl Future<Output = Result<Vec<String>, FlowError>> + Send;

    /// Runs it by its flow; `None` when the same was done before.
    fn run(
        &self,
        at: &mut Acting<'_>,
    ) -> impl Future<Output = Result<Option<Done>, FlowError>> + Send;

    /// The act as it stands now, where what its card showed is not so any more.
    fn reconsidered(
        &self,
        _: &mut Acting<'_>,
    ) -> impl Future<Output = Result<Option<Self>, FlowError>> + Send {
        async { Ok(None) }
    }
}

/// Writes an act down for one admin and five minutes; returns the nonce of its buttons.
pub async fn offer<A: StoredAct>(
    tx: &mut Tx,
    admin_id: PersonId,
    act: &A,
    now_ms: i64,
) -> Result<String, FlowError> {
    let (nonce, text) = (random_token(), stored::to_text(act));
    let open = Span::lasting(now_ms, Millis(CONFIRM_LIFETIME_MS));
    pending_actions::insert(tx, &nonce, admin_id, &text, open).await?;
    Ok(nonce)
}

/// Shows what was understood, with its buttons, or why it cannot be done.
pub async fn propose<A: Act>(turn: &OwnerTurn, act: &A) -> Outcome {
    let words = turn.words();
    let card = {
        let mut tx = turn.write_tx().await;
        let mut at = acting(turn, &mut tx, &words);
        match act.card(&mut at).await {
            Ok(lines) => {
                Ok((lines, offer(&mut tx, turn.person.person_id, act, turn.now_ms).await?))
            }
            Err(FlowError::User(error)) => Err(error),
            Err(error) => return Err(error),
        }
    };
    match card {
        Ok((mut lines, nonce)) => {
            lines.extend([String::new(), words.html("admin-card-once", Args::new())]);
            let labels = [words.word("admin-key-confirm"), words.word(act.dropping().0)];
            let keys = confirm_buttons(labels, &nonce);
            turn.show(View::new(lines.join("\n")).row(keys)).await
        }
        Err(error) => refuse(turn, &error, order_buttons(&words, act)).await,
    }
}

pub(super) fn acting<'a>(turn: &'a OwnerTurn, tx: &'a mut Tx, words: &'a Words) -> Acting<'a> {
    Acting { ctx: turn.ctx(tx), words, actor_id: turn.person.person_id }
}

pub(super) fn order_buttons<A: Act>(words: &Words, act: &A) -> Vec<Button> {
    let keys = act.order().map(|order| vec![order_button(words, order), reviews_button(words)]);
    keys.unwrap_or_else(|| act.way_back(words).into_iter().collect())
}
