//! Who owns the shop and by what right: named in the settings, or claimed by the one-time link. An
//! owner whom the settings name may remove one who has claimed the shop.

use crate::domain::journal::ActName;
use crate::flows::{Ctx, FlowError, Shop, Upon, UserError};
use crate::notifications::acts::ActNotice;
use crate::notifications::notice::Who;
use crate::notifications::notify::notify;
use crate::notifications::notify::who;
use crate::store::people::Claimed;
use crate::store::{dialogues, journal, pending_actions, people};

/// An owner and where they come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Who it is.
    pub who: Who,
    /// When they claimed the shop; `None` for those of the settings.
    pub claimed_ms: Option<i64>,
}

/// All owners; those of the settings first.
pub async fn list(ctx: &mut Ctx<'_>) -> Result<Vec<Owner>, FlowError> {
    let claimed = people::list_owners(ctx.tx).await?;
    let mut owners = Vec::new();
    for person_id in ctx.shop.admins() {
        let claim = claimed.iter().find(|claim| claim.person_id == person_id);
        let claim = claim.filter(|_| !ctx.shop.is_configured_admin(person_id));
        let claimed_ms = claim.map(|claim| claim.added_ms);
        owners.push(Owner { who: who(ctx.tx, person_id).await?, claimed_ms });
    }
    owners.sort_by_key(|owner| owner.claimed_ms);
    Ok(owners)
}

/// Whether this admin may remove that owner: an admin of the settings one who is not of them.
///
/// # Errors
/// [`UserError::OwnerStays`].
pub fn check_removal(shop: &Shop, upon: Upon) -> Result<(), UserError> {
    let may = shop.is_admin(upon.person_id) && may_remove(shop, upon);
    may.then_some(()).ok_or(UserError::OwnerStays)
}

fn may_remove(shop: &Shop, Upon { actor_id, person_id }: Upon) -> bool {
    shop.is_configured_admin(actor_id) && !shop.is_configured_admin(person_id)
}

/// Removes an owner: their open buttons and what they were about to type are void at once. All
/// owners are told, the removed one too.
///
/// # Errors
/// [`UserError::OwnerStays`].
pub async fn remove(ctx: &mut Ctx<'_>, upon: Upon) -> Result<(), FlowError> {
    let Upon { actor_id, person_id } = upon;
    // Whether the person is an owner is asked of the table alone: a turn that is run again has left
    // this process's own list without them already.
    if !may_remove(ctx.shop, upon) || !people::remove_owner(ctx.tx, person_id).await? {
        return Err(UserError::OwnerStays.into());
    }
    pending_actions::revoke(ctx.tx, person_id).await?;
    dialogues::remove(ctx.tx, person_id);
    let subject = format!("person {person_id}");
    let act = ActName::OwnerRemoved;
    let line = journal::Act { actor_id, act, subject: &subject, detail: "", reason: "" };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    let (actor, person) = (who(ctx.tx, actor_id).await?, who(ctx.tx, person_id).await?);
    Ok(notify(ctx, ActNotice::OwnerRemoved { actor, person }).await?)
}

/// At a start whose settings name owners: tells all owners of those who claimed the shop beside
/// them.
pub async fn notify_of_claimed(ctx: &mut Ctx<'_>, claimed: &[Claimed]) -> Result<(), FlowError> {
    let beside = claimed.iter().filter(|claim| !ctx.shop.is_configured_admin(claim.person_id));
    let mut owners = Vec::new();
    for claim in beside {
        owners.push(who(ctx.tx, claim.person_id).await?);
    }
    if owners.is_empty() || ctx.shop.admins().len() == owners.len() {
        return Ok(());
    }
    Ok(notify(ctx, ActNotice::OwnersClaimed { owners }).await?)
}
