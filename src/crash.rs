//! Places where a test breaks the process: it dies at a point named by what has just happened, or a
//! turn panics on a text. Without the variables `STOREFRONT_CRASH_AT` and `STOREFRONT_PANIC_ON` in
//! the environment they do nothing.

use std::sync::OnceLock;

static CRASH_AT: OnceLock<Option<String>> = OnceLock::new();

/// Ends the process at once, without any cleaning up, if a test asked for it here.
pub fn point(name: &str) {
    let crash_at = CRASH_AT.get_or_init(|| std::env::var("STOREFRONT_CRASH_AT").ok());
    if crash_at.as_deref() == Some(name) {
        std::process::abort();
    }
}

static PANIC_ON: OnceLock<Option<String>> = OnceLock::new();

/// Panics if a test asked for it on this text.
pub fn panic_on(text: &str) {
    let panic_on = PANIC_ON.get_or_init(|| std::env::var("STOREFRONT_PANIC_ON").ok());
    if panic_on.as_deref() == Some(text) {
        #[expect(clippy::panic, reason = "a test asked for it, to see that nobody else is stopped")]
        {
            panic!("a test asked for this panic");
        }
    }
}
