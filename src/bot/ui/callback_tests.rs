//! Buttons survive the way through their 64 bytes, and junk does no harm.

use super::*;
use crate::domain::catalog::naming::{CatalogItem, Mark, TextPart};
use crate::domain::ids::{
    CategoryId, CheckoutId, FiledId, OrderId, PersonId, ScreenId, ServiceId, TicketId, TopUpId,
};
use crate::domain::lang::Lang;
use crate::domain::links::Platform;
use crate::domain::order::ReviewChoice;
use crate::domain::provider::Meaning;
use crate::domain::top_up::DeclineChoice;
use crate::store::orders::listing::Filter;
use proptest::prelude::*;

#[test]
fn every_tap_survives_and_fits_into_64_bytes() {
    let big = i64::MAX;
    let nonce = || "f".repeat(32);
    let taps = [
        Action::Menu,
        Action::Services { category: CategoryId::new(1_000_000_000), page: 1_000_000 },
        Action::Card { service: ServiceId::new(1_000_000_000), page: 1_000_000 },
        Action::Platform { platform: Some(Platform::Odnoklassniki), page: 1_000_000 },
        Action::Platform { platform: None, page: 0 },
        Action::Favourites { page: 9 },
        Action::AddFavourite { service: ServiceId::new(big) },
        Action::RemoveFavourite { service: ServiceId::new(big) },
        Action::LookForLink,
        Action::LatestLink { order: OrderId::new(big) },
        Action::Quantity { quantity: 1_000_000_000 },
        Action::Number { number: 100 },
        Action::Choice { place: 4 },
        Action::ListDone,
        Action::ListClear,
        Action::Confirm { checkout: CheckoutId::new(nonce()) },
        Action::Orders { filter: Filter::Problems, page: 9 },
        Action::OrderCard { order: OrderId::new(big) },
        Action::Language { tag: "ru".to_owned() },
        Action::Act { nonce: nonce() },
        Action::ActNo { nonce: nonce() },
        Action::Decide { order: OrderId::new(big), choice: ReviewChoice::Placed },
        Action::FileWords { order: OrderId::new(big) },
        Action::FileAs { order: OrderId::new(big), meaning: Meaning::ServiceGone },
        Action::Filed { provider: "alpha".to_owned(), page: 9 },
        Action::Unfile { filed: FiledId::new(big) },
        Action::Owners,
        Action::RemoveOwner { person: PersonId::new(big) },
        Action::DeclineTopUp { request: TopUpId::new(big) },
        Action::DeclineTopUpAs { request: TopUpId::new(big), reason: DeclineChoice::OwnWords },
        Action::People { page: big },
        Action::Person { person: PersonId::new(big), page: 1_000_000 },
        Action::PersonStatement { person: PersonId::new(big), page: 1_000_000 },
        Action::PersonOrders { person: PersonId::new(big), page: 1_000_000 },
        Action::Support,
        Action::AskSupport { order: OrderId::new(big) },
        Action::Ticket { ticket: TicketId::new(big) },
        Action::TicketWrite { ticket: TicketId::new(big) },
        Action::TicketSolved { ticket: TicketId::new(big) },
        Action::StaffTickets { page: 9 },
        Action::StaffTicket { ticket: TicketId::new(big) },
        Action::StaffClose { ticket: TicketId::new(big) },
        Action::EditItem { item: CatalogItem::Service(ServiceId::new(big)) },
        Action::EditText { item: CatalogItem::Category(CategoryId::new(3)), part: TextPart::Name },
        Action::EditTextIn {
            item: CatalogItem::Service(ServiceId::new(big)),
            part: TextPart::Description,
            lang: Lang::Uz,
        },
        Action::ClearText {
            item: CatalogItem::Service(ServiceId::new(big)),
            part: TextPart::Name,
            lang: Lang::Ru,
        },
        Action::MarkItem { item: CatalogItem::Service(ServiceId::new(big)), mark: Mark::Unpin },
        Action::HiddenItems { page: 9 },
        Action::Sources { service: ServiceId::new(big) },
        Action::AddSource { service: ServiceId::new(big) },
        Action::RemoveSource { service: ServiceId::new(big), other: ServiceId::new(big) },
        Action::CouponCard { code: "X".repeat(20) },
        Action::StopCoupon { code: "X".repeat(20) },
        Action::NewCoupon { percent: 20 },
        Action::Resume,
        Action::Nothing,
    ];
    for tap in taps {
        let data = tap.encode(ScreenId::new(big));
        assert!(data.len() <= 64, "{data}");
        assert_eq!(Action::decode(&data), Some((ScreenId::new(big), tap)));
    }
}

#[test]
fn a_button_of_another_version_is_told_from_junk() {
    for data in ["0:7:m", "2:7:m", "2:whatever"] {
        assert!(Action::is_of_another_version(data), "{data}");
    }
    for data in ["1:7:m", "1:junk", "2", "", ":", "x:7:m", "-1:7:m", "99999999:m"] {
        assert!(!Action::is_of_another_version(data), "{data}");
    }
}

proptest! {
    #[test]
    fn junk_is_refused_without_a_panic(data in ".{0,80}") {
        if let Some((screen, tap)) = Action::decode(&data) {
            prop_assert_eq!(Action::decode(&tap.encode(screen)), Some((screen, tap)));
        }
    }
}
