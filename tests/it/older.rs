//! A shop opens the database of an older version of the program: nothing is lost, everything adds
//! up, and everyone goes on where they were.

use crate::support::database::Database;
use crate::support::world::{OWNER, TOKEN};
use crate::support::{Actor, World, WorldOptions, money};
use storefront::domain::order::OrderState;
use storefront::sandbox::telegram::Person;

const ALICE: i64 = 5_001;
const BOB: i64 = 5_002;
const CAROL: i64 = 5_003;
const DAVE: i64 = 5_004;

/// The present shop on the older one's database, before anything is handled.
async fn opened() -> World {
    let database = Some(Database::made_by_an_older_shop().await);
    let (is_bot_running, is_synced) = (false, false);
    let options = WorldOptions { database, is_bot_running, is_synced, ..WorldOptions::default() };
    let world = World::with(options).await;
    for (id, name) in [(ALICE, "Alice"), (BOB, "Bob"), (CAROL, "Carol"), (DAVE, "Dave")] {
        let language_code = Some("en".to_owned());
        let username = Some(name.to_lowercase());
        world.telegram.add_person(Person { language_code, username, ..Person::named(id, name) });
        world.telegram.says(id, "/start");
    }
    // The older version had handled that. It left update 1082 behind.
    let newest = world.telegram.says(OWNER, "/start");
    let url = format!("http://{}/bot{TOKEN}/getUpdates?offset={}", world.address, newest + 1);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    client.get(url).send().await.unwrap();
    assert_eq!(world.telegram.unconfirmed_updates(), 0);
    world.telegram.set_next_update_id(1_083);
    world
}

async fn running() -> World {
    let mut world = opened().await;
    world.start_bot();
    world.settle().await;
    world
}

impl World {
    fn person(&self, id: i64) -> Actor<'_> {
        Actor { world: self, id }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_money_and_the_orders_of_an_older_version_add_up() {
    let world = opened().await;
    assert_eq!(world.violations().await, Vec::<String>::new());
    let wallet = world.wallet(ALICE).await;
    assert_eq!((wallet.available, wallet.held), (money("19.60825"), money("2.34975")));
    let states = [
        (1001, OrderState::Completed),
        (1002, OrderState::Partial),
        (1004, OrderState::Active),
        (1006, OrderState::Review),
        (1007, OrderState::Queued),
    ];
    for (order_id, state) in states {
        assert_eq!(world.order(order_id).await.state, state, "{order_id}");
    }
    assert_eq!(world.journal().await.len(), 3);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_older_version_left_undone_is_done() {
    let world = running().await;
    // It ended with a message that was not sent and a command that was not answered.
    let alice = world.person(ALICE);
    assert_eq!(alice.times_told("Order #1003 is delivered"), 1);
    alice.expects("Your orders");
    for number in [1001, 1002, 1003, 1004, 1006, 1007] {
        assert!(alice.has_data(&format!(":d:{number}")), "{number}");
    }
    alice.picks_order(1002).await;
    alice.expects("Instagram Followers | Real");
    alice.expects("$0.468");
    // What was kept for a person who had blocked the bot waits for their return.
    let dave = world.person(DAVE);
    assert!(dave.told().is_empty());
    dave.says("/start").await;
    assert_eq!(dave.times_told("Order #1005 is delivered"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn customers_of_an_older_version_go_on_where_they_were() {
    let world = running().await;
    let carol = world.person(CAROL);
    carol.says("250").await;
    carol.expects("https://instagram.com/carol");
    carol.expects("250");
    let bob = world.person(BOB);
    world.owner().does("/credit 5002 25 welcome").await;
    bob.taps("Back to my order").await;
    bob.expects("https://instagram.com/bob");
    bob.taps("Confirm").await;
    bob.expects("#1008");
    assert_eq!(world.order(1008).await.price, money("1.17"));
    // A ticket that was open takes further words.
    let alice = world.person(ALICE);
    alice.says("/support").await;
    alice.taps("T-1").await;
    alice.expects("Where is my order?");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn orders_of_an_older_version_are_sent_and_decided() {
    let world = running().await;
    let owner = world.owner();
    owner.says("/review").await;
    owner.taps("#1006").await;
    owner.expects("https://instagram.com/doubt");
    world.advance_ms(10 * 60_000);
    world.submit().await;
    assert_eq!(world.order(1007).await.state, OrderState::Active);
    world.reports(1007, "Completed", Some(0)).await;
    world.poll().await;
    assert_eq!(world.order(1007).await.state, OrderState::Completed);
    world.audit().await;
}
