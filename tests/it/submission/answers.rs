//! What each answer to `add` means: the error table row by row, and everything beside it.

use super::scripted_world;
use crate::support::{Scripted, World, WorldOptions};
use storefront::domain::money::Money;
use storefront::domain::order::OrderState;
use storefront::sandbox::panel::PanelOptions;

/// Texts that panels send when nothing was placed and nothing will be (docs/protocols.md, "Errors").
const REFUSALS: [(&str, &[&str]); 8] = [
    (
        "bad_request",
        &[
            "Incorrect request",
            "This action is Invalid",
            "Invalid action",
            "missing parameters",
            "Neither parameter is set",
        ],
    ),
    (
        "service_gone",
        &[
            "Incorrect service ID",
            "error.incorrect_service_id",
            "Disabled service ID",
            "Service ID does not exists",
            "service is inactive",
            "service is not available",
            "service is disabled",
        ],
    ),
    (
        "bad_link",
        &[
            "Bad link",
            "Bad Link",
            "Incorrect link",
            "invalid link",
            "neworder.error.link",
            "private account",
        ],
    ),
    (
        "quantity_too_low",
        &[
            "Quantity less than minimal 50",
            "Quantity less than minimum",
            "neworder.error.min_quantity",
        ],
    ),
    (
        "quantity_too_high",
        &[
            "Quantity more than maximum 10000",
            "Quantity less than maximum 10000",
            "neworder.error.max_quantity",
        ],
    ),
    (
        "bad_quantity",
        &[
            "Incorrect quantity",
            "Runs is required",
            "Interval time is required",
            "no Dripfeed support",
        ],
    ),
    (
        "type_field",
        &["Answer number is required", "Comments field is required", "neworder.error.comment"],
    ),
    ("bad_link", &["  BAD LINK.  "]),
];

/// Texts that panels send when nothing was placed for now, and what the owner reads of it.
const DELAYS: [(&str, &str, &[&str]); 4] = [
    (
        "auth",
        "It refuses the key",
        &[
            "Invalid API key",
            "Incorrect API key",
            "API is Disable for this user or your account",
            "account suspended",
        ],
    ),
    (
        "duplicate_link",
        "another order for the same link",
        &[
            "You have active order with this link. Please wait until order being completed.",
            "Active order with this link exists",
            "neworder.error.link_duplicate",
        ],
    ),
    (
        "out_of_funds",
        "Your balance there is too small",
        &[
            "Not enough funds on balance",
            "Not enough funds",
            "neworder.error.not_enough_funds",
            "neworder.error.insufficient_balance",
        ],
    ),
    (
        "rate_limited",
        "It asks for fewer requests",
        &["Rate limit exceeded. Slow down.", "too many requests"],
    ),
];

