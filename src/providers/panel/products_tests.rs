//! What is read of products: the document's examples, mended where they are no JSON, odd forms of
//! them, and goods wherever they stand.

use super::*;
use crate::domain::number::parse_decimal;
use crate::domain::order::{Remains, StatusWord};
use crate::providers::mutation::{Dice, examples, mutate};

const PRODUCTS: &str = include_str!("../../../tests/fixtures/providers/yumup/products.json");
const PRINTED: &str = include_str!("../../../tests/fixtures/providers/yumup/products_printed.txt");
const STATUS: &str =
    include_str!("../../../tests/fixtures/providers/yumup/product_order_status.json");
const STATUSES: &str =
    include_str!("../../../tests/fixtures/providers/yumup/product_order_statuses.json");
const GOODS: &str = "c85c1d1a-9ef3-4d01-8c58-3dfaf3bbc78e";

fn listed(body: &str) -> ProductListing {
    list(&Vocabulary::default(), 200, body).unwrap()
}

fn told(body: &str, id: &str) -> ProductRow {
    status(&Vocabulary::default(), 200, body, id).unwrap()
}

fn goods_of(body: &str) -> Option<String> {
    told(body, "7").goods.map(|goods| goods.expose_secret().to_owned())
}

fn is_unreadable(body: &str) -> bool {
    told(body, "7").row == Row::Unreadable
}

#[test]
fn the_documents_products_are_priced_for_one() {
    let ProductListing { listing, goods } = listed(PRODUCTS);
    assert_eq!((listing.rows.len(), listing.unread.len()), (3, 0));
    let netflix = &listing.rows[0];
    assert_eq!((netflix.provider_service_id.as_str(), netflix.category.as_str()), ("1", "Netflix"));
    assert_eq!((netflix.kind, netflix.pricing), (ServiceType::AskedProduct, Pricing::PerUnit));
    assert_eq!((Some(netflix.rate), netflix.min, netflix.max), (parse_decimal("2.5"), 1, 10));
    assert_eq!(netflix.kind_label, "Auto");
    let stock = Stock::In { left: Some(40) };
    assert_eq!(goods["1"], Goods { stock, asks: "Input your account".to_owned() });
    assert_eq!(goods["2"].stock, Stock::Out);
    assert_eq!(listing.rows[2].kind, ServiceType::Product);
    assert_eq!(goods["3"], Goods { stock: Stock::In { left: None }, asks: String::new() });
}

#[test]
fn the_documents_example_as_it_is_printed_is_no_answer() {
    assert_eq!(list(&Vocabulary::default(), 200, PRINTED), Err(Fault::NotJson));
}

