//! Wrong input: named, answered with what would be right, and without any effect.

mod forged;
mod odd;
mod strangers;

use crate::support::{Actor, World};
use serde_json::{Value, json};
use storefront::sandbox::telegram::Person;

/// A dialogue without the link that does not fit, which leads to what it fits.
fn undoubted(dialogue: &str) -> Value {
    let mut state: Value = serde_json::from_str(dialogue).unwrap();
    let draft = state.pointer_mut("/state/Link/draft").and_then(Value::as_object_mut);
    draft.and_then(|draft| draft.remove("doubted_link"));
    state
}

/// Says what is wrong and expects one answer that names it, with the state as it was.
async fn is_corrected(actor: &Actor<'_>, wrong: &str, answer: &str, right: &str) {
    let (before, messages) = (actor.dialogue().await, actor.chat().len());
    actor.says(wrong).await;
    let screen = actor.screen();
    assert!(screen.contains(answer), "{wrong:?} was answered: {screen}");
    assert!(screen.contains(right), "{wrong:?} was answered without {right:?}: {screen}");
    assert_eq!(undoubted(&actor.dialogue().await), undoubted(&before), "{wrong:?}");
    assert_eq!(actor.chat().len(), messages + 2, "{wrong:?} gets one answer");
    assert!(actor.is_offered("Back") && actor.is_offered("Cancel"), "{wrong:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_link_is_answered_with_a_right_one_and_asked_again() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.is_asked_for_the_link().await;
    let wrong_ones = [
        ("hello there", "That is not a link"),
        ("alice", "That is not a link"),
        ("100", "That is not a link"),
        ("javascript:alert(1)", "That is not a link"),
        ("ftp://instagram.com/alice", "That is not a link"),
        ("https://user:word@instagram.com/alice", "That is not a link"),
        ("https://127.0.0.1/alice", "That is not a link"),
        ("http://localhost/alice", "That is not a link"),
        ("https://instagram.com", "That is not a link"),
        ("<b>instagram.com/alice</b>", "That is not a link"),
        ("alice@example.com", "That is an e-mail address or a phone number"),
        ("mailto:alice@example.com", "That is an e-mail address or a phone number"),
        ("https://instagram.com/alice@example.com", "That is an e-mail address"),
        ("+1 (234) 567-89-01", "That is an e-mail address or a phone number"),
        ("tel:+12345678901", "That is an e-mail address or a phone number"),
        ("https://www.tiktok.com/@alice", "This service works on Instagram only"),
        ("t.me/alice", "This service works on Instagram only"),
        ("instagram.com/alice instagram.com/bob", "That is more than one link"),
        ("https://instagram.com/a,https://instagram.com/b", "That is more than one link"),
        ("\u{200b}\u{2060}", "That is not a link"),
    ];
    for (wrong, answer) in wrong_ones {
        is_corrected(&alice, wrong, answer, "https://instagram.com/").await;
    }
    let long = format!("https://instagram.com/{}", "a".repeat(600));
    is_corrected(&alice, &long, "That is too long for a link", "https://instagram.com/").await;
    // Telegram cuts texts at 4,096 characters; nothing here relies on it.
    let before = alice.dialogue().await;
    alice.sends_raw(json!({ "text": "x".repeat(64 << 10) })).await;
    alice.expects("That is too long for a link");
    alice.sends_raw(json!({ "text": "\u{1f600}".repeat(16 << 10) })).await;
    alice.expects("That is too long for a link");
    assert_eq!(alice.dialogue().await, before);
    alice.says("  HTTP://WWW.Instagram.com/alice/?igsh=abc&utm_source=x#top ").await;
    alice.expects("https://instagram.com/alice\n");
    alice.expects("How many?");
    assert_eq!(world.count("inbox WHERE state <> 1").await, 0, "no update is set aside");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_quantity_is_answered_with_the_limits_and_asked_again() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.is_asked_for_the_quantity().await;
    let wrong_ones = [
        ("−5", "must be more than zero"),
        ("-5", "must be more than zero"),
        ("0", "must be more than zero"),
        ("000", "must be more than zero"),
        ("1e99", "That is not a number"),
        ("0x10", "That is not a number"),
        ("NaN", "That is not a number"),
        ("abc", "That is not a number"),
        ("1 2 3", "That is not a number"),
        ("instagram.com/alice", "That is not a number"),
        ("👍", "That is not a number"),
        ("1.5", "must be a whole number"),
        ("1000,5", "must be a whole number"),
        ("49", "must be from"),
        ("50001", "must be from"),
        // Arabic digits are digits: twelve is too few.
        ("١٢", "must be from"),
        ("999999999999999999999999999", "must be from"),
    ];
    for (wrong, answer) in wrong_ones {
        is_corrected(&alice, wrong, answer, "from 50 to 50,000").await;
        alice.expects("https://instagram.com/alice");
    }
    let before = alice.dialogue().await;
    alice.sends_raw(json!({ "text": "9".repeat(64 << 10) })).await;
    alice.expects("from 50 to 50,000");
    for forged in ["q:0", "q:49", "q:50001", "q:9223372036854775807"] {
        alice.forges_tap(forged).await;
        alice.expects("from 50 to 50,000");
        assert_eq!(alice.dialogue().await, before, "{forged}");
    }
    for (right, shown) in [("١٠٠٠", "1,000"), ("10 000", "10,000"), ("1.5k", "1,500")] {
        alice.says(right).await;
        alice.expects(&format!("Quantity: {shown}\n"));
        alice.taps("Back").await;
    }
    assert_eq!(world.count("orders").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_or_anything_else_is_answered_with_what_is_needed_now() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.is_asked_for_the_link().await;
    let steps = [
        ("A link is needed now", "Back", "instagram.com/alice"),
        ("A number is needed now", "Back", "1000"),
        ("Your order is waiting for you to confirm it", "Confirm", ""),
    ];
    let others = [
        json!({ "sticker": { "file_id": "s", "file_unique_id": "s", "type": "regular",
                "width": 1, "height": 1, "is_animated": false, "is_video": false } }),
        json!({ "location": { "latitude": 1.5, "longitude": 2.5 } }),
        json!({ "contact": { "phone_number": "+12345678901", "first_name": "Al" } }),
        json!({ "voice": { "file_id": "v", "file_unique_id": "v", "duration": 1 } }),
        json!({ "dice": { "emoji": "🎲", "value": 6 } }),
    ];
    for (answer, offered, next) in steps {
        let before = alice.dialogue().await;
        alice.sends_photo().await;
        alice.expects(answer);
        assert!(alice.is_offered(offered) && alice.is_offered("Cancel"), "{answer}");
        for other in &others {
            let messages = alice.chat().len();
            alice.sends_raw(other.clone()).await;
            alice.expects(answer);
            assert_eq!(alice.chat().len(), messages + 1, "{other}");
        }
        assert_eq!(alice.dialogue().await, before, "{answer}");
        if !next.is_empty() {
            alice.says(next).await;
        }
    }
    alice.taps("Confirm").await;
    alice.expects("is placed");
    alice.sends_photo().await;
    alice.expects("I did not understand that");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn markup_emoji_and_odd_letters_are_shown_as_they_were_written() {
    let world = World::new().await;
    let names = [
        "<b>Bob</b> & <script>",
        "&lt;i&gt;&amp;",
        "\"Quote\" 'n' {$name}",
        "👩‍👩‍👧‍👦🏳️‍🌈",
        "שלום עולם",
        "مرحبا <u>",
        "\u{202e}drowssap",
        "%s %d {0} \\n",
    ];
    for (id, name) in (6_100..).zip(names) {
        world.telegram.add_person(Person::named(id, name));
        let person = Actor { world: &world, id };
        person.says("/start").await;
        person.taps("English").await;
        assert!(person.screen().starts_with(&format!("Hello, {name}!")), "{}", person.screen());
        person.is_asked_for_the_link().await;
        person.says(name).await;
        person.expects("That is not a link");
        person.says("instagram.com/a?x=<b>&amp;\"1\"").await;
        person.expects("https://instagram.com/a?x=%3Cb%3E&amp;%221%22\n");
        person.says("1000").await;
        person.expects("https://instagram.com/a?x=%3Cb%3E&amp;%221%22\n");
        // The owner reads the name in one harmless line.
        person.taps("Ask for a top-up").await;
        let note = world.owner().screen();
        let visible = name.replace('\u{202e}', "");
        let visible: String = visible.chars().filter(|c| *c != '\u{200d}').collect();
        assert!(note.contains(&visible), "{note}");
        assert!(!note.contains('\u{202e}'), "{note}");
    }
    let long = "a<".repeat(500);
    world.telegram.add_person(Person::named(6_200, &long));
    let person = Actor { world: &world, id: 6_200 };
    person.says("/start").await;
    person.taps("English").await;
    person.expects("Hello, a<a<");
    let refused = world.telegram.calls().into_iter().filter(|call| call.answer_code == 400);
    let refused: Vec<_> = refused.collect();
    assert!(refused.is_empty(), "{refused:?}");
    world.audit().await;
}
