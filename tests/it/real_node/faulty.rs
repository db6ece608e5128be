//! A public node of TRON's kind: refusals, limits, and every way in which it does not answer.

use std::time::Duration;

use serde_json::{Value, json};
use storefront::domain::deposit::Family;
use storefront::payments::Timeouts;
use storefront::payments::chain::Limits;

use super::network::{ALICE, Network, leaves_nobody_alone};
use super::proxy::{Fault, Mood, Which};
use crate::support::cashier::CONFIRMATIONS;
use crate::support::{World, money};

const FAULTS: [Fault; 4] =
    [Fault::OwnWords, Fault::TooMany, Fault::Page, Fault::Slow(Duration::from_millis(1_000))];

/// A shop that does not wait long, and an address in it.
async fn opens(network: &Network) -> (World, String) {
    let mut world = network.opens().await;
    let timeouts = Timeouts { whole_ms: 500, connect_ms: 500 };
    leaves_nobody_alone(&mut world, Limits { timeouts, ..Limits::default() });
    let to = network.asks(&world, ALICE, "10").await;
    (world, to)
}

/// A payment that counts, at which nobody has looked yet.
async fn pays(network: &Network, to: &str) {
    network.pays(to, &[20, 6]).await;
    network.mine(CONFIRMATIONS).await;
}

/// What the proxy answers to one call.
async fn asks(network: &Network, method: &str, params: Value) -> Value {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let call = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
    let request = http.post(&network.proxy().urls()[0]).body(call.to_string());
    let answer = request.send().await.unwrap().text().await.unwrap();
    serde_json::from_str(&answer).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_proxy_refuses_what_public_nodes_refuse() {
    let Some(network) = Network::behind_proxy(Family::Tron).await else { return };
    for tag in ["safe", "pending"] {
        let answer = asks(&network, "eth_getBlockByNumber", json!([tag, false])).await;
        assert_eq!(answer["error"]["code"], -32_602, "{answer}");
    }
    let answer = asks(&network, "eth_getBlockByNumber", json!(["finalized", false])).await;
    assert!(answer["result"]["hash"].is_string(), "{answer}");
    for (last, is_refused) in [("0x1387", false), ("0x1388", true)] {
        let filter = json!([{"fromBlock": "0x0", "toBlock": last, "topics": []}]);
        let answer = asks(&network, "eth_getLogs", filter).await.to_string();
        assert_eq!(answer.contains("exceed max block range: 5000"), is_refused, "{answer}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_host_does_not_answer_the_other_does() {
    let Some(network) = Network::behind_proxy(Family::Tron).await else { return };
    let (world, to) = opens(&network).await;
    for (fault, sum) in FAULTS.into_iter().zip(["26", "52", "78", "104"]) {
        network.proxy().set_mood_of(Which::First, Mood::Always(fault));
        let failed = network.proxy().failed();
        pays(&network, &to).await;
        world.follows_chains().await;
        assert_eq!(world.wallet(ALICE).await.available, money(sum), "{fault:?}");
        assert!(network.proxy().failed() > failed, "{fault:?}");
    }
    assert!(!world.owner().was_told("It does not answer"));
    network.ends(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_nothing_is_lost_while_no_host_answers() {
    let Some(network) = Network::behind_proxy(Family::Tron).await else { return };
    let (world, to) = opens(&network).await;
    let sums = ["0", "26", "52", "78", "104"];
    for (fault, sums) in FAULTS.into_iter().zip(sums.windows(2)) {
        network.proxy().set_mood(Mood::Always(fault));
        pays(&network, &to).await;
        network.follows(&world).await;
        assert_eq!(world.wallet(ALICE).await.available, money(sums[0]), "{fault:?}");
        assert!(world.owner().was_told("It does not answer"), "{fault:?}");
        network.mine(40).await;
        network.proxy().set_mood(Mood::Calm);
        network.follows(&world).await;
        assert_eq!(world.wallet(ALICE).await.available, money(sums[1]), "{fault:?}");
    }
    network.ends(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_a_backlog_is_taken_in_parts_that_the_host_allows() {
    let Some(network) = Network::behind_proxy(Family::Tron).await else { return };
    network.proxy().set_blocks_max(60);
    let world = network.opens().await;
    let to = network.asks(&world, ALICE, "10").await;
    for tokens in [1, 2, 30, 4] {
        network.pays(&to, &[tokens]).await;
        network.mine(150).await;
    }
    world.follows_chains().await;
    assert!(network.proxy().refused() > 0);
    network.has(&world, ALICE, "37", "1.5").await;
    network.ends(world).await;
}