#[test]
fn products_in_other_forms_are_read_or_named() {
    let of = |rest: &str| {
        let row = format!(r#"{{"product":"9","name":"Key","rate":"1.5"{rest}}}"#);
        listed(&format!(r#"{{"products":[{row}]}}"#))
    };
    for (rest, stock) in [
        ("", Stock::In { left: None }),
        (r#","inventory":"12""#, Stock::In { left: Some(12) }),
        (r#","inventory":0"#, Stock::Out),
        (r#","inventory":-3"#, Stock::Out),
        (r#","inventory":5,"status":"Out of stock""#, Stock::Out),
        (r#","inventory":5,"status":"out_of_stock""#, Stock::Out),
        (r#","inventory":0,"status":"In stock""#, Stock::Out),
        (r#","status":"In Stock","inventory":null"#, Stock::In { left: None }),
    ] {
        assert_eq!(of(rest).goods["9"].stock, stock, "{rest}");
    }
    for (rest, kind) in [
        (r#","require":null"#, ServiceType::Product),
        (r#","require":" ""#, ServiceType::Product),
        (r#","require":"Your @name""#, ServiceType::AskedProduct),
    ] {
        assert_eq!(of(rest).listing.rows[0].kind, kind, "{rest}");
    }
    // Something is asked that nobody may be asked: not sold, and named to owners.
    for rest in
        [r#","require":"@seller""#, r#","require":["x"]"#, r#","require":"a","require":"b""#]
    {
        let listing = of(rest).listing;
        assert_eq!((listing.rows.len(), listing.unread[0].id.as_deref()), (0, Some("9")), "{rest}");
    }
    assert_eq!(listed("[]").listing.rows.len(), 0);
    for (body, fault) in [("<html>", Fault::NotJson), (r#"{"x":1}"#, Fault::Shape)] {
        assert_eq!(list(&Vocabulary::default(), 200, body), Err(fault), "{body}");
    }
}

#[test]
fn the_documents_goods_come_with_their_status() {
    let ProductRow { row, goods } = told(STATUS, "99999");
    let Row::Report(report) = row else { panic!("no report") };
    assert_eq!((report.word, report.remains), (StatusWord::Completed, Remains::Absent));
    assert_eq!(report.charge, parse_decimal("7.5"));
    assert_eq!(goods.unwrap().expose_secret(), GOODS);
    assert_eq!(told(STATUSES, "123").goods.unwrap().expose_secret(), GOODS);
    assert_eq!(told(STATUSES, "456").row, Row::NotFound);
    let ProductRow { row, goods } = told(STATUSES, "789");
    assert!(matches!(row, Row::Report(report) if report.word == StatusWord::Canceled));
    assert!(goods.is_none(), "a note is no goods");
}

#[test]
fn goods_are_found_wherever_they_stand_and_never_chosen() {
    let cases = [
        (r#"{"status":"Completed","charge":1,"result":"a:b\nc:d"}"#, Some("a:b\nc:d")),
        (r#"{"status":"Completed","charge":1,"result":["a:b","c:d"]}"#, Some("a:b\nc:d")),
        (r#"{"status":"Completed","charge":1,"result":12345}"#, Some("12345")),
        (r#"{"status":"Completed","charge":1,"result":{"a":"b"}}"#, Some(r#"{"a":"b"}"#)),
        (r#"{"data":{"status":"Completed","charge":1,"result":"k"}}"#, Some("k")),
        (r#"{"7":{"status":"Completed","charge":1,"result":"k"}}"#, Some("k")),
        (r#"[{"order":7,"status":"Completed","charge":1,"result":"k"}]"#, Some("k")),
        (r#"{"status":"Completed","charge":1,"result":""}"#, None),
        (r#"{"status":"Completed","charge":1,"result":null}"#, None),
        (r#"{"status":"Pending","charge":1}"#, None),
    ];
    for (body, goods) in cases {
        assert_eq!(goods_of(body).as_deref(), goods, "{body}");
    }
    assert!(is_unreadable(r#"{"status":"Completed","charge":1,"result":"a","result":"b"}"#));
    assert!(is_unreadable(r#"{"status":"Completed","charge":1,"result":[["a"]]}"#));
    assert!(is_unreadable(r#"{"order":8,"status":"Completed","charge":1,"result":"k"}"#));
}

#[test]
fn an_answer_that_is_repeated_is_not_told() {
    let answer = "alice@example.com:Pa55w0rd";
    for said in ["bad account ALICE", "Invalid: alice%40example", answer, "pa55w0rd is wrong"] {
        assert!(is_told(answer, said), "{said}");
    }
    assert!(!is_told(answer, "Product out of stock"));
    assert!(is_told("пароль", "bad %D0%BF") && !is_told("пароль", "Not enough funds"));
}

#[test]
fn p09_mutated_answers_about_products_panic_nowhere() {
    let words = Vocabulary::default();
    let names = ["products", "product_order_status", "product_order_statuses", "add_product_order"];
    let (examples, mut dice) = (examples(&names), Dice::new(34));
    let (mut lists, mut reports) = (0, 0);
    for _ in 0..20_000 {
        let body = String::from_utf8_lossy(&mutate(&mut dice, &examples)).into_owned();
        lists += usize::from(list(&words, 200, &body).is_ok());
        reports += usize::from(status(&words, 200, &body, "123").is_ok());
    }
    assert!(lists > 400 && reports > 400, "too seldom met: {lists}, {reports}");
}
