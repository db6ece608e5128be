//! The word to stop, heard from the first moment on. Must never be listened for after a place is
//! taken: whoever is killed by the word leaves the place taken.

use tokio_util::sync::CancellationToken;

/// Is cancelled when the process is told to stop, by SIGTERM or Ctrl-C.
pub(super) fn listen() -> CancellationToken {
    let stop = CancellationToken::new();
    let requested = stop.clone();
    let terminated = terminated();
    tokio::spawn(async move {
        tokio::select! {
            () = terminated => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        requested.cancel();
    });
    stop
}

/// From this call on the signal no longer kills.
#[cfg(unix)]
fn terminated() -> impl Future<Output = ()> + Send {
    use tokio::signal::unix::{SignalKind, signal};
    let signal = signal(SignalKind::terminate());
    async {
        match signal {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    }
}

#[cfg(not(unix))]
fn terminated() -> impl Future<Output = ()> + Send {
    std::future::pending()
}
