//! Every form in which panels answer a refill, its state and a cancel.

use proptest::prelude::*;

use super::*;

fn ids(numbers: &[&str]) -> Vec<String> {
    numbers.iter().map(|number| (*number).to_owned()).collect()
}

fn answer(kind: OrderRequestKind, status: u16, body: &str, asked: &[&str]) -> Vec<AskOutcome> {
    let reply = AskReply { kind, http_status: status, body, retry_after_ms: None };
    read(&Vocabulary::default(), &reply, &ids(asked))
}

fn refill(body: &str) -> AskOutcome {
    answer(OrderRequestKind::Refill, 200, body, &["1"]).remove(0)
}

fn cancel(body: &str) -> AskOutcome {
    answer(OrderRequestKind::Cancel, 200, body, &["1"]).remove(0)
}

fn taken(id: &str) -> AskOutcome {
    AskOutcome::Accepted { id: id.to_owned() }
}

#[test]
fn a_refill_is_taken_in_any_form() {
    let cases = [
        (r#"{"refill":"1"}"#, "1"),
        (r#"{"refill":44321}"#, "44321"),
        (r#"{"refill":"ref_9"}"#, "ref_9"),
        (r#"{"success":"Refill request was sent","refill":12345}"#, "12345"),
        (r#"{"status":"success","message":"Sent"}"#, ""),
        (r#"[{"order":1,"refill":7}]"#, "7"),
        (r#"[{"refill":7}]"#, "7"),
        (r#"{"1":{"refill":7}}"#, "7"),
        (r#"{"1":7}"#, "7"),
        (r#"{"data":[{"order":"1","refill":7}]}"#, "7"),
        (r#"{"refill":7,"error":null}"#, "7"),
    ];
    for (body, id) in cases {
        assert_eq!(refill(body), taken(id), "{body}");
    }
}

#[test]
fn a_cancel_is_taken_in_any_form() {
    let bodies = [
        r#"[{"order":1,"cancel":1}]"#,
        r#"[{"order":1,"cancel":{"status":1}}]"#,
        r#"{"cancel":"1"}"#,
        r#"{"cancel":45}"#,
        r#"{"cancel":true}"#,
        r#"{"status":"success"}"#,
        r#"{"1":{"cancel":1}}"#,
    ];
    for body in bodies {
        assert_eq!(cancel(body), taken(""), "{body}");
    }
}

#[test]
fn a_refusal_is_believed_in_any_words() {
    let bodies = [
        r#"{"error":"Order not eligible for refill."}"#,
        r#"{"error":"Incorrect order ID"}"#,
        r#"{"error":"Come back tomorrow"}"#,
        r#"{"status":"fail","message":"Bad link"}"#,
        r#"{"success":false}"#,
    ];
    for body in bodies {
        assert_eq!((refill(body), cancel(body)), (AskOutcome::Refused, AskOutcome::Refused));
    }
    let rows = [
        r#"[{"order":1,"cancel":{"error":"Incorrect order ID"}}]"#,
        r#"[{"order":1,"error":"Cancel is disabled"}]"#,
        r#"[{"order":1,"cancel":{"status":0}}]"#,
        r#"[{"order":1,"cancel":0}]"#,
        r#"{"cancel":false}"#,
        r#"{"1":"Not found here"}"#,
    ];
    for body in rows {
        assert_eq!(cancel(body), AskOutcome::Refused, "{body}");
    }
}

#[test]
fn what_neither_takes_nor_refuses_is_unclear() {
    let bodies = [
        "",
        "<html>",
        "{}",
        "[]",
        "null",
        "7",
        r#"{"refill":{}}"#,
        r#"{"refill":null}"#,
        r#"{"refill":7,"refill":8}"#,
        r#"{"refill":7,"error":"x"}"#,
        r#"[{"order":2,"refill":7}]"#,
        r#"[{"order":1,"refill":7},{"order":1,"refill":8}]"#,
        r#"{"message":"hm"}"#,
        r#"{"refill":[7]}"#,
    ];
    for body in bodies {
        assert!(matches!(refill(body), AskOutcome::Unclear { .. }), "{body} {:?}", refill(body));
    }
    for status in [500, 502, 503] {
        let answers = answer(OrderRequestKind::Refill, status, r#"{"refill":7}"#, &["1"]);
        assert_eq!(answers, [unclear(UnknownCause::Http5xx(status))]);
    }
    let created = answer(OrderRequestKind::Refill, 201, r#"{"refill":7}"#, &["1"]);
    assert_eq!(created, [taken("7")]);
    let odd = answer(OrderRequestKind::Refill, 400, r#"{"refill":7}"#, &["1"]);
    assert_eq!(odd, [unclear(UnknownCause::ErrorWithOrder)]);
}

#[test]
fn a_refused_call_may_be_made_again() {
    let cases = [
        (200, r#"{"error":"Rate limit exceeded. Slow down."}"#, NotPlacedCause::RateLimited),
        (200, r#"{"error":"Invalid API key"}"#, NotPlacedCause::Auth),
        (429, "", NotPlacedCause::RateLimited),
        (404, "404 page not found", NotPlacedCause::Address),
    ];
    for (status, body, expected) in cases {
        let answers = answer(OrderRequestKind::Cancel, status, body, &["1", "2"]);
        assert_eq!(answers.len(), 2);
        for outcome in answers {
            assert!(
                matches!(outcome, AskOutcome::NotSent { cause, .. } if cause == expected),
                "{body}"
            );
        }
    }
}

#[test]
fn a_batch_says_of_each_order_what_came_of_it() {
    let body = r#"[{"order":1,"refill":11},{"order":2,"refill":{"error":"Incorrect order ID"}},
        {"order":9,"refill":19}]"#;
    let answers = answer(OrderRequestKind::Refill, 200, body, &["1", "2", "3"]);
    let absent = unclear(UnknownCause::NoOrderId);
    assert_eq!(answers, [taken("11"), AskOutcome::Refused, absent.clone()]);
    // One document answers many as if it were one.
    let answers = answer(OrderRequestKind::Refill, 200, r#"{"refill":"1"}"#, &["1", "2"]);
    assert_eq!(answers, [absent.clone(), absent]);
}

#[test]
fn states_of_refills_are_read_in_any_form() {
    let read = |body: &str, asked: &[&str]| {
        let words = read_statuses(&Vocabulary::default(), 200, body, &ids(asked)).unwrap();
        ids(asked).iter().map(|id| words.get(id).copied()).collect::<Vec<_>>()
    };
    for body in [
        r#"{"status":"Completed"}"#,
        r#"[{"status":"Completed"}]"#,
        r#"[{"refill":1,"status":"Completed"}]"#,
        r#"{"1":{"status":"Completed"}}"#,
        r#"{"1":"Completed"}"#,
        r#"{"refill":1,"status":"Completed"}"#,
    ] {
        assert_eq!(read(body, &["1"]), [Some(RefillWord::Done)], "{body}");
    }
    let rows = r#"[{"refill":1,"status":"Completed"},{"refill":2,"status":"Rejected"},
        {"refill":3,"status":{"error":"Refill not found"}},{"refill":4,"status":"In progress"}]"#;
    let words = [
        Some(RefillWord::Done),
        Some(RefillWord::Rejected),
        Some(RefillWord::NotFound),
        Some(RefillWord::Open),
        None,
    ];
    assert_eq!(read(rows, &["1", "2", "3", "4", "5"]), words);
    assert_eq!(read(r#"{"error":"Refill not found"}"#, &["1"]), [Some(RefillWord::NotFound)]);
    assert_eq!(read(r#"{"1":"Not found"}"#, &["1"]), [Some(RefillWord::NotFound)]);
    assert_eq!(read(r#"{"1":"Perhaps"}"#, &["1"]), [Some(RefillWord::Unknown)]);
    assert_eq!(read(r#"{"refill":2,"status":"Completed"}"#, &["1"]), [Some(RefillWord::Unknown)]);
    let none = read_statuses(&Vocabulary::default(), 200, r#"{"status":"x"}"#, &ids(&["1", "2"]));
    assert_eq!(none.unwrap_err(), Fault::Shape);
}

proptest! {
    #[test]
    fn a_mutated_answer_never_names_another_order(
        at in 0usize..60, letter in any::<char>(), status in 200u16..600,
    ) {
        let body = r#"[{"order":1,"refill":11},{"order":2,"refill":12}]"#;
        let mutated: String =
            body.chars().enumerate().map(|(i, c)| if i == at { letter } else { c }).collect();
        let answers = answer(OrderRequestKind::Refill, status, &mutated, &["1", "2"]);
        prop_assert_eq!(answers.len(), 2);
        // Whatever was changed in one row, the other says what it said or nothing.
        let kept = |place: usize, id: &str| match answers.get(place) {
            Some(AskOutcome::Accepted { id: told }) => told == id,
            _ => false,
        };
        if status < 300 && serde_json::from_str::<serde_json::Value>(&mutated).is_ok() {
            prop_assert!(kept(0, "11") || kept(1, "12"), "{mutated} {answers:?}");
        }
    }

    #[test]
    fn junk_never_panics_and_takes_nothing(body in ".{0,80}", status in 200u16..600) {
        let answers = answer(OrderRequestKind::Cancel, status, &body, &["1", "2"]);
        let is_taken = |outcome: &AskOutcome| matches!(outcome, AskOutcome::Accepted { .. });
        prop_assert!(!answers.iter().any(is_taken));
        let _ = read_statuses(&Vocabulary::default(), status, &body, &ids(&["1"]));
    }
}
