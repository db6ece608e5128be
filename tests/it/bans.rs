//! /ban and /unban: an owner takes no new orders of a person, and nothing else of them.

use crate::support::owners::SECOND_OWNER;
use crate::support::world::OWNER;
use crate::support::{World, money};

const WHY: &str = "You cannot place new orders. Your running orders go on.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_banned_customer_cannot_order_until_the_ban_is_ended() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.buys("instagram.com/one", "1000").await;
    let left = world.wallet(5_001).await.available;
    alice.fills_in("instagram.com/two", "1000").await;
    olga.says("/ban 5001 disputes every payment").await;
    for part in [
        "Ban this customer?",
        "👤 Alice · ID 5001",
        "Their balance stays theirs: $23.83",
        "Open orders go on: 1",
        "disputes every payment",
    ] {
        olga.expects(part);
    }
    assert_eq!(world.rows("is_banned FROM people WHERE person_id = 5001").await, ["0"]);
    let confirm = olga.button("Confirm");
    olga.taps("Confirm").await;
    assert!(olga.was_told("5001 cannot place new orders any more."));
    for owner in [olga, oscar] {
        assert_eq!(owner.times_told("🧾 Customer banned"), 1);
        assert!(owner.was_told("👤 Alice · ID 5001\n👮 By Olga · ID 9000"));
    }
    // Nothing is done twice, and the customer is not told what the owners wrote.
    assert!(olga.presses_again(&confirm).await.contains("confirmed or declined already"));
    assert!(!alice.was_told("disputes"));
    assert_eq!(alice.taps_for_answer("Confirm").await, WHY);
    assert_eq!(world.count("orders").await, 1);
    assert_eq!(world.wallet(5_001).await.available, left);

    oscar.says("/unban 5001 it was\na mistake").await;
    oscar.expects("Let this customer order again?");
    oscar.taps("Confirm").await;
    assert!(oscar.was_told("5001 can order again."));
    assert_eq!(olga.times_told("🧾 Ban ended"), 1);
    alice.buys("instagram.com/two", "1000").await;
    assert_eq!(world.count("orders").await, 2);
    let journal = world.journal().await;
    let expected = [
        "9000 ban person 5001: ; disputes every payment",
        "9001 unban person 5001: ; it was a mistake",
    ];
    assert_eq!(journal, expected);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_cannot_be_banned_is_said_in_place_of_the_card() {
    let world = World::of_two_owners().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "0").await;
    for (typed, expected) in [
        (format!("/ban {SECOND_OWNER}"), "Owners of the shop cannot be banned"),
        (format!("/ban {OWNER}"), "Owners of the shop cannot be banned"),
        ("/ban 404404".to_owned(), "no such person"),
        ("/unban 404404".to_owned(), "no such person"),
        ("/unban 5001".to_owned(), "This customer is not banned"),
        ("/ban".to_owned(), "/ban USER [REASON]"),
        ("/ban @alice".to_owned(), "/ban USER [REASON]"),
        ("/unban".to_owned(), "/unban USER"),
    ] {
        olga.says(&typed).await;
        olga.expects(expected);
        assert_eq!(world.count("admin_acts").await, 0, "{typed}");
    }
    olga.does("/ban 5001").await;
    olga.says("/ban 5001").await;
    olga.expects("This customer is banned already");
    assert_eq!(world.count("journal").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_owners_who_ban_one_customer_do_it_once() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    world.customer(5_001, "Alice", "5").await;
    olga.says("/ban 5001").await;
    oscar.says("/ban 5001").await;
    olga.taps("Confirm").await;
    // The other's card was shown before: what they confirm is refused now, and is no second ban.
    oscar.taps("Confirm").await;
    assert!(oscar.was_told("This customer is banned already"));
    assert_eq!(world.count("journal").await, 1);
    assert_eq!(world.wallet(5_001).await.available, money("5"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_else_bans_anybody() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "5").await;
    world.customer(5_002, "Bob", "5").await;
    alice.says("/ban 5002 a rival").await;
    alice.expects("understand");
    world.owner().says("/ban 5002").await;
    let nonce = world.owner().nonce("Confirm");
    assert!(alice.forges_tap(&format!("a:{nonce}")).await.contains("earlier step"));
    assert_eq!(world.count("people WHERE is_banned = 1").await, 0);
    assert_eq!(world.count("journal").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_become_an_owner_since_may_order() {
    let mut world = World::new().await;
    world.customer(5_001, "Alice", "25").await;
    world.owner().does("/ban 5001").await;
    world.restart(&[("ADMIN_IDS", format!("{OWNER},5001"))]).await;
    world.actor(5_001).buys("instagram.com/one", "1000").await;
    assert_eq!(world.count("orders").await, 1);
    world.audit().await;
}
