//! The way from the root to the servers that know a name by themselves, as the parents of its zone
//! delegate it. What is learned on the way is kept for the one check and no longer. Must never take
//! a delegation from anybody but the servers of the zone above, nor a server's number from anybody
//! but those of a zone that holds its name.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use futures::future::{BoxFuture, join_all};
use hickory_proto::op::ResponseCode;
use hickory_proto::rr::{Name, RData, Record, RecordType};

use super::ask::Asker;
use super::wire::{Datum, Question, Reply, datum};
use crate::domain::mail::{ConsentProblem, Missing};

/// The most zones on the way to a name.
const CUTS_MAX: usize = 16;
/// The most servers of a zone.
const SERVERS_MAX: usize = 20;
/// The most numbers of a server that are tried.
const ADDRESSES_MAX: usize = 4;
/// Servers of a zone above that are tried until one of them answers.
const TRIES_MAX: usize = 4;
/// How many servers' names may have to be looked up for each other.
const DEPTH_MAX: u8 = 4;

/// A name server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Server {
    pub name: Name,
    pub addresses: Vec<IpAddr>,
}

/// A zone and everybody who answers for it.
#[derive(Debug, Clone)]
pub(super) struct Zone {
    pub apex: Name,
    pub servers: Arc<Vec<Server>>,
}

/// Finds zones; one for each check.
#[derive(Debug)]
pub(super) struct Walk {
    pub asker: Asker,
    /// Delegations, by the name of the zone.
    known: Mutex<BTreeMap<Name, Arc<Vec<Server>>>>,
}

/// What a server of a zone says of a name.
enum Step {
    /// Others know it.
    Down(Zone),
    /// It knows the name itself, as part of this zone.
    Here(Name),
}

impl Walk {
    pub(super) fn new(asker: Asker) -> Self {
        let roots = asker.world().roots().iter();
        let root = |address: &IpAddr| Server { name: Name::root(), addresses: vec![*address] };
        let known = BTreeMap::from([(Name::root(), Arc::new(roots.map(root).collect()))]);
        Self { asker, known: Mutex::new(known) }
    }

    /// The zone that a name is in, with all of its servers.
    pub(super) fn zone_of<'a>(
        &'a self,
        name: &'a Name,
        depth: u8,
    ) -> BoxFuture<'a, Result<Zone, Missing>> {
        Box::pin(async move {
            let mut zone = self.nearest(name);
            for _ in 0..CUTS_MAX {
                let (step, server) = self.step(&zone, name).await?;
                match step {
                    Step::Here(apex) => return self.whole(zone, apex, (server, depth)).await,
                    Step::Down(below) => zone = self.reachable(below, depth).await?,
                }
            }
            Err(ConsentProblem::ServerError.into())
        })
    }

    /// The deepest zone around a name whose delegation is known.
    fn nearest(&self, name: &Name) -> Zone {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let around = known.iter().filter(|(apex, _)| apex.zone_of(name));
        let nearest = around.max_by_key(|(apex, _)| apex.num_labels());
        let (apex, servers) = nearest
            .map_or_else(Default::default, |(apex, servers)| (apex.clone(), Arc::clone(servers)));
        Zone { apex, servers }
    }

    fn keep(&self, zone: &Zone) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(zone.apex.clone(), Arc::clone(&zone.servers));
    }

    /// Asks the servers of a zone, one after the other, until one says where a name is.
    async fn step(&self, zone: &Zone, name: &Name) -> Result<(Step, IpAddr), Missing> {
        let question = Question { name: name.clone(), kind: RecordType::SOA };
        let mut problem = Missing::from(ConsentProblem::NoAnswer);
        let servers = starting_anywhere(&zone.servers);
        for (server, address) in servers.take(TRIES_MAX) {
            match self.asker.ask(address, &question).await {
                Ok(reply) => match read_step(zone, name, &reply) {
                    Some(step) => return Ok((step, address)),
                    None => problem = Missing::at(ConsentProblem::ServerError, &server.name),
                },
                Err(_) => problem = Missing::at(ConsentProblem::NoAnswer, &server.name),
            }
        }
        Err(problem)
    }

    /// A zone whose servers' numbers are known. One without any is left out on the way; the zone of
    /// the name itself is asked for all of them.
    async fn reachable(&self, zone: Zone, depth: u8) -> Result<Zone, Missing> {
        let looked_up = zone.servers.iter().map(|server| self.with_addresses(server, depth));
        let servers: Vec<Server> = join_all(looked_up).await.into_iter().flatten().collect();
        if servers.is_empty() {
            return Err(Missing::at(ConsentProblem::NoAnswer, &zone.apex));
        }
        let zone = Zone { servers: Arc::new(servers), ..zone };
        self.keep(&zone);
        Ok(zone)
    }

    /// A server with its numbers.
    async fn with_addresses(&self, server: &Server, depth: u8) -> Result<Server, Missing> {
        if !server.addresses.is_empty() {
            return Ok(server.clone());
        }
        let nowhere = || Missing::at(ConsentProblem::NoAnswer, &server.name);
        let depth = depth.checked_sub(1).ok_or_else(nowhere)?;
        let mut addresses = self.addresses_by_any(&server.name, depth).await?;
        addresses.truncate(ADDRESSES_MAX);
        if addresses.is_empty() {
            return Err(nowhere());
        }
        Ok(Server { name: server.name.clone(), addresses })
    }

    /// The numbers of a server by the word of one server of its zone: they prove nothing by
    /// themselves, and who answers there has to know the zone.
    async fn addresses_by_any(&self, name: &Name, depth: u8) -> Result<Vec<IpAddr>, Missing> {
        let zone = self.zone_of(name, depth).await?;
        let mut addresses = Vec::new();
        for kind in [RecordType::A, RecordType::AAAA] {
            let question = Question { name: name.clone(), kind };
            for (_, address) in starting_anywhere(&zone.servers).take(TRIES_MAX) {
                let Ok(reply) = self.asker.ask(address, &question).await else { continue };
                addresses.extend(numbers_of(&reply.answers, name));
                break;
            }
        }
        Ok(addresses)
    }

    /// The zone of a name with everybody who answers for it: those whom the zone above names and
    /// those whom the zone itself names.
    async fn whole(
        &self,
        zone: Zone,
        apex: Name,
        (server, depth): (IpAddr, u8),
    ) -> Result<Zone, Missing> {
        if apex.is_root() {
            return Ok(zone);
        }
        let question = Question { name: apex.clone(), kind: RecordType::NS };
        let reply = self.asker.ask(server, &question).await;
        let reply = reply.map_err(|_| Missing::at(ConsentProblem::NoAnswer, &apex))?;
        let own = servers_of(&reply.answers, &reply.additionals, &apex, &apex);
        // A server may know a zone inside of the one it was asked for.
        let mut servers =
            if zone.apex == apex { zone.servers.as_ref().clone() } else { Vec::new() };
        for server in own {
            if !servers.iter().any(|known| known.name == server.name) {
                servers.push(server);
            }
        }
        if servers.is_empty() || servers.len() > SERVERS_MAX {
            return Err(Missing::at(ConsentProblem::ServerError, &apex));
        }
        let looked_up = servers.iter().map(|server| self.with_addresses(server, depth));
        let servers: Result<Vec<Server>, Missing> = join_all(looked_up).await.into_iter().collect();
        Ok(Zone { apex, servers: Arc::new(servers?) })
    }
}

