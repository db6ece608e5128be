//! What the shop says of itself: texts that ship, the owners' own, and answers to what is asked
//! often.

use crate::support::World;
use storefront::sandbox::telegram::Person;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_texts_ship_in_every_language_and_lead_to_each_other() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    for (lang, terms, privacy, payments) in [
        ("en", "set aside when you confirm", "never your name", "hash of the transaction"),
        ("ru", "резервируются при подтверждении", "не ваше имя", "хеш транзакции"),
        ("uz", "tasdiqlaganingizda band qilinadi", "ismingizni emas", "tranzaksiya xeshini"),
    ] {
        alice.says("/start").await;
        alice.forges_tap(&format!("gl:{lang}")).await;
        alice.says("/terms").await;
        alice.expects(terms);
        alice.taps("🔒").await;
        alice.expects(privacy);
        alice.taps("💳").await;
        alice.expects(payments);
        alice.taps("💬").await;
        assert_eq!(alice.step().await, "Support");
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn owners_write_their_own_and_take_them_back() {
    let world = World::new().await;
    let owner = world.owner();
    world.telegram.add_person(Person {
        language_code: Some("ru".to_owned()),
        ..Person::named(5_002, "Боря")
    });
    let boris = world.actor(5_002);
    boris.says("/start").await;
    boris.forges_tap("gl:ru").await;
    owner.says("/texts").await;
    owner.taps("📄 Rules").await;
    owner.taps("English").await;
    owner.says("\u{200b}").await;
    owner.expects("That text is empty");
    owner.says(&"x".repeat(3_001)).await;
    owner.expects("3,000");
    owner.says("Be <b>kind</b> & pay.\n\nThat is all.").await;
    owner.expects("Saved.");
    boris.says("/terms").await;
    boris.expects("Be <b>kind</b> & pay.\n\nThat is all.");
    owner.taps("📄 Rules").await;
    owner.taps("Русский").await;
    owner.says("Будьте добры.").await;
    boris.says("/terms").await;
    boris.expects("Будьте добры.");
    owner.taps("📄 Rules").await;
    owner.taps("Русский").await;
    owner.expects("Now: Будьте добры.");
    owner.taps("Built-in text").await;
    owner.taps("📄 Rules").await;
    owner.taps("English").await;
    owner.taps("Built-in text").await;
    boris.says("/terms").await;
    boris.expects("резервируются");
    let journal = world.journal().await;
    let written = journal.iter().filter(|line| line.contains(" text_written terms "));
    assert_eq!(written.count(), 4, "{journal:?}");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_asked_often_is_answered_under_help_and_support() {
    let world = World::new().await;
    let owner = world.owner();
    let alice = world.customer(5_001, "Alice", "0").await;
    owner.says("/texts").await;
    owner.taps("🇬🇧 English").await;
    owner.taps("Add a question").await;
    owner.says("How long?").await;
    owner.expects("The answer is missing");
    owner.says("How <long>?\nAn hour & a half.\nOr two.").await;
    owner.expects("Saved.");
    for place in ["/help", "/support"] {
        alice.says(place).await;
        alice.taps("❓ How <long>?").await;
        alice.expects("An hour & a half.\nOr two.");
    }
    alice.taps("💬 Support").await;
    assert_eq!(alice.step().await, "Support");
    // Only so many fit; one is removed by a press, and its button says so then.
    for number in 2..=12 {
        owner.taps("Add a question").await;
        owner.says(&format!("Question {number}\nAnswer {number}")).await;
    }
    assert!(!owner.is_offered("Add a question"));
    alice.says("/help").await;
    owner.taps("❌ How <long>?").await;
    assert_eq!(world.count("faq").await, 11);
    assert!(alice.taps_for_answer("❓ How <long>?").await.contains("earlier step"));
    // Nobody else writes anything.
    for tap in ["wt", "wl:terms", "we:terms:en", "wx:terms:en", "wq:en", "wa:en", "wr:2"] {
        alice.forges_tap(tap).await;
    }
    alice.says("/texts").await;
    assert_eq!((world.count("faq").await, world.count("shop_texts").await), (11, 0));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_in_place_of_a_text_is_answered_by_the_question() {
    let world = World::new().await;
    let owner = world.owner();
    owner.says("/texts").await;
    owner.taps("📄 Rules").await;
    owner.taps("English").await;
    owner.sends_photo().await;
    owner.expects("Send it as plain text, or cancel.");
    assert_eq!(owner.step().await, "ShopText");
    owner.taps("Cancel").await;
    owner.expects("Canceled. Nothing was done.");
    assert_eq!(owner.step().await, "");
    world.audit().await;
}
