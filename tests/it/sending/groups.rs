//! Alerts go to the admins' group wherever it is, and to the owners while it takes nothing.

use crate::support::world::OWNER;
use crate::support::{World, WorldOptions};
use storefront::domain::ids::OrderId;
use storefront::flows::Ctx;
use storefront::notifications::notify::notify;
use storefront::notifications::orders::OrderAlert;
use storefront::sandbox::telegram::{Fault, FaultKind};
use storefront::workers::admin_health::{Proof, Reached};

const GROUP: i64 = -500;
const SUPERGROUP: i64 = -1_000_500;

async fn world_with_group() -> World {
    let vars = vec![("ADMIN_CHAT_ID", GROUP.to_string())];
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    world.telegram.add_group(GROUP, "Admins");
    world
}

/// How many messages in a chat name an order.
fn was_alerted(world: &World, chat_id: i64, update_id: i64) -> usize {
    let chat = world.telegram.chat(chat_id);
    chat.iter().filter(|shown| shown.text.contains(&update_id.to_string())).count()
}

async fn proves(world: &World) -> Proof {
    let proof = world.app.workers.prove_admins(&world.app.api).await.unwrap();
    world.settle().await;
    proof
}

async fn alerts(world: &World, update_id: i64) {
    let mut tx = world.app.store.begin().await.unwrap();
    let notice = OrderAlert::Stuck { order_ids: vec![OrderId::new(update_id)] };
    notify(&mut Ctx { tx: &mut tx, shop: &world.app.shop, now_ms: world.now_ms() }, notice)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    world.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_alerts_follow_a_group_that_became_a_supergroup() {
    let vars = vec![("ADMIN_CHAT_ID", GROUP.to_string())];
    let mut world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    world.telegram.add_group(GROUP, "Admins");
    alerts(&world, 801).await;
    assert_eq!(was_alerted(&world, GROUP, 801), 1);

    world.telegram.migrate_group(GROUP, SUPERGROUP);
    alerts(&world, 802).await;
    alerts(&world, 803).await;
    world.restart(&[("ADMIN_CHAT_ID", GROUP.to_string())]).await;
    alerts(&world, 804).await;
    for update_id in 802..=804 {
        assert_eq!(was_alerted(&world, SUPERGROUP, update_id), 1, "alert {update_id}");
        assert_eq!(was_alerted(&world, GROUP, update_id), 0);
    }
    assert_eq!(world.telegram.chat(OWNER).iter().filter(|s| s.text.contains("80")).count(), 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_alerts_that_a_dead_group_refuses_reach_the_owners() {
    let world = world_with_group().await;
    alerts(&world, 801).await;
    world.telegram.block(GROUP, true);
    for update_id in 802..=804 {
        alerts(&world, update_id).await;
        assert_eq!(was_alerted(&world, OWNER, update_id), 1, "alert {update_id}");
        assert_eq!(was_alerted(&world, GROUP, update_id), 0);
    }
    assert_eq!(world.owner().times_told("The admin chat does not take messages"), 1);
    assert_eq!(world.count("outbox WHERE state IN (0, 2, 4)").await, 0, "nothing is left behind");
    let tried = world.count_calls_to(GROUP);
    alerts(&world, 805).await;
    assert_eq!(world.count_calls_to(GROUP), tried, "the group is left alone");

    // The bot is added again, and the next proof finds it so.
    world.telegram.block(GROUP, false);
    alerts(&world, 806).await;
    assert_eq!((was_alerted(&world, GROUP, 806), was_alerted(&world, OWNER, 806)), (0, 1));
    assert_eq!(proves(&world).await.group, Reached::Reachable);
    alerts(&world, 807).await;
    assert_eq!((was_alerted(&world, GROUP, 807), was_alerted(&world, OWNER, 807)), (1, 0));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_that_does_not_exist_is_noticed_by_the_proof() {
    let vars = vec![("ADMIN_CHAT_ID", GROUP.to_string())];
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    for _ in 0..2 {
        let proof = proves(&world).await;
        assert_eq!((proof.admins, proof.group), (Reached::Reachable, Reached::Unreachable));
        assert!(proof.good_for().as_secs() <= 600);
    }
    assert_eq!(world.owner().times_told("The admin chat does not take messages"), 1);
    alerts(&world, 801).await;
    assert_eq!(was_alerted(&world, OWNER, 801), 1);

    // No answer leaves standing what is known.
    world.telegram.add_group(GROUP, "Admins");
    world.telegram.set_fault(Fault::once(FaultKind::Internal).on("sendChatAction").in_chat(GROUP));
    assert_eq!(proves(&world).await.group, Reached::Unanswered);
    alerts(&world, 802).await;
    assert_eq!(was_alerted(&world, OWNER, 802), 1);
    assert_eq!(proves(&world).await.group, Reached::Reachable);
    alerts(&world, 803).await;
    assert_eq!((was_alerted(&world, GROUP, 803), was_alerted(&world, OWNER, 803)), (1, 0));
    world.audit().await;
}
