//! What the rows of the two lists say. Must never read a row as another order's, nor pass over one
//! of which it cannot tell whose it is.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use rust_decimal::Decimal;

use super::Sighting;
use crate::domain::mail::MailTarget;
use crate::domain::order::{Remains, Report, Share};
use crate::providers::vocabulary::Vocabulary;
use crate::providers::wire::{self, Members};
use crate::providers::{Fault, Row};

/// The most characters kept of a status word.
const STATUS_MAX_CHARS: usize = 60;
/// How far the provider's clock may be behind.
const CLOCKS_APART_MS: i64 = 3_600_000;
const TIME_FORM: &str = "%Y-%m-%d %H:%M:%S";

/// The provider's number of an order.
pub(super) fn id_of(row: &str) -> Option<String> {
    let members = wire::object(row)?;
    if members.repeats("id") { None } else { wire::id(members.get("id")?) }
}

/// What a row of the orders says of its order.
pub(super) fn order(words: &Vocabulary, row: &str) -> Row {
    let Some(members) = wire::object(row) else { return Row::Unreadable };
    if members.repeats_any(&["status", "progress", "price", "email"]) {
        return Row::Unreadable;
    }
    let status = members.get("status").and_then(wire::text).unwrap_or_default();
    if status.trim().is_empty() {
        return Row::Unreadable;
    }
    let price =
        members.get("price").and_then(wire::number).filter(|price| !price.is_sign_negative());
    Row::Report(Report {
        word: words.status(&status),
        raw_status: status.trim().chars().take(STATUS_MAX_CHARS).collect(),
        charge: price,
        start_count: None,
        remains: remains(&members),
        currency: None,
        children: None,
        delivered: None,
    })
}

/// How much is done of the mails that were ordered. What it has cost says nothing of them: that may
/// be given back in part, and the price of a mail may change.
fn remains(members: &Members<'_>) -> Remains {
    let Some(raw) = members.get("progress").filter(|raw| !wire::is_blank(raw)) else {
        return Remains::Absent;
    };
    let share = wire::number(raw).and_then(Share::of_percent);
    share.map_or(Remains::Unreadable, Remains::Delivered)
}

/// What both lists, read whole, prove of some addresses.
///
/// # Errors
/// [`Fault::Shape`] when a row could be about one of them and does not say so.
pub(super) fn sightings(
    targets: &[MailTarget],
    (orders, payments): (&[String], &[String]),
    since_ms: i64,
) -> Result<BTreeMap<String, Sighting>, Fault> {
    let absent = |target: &MailTarget| (target.to_string(), Sighting::Absent);
    let mut seen: BTreeMap<String, Sighting> = targets.iter().map(absent).collect();
    for row in orders {
        let members = wire::object(row).ok_or(Fault::Shape)?;
        let email = email_of(&members).ok_or(Fault::Shape)?;
        see(&mut seen, &email, id_of(row));
    }
    for row in payments {
        let members = wire::object(row).ok_or(Fault::Shape)?;
        let number = members.get("order_id").filter(|raw| !wire::is_blank(raw)).and_then(wire::id);
        match email_of(&members) {
            Some(email) => see(&mut seen, &email, number),
            None if may_be_recent_order(&members, since_ms) && number.is_none() => {
                return Err(Fault::Shape);
            }
            None => {}
        }
    }
    Ok(seen)
}

fn see(seen: &mut BTreeMap<String, Sighting>, email: &str, id: Option<String>) {
    let Some(sighting) = seen.get_mut(email) else { return };
    *sighting = match (&*sighting, id) {
        (Sighting::Absent, Some(id)) => Sighting::Placed { id },
        (Sighting::Placed { id: known }, Some(id)) if *known == id => return,
        // The payment need not name what the order has named.
        (Sighting::Placed { .. }, None) => return,
        _ => Sighting::Doubtful,
    };
}

/// Upper and lower case mean the same in a list of one's own addresses.
fn email_of(members: &Members<'_>) -> Option<String> {
    if members.repeats("email") {
        return None;
    }
    let email = wire::text(members.get("email")?)?.trim().to_ascii_lowercase();
    (!email.is_empty()).then_some(email)
}

/// Whether a payment may be for an order that was placed since then.
fn may_be_recent_order(members: &Members<'_>, since_ms: i64) -> bool {
    let is_deposit =
        members.get("amount").and_then(wire::number).is_some_and(|sum| sum > Decimal::ZERO);
    let created = members.get("created").and_then(wire::text);
    let created =
        created.and_then(|text| NaiveDateTime::parse_from_str(text.trim(), TIME_FORM).ok());
    let created_ms = created.map(|time| time.and_utc().timestamp_millis());
    let is_older = created_ms.is_some_and(|at_ms| at_ms < since_ms.saturating_sub(CLOCKS_APART_MS));
    !is_deposit && !is_older
}
