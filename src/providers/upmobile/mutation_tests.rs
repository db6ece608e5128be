//! Fifty thousand answers that the service would not write, through every reader: none panics,
//! nothing counts as refused without a listed sentence, and nothing is taken without an id that
//! stands there.

use super::answers::{self, Answer};
use super::document_tests::{ACCOUNTS, OPERATION, PREVIEW, ask};
use super::options::Options;
use super::withdrawals;
use crate::domain::order::StatusWord;
use crate::providers::SubmitOutcome;
use crate::providers::body;
use crate::providers::error_table::{ErrorClass, classify};
use crate::providers::mutation::{Dice, mutate, witness};
use crate::providers::wire;

const ANSWERS: u64 = 50_000;
const SEED: u64 = 0x5eed_0042;
const STATUSES: [u16; 14] = [200, 200, 200, 200, 201, 301, 400, 401, 403, 404, 422, 429, 500, 502];
const REFUSALS: [&str; 4] = [
    r#"{"data": null, "status": "error", "status_code": 400, "message": "Not enough funds"}"#,
    r#"{"error": {"code": 7, "message": "Invalid API key"}, "status": "error"}"#,
    r#"{"data": {}, "errors": ["Incorrect quantity"], "status_code": 422}"#,
    r#"{"data": null, "status": "error", "message": "Something unlisted"}"#,
];

/// Whether some text in an answer is a listed sentence.
fn says_something_listed(json: &str) -> bool {
    let objects = witness::objects(json, 6);
    let mut texts = objects.iter().flat_map(|(_, members)| members.iter().map(|it| it.1.clone()));
    let listed = |text: &str| {
        let class = witness::text(text).and_then(|text| classify(&text));
        class.is_some_and(|class| class != ErrorClass::Other)
    };
    let in_lists = |raw: &str| {
        let rows: Option<Vec<Box<serde_json::value::RawValue>>> = serde_json::from_str(raw).ok();
        rows.unwrap_or_default().iter().any(|row| listed(row.get()))
    };
    texts.any(|raw| listed(&raw) || in_lists(&raw))
}

fn withdrawal_holds(status: u16, text: &str, json: &str) -> [usize; 3] {
    match withdrawals::read(&Options::default(), Answer { status, body: text }, None) {
        SubmitOutcome::Accepted { id } => {
            assert!((200..300).contains(&status), "taken under {status}: {text}");
            let objects = witness::objects(json, 3);
            let ids = objects.iter().flat_map(|(_, members)| witness::named(members, "id"));
            let is_there = ids.into_iter().any(|raw| wire_id(raw).as_ref() == Some(&id));
            assert!(is_there, "nobody said {id}: {text}");
            [1, 0, 0]
        }
        SubmitOutcome::Rejected { .. } => {
            assert!(status < 500 && says_something_listed(json), "refused: {text}");
            [0, 1, 0]
        }
        SubmitOutcome::NotPlaced { .. } => {
            let by_status = matches!(status, 429 | 301 | 404);
            assert!(status < 500, "{text}");
            assert!(by_status || says_something_listed(json), "not placed: {text}");
            [0, 1, 0]
        }
        SubmitOutcome::Unsendable { .. } => panic!("an answer was sent"),
        SubmitOutcome::Unknown { .. } => [0, 0, 1],
    }
}

fn wire_id(raw: &str) -> Option<String> {
    let raw: &serde_json::value::RawValue = serde_json::from_str(raw).ok()?;
    wire::id(raw)
}

#[test]
fn p09_no_answer_breaks_a_reader_or_invents_an_outcome() {
    let examples: Vec<String> =
        [ACCOUNTS, OPERATION, PREVIEW].into_iter().chain(REFUSALS).map(str::to_owned).collect();
    let options = Options::parse(r#"{"preview_currency": "USD"}"#).unwrap();
    let (mut met, mut read) = ([0; 3], [0; 3]);
    for number in 0..ANSWERS {
        let mut dice = Dice::new(SEED.wrapping_mul(1_000_003).wrapping_add(number));
        let status = *dice.pick(&STATUSES);
        let text = body::text(mutate(&mut dice, &examples));
        let json = body::value(&text).to_owned();
        let counted = withdrawal_holds(status, &text, &json);
        for (all, one) in met.iter_mut().zip(counted) {
            *all += one;
        }
        let answer = Answer { status, body: &text };
        if let Ok(page) = answers::accounts(&options, answer) {
            read[0] += page.accounts.len();
        }
        if let Ok(told) = answers::preview(&options, ("RUB", &ask()), answer) {
            assert!(told.total >= 100.into() && told.commission >= 0.into(), "{text}");
            read[1] += 1;
        }
        let told = answers::data(&options, answer)
            .ok()
            .and_then(|raw| wire::object(raw.get()))
            .and_then(|members| answers::operation(&options, &members))
            .and_then(|operation| answers::report(&options, operation, "USD"));
        if let Some(told) = told {
            assert!(told.raw_status.chars().count() <= 40);
            // The examples only say that it is pending: no change of them moves money.
            assert!(told.word != StatusWord::Canceled, "{text}");
            read[2] += 1;
        }
    }
    assert!(met.iter().chain(&read).all(|count| *count > 50), "{met:?} {read:?}");
}
