//! A bug in the handling or sending of one message: its writer is told, and nobody else notices.

use std::time::Duration;

use crate::support::world::OWNER;
use crate::support::{Buyer, Outside};

const BOOM: &str = "the text that breaks the shop";
const VICTIM: i64 = 10_001;
const OTHERS: std::ops::Range<i64> = 10_002..10_022;
const STOP: Duration = Duration::from_secs(10);

fn writer(outside: &Outside, id: i64) -> Buyer {
    Buyer { telegram: outside.telegram.clone(), id }
}

/// The error id in a message.
fn error_id(text: &str) -> &str {
    let is_id = |word: &&str| {
        word.len() == 6 && word.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
    };
    text.split([' ', ',', '\n', '.']).find(is_id).unwrap_or_else(|| panic!("no id in {text:?}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p10_a_panic_in_one_turn_stops_nobody_else() {
    let outside = Outside::new().await;
    outside.gives(VICTIM..OTHERS.end, "100").await;
    let process = outside.starts("serve", &[("STOREFRONT_PANIC_ON", BOOM)]);
    outside.opens().await;
    // All in one batch, the broken one in the midst of it, and more behind it.
    let mut waiting = Vec::new();
    let mut broken = 0;
    for id in OTHERS {
        waiting.push((id, writer(&outside, id).says("/balance")));
        if id == OTHERS.start + 5 {
            broken = writer(&outside, VICTIM).says(BOOM);
        }
    }
    let next = writer(&outside, VICTIM).says("/balance");
    for (id, typed) in &waiting {
        writer(&outside, *id).until(*typed, |shown| shown.text.contains("Balance:")).await;
    }
    let victim = writer(&outside, VICTIM);
    let sorry = victim.until(broken, |shown| shown.text.contains("Sorry")).await;
    let id = error_id(&sorry.text).to_owned();
    victim.until(next, |shown| shown.text.contains("Balance: $100.00")).await;
    outside.until_told(OWNER, "could not be handled").await;
    assert_eq!(outside.times_told(OWNER, &format!("Error {id}, person {VICTIM}")), 1);
    outside.settles().await;

    assert_eq!(outside.times_told(VICTIM, "Sorry"), 1);
    assert_eq!(outside.count("inbox WHERE state = 2").await, 1);
    assert_eq!(outside.count(&format!("inbox WHERE state = 2 AND error_id = '{id}'")).await, 1);
    assert_eq!(outside.count("inbox WHERE state = 0").await, 0);
    for (person_id, _) in waiting {
        assert_eq!(outside.times_told(person_id, "Balance:"), 1, "person {person_id}");
        assert_eq!(outside.times_told(person_id, "Sorry"), 0);
    }
    assert!(process.log().contains(&id), "the log has the same id");
    process.stops(STOP).await;
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p10_a_person_buys_after_a_panic_and_a_panic_in_a_dialogue_loses_nothing_typed() {
    let outside = Outside::new().await;
    outside.gives([VICTIM], "100").await;
    let process = outside.starts("serve", &[("STOREFRONT_PANIC_ON", BOOM)]);
    outside.opens().await;
    let victim = writer(&outside, VICTIM);
    let start = victim.says("/start s_1");
    victim.until(start, |shown| shown.text.contains("Send the link")).await;
    let broken = victim.says(BOOM);
    victim.until(broken, |shown| shown.text.contains("Sorry")).await;
    // The dialogue stands where it stood: the link is still expected.
    let typed = victim.says("https://instagram.com/alice");
    victim.until(typed, |shown| shown.text.contains("How many?")).await;
    let order_id = victim.buys("https://instagram.com/bob").await;
    assert_eq!(order_id, 1_001);
    outside.settles().await;
    assert_eq!(outside.count("orders").await, 1);
    process.stops(STOP).await;
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p10_a_storm_of_panics_leaves_the_shop_serving() {
    let outside = Outside::new().await;
    let process = outside.starts("serve", &[("STOREFRONT_PANIC_ON", BOOM)]);
    outside.opens().await;
    for id in OTHERS {
        let writer = writer(&outside, id);
        writer.says("/start");
        writer.says(BOOM);
        writer.says(BOOM);
    }
    let honest = writer(&outside, VICTIM);
    let typed = honest.says("/balance");
    honest.until(typed, |shown| shown.text.contains("Balance:")).await;
    outside.settles().await;
    let panics = OTHERS.count() * 2;
    assert_eq!(outside.count("inbox WHERE state = 2").await, i64::try_from(panics).unwrap());
    for id in OTHERS {
        assert_eq!(outside.times_told(id, "Sorry"), 2, "person {id}");
    }
    // The owner hears of the first few at once and of the others together.
    assert_eq!(outside.times_told(OWNER, "could not be handled"), 3);
    let kept = outside.count("kept_alerts WHERE key = 'digest:parked'").await;
    assert_eq!(kept, i64::try_from(panics).unwrap() - 3);
    assert_eq!(process.stops(STOP).await.code(), Some(0));
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p10_a_turn_that_hangs_is_given_up_after_two_seconds_and_stops_nobody_else() {
    const HANG: &str = "the text on which the shop hangs";
    let outside = Outside::new().await;
    outside.gives(VICTIM..OTHERS.end, "100").await;
    let process = outside.starts("serve", &[("STOREFRONT_HANG_ON", HANG)]);
    outside.opens().await;
    let began = std::time::Instant::now();
    let hung = writer(&outside, VICTIM).says(HANG);
    let mut waiting = Vec::new();
    for id in OTHERS {
        waiting.push((id, writer(&outside, id).says("/balance")));
    }
    for (id, typed) in &waiting {
        writer(&outside, *id).until(*typed, |shown| shown.text.contains("Balance:")).await;
    }
    let victim = writer(&outside, VICTIM);
    let sorry = victim.until(hung, |shown| shown.text.contains("Sorry")).await;
    assert!(began.elapsed() >= Duration::from_secs(6), "three tries of two seconds");
    assert!(process.log().contains(error_id(&sorry.text)));
    let typed = victim.says("/balance");
    victim.until(typed, |shown| shown.text.contains("Balance: $100.00")).await;
    outside.settles().await;
    assert_eq!(outside.times_told(VICTIM, "Sorry"), 1);
    assert_eq!(outside.count("inbox WHERE state = 2").await, 1);
    assert_eq!(outside.times_told(OWNER, "could not be handled"), 1);
    process.stops(STOP).await;
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p10_a_panic_in_sending_one_message_stops_no_other_not_even_in_its_chat() {
    let outside = Outside::new().await;
    outside.gives(VICTIM..OTHERS.end, "100").await;
    let process = outside.starts("serve", &[("STOREFRONT_PANIC_SENDING", "<b>How it works")]);
    outside.opens().await;
    let victim = writer(&outside, VICTIM);
    victim.says("/help");
    let typed = victim.says("/balance");
    victim.until(typed, |shown| shown.text.contains("Balance:")).await;
    for id in OTHERS {
        let typed = writer(&outside, id).says("/balance");
        writer(&outside, id).until(typed, |shown| shown.text.contains("Balance:")).await;
    }
    outside.until_told(OWNER, "could not be delivered").await;
    outside.settles().await;
    assert_eq!(outside.times_told(VICTIM, "How it works"), 0);
    assert_eq!(outside.count("outbox WHERE state = 2 AND note LIKE '%panicked%'").await, 1);
    process.stops(STOP).await;
    outside.audit().await;
}
