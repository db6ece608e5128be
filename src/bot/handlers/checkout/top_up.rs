//! The request for the money that is missing: told to the admins with a button that gives it.

use std::sync::Arc;

use super::confirm::{missing, recheck};
use crate::bot::handlers::admin;
use crate::bot::i18n::Args;
use crate::bot::schema::Outcome;
use crate::bot::state::{Draft, State};
use crate::bot::turn::Turn;
use crate::clock::MINUTE_MS;
use crate::domain::money::Money;
use crate::domain::terms::Terms;
use crate::flows::{FlowError, UserError};
use crate::store::{Tx, alerts, ledger, quotes};

/// The owners are asked for one checkout this often at the most.
const TOP_UP_EVERY_MS: i64 = 10 * MINUTE_MS;
/// And for so many checkouts of one person within that time.
const TOP_UPS_MAX: i64 = 4;

/// Once for a checkout, and few times in all: each is a message to every owner.
async fn may_ask(
    tx: &mut Tx,
    (person_id, checkout): (i64, &str),
    now_ms: i64,
) -> Result<bool, FlowError> {
    let key = format!("topup:{person_id}:{checkout}");
    if !alerts::should_tell(tx, &key, now_ms, TOP_UP_EVERY_MS).await? {
        return Ok(false);
    }
    for place in 0..TOP_UPS_MAX {
        let key = format!("topup:{person_id}:{place}");
        if alerts::should_tell(tx, &key, now_ms, TOP_UP_EVERY_MS).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Asks the admins for the missing money, with a button that gives it.
pub async fn top_up(turn: Arc<Turn>, (_, checkout): (Draft, String)) -> Outcome {
    let words = turn.words();
    let mut tx = turn.tx().await;
    let person = &turn.person;
    if person.is_banned != 0 {
        return Err(UserError::Banned.into());
    }
    let quote = quotes::find(&mut tx, &checkout, person.person_id).await?;
    let quote = quote.ok_or(UserError::QuoteGone)?;
    let wallet = ledger::wallet(&mut tx, person.person_id).await?;
    let Some(missing) = missing(Money::from_micros(quote.price), &wallet) else {
        drop(tx);
        turn.toast(words.word("top-up-not-needed"));
        let (draft, checkout) = match turn.state() {
            State::Confirm { draft, checkout } => (draft, checkout),
            _ => return Ok(()),
        };
        return recheck(turn, (draft, checkout)).await;
    };
    if !may_ask(&mut tx, (person.person_id, &checkout), turn.now_ms).await? {
        turn.alert(words.word("top-up-asked-already"));
        return Ok(());
    }
    let wanted = Terms::name_in(&quote.terms);
    let ask = (person, missing, checkout.as_str(), wanted);
    admin::money::top_up_note(&turn.shop, &mut tx, ask, turn.now_ms).await?;
    let args = Args::new().text("missing", words.money(missing));
    turn.alert(words.plain("top-up-asked", args));
    Ok(())
}
