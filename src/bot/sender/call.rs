//! One call of the Bot API, and what its answer means for the row that caused it. Must never show
//! the token, which is part of every URL.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value;

use crate::domain::ids::{ChatId, MessageId};
use crate::store::outbox::Outgoing;
use crate::store::screens::Stored;
use crate::store::{Store, StoreError, screens};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
pub(crate) const CALL_TIMEOUT: Duration = Duration::from_secs(20);
/// So often the sending of one row may panic and be tried again.
const PANICS_MAX: i64 = 2;
/// Answers of the Bot API are small; more than this is not one.
const BODY_MAX_BYTES: usize = 1 << 20;

/// The Bot API cannot be called at all.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The HTTP client could not be built.
    #[error("the HTTP client cannot be built")]
    Client,
}

/// The Bot API of one bot.
#[derive(Clone)]
pub struct Api {
    http: reqwest::Client,
    /// `https://…/bot<token>/`; a secret as a whole.
    prefix: SecretString,
}

/// A call's answer.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Answer {
    pub(crate) ok: bool,
    #[serde(default)]
    pub(crate) result: Option<Value>,
    #[serde(default)]
    pub(crate) description: String,
    #[serde(default)]
    pub(crate) error_code: i64,
    #[serde(default)]
    pub(crate) parameters: Option<Parameters>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Parameters {
    #[serde(default)]
    pub(crate) retry_after: Option<i64>,
    #[serde(default)]
    pub(crate) migrate_to_chat_id: Option<ChatId>,
}

/// What a call came to.
pub(super) struct Delivery {
    pub(super) outgoing: Outgoing,
    pub(super) verdict: Verdict,
    /// The message that now shows the row's screen; 0 when there is none.
    pub(super) message_id: MessageId,
}

/// What is to be done with the row.
pub(super) enum Verdict {
    Sent,
    /// Nothing was called: a newer change of its screen makes it pointless.
    Pointless,
    /// Nothing was called: the database could not be asked about its screen.
    Unasked,
    /// Telegram said that we are too fast.
    Limited {
        for_ms: i64,
    },
    /// Try again after a while.
    Failed(Failure),
    /// Try again at once without markup, as this payload.
    PlainText(String),
    /// The group has become another chat.
    Moved {
        to_chat: ChatId,
    },
    /// The person has blocked the bot.
    Blocked,
    /// Telegram will never take it.
    Refused(String),
}

/// Where a row goes, as far as memory tells.
pub(super) struct Target {
    pub(super) chat_id: ChatId,
    /// The message of its screen.
    pub(super) shown: Option<MessageId>,
    /// Only the database tells whether it is still the newest change of its screen.
    pub(super) is_doubtful: bool,
}

/// A call that came to nothing for now.
pub(super) struct Failure {
    /// The pause before the next try.
    pub(super) for_ms: i64,
    /// Telegram's code; 0 when there was no readable answer.
    pub(super) code: i64,
    /// Telegram's words.
    pub(super) description: String,
}

impl Delivery {
    /// A bug in making this call: it is tried again a few times, and then set aside for a human.
    /// The panic itself is in the log already.
    pub(super) fn after_panic(outgoing: Outgoing) -> Self {
        tracing::error!(outbox_id = %outgoing.outbox_id, "sending a message panicked");
        let verdict = match outgoing.attempts {
            ..PANICS_MAX => retry(&outgoing, 0, "a panic"),
            _ => Verdict::Refused("sending it panicked".to_owned()),
        };
        Self { outgoing, verdict, message_id: MessageId::NONE }
    }
}

impl Api {
    pub(super) fn new(base: &str, token: &SecretString) -> Result<Self, ApiError> {
        let http = crate::bot::http_client(CONNECT_TIMEOUT).map_err(|_| ApiError::Client)?;
        let prefix = format!("{}/bot{}/", base.trim_end_matches('/'), token.expose_secret());
        Ok(Self { http, prefix: prefix.into() })
    }

