//! Connections to the HTTP port, with a limit on everything that a stranger can make last or
//! multiply: heads, requests, idle connections and their number. Whoever comes when there is no
//! room takes the place of the connection that has been without a request for the longest. Must
//! never use up the descriptors with which the shop reaches others.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// Connections at once.
const CONNECTIONS_MAX: usize = 256;
/// Connections that were given up and are just being closed.
const CLOSING_MAX: usize = 32;
/// A request's head must be there in so long, counted from the connection or the answer before.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// A request's body must be there and answered in so long.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(15);
/// A request's head may be so large.
const HEAD_MAX_BYTES: usize = 16 << 10;
/// The pause when no connection can be taken, most often for want of descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(250);
/// Answers under way get so long at a stop.
const STOP_TIMEOUT: Duration = Duration::from_secs(1);

/// Serves until `stop`; what is being answered then is answered.
pub async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    let (seats, graceful) = (Seats::default(), GracefulShutdown::new());
    let mut connections = JoinSet::new();
    loop {
        crate::crash::panic_in("http");
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept(), if connections.len() < CONNECTIONS_MAX + CLOSING_MAX => {
                accepted
            }
        };
        match accepted {
            Ok((stream, peer)) => {
                // Without a place the stream is closed: every other one is being answered.
                if let Some(seat) = seats.take() {
                    let router = for_connection(&router, &seat, peer);
                    let (seats, watcher) = (seats.clone(), graceful.watcher());
                    connections.spawn(async move {
                        converse(stream, router, &seat, watcher).await;
                        seats.leave(&seat);
                    });
                }
            }
            Err(error) => {
                tracing::debug!(%error, "a connection cannot be taken");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(STOP_TIMEOUT, graceful.shutdown()).await.is_err() {
        tracing::debug!("some connections are cut off by the stop");
    }
}

fn for_connection(router: &Router, seat: &Arc<Seat>, peer: SocketAddr) -> Router {
    let timed = from_fn_with_state(Arc::clone(seat), answer_in_time);
    router.clone().layer(timed).layer(Extension(ConnectInfo(peer)))
}

async fn converse(stream: TcpStream, router: Router, seat: &Seat, watcher: Watcher) {
    let mut protocol = http1::Builder::new();
    protocol
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(HEAD_MAX_BYTES);
    let service = TowerToHyperService::new(router);
    let connection = protocol.serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        ended = watcher.watch(connection) => {
            if let Err(error) = ended {
                tracing::trace!(%error, "a connection ended early");
            }
        }
        () = seat.given_up.cancelled() => tracing::trace!("a connection makes room"),
    }
}

/// A body that does not come must not keep its connection.
async fn answer_in_time(State(seat): State<Arc<Seat>>, request: Request, next: Next) -> Response {
    seat.is_busy.store(true, Ordering::SeqCst);
    let answer = tokio::time::timeout(REQUEST_TIMEOUT, next.run(request)).await;
    seat.is_busy.store(false, Ordering::SeqCst);
    answer.unwrap_or_else(|_elapsed| {
        let close = [(header::CONNECTION, HeaderValue::from_static("close"))];
        (StatusCode::REQUEST_TIMEOUT, close).into_response()
    })
}

/// The place of one connection.
#[derive(Debug, Default)]
struct Seat {
    /// While a request is being answered.
    is_busy: AtomicBool,
    /// Cancelled when somebody else needs the place.
    given_up: CancellationToken,
}

/// The places of all connections, oldest first.
#[derive(Debug, Clone, Default)]
struct Seats(Arc<Mutex<VecDeque<Arc<Seat>>>>);

impl Seats {
    /// A place; when all are taken, that of the oldest connection without a request. `None` when
    /// there is none.
    fn take(&self) -> Option<Arc<Seat>> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.len() >= CONNECTIONS_MAX {
            let idle = taken.iter().position(|seat| !seat.is_busy.load(Ordering::SeqCst))?;
            taken.remove(idle)?.given_up.cancel();
        }
        let seat = Arc::new(Seat::default());
        taken.push_back(Arc::clone(&seat));
        Some(seat)
    }

    fn leave(&self, left: &Arc<Seat>) {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        taken.retain(|seat| !Arc::ptr_eq(seat, left));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_comes_late_takes_the_place_of_the_oldest_idle_connection() {
        let seats = Seats::default();
        let taken: Vec<_> = (0..CONNECTIONS_MAX).map(|_| seats.take().unwrap()).collect();
        taken[0].is_busy.store(true, Ordering::SeqCst);
        let late = seats.take().unwrap();
        let given_up: Vec<usize> =
            (0..CONNECTIONS_MAX).filter(|at| taken[*at].given_up.is_cancelled()).collect();
        assert_eq!(given_up, [1]);
        for seat in &taken {
            seat.is_busy.store(true, Ordering::SeqCst);
        }
        late.is_busy.store(true, Ordering::SeqCst);
        assert!(seats.take().is_none(), "whoever is being answered keeps the place");
        seats.leave(&late);
        assert!(seats.take().is_some());
        assert_eq!(seats.0.lock().unwrap().len(), CONNECTIONS_MAX);
    }
}
