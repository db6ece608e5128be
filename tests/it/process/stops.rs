//! SIGTERM: what is under way is finished or left to the next start, in ten seconds.

use std::time::Duration;

use super::flood::Flood;
use crate::support::world::OWNER;
use crate::support::{Buyer, Outside};
use futures::future::join_all;
use storefront::sandbox::panel::{FaultRule, PanelFault};
use storefront::sandbox::telegram::{Fault, FaultKind};

const DRAIN_MAX: Duration = Duration::from_secs(10);
const ALICE: i64 = 10_001;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p17_a_stop_under_load_takes_less_than_ten_seconds_and_loses_nothing() {
    const STOPS: u64 = 5;
    let outside = Outside::new().await;
    Flood::prepares(&outside, 400).await;
    let mut process = outside.serves();
    outside.opens().await;
    let flood = Flood::begins(&outside, 8, 400);
    let mut longest = Duration::ZERO;
    for number in 0..STOPS {
        tokio::time::sleep(Duration::from_millis(rand::random_range(300..1_500))).await;
        let delay = PanelFault::DelayMs(400 * number);
        outside.panel.set_fault(FaultRule::once("add", delay));
        let ended = process.stops(Duration::from_secs(30)).await;
        assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
        assert!(ended.took < DRAIN_MAX, "{:?}", ended.took);
        longest = longest.max(ended.took);
        // An orderly stop leaves nothing for the next start to be careful about, a lease included.
        assert_eq!(outside.count("orders WHERE state = 'submitting'").await, 0);
        process = outside.serves();
    }
    let figures = flood.ends(&outside).await;
    println!("{STOPS} stops under load: 0 lost, longest drain {longest:?}, {figures:?}");
    // More orders than an hour's returns allow wait for a person; that is not the stop's doing.
    let in_doubt = "order_events WHERE state = 'review' AND detail <> 'returns_stopped'";
    assert_eq!(outside.count(in_doubt).await, 0, "a stop leaves no order in doubt");
    process.stops(DRAIN_MAX).await;
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p17_a_stop_while_many_orders_are_under_way_leaves_none_in_doubt() {
    const BUYERS: std::ops::Range<i64> = ALICE..ALICE + 12;
    let outside = Outside::new().await;
    outside.gives(BUYERS, "100").await;
    let process = outside.serves();
    outside.opens().await;
    let slow = FaultRule { times: None, ..FaultRule::once("add", PanelFault::DelayMs(1_500)) };
    outside.panel.set_fault(slow);
    let buys = BUYERS.map(|id| {
        let buyer = Buyer { telegram: outside.telegram.clone(), id };
        async move { buyer.buys(&format!("https://instagram.com/b{id}")).await }
    });
    join_all(buys).await;
    let is_full = async || outside.count("orders WHERE state = 'submitting'").await >= 4;
    outside.until("several are under way", is_full).await;
    let ended = process.stops(Duration::from_secs(30)).await;
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
    assert!(ended.took < DRAIN_MAX, "{:?}", ended.took);
    let active = outside.count("orders WHERE state = 'active'").await;
    assert_eq!(active + outside.count("orders WHERE state = 'queued'").await, 12);
    assert_eq!(outside.panel.accepted().len(), usize::try_from(active).unwrap());

    outside.panel.clear_faults();
    let process = outside.serves();
    outside
        .until("the others are sent", async || {
            outside.count("orders WHERE state = 'queued' OR state = 'submitting'").await == 0
        })
        .await;
    assert_eq!(outside.panel.accepted().len(), 12);
    outside.settles().await;
    process.stops(DRAIN_MAX).await;
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p17_a_stop_ends_in_time_though_neither_provider_nor_telegram_answers() {
    let outside = Outside::new().await;
    outside.gives([ALICE], "100").await;
    let process = outside.serves();
    outside.opens().await;
    outside.panel.set_fault(FaultRule::once("add", PanelFault::Timeout));
    let buyer = Buyer { telegram: outside.telegram.clone(), id: ALICE };
    let order_id = buyer.buys("https://instagram.com/alice").await;
    outside
        .until("the provider is asked", async || {
            outside.panel.requests().iter().any(|(action, _)| action == "add")
        })
        .await;
    let deaf = Fault::once(FaultKind::DelayMs(600_000)).on("sendMessage").in_chat(OWNER);
    outside.telegram.set_fault(deaf);
    let before = outside.telegram.calls().len();
    outside.telegram.says(OWNER, "/balance");
    outside
        .until("it is handled", async || {
            outside.count("inbox WHERE state = 0").await == 0
                && outside.telegram.unconfirmed_updates() == 0
                && outside.telegram.calls().len() > before
        })
        .await;
    let ended = process.stops(Duration::from_secs(30)).await;
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
    assert!(ended.took < DRAIN_MAX, "{:?}", ended.took);
    println!("a stop with a deaf world: {:?}", ended.took);

    outside.forgets_the_dead().await;
    let process = outside.serves();
    outside.until_told(OWNER, "Balance:").await;
    outside.until_told(ALICE, &format!("Order #{order_id} · is being checked")).await;
    assert_eq!(outside.panel.acceptances_for_link("https://instagram.com/alice"), 1);
    outside.settles().await;
    process.stops(DRAIN_MAX).await;
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_while_an_answer_to_a_press_hangs_leaves_no_message_to_be_sent_twice() {
    let outside = Outside::new().await;
    let process = outside.serves();
    outside.opens().await;
    let hanging = Fault::once(FaultKind::DelayMs(600_000)).on("answerCallbackQuery");
    outside.telegram.set_fault(hanging);
    let owner = Buyer { telegram: outside.telegram.clone(), id: OWNER };
    let shown = owner.says("/help");
    owner.until(shown, |shown| shown.text.contains("How it works")).await;
    owner.taps(shown, "Menu").await;
    owner.until(shown, |shown| shown.text.contains("on your balance")).await;
    let slow = Fault::once(FaultKind::DelayMs(1_500)).on("sendMessage");
    outside.telegram.set_fault(slow);
    let sent =
        || outside.telegram.calls().iter().filter(|call| call.method == "sendMessage").count();
    let before = sent();
    owner.says("/balance");
    outside.until("the answer is under way", async || sent() > before).await;
    let ended = process.stops(DRAIN_MAX).await;
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
    assert_eq!(outside.times_told(OWNER, "Balance"), 1);
    assert_eq!(outside.count("outbox WHERE state = 0").await, 0, "{}", ended.stderr);
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_before_the_shop_is_open_leaves_the_place_free() {
    let outside = Outside::new().await;
    let deaf = [("TELEGRAM_API_URL", "http://127.0.0.1:9")];
    let process = outside.starts("serve", &deaf);
    process.until_it_says("Telegram does not answer yet").await;
    let ended = process.stops(DRAIN_MAX).await;
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
    assert_eq!(outside.count("leases").await, 0, "the next start need not wait");
    let wrong = outside.runs("serve", &[("TELEGRAM_BOT_TOKEN", "777:nobody")]).await;
    assert_eq!(wrong.code(), Some(2), "{}", wrong.stderr);
    assert_eq!(outside.count("leases").await, 0, "nor after a refused start");
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_at_any_moment_of_the_start_is_heard() {
    let outside = Outside::new().await;
    for pause_ms in [0, 5, 20, 60, 150, 400] {
        let process = outside.serves();
        process.until_it_says(" INFO ").await;
        tokio::time::sleep(Duration::from_millis(pause_ms)).await;
        let ended = process.stops(DRAIN_MAX).await;
        assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
        assert_eq!(outside.count("leases").await, 0, "after {pause_ms} ms");
    }
    outside.audit().await;
}
