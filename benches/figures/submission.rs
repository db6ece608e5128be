//! Orders on their way to three providers that take their time and fail at one call in twenty; and
//! what a claim and a day's turnover cost beside a million orders. On SQLite, and on PostgreSQL where
//! `TEST_DATABASE_URL` names a server.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use sqlx::{AnyConnection, AssertSqlSafe, Connection};
use storefront::app::App;
use storefront::clock::{Clock, DAY_MS};
use storefront::domain::ids::OrderId;
use storefront::domain::time::Span;
use storefront::domain::window::Window;
use storefront::flows::Ctx;
use storefront::flows::orders::submission::begin_submission;
use storefront::store::portion::Batch;
use storefront::store::{orders, turnovers};

use crate::faulty::Faulty;
use crate::queue::Database;
use crate::shop::{self, Shop, Stage};
use crate::table::{Table, rate};

/// The settings of their addresses and keys.
const PROVIDERS: [[&str; 2]; 3] = [
    ["PROVIDER_BENCH_URL", "PROVIDER_BENCH_KEY"],
    ["PROVIDER_SECOND_URL", "PROVIDER_SECOND_KEY"],
    ["PROVIDER_THIRD_URL", "PROVIDER_THIRD_KEY"],
];
const ORDERS: i64 = 3_000;
/// Longer than an answer is waited for, and than whatever is tried again may wait.
const PATIENCE: Duration = Duration::from_secs(300);
const PAST: i64 = 1_000_000;
const WAITING: i64 = 10_000;
/// Claims and lists of which the middle one counts.
const CLAIMS: usize = 300;
const LISTS: usize = 21;

/// A shop with three providers, of either engine.
struct Scene {
    stage: Stage,
    panels: Vec<Faulty>,
    further: Vec<(&'static str, String)>,
    url: String,
    engine: &'static str,
}

pub async fn measure(table: &mut Table) {
    let server = std::env::var("TEST_DATABASE_URL").unwrap_or_default();
    let servers = [String::new(), server];
    let engines = if servers[1].is_empty() { 1 } else { 2 };
    for server in servers.iter().take(engines) {
        for part in [Part::Stream, Part::Costs] {
            let scene = Scene::set(server).await;
            match part {
                Part::Stream => stream(table, &scene).await,
                Part::Costs => costs(table, &scene).await,
            }
            scene.leave(server).await;
        }
    }
}

#[derive(Clone, Copy)]
enum Part {
    Stream,
    Costs,
}

impl Scene {
    /// On a server, or in a file of its own where it is empty.
    async fn set(server: &str) -> Self {
        let stage = Stage::with(1, 1).await;
        let (mut panels, mut further) = (Vec::new(), Vec::new());
        for (seed, [url, key]) in (1..).zip(PROVIDERS) {
            let panel = Faulty::new(seed);
            let at = panel.serve().await;
            further.push((url, format!("http://{at}/api/v2")));
            further.push((key, "bench".to_owned()));
            panels.push(panel);
        }
        let (url, engine) = if server.is_empty() {
            let file = stage.folder.path().join(shop::DATABASE);
            (format!("sqlite://{}", file.display()), "SQLite")
        } else {
            (schema_of_its_own(server).await, "PostgreSQL")
        };
        further.push(("DATABASE_URL", url.clone()));
        let scene = Self { stage, panels, further, url, engine };
        let app = scene.app().await;
        app.workers.sync_catalogs().await.expect("synced");
        app.store.close().await;
        scene
    }

    /// Leaves nothing on the server.
    async fn leave(self, server: &str) {
        if let Some((_, schema)) = self.url.split_once("search_path%3D") {
            let mut connection = AnyConnection::connect(server).await.expect("the server");
            let drop = AssertSqlSafe(format!("DROP SCHEMA {schema} CASCADE"));
            sqlx::raw_sql(drop).execute(&mut connection).await.expect("dropped");
        }
    }

    async fn app(&self) -> App {
        let (folder, address) = (self.stage.folder.path(), self.stage.address);
        shop::in_process_with(folder, address, Clock::System, &self.further).await
    }

