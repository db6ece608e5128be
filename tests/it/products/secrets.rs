//! Goods and answers are nowhere but where they are meant to be: searched for in the database's
//! files, its write-ahead log included, and in a log at its most talkative.

use std::time::Duration;

use super::{ALICE, MASTER_KEY, NETFLIX};
use crate::support::world::{OWNER, PANEL_KEY};
use crate::support::{Buyer, Outside, Planted};
use storefront::sandbox::panel::{Dialect, FaultRule, Panel, PanelFault, PanelOptions};

const ANSWER: &str = "PlantedAnswerAAA";
const GOODS: &str = "PlantedGoodsBBB";
const PLANTED: Planted = Planted(&[ANSWER, GOODS]);
const STOP: Duration = Duration::from_secs(10);

/// Presses a button of the present screen that need not be there.
fn forges_tap(buyer: &Buyer, tap: &str) {
    let shown = buyer.telegram.last_from_bot(buyer.id).unwrap();
    let keys = shown.buttons.iter().flatten();
    let screen = keys.filter_map(|key| key.data.as_deref()?.split(':').nth(1)).next().unwrap();
    let data = format!("1:{screen}:{tap}");
    buyer.telegram.presses(buyer.id, buyer.id, shown.message_id, &data);
}

async fn world() -> (Outside, String) {
    let mut outside = Outside::new().await;
    let dialect = Dialect::Yumup;
    let balance = "100000".to_owned();
    let usual = PanelOptions { dialect, sells_products: true, ..PanelOptions::new(PANEL_KEY) };
    let options = PanelOptions { speed: 50, balance, ..usual };
    outside.panel = Panel::new(options);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    outside.address = listener.local_addr().unwrap();
    let router = outside.telegram.router().nest("/panel", outside.panel.router());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    outside.panel.plant_goods(&format!("login:{GOODS}"));
    outside.gives([ALICE], "100").await;
    let url = format!("http://{}/panel/api/v2", outside.address);
    (outside, url)
}

async fn approves(outside: &Outside) {
    let owner = Buyer { telegram: outside.telegram.clone(), id: OWNER };
    let typed = owner.says("/providers");
    owner.taps(typed, "What buyers are asked").await;
    owner.taps(typed, "Input your account").await;
    owner.taps(typed, "Confirm").await;
    owner.until(typed, |shown| shown.text.contains("Approved.")).await;
}

async fn buys(outside: &Outside, service: &str) {
    let alice = Buyer { telegram: outside.telegram.clone(), id: ALICE };
    let typed = alice.says("/order");
    alice.until(typed, |shown| shown.text.contains("platform")).await;
    forges_tap(&alice, &format!("v:{service}:0"));
    alice.until(typed, |shown| shown.text.contains("How many?")).await;
    let typed = alice.says("1");
    alice.until(typed, |shown| shown.text.contains("Input your account")).await;
    let typed = alice.says(&format!("login {ANSWER}"));
    alice.taps(typed, "Confirm").await;
    alice.until(typed, |shown| shown.text.contains("is placed")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p19_goods_and_answers_are_sealed_wherever_they_are_kept() {
    let (outside, url) = world().await;
    let vars = [
        ("PROVIDER_MAIN_URL", url.as_str()),
        ("PROVIDER_MAIN_OPTIONS", r#"{"products": true}"#),
        ("MASTER_KEY", MASTER_KEY),
        ("RUST_LOG", "trace"),
    ];
    let process = outside.starts("serve", &vars);
    outside.opens().await;
    outside
        .until("products are listed", async || {
            outside.count("sources WHERE id_space = 'products'").await > 0
        })
        .await;
    let select = format!(
        "CAST(service_id AS TEXT) FROM sources WHERE id_space = 'products' \
         AND provider_service_id = '{NETFLIX}'"
    );
    let service = outside.database.texts(&select).await.pop().unwrap();
    approves(&outside).await;
    // The panel repeats what it was sent, and nobody knows whether it took the order.
    let echo = PanelFault::ErrorText(format!("Wrong account login {ANSWER}!"));
    outside.panel.set_fault(FaultRule::once("add_product_order", echo));
    buys(&outside, &service).await;
    outside
        .until("it is in review", async || {
            outside.count("orders WHERE state = 'review'").await == 1
        })
        .await;
    buys(&outside, &service).await;
    outside.until_told(ALICE, GOODS).await;
    let alice = Buyer { telegram: outside.telegram.clone(), id: ALICE };
    let typed = alice.says("/orders");
    alice.taps(typed, "Netflix").await;
    alice.until(typed, |shown| shown.text.contains("kept encrypted")).await;
    PLANTED.is_not_kept(&outside.database).await;
    PLANTED.is_not_told(&outside.telegram, OWNER);
    PLANTED.is_not_in("the log", &process.log());
    process.dies();
    outside.forgets_the_dead().await;
    PLANTED.is_not_kept(&outside.database).await;
    // Another process hands the goods over again, and ends in good order.
    let process = outside.starts("serve", &vars);
    process.until_it_says("the shop is open").await;
    let typed = alice.says("/order 1002");
    alice.taps(typed, "Show what I bought").await;
    alice.until(typed, |shown| shown.text.contains(GOODS)).await;
    let ended = process.stops(STOP).await;
    assert_eq!(ended.code(), Some(0));
    PLANTED.is_not_in("the log", &format!("{}{}", ended.stderr, ended.stdout));
    PLANTED.is_not_kept(&outside.database).await;
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn updates_that_wait_are_sealed() {
    let mut options = super::options(MASTER_KEY);
    options.is_bot_running = false;
    let mut world = crate::support::World::with(options).await;
    let update = format!(
        r#"{{"update_id":77,"message":{{"message_id":1,"date":1,"text":"{ANSWER}",
        "chat":{{"id":{ALICE},"type":"private"}},
        "from":{{"id":{ALICE},"is_bot":false,"first_name":"Alice","language_code":"en"}}}}}}"#
    );
    let updates = [storefront::bot::ingest::poll::read(&update).unwrap()];
    let (app, bot_id) = (&world.app, storefront::domain::ids::BotId::new(777));
    let now_ms = world.now_ms();
    storefront::bot::ingest::poll::keep(&app.store, &app.shop, bot_id, &updates, now_ms)
        .await
        .unwrap();
    let kept = world.rows("body FROM inbox WHERE update_id = 77").await;
    assert!(kept[0].starts_with("1:") && !kept[0].contains(ANSWER));
    world.start_bot();
    world.settle().await;
    assert_eq!(world.rows("body FROM inbox WHERE update_id = 77").await, [""]);
    assert_eq!(world.count(&format!("people WHERE person_id = {ALICE}")).await, 1);
    world.audit().await;
}
