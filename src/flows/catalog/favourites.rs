//! Services that a person keeps for the next time. Owns how many.

use crate::domain::ids::{PersonId, ServiceId};
use crate::flows::{Ctx, FlowError, UserError};
use crate::store::favourites;
use crate::store::portion::Batch;

/// Services that one person may keep.
pub const FAVOURITES_MAX: i64 = 100;

/// Keeps a service; a second time it stays kept.
///
/// # Errors
/// [`UserError::FavouritesFull`], or a failing database.
pub async fn add(
    ctx: &mut Ctx<'_>,
    person_id: PersonId,
    service_id: ServiceId,
) -> Result<(), FlowError> {
    let own = (person_id, service_id);
    let room = Batch { now_ms: ctx.now_ms, limit: FAVOURITES_MAX };
    if favourites::has(ctx.tx, person_id, service_id).await?
        || favourites::insert(ctx.tx, own, room).await?
    {
        return Ok(());
    }
    // What is not sold any more makes room.
    let has_room = favourites::remove_gone(ctx.tx, person_id).await? > 0;
    if has_room && favourites::insert(ctx.tx, own, room).await? {
        return Ok(());
    }
    Err(UserError::FavouritesFull { max: FAVOURITES_MAX }.into())
}
