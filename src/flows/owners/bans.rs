//! Who may place no new orders. A ban takes nothing away: the wallet, running orders, returns and
//! support go on.

use crate::domain::ids::{OrderId, PersonId};
use crate::domain::journal::PersonAct;
use crate::domain::money::Money;
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::acts::{ActNotice, UponPerson};
use crate::notifications::notice::Who;
use crate::notifications::notify::notify;
use crate::notifications::notify::who;
use crate::store::people::Person;
use crate::store::{journal, people};

/// One confirmed ban, or the end of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ban<'a> {
    /// The admin.
    pub actor_id: PersonId,
    /// The customer.
    pub person_id: PersonId,
    /// Whether they are banned by it; else allowed to order again.
    pub is_ban: bool,
    /// The admin's words, or empty. Nobody but owners reads them.
    pub reason: &'a str,
}

/// The person, if this may be done: owners cannot be banned, and nobody twice.
///
/// # Errors
/// [`UserError::PersonNotFound`], [`UserError::OwnerNotBanned`], [`UserError::BannedAlready`],
/// [`UserError::NotBanned`].
pub async fn check(ctx: &mut Ctx<'_>, ban: Ban<'_>) -> Result<Person, FlowError> {
    if ban.is_ban && ctx.shop.is_admin(ban.person_id) {
        return Err(UserError::OwnerNotBanned.into());
    }
    let person = people::find(ctx.tx, ban.person_id).await?.ok_or(UserError::PersonNotFound)?;
    if person.is_banned == ban.is_ban {
        return Err(done_already(ban).into());
    }
    Ok(person)
}

const fn done_already(ban: Ban<'_>) -> UserError {
    if ban.is_ban { UserError::BannedAlready } else { UserError::NotBanned }
}

/// Bans a person or lets them order again; written down and told to every owner. The person reads
/// of a ban where they would order.
///
/// # Errors
/// As [`check`].
pub async fn set(ctx: &mut Ctx<'_>, ban: Ban<'_>) -> Result<(), FlowError> {
    let person = check(ctx, ban).await?;
    if !people::set_banned(ctx.tx, ban.person_id, ban.is_ban).await? {
        return Err(done_already(ban).into());
    }
    let (actor_id, reason) = (ban.actor_id, ban.reason);
    let act = if ban.is_ban { PersonAct::Ban } else { PersonAct::Unban };
    let subject = format!("person {}", ban.person_id);
    let line = journal::Act { actor_id, act: act.into(), subject: &subject, detail: "", reason };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    let notice = ActNotice::UponPerson(UponPerson {
        act,
        actor: who(ctx.tx, actor_id).await?,
        person: Who::of(&person),
        order_id: OrderId::NONE,
        amount: Money::ZERO,
        reason: reason.to_owned(),
    });
    Ok(notify(ctx, notice).await?)
}
