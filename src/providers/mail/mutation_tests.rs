//! Replies that no provider would write, through the decoders of this kind: none panics, no order
//! counts as refused or absent without the words for it, and no row is another order's.

use std::collections::HashSet;

use super::*;
use super::{pages, rows, words};
use crate::domain::mail::MailDomain;
use crate::providers::mutation::{Dice, mutate, witness};
use crate::providers::vocabulary::Vocabulary;
use crate::providers::{Row, SubmitOutcome, body, submit};

const REPLIES: u64 = 60_000;
/// A failing reply says its own seed.
const SEED: u64 = 0x5eed_0043;
const STATUSES: [u16; 12] = [200, 200, 200, 200, 201, 301, 400, 403, 404, 429, 500, 502];
const DOCUMENT: [&str; 4] = [
    include_str!("../../../tests/fixtures/providers/mail/balance.json"),
    include_str!("../../../tests/fixtures/providers/mail/orders.json"),
    include_str!("../../../tests/fixtures/providers/mail/payments.json"),
    include_str!("../../../tests/fixtures/providers/mail/order.json"),
];
const ERRORS: &str = include_str!("../../../tests/fixtures/providers/mail/errors.json");

fn errors() -> Vec<String> {
    serde_json::from_str(ERRORS).unwrap()
}

fn examples() -> Vec<String> {
    let errors = errors().into_iter().map(|text| format!(r#"{{"error":"{text}"}}"#));
    let with_order = r#"{"order":"A7E17A3E","error":"Invalid email."}"#.to_owned();
    DOCUMENT.iter().map(|text| (*text).to_owned()).chain(errors).chain([with_order]).collect()
}

#[test]
fn no_reply_panics_or_is_taken_for_what_it_is_not() {
    let (examples, errors) = (examples(), errors());
    let words = words::with_errors(&Vocabulary::default(), "USD");
    let listed: HashSet<String> = errors.iter().map(|text| fold(text)).collect();
    let (mut taken, mut refused) = (0, 0);
    for number in 0..REPLIES {
        let seed = SEED.wrapping_mul(1_000_003).wrapping_add(number);
        let mut dice = Dice::new(seed);
        let status = *dice.pick(&STATUSES);
        let text = body::text(mutate(&mut dice, &examples));
        let json = body::value(&text).to_owned();
        match submit::read_add(&words, status, &text, None) {
            SubmitOutcome::Accepted { id } => {
                taken += 1;
                let members = witness::members(&json).expect("an object");
                let said = witness::named(&members, "order");
                assert!(said.len() == 1 && !id.is_empty() && status < 300, "seed {seed}");
            }
            SubmitOutcome::Rejected { .. } => {
                refused += 1;
                assert!(status < 500, "seed {seed}");
                let members = witness::members(&json).expect("an object");
                let error = witness::named(&members, "error");
                let text = error.first().and_then(|error| witness::text(error));
                let is_listed = text.as_ref().is_some_and(|text| {
                    listed.contains(&fold(text)) || Vocabulary::default().class(text).is_some()
                });
                assert!(error.len() == 1 && is_listed, "seed {seed}: {json}");
                let has_order = witness::named(&members, "order").into_iter();
                assert!(has_order.clone().all(witness::is_blank), "seed {seed}: {json}");
            }
            SubmitOutcome::NotPlaced { .. } => assert!(status < 500, "seed {seed}"),
            SubmitOutcome::Unknown { .. } | SubmitOutcome::Unsendable { .. } => {}
        }
        reads_lists(&text, seed);
    }
    assert!(taken > 200 && refused > 200, "{taken} taken, {refused} refused");
}

/// Case, spaces and numbers do not matter in a sentence.
fn fold(text: &str) -> String {
    crate::domain::provider::fold_sentence(text)
}

fn reads_lists(text: &str, seed: u64) {
    let own = MailTarget::draw(MailDomain::read("example.com").unwrap(), 1);
    for list in ["orders", "payments"] {
        let Ok(page) = pages::read(text, list, 1) else { continue };
        assert!(page.rows.len() <= pages::PER_PAGE, "seed {seed}");
        for row in &page.rows {
            if let Row::Report(report) = rows::order(&Vocabulary::default(), row) {
                assert!(!report.raw_status.trim().is_empty(), "seed {seed}");
            }
        }
        let both = (page.rows.as_slice(), &[][..]);
        if let Ok(seen) = rows::sightings(std::slice::from_ref(&own), both, 0) {
            // Nobody has written this address.
            assert_eq!(seen.values().next(), Some(&Sighting::Absent), "seed {seed}");
        }
    }
}
