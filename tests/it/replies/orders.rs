//! Mutated answers to `add`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Heard, ends, healthy, rude, world_of};
use crate::support::mutation::{Dice, witness};
use crate::support::rude::{Manner, Reply};
use crate::support::world::OWNER;
use crate::support::{Rude, World, money};
use storefront::domain::order::OrderState;
use storefront::flows::orders::review::Decision;
use storefront::providers::error_table::{ErrorClass, classify};

const SEED: u64 = 0x5eed_0901;
const ROUNDS: usize = 100;
const BUYERS: [i64; 4] = [5_001, 5_002, 5_003, 5_004];

/// What a panel at its best would say: half of the time that it took the order.
fn beginning(dice: &mut Dice, number: usize) -> String {
    let errors = ["Bad link", "Not enough funds", "Sorry", "Too many requests", "Invalid action"];
    match dice.below(6) {
        0 | 1 => format!(r#"{{"order":{number}}}"#),
        2 => format!(r#"{{"status":"success","order":"ord_{number}","msg":"ok"}}"#),
        3 => format!(r#"{{"order":{number},"error":"{}"}}"#, dice.pick(&errors)),
        _ => format!(r#"{{"error":"{}"}}"#, dice.pick(&errors)),
    }
}

/// Whether a reply that arrived whole says in words of the table that nothing was placed.
fn is_refusal(reply: &Reply) -> bool {
    let text = String::from_utf8_lossy(&reply.body);
    let body = text.trim_start_matches('\u{feff}').trim();
    let Some(members) = witness::members(body) else { return false };
    let errors = witness::named(&members, "error");
    let class = errors.first().and_then(|error| classify(&witness::text(error)?));
    let proves_nothing = [ErrorClass::Lookup, ErrorClass::Refill, ErrorClass::Other];
    let is_listed = class.is_some_and(|class| !proves_nothing.contains(&class));
    let orders = witness::named(&members, "order");
    let is_whole = !matches!(reply.manner, Manner::Oversized | Manner::LengthTooLong);
    is_listed && is_whole && reply.status < 500 && orders.into_iter().all(witness::is_blank)
}

/// Whether a reply that arrived whole has a status under which nobody handles an order, and names
/// none.
fn is_unhandled(reply: &Reply) -> bool {
    let text = String::from_utf8_lossy(&reply.body);
    let body = text.trim_start_matches('\u{feff}').trim();
    let is_whole = !matches!(reply.manner, Manner::Oversized | Manner::LengthTooLong);
    let is_nobodys = matches!(reply.status, 301 | 307 | 308 | 404 | 405 | 410 | 429);
    let names = |members: &[_]| {
        let orders = witness::named(members, "order");
        orders.into_iter().any(|value| !witness::is_blank(value))
    };
    is_whole && is_nobodys && !witness::members(body).is_some_and(|members| names(&members))
}

/// Ends what is open, so that the next round can begin.
async fn clears_away(world: &World, buyer: i64, order_id: i64) {
    match world.order(order_id).await.state {
        OrderState::Review => {
            world.decides(OWNER, order_id, &Decision::NotPlaced).await.unwrap();
        }
        OrderState::Queued => {
            world.cancels(buyer, order_id).await.unwrap();
        }
        OrderState::Active | OrderState::Rejected => {}
        other => panic!("order {order_id} is {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p09_mutated_answers_to_an_order_are_refusals_only_by_a_word_of_the_table() {
    let panel = Rude::start(|call| healthy(&call["action"])).await;
    let mut world = world_of(&panel).await;
    world.asks_rudely(&panel);
    for buyer in BUYERS {
        world.customer(buyer, &format!("B{buyer}"), "1000").await;
    }
    let said: Heard<BTreeMap<String, Reply>> = Arc::default();
    let (heard, mut dice, mut number) = (Arc::clone(&said), Dice::new(SEED), 23_500);
    panel.answers(move |call| {
        if call["action"] != "add" {
            return healthy(&call["action"]);
        }
        number += 1;
        let beginning = beginning(&mut dice, number);
        let reply = rude(&mut dice, &[beginning]);
        heard.lock().unwrap().insert(call["link"].clone(), reply.clone());
        reply
    });
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    for round in 0..ROUNDS {
        world.advance_ms(3_600_001);
        // A provider in doubt gets one order at a time, and soon none: each round begins anew.
        world.tampers("UPDATE providers SET unknown_streak = 0, not_before_ms = 0").await;
        world.tampers("DELETE FROM provider_stops").await;
        let mut placed = Vec::new();
        for buyer in BUYERS {
            let link = format!("https://instagram.com/b{buyer}r{round}");
            placed.push((buyer, world.places(buyer, 1, &link, 1_000).await, link));
        }
        ends("a submission", world.submit()).await;
        ends("a second look at the queue", world.submit()).await;
        for (buyer, order_id, link) in placed {
            let order = world.order(order_id).await;
            let Some(reply) = said.lock().unwrap().get(&link).cloned() else {
                let is_open = matches!(order.state, OrderState::Queued | OrderState::Review);
                assert!(is_open, "nobody answered, and yet {order:?}");
                clears_away(&world, buyer, order_id).await;
                continue;
            };
            let shown = format!(
                "seed {SEED} round {round}: {:?} {}: {:?}",
                reply.manner,
                reply.status,
                String::from_utf8_lossy(&reply.body)
            );
            let is_said_to_be_none =
                matches!(order.state, OrderState::Rejected | OrderState::Queued);
            let prove_settings = is_refusal(&reply) || is_unhandled(&reply);
            assert!(!is_said_to_be_none || prove_settings, "{order:?}\n{shown}");
            let back = if order.state == OrderState::Rejected { order.price } else { money("0") };
            assert_eq!(order.returned, back, "{shown}");
            *met.entry(order.state.into_str()).or_default() += 1;
            clears_away(&world, buyer, order_id).await;
        }
    }
    let sent = panel.calls("add");
    assert!(sent.len() > ROUNDS * BUYERS.len() * 9 / 10, "a busy machine may fail to connect");
    let links: std::collections::BTreeSet<&str> = sent.iter().map(|call| &*call["link"]).collect();
    assert_eq!(links.len(), sent.len(), "an order was sent twice");
    for state in ["active", "rejected", "queued", "review"] {
        assert!(met.get(state).is_some_and(|count| *count > 1), "{state} is hardly met: {met:?}");
    }
    world.audit().await;
}
