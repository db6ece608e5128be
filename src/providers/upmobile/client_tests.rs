//! The client beside a service that is slow.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::routing::{get, post};

use super::document_tests::ask;
use super::{Upmobile, UpmobileSettings};
use crate::providers::recharges::{RechargeSubmission, Recharges as _};
use crate::providers::{NotPlacedCause, SubmitOutcome};

const TIMEOUT_MS: u64 = 300;
const PAGE_MS: u64 = 60;
const PAGE: &str = r#"{"data":{"accounts":[{"id":"1","balance":"999","currency_code":"RUB"}],
    "pages":20},"status":"success"}"#;

#[tokio::test]
async fn accounts_that_take_too_long_send_nothing() {
    let withdrawn = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&withdrawn);
    let accounts = || async {
        tokio::time::sleep(Duration::from_millis(PAGE_MS)).await;
        PAGE
    };
    let withdraw = move || {
        counted.fetch_add(1, Ordering::SeqCst);
        std::future::ready("{}")
    };
    let router =
        Router::new().route("/accounts", get(accounts)).route("/withdrawals", post(withdraw));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let settings = UpmobileSettings::new("up", (url.into(), "token".to_owned().into()));
    let client = Upmobile::new(UpmobileSettings { timeout_ms: TIMEOUT_MS, ..settings }).unwrap();
    let submission =
        RechargeSubmission { ask: ask(), destination: "+79161234567".to_owned().into() };
    let outcome = client.recharge(&submission).await.outcome;
    let unplaced = NotPlacedCause::NoConnection;
    assert!(matches!(outcome, SubmitOutcome::NotPlaced { cause, .. } if cause == unplaced));
    assert_eq!(withdrawn.load(Ordering::SeqCst), 0);
}
