//! The document's own examples through every reader, and what it does not say.

use rust_decimal::Decimal;

use super::answers::{self, Answer};
use super::options::Options;
use super::withdrawals;
use crate::domain::order::{Report, StatusWord};
use crate::domain::recharge::Category;
use crate::providers::error_table::ErrorClass;
use crate::providers::fault::Fault;
use crate::providers::recharges::{Previewed, RechargeAsk};
use crate::providers::wire;
use crate::providers::{NotPlacedCause, RejectReason, SubmitOutcome, UnknownCause};

macro_rules! example {
    ($name:literal) => {
        include_str!(concat!("../../../tests/fixtures/providers/upmobile/", $name, ".json"))
    };
}

pub(super) const ACCOUNTS: &str = example!("accounts");
pub(super) const OPERATION: &str = example!("operation");
pub(super) const PREVIEW: &str = example!("preview");
const ID: &str = "123e4567-e89b-12d3-a456-426655440000";

pub(super) fn ask() -> RechargeAsk {
    RechargeAsk { category: Category::Mobile, operator: "beeline".to_owned(), amount: 100 }
}

fn ok(body: &str) -> Answer<'_> {
    Answer { status: 200, body }
}

fn options(text: &str) -> Options {
    Options::parse(text).unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(super) fn report(options: &Options, body: &str, currency: &str) -> Option<Report> {
    let raw = answers::data(options, ok(body)).ok()?;
    let operation = answers::operation(options, &wire::object(raw.get())?)?;
    answers::report(options, operation, currency)
}

fn withdrawal(status: u16, body: &str) -> SubmitOutcome {
    withdrawals::read(&Options::default(), Answer { status, body }, None)
}

#[test]
fn an_account_is_read_and_what_is_held_cannot_be_spent() {
    let page = answers::accounts(&Options::default(), ok(ACCOUNTS)).unwrap();
    assert_eq!((page.rows, page.pages), (1, 0));
    let [account] = page.accounts.as_slice() else { panic!("{page:?}") };
    assert_eq!((account.id.as_str(), account.currency.as_str()), (ID, "USD"));
    assert!(account.is_active);
    assert_eq!(account.available, decimal("84.05"));
}

#[test]
fn accounts_are_read_as_numbers_in_any_case_and_without_what_is_left_out() {
    let body = r#"{"data":{"accounts":[
        {"id":7,"balance":12.5,"currency_code":"rub","status":"ACTIVE"},
        {"id":"8","balance":"1","held_balance":null,"currency_code":"RUB","status":"blocked"},
        {"id":"9","balance":"x","currency_code":"RUB"},
        {"balance":"1","currency_code":"RUB"}],"pages":"1"},"status":"SUCCESS"}"#;
    let page = answers::accounts(&Options::default(), ok(body)).unwrap();
    let read: Vec<_> = page.accounts.iter().map(|it| (it.id.as_str(), it.is_active)).collect();
    assert_eq!(read, [("7", true), ("8", false)]);
    assert_eq!((page.rows, page.pages), (4, 1));
    let none = answers::accounts(
        &Options::default(),
        ok(r#"{"data":{"accounts":null,"pages":0},"status":"success","status_code":"200"}"#),
    );
    assert_eq!(none.map(|page| page.rows), Ok(0));
}

