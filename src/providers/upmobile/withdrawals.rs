//! What the answer to a withdrawal proves. No refusal is documented: only a listed sentence without
//! any operation beside it, below HTTP 500, says that nothing was placed. Everything else is
//! unknown and keeps whatever id came.

use serde_json::value::RawValue;

use super::answers::{self, Answer};
use super::options::Options;
use crate::providers::body;
use crate::providers::envelope;
use crate::providers::error_table::ErrorClass;
use crate::providers::fault::Fault;
use crate::providers::submit;
use crate::providers::wire::{self, Members};
use crate::providers::{NotPlacedCause, SubmitOutcome, UnknownCause};

/// The wait after a question before a withdrawal that was not answered.
const ASK_AGAIN_MS: i64 = 15_000;
/// The wait for a person to mend key, address or account.
const MEND_MS: i64 = 600_000;
/// The wait for a person to fill up.
const FUNDS_MS: i64 = 300_000;

/// Reads a complete answer to a withdrawal.
pub(super) fn read(
    options: &Options,
    answer: Answer<'_>,
    retry_after_ms: Option<i64>,
) -> SubmitOutcome {
    match read_body(options, answer, retry_after_ms) {
        SubmitOutcome::Unknown { cause, id: None } => {
            submit::unhandled(answer.status, answer.body, retry_after_ms)
                .unwrap_or_else(|| submit::unknown(cause))
        }
        proved => proved,
    }
}

fn read_body(options: &Options, answer: Answer<'_>, retry_after_ms: Option<i64>) -> SubmitOutcome {
    let found = body::find(answer.body);
    let members = found.and_then(|found| wire::object(found.json));
    let data = members.as_ref().and_then(|members| members.get("data"));
    let operation = data.and_then(|raw| wire::object(raw.get()));
    let id = operation.as_ref().and_then(|operation| operation.get("id")).and_then(wire::id);
    let unknown = |cause| SubmitOutcome::Unknown { cause, id: id.clone() };
    if answer.status >= 500 {
        return unknown(UnknownCause::Http5xx(answer.status));
    }
    let (Some(members), Some(found)) = (&members, found) else {
        return submit::unknown(UnknownCause::Unreadable);
    };
    if !found.is_alone() || members.repeats("data") || code_of_server(members) {
        return unknown(UnknownCause::Unreadable);
    }
    let is_success = (200..300).contains(&answer.status);
    if is_success && !answers::tells_failure(members) {
        let is_whole = operation.as_ref().is_some_and(is_withdrawal);
        return match id {
            Some(id) if is_whole => SubmitOutcome::Accepted { id },
            Some(_) => unknown(UnknownCause::Unreadable),
            None => submit::unknown(UnknownCause::NoOrderId),
        };
    }
    // Whatever has a number may be an operation.
    if envelope::has_number(members) {
        return unknown(UnknownCause::ErrorWithOrder);
    }
    match answers::complaint(options, members) {
        Some(class) => submit::refused(class, retry_after_ms),
        None => submit::unknown(UnknownCause::NoOrderId),
    }
}

/// Whether the envelope itself names a failure of the server.
fn code_of_server(members: &Members<'_>) -> bool {
    let code = members.get("status_code").and_then(wire::whole);
    code.is_some_and(|code| code >= 500)
}

/// Whether an object can be the withdrawal that was asked for.
fn is_withdrawal(operation: &Members<'_>) -> bool {
    let is_other = |raw: &RawValue| {
        !wire::is_blank(raw)
            && wire::text(raw).is_none_or(|text| !text.trim().eq_ignore_ascii_case("withdrawal"))
    };
    !operation.repeats("id") && !operation.get("type").is_some_and(is_other)
}

/// A question before the withdrawal has failed: nothing was sent.
pub(super) fn unasked(fault: Fault) -> SubmitOutcome {
    let (cause, retry_after_ms) = match fault {
        Fault::NoConnection => return submit::unanswered(fault),
        Fault::Provider(ErrorClass::Auth) | Fault::Http(401 | 403) => {
            (NotPlacedCause::Auth, MEND_MS)
        }
        Fault::Provider(ErrorClass::Rate) | Fault::Http(429) => {
            (NotPlacedCause::RateLimited, ASK_AGAIN_MS)
        }
        Fault::Http(301 | 307 | 308 | 404 | 405 | 410) => (NotPlacedCause::Address, MEND_MS),
        // Whoever cannot answer a question is not sent money.
        _ => (NotPlacedCause::NoConnection, ASK_AGAIN_MS),
    };
    SubmitOutcome::NotPlaced { cause, retry_after_ms }
}

/// No account of the shop there can pay: nothing was sent.
pub(super) const fn no_account() -> SubmitOutcome {
    SubmitOutcome::NotPlaced { cause: NotPlacedCause::OutOfFunds, retry_after_ms: FUNDS_MS }
}
