//! Whatever is typed, it is answered in plain words and does no harm.

use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn odd_texts_are_answered_and_do_no_harm() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let long = "likes ".repeat(10_000);
    let odd = [
        ("%", "What are you looking for?"),
        ("🔥🔥🔥", "What are you looking for?"),
        ("' OR 1=1 --", "🔎"),
        ("li_es", "Nothing was found"),
        ("lik%", "🔎 lik · "),
        ("\"likes\" <b>instagram</b>", "🔎"),
        ("مشاهدات \u{202e}تيك", "Nothing was found for"),
        ("𝐢𝐧𝐬𝐭𝐚𝐠𝐫𝐚𝐦 𝐥𝐢𝐤𝐞𝐬", "🔎 instagram likes · "),
        ("a b c d e f g h i j", "🔎"),
        (long.as_str(), "🔎 likes · "),
    ];
    for (typed, answer) in odd {
        alice.says(typed).await;
        alice.expects(answer);
        assert!(alice.screen().chars().count() < 4_000);
        assert!(alice.dialogue().await.len() < 2_000, "{}", alice.dialogue().await);
    }
    let blank = format!("{}x", " ".repeat(10_000));
    alice.says(&blank).await;
    alice.expects("🔎 x · ");
    let noise = "ж".repeat(30_000);
    alice.says(&noise).await;
    alice.expects("Nothing was found for “ж");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_step_waits_for_goes_there() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.is_asked_for_the_link().await;
    alice.says("hello there").await;
    assert_eq!(alice.step().await, "Link");
    // The card is where people look around: words that services have are looked for.
    alice.says("instagram likes").await;
    assert_eq!(alice.step().await, "Found");
    alice.is_asked_for_the_link().await;
    alice.says("instagram.com/alice").await;
    assert_eq!(alice.step().await, "Quantity");
    alice.says("likes").await;
    assert_eq!(alice.step().await, "Quantity");
    // A command leaves the step, and what was entered is kept for the same service.
    alice.says("/search instagram followers").await;
    assert_eq!(alice.step().await, "Found");
    alice.taps("Real | 30 days").await;
    assert!(alice.is_offered("Keep instagram.com/alice"));
    alice.says("/support").await;
    alice.says("likes").await;
    assert_eq!(world.count("tickets").await, 1);
    world.audit().await;
}
