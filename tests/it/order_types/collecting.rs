//! Comments over several messages.

use storefront::domain::order::OrderState;

use super::fields;
use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn comments_are_collected_until_done_and_their_lines_are_billed() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.opens("Comments", "Instagram Comments | Your texts").await;
    alice.expects("for 1000 comments");
    alice.expects("From 10 to 1,500 comments");
    alice.says("instagram.com/p/CxYz12").await;
    alice.expects("Send your comments");
    assert!(!alice.is_offered("Done"), "there is nothing to be done with");
    alice.says("Nice!\n\n  Great post 🔥 \r\nمرحبا").await;
    alice.expects("3 comments");
    alice.expects("Great post 🔥");
    alice.taps("Done").await;
    alice.expects("There are 3 comments; the service takes 10 to 1,500");
    alice.says("4\n5\n6\n7\n8\n9\n10").await;
    alice.expects("10 comments");
    alice.taps("Done").await;
    alice.expects("Check your order");
    alice.expects("10 comments");
    // 10 of 8.00 for 1000, and thirty percent.
    alice.taps("Confirm · $0.104").await;
    let order_id = alice.order_number();
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.quantity, order.billed_quantity), (OrderState::Active, 10, 10));
    let comments = "Nice!\nGreat post 🔥\nمرحبا\n4\n5\n6\n7\n8\n9\n10";
    let expected = fields(&[
        ("comments", comments),
        ("link", "https://instagram.com/p/CxYz12"),
        ("service", "188"),
    ]);
    assert_eq!(world.sent_add(), expected);
    world.reports(order_id, "Partial", Some(5)).await;
    world.poll().await;
    assert_eq!(world.order(order_id).await.returned.micros(), 52_000);
    alice.expects("Quantity: 10 comments");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_is_taken_whole_or_not_at_all() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Comments", "X Replies", "x.com/jack/status/20").await;
    let many: String = (0..301).map(|n| format!("c{n}\n")).collect();
    alice.says(&many).await;
    alice.expects("That would make 301 comments; this service takes 300");
    assert!(!alice.is_offered("Done"));
    let most: String = (0..300).map(|n| format!("c{n}\n")).collect();
    alice.says(&most).await;
    alice.expects("300 comments");
    alice.says("one more").await;
    alice.expects("That would make 301 comments");
    alice.expects("300 comments");
    alice.says(&format!("ok\n{}", "x".repeat(2_201))).await;
    alice.expects("Line 2 of this message is longer than 2,200");
    alice.sends_photo().await;
    alice.expects("Text is needed now, one item per line");
    alice.taps("Back").await;
    alice.expects("Send the link");
    alice.taps("Keep").await;
    alice.expects("300 comments");
    alice.taps("Start again").await;
    assert!(!alice.is_offered("Done"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_package_of_comments_has_one_price_and_takes_as_many_as_its_name_says() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Comments", "Comments | 10 of", "instagram.com/p/CxYz12").await;
    alice.expects("Send your comments, one per line");
    alice.expects("Exactly 10 comments");
    alice.says("one\ntwo\nthree").await;
    alice.taps("Done").await;
    alice.expects("So far: 3 comments. This service takes exactly 10");
    alice.says("4\n5\n6\n7\n8\n9\n10\n11").await;
    alice.expects("That would make 11 comments; this service takes 10");
    alice.says("4\n5\n6\n7\n8\n9\n10").await;
    alice.taps("Done").await;
    alice.taps("Confirm · $0.585").await;
    let order_id = alice.order_number();
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.quantity, order.billed_quantity), (OrderState::Active, 10, 1));
    assert!(
        world
            .sent_add()
            .contains(&("comments".to_owned(), "one\ntwo\nthree\n4\n5\n6\n7\n8\n9\n10".to_owned()))
    );
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lines_added_after_the_price_was_shown_are_not_charged_at_it() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Comments", "X Replies", "x.com/jack/status/20").await;
    alice.says("1\n2\n3\n4\n5").await;
    alice.taps("Done").await;
    let (message_id, old) = alice.button("Confirm");
    alice.taps("Back").await;
    alice.says("6").await;
    world.telegram.presses(5_001, 5_001, message_id, &old);
    world.settle().await;
    let checkout = old.rsplit(':').next().unwrap().to_owned();
    let answer = alice.forges_tap(&format!("ok:{checkout}")).await;
    assert!(answer.contains("Please order again"), "{answer}");
    assert_eq!(world.count("orders").await, 0, "the old price was for five lines");
    alice.taps("Done").await;
    alice.taps("Confirm").await;
    assert_eq!(world.order(alice.order_number()).await.quantity, 6);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_orders_with_the_comments_of_another() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let bob = world.customer(5_002, "Bob", "25").await;
    alice.begins("Comments", "X Replies", "x.com/jack/status/20").await;
    alice.says("a\nb\nc\nd\ne").await;
    bob.begins("Comments", "X Replies", "x.com/jack/status/20").await;
    bob.says("1\n2\n3\n4\n5").await;
    let stolen = bob.dialogue().await.replace("\"comments\":2", "\"comments\":1");
    world.tampers(&format!("UPDATE dialogues SET state = '{stolen}' WHERE person_id = 5002")).await;
    bob.taps("Done").await;
    bob.expects("There are 0 comments");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_ordered_with_is_pruned_and_the_rest_is_kept() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Comments", "X Replies", "x.com/jack/status/20").await;
    alice.says("a\nb\nc\nd\ne").await;
    alice.taps("Start again").await;
    assert_eq!(world.count("comment_lists").await, 0, "what was thrown away is gone at once");
    alice.says("1\n2\n3\n4\n5").await;
    alice.taps("Done").await;
    alice.taps("Confirm").await;
    alice.begins("Comments", "X Replies", "x.com/jack/status/21").await;
    alice.says("a\nb").await;
    assert_eq!(world.count("comment_lists").await, 2);
    world.advance_ms(61 * 86_400_000);
    world.app.workers.prune().await.unwrap();
    assert_eq!(world.rows("text FROM comment_lists").await, ["1\n2\n3\n4\n5"]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_package_that_says_a_number_by_now_is_not_confirmed_with_fewer() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    world.relists(193, |row| row.name = "Instagram Comments | Your package".to_owned()).await;
    alice.begins("Comments", "Your packa", "instagram.com/p/CxYz12").await;
    alice.expects("up to 5,000 comments");
    alice.says("one\ntwo").await;
    alice.taps("Done").await;
    let quote = world.rows("checkout_id FROM quotes").await.remove(0);
    world.relists(193, |row| row.name = "Instagram Comments | 10 of your texts".to_owned()).await;
    alice.taps("Confirm").await;
    alice.expects("the limits changed: 1 – 5,000 → 10");
    alice.expects("10 comments, written by you");
    // Nor where nothing was kept of what was shown, as before.
    world.tampers("UPDATE quotes SET terms = ''").await;
    let answer = alice.forges_tap(&format!("ok:{quote}")).await;
    assert!(answer.contains("must be from 10 to 10"), "{answer}");
    assert_eq!(world.count("orders").await, 0);
    world.audit().await;
}
