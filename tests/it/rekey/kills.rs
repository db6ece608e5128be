//! The key is changed again and again, killed at another point each time, and then everything that
//! was sealed before is used.

use std::os::unix::process::ExitStatusExt;

use storefront::crash::Point;
use storefront::domain::order::OrderState;
use storefront::domain::sealed::SealedColumn;
use storefront::sandbox::panel::{Dialect, PanelOptions};
use storefront::sandbox::telegram::Person;

use super::*;
use crate::products::{ALICE, NETFLIX};
use crate::support::process::{Ended, Process};
use crate::support::world::{OWNER, PANEL_KEY, vars};
use crate::support::{Actor, Scripted, World, WorldOptions};

const PROVIDER_KEY: &str = "PlantedProviderKeyAAA";
const ANSWER: &str = "PlantedAnswerBBB";
const GOODS: &str = "PlantedGoodsCCC";
const BODY: &str = "PlantedUpdateDDD";
/// Who has written while the shop was closed.
const BOB: i64 = 5_002;

fn settings(key: char) -> Vec<(&'static str, String)> {
    vec![("MASTER_KEY", digits(key)), ("PROVIDER_MAIN_OPTIONS", r#"{"products": true}"#.to_owned())]
}

/// A shop that has something sealed in every column, and is closed.
struct Closed {
    world: World,
    /// The panel that was added in the chat.
    panel: Scripted,
    folder: tempfile::TempDir,
    now_ms: i64,
    goods_order: i64,
}

impl Closed {
    async fn new(key: char) -> Self {
        let panel = PanelOptions {
            speed: 0,
            dialect: Dialect::Yumup,
            sells_products: true,
            ..PanelOptions::new(PANEL_KEY)
        };
        let options = WorldOptions { vars: settings(key), panel, ..WorldOptions::default() };
        let mut world = World::with(options).await;
        world.panel.plant_goods(GOODS);
        let panel =
            Scripted::with(PanelOptions { speed: 0, ..PanelOptions::new(PROVIDER_KEY) }).await;
        let goods_order = sells_goods(&world).await;
        adds_providers(&world, &panel).await;
        let now_ms = world.closes(&settings(key)).await;
        let folder = tempfile::tempdir().unwrap();
        let closed = Self { world, panel, folder, now_ms, goods_order };
        closed.keeps_an_update(key).await;
        closed
    }

    /// An update of Bob's that waits, sealed as the shop seals it.
    async fn keeps_an_update(&self, sealed_with: char) {
        self.world.telegram.add_person(Person {
            language_code: Some("en".to_owned()),
            ..Person::named(BOB, "Bob")
        });
        let update = format!(
            r#"{{"update_id":77,"message":{{"message_id":1,"date":1,"text":"{BODY}",
            "chat":{{"id":{BOB},"type":"private"}},
            "from":{{"id":{BOB},"is_bot":false,"first_name":"Bob","language_code":"en"}}}}}}"#
        );
        let place = SealedColumn::Update.at("77");
        let sealed = key(sealed_with).seal(place, &update, rand::random()).unwrap();
        let insert = format!(
            "INSERT INTO inbox (bot_id, update_id, person_id, body, body_hash, received_ms) \
             VALUES (777, 77, {BOB}, '{sealed}', 'hash', {})",
            self.now_ms
        );
        self.world.database.executes(&insert).await;
    }

    async fn runs(&self, command: &str, extra: &[(&'static str, String)]) -> Ended {
        let database = &self.world.database;
        if database.folder().is_none() {
            // On a server whoever was killed holds its place for half a minute.
            database.executes("DELETE FROM leases").await;
        }
        let vars = vars(&database.url, self.world.address, extra);
        Process::start(&[command], vars, self.folder.path()).ended(PATIENCE).await
    }

    async fn rekeys(&self, from: char, to: char, crash_at: &str) -> Ended {
        let extra = [
            ("MASTER_KEY_OLD", digits(from)),
            ("MASTER_KEY", digits(to)),
            ("STOREFRONT_CRASH_AT", crash_at.to_owned()),
        ];
        self.runs("rekey", &extra).await
    }

    async fn stamp(&self) -> String {
        self.world.database.texts("value FROM meta WHERE key = 'master_key'").await.remove(0)
    }

    /// No shop starts, whatever its key, and whoever looks is told.
    async fn is_shut(&self, keys: [char; 2]) {
        let with_keys = keys.map(|key| vec![("MASTER_KEY", digits(key))]);
        for extra in with_keys.iter().map(Vec::as_slice).chain([&[][..]]) {
            let ended = self.runs("serve", extra).await;
            assert_eq!(ended.code(), Some(2), "{}", ended.stderr);
            let said = "MASTER_KEY: a change of the key did not end: run `storefront rekey` again";
            assert_eq!(ended.stderr.trim(), said);
        }
    }
}

/// Alice answers what is asked for a product and gets goods, and answers for another one that she
/// does not order yet.
async fn sells_goods(world: &World) -> i64 {
    let owner = world.owner();
    owner.says("/providers").await;
    owner.taps("What buyers are asked").await;
    owner.taps("Input your account").await;
    owner.taps("Confirm").await;
    let alice = world.customer(ALICE, "Alice", "50").await;
    let answers = async || {
        alice.opens_product(NETFLIX).await;
        alice.says("1").await;
        alice.says(ANSWER).await;
        alice.expects("Your answer");
    };
    answers().await;
    alice.taps("Confirm").await;
    let order_id = alice.order_number();
    world.submit().await;
    world.delivers_goods().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Completed);
    answers().await;
    order_id
}

