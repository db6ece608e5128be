//! What has to be found, and what is missing in the order in which people can mend it. Must never
//! pass over an answer that it does not understand.

use std::collections::BTreeSet;
use std::net::IpAddr;

use futures::future::{join_all, try_join, try_join3};
use hickory_proto::rr::{Name, RecordType};

use super::answers::{Answer, Found};
use super::walk::Walk;
use super::wire::Datum;
use crate::domain::mail::{ConsentProblem, ConsentToken, MailDomain, Missing, RECORD_PREFIX};

/// The most names that take a domain's mail.
const EXCHANGES_MAX: usize = 10;
/// The most addresses of all of them together.
const ADDRESSES_MAX: usize = 20;
/// The most names behind one address.
const POINTERS_MAX: usize = 20;
/// How often a reverse name may lead on to another one: networks smaller than a zone do it once.
const REDIRECTS_MAX: usize = 3;

impl Walk {
    /// Whether a domain is a customer's to test.
    pub(super) async fn judge(
        &self,
        domain: &MailDomain,
        token: &ConsentToken,
    ) -> Result<(), Missing> {
        let name = name_of(domain.as_str()).ok_or(ConsentProblem::NoDomain)?;
        let asked = try_join3(
            self.all_say(&name, RecordType::TXT),
            self.all_say(&name, RecordType::MX),
            self.sibling_of(&name),
        );
        let (texts, exchanges, has_wildcard) = asked.await?;
        check_texts(texts.found, token)?;
        if has_wildcard {
            return Err(ConsentProblem::Wildcard.into());
        }
        self.check_exchanges(domain, exchanges.found).await
    }

    /// Whether a random name with the same parent has anything of what is asked for.
    async fn sibling_of(&self, name: &Name) -> Result<bool, Missing> {
        let label = format!("x{:020x}", rand::random::<u64>());
        let sibling = name.base_name().prepend_label(label.as_str());
        let sibling = sibling.map_err(|_| ConsentProblem::NoDomain)?;
        let (texts, exchanges) = try_join(
            self.all_say(&sibling, RecordType::TXT),
            self.all_say(&sibling, RecordType::MX),
        )
        .await?;
        let is_there = |Answer { found, is_apex }: Answer| {
            is_apex || found.into_data().is_none_or(|data| !data.is_empty())
        };
        Ok(is_there(texts) || is_there(exchanges))
    }

    async fn check_exchanges(&self, domain: &MailDomain, found: Found) -> Result<(), Missing> {
        let data = found.into_data().ok_or(ConsentProblem::Alias)?;
        let hosts: BTreeSet<Name> = data
            .into_iter()
            .filter_map(|datum| match datum {
                Datum::Mail(_, host) => Some(host),
                _ => None,
            })
            .collect();
        if hosts.is_empty() {
            return Err(ConsentProblem::NoMx.into());
        }
        if hosts.iter().any(Name::is_root) {
            return Err(ConsentProblem::NullMx.into());
        }
        if hosts.len() > EXCHANGES_MAX {
            return Err(ConsentProblem::UnfitMx.into());
        }
        let addresses = join_all(hosts.iter().map(|host| self.addresses_of(host))).await;
        let addresses: Result<Vec<BTreeSet<IpAddr>>, Missing> = addresses.into_iter().collect();
        let addresses: BTreeSet<IpAddr> = addresses?.into_iter().flatten().collect();
        if addresses.len() > ADDRESSES_MAX {
            return Err(ConsentProblem::UnfitMx.into());
        }
        let confirmed = addresses.iter().map(|address| self.confirm(domain, *address));
        join_all(confirmed).await.into_iter().collect()
    }

    /// The addresses of what takes mail, all of them public.
    async fn addresses_of(&self, host: &Name) -> Result<BTreeSet<IpAddr>, Missing> {
        if !is_host(host) {
            return Err(Missing::at(ConsentProblem::UnfitMx, host));
        }
        let addresses = self.addresses(host).await?;
        let addresses = addresses.ok_or_else(|| Missing::at(ConsentProblem::UnfitMx, host))?;
        let world = self.asker.world();
        if addresses.is_empty() || !addresses.iter().all(|address| world.takes_mail(*address)) {
            return Err(Missing::at(ConsentProblem::NoMxAddress, host));
        }
        Ok(addresses)
    }

    /// Whether an address has a name inside the domain that leads back to it.
    async fn confirm(&self, domain: &MailDomain, address: IpAddr) -> Result<(), Missing> {
        let at = |problem| Missing::at(problem, address);
        let pointers = self.pointers_of(address).await?;
        if pointers.is_empty() {
            return Err(at(ConsentProblem::NoReverse));
        }
        let inside = |pointer: &&Name| is_host(pointer) && domain.holds(&pointer.to_ascii());
        let mut problem = at(ConsentProblem::ForeignMx);
        for pointer in pointers.iter().take(POINTERS_MAX).filter(inside) {
            let back = self.addresses(pointer).await?;
            if back.is_some_and(|addresses| addresses.contains(&address)) {
                return Ok(());
            }
            problem = at(ConsentProblem::Unconfirmed);
        }
        Err(problem)
    }

    /// The names behind an address.
    async fn pointers_of(&self, address: IpAddr) -> Result<Vec<Name>, Missing> {
        let mut name = Name::from(address);
        name.set_fqdn(true);
        for _ in 0..=REDIRECTS_MAX {
            let data = match self.all_say(&name, RecordType::PTR).await?.found {
                Found::Alias(Some(other)) => {
                    name = other;
                    continue;
                }
                found => found.into_data().unwrap_or_default(),
            };
            let named = |datum| match datum {
                Datum::Named(name) => Some(name),
                _ => None,
            };
            return Ok(data.into_iter().filter_map(named).collect());
        }
        Err(Missing::at(ConsentProblem::NoReverse, address))
    }
}

fn check_texts(found: Found, token: &ConsentToken) -> Result<(), Missing> {
    let texts = match found {
        Found::Alias(_) => return Err(ConsentProblem::Alias.into()),
        Found::NoName => return Err(ConsentProblem::NoDomain.into()),
        Found::Data(texts) => texts,
    };
    let wanted = Datum::Text(token.record().into_bytes());
    if texts.contains(&wanted) {
        return Ok(());
    }
    let is_ours = |datum: &Datum| match datum {
        Datum::Text(text) => text.starts_with(RECORD_PREFIX.as_bytes()),
        _ => false,
    };
    let has_other = texts.iter().any(is_ours);
    Err(if has_other { ConsentProblem::OtherToken } else { ConsentProblem::NoRecord }.into())
}

/// The name of a text, from the root.
fn name_of(text: &str) -> Option<Name> {
    let mut name = Name::from_ascii(text).ok()?;
    name.set_fqdn(true);
    Some(name)
}

/// Whether a name is one of a machine: letters, digits and hyphens, and no number.
fn is_host(name: &Name) -> bool {
    let text = name.to_ascii();
    let text = text.trim_end_matches('.');
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    let last = text.rsplit('.').next().unwrap_or_default();
    text.contains('.')
        && text.bytes().all(is_allowed)
        && last.bytes().any(|byte| byte.is_ascii_alphabetic())
}
