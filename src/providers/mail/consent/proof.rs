//! The proof of a domain's consent. Its parts are private, it cannot be copied, and the check
//! beside this file is the only caller of what makes one: `tests/it/tidy/consent.rs` holds the
//! source to it.

use std::time::{Duration, Instant};

use crate::domain::ids::{OrderId, PersonId};
use crate::domain::mail::MailDomain;

/// How long a proof may be used after the check began.
const FRESH: Duration = Duration::from_secs(60);

/// What a proof is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProofUse {
    /// Whose consent it is.
    pub person: PersonId,
    /// The one order that it lets pass.
    pub order: OrderId,
}

/// That the DNS says right now that a customer may test a domain with an order.
///
/// Nothing but the check makes one:
///
/// ```compile_fail,E0451
/// use std::time::Instant;
/// use storefront::domain::ids::{OrderId, PersonId};
/// use storefront::domain::mail::MailDomain;
/// use storefront::providers::mail::consent::{FreshDomainProof, ProofUse};
///
/// let to = ProofUse { person: PersonId::new(1), order: OrderId::new(1001) };
/// let domain = MailDomain::read("example.com").unwrap();
/// let proof = FreshDomainProof { domain, to, begun: Instant::now() };
/// ```
///
/// and it is used up by the order that it is for:
///
/// ```compile_fail,E0382
/// use storefront::providers::mail::{MailOrder, SendsMail};
/// use storefront::providers::mail::consent::FreshDomainProof;
///
/// async fn twice(mail: &dyn SendsMail, order: MailOrder, proof: FreshDomainProof) {
///     mail.send(order.clone(), proof).await;
///     mail.send(order, proof).await;
/// }
/// ```
#[derive(Debug)]
pub struct FreshDomainProof {
    domain: MailDomain,
    to: ProofUse,
    begun: Instant,
}

impl FreshDomainProof {
    /// For the check, which has found what it asks for in answers to questions after `begun`.
    pub(super) const fn of(domain: MailDomain, to: ProofUse, begun: Instant) -> Self {
        Self { domain, to, begun }
    }

    /// Whether it lets this order to this domain pass now.
    #[must_use]
    pub fn lets_pass(&self, domain: &MailDomain, to: ProofUse) -> bool {
        self.lets_pass_at(domain, to, Instant::now())
    }

    fn lets_pass_at(&self, domain: &MailDomain, to: ProofUse, now: Instant) -> bool {
        let age = now.checked_duration_since(self.begun);
        self.domain == *domain && self.to == to && age.is_some_and(|age| age < FRESH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_is_for_one_domain_person_and_order_and_a_minute() {
        let domain = MailDomain::read("example.com").unwrap();
        let to = ProofUse { person: PersonId::new(1), order: OrderId::new(1001) };
        let begun = Instant::now();
        let proof = FreshDomainProof::of(domain.clone(), to, begun);
        let after = |ms| begun + Duration::from_millis(ms);
        assert!(proof.lets_pass_at(&domain, to, after(59_999)));
        assert!(!proof.lets_pass_at(&domain, to, after(60_000)));
        for other in ["example.org", "a.example.com"] {
            let other = MailDomain::read(other).unwrap();
            assert!(!proof.lets_pass_at(&other, to, after(0)));
        }
        let other_person = ProofUse { person: PersonId::new(2), ..to };
        let other_order = ProofUse { order: OrderId::new(1002), ..to };
        assert!(!proof.lets_pass_at(&domain, other_person, after(0)));
        assert!(!proof.lets_pass_at(&domain, other_order, after(0)));
    }
}
