//! Several orders in one message: each line by itself, one confirm for all.

use crate::support::{World, money};
use storefront::domain::money::Money;

const FOLLOWERS: &str = "1 | instagram.com/one | 1000";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lines_become_orders_of_their_own_in_one_confirm_and_once() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let likes = world.service_number("main", "14").await;
    let comments = world
        .rows("service_id FROM services WHERE kind = 'custom_comments' AND is_hidden = 0")
        .await;
    let text = format!(
        "{FOLLOWERS}\n\n#{likes} | instagram.com/p/Cabc123 | 2k\nnonsense\n99999 | t.me/a | 5\n\
         1 | instagram.com/One/ | 500\n1 | t.me/durov | 500\n{likes} | instagram.com/two | 500\n\
         1 | instagram.com/three | 5\n1 | instagram.com/four | many\n{} | instagram.com/p/Cx | 5\n\
         1 | not a link | 100",
        comments[0]
    );
    alice.says(&text).await;
    alice.expects("Check 2 orders");
    for line in [
        "1. № 1 · instagram.com/one · 1,000 · $1.17",
        "instagram.com/p/Cabc123 · 2,000 · $",
        "9 lines are left out",
        "3. write it as: service number | link | quantity",
        "4. there is no service with this number",
        "5. the same link as in line 1",
        "6. this service needs another kind of link",
        "7. this service needs another kind of link",
        "8. the quantity must be from 50 to ",
        "9. the quantity is not a number",
        "10. this service needs more than a link and a quantity",
        "11. this is not a link",
        "Your balance: $25.00",
    ] {
        alice.expects(line);
    }
    assert_eq!(world.count("orders").await, 0);
    let (message_id, data) = alice.button("Confirm");
    alice.taps("Confirm").await;
    alice.expects("2 orders are placed: #1001–#1002");
    assert_eq!(world.count("orders").await, 2);
    let (first, second) = (world.order(1_001).await, world.order(1_002).await);
    assert_eq!((first.link.as_str(), first.quantity), ("https://instagram.com/one", 1_000));
    assert_eq!(second.quantity, 2_000);
    assert_ne!(first.checkout_id, second.checkout_id);
    let spent = first.price.checked_add(second.price).unwrap();
    let left = money("25").checked_sub(spent).unwrap();
    assert_eq!(world.wallet(5_001).await.available, left);
    assert_eq!(world.wallet(5_001).await.held, spent);
    // A second press finds the orders of the first, from whichever screen.
    let screen = alice.screen_id();
    let again = data.splitn(3, ':').nth(2).unwrap();
    let told = alice.forges(&format!("1:{screen}:{again}")).await;
    assert!(told.contains("1001"), "{told}");
    assert!(message_id > 0);
    assert_eq!(world.count("orders").await, 2);
    // Nor does it open for anybody else.
    let bob = world.customer(5_002, "Bob", "25").await;
    bob.forges_tap(again).await;
    assert_eq!(world.count("orders").await, 2);
    // The same link again is said to be under way.
    alice.says(FOLLOWERS).await;
    alice.expects("order #1001 for this link is still running");
    world.submit().await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_card_the_link_and_the_quantity_are_enough_and_nothing_is_lost() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.is_asked_for_the_link().await;
    alice.says("instagram.com/one 1000\n@two 10 000\ninstagram.com/three").await;
    alice.expects("Check 2 orders\nInstagram Followers | Real");
    alice.expects("1. instagram.com/one · 1,000 · $1.17");
    alice.expects("2. instagram.com/two · 10,000 · $11.70");
    alice.expects("3. write it as");
    alice.expects("Price: $12.87");
    assert!(alice.screen().lines().count() <= 12, "{}", alice.screen());
    // Looked away from, it waits.
    alice.says("/balance").await;
    alice.taps("Menu").await;
    alice.taps("Continue").await;
    alice.expects("Check 2 orders");
    alice.taps("Confirm").await;
    alice.expects("2 orders are placed");
    // Lines with numbers are understood wherever a link or a number is asked for.
    alice.is_asked_for_the_quantity().await;
    alice.says("1 | instagram.com/four | 1000").await;
    alice.expects("Check 1 order");
    alice.taps("Cancel").await;
    // Too many lines are refused at once, and the card is still there.
    alice.is_asked_for_the_link().await;
    alice.says(&"a.co 1\n".repeat(550)).await;
    alice.expects("That is 550 lines, and 100 at a time are possible");
    assert_eq!(alice.step().await, "Link");
    alice.taps("Continue").await;
    alice.expects("Send the link");
    assert_eq!(world.count("orders").await, 2);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_line_on_a_card_leads_to_its_price() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.is_asked_for_the_link().await;
    alice.says(" instagram.com/alice 2k ").await;
    alice.expects("instagram.com/alice");
    alice.expects("2,000");
    assert!(alice.is_offered("Confirm · $2.34"));
    // What is wrong is asked for again, and what is right stays.
    alice.is_asked_for_the_link().await;
    alice.says("instagram.com/alina 5").await;
    assert_eq!(alice.step().await, "Quantity");
    alice.expects("instagram.com/alina");
    alice.taps("1,000 · $1.17").await;
    alice.expects("instagram.com/alina");
    alice.is_asked_for_the_link().await;
    alice.says("t.me/durov 1000").await;
    assert_eq!(alice.step().await, "Link");
    alice.says("vol.2 2024 edition").await;
    assert_eq!(alice.step().await, "Link");
    assert_eq!(world.count("orders").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn money_that_is_missing_places_nothing_and_is_asked_for() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "2").await;
    alice.says("1 | instagram.com/one | 1000\n1 | instagram.com/two | 1000").await;
    alice.expects("You need $0.34 more");
    assert!(!alice.is_offered("Confirm"));
    alice.taps("Ask for a top-up").await;
    world.owner().taps("Give $0.34").await;
    alice.taps("Check again").await;
    alice.taps("Confirm").await;
    assert!(alice.present().contains("2 orders are placed"), "{}", alice.present());
    assert_eq!(world.wallet(5_001).await.available, Money::ZERO);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_has_changed_meanwhile_is_shown_again_before_money_moves() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.says("1 | instagram.com/one | 1000\n1 | instagram.com/two | 1000").await;
    world.tampers("UPDATE services SET has_refill = 0 WHERE service_id = 1").await;
    alice.taps("Confirm").await;
    alice.expects("Something has changed since you looked");
    assert_eq!(world.count("orders").await, 0);
    alice.taps("Confirm").await;
    alice.expects("2 orders are placed");
    // A ban stops all of it.
    alice.says("1 | instagram.com/three | 1000").await;
    world.tampers("UPDATE people SET is_banned = 1 WHERE person_id = 5001").await;
    let told = alice.taps_for_answer("Confirm").await;
    assert!(told.contains("You cannot place new orders"), "{told}");
    assert_eq!(world.count("orders").await, 2);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_lines_fit_into_one_screen_and_are_all_placed() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "50").await;
    let line = |number: i64| format!("1 | instagram.com/user_{number:03} | 100");
    let text: Vec<String> = (1..=100).map(line).collect();
    alice.says(&text.join("\n")).await;
    alice.expects("Check 100 orders");
    alice.expects("70. instagram.com/user_070 · 100 · $0.117");
    alice.expects("more lines");
    alice.expects("Price: $11.70");
    let began = std::time::Instant::now();
    alice.taps("Confirm").await;
    alice.expects("100 orders are placed: #1001–#1100");
    assert!(began.elapsed() < std::time::Duration::from_secs(2), "{:?}", began.elapsed());
    assert_eq!(world.count("orders").await, 100);
    assert_eq!(world.wallet(5_001).await.available, money("38.30"));
    let refused = world.telegram.calls().into_iter().filter(|call| call.answer_code == 400);
    assert_eq!(refused.count(), 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_services_of_ten_thousand_are_ordered_within_a_turn() {
    const SERVICES: i64 = 10_000;
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "50").await;
    world.has_the_first_service_so_often(SERVICES).await;
    let line = |number: i64| format!("{} | instagram.com/u{number} | 100", 100_000 + number * 97);
    let text: Vec<String> = (1..=100).map(line).collect();
    let began = std::time::Instant::now();
    alice.says(&text.join("\n")).await;
    let planned = began.elapsed();
    alice.expects("Check 100 orders");
    let began = std::time::Instant::now();
    alice.taps("Confirm").await;
    let placed = began.elapsed();
    alice.expects("100 orders are placed");
    println!("planned in {planned:?}, placed in {placed:?}");
    let turn = std::time::Duration::from_secs(2);
    assert!(planned < turn && placed < turn, "{planned:?}, {placed:?}");
    world.audit().await;
}

impl World {
    /// Services that differ from the first by their numbers only, from 100000 on.
    async fn has_the_first_service_so_often(&self, count: i64) {
        let numbers = format!(
            "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) \
             SELECT 100000 + i AS i FROM n) numbers"
        );
        self.tampers(&format!(
            "INSERT INTO services (service_id, category_id, source_id, name, kind, kind_label, \
             min_quantity, max_quantity, has_refill, has_cancel, has_dripfeed, description, \
             average_time, updated_ms, price) SELECT i, category_id, i, name, kind, kind_label, \
             min_quantity, max_quantity, has_refill, has_cancel, has_dripfeed, description, \
             average_time, updated_ms, price FROM services CROSS JOIN {numbers} \
             WHERE service_id = 1"
        ))
        .await;
        self.tampers(&format!(
            "INSERT INTO sources (source_id, service_id, provider, provider_service_id, rate, \
             pricing, updated_ms, approved_rate) SELECT i, i, provider, 'x' || i, rate, pricing, \
             updated_ms, approved_rate FROM sources CROSS JOIN {numbers} WHERE source_id = 1"
        ))
        .await;
    }
}
