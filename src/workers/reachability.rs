//! Proves at start and daily that an admin hears the shop: a silent message or action must be
//! accepted by one admin chat. While none does, health fails.

use super::Workshop;
use crate::atomically;
use crate::flows::FlowError;
use crate::flows::place_order::ADMINS_UNREACHABLE;
use crate::store::alerts;

/// Asks Telegram whether a chat can be written to.
pub trait Reach: Send + Sync {
    /// `None`: Telegram did not answer, which proves nothing.
    fn can_write<'a>(&'a self, chat_id: i64) -> futures::future::BoxFuture<'a, Option<bool>>;
}

impl Workshop {
    /// Looks whether the admin chat or one owner can be written to, and notes it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prove_admins(&self, reach: &dyn Reach) -> Result<bool, FlowError> {
        let chats = self.shop.admin_chat.into_iter().chain(self.shop.admins());
        let mut is_answered = false;
        let mut is_reachable = false;
        for chat_id in chats {
            match reach.can_write(chat_id).await {
                Some(true) => {
                    is_reachable = true;
                    break;
                }
                Some(false) => is_answered = true,
                None => {}
            }
        }
        if !is_reachable && !is_answered && !self.shop.admins().is_empty() {
            // Telegram is away: what was known before stands.
            return Ok(true);
        }
        let now_ms = self.clock.now_ms();
        atomically!(self.store, tx => {
            if is_reachable {
                alerts::clear(tx, ADMINS_UNREACHABLE).await?;
            } else {
                alerts::should_tell(tx, ADMINS_UNREACHABLE, now_ms, i64::MAX).await?;
            }
            Ok::<_, FlowError>(())
        })?;
        if !is_reachable {
            tracing::error!("no admin chat accepts messages: an owner must send /start to the bot");
        }
        Ok(is_reachable)
    }
}
