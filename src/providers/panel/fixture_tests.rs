//! The examples of one panel's documentation, whole and broken, through every reader.

use proptest::prelude::*;

use super::listing;
use crate::domain::number::parse_decimal;
use crate::domain::order::Remains;
use crate::providers::vocabulary::Vocabulary;
use crate::providers::*;

const SERVICES: &str = include_str!("../../../tests/fixtures/providers/smmrich/services.json");
const ADD: &str = include_str!("../../../tests/fixtures/providers/smmrich/add.json");
const STATUS: &str = include_str!("../../../tests/fixtures/providers/smmrich/status.json");
const STATUSES: &str = include_str!("../../../tests/fixtures/providers/smmrich/statuses.json");
const REFILL: &str = include_str!("../../../tests/fixtures/providers/smmrich/refill.json");
const REFILLS: &str = include_str!("../../../tests/fixtures/providers/smmrich/refills.json");
const REFILL_STATUS: &str =
    include_str!("../../../tests/fixtures/providers/smmrich/refill_status.json");
const REFILL_STATUSES: &str =
    include_str!("../../../tests/fixtures/providers/smmrich/refill_statuses.json");
const BALANCE: &str = include_str!("../../../tests/fixtures/providers/smmrich/balance.json");

const ALL: [&str; 9] =
    [SERVICES, ADD, STATUS, STATUSES, REFILL, REFILLS, REFILL_STATUS, REFILL_STATUSES, BALANCE];

fn words() -> Vocabulary {
    Vocabulary::default()
}