    fn start(&self) -> Shop {
        let address: SocketAddr = self.stage.address;
        Shop::start_with(self.stage.folder.path(), address, &self.further)
    }
}

async fn schema_of_its_own(server: &str) -> String {
    sqlx::any::install_default_drivers();
    let schema = format!("bench_{:08x}", rand::random::<u32>());
    let mut connection = AnyConnection::connect(server).await.expect("the server");
    let create = AssertSqlSafe(format!("CREATE SCHEMA {schema}"));
    sqlx::raw_sql(create).execute(&mut connection).await.expect("a schema");
    connection.close().await.expect("closed");
    let joint = if server.contains('?') { '&' } else { '?' };
    format!("{server}{joint}options=-c%20search_path%3D{schema}")
}

fn now_ms() -> i64 {
    Clock::System.now_ms()
}

/// From the first call to the last decision.
async fn stream(table: &mut Table, scene: &Scene) {
    let mut database = Database::open(&scene.url).await;
    let sold = database.sold().await;
    assert_eq!(sold.len(), PROVIDERS.len(), "each provider sells something");
    database.queue(&sold, ORDERS, now_ms()).await;
    let shop = scene.start();
    let calls = || scene.panels.iter().map(|panel| panel.faults().1).sum::<u64>();
    let until = Instant::now() + PATIENCE;
    while calls() == 0 {
        assert!(Instant::now() < until, "nothing is sent");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let (began, before) = (Instant::now(), shop.usage());
    let open = "SELECT (SELECT COUNT(*) FROM orders WHERE state = 'queued') + \
        (SELECT COUNT(*) FROM orders WHERE state = 'submitting')";
    let mut most_done_ms = 0;
    loop {
        let left = database.number(open).await;
        // The last twentieth waits for what was put off.
        if left > ORDERS / 20 {
            most_done_ms = began.elapsed().as_millis();
        }
        if left == 0 {
            break;
        }
        assert!(Instant::now() < until, "{left} orders are not decided");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let elapsed_ms = began.elapsed().as_millis();
    let cpu_us = shop.usage().cpu_us - before.cpu_us;
    shop.stop().await;
    let what = format!("{} orders to 3 providers of 50 ms, 5 % faults, {}", ORDERS, scene.engine);
    table.add(format!("{what}: sent and decided"), rate(ORDERS, elapsed_ms), "≥ 200/s");
    table.add(format!("{what}: the first 95 %"), rate(ORDERS * 95 / 100, most_done_ms), "");
    table.add(format!("{what}: processor time an order"), us(u128::from(cpu_us) / 3_000), "");
    account(table, scene, &mut database, &what).await;
    database.close().await;
}

/// Counts at the panels and in the database what has become of every order.
async fn account(table: &mut Table, scene: &Scene, database: &mut Database, what: &str) {
    let (mut taken, mut twice, mut faults, mut most) = (0, 0, 0, 0);
    for panel in &scene.panels {
        let (orders, doubled) = panel.taken();
        (taken, twice) = (taken + orders, twice + doubled);
        faults += panel.faults().0;
        most = most.max(panel.most_under_way());
    }
    let active = database.number("SELECT COUNT(*) FROM orders WHERE state = 'active'").await;
    let review = database.number("SELECT COUNT(*) FROM orders WHERE state = 'review'").await;
    assert_eq!(twice, 0, "orders were doubled");
    assert_eq!(active + review, ORDERS, "orders were lost");
    let is_each_somewhere = i64::try_from(taken).unwrap() <= active + review;
    assert!(is_each_somewhere && i64::try_from(taken).unwrap() >= active);
    let app = scene.app().await;
    let found = app.workers.audit().await.expect("audited");
    assert!(found.is_empty(), "it does not add up: {found:?}");
    app.store.close().await;
    let told = format!("{twice} doubled, 0 lost, {review} for an owner ({faults} faults)");
    table.add(format!("{what}: taken {taken}"), told, "0 doubled, 0 lost");
    let aim = format!("≤ {}", Window::USUAL);
    table.add(format!("{what}: most under way at one provider"), most.to_string(), &aim);
}

fn us(us: u128) -> String {
    format!("{us} µs")
}

/// What a claim costs in an empty shop, beside a queue, and beside a million past orders.
async fn costs(table: &mut Table, scene: &Scene) {
    let mut database = Database::open(&scene.url).await;
    let sold = database.sold().await;
    database.queue(&sold, 2 * i64::try_from(CLAIMS).unwrap(), now_ms()).await;
    let app = scene.app().await;
    cost(table, &app, &format!("{}: in an empty shop", scene.engine)).await;
    database.queue(&sold, WAITING, now_ms()).await;
    cost(table, &app, &format!("{}: with 10,000 waiting", scene.engine)).await;
    database.past(&sold, PAST, now_ms()).await;
    database.run("ANALYZE".to_owned()).await;
    cost(table, &app, &format!("{}: and 1,000,000 past ones", scene.engine)).await;
    app.store.close().await;
    database.close().await;
}

async fn cost(table: &mut Table, app: &App, when: &str) {
    let listed = Batch { now_ms: now_ms(), limit: 64 };
    let (mut times, mut next) = (Vec::new(), Vec::new());
    for _ in 0..LISTS {
        let mut tx = app.store.read().await.expect("a transaction");
        let began = Instant::now();
        let list = orders::submission::list_sendable(&mut tx, "bench", listed).await;
        times.push(began.elapsed().as_micros());
        next = list.expect("listed");
    }
    assert_eq!(next.len(), 64);
    table.add(format!("{when}: a list of the next 64"), us(middle(times)), "");
    table.add(format!("{when}: a claim"), us(claim_us(app, &next).await), "");
    table.add(format!("{when}: a day's turnover for a return"), us(turnover_us(app).await), "");
}

fn middle(mut times: Vec<u128>) -> u128 {
    times.sort_unstable();
    times[times.len() / 2]
}

/// The middle one of many claims, none of which is kept.
async fn claim_us(app: &App, next: &[OrderId]) -> u128 {
    let mut times = Vec::new();
    while times.len() < CLAIMS {
        let mut tx = app.store.begin().await.expect("a transaction");
        for order_id in next {
            let began = Instant::now();
            let ctx = &mut Ctx { tx: &mut tx, shop: &app.shop, now_ms: now_ms() };
            let claimed = begin_submission(ctx, (*order_id, "bench")).await.expect("claimed");
            times.push(began.elapsed().as_micros());
            assert!(claimed.is_some(), "an order cannot be claimed");
        }
        tx.rollback().await;
    }
    middle(times)
}

/// The middle one of many looks at what a provider may return by itself.
async fn turnover_us(app: &App) -> u128 {
    let mut times = Vec::new();
    let mut tx = app.store.begin().await.expect("a transaction");
    for _ in 0..CLAIMS {
        let began = Instant::now();
        let day = Span { from_ms: now_ms() - DAY_MS, until_ms: now_ms() };
        turnovers::placed(&mut tx, "bench", day).await.expect("added up");
        times.push(began.elapsed().as_micros());
    }
    tx.rollback().await;
    middle(times)
}
