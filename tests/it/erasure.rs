//! *Delete my data*: what can be told of a person goes, the books stay, and nobody loses money by
//! it.

mod tables;

use std::fs;
use std::path::Path;

use crate::support::{Actor, World, money};
use axum::body::Bytes;
use storefront::sandbox::telegram::Person;

const ALICE: i64 = 5_001;
/// Planted into everything that a person can write or be called; in no text of the shop.
const NAME: &str = "Zebulonia";
const USERNAME: &str = "zebuloniahandle";
const LINK: &str = "zebulonialink";
const WORDS: &str = "zebulonia words";

/// The beginning of a picture.
const SMALL: Bytes = Bytes::from_static(b"\x89PNG\r\n\x1a\n");

/// Columns in which texts of people could stand.
const TEXTS: [(&str, &str); 22] = [
    ("people", "name"),
    ("people", "username"),
    ("people", "name_folded"),
    ("people", "username_folded"),
    ("inbox", "body"),
    ("outbox", "payload"),
    ("dialogues", "state"),
    ("quotes", "link"),
    ("quotes", "inputs"),
    ("orders", "link"),
    ("orders", "target"),
    ("orders", "inputs"),
    ("order_events", "detail"),
    ("order_words", "words"),
    ("comment_lists", "text"),
    ("ticket_messages", "text"),
    ("ticket_messages", "photo"),
    ("deposit_proofs", "words"),
    ("top_up_requests", "words"),
    ("admin_acts", "act"),
    ("entries", "memo_args"),
    ("journal", "detail"),
];

async fn alice(world: &World) -> Actor<'_> {
    world.telegram.add_person(Person {
        language_code: Some("en".to_owned()),
        username: Some(USERNAME.to_owned()),
        ..Person::named(ALICE, NAME)
    });
    let alice = world.actor(ALICE);
    alice.says("/start").await;
    alice.forges_tap("gl:en").await;
    alice
}

/// Presses through to the confirmation.
async fn asks_to_be_erased(alice: &Actor<'_>) {
    alice.says("/privacy").await;
    alice.taps("Delete my data").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_a_person_is_found_afterwards_but_the_books() {
    let mut world = World::new().await;
    world.owner().does("/referral 5").await;
    let alice = alice(&world).await;
    world.give(ALICE, "1.17").await;
    alice.forges_tap("iv").await;
    let order_id = alice.buys(&format!("instagram.com/{LINK}"), "1000").await;
    world.submit().await;
    world.reports(order_id, "Completed", Some(0)).await;
    world.poll().await;
    alice.says(&format!("{WORDS} that find nothing")).await;
    alice.says("/support").await;
    alice.says(WORDS).await;
    world.telegram.sends_picture(ALICE, SMALL, WORDS);
    world.settle().await;
    alice.forges_tap("ts:1").await;
    alice.is_asked_for_the_link().await;
    alice.says(&format!("instagram.com/{LINK}2")).await;
    let wallet = world.wallet(ALICE).await;
    asks_to_be_erased(&alice).await;
    alice.expects("Delete your data?");
    alice.taps("Yes, delete it all").await;
    alice.expects("Your data is deleted.");
    // A late tap or word brings nothing back.
    alice.forges_tap("xy").await;
    alice.says("/balance").await;
    for (table, column) in TEXTS {
        let planted = format!("{table} WHERE LOWER({column}) LIKE '%zebulonia%'");
        assert_eq!(world.count(&planted).await, 0, "{table}.{column}");
    }
    let order = world.order(order_id).await;
    assert_eq!((order.price, order.is_settled), (money("1.17"), true));
    assert_eq!(world.wallet(ALICE).await, wallet);
    let journal = world.journal().await;
    let erased = format!("{ALICE} person_erased person {ALICE}: ; ");
    assert_eq!(journal.iter().filter(|line| **line == erased).count(), 1);
    // Nor in the file, when the shop has let go of it.
    let url = world.database.url.clone();
    world.closes(&[]).await;
    if let Some(path) = url.strip_prefix("sqlite://") {
        let path = path.split('?').next().unwrap();
        is_not_in_the_file(Path::new(path));
    }
    world.opens_at(storefront::clock::HOUR_MS + crate::support::world::START_MS, &[]).await;
    // They begin anew, as the same number with nothing in it.
    let alice = world.actor(ALICE);
    alice.says("/start").await;
    assert_eq!(world.rows("name FROM people WHERE person_id = 5001").await, [NAME]);
    assert_eq!(world.count("referral_codes").await, 0);
    world.audit().await;
}

fn is_not_in_the_file(path: &Path) {
    let folder = path.parent().unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let Ok(bytes) = fs::read(&file) else { continue };
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        let found = text.find("zebulonia");
        let around =
            found.map(|at| text[at.saturating_sub(80)..].chars().take(160).collect::<String>());
        assert_eq!(around, None, "{}", file.display());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_loses_an_order_a_question_or_money() {
    let world = World::new().await;
    let alice = alice(&world).await;
    world.give(ALICE, "1.17").await;
    asks_to_be_erased(&alice).await;
    alice.expects("$1.17 is on your balance.");
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    asks_to_be_erased(&alice).await;
    alice.expects("1 order is not over yet.");
    world.submit().await;
    world.reports(order_id, "Completed", Some(0)).await;
    world.poll().await;
    alice.says("/support").await;
    alice.says("Where is it?").await;
    asks_to_be_erased(&alice).await;
    alice.expects("You have an open question.");
    alice.forges_tap("ts:1").await;
    asks_to_be_erased(&alice).await;
    alice.expects("Delete your data?");
    // What came in between stops the press, too.
    world.give(ALICE, "0.01").await;
    alice.taps("Yes, delete it all").await;
    alice.expects("$0.01 is on your balance.");
    world.owner().does(&format!("/debit {ALICE} 1 a debt")).await;
    asks_to_be_erased(&alice).await;
    alice.expects("You owe $0.99");
    let name = world.rows("name FROM people WHERE person_id = 5001").await;
    assert_eq!(name, [NAME]);
    // An owner stays one.
    world.owner().says("/privacy").await;
    assert!(!world.owner().is_offered("Delete my data"));
    world.owner().forges_tap("xy").await;
    assert_eq!(world.count("people WHERE is_erased = 1").await, 0);
    world.audit().await;
}
