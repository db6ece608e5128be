//! A panel's secrets are found however they are written, and nothing else is taken out.

use data_encoding::BASE64;
use proptest::prelude::*;

use super::*;
use crate::domain::one_line::one_line;

const KEY: &str = "Sekret/Key-0123456789+abc";
const URL: &str =
    "https://us3r:p%40ssw0rd@panel.example:8443/Hidden%20Path/api/v2?v=2&token=T0kenXYZ";

fn redactor() -> Redactor {
    let options = r#"{"headers": {"X-Shop": "Shop-Header-Value"}, "user_agent": "Browser/77"}"#;
    Redactor::new(&Url::parse(URL).unwrap(), KEY, &Options::parse(options).unwrap())
}

fn clean(text: &str) -> String {
    redactor().clean(text, false)
}

fn each(text: &str, write: impl Fn(char) -> String) -> String {
    text.chars().map(write).collect()
}

/// Ways to write a secret.
fn writings(secret: &str) -> Vec<String> {
    let query = format!("key={secret}&action=add");
    let shifted = format!("?{secret}");
    vec![
        secret.to_owned(),
        secret.to_uppercase(),
        secret.to_lowercase(),
        each(secret, |letter| format!("%{:02x}", u32::from(letter))),
        each(secret, |letter| format!("%25{:02X}", u32::from(letter))),
        each(secret, |letter| format!("\\u{:04x}", u32::from(letter))),
        each(secret, |letter| format!("\\\\u{:04X}", u32::from(letter))),
        each(secret, |letter| format!("\\x{:02x}", u32::from(letter))),
        each(secret, |letter| format!("&#{};", u32::from(letter))),
        each(secret, |letter| format!("&#x{:X};", u32::from(letter))),
        each(secret, |letter| format!("&amp;#{};", u32::from(letter))),
        each(secret, |letter| format!("{letter}\u{200b}")),
        each(secret, |letter| format!("{letter}\u{202e}")),
        each(secret, |letter| format!("{letter}\n")),
        secret.replace('/', "\\/"),
        secret.replace('/', "&sol;").replace('+', "&plus;"),
        secret.replace('/', "%2F").replace('+', "%2b"),
        BASE64.encode(secret.as_bytes()),
        BASE64.encode(shifted.as_bytes()),
        BASE64.encode(query.as_bytes()),
        BASE64.encode(query.as_bytes()).replace('+', "-").replace('/', "_"),
        BASE64.encode(shifted.as_bytes()).replace('=', "%3D").replace('/', "\\/"),
        each(secret, |letter| format!("{:02x}", u32::from(letter))),
    ]
}

#[test]
fn a_key_is_taken_out_however_it_is_written() {
    for (number, written) in writings(KEY).into_iter().enumerate() {
        let text = one_line(&clean(&format!("Invalid key {written} for you")));
        assert_eq!(text, format!("Invalid key {TAKEN_OUT} for you"), "{number}: {written}");
    }
}

#[test]
fn every_part_of_a_url_is_taken_out() {
    let parts = [
        "panel.example",
        "PANEL.EXAMPLE:8443",
        "us3r",
        "p@ssw0rd",
        "p%40ssw0rd",
        "Hidden Path",
        "Hidden%20Path",
        "/Hidden%20Path/api/v2",
        "T0kenXYZ",
        "Shop-Header-Value",
        "Browser/77",
        "dXMzcjpwQHNzdzByZA==",
    ];
    for part in parts {
        let text = clean(&format!("No <{part}> here"));
        assert_eq!(text, format!("No <{TAKEN_OUT}> here"), "{part}");
    }
    for written in
        [URL.to_owned(), URL.replace('/', "\\/"), each(URL, |c| format!("&#{};", c as u32))]
    {
        let text = clean(&written);
        for part in ["panel", "Hidden", "ssw0rd", "T0ken", "112;&#97;&#110;"] {
            assert!(!text.contains(part), "{text}");
        }
    }
}

#[test]
fn the_rest_of_a_text_stays_as_it_is() {
    for text in [
        "Invalid api key",
        "100% of <b>&amp;</b> \\u00e9 \u{202e}",
        "neworder.error.link_duplicate",
        "API v2: wait 2 minutes",
        "",
        "%",
        "\\",
        "&#",
        "%zz \\uzzzz &nothing;",
    ] {
        assert_eq!(clean(text), text);
    }
    let short = Redactor::new(&Url::parse("http://x/").unwrap(), "k", &Options::default());
    assert_eq!(short.clean("bad k", false), "bad ***");
}

#[test]
fn the_beginning_of_a_secret_at_the_end_of_a_cut_text_is_taken_out() {
    let redactor = redactor();
    assert_eq!(redactor.clean("Wrong Sekret/Ke", true), "Wrong ***");
    assert_eq!(redactor.clean("Wrong %53ekret%2", true), "Wrong ***");
    assert_eq!(redactor.clean("Wrong Sekret/Ke", false), "Wrong Sekret/Ke");
    assert_eq!(redactor.clean("Wrong one", true), "Wrong one");
}

proptest! {
    #[test]
    fn no_text_is_too_much_and_no_key_stays(
        before in "(%|&|#|\\\\|u|x|;|4|1|a| |é|\u{200b}|amp){0,20}", after in "\\PC{0,20}",
    ) {
        let text = clean(&format!("{before}{KEY}{after}"));
        prop_assert!(!text.contains(KEY) && text.contains(TAKEN_OUT), "{text}");
        clean(&format!("{before}{after}"));
    }
}
