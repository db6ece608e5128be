//! Places where a test breaks the process: it dies at a point named by what has just happened, a
//! turn panics or hangs on a text, the sender panics on a part of one, a loop panics while a file
//! of its name is in a folder. Without the variables `STOREFRONT_CRASH_AT`, `_PANIC_ON`,
//! `_HANG_ON`, `_PANIC_SENDING` and `_PANIC_IN` they do nothing.

use std::sync::OnceLock;

use strum::{EnumIter, IntoStaticStr};

/// What has just happened, or is just about to, where a test may end the process: around every step
/// that stays, in the order in which an order, a deposit or a change of the key comes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case", const_into_str)]
pub enum Point {
    /// An order is marked as being submitted.
    BeforeSubmit,
    /// A provider has answered.
    AfterSubmit,
    /// A refill or a cancel is marked as being asked for.
    BeforeRequest,
    /// A provider has answered that.
    AfterRequest,
    /// A request for an invoice is there.
    BeforeClaim,
    /// It is claimed, and no invoice is asked for yet.
    AfterClaim,
    /// The gateway has answered.
    AfterInvoice,
    /// The invoice is shown.
    AfterOpening,
    /// A request for an address is there.
    BeforeAddress,
    /// The address is the person's and is shown.
    AfterAddress,
    /// Transfers were found.
    BeforeTransfers,
    /// They are kept, and the cursor has moved.
    AfterTransfers,
    /// Something has certainly been paid.
    BeforeCredit,
    /// It is credited.
    AfterCredit,
    /// A credited transfer is gone for good.
    BeforeReversal,
    /// It is taken back.
    AfterReversal,
    /// A message leaves.
    BeforeMessage,
    /// Telegram has answered, and nothing says so yet.
    AfterMessage,
    /// A change of the key is marked, and nothing is sealed anew.
    RekeyBegun,
    /// A batch of texts is sealed anew.
    RekeyBatch,
    /// All of them are, and remains of the old ones lie about.
    RekeySealed,
    /// The remains are erased, and the mark still stands.
    RekeyErased,
    /// The new key is the one that counts.
    RekeyEnded,
}

static CRASH_AT: OnceLock<Option<String>> = OnceLock::new();

/// Ends the process at once, without any cleaning up, if a test asked for it here.
pub fn point(point: Point) {
    let crash_at = CRASH_AT.get_or_init(|| std::env::var("STOREFRONT_CRASH_AT").ok());
    if crash_at.as_deref() == Some(point.into_str()) {
        std::process::abort();
    }
}

static PANIC_ON: OnceLock<Option<String>> = OnceLock::new();

/// Panics if a test asked for it on this text.
pub fn panic_on(text: &str) {
    let panic_on = PANIC_ON.get_or_init(|| std::env::var("STOREFRONT_PANIC_ON").ok());
    if panic_on.as_deref() == Some(text) {
        panic_as_asked();
    }
}

static PANIC_SENDING: OnceLock<Option<String>> = OnceLock::new();

/// Panics if a test asked for it on a part of this payload.
pub fn panic_sending(payload: &str) {
    let part = PANIC_SENDING.get_or_init(|| std::env::var("STOREFRONT_PANIC_SENDING").ok());
    if part.as_deref().is_some_and(|part| payload.contains(part)) {
        panic_as_asked();
    }
}

static PANIC_IN: OnceLock<Option<std::path::PathBuf>> = OnceLock::new();

/// Panics while a test has put a file with the name of this part into its folder.
pub fn panic_in(part: &str) {
    let folder = PANIC_IN.get_or_init(|| std::env::var_os("STOREFRONT_PANIC_IN").map(Into::into));
    if folder.as_ref().is_some_and(|folder| folder.join(part).exists()) {
        panic_as_asked();
    }
}

#[expect(clippy::panic, reason = "a test asked for it, to see that nobody else is stopped")]
fn panic_as_asked() {
    panic!("a test asked for this panic");
}

static HANG_ON: OnceLock<Option<String>> = OnceLock::new();

/// Never returns if a test asked for it on this text.
pub async fn hang_on(text: &str) {
    let hang_on = HANG_ON.get_or_init(|| std::env::var("STOREFRONT_HANG_ON").ok());
    if hang_on.as_deref() == Some(text) {
        std::future::pending::<()>().await;
    }
}
