//! One-time buttons on a real database: each runs once, for its admin, within its time.

use super::super::fixture::{CUSTOMER, NOW_MS, OWNERS, World, units};
use super::*;
use crate::domain::ids::{OrderId, PersonId};

fn credit(amount: i64) -> Act {
    let (amount, reason) = (units(amount), "paid \"by\" bank".to_owned());
    Act::Credit(ByHand { person: CUSTOMER, amount, reason, cause: random_hex() })
}

#[tokio::test]
async fn a_button_works_once_and_for_its_admin_only() {
    let world = World::new().await;
    let nonce = world.offer(PersonId::new(1), &credit(5)).await;
    let old = world.press(CUSTOMER, &nonce, NOW_MS).await;
    assert_eq!(
        world.press(PersonId::new(2), &nonce, NOW_MS).await,
        old,
        "another admin's is an old button"
    );
    assert_eq!(
        world.press(PersonId::new(1), &random_hex(), NOW_MS).await,
        old,
        "so is an unknown one"
    );
    assert_eq!(world.available().await, Money::ZERO);
    let done = world.press(PersonId::new(1), &nonce, NOW_MS).await;
    assert!(done.contains("$5.00 given to Person 5001"), "{done}");
    let again = world.press(PersonId::new(1), &nonce, NOW_MS).await;
    assert!(again.contains("already"), "{again}");
    assert_eq!(world.available().await, units(5));
}

#[tokio::test]
async fn two_owners_who_confirm_one_top_up_give_it_once() {
    let world = World::new().await;
    let act = credit(7);
    let (first, second) =
        (world.offer(PersonId::new(1), &act).await, world.offer(PersonId::new(2), &act).await);
    assert!(world.press(PersonId::new(1), &first, NOW_MS).await.contains("given"));
    let told = world.messages().await.len();
    assert!(world.press(PersonId::new(2), &second, NOW_MS).await.contains("already"));
    assert_eq!(world.available().await, units(7));
    assert_eq!(world.messages().await.len(), told, "nobody is told twice");
}

#[tokio::test]
async fn an_expired_button_gives_a_fresh_card_and_no_money() {
    let world = World::new().await;
    let nonce = world.offer(PersonId::new(1), &credit(7)).await;
    let late = world.press(PersonId::new(1), &nonce, NOW_MS + CONFIRM_LIFETIME_MS).await;
    assert!(late.contains("expired"), "{late}");
    assert_eq!(world.available().await, Money::ZERO);
    assert_eq!(world.messages().await.len(), 1, "the fresh card");
}

#[tokio::test]
async fn a_dropped_card_is_dead() {
    let world = World::new().await;
    let nonce = world.offer(PersonId::new(1), &credit(7)).await;
    drop(world.turn(PersonId::new(1), NOW_MS, false).await, nonce.clone()).await.unwrap();
    assert!(world.press(PersonId::new(1), &nonce, NOW_MS).await.contains("already"));
    assert_eq!(world.available().await, Money::ZERO);
}

#[tokio::test]
async fn a_top_up_reaches_every_owner_but_not_for_their_own_account() {
    let world = World::new().await;
    let ask = async |person_id| {
        let mut tx = world.tx.lock().await;
        let (checkout_id, service) = ("c0ffee", "Views");
        let ask = top_up::Ask { person_id, checkout_id, service, amount: units(3) };
        top_up::ask(&mut tx, &world.shop, ask, NOW_MS).await.unwrap();
    };
    ask(CUSTOMER).await;
    assert_eq!(world.messages().await.len(), 2);
    ask(OWNERS[0]).await;
    assert_eq!(world.messages().await.len(), 3, "the other owner only");
}

#[test]
fn an_act_survives_and_another_version_is_refused() {
    let acts = [
        credit(12),
        Act::Refund {
            order: OrderId::new(1001),
            amount: Money::from_micros(1),
            is_anyway: true,
            reason: "late".to_owned(),
        },
        Act::Decide {
            order: OrderId::new(1001),
            choice: 'p',
            provider_order_id: Some("77".to_owned()),
        },
    ];
    for act in acts {
        let text = act.to_text();
        assert_eq!(Act::from_text(&text), Some(act));
        assert_eq!(Act::from_text(&text.replace("\"v\":1", "\"v\":9")), None);
    }
    assert_eq!(Act::from_text("{}"), None);
}
