//! The first owner of a shop without one: whoever opens the one-time link that `serve` prints.

use sha2::{Digest, Sha256};

use crate::clock::MINUTE_MS;
use crate::domain::ids::PersonId;
use crate::domain::journal::ActName;
use crate::flows::tokens::random_token;
use crate::flows::{Ctx, FlowError};
use crate::store::{Tx, journal, meta, people};

/// How long a claim link is good for.
pub const CLAIM_LIFETIME_MS: i64 = 30 * MINUTE_MS;

/// Makes a new claim token of 128 bits; an older one is void.
pub async fn offer(tx: &mut Tx, now_ms: i64) -> Result<String, FlowError> {
    let token = random_token();
    let stored = format!("{}:{}", hash(&token), now_ms + CLAIM_LIFETIME_MS);
    meta::set(tx, meta::key::CLAIM, &stored).await?;
    Ok(token)
}

fn hash(token: &str) -> String {
    format!("{:x}", Sha256::digest(token.as_bytes()))
}

/// Makes the person the owner if the token is the open one, and tells whether it was; anything else
/// is passed over in silence, as an unknown payload is.
pub async fn redeem(
    ctx: &mut Ctx<'_>,
    (person_id, token): (PersonId, &str),
) -> Result<bool, FlowError> {
    let Some(stored) = meta::find(ctx.tx, meta::key::CLAIM).await? else { return Ok(false) };
    let Some((expected, expires)) = stored.split_once(':') else { return Ok(false) };
    let is_late = expires.parse::<i64>().map_or(true, |expires_ms| expires_ms <= ctx.now_ms);
    // A turn that is run again may find this person added by its first run.
    let has_others = ctx.shop.admins().iter().any(|admin| *admin != person_id);
    if is_late || expected != hash(token) || has_others {
        return Ok(false);
    }
    if !meta::remove_if(ctx.tx, meta::key::CLAIM, &stored).await? {
        return Ok(false);
    }
    people::insert_owner(ctx.tx, person_id, ctx.now_ms).await?;
    let subject = format!("person {person_id}");
    let (actor_id, act) = (person_id, ActName::Claim);
    let line = journal::Act { actor_id, act, subject: &subject, detail: "", reason: "" };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    ctx.shop.add_admin(person_id);
    Ok(true)
}
