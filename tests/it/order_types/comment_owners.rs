//! Likes on somebody's comment, and replies to it.

use storefront::domain::order::OrderState;

use super::fields;
use crate::support::World;

const COMMENT: &str = "https://youtube.com/watch?v=dQw4w9WgXcQ&lc=Ugx1";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn likes_on_a_comment_ask_who_wrote_it() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Comments", "YouTube Comment Likes", COMMENT).await;
    alice.expects("Who wrote the comment?");
    alice.says("two words").await;
    alice.expects("a username has only Latin letters");
    alice.says("@Commenter_1").await;
    alice.expects("How many?");
    // Another link is another comment.
    alice.taps("Back").await;
    alice.taps("Back").await;
    alice.says("https://youtube.com/watch?v=dQw4w9WgXcQ&lc=Ugx2").await;
    alice.expects("Who wrote the comment?");
    assert!(!alice.is_offered("Keep"), "{}", alice.screen());
    alice.says("<b>").await;
    alice.expects("does not fit");
    alice.says("someone.else").await;
    alice.says("20").await;
    alice.expects("Author of the comment: someone.else");
    alice.taps("Confirm · $0.0546").await;
    let order_id = alice.order_number();
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.billed_quantity), (OrderState::Active, 20));
    let taken = world.panel.accepted().pop().unwrap();
    assert_eq!((taken.quantity, taken.charge.as_str()), (20, "0.042"));
    let expected = fields(&[
        ("link", "https://youtube.com/watch?v=dQw4w9WgXcQ&lc=Ugx2"),
        ("quantity", "20"),
        ("service", "200"),
        ("username", "someone.else"),
    ]);
    assert_eq!(world.sent_add(), expected);
    assert!(alice.present().contains("someone.else"), "{}", alice.present());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn replies_to_a_comment_are_billed_by_their_lines() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Comments", "YouTube Comment Replies", COMMENT).await;
    alice.says("commenter").await;
    alice.expects("Send your comments");
    alice.expects("From 2 to 200 comments");
    alice.says("So true!\nThanks, everybody").await;
    alice.taps("Done").await;
    alice.expects("Author of the comment: commenter");
    alice.expects("2 comments");
    alice.says("One more").await;
    alice.expects("3 comments");
    alice.taps("Done").await;
    alice.taps("Confirm · $0.0663").await;
    let order_id = alice.order_number();
    world.submit().await;
    let order = world.order(order_id).await;
    let told = (order.state, order.quantity, order.billed_quantity);
    assert_eq!(told, (OrderState::Active, 3, 3));
    let taken = world.panel.accepted().pop().unwrap();
    assert_eq!((taken.quantity, taken.charge.as_str()), (3, "0.051"));
    let expected = fields(&[
        ("comments", "So true!\nThanks, everybody\nOne more"),
        ("link", COMMENT),
        ("service", "201"),
        ("username", "commenter"),
    ]);
    assert_eq!(world.sent_add(), expected);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_entered_is_shown_to_nobody_else() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let bob = world.customer(5_002, "Bob", "25").await;
    let olga = world.owner();
    alice.begins("Comments", "YouTube Comment Replies", COMMENT).await;
    alice.says("secret_author").await;
    alice.says("secret words\nand more").await;
    alice.taps("Done").await;
    alice.taps("Confirm").await;
    let order_id = alice.order_number();
    assert!(alice.present().contains("secret words"), "{}", alice.present());
    alice.taps("Ask").await;
    alice.says("When does it start?").await;
    olga.expects("When does it start?");
    bob.forges_tap(&format!("d:{order_id}")).await;
    for other in [&olga, &bob] {
        let told = other.told().join("\n");
        assert!(!told.contains("secret"), "{told}");
        assert!(!other.screen().contains("secret"), "{}", other.screen());
    }
    world.audit().await;
}
