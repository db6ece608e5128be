//! Many people at one coupon, and one person many times.

use crate::support::shelf::quoted;
use crate::support::{World, money};
use storefront::domain::coupon::CouponRefusal;
use storefront::domain::ids::{CheckoutId, ServiceId};
use storefront::domain::terms::TermsChange;
use storefront::flows::orders::coupons;
use storefront::flows::orders::place_order::Placed;
use storefront::flows::orders::quote::Ask;
use storefront::store::catalog;

/// A quote of one order with the coupon.
async fn quoted_with(world: &World, person_id: i64, link: &str, code: &str) -> CheckoutId {
    let mut tx = world.app.store.begin().await.unwrap();
    let now_ms = world.now_ms();
    let ask = Ask::of(link, 1_000);
    let quote = quoted(&mut tx, (person_id, 1), &ask, now_ms).await.unwrap();
    let offer = catalog::find_offer(&mut tx, ServiceId::new(1)).await.unwrap().unwrap();
    let applied = coupons::apply(&mut tx, (&offer, &quote), code, now_ms).await.unwrap();
    let with = applied.expect("the coupon holds");
    tx.commit().await.unwrap();
    with.quote.checkout_id
}

fn is_new(placed: &Placed) -> bool {
    matches!(placed, Placed::New { .. })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_64_people_at_a_coupon_for_one_exactly_one_has_it() {
    let world = World::new().await;
    world.owner().does("/coupon LAST 10% uses=1").await;
    let mut checkouts = Vec::new();
    for person_id in 7_001..7_065 {
        world.give(person_id, "5").await;
        checkouts.push((
            person_id,
            quoted_with(&world, person_id, "https://instagram.com/a", "LAST").await,
        ));
    }
    let confirms =
        checkouts.iter().map(|(person_id, checkout)| world.confirms(*person_id, checkout));
    let placed = futures::future::join_all(confirms).await;
    assert_eq!(placed.iter().filter(|placed| is_new(placed)).count(), 1);
    let lost = |placed: &&Placed| match placed {
        Placed::Requoted { quote, changes } => {
            assert_eq!((quote.price, quote.discount), (1_170_000, 0));
            *changes == vec![TermsChange::Coupon(CouponRefusal::UsedUp)]
        }
        _ => false,
    };
    assert_eq!(placed.iter().filter(lost).count(), 63);
    assert_eq!(world.count("orders").await, 1);
    assert_eq!(world.number("uses FROM coupons").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_16_orders_of_one_person_exactly_one_has_the_coupon() {
    let world = World::new().await;
    world.owner().does("/coupon ONCE 10%").await;
    world.give(5_001, "50").await;
    let mut checkouts = Vec::new();
    for number in 0..16 {
        let link = format!("https://instagram.com/p{number}");
        checkouts.push(quoted_with(&world, 5_001, &link, "ONCE").await);
    }
    let confirms = checkouts.iter().map(|checkout| world.confirms(5_001, checkout));
    let placed = futures::future::join_all(confirms).await;
    assert_eq!(placed.iter().filter(|placed| is_new(placed)).count(), 1);
    assert_eq!(world.number("uses FROM coupons").await, 1);
    assert_eq!(world.wallet(5_001).await.held, money("1.06"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn confirm_pressed_ten_times_uses_it_once() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    world.owner().does("/coupon ONCE 10%").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.taps("🎟 Coupon").await;
    alice.says("once").await;
    for _ in 0..10 {
        alice.presses("Confirm");
    }
    world.settle().await;
    assert_eq!(world.count("orders").await, 1);
    assert_eq!(world.number("uses FROM coupons").await, 1);
    world.audit().await;
}
