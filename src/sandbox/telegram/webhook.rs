//! Delivery to a webhook: one update after another, each repeated until the bot says 2xx.
//! It owns the loop of that delivery, which ends when the webhook changes or the world is gone.
//! It must never hold the lock of the world while it waits for the bot.

use std::sync::Weak;
use std::time::Duration;

use serde_json::{Value, json};

use super::params::{ApiError, Params};
use super::updates::read_allowed;
use super::{Inner, Telegram};

const DELIVERY_TIMEOUT: Duration = Duration::from_secs(60);
const MAX_SECRET_CHARS: usize = 256;

#[derive(Debug, Clone, Default)]
pub(super) struct Webhook {
    url: String,
    secret: Option<String>,
    last_error: Option<(i64, String)>,
}

/// Also takes http URLs, as a Bot API server of one's own does.
pub(super) fn set_webhook(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let url = params.string("url")?.unwrap_or_default();
    if url.is_empty() {
        return delete_webhook(telegram, params);
    }
    let is_http = url.starts_with("http://") || url.starts_with("https://");
    if !is_http || url::Url::parse(&url).is_err() {
        return Err(ApiError::bad("bad webhook: An HTTPS URL must be provided for webhook"));
    }
    let secret = params.string("secret_token")?.filter(|secret| !secret.is_empty());
    check_secret(secret.as_deref())?;
    let allowed = read_allowed(params)?;
    let drops = params.flag("drop_pending_updates")?;
    let mut state = telegram.state();
    if let Some(allowed) = allowed {
        state.allowed_updates = allowed;
    }
    if drops {
        state.pending.clear();
    }
    state.webhook = Some(Webhook { url, secret, last_error: None });
    state.webhook_generation += 1;
    let generation = state.webhook_generation;
    drop(state);
    let world = std::sync::Arc::downgrade(&telegram.inner);
    tokio::spawn(deliver(world, generation));
    Ok(Value::Bool(true))
}

fn check_secret(secret: Option<&str>) -> Result<(), ApiError> {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    match secret {
        Some(secret) if secret.len() > MAX_SECRET_CHARS => {
            Err(ApiError::bad("secret token is too long"))
        }
        Some(secret) if !secret.chars().all(is_allowed) => {
            Err(ApiError::bad("secret token contains unallowed characters"))
        }
        _ => Ok(()),
    }
}

pub(super) fn delete_webhook(telegram: &Telegram, params: &Params) -> Result<Value, ApiError> {
    let drops = params.flag("drop_pending_updates")?;
    let mut state = telegram.state();
    state.webhook = None;
    state.webhook_generation += 1;
    if drops {
        state.pending.clear();
    }
    Ok(Value::Bool(true))
}

pub(super) fn get_webhook_info(telegram: &Telegram, _: &Params) -> Result<Value, ApiError> {
    let state = telegram.state();
    let webhook = state.webhook.clone().unwrap_or_default();
    let mut info = json!({
        "url": webhook.url, "has_custom_certificate": false,
        "pending_update_count": state.pending.len(),
    });
    if let (Some(map), Some((date, text))) = (info.as_object_mut(), webhook.last_error) {
        map.insert("last_error_date".into(), date.into());
        map.insert("last_error_message".into(), text.into());
    }
    Ok(info)
}

/// What the pump does next.
enum Step {
    Stop,
    Wait,
    Post { id: i64, body: Value, webhook: Webhook, retry_ms: u64 },
}

fn next_step(telegram: &Telegram, generation: u64) -> Step {
    let state = telegram.state();
    let Some(webhook) = &state.webhook else {
        return Step::Stop;
    };
    if state.webhook_generation != generation {
        return Step::Stop;
    }
    match state.pending.first_key_value() {
        None => Step::Wait,
        Some((id, update)) => Step::Post {
            id: *id,
            body: update.body.clone(),
            webhook: webhook.clone(),
            retry_ms: state.webhook_retry_ms,
        },
    }
}

async fn deliver(world: Weak<Inner>, generation: u64) {
    let client = reqwest::Client::builder()
        .timeout(DELIVERY_TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build();
    let Ok(client) = client else {
        tracing::error!("the sandbox cannot make an HTTP client");
        return;
    };
    loop {
        // Holding the world only for the moment lets it end while the pump waits.
        let Some(inner) = world.upgrade() else { return };
        let telegram = Telegram { inner };
        let mut queued = telegram.inner.queued.subscribe();
        match next_step(&telegram, generation) {
            Step::Stop => return,
            Step::Wait => {
                drop(telegram);
                if queued.changed().await.is_err() {
                    return;
                }
            }
            Step::Post { id, body, webhook, retry_ms } => {
                drop(telegram);
                let outcome = post(&client, &webhook, &body).await;
                let Some(inner) = world.upgrade() else { return };
                let failed = outcome.is_err();
                settle(&Telegram { inner }, id, &body, outcome);
                if failed {
                    tokio::time::sleep(Duration::from_millis(retry_ms)).await;
                }
            }
        }
    }
}

async fn post(client: &reqwest::Client, webhook: &Webhook, body: &Value) -> Result<(), String> {
    let mut request =
        client.post(&webhook.url).header("content-type", "application/json").body(body.to_string());
    if let Some(secret) = &webhook.secret {
        request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    match request.send().await {
        Ok(reply) if reply.status().is_success() => Ok(()),
        Ok(reply) => Err(format!("Wrong response from the webhook: {}", reply.status())),
        Err(_) => Err("Connection failed".to_owned()),
    }
}

/// Confirms a delivered update, unless it was queued anew with another body meanwhile.
fn settle(telegram: &Telegram, id: i64, body: &Value, outcome: Result<(), String>) {
    let mut state = telegram.state();
    match outcome {
        Ok(()) if state.pending.get(&id).is_some_and(|update| update.body == *body) => {
            state.pending.remove(&id);
        }
        Ok(()) => {}
        Err(text) => {
            let date_s = super::state::now_ms() / 1_000;
            if let Some(webhook) = &mut state.webhook {
                webhook.last_error = Some((date_s, text));
            }
        }
    }
}
