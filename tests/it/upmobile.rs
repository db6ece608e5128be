//! Top-ups of phones and games: from the button to the final state, through a real service.

mod buying;
mod doubts;
mod names;
mod previews;
mod secrets;
mod trial;

use std::sync::Arc;

use crate::support::person::Actor;
use crate::support::world::WorldOptions;
use crate::support::{World, money};
use storefront::domain::order::OrderState;
use storefront::providers::Provider;
use storefront::sandbox::upmobile::{Upmobile, UpmobileFault, UpmobileOptions};

pub const ALICE: i64 = 5_001;
pub const BOB: i64 = 5_002;
pub const TOKEN: &str = "upmobile-token-SECRET";
pub const MASTER_KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
pub const NUMBER: &str = "+79161234567";
pub const MASKED: &str = "+7 916 ***-**-67";

/// The shop beside a panel and a service of top-ups.
pub struct Shop {
    pub world: World,
    pub service: Upmobile,
}

impl std::ops::Deref for Shop {
    type Target = World;

    fn deref(&self) -> &World {
        &self.world
    }
}

/// Serves a service of its own; returns its address.
pub async fn serve(service: &Upmobile) -> std::net::SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = axum::Router::new().nest("/up", service.router());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

/// The settings with which the shop finds it.
pub fn vars(address: std::net::SocketAddr) -> Vec<(&'static str, String)> {
    vec![
        ("PROVIDER_UP_KIND", "upmobile".to_owned()),
        ("PROVIDER_UP_URL", format!("http://{address}/up")),
        ("PROVIDER_UP_KEY", TOKEN.to_owned()),
        ("PROVIDER_UP_CURRENCY", "RUB".to_owned()),
        ("PROVIDER_UP_RATE", "0.01".to_owned()),
        ("MASTER_KEY", MASTER_KEY.to_owned()),
    ]
}

/// Has the shop sell top-ups: an earlier trial has agreed.
pub async fn sells(world: &World) {
    world
        .tampers(
            "INSERT INTO recharge_trials (provider, host, owner_id, order_id, state, total, \
             decimals, balance_before, balance_after, created_ms, changed_ms) \
             SELECT name, host, 1, 0, 'agreed', '1', 2, '1', '0', 1, 1 FROM providers \
             WHERE name = 'up'",
        )
        .await;
    let owner = world.owner();
    owner.says("/providers").await;
    owner.forges_tap("pv:up").await;
    owner.taps("Switch on").await;
    owner.taps("Confirm").await;
}

