//! The examples of two more panels' documents through every reader, and the nine error texts of one
//! of them, each with its consequence. `fixture_tests` has those of the first document.

use proptest::prelude::*;
use strum::IntoEnumIterator as _;

use super::listing;
use crate::domain::catalog::Listed;
use crate::domain::number::parse_decimal;
use crate::domain::order::{Remains, StatusWord};
use crate::providers::vocabulary::Vocabulary;
use crate::providers::*;

macro_rules! example {
    ($path:literal) => {
        include_str!(concat!("../../../tests/fixtures/providers/", $path, ".json"))
    };
}

// The example of `products` is no JSON as it is printed: `products_tests` has it so, and with its
// four commas.
const YUMUP: [&str; 13] = [
    example!("yumup/services"),
    example!("yumup/add"),
    example!("yumup/status"),
    example!("yumup/statuses"),
    example!("yumup/balance"),
    example!("yumup/refill"),
    example!("yumup/refills"),
    example!("yumup/refill_status"),
    example!("yumup/refill_statuses"),
    example!("yumup/products"),
    example!("yumup/add_product_order"),
    example!("yumup/product_order_status"),
    example!("yumup/product_order_statuses"),
];
const PAYNOW: [&str; 7] = [
    example!("paynow/services"),
    example!("paynow/add"),
    example!("paynow/status"),
    example!("paynow/statuses"),
    example!("paynow/cancel"),
    example!("paynow/balance"),
    example!("paynow/error"),
];

fn words() -> Vocabulary {
    Vocabulary::default()
}

fn services(body: &str) -> Vec<Listed> {
    listing::services(&words(), 200, body).unwrap().rows
}

fn status(body: &str) -> Report {
    one(reading::status(&words(), 200, body, "1").unwrap())
}

fn statuses(body: &str, ids: &[&str]) -> HashMap<String, Row> {
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    let batch = reading::statuses(&words(), 200, body, &ids).unwrap();
    assert!(batch.by_id);
    batch.rows
}

fn one(row: Row) -> Report {
    match row {
        Row::Report(report) => report,
        other => panic!("expected a report, got {other:?}"),
    }
}

fn added(body: &str) -> SubmitOutcome {
    submit::read_add(&words(), 200, body, None)
}

fn accepted(id: &str) -> SubmitOutcome {
    SubmitOutcome::Accepted { id: id.to_owned() }
}

#[test]
fn yumup_services_have_no_cancel() {
    let listed = services(example!("yumup/services"));
    assert_eq!(listed.len(), 2);
    let views = &listed[0];
    assert_eq!((views.provider_service_id.as_str(), views.name.as_str()), ("1", "Youtube views"));
    assert_eq!((views.kind, views.category.as_str()), (ServiceType::Default, "Youtube"));
    assert_eq!(Some(views.rate), parse_decimal("2.5"));
    assert_eq!((views.min, views.max), (200, 10_000));
    assert_eq!((views.refill, views.cancel, views.dripfeed), (true, false, false));
    assert_eq!((listed[1].kind, listed[1].refill), (ServiceType::CustomComments, false));
}

#[test]
fn yumup_says_success_with_more_delivered_than_ordered_and_no_currency() {
    let report = status(example!("yumup/status"));
    assert_eq!((report.word, report.raw_status.as_str()), (StatusWord::Completed, "Success"));
    assert_eq!(report.remains, Remains::Count(-2));
    assert_eq!((report.charge, report.start_count), (parse_decimal("2.5"), Some(168)));
    assert_eq!(report.currency, None);
}

#[test]
fn yumup_answers_several_orders_by_id() {
    let mut rows = statuses(example!("yumup/statuses"), &["123", "456", "789", "5"]);
    assert_eq!(rows.len(), 3);
    assert_eq!(rows["456"], Row::NotFound);
    let partial = one(rows.remove("123").unwrap());
    assert_eq!((partial.word, partial.remains), (StatusWord::Partial, Remains::Count(157)));
    assert_eq!((partial.start_count, partial.currency), (Some(3_572), None));
    let running = one(rows.remove("789").unwrap());
    assert_eq!((running.word, running.charge), (StatusWord::InProgress, parse_decimal("1.44219")));
}

