//! What the answer to an `add` proves.
//!
//! Owns the one decision on which money hangs: accepted, refused, or unknown. Must never call an
//! order refused beside an order id or under an HTTP status of 500 and above, nor without a listed
//! error text or a status that says that nobody handled it; everything that is not proved is
//! unknown and keeps whatever id came.

use super::body::{self, FoundJson};
use super::envelope;
use super::error_table::ErrorClass;
use super::fault::Fault;
use super::vocabulary::Vocabulary;
use super::wire::{self, Members};
use super::{NotPlacedCause, RejectReason, SubmitOutcome, UnknownCause, said};
use crate::domain::provider::Meaning;

/// Wait after a connection that could not be made; who sends waits for longer after several.
const NO_CONNECTION_RETRY_MS: i64 = 1_000;
/// Wait after "not enough funds": a person has to fill up first.
const FUNDS_RETRY_MS: i64 = 300_000;
/// Wait after a rate limit that names no time of its own.
const RATE_RETRY_MS: i64 = 60_000;
/// Wait after "active order with this link".
const DUPLICATE_RETRY_MS: i64 = 120_000;
/// Wait after a refused key.
const AUTH_RETRY_MS: i64 = 600_000;
/// Wait after an address that handles no orders.
const ADDRESS_RETRY_MS: i64 = 600_000;
/// Redirects that hand the same request on to another address; they are not followed. What answers
/// 302 or 303 may have handled it.
const ELSEWHERE: [u16; 3] = [301, 307, 308];
/// Statuses of a server that finds nobody to hand the request to. A page with 401 or 403 may come
/// from a filter that looks at the answer, after the order was placed.
const NOBODY: [u16; 7] = [404, 405, 410, 411, 415, 421, 426];
/// What servers write under such a status where it is no page, folded.
const NOBODYS_WORDS: [&str; 5] =
    ["not found", "not allowed", "cannot post", "cannot get", "no longer available"];
/// A longer text is more than the name of a status.
const NOBODYS_MAX_CHARS: usize = 80;
/// The status of too many requests.
const TOO_MANY: u16 = 429;

/// The outcome when the connection was never made: not one byte of the request was sent.
fn no_connection() -> SubmitOutcome {
    not_placed(NotPlacedCause::NoConnection, NO_CONNECTION_RETRY_MS)
}

/// The outcome when the budget of calls is used up: nothing was sent.
pub fn throttled(retry_after_ms: i64) -> SubmitOutcome {
    not_placed(NotPlacedCause::Throttled, retry_after_ms)
}

/// The outcome when an answer is missing or broken.
pub fn unknown(cause: UnknownCause) -> SubmitOutcome {
    SubmitOutcome::Unknown { cause, id: None }
}

/// The outcome of a call without a complete answer.
pub fn unanswered(fault: Fault) -> SubmitOutcome {
    match fault {
        Fault::NoConnection => no_connection(),
        Fault::Timeout => unknown(UnknownCause::Timeout),
        Fault::TooLarge => unknown(UnknownCause::Unreadable),
        _ => unknown(UnknownCause::Reset),
    }
}

/// Reads a complete answer to `add`. `retry_after_ms` is the provider's own wish, if it sent one.
///
/// What the body proves comes first; where it proves nothing and speaks of no order, some statuses
/// say that nobody has handled the request.
pub fn read_add(
    words: &Vocabulary,
    http_status: u16,
    body: &str,
    retry_after_ms: Option<i64>,
) -> SubmitOutcome {
    match read_body(words, http_status, body, retry_after_ms) {
        SubmitOutcome::Unknown { cause, id: None } => {
            unhandled(http_status, body, retry_after_ms).unwrap_or_else(|| unknown(cause))
        }
        proved => proved,
    }
}

/// Whether nobody handles a request that is answered with such a status.
#[cfg(test)]
pub fn is_unhandled(http_status: u16) -> bool {
    http_status == TOO_MANY || ELSEWHERE.contains(&http_status) || NOBODY.contains(&http_status)
}

