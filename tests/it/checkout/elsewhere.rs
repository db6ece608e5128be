//! Somebody looks at something else in the midst of an order and goes on where they were.

use crate::support::{Actor, World};

/// Looks at something, which keeps the step, and comes back by the button.
async fn looks_at(actor: &Actor<'_>, command: &str, seen: &str) {
    let before = actor.dialogue().await;
    actor.says(command).await;
    actor.expects(seen);
    assert_eq!(actor.dialogue().await, before, "{command} keeps the step");
    actor.taps("Continue my order").await;
    assert_eq!(actor.dialogue().await, before, "{command} leads back");
}

async fn looks_around(actor: &Actor<'_>, question: &str) {
    let order = actor.world.rows("order_id FROM orders ORDER BY order_id").await.remove(0);
    let looks = [
        ("/orders".to_owned(), "1 order"),
        (format!("/order {order}"), "Order #"),
        ("/help".to_owned(), "How it works"),
        ("/language".to_owned(), "language"),
        ("/balance".to_owned(), "Balance:"),
    ];
    for (command, seen) in looks {
        looks_at(actor, &command, seen).await;
        actor.expects(question);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_look_at_something_else_leads_back_to_every_step() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    world.places(5_001, 1, "https://instagram.com/earlier", 1_000).await;
    alice.is_asked_for_the_link().await;
    looks_around(&alice, "Send the link").await;
    // What the step waits for may also be typed at once.
    alice.says("/orders").await;
    alice.says("instagram.com/alice").await;
    alice.expects("How many?");
    looks_around(&alice, "How many?").await;
    alice.says("/help").await;
    alice.says("1000").await;
    looks_around(&alice, "Price: $1.17").await;
    alice.taps("Confirm").await;
    alice.expects("is placed");
    alice.says("/orders").await;
    assert!(!alice.is_offered("Continue my order"), "nothing is left to continue");
    // A button that was forged or is left over leads to the menu.
    alice.forges_tap("go").await;
    alice.expects("on your balance");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_language_is_spoken_from_the_same_step_on() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.is_asked_for_the_quantity().await;
    alice.says("/language").await;
    alice.taps("Русский").await;
    alice.expects("https://instagram.com/alice");
    assert_eq!(alice.step().await, "Quantity");
    alice.says("1000").await;
    alice.taps("Подтвердить").await;
    assert_eq!(world.count("orders").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_to_the_shop_in_the_midst_of_an_order_loses_no_order() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.is_asked_for_the_quantity().await;
    let step = alice.dialogue().await;
    // Given up, it leads back at once; asked about by a glance elsewhere, by the button.
    for cancel in ["/cancel", "Cancel"] {
        alice.says("/support").await;
        alice.expects("What is your question?");
        if cancel == "Cancel" {
            alice.taps(cancel).await
        } else {
            alice.says(cancel).await
        }
        assert_eq!(alice.dialogue().await, step);
        alice.expects("How many?");
    }
    alice.says("/support").await;
    alice.says("/balance").await;
    alice.taps("Continue my order").await;
    assert_eq!(alice.dialogue().await, step);

    alice.says("/support").await;
    alice.says("Is 1000 enough?").await;
    alice.expects("Ticket T-1 is open");
    alice.says("I am new here.").await;
    alice.taps("Continue my order").await;
    alice.expects("How many?");
    alice.says("1000").await;
    // Its card, more words for it and its end keep the price too.
    alice.says("/support").await;
    alice.taps("T-1").await;
    alice.taps("Write more").await;
    alice.says("Thank you!").await;
    alice.taps("Open the ticket").await;
    alice.taps("Solved").await;
    alice.taps("Continue my order").await;
    alice.expects("Price: $1.17");
    alice.taps("Confirm").await;
    assert_eq!(world.count("orders WHERE quantity = 1000").await, 1);
    assert_eq!(world.ticket_lines(1).await, 3);
    alice.says("/support").await;
    assert!(!alice.is_offered("Continue my order"), "nothing is left to continue");
    world.audit().await;
}

impl World {
    async fn ticket_lines(&self, ticket_id: i64) -> i64 {
        self.count(&format!("ticket_messages WHERE ticket_id = {ticket_id}")).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_about_something_that_is_not_sold_any_more_can_be_given_up() {
    for cancel in ["/cancel", "Cancel"] {
        let world = World::new().await;
        let alice = world.customer(5_001, "Alice", "25").await;
        alice.is_asked_for_the_quantity().await;
        alice.says("/support").await;
        let services = world.panel.services().into_iter().filter(|row| row.id != 1);
        world.panel.set_services(services.collect());
        world.sync().await;
        if cancel == "Cancel" {
            alice.taps(cancel).await
        } else {
            alice.says(cancel).await
        }
        assert_eq!(alice.step().await, "");
        assert!(alice.is_offered("New order"), "{:?}", alice.labels());
        assert!(alice.was_told("not sold any more") || alice.toast().contains("not sold any more"));
        alice.says("so what?").await;
        assert_eq!(world.count("tickets").await, 0, "nothing is asked any more");
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn money_that_comes_while_the_shop_is_asked_leads_back_to_the_price() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.owner().says("/start").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.says("/support").await;
    alice.says("How can I pay?").await;
    world.owner().does("/credit 5001 2 paid in cash").await;
    alice.taps("Back to my order").await;
    alice.expects("Price: $1.17");
    alice.taps("Confirm").await;
    assert_eq!(world.count("orders").await, 1);
    world.audit().await;
}
