//! How a call is written for one panel: method, names, key, headers, and form, JSON or query.
//!
//! Owns the key on its way out. Must never log what it writes: with GET the key may stand in the
//! query, so that the whole URL is a secret.

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, USER_AGENT};
use reqwest::{Client, RequestBuilder, Url};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};

use crate::providers::options::{Body, KeyPlace, Method, Options};

/// Parameters that are numbers in JSON, by their names in the protocol.
const NUMBERS: [&str; 13] = [
    "service",
    "product",
    "order",
    "refill",
    "quantity",
    "runs",
    "interval",
    "answer_number",
    "min",
    "max",
    "delay",
    "posts",
    "old_posts",
];

/// Writes the calls to one panel.
pub struct Writer {
    url: Url,
    /// Set only where the key goes beside the parameters.
    key: Option<SecretString>,
    headers: HeaderMap,
}

impl Writer {
    /// Prepares what all calls have in common; `None` when the key does not fit into a header.
    pub fn new(url: Url, key: &SecretString, options: &Options) -> Option<Self> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        for (name, value) in &options.headers {
            headers.insert(name, value.clone());
        }
        if let Some(user_agent) = &options.user_agent {
            headers.insert(USER_AGENT, user_agent.clone());
        }
        let bare = key.expose_secret().trim();
        let (name, text) = match &options.key_in {
            KeyPlace::Body => return Some(Self { url, key: Some(key.clone()), headers }),
            KeyPlace::Bearer => (&AUTHORIZATION, format!("Bearer {bare}")),
            KeyPlace::Header(name) => (name, bare.to_owned()),
        };
        let mut value = HeaderValue::try_from(text).ok()?;
        value.set_sensitive(true);
        headers.insert(name, value);
        Some(Self { url, key: None, headers })
    }

    /// One call with its parameters by the protocol's names; `action` too.
    pub fn write(
        &self,
        client: &Client,
        options: &Options,
        action: &str,
        fields: &[(&str, &str)],
    ) -> RequestBuilder {
        let key = self.key.as_ref().map(|key| ("key", key.expose_secret()));
        let action = ("action", options.action(action));
        let all = key.into_iter().chain([action]).chain(fields.iter().copied());
        let named = all.map(|(name, value)| (options.fields.of(name), value));
        match (options.method, options.body) {
            (Method::Get, _) => {
                let mut url = self.url.clone();
                url.query_pairs_mut().extend_pairs(named);
                client.get(url).headers(self.headers.clone())
            }
            (Method::Post, Body::Form) => {
                let form: Vec<(&str, &str)> = named.collect();
                client.post(self.url.clone()).headers(self.headers.clone()).form(&form)
            }
            (Method::Post, Body::Json) => {
                let all = key.into_iter().chain([action]).chain(fields.iter().copied());
                client
                    .post(self.url.clone())
                    .headers(self.headers.clone())
                    .header(CONTENT_TYPE, "application/json")
                    .body(json(all, options))
            }
        }
    }
}

fn json<'a>(all: impl Iterator<Item = (&'a str, &'a str)>, options: &Options) -> String {
    let member = |(name, value): (&str, &str)| {
        let plain = NUMBERS.contains(&name).then(|| whole(value)).flatten();
        (options.fields.of(name).to_owned(), plain.unwrap_or_else(|| value.into()))
    };
    Value::Object(all.map(member).collect::<Map<_, _>>()).to_string()
}

/// A text that is nothing but a whole number, written as numbers are.
fn whole(text: &str) -> Option<Value> {
    let number: i64 = text.parse().ok()?;
    (number.to_string() == text).then(|| number.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(options: &str, fields: &[(&str, &str)]) -> reqwest::Request {
        let options = Options::parse(options).unwrap();
        let url = Url::parse("https://panel.example/api?v=2").unwrap();
        let writer = Writer::new(url, &"the-key".into(), &options).unwrap();
        let client = Client::builder().no_proxy().build().unwrap();
        writer.write(&client, &options, "add", fields).build().unwrap()
    }

    fn body(request: &reqwest::Request) -> &str {
        std::str::from_utf8(request.body().unwrap().as_bytes().unwrap()).unwrap()
    }

    const FIELDS: [(&str, &str); 3] = [("service", "7"), ("link", "123"), ("quantity", "10")];

    #[test]
    fn a_form_is_what_most_panels_take() {
        let request = written("{}", &FIELDS);
        assert_eq!(request.method(), "POST");
        assert_eq!(body(&request), "key=the-key&action=add&service=7&link=123&quantity=10");
        assert_eq!(request.url().as_str(), "https://panel.example/api?v=2");
        assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
        assert_eq!(request.headers()["accept"], "application/json");
    }

    #[test]
    fn json_has_numbers_where_the_protocol_has_them() {
        let options = r#"{"body": "json", "fields": {"service": "service_id"}}"#;
        let request = written(options, &FIELDS);
        let expected = r#"{"action":"add","key":"the-key","link":"123","quantity":10,"#;
        assert_eq!(body(&request), format!("{expected}\"service_id\":7}}"));
        assert_eq!(request.headers()["content-type"], "application/json");
        let odd = written(options, &[("service", "007"), ("order", "ord_1"), ("orders", "1,2")]);
        let sent: Value = serde_json::from_str(body(&odd)).unwrap();
        assert_eq!((&sent["service_id"], &sent["order"]), (&"007".into(), &"ord_1".into()));
        assert_eq!(sent["orders"], "1,2");
    }

    #[test]
    fn get_adds_to_the_query() {
        let options = r#"{"method": "get", "actions": {"add": "new"}, "fields": {"key": "k"}}"#;
        let request = written(options, &FIELDS);
        assert_eq!(request.method(), "GET");
        let expected = "https://panel.example/api?v=2&k=the-key&action=new&service=7&link=123";
        assert_eq!(request.url().as_str(), format!("{expected}&quantity=10"));
        assert!(request.body().is_none());
    }

    #[test]
    fn a_key_in_a_header_is_nowhere_else_and_never_shown() {
        for (place, name, value) in [
            ("bearer", "authorization", "Bearer the-key"),
            ("header:X-Api-Key", "x-api-key", "the-key"),
        ] {
            for method in ["post", "get"] {
                let options = format!(r#"{{"key_in": "{place}", "method": "{method}"}}"#);
                let request = written(&options, &FIELDS);
                assert_eq!(request.headers()[name], value);
                assert!(!format!("{request:?}").contains("the-key"), "{request:?}");
                let sent = request.body().and_then(|body| body.as_bytes()).unwrap_or_default();
                assert!(!String::from_utf8_lossy(sent).contains("the-key"));
            }
        }
        let options = Options::parse(r#"{"key_in": "bearer"}"#).unwrap();
        let url = Url::parse("https://panel.example/").unwrap();
        assert!(Writer::new(url, &"two\nlines".into(), &options).is_none());
    }

    #[test]
    fn headers_are_added_and_replace_ours() {
        let options = r#"{"headers": {"X-Shop": "s3cret", "Accept": "text/html"},
            "user_agent": "Browser/1"}"#;
        let request = written(options, &FIELDS);
        for (name, value) in [("x-shop", "s3cret"), ("accept", "text/html")] {
            assert_eq!(request.headers()[name], value);
        }
        assert_eq!(request.headers()["user-agent"], "Browser/1");
        assert_eq!(request.headers().get_all("accept").iter().count(), 1);
        assert!(!format!("{request:?}").contains("s3cret"));
    }
}
