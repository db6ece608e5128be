//! Buttons survive the way through their 64 bytes, and junk does no harm.

use super::*;
use proptest::prelude::*;

#[test]
fn every_tap_survives_and_fits_into_64_bytes() {
    let big = i64::MAX;
    let nonce = || "f".repeat(32);
    let taps = [
        Tap::Menu,
        Tap::Services { category: 1_000_000_000, page: 1_000_000 },
        Tap::Card { service: 1_000_000_000, page: 1_000_000 },
        Tap::Quantity { quantity: 1_000_000_000 },
        Tap::Number { number: 100 },
        Tap::Choice { place: 4 },
        Tap::ListDone,
        Tap::ListClear,
        Tap::Confirm { checkout: nonce() },
        Tap::Orders { filter: Filter::Returned, page: 9 },
        Tap::OrderCard { order: big },
        Tap::Language { tag: "ru".to_owned() },
        Tap::Act { nonce: nonce() },
        Tap::ActNo { nonce: nonce() },
        Tap::Decide { order: big, choice: 'p' },
        Tap::FileWords { order: big },
        Tap::FileAs { order: big, meaning: Meaning::ServiceGone },
        Tap::Filed { provider: "alpha".to_owned(), page: 9 },
        Tap::Unfile { filed: big },
        Tap::Owners,
        Tap::RemoveOwner { person: big },
        Tap::DeclineTopUp { request: big },
        Tap::DeclineTopUpAs { request: big, reason: 'w' },
        Tap::People { page: big },
        Tap::Person { person: big, page: 1_000_000 },
        Tap::PersonStatement { person: big, page: 1_000_000 },
        Tap::PersonOrders { person: big, page: 1_000_000 },
        Tap::Support,
        Tap::AskSupport { order: big },
        Tap::Ticket { ticket: big },
        Tap::TicketWrite { ticket: big },
        Tap::TicketSolved { ticket: big },
        Tap::DeskTickets { page: 9 },
        Tap::DeskTicket { ticket: big },
        Tap::DeskClose { ticket: big },
        Tap::Resume,
        Tap::Nothing,
    ];
    for tap in taps {
        let data = tap.encode(big);
        assert!(data.len() <= 64, "{data}");
        assert_eq!(Tap::decode(&data), Some((big, tap)));
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