/// The outcome by the HTTP status alone.
pub(super) fn unhandled(
    http_status: u16,
    body: &str,
    retry_after_ms: Option<i64>,
) -> Option<SubmitOutcome> {
    let (cause, default_ms) = match http_status {
        TOO_MANY => (NotPlacedCause::RateLimited, RATE_RETRY_MS),
        status if ELSEWHERE.contains(&status) && !is_of_the_protocol(body) => {
            (NotPlacedCause::Address, ADDRESS_RETRY_MS)
        }
        status if NOBODY.contains(&status) && is_nobodys(body) => {
            (NotPlacedCause::Address, ADDRESS_RETRY_MS)
        }
        _ => return None,
    };
    let is_silent = !may_name_an_order(body);
    is_silent.then(|| not_placed(cause, retry_after_ms.unwrap_or(default_ms)))
}

/// Whether an order may stand in a body: under any name, in something broken, or twice.
fn may_name_an_order(body: &str) -> bool {
    match body::find(body).and_then(|found| wire::object(found.json)) {
        Some(members) => envelope::has_number(&members) || members.repeats("order"),
        None => is_of_the_protocol(body),
    }
}

/// Whether a body is JSON, or was.
fn is_of_the_protocol(body: &str) -> bool {
    !said::is_page(body) && body.contains(['{', '[', '}', ']'])
}

/// Whether a body is what a server writes where nobody handles a request.
fn is_nobodys(body: &str) -> bool {
    if body.trim().is_empty() || said::is_page(body) {
        return true;
    }
    let folded = body.to_lowercase();
    let is_short = folded.chars().nth(NOBODYS_MAX_CHARS).is_none();
    let is_named = NOBODYS_WORDS.iter().any(|words| folded.contains(words));
    is_short && is_named && !folded.contains('<') && !is_of_the_protocol(body)
}

fn read_body(
    words: &Vocabulary,
    http_status: u16,
    body: &str,
    retry_after_ms: Option<i64>,
) -> SubmitOutcome {
    let found = body::find(body);
    let members = found.and_then(|found| wire::object(found.json));
    // Kept for the person who decides; only `order` itself, or what the panel's options name
    // instead, is taken for an acceptance.
    let id = members.as_ref().and_then(envelope::order_number).and_then(wire::id);
    if http_status >= 500 {
        return SubmitOutcome::Unknown { cause: UnknownCause::Http5xx(http_status), id };
    }
    let Some(members) = members else {
        return unknown(UnknownCause::Unreadable);
    };
    if members.repeats("order") || members.repeats("error") {
        return SubmitOutcome::Unknown { cause: UnknownCause::Unreadable, id };
    }
    match members.complaint(words) {
        // Even an unusable id beside an error means that something may exist.
        Some(_) if envelope::has_number(&members) => {
            SubmitOutcome::Unknown { cause: UnknownCause::ErrorWithOrder, id }
        }
        // What stands around a refusal may come from anybody.
        Some(_) if !found.is_some_and(|found| found.is_alone()) => {
            SubmitOutcome::Unknown { cause: UnknownCause::Unreadable, id }
        }
        Some(class) => refused(class, retry_after_ms),
        None if !found.is_some_and(is_plainly_there) => {
            SubmitOutcome::Unknown { cause: UnknownCause::Unreadable, id }
        }
        None => accepted(words, http_status, &members, id),
    }
}

/// Whether an answer is about the order and nothing else: alone, or behind complaints of PHP.
fn is_plainly_there(found: FoundJson<'_>) -> bool {
    found.is_alone() || found.is_behind_complaints()
}

fn accepted(
    words: &Vocabulary,
    http_status: u16,
    members: &Members<'_>,
    seen: Option<String>,
) -> SubmitOutcome {
    let is_clear = (200..300).contains(&http_status) && !envelope::tells_failure(members);
    let unknown = |cause| SubmitOutcome::Unknown { cause, id: seen.clone() };
    match named(words, members) {
        Ok(Some(id)) if is_clear => SubmitOutcome::Accepted { id },
        Ok(None) => unknown(UnknownCause::NoOrderId),
        Ok(Some(_)) | Err(Doubt) => unknown(UnknownCause::ErrorWithOrder),
    }
}

/// Something speaks against the id of an answer.
struct Doubt;