fn error_body(text: &str) -> String {
    serde_json::json!({ "error": text }).to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_final_error_of_the_table_returns_the_money_with_a_word_why() {
    let (world, panel) = scripted_world().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let texts = REFUSALS.iter().flat_map(|(reason, texts)| texts.iter().map(|t| (*reason, *t)));
    for (number, (reason, text)) in texts.enumerate() {
        let status = [200, 400, 403, 404, 422, 429][number % 6];
        panel.answers_action("add", status, &error_body(text));
        let link = format!("https://instagram.com/a{number}");
        let order_id = world.places(5_001, 1, &link, 1_000).await;
        world.submit().await;
        let order = world.order(order_id).await;
        let found = (order.state, order.reason.as_str(), order.returned);
        assert_eq!(found, (OrderState::Rejected, reason, order.price), "{status} {text}");
        assert_eq!(world.wallet(5_001).await.available, crate::support::money("25"), "{text}");
        ann.expects(&format!("Order #{order_id} could not be placed"));
        ann.expects("is back on your balance");
        // What the provider wrote is not for customers.
        assert!(!ann.was_told(text), "{text}");
        world.submit().await;
        assert_eq!(panel.calls("add").len(), number + 1, "{text}");
        // What the provider does not know is not sold until it is listed again.
        let is_gone = reason == "service_gone";
        assert_eq!(world.offer(1).await.is_visible, !is_gone, "{text}");
        if is_gone {
            world.sync().await;
        }
    }
    assert_eq!(world.owner().times_told("needs your decision"), 0);
    ann.taps("Order it again").await;
    ann.expects("per 1,000");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_passing_error_of_the_table_puts_the_order_back_and_tells_admins_once() {
    let (world, panel) = scripted_world().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    for (reason, told, texts) in DELAYS {
        for text in texts {
            panel.answers_action("add", 200, &error_body(text));
            let order_id = world.places(5_001, 1, "https://instagram.com/ann", 1_000).await;
            let before = panel.calls("add").len();
            world.submit().await;
            let order = world.order(order_id).await;
            assert_eq!((order.state, order.reason.as_str()), (OrderState::Queued, reason));
            assert_eq!(world.wallet(5_001).await.held, order.price, "{text}");
            // It is not asked in a loop, and asked again later.
            world.submit().await;
            assert_eq!(panel.calls("add").len(), before + 1, "{text}");
            world.advance_ms(600_000);
            world.submit().await;
            assert_eq!(panel.calls("add").len(), before + 2, "{text}");
            assert_eq!(world.order(order_id).await.attempt, 2, "{text}");

            ann.says("/orders").await;
            ann.picks_order(order_id).await;
            ann.taps("Cancel the order").await;
            ann.taps("Yes, cancel").await;
            assert_eq!(world.order(order_id).await.state, OrderState::Canceled);
            assert_eq!(world.wallet(5_001).await.held, Money::ZERO);
            world.advance_ms(600_000);
        }
        assert_eq!(world.owner().times_told(told), 1, "{reason}");
    }
    assert_eq!(panel.panel.accepted().len(), 0);
    world.audit().await;
}

/// Answers that prove nothing: HTTP status, body, and the id that a person is shown.
fn unclear() -> Vec<(u16, String, &'static str)> {
    let mut answers: Vec<(u16, String, &'static str)> = vec![
        (200, r#"{"order":7,"error":"x"}"#.to_owned(), "7"),
        (200, r#"{"order":8,"error":"Bad link"}"#.to_owned(), "8"),
        (400, r#"{"order":"A-9","error":"Not enough funds"}"#.to_owned(), "A-9"),
        (500, r#"{"error":"Bad link"}"#.to_owned(), ""),
        (502, r#"{"error":"Not enough funds on balance"}"#.to_owned(), ""),
        (503, r#"{"order":10}"#.to_owned(), "10"),
        (404, r#"{"order":11}"#.to_owned(), "11"),
        (302, String::new(), ""),
        (429, r#"{"order":15}"#.to_owned(), "15"),
        (200, r#"{"error":"Bad link"#.to_owned(), ""),
        (200, r#"{"error":""}"#.to_owned(), ""),
        (200, r#"{"order":0}"#.to_owned(), ""),
        (200, r#"{"order":-4}"#.to_owned(), ""),
        (200, r#"{"order":12,"order":13}"#.to_owned(), "12"),
        (200, r#"["order",14]"#.to_owned(), ""),
        (200, "23501".to_owned(), ""),
        (200, "\u{0}\u{1}garbage".to_owned(), ""),
        (200, r#"{"status":"fail","message":"Bad link"}"#.to_owned(), ""),
    ];
    let texts = [
        "Incorrect order ID",
        "Order not eligible for refill.",
        "Unknown error, please try again",
        "There was an error processing your request, contact support",
        "Something new",
        "Your order was placed, but bad link",
    ];
    answers.extend(texts.map(|text| (200, error_body(text), "")));
    answers
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p03_an_answer_that_proves_nothing_goes_to_review_and_returns_nothing() {
    let (world, panel) = scripted_world().await;
    for (person_id, (status, body, seen_id)) in (5_001..).zip(unclear()) {
        world.customer(person_id, "C", "25").await;
        let link = format!("https://instagram.com/p{person_id}");
        let order_id = world.places(person_id, 1, &link, 1_000).await;
        panel.answers_action("add", status, &body);
        // Each is asked as if it were the first.
        world.tampers("DELETE FROM provider_stops").await;
        world.tampers("UPDATE providers SET unknown_streak = 0, not_before_ms = 0").await;
        world.submit().await;
        world.advance_ms(600_000);
        world.submit().await;
        let order = world.order(order_id).await;
        assert_eq!(order.state, OrderState::Review, "{status} {body}");
        assert_eq!((order.seen_id.as_str(), order.returned), (seen_id, Money::ZERO), "{body}");
        assert_eq!(world.wallet(person_id).await.held, order.price, "{body}");
        let sent = panel.calls("add").iter().filter(|call| call["link"] == link).count();
        assert_eq!(sent, 1, "{status} {body}");
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ids_of_any_form_are_accepted_and_used_as_they_came() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "25").await;
    let answers = [
        (200, r#"{"order":23501}"#, "23501"),
        (201, r#"{"status":"success","msg":"ok","order":"ord_01HZX"}"#, "ord_01HZX"),
        (200, r#"{"order":"API100025","error":null}"#, "API100025"),
        (200, "\u{feff} {\"order\":\"77\",\"error\":false} ", "77"),
    ];
    for (number, (status, body, id)) in answers.into_iter().enumerate() {
        panel.answers_action("add", status, body);
        let link = format!("https://instagram.com/a{number}");
        let order_id = world.places(5_001, 1, &link, 1_000).await;
        world.submit().await;
        let order = world.order(order_id).await;
        assert_eq!((order.state, order.provider_order_id.as_str()), (OrderState::Active, id));
    }
    panel.behaves();
    world.poll().await;
    assert_eq!(panel.calls("status")[0]["orders"], "23501,ord_01HZX,API100025,77");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_order_for_a_link_waits_until_the_first_is_done() {
    let options = PanelOptions {
        speed: 0,
        refuse_duplicate_link: true,
        ..PanelOptions::new(crate::support::world::PANEL_KEY)
    };
    let panel = Scripted::with(options).await;
    let world =
        World::with(WorldOptions { vars: panel.as_main(), ..WorldOptions::default() }).await;
    world.customer(5_001, "Ann", "25").await;
    let link = "https://instagram.com/ann";
    let first = world.places(5_001, 1, link, 1_000).await;
    let second = world.places(5_001, 1, link, 500).await;
    world.submit().await;
    // The second is not even tried beside the first, only after it.
    assert_eq!(panel.calls("add").len(), 1);
    assert_eq!(world.order(first).await.state, OrderState::Active);
    world.submit().await;
    assert_eq!(panel.calls("add").len(), 2);
    let states = async || [world.order(first).await.state, world.order(second).await.state];
    assert_eq!(states().await, [OrderState::Active, OrderState::Queued]);
    for _ in 0..5 {
        world.advance_ms(121_000);
        world.submit().await;
    }
    assert_eq!(states().await, [OrderState::Active, OrderState::Queued]);
    assert_eq!(panel.panel.accepted().len(), 1);

    let id = panel.panel.accepted()[0].id.clone();
    panel.panel.set_status(&id, "Completed", None, None).unwrap();
    world.poll_after(61_000).await;
    world.advance_ms(storefront::clock::HOUR_MS);
    world.submit().await;
    assert_eq!(states().await, [OrderState::Completed, OrderState::Active]);
    assert_eq!(panel.panel.acceptances_for_link(link), 2);
    world.audit().await;
}
