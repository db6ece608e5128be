//! Name servers that live in the process: a root, a registry below it, and two servers of
//! everybody's domains, by UDP and TCP on free ports of this machine, well or as badly as they are
//! told to.
//!
//! They are tests' world and the demo's. The shop is told in code where they listen: to it they
//! have addresses of examples. Only names of examples are served. Not a model for a name server: no
//! DNSSEC, no transfers, no EDNS, and everything in memory.
//!
//! What a zone answers is RFC 1034 §4.3.2 with wildcards by RFC 4592 and DNAME by RFC 6672.

mod drawer;
mod faults;
mod lookup;
mod server;
mod zone;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hickory_proto::rr::{Name, RData, RecordType};

pub use faults::DnsFault;
use zone::Zone;

/// The server of the root.
pub const ROOT: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
/// The server of what is right below it.
pub const REGISTRY: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 2));
/// The servers of everybody's domains.
pub const SERVERS: [IpAddr; 2] =
    [IpAddr::V4(Ipv4Addr::new(192, 0, 2, 11)), IpAddr::V4(Ipv4Addr::new(192, 0, 2, 12))];
/// What they are called.
const NAMES: [&str; 2] = ["ns1.example-dns.net.", "ns2.example-dns.net."];
/// Zones right below the root.
const REGISTRIES: [&str; 4] = ["com.", "org.", "net.", "arpa."];
/// The networks of examples, whose reverse names everybody's servers have.
const REVERSES: [&str; 3] =
    ["2.0.192.in-addr.arpa.", "100.51.198.in-addr.arpa.", "113.0.203.in-addr.arpa."];

/// The servers and the handle to them; clones are the same.
#[derive(Debug, Clone)]
pub struct Dns {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    state: Mutex<State>,
    sockets: BTreeMap<IpAddr, SocketAddr>,
}

#[derive(Debug, Default)]
struct State {
    /// What each server serves.
    served: BTreeMap<IpAddr, Vec<Zone>>,
    faults: BTreeMap<IpAddr, DnsFault>,
    /// Every question, oldest first: the server, the name and the type.
    asked: Vec<(IpAddr, String, String)>,
    /// What is done to the records right before a question of this type is answered the next time.
    ambushes: Vec<Ambush>,
}

/// A change of records at the moment at which somebody asks for them.
#[derive(Debug, Clone)]
struct Ambush {
    kind: RecordType,
    /// Questions of the type that are still answered as before.
    after: usize,
    name: Name,
    records: Vec<RData>,
}

