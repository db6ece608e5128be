//! The world around a shop that is a process of its own: it can be killed, and its output read.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use storefront::clock::Clock;
use storefront::domain::ids::{OrderId, PersonId};
use storefront::domain::ledger::{Account, EntryKind, Wallet, credit};
use storefront::domain::money::Money;
use storefront::sandbox::panel::{Panel, PanelOptions};
use storefront::sandbox::telegram::{Person, Telegram};
use storefront::store::people::TelegramProfile;
use storefront::store::postings::About;
use storefront::store::{self, Store, audit};

use super::buyer::Buyer;
use super::database::Database;
use super::process::{Ended, Process};
use super::world::{OWNER, PANEL_KEY, sandbox_telegram, vars};

/// How long a test waits for something that a process must do.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A free address that nobody else takes meanwhile: each has its own number of this machine, where
/// the system lets programs have them.
pub fn free_address() -> SocketAddr {
    let [a, b, c] = rand::random::<[u8; 3]>();
    let own = std::net::Ipv4Addr::new(127, a, b, c.clamp(2, 254));
    let listener = TcpListener::bind((own, 0)).or_else(|_| TcpListener::bind("127.0.0.1:0"));
    listener.unwrap().local_addr().unwrap()
}

pub struct Outside {
    pub telegram: Telegram,
    pub panel: Panel,
    pub address: SocketAddr,
    pub database: Database,
    /// Where the processes run.
    pub folder: tempfile::TempDir,
    server: tokio::task::JoinHandle<()>,
}

impl Outside {
    /// A Telegram and a panel whose orders take a second, and an empty database.
    pub async fn new() -> Self {
        Self::with(Database::create().await).await
    }

    pub async fn with(database: Database) -> Self {
        let telegram = sandbox_telegram();
        let balance = "1000000".to_owned();
        let panel = Panel::new(PanelOptions { speed: 50, balance, ..PanelOptions::new(PANEL_KEY) });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = telegram.router().nest("/panel", panel.router());
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let folder = tempfile::tempdir().unwrap();
        Self { telegram, panel, address, database, folder, server }
    }

