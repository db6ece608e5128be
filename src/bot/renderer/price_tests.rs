//! Prices that wait for owners, and balances that are compared, in every language.

use rust_decimal::Decimal;

use super::tests::{LANGUAGES, assert_readable, render_for, text_of};
use crate::domain::ids::{OrderId, PersonId, Revision, ServiceId};
use crate::domain::money::Money;
use crate::domain::order::charge::Margin;
use crate::notifications::acts::{ActNotice, PricesDecided};
use crate::notifications::notice::{Notice, Who};
use crate::notifications::orders::{OffSale, OrderAlert, Overcharge};
use crate::notifications::providers::{ChangesWait, ConversionMove, ProviderAlert};
use crate::notifications::reconciliation::{Named, ReconciliationAlert};
use crate::store::price_changes::Tally;

fn notices() -> Vec<Notice> {
    let actor = || Who { person_id: PersonId::new(1), name: "Olga <b>".to_owned() };
    let (provider, name) = ("alpha".to_owned(), "Likes <fast>".to_owned());
    let moved = ConversionMove {
        provider: provider.clone(),
        currency: "UZS".to_owned(),
        before: "0.000079".to_owned(),
        after: "0.0001".to_owned(),
    };
    let wait = |other, off_sale| {
        let tally = Tally { open: 12, repriced: 12, other, skipped: 3, newest: Revision::new(9) };
        ChangesWait { provider: provider.clone(), news: 5, tally, off_sale }
    };
    let charged = |is_far, paused| {
        OrderAlert::Overcharge(Box::new(Overcharge {
            order_id: OrderId::new(1_001),
            provider: provider.clone(),
            currency: "USD".to_owned(),
            expected: Decimal::ONE,
            charge: Decimal::TEN,
            paid: Money::from_micros(1_300_000),
            margin: Margin::Loss,
            is_far,
            paused,
        }))
    };
    let decided = |count, service: &str, is_applied| {
        let (actor, service) = (actor(), service.to_owned());
        ActNotice::PricesDecided(PricesDecided { actor, count, service, is_applied })
    };
    let asked = |is_approved| {
        let (actor, provider, asks) = (actor(), provider.clone(), "Your <login>".to_owned());
        ActNotice::AskDecided { actor, provider, asks, is_approved }
    };
    vec![
        ProviderAlert::ChangesWait(wait(0, 0)).into(),
        ProviderAlert::ChangesWait(wait(4, 7)).into(),
        ProviderAlert::ConversionMoved { moved: moved.clone(), is_fetched: false }.into(),
        ProviderAlert::ConversionMoved { moved: moved.clone(), is_fetched: true }.into(),
        charged(true, Some(OffSale::Service(ServiceId::new(7)))).into(),
        charged(false, Some(OffSale::Service(ServiceId::new(7)))).into(),
        charged(false, Some(OffSale::Provider)).into(),
        charged(true, None).into(),
        decided(1, "", true).into(),
        decided(5, "", false).into(),
        decided(1, &name, true).into(),
        decided(1, &name, false).into(),
        ActNotice::ServiceResumed { actor: actor(), service_id: ServiceId::new(7), name }.into(),
        ActNotice::RateTaken { actor: actor(), moved }.into(),
        asked(true).into(),
        asked(false).into(),
    ]
}

/// What is found when a balance is held against orders.
fn comparisons() -> Vec<Notice> {
    let provider = || "alpha".to_owned();
    let (amount, currency) = (Decimal::TEN, "USD".to_owned());
    let mut orders = Named::default();
    orders.add(OrderId::new(1_001));
    let since_ms = 1_793_534_400_000;
    let found = [
        ReconciliationAlert::Short { provider: provider(), amount, currency, orders },
        ReconciliationAlert::Risen { provider: provider(), amount, currency: "UZS".to_owned() },
        ReconciliationAlert::Agrees { provider: provider(), since_ms },
        ReconciliationAlert::Begun { provider: provider() },
        ReconciliationAlert::Silent { provider: provider() },
    ];
    found.map(Notice::from).into()
}

#[test]
fn every_notice_about_prices_is_readable_in_every_language() {
    for language in LANGUAGES {
        for (place, notice) in notices().into_iter().chain(comparisons()).enumerate() {
            let text = text_of(&render_for(9_000, language, notice));
            assert_readable(&text, &format!("{language} {place}"));
            assert!(text.lines().count() <= 12, "{text}");
        }
    }
}