/// The owner adds the provider `side`, and types all of `other` but its currency.
async fn adds_providers(world: &World, panel: &Scripted) {
    let owner = world.owner();
    for name in ["side", "other"] {
        owner.says("/providers").await;
        owner.taps("➕ Add").await;
        owner.says(name).await;
        owner.says(&panel.url()).await;
        owner.says(PROVIDER_KEY).await;
        if name == "side" {
            owner.taps("USD").await;
            world.app.workers.try_new_providers().await.unwrap();
            world.settle().await;
            owner.taps("Confirm").await;
        }
    }
    assert_eq!(world.count("chat_providers").await, 1);
    assert_eq!(world.count("provider_drafts WHERE sealed_key <> ''").await, 1);
}

/// Changes the key with a kill at this point, as often as it is passed, and ends the change.
async fn changes_with_kills(closed: &Closed, (from, to): (char, char), point: Point) {
    let before = sealed_texts(&closed.world.database).await;
    assert!(before.iter().all(|texts| !texts.is_empty()), "{before:?}");
    let name: &str = point.into();
    let mut kills = 0;
    let ended = loop {
        let ended = closed.rekeys(from, to, name).await;
        if ended.status.signal() != Some(SIGABRT) {
            break ended;
        }
        kills += 1;
        if closed.stamp().await.contains('>') {
            assert_ne!(point, Point::RekeyEnded);
            if kills == 1 {
                closed.is_shut([from, to]).await;
            }
        } else {
            assert_eq!(point, Point::RekeyEnded);
        }
        // Plain texts lie nowhere at any time.
        let planted = [PROVIDER_KEY, ANSWER, GOODS, BODY].map(str::to_owned);
        none_is_left(&closed.world.database, &planted).await;
        if point != Point::RekeyBatch {
            break closed.rekeys(from, to, "").await;
        }
    };
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
    assert!(ended.stdout.contains("MASTER_KEY is the key of this database."), "{}", ended.stdout);
    assert!(!ended.stdout.contains("neither"), "{}", ended.stdout);
    assert_eq!(kills, if point == Point::RekeyBatch { before.len() } else { 1 });
    assert_eq!(closed.stamp().await, key(to).fingerprint().to_string());
    let after = sealed_texts(&closed.world.database).await;
    let counts = |texts: &[Vec<String>]| texts.iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(counts(&after), counts(&before));
    none_is_left(&closed.world.database, &before.concat()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_the_key_loses_nothing_wherever_it_is_killed() {
    let mut closed = Closed::new('1').await;
    let points = [
        Point::RekeyBegun,
        Point::RekeyBatch,
        Point::RekeySealed,
        Point::RekeyErased,
        Point::RekeyEnded,
    ];
    for ((from, to), point) in ["12", "23", "34", "45", "56"].map(pair).into_iter().zip(points) {
        changes_with_kills(&closed, (from, to), point).await;
    }
    let again = closed.rekeys('5', '6', "").await;
    assert_eq!(again.code(), Some(0), "{}", again.stderr);
    assert!(again.stdout.contains("Sealed anew: 0"), "{}", again.stdout);
    let former = closed.runs("serve", &[("MASTER_KEY", digits('5'))]).await;
    assert_eq!(former.code(), Some(2), "{}", former.stderr);
    assert!(former.stderr.starts_with("MASTER_KEY: its fingerprint is "), "{}", former.stderr);
    closed.world.opens_at(closed.now_ms, &settings('6')).await;
    uses_everything(&closed).await;
    closed.world.audit().await;
}

fn pair(keys: &str) -> (char, char) {
    let mut keys = keys.chars();
    (keys.next().unwrap(), keys.next().unwrap())
}

/// Whatever was sealed with the first key is there with the last one.
async fn uses_everything(closed: &Closed) {
    let world = &closed.world;
    world.settle().await;
    assert_eq!(world.count("inbox WHERE state = 2").await, 0);
    assert_eq!(world.count(&format!("people WHERE person_id = {BOB}")).await, 1, "it waited");
    let alice = Actor { world, id: ALICE };
    // What she answered before is what her order is sent with.
    alice.taps("Confirm").await;
    world.submit().await;
    let sent: Vec<String> = world.panel.product_orders().into_iter().map(|it| it.require).collect();
    assert_eq!(sent, [ANSWER, ANSWER]);
    let told = alice.times_told(GOODS);
    alice.says(&format!("/order {}", closed.goods_order)).await;
    alice.taps("Show what I bought").await;
    assert_eq!(alice.times_told(GOODS), told + 1);
    world.app.workers.refresh_providers().await.unwrap();
    world.sync().await;
    let names: Vec<String> =
        world.app.workers.providers.all().iter().map(|it| it.name().to_owned()).collect();
    assert_eq!(names, ["main", "side"]);
    let listed = closed.panel.calls("services");
    assert_eq!(listed.last().unwrap()["key"], PROVIDER_KEY);
    // The draft is typed to its end.
    let owner = Actor { world, id: OWNER };
    owner.taps("USD").await;
    world.app.workers.try_new_providers().await.unwrap();
    world.settle().await;
    owner.taps("Confirm").await;
    assert!(owner.was_told("other is added"), "{}", owner.screen());
    assert_eq!(closed.panel.calls("balance").last().unwrap()["key"], PROVIDER_KEY);
}