    fn vars(&self, extra: &[(&'static str, &str)]) -> Vec<(String, String)> {
        let quick = [("POLL_SECONDS", "1".to_owned())];
        let extra = extra.iter().map(|(name, value)| (*name, (*value).to_owned()));
        let all: Vec<_> = quick.into_iter().chain(extra).collect();
        vars(&self.database.url, self.address, &all).into_iter().collect()
    }

    /// Starts a command of the program. An empty value takes a setting away.
    pub fn starts(&self, command: &str, extra: &[(&'static str, &str)]) -> Process {
        Process::start(&[command], self.vars(extra), self.folder.path())
    }

    pub fn serves(&self) -> Process {
        self.starts("serve", &[])
    }

    /// Runs a command to its end.
    pub async fn runs(&self, command: &str, extra: &[(&'static str, &str)]) -> Ended {
        self.starts(command, extra).ended(PATIENCE).await
    }

    /// Adds people who have so much money before the shop is opened.
    pub async fn gives(&self, people: impl IntoIterator<Item = i64>, amount: &str) {
        let store = self.store().await;
        let mut tx = store.begin().await.unwrap();
        for id in people {
            let language_code = Some("en".to_owned());
            let name = format!("Person {id}");
            self.telegram.add_person(Person { language_code, ..Person::named(id, &name) });
            let (username, client_language) = (String::new(), "en".to_owned());
            let seen =
                TelegramProfile { person_id: PersonId::new(id), name, username, client_language };
            store::people::insert(&mut tx, &seen, 1).await.unwrap();
            let amount = Money::parse_plain(amount).unwrap();
            let entry =
                credit(&format!("test:{id}"), Account::Adjustment, amount, &Wallet::default())
                    .unwrap()
                    .described_as(EntryKind::Credit, "memo-welcome", Vec::new());
            let about = About {
                person_id: PersonId::new(id),
                order_id: OrderId::NONE,
                actor_id: PersonId::NONE,
            };
            assert!(store::postings::post(&mut tx, &entry, about, 1).await.unwrap());
        }
        tx.commit().await.unwrap();
        store.close().await;
    }

    /// The database, while no shop is running on it.
    pub async fn store(&self) -> Store {
        Store::open(&self.database.url, Clock::System).await.unwrap()
    }

    /// What an operator who knows that a process is dead may do on a server: the next one need not
    /// wait for the lease to run out. A file's lock says it by itself.
    pub async fn forgets_the_dead(&self) {
        if self.database.folder().is_none() {
            self.database.executes("DELETE FROM leases").await;
        }
    }

    /// Waits until something is so.
    pub async fn until(&self, what: &str, mut is_so: impl AsyncFnMut() -> bool) {
        let began = Instant::now();
        while !is_so().await {
            assert!(began.elapsed() < PATIENCE, "never: {what}\n{}", self.last_words());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    pub async fn count(&self, from_where: &str) -> i64 {
        self.database.count(from_where).await
    }

    /// The owner opens the shop's menu, and there is something on sale.
    pub async fn opens(&self) {
        let owner = Buyer { telegram: self.telegram.clone(), id: OWNER };
        owner.says("/start");
        // Whose language is none of the shop's is asked for it.
        self.until("the owner is answered", async || {
            let answers = ["on your balance", "Choose your language"];
            answers.iter().any(|answer| self.times_told(OWNER, answer) > 0)
        })
        .await;
        self.until("services are on sale", async || self.count("services").await > 0).await;
    }

    pub async fn until_told(&self, chat_id: i64, part: &str) {
        let what = format!("{chat_id} reads {part:?}");
        self.until(&what, async || self.times_told(chat_id, part) > 0).await;
    }

    /// How many messages of the bot in a chat contain `part`.
    pub fn times_told(&self, chat_id: i64, part: &str) -> usize {
        let chat = self.telegram.chat(chat_id);
        chat.iter().filter(|shown| shown.from_bot && shown.text.contains(part)).count()
    }

    /// Waits until nothing is under way: no update, no message, no order. However much there is to
    /// do, it must go on.
    pub async fn settles(&self) {
        let mut left = self.left_to_do().await;
        while left.iter().sum::<i64>() > 0 {
            let before = left.clone();
            self.until(&format!("something goes on: {before:?}"), async || {
                left = self.left_to_do().await;
                left != before
            })
            .await;
        }
    }

    async fn left_to_do(&self) -> Vec<i64> {
        let mut left = vec![i64::try_from(self.telegram.unconfirmed_updates()).unwrap()];
        for queue in ["inbox WHERE state = 0", "outbox WHERE state = 0", "order_card_dues"] {
            left.push(self.count(queue).await);
        }
        for state in ["queued", "submitting", "active"] {
            left.push(self.count(&format!("orders WHERE state = '{state}'")).await);
        }
        left
    }

    /// The promises about money, and the end.
    pub async fn audit(self) {
        let store = self.store().await;
        let mut tx = store.read().await.unwrap();
        assert_eq!(audit::violations(&mut tx).await.unwrap(), Vec::<String>::new());
        drop(tx);
        store.close().await;
        self.server.abort();
    }

    /// The end of what the processes have logged.
    fn last_words(&self) -> String {
        let mut logs: Vec<PathBuf> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "log"))
            .collect();
        logs.sort_by_key(|path| std::fs::metadata(path).unwrap().modified().unwrap());
        let text = logs.last().map(|path| std::fs::read_to_string(path).unwrap_or_default());
        let text = text.unwrap_or_default();
        let from = text.len().saturating_sub(3_000);
        text.get(from..).unwrap_or(&text).to_owned()
    }
}
