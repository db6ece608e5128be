//! Options as an owner writes them: what each means, and what every mistake is told as.

use super::*;
use crate::domain::order::StatusWord;
use crate::providers::ErrorClass;

fn complaint(text: &str) -> String {
    Options::parse(text).expect_err(text).to_string()
}

#[test]
fn nothing_is_the_default() {
    assert_eq!(Options::parse("{}").unwrap(), Options::default());
    let spelled = r#"{"method": "post", "body": "form", "key_in": "body", "batch": true,
        "package_pricing": "flat", "cancel": "orders", "actions": {}, "fields": {},
        "statuses": {}, "errors": {}, "headers": {}}"#;
    assert_eq!(Options::parse(spelled).unwrap(), Options::default());
}

#[test]
fn every_member_is_read() {
    let options = Options::parse(
        r#"{"body": "json", "actions": {"statuses": "multiStatus"},
            "fields": {"service": "service_id"}, "key_in": "header:X-Api-Key",
            "package_pricing": "per_1000", "cancel": "order", "request_id_field": "request_id",
            "statuses": {"In Queue": "pending"}, "errors": {"busy now": "rate"},
            "headers": {"X-Shop": "s3cret"}, "user_agent": "s3cret-agent",
            "requests_per_minute": 120, "window": 32,
            "order_id_at": "data.order", "products": true}"#,
    )
    .unwrap();
    assert_eq!((options.method, options.body), (Method::Post, Body::Json));
    assert_eq!(options.actions.of("statuses"), "multiStatus");
    assert_eq!(options.actions.of("status"), "status");
    assert_eq!(options.fields.of("service"), "service_id");
    assert_eq!(options.key_in, KeyPlace::Header(HeaderName::from_static("x-api-key")));
    assert_eq!(options.package_pricing, Pricing::PerThousand);
    assert_eq!(options.cancel, AskForm::Order);
    assert_eq!(options.request_id_field.as_deref(), Some("request_id"));
    assert_eq!(options.words.order_id_at, ["data", "order"]);
    assert_eq!(options.words.status("in queue"), StatusWord::Pending);
    assert_eq!(options.words.class("We are busy now!"), Some(ErrorClass::Rate));
    assert_eq!(options.headers[0].1, "s3cret");
    assert_eq!(options.user_agent.as_ref().unwrap(), "s3cret-agent");
    assert_eq!(options.requests_per_minute, NonZeroU32::new(120));
    assert_eq!((options.window, Options::default().window), (32, 24));
    assert!(options.batch && options.products && !Options::default().products);
    assert!(!format!("{options:?}").contains("s3cret"), "{options:?}");
    let get = Options::parse(r#"{"method": "get", "batch": false, "key_in": "bearer"}"#).unwrap();
    assert_eq!((get.method, get.key_in, get.batch), (Method::Get, KeyPlace::Bearer, false));
}

