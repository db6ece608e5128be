//! Mutated answers to `services` and `balance`.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Heard, SERVICES, ends, healthy, rude, service, world_of};
use crate::support::mutation::{Dice, examples, witness};
use crate::support::rude::Reply;
use crate::support::{Rude, World};

const SEED: u64 = 0x5eed_0902;
const ROUNDS: usize = 250;
const BALANCES: usize = 100;

/// The provider's ids of what is on sale, or waits for an owner because it was renamed or repriced.
async fn on_sale(world: &World) -> BTreeSet<String> {
    let rows = world
        .rows(
            "provider_service_id FROM sources WHERE service_id IN \
             (SELECT service_id FROM services WHERE is_hidden IN (0, 8))",
        )
        .await;
    rows.into_iter().collect()
}

/// The ids of the services that a reply names.
fn named_in(reply: &Reply) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(&reply.body);
    let objects = witness::objects(
        text.trim_matches(|letter: char| letter == '\u{feff}' || letter.is_whitespace()),
        4,
    );
    let ids = objects.iter().flat_map(|(_, members)| witness::named(members, "service"));
    ids.map(witness::plain).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p09_mutated_lists_hide_nothing_unless_most_of_the_catalog_is_in_them() {
    let panel = Rude::start(|call| healthy(&call["action"])).await;
    let mut world = world_of(&panel).await;
    world.asks_rudely(&panel);
    let said: Heard<Option<Reply>> = Arc::default();
    let (heard, mut dice) = (Arc::clone(&said), Dice::new(SEED));
    let mut beginnings = examples(&["services", "balance", "error"]);
    let full: serde_json::Value = (1..=SERVICES).map(service).collect();
    for _ in 0..20 {
        beginnings.push(full.to_string());
        beginnings.push(serde_json::json!({ "data": full }).to_string());
    }
    let is_ill = Arc::new(AtomicBool::new(true));
    let mood = Arc::clone(&is_ill);
    panel.answers(move |call| {
        if call["action"] != "services" || !mood.load(Ordering::SeqCst) {
            return healthy(&call["action"]);
        }
        let reply = rude(&mut dice, &beginnings);
        *heard.lock().unwrap() = Some(reply.clone());
        reply
    });
    let (mut most, mut few) = (0, 0);
    for round in 0..ROUNDS {
        let before = on_sale(&world).await;
        world.advance_ms(86_400_001);
        ends("a sync", world.app.workers.sync_catalogs()).await.unwrap();
        let after = on_sale(&world).await;
        let Some(reply) = said.lock().unwrap().take() else {
            assert_eq!(before, after, "a panel that could not be asked");
            continue;
        };
        let hidden: Vec<&String> = before.difference(&after).collect();
        let shown = || {
            format!(
                "seed {SEED} round {round}: {hidden:?} after {}: {}",
                reply.status,
                String::from_utf8_lossy(&reply.body)
            )
        };
        let kept = before.intersection(&named_in(&reply)).count();
        let is_most = (200..300).contains(&reply.status) && kept * 100 >= before.len() * 70;
        *(if is_most { &mut most } else { &mut few }) += 1;
        assert!(is_most || hidden.is_empty(), "{}", shown());
        assert!(hidden.len() * 100 <= before.len() * 30, "{}", shown());
        if before == after {
            continue;
        }
        is_ill.store(false, Ordering::SeqCst);
        // By a client that has time: a busy machine is no fault of the panel's.
        world.asks_only(panel.url(), 30_000);
        world.app.workers.sync_catalogs().await.unwrap();
        world.asks_rudely(&panel);
        is_ill.store(true, Ordering::SeqCst);
        assert_eq!(on_sale(&world).await.len(), SERVICES, "{}", shown());
    }
    world.settle().await;
    assert!(most > 20 && few > 20, "most of the catalog in {most} replies, little in {few}");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p09_mutated_balances_are_read_or_not_and_stop_nothing() {
    let panel = Rude::start(|call| healthy(&call["action"])).await;
    let mut world = world_of(&panel).await;
    let client = world.asks_rudely(&panel);
    let (mut dice, beginnings) = (Dice::new(SEED + 1), examples(&["balance", "balance", "error"]));
    panel.answers(move |_| rude(&mut dice, &beginnings));
    let mut read = 0;
    for _ in 0..BALANCES {
        read += usize::from(ends("a balance", client.balance()).await.is_ok());
    }
    assert!((5..BALANCES - 5).contains(&read), "{read} of {BALANCES} were read");
    // One at the first sync, one each; a busy machine may fail to connect in time.
    assert!(panel.calls("balance").len() <= BALANCES + 1, "a question was sent twice");
    world.audit().await;
}
