//! Invitations: who comes by a link is bound to it once, and what their orders leave to the shop
//! earns their inviter a share.

use crate::support::owners::owners;
use crate::support::world::OWNER;
use crate::support::{Actor, World, WorldOptions, money};
use storefront::clock::HOUR_MS;
use storefront::domain::ids::{OrderId, PersonId};
use storefront::domain::ledger;
use storefront::domain::money::Money;
use storefront::sandbox::telegram::Person;
use storefront::store::postings::{self, About};

/// Ann, and the code of her own link.
async fn inviter(world: &World) -> (Actor<'_>, String) {
    let ann = world.customer(5_001, "Ann", "25").await;
    ann.says("/balance").await;
    ann.taps("🎁 Invite").await;
    ann.expects("t.me/test_shop_bot?start=r_");
    let code = world.rows("code FROM referral_codes WHERE person_id = 5001").await.remove(0);
    assert!(ann.screen().contains(&code));
    (ann, code)
}

/// Somebody who has come by a link and has so much money.
async fn comes_by<'w>(world: &'w World, id: i64, code: &str) -> Actor<'w> {
    world
        .telegram
        .add_person(Person { language_code: Some("en".to_owned()), ..Person::named(id, "Bob") });
    let bob = world.actor(id);
    bob.says(&format!("/start r_{code}")).await;
    bob.forges_tap("gl:en").await;
    world.give(id, "25").await;
    bob
}

/// An order of somebody that was delivered whole.
async fn delivered(world: &World, person_id: i64, link: &str) -> i64 {
    let (order_id, _) =
        world.starts(person_id, &format!("https://instagram.com/{link}"), 1_000).await;
    world.reports(order_id, "Completed", Some(0)).await;
    world.poll().await;
    order_id
}

async fn bonus(world: &World, person_id: i64) -> Money {
    world.wallet(person_id).await.bonus
}

