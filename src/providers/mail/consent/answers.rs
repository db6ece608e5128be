//! What a zone says of a name: the word of all of its servers, who have to agree. Must never answer
//! out of what one of them says alone.

use std::collections::BTreeSet;
use std::net::IpAddr;

use futures::future::join_all;
use hickory_proto::op::ResponseCode;
use hickory_proto::rr::{Name, RData, RecordType};

use super::ask::Unanswered;
use super::walk::{Server, Walk, Zone, from_the_top};
use super::wire::{Datum, Question, Reply, datum};
use crate::domain::mail::{ConsentProblem, Missing};

/// What is known of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    /// What stands there, as all servers say.
    pub found: Found,
    /// Whether the zone begins with this very name.
    pub is_apex: bool,
}

/// What stands at a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// This and nothing else; empty for nothing of the kind.
    Data(BTreeSet<Datum>),
    /// There is no such name.
    NoName,
    /// It stands for another one, if that is named.
    Alias(Option<Name>),
}

impl Found {
    /// What there is of the kind.
    pub(super) fn into_data(self) -> Option<BTreeSet<Datum>> {
        match self {
            Self::Data(data) => Some(data),
            Self::NoName => Some(BTreeSet::new()),
            Self::Alias(_) => None,
        }
    }
}

impl Walk {
    /// Asks all servers of the zone of a name.
    pub(super) async fn all_say(&self, name: &Name, kind: RecordType) -> Result<Answer, Missing> {
        let zone = self.zone_of(name, from_the_top()).await?;
        let question = Question { name: name.clone(), kind };
        let Zone { apex, servers } = &zone;
        let asked = servers.iter().map(|server| self.one_says(server, &question));
        let mut said = join_all(asked).await.into_iter();
        let first = said.next().unwrap_or_else(|| Err(ConsentProblem::ServerError.into()))?;
        for other in said {
            if other? != first {
                return Err(Missing::at(ConsentProblem::ServersDisagree, apex));
            }
        }
        Ok(Answer { found: first, is_apex: apex == name })
    }

    /// What one server says; its numbers are tried until one of them answers.
    async fn one_says(&self, server: &Server, question: &Question) -> Result<Found, Missing> {
        let at = |problem| Missing::at(problem, &server.name);
        let mut problem = at(ConsentProblem::NoAnswer);
        for address in &server.addresses {
            match self.asker.ask(*address, question).await {
                Ok(reply) => {
                    return read(&reply, question).ok_or_else(|| at(ConsentProblem::ServerError));
                }
                Err(Unanswered::Broken) => problem = at(ConsentProblem::ServerError),
                Err(Unanswered::Silent) => {}
            }
        }
        Err(problem)
    }

    /// The numbers of a name; `None` where it stands for another one.
    pub(super) async fn addresses(&self, name: &Name) -> Result<Option<BTreeSet<IpAddr>>, Missing> {
        let mut addresses = BTreeSet::new();
        for kind in [RecordType::A, RecordType::AAAA] {
            let Some(data) = self.all_say(name, kind).await?.found.into_data() else {
                return Ok(None);
            };
            addresses.extend(data.into_iter().filter_map(|datum| match datum {
                Datum::Address(address) => Some(address),
                _ => None,
            }));
        }
        Ok(Some(addresses))
    }
}

/// Reads what a server of the zone says of a name in it; `None` for an error, or for somebody who
/// does not know the zone.
fn read(reply: &Reply, question: &Question) -> Option<Found> {
    if !reply.is_authoritative {
        return None;
    }
    let is_whole = |record: &hickory_proto::rr::Record| {
        record.name == question.name && record.record_type() == question.kind
    };
    let alias = reply.answers.iter().find_map(|record| match &record.data {
        RData::CNAME(name) if record.name == question.name => Some(Some(name.0.to_lowercase())),
        _ if record.record_type() == RecordType::DNAME => Some(None),
        _ => None,
    });
    match (reply.code, alias) {
        (ResponseCode::NoError | ResponseCode::NXDomain, Some(named)) => Some(Found::Alias(named)),
        (ResponseCode::NXDomain, None) if reply.answers.is_empty() => Some(Found::NoName),
        (ResponseCode::NoError, None) if reply.answers.iter().all(is_whole) => {
            let data: Option<BTreeSet<Datum>> = reply.answers.iter().map(datum).collect();
            data.map(Found::Data)
        }
        _ => None,
    }
}