#[test]
fn yumup_add_and_balance() {
    assert_eq!(added(example!("yumup/add")), accepted("99999"));
    let balance = reading::balance(&words(), 200, example!("yumup/balance")).unwrap();
    assert_eq!(Some(balance.amount), parse_decimal("68.6868"));
    assert_eq!(balance.currency.as_deref(), Some("USD"));
}

#[test]
fn paynow_services_have_numbers_and_five_decimals() {
    let listed = services(example!("paynow/services"));
    assert_eq!(listed.len(), 2);
    assert_eq!(Some(listed[0].rate), parse_decimal("60"));
    assert_eq!((listed[0].min, listed[0].max), (10, 100_000));
    assert_eq!((listed[0].refill, listed[0].cancel), (false, true));
    assert_eq!(listed[0].name, "7-day Join — Telegram Members");
    let poll = &listed[1];
    assert_eq!((poll.provider_service_id.as_str(), poll.kind), ("3", ServiceType::Poll));
    assert_eq!((poll.max, poll.category.as_str()), (50_000, "Telegram Votes"));
}

#[test]
fn paynow_reports_have_numbers() {
    let report = status(example!("paynow/status"));
    assert_eq!((report.word, report.remains), (StatusWord::InProgress, Remains::Count(157)));
    assert_eq!((report.start_count, report.charge), (Some(0), parse_decimal("0.27819")));
    assert_eq!(report.currency.as_deref(), Some("UZS"));
    let mut rows = statuses(example!("paynow/statuses"), &["1", "10"]);
    assert_eq!(rows["10"], Row::NotFound);
    let done = one(rows.remove("1").unwrap());
    assert_eq!((done.word, done.remains), (StatusWord::Completed, Remains::Count(0)));
}

#[test]
fn every_status_that_the_documents_list_is_known() {
    let listed = [
        ("Pending", StatusWord::Pending),
        ("Processing", StatusWord::Processing),
        ("In progress", StatusWord::InProgress),
        ("Completed", StatusWord::Completed),
        ("Success", StatusWord::Completed),
        ("Partial", StatusWord::Partial),
        ("Canceled", StatusWord::Canceled),
        ("Cancelled", StatusWord::Canceled),
    ];
    for (text, word) in listed {
        let body = format!(r#"{{"charge": "1", "status": "{text}", "remains": 7}}"#);
        assert_eq!(status(&body).word, word, "{text}");
    }
}

#[test]
fn paynow_add_and_balance() {
    assert_eq!(added(example!("paynow/add")), accepted("23501"));
    let balance = reading::balance(&words(), 200, example!("paynow/balance")).unwrap();
    assert_eq!(Some(balance.amount), parse_decimal("100.84292"));
    assert_eq!(balance.currency.as_deref(), Some("UZS"));
}

/// What a class means for an order that was to be placed.
fn consequence(class: ErrorClass) -> &'static str {
    let body = format!(r#"{{"error": "{}"}}"#, text_of(class));
    match added(&body) {
        SubmitOutcome::Rejected { .. } | SubmitOutcome::Unsendable { .. } => "returned",
        SubmitOutcome::NotPlaced { .. } => "waits",
        SubmitOutcome::Unknown { .. } => "review",
        SubmitOutcome::Accepted { .. } => "accepted",
    }
}

fn text_of(class: ErrorClass) -> &'static str {
    match class {
        ErrorClass::Auth => "Invalid API key",
        ErrorClass::Request => "Incorrect request",
        ErrorClass::ServiceGone => "Incorrect service ID",
        ErrorClass::Link => "Bad link",
        ErrorClass::QuantityLow => "Quantity less than minimum",
        ErrorClass::QuantityHigh => "Quantity more than maximum",
        ErrorClass::Quantity => "Incorrect quantity",
        ErrorClass::TypeField => "Answer number is required",
        ErrorClass::Duplicate => "Active order with this link exists",
        ErrorClass::Funds => "Not enough funds on balance",
        ErrorClass::Rate => "Rate limit exceeded. Slow down.",
        ErrorClass::Lookup => "Incorrect order ID",
        ErrorClass::Refill => "Order not eligible for refill.",
        ErrorClass::Other => "There was an error processing your request, sorry",
    }
}

#[test]
fn every_class_has_the_consequence_that_it_tells() {
    for class in ErrorClass::iter() {
        assert_eq!(error_table::classify(text_of(class)), Some(class));
        let expected = match class {
            ErrorClass::Auth | ErrorClass::Duplicate | ErrorClass::Funds | ErrorClass::Rate => {
                "waits"
            }
            ErrorClass::Lookup | ErrorClass::Refill | ErrorClass::Other => "review",
            _ => "returned",
        };
        assert_eq!(consequence(class), expected, "{class:?}");
    }
}

