//! Who owns the shop and by what right, and the removal of one who claimed it.

use super::{CAROL, ownerless_shop};
use crate::support::owners::owners;
use crate::support::world::OWNER;
use crate::support::{World, money};
use storefront::domain::ids::PersonId;

/// A shop that Carol claimed before its settings named Olga.
async fn claimed_shop() -> World {
    let mut world = ownerless_shop().await;
    world.customer(5_001, "Alice", "0").await;
    {
        let carol = world.customer(CAROL, "Carol", "0").await;
        carol.says(&world.claim_link().await).await;
    }
    world.restart(&owners(&[OWNER])).await;
    world.settle().await;
    world
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_with_settings_names_those_who_claimed_the_shop() {
    let world = claimed_shop().await;
    let (olga, carol) = (world.owner(), world.actor(CAROL));
    for owner in [olga, carol] {
        assert!(owner.was_told("These claimed the shop by its link:"));
        assert!(owner.was_told("Carol · ID 5003"));
    }
    olga.says("/owners").await;
    olga.expects("ID 9000: named in the settings");
    olga.expects("ID 5003: claimed by the link");
    carol.says("/owners").await;
    assert!(!carol.is_offered("Remove"), "who claimed it removes nobody");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_removed_owner_can_do_nothing_from_then_on() {
    let mut world = claimed_shop().await;
    {
        let (olga, carol) = (world.owner(), world.actor(CAROL));
        carol.says("/credit 5001 100 a last gift").await;
        let gift = carol.button("Confirm");
        olga.says("/owners").await;
        olga.taps("Remove Carol").await;
        olga.expects("Remove this owner?");
        assert_eq!(world.app.shop.admins().len(), 2);
        olga.taps("Confirm").await;
        assert_eq!(world.app.shop.admins(), [PersonId::new(OWNER)]);
        for owner in [olga, carol] {
            assert!(owner.was_told("is no longer an owner of the shop"));
        }
        let unknown = carol.forges("1:0:zz").await;
        assert_eq!(carol.presses_again(&gift).await, unknown);
        carol.says("/credit 5001 100 a last gift").await;
        carol.expects("I did not understand that");
        assert_eq!(world.wallet(5_001).await.available, money("0"));
        assert_eq!(world.count("owners").await, 0);
        let journal = world.journal().await;
        assert_eq!(journal.last().unwrap(), "9000 owner_removed person 5003: ; ");
    }
    world.restart(&owners(&[OWNER])).await;
    assert_eq!(world.app.shop.admins(), [PersonId::new(OWNER)]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_removal_that_is_run_again_takes_the_owner_out_of_the_table() {
    let mut world = claimed_shop().await;
    let olga = world.owner();
    olga.says("/owners").await;
    olga.taps("Remove Carol").await;
    // As a first run leaves this process whose commit has failed.
    world.app.shop.remove_admin(PersonId::new(CAROL));
    olga.taps("Confirm").await;
    assert_eq!(world.count("owners").await, 0);
    world.restart(&owners(&[OWNER])).await;
    assert_eq!(world.app.shop.admins(), [PersonId::new(OWNER)]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_of_the_settings_is_removed_and_nobody_by_one_who_claimed_the_shop() {
    let world = claimed_shop().await;
    let (olga, carol) = (world.owner(), world.actor(CAROL));
    for (actor, person) in [(olga, OWNER), (olga, 5_001), (carol, OWNER), (carol, CAROL)] {
        let answer = actor.forges(&format!("1:0:or:{person}")).await;
        assert!(answer.contains("Only owners named in the settings"), "{answer}");
    }
    let alice = world.actor(5_001);
    let unknown = alice.forges("1:0:zz").await;
    for tap in ["or:5003", "ow"] {
        assert_eq!(alice.forges(&format!("1:0:{tap}")).await, unknown);
    }
    assert_eq!(world.app.shop.admins().len(), 2);
    world.audit().await;
}
