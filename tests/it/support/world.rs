//! The world of one test.

use std::sync::Arc;
use std::time::{Duration, Instant};

use storefront::app::{self, App, Running};
use storefront::clock::{Clock, ManualClock};
use storefront::config::{Config, Vars};
use storefront::domain::ids::{OrderId, PersonId};
use storefront::domain::ledger::{Account, EntryKind, Wallet, credit};
use storefront::domain::mail::{DnsStage, DnsWorld};
use storefront::domain::money::Money;
use storefront::domain::provider_address::AddressPolicy;
use storefront::sandbox::panel::{Panel, PanelOptions};
use storefront::sandbox::telegram::{Person, Telegram, TelegramOptions};
use storefront::store::orders::Order;
use storefront::store::people::TelegramProfile;
use storefront::store::postings::About;
use storefront::store::{self, audit, inbox, outbox};
use tokio_util::sync::CancellationToken;

use super::database::Database;
use super::person::Actor;

pub const TOKEN: &str = "777:test-token-SECRET";
pub const BOT_ID: i64 = 777;
pub const PANEL_KEY: &str = "panel-key-SECRET";
pub const OWNER: i64 = 9_000;
/// Sunday, 2026-11-01, noon.
pub const START_MS: i64 = 1_793_534_400_000;
/// How long a test waits for something that must happen.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// What a test may want differently.
pub struct WorldOptions {
    /// More settings, or others.
    pub vars: Vec<(&'static str, String)>,
    /// The panel's services; about two hundred by default.
    pub panel: PanelOptions,
    /// Whether the bot's loops run; a test may want to start them later.
    pub is_bot_running: bool,
    /// Whether the catalog is fetched at the beginning.
    pub is_synced: bool,
    /// The database that the shop opens; by default a new one that has its tables.
    pub database: Option<Database>,
    /// The name servers that are asked; by default none is there.
    pub dns: DnsWorld,
}

impl Default for WorldOptions {
    fn default() -> Self {
        let panel = PanelOptions { speed: 0, ..PanelOptions::new(PANEL_KEY) };
        Self {
            vars: Vec::new(),
            panel,
            is_bot_running: true,
            is_synced: true,
            database: None,
            dns: nowhere(),
        }
    }
}

pub struct World {
    pub telegram: Telegram,
    pub panel: Panel,
    pub clock: Arc<ManualClock>,
    pub app: App,
    pub database: Database,
    pub address: std::net::SocketAddr,
    dns: DnsWorld,
    running: Option<Running>,
    server: tokio::task::JoinHandle<()>,
}

impl World {
    pub async fn new() -> Self {
        Self::with(WorldOptions::default()).await
    }

    pub async fn with(options: WorldOptions) -> Self {
        let telegram = sandbox_telegram();
        let panel = Panel::new(options.panel);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = telegram.router().nest("/panel", panel.router());
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let database = match options.database {
            Some(database) => database,
            None => Database::migrated().await,
        };
        let (clock, hand) = Clock::manual(START_MS);
        let vars = vars(&database.url, address, &options.vars);
        let app =
            app::build(config(&vars, &options.dns), clock, "serve", &CancellationToken::new())
                .await
                .unwrap();
        let dns = options.dns;
        let mut world = Self {
            telegram,
            panel,
            clock: hand,
            app,
            database,
            address,
            dns,
            running: None,
            server,
        };
        if options.is_synced {
            world.app.workers.sync_catalogs().await.unwrap();
        }
        if options.is_bot_running {
            world.start_bot();
            // What is told to an owner before their first word is kept for it, once that is known.
            world.settle().await;
            world.owner().says("/start").await;
        }
        world
    }

    pub fn start_bot(&mut self) {
        self.running = Some(self.app.start_bot());
    }

    /// Starts the loops that tests otherwise tick by hand, beside the running bot.
    pub fn start_workers(&mut self) {
        let running = self.running.as_mut().expect("the bot is running");
        self.app.start_workers(running);
    }

    /// Tells Telegram the command menus beside the running bot.
    pub fn start_menus(&mut self) {
        self.app.start_menus(self.running.as_mut().expect("the bot is running"));
    }

    /// Serves health and webhooks beside the running bot.
    pub async fn start_http(&mut self) -> std::net::SocketAddr {
        let running = self.running.as_mut().expect("the bot is running");
        self.app.start_http(running).unwrap()
    }

