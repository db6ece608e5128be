//! What the answers to a refill, its state and a cancel prove.
//!
//! Owns the forms in which panels answer (docs/protocols.md, "Refills and cancels"). An answer
//! moves no money, so that a plain refusal in words of no table is believed; an answer that neither
//! takes nor refuses is unclear, and one about an order is never read as one about another.

use std::collections::HashMap;

use serde_json::value::RawValue;

use crate::domain::order::request::{OrderRequestKind, RefillWord, read_refill_status};
use crate::providers::asking::AskOutcome;
use crate::providers::error_table::ErrorClass;
use crate::providers::fault::Fault;
use crate::providers::vocabulary::Vocabulary;
use crate::providers::wire::{self, Members};
use crate::providers::{
    NotPlacedCause, SubmitOutcome, UnknownCause, body, envelope, reading, submit,
};

/// What panels put around rows.
const WRAPPERS: [&str; 4] = ["orders", "refills", "data", "result"];

/// The member of an answer that says what came of it.
const fn member(kind: OrderRequestKind) -> &'static str {
    match kind {
        OrderRequestKind::Refill => "refill",
        OrderRequestKind::Cancel => "cancel",
    }
}

/// A complete answer to a refill or a cancel.
pub struct AskReply<'a> {
    /// What was asked for.
    pub kind: OrderRequestKind,
    /// The HTTP status.
    pub http_status: u16,
    /// The body.
    pub body: &'a str,
    /// When the provider wishes to be asked again.
    pub retry_after_ms: Option<i64>,
}

/// Reads an answer about these orders; one outcome for each, in their order.
pub fn read(words: &Vocabulary, reply: &AskReply<'_>, asked: &[String]) -> Vec<AskOutcome> {
    let one_for_all = |outcome: AskOutcome| vec![outcome; asked.len()];
    if reply.http_status >= 500 {
        return one_for_all(unclear(UnknownCause::Http5xx(reply.http_status)));
    }
    let json = body::value(reply.body);
    let reader = Reader { words, reply };
    if let Some(rows) = wire::list(json) {
        return reader.listed(&rows, asked);
    }
    match wire::object(json) {
        Some(members) => reader.object(&members, asked),
        None => one_for_all(reader.unhandled()),
    }
}

struct Reader<'a> {
    words: &'a Vocabulary,
    reply: &'a AskReply<'a>,
}

