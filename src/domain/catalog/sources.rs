//! Where a service is bought that has several sources: which may be one of it at all, what speaks
//! against one now, and which is taken. Must never choose a source that delivers less than was
//! sold, nor one at which nothing can be ordered.

use strum::{EnumIter, IntoStaticStr};

use super::ServiceType;
use super::standing::Record;
use crate::domain::ids::SourceId;
use crate::domain::limits::Limits;
use crate::domain::money::Money;
use crate::domain::pricing::Pricing;

/// Sources of one service at the most, beside the one that it came with.
pub const SOURCES_MAX: i64 = 5;
/// The share of orders delivered whole below which a source is taken only where no other sells.
const RELIABLE_PERCENT: i64 = 80;

/// What is bought with a service of a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traits {
    /// How it is ordered.
    pub kind: ServiceType,
    /// What its rate is the price of.
    pub pricing: Pricing,
    /// As the provider lists them.
    pub limits: Limits,
    /// Whether the provider refills what drops.
    pub has_refill: bool,
    /// Whether the provider can cancel.
    pub has_cancel: bool,
    /// Whether the provider delivers in parts.
    pub has_dripfeed: bool,
}

/// Why a service of a provider cannot be a source of another service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case", const_into_str)]
pub enum Unfit {
    /// It is the service itself.
    Same,
    /// It is one already.
    Known,
    /// The service has as many as there can be.
    Full,
    /// A product, which is bought where it was shown.
    Product,
    /// It is ordered otherwise.
    Type,
    /// Its rate is the price of something else.
    Pricing,
    /// It takes less, or only more, than was offered.
    Limits,
    /// It does not refill.
    Refill,
    /// It does not cancel.
    Cancel,
    /// It does not deliver in parts.
    Dripfeed,
}

impl Traits {
    /// Why it cannot stand in for what is `sold`; `None` when it can.
    #[must_use]
    pub fn unfit_for(&self, sold: &Self) -> Option<Unfit> {
        let checks = [
            (self.kind.is_product() || sold.kind.is_product(), Unfit::Product),
            (self.kind != sold.kind, Unfit::Type),
            (self.pricing != sold.pricing, Unfit::Pricing),
            (self.limits.min > sold.limits.min || self.limits.max < sold.limits.max, Unfit::Limits),
            (sold.has_refill && !self.has_refill, Unfit::Refill),
            (sold.has_cancel && !self.has_cancel, Unfit::Cancel),
            (sold.has_dripfeed && !self.has_dripfeed, Unfit::Dripfeed),
        ];
        checks.into_iter().find_map(|(is_so, why)| is_so.then_some(why))
    }
}

/// What speaks against buying at a source now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case", const_into_str)]
pub enum Obstacle {
    /// Its provider is off or closed, or has no rate.
    Off,
    /// Its provider gets no orders until it is known to work.
    Stopped,
    /// The shop's account there runs short, and it was tried just now.
    Short,
    /// Its provider does not list it, or not so that it can be read.
    Gone,
    /// Its provider lists another name or type for it, which an owner has to look at.
    Changed,
    /// One of its orders was charged above its cost, which an owner has to look at.
    Overcharged,
    /// It has no price.
    Priceless,
    /// It is another by now than what is sold.
    Unfit,
}

/// A source of a service, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub source_id: SourceId,
    /// Its provider.
    pub provider: String,
    /// The first thing that speaks against it.
    pub obstacle: Option<Obstacle>,
    /// Whether its provider is left alone for a moment: no reason to sell at another price, but one
    /// to send an order elsewhere.
    pub is_resting: bool,
    /// What the shop pays at the worst for what the pricing says, in the shop's currency.
    pub cost: Money,
    /// How the orders of it went.
    pub record: Record,
}

impl Candidate {
    /// Whether too many of its orders were not delivered whole.
    #[must_use]
    pub fn is_unreliable(&self) -> bool {
        self.record.delivered_percent().is_some_and(|percent| percent < RELIABLE_PERCENT)
    }
}

/// The sources at which an order can be bought now, the best first: those that deliver, then the
/// cheapest, then the one that is bought at now.
#[must_use]
pub fn ranked(now: SourceId, candidates: &[Candidate]) -> Vec<&Candidate> {
    let mut open: Vec<&Candidate> =
        candidates.iter().filter(|candidate| candidate.obstacle.is_none()).collect();
    open.sort_by_key(|it| (it.is_unreliable(), it.cost, it.source_id != now, it.source_id));
    open
}

/// Where a service is bought from now on; where it is bought `now` when nobody sells it.
#[must_use]
pub fn chosen(now: SourceId, candidates: &[Candidate]) -> SourceId {
    ranked(now, candidates).first().map_or(now, |best| best.source_id)
}

#[cfg(test)]
#[path = "sources_tests.rs"]
mod tests;