impl Shop {
    /// A shop that sells no top-ups yet.
    pub async fn closed_with(extra: &[(&'static str, String)]) -> Self {
        let (clock, hand) = storefront::clock::Clock::manual(crate::support::world::START_MS);
        drop(hand);
        let now_ms = Arc::new(move || clock.now_ms());
        let service = Upmobile::new(UpmobileOptions { now_ms, ..UpmobileOptions::new(TOKEN) });
        let mut vars = vars(serve(&service).await);
        vars.extend(extra.iter().cloned());
        let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
        Self { world, service }
    }

    pub async fn closed() -> Self {
        Self::closed_with(&[]).await
    }

    /// A shop that sells top-ups: an earlier trial has agreed.
    pub async fn open_with(extra: &[(&'static str, String)]) -> Self {
        let shop = Self::closed_with(extra).await;
        sells(&shop.world).await;
        shop
    }

    pub async fn open() -> Self {
        Self::open_with(&[]).await
    }

    pub fn client(&self) -> Arc<dyn Provider> {
        self.app.workers.providers.find("up").expect("the provider is called")
    }

    /// Asks the service for the prices that people wait for.
    pub async fn asks_prices(&self) {
        self.app.workers.ask_previews(&self.client()).await.unwrap();
        self.settle().await;
    }

    /// Follows a trial.
    pub async fn follows_trial(&self) {
        self.app.workers.follow_trial(&self.client()).await.unwrap();
        self.settle().await;
    }

    /// Our number of one of its services.
    pub async fn number_of(&self, category: &str) -> i64 {
        let sql = format!(
            "CAST(service_id AS TEXT) FROM sources WHERE provider = 'up' \
             AND provider_service_id = '{category}'"
        );
        self.rows(&sql).await.pop().expect("it is listed").parse().unwrap()
    }

    /// Opens a top-up's first question.
    pub async fn opens(&self, who: &Actor<'_>, category: &str) {
        let service = self.number_of(category).await;
        who.says("/order").await;
        who.forges_tap(&format!("v:{service}:0")).await;
    }

    /// Enters a mobile top-up up to the price that is asked for.
    pub async fn asks(&self, who: &Actor<'_>, number: &str, amount: &str) {
        self.opens(who, "mobile").await;
        who.says(number).await;
        who.taps("MTS").await;
        who.says(amount).await;
        who.expects("Asking for the price");
    }

    /// The same, with the price.
    pub async fn prices(&self, who: &Actor<'_>, number: &str, amount: &str) {
        self.asks(who, number, amount).await;
        self.asks_prices().await;
    }

    /// Buys a mobile top-up; returns the order's number.
    pub async fn tops_up(&self, who: &Actor<'_>, number: &str, amount: &str) -> i64 {
        self.prices(who, number, amount).await;
        who.taps("Confirm").await;
        who.order_number()
    }

    /// The service's id of the newest operation.
    pub fn newest(&self) -> String {
        self.service.operations().last().expect("an operation").id.clone()
    }

    pub async fn ends(self) {
        self.world.audit().await;
    }
}

/// What a customer pays for 200 roubles: with five percent of commission and thirty of markup.
pub fn price_of_200() -> storefront::domain::money::Money {
    money("2.73")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_is_topped_up_from_the_button_to_the_end() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    shop.opens(&alice, "mobile").await;
    alice.expects("mobile number to top up");
    alice.says("8 (916) 123-45-67").await;
    alice.expects("Which operator?");
    alice.expects("looks like MTS");
    alice.taps("MTS").await;
    alice.expects(MASKED);
    alice.expects("How much should arrive?");
    alice.expects("From 10 RUB to 5,000 RUB");
    alice.taps("200 RUB").await;
    alice.expects("Asking for the price");
    shop.asks_prices().await;
    for part in [MASKED, "MTS", "200 RUB", "10 RUB", "$2.73", "cannot be taken back"] {
        alice.expects(part);
    }
    alice.taps("Confirm").await;
    let order_id = alice.order_number();
    assert_eq!(shop.service.calls("withdraw"), 0);
    shop.submit().await;
    let operations = shop.service.operations();
    let [operation] = operations.as_slice() else { panic!("{operations:?}") };
    assert_eq!((operation.destination.as_str(), operation.operator.as_str()), (NUMBER, "mts"));
    assert_eq!((operation.currency.as_str(), operation.category.as_str()), ("RUB", "mobile"));
    assert_eq!(operation.amount.to_string(), "200.00");
    let sent = shop.service.requests();
    let withdrawal = sent.iter().find(|asked| asked.call == "withdraw").unwrap();
    assert_eq!(withdrawal.content_type, "application/json");
    assert_eq!(withdrawal.accept, "application/json");
    let body: serde_json::Value = serde_json::from_str(&withdrawal.said).unwrap();
    let expected = serde_json::json!({
        "account_id": "acc-rub", "amount": "200.00", "category_code": "mobile",
        "currency_code": "RUB", "destination": NUMBER, "operator_code": "mts",
        "region_code": "RU",
    });
    assert_eq!(body, expected);
    shop.poll().await;
    assert_eq!(shop.order(order_id).await.state, OrderState::Active);
    shop.service.finish(&shop.newest());
    shop.poll().await;
    let order = shop.order(order_id).await;
    assert_eq!((order.state, order.price), (OrderState::Completed, price_of_200()));
    assert_eq!(shop.wallet(ALICE).await.available, money("7.27"));
    let kept = shop
        .rows("debit || ' ' || amount || ' ' || amount_currency FROM recharge_operations")
        .await;
    assert_eq!(kept, ["210 200 RUB"]);
    let told = alice.told();
    let receipt = told.iter().find(|text| text.contains("is delivered")).unwrap();
    for part in [MASKED, "MTS", "Amount: 200 RUB"] {
        assert_eq!(receipt.matches(part).count(), 1, "{part} in {receipt}");
    }
    alice.says(&format!("/order {order_id}")).await;
    for part in [MASKED, "MTS", "Amount: 200 RUB"] {
        assert_eq!(alice.screen().matches(part).count(), 1, "{part} in {}", alice.screen());
    }
    assert_eq!(shop.count("service_pauses").await, 0);
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_top_up_that_fails_there_comes_back_whole() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    let order_id = shop.tops_up(&alice, NUMBER, "200").await;
    shop.submit().await;
    shop.service.fail(&shop.newest());
    shop.poll().await;
    let order = shop.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Canceled, order.price));
    assert_eq!(shop.wallet(ALICE).await.available, money("10"));
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_game_is_topped_up_by_its_login() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    shop.opens(&alice, "game").await;
    alice.taps("Steam").await;
    alice.expects("Send the login");
    alice.says("two words").await;
    alice.expects("one word without spaces");
    alice.says("gaben_42").await;
    alice.expects("g***2");
    alice.says("200").await;
    shop.asks_prices().await;
    alice.expects("g***2");
    alice.taps("Confirm").await;
    shop.submit().await;
    let operation = &shop.service.operations()[0];
    assert_eq!(
        (operation.destination.as_str(), operation.operator.as_str()),
        ("gaben_42", "steam")
    );
    assert_eq!(operation.category, "game");
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_that_nobody_knows_keeps_asking_and_is_told_once() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    let order_id = shop.tops_up(&alice, NUMBER, "200").await;
    shop.submit().await;
    shop.service.set_fault(UpmobileFault::UnknownStatus);
    for _ in 0..3 {
        shop.poll().await;
    }
    assert_eq!(shop.order(order_id).await.state, OrderState::Active);
    assert_eq!(shop.owner().times_told("A strange report about order"), 1);
    shop.service.set_fault(UpmobileFault::None);
    shop.service.finish(&shop.newest());
    shop.poll().await;
    assert_eq!(shop.order(order_id).await.state, OrderState::Completed);
    shop.ends().await;
}
