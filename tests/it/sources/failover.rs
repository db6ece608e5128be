//! Orders that go on to the next source: only when the first answer proves that nothing was placed,
//! never for more than was paid, and every time with a line in the order's history.

use crate::support::{World, money};
use storefront::clock::{DAY_MS, HOUR_MS};
use storefront::domain::order::OrderState;
use storefront::domain::time::Span;
use storefront::store::turnovers;

/// What a panel answers, the reason that is kept of it, and whether the order goes on.
const ANSWERS: [(&str, &str, bool); 7] = [
    ("Incorrect service ID", "service_gone", true),
    ("Not enough funds on balance", "out_of_funds", true),
    ("Incorrect API key", "auth", true),
    ("Quantity more than maximum 10", "quantity_too_high", true),
    ("Incorrect link", "bad_link", false),
    (
        "You have active order with this link. Please wait until order being completed.",
        "duplicate_link",
        false,
    ),
    ("Too many requests", "rate_limited", false),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_goes_on_when_the_answer_proves_that_nothing_was_placed() {
    for (said, reason, goes_on) in ANSWERS {
        let (world, side, _) = World::with_side("0.80").await;
        let ann = world.customer(5_001, "Ann", "25").await;
        let body = serde_json::json!({ "error": said }).to_string();
        side.answers_action("add", 200, &body);
        let order_id = ann.buys("instagram.com/ann", "1000").await;
        world.submits_all().await;
        world.submits_all().await;
        let order = world.order(order_id).await;
        if goes_on {
            assert_eq!(
                (order.state, order.provider.as_str()),
                (OrderState::Active, "main"),
                "{said}"
            );
            assert_eq!(world.moves().await, [format!("{order_id} 1 {reason}")]);
            assert_eq!(world.panel.acceptances_for_link("https://instagram.com/ann"), 1);
            assert_eq!((order.price, order.provider_rate.as_str()), (money("1.04"), "0.9"));
            let olga = world.owner();
            olga.says(&format!("/order {order_id}")).await;
            olga.expects("Moved from side to main, submissions before: 1.");
        } else {
            assert_eq!(order.provider, "side", "{said}");
            assert_eq!(world.moves().await, Vec::<String>::new(), "{said}");
            assert_eq!(world.panel.accepted().len(), 0, "{said}");
        }
        assert_eq!(side.panel.accepted().len(), 0);
        // Nobody has paid twice, and nobody was told of a matter of the shop's.
        assert!(!ann.was_told("main") && !ann.was_told("side"));
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_may_have_been_placed_goes_nowhere() {
    for (status, body) in [
        (500, r#"{"error":"Incorrect service ID"}"#),
        (200, r#"{"error":"Something in no table"}"#),
        (200, r#"{"order":7,"error":"Not enough funds"}"#),
        (200, "<html>Not enough funds</html>"),
    ] {
        let (world, side, _) = World::with_side("0.80").await;
        world.customer(5_001, "Ann", "25").await;
        side.answers_action("add", status, body);
        let order_id = world.places(5_001, 1, "https://instagram.com/ann", 1_000).await;
        world.submits_all().await;
        world.chooses().await;
        let order = world.order(order_id).await;
        assert_eq!((order.state, order.provider.as_str()), (OrderState::Review, "side"), "{body}");
        assert_eq!(world.panel.accepted().len(), 0, "{body}");
        // Sent again by an owner it is still doubted, so that no clear refusal moves it.
        side.answers_action("add", 200, r#"{"error":"Incorrect service ID"}"#);
        let olga = world.owner();
        olga.says(&format!("/order {order_id}")).await;
        olga.taps("send it again").await;
        olga.taps("Confirm").await;
        world.advance_ms(120_000);
        world.submits_all().await;
        world.chooses().await;
        let order = world.order(order_id).await;
        assert_eq!((order.state, order.provider.as_str()), (OrderState::Review, "side"), "{body}");
        assert_eq!(world.panel.accepted().len(), 0, "{body}");
        assert_eq!(world.moves().await, Vec::<String>::new());
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_is_never_bought_for_more_than_was_paid() {
    // Sold at 0.65, and the other source costs 0.90.
    let (world, side, _) = World::with_side("0.50").await;
    world.customer(5_001, "Ann", "25").await;
    side.answers_action("add", 200, r#"{"error":"Not enough funds on balance"}"#);
    let order_id = world.places(5_001, 1, "https://instagram.com/ann", 1_000).await;
    world.submits_all().await;
    world.chooses().await;
    world.submits_all().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.provider.as_str()), (OrderState::Queued, "side"));
    assert_eq!(order.reason, "out_of_funds");
    assert_eq!(world.panel.accepted().len(), 0);
    // New ones are sold at what the other one costs.
    assert_eq!(world.bought_at().await.0, "main");
    side.behaves();
    world.advance_ms(30 * 60_000);
    world.submits_all().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    assert_eq!(side.panel.accepted().len(), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_source_is_left_once_and_then_the_order_ends_as_ever() {
    let (world, side, _) = World::with_side("0.80").await;
    world.customer(5_001, "Ann", "25").await;
    let gone = r#"{"error":"Incorrect service ID"}"#;
    side.answers_action("add", 200, gone);
    world.panel.set_fault(storefront::sandbox::panel::FaultRule {
        action: Some("add".to_owned()),
        fault: storefront::sandbox::panel::PanelFault::ErrorText("Incorrect service ID".to_owned()),
        times: None,
    });
    let order_id = world.places(5_001, 1, "https://instagram.com/ann", 1_000).await;
    world.submits_all().await;
    world.submits_all().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.attempt), (OrderState::Rejected, 2));
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    // Neither sells it, so that nobody is shown it.
    assert!(!world.offer(1).await.is_visible);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn orders_that_wait_at_a_stopped_provider_go_on_elsewhere() {
    let (world, side, _) = World::with_side("0.80").await;
    for person in 5_001..=5_004 {
        world.customer(person, &format!("Ann{person}"), "25").await;
    }
    side.answers(|call| match call["action"].as_str() {
        "add" | "balance" => Some((500, "down".to_owned())),
        _ => None,
    });
    for person in 5_002..=5_004 {
        world.places(person, 1, &format!("https://instagram.com/first{person}"), 1_000).await;
        world.submit().await;
    }
    let waiting = world.places(5_001, 1, "https://instagram.com/ann", 1_000).await;
    assert_eq!(world.provider_of(waiting).await, "side");
    assert_eq!(world.count("provider_stops WHERE provider = 'side'").await, 1);
    world.submits_all().await;
    assert_eq!(world.order(waiting).await.state, OrderState::Queued);
    world.chooses().await;
    assert_eq!(world.provider_of(waiting).await, "main");
    assert_eq!(world.moves().await, [format!("{waiting} 0 source_closed")]);
    // Whoever has listed it before does not send it.
    assert!(world.claims_for(waiting, "side").await.is_none());
    world.submits_all().await;
    assert_eq!(world.order(waiting).await.state, OrderState::Active);
    // The unclear ones stay where they may have been placed.
    assert_eq!(world.count("orders WHERE state = 'review' AND provider = 'side'").await, 3);
    assert_eq!(world.panel.accepted().len(), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_whose_source_was_taken_away_goes_on_at_the_one_that_is_left() {
    let (world, side, other) = World::with_side("0.80").await;
    world.customer(5_001, "Ann", "25").await;
    let order_id = world.places(5_001, 1, "https://instagram.com/ann", 1_000).await;
    let olga = world.owner();
    olga.opens_sources(1).await;
    olga.taps(&format!("➖ side #{other}")).await;
    olga.taps("Confirm").await;
    olga.expects(&format!("Service 1 is no longer bought from side (#{other})."));
    assert_eq!(world.bought_at().await.0, "main");
    world.submits_all().await;
    world.submits_all().await;
    let order = world.order(order_id).await;
    // With one source there is nothing to move to: it is returned as ever when it cannot be bought.
    assert_eq!(order.state, OrderState::Rejected);
    assert_eq!((side.panel.accepted().len(), world.panel.accepted().len()), (0, 0));
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_may_return_by_itself_no_share_of_what_others_sell() {
    let (world, side, _) = World::with_side("0.80").await;
    world.customer(5_001, "Ann", "25").await;
    let turnover = async |provider: &str| {
        let day = Span { from_ms: world.now_ms() - DAY_MS, until_ms: world.now_ms() };
        let mut tx = world.app.store.begin().await.unwrap();
        let placed = turnovers::placed(&mut tx, provider, day).await.unwrap();
        tx.commit().await.unwrap();
        placed
    };
    side.answers(|call| match call["action"].as_str() {
        "add" => Some((200, r#"{"error":"Too many requests"}"#.to_owned())),
        _ => None,
    });
    world.places(5_001, 1, "https://instagram.com/ann", 1_000).await;
    world.submits_all().await;
    // It has waited so long that its time is added up already.
    world.advance_ms(HOUR_MS);
    assert_eq!((turnover("side").await, turnover("main").await), (1_040_000, 0));
    side.answers_action("add", 200, r#"{"error":"Incorrect service ID"}"#);
    world.submits_all().await;
    assert_eq!(world.moves().await.len(), 1);
    assert_eq!((turnover("side").await, turnover("main").await), (0, 1_040_000));
    world.audit().await;
}