#[test]
fn a_preview_counts_in_the_currency_of_the_account_alone() {
    let read = |options: &Options, currency: &str| {
        answers::preview(options, (currency, &ask()), ok(PREVIEW))
    };
    let dollars = options(r#"{"amount_currency": "RUB"}"#);
    let expected = Previewed { total: decimal("110"), commission: decimal("10"), decimals: 2 };
    assert_eq!(read(&dollars, "USD"), Ok(expected));
    // The example asks in roubles and answers in dollars: nobody prices from that.
    assert_eq!(read(&Options::default(), "RUB"), Err(Fault::OtherCurrency));
    let named = options(r#"{"preview_currency": "USD"}"#);
    assert_eq!(read(&named, "RUB").map(|told| told.total), Ok(decimal("110")));
    let included = options(r#"{"preview_currency": "USD", "commission": "included"}"#);
    assert_eq!(read(&included, "RUB").map(|told| told.total), Ok(decimal("100")));
}

#[test]
fn a_preview_that_makes_no_sense_is_no_price() {
    let read = |amount: &str, commission: &str, operator: &str| {
        let body = format!(
            r#"{{"data":{{"amount":{amount},"commission":{commission},
                "currency":{{"code":"RUB","decimals":2}},"operator":{{"code":"{operator}"}}}},
                "status":"success"}}"#
        );
        answers::preview(&Options::default(), ("RUB", &ask()), ok(&body)).map(|it| it.total)
    };
    assert_eq!(read("\"100.00\"", "5", "Beeline"), Ok(decimal("105")));
    assert_eq!(read("100", "null", "beeline"), Ok(decimal("100")));
    for (amount, commission, operator) in [
        ("\"100\"", "\"5\"", "mts"),
        ("\"0\"", "\"5\"", "beeline"),
        ("\"-100\"", "\"5\"", "beeline"),
        ("\"100\"", "\"-5\"", "beeline"),
        ("\"99.99\"", "\"0\"", "beeline"),
        ("\"100\"", "\"0.001\"", "beeline"),
        ("\"1,000\"", "\"5\"", "beeline"),
        ("{}", "5", "beeline"),
    ] {
        assert_eq!(read(amount, commission, operator), Err(Fault::Shape), "{amount} {commission}");
    }
}

#[test]
fn both_what_was_taken_and_what_arrived_are_read() {
    let told = report(&Options::default(), OPERATION, "USD").unwrap();
    assert_eq!(told.word, StatusWord::InProgress);
    assert_eq!((told.charge, told.currency.as_deref()), (Some(decimal("100")), Some("USD")));
    let delivered = told.delivered.unwrap();
    assert_eq!((delivered.amount, delivered.currency.as_str()), (decimal("7898.12"), "RUB"));
    assert_eq!(delivered.pieces.len(), 1);
    // From an account in the currency that arrives the amount itself is taken.
    let told = report(&Options::default(), OPERATION, "RUB").unwrap();
    assert_eq!(told.charge, Some(decimal("7898.12")));
    // An account in a third one says nothing of it.
    assert_eq!(report(&Options::default(), OPERATION, "EUR").unwrap().charge, None);
}

