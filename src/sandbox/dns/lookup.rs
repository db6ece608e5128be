//! What a server answers to a question, by its zones.

use hickory_proto::op::{Message, MessageType, OpCode, Query, ResponseCode};
use hickory_proto::rr::rdata::{A, CNAME, NS};
use hickory_proto::rr::{Name, RData, Record, RecordType};

use super::zone::{self, Zone};

const TTL_S: u32 = 60;

/// The answer to a question by the zones of a server.
pub(super) fn answer(zones: &[Zone], id: u16, query: &Query) -> Message {
    let mut reply = Message::new(id, MessageType::Response, OpCode::Query);
    reply.add_query(query.clone());
    let name = query.name.to_lowercase();
    let around = zones.iter().filter(|zone| zone.apex.zone_of(&name));
    let Some(zone) = around.max_by_key(|zone| zone.apex.num_labels()) else {
        reply.metadata.response_code = ResponseCode::Refused;
        return reply;
    };
    let cut = zone.cuts.iter().find(|(apex, _)| apex.zone_of(&name));
    if let Some((apex, servers)) = cut {
        refer(&mut reply, apex, servers);
        return reply;
    }
    reply.metadata.authoritative = true;
    let found = find(zone, &name, query.query_type);
    reply.metadata.response_code = found.code;
    let is_empty = found.answers.is_empty();
    reply.add_answers(found.answers);
    if is_empty {
        let soa = zone.records(&zone.apex, RecordType::SOA);
        reply.add_authorities(soa.into_iter().map(|data| record(&zone.apex, data)));
    }
    reply
}

fn refer(reply: &mut Message, apex: &Name, servers: &[(Name, std::net::IpAddr)]) {
    for (server, address) in servers {
        reply.add_authority(record(apex, RData::NS(NS(server.clone()))));
        if let std::net::IpAddr::V4(address) = address {
            reply.add_additional(record(server, RData::A(A(*address))));
        }
    }
}

struct Found {
    code: ResponseCode,
    answers: Vec<Record>,
}

fn find(zone: &Zone, name: &Name, kind: RecordType) -> Found {
    let of = |answers| Found { code: ResponseCode::NoError, answers };
    // A DNAME above the name, or the name itself and no more.
    if let Some(answers) = by_dname(zone, name) {
        return of(answers);
    }
    let is_there = zone.records.keys().any(|known| name.zone_of(known));
    if is_there {
        return of(own(zone, name, (name, kind)));
    }
    let mut encloser = name.base_name();
    while encloser.num_labels() > zone.apex.num_labels()
        && !zone.records.keys().any(|known| encloser.zone_of(known))
    {
        encloser = encloser.base_name();
    }
    let star = encloser.prepend_label("*").unwrap_or_else(|_| encloser.clone());
    if zone.records.contains_key(&star) {
        return of(own(zone, &star, (name, kind)));
    }
    Found { code: ResponseCode::NXDomain, answers: Vec::new() }
}

/// What stands at `place`, said of `name`.
fn own(zone: &Zone, place: &Name, (name, kind): (&Name, RecordType)) -> Vec<Record> {
    let aliases = zone.records(place, RecordType::CNAME);
    let data = if aliases.is_empty() || kind == RecordType::CNAME {
        zone.records(place, kind)
    } else {
        aliases
    };
    data.into_iter().map(|data| record(name, data)).collect()
}

fn by_dname(zone: &Zone, name: &Name) -> Option<Vec<Record>> {
    let (owner, data) = zone.records.iter().find_map(|(owner, types)| {
        let data = types.get(&RecordType::DNAME)?.first()?;
        (owner.zone_of(name) && owner != name).then_some((owner, data))
    })?;
    let RData::Unknown { rdata, .. } = data else { return None };
    let to = labels(&rdata.anything);
    let kept = usize::from(name.num_labels().saturating_sub(owner.num_labels()));
    let mut moved = Name::from_labels(name.iter().take(kept)).ok()?;
    moved = moved.append_domain(&to).ok()?;
    let alias = RData::CNAME(CNAME(moved));
    Some(vec![record(owner, data.clone()), record(name, alias)])
}

/// A name out of its bytes.
fn labels(bytes: &[u8]) -> Name {
    let (mut rest, mut labels) = (bytes, Vec::new());
    while let Some((length, behind)) = rest.split_first() {
        let Some((label, behind)) = behind.split_at_checked(usize::from(*length)) else { break };
        if label.is_empty() {
            break;
        }
        labels.push(label);
        rest = behind;
    }
    Name::from_labels(labels).unwrap_or_else(|_| zone::name("."))
}

fn record(name: &Name, data: RData) -> Record {
    Record::from_rdata(name.clone(), TTL_S, data)
}