impl Reader<'_> {
    fn object(&self, members: &Members<'_>, asked: &[String]) -> Vec<AskOutcome> {
        let one_for_all = |outcome: AskOutcome| vec![outcome; asked.len()];
        let name = member(self.reply.kind);
        let is_named = members.get(name).is_some_and(|raw| !wire::is_blank(raw));
        if let Some(outcome) = self.complaint(members) {
            // Something beside a complaint says that there may be something all the same.
            let is_alone = !is_named
                && members.any(&WRAPPERS).is_none()
                && asked.iter().all(|id| members.get(id).is_none());
            return one_for_all(if is_alone { outcome } else { contradicting() });
        }
        if asked.iter().any(|id| members.get(id).is_some()) {
            return asked.iter().map(|id| self.mapped(members, id)).collect();
        }
        let inner = members.any(&WRAPPERS);
        if let Some(rows) = inner.and_then(|raw| wire::list(raw.get())) {
            return self.listed(&rows, asked);
        }
        if let Some(rows) = wire::object_rows(members) {
            return self.listed(&rows, asked);
        }
        match asked {
            [_] => one_for_all(self.single(members)),
            // One answer for many says of none of them that it was taken.
            _ => one_for_all(unclear(UnknownCause::NoOrderId)),
        }
    }

    /// The rows of a batch. What a row does not name is about nobody, unless there is one of each.
    fn listed(&self, rows: &[&RawValue], asked: &[String]) -> Vec<AskOutcome> {
        if let ([only], [_]) = (rows, asked)
            && reading::row_id(only).is_none()
        {
            return vec![self.row(only)];
        }
        let of = |id: &String| {
            let mut own = rows.iter().filter(|raw| reading::row_id(raw).as_ref() == Some(id));
            match (own.next(), own.next()) {
                (Some(only), None) => self.row(only),
                _ => unclear(UnknownCause::NoOrderId),
            }
        };
        asked.iter().map(of).collect()
    }

    fn mapped(&self, members: &Members<'_>, id: &str) -> AskOutcome {
        match members.get(id) {
            Some(_) if members.repeats(id) => contradicting(),
            Some(raw) => self.row(raw),
            None => unclear(UnknownCause::NoOrderId),
        }
    }

    /// What stands for one order among others.
    fn row(&self, raw: &RawValue) -> AskOutcome {
        match wire::object(raw.get()) {
            Some(members) => self.single(&members),
            None => self.value(raw),
        }
    }

    fn single(&self, members: &Members<'_>) -> AskOutcome {
        let name = member(self.reply.kind);
        if members.repeats_any(&[name, "error", "order"]) {
            return contradicting();
        }
        // No and nought are answers, nothing is none.
        let value = members.get(name).filter(|raw| !matches!(raw.get(), "null" | "\"\""));
        match (self.complaint(members), value) {
            (Some(_), Some(raw)) if wire::object(raw.get()).is_none() => contradicting(),
            (Some(outcome), _) => outcome,
            (None, Some(raw)) => self.value(raw),
            (None, None) => self.told_otherwise(members),
        }
    }

    /// The value of the member itself.
    fn value(&self, raw: &RawValue) -> AskOutcome {
        if let Some(members) = wire::object(raw.get()) {
            if let Some(outcome) = self.complaint(&members) {
                return outcome;
            }
            let state = members.any(&["status", "success"]);
            return match state {
                Some(raw) if is_yes(raw) => self.accepted(None),
                Some(_) => AskOutcome::Refused,
                None => self.accepted_by(members.any(&["id", "refill"])),
            };
        }
        let text = wire::text(raw).unwrap_or_else(|| raw.get().to_owned());
        let text = text.trim();
        if matches!(text.to_ascii_lowercase().as_str(), "0" | "false" | "no") {
            return AskOutcome::Refused;
        }
        // A sentence instead of a number.
        if text.contains(' ') {
            return self.of_class(self.words.class(text));
        }
        self.accepted_by(Some(raw))
    }

    fn accepted_by(&self, raw: Option<&RawValue>) -> AskOutcome {
        match raw.and_then(wire::id) {
            Some(id) => self.accepted(Some(id)),
            None if raw.is_some_and(|raw| raw.get() == "true") => self.accepted(None),
            None => unclear(UnknownCause::NoOrderId),
        }
    }

    /// Under a status that is not 2xx nothing is taken for granted.
    fn accepted(&self, id: Option<String>) -> AskOutcome {
        if !(200..300).contains(&self.reply.http_status) {
            return unclear(UnknownCause::ErrorWithOrder);
        }
        let id = id.filter(|_| self.reply.kind == OrderRequestKind::Refill);
        AskOutcome::Accepted { id: id.unwrap_or_default() }
    }

    /// An answer that says yes without the member: `{"status":"success"}`.
    fn told_otherwise(&self, members: &Members<'_>) -> AskOutcome {
        if envelope::tells_failure(members) {
            return AskOutcome::Refused;
        }
        match members.any(&["status", "success"]) {
            Some(raw) if is_yes(raw) => self.accepted(None),
            _ => unclear(UnknownCause::NoOrderId),
        }
    }

    fn complaint(&self, members: &Members<'_>) -> Option<AskOutcome> {
        let told = members.complaint(self.words);
        let told = told.or_else(|| envelope::complaint(self.words, members));
        told.map(|class| self.of_class(Some(class)))
    }

    fn of_class(&self, class: Option<ErrorClass>) -> AskOutcome {
        match class.map(|class| submit::refused(class, self.reply.retry_after_ms)) {
            Some(SubmitOutcome::NotPlaced { cause, retry_after_ms }) if is_of_the_call(cause) => {
                AskOutcome::NotSent { cause, retry_after_ms }
            }
            _ => AskOutcome::Refused,
        }
    }

    /// A body that is no JSON: some statuses say that nobody has handled the request.
    fn unhandled(&self) -> AskOutcome {
        let AskReply { http_status, body, retry_after_ms, .. } = *self.reply;
        let unhandled = submit::unhandled(http_status, body, retry_after_ms);
        unhandled.map_or_else(|| unclear(UnknownCause::Unreadable), Into::into)
    }
}

