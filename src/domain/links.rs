//! Links that customers send: what counts as one, and its one clean form.
//! Owns what is refused and the words for it. It must never let an e-mail address, a phone
//! number or a host that is not public through to a provider, and never change a link that is
//! clean already.

mod cleaning;
mod deeds;
mod examples;
mod kind;
mod latest;
mod naming;
mod pasted;
mod platform;
mod refusal;
mod short_name;
mod target;
mod wanted;

pub use cleaning::clean_link;
pub use examples::example_of;
pub use kind::{LinkKind, kind_of};
pub use latest::latest;
pub use naming::{folded_words, platform_of};
pub use pasted::{Pasted, pasted, platform_of_link};
pub use platform::Platform;
pub use short_name::short_name;
pub use target::target_key;
pub use wanted::{Wanted, wanted_by};

/// Longest link, in characters, as sent and as cleaned.
pub const MAX_LINK_CHARS: usize = 500;

/// Why a text was refused as a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum LinkError {
    /// Nothing was sent.
    #[error("no link was given")]
    Empty,
    /// More than [`MAX_LINK_CHARS`].
    #[error("the link is too long")]
    TooLong,
    /// Not the address of a public web page.
    #[error("this is not a link")]
    NotALink,
    /// More than one link.
    #[error("more than one link was given")]
    Several,
    /// An e-mail address.
    #[error("this is an e-mail address")]
    Email,
    /// A phone number.
    #[error("this is a phone number")]
    Phone,
    /// A link to another platform.
    #[error("this is not a link to {}", expected.name())]
    WrongPlatform {
        /// The platform of the service.
        expected: Platform,
    },
}