/// The id of the order: `order`, and what stands where the panel's options say. Both may be there
/// if they agree; nothing on the way to the id may complain or be there twice.
fn named(words: &Vocabulary, members: &Members<'_>) -> Result<Option<String>, Doubt> {
    let plain = members.get("order").and_then(wire::id);
    let placed = at(words, members, &words.order_id_at)?;
    match (plain, placed) {
        (Some(plain), Some(placed)) if plain != placed => Err(Doubt),
        (plain, placed) => Ok(plain.or(placed)),
    }
}

fn at(
    words: &Vocabulary,
    members: &Members<'_>,
    names: &[String],
) -> Result<Option<String>, Doubt> {
    let Some((name, deeper)) = names.split_first() else { return Ok(None) };
    let complains = members.complaint(words).is_some() || envelope::tells_failure(members);
    if members.repeats(name) || complains {
        return Err(Doubt);
    }
    let Some(raw) = members.get(name) else { return Ok(None) };
    if deeper.is_empty() {
        return Ok(wire::id(raw));
    }
    wire::object(raw.get()).map_or(Ok(None), |inner| at(words, &inner, deeper))
}

pub(super) fn refused(class: ErrorClass, retry_after_ms: Option<i64>) -> SubmitOutcome {
    let wait = |default_ms: i64| retry_after_ms.unwrap_or(default_ms);
    match class {
        ErrorClass::Request => rejected(RejectReason::BadRequest),
        ErrorClass::ServiceGone => rejected(RejectReason::ServiceGone),
        ErrorClass::Link => rejected(RejectReason::BadLink),
        ErrorClass::QuantityLow => rejected(RejectReason::QuantityTooLow),
        ErrorClass::QuantityHigh => rejected(RejectReason::QuantityTooHigh),
        ErrorClass::Quantity => rejected(RejectReason::BadQuantity),
        ErrorClass::TypeField => rejected(RejectReason::TypeField),
        ErrorClass::Auth => not_placed(NotPlacedCause::Auth, wait(AUTH_RETRY_MS)),
        ErrorClass::Funds => not_placed(NotPlacedCause::OutOfFunds, wait(FUNDS_RETRY_MS)),
        ErrorClass::Rate => not_placed(NotPlacedCause::RateLimited, wait(RATE_RETRY_MS)),
        ErrorClass::Duplicate => {
            not_placed(NotPlacedCause::DuplicateLink, wait(DUPLICATE_RETRY_MS))
        }
        // Answers to other questions prove nothing about this one.
        ErrorClass::Lookup | ErrorClass::Refill | ErrorClass::Other => {
            unknown(UnknownCause::UnlistedError)
        }
    }
}

/// What an answer came to whose sentence an owner has filed: it was in no list, and nothing beside
/// it spoke of an order.
#[must_use]
pub fn filed(meaning: Meaning) -> SubmitOutcome {
    let class = match meaning {
        Meaning::Link => ErrorClass::Link,
        Meaning::Quantity => ErrorClass::Quantity,
        Meaning::ServiceGone => ErrorClass::ServiceGone,
        Meaning::Request => ErrorClass::Request,
        Meaning::Funds => ErrorClass::Funds,
        Meaning::Duplicate => ErrorClass::Duplicate,
        Meaning::Rate => ErrorClass::Rate,
        Meaning::Auth => ErrorClass::Auth,
    };
    refused(class, None)
}

fn rejected(reason: RejectReason) -> SubmitOutcome {
    SubmitOutcome::Rejected { reason }
}

