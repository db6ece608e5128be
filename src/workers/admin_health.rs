//! Proves at start and daily that an admin hears the shop: a silent action must be accepted by one
//! admin chat. While none does, health fails; while the group does not, alerts go to the owners.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::WorkerContext;
use crate::atomically;
use crate::domain::ids::ChatId;
use crate::flows::Ctx;
use crate::flows::FlowError;
use crate::flows::owners::admin_chat::{find_admin_chat, lose_admin_chat};
use crate::store::flags::{self, Flag};

/// What Telegram says about writing to a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// It took an action there.
    Reachable,
    /// It refused: blocked, removed or unknown.
    Unreachable,
    /// It did not answer, which proves nothing.
    Unanswered,
}

/// Asks Telegram whether a chat can be written to.
pub trait Reach: Send + Sync {
    /// Tries it, without a message that anybody sees.
    fn can_write<'a>(&'a self, chat_id: ChatId) -> futures::future::BoxFuture<'a, Reached>;
}

/// What was found out about the admins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    /// Whether one of them hears the shop.
    pub admins: Reached,
    /// Whether their group does; as the admins where there is none.
    pub group: Reached,
}

impl Proof {
    /// When to prove it again: sales hang on the admins, and the group may have come back.
    #[must_use]
    pub const fn good_for(&self) -> Duration {
        match (self.admins, self.group) {
            (Reached::Reachable, Reached::Reachable) => Duration::from_secs(86_400),
            (Reached::Reachable, _) => Duration::from_secs(600),
            _ => Duration::from_secs(30),
        }
    }
}

impl WorkerContext {
    /// Looks whether the admin chat or one owner can be written to, and notes it.
    pub async fn prove_admins(&self, reach: &dyn Reach) -> Result<Proof, FlowError> {
        let group = match self.shop.admin_chat() {
            Some(chat_id) => Some(reach.can_write(chat_id).await),
            None => None,
        };
        let admins = match group {
            Some(Reached::Reachable) => Reached::Reachable,
            group => self.reach_owners(reach, group.unwrap_or(Reached::Unreachable)).await,
        };
        self.note(group, admins).await?;
        if admins == Reached::Unreachable {
            tracing::error!("no admin chat accepts messages: an owner must send /start to the bot");
        }
        Ok(Proof { admins, group: group.unwrap_or(admins) })
    }

    /// Proves it daily; soon again while that is not certain, and at once when an admin chat opens
    /// or closes.
    pub(super) async fn keep_proved(self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            crate::crash::panic_in("reachability");
            let wait = match self.prove_admins(self.reach.as_ref()).await {
                Ok(proof) => proof.good_for(),
                Err(error) => {
                    tracing::error!(%error, "the admin chats cannot be proved");
                    Duration::from_secs(30)
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.shop.proof_wanted() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// The first owner who can be reached; one who may be is more than none.
    async fn reach_owners(&self, reach: &dyn Reach, so_far: Reached) -> Reached {
        let mut found = so_far;
        for chat_id in self.shop.admins() {
            match reach.can_write(ChatId::with(chat_id)).await {
                Reached::Reachable => return Reached::Reachable,
                Reached::Unanswered => found = Reached::Unanswered,
                Reached::Unreachable => {}
            }
        }
        found
    }

    /// What Telegram did not answer leaves standing what was known before.
    async fn note(&self, group: Option<Reached>, admins: Reached) -> Result<(), FlowError> {
        let now_ms = self.clock.now_ms();
        atomically!(self.store, tx => {
            match admins {
                Reached::Reachable => drop(flags::lower(tx, Flag::AdminsUnreachable).await?),
                Reached::Unreachable => {
                    flags::raise(tx, Flag::AdminsUnreachable, now_ms).await?;
                }
                Reached::Unanswered => {}
            }
            match group {
                Some(Reached::Reachable) | None => find_admin_chat(tx).await?,
                Some(Reached::Unreachable) => {
                    lose_admin_chat(&mut Ctx { tx, shop: &self.shop, now_ms }).await?;
                }
                Some(Reached::Unanswered) => {}
            }
            Ok::<_, FlowError>(())
        })?;
        match admins {
            Reached::Reachable => self.shop.set_unheard(false),
            Reached::Unreachable => self.shop.set_unheard(true),
            Reached::Unanswered => {}
        }
        Ok(())
    }
}
