//! What a monitor sees: health, and numbers for whoever may see them.

use std::net::SocketAddr;
use std::time::Duration;

use crate::support::{World, WorldOptions};
use storefront::sandbox::telegram::{Fault, FaultKind};
use storefront::workers::admin_health::Reached;

const METRICS_TOKEN: &str = "metrics-token-SECRET";

async fn gets(url: String, headers: &[(&str, &str)]) -> (u16, String) {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut request = client.get(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// The address under which this machine reaches itself other than by loopback, if it has one.
fn outer_address(port: u16) -> Option<SocketAddr> {
    let socket = std::net::UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback()).then_some(SocketAddr::new(ip, port))
}

async fn with_http(vars: Vec<(&'static str, String)>) -> (World, SocketAddr) {
    let options = WorldOptions { vars, is_bot_running: false, ..WorldOptions::default() };
    let mut world = World::with(options).await;
    world.start_bot();
    let address = world.start_http().await;
    (world, address)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn health_fails_until_an_admin_chat_accepts_messages() {
    let (world, address) = with_http(Vec::new()).await;
    let workers = &world.app.workers;
    assert_eq!(
        workers.prove_admins(&world.app.api).await.unwrap().admins,
        Reached::Unreachable,
        "nobody has written yet"
    );
    let (status, text) = gets(format!("http://{address}/health"), &[]).await;
    assert_eq!((status, text.trim()), (503, "no admin chat accepts messages"));

    world.owner().says("/start").await;
    assert_eq!(workers.prove_admins(&world.app.api).await.unwrap().admins, Reached::Reachable);
    let (status, text) = gets(format!("http://{address}/health"), &[]).await;
    assert_eq!((status, text.trim()), (200, "ok"));

    world.telegram.block(world.owner().id, true);
    world.settle().await;
    assert_eq!(workers.prove_admins(&world.app.api).await.unwrap().admins, Reached::Unreachable);
    assert_eq!(gets(format!("http://{address}/health"), &[]).await.0, 503);
    assert_eq!(gets(format!("http://{address}/telegram"), &[]).await.0, 404, "no webhook here");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_admin_group_that_moved_still_proves_that_admins_can_be_reached() {
    let vars = vec![("ADMIN_CHAT_ID", "-500".to_owned())];
    let (world, address) = with_http(vars).await;
    world.telegram.add_group(-500, "Admins");
    world.telegram.migrate_group(-500, -1_000_500);
    assert_eq!(
        world.app.workers.prove_admins(&world.app.api).await.unwrap().admins,
        Reached::Reachable
    );
    assert_eq!(gets(format!("http://{address}/health"), &[]).await.0, 200);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_telegram_that_is_away_proves_nothing_about_the_admins() {
    let (world, address) = with_http(Vec::new()).await;
    world.owner().says("/start").await;
    world.app.workers.prove_admins(&world.app.api).await.unwrap();
    for away in [FaultKind::Internal, FaultKind::BadGatewayHtml] {
        world.telegram.set_fault(Fault::once(away).on("sendChatAction"));
        let proof = world.app.workers.prove_admins(&world.app.api).await.unwrap();
        assert_eq!(proof.admins, Reached::Unanswered);
        assert!(proof.good_for() <= Duration::from_secs(60), "it is asked again soon");
    }
    assert_eq!(gets(format!("http://{address}/health"), &[]).await.0, 200);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn metrics_are_for_loopback_or_the_holder_of_the_token() {
    let vars =
        vec![("METRICS_TOKEN", METRICS_TOKEN.to_owned()), ("HTTP_ADDR", "0.0.0.0:0".to_owned())];
    let (world, address) = with_http(vars).await;
    let local = format!("http://127.0.0.1:{}/metrics", address.port());
    let (status, text) = gets(local.clone(), &[]).await;
    assert_eq!(status, 200);
    assert!(text.contains("storefront_outbox_waiting 0"), "{text}");

    let proxied = ("x-forwarded-for", "203.0.113.7");
    let right = format!("Bearer {METRICS_TOKEN}");
    assert_eq!(gets(local.clone(), &[proxied]).await, (401, String::new()));
    let (right, wrong) = (("authorization", right.as_str()), ("authorization", "Bearer nope"));
    assert_eq!(gets(local.clone(), &[proxied, wrong]).await.0, 401);
    assert_eq!(gets(local, &[proxied, right]).await.0, 200);
    if let Some(outer) = outer_address(address.port()) {
        let url = format!("http://{outer}/metrics");
        assert_eq!(gets(url.clone(), &[]).await.0, 401, "a visitor from the network");
        assert_eq!(gets(url, &[right]).await.0, 200);
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_token_metrics_are_for_loopback_only() {
    let (world, address) = with_http(Vec::new()).await;
    let url = format!("http://{address}/metrics");
    assert_eq!(gets(url.clone(), &[]).await.0, 200);
    for guess in ["Bearer ", "Bearer", ""] {
        let headers = [("x-forwarded-for", "203.0.113.7"), ("authorization", guess)];
        assert_eq!(gets(url.clone(), &headers).await.0, 401);
    }
    world.audit().await;
}
