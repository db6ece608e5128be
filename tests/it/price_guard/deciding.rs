//! The list of what waits, and an owner's word on one change or on all.

use super::TOLD;
use crate::support::{World, money};
use storefront::clock::HOUR_MS;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_applies_one_from_the_notice_and_every_owner_reads_of_it() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    world.lists_rate(1, "1.20").await;
    for owner in [olga, oscar] {
        assert_eq!(owner.times_told(TOLD), 1);
    }
    olga.taps("Price changes").await;
    olga.expects("Changes that wait: 1");
    olga.expects("#1 Instagram Followers");
    olga.expects("0.9 → 1.2 (+33%), price $1.17 → $1.56");
    assert!(!olga.is_offered("Apply all"));
    olga.taps("Apply #1").await;
    olga.expects("Apply this change?");
    olga.expects("0.9 → 1.2 (+33%)");
    assert_eq!(world.rate(1).await, "0.9", "not before it is confirmed");
    let confirm = olga.button("Confirm");
    olga.taps("Confirm").await;
    assert!(olga.was_told("service #1 follows its provider"));
    assert!(oscar.was_told("was applied by Olga, ID 9000"));
    assert_eq!((world.rate(1).await.as_str(), world.waiting().await), ("1.2", 0));
    assert!(olga.presses_again(&confirm).await.contains("confirmed or declined already"));
    assert_eq!(world.journal().await, ["9000 prices_applied service 1: rate 0.9 to 1.2; "]);
    // From here on the band is measured anew.
    world.lists_rate(1, "1.32").await;
    assert_eq!((world.rate(1).await.as_str(), world.waiting().await), ("1.32", 0));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_skipped_is_told_again_when_it_moves_and_stays_in_the_list() {
    let world = World::new().await;
    let olga = world.owner();
    let ann = world.customer(5_001, "Ann", "25").await;
    world.lists_rate(1, "1.10").await;
    olga.taps("Price changes").await;
    olga.taps("Skip #1").await;
    olga.expects("Skip this change?");
    olga.taps("Confirm").await;
    assert!(olga.was_told("service #1 stays as it was"));
    for _ in 0..3 {
        world.lists_rate(1, "1.10").await;
    }
    assert_eq!(world.times_changes_told(), 1);
    olga.says("/providers").await;
    olga.taps("Price changes: 1").await;
    assert!(olga.is_offered("Apply #1") && !olga.is_offered("Skip #1"));
    ann.fills_in("instagram.com/ann", "1000").await;
    ann.expects("$1.17");
    world.lists_rate(1, "1.15").await;
    assert_eq!(world.times_changes_told(), 2);
    let journal = world.journal().await;
    assert_eq!(journal, ["9000 prices_skipped service 1: rate 0.9 to 1.1; "]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_are_applied_at_once_as_they_were_counted() {
    let world = World::new().await;
    let olga = world.owner();
    for service in 1..=9 {
        let rate = (world.offer(service).await.rate + world.offer(service).await.rate).to_string();
        world.panel.update_rate(service, &rate).unwrap();
    }
    world.panel.rename(10, "Another thing").unwrap();
    world.sync().await;
    olga.says("/sync").await;
    olga.taps("Price changes: 10").await;
    olga.expects("Changes that wait: 10");
    for _ in 0..3 {
        olga.taps("▶️").await;
    }
    olga.expects("now Another thing");
    olga.taps("Apply all (10)").await;
    olga.expects("Apply all 10 changes?");
    olga.expects("Large price changes: 9");
    olga.expects("Another name or type: 1");
    // What comes after the card was not shown: it stays, and so does what has moved since.
    world.panel.update_rate(11, "99").unwrap();
    world.panel.update_rate(1, "50").unwrap();
    world.sync().await;
    olga.taps("Confirm").await;
    assert!(olga.was_told("9 changes were applied"), "{:?}", olga.told());
    assert_eq!(world.waiting().await, 2);
    assert_eq!(world.rate(1).await, "0.9");
    assert_eq!(world.offer(10).await.name, "Another thing");
    assert_eq!(world.journal().await.last().unwrap(), "9000 prices_applied services: 9 changes; ");
    olga.says("/providers").await;
    olga.taps("Price changes: 2").await;
    olga.taps("Skip all (2)").await;
    olga.taps("Confirm").await;
    assert!(olga.was_told("2 changes were skipped"));
    olga.says("/providers").await;
    olga.taps("Price changes: 2").await;
    assert!(!olga.is_offered("Skip all") && !olga.is_offered("Apply all"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_that_has_moved_since_its_card_is_not_applied() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    world.lists_rate(1, "1.20").await;
    olga.taps("Price changes").await;
    olga.taps("Apply #1").await;
    world.panel.update_rate(1, "90").unwrap();
    world.sync().await;
    olga.taps("Confirm").await;
    assert!(olga.was_told("This has changed since"), "{:?}", olga.told());
    assert_eq!((world.rate(1).await.as_str(), world.waiting().await), ("0.9", 1));
    // Of two owners who confirm the same, one does it.
    world.lists_rate(1, "1.10").await;
    for owner in [olga, oscar] {
        owner.says("/providers").await;
        owner.taps("Price changes: 1").await;
        owner.taps("Apply #1").await;
    }
    olga.taps("Confirm").await;
    oscar.taps("Confirm").await;
    assert!(oscar.was_told("This has changed since"));
    assert_eq!((world.rate(1).await.as_str(), world.count("journal").await), ("1.1", 1));
    // An old button of the list says so.
    olga.says("/providers").await;
    assert!(!olga.is_offered("Price changes"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p16_nobody_else_sees_or_decides_what_waits() {
    let world = World::new().await;
    let mallory = world.customer(6_666, "Mallory", "1").await;
    world.lists_rate(1, "1.20").await;
    assert!(!mallory.was_told(TOLD));
    world.owner().taps("Price changes").await;
    world.owner().taps("Apply #1").await;
    let nonce = world.owner().nonce("Confirm");
    for tap in ["vc:0", "va:1", "vs:1", "vaa", "vsa", "vp:0", "vr:1", "vt:main"] {
        assert!(mallory.forges_tap(tap).await.contains("earlier step"), "{tap}");
    }
    assert!(mallory.forges_tap(&format!("a:{nonce}")).await.contains("earlier step"));
    assert_eq!((world.rate(1).await.as_str(), world.count("journal").await), ("0.9", 0));
    // Numbers of nothing are answered, and an owner who was removed has no buttons left.
    world.owner().forges_tap("va:99999").await;
    world.owner().forges_tap("vr:99999").await;
    world.owner().forges_tap("vt:nobody").await;
    assert_eq!(world.count("journal").await, 0);
    assert_eq!(world.wallet(6_666).await.available, money("1"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_is_listed_no_more_leaves_the_list() {
    let world = World::new().await;
    world.lists_rate(1, "1.20").await;
    let rows = world.panel.services();
    let others = rows.iter().filter(|row| row.id != 1).cloned().collect();
    world.panel.set_services(others);
    world.sync().await;
    assert_eq!(world.waiting().await, 0);
    world.panel.set_services(rows);
    world.advance_ms(HOUR_MS);
    world.sync().await;
    assert_eq!((world.waiting().await, world.times_changes_told()), (1, 2));
    assert_eq!(world.rate(1).await, "0.9");
    world.audit().await;
}
