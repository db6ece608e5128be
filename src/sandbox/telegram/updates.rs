//! getUpdates: true long polling. It owns offsets, confirmation and the quarrel of two pollers.
//! It must never forget an update that no offset has confirmed.

use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;

use super::Telegram;
use super::params::{ApiError, Params};
use super::state::State;

const MAX_LIMIT: i64 = 100;
/// Telegram waits no longer than this, whatever was asked.
const MAX_TIMEOUT_S: i64 = 50;

pub(super) async fn get_updates(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let limit = params.integer("limit")?.unwrap_or(MAX_LIMIT);
    let limit = if (1..=MAX_LIMIT).contains(&limit) { limit } else { MAX_LIMIT };
    let limit = usize::try_from(limit).unwrap_or_default();
    let timeout_s = params.integer("timeout")?.unwrap_or(0).clamp(0, MAX_TIMEOUT_S);
    let offset = params.integer("offset")?.unwrap_or(0);
    let allowed = read_allowed(params)?;
    let mut queued = telegram.inner.queued.subscribe();
    let generation = begin(telegram, offset, allowed)?;
    let wait = Duration::from_secs(u64::try_from(timeout_s).unwrap_or_default());
    let deadline = Instant::now() + wait;
    loop {
        queued.mark_unchanged();
        let found = look(&mut telegram.state(), generation, offset, limit)?;
        if !found.is_empty() {
            return Ok(Value::Array(found));
        }
        // Both endings mean the same: nothing more comes in time.
        match tokio::time::timeout_at(deadline, queued.changed()).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) | Err(_) => return Ok(Value::Array(Vec::new())),
        }
    }
}

/// `allowed_updates`: names of update kinds, remembered until the next list.
pub(super) fn read_allowed(params: &Params) -> Result<Option<Vec<String>>, ApiError> {
    let wrong = || ApiError::bad("can't parse allowed updates: expected an Array of String");
    let Some(list) = params.json("allowed_updates")? else {
        return Ok(None);
    };
    let rows = list.as_array().ok_or_else(wrong)?;
    let names = rows.iter().map(|row| row.as_str().map(str::to_owned).ok_or_else(wrong));
    names.collect::<Result<Vec<_>, _>>().map(Some)
}

/// Confirms by the offset and ends the getUpdates that waits, if there is one.
fn begin(telegram: &Telegram, offset: i64, allowed: Option<Vec<String>>) -> Result<u64, ApiError> {
    let mut state = telegram.state();
    if state.webhook.is_some() {
        let text = "Conflict: can't use getUpdates method while webhook is active; use \
                    deleteWebhook to delete the webhook first";
        return Err(ApiError::new(409, text));
    }
    if let Some(allowed) = allowed {
        state.allowed_updates = allowed;
    }
    confirm(&mut state, offset);
    state.poll_generation += 1;
    let generation = state.poll_generation;
    drop(state);
    telegram.inner.queued.send_modify(|count| *count += 1);
    Ok(generation)
}

/// Forgets what the offset confirms. A negative offset keeps that many from the end of the queue.
fn confirm(state: &mut State, offset: i64) {
    if offset < 0 {
        let keep = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
        while state.pending.len() > keep {
            state.pending.pop_first();
        }
    } else if offset > 0 {
        state.pending.retain(|id, update| *id >= offset || (update.forced && !update.handed));
    }
}

fn look(
    state: &mut State,
    generation: u64,
    offset: i64,
    limit: usize,
) -> Result<Vec<Value>, ApiError> {
    if state.webhook.is_some() {
        return Err(ApiError::new(409, "Conflict: terminated by setWebhook request"));
    }
    if state.poll_generation != generation {
        let text = "Conflict: terminated by other getUpdates request; make sure that only one \
                    bot instance is running";
        return Err(ApiError::new(409, text));
    }
    let wanted = state.pending.iter_mut().filter(|(id, update)| **id >= offset || update.forced);
    let handed = wanted.take(limit).map(|(_, update)| {
        update.handed = true;
        update.body.clone()
    });
    Ok(handed.collect())
}
