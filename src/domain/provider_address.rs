//! Where a provider may be that owners add in the chat: what they type is less trusted than the
//! settings, for whoever takes over an owner's chat could make the shop call into its own network.
//! Pure: reads addresses and judges numbers; whoever connects has to ask again for what the name
//! resolves to. Must never show an address in an error.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use secrecy::SecretString;
use strum::IntoStaticStr;
use url::{Host, Url};

/// The longest address, in bytes.
pub const ADDRESS_MAX: usize = 500;

/// Names that only mean something on this machine or in its network.
const LOCAL_ENDINGS: [&str; 6] =
    ["localhost", "local", "internal", "home.arpa", "localdomain", "lan"];

/// Which addresses may be typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AddressPolicy {
    /// `https` to a name that resolves to public addresses.
    #[default]
    Public,
    /// Anything, as in the settings: for the sandbox, which is on this machine.
    Any,
}

/// What is wrong with a typed address; it never repeats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case", const_into_str)]
pub enum AddressProblem {
    /// No address of the web, or too long.
    NotAnAddress,
    /// Not `https`, so that the key could be read on the way.
    NotHttps,
    /// Not a public name: numbers, or a name of the own network.
    NotPublic,
}

/// An address that may be used: a secret whole, except for its host.
#[derive(Clone)]
pub struct Address {
    /// All of it.
    pub url: SecretString,
    /// The host alone, for people.
    pub host: String,
}

impl fmt::Debug for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Address").field("host", &self.host).finish_non_exhaustive()
    }
}

impl AddressPolicy {
    /// Reads a typed address.
    ///
    /// # Errors
    /// An [`AddressProblem`].
    pub fn read(self, text: &str) -> Result<Address, AddressProblem> {
        let text = text.trim();
        if text.len() > ADDRESS_MAX || text.chars().any(char::is_whitespace) {
            return Err(AddressProblem::NotAnAddress);
        }
        let url = Url::parse(text).map_err(|_| AddressProblem::NotAnAddress)?;
        let host = url.host().ok_or(AddressProblem::NotAnAddress)?;
        let is_web = matches!(url.scheme(), "http" | "https");
        if !is_web {
            return Err(AddressProblem::NotAnAddress);
        }
        if self == Self::Public {
            if url.scheme() != "https" {
                return Err(AddressProblem::NotHttps);
            }
            if !is_public_name(&host) {
                return Err(AddressProblem::NotPublic);
            }
        }
        let shown = host.to_string().trim_end_matches('.').to_owned();
        Ok(Address { host: shown, url: SecretString::from(url.to_string()) })
    }
}

/// Whether a host is a name of the public web. A number is none, however it is spelled: the parser
/// has made `0x7f.1` and `2130706433` the same already.
fn is_public_name(host: &Host<&str>) -> bool {
    let Host::Domain(name) = host else { return false };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let is_local = |ending: &str| {
        name.strip_suffix(ending).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    name.contains('.') && !LOCAL_ENDINGS.iter().any(|ending| is_local(ending))
}

/// Whether anybody on the internet would reach the same machine by this number.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Ranges by the registry of special-purpose IPv4 addresses (RFC 6890 and its updates).
fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let is_special = match (first, second, third) {
        // This network, private, loopback, link-local.
        (0 | 10 | 127, ..) | (169, 254, _) | (172, 16..=31, _) | (192, 168, _) => true,
        // Carrier-grade NAT, protocol assignments, relays of 6to4, measurements.
        (100, 64..=127, _) | (192, 0, 0) | (192, 88, 99) | (198, 18..=19, _) => true,
        // Examples.
        (192, 0, 2) | (198, 51, 100) | (203, 0, 113) => true,
        // Groups of machines, and what is kept for later.
        (224.., ..) => true,
        _ => false,
    };
    !is_special
}

/// Global unicast alone, and of it nothing that leads to an IPv4 address or a special purpose.
fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        // NAT64: what matters is where it leads.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        // Teredo and other protocols, examples, 6to4.
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x2002, ..] => false,
        [0x3fff, 0..=0xfff, ..] => false,
        [first, ..] => (0x2000..=0x3fff).contains(&first),
    }
}

#[cfg(test)]
#[path = "provider_address_tests.rs"]
mod tests;
