//! The two buttons of an act's card. Confirm runs the act exactly once, for its admin and within
//! five minutes; Drop makes it dead.

use serde_json::Value;

use super::act::{Act, acting, order_buttons, propose};
use super::answers::{as_unknown_button, is_pushed, refuse};
use super::stored;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::view::View;
use crate::bot::ui::words::Args;
use crate::flows::FlowError;
use crate::store::pending_actions::{self, Pending};

/// Which of the buttons was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// Run the act.
    Confirm,
    /// Forget it.
    Drop,
}

/// A press of a button behind which this admin's act waits.
pub struct Press {
    turn: OwnerTurn,
    nonce: String,
    pending: Pending,
    button: Pressed,
}

impl Press {
    /// The press of a button of this owner's; `None` for another one's and for an unknown one.
    pub async fn find(
        turn: &OwnerTurn,
        nonce: String,
        button: Pressed,
    ) -> Result<Option<Self>, FlowError> {
        let admin_id = turn.person.person_id;
        let pending = pending_actions::find(&mut *turn.write_tx().await, &nonce, admin_id).await?;
        Ok(pending.map(|pending| Self { turn: turn.clone(), nonce, pending, button }))
    }

    /// What is stored of its act.
    #[must_use]
    pub fn stored(&self) -> &str {
        &self.pending.act
    }

    /// Answers the press of an act that was stored as `value`.
    ///
    /// # Errors
    /// When the database fails or a race is lost; the turn is run again then.
    pub async fn answer<A: Act>(self, value: Value) -> Outcome {
        let Some(act) = stored::of::<A>(value) else {
            return as_unknown_button(&self.turn);
        };
        if self.pending.state != 0 {
            return answer_used(&self.turn);
        }
        match self.button {
            Pressed::Confirm => self.confirm(&act).await,
            Pressed::Drop => {
                // Of an expired button nothing is left to be used up, which is as good.
                self.use_up().await?;
                answer_done(&self.turn, &act, (act.dropping().1, Args::new())).await
            }
        }
    }

    /// Whether this was the first press, in time.
    async fn use_up(&self) -> Result<bool, FlowError> {
        let (mut tx, admin_id) = (self.turn.write_tx().await, self.turn.person.person_id);
        Ok(pending_actions::mark_used(&mut tx, &self.nonce, admin_id, self.turn.now_ms).await?)
    }

    async fn confirm<A: Act>(&self, act: &A) -> Outcome {
        let (turn, words) = (&self.turn, self.turn.words());
        let fresh = {
            let mut tx = turn.write_tx().await;
            act.reconsidered(&mut acting(turn, &mut tx, &words)).await?
        };
        if let Some(fresh) = fresh {
            return propose(turn, &fresh).await;
        }
        let is_first = self.use_up().await?;
        if !is_first && self.pending.expires_ms <= turn.now_ms {
            turn.toast(words.word("admin-act-expired"));
            return propose(turn, act).await;
        }
        if !is_first {
            return answer_used(turn);
        }
        let done = {
            let mut tx = turn.write_tx().await;
            act.run(&mut acting(turn, &mut tx, &words)).await
        };
        match done {
            Ok(Some(done)) => answer_done(turn, act, done).await,
            Ok(None) => answer_used(turn),
            Err(FlowError::User(error)) => refuse(turn, &error, order_buttons(&words, act)).await,
            Err(error) => Err(error),
        }
    }
}

fn answer_used(turn: &OwnerTurn) -> Outcome {
    turn.alert(turn.words().word("admin-act-used"));
    Ok(())
}

/// In place of the card, or in a window over a pushed one, which cannot be edited.
async fn answer_done<A: Act>(turn: &OwnerTurn, act: &A, (key, args): (&str, Args)) -> Outcome {
    let words = turn.words();
    if is_pushed(turn) {
        turn.alert(words.plain(key, args));
        return Ok(());
    }
    let view = View::new(words.html(key, args)).row(order_buttons(&words, act));
    turn.show(view.row([menu_button(&words)])).await
}