    /// Makes one call; `None` when there was no readable answer.
    pub(crate) async fn call(
        &self,
        method: &str,
        payload: String,
        timeout: Duration,
    ) -> Option<Answer> {
        let url = format!("{}{method}", self.prefix.expose_secret());
        let request = self
            .http
            .post(url)
            .header("content-type", "application/json")
            .timeout(timeout)
            .body(payload);
        let mut response = request.send().await.ok()?;
        let status = i64::from(response.status().as_u16());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.ok()? {
            body.extend_from_slice(&chunk);
            if body.len() > BODY_MAX_BYTES {
                return None;
            }
        }
        let Ok(mut answer) = serde_json::from_slice::<Answer>(&body) else {
            return is_of_another_server(status)
                .then(|| Answer { error_code: status, ..Answer::default() });
        };
        if !answer.ok && answer.error_code == 0 {
            answer.error_code = status;
        }
        Some(answer)
    }

    /// Makes the call of a row.
    pub(super) async fn deliver(
        &self,
        store: &Store,
        outgoing: Outgoing,
        target: Target,
    ) -> Delivery {
        let Target { chat_id, mut shown, is_doubtful } = target;
        if needs_message(&outgoing) && (shown.is_none() || is_doubtful) {
            match stored_screen(store, &outgoing).await {
                Ok(stored) if stored.has_newer => {
                    return Delivery {
                        outgoing,
                        verdict: Verdict::Pointless,
                        message_id: MessageId::NONE,
                    };
                }
                Ok(stored) => shown = shown.or(stored.message_id),
                Err(error) => {
                    tracing::error!(%error, "a screen cannot be looked up");
                    return Delivery {
                        outgoing,
                        verdict: Verdict::Unasked,
                        message_id: MessageId::NONE,
                    };
                }
            }
        }
        let Some((method, payload)) = prepare(&outgoing, chat_id, shown) else {
            return Delivery { outgoing, verdict: Verdict::Pointless, message_id: MessageId::NONE };
        };
        crate::crash::panic_sending(&payload);
        let answer = self.call(&method, payload, CALL_TIMEOUT).await;
        if method.starts_with("edit") && answer.as_ref().is_some_and(is_uneditable) {
            return self.send_anew(outgoing, chat_id).await;
        }
        judged(outgoing, &method, answer, shown)
    }

    /// The message of a screen is gone or of another kind: it is sent as a new one. Buttons that
    /// were to be removed are gone with it.
    async fn send_anew(&self, outgoing: Outgoing, chat_id: ChatId) -> Delivery {
        let Some((method, payload)) = prepare(&outgoing, chat_id, None) else {
            return Delivery { outgoing, verdict: Verdict::Pointless, message_id: MessageId::NONE };
        };
        let answer = self.call(&method, payload, CALL_TIMEOUT).await;
        judged(outgoing, &method, answer, None)
    }
}

fn needs_message(outgoing: &Outgoing) -> bool {
    outgoing.screen_id.is_some() && outgoing.method.starts_with("edit")
}

/// What the database knows of the screen of a row.
async fn stored_screen(store: &Store, row: &Outgoing) -> Result<Stored, StoreError> {
    let mut tx = store.read().await?;
    screens::find_stored(&mut tx, row.screen_id, row.outbox_id).await
}

/// Whether a status without the Bot API's words is a refusal all the same: what a proxy or another
/// server says of paths that it does not know or may not show. It is never one of a message.
const fn is_of_another_server(status: i64) -> bool {
    matches!(status, 401 | 404 | 409)
}

/// Method and payload with chat and message filled in; an edit of a screen that was never shown is
/// sent as a message. `None`: nothing is left to do.
fn prepare(
    outgoing: &Outgoing,
    chat_id: ChatId,
    shown: Option<MessageId>,
) -> Option<(String, String)> {
    let method = outgoing.method.clone();
    let payload = match names_chat(&outgoing.payload, chat_id) {
        true => outgoing.payload.clone(),
        false => in_chat(&outgoing.payload, chat_id)?,
    };
    match shown {
        _ if !needs_message(outgoing) => Some((method, payload)),
        Some(message_id) => Some((method, on_message(&payload, message_id)?)),
        None if method == "editMessageText" => Some(("sendMessage".to_owned(), payload)),
        None => None,
    }
}

/// Whether a payload begins with this chat, as nearly all do: only then it is sent as it is.
fn names_chat(payload: &str, chat_id: ChatId) -> bool {
    let rest = payload.strip_prefix("{\"chat_id\":");
    let rest = rest.and_then(|rest| rest.strip_prefix(chat_id.to_string().as_str()));
    rest.is_some_and(|rest| rest.starts_with([',', '}']))
}

