//! What rows and pages say, and what they do not.

use proptest::prelude::*;

use super::pages::{self, Page};
use super::*;
use crate::domain::mail::MailDomain;
use crate::domain::order::{Remains, Share, StatusWord};
use crate::providers::vocabulary::Vocabulary;
use crate::providers::{Fault, Row};
use rust_decimal::Decimal;

const NOW_MS: i64 = 1_769_076_000_000;

fn target(random: u128) -> MailTarget {
    MailTarget::draw(MailDomain::read("example.com").unwrap(), random << 48)
}

fn order(row: &str) -> Row {
    rows::order(&Vocabulary::default(), row)
}

#[test]
fn the_documents_order_is_read() {
    let row = r#"{"id":"A7E17A3E","email":"user@example.com","created":"2026-01-22 10:00:00",
        "price":10.00,"status":"in progress","progress":37}"#;
    let Row::Report(report) = order(row) else { panic!("unreadable") };
    assert_eq!(report.word, StatusWord::InProgress);
    assert_eq!(report.charge, Some(Decimal::TEN));
    assert_eq!(report.remains.counted(10_000), Remains::Count(6_300));
    assert_eq!(rows::id_of(row).as_deref(), Some("A7E17A3E"));
}

#[test]
fn what_is_left_is_never_guessed() {
    let remains = |price: &str, progress: &str| {
        let row = format!(r#"{{"status":"canceled","price":{price},"progress":{progress}}}"#);
        match order(&row) {
            Row::Report(report) => report.remains,
            _ => panic!("unreadable"),
        }
    };
    let delivered =
        |percent: &str| Remains::Delivered(Share::of_percent(percent.parse().unwrap()).unwrap());
    // Whatever it has cost, and whatever of that came back.
    for price in ["1.0", "0.5", "0", "\"free\"", "-1", "null"] {
        assert_eq!(remains(price, "0"), delivered("0"));
        assert_eq!(remains(price, "99"), delivered("99"));
        assert_eq!(remains(price, "\"12.5\""), delivered("12.5"));
        assert_eq!(remains(price, "null"), Remains::Absent);
        for odd in ["101", "-1", "\"done\"", "[]", "1e400"] {
            assert_eq!(remains(price, odd), Remains::Unreadable, "{odd}");
        }
    }
    for row in ["{}", "[]", "null", r#"{"status":""}"#, r#"{"status":"a","status":"b"}"#] {
        assert_eq!(order(row), Row::Unreadable, "{row}");
    }
}

fn sighting(orders: &[&str], payments: &[&str]) -> Result<Sighting, Fault> {
    let of = |rows: &[&str]| {
        rows.iter().map(|row| row.replace("TARGET", &target(1).to_string())).collect::<Vec<_>>()
    };
    let seen = rows::sightings(&[target(1)], (&of(orders), &of(payments)), NOW_MS)?;
    Ok(seen[&target(1).to_string()].clone())
}

#[test]
fn a_row_with_the_address_is_the_order() {
    let placed = Sighting::Placed { id: "AA".to_owned() };
    let own = r#"{"id":"AA","email":"TARGET"}"#;
    let paid = r#"{"amount":-1,"created":"2026-01-22 10:05:00","email":"TARGET","order_id":"AA"}"#;
    assert_eq!(sighting(&[own], &[]), Ok(placed.clone()));
    assert_eq!(sighting(&[], &[paid]), Ok(placed.clone()));
    assert_eq!(sighting(&[own], &[paid]), Ok(placed.clone()));
    let shouted = own.replace("TARGET", &target(1).to_string().to_uppercase());
    assert_eq!(sighting(&[&shouted], &[]), Ok(placed));
    let other = r#"{"id":"BB","email":"load-00000000000000000000@example.com"}"#;
    let deposit = r#"{"amount":50.00,"created":"2026-01-22 10:00:00"}"#;
    assert_eq!(sighting(&[other], &[deposit]), Ok(Sighting::Absent));
}

#[test]
fn what_may_be_the_order_is_left_to_a_person() {
    let twice = [r#"{"id":"AA","email":"TARGET"}"#, r#"{"id":"BB","email":"TARGET"}"#];
    assert_eq!(sighting(&twice, &[]), Ok(Sighting::Doubtful));
    assert_eq!(sighting(&[r#"{"email":"TARGET"}"#], &[]), Ok(Sighting::Doubtful));
    let unnamed = r#"{"amount":-1,"created":"2026-01-22 10:05:00"}"#;
    assert_eq!(sighting(&[], &[unnamed]), Err(Fault::Shape), "whose is it?");
    let old = r#"{"amount":-1,"created":"2026-01-21 10:05:00"}"#;
    assert_eq!(sighting(&[], &[old]), Ok(Sighting::Absent));
    for broken in ["{}", "7", r#"{"id":"AA"}"#, r#"{"email":"a","email":"TARGET"}"#] {
        assert_eq!(sighting(&[broken], &[]), Err(Fault::Shape), "{broken}");
    }
}

#[test]
fn a_page_is_the_one_that_was_asked_for_or_none() {
    let page = |page: usize, per_page: usize, total: usize, rows: usize| {
        let rows = vec!["{}"; rows].join(",");
        let body =
            format!(r#"{{"orders":[{rows}],"page":{page},"per_page":{per_page},"total":{total}}}"#);
        pages::read(&body, "orders", 2)
    };
    assert_eq!(page(2, 100, 142, 42).unwrap().rows.len(), 42);
    for (number, per_page, total, rows) in [
        (1, 100, 142, 42),
        (2, 10, 142, 42),
        (2, 100, 142, 41),
        (2, 100, 142, 43),
        (2, 100, 300, 99),
    ] {
        assert_eq!(page(number, per_page, total, rows), Err(Fault::Shape));
    }
    for body in ["", "<html>", "{}", r#"{"orders":{},"page":2,"per_page":100,"total":0}"#] {
        assert!(pages::read(body, "orders", 2).is_err(), "{body}");
    }
}

/// A list of so many rows that grows by one after so many pages.
async fn walked(total: usize, grows_after: usize) -> (Result<Vec<String>, Fault>, usize) {
    let calls = std::cell::Cell::new(0);
    let fetch = |number: usize| {
        calls.set(calls.get() + 1);
        let total = total + usize::from(calls.get() > grows_after);
        let before = (number - 1) * pages::PER_PAGE;
        let rows = total.saturating_sub(before).min(pages::PER_PAGE);
        let rows = (before..before + rows).map(|row| row.to_string()).collect();
        async move { Ok::<_, Fault>(Page { rows, total }) }
    };
    (pages::whole(fetch).await, calls.get())
}

#[tokio::test]
async fn a_list_is_read_whole_or_not_at_all() {
    for total in [0, 1, 99, 100, 101, 250] {
        let (rows, _) = walked(total, usize::MAX).await;
        assert_eq!(rows.unwrap().len(), total);
    }
    let (rows, calls) = walked(250, 2).await;
    assert_eq!((rows.unwrap().len(), calls), (251, 7), "read anew");
    let large = pages::PAGES_MAX * pages::PER_PAGE + 1;
    assert_eq!(walked(large, usize::MAX).await, (Err(Fault::TooLarge), 1));
}

proptest! {
    #[test]
    fn no_rows_panic(orders in "\\PC{0,80}", payments in "\\PC{0,80}") {
        let _ = order(&orders);
        let _ = rows::id_of(&orders);
        let _ = rows::sightings(&[target(1)], (&[orders], &[payments]), NOW_MS);
    }
}
