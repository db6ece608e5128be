//! What a buyer answers to what a provider asks, and where a top-up goes. Owns its sealing: it must
//! never lie open in a row, nor be shown whole to anybody again.

use secrecy::{ExposeSecret, SecretString};

use crate::domain::ids::{AnswerId, PersonId};
use crate::domain::inputs::Entries;
use crate::domain::sealed::{Place, SealError, SealedColumn};
use crate::flows::{Ctx, FlowError, UserError};
use crate::store::{StoreError, buyer_answers};

/// Keeps an answer sealed; the person's others that no order was made from are forgotten.
///
/// # Errors
/// [`UserError::NotSellable`] where nothing can be sealed.
pub async fn keep(
    ctx: &mut Ctx<'_>,
    person_id: PersonId,
    (asked, answer): (&str, &SecretString),
) -> Result<AnswerId, FlowError> {
    let key = ctx.shop.master_key.clone().ok_or(UserError::NotSellable)?;
    let answer_id = buyer_answers::insert(ctx.tx, person_id, asked, ctx.now_ms).await?;
    let row = answer_id.to_string();
    let sealed = key
        .seal(place(&row), answer.expose_secret(), rand::random())
        .map_err(|_| StoreError::Unreadable("an answer"))?;
    buyer_answers::fill(ctx.tx, answer_id, &sealed).await?;
    Ok(answer_id)
}

/// What was answered for an order: nothing where nothing was asked, an error inside where it cannot
/// be opened.
///
/// # Errors
/// When the database fails.
pub async fn of_order(
    ctx: &mut Ctx<'_>,
    entries: &Entries,
) -> Result<Result<Option<SecretString>, SealError>, FlowError> {
    // No type has two of them.
    let Some(answer_id) = entries.sealed.values().next() else { return Ok(Ok(None)) };
    let found = buyer_answers::find(ctx.tx, *answer_id).await?;
    let (Some(answer), Some(key)) = (found, &ctx.shop.master_key) else {
        return Ok(Err(SealError::DoesNotOpen));
    };
    Ok(key.open(place(&answer_id.to_string()), &answer.sealed).map(Some))
}

const fn place(row: &str) -> Place<'_> {
    SealedColumn::BuyerAnswer.at(row)
}