/// The payload for another chat than it was made for: a group that has moved, an alert that goes
/// to the owners instead.
fn in_chat(payload: &str, chat_id: ChatId) -> Option<String> {
    let mut payload: Value = serde_json::from_str(payload).ok()?;
    if let Some(chat) = payload.as_object_mut()?.get_mut("chat_id") {
        *chat = chat_id.get().into();
    }
    Some(payload.to_string())
}

/// The payload, a JSON object that names its chat, with the message it edits put before the rest:
/// every tap comes through here, so nothing is parsed.
fn on_message(payload: &str, message_id: MessageId) -> Option<String> {
    Some(format!("{{\"message_id\":{message_id},{}", payload.strip_prefix('{')?))
}

/// Telegram's words for a message that cannot be edited any more.
fn is_uneditable(answer: &Answer) -> bool {
    const WORDS: [&str; 6] = [
        "message to edit not found",
        "message can't be edited",
        "message_id_invalid",
        "there is no text in the message to edit",
        "message to be replied not found",
        "message identifier is not specified",
    ];
    let text = answer.description.to_lowercase();
    !answer.ok && answer.error_code == 400 && WORDS.iter().any(|words| text.contains(words))
}

fn judged(
    outgoing: Outgoing,
    method: &str,
    answer: Option<Answer>,
    shown: Option<MessageId>,
) -> Delivery {
    let message_id = answer
        .as_ref()
        .filter(|answer| answer.ok)
        .and_then(|answer| answer.result.as_ref()?.get("message_id")?.as_i64())
        .map(MessageId::new)
        .or(shown)
        .unwrap_or(MessageId::NONE);
    let verdict = verdict(&outgoing, method, answer);
    Delivery { outgoing, verdict, message_id }
}

fn verdict(outgoing: &Outgoing, method: &str, answer: Option<Answer>) -> Verdict {
    let Some(answer) = answer else { return retry(outgoing, 0, "no readable answer") };
    if answer.ok {
        return Verdict::Sent;
    }
    let parameters = answer.parameters.unwrap_or_default();
    match answer.error_code {
        429 => {
            let seconds = parameters.retry_after.unwrap_or(1).clamp(1, 86_400);
            Verdict::Limited { for_ms: seconds * 1_000 }
        }
        403 => Verdict::Blocked,
        400 => bad_request(outgoing, method, &answer.description, parameters.migrate_to_chat_id),
        code => retry(outgoing, code, &answer.description),
    }
}

/// Telegram's words for a chat that takes nothing from us, where it does not say 403.
const CLOSED: [&str; 6] = [
    "chat not found",
    "user is deactivated",
    "peer_id_invalid",
    "chat_write_forbidden",
    "have no rights to send",
    "not enough rights to send",
];

fn bad_request(
    outgoing: &Outgoing,
    method: &str,
    description: &str,
    migrate_to: Option<ChatId>,
) -> Verdict {
    if let Some(to_chat) = migrate_to {
        return Verdict::Moved { to_chat };
    }
    let text = description.to_lowercase();
    if text.contains("message is not modified") || method == "editMessageReplyMarkup" {
        return Verdict::Sent;
    }
    if CLOSED.iter().any(|words| text.contains(words)) {
        return Verdict::Blocked;
    }
    // Once without markup; a row that carries none already has had its chance.
    match without_markup(&outgoing.payload) {
        Some(payload) => Verdict::PlainText(payload),
        None => Verdict::Refused(description.chars().take(200).collect()),
    }
}

/// The payload as plain text; `None` when it is that already.
fn without_markup(payload: &str) -> Option<String> {
    let mut payload: Value = serde_json::from_str(payload).ok()?;
    let fields = payload.as_object_mut()?;
    fields.remove("parse_mode")?;
    let text = fields.get("text")?.as_str()?;
    let plain: String = strip_tags(text).chars().take(4_000).collect();
    fields.insert("text".to_owned(), plain.into());
    Some(payload.to_string())
}

fn strip_tags(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let mut is_tag = false;
    for character in html.chars() {
        match character {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            other if !is_tag => plain.push(other),
            _ => {}
        }
    }
    plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn retry(outgoing: &Outgoing, code: i64, why: &str) -> Verdict {
    let exponent = u32::try_from(outgoing.attempts.clamp(0, 7)).unwrap_or(7);
    let for_ms = 500 * 2_i64.pow(exponent);
    Verdict::Failed(Failure { for_ms, code, description: why.chars().take(200).collect() })
}
