//! The records of one zone, and records as people write them.

use std::collections::BTreeMap;
use std::net::IpAddr;

use hickory_proto::rr::rdata::{A, AAAA, CNAME, MX, NS, PTR, SOA, TXT};
use hickory_proto::rr::{Name, RData, RecordType};

/// A zone.
#[derive(Debug, Clone)]
pub(super) struct Zone {
    pub apex: Name,
    /// By name and type.
    pub records: BTreeMap<Name, BTreeMap<RecordType, Vec<RData>>>,
    /// Zones below, with the servers that know them.
    pub cuts: BTreeMap<Name, Vec<(Name, IpAddr)>>,
}

impl Zone {
    pub fn new(apex: Name) -> Self {
        let soa = SOA::new(
            name("ns1.example-dns.net."),
            name("hostmaster.example.com."),
            1,
            60,
            60,
            60,
            0,
        );
        let mut zone = Self { apex: apex.clone(), records: BTreeMap::new(), cuts: BTreeMap::new() };
        zone.put(&apex, RecordType::SOA, vec![RData::SOA(soa)]);
        zone
    }

    pub fn put(&mut self, name: &Name, kind: RecordType, records: Vec<RData>) {
        let types = self.records.entry(name.to_lowercase()).or_default();
        if records.is_empty() {
            types.remove(&kind);
        } else {
            types.insert(kind, records);
        }
        self.records.retain(|_, types| !types.is_empty());
    }

    pub fn records(&self, name: &Name, kind: RecordType) -> Vec<RData> {
        let types = self.records.get(&name.to_lowercase());
        types.and_then(|types| types.get(&kind)).cloned().unwrap_or_default()
    }

    pub fn delegate(&mut self, apex: &Name, servers: &[(&str, IpAddr)]) {
        let servers = servers.iter().map(|(server, address)| (name(server), *address));
        self.cuts.insert(apex.to_lowercase(), servers.collect());
    }

    pub fn name_servers(&mut self, servers: &[&str]) {
        let records = servers.iter().map(|server| RData::NS(NS(name(server)))).collect();
        let apex = self.apex.clone();
        self.put(&apex, RecordType::NS, records);
    }
}

/// A name from the root, whatever stands at its end; the root for what is none.
pub(super) fn name(text: &str) -> Name {
    let mut name = Name::from_ascii(text).unwrap_or_else(|_| Name::root());
    name.set_fqdn(true);
    name.to_lowercase()
}

/// A type by its name; TXT for what is none.
pub(super) fn kind(text: &str) -> RecordType {
    text.parse().unwrap_or(RecordType::TXT)
}

/// A record as people write it.
pub(super) fn record(kind: RecordType, text: &str) -> RData {
    match kind {
        RecordType::MX => {
            let (preference, host) = text.split_once(' ').unwrap_or(("10", text));
            RData::MX(MX::new(preference.parse().unwrap_or(10), name(host)))
        }
        RecordType::A => match text.parse() {
            Ok(address) => RData::A(A(address)),
            Err(_) => RData::A(A::new(0, 0, 0, 0)),
        },
        RecordType::AAAA => match text.parse() {
            Ok(address) => RData::AAAA(AAAA(address)),
            Err(_) => RData::AAAA(AAAA::new(0, 0, 0, 0, 0, 0, 0, 0)),
        },
        RecordType::CNAME => RData::CNAME(CNAME(name(text))),
        RecordType::PTR => RData::PTR(PTR(name(text))),
        RecordType::NS => RData::NS(NS(name(text))),
        RecordType::DNAME => dname(text),
        _ => RData::TXT(TXT::new(strings(text))),
    }
}

/// DNAME is written as the bytes of its name.
fn dname(text: &str) -> RData {
    let mut bytes = Vec::new();
    for label in name(text).iter() {
        bytes.push(u8::try_from(label.len()).unwrap_or(0));
        bytes.extend_from_slice(label);
    }
    bytes.push(0);
    let rdata = hickory_proto::rr::rdata::NULL::with(bytes);
    RData::Unknown { code: RecordType::DNAME, rdata }
}

/// A long text is cut into strings, as zone files have to.
fn strings(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(200).map(|piece| piece.iter().collect()).collect()
}

/// A record as people read it.
pub(super) fn text(record: &RData) -> String {
    match record {
        RData::TXT(text) => String::from_utf8_lossy(&text.txt_data.concat()).into_owned(),
        other => other.to_string(),
    }
}
