//! Answers to pressed buttons: fired beside the queue, not stored, and tried a few times, since the
//! button turns until one arrives. Must never hold up a stop or a message.

use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::Api;
use super::call::{ApiReply, CALL_TIMEOUT};
use crate::bot::dispatch::turn::CallbackAnswer;
use crate::clock::{Clock, SECOND_MS};
use crate::domain::backoff::Backoff;

/// So often one answer is tried.
const TRIES_MAX: u32 = 4;
/// Nobody looks at a button any more that has turned for so long.
const WAIT_MAX_MS: i64 = 60 * SECOND_MS;
/// The pauses between the tries.
const PAUSE: Backoff = Backoff { first_ms: SECOND_MS / 2, last_ms: WAIT_MAX_MS };

/// Answers a press, unless `stop` comes while it has to wait.
pub(super) async fn give(api: Api, clock: Clock, stop: CancellationToken, answer: CallbackAnswer) {
    let payload = json!({
        "callback_query_id": answer.callback_id,
        "text": answer.text,
        "show_alert": answer.is_alert,
    })
    .to_string();
    for tried in 1..=TRIES_MAX {
        let said = api.call("answerCallbackQuery", payload.clone(), CALL_TIMEOUT).await;
        let Some(wait_ms) = wait_ms(said.as_ref(), tried) else { return };
        if tried == TRIES_MAX || wait_ms > WAIT_MAX_MS {
            tracing::debug!(tried, wait_ms, "a press stays unanswered");
            return;
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = clock.sleep_ms(wait_ms) => {}
        }
    }
}

/// How long to wait before the next try; `None` when there is nothing left to try: it was taken, or
/// it is refused as too late.
fn wait_ms(said: Option<&ApiReply>, tried: u32) -> Option<i64> {
    let pause_ms = PAUSE.after(tried.into());
    match said {
        None => Some(pause_ms),
        Some(said) if said.ok => None,
        Some(said) if said.error_code == 429 => {
            let seconds = said.parameters.as_ref().and_then(|hint| hint.retry_after).unwrap_or(1);
            Some(seconds.clamp(1, 86_400) * SECOND_MS)
        }
        Some(said) if said.error_code >= 500 => Some(pause_ms),
        Some(_) => None,
    }
}
