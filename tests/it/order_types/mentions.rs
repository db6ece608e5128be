//! Mentions and invitations: whose, of which hashtag, from which groups.

use storefront::domain::order::OrderState;

use super::fields;
use crate::support::{Actor, World};

const POST: &str = "https://instagram.com/p/CxYz12";

impl World {
    /// Sends the order that was just confirmed; the billed quantity, and quantity and charge at the
    /// panel.
    async fn sends_newest(&self, person: &Actor<'_>) -> (i64, i64, String) {
        let order_id = person.order_number();
        self.submit().await;
        let order = self.order(order_id).await;
        assert_eq!(order.state, OrderState::Active, "{}", order.reason);
        let taken = self.panel.accepted().pop().expect("an accepted order");
        (order.billed_quantity, taken.quantity, taken.charge)
    }
}

/// Quantity and charge at the panel beside what the shop bills.
fn billed(quantity: i64, charge: &str) -> (i64, i64, String) {
    (quantity, quantity, charge.to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_of_users_is_billed_by_its_lines() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.opens("Mentions", "Your list").await;
    alice.expects("$5.85 for 1000 usernames");
    alice.expects("From 3 to 5,000 usernames");
    alice.says(POST).await;
    alice.expects("Which users should be mentioned?");
    alice.expects("From 3 to 5,000 usernames");
    alice.says("@bob, carol.c\nnot a name!").await;
    alice.expects("“name!” does not fit");
    assert!(!alice.is_offered("Done"), "nothing of that message was taken");
    alice.says("@bob, carol.c").await;
    alice.expects("2 usernames");
    alice.taps("Done").await;
    alice.expects("There are 2 usernames; the service takes 3 to 5,000");
    alice.says("dave_1").await;
    alice.taps("Done").await;
    alice.expects("Check your order");
    alice.expects("3 usernames");
    assert!(!alice.screen().contains("Quantity"), "{}", alice.screen());
    alice.taps("Confirm · $0.01755").await;
    assert_eq!(world.sends_newest(&alice).await, billed(3, "0.0135"));
    let expected =
        fields(&[("link", POST), ("service", "204"), ("usernames", "bob\ncarol.c\ndave_1")]);
    assert_eq!(world.sent_add(), expected);
    assert!(alice.present().contains("Quantity: 3 usernames"), "{}", alice.present());
    assert!(alice.present().contains("carol.c"), "{}", alice.present());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mentions_of_users_ask_for_a_list_and_a_quantity() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Mentions", "Your users | Inst", POST).await;
    alice.expects("Up to 10,000 usernames");
    alice.says("bob").await;
    alice.taps("Done").await;
    alice.expects("How many?");
    alice.says("100").await;
    alice.expects("1 username:");
    alice.expects("Quantity: 100");
    alice.taps("Confirm · $0.416").await;
    assert_eq!(world.sends_newest(&alice).await, billed(100, "0.32"));
    let expected =
        fields(&[("link", POST), ("quantity", "100"), ("service", "202"), ("usernames", "bob")]);
    assert_eq!(world.sent_add(), expected);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_lists_of_one_order_are_kept_side_by_side() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Mentions", "Your users and", POST).await;
    alice.says("bob\ncarol").await;
    alice.taps("Done").await;
    alice.expects("Which hashtags");
    assert!(!alice.is_offered("Done"));
    alice.says("summer #лето").await;
    alice.taps("Back").await;
    alice.expects("2 usernames");
    alice.taps("Done").await;
    alice.expects("2 hashtags");
    alice.taps("Start again").await;
    assert!(!alice.is_offered("Done"));
    alice.says("#sea").await;
    alice.says("#sun").await;
    alice.taps("Done").await;
    alice.says("1000").await;
    alice.expects("2 usernames:");
    alice.expects("2 hashtags:");
    alice.taps("Confirm · $4.68").await;
    assert_eq!(world.sends_newest(&alice).await, billed(1_000, "3.6"));
    let expected = fields(&[
        ("hashtags", "#sea\n#sun"),
        ("link", POST),
        ("quantity", "1000"),
        ("service", "203"),
        ("usernames", "bob\ncarol"),
    ]);
    assert_eq!(world.sent_add(), expected);
    // Another order begins lists of its own; those of the first stay.
    alice.begins("Mentions", "Your users and", POST).await;
    alice.says("dave").await;
    world.advance_ms(61 * 86_400_000);
    world.app.workers.prune().await.unwrap();
    let kept = world.rows("text FROM comment_lists ORDER BY list_id").await;
    assert_eq!(kept, ["bob\ncarol", "#sea\n#sun"]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mentions_of_a_hashtag_ask_for_one() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Mentions", "Users of a hashtag", POST).await;
    alice.expects("Send one hashtag");
    alice.says("#two #words").await;
    alice.expects("one hashtag of letters");
    alice.sends_photo().await;
    alice.expects("Text is needed now");
    alice.says("#лето_2026").await;
    alice.says("100").await;
    alice.expects("Hashtag: лето_2026");
    alice.taps("Back").await;
    alice.taps("Back").await;
    alice.taps("Keep лето_2026").await;
    alice.says("200").await;
    alice.taps("Confirm · $0.728").await;
    assert_eq!(world.sends_newest(&alice).await, billed(200, "0.56"));
    let expected = fields(&[
        ("hashtag", "лето_2026"),
        ("link", POST),
        ("quantity", "200"),
        ("service", "205"),
    ]);
    assert_eq!(world.sent_add(), expected);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mentions_of_followers_ask_for_the_profile_they_follow() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Mentions", "Followers of a user", POST).await;
    alice.expects("Whose followers");
    alice.says("t.me/nasa").await;
    alice.expects("on the same platform");
    alice.says("@nasa").await;
    alice.says("100").await;
    alice.expects("Followers of: https://instagram.com/nasa");
    alice.taps("Confirm · $0.39").await;
    assert_eq!(world.sends_newest(&alice).await, billed(100, "0.3"));
    let expected = fields(&[
        ("link", POST),
        ("quantity", "100"),
        ("service", "206"),
        ("username", "https://instagram.com/nasa"),
    ]);
    assert_eq!(world.sent_add(), expected);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mentions_of_likers_ask_for_the_post_they_like() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Mentions", "Likers of a post", "instagram.com/alice").await;
    alice.expects("the people who liked it");
    alice.says("the newest").await;
    alice.expects("a link to a post");
    alice.says("www.instagram.com/p/Ab1/?igsh=abc").await;
    alice.says("100").await;
    alice.expects("Post: https://instagram.com/p/Ab1");
    alice.taps("Confirm · $0.377").await;
    assert_eq!(world.sends_newest(&alice).await, billed(100, "0.29"));
    let expected = fields(&[
        ("link", "https://instagram.com/alice"),
        ("media", "https://instagram.com/p/Ab1"),
        ("quantity", "100"),
        ("service", "207"),
    ]);
    assert_eq!(world.sent_add(), expected);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn invitations_ask_for_the_groups() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Invites", "Telegram Invites", "t.me/my_chat").await;
    alice.expects("From which groups");
    alice.says("@one t.me/two").await;
    alice.expects("2 groups");
    alice.taps("Done").await;
    alice.says("50").await;
    alice.taps("Confirm · $0.338").await;
    assert_eq!(world.sends_newest(&alice).await, billed(50, "0.26"));
    let expected = fields(&[
        ("groups", "https://t.me/one\nhttps://t.me/two"),
        ("link", "https://t.me/my_chat"),
        ("quantity", "50"),
        ("service", "208"),
    ]);
    assert_eq!(world.sent_add(), expected);
    world.audit().await;
}
