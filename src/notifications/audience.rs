//! Where those who run the shop are told: their group or, while that takes nothing, every owner's
//! private chat.

use super::notice::Notice;
use super::shop::Ctx;
use crate::domain::ids::ChatId;
use crate::store::StoreError;
use crate::store::flags::{self, Flag};

/// Where those who run the shop are reached: their chat, or every owner's own where there is none
/// or it is lost.
pub(crate) async fn admin_chats(ctx: &mut Ctx<'_>) -> Result<Vec<ChatId>, StoreError> {
    match ctx.shop.admin_chat() {
        Some(chat) if ctx.shop.admins().is_empty() || !is_lost(ctx).await? => Ok(vec![chat]),
        _ => Ok(owners(ctx)),
    }
}

async fn is_lost(ctx: &mut Ctx<'_>) -> Result<bool, StoreError> {
    flags::is_up(ctx.tx, Flag::AdminChatLost).await
}

fn owners(ctx: &Ctx<'_>) -> Vec<ChatId> {
    ctx.shop.admins().into_iter().map(ChatId::with).collect()
}

/// Where a notice is read that is for more than one.
pub(super) async fn of(ctx: &mut Ctx<'_>, notice: &Notice) -> Result<Vec<ChatId>, StoreError> {
    match notice {
        // What an owner has done is shown to all of them, wherever the other alerts go.
        Notice::Act(_) => Ok(owners(ctx)),
        _ => admin_chats(ctx).await,
    }
}
