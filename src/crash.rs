//! Places where a test kills the process, named by what has just happened. Without the variable
//! `STOREFRONT_CRASH_AT` in the environment they do nothing.

use std::sync::OnceLock;

static CRASH_AT: OnceLock<Option<String>> = OnceLock::new();

/// Ends the process at once, without any cleaning up, if a test asked for it here.
pub fn point(name: &str) {
    let crash_at = CRASH_AT.get_or_init(|| std::env::var("STOREFRONT_CRASH_AT").ok());
    if crash_at.as_deref() == Some(name) {
        std::process::abort();
    }
}