/// Whether a refusal is about the call and not about the order.
const fn is_of_the_call(cause: NotPlacedCause) -> bool {
    matches!(cause, NotPlacedCause::RateLimited | NotPlacedCause::Auth)
}

/// The outcome when an answer is missing or broken.
pub const fn unclear(cause: UnknownCause) -> AskOutcome {
    AskOutcome::Unclear { cause }
}

const fn contradicting() -> AskOutcome {
    unclear(UnknownCause::ErrorWithOrder)
}

fn is_yes(raw: &RawValue) -> bool {
    let text = wire::text(raw).unwrap_or_else(|| raw.get().to_owned());
    matches!(text.trim().to_ascii_lowercase().as_str(), "1" | "true" | "yes" | "ok" | "success")
}

/// Reads the answer to `refill_status` about these numbers.
///
/// # Errors
/// A [`Fault`] when the answer is about the call, or of no known form.
pub fn read_statuses(
    words: &Vocabulary,
    http_status: u16,
    body: &str,
    asked: &[String],
) -> Result<HashMap<String, RefillWord>, Fault> {
    let body = body::value(body);
    match (reading::vet(words, http_status, body), asked) {
        (Err(Fault::Provider(ErrorClass::Lookup | ErrorClass::Refill)), [only]) => {
            return Ok(HashMap::from([(only.clone(), RefillWord::NotFound)]));
        }
        (other, _) => other?,
    }
    if let Some(rows) = wire::list(body) {
        return Ok(listed_statuses(words, &rows, asked));
    }
    let members = wire::object(body).ok_or_else(|| wire::misshapen(body))?;
    if asked.iter().any(|id| members.get(id).is_some()) {
        let read = |id: &String| {
            let raw = members.get(id).filter(|_| !members.repeats(id))?;
            Some((id.clone(), word_of(words, raw)))
        };
        return Ok(asked.iter().filter_map(read).collect());
    }
    let inner = members.any(&WRAPPERS);
    if let Some(rows) = inner.and_then(|raw| wire::list(raw.get())) {
        return Ok(listed_statuses(words, &rows, asked));
    }
    match asked {
        [only] if members.get("status").is_some() && !members.repeats("status") => {
            let is_another =
                members.get("refill").and_then(wire::id).is_some_and(|named| named != *only);
            let word = if is_another { RefillWord::Unknown } else { word_in(words, &members) };
            Ok(HashMap::from([(only.clone(), word)]))
        }
        _ => Err(Fault::Shape),
    }
}

fn listed_statuses(
    words: &Vocabulary,
    rows: &[&RawValue],
    asked: &[String],
) -> HashMap<String, RefillWord> {
    let mut statuses: HashMap<String, RefillWord> = HashMap::new();
    for raw in rows {
        let Some(members) = wire::object(raw.get()) else { continue };
        let named = members.get("refill").or_else(|| members.get("id")).and_then(wire::id);
        let id = match (named, rows, asked) {
            (Some(id), ..) => id,
            (None, [_], [only]) => only.clone(),
            _ => continue,
        };
        if asked.contains(&id) {
            let word = word_in(words, &members);
            // Told twice it has no one state.
            let word = if statuses.contains_key(&id) { RefillWord::Unknown } else { word };
            statuses.insert(id, word);
        }
    }
    statuses
}

fn word_of(words: &Vocabulary, raw: &RawValue) -> RefillWord {
    match wire::object(raw.get()) {
        Some(members) => word_in(words, &members),
        None => wire::text(raw).map_or(RefillWord::Unknown, |text| word_told(words, &text)),
    }
}

fn word_in(words: &Vocabulary, members: &Members<'_>) -> RefillWord {
    if let Some(class) = members.complaint(words) {
        return word_of_class(class);
    }
    let Some(status) = members.get("status") else { return RefillWord::Unknown };
    word_of(words, status)
}

fn word_told(words: &Vocabulary, text: &str) -> RefillWord {
    match (read_refill_status(text), words.class(text)) {
        (RefillWord::Unknown, Some(class)) => word_of_class(class),
        (word, _) => word,
    }
}

const fn word_of_class(class: ErrorClass) -> RefillWord {
    match class {
        ErrorClass::Lookup | ErrorClass::Refill => RefillWord::NotFound,
        _ => RefillWord::Unknown,
    }
}

#[cfg(test)]
#[path = "ask_answers_tests.rs"]
mod tests;
