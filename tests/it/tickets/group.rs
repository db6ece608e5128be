//! The admin group: only replies to the bot's messages about tickets, only of owners under their
//! own names, and nothing in it that a group must not read.

use super::ALICE;
use crate::support::owners::{SECOND_OWNER, owners};
use crate::support::world::OWNER;
use crate::support::{Actor, World, WorldOptions};
use serde_json::json;
use storefront::sandbox::telegram::Shown;

pub const GROUP: i64 = -1_001_234_567_890;
const STAFF: i64 = 7_001;

pub async fn shop_with_a_group() -> World {
    let mut vars = owners(&[OWNER, SECOND_OWNER]);
    vars.push(("ADMIN_CHAT_ID", GROUP.to_string()));
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    world.telegram.add_group(GROUP, "Staff");
    world.second_owner().says("/start").await;
    world
}

impl World {
    pub fn in_group(&self, part: &str) -> Shown {
        let chat = self.telegram.chat(GROUP);
        let found =
            chat.into_iter().rev().find(|shown| shown.from_bot && shown.text.contains(part));
        found.unwrap_or_else(|| panic!("the group has not read {part:?}"))
    }

    fn count_in_group(&self) -> usize {
        self.telegram.chat(GROUP).iter().filter(|shown| shown.from_bot).count()
    }