#[test]
fn the_nine_errors_of_paynow_have_their_class_and_outcome() {
    let refused = |reason| SubmitOutcome::Rejected { reason };
    let waits = |cause, retry_after_ms| SubmitOutcome::NotPlaced { cause, retry_after_ms };
    let nine = [
        ("Invalid API key", ErrorClass::Auth, waits(NotPlacedCause::Auth, 600_000)),
        ("Incorrect request", ErrorClass::Request, refused(RejectReason::BadRequest)),
        ("Incorrect service ID", ErrorClass::ServiceGone, refused(RejectReason::ServiceGone)),
        ("Bad link", ErrorClass::Link, refused(RejectReason::BadLink)),
        (
            "Quantity less than minimum",
            ErrorClass::QuantityLow,
            refused(RejectReason::QuantityTooLow),
        ),
        (
            "Quantity more than maximum",
            ErrorClass::QuantityHigh,
            refused(RejectReason::QuantityTooHigh),
        ),
        (
            "Not enough funds on balance",
            ErrorClass::Funds,
            waits(NotPlacedCause::OutOfFunds, 300_000),
        ),
        (
            "Incorrect order ID",
            ErrorClass::Lookup,
            SubmitOutcome::Unknown { cause: UnknownCause::UnlistedError, id: None },
        ),
        ("Answer number is required", ErrorClass::TypeField, refused(RejectReason::TypeField)),
    ];
    for (text, class, outcome) in nine {
        let body = format!(r#"{{"error": "{text}"}}"#);
        assert_eq!(error_table::classify(text), Some(class), "{text}");
        assert_eq!(added(&body), outcome, "{text}");
        assert_eq!(reading::balance(&words(), 200, &body), Err(Fault::Provider(class)), "{text}");
        let row = reading::status(&words(), 200, &body, "1");
        let expected = match class {
            ErrorClass::Lookup => Ok(Row::NotFound),
            other => Err(Fault::Provider(other)),
        };
        assert_eq!(row, expected, "{text}");
    }
    let example = added(example!("paynow/error"));
    assert_eq!(example, waits(NotPlacedCause::OutOfFunds, 300_000));
}

/// Sends a body through every reader; only a panic can fail here.
fn read_everywhere(status: u16, body: &str) -> SubmitOutcome {
    let ids = ["1", "10", "123", "456"].map(str::to_owned);
    let _ = listing::services(&words(), status, body);
    let _ = reading::status(&words(), status, body, "1");
    let _ = reading::statuses(&words(), status, body, &ids);
    let _ = reading::balance(&words(), status, body);
    submit::read_add(&words(), status, body, None)
}

#[test]
fn examples_cut_at_every_byte_are_never_read() {
    for example in YUMUP.iter().chain(&PAYNOW) {
        assert!(serde_json::from_str::<serde_json::Value>(example).is_ok(), "{example}");
        let body = example.trim_end();
        for end in 0..body.len() {
            let cut = String::from_utf8_lossy(&body.as_bytes()[..end]).into_owned();
            let expected = SubmitOutcome::Unknown { cause: UnknownCause::Unreadable, id: None };
            assert_eq!(read_everywhere(200, &cut), expected, "{cut}");
            assert!(listing::services(&words(), 200, &cut).is_err(), "{cut}");
            assert!(reading::status(&words(), 200, &cut, "1").is_err(), "{cut}");
        }
    }
}

proptest! {
    #[test]
    fn mutated_examples_never_panic_nor_refuse(
        example in 0usize..YUMUP.len() + PAYNOW.len() - 1,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        status in 200u16..600,
    ) {
        // All but the last, which is a refusal.
        let all: Vec<&str> = YUMUP.iter().chain(&PAYNOW).copied().collect();
        let mut bytes = all[example].as_bytes().to_vec();
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let outcome = read_everywhere(status, &String::from_utf8_lossy(&bytes));
        let refused =
            matches!(outcome, SubmitOutcome::Rejected { .. } | SubmitOutcome::NotPlaced { .. });
        prop_assert!(!refused || submit::is_unhandled(status));
    }
}