#[test]
fn a_batch_has_the_name_of_a_status_unless_it_has_its_own() {
    let options = |actions: &str| Options::parse(&format!(r#"{{"actions": {actions}}}"#)).unwrap();
    let names =
        |options: &Options| ["status", "statuses"].map(|action| options.action(action).to_owned());
    assert_eq!(names(&options("{}")), ["status", "status"]);
    assert_eq!(names(&options(r#"{"status": "check"}"#)), ["check", "check"]);
    assert_eq!(names(&options(r#"{"statuses": "many"}"#)), ["status", "many"]);
}

#[test]
fn wrong_types_and_unknown_values_are_named() {
    let cases = [
        ("", "must be one JSON object"),
        ("[]", "must be one JSON object"),
        ("{} {}", "must be one JSON object"),
        (r#"{"s3cret": 1}"#, "has an unknown member"),
        (r#"{"batch": true, "batch": true}"#, "batch is there twice"),
        (r#"{"method": "s3cret"}"#, "method must be one of post, get"),
        (r#"{"method": null}"#, "method must be one of"),
        (r#"{"body": ["json"]}"#, "body must be one of form, json"),
        (r#"{"batch": "true"}"#, "batch must be"),
        (r#"{"batch": 1}"#, "batch must be"),
        (r#"{"package_pricing": "per_100"}"#, "package_pricing must be one of flat, per_1000"),
        (r#"{"cancel": 1}"#, "cancel must be one of"),
        (r#"{"key_in": "header:"}"#, "key_in must be"),
        (r#"{"key_in": "header:Host"}"#, "key_in must be"),
        (r#"{"key_in": "query"}"#, "key_in must be"),
        (r#"{"actions": []}"#, "actions must be an object"),
        (r#"{"actions": {"fly": "s3cret"}}"#, "actions can rename only services, add"),
        (r#"{"actions": {"add": ""}}"#, "actions must hold texts"),
        (r#"{"actions": {"add": "a", "add": "b"}}"#, "actions names something twice"),
        (r#"{"fields": {"service": 7}}"#, "fields must hold texts"),
        (r#"{"fields": {"service": "a b"}}"#, "fields: the new name of service"),
        (r#"{"fields": {"colour": "x"}}"#, "fields can rename only key"),
        (r#"{"request_id_field": ""}"#, "request_id_field must be"),
        (r#"{"request_id_field": true}"#, "request_id_field must be"),
        (r#"{"statuses": {"Done": "s3cret"}}"#, "statuses must hold one of pending"),
        (r#"{"statuses": {"Done": "unknown"}}"#, "statuses must hold one of pending"),
        (r#"{"statuses": {" ": "failed"}}"#, "statuses has a word"),
        (r#"{"errors": {"try again": "s3cret"}}"#, "errors must hold one of auth, request"),
        (r#"{"errors": {"no": "link"}}"#, "errors has a text of fewer than 4 letters"),
        (r#"{"headers": {"Content-Type": "s3cret"}}"#, "headers has a name"),
        (r#"{"headers": {"a b": "s3cret"}}"#, "headers has a name"),
        (r#"{"headers": {"X-A": "s3cret\n"}}"#, "headers: the value of x-a"),
        (r#"{"headers": {"X-A": 1}}"#, "headers must hold texts"),
        (r#"{"user_agent": ""}"#, "user_agent must be"),
        (r#"{"products": "yes"}"#, "products must be true or false"),
        (r#"{"requests_per_minute": 3}"#, "requests_per_minute must be"),
        (r#"{"requests_per_minute": "60"}"#, "requests_per_minute must be"),
        (r#"{"requests_per_minute": 6001}"#, "requests_per_minute must be"),
        (r#"{"requests_per_minute": 1.5}"#, "requests_per_minute must be"),
        (r#"{"window": 0}"#, "window must be"),
        (r#"{"window": 65}"#, "window must be"),
        (r#"{"window": "8"}"#, "window must be"),
    ];
    for (text, expected) in cases {
        let message = complaint(text);
        assert!(message.starts_with(expected), "{text}: {message}");
        assert!(!message.contains("s3cret"), "{text}: {message}");
    }
}

#[test]
fn values_that_contradict_each_other_are_refused() {
    let cases = [
        (r#"{"method": "get", "body": "json"}"#, "body has no meaning"),
        (r#"{"key_in": "bearer", "fields": {"key": "token"}}"#, "fields renames key"),
        (r#"{"batch": false, "actions": {"statuses": "many"}}"#, "actions renames statuses"),
        (r#"{"key_in": "bearer", "headers": {"authorization": "x"}}"#, "headers sets the header"),
        (r#"{"key_in": "header:X-Key", "headers": {"x-key": "x"}}"#, "headers sets the header"),
        (r#"{"user_agent": "a", "headers": {"User-Agent": "b"}}"#, "user_agent is set twice"),
        (r#"{"user_agent": "a", "key_in": "header:user-agent"}"#, "user_agent is set twice"),
        (r#"{"headers": {"X-A": "1", "x-a": "2"}}"#, "headers names x-a twice"),
        (r#"{"fields": {"service": "link"}}"#, "fields gives service and link"),
        (r#"{"fields": {"service": "id", "quantity": "id"}}"#, "fields gives service and quantity"),
        (r#"{"fields": {"link": "action"}}"#, "fields gives action and link"),
        (r#"{"actions": {"add": "status"}}"#, "actions gives add and status"),
        (r#"{"request_id_field": "link"}"#, "request_id_field is the name of link"),
        (
            r#"{"request_id_field": "url", "fields": {"link": "url"}}"#,
            "request_id_field is the name of link",
        ),
        (
            r#"{"request_id_field": "link", "fields": {"link": "url"}}"#,
            "request_id_field is the name of link",
        ),
        (r#"{"statuses": {"On hold": "pending", "on_hold": "failed"}}"#, "statuses has a word"),
        (r#"{"errors": {"Try again": "rate", "try  again!": "link"}}"#, "errors has a text"),
    ];
    for (text, expected) in cases {
        let message = complaint(text);
        assert!(message.starts_with(expected), "{text}: {message}");
    }
    // Never sent together, so they may be one.
    assert!(Options::parse(r#"{"fields": {"order": "orders"}}"#).is_ok());
}
