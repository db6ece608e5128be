//! Products: from the button to the goods, which nobody else reads.

mod asked;
mod doubts;
mod secrets;

use crate::support::person::Actor;
use crate::support::world::{PANEL_KEY, WorldOptions};
use crate::support::{World, money};
use storefront::domain::order::OrderState;
use storefront::sandbox::panel::{Dialect, FaultRule, PanelFault, PanelOptions};
use storefront::sandbox::telegram::Call;

pub const ALICE: i64 = 5_001;
pub const MASTER_KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
/// Products of the sandbox's panel.
pub const NETFLIX: i64 = 1;
pub const FACEBOOK: i64 = 3;
pub const STEAM: i64 = 4;

pub fn options(master_key: &str) -> WorldOptions {
    let vars = vec![
        ("PROVIDER_MAIN_OPTIONS", r#"{"products": true}"#.to_owned()),
        ("MASTER_KEY", master_key.to_owned()),
    ];
    let dialect = Dialect::Yumup;
    let panel =
        PanelOptions { speed: 0, dialect, sells_products: true, ..PanelOptions::new(PANEL_KEY) };
    WorldOptions { vars, panel, ..WorldOptions::default() }
}

pub async fn products_world() -> World {
    World::with(options(MASTER_KEY)).await
}

impl World {
    /// Our number of a product.
    pub async fn product_number(&self, product: i64) -> i64 {
        let sql = format!(
            "CAST(service_id AS TEXT) FROM sources WHERE id_space = 'products' \
             AND provider_service_id = '{product}'"
        );
        self.rows(&sql).await.pop().expect("the product is known").parse().unwrap()
    }

    /// Looks at the panel's lists again.
    pub async fn syncs(&self) {
        self.app.workers.sync_catalogs().await.unwrap();
        self.settle().await;
    }

    /// Lets the panel deliver, and asks it.
    pub async fn delivers_goods(&self) {
        self.panel.tick_ms(30_000);
        self.poll().await;
    }
}

impl Actor<'_> {
    /// Opens the card of a product.
    pub async fn opens_product(&self, product: i64) {
        let service = self.world.product_number(product).await;
        self.says("/order").await;
        self.forges_tap(&format!("v:{service}:0")).await;
    }

    /// Buys so many of a product that asks for nothing; returns the order's number.
    pub async fn buys_product(&self, product: i64, quantity: &str) -> i64 {
        self.opens_product(product).await;
        self.says(quantity).await;
        self.taps("Confirm").await;
        self.order_number()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_product_is_bought_and_delivered_in_a_message_of_its_own() {
    let world = products_world().await;
    let alice = world.customer(ALICE, "Alice", "50").await;
    alice.opens_product(STEAM).await;
    alice.expects("Steam gift card 5 USD");
    alice.expects(" each");
    alice.expects("In stock: 40");
    alice.says("2").await;
    alice.expects("Quantity: 2");
    assert!(!alice.screen().contains("🔗"), "{}", alice.screen());
    alice.taps("Confirm").await;
    let order_id = alice.order_number();
    world.submit().await;
    let order = world.order(order_id).await;
    // 5.25 for one, and 30 percent, in whole cents.
    assert_eq!((order.state, order.price), (OrderState::Active, money("13.66")));
    let placed = &world.panel.product_orders()[0];
    assert_eq!((placed.product, placed.quantity, placed.require.as_str()), (STEAM, 2, ""));
    world.delivers_goods().await;
    let order = world.order(order_id).await;
    assert_eq!(order.state, OrderState::Completed);
    assert_eq!(alice.times_told(&format!("GIFT-{}-0001\nGIFT-{0}-0002", placed.id)), 1);
    let goods = alice.newest();
    assert!(goods.html.contains("<tg-spoiler>GIFT-"), "{}", goods.html);
    assert!(goods.buttons.is_empty());
    // Nothing of it can be forwarded or saved, and of all messages that is the only such one.
    let protected = |call: &Call| call.params["protect_content"] == true;
    let (locked, open): (Vec<Call>, Vec<Call>) =
        world.calls_to(ALICE).into_iter().partition(protected);
    assert_eq!(locked.len(), 1);
    assert!(locked[0].params["text"].as_str().unwrap().contains("GIFT-"));
    assert!(!open.iter().any(|call| call.params.to_string().contains("GIFT-")));
    // The same report once more delivers nothing once more.
    world.advance_ms(7 * 3_600_000);
    world.poll().await;
    assert_eq!(alice.times_told("GIFT-"), 1);
    alice.says(&format!("/order {order_id}")).await;
    alice.expects("Quantity: 2");
    assert_eq!(
        alice.taps_for_answer("Show what I bought").await,
        "It comes in a message of its own."
    );
    assert_eq!(alice.times_told("GIFT-"), 2);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_number_of_a_service_and_a_product_are_two_orders() {
    let world = products_world().await;
    let alice = world.customer(ALICE, "Alice", "50").await;
    let (service_order, id) = world.starts(ALICE, "https://instagram.com/alice", 1_000).await;
    let product_order = alice.buys_product(FACEBOOK, "1").await;
    world.submit().await;
    assert_eq!(world.order(product_order).await.provider_order_id, id, "the panel counts anew");
    world.panel.set_product_status(&id, "Canceled");
    world.poll().await;
    assert_eq!(world.order(product_order).await.state, OrderState::Canceled);
    assert_eq!(world.order(service_order).await.state, OrderState::Active);
    assert!(!alice.was_told("Out of stock"), "a provider's note is not shown");
    // The service of that number is another one than the product.
    assert_eq!(world.count("sources WHERE provider_service_id = '1'").await, 2);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_sold_out_after_the_price_was_shown_is_not_bought() {
    let world = products_world().await;
    let alice = world.customer(ALICE, "Alice", "50").await;
    alice.opens_product(STEAM).await;
    alice.says("3").await;
    assert!(world.panel.change_product(STEAM, |row| row.inventory = Some(2)));
    world.syncs().await;
    assert_eq!(alice.taps_for_answer("Confirm").await, "Only 2 left in stock. Please order fewer.");
    assert!(world.panel.change_product(STEAM, |row| row.inventory = Some(0)));
    world.syncs().await;
    let told = alice.taps_for_answer("Confirm").await;
    assert!(told.contains("out of stock right now, so nothing was ordered"), "{told}");
    assert_eq!(world.count("orders").await, 0);
    assert_eq!(world.wallet(ALICE).await.available, money("50"));
    alice.opens_product(STEAM).await;
    alice.expects("📦 Out of stock");
    assert_eq!(alice.step().await, "Card");
    assert!(world.panel.change_product(STEAM, |row| row.inventory = None));
    world.syncs().await;
    alice.opens_product(STEAM).await;
    alice.expects("📦 In stock");
    assert_eq!(alice.step().await, "Quantity");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_failed_or_odd_list_of_products_hides_nothing() {
    let world = products_world().await;
    let shown = world.count("services WHERE is_hidden = 0 AND kind = 'product'").await;
    assert_eq!(shown, 2);
    for fault in [
        PanelFault::EmptyList,
        PanelFault::Html200,
        PanelFault::Http500,
        PanelFault::ResetBefore,
        PanelFault::ErrorText("Sorry".to_owned()),
    ] {
        let name = fault.name();
        world.panel.set_fault(FaultRule {
            action: Some("products".to_owned()),
            ..FaultRule::always(fault)
        });
        world.syncs().await;
        world.panel.clear_faults();
        let still = world.count("services WHERE is_hidden = 0 AND kind = 'product'").await;
        assert_eq!(still, shown, "{name}");
    }
    // What is not in a good list any more is gone.
    world.panel.change_product(FACEBOOK, |row| row.id = 99);
    world.syncs().await;
    assert_eq!(world.count("services WHERE kind = 'product' AND is_hidden = 1").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_key_nothing_is_sold_and_owners_are_told_once() {
    let mut options = options("");
    options.vars.pop();
    let mut world = World::with(options).await;
    world.syncs().await;
    world.syncs().await;
    assert_eq!(world.owner().times_told("MASTER_KEY"), 1);
    assert_eq!(world.count("sources WHERE id_space = 'products'").await, 0);
    let on = ("PROVIDER_MAIN_OPTIONS", r#"{"products": true}"#.to_owned());
    let key = ("MASTER_KEY", MASTER_KEY.to_owned());
    world.restart(&[on, key]).await;
    world.syncs().await;
    assert_eq!(world.count("services WHERE is_hidden = 0 AND kind = 'product'").await, 2);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn goods_without_a_text_hold_the_money_and_owners_look() {
    let world = products_world().await;
    let alice = world.customer(ALICE, "Alice", "50").await;
    world.panel.plant_goods("");
    let order_id = alice.buys_product(STEAM, "1").await;
    world.submit().await;
    world.delivers_goods().await;
    world.poll().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.held()), (OrderState::Active, order.price));
    assert_eq!(world.owner().times_told("no goods came with it"), 1);
    assert!(!alice.has_button("Show what I bought"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn long_goods_come_as_a_file() {
    let world = products_world().await;
    let alice = world.customer(ALICE, "Alice", "50").await;
    let goods: Vec<String> = (0..400).map(|line| format!("account{line}:<pass>&{line}")).collect();
    world.panel.plant_goods(&goods.join("\n"));
    let order_id = alice.buys_product(STEAM, "1").await;
    world.submit().await;
    world.delivers_goods().await;
    let (name, bytes) = alice.newest().document.expect("a file");
    assert_eq!(name, format!("{order_id}.txt"));
    assert_eq!(String::from_utf8(bytes).unwrap(), goods.join("\n"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn goods_are_shown_to_their_buyer_and_to_owners_who_say_so() {
    let world = products_world().await;
    let alice = world.customer(ALICE, "Alice", "50").await;
    let bob = world.customer(5_002, "Bob", "0").await;
    let order_id = alice.buys_product(STEAM, "1").await;
    world.submit().await;
    world.delivers_goods().await;
    bob.says("/order").await;
    let answer = bob.forges_tap(&format!("dg:{order_id}")).await;
    assert!(!bob.was_told("GIFT-") && !answer.contains("GIFT"), "{answer}");
    // A ban takes nothing away that was bought.
    world.owner().says(&format!("/ban {ALICE} disputes")).await;
    world.owner().taps("Confirm").await;
    alice.says(&format!("/order {order_id}")).await;
    alice.taps("Show what I bought").await;
    assert_eq!(alice.times_told("GIFT-"), 2);
    // An owner sees them by an act that is written down.
    let owner = world.owner();
    owner.says(&format!("/order {order_id}")).await;
    assert!(!owner.was_told("GIFT-"));
    owner.says("/goods").await;
    owner.expects("/goods ORDER");
    owner.says(&format!("/goods {order_id}")).await;
    owner.expects("every owner is told");
    assert!(!owner.was_told("GIFT-"));
    owner.taps("Confirm").await;
    assert_eq!(owner.times_told("GIFT-"), 1);
    assert!(owner.was_told("Goods of an order shown to an owner"));
    assert_eq!(world.count("journal WHERE act = 'goods_shown'").await, 1);
    assert_eq!(alice.times_told("GIFT-"), 2);
    bob.says(&format!("/goods {order_id}")).await;
    assert!(!bob.was_told("GIFT-"));
    world.audit().await;
}
