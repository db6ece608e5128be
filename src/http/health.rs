//! Whether the shop is well, for a person's monitor, and numbers for a machine's.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode, header};
use secrecy::ExposeSecret;
use subtle::ConstantTimeEq;

use super::Face;
use crate::bot::sender::{Figures, Held};
use crate::clock::SECOND_MS;
use crate::store::deposits;
use crate::store::deposits::cursors::{self, Cursor};
use crate::store::flags::{self, Flag};
use crate::store::outbox::Lane;
use crate::store::portion::Portion;
use crate::store::{StoreError, Tx, inbox, orders, outbox};

/// `200 ok`, or `503` with one line a problem.
pub(super) async fn health(State(face): State<Face>) -> (StatusCode, String) {
    match problems(&face).await {
        Ok(problems) if problems.is_empty() => (StatusCode::OK, "ok\n".to_owned()),
        Ok(problems) => (StatusCode::SERVICE_UNAVAILABLE, problems.join("\n") + "\n"),
        Err(error) => {
            tracing::error!(%error, "the database cannot be read");
            (StatusCode::SERVICE_UNAVAILABLE, "the database cannot be read\n".to_owned())
        }
    }
}

async fn problems(face: &Face) -> Result<Vec<String>, StoreError> {
    let mut problems: Vec<String> = face.vitals.unwell();
    problems.iter_mut().for_each(|part| part.insert_str(0, "this part does not work: "));
    if face.stopping.is_cancelled() {
        problems.push("the shop is stopping".to_owned());
    }
    let mut tx = face.store.read().await?;
    if face.shop.admins().is_empty() {
        problems.push("the shop has no owner".to_owned());
    } else if flags::is_up(&mut tx, Flag::AdminsUnreachable).await? {
        problems.push("no admin chat accepts messages".to_owned());
    }
    match face.figures.refusal() {
        Some(401 | 404) => problems.push("Telegram does not know the bot's token".to_owned()),
        Some(code) => problems.push(format!("Telegram refuses everything with code {code}")),
        None => {}
    }
    Ok(problems)
}

/// Counters in the text format that Prometheus reads; for loopback or the holder of the token.
pub(super) async fn metrics(
    State(face): State<Face>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> (StatusCode, String) {
    // Behind a proxy on this machine every visitor looks like loopback.
    let is_local = peer.ip().is_loopback() && !headers.contains_key("x-forwarded-for");
    if !is_local && !has_token(&face, &headers) {
        return (StatusCode::UNAUTHORIZED, String::new());
    }
    match counters(&face).await {
        Ok(text) => (StatusCode::OK, text),
        Err(error) => {
            tracing::error!(%error, "the counters cannot be read");
            (StatusCode::SERVICE_UNAVAILABLE, String::new())
        }
    }
}

fn has_token(face: &Face, headers: &HeaderMap) -> bool {
    let sent = headers.get(header::AUTHORIZATION).map_or(&b""[..], |value| value.as_bytes());
    face.metrics_token.as_ref().is_some_and(|token| {
        let expected = format!("Bearer {}", token.expose_secret());
        bool::from(expected.as_bytes().ct_eq(sent))
    })
}

async fn counters(face: &Face) -> Result<String, StoreError> {
    let mut tx = face.store.read().await?;
    let (_, reviews) = orders::listing::reviews(&mut tx, Portion::first(1)).await?;
    let deposits_left = deposits::count_left(&mut tx, 0).await?;
    let counters = [
        ("storefront_inbox_waiting", inbox::count_waiting(&mut tx).await?),
        ("storefront_inbox_parked", inbox::count_given_up(&mut tx).await?),
        ("storefront_outbox_waiting", outbox::count_waiting(&mut tx).await?),
        ("storefront_orders_in_review", reviews),
        ("storefront_deposits_in_review", deposits_left.all),
        ("storefront_panics", face.vitals.panics()),
    ];
    let mut text = String::new();
    for (name, value) in counters {
        // Writing into a String cannot fail.
        let _ = writeln!(text, "# TYPE {name} gauge\n{name} {value}");
    }
    write_networks(&mut text, face, &mut tx).await?;
    write_sending(&mut text, &face.figures);
    Ok(text)
}

/// How far the looks at networks are behind, and when each came to the newest block.
async fn write_networks(text: &mut String, face: &Face, tx: &mut Tx) -> Result<(), StoreError> {
    let ways = face.shop.deposits.ways.iter().map(|way| &way.gateway);
    let mut cursors = Vec::new();
    for gateway in ways.collect::<BTreeSet<_>>() {
        let found = cursors::find(tx, gateway).await?;
        cursors.extend(found.map(|cursor| (gateway, cursor)));
    }
    let read: [fn(&Cursor) -> i64; 2] = [Cursor::lag, |cursor| cursor.looked_ms / SECOND_MS];
    let names = ["storefront_chain_lag_blocks", "storefront_chain_looked_timestamp_seconds"];
    for (name, read) in names.into_iter().zip(read) {
        if !cursors.is_empty() {
            let _ = writeln!(text, "# TYPE {name} gauge");
        }
        for (gateway, cursor) in &cursors {
            let _ = writeln!(text, "{name}{{gateway=\"{gateway}\"}} {}", read(cursor));
        }
    }
    Ok(())
}

/// What the limits of sending cost.
fn write_sending(text: &mut String, figures: &Figures) {
    let totals = [
        ("storefront_telegram_limits_total", figures.limits()),
        ("storefront_telegram_retry_after_seconds_total", figures.retry_after_s()),
    ];
    for (name, value) in totals {
        let _ = writeln!(text, "# TYPE {name} counter\n{name} {value}");
    }
    let read: [fn(&Held) -> i64; 3] = [|held| held.count, |held| held.sum_ms, |held| held.max_ms];
    let names = [
        ("storefront_limiter_waits_total", "counter"),
        ("storefront_limiter_wait_milliseconds_total", "counter"),
        ("storefront_limiter_wait_milliseconds_max", "gauge"),
    ];
    for ((name, kind), read) in names.into_iter().zip(read) {
        let _ = writeln!(text, "# TYPE {name} {kind}");
        for lane in Lane::ALL {
            let (lane, value) = (lane.name(), read(&figures.held(lane)));
            let _ = writeln!(text, "{name}{{lane=\"{lane}\"}} {value}");
        }
    }
}