/// A bonus out of nowhere but the ledger.
async fn grants_bonus(world: &World, person_id: i64, amount: &str) {
    let entry = ledger::bonus("test:bonus", money(amount)).unwrap();
    let person_id = PersonId::new(person_id);
    let about = About { person_id, order_id: OrderId::NONE, actor_id: PersonId::NONE };
    let mut tx = world.app.store.begin().await.unwrap();
    assert!(postings::post(&mut tx, &entry, about, world.now_ms()).await.unwrap());
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_earns_its_share_and_a_return_takes_it_back() {
    let world = World::new().await;
    world.owner().does("/referral 5 cap=20").await;
    let (ann, code) = inviter(&world).await;
    ann.expects("0 friends came · earned $0.00");
    comes_by(&world, 5_002, &code).await;
    let order_id = delivered(&world, 5_002, "bob").await;
    assert_eq!(bonus(&world, 5_001).await, money("0.0585"));
    ann.says("/balance").await;
    ann.expects("bonus for an invited friend's order");
    assert!(!ann.screen().contains("5002") && !ann.screen().contains("Bob"));
    ann.taps("🎁 Invite").await;
    ann.expects("1 friend came · earned $0.0585");
    // Half of it comes back, then the rest: the share goes with it.
    world.reports(order_id, "Partial", Some(500)).await;
    world.poll_after(6 * HOUR_MS + 1).await;
    assert_eq!(bonus(&world, 5_001).await, money("0.02925"));
    world.owner().does(&format!("/refund {order_id} sorry")).await;
    assert_eq!(bonus(&world, 5_001).await, Money::ZERO);
    ann.says("/balance").await;
    ann.expects("went back, and so did your share");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_share_that_was_spent_is_taken_like_any_reversal() {
    let world = World::new().await;
    world.owner().does("/referral 50").await;
    let (_, code) = inviter(&world).await;
    comes_by(&world, 5_002, &code).await;
    let order_id = delivered(&world, 5_002, "bob").await;
    assert_eq!(bonus(&world, 5_001).await, money("0.585"));
    // Cash goes first: Ann's is spent to the last, and a part of the bonus.
    world.owner().does("/debit 5001 24.415 spent elsewhere").await;
    world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    let wallet = world.wallet(5_001).await;
    assert_eq!(
        (wallet.available, wallet.bonus, wallet.owed),
        (Money::ZERO, Money::ZERO, Money::ZERO)
    );
    world.owner().does(&format!("/refund {order_id} sorry")).await;
    assert_eq!(world.wallet(5_001).await.owed, money("0.585"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_person_brings_is_capped_and_bonus_earns_nothing() {
    let world = World::new().await;
    world.owner().does("/referral 10 cap=0.15").await;
    let (_, code) = inviter(&world).await;
    comes_by(&world, 5_002, &code).await;
    delivered(&world, 5_002, "one").await;
    assert_eq!(bonus(&world, 5_001).await, money("0.117"));
    delivered(&world, 5_002, "two").await;
    delivered(&world, 5_002, "three").await;
    assert_eq!(bonus(&world, 5_001).await, money("0.15"), "cut at the cap");
    // What is paid with bonus leaves nothing to share.
    comes_by(&world, 5_003, &code).await;
    world.owner().does("/debit 5003 25 spent elsewhere").await;
    grants_bonus(&world, 5_003, "5").await;
    delivered(&world, 5_003, "four").await;
    assert_eq!(bonus(&world, 5_001).await, money("0.15"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_bound_twice_later_by_themselves_or_to_an_owner() {
    let vars = owners(&[OWNER]);
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    let dora = world.customer(5_009, "Dora", "25").await;
    dora.says("/balance").await;
    assert!(!dora.is_offered("Invite"), "it is off at first");
    dora.forges_tap("iv").await;
    assert_eq!(world.count("referral_codes").await, 0);
    world.owner().does("/referral 5").await;
    world.owner().forges_tap("iv").await;
    let (ann, code) = inviter(&world).await;
    // Known already, their own, nobody's, junk.
    let bob = world.customer(5_002, "Bob", "25").await;
    bob.says(&format!("/start r_{code}")).await;
    ann.says(&format!("/start r_{code}")).await;
    world.owner().says(&format!("/start r_{code}")).await;
    for payload in ["aaaaaaaaaa", "", "' OR 1=1", &"x".repeat(5_000)] {
        comes_by(&world, 6_000 + payload.len() as i64, payload).await;
    }
    assert_eq!(world.count("referrals").await, 0);
    // Once bound, always bound: another link changes nothing.
    let carl = comes_by(&world, 5_003, &code).await;
    assert_eq!(world.count("referrals WHERE inviter_id = 5001").await, 1);
    carl.says("/balance").await;
    carl.taps("🎁 Invite").await;
    let other = world.rows("code FROM referral_codes WHERE person_id = 5003").await.remove(0);
    carl.says(&format!("/start r_{other}")).await;
    ann.says(&format!("/start r_{other}")).await;
    assert_eq!(world.count("referrals").await, 1);
    // What ended while it was off earns nothing, also when it is on again and money comes back.
    world.owner().does("/referral off").await;
    let order_id = delivered(&world, 5_003, "carl").await;
    world.owner().does("/referral 5").await;
    world.owner().does(&format!("/refund {order_id} 0.50 sorry")).await;
    assert_eq!(bonus(&world, 5_001).await, Money::ZERO);
    let journal = world.journal().await;
    assert_eq!(journal.iter().filter(|line| line.contains(" referral shop: ")).count(), 3);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn owners_change_it_by_typed_words_and_buttons() {
    let world = World::of_two_owners().await;
    let owner = world.owner();
    owner.says("/referral").await;
    owner.expects("Off: inviting earns nothing.");
    for typed in ["/referral 51", "/referral -1", "/referral 5.5", "/referral 5 cap=x"] {
        owner.says(typed).await;
        owner.expects("From 0 to 50 percent");
    }
    owner.taps("5 %").await;
    owner.taps("Confirm").await;
    assert!(world.second_owner().was_told("5% of every order of an invited customer"));
    owner.says("/referral 5").await;
    owner.expects("It is so already");
    // Of two owners who confirm at once the second reads that it moved.
    world.second_owner().says("/referral 7").await;
    owner.does("/referral 9").await;
    world.second_owner().taps("Confirm").await;
    assert!(world.second_owner().was_told("another owner has changed it"));
    world.customer(5_001, "Ann", "0").await.forges_tap("rr:5").await;
    assert!(world.rows("value FROM meta WHERE key = 'referral'").await[0].contains('9'));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_had_their_data_deleted_earns_nothing_and_is_no_friend() {
    let world = World::new().await;
    world.owner().does("/referral 5").await;
    let (ann, code) = inviter(&world).await;
    let bob = comes_by(&world, 5_002, &code).await;
    comes_by(&world, 5_003, &code).await;
    assert_eq!(world.count("referrals").await, 2);
    // Of whoever is deleted nobody remembers who brought them.
    world.owner().does("/debit 5002 25 spent elsewhere").await;
    for says in ["/privacy", "/start"] {
        bob.says(says).await;
        if says == "/privacy" {
            bob.taps("Delete my data").await;
            bob.taps("Yes, delete it all").await;
        }
    }
    world.give(5_002, "25").await;
    delivered(&world, 5_002, "bob").await;
    assert_eq!(bonus(&world, 5_001).await, Money::ZERO);
    // Nor whom they had brought.
    world.owner().does("/debit 5001 25 spent elsewhere").await;
    ann.says("/privacy").await;
    ann.taps("Delete my data").await;
    ann.taps("Yes, delete it all").await;
    delivered(&world, 5_003, "carl").await;
    assert_eq!(bonus(&world, 5_001).await, Money::ZERO);
    assert_eq!((world.count("referrals").await, world.count("referral_earnings").await), (0, 0));
    // Coming back by a link binds nobody who was there before.
    bob.says(&format!("/start r_{code}")).await;
    assert_eq!(world.count("referrals").await, 0);
    world.audit().await;
}
