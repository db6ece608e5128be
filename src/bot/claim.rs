//! The first owner of a shop without one: whoever opens the one-time link that `serve` prints.

use sha2::{Digest, Sha256};

use super::turn::Turn;
use super::view::View;
use crate::bot::i18n::Args;
use crate::clock::MINUTE_MS;
use crate::flows::FlowError;
use crate::store::{Tx, journal, meta, people};

/// How long a claim link is good for.
pub const CLAIM_LIFETIME_MS: i64 = 30 * MINUTE_MS;

/// Makes a new claim token of 128 bits; an older one is void.
///
/// # Errors
/// When the database fails.
pub async fn offer(tx: &mut Tx, now_ms: i64) -> Result<String, FlowError> {
    let token = format!("{:032x}", rand::random::<u128>());
    let stored = format!("{}:{}", hash(&token), now_ms + CLAIM_LIFETIME_MS);
    meta::set(tx, meta::key::CLAIM, &stored).await?;
    Ok(token)
}

fn hash(token: &str) -> String {
    format!("{:x}", Sha256::digest(token.as_bytes()))
}

/// Makes the person the owner if the token is the open one; anything else is passed over in
/// silence, as an unknown payload is.
///
/// # Errors
/// When the database fails.
pub async fn redeem(turn: &Turn, token: &str) -> Result<(), FlowError> {
    let person_id = turn.person.person_id;
    let mut tx = turn.tx().await;
    let Some(stored) = meta::find(&mut tx, meta::key::CLAIM).await? else { return Ok(()) };
    let Some((expected, expires)) = stored.split_once(':') else { return Ok(()) };
    let is_late = expires.parse::<i64>().map_or(true, |expires_ms| expires_ms <= turn.now_ms);
    // A turn that is run again may find this person added by its first run.
    let has_others = turn.shop.admins().iter().any(|admin| *admin != person_id);
    if is_late || expected != hash(token) || has_others {
        return Ok(());
    }
    if !meta::remove_if(&mut tx, meta::key::CLAIM, &stored).await? {
        return Ok(());
    }
    people::insert_owner(&mut tx, person_id, turn.now_ms).await?;
    let subject = format!("person {person_id}");
    let line = journal::Act {
        actor_id: person_id,
        act: "claim",
        subject: &subject,
        detail: "",
        reason: "",
    };
    journal::append(&mut tx, &line, turn.now_ms).await?;
    drop(tx);
    turn.shop.add_admin(person_id);
    turn.say(View::new(turn.words().html("claim-done", Args::new()))).await
}
