//! Stars: an invoice, the question, the payment, the refund, and everything that can go wrong.

use std::time::Duration;

use serde_json::{Value, json};

use super::{ANN, World};
use crate::sandbox::telegram::Checkout;

fn wish() -> Value {
    json!({
        "chat_id": ANN, "title": "Top-up", "description": "50 Stars for your balance",
        "payload": "deposit 7", "currency": "XTR", "provider_token": "",
        "prices": [{ "label": "Top-up", "amount": 50 }],
    })
}

fn with(name: &str, value: Value) -> Value {
    let mut wish = wish();
    wish[name] = value;
    wish
}

/// The newest update, and none before it is asked for again.
async fn update(world: &World) -> Value {
    let updates = world.ok("getUpdates", json!({})).await;
    let last = updates.as_array().unwrap().last().cloned().unwrap_or_default();
    if let Some(id) = last["update_id"].as_i64() {
        world.ok("getUpdates", json!({ "offset": id + 1 })).await;
    }
    last
}

async fn asked(world: &World) -> String {
    world.ok("sendInvoice", wish()).await;
    let message = world.telegram.last_from_bot(ANN).unwrap();
    world.telegram.pays(ANN, &message).unwrap()
}

async fn paid(world: &World) -> String {
    let id = asked(world).await;
    update(world).await;
    let yes = json!({ "pre_checkout_query_id": id, "ok": true });
    world.ok("answerPreCheckoutQuery", yes).await;
    let Some(Checkout::Paid { charge_id }) = world.telegram.checkout(&id) else { panic!() };
    charge_id
}

#[tokio::test]
async fn an_invoice_is_asked_about_paid_and_told() {
    let world = World::started().await;
    let sent = world.ok("sendInvoice", wish()).await;
    let invoice = json!({
        "title": "Top-up", "description": "50 Stars for your balance", "start_parameter": "",
        "currency": "XTR", "total_amount": 50,
    });
    assert_eq!((&sent["invoice"], &sent.get("text")), (&invoice, &None));
    let message = world.telegram.last_from_bot(ANN).unwrap();
    assert_eq!(message.invoice.as_ref().unwrap().payload, "deposit 7");
    let id = world.telegram.pays(ANN, &message).unwrap();
    let query = update(&world).await["pre_checkout_query"].clone();
    assert_eq!((&query["id"], &query["from"]["id"]), (&json!(id), &json!(ANN)));
    assert_eq!((&query["total_amount"], &query["currency"]), (&json!(50), &json!("XTR")));
    assert_eq!(query["invoice_payload"], json!("deposit 7"));
    assert_eq!(world.telegram.checkout(&id), Some(Checkout::Asked));
    let yes = json!({ "pre_checkout_query_id": id, "ok": true });
    assert_eq!(world.ok("answerPreCheckoutQuery", yes.clone()).await, json!(true));
    let receipt = update(&world).await["message"].clone();
    let payment = &receipt["successful_payment"];
    let [paid] = <[_; 1]>::try_from(world.telegram.star_payments()).unwrap();
    assert_eq!(payment["telegram_payment_charge_id"], json!(paid.charge_id));
    assert_eq!((&payment["total_amount"], &receipt["from"]["id"]), (&json!(50), &json!(ANN)));
    assert_eq!(payment["invoice_payload"], json!("deposit 7"));
    assert!(world.telegram.pays(ANN, &message).is_err());
    let again = world.refused("answerPreCheckoutQuery", yes).await;
    assert!(again.contains("query is too old"), "{again}");
    assert_eq!(world.ok("getMyStarBalance", json!({})).await, json!({ "amount": 50 }));
}

#[tokio::test]
async fn an_invoice_is_checked_as_telegram_checks_it() {
    let world = World::started().await;
    let price = |amount: i64| json!({ "label": "x", "amount": amount });
    let wrong = [
        with("title", json!("x".repeat(33))),
        with("title", json!("")),
        with("description", json!("x".repeat(256))),
        with("payload", json!("")),
        with("payload", json!("x".repeat(129))),
        with("currency", json!("USD")),
        with("provider_token", json!("1:TEST")),
        with("prices", json!([])),
        with("prices", json!([price(1), price(2)])),
        with("prices", json!([price(0)])),
        with(
            "reply_markup",
            json!({ "inline_keyboard": [[{ "text": "Back", "callback_data": "b" }]] }),
        ),
    ];
    for wish in wrong {
        assert!(world.refused("sendInvoice", wish).await.starts_with("400 Bad Request"));
    }
    assert!(world.telegram.last_from_bot(ANN).is_none());
    let markup = json!({ "inline_keyboard": [[{ "text": "Pay ⭐ 50", "pay": true }],
                                             [{ "text": "Back", "callback_data": "b" }]] });
    let sent = world.ok("sendInvoice", with("reply_markup", markup)).await;
    let id = sent["message_id"].as_i64().unwrap();
    let edit = json!({ "chat_id": ANN, "message_id": id, "text": "else" });
    assert!(world.refused("editMessageText", edit).await.contains("no text in the message"));
    let copy = json!({ "chat_id": ANN, "from_chat_id": ANN, "message_id": id });
    assert!(world.refused("copyMessage", copy).await.contains("can't be copied"));
}

