//! The knobs of the drawer, turned as the page turns them.

use serde_json::{Value, json};

use super::tests::{USDT, ask_at, bob, serve_node, world};
use super::*;

fn pay(how: &str, amount: &str) -> Value {
    json!({ "action": "pay", "how": how, "to": bob().to_string(), "amount": amount })
}

/// What Bob has of the listed token, in its smallest unit.
async fn balance(url: &str) -> u128 {
    let word = bob().word();
    let data = format!("0x70a08231{}", word.trim_start_matches("0x"));
    let to = Address::numbered(USDT).to_string();
    let answer = ask_at(url, "eth_call", json!([{ "to": to, "data": data }, "latest"])).await;
    u128::from_str_radix(answer["result"].as_str().unwrap().trim_start_matches("0x"), 16).unwrap()
}

#[tokio::test]
async fn the_wallet_pays_in_every_way_and_tells_what_became_of_it() {
    let world = world().await;
    let knobs = Knobs::new(world.chain.clone(), vec![world.node.clone()], 3_600_000);
    for (how, added) in
        [("exact", 10), ("less", 5), ("more", 20), ("twice", 20), ("wrong token", 0), ("fails", 0)]
    {
        let before = balance(&world.url).await;
        knobs.apply(&pay(how, "10")).unwrap();
        assert_eq!(knobs.state_json()["payments"][0]["status"], json!("waits"));
        knobs.apply(&json!({ "action": "mine", "value": 1 })).unwrap();
        assert_eq!(balance(&world.url).await, before + added * 1_000_000, "{how}");
    }
    let state = knobs.state_json();
    assert_eq!(state["payments"].as_array().unwrap().len(), 6);
    assert_eq!(state["payments"][5]["status"], json!("6 deep"));
    assert_eq!(state["payments"][2]["words"], json!("2 × 10 USDT"));
}

#[tokio::test]
async fn a_dropped_payment_can_be_sent_again() {
    let world = world().await;
    let knobs = Knobs::new(world.chain.clone(), vec![world.node.clone()], 3_600_000);
    knobs.apply(&pay("exact", "7.5")).unwrap();
    knobs.apply(&json!({ "action": "mine", "value": "2" })).unwrap();
    knobs.apply(&json!({ "action": "move", "value": "2" })).unwrap();
    assert_eq!(balance(&world.url).await, 7_500_000);
    let state = knobs.apply(&json!({ "action": "drop", "value": "2" })).unwrap();
    let payment = &state["payments"][0];
    assert_eq!((&payment["status"], &payment["is_dropped"]), (&json!("dropped"), &json!(true)));
    assert_eq!(balance(&world.url).await, 0);
    let again = json!({ "action": "again", "id": payment["id"] });
    knobs.apply(&again).unwrap();
    knobs.apply(&json!({ "action": "mine", "value": 1 })).unwrap();
    assert_eq!(balance(&world.url).await, 7_500_000);
    assert!(knobs.apply(&again).is_err());
}

#[tokio::test]
async fn a_node_goes_down_alone_and_comes_back() {
    let world = world().await;
    let other = world.chain.node();
    let url = serve_node(&other).await;
    let knobs = Knobs::new(world.chain.clone(), vec![world.node.clone(), other], 3_600_000);
    let set = |value: &str| json!({ "action": "node", "id": "0", "value": value });
    let state = knobs.apply(&set("down")).unwrap();
    assert_eq!(state["nodes"], json!(["down", "works"]));
    let body = super::tests::call("eth_blockNumber", json!([]));
    assert!(super::tests::post(&world.url, &body).await.is_err());
    assert!(super::tests::post(&url, &body).await.is_ok());
    assert_eq!(knobs.apply(&set("works")).unwrap()["nodes"], json!(["works", "works"]));
    assert!(super::tests::post(&world.url, &body).await.is_ok());
}

#[tokio::test]
async fn what_is_not_understood_changes_nothing() {
    let world = world().await;
    let knobs = Knobs::new(world.chain.clone(), vec![world.node.clone()], 3_600_000);
    let height = knobs.state_json()["height"].clone();
    for wrong in [
        json!({}),
        json!({ "action": "fly" }),
        json!({ "action": "mine", "value": "0" }),
        json!({ "action": "mine", "value": "101" }),
        json!({ "action": "drop", "value": "-1" }),
        json!({ "action": "again", "id": "0x00" }),
        json!({ "action": "node", "id": "1", "value": "down" }),
        json!({ "action": "node", "id": "0", "value": "asleep" }),
        json!({ "action": "pay", "how": "exact", "to": "bob", "amount": "1" }),
        pay("exact", "0"),
        pay("exact", "-5"),
        pay("exact", "0.0000001"),
        pay("exact", "79228162514264337593543950335"),
        pay("exact", "much"),
        pay("twice as much", "5"),
    ] {
        assert!(knobs.apply(&wrong).is_err(), "{wrong}");
    }
    let state = knobs.state_json();
    assert_eq!((&state["height"], &state["payments"]), (&height, &json!([])));
}

#[tokio::test]
async fn blocks_come_by_themselves_until_they_are_to_come_by_hand() {
    let world = world().await;
    let knobs = Knobs::new(world.chain.clone(), vec![], 1);
    assert_eq!(knobs.state_json()["pace"], json!("by themselves"));
    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    knobs.apply(&json!({ "action": "pace", "value": "by hand" })).unwrap();
    let state = knobs.state_json();
    assert!(state["height"].as_u64().unwrap() > 1_000);
    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    assert_eq!(knobs.state_json()["height"], state["height"]);
}
