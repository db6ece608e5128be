//! Removes an owner who claimed the shop; begun by a button of `/owners`.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::card_lines::person_line;
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::ui::menu;
use crate::bot::ui::words::Args;
use crate::domain::ids::PersonId;
use crate::flows::owners::list;
use crate::flows::{FlowError, Upon};

/// An owner removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveOwner {
    /// Telegram user id.
    pub person: PersonId,
}

/// The Remove button of an owner: the card that is to be confirmed.
pub async fn begin(turn: OwnerTurn, person: PersonId) -> Outcome {
    turn.leave_question();
    propose(&turn, &RemoveOwner { person }).await
}

impl StoredAct for RemoveOwner {
    const NAME: &'static str = "RemoveOwner";
}

impl RemoveOwner {
    const fn upon(&self, at: &Acting<'_>) -> Upon {
        Upon { actor_id: at.actor_id, person_id: self.person }
    }
}

impl Act for RemoveOwner {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        list::check_removal(at.ctx.shop, self.upon(at))?;
        let head = at.words.html("admin-card-remove-owner", Args::new());
        Ok(vec![head, person_line(at.ctx.tx, at.words, self.person).await?])
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let upon = self.upon(at);
        list::remove(&mut at.ctx, upon).await?;
        menu::take_from(at.ctx.tx, at.ctx.shop, self.person, at.ctx.now_ms).await?;
        at.ctx.shop.remove_admin(self.person);
        Ok(Some(("admin-done-remove-owner", Args::new().text("id", self.person.to_string()))))
    }
}