fn asked(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn report(row: &Row) -> &Report {
    match row {
        Row::Report(report) => report,
        other => panic!("expected a report, got {other:?}"),
    }
}

/// Sends a body through every reader; only a panic can fail here.
fn read_everywhere(status: u16, body: &str) -> SubmitOutcome {
    let ids = asked(&["1", "10", "100"]);
    let _ = listing::services(&words(), status, body);
    let _ = reading::status(&words(), status, body, "1");
    let _ = reading::statuses(&words(), status, body, &ids);
    let _ = reading::balance(&words(), status, body);
    submit::read_add(&words(), status, body, None)
}

#[test]
fn the_service_list_is_read() {
    let listed = listing::services(&words(), 200, SERVICES).unwrap().rows;
    assert_eq!(listed.len(), 2);
    let first = &listed[0];
    assert_eq!(first.provider_service_id, "1");
    assert_eq!((first.name.as_str(), first.category.as_str()), ("Followers", "First Category"));
    assert_eq!(Some(first.rate), parse_decimal("0.90"));
    assert_eq!((first.min, first.max), (50, 10_000));
    assert!(first.refill && first.cancel && !first.dripfeed);
    assert_eq!(first.kind, ServiceType::Default);
    assert_eq!(listed[1].kind, ServiceType::CustomComments);
    assert_eq!(listed[1].kind_label, "Custom Comments");
    assert!(!listed[1].refill);
}

#[test]
fn the_answer_to_add_is_read() {
    let expected = SubmitOutcome::Accepted { id: "23501".to_owned() };
    assert_eq!(submit::read_add(&words(), 200, ADD, None), expected);
}

#[test]
fn one_status_is_read() {
    let row = reading::status(&words(), 200, STATUS, "1").unwrap();
    let report = report(&row);
    assert_eq!(report.raw_status, "Partial");
    assert_eq!(report.charge, parse_decimal("0.27819"));
    assert_eq!(report.start_count, Some(3_572));
    assert_eq!(report.remains, Remains::Count(157));
    assert_eq!(report.currency.as_deref(), Some("USD"));
    assert_eq!(report.children, None);
}

#[test]
fn a_batch_is_read_and_one_bad_row_spoils_nothing() {
    let batch =
        reading::statuses(&words(), 200, STATUSES, &asked(&["1", "10", "100", "7"])).unwrap();
    assert!(batch.by_id);
    assert_eq!(batch.rows.len(), 3);
    assert_eq!(batch.rows["10"], Row::NotFound);
    assert_eq!(report(&batch.rows["100"]).remains, Remains::Count(10));
}

#[test]
fn the_balance_is_read() {
    let balance = reading::balance(&words(), 200, BALANCE).unwrap();
    assert_eq!(Some(balance.amount), parse_decimal("100.84292"));
    assert_eq!(balance.currency.as_deref(), Some("USD"));
}

#[test]
fn a_status_of_another_dialect_is_read() {
    let body = r#"{"charge":0.27,"start_count":null,"status":"In progress","remains":-2}"#;
    let row = reading::status(&words(), 200, body, "9").unwrap();
    assert_eq!(report(&row).remains, Remains::Count(-2));
    assert_eq!(report(&row).start_count, None);
    let cases = [
        (r#"{"status":"Partial","remains":"Unknown"}"#, Remains::Unreadable),
        (r#"{"status":"Partial","remains":""}"#, Remains::Absent),
        (r#"{"status":"Partial","remains":null}"#, Remains::Absent),
        (r#"{"status":"Partial"}"#, Remains::Absent),
        (r#"{"status":"Partial","remains":157.0}"#, Remains::Count(157)),
        (r#"[{"order":9,"status":"Partial","remains":4}]"#, Remains::Count(4)),
        (r#"{"9":{"status":"Partial","remains":4}}"#, Remains::Count(4)),
    ];
    for (body, remains) in cases {
        assert_eq!(
            report(&reading::status(&words(), 200, body, "9").unwrap()).remains,
            remains,
            "{body}"
        );
    }
    let parent = r#"{"status":"Active","runs":2,"orders":[11,"12"]}"#;
    let row = reading::status(&words(), 200, parent, "9").unwrap();
    let told = report(&row).children.clone().unwrap();
    assert!(told.is_whole && told.ids == ["11", "12"]);
    for (orders, is_whole) in [("null", true), ("[]", true), ("[7,7]", false), ("[[7]]", false)] {
        let parent = format!(r#"{{"status":"In progress","runs":2,"orders":{orders}}}"#);
        let row = reading::status(&words(), 200, &parent, "9").unwrap();
        assert_eq!(report(&row).children.as_ref().unwrap().is_whole, is_whole, "{orders}");
    }
}

#[test]
fn a_status_that_is_not_about_the_order_says_nothing() {
    let cases = [
        (r#"{"order":8,"status":"Canceled"}"#, Row::Unreadable),
        (r#"{"status":"Canceled","status":"Completed"}"#, Row::Unreadable),
        (r#"{"status":null}"#, Row::Unreadable),
        (r#"{"charge":"1"}"#, Row::Unreadable),
        (r#"{"status":"success"}"#, Row::Unreadable),
        (r#"{"status":"fail","message":"Sorry"}"#, Row::Unreadable),
        (r#"{"error":"Incorrect order ID"}"#, Row::NotFound),
        (r#"["Incorrect order ID"]"#, Row::NotFound),
    ];
    for (body, expected) in cases {
        assert_eq!(reading::status(&words(), 200, body, "9").unwrap(), expected, "{body}");
    }
    let gone = reading::status(&words(), 404, r#"{"error":"Order not found"}"#, "9");
    assert_eq!(gone, Ok(Row::NotFound));
}

#[test]
fn a_batch_as_a_list_counts_only_with_ids() {
    let ids = asked(&["1", "2"]);
    let bare = r#"[{"status":"Canceled","remains":"9"},{"status":"Completed"}]"#;
    let batch = reading::statuses(&words(), 200, bare, &ids).unwrap();
    assert!(!batch.by_id && batch.rows.is_empty());

    let named = r#"[{"order":2,"status":"Completed"},{"order":3,"status":"Canceled"},7]"#;
    let batch = reading::statuses(&words(), 200, named, &ids).unwrap();
    assert!(batch.by_id);
    assert_eq!(batch.rows.keys().collect::<Vec<_>>(), ["2"]);

    let twice = r#"[{"order":2,"status":"Completed"},{"order":2,"status":"Canceled"}]"#;
    let batch = reading::statuses(&words(), 200, twice, &ids).unwrap();
    assert_eq!(batch.rows["2"], Row::Unreadable);
}

#[test]
fn batch_rows_of_odd_types_are_evaluated_alone() {
    let body = r#"{"1":"Incorrect order ID","2":"Sorry","3":null,"4":[],"5":{"status":"Pending"},
        "6":{"status":"Pending"},"6":{"status":"Canceled"},"9":{"status":"Canceled"}}"#;
    let batch =
        reading::statuses(&words(), 200, body, &asked(&["1", "2", "3", "4", "5", "6"])).unwrap();
    assert_eq!(batch.rows["1"], Row::NotFound);
    for id in ["2", "3", "4", "6"] {
        assert_eq!(batch.rows[id], Row::Unreadable, "{id}");
    }
    assert_eq!(report(&batch.rows["5"]).raw_status, "Pending");
    assert_eq!(batch.rows.len(), 6);
}

#[test]
fn service_rows_that_cannot_be_sold_are_left_out() {
    let row = |id: &str, rate: &str, min: &str, max: &str| {
        format!(
            r#"{{"service":{id},"name":"A","type":"default","category":"B","rate":{rate},
                "min":{min},"max":{max},"refill":1,"desc":"Text","avg_time":"1 hour"}}"#
        )
    };
    let good = row("\"MM1\"", "0.5", "10.0", "\"100.0\"");
    let unsound = [row("2", "0", "1", "9"), row("3", "\"-1\"", "1", "9"), row("4", "1", "9", "1")];
    let body = format!("[{good},{},{},{},7]", unsound[0], unsound[1], unsound[2]);
    let listed = listing::services(&words(), 200, &body).unwrap().rows;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].provider_service_id, "MM1");
    assert_eq!((listed[0].min, listed[0].max, listed[0].refill), (10, 100, true));
    assert_eq!(listed[0].description.as_deref(), Some("Text"));
    assert_eq!(listed[0].average_time.as_deref(), Some("1 hour"));

    let half = format!("[{good},7]");
    assert_eq!(listing::services(&words(), 200, &half).unwrap().rows.len(), 1);
    let most = format!("[{good},7,8]");
    assert_eq!(listing::services(&words(), 200, &most), Err(Fault::Shape));
    assert_eq!(listing::services(&words(), 200, "[]"), Ok(Listing::default()));
}

#[test]
fn a_service_without_a_type_is_not_taken_for_default() {
    let body = r#"[{"service":1,"name":"A","rate":"1","min":1,"max":2}]"#;
    assert_eq!(listing::services(&words(), 200, body).unwrap().rows[0].kind, ServiceType::Other);
}

#[test]
fn faults_of_a_reading_call() {
    let cases = [
        (200, "<html>", Fault::NotJson),
        (200, "", Fault::NotJson),
        (200, "7", Fault::Shape),
        (200, r#"{"data":"none"}"#, Fault::Shape),
        (200, r#"{"error":"Invalid API key"}"#, Fault::Provider(ErrorClass::Auth)),
        (401, r#"{"error":"Invalid API key"}"#, Fault::Provider(ErrorClass::Auth)),
        (200, r#"{"error":"Oh"}"#, Fault::Provider(ErrorClass::Other)),
        (403, r#"{"error":"Oh"}"#, Fault::Http(403)),
        (503, r#"{"error":"Invalid API key"}"#, Fault::Http(503)),
        (302, "", Fault::Http(302)),
    ];
    for (status, body, fault) in cases {
        assert_eq!(listing::services(&words(), status, body), Err(fault), "{status} {body}");
    }
    assert_eq!(reading::balance(&words(), 200, r#"{"balance":"many"}"#), Err(Fault::Shape));
    assert_eq!(reading::balance(&words(), 200, r#"{"balance":true}"#), Err(Fault::Shape));
}

#[test]
fn fixtures_cut_at_every_byte_are_never_read_nor_panic() {
    for fixture in ALL {
        let body = fixture.trim_end();
        for end in 0..body.len() {
            let cut = String::from_utf8_lossy(&body.as_bytes()[..end]).into_owned();
            let outcome = read_everywhere(200, &cut);
            let expected = SubmitOutcome::Unknown { cause: UnknownCause::Unreadable, id: None };
            assert_eq!(outcome, expected, "{cut}");
            assert!(listing::services(&words(), 200, &cut).is_err(), "{cut}");
            assert!(reading::status(&words(), 200, &cut, "1").is_err(), "{cut}");
        }
    }
}

#[test]
fn deep_and_odd_bodies_never_panic() {
    let deep = "[".repeat(50_000);
    let deep_object = r#"{"order":"#.repeat(20_000);
    let huge = format!(r#"{{"order":{}}}"#, "9".repeat(10_000));
    let surrogate = r#"{"error":"\ud800","order":"\ud800"}"#;
    for body in [deep.as_str(), &deep_object, &huge, surrogate, "\u{0}", "nul", "{\"error\":"] {
        let outcome = read_everywhere(200, body);
        assert!(matches!(outcome, SubmitOutcome::Unknown { .. }), "{outcome:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn mutated_fixtures_never_panic_nor_refuse(
        fixture in 0usize..ALL.len(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        status in 200u16..600,
    ) {
        let mut bytes = ALL[fixture].as_bytes().to_vec();
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let outcome = read_everywhere(status, &String::from_utf8_lossy(&bytes));
        let refused =
            matches!(outcome, SubmitOutcome::Rejected { .. } | SubmitOutcome::NotPlaced { .. });
        prop_assert!(!refused || submit::is_unhandled(status));
    }

    #[test]
    fn any_text_never_panics(body in ".{0,200}", status in 0u16..1000) {
        let outcome = read_everywhere(status, &body);
        let unknown = matches!(outcome, SubmitOutcome::Unknown { .. });
        prop_assert!(unknown || submit::is_unhandled(status));
    }
}
