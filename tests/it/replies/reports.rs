//! Mutated answers to `status`, about many orders and about one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Heard, ends, healthy, rude, world_of};
use crate::support::mutation::{Dice, witness};
use crate::support::rude::Reply;
use crate::support::{Rude, World, money};
use serde_json::{Value, json};
use storefront::domain::order::{OrderState, StatusWord, read_status};

const SEED: u64 = 0x5eed_0903;
const REPLIES: usize = 250;
const REPLIES_MAX: usize = 2_000;
const BUYER: i64 = 5_001;
const OPEN: usize = 6;

fn row(dice: &mut Dice) -> Value {
    let word = *dice.pick(&["Pending", "Completed", "Partial", "Canceled", "Canceled", "Fail"]);
    let remains = *dice.pick(&["0", "157", "1000", "1000", "-2"]);
    json!({ "charge": "0.27819", "start_count": "3572", "status": word, "remains": remains,
        "currency": "USD" })
}

/// What a panel at its best would say.
fn beginning(dice: &mut Dice, orders: Option<&String>) -> String {
    let Some(orders) = orders else { return row(dice).to_string() };
    orders.split(',').map(|id| (id.to_owned(), row(dice))).collect::<Value>().to_string()
}

/// Whether a reply about one order says somewhere that not all of it was delivered.
fn says_less(reply: &Reply) -> bool {
    let text = String::from_utf8_lossy(&reply.body);
    let objects = witness::objects(text.trim_start_matches('\u{feff}').trim(), 3);
    let words = objects.iter().flat_map(|(_, members)| witness::named(members, "status"));
    let returns = [StatusWord::Partial, StatusWord::Canceled, StatusWord::Refunded];
    let says = |word| returns.contains(&read_status(&witness::plain(word)));
    (200..300).contains(&reply.status) && words.into_iter().any(says)
}

/// Active orders of the buyer, as many as there should be.
async fn opens(world: &World, orders: &mut Vec<i64>) {
    let mut open = 0;
    for order_id in orders.iter() {
        open += usize::from(world.order(*order_id).await.state == OrderState::Active);
    }
    for _ in open..OPEN {
        let link = format!("https://instagram.com/a{}", orders.len());
        world.puts_back_on_sale().await;
        orders.push(world.places(BUYER, 1, &link, 1_000).await);
    }
    while world.app.workers.submit_orders().await.unwrap() > 0 {}
}

/// Whether orders have come to every end that a report can bring about.
async fn has_met_all(world: &World) -> bool {
    for state in ["completed", "partial", "canceled", "active"] {
        if world.count(&format!("orders WHERE state = '{state}'")).await == 0 {
            return false;
        }
    }
    true
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p09_mutated_reports_return_money_only_where_an_answer_about_that_order_says_so() {
    let panel = Rude::start(|call| healthy(&call["action"])).await;
    let mut world = world_of(&panel).await;
    world.asks_rudely(&panel);
    world.customer(BUYER, "Ann", "1000").await;
    // What was said of one order at a time, since the last look.
    let said: Heard<BTreeMap<String, Vec<Reply>>> = Arc::default();
    let (heard, mut dice, mut next) = (Arc::clone(&said), Dice::new(SEED), 23_500);
    panel.answers(move |call| match call["action"].as_str() {
        "add" => {
            next += 1;
            Reply::plain(json!({ "order": next }).to_string())
        }
        "status" => {
            let beginning = beginning(&mut dice, call.get("orders"));
            let reply = rude(&mut dice, &[beginning]);
            if let Some(id) = call.get("order") {
                heard.lock().unwrap().entry(id.clone()).or_default().push(reply.clone());
            }
            reply
        }
        other => healthy(other),
    });
    let (mut orders, mut returned) = (Vec::new(), BTreeMap::new());
    // What is drawn for whom depends on who asks first: it goes on until everything was met.
    while panel.calls("status").len() < REPLIES
        || (!has_met_all(&world).await && panel.calls("status").len() < REPLIES_MAX)
    {
        opens(&world, &mut orders).await;
        said.lock().unwrap().clear();
        world.advance_ms(3_600_001);
        ends("a question about orders", world.app.workers.poll_orders()).await.unwrap();
        for order_id in &orders {
            let order = world.order(*order_id).await;
            let before = returned.insert(*order_id, order.returned).unwrap_or(money("0"));
            if order.returned == before {
                continue;
            }
            assert!(order.returned > before && order.returned <= order.price);
            let alone = said.lock().unwrap().remove(&order.provider_order_id).unwrap_or_default();
            assert!(alone.iter().any(says_less), "{order:?} after {:?}", alone.len());
        }
    }
    world.settle().await;
    assert!(has_met_all(&world).await, "some state was never met");
    assert!(panel.calls("add").len() <= orders.len(), "an order was sent twice");
    world.audit().await;
}
