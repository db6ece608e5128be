//! Support: a customer asks, owners answer by replying, and nobody else gets in between.

mod abuse;
mod group;
mod pictures;
mod time;

use crate::support::world::OWNER;
use crate::support::{Actor, World};
use storefront::domain::ids::TicketId;
use storefront::sandbox::telegram::Shown;
use storefront::store::tickets::{self, Ticket};

const ALICE: i64 = 5_001;

impl World {
    pub async fn ticket(&self, ticket_id: i64) -> Ticket {
        let mut tx = self.app.store.read().await.unwrap();
        tickets::find(&mut tx, TicketId::new(ticket_id)).await.unwrap().expect("the ticket exists")
    }

    /// Lets the shop look at what is due for tickets.
    pub async fn watches_tickets(&self) {
        self.app.workers.watch_tickets().await.unwrap();
        self.settle().await;
    }
}

impl Actor<'_> {
    /// Asks something about nothing in particular.
    pub async fn asks(&self, text: &str) {
        self.says("/support").await;
        if self.is_offered("✍️ New question") {
            self.taps("✍️ New question").await;
        }
        self.says(text).await;
    }

    /// The newest message of the bot that contains `part`.
    pub fn message(&self, part: &str) -> Shown {
        let chat = self.chat();
        let found =
            chat.into_iter().rev().find(|shown| shown.from_bot && shown.text.contains(part));
        found.unwrap_or_else(|| panic!("nothing says {part:?}: {:#?}", self.told()))
    }

    /// Replies, as Telegram does it, to the newest message of the bot that contains `part`.
    pub async fn replies(&self, part: &str, text: &str) {
        let message_id = self.message(part).message_id;
        self.world.telegram.replies(self.id, message_id, text);
        self.world.settle().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_is_answered_by_replying_to_its_card() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let alice = world.customer(ALICE, "Alice", "0").await;
    alice.taps("💬 Support").await;
    alice.expects("What is your question?");
    alice.says("Where is my gift?\nI waited long.").await;
    alice.expects("Ticket T-1 is open, we answer here");
    for owner in [olga, oscar] {
        owner.expects("🎫 T-1 · new question");
        owner.expects("👤 Alice · ID 5001");
        owner.expects("Where is my gift?\nI waited long.");
        assert!(owner.is_offered("Close T-1"));
    }
    olga.replies("new question", "It is on its way <3").await;
    let answer = alice.newest();
    assert_eq!(answer.text, "💬 Answer to T-1:\nIt is on its way <3");
    assert!(alice.is_offered("Reply") && alice.is_offered("Solved"), "{:?}", alice.labels());
    olga.expects("🎫 T-1 · ✅ sent to the customer");
    let own = world.telegram.last_from_person(OWNER).unwrap();
    assert_eq!(olga.newest().reply_to, Some(own), "it is said below the admin's own words");
    oscar.expects("🎫 T-1 · answered by Olga:\nIt is on its way <3");
    assert_eq!(oscar.newest().reply_to, Some(oscar.message("new question").message_id));

    // The customer goes on by the button, and by replying as people do.
    alice.taps("Reply").await;
    alice.says("Thank you!").await;
    alice.expects("Added to T-1");
    for owner in [olga, oscar] {
        owner.expects("🎫 T-1 · Alice writes:\nThank you!");
        assert_eq!(owner.newest().reply_to, Some(owner.message("new question").message_id));
    }
    alice.says("/start").await;
    alice.replies("Answer to T-1", "And one more thing").await;
    alice.expects("Added to T-1");
    oscar.replies("And one more thing", "Tell us").await;
    assert_eq!(alice.newest().text, "💬 Answer to T-1:\nTell us");
    alice.taps("Solved").await;
    alice.expects("T-1 is closed. Glad it is solved!");
    olga.expects("🎫 T-1 · ✅ Alice says that it is solved");
    assert!(!world.ticket(1).await.is_open);
    assert_eq!(
        world.journal().await,
        [
            "9000 ticket_answer ticket 1: person 5001; It is on its way <3",
            "9001 ticket_answer ticket 1: person 5001; Tell us",
        ]
    );
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_about_an_order_brings_its_facts_and_not_its_link() {
    let world = World::new().await;
    let (olga, alice) = (world.owner(), world.customer(ALICE, "Alice", "25").await);
    let (order_id, id) = world.starts(ALICE, "https://instagram.com/alice", 1_000).await;
    alice.says(&format!("/order {order_id}")).await;
    alice.taps("💬 Ask").await;
    alice.expects("What about order #1001?");
    alice.says("Why so slow?").await;
    alice.expects("Ticket T-1 is open");
    let card = olga.newest().text;
    for fact in
        ["#1001", "not started yet", "× 1,000", "$1.17", "main", &id, "Alice", "Why so slow?"]
    {
        assert!(card.contains(fact), "{fact} is missing in {card}");
    }
    assert!(!card.contains("instagram.com"), "{card}");
    olga.taps("📦 Order #1001").await;
    olga.expects("instagram.com/alice");
    // The same order leads to the same ticket.
    alice.says(&format!("/order {order_id}")).await;
    alice.taps("💬 Ask").await;
    alice.expects("T-1 · waiting for our answer");
    alice.expects("About order #1001");
    alice.expects("Why so slow?");
    assert_eq!(world.count("tickets").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn open_tickets_are_listed_and_there_are_three_at_the_most() {
    let world = World::new().await;
    let (olga, alice) = (world.owner(), world.customer(ALICE, "Alice", "0").await);
    alice.asks("first").await;
    // What is typed next belongs to the question that was just asked.
    alice.says("and this").await;
    alice.expects("Added to T-1");
    alice.says("/support").await;
    alice.expects("Your open tickets");
    assert!(alice.is_offered("🎫 T-1 · first"), "{:?}", alice.labels());
    alice.taps("✍️ New question").await;
    alice.says("second").await;
    alice.asks("third").await;
    alice.expects("Ticket T-3 is open");
    alice.says("/support").await;
    assert!(!alice.is_offered("New question"), "{:?}", alice.labels());
    assert_eq!(alice.forges_tap("sa:0").await, "");
    alice.expects("Three of your tickets are open already");
    alice.taps("T-2").await;
    alice.taps("Write more").await;
    alice.says("more").await;
    alice.expects("Added to T-2");
    alice.taps("Open the ticket").await;
    alice.taps("Solved").await;
    alice.asks("fourth").await;
    alice.expects("Ticket T-4 is open");
    olga.says("/support").await;
    olga.expects("3 open tickets");
    olga.expects("Waiting for an answer: 3");
    assert_eq!(world.count("tickets WHERE is_open = 1").await, 3);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_list_who_waits_longest_and_see_each_as_a_message_to_reply_to() {
    let world = World::new().await;
    let olga = world.owner();
    olga.taps("🎫 Tickets").await;
    olga.expects("No open tickets");
    for number in 0..9 {
        let person = world.customer(5_001 + number, &format!("Person{number}"), "0").await;
        person.asks(&format!("question {number}")).await;
        world.advance_ms(3_600_000);
    }
    olga.replies("question 0", "done").await;
    olga.says("/start").await;
    olga.taps("🎫 Tickets").await;
    let labels = olga.labels();
    assert_eq!(labels[0], "⏳ T-2 · Person1 · 8 h", "{labels:?}");
    assert_eq!(labels[7], "⏳ T-9 · Person8 · 1 h", "{labels:?}");
    olga.taps("▶️").await;
    assert_eq!(olga.labels()[0], "💬 T-1 · Person0");
    olga.taps("💬 T-1").await;
    let card = olga.newest();
    for part in ["🎫 T-1 · open", "Person0", "question 0", "admin 9000", "done", "Reply to this"]
    {
        assert!(card.text.contains(part), "{part} is missing in {}", card.text);
    }
    olga.replies("🎫 T-1 · open", "one more word").await;
    assert_eq!(world.actor(5_001).newest().text, "💬 Answer to T-1:\none more word");
    // What is under way in the shop's own screens is not touched by a reply.
    olga.says("/credit 5001 5 gift").await;
    olga.replies("🎫 T-1 · open", "and another").await;
    olga.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await.available, crate::support::money("5"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_closes_a_ticket_and_a_reply_opens_it_again() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let alice = world.customer(ALICE, "Alice", "0").await;
    alice.asks("hello").await;
    let again = olga.button("Close T-1");
    assert_eq!(olga.taps_for_answer("Close T-1").await, "T-1 is closed");
    olga.expects("T-1 is closed, and the customer was told");
    oscar.expects("🎫 T-1 · ❌ closed by Olga");
    alice.expects("T-1 is closed. If something is still open, just reply");
    assert_eq!(olga.presses_again(&again).await, "This ticket is closed already.");
    assert_eq!(alice.times_told("T-1 is closed"), 1);
    // The owner's word opens it, and says so.
    olga.replies("new question", "One thing is left").await;
    olga.expects("sent to the customer; the ticket had been closed and is open again");
    assert!(world.ticket(1).await.is_open);
    oscar.taps("Close T-1").await;
    // And so does the customer's.
    alice.taps("Reply").await;
    alice.says("Not at all").await;
    alice.expects("T-1 is open again");
    olga.expects("Alice writes, and the ticket is open again:\nNot at all");
    assert_eq!(
        world.journal().await,
        [
            "9000 ticket_close ticket 1: person 5001; ",
            "9000 ticket_answer ticket 1: person 5001; One thing is left",
            "9001 ticket_close ticket 1: person 5001; ",
        ]
    );
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_forgets_no_card() {
    let mut world = World::new().await;
    world.customer(ALICE, "Alice", "0").await.asks("hello").await;
    world.restart(&[]).await;
    let (olga, alice) = (world.owner(), world.actor(ALICE));
    olga.replies("new question", "hi there").await;
    assert_eq!(alice.newest().text, "💬 Answer to T-1:\nhi there");
    // A card whose number was lost with a process is known by its heading, to owners only.
    world.tampers("UPDATE ticket_posts SET message_id = 0").await;
    olga.replies("new question", "still there").await;
    assert_eq!(alice.newest().text, "💬 Answer to T-1:\nstill there");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_blocked_the_bot_reads_the_answer_on_returning() {
    let world = World::new().await;
    let (olga, alice) = (world.owner(), world.customer(ALICE, "Alice", "0").await);
    alice.asks("hello").await;
    world.telegram.block(ALICE, true);
    world.settle().await;
    olga.replies("new question", "first").await;
    olga.expects("kept for the customer, who has blocked the bot");
    // Nobody knew yet: it is told when the message comes back.
    world.tampers("UPDATE people SET is_blocked = 0 WHERE person_id = 5001").await;
    olga.replies("new question", "second").await;
    olga.expects("sent to the customer");
    world.watches_tickets().await;
    olga.expects("the customer has blocked the bot: your answer is kept");
    world.watches_tickets().await;
    assert_eq!(olga.times_told("your answer is kept"), 1);
    assert!(!alice.was_told("first"));
    alice.says("/start").await;
    for answer in ["first", "second"] {
        assert_eq!(alice.times_told(&format!("Answer to T-1:\n{answer}")), 1, "{answer}");
    }
    alice.replies("Answer to T-1:\nfirst", "thanks").await;
    olga.expects("Alice writes:\nthanks");
    world.audit().await;
}
