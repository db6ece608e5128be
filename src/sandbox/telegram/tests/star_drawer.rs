//! Stars as the page's drawer handles them, and a bot that leaves the person waiting.

use serde_json::{Value, json};

use super::{ANN, World};
use crate::sandbox::telegram::Checkout;

async fn asked(world: &World) -> String {
    let wish = json!({
        "chat_id": ANN, "title": "Top-up", "description": "For your balance", "payload": "7",
        "currency": "XTR", "prices": [{ "label": "Top-up", "amount": 50 }],
    });
    world.ok("sendInvoice", wish).await;
    let message = world.telegram.last_from_bot(ANN).unwrap();
    world.telegram.pays(ANN, &message).unwrap()
}

async fn answered(world: &World, id: &str) {
    let yes = json!({ "pre_checkout_query_id": id, "ok": true });
    world.ok("answerPreCheckoutQuery", yes).await;
}

#[tokio::test]
async fn a_person_whom_the_bot_leaves_waiting_is_told_and_pays_nothing() {
    let world = World::started().await;
    world.telegram.set_checkout_limit_ms(1);
    let id = asked(&world).await;
    world.telegram.gives_up_in_time(&id).await;
    assert_eq!(world.telegram.checkout(&id), Some(Checkout::Failed));
    let answer = world.telegram.callback_answers(ANN).pop().unwrap();
    assert_eq!((answer.callback_id.as_str(), answer.show_alert), (id.as_str(), true));
    assert!(answer.text.contains("did not answer in time"), "{}", answer.text);
    assert!(world.telegram.star_payments().is_empty());
}

#[tokio::test]
async fn who_was_answered_is_not_told_of_a_delay() {
    let world = World::started().await;
    let id = asked(&world).await;
    answered(&world, &id).await;
    world.telegram.set_checkout_limit_ms(1);
    world.telegram.gives_up_in_time(&id).await;
    assert!(matches!(world.telegram.checkout(&id), Some(Checkout::Paid { .. })));
    assert_eq!(world.telegram.callback_answers(ANN).len(), 1);
}

#[tokio::test]
async fn a_payment_is_given_back_from_the_page_and_the_bot_hears_of_it() {
    let world = World::started().await;
    let id = asked(&world).await;
    answered(&world, &id).await;
    let payment = world.telegram.stars_json()["payments"][0].clone();
    assert_eq!((&payment["person"], &payment["stars"]), (&json!("Ann"), &json!(50)));
    let back = json!({ "action": "refund", "id": payment["id"] });
    let state = world.telegram.apply_to_stars(&back).unwrap();
    assert_eq!(state["payments"][0]["is_refunded"], json!(true));
    let updates = world.ok("getUpdates", json!({})).await;
    let last = updates.as_array().unwrap().last().cloned().unwrap();
    assert_eq!(last["message"]["refunded_payment"]["telegram_payment_charge_id"], payment["id"]);
    assert!(world.telegram.apply_to_stars(&back).unwrap_err().contains("already"));
}

#[tokio::test]
async fn payments_fail_until_they_go_through_again() {
    let world = World::started().await;
    let set = |value: &str| json!({ "action": "outcome", "value": value });
    assert_eq!(world.telegram.apply_to_stars(&set("fails")).unwrap()["outcome"], json!("fails"));
    let id = asked(&world).await;
    answered(&world, &id).await;
    assert_eq!(world.telegram.checkout(&id), Some(Checkout::Failed));
    world.telegram.apply_to_stars(&set("goes through")).unwrap();
    let id = asked(&world).await;
    answered(&world, &id).await;
    assert!(matches!(world.telegram.checkout(&id), Some(Checkout::Paid { .. })));
    for wrong in [Value::Null, json!({ "action": "refund", "id": "x" })] {
        assert!(world.telegram.apply_to_stars(&wrong).is_err());
    }
}
