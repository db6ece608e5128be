//! Whoever is taken out of `ADMIN_IDS` can do nothing with what they had open.

use crate::support::owners::{SECOND_OWNER, owners};
use crate::support::world::OWNER;
use crate::support::{World, money};
use storefront::sandbox::panel::{FaultRule, PanelFault};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn removal_kills_open_buttons_for_good() {
    let mut world = World::of_two_owners().await;
    world.customer(5_001, "Alice", "0").await;
    let confirm = {
        let oscar = world.second_owner();
        oscar.says("/credit 5001 100 a last gift").await;
        oscar.button("Confirm")
    };
    let before = world.traces().await;
    world.restart(&owners(&[OWNER])).await;
    let oscar = world.second_owner();
    let unknown = oscar.forges("1:0:zz").await;
    assert_eq!(oscar.presses_again(&confirm).await, unknown);
    oscar.says("/credit 5001 100 a last gift").await;
    oscar.expects("I did not understand that");
    assert_eq!(world.traces().await, before);

    // Nor do they come to life when the person comes back.
    world.restart(&owners(&[OWNER, SECOND_OWNER])).await;
    let oscar = world.second_owner();
    let nonce = confirm.1.rsplit(':').next().unwrap();
    let answer = oscar.forges(&format!("1:0:a:{nonce}")).await;
    assert!(answer.contains("Nothing more was done"), "{answer}");
    assert_eq!(world.traces().await, before);
    oscar.does("/credit 5001 1 back again").await;
    assert_eq!(world.wallet(5_001).await.available, money("1"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn removal_leaves_the_buttons_of_those_who_stay() {
    let mut world = World::of_two_owners().await;
    world.customer(5_001, "Alice", "0").await;
    let confirm = {
        let olga = world.owner();
        olga.says("/credit 5001 100 gift").await;
        olga.button("Confirm")
    };
    world.restart(&owners(&[OWNER])).await;
    world.owner().presses_again(&confirm).await;
    assert_eq!(world.wallet(5_001).await.available, money("100"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn removal_ends_the_question_for_a_providers_number_and_its_answer() {
    let mut world = World::of_two_owners().await;
    world.customer(5_001, "Alice", "25").await;
    let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
    world.panel.set_fault(FaultRule::once("add", PanelFault::Accept500));
    world.submit().await;
    let id = world.panel.accepted()[0].id.clone();
    {
        let oscar = world.second_owner();
        let asks = format!("1:0:de:{order_id}:p");
        oscar.forges(&asks).await;
        oscar.says(&id).await;
        oscar.expects("Nothing is decided yet");
        oscar.forges(&asks).await;
        assert_eq!(oscar.step().await, "ProviderId");
    }
    assert_eq!(world.count("id_previews").await, 1);
    world.restart(&owners(&[OWNER])).await;
    let oscar = world.second_owner();
    let told = oscar.told().len();
    world.app.workers.answer_id_checks().await.unwrap();
    world.settle().await;
    assert_eq!((oscar.told().len(), world.count("id_previews").await), (told, 0));
    oscar.says(&id).await;
    oscar.expects("I did not understand that");
    assert_eq!(oscar.step().await, "");
    assert_eq!(world.count("id_previews").await, 0);
    // Nothing of what goes on is told to them any more.
    let told = oscar.told().len();
    world.owner().does("/credit 5001 1 gift").await;
    assert_eq!(oscar.told().len(), told);
    assert!(world.owner().was_told("🧾 Money given"));
    world.audit().await;
}
