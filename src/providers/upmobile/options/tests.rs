//! What owners may say of an account, and what they are told about a mistake.

use super::*;
use crate::domain::order::StatusWord;
use crate::providers::error_table::ErrorClass;

fn wrong(text: &str) -> String {
    Options::parse(text).unwrap_err().to_string()
}

#[test]
fn nothing_needs_saying() {
    let options = Options::parse("{}").unwrap();
    assert_eq!(options, Options::default());
    assert_eq!(options.token_in, TokenPlace::Bearer);
    let codes = |category| -> Vec<String> {
        options.menu("RUB").of(category).iter().map(|it| it.code().to_owned()).collect()
    };
    assert_eq!(codes(Category::Mobile), ["mts", "beeline", "megafon", "tele2", "yota"]);
    assert_eq!(codes(Category::Game), ["steam"]);
    assert!(codes(Category::Crypto).is_empty());
    assert_eq!(options.words.status("Pending"), StatusWord::InProgress);
    assert_eq!(options.words.status("SUCCESS"), StatusWord::Completed);
    assert_eq!(options.words.status("Failed"), StatusWord::Canceled);
    assert_eq!(options.words.status("paid out"), StatusWord::Unknown);
}

#[test]
fn everything_that_is_open_can_be_said() {
    let options = Options::parse(
        r#"{"key_in": "header:X-Token", "commission": "included", "first_page": 0,
            "page_parameter": "p", "amount_currency": "rub", "preview_currency": "USD",
            "paths": {"accounts": "/v1/accounts", "operation": "v1/ops/{id}/show",
                "preview": "v1/preview", "withdraw": "v1/pay", "operations": "v1/ops"},
            "statuses": {"Paid out": "success", "failed": "pending"},
            "errors": {"number is blocked": "link"},
            "categories": ["mobile", "crypto"],
            "operators": {"mobile": {"mts_ru": "MTS"}, "crypto": {"usdt_trc20": "USDT (TRC-20)"}},
            "min_amount": 50, "max_amount": "900"}"#,
    )
    .unwrap();
    assert!(matches!(&options.token_in, TokenPlace::Header(name) if name == "x-token"));
    assert_eq!(options.paths.accounts, "v1/accounts");
    assert_eq!(options.paths.operations.as_deref(), Some("v1/ops"));
    assert_eq!((options.commission, options.first_page), (Commission::Included, 0));
    assert_eq!(options.words.status("paid_out"), StatusWord::Completed);
    assert_eq!(options.words.status("failed"), StatusWord::InProgress, "the owner's word is first");
    assert_eq!(options.words.class("The number is blocked"), Some(ErrorClass::Link));
    assert_eq!(options.menu("USD").currency, "RUB");
    assert_eq!(options.amounts, Limits { min: 50, max: 900 });
    assert_eq!(options.operators.len(), 2);
}

#[test]
fn a_mistake_is_named_without_its_value() {
    for (text, part) in [
        ("[]", "one JSON object"),
        (r#"{"colour": "s3cret"}"#, "unknown member"),
        (r#"{"key_in": "s3cret"}"#, "key_in must be"),
        (r#"{"key_in": "header:Host"}"#, "key_in must be"),
        (r#"{"paths": {"withdraw": "https://s3cret.example//x"}}"#, "no path"),
        (r#"{"paths": {"withdraw": "../s3cret"}}"#, "no path"),
        (r#"{"paths": {"operation": "s3cret"}}"#, "{id}"),
        (r#"{"paths": {"other": "s3cret"}}"#, "can hold only"),
        (r#"{"paths": {"withdraw": "x", "preview": "x"}}"#, "the same path"),
        (r#"{"statuses": {"done": "s3cret"}}"#, "pending, success, failure"),
        (r#"{"statuses": {"a b": "success", "a_b": "failure"}}"#, "two spellings"),
        (r#"{"errors": {"s3cret words": "s3cret"}}"#, "errors must hold"),
        (r#"{"first_page": 2}"#, "first_page"),
        (r#"{"commission": "s3cret"}"#, "commission must be"),
        (r#"{"categories": ["s3cret"]}"#, "categories must be"),
        (r#"{"categories": ["crypto"]}"#, "must name those of crypto"),
        (r#"{"operators": {"crypto": {"x": "X"}}}"#, "not sold"),
        (r#"{"operators": {"mobile": {}}}"#, "must name those of mobile"),
        (r#"{"operators": {"mobile": {"a b": "s3cret"}}}"#, "operator's code"),
        (r#"{"min_amount": 900, "max_amount": 10}"#, "above"),
        (r#"{"min_amount": 0}"#, "from 1 to"),
    ] {
        let error = wrong(text);
        assert!(error.contains(part), "{text}: {error}");
        assert!(!error.contains("s3cret"), "{error}");
    }
}
