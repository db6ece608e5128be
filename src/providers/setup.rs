//! What every client of a provider is made of: its address, how long an exchange may take and how
//! much may come, and why none can be made. Must never show an address.

use reqwest::Url;
use thiserror::Error;

/// A whole exchange, connecting included.
pub const DEFAULT_TIMEOUT_MS: u64 = 30_000;
/// DNS, TCP and TLS.
pub const DEFAULT_CONNECT_TIMEOUT_MS: u64 = 5_000;
/// The largest answer to a call that lists nothing.
pub const DEFAULT_BODY_CAP_BYTES: usize = 1024 * 1024;

/// Why a provider cannot be used at all. The texts name no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SetupError {
    /// Not an `http` or `https` URL with a host.
    #[error("the provider's URL is not an http or https URL")]
    BadUrl,
    /// An empty key.
    #[error("the provider's key is empty")]
    NoKey,
    /// A key that the header of `key_in` cannot hold.
    #[error("the provider's key cannot be sent in a header")]
    BadKey,
    /// A time or size of zero.
    #[error("the provider's limits must be above zero")]
    BadLimit,
    /// The HTTP client could not be built.
    #[error("the HTTP client could not be set up")]
    Client,
}

/// An address as a URL; `None` for one that cannot be called.
pub fn read_url(text: &str) -> Option<Url> {
    let url = Url::parse(text.trim()).ok()?;
    let usable = matches!(url.scheme(), "http" | "https") && url.has_host();
    usable.then_some(url)
}
