//! What is sold, as a list that nobody sends: one service for each category.

use rust_decimal::Decimal;

use super::options::Options;
use crate::domain::catalog::{BuiltInName, Listed, Listing, ServiceType};
use crate::domain::pricing::Pricing;
use crate::domain::recharge::Category;

/// The services of an account.
pub(super) fn listing(options: &Options) -> Listing {
    Listing::of(options.operators.keys().map(|category| Ok(listed(options, *category))))
}

fn listed(options: &Options, category: Category) -> Listed {
    let (kind, name) = match category {
        Category::Mobile => (ServiceType::MobileRecharge, BuiltInName::MobileTopUp),
        Category::Game => (ServiceType::GameRecharge, BuiltInName::GameTopUp),
        Category::Crypto => (ServiceType::CryptoRecharge, BuiltInName::CryptoTopUp),
    };
    Listed {
        provider_service_id: category.into_str().to_owned(),
        name: name.listed().to_owned(),
        category: BuiltInName::TopUps.listed().to_owned(),
        kind,
        kind_label: category.into_str().to_owned(),
        // What it costs beyond the amount is told by a preview.
        rate: Decimal::ONE,
        pricing: Pricing::Previewed,
        min: options.amounts.min,
        max: options.amounts.max,
        refill: false,
        cancel: false,
        dripfeed: false,
        description: None,
        average_time: None,
    }
}
