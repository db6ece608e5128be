//! Answers in forms that no document shows and panels send: amounts as people write them, answers
//! packed or surrounded, ids in other places.

use rust_decimal::Decimal;

use super::client_tests::{panel, serve_raw, settings};
use super::listing;
use crate::domain::catalog::{Field, Flaw};
use crate::domain::number::MAX_QUANTITY;
use crate::domain::order::Remains;
use crate::providers::options::Options;
use crate::providers::vocabulary::Vocabulary;
use crate::providers::*;

/// The words of a panel whose account is in dollars.
fn words() -> Vocabulary {
    Options::default().in_currency("USD").words
}

fn placing(order_id_at: &str) -> Vocabulary {
    Options::parse(&format!(r#"{{"order_id_at": "{order_id_at}"}}"#)).unwrap().words
}

fn added(words: &Vocabulary, body: &str) -> SubmitOutcome {
    submit::read_add(words, 200, body, None)
}

fn accepted(id: &str) -> SubmitOutcome {
    SubmitOutcome::Accepted { id: id.to_owned() }
}

#[test]
fn balances_are_read_in_every_form_with_one_reading() {
    let notice = "<br />\n<b>Notice</b>:  Undefined index: a in <b>/b.php</b> on line <b>3</b>";
    let behind_notice = format!("{notice}<br />\n{{\"balance\":\"1234.5\"}}");
    for body in [
        r#"{"balance":"1,234.50","currency":"USD"}"#,
        r#"{"balance":"1.234,50"}"#,
        r#"{"balance":"1 234,50"}"#,
        "{\"balance\":\"1\u{a0}234,50\"}",
        r#"{"balance":"$1,234.50"}"#,
        r#"{"balance":"1234.50 USD"}"#,
        r#"{"balance":1.2345e3}"#,
        r#"{"data":{"balance":"1234.5"}}"#,
        r#"{"status":"success","data":{"balance":"1234.5","currency":"USD"}}"#,
        r#"[{"balance":"1234.5"}]"#,
        r#"{"funds":"1234.5"}"#,
        r#"{"balance":{"amount":"1234.5","currency":"USD"}}"#,
        "1234.5",
        r#""1,234.50""#,
        "({\"balance\":1234.5});",
        "\u{feff}{\"balance\":1234.5}<!-- 0.1 s -->",
        behind_notice.as_str(),
    ] {
        let balance = reading::balance(&words(), 200, body).unwrap();
        assert_eq!(balance.amount, Decimal::new(12_345, 1), "{body}");
        assert!(balance.currency.is_none_or(|code| code == "USD"), "{body}");
    }
    let debt = reading::balance(&words(), 200, r#"{"balance":"-$0,5"}"#).unwrap();
    assert_eq!(debt.amount, Decimal::new(-5, 1));
    let roubles = r#"{"balance":"5 ₽","currency":"RUB"}"#;
    assert_eq!(reading::balance(&words(), 200, roubles).unwrap().currency.as_deref(), Some("RUB"));
}

#[test]
fn balances_with_two_readings_or_another_currency_are_not_read() {
    for (body, fault) in [
        (r#"{"balance":"1,234"}"#, Fault::Shape),
        (r#"{"balance":"€5"}"#, Fault::OtherCurrency),
        (r#"{"balance":"5 EUR"}"#, Fault::OtherCurrency),
        (r#"{"balance":"$5","currency":"RUB"}"#, Fault::OtherCurrency),
        (r#"{"balance":{"amount":5,"currency":"EUR"},"currency":"USD"}"#, Fault::Shape),
        (r#"[{"balance":5},{"balance":6}]"#, Fault::Shape),
        (r#"{"balance":5}{"balance":6}"#, Fault::NotJson),
        (r#"{"status":"fail","data":{"balance":0}}"#, Fault::Shape),
        (r#"{"data":{"balance":5}"#, Fault::NotJson),
        ("[5]", Fault::Shape),
        ("null", Fault::Shape),
        ("Hello", Fault::NotJson),
    ] {
        assert_eq!(reading::balance(&words(), 200, body), Err(fault), "{body}");
    }
}

#[test]
fn a_charge_is_an_amount_and_doubtful_ones_are_none() {
    let charge = |charge: &str, currency: &str| {
        let body = format!(
            r#"{{"status":"Partial","remains":5,"charge":{charge},"currency":"{currency}"}}"#
        );
        let Row::Report(report) = reading::status(&words(), 200, &body, "1").unwrap() else {
            panic!("{body}");
        };
        assert_eq!(report.remains, Remains::Count(5));
        report.charge
    };
    assert_eq!(charge("\"$1,000.25\"", "USD"), Some(Decimal::new(100_025, 2)));
    assert_eq!(charge("\"1 000,25 ₽\"", "RUB"), Some(Decimal::new(100_025, 2)));
    assert_eq!(charge("\"1,000\"", "USD"), None);
    assert_eq!(charge("\"€1\"", "USD"), None);
}

fn row(id: u32, more: &str) -> String {
    format!(r#"{{"service":{id},"type":"Default","category":"C",{more}}}"#)
}

fn listed(rows: &[String]) -> Listing {
    listing::services(&words(), 200, &format!("[{}]", rows.join(","))).unwrap()
}

#[test]
fn prices_and_limits_are_read_as_people_write_them() {
    let cases = [
        (r#""name":"A","rate":"1,234.50","min":"10,000","max":"20 000""#, (10_000, 20_000)),
        (r#""name":"A","rate":"$1234.5","min":null,"max":null"#, (1, MAX_QUANTITY)),
        (r#""name":"A","rate":"1 234,5 USD","min":"","max":"unlimited""#, (1, MAX_QUANTITY)),
        (r#""name":"A","rate":1234.5,"min":"1.000","max":"∞""#, (1_000, MAX_QUANTITY)),
        (r#""name":"A","rate":"1234.5","min":5,"max":0"#, (5, MAX_QUANTITY)),
        (r#""name":"A","rate":"1234.5","min":0,"max":"-""#, (0, MAX_QUANTITY)),
        (r#""name":"A","rate":"1234.5","min":5,"max":9223372036854775808"#, (5, MAX_QUANTITY)),
        (r#""name":"A","rate":"1234.5","min":5,"max":1e40"#, (5, MAX_QUANTITY)),
        (r#""name":"A","rate":"1234.5","min":5,"max":"5000000000""#, (5, MAX_QUANTITY)),
        (r#""name":"A \ud83d","rate":"1234.5","min":5,"max":9"#, (5, 9)),
        ("\"name\":\"A \u{fffd}\",\"rate\":\"1234.5\",\"min\":5,\"max\":9", (5, 9)),
        (r#""name":"<b>A</b>&nbsp;","rate":"1234.5","min":5,"max":9"#, (5, 9)),
    ];
    for (more, limits) in cases {
        let listing = listed(&[row(1, more)]);
        assert_eq!(listing.unread, [], "{more}");
        let only = &listing.rows[0];
        assert_eq!((only.name.as_str(), only.rate), ("A", Decimal::new(12_345, 1)), "{more}");
        assert_eq!((only.min, only.max), limits, "{more}");
    }
}

#[test]
fn rows_that_cannot_be_read_are_named_by_id_or_place() {
    let good = r#""name":"A","rate":1,"min":1,"max":9"#;
    let bad = [
        (Field::Rate, Flaw::Ambiguous, r#""name":"A","rate":"1,234","min":1,"max":9"#),
        (Field::Rate, Flaw::OtherCurrency, r#""name":"A","rate":"€1","min":1,"max":9"#),
        (Field::Rate, Flaw::Missing, r#""name":"A","rate":null,"min":1,"max":9"#),
        (Field::Rate, Flaw::TooSmall, r#""name":"A","rate":"0","min":1,"max":9"#),
        (Field::Rate, Flaw::Unreadable, r#""name":"A","rate":"free","min":1,"max":9"#),
        (Field::Rate, Flaw::Repeated, r#""name":"A","rate":1,"rate":2,"min":1,"max":9"#),
        (Field::Name, Flaw::Missing, r#""name":" ","rate":1,"min":1,"max":9"#),
        (Field::Min, Flaw::Unreadable, r#""name":"A","rate":1,"min":"few","max":9"#),
        (Field::Min, Flaw::TooSmall, r#""name":"A","rate":1,"min":-1,"max":9"#),
        (Field::Max, Flaw::TooSmall, r#""name":"A","rate":1,"min":10,"max":9"#),
        (Field::Max, Flaw::Unreadable, r#""name":"A","rate":1,"min":1,"max":[9]"#),
    ];
    let mut rows: Vec<String> = vec![row(100, good), "7".to_owned()];
    rows.extend((1..).zip(&bad).map(|(id, (_, _, more))| row(id, more)));
    let listing = listed(&rows);
    assert_eq!((listing.rows.len(), listing.nameless()), (1, 1));
    assert_eq!((listing.unread[0].place, listing.unread[0].field), (2, Field::Row));
    for (id, ((field, flaw, more), unread)) in (1..).zip(bad.iter().zip(&listing.unread[1..])) {
        let expected = (Some(id.to_string()), *field, *flaw);
        assert_eq!((unread.id.clone(), unread.field, unread.flaw), expected, "{more}");
    }
}

#[test]
fn an_id_that_is_plainly_there_is_an_acceptance() {
    let notice = "\nWarning: Undefined array key \"x\" in /a.php on line 3\n{\"order\":55}";
    for body in [r#"{"error":[],"order":55}"#, r#"{"error":0,"order":"55"}"#, notice] {
        assert_eq!(added(&words(), body), accepted("55"), "{body}");
    }
    let unclear =
        |cause, id: Option<&str>| SubmitOutcome::Unknown { cause, id: id.map(str::to_owned) };
    for body in ["cb({\"order\":55});", "{\"order\":55}1", "<p>Done</p>{\"order\":55}"] {
        assert_eq!(added(&words(), body), unclear(UnknownCause::Unreadable, Some("55")), "{body}");
    }
    let refused = "Notice: x in /a.php on line 3\n{\"error\":\"Bad link\"}";
    assert_eq!(added(&words(), refused), unclear(UnknownCause::Unreadable, None));
    let two = r#"{"order":55}{"order":56}"#;
    assert_eq!(added(&words(), two), unclear(UnknownCause::Unreadable, None));
}

#[test]
fn an_id_elsewhere_is_an_acceptance_only_where_the_options_say_so() {
    let seen = |cause| SubmitOutcome::Unknown { cause, id: Some("55".to_owned()) };
    for (place, body) in [
        ("data.order", r#"{"status":"success","data":{"order":55}}"#),
        ("order_id", r#"{"order_id":55}"#),
        ("id", r#"{"id":"55"}"#),
        ("data.result.id", r#"{"data":{"result":{"id":55}}}"#),
        ("data.order", r#"{"order":55,"data":{"order":55}}"#),
        ("order_id", r#"{"order":55}"#),
    ] {
        assert_eq!(added(&placing(place), body), accepted("55"), "{place} {body}");
        if !body.contains(r#"{"order":55"#) || body.contains("success") {
            assert_eq!(added(&words(), body), seen(UnknownCause::NoOrderId), "{body}");
        }
    }
    for (place, body) in [
        ("data.order", r#"{"order":55,"data":{"order":56}}"#),
        ("data.order", r#"{"data":{"error":"Unlisted","order":55}}"#),
        ("data.order", r#"{"status":"fail","data":{"order":55}}"#),
        ("data.order", r#"{"data":{"order":55,"order":56}}"#),
        ("data.order", r#"{"error":"Bad link","data":{"order":55}}"#),
    ] {
        assert_eq!(added(&placing(place), body), seen(UnknownCause::ErrorWithOrder), "{body}");
    }
    let outcome = submit::read_add(&placing("id"), 500, r#"{"id":55}"#, None);
    assert_eq!(outcome, seen(UnknownCause::Http5xx(500)));
    let outcome = submit::read_add(&placing("id"), 404, r#"{"id":55}"#, None);
    assert_eq!(outcome, seen(UnknownCause::ErrorWithOrder));
}

#[tokio::test]
async fn an_answer_that_was_packed_unsolicited_is_read_and_its_cap_holds() {
    // {"balance":"5"}, as gzip writes it without a length of the answer.
    let packed: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip, gzip\r\n\
        connection: close\r\n\r\n{\"balance\":\"5\"}";
    let (url, _) = serve_raw(packed).await;
    assert_eq!(panel(&url).balance().await.unwrap().amount, Decimal::from(5));
    let bomb = {
        use std::io::Write;
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(&vec![b' '; 1_000_000]).unwrap();
        packer.write_all(b"{\"balance\":\"5\"}").unwrap();
        let mut reply =
            b"HTTP/1.1 200 OK\r\ncontent-encoding: br\r\nconnection: close\r\n\r\n".to_vec();
        reply.extend(packer.finish().unwrap());
        reply.leak()
    };
    let (url, _) = serve_raw(bomb).await;
    assert_eq!(panel(&url).balance().await.unwrap().amount, Decimal::from(5));
    let narrow = PanelSettings { body_cap_bytes: 500_000, ..settings(&url) };
    assert_eq!(
        Panel::new(narrow).unwrap().balance().await.map_err(|failure| failure.fault),
        Err(Fault::TooLarge)
    );
}
