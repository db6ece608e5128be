//! Logs: one line an event, as text or JSON, with levels from `RUST_LOG`. Must never be handed a
//! secret; types that hold one do not show it.

#[cfg(test)]
pub(crate) mod captured_log;

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// What is logged unless `RUST_LOG` says otherwise: a server's notices at each start are no news.
const DEFAULT_FILTER: &str = "info,sqlx::postgres::notice=warn";

/// Begins to log to standard error. A second call, as tests make, changes nothing.
pub fn init(is_json: bool) {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(DEFAULT_FILTER));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    // An error means that somebody logs already.
    let _ = if is_json { builder.json().try_init() } else { builder.try_init() };
}

/// A short id that a person can read out and a log line carries.
#[must_use]
pub fn error_id() -> String {
    const LETTERS: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let mut bits = rand::random::<u32>();
    let mut id = String::with_capacity(6);
    for _ in 0..6 {
        let index = usize::try_from(bits % 32).unwrap_or(0);
        id.push(char::from(LETTERS.get(index).copied().unwrap_or(b'2')));
        bits /= 32;
    }
    id
}