#[tokio::test]
async fn a_no_a_late_yes_and_a_failure_move_nothing() {
    let world = World::started().await;
    let id = asked(&world).await;
    let mute = json!({ "pre_checkout_query_id": id, "ok": false });
    assert!(world.refused("answerPreCheckoutQuery", mute).await.starts_with("400"));
    let no = json!({ "pre_checkout_query_id": id, "ok": false, "error_message": "Sold out" });
    world.ok("answerPreCheckoutQuery", no).await;
    assert_eq!(world.telegram.checkout(&id), Some(Checkout::Declined("Sold out".to_owned())));
    assert_eq!(world.telegram.callback_answers(ANN)[0].text, "Sold out");
    let late = asked(&world).await;
    world.telegram.set_checkout_limit_ms(1);
    tokio::time::sleep(Duration::from_millis(10)).await;
    let yes = |id: &str| json!({ "pre_checkout_query_id": id, "ok": true });
    assert!(world.refused("answerPreCheckoutQuery", yes(&late)).await.contains("too old"));
    assert_eq!(world.telegram.checkout(&late), Some(Checkout::Failed));
    world.telegram.set_checkout_limit_ms(10_000);
    world.telegram.set_payments_failing(true);
    let failing = asked(&world).await;
    world.ok("answerPreCheckoutQuery", yes(&failing)).await;
    assert_eq!(world.telegram.checkout(&failing), Some(Checkout::Failed));
    assert!(world.telegram.star_payments().is_empty());
    assert_eq!(world.ok("getMyStarBalance", json!({})).await, json!({ "amount": 0 }));
}

#[tokio::test]
async fn two_checkouts_of_one_invoice_are_paid_once() {
    let world = World::started().await;
    let first = asked(&world).await;
    let message = world.telegram.last_from_bot(ANN).unwrap();
    let second = world.telegram.pays(ANN, &message).unwrap();
    for id in [&first, &second] {
        let yes = json!({ "pre_checkout_query_id": id, "ok": true });
        world.ok("answerPreCheckoutQuery", yes).await;
    }
    assert_eq!(world.telegram.checkout(&second), Some(Checkout::Failed));
    assert_eq!(world.telegram.star_payments().len(), 1);
}

#[tokio::test]
async fn a_payment_is_given_back_once_and_both_ways_are_listed() {
    let world = World::started().await;
    let charge_id = paid(&world).await;
    let back = json!({ "user_id": ANN, "telegram_payment_charge_id": charge_id });
    let other = json!({ "user_id": 6, "telegram_payment_charge_id": charge_id });
    assert!(world.refused("refundStarPayment", other).await.contains("CHARGE_NOT_FOUND"));
    assert_eq!(world.ok("refundStarPayment", back.clone()).await, json!(true));
    let message = update(&world).await["message"]["refunded_payment"].clone();
    assert_eq!(message["telegram_payment_charge_id"], json!(charge_id));
    assert!(world.refused("refundStarPayment", back).await.contains("CHARGE_ALREADY_REFUNDED"));
    let all = world.ok("getStarTransactions", json!({})).await["transactions"].clone();
    assert_eq!((&all[0]["id"], &all[1]["id"]), (&json!(charge_id), &json!(charge_id)));
    assert_eq!(all[0]["source"]["invoice_payload"], json!("deposit 7"));
    assert_eq!(all[1]["receiver"]["user"]["id"], json!(ANN));
    let page = world.ok("getStarTransactions", json!({ "offset": 1, "limit": 1 })).await;
    assert_eq!(page["transactions"], json!([all[1]]));
}

#[tokio::test]
async fn a_bot_that_does_not_want_the_question_is_not_asked() {
    let world = World::started().await;
    world.ok("getUpdates", json!({ "allowed_updates": ["message"] })).await;
    asked(&world).await;
    assert_eq!(update(&world).await, Value::Null);
    let all = json!({ "allowed_updates": ["message", "pre_checkout_query"] });
    world.ok("getUpdates", all).await;
    asked(&world).await;
    assert!(update(&world).await["pre_checkout_query"].is_object());
}
