//! What is sold, as a list that nobody sends: one service for each category.

use rust_decimal::Decimal;

use super::options::Options;
use crate::domain::catalog::{Listed, Listing, ServiceType};
use crate::domain::pricing::Pricing;
use crate::domain::recharge::Category;

/// The category under which they stand.
const SHELF: &str = "Top-ups";

/// The services of an account.
pub(super) fn listing(options: &Options) -> Listing {
    Listing::of(options.operators.keys().map(|category| Ok(listed(options, *category))))
}

fn listed(options: &Options, category: Category) -> Listed {
    let (kind, name) = match category {
        Category::Mobile => (ServiceType::MobileRecharge, "Mobile top-up"),
        Category::Game => (ServiceType::GameRecharge, "Game top-up"),
        Category::Crypto => (ServiceType::CryptoRecharge, "Crypto wallet top-up"),
    };
    Listed {
        provider_service_id: category.into_str().to_owned(),
        name: name.to_owned(),
        category: SHELF.to_owned(),
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
