//! Telling: the one way in which a notice becomes messages of this transaction. Must never tell
//! twice what is told once, nor let what is kept back for a digest go untold.

use super::audience;
use super::customers::CustomerNotice;
use super::digest;
use super::notice::{Notice, Reader, Who};
use super::recipient::{Recipient, push, recipient};
use super::shop::Ctx;
use crate::domain::ids::{ChatId, MessageId, PersonId};
use crate::domain::time::Millis;
use crate::store::{StoreError, Tx, alerts, people};

/// Tells a customer; kept for them if they have blocked the bot.
pub async fn notify_customer(
    ctx: &mut Ctx<'_>,
    person_id: PersonId,
    notice: CustomerNotice,
) -> Result<(), StoreError> {
    notify_person(ctx, person_id, &notice.into()).await
}

/// Tells one person in their private chat, whoever else might read it.
pub async fn notify_person(
    ctx: &mut Ctx<'_>,
    person_id: PersonId,
    notice: &Notice,
) -> Result<(), StoreError> {
    push_to(ctx, ChatId::with(person_id), notice).await
}

/// Tells those who run the shop: in their chat, or all owners. What is told once in a while is told
/// then only, and of what comes in hundreds the most is told together a little later.
pub async fn notify(ctx: &mut Ctx<'_>, notice: impl Into<Notice>) -> Result<(), StoreError> {
    let notice = notice.into();
    if let Some((key, quiet_ms)) = notice.once()
        && !alerts::take_turn(ctx.tx, &key, ctx.now_ms, Millis(quiet_ms)).await?
    {
        return Ok(());
    }
    if let Some((topic, subject)) = notice.digest()
        && !digest::admit(ctx, topic, &subject).await?
    {
        return Ok(());
    }
    notify_all(ctx, &notice).await
}

/// Tells everybody whom a notice is for, now.
pub(super) async fn notify_all(ctx: &mut Ctx<'_>, notice: &Notice) -> Result<(), StoreError> {
    for chat_id in audience::of(ctx, notice).await? {
        push_to(ctx, chat_id, notice).await?;
    }
    Ok(())
}

async fn push_to(ctx: &mut Ctx<'_>, chat_id: ChatId, notice: &Notice) -> Result<(), StoreError> {
    let to = recipient(ctx.tx, chat_id.person()).await?;
    for payload in payloads(ctx, (chat_id, &to), notice) {
        push(ctx.tx, (chat_id, &to), payload, ctx.now_ms).await?;
    }
    Ok(())
}

/// A notice as it is written in a chat, below no other message.
pub(crate) fn payloads(
    ctx: &Ctx<'_>,
    (chat_id, to): (ChatId, &Recipient),
    notice: &Notice,
) -> Vec<String> {
    let reader = Reader { chat_id, language: &to.language, reply_to: MessageId::NONE };
    ctx.shop.renderer.render(&reader, notice)
}

/// The language a person is spoken to in: chosen, else their client's; empty when unknown.
pub async fn language_of(tx: &mut Tx, person_id: PersonId) -> Result<String, StoreError> {
    Ok(recipient(tx, person_id).await?.language)
}

/// A person as notices name them.
pub async fn who(tx: &mut Tx, person_id: PersonId) -> Result<Who, StoreError> {
    let person = people::find(tx, person_id).await?;
    Ok(person.map_or_else(|| Who { person_id, name: String::new() }, |person| Who::of(&person)))
}