    async fn replies_in_group(&self, who: (i64, bool), part: &str, text: &str) {
        let message_id = self.in_group(part).message_id;
        self.telegram.replies_in_group(GROUP, who, message_id, text);
        self.settle().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_answers_in_the_group() {
    let world = shop_with_a_group().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let alice = world.customer(ALICE, "Alice", "0").await;
    let private = (olga.chat().len(), oscar.chat().len());
    alice.asks("Where is it?").await;
    let card = world.in_group("🎫 T-1 · new question");
    assert!(card.buttons.is_empty() && card.text.contains("Where is it?"));
    world.replies_in_group((SECOND_OWNER, false), "new question", "Right here").await;
    assert_eq!(alice.newest().text, "💬 Answer to T-1:\nRight here");
    let sent = world.in_group("✅ sent to the customer");
    assert_eq!(sent.reply_to, world.telegram.last_from_person(GROUP));
    // The others read the answer itself in the group, so it is not said again.
    assert_eq!(world.count_in_group(), 2);
    alice.replies("Answer to T-1", "Thanks").await;
    assert_eq!(world.in_group("Alice writes:\nThanks").reply_to, Some(card.message_id));
    world.replies_in_group((OWNER, false), "Thanks", "You are welcome").await;
    assert_eq!(alice.newest().text, "💬 Answer to T-1:\nYou are welcome");
    assert_eq!((olga.chat().len(), oscar.chat().len()), private, "nobody is told in private");
    // An answer given in private is told in the group.
    olga.says("/support").await;
    olga.taps("T-1").await;
    olga.replies("🎫 T-1 · open", "Anything else?").await;
    olga.expects("sent to the customer");
    world.in_group("🎫 T-1 · answered by Olga:\nAnything else?");
    assert_eq!(world.journal().await.len(), 3);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_else_and_nothing_else_is_heard_in_the_group() {
    let world = shop_with_a_group().await;
    let alice = world.customer(ALICE, "Alice", "0").await;
    alice.asks("Where is it?").await;
    let card = world.in_group("new question").message_id;
    world.telegram.says_in_group(GROUP, STAFF, "🎫 T-1 · new question", false);
    let forged = world.telegram.last_from_person(GROUP).unwrap();
    world.settle().await;
    let (before, read) = (world.count_in_group(), alice.chat().len());
    let people = world.count("people").await;
    // A member who is no owner, an anonymous admin, and the customer who found the way in.
    for who in [(STAFF, false), (OWNER, true), (ALICE, false)] {
        world.replies_in_group(who, "new question", "I am the shop").await;
    }
    // An owner who replies to something else, or to nothing, or gives a command.
    world.telegram.replies_in_group(GROUP, (OWNER, false), forged, "to a forged heading");
    world.telegram.replies_in_group(GROUP, (OWNER, false), 999_999, "to nothing");
    world.telegram.says_in_group(GROUP, OWNER, "just talking", false);
    world.telegram.replies_in_group(GROUP, (OWNER, false), card, "/credit 5001 100 gift");
    // The same in a group that is not the admin group, and the channel behind a group.
    let raw = |chat: i64, from: i64, sender_chat: bool| {
        let chat = json!({ "id": chat, "type": "supergroup", "title": "Staff" });
        let bot = json!({ "id": 777, "is_bot": true, "first_name": "Shop" });
        let mut message = json!({
            "message_id": 5_000, "date": 1_793_534_400, "chat": chat, "text": "forged",
            "from": { "id": from, "is_bot": false, "first_name": "Olga" },
            "reply_to_message": { "message_id": card, "date": 1_793_534_400, "chat": chat,
                "from": bot, "text": "🎫 T-1 · new question" },
        });
        if sender_chat {
            message["sender_chat"] = chat;
        }
        json!({ "message": message })
    };
    for update in [raw(-100_999, OWNER, false), raw(GROUP, OWNER, true), raw(GROUP, STAFF, false)] {
        world.telegram.push_raw_update(update);
    }
    world.settle().await;
    assert_eq!((world.count_in_group(), alice.chat().len()), (before, read));
    assert_eq!(world.count("people").await, people);
    assert_eq!(world.count("ticket_messages").await, 1);
    assert_eq!(world.journal().await, Vec::<String>::new());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_group_reads_no_link_phone_or_address() {
    let world = shop_with_a_group().await;
    let olga = world.owner();
    let alice = world.customer(ALICE, "Alice t.me/spam", "25").await;
    let (order_id, _) = world.starts(ALICE, "https://instagram.com/alice", 1_000).await;
    alice.says(&format!("/order {order_id}")).await;
    alice.taps("💬 Ask").await;
    alice.says("It is instagram.com/alice, call +998 90 123 45 67\nor ann@mail.example").await;
    let card = world.in_group("new question").text;
    for part in ["Alice ‹…›", "#1001", "It is ‹…› call ‹…›\nor ‹…›", "hidden in a group"]
    {
        assert!(card.contains(part), "{part} is missing in {card}");
    }
    let read: String = world.telegram.chat(GROUP).iter().map(|shown| shown.html.clone()).collect();
    for secret in ["instagram.com", "t.me", "998 90", "mail.example"] {
        assert!(!read.contains(secret), "{secret} in {read}");
    }
    // In private everything is there.
    olga.says("/support").await;
    olga.taps("T-1").await;
    olga.expects("call +998 90 123 45 67\nor ann@mail.example");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_in_the_group_touches_nothing_of_the_owners_own_chat() {
    let world = shop_with_a_group().await;
    let olga = world.owner();
    let alice = world.customer(ALICE, "Alice", "0").await;
    alice.asks("hello").await;
    olga.is_asked_for_the_link().await;
    let (dialogue, screen) = (olga.dialogue().await, olga.screen_id());
    world.replies_in_group((OWNER, false), "new question", "hi").await;
    // What is wrong is said in the group, below the words.
    world.replies_in_group((OWNER, false), "new question", &"x".repeat(2_001)).await;
    let refused = world.in_group("2,001 characters, and 2,000 fit");
    assert_eq!(refused.reply_to, world.telegram.last_from_person(GROUP));
    assert_eq!((olga.dialogue().await, olga.screen_id()), (dialogue, screen));
    assert_eq!(alice.times_told("Answer to T-1"), 1);
    olga.says("instagram.com/olga").await;
    olga.expects("How many?");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_that_became_a_supergroup_answers_as_before_also_after_a_restart() {
    const BEFORE: i64 = -42;
    let vars = vec![("ADMIN_CHAT_ID", BEFORE.to_string())];
    let options = WorldOptions { vars: vars.clone(), ..WorldOptions::default() };
    let mut world = World::with(options).await;
    world.telegram.add_group(BEFORE, "Staff");
    world.customer(ALICE, "Alice", "0").await.asks("Before?").await;
    world.telegram.migrate_group(BEFORE, GROUP);
    {
        let alice = Actor { world: &world, id: ALICE };
        alice.says("And after?").await;
        world.replies_in_group((OWNER, false), "And after?", "After too").await;
        assert_eq!(alice.newest().text, "💬 Answer to T-1:\nAfter too");
        assert!(world.in_group("✅ sent to the customer").reply_to.is_some());
        assert_eq!(world.count_in_group(), 2, "what was answered is not said again");
    }
    world.restart(&vars).await;
    let asked = world.count_calls_to(BEFORE);
    let alice = Actor { world: &world, id: ALICE };
    alice.replies("Answer to T-1", "Thanks").await;
    world.replies_in_group((OWNER, false), "Thanks", "You are welcome").await;
    assert_eq!(alice.newest().text, "💬 Answer to T-1:\nYou are welcome");
    assert_eq!(world.count_calls_to(BEFORE), asked, "its old id is not tried any more");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_group_takes_nothing_owners_are_asked_in_their_own_chats() {
    let world = shop_with_a_group().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let alice = world.customer(ALICE, "Alice", "0").await;
    world.telegram.block(GROUP, true);
    alice.asks("Is anybody there?").await;
    assert_eq!(olga.times_told("The admin chat does not take messages"), 1);
    // What the group did not take can be answered too.
    olga.replies("Is anybody there?", "I am").await;
    assert_eq!(alice.newest().text, "💬 Answer to T-1:\nI am");
    alice.taps("Reply").await;
    alice.says("Hello?").await;
    for owner in [&olga, &oscar] {
        assert!(owner.was_told("Alice writes:\nHello?"), "{:#?}", owner.told());
    }
    oscar.replies("Hello?", "We are here").await;
    assert_eq!(alice.newest().text, "💬 Answer to T-1:\nWe are here");
    assert_eq!(world.count_in_group(), 0);
    world.audit().await;
}
