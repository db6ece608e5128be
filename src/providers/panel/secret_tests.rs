//! What the client shows of itself: settings that cannot work, and no secret in any form.

use super::client_tests::{KEY, serve, serve_raw, settings, submission};
use crate::providers::*;
use crate::telemetry::captured_log::CapturedLog;

#[test]
fn unusable_settings_are_named() {
    let with = |url: &str, key: &str| {
        Panel::new(PanelSettings::new("alpha", url.into(), key.into())).err()
    };
    for url in ["", "panel", "ftp://panel.example/", "javascript:1"] {
        assert_eq!(with(url, KEY), Some(SetupError::BadUrl), "{url}");
    }
    assert_eq!(with("https://panel.example/", " "), Some(SetupError::NoKey));
    let options = Options::parse(r#"{"key_in": "bearer"}"#).unwrap();
    let unsendable = PanelSettings::new("alpha", "http://a.example/".into(), "a\nb".into());
    let unsendable = PanelSettings { options, ..unsendable };
    assert_eq!(Panel::new(unsendable).err(), Some(SetupError::BadKey));
    let zero = PanelSettings { timeout_ms: 0, ..settings("https://panel.example/") };
    assert_eq!(Panel::new(zero).err(), Some(SetupError::BadLimit));
}

/// Every way in which a key can be sent, and other secrets of the options.
const SENT: [&str; 5] = [
    "{}",
    r#"{"body": "json", "headers": {"X-Shop": "k3y-0123456789abcdef"}}"#,
    r#"{"method": "get", "user_agent": "k3y-0123456789abcdef"}"#,
    r#"{"key_in": "bearer"}"#,
    r#"{"method": "get", "key_in": "header:X-Api-Key"}"#,
];

/// A key in the path, the query and the user part, echoed back by the panel, at TRACE.
#[tokio::test]
async fn no_secret_comes_out_anywhere() {
    let log = CapturedLog::start();
    let secret_url = |base: &str| {
        let base = base.replace("http://", &format!("http://user-{KEY}:{KEY}@"));
        format!("{base}/{KEY}?token={KEY}")
    };
    let echo = format!(r#"{{"error":"Wrong {KEY} at {KEY}"}}"#);
    let (echoing, _) = serve(200, &echo).await;
    let (broken, _) = serve(500, &echo).await;
    let (cut, _) = serve_raw(b"HTTP/1.1 200").await;
    let mut shown = String::new();
    for base in [&echoing, &broken, &cut, "http://127.0.0.1:1"] {
        for options in SENT {
            let options = Options::parse(options).unwrap();
            shown += &format!("{options:?}");
            let client = Panel::new(PanelSettings { options, ..settings(&secret_url(base)) });
            let client = client.unwrap();
            shown += &format!("{client:?} {:?}", client.submit(&submission()).await);
            let services = client.services().await.unwrap_err();
            let balance = client.balance().await.unwrap_err();
            shown += &format!("{services} {services:?} {balance} {:?}", client.status("1").await);
        }
    }
    let logged = log.text();
    assert!(logged.contains("provider_call"), "the span is logged");
    for text in [&shown, &logged] {
        assert!(!text.contains(KEY), "{text}");
        assert!(!text.contains("instagram"), "{text}");
    }
}
