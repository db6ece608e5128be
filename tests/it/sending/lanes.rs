//! The lanes: what a person waits for goes at once, the rest keeps to its rates, and nothing starves.

use crate::support::{World, WorldOptions};
use storefront::bot::sender::Held;
use storefront::bot::ui::view::View;
use storefront::domain::ids::{ChatId, ScreenId, UpdateId};
use storefront::flows::Ctx;
use storefront::notifications::notify::notify;
use storefront::notifications::shop_alerts::ShopAlert;
use storefront::sandbox::telegram::{Fault, FaultKind};
use storefront::store::outbox::{Attachment, Drawing, FileKind, Lane, Outgoing};

/// A world in which the rates are what the settings are without a word.
async fn at_default_rates() -> World {
    let vars =
        vec![("TELEGRAM_RATE_GLOBAL", "25".to_owned()), ("TELEGRAM_RATE_CHAT", "1".to_owned())];
    World::with(WorldOptions { vars, ..WorldOptions::default() }).await
}

fn held(world: &World, lane: Lane) -> Held {
    world.app.figures.held(lane)
}

/// Lets what a person did be answered, before they act again.
async fn acts(world: &World) {
    world.until_handled().await;
    world.settle().await;
    world.advance_ms(300);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p26_a_person_who_acts_every_300_ms_waits_for_no_step_of_a_purchase() {
    let world = at_default_rates().await;
    let alice = world.customer(5_001, "Alice", "100").await;
    for number in 0..2 {
        for step in ["/order", "Instagram Followers", "$"] {
            if step.starts_with('/') {
                world.telegram.says(5_001, step);
            } else {
                alice.presses(step);
            }
            acts(&world).await;
        }
        world.telegram.says(5_001, &format!("https://instagram.com/alice{number}"));
        acts(&world).await;
        world.telegram.says(5_001, "1000");
        acts(&world).await;
        alice.presses("Confirm");
        acts(&world).await;
        alice.expects("is placed");
    }
    let replies = held(&world, Lane::Reply);
    assert!(replies.count >= 14, "{replies:?}");
    assert_eq!(replies.max_ms, 0, "no step may wait 300 ms: {replies:?}");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p26_the_old_screen_loses_its_buttons_after_the_new_one_is_there() {
    let world = at_default_rates().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.advance_ms(60_000);
    world.telegram.clear_calls();
    alice.says("/balance").await;
    let calls = world.calls_to(5_001);
    let methods: Vec<&str> = calls.iter().map(|call| call.method.as_str()).collect();
    assert_eq!(methods, ["sendMessage", "editMessageReplyMarkup"]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p26_tidying_is_left_out_where_replies_are_short() {
    let world = at_default_rates().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.advance_ms(60_000);
    world.telegram.clear_calls();
    for _ in 0..14 {
        alice.says("/balance").await;
    }
    let calls = world.calls_to(5_001);
    let count = |method: &str| calls.iter().filter(|call| call.method == method).count();
    assert_eq!(count("sendMessage"), 14, "every reply goes out at once");
    assert!((1..=8).contains(&count("editMessageReplyMarkup")), "{}", calls.len());
    assert_eq!(held(&world, Lane::Reply).max_ms, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_after_a_limit_a_chat_gets_one_message_at_a_time_and_others_what_they_ask_for() {
    let world = at_default_rates().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.customer(5_002, "Bob", "0").await;
    world.advance_ms(60_000);
    world.telegram.clear_calls();
    let limit = FaultKind::TooManyRequests { retry_after_s: 7 };
    world.telegram.set_fault(Fault::once(limit).in_chat(5_001));
    world.telegram.says(5_001, "/balance");
    world.until("Alice's chat is limited", async || world.count_calls_to(5_001) == 1).await;
    world.sender_has_looked().await;
    // A tap meanwhile is answered with a word about the wait.
    let press = alice.presses("Balance");
    world.until_handled().await;
    let answer = alice.answer_to(&press).await;
    assert!(!answer.is_empty());
    world.advance_ms(7_000);
    for _ in 0..3 {
        world.telegram.says(5_001, "/help");
    }
    world.until_handled().await;
    world.sender_has_looked().await;
    let before = world.count_calls_to(5_001);
    assert!(before <= 3, "one message at a time, {before}");
    for _ in 0..5 {
        world.advance_ms(1_000);
        world.sender_has_looked().await;
    }
    assert!(world.count_calls_to(5_001) <= before + 6);
    assert_eq!((world.app.figures.limits(), world.app.figures.retry_after_s()), (1, 7));
    world.until_sent(1_000).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thirty_people_who_tap_every_300_ms_delay_no_money_notice_and_no_alert() {
    const TAPPERS: std::ops::Range<i64> = 20_000..20_030;
    let world = at_default_rates().await;
    world.customer(5_001, "Alice", "0").await;
    for tapper in TAPPERS {
        world.customer(tapper, "Tapper", "0").await;
    }
    world.until_sent(1_000).await;
    world.advance_ms(60_000);
    let began_ms = world.now_ms();
    let mut told_ms = None;
    for step in 0..30 {
        for tapper in TAPPERS {
            world.telegram.says(tapper, if step % 2 == 0 { "/balance" } else { "/orders" });
        }
        if step == 5 {
            world.notifies(5_001, 1).await;
            let mut tx = world.app.store.begin().await.unwrap();
            let notice = ShopAlert::StrangeUpdate { update_id: UpdateId::new(801) };
            notify(&mut Ctx { tx: &mut tx, shop: &world.app.shop, now_ms: world.now_ms() }, notice)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        world.until_handled().await;
        world.sender_has_looked().await;
        let are_told = world.notices_read(5_001) == [1] && world.owner().was_told("801");
        if are_told && told_ms.is_none() {
            told_ms = Some(world.now_ms() - began_ms - 5 * 300);
        }
        world.advance_ms(300);
    }
    let told_ms = told_ms.expect("both are told while the others tap");
    assert!(told_ms <= 3_000, "told after {told_ms} ms");
    assert!(held(&world, Lane::Push).max_ms <= 3_000, "{:?}", held(&world, Lane::Push));
    world.until_sent(1_000).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_two_hundred_busy_tappers_starve_neither_a_money_notice_nor_an_alert() {
    const TAPPERS: i64 = 200;
    let world = at_default_rates().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.advance_ms(60_000);
    for round in 0..6 {
        for tapper in 0..TAPPERS {
            world.queues(20_000 + tapper, Lane::Reply, &format!("tap {round}")).await;
        }
        world.telegram.says(5_001, "/balance");
        world.notifies(5_001, round).await;
        world.notifies(9_000, round).await;
        let are_told = || {
            let told = |person_id| world.notices_read(person_id).contains(&round);
            told(5_001) && told(9_000)
        };
        world.advance_ms(1_000);
        world.until("they are told within a second", async || are_told()).await;
    }
    assert!(held(&world, Lane::Push).max_ms <= 1_000, "{:?}", held(&world, Lane::Push));
    alice.expects("Balance:");
    world.until_sent(1_000).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_bulk_is_taken_up_page_by_page() {
    const ROWS: i64 = 500;
    let world = at_default_rates().await;
    world.customer(5_001, "Alice", "0").await;
    let mut tx = world.app.store.begin().await.unwrap();
    for chat_id in 30_000..30_000 + ROWS {
        world.writes_message(&mut tx, chat_id, Lane::Bulk, "sale").await;
    }
    tx.commit().await.unwrap();
    let unclaimed = async || world.count("outbox WHERE state = 0 AND lease_owner = ''").await;
    world.until("a page is taken up", async || unclaimed().await < ROWS).await;
    assert!(unclaimed().await >= ROWS - 250, "not all of it is in memory");
    world.until_sent(1_000).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_a_message_that_is_refused_with_an_unlisted_code_steps_aside_and_is_set_aside() {
    for code in [401, 404, 409, 413, 500] {
        let world = World::new().await;
        world.customer(5_001, "Alice", "0").await;
        world.customer(5_002, "Bob", "0").await;
        let description = "Oddly: refused".to_owned();
        let refusal = Fault::once(FaultKind::Refuse { code, description });
        world.telegram.set_fault(refusal.in_chat(5_001).on("sendDocument").times(u32::MAX));
        let (kind, drawing) = (FileKind::Document, Drawing::Qr { text: "refused".to_owned() });
        let refused = View::new("refused")
            .below(Attachment { kind, drawing })
            .message(ChatId::new(5_001), ScreenId::NONE);
        world.writes(Outgoing { lane: Lane::Push, ..refused }).await;
        world.notifies(5_001, 2).await;
        for _ in 0..40 {
            world.telegram.says(5_002, "/balance");
            world.until_handled().await;
            world.advance_ms(1_000);
            world.sender_has_looked().await;
        }
        assert!(world.calls_to(5_001).iter().any(|call| call.answer_code == code), "{code}");
        assert_eq!(world.notices_read(5_001), [2], "{code}: the lane goes on");
        let is_given_up = async || world.count("outbox WHERE state = 2").await == 1;
        for _ in 0..120 {
            if is_given_up().await {
                break;
            }
            world.telegram.says(5_002, "/balance");
            world.until_handled().await;
            world.advance_ms(5_000);
            world.sender_has_looked().await;
        }
        assert!(is_given_up().await, "{code}: it is given up");
        let is_told = || world.owner().was_told("could not be delivered");
        world.until("the owner is told", async || is_told()).await;
        assert!(world.owner().was_told(&format!("{code}: ")), "{code} is named");
        world.settle().await;
        world.audit().await;
    }
}
