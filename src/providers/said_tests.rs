//! What is kept of an answer: its error, a part of it, or what a web page shows.

use reqwest::Url;

use super::*;
use crate::providers::Options;

const KEY: &str = "sekret-key-0123";

fn message(body: &str) -> Option<(String, Form)> {
    let url = Url::parse("https://panel.example/hidden-path/api").unwrap();
    let redactor = Redactor::new(&url, KEY, &Options::default());
    said(&redactor, body).map(|said| (said.text, said.form))
}

fn some(text: &str, form: Form) -> Option<(String, Form)> {
    Some((text.to_owned(), form))
}

#[test]
fn the_error_of_an_answer_is_kept_whole() {
    let cases = [
        (r#"{"error":"Maintenance window"}"#, "Maintenance window"),
        (r#"{"order":7,"error":" Try \u202elater\n\tplease "}"#, "Try later please"),
        (r#"{"error":null,"error":"Bad sekret-key-0123"}"#, "Bad ***"),
        (
            "<br />\n<b>Notice</b>: x on line 3<br />{\"error\":\"Busy <b>now</b>\"}",
            "Busy <b>now</b>",
        ),
        (r#"{"error":"see https:\/\/panel.example\/hidden-path\/api"}"#, "see https://***"),
    ];
    for (body, expected) in cases {
        assert_eq!(message(body), some(expected, Form::Whole), "{body}");
    }
}

#[test]
fn a_part_is_kept_of_anything_else() {
    let cases = [
        (r#"{"error":{"code":5,"message":"No slots"}}"#, "No slots"),
        (r#"{"error":["No slots","x"]}"#, "No slots"),
        (r#"{"status":"fail","message":"No slots"}"#, "No slots"),
        (r#"{"error":true,"msg":"No slots"}"#, "No slots"),
        (r#"{"errors":{"link":["is taken"]}}"#, "is taken"),
        (r#"{"state":"odd"}"#, r#"{"state":"odd"}"#),
        (r#"{"state":"sekret\u002dkey-0123"}"#, r#"{"state":"***"}"#),
        ("upstream timed out", "upstream timed out"),
        ("<b>Fatal error</b>: out of memory", "Fatal error : out of memory"),
        (r#"{"error":"cut"#, r#"{"error":"cut"#),
    ];
    for (body, expected) in cases {
        assert_eq!(message(body), some(expected, Form::Part), "{body}");
    }
    for nothing in ["", "\u{200b}", "<br>"] {
        assert_eq!(message(nothing), None, "{nothing}");
    }
}

#[test]
fn of_a_page_is_kept_what_a_person_sees() {
    let page = "<!DOCTYPE html>\n<html><head><title>Just a moment&hellip;</title>\
        <style>b{}</style><script>alert('sekret-key-0123')</script></head>\
        <body><!-- hidden --><h1>Checking <b>sek</b>ret-key-0123</h1></body></html>";
    assert_eq!(message(page), some("Just a moment… Checking ***", Form::Page));
    for page in
        ["<HTML><body>x", "<?xml version='1.0'?><!DOCTYPE html PUBLIC>x", "<!-- a --><html>x"]
    {
        assert_eq!(message(page).map(|(_, form)| form), Some(Form::Page), "{page}");
    }
    assert!(!is_page("<br /><b>Warning</b>: x on line 3<br />{\"order\":7}"));
    assert!(!is_page(r#"{"error":"<html>"}"#));
}

#[test]
fn a_long_text_is_cut_and_never_within_a_secret() {
    let long = format!(r#"{{"error":"{}é"}}"#, "é".repeat(199));
    assert_eq!(message(&long).unwrap(), ("é".repeat(200), Form::Whole));
    let longer = format!(r#"{{"error":"{}"}}"#, "é".repeat(201));
    assert_eq!(message(&longer).unwrap(), ("é".repeat(200), Form::Part));
    for padding in 0..40 {
        let body = "x ".repeat(80 + padding) + KEY + " and more";
        let (text, _) = message(&body).unwrap();
        assert!(!text.contains("sek"), "{text}");
    }
    let only_keys = format!("{} ", KEY).repeat(1_000);
    assert!(!message(&only_keys).unwrap().0.contains("se"));
}
