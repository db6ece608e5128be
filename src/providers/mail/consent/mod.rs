//! Whether the DNS says, right now, that a customer may test a domain.
//!
//! Everything is asked of the servers that are authoritative for it, found from the root down
//! (`walk`), without recursion and without a cache. All servers of a zone have to answer, by
//! themselves, and alike (`answers`); whatever else happens refuses.
//!
//! What has to be there (`judge`):
//!
//! - at exactly the domain's name a TXT record that equals the text with the customer's token. An
//!   answer that comes by CNAME or DNAME is none.
//! - the same name's own MX; every address of each has a reverse name inside the domain that leads
//!   back to the address. So the machine that gets the mail says whose it is, and nobody can point
//!   a domain of theirs at somebody else's server.
//! - no wildcard in its place.
//!
//! A wildcard answers for a name only where the name is not there, and then from the nearest name
//! above that is (RFC 4592). A random name with the same parent is not there either and has the
//! same nearest name above: were the domain's answer made by a wildcard, the random name would get
//! one too, also where the wildcard delegates. So a random sibling has to have nothing. That
//! refuses some who have both a name and a wildcard beside it; they read so, and can put the record
//! at the name above.
//!
//! `FreshDomainProof` is made here and nowhere else. Must never make one of an answer that was
//! kept, nor of a part of these.

mod answers;
mod ask;
mod judge;
mod proof;
mod walk;
mod wire;

#[cfg(test)]
mod judge_tests;
#[cfg(test)]
mod wire_tests;

use std::time::{Duration, Instant};

pub use proof::{FreshDomainProof, ProofUse};

use crate::domain::mail::{ConsentProblem, ConsentToken, DnsWorld, MailDomain, Missing};
use ask::Asker;
use walk::Walk;

/// How long a whole check may take.
const CHECK_WAIT: Duration = Duration::from_secs(25);

/// Checks domains.
#[derive(Debug, Clone, Default)]
pub struct ConsentChecker {
    world: DnsWorld,
}

impl ConsentChecker {
    /// One that asks the name servers of this world.
    #[must_use]
    pub const fn by(world: DnsWorld) -> Self {
        Self { world }
    }

    /// Whether everything is there, for somebody who wants to know.
    ///
    /// # Errors
    /// What is missing first.
    pub async fn look(&self, domain: &MailDomain, token: &ConsentToken) -> Result<(), Missing> {
        let walk = Walk::new(Asker::new(self.world.clone()));
        let judged = tokio::time::timeout(CHECK_WAIT, walk.judge(domain, token)).await;
        judged.unwrap_or_else(|_| Err(ConsentProblem::NoAnswer.into()))
    }

    /// The same, and the proof that an order may go to it.
    ///
    /// # Errors
    /// What is missing first.
    pub async fn prove(
        &self,
        domain: MailDomain,
        token: &ConsentToken,
        to: ProofUse,
    ) -> Result<FreshDomainProof, Missing> {
        let begun = Instant::now();
        self.look(&domain, token).await?;
        Ok(FreshDomainProof::of(domain, to, begun))
    }
}