impl Dns {
    /// Opens the ports and serves them as long as the runtime lives.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn start() -> io::Result<Self> {
        let addresses = [ROOT, REGISTRY, SERVERS[0], SERVERS[1]];
        let mut ports = Vec::new();
        for address in addresses {
            ports.push((address, server::Port::open().await?));
        }
        let socket = |(address, port): &(IpAddr, server::Port)| (*address, port.address);
        let sockets = ports.iter().map(socket).collect();
        let dns = Self { inner: Arc::new(Inner { state: Mutex::new(State::new()), sockets }) };
        for (address, port) in ports {
            port.serve(&dns, address);
        }
        Ok(dns)
    }

    /// The servers of the root.
    #[must_use]
    pub fn roots(&self) -> Vec<IpAddr> {
        vec![ROOT]
    }

    /// Where each server listens.
    #[must_use]
    pub fn sockets(&self) -> BTreeMap<IpAddr, SocketAddr> {
        self.inner.sockets.clone()
    }

    /// A domain of its own at everybody's servers, with mail that it takes itself at this address,
    /// whose reverse name is right.
    pub fn add_mail_domain(&self, domain: &str, address: Ipv4Addr) {
        self.add_zone(domain);
        let host = format!("mx.{domain}");
        self.set(domain, "MX", &[&format!("10 {host}")]);
        self.set(&host, "A", &[&address.to_string()]);
        self.set_reverse(address, &[&host]);
    }

    /// An empty zone, delegated by its registry.
    pub fn add_zone(&self, domain: &str) {
        let apex = zone::name(domain);
        let mut state = self.state();
        for server in SERVERS {
            let zones = state.served.entry(server).or_default();
            if !zones.iter().any(|zone| zone.apex == apex) {
                zones.push(Zone::new(apex.clone()));
            }
        }
        state.delegate(&apex);
    }

    /// Puts these records in place of a name's others of the type, at all servers; none removes
    /// them. Types: TXT, MX (`10 mx.example.com`), A, AAAA, CNAME, DNAME, PTR, NS.
    pub fn set(&self, name: &str, kind: &str, records: &[&str]) {
        for server in SERVERS {
            self.set_at(server, name, kind, records);
        }
    }

    /// The same at one server alone.
    pub fn set_at(&self, server: IpAddr, name: &str, kind: &str, records: &[&str]) {
        let (name, kind) = (zone::name(name), zone::kind(kind));
        let records: Vec<RData> = records.iter().map(|text| zone::record(kind, text)).collect();
        self.state().put(server, &name, (kind, records));
    }

    /// The names behind an address.
    pub fn set_reverse(&self, address: Ipv4Addr, names: &[&str]) {
        let mut reverse = Name::from(address);
        reverse.set_fqdn(true);
        self.set(&reverse.to_ascii(), "PTR", names);
    }

    /// Adds a TXT record beside the others.
    pub fn add_txt(&self, name: &str, text: &str) {
        let name = zone::name(name);
        let record = zone::record(RecordType::TXT, text);
        let mut state = self.state();
        for server in SERVERS {
            let mut records = state.records(server, &name, RecordType::TXT);
            if !records.contains(&record) {
                records.push(record.clone());
            }
            state.put(server, &name, (RecordType::TXT, records));
        }
    }

    /// What a name has at everybody's first server, as texts.
    #[must_use]
    pub fn records(&self, name: &str, kind: &str) -> Vec<String> {
        let records = self.state().records(SERVERS[0], &zone::name(name), zone::kind(kind));
        records.iter().map(zone::text).collect()
    }

    /// How a server behaves from now on.
    pub fn set_fault(&self, server: IpAddr, fault: DnsFault) {
        self.state().faults.insert(server, fault);
    }

    /// How everybody's servers behave from now on.
    pub fn set_faults(&self, fault: DnsFault) {
        for server in SERVERS {
            self.set_fault(server, fault);
        }
    }

    /// Changes records at the moment at which a type is asked for, after so many such questions.
    pub fn ambush(&self, asked: (&str, usize), (name, kind, records): (&str, &str, &[&str])) {
        let changed = zone::kind(kind);
        let records = records.iter().map(|text| zone::record(changed, text)).collect();
        let (kind, after) = (zone::kind(asked.0), asked.1);
        self.state().ambushes.push(Ambush { kind, after, name: zone::name(name), records });
    }

    /// Every question: the server, the name in lower case, the type.
    #[must_use]
    pub fn asked(&self) -> Vec<(IpAddr, String, String)> {
        self.state().asked.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // The state is whole between any two statements, so a poisoned lock is still good.
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn new() -> Self {
        let mut state = Self::default();
        let mut root = Zone::new(Name::root());
        let registries: Vec<Zone> =
            REGISTRIES.iter().map(|apex| Zone::new(zone::name(apex))).collect();
        for registry in &registries {
            root.delegate(&registry.apex, &[("ns.registry.net.", REGISTRY)]);
        }
        state.served.insert(ROOT, vec![root]);
        state.served.insert(REGISTRY, registries);
        let named = ["ns.registry.net", NAMES[0], NAMES[1]].map(zone::name);
        for (name, address) in named.iter().zip([REGISTRY, SERVERS[0], SERVERS[1]]) {
            let record = zone::record(RecordType::A, &address.to_string());
            state.put(REGISTRY, name, (RecordType::A, vec![record]));
        }
        for apex in REVERSES.map(zone::name) {
            for server in SERVERS {
                state.served.entry(server).or_default().push(Zone::new(apex.clone()));
            }
            state.delegate(&apex);
        }
        state
    }

    /// Lets the registry name everybody's servers for a zone.
    fn delegate(&mut self, apex: &Name) {
        let servers = [(NAMES[0], SERVERS[0]), (NAMES[1], SERVERS[1])];
        let registries = self.served.entry(REGISTRY).or_default();
        for registry in registries.iter_mut().filter(|zone| zone.apex.zone_of(apex)) {
            registry.delegate(apex, &servers);
        }
        for server in SERVERS {
            let zones = self.served.entry(server).or_default();
            for zone in zones.iter_mut().filter(|zone| zone.apex == *apex) {
                zone.name_servers(&NAMES);
            }
        }
    }

    fn put(&mut self, server: IpAddr, name: &Name, (kind, records): (RecordType, Vec<RData>)) {
        let zones = self.served.entry(server).or_default();
        let around = zones.iter_mut().filter(|zone| zone.apex.zone_of(name));
        if let Some(zone) = around.max_by_key(|zone| zone.apex.num_labels()) {
            zone.put(name, kind, records);
        }
    }

    fn records(&self, server: IpAddr, name: &Name, kind: RecordType) -> Vec<RData> {
        let zones = self.served.get(&server).map_or(&[][..], Vec::as_slice);
        let around = zones.iter().filter(|zone| zone.apex.zone_of(name));
        let zone = around.max_by_key(|zone| zone.apex.num_labels());
        zone.map_or_else(Vec::new, |zone| zone.records(name, kind))
    }

    /// What was to change when this is asked changes now.
    fn spring(&mut self, kind: RecordType) {
        let mut sprung = Vec::new();
        self.ambushes.retain_mut(|ambush| {
            if ambush.kind != kind {
                return true;
            }
            if ambush.after > 0 {
                ambush.after -= 1;
                return true;
            }
            sprung.push(ambush.clone());
            false
        });
        for Ambush { name, records, .. } in sprung {
            let kind = records.first().map_or(RecordType::TXT, RData::record_type);
            for server in SERVERS {
                self.put(server, &name, (kind, records.clone()));
            }
        }
    }
}
