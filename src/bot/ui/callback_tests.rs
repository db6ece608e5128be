//! Buttons survive the way through their 64 bytes, and junk does no harm.

use super::*;
use crate::domain::ids::{
    CategoryId, FiledId, OrderId, PersonId, RequestId, ScreenId, ServiceId, TicketId,
};
use crate::domain::provider::Meaning;
use crate::store::orders::listing::Filter;
use proptest::prelude::*;

#[test]
fn every_tap_survives_and_fits_into_64_bytes() {
    let big = i64::MAX;
    let nonce = || "f".repeat(32);
    let taps = [
        Tap::Menu,
        Tap::Services { category: CategoryId::new(1_000_000_000), page: 1_000_000 },
        Tap::Card { service: ServiceId::new(1_000_000_000), page: 1_000_000 },
        Tap::Quantity { quantity: 1_000_000_000 },
        Tap::Number { number: 100 },
        Tap::Choice { place: 4 },
        Tap::ListDone,
        Tap::ListClear,
        Tap::Confirm { checkout: nonce() },
        Tap::Orders { filter: Filter::Returned, page: 9 },
        Tap::OrderCard { order: OrderId::new(big) },
        Tap::Language { tag: "ru".to_owned() },
        Tap::Act { nonce: nonce() },
        Tap::ActNo { nonce: nonce() },
        Tap::Decide { order: OrderId::new(big), choice: 'p' },
        Tap::FileWords { order: OrderId::new(big) },
        Tap::FileAs { order: OrderId::new(big), meaning: Meaning::ServiceGone },
        Tap::Filed { provider: "alpha".to_owned(), page: 9 },
        Tap::Unfile { filed: FiledId::new(big) },
        Tap::Owners,
        Tap::RemoveOwner { person: PersonId::new(big) },
        Tap::DeclineTopUp { request: RequestId::new(big) },
        Tap::DeclineTopUpAs { request: RequestId::new(big), reason: 'w' },
        Tap::People { page: big },
        Tap::Person { person: PersonId::new(big), page: 1_000_000 },
        Tap::PersonStatement { person: PersonId::new(big), page: 1_000_000 },
        Tap::PersonOrders { person: PersonId::new(big), page: 1_000_000 },
        Tap::Support,
        Tap::AskSupport { order: OrderId::new(big) },
        Tap::Ticket { ticket: TicketId::new(big) },
        Tap::TicketWrite { ticket: TicketId::new(big) },
        Tap::TicketSolved { ticket: TicketId::new(big) },
        Tap::DeskTickets { page: 9 },
        Tap::DeskTicket { ticket: TicketId::new(big) },
        Tap::DeskClose { ticket: TicketId::new(big) },
        Tap::Resume,
        Tap::Nothing,
    ];
    for tap in taps {
        let data = tap.encode(ScreenId::new(big));
        assert!(data.len() <= 64, "{data}");
        assert_eq!(Tap::decode(&data), Some((ScreenId::new(big), tap)));
    }
}

#[test]
fn a_button_of_another_version_is_told_from_junk() {
    for data in ["0:7:m", "2:7:m", "2:whatever"] {
        assert!(Tap::is_of_another_version(data), "{data}");
    }
    for data in ["1:7:m", "1:junk", "2", "", ":", "x:7:m", "-1:7:m", "99999999:m"] {
        assert!(!Tap::is_of_another_version(data), "{data}");
    }
}

proptest! {
    #[test]
    fn junk_is_refused_without_a_panic(data in ".{0,80}") {
        if let Some((screen, tap)) = Tap::decode(&data) {
            prop_assert_eq!(Tap::decode(&tap.encode(screen)), Some((screen, tap)));
        }
    }
}
