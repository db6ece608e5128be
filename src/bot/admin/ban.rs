//! `/ban` and `/unban`: whether a person may place new orders.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::explain;
use super::card_lines::{named_line, reason_line};
use super::stored::StoredAct;
use super::typed::{InputError, first_word, number, reason};
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::ui::words::Args;
use crate::domain::ids::PersonId;
use crate::flows::FlowError;
use crate::flows::owners::bans;
use crate::store::orders::listing::{self, Filter};
use crate::store::portion::Portion;
use crate::store::postings;

/// A person banned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ban {
    /// Telegram user id.
    pub person: PersonId,
    /// The admin's words, or empty.
    pub reason: String,
}

/// A person allowed to order again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unban {
    /// Telegram user id.
    pub person: PersonId,
    /// The admin's words, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// `/ban USER [REASON]`.
pub async fn begin(turn: OwnerTurn, text: String) -> Outcome {
    match typed(&text) {
        Ok((person, reason)) => propose(&turn, &Ban { person, reason }).await,
        Err(error) => explain(&turn, &error, "admin-usage-ban").await,
    }
}

/// `/unban USER [REASON]`.
pub async fn begin_unban(turn: OwnerTurn, text: String) -> Outcome {
    match typed(&text) {
        Ok((person, reason)) => propose(&turn, &Unban { person, reason }).await,
        Err(error) => explain(&turn, &error, "admin-usage-unban").await,
    }
}

/// Reads `USER [REASON]`.
fn typed(text: &str) -> Result<(PersonId, String), InputError> {
    let (user, rest) = first_word(text).ok_or(InputError::Incomplete)?;
    let person = number(user).ok_or(InputError::NotAUser)?;
    match reason(rest) {
        Err(InputError::NoReason) => Ok((person, String::new())),
        reason => Ok((person, reason?)),
    }
}

impl Ban {
    fn of(&self, actor_id: PersonId) -> bans::Ban<'_> {
        bans::Ban { actor_id, person_id: self.person, is_ban: true, reason: &self.reason }
    }
}

impl Unban {
    fn of(&self, actor_id: PersonId) -> bans::Ban<'_> {
        bans::Ban { actor_id, person_id: self.person, is_ban: false, reason: &self.reason }
    }
}

impl StoredAct for Ban {
    const NAME: &'static str = "Ban";
}

impl Act for Ban {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let person = bans::check(&mut at.ctx, self.of(at.actor_id)).await?;
        let wallet = postings::wallet(at.ctx.tx, self.person).await?;
        let (_, open) =
            listing::page(at.ctx.tx, self.person, Filter::Open, Portion::first(1)).await?;
        let args = Args::new()
            .text("available", at.words.money(wallet.available))
            .text("orders", at.words.number(open));
        let mut lines = vec![
            at.words.html("admin-card-ban", Args::new()),
            named_line(at.words, &person.name, self.person),
            at.words.html("admin-card-ban-keeps", args),
        ];
        if !self.reason.is_empty() {
            lines.push(reason_line(at.words, &self.reason));
        }
        Ok(lines)
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        bans::set(&mut at.ctx, self.of(at.actor_id)).await?;
        Ok(Some(("admin-done-ban", Args::new().text("id", self.person.to_string()))))
    }
}

impl StoredAct for Unban {
    const NAME: &'static str = "Unban";
}

impl Act for Unban {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let person = bans::check(&mut at.ctx, self.of(at.actor_id)).await?;
        let head = at.words.html("admin-card-unban", Args::new());
        let mut lines = vec![head, named_line(at.words, &person.name, self.person)];
        if !self.reason.is_empty() {
            lines.push(reason_line(at.words, &self.reason));
        }
        Ok(lines)
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        bans::set(&mut at.ctx, self.of(at.actor_id)).await?;
        Ok(Some(("admin-done-unban", Args::new().text("id", self.person.to_string()))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ban_is_a_user_and_may_have_a_reason() {
        assert_eq!(typed("5001"), Ok((PersonId::new(5001), String::new())));
        assert_eq!(typed(" 5001 \u{200b} "), Ok((PersonId::new(5001), String::new())));
        assert_eq!(
            typed("5001 asks for\nrefunds"),
            Ok((PersonId::new(5001), "asks for refunds".to_owned()))
        );
        assert_eq!(typed(""), Err(InputError::Incomplete));
        assert_eq!(typed("@ann spam"), Err(InputError::NotAUser));
        assert_eq!(typed(&format!("5001 {}", "x".repeat(201))), Err(InputError::LongReason));
    }
}
