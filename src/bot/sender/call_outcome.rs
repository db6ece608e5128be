//! What an answer of the Bot API means for the row that caused the call.

use super::call::ApiReply;
use super::payload;
use crate::domain::backoff::Backoff;
use crate::domain::ids::ChatId;
use crate::store::outbox::{Method, Outgoing};

/// The pauses of a row that fails.
const RETRY: Backoff = Backoff { first_ms: 500, last_ms: 64_000 };

/// What is to be done with the row.
pub(super) enum CallOutcome {
    Sent,
    /// Nothing was called: a newer change of its screen makes it pointless.
    Pointless,
    /// Nothing was called: the database could not be asked about its screen.
    RetryAlone,
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

/// A call that came to nothing for now.
pub(super) struct Failure {
    /// The pause before the next try.
    pub(super) for_ms: i64,
    /// Telegram's code; 0 when there was no readable answer.
    pub(super) code: i64,
    /// Telegram's words.
    pub(super) description: String,
}

/// What is to be done with a row after this answer to its call. What Telegram says of a text that
/// must not lie about stays unsaid: it may repeat a part.
pub(super) fn of(outgoing: &Outgoing, method: Method, answer: Option<ApiReply>) -> CallOutcome {
    const UNSAID: &str = "what is said of a text that is not kept is not kept either";
    match call_outcome(outgoing, method, answer) {
        call_outcome if outgoing.text_of.is_empty() => call_outcome,
        CallOutcome::Refused(_) => CallOutcome::Refused(UNSAID.to_owned()),
        CallOutcome::Failed(failure) => {
            CallOutcome::Failed(Failure { description: UNSAID.to_owned(), ..failure })
        }
        call_outcome => call_outcome,
    }
}

fn call_outcome(outgoing: &Outgoing, method: Method, answer: Option<ApiReply>) -> CallOutcome {
    let Some(answer) = answer else { return retry(outgoing, 0, "no readable answer") };
    if answer.ok {
        return CallOutcome::Sent;
    }
    let parameters = answer.parameters.unwrap_or_default();
    match answer.error_code {
        429 => {
            let seconds = parameters.retry_after.unwrap_or(1).clamp(1, 86_400);
            CallOutcome::Limited { for_ms: seconds * 1_000 }
        }
        403 => CallOutcome::Blocked,
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

/// Whether a refusal with 400 is about what a message is, and not about its chat.
pub(super) fn is_of_its_form(answer: &ApiReply) -> bool {
    let has_moved = answer.parameters.as_ref().is_some_and(|it| it.migrate_to_chat_id.is_some());
    !has_moved && !is_unmodified(&answer.description) && !is_closed(&answer.description)
}

fn is_unmodified(description: &str) -> bool {
    description.to_lowercase().contains("message is not modified")
}

fn is_closed(description: &str) -> bool {
    let text = description.to_lowercase();
    CLOSED.iter().any(|words| text.contains(words))
}

fn bad_request(
    outgoing: &Outgoing,
    method: Method,
    description: &str,
    migrate_to: Option<ChatId>,
) -> CallOutcome {
    if let Some(to_chat) = migrate_to {
        return CallOutcome::Moved { to_chat };
    }
    // What is gone, or too old to be taken away, is nobody's to mend.
    let is_tidying = matches!(method, Method::EditMessageReplyMarkup | Method::DeleteMessage);
    if is_unmodified(description) || is_tidying {
        return CallOutcome::Sent;
    }
    if is_closed(description) {
        return CallOutcome::Blocked;
    }
    // Once without markup; a row that carries none already has had its chance.
    match payload::without_markup(&outgoing.payload) {
        Some(payload) => CallOutcome::PlainText(payload),
        None => CallOutcome::Refused(description.chars().take(200).collect()),
    }
}

pub(super) fn retry(outgoing: &Outgoing, code: i64, why: &str) -> CallOutcome {
    let for_ms = RETRY.after(outgoing.attempts.saturating_add(1));
    CallOutcome::Failed(Failure { for_ms, code, description: why.chars().take(200).collect() })
}