/// How deep a look-up begins.
pub(super) const fn from_the_top() -> u8 {
    DEPTH_MAX
}

/// The servers of a zone and their numbers, beginning with any of them.
fn starting_anywhere(servers: &[Server]) -> impl Iterator<Item = (&Server, IpAddr)> {
    let first = rand::random::<u32>() as usize % servers.len().max(1);
    let (before, after) = servers.split_at_checked(first).unwrap_or((&[], servers));
    let turned = after.iter().chain(before);
    turned.filter_map(|server| server.addresses.first().map(|address| (server, *address)))
}

fn read_step(zone: &Zone, name: &Name, reply: &Reply) -> Option<Step> {
    if !matches!(reply.code, ResponseCode::NoError | ResponseCode::NXDomain) {
        return None;
    }
    if reply.is_authoritative {
        let is_around = |record: &&Record| {
            let is_soa = matches!(record.data, RData::SOA(_));
            is_soa && record.name.zone_of(name) && zone.apex.zone_of(&record.name)
        };
        let soa = reply.answers.iter().chain(&reply.authorities).find(is_around);
        // Where the name stands for another one, an answer need not say which zone it is of.
        let is_alias = !reply.answers.is_empty();
        return match soa {
            Some(record) => Some(Step::Here(record.name.to_lowercase())),
            None => is_alias.then(|| Step::Here(zone.apex.clone())),
        };
    }
    let is_below = |record: &&Record| {
        let is_server = matches!(record.data, RData::NS(_));
        is_server
            && record.name.zone_of(name)
            && zone.apex.zone_of(&record.name)
            && record.name.num_labels() > zone.apex.num_labels()
    };
    let apex = reply.authorities.iter().find(is_below)?.name.to_lowercase();
    let servers = servers_of(&reply.authorities, &reply.additionals, &apex, &zone.apex);
    let is_few = (1..=SERVERS_MAX).contains(&servers.len());
    is_few.then(|| Step::Down(Zone { apex, servers: Arc::new(servers) }))
}

/// The servers that records name for a zone, with their numbers where these belong to who says it.
fn servers_of(records: &[Record], beside: &[Record], apex: &Name, said_by: &Name) -> Vec<Server> {
    let names =
        records.iter().filter(|record| record.name == *apex).filter_map(|record| {
            match datum(record) {
                Some(Datum::Named(name)) if matches!(record.data, RData::NS(_)) => Some(name),
                _ => None,
            }
        });
    let mut servers: Vec<Server> = Vec::new();
    for name in names {
        let mut addresses = match said_by.zone_of(&name) {
            true => numbers_of(beside, &name),
            false => Vec::new(),
        };
        addresses.truncate(ADDRESSES_MAX);
        if !servers.iter().any(|known| known.name == name) {
            servers.push(Server { name, addresses });
        }
    }
    servers
}

/// The numbers of a name, those that everybody can reach first.
fn numbers_of(records: &[Record], name: &Name) -> Vec<IpAddr> {
    let own = records.iter().filter(|record| record.name == *name);
    let mut numbers: Vec<IpAddr> = own
        .filter_map(|record| match datum(record) {
            Some(Datum::Address(address)) => Some(address),
            _ => None,
        })
        .collect();
    numbers.sort_by_key(IpAddr::is_ipv6);
    numbers
}
