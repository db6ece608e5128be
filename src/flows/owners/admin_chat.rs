//! When the admin chat is lost, moves or comes back, and its alerts go to the owners. Where alerts
//! go is read in `notifications::audience`.

use crate::domain::ids::{ChatId, ChatMove};
use crate::flows::tickets::post_instead;
use crate::flows::{Ctx, FlowError};
use crate::notifications::notify::notify;
use crate::notifications::shop_alerts::ShopAlert;

use crate::notifications::recipient::{push_message, recipient};
use crate::store::flags::{self, Flag};
use crate::store::tickets::messages;
use crate::store::{Outgoing, Tx, meta};

/// Sends alerts to the owners from now on, and says so once.
pub async fn lose_admin_chat(ctx: &mut Ctx<'_>) -> Result<(), FlowError> {
    if flags::raise(ctx.tx, Flag::AdminChatLost, ctx.now_ms).await? {
        notify(ctx, ShopAlert::AdminChatLost).await?;
    }
    Ok(())
}

/// Follows the admin chat to another id, as Telegram gives it when a group becomes a supergroup.
pub async fn move_admin_chat(ctx: &mut Ctx<'_>, moved: ChatMove) -> Result<(), FlowError> {
    let ChatMove { from_chat, to_chat } = moved;
    if !ctx.shop.is_admin_chat(from_chat) {
        return Ok(());
    }
    tracing::info!(%from_chat, %to_chat, "the admin chat has another id now");
    // What is not sent yet goes to the new chat, and is replied to there.
    messages::move_unsent(ctx.tx, moved).await?;
    if let Some(configured) = ctx.shop.configured_chat {
        let now = format!("{configured}:{to_chat}");
        meta::set(ctx.tx, meta::key::ADMIN_CHAT_MOVED, &now).await?;
    }
    ctx.shop.move_admin_chat(to_chat);
    Ok(())
}

/// Finds the admin chat under the id that it had at last.
pub async fn recall_admin_chat(ctx: &mut Ctx<'_>) -> Result<(), FlowError> {
    let moved = meta::find(ctx.tx, meta::key::ADMIN_CHAT_MOVED).await?;
    let ids = moved.as_deref().and_then(|moved| moved.split_once(':'));
    let Some((from_chat, to_chat)) = ids else { return Ok(()) };
    // Another chat in the settings counts more than what became of an earlier one.
    if let (Ok(from_chat), Ok(to_chat)) = (from_chat.parse(), to_chat.parse())
        && ctx.shop.configured_chat == Some(from_chat)
    {
        ctx.shop.move_admin_chat(to_chat);
    }
    Ok(())
}

/// Sends alerts to the admin chat again.
pub async fn find_admin_chat(tx: &mut Tx) -> Result<(), FlowError> {
    if flags::lower(tx, Flag::AdminChatLost).await? {
        tracing::info!("the admin chat accepts messages again");
    }
    Ok(())
}

/// A message came to these chats: where one of them is an admin's, the shop is heard again and
/// sells on. Tells whether it was not heard before.
pub async fn heard_in(
    ctx: &mut Ctx<'_>,
    mut chats: impl Iterator<Item = ChatId>,
) -> Result<bool, FlowError> {
    let is_admins = |chat: ChatId| ctx.shop.is_admin(chat.person()) || ctx.shop.is_admin_chat(chat);
    if !ctx.shop.is_unheard() || !chats.any(is_admins) {
        return Ok(false);
    }
    Ok(flags::lower(ctx.tx, Flag::AdminsUnreachable).await?)
}

/// Gives the owners an alert that the lost group did not take; its payload replies to nothing,
/// since a message of another chat has another number. A word about a ticket can be replied to
/// there as well.
pub async fn redirect_alert(ctx: &mut Ctx<'_>, alert: &Outgoing) -> Result<(), FlowError> {
    // The sender fills in the chat.
    let payload = &alert.payload;
    let post = messages::of_screen(ctx.tx, alert.screen_id).await?;
    for owner in ctx.shop.admins() {
        if let Some(post) = post {
            post_instead(
                ctx.tx,
                (post.ticket_id, ChatId::with(owner)),
                payload.clone(),
                ctx.now_ms,
            )
            .await?;
            continue;
        }
        let message = alert.repeated(ChatId::with(owner), payload.clone());
        let ear = recipient(ctx.tx, owner).await?;
        push_message(ctx.tx, &ear, message, ctx.now_ms).await?;
    }
    Ok(())
}