fn not_placed(cause: NotPlacedCause, retry_after_ms: i64) -> SubmitOutcome {
    SubmitOutcome::NotPlaced { cause, retry_after_ms }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(status: u16, body: &str, retry_after_ms: Option<i64>) -> SubmitOutcome {
        read_add(&Vocabulary::default(), status, body, retry_after_ms)
    }

    fn unknown_with(cause: UnknownCause, id: &str) -> SubmitOutcome {
        SubmitOutcome::Unknown { cause, id: Some(id.to_owned()) }
    }

    #[test]
    fn an_order_id_in_any_form_is_accepted() {
        let cases = [
            (200, r#"{"order":23501}"#, "23501"),
            (201, r#"{"order":"23501"}"#, "23501"),
            (200, r#"{"status":"success","order":"ord_9","msg":"ok"}"#, "ord_9"),
            (200, r#"{"order":7,"error":null}"#, "7"),
            (200, r#"{"order":7,"error":""}"#, "7"),
            (200, r#"{"order":7,"error":false}"#, "7"),
        ];
        for (status, body, id) in cases {
            let expected = SubmitOutcome::Accepted { id: id.to_owned() };
            assert_eq!(read(status, body, None), expected, "{body}");
        }
    }

    #[test]
    fn listed_texts_without_an_order_are_refusals() {
        let cases = [
            ("Bad link", rejected(RejectReason::BadLink)),
            ("Incorrect service ID", rejected(RejectReason::ServiceGone)),
            ("Quantity less than minimal 50", rejected(RejectReason::QuantityTooLow)),
            ("Quantity more than maximum 9", rejected(RejectReason::QuantityTooHigh)),
            ("Incorrect quantity", rejected(RejectReason::BadQuantity)),
            ("Answer number is required", rejected(RejectReason::TypeField)),
            ("Incorrect request", rejected(RejectReason::BadRequest)),
            ("Invalid API key", not_placed(NotPlacedCause::Auth, AUTH_RETRY_MS)),
            ("Not enough funds", not_placed(NotPlacedCause::OutOfFunds, FUNDS_RETRY_MS)),
            (
                "neworder.error.link_duplicate",
                not_placed(NotPlacedCause::DuplicateLink, DUPLICATE_RETRY_MS),
            ),
        ];
        for (text, expected) in cases {
            for status in [200, 301, 308, 400, 403, 404, 422, 429] {
                let body = format!(r#"{{"error":"{text}","order":null}}"#);
                assert_eq!(read(status, &body, None), expected, "{status} {text}");
            }
        }
    }

    #[test]
    fn everything_else_is_unknown_and_keeps_the_id() {
        let cases = [
            (200, r#"{"order":7,"error":"x"}"#, unknown_with(UnknownCause::ErrorWithOrder, "7")),
            (
                200,
                r#"{"order":7,"error":"Bad link"}"#,
                unknown_with(UnknownCause::ErrorWithOrder, "7"),
            ),
            (400, r#"{"order":7}"#, unknown_with(UnknownCause::ErrorWithOrder, "7")),
            (500, r#"{"order":7}"#, unknown_with(UnknownCause::Http5xx(500), "7")),
            (200, r#"{"order":7,"order":8}"#, unknown_with(UnknownCause::Unreadable, "7")),
            (500, r#"{"error":"Bad link"}"#, unknown(UnknownCause::Http5xx(500))),
            (502, "<html>", unknown(UnknownCause::Http5xx(502))),
            (200, r#"{"error":"","error":"Bad link"}"#, unknown(UnknownCause::Unreadable)),
            (200, r#"{"order":0,"error":"Bad link"}"#, unknown(UnknownCause::ErrorWithOrder)),
            (200, r#"{"order":{},"error":"Bad link"}"#, unknown(UnknownCause::ErrorWithOrder)),
            (200, r#"{"error":"Sorry"}"#, unknown(UnknownCause::UnlistedError)),
            (200, r#"{"error":["Bad link"]}"#, unknown(UnknownCause::UnlistedError)),
            (200, r#"{"error":"Incorrect order ID"}"#, unknown(UnknownCause::UnlistedError)),
            (
                200,
                r#"{"error":"Unknown error, please try again"}"#,
                unknown(UnknownCause::UnlistedError),
            ),
            (200, "", unknown(UnknownCause::Unreadable)),
            (302, "", unknown(UnknownCause::Unreadable)),
            (302, "<html>moved</html>", unknown(UnknownCause::Unreadable)),
            (303, "", unknown(UnknownCause::Unreadable)),
            (403, "<html>no</html>", unknown(UnknownCause::Unreadable)),
            (503, "<html>no</html>", unknown(UnknownCause::Http5xx(503))),
            (404, "order 7 was placed", unknown(UnknownCause::Unreadable)),
            (404, r#"{"message":"Not found"}"#, unknown(UnknownCause::NoOrderId)),
            (404, r#"{"error":"Slow"}"#, unknown(UnknownCause::UnlistedError)),
            (404, "<br /><b>Warning</b>: x on line 3", unknown(UnknownCause::Unreadable)),
            (301, r#"{"order":"#, unknown(UnknownCause::Unreadable)),
            (301, r#"{"moved":true}"#, unknown(UnknownCause::NoOrderId)),
            (429, r#"{"order":"#, unknown(UnknownCause::Unreadable)),
            (429, r#"{"order":7}"#, unknown_with(UnknownCause::ErrorWithOrder, "7")),
            (429, r#"{"id":7,"error":"Slow"}"#, unknown(UnknownCause::ErrorWithOrder)),
            (404, r#"<html>{"order":7}</html>"#, unknown_with(UnknownCause::Unreadable, "7")),
            (200, "<html>", unknown(UnknownCause::Unreadable)),
            (200, r#"[{"error":"Bad link"}]"#, unknown(UnknownCause::Unreadable)),
            (200, r#"{"error":"Bad link"}{"order":7}"#, unknown(UnknownCause::Unreadable)),
            (200, "{}", unknown(UnknownCause::NoOrderId)),
            (200, r#"{"order":null}"#, unknown(UnknownCause::NoOrderId)),
            (200, r#"{"order":[7]}"#, unknown(UnknownCause::NoOrderId)),
            (200, r#"{"status":"fail","message":"Bad link"}"#, unknown(UnknownCause::NoOrderId)),
        ];
        for (status, body, expected) in cases {
            assert_eq!(read(status, body, None), expected, "{status} {body}");
        }
    }

    #[test]
    fn a_listed_rate_limit_waits_as_long_as_the_provider_asks() {
        let body = r#"{"error":"Rate limit exceeded. Slow down."}"#;
        let limited = |wait_ms| not_placed(NotPlacedCause::RateLimited, wait_ms);
        assert_eq!(read(429, body, Some(7_000)), limited(7_000));
        assert_eq!(read(200, body, None), limited(RATE_RETRY_MS));
    }

    #[test]
    fn a_status_under_which_nobody_handles_an_order_proves_that_none_was_placed() {
        let page = "<!DOCTYPE html><html><style>b{}</style><h1>404 order not found</h1></html>";
        let address = not_placed(NotPlacedCause::Address, ADDRESS_RETRY_MS);
        for status in [301, 307, 308] {
            for body in ["", " ", page, "Moved to https://b.example", "<a href=x>here</a>"] {
                assert_eq!(read(status, body, None), address, "{status} {body}");
            }
        }
        for status in NOBODY {
            for body in ["", page, "404 page not found", "Cannot POST /api", "Method Not Allowed"] {
                assert_eq!(read(status, body, None), address, "{status} {body}");
            }
        }
        for body in ["", page, "slow down", r#"{"error":"Slow"}"#, r#"{"message":"x"}"#] {
            let limited = |wait_ms| not_placed(NotPlacedCause::RateLimited, wait_ms);
            assert_eq!(read(429, body, None), limited(RATE_RETRY_MS), "{body}");
            assert_eq!(read(429, body, Some(7_000)), limited(7_000), "{body}");
        }
    }

    #[test]
    fn a_truncated_answer_is_never_a_refusal() {
        for body in [r#"{"order":23501}"#, r#"{"error":"Bad link"}"#, r#"{"error":null,"order":1}"#]
        {
            for (end, _) in body.char_indices() {
                let cut: String = body.chars().take(end).collect();
                assert_eq!(read(200, &cut, None), unknown(UnknownCause::Unreadable), "{cut}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_mutated_answer_is_refused_only_by_a_listed_text(
            at in 0usize..40, letter in any::<char>(), status in 200u16..600,
        ) {
            let body = r#"{"order":23501,"error":"Unlisted words"}"#;
            let mutated: String =
                body.chars().enumerate().map(|(i, c)| if i == at { letter } else { c }).collect();
            let outcome = read(status, &mutated, None);
            let refused = matches!(
                outcome, SubmitOutcome::Rejected { .. } | SubmitOutcome::NotPlaced { .. }
            );
            prop_assert!(!refused || status == TOO_MANY, "{mutated} gave {outcome:?}");
        }
    }
}
