//! Who is behind the updates of a batch: as they are stored, and as Telegram tells them now. What
//! was read of them must never outlive a change by another turn.

use std::collections::HashMap;

use teloxide::types::UpdateKind;

use crate::domain::ids::{ChatId, PersonId};
use crate::flows::FlowError;
use crate::store::inbox::Waiting;
use crate::store::orders::cards;
use crate::store::portion::Batch;
use crate::store::{Race, StoreError, Tx, erasure, outbox, people};

/// Orders whose cards are drawn anew for somebody who has returned.
const CARDS_MAX: i64 = 50;

/// The people of a batch, read in one statement as they were before its first change.
#[derive(Default)]
pub(super) struct PeopleCache(HashMap<PersonId, people::PersonWithDialogue>);

impl PeopleCache {
    pub(super) async fn of(tx: &mut Tx, waiting: &[Waiting]) -> Result<Self, StoreError> {
        let ids: Vec<PersonId> = waiting.iter().map(|update| update.person_id).collect();
        let known = people::list_with_dialogues(tx, &ids).await?;
        Ok(Self(known.into_iter().map(|known| (known.0.person_id, known)).collect()))
    }

    pub(super) async fn take(
        &mut self,
        tx: &mut Tx,
        person_id: PersonId,
    ) -> Result<Option<people::PersonWithDialogue>, StoreError> {
        match self.0.remove(&person_id) {
            Some(known) => Ok(Some(known)),
            None => people::find_with_dialogue(tx, person_id).await,
        }
    }
}

/// What an update is a sign of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// They block the bot.
    Leaves,
    /// They begin, perhaps anew.
    Starts,
    /// They are there.
    Lives,
}

impl Sign {
    pub(super) fn of(kind: &UpdateKind) -> Self {
        match kind {
            UpdateKind::MyChatMember(change) if !change.new_chat_member.is_present() => {
                Self::Leaves
            }
            UpdateKind::Message(message)
                if message.text().is_some_and(|text| text.starts_with("/start")) =>
            {
                Self::Starts
            }
            _ => Self::Lives,
        }
    }
}

/// The person as stored, written anew when Telegram tells something else about them. Any sign of
/// somebody who had blocked the bot brings back what was kept for them, unless it is their blocking
/// it. Of somebody whose data was deleted nothing is kept before they begin anew.
pub(super) async fn meet(
    tx: &mut Tx,
    found: Option<people::PersonWithDialogue>,
    (seen, sign): (&people::TelegramProfile, Sign),
    now_ms: i64,
) -> Result<people::PersonWithDialogue, FlowError> {
    let Some((mut person, dialogue)) = found else {
        tx.will_change().await;
        people::insert(tx, seen, now_ms).await?;
        let fresh = people::find_with_dialogue(tx, seen.person_id).await?;
        return fresh.ok_or_else(|| StoreError::Lost(Race::Person).into());
    };
    let is_same = person.name == seen.name
        && person.username == seen.username
        && person.client_language == seen.client_language;
    let has_returned = person.is_blocked && sign != Sign::Leaves;
    if has_returned {
        tx.will_change().await;
        people::set_returned(tx, seen.person_id, now_ms).await?;
        outbox::revive(tx, ChatId::with(seen.person_id)).await?;
        // Edits of cards are not kept for them: what they show is drawn anew.
        let newest = Batch { now_ms, limit: CARDS_MAX };
        cards::mark_newest(tx, seen.person_id, newest).await?;
        person.is_blocked = false;
    }
    if person.is_erased && sign == Sign::Starts {
        tx.will_change().await;
        erasure::begin_anew(tx, seen.person_id).await?;
        person.is_erased = false;
    }
    if !is_same && !person.is_erased {
        tx.will_change().await;
        people::update_profile(tx, seen).await?;
        person.name.clone_from(&seen.name);
        person.username.clone_from(&seen.username);
        person.client_language.clone_from(&seen.client_language);
    }
    Ok((person, dialogue))
}
