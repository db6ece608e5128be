//! Answers that say two things at once, or say it in other members than most: they never prove a
//! refusal, never move money, and never keep the next question from being asked.

use super::listing;
use crate::domain::order::StatusWord;
use crate::providers::vocabulary::Vocabulary;
use crate::providers::*;

fn words() -> Vocabulary {
    Vocabulary::default()
}

fn added(body: &str) -> SubmitOutcome {
    submit::read_add(&words(), 200, body, None)
}

fn unknown(cause: UnknownCause, id: Option<&str>) -> SubmitOutcome {
    SubmitOutcome::Unknown { cause, id: id.map(str::to_owned) }
}

fn status(body: &str) -> Result<Row, Fault> {
    reading::status(&words(), 200, body, "9")
}

fn word(row: Result<Row, Fault>) -> StatusWord {
    match row {
        Ok(Row::Report(report)) => report.word,
        other => panic!("expected a report, got {other:?}"),
    }
}

#[test]
fn a_number_under_any_name_forbids_to_call_an_order_refused() {
    let cases = [
        (r#"{"error":"Bad link","order_id":7}"#, Some("7")),
        (r#"{"error":"Bad link","Order":"7"}"#, Some("7")),
        (r#"{"orderId":7,"error":"Not enough funds"}"#, Some("7")),
        (r#"{"error":"Bad link","data":{"order":7}}"#, Some("7")),
        (r#"{"error":"Bad link","orders":[7]}"#, None),
        (r#"{"error":"Bad link","id":7}"#, None),
        (r#"{"error":"Bad link","order":null,"order_id":7}"#, Some("7")),
        (r#"{"error":"Bad link","data":[{"order":7}]}"#, Some("7")),
        (r#"{"error":"Bad link","data":{"result":{"order":7}}}"#, Some("7")),
    ];
    for (body, id) in cases {
        assert_eq!(added(body), unknown(UnknownCause::ErrorWithOrder, id), "{body}");
    }
    let endless = format!(r#"{{"error":"Bad link","data":{}}}"#, "[".repeat(100_000));
    assert_eq!(added(&endless), unknown(UnknownCause::Unreadable, None));
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let deep = format!(r#"{{"order":"","data":{deep},"error":"Bad link"}}"#);
    let refused = SubmitOutcome::Rejected { reason: RejectReason::BadLink };
    assert_eq!(added(&deep), refused);
    for body in [
        r#"{"error":"Bad link","order":null,"status":"error","msg":"Bad link"}"#,
        r#"{"status":"fail","error":"Bad link","data":{"order":""},"error_code":12}"#,
    ] {
        assert_eq!(added(body), refused, "{body}");
    }
}

#[test]
fn a_number_under_another_name_is_shown_and_not_taken_for_an_acceptance() {
    for body in [r#"{"order_id":7}"#, r#"{"status":"success","data":{"order":"7"}}"#] {
        assert_eq!(added(body), unknown(UnknownCause::NoOrderId, Some("7")), "{body}");
    }
    assert_eq!(added(r#"{"id":7}"#), unknown(UnknownCause::NoOrderId, Some("7")));
}

#[test]
fn an_order_beside_a_failure_in_other_words_may_or_may_not_exist() {
    for body in [
        r#"{"order":7,"status":"fail","message":"Sorry"}"#,
        r#"{"order":7,"status":"error"}"#,
        r#"{"order":7,"status":false}"#,
        r#"{"order":7,"success":false}"#,
        r#"{"order":7,"success":0}"#,
        r#"{"order":7,"success":"False"}"#,
        r#"{"order":7,"errors":["Bad link"]}"#,
    ] {
        assert_eq!(added(body), unknown(UnknownCause::ErrorWithOrder, Some("7")), "{body}");
    }
    let accepted = SubmitOutcome::Accepted { id: "7".to_owned() };
    for body in [
        r#"{"order":7,"errors":[],"success":true,"status":"success","message":"Order placed"}"#,
        r#"{"order":7,"errors":null,"status":"Pending"}"#,
    ] {
        assert_eq!(added(body), accepted, "{body}");
    }
}

#[test]
fn questions_understand_errors_under_other_names() {
    let auth = Fault::Provider(ErrorClass::Auth);
    for body in [
        r#"{"errors":["Invalid API key"]}"#,
        r#"{"errors":"Invalid API key","data":[]}"#,
        r#"{"status":"fail","message":"Invalid API key"}"#,
        r#"{"success":false,"msg":"Invalid API key"}"#,
        r#"{"error":null,"error":"Invalid API key"}"#,
    ] {
        for http_status in [200, 401] {
            assert_eq!(listing::services(&words(), http_status, body), Err(auth), "{body}");
            assert_eq!(reading::balance(&words(), http_status, body), Err(auth), "{body}");
        }
        assert_eq!(status(body), Err(auth), "{body}");
    }
    assert_eq!(status(r#"{"status":"fail","message":"Incorrect order ID"}"#), Ok(Row::NotFound));
    // To an `add` only `error` says that nothing was placed.
    let fails = r#"{"status":"fail","message":"Bad link"}"#;
    assert_eq!(added(fails), unknown(UnknownCause::NoOrderId, None));
    assert_eq!(added(r#"{"errors":["Bad link"]}"#), unknown(UnknownCause::NoOrderId, None));
}

#[test]
fn an_order_that_failed_is_no_failed_call() {
    let body = r#"{"status":"Fail","message":"Bad link","charge":"0.1","remains":"5"}"#;
    assert_eq!(word(status(body)), StatusWord::Failed);
    let body = r#"{"status":"Completed","message":"Bad link"}"#;
    assert_eq!(word(status(body)), StatusWord::Completed);
}

#[test]
fn an_answer_about_the_call_is_no_batch_and_the_orders_are_asked_about_one_by_one() {
    let ids = ["1".to_owned(), "2".to_owned()];
    let asked = |body: &str| reading::statuses(&words(), 200, body, &ids);
    for body in [
        r#"{"status":"fail","message":"Sorry"}"#,
        r#"{"message":"The order field is required."}"#,
        r#"{"status":"success"}"#,
    ] {
        assert_eq!(asked(body), Err(Fault::Shape), "{body}");
    }
    // An answer that names none of those that were asked about is no answer to the batch.
    let none = Statuses { rows: HashMap::new(), by_id: false };
    for body in ["{}", r#"{"3":{"status":"Canceled"}}"#, "[]", r#"[{"status":"Canceled"}]"#] {
        assert_eq!(asked(body), Ok(none.clone()), "{body}");
    }
    // A list with gaps, as PHP writes it: its own numbers are no ids.
    let gaps = r#"{"0":{"order":2,"status":"Partial"},"3":{"order":9,"status":"Canceled"}}"#;
    let batch = asked(gaps).unwrap();
    assert_eq!(word(Ok(batch.rows["2"].clone())), StatusWord::Partial);
    assert_eq!((batch.rows.len(), batch.by_id), (1, true));
    // Where such a number is the id of an order, too, the row's own name decides.
    let gaps = r#"{"0":{"id":1,"status":"Partial"},"2":{"id":9,"status":"Canceled"}}"#;
    assert_eq!(asked(gaps).unwrap().rows, HashMap::from([("2".to_owned(), Row::Unreadable)]));
    let failed = r#"{"success":false,"data":{"1":{"status":"Completed"}}}"#;
    assert_eq!(asked(failed), Err(Fault::Shape));
    let row = r#"{"status":"success","1":{"status":"fail","message":"Order not found"}}"#;
    assert_eq!(asked(row).unwrap().rows, HashMap::from([("1".to_owned(), Row::NotFound)]));
}

#[test]
fn the_answer_about_one_order_is_found_in_the_wrapper_of_a_batch() {
    for body in [
        r#"{"data":{"status":"Partial","remains":3}}"#,
        r#"{"status":"success","data":{"order":9,"status":"Partial","remains":3}}"#,
        r#"{"data":[{"order":"9","status":"Partial","remains":3}]}"#,
        r#"{"orders":{"9":{"status":"Partial","remains":3}}}"#,
        r#"{"status":"success","orders":{"9":{"status":"Partial","remains":3}}}"#,
        r#"{"status":"success","orders":[{"id":9,"status":"Partial","remains":3}]}"#,
        r#"{"data":{"order":9,"id":77,"status":"Partial","remains":3}}"#,
    ] {
        assert_eq!(word(status(body)), StatusWord::Partial, "{body}");
    }
    for body in [
        r#"{"data":{"order":8,"status":"Canceled"}}"#,
        r#"{"data":{"id":8,"status":"Canceled"}}"#,
        r#"{"data":[{"id":8,"status":"Canceled"}]}"#,
        r#"[{"id":8,"status":"Canceled"}]"#,
        r#"{"success":false,"message":"Try later","data":{"status":"Canceled"}}"#,
        r#"{"status":"error","message":"Try later","data":{"9":{"status":"Canceled"}}}"#,
        r#"{"status":"success","orders":{"8":{"status":"Canceled"}}}"#,
        r#"{"data":{"status":"Canceled"},"data":{"status":"Completed"}}"#,
        r#"{"orders":{"9":{"status":"Canceled"},"9":{"status":"Completed"}}}"#,
        r#"{"data":[{"status":"Canceled"},{"status":"Completed"}]}"#,
        r#"{"status":"success","data":{"status":"success"}}"#,
    ] {
        assert!(!matches!(status(body), Ok(Row::Report(_))), "{body}");
    }
    assert_eq!(status(r#"{"data":{"error":"Incorrect order ID"}}"#), Ok(Row::NotFound));
}

#[test]
fn a_status_that_says_two_things_moves_nothing() {
    for body in [
        r#"{"9":{"status":"Canceled"},"9":{"status":"Completed"}}"#,
        r#"{"error":null,"error":"Sorry","status":"Canceled","charge":"0"}"#,
        r#"{"order":"9,10","status":"Canceled"}"#,
        r#"{"order":{"id":9},"status":"Canceled"}"#,
    ] {
        let moves = matches!(status(body), Ok(Row::Report(_)));
        assert!(!moves, "{body}");
    }
    let wrapped = r#"{"status":"success","9":{"status":"Partial","remains":3}}"#;
    assert_eq!(word(status(wrapped)), StatusWord::Partial);
    let plain = r#"{"order":null,"status":"Canceled"}"#;
    assert_eq!(word(status(plain)), StatusWord::Canceled);
}

#[test]
fn a_service_without_a_name_or_with_two_prices_is_left_out_and_no_word_is_a_currency() {
    let row = |id: u32, more: &str| {
        format!(
            r#"{{"service":{id},"type":"Default","category":"","min":1,"max":9,"rate":"1",{more}}}"#
        )
    };
    let rows = [
        row(1, r#""name":"One""#),
        row(2, r#""name":" \u202e ""#),
        row(3, r#""name":"Three","rate":"0.01""#),
        row(4, r#""name":"Four","max":5"#),
        row(5, r#""name":"Five","refill":true,"refill":false"#),
        row(6, r#""name":"Six""#),
    ];
    let list = format!("[{}]", rows.join(","));
    let listed = listing::services(&words(), 200, &list).unwrap().rows;
    let names: Vec<&str> = listed.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["One", "Five", "Six"]);
    for code in ["0", "U5D", "", "US", "$", "US DOLLARS", "ABCDEFGHI"] {
        let body = format!(r#"{{"balance":"1","currency":"{code}"}}"#);
        assert_eq!(reading::balance(&words(), 200, &body).unwrap().currency, None, "{code}");
    }
    let twice = r#"{"balance":"1","balance":"2"}"#;
    assert_eq!(reading::balance(&words(), 200, twice), Err(Fault::Shape));
}