#[test]
fn the_words_of_an_operation_mean_what_is_listed_and_nothing_else() {
    let word = |options: &Options, status: &str| {
        let body = OPERATION.replacen("\"pending\"", &format!("\"{status}\""), 1);
        report(options, &body, "USD").map(|told| told.word)
    };
    let usual = Options::default();
    assert_eq!(word(&usual, "SUCCESS"), Some(StatusWord::Completed));
    assert_eq!(word(&usual, "Failed"), Some(StatusWord::Canceled));
    for other in ["error", "partial", "refunded", "refund", "reversed", "done", "paid"] {
        assert_eq!(word(&usual, other), Some(StatusWord::Unknown), "{other}");
    }
    let own = options(r#"{"statuses": {"Paid out": "success"}}"#);
    assert_eq!(word(&own, "paid_out"), Some(StatusWord::Completed));
    assert_eq!(word(&usual, ""), None);
    let numbered = options(r#"{"statuses": {"2": "success", "3 of 3": "failure"}}"#);
    assert_eq!(word(&numbered, "2"), Some(StatusWord::Completed));
    assert_eq!(word(&numbered, "3 of 3"), Some(StatusWord::Canceled));
    let body = OPERATION.replacen("\"pending\"", "2", 1);
    let told = report(&numbered, &body, "USD").unwrap();
    assert_eq!((told.word, told.raw_status.as_str()), (StatusWord::Completed, "#"));
}

#[test]
fn a_withdrawal_is_taken_only_by_its_own_answer() {
    let accepted = SubmitOutcome::Accepted { id: ID.to_owned() };
    assert_eq!(withdrawal(200, OPERATION), accepted);
    assert_eq!(withdrawal(201, OPERATION), accepted);
    let doubt = |cause| SubmitOutcome::Unknown { cause, id: Some(ID.to_owned()) };
    assert_eq!(withdrawal(500, OPERATION), doubt(UnknownCause::Http5xx(500)));
    assert_eq!(withdrawal(400, OPERATION), doubt(UnknownCause::ErrorWithOrder));
    let deposit = OPERATION.replace("\"withdrawal\"", "\"deposit\"");
    assert_eq!(withdrawal(200, &deposit), doubt(UnknownCause::Unreadable));
    let failed = OPERATION.replace("\"status_code\": 200", "\"status_code\": 400");
    assert_eq!(withdrawal(200, &failed), doubt(UnknownCause::ErrorWithOrder));
    let twice = format!("{OPERATION}{}", r#"{"data":{}}"#);
    assert!(matches!(withdrawal(200, &twice), SubmitOutcome::Unknown { .. }));
    let whole = OPERATION.trim_end();
    for end in 0..whole.len() {
        let Some(cut) = whole.get(..end) else { continue };
        let outcome = withdrawal(200, cut);
        assert!(matches!(outcome, SubmitOutcome::Unknown { .. }), "{cut}: {outcome:?}");
    }
}

#[test]
fn only_a_listed_sentence_alone_says_that_nothing_was_sent() {
    let refusal = |status: u16, message: &str| {
        let body = format!(
            r#"{{"data":null,"message":"{message}","status":"error","status_code":{status}}}"#
        );
        withdrawal(status, &body)
    };
    assert!(matches!(
        refusal(400, "Not enough funds"),
        SubmitOutcome::NotPlaced { cause: NotPlacedCause::OutOfFunds, .. }
    ));
    assert!(matches!(
        refusal(401, "Invalid API key"),
        SubmitOutcome::NotPlaced { cause: NotPlacedCause::Auth, .. }
    ));
    assert_eq!(
        refusal(422, "Incorrect quantity"),
        SubmitOutcome::Rejected { reason: RejectReason::BadQuantity }
    );
    for (status, message) in [(400, "We are sorry"), (400, ""), (403, "Forbidden"), (409, "x")] {
        let outcome = refusal(status, message);
        assert!(matches!(outcome, SubmitOutcome::Unknown { .. }), "{message}: {outcome:?}");
    }
    assert!(matches!(refusal(500, "Not enough funds"), SubmitOutcome::Unknown { .. }));
    let two = r#"{"message":"Not enough funds","detail":"Incorrect quantity","status":"error"}"#;
    assert!(matches!(withdrawal(400, two), SubmitOutcome::Unknown { .. }));
    let beside = r#"{"data":{"id":7},"message":"Not enough funds","status":"error"}"#;
    assert!(matches!(withdrawal(400, beside), SubmitOutcome::Unknown { .. }));
    assert!(matches!(
        withdrawal(404, "<html>Not Found</html>"),
        SubmitOutcome::NotPlaced { cause: NotPlacedCause::Address, .. }
    ));
    assert!(matches!(withdrawal(403, "<html>Forbidden</html>"), SubmitOutcome::Unknown { .. }));
    assert!(matches!(withdrawal(302, ""), SubmitOutcome::Unknown { .. }));
}

#[test]
fn a_failed_question_says_why() {
    let failed = |status: u16, body: &str| {
        let answer = Answer { status, body };
        answers::data(&Options::default(), answer).map(|raw| raw.get().to_owned())
    };
    assert_eq!(failed(503, "{}"), Err(Fault::Http(503)));
    assert_eq!(failed(401, r#"{"message":"Nope"}"#), Err(Fault::Http(401)));
    let key = r#"{"error":{"message":"Invalid API key"}}"#;
    assert_eq!(failed(401, key), Err(Fault::Provider(ErrorClass::Auth)));
    assert_eq!(failed(200, "<html>"), Err(Fault::NotJson));
    assert_eq!(failed(200, r#"{"status":"success"}"#), Err(Fault::Shape));
    let odd = r#"{"data":{},"status":"fail"}"#;
    assert_eq!(failed(200, odd), Err(Fault::Provider(ErrorClass::Other)));
    assert_eq!(failed(200, r#"{"data":{"a":1},"status":"Success"}"#), Ok(r#"{"a":1}"#.to_owned()));
}