    /// Ends the shop as SIGTERM would and begins it anew on the same database, perhaps with other
    /// settings.
    pub async fn restart(&mut self, extra: &[(&'static str, String)]) {
        self.restart_after_ms(0, extra).await;
    }

    /// The same on a machine whose clock shows so much more, or less, than at the end.
    pub async fn restart_after_ms(&mut self, by_ms: i64, extra: &[(&'static str, String)]) {
        let until_ms = self.closes(extra).await;
        self.opens_at(until_ms + by_ms, extra).await;
    }

    /// Ends the shop as SIGTERM would and lets go of its database; returns its time. An idle shop
    /// with these settings stands in for it.
    pub async fn closes(&mut self, extra: &[(&'static str, String)]) -> i64 {
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
        self.app.store.close().await;
        let now_ms = self.app.clock.now_ms();
        // The old app holds the file's lock until it is dropped.
        let placeholder = Database::in_folder();
        let blank = vars_with_url(&vars(&placeholder.url, self.address, extra), &placeholder.url);
        let idle = app::build(
            Config::read(&blank).unwrap(),
            Clock::System,
            "serve",
            &CancellationToken::new(),
        )
        .await
        .unwrap();
        drop(std::mem::replace(&mut self.app, idle));
        now_ms
    }

    /// Begins the shop anew, with a clock that shows this.
    pub async fn opens_at(&mut self, now_ms: i64, extra: &[(&'static str, String)]) {
        let (clock, hand) = Clock::manual(now_ms);
        let config = config(&vars(&self.database.url, self.address, extra), &self.dns);
        self.app = app::build(config, clock, "serve", &CancellationToken::new()).await.unwrap();
        self.clock = hand;
        self.start_bot();
    }

    pub fn owner(&self) -> Actor<'_> {
        Actor { world: self, id: OWNER }
    }

    /// A person who has written to the bot, chosen English and has so much money.
    pub async fn customer(&self, id: i64, name: &str, amount: &str) -> Actor<'_> {
        self.telegram.add_person(Person {
            language_code: Some("en".to_owned()),
            username: Some(name.to_lowercase()),
            ..Person::named(id, name)
        });
        let actor = Actor { world: self, id };
        actor.says("/start").await;
        if amount != "0" {
            self.give(id, amount).await;
        }
        actor
    }

    /// Money out of nowhere but the ledger.
    pub async fn give(&self, person_id: i64, amount: &str) {
        let amount = Money::parse_plain(amount).unwrap();
        let cause = format!("test:{}", rand::random::<u64>());
        let entry = credit(&cause, Account::Adjustment, amount, &Wallet::default()).unwrap();
        let entry = entry.described_as(EntryKind::Credit, "memo-welcome", Vec::new());
        let mut tx = self.app.store.begin().await.unwrap();
        let about = About {
            person_id: PersonId::new(person_id),
            order_id: OrderId::NONE,
            actor_id: PersonId::NONE,
        };
        let now_ms = self.app.clock.now_ms();
        let seen = TelegramProfile {
            person_id: PersonId::new(person_id),
            name: "somebody".to_owned(),
            username: String::new(),
            client_language: "en".to_owned(),
        };
        store::people::insert(&mut tx, &seen, now_ms).await.unwrap();
        assert!(store::postings::post(&mut tx, &entry, about, now_ms).await.unwrap());
        tx.commit().await.unwrap();
    }

    pub async fn wallet(&self, person_id: i64) -> Wallet {
        let mut tx = self.app.store.read().await.unwrap();
        store::postings::wallet(&mut tx, PersonId::new(person_id)).await.unwrap()
    }

    pub async fn order(&self, order_id: i64) -> Order {
        let mut tx = self.app.store.read().await.unwrap();
        store::orders::find(&mut tx, OrderId::new(order_id))
            .await
            .unwrap()
            .expect("the order exists")
    }

    /// Counts rows; the table and condition are the test's own words.
    pub async fn count(&self, from_where: &str) -> i64 {
        self.database.count(from_where).await
    }

    pub fn now_ms(&self) -> i64 {
        self.app.clock.now_ms()
    }

    pub fn advance_ms(&self, by_ms: i64) {
        self.clock.advance_ms(by_ms);
    }

    /// Sends what is queued, once.
    pub async fn submit(&self) {
        self.app.workers.submit_orders().await.unwrap();
        self.settle().await;
    }

    /// Lets fifteen seconds pass and asks providers.
    pub async fn poll(&self) {
        self.advance_ms(15_001);
        self.app.workers.poll_orders().await.unwrap();
        self.settle().await;
    }

    /// Draws the cards of orders that show less than is known.
    pub async fn draws_cards(&self) {
        while self.app.workers.draw_order_cards().await.unwrap() > 0 {}
        self.settle().await;
    }

    /// Waits until every update is handled and every message that may go is sent.
    pub async fn settle(&self) {
        let mut began = Instant::now();
        let (mut quiet, mut last) = (0, None);
        while quiet < 2 {
            // In this order: an update is written down before it is confirmed.
            let unconfirmed = self.telegram.unconfirmed_updates();
            let (waiting, unsent) = {
                let mut tx = self.app.store.read().await.unwrap();
                let waiting = inbox::count_waiting(&mut tx).await.unwrap();
                (waiting, outbox::count_waiting(&mut tx).await.unwrap())
            };
            // However much there is to do, it must go on.
            if last.replace((waiting, unsent, unconfirmed)) != Some((waiting, unsent, unconfirmed))
            {
                began = Instant::now();
            }
            quiet = if waiting + unsent == 0 && unconfirmed == 0 { quiet + 1 } else { 0 };
            if began.elapsed() > PATIENCE {
                panic!(
                    "the world does not settle: {waiting} updates wait, {unsent} messages are \
                     unsent, {unconfirmed} updates are unconfirmed"
                );
            }
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    }

    /// Waits until something is so.
    pub async fn until(&self, what: &str, mut is_so: impl AsyncFnMut() -> bool) {
        let began = Instant::now();
        while !is_so().await {
            assert!(began.elapsed() < PATIENCE, "never: {what}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// The promises about money, and an orderly end.
    pub async fn audit(mut self) {
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
        let url = self.database.url.clone();
        self.app.store.close().await;
        drop(self.app);
        self.database.plans_are_good().await;
        let store = store::Store::open(&url, Clock::System).await.unwrap();
        let mut tx = store.read().await.unwrap();
        assert_eq!(audit::violations(&mut tx).await.unwrap(), Vec::<String>::new());
        drop(tx);
        store.close().await;
        self.server.abort();
    }
}

pub fn sandbox_telegram() -> Telegram {
    let telegram = Telegram::new(TelegramOptions {
        token: TOKEN.to_owned(),
        bot_id: BOT_ID,
        bot_username: "test_shop_bot".to_owned(),
        bot_name: "Test Shop".to_owned(),
    });
    telegram.add_person(Person {
        language_code: Some("en".to_owned()),
        ..Person::named(OWNER, "Olga")
    });
    telegram
}

/// The settings; what is typed in the chat may be on this machine, where the sandbox is.
pub fn config(vars: &Vars, dns: &DnsWorld) -> Config {
    let config = Config::read(vars).unwrap();
    Config { chat_addresses: AddressPolicy::Any, dns: dns.clone(), ..config }
}

/// No name server at all: a test that needs one brings it.
pub fn nowhere() -> DnsWorld {
    DnsWorld::Staged(Arc::new(DnsStage::default()))
}

pub fn vars(
    database_url: &str,
    address: std::net::SocketAddr,
    extra: &[(&'static str, String)],
) -> Vars {
    let base = [
        ("TELEGRAM_BOT_TOKEN", TOKEN.to_owned()),
        ("TELEGRAM_API_URL", format!("http://{address}")),
        ("ADMIN_IDS", OWNER.to_string()),
        ("DATABASE_URL", database_url.to_owned()),
        ("HTTP_ADDR", "127.0.0.1:0".to_owned()),
        ("PROVIDER_MAIN_URL", format!("http://{address}/panel/api/v2")),
        ("PROVIDER_MAIN_KEY", PANEL_KEY.to_owned()),
        // The clock stands still, so limits would never be lifted.
        ("TELEGRAM_RATE_GLOBAL", "1000000".to_owned()),
        ("TELEGRAM_RATE_CHAT", "100000".to_owned()),
    ];
    let extra = extra.iter().cloned();
    base.into_iter().chain(extra).map(|(name, value)| (name.to_owned(), value)).collect()
}

fn vars_with_url(vars: &Vars, url: &str) -> Vars {
    let mut vars = vars.clone();
    vars.insert("DATABASE_URL".to_owned(), url.to_owned());
    vars.insert("HTTP_ADDR".to_owned(), "127.0.0.1:0".to_owned());
    vars
}
