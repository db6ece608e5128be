//! Where questions about domains begin. Like `AddressPolicy`, it is said by code and by no setting:
//! whoever could name other servers could name any domain theirs.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use crate::domain::provider_address::is_public;

/// The port of name servers.
const PORT: u16 = 53;
/// The servers of the root, as the root zone itself names them.
const ROOTS: [IpAddr; 13] = [
    IpAddr::V4(Ipv4Addr::new(198, 41, 0, 4)),
    IpAddr::V4(Ipv4Addr::new(170, 247, 170, 2)),
    IpAddr::V4(Ipv4Addr::new(192, 33, 4, 12)),
    IpAddr::V4(Ipv4Addr::new(199, 7, 91, 13)),
    IpAddr::V4(Ipv4Addr::new(192, 203, 230, 10)),
    IpAddr::V4(Ipv4Addr::new(192, 5, 5, 241)),
    IpAddr::V4(Ipv4Addr::new(192, 112, 36, 4)),
    IpAddr::V4(Ipv4Addr::new(198, 97, 190, 53)),
    IpAddr::V4(Ipv4Addr::new(192, 36, 148, 17)),
    IpAddr::V4(Ipv4Addr::new(192, 58, 128, 30)),
    IpAddr::V4(Ipv4Addr::new(193, 0, 14, 129)),
    IpAddr::V4(Ipv4Addr::new(199, 7, 83, 42)),
    IpAddr::V4(Ipv4Addr::new(202, 12, 27, 33)),
];

/// The name servers that are asked.
#[derive(Debug, Clone, Default)]
pub enum DnsWorld {
    /// Those of the internet, at public addresses alone.
    #[default]
    Public,
    /// A stage of tests and of the demo.
    Staged(Arc<DnsStage>),
}

/// Name servers that stand in for the internet's.
#[derive(Debug, Default)]
pub struct DnsStage {
    /// The servers of the root.
    pub roots: Vec<IpAddr>,
    /// Where each server listens; nobody else is reached.
    pub sockets: BTreeMap<IpAddr, SocketAddr>,
}

impl DnsWorld {
    /// The servers of the root.
    #[must_use]
    pub fn roots(&self) -> &[IpAddr] {
        match self {
            Self::Public => &ROOTS,
            Self::Staged(stage) => &stage.roots,
        }
    }

    /// Where the server of an address is asked; `None` where it must not be.
    #[must_use]
    pub fn socket(&self, server: IpAddr) -> Option<SocketAddr> {
        match self {
            Self::Public => is_public(server).then(|| SocketAddr::new(server, PORT)),
            Self::Staged(stage) => stage.sockets.get(&server).copied(),
        }
    }

    /// Whether mail may go to an address.
    #[must_use]
    pub fn takes_mail(&self, address: IpAddr) -> bool {
        match self {
            Self::Public => is_public(address),
            // The addresses of examples stand for public ones.
            Self::Staged(_) => !address.is_loopback() && !address.is_unspecified(),
        }
    }
}
