//! What is secret appears nowhere: not in the log at its most talkative, not in a chat, not in the
//! database, whatever fails.

mod echo;

use std::path::Path;
use std::time::Duration;

use crate::support::database::Database;
use crate::support::outside::free_address;
use crate::support::process::{Ended, Process};
use crate::support::world::OWNER;
use crate::support::{Buyer, Outside};
use storefront::sandbox::panel::{FaultRule, Panel, PanelFault, PanelOptions};
use storefront::sandbox::telegram::{Fault, FaultKind, Telegram, TelegramOptions};

/// Planted everywhere. The second half of the token is what Telegram keeps secret.
const TOKEN_KEY: &str = "PlantedTokenKeyAAA";
const URL_USER: &str = "PlantedUrlUserBBB";
const URL_PASSWORD: &str = "PlantedUrlPasswordCCC";
const URL_PATH: &str = "PlantedUrlPathDDD";
const URL_QUERY: &str = "PlantedUrlQueryEEE";
const PANEL_KEY: &str = "PlantedPanelKeyFFF";
const WEBHOOK_SECRET: &str = "PlantedWebhookSecretGGG-0123456789abcdef";
const METRICS_TOKEN: &str = "PlantedMetricsTokenHHH";
const DATABASE_KEY: &str = "PlantedDatabaseKeyIII";

const STOP: Duration = Duration::from_secs(10);
const ALICE: i64 = 10_001;

/// The planted words, and the one way in which some of them travel encoded.
fn secrets() -> Vec<String> {
    let mut secrets: Vec<String> = [
        TOKEN_KEY,
        URL_USER,
        URL_PASSWORD,
        URL_PATH,
        URL_QUERY,
        PANEL_KEY,
        WEBHOOK_SECRET,
        METRICS_TOKEN,
        DATABASE_KEY,
    ]
    .map(str::to_owned)
    .to_vec();
    // `user:password` in Base64, as the Authorization header of the panel's URL has it.
    secrets.push("UGxhbnRlZFVybFVzZXJCQkI".to_owned());
    secrets
}

/// How often anything planted is found.
fn hits(text: &[u8]) -> usize {
    let text = String::from_utf8_lossy(text);
    let found = |secret: &String| text.matches(secret.as_str()).count();
    secrets().iter().map(found).sum()
}

/// Lines that show something planted, for the message of a failure.
fn shown(text: &str) -> String {
    let is_bad = |line: &&str| secrets().iter().any(|secret| line.contains(secret.as_str()));
    text.lines().filter(is_bad).take(5).collect::<Vec<_>>().join("\n")
}

fn nothing_in(what: &str, text: &str) {
    assert_eq!(hits(text.as_bytes()), 0, "{what}:\n{}", shown(text));
}

/// A world whose every secret is planted.
struct Planted {
    outside: Outside,
    url: String,
}

impl Planted {
    async fn new() -> Self {
        let mut outside = Outside::with(planted_database().await).await;
        outside.telegram = Telegram::new(TelegramOptions {
            token: format!("777:{TOKEN_KEY}"),
            bot_id: 777,
            bot_username: "test_shop_bot".to_owned(),
            bot_name: "Test Shop".to_owned(),
        });
        outside.panel = Panel::new(PanelOptions { speed: 50, ..PanelOptions::new(PANEL_KEY) });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let panel = outside.panel.router();
        let router = outside.telegram.router().nest(&format!("/{URL_PATH}"), panel);
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        outside.address = address;
        let url =
            format!("http://{URL_USER}:{URL_PASSWORD}@{address}/{URL_PATH}/api/v2?k={URL_QUERY}");
        outside.gives(ALICE..ALICE + 20, "100").await;
        Self { outside, url }
    }

    fn serves(&self, extra: &[(&'static str, &str)]) -> Process {
        let token = format!("777:{TOKEN_KEY}");
        let mut vars = vec![
            ("TELEGRAM_BOT_TOKEN", token.as_str()),
            ("PROVIDER_MAIN_URL", self.url.as_str()),
            ("PROVIDER_MAIN_KEY", PANEL_KEY),
            ("METRICS_TOKEN", METRICS_TOKEN),
            ("RUST_LOG", "trace"),
        ];
        vars.extend(extra.iter().copied());
        self.outside.starts("serve", &vars)
    }

    /// Nothing was shown by a process that has ended, to anybody, or kept.
    async fn is_clean(&self, ended: &Ended) {
        nothing_in("standard error", &ended.stderr);
        nothing_in("standard output", &ended.stdout);
        for person in self.outside.telegram.people() {
            for shown in self.outside.telegram.chat(person.id) {
                nothing_in("a chat", &shown.html);
            }
            for answer in self.outside.telegram.callback_answers(person.id) {
                nothing_in("an answer to a press", &answer.text);
            }
        }
        self.database_is_clean().await;
    }

    async fn database_is_clean(&self) {
        if let Some(folder) = self.outside.database.folder() {
            search(folder);
            return;
        }
        let tables = "table_name FROM information_schema.tables \
                      WHERE table_schema = current_schema() ORDER BY 1";
        for table in self.outside.database.texts(tables).await {
            let select = format!("row_to_json(t) FROM {table} AS t");
            for row in self.outside.database.texts(&select).await {
                nothing_in(&table, &row);
            }
        }
    }
}

/// Every file of a folder, the write-ahead log included.
fn search(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            search(&path);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            assert_eq!(hits(&bytes), 0, "{}", path.display());
        }
    }
}

/// A file in a folder with a planted name, or a server's URL with a planted password.
async fn planted_database() -> Database {
    let mut database = Database::create().await;
    match database.folder() {
        Some(folder) => {
            let file = folder.join(DATABASE_KEY).join("shop.db");
            database.url = format!("sqlite://{}", file.display());
        }
        None => {
            let planted = format!("postgres:{DATABASE_KEY}@");
            database.url = database.url.replacen("postgres@", &planted, 1);
        }
    }
    database
}

fn all_ways_to_fail() -> Vec<PanelFault> {
    let slow = |fault: &PanelFault| matches!(fault, PanelFault::Timeout | PanelFault::DelayMs(_));
    PanelFault::all().into_iter().filter(|fault| !slow(fault)).collect()
}

async fn buys_through_every_fault(planted: &Planted) {
    let outside = &planted.outside;
    let buyer = Buyer { telegram: outside.telegram.clone(), id: ALICE };
    let telegram_faults = [
        FaultKind::Internal,
        FaultKind::BadGatewayHtml,
        FaultKind::DropBefore,
        FaultKind::DropAfter,
        FaultKind::Refuse { code: 400, description: "Bad Request: can't parse".to_owned() },
        FaultKind::Refuse { code: 401, description: "Unauthorized".to_owned() },
        FaultKind::Refuse { code: 404, description: "Not Found".to_owned() },
        FaultKind::TooManyRequests { retry_after_s: 1 },
    ];
    for kind in telegram_faults {
        outside.telegram.set_fault(Fault::once(kind.clone()).in_chat(ALICE));
        // A refused token makes the poller wait for half a minute.
        if !matches!(kind, FaultKind::Refuse { .. }) {
            outside.telegram.set_fault(Fault::once(kind.clone()).on("getUpdates"));
        }
        outside.telegram.set_fault(Fault::once(kind).on("sendChatAction"));
        let typed = buyer.says("/balance");
        buyer.until(typed, |shown| shown.text.contains("Balance:")).await;
    }
    outside.telegram.clear_faults();
    // Each by somebody else: three orders in doubt stop a person.
    for (number, fault) in (1..).zip(all_ways_to_fail()) {
        outside.panel.set_fault(FaultRule::once("add", fault));
        let buyer = Buyer { telegram: outside.telegram.clone(), id: ALICE + number };
        buyer.buys(&format!("https://instagram.com/a{number}")).await;
        outside
            .until("the order is sent", async || {
                let waits = "state IN ('queued', 'submitting')";
                outside.count(&format!("orders WHERE {waits}")).await == 0
            })
            .await;
        if number % 2 == 0 {
            // A clear answer, or the provider would get nothing more for a while.
            let buyer = Buyer { telegram: outside.telegram.clone(), id: ALICE };
            buyer.buys(&format!("https://instagram.com/clear{number}")).await;
            outside
                .until("the order is accepted", async || {
                    outside.count("orders WHERE state IN ('queued', 'submitting')").await == 0
                })
                .await;
        }
    }
    let asked = || outside.panel.requests().iter().filter(|(act, _)| act == "status").count();
    for fault in all_ways_to_fail() {
        let before = asked();
        outside.panel.set_fault(FaultRule::once("status", fault));
        outside.until("orders are asked about", async || asked() > before).await;
    }
    outside.panel.clear_faults();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p19_no_secret_is_shown_or_kept_whatever_fails() {
    let planted = Planted::new().await;
    // Orders stay open, so that they are asked about.
    planted.outside.panel.set_speed(0);
    let process = planted.serves(&[]);
    planted.outside.opens().await;
    buys_through_every_fault(&planted).await;
    let command = "/credit 10001 5 a gift";
    let owner = Buyer { telegram: planted.outside.telegram.clone(), id: OWNER };
    let typed = owner.says(command);
    owner.taps(typed, "Confirm").await;
    owner.until(typed, |shown| shown.text.contains("given to")).await;
    for text in ["/review", "/order 1001", "/order 1002", "/help"] {
        let typed = owner.says(text);
        owner.until(typed, |shown| !shown.text.is_empty()).await;
    }
    let log = process.log();
    assert!(log.contains("TRACE") && log.contains("hyper"), "the log is at its most talkative");
    let ended = process.stops(STOP).await;
    assert_eq!(ended.code(), Some(0), "{}", shown(&ended.stderr));
    planted.is_clean(&ended).await;
    let audit = planted.outside.runs("audit", &[("RUST_LOG", "trace")]).await;
    assert_eq!(audit.code(), Some(0));
    planted.is_clean(&audit).await;
    planted.outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p19_no_secret_is_shown_when_the_catalog_cannot_be_had() {
    for fault in all_ways_to_fail() {
        let planted = Planted::new().await;
        planted.outside.panel.set_fault(FaultRule::always(fault));
        let process = planted.serves(&[]);
        process.until_it_says("the shop is open").await;
        planted
            .outside
            .until("the panel is asked", async || !planted.outside.panel.requests().is_empty())
            .await;
        let ended = process.stops(STOP).await;
        planted.is_clean(&ended).await;
        planted.outside.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p19_no_secret_is_shown_when_nobody_is_at_the_other_end() {
    let planted = Planted::new().await;
    let nowhere = planted.url.replace(&planted.outside.address.to_string(), "127.0.0.1:9");
    let no_host = planted.url.replace(&planted.outside.address.to_string(), "host.invalid:80");
    // Another host under the same name would not be asked at all.
    let other = [("PROVIDER_OTHER_URL", no_host.as_str()), ("PROVIDER_OTHER_KEY", PANEL_KEY)];
    for vars in [&[("PROVIDER_MAIN_URL", nowhere.as_str())][..], &other] {
        let process = planted.serves(vars);
        process.until_it_says("cannot be fetched").await;
        planted.is_clean(&process.stops(STOP).await).await;
    }
    let process = planted.serves(&[("TELEGRAM_API_URL", "http://127.0.0.1:9")]);
    process.until_it_says("Telegram does not answer yet").await;
    process.dies();
    planted.outside.forgets_the_dead().await;
    search(planted.outside.folder.path());
    let wrong = planted.serves(&[("TELEGRAM_BOT_TOKEN", "777:PlantedTokenKeyAAA-of-nobody")]);
    let ended = wrong.ended(STOP).await;
    assert_eq!(ended.code(), Some(2));
    planted.is_clean(&ended).await;
    planted.outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p19_no_secret_is_shown_when_the_database_cannot_be_opened() {
    let planted = Planted::new().await;
    let file = planted.outside.folder.path().join(DATABASE_KEY);
    std::fs::write(&file, "this is a file and not a folder").unwrap();
    let broken = planted.outside.folder.path().join("broken.db");
    std::fs::write(&broken, "this is no database at all, and long enough to be read".repeat(99))
        .unwrap();
    let urls = [
        format!("sqlite://{}/shop.db", file.display()),
        format!("sqlite://{}?key={DATABASE_KEY}", broken.display()),
        format!("postgres://user:{DATABASE_KEY}@127.0.0.1:9/shop"),
        format!("postgres://{DATABASE_KEY}:word@127.0.0.1:9/{DATABASE_KEY}"),
        format!("postgres://user:{DATABASE_KEY}@[broken/shop"),
        format!("mysql://user:{DATABASE_KEY}@127.0.0.1/shop"),
    ];
    for url in &urls {
        for command in ["serve", "audit"] {
            let vars = [("DATABASE_URL", url.as_str()), ("RUST_LOG", "trace")];
            let ended = planted.outside.runs(command, &vars).await;
            assert_ne!(ended.code(), Some(0), "{url}");
            nothing_in(url, &format!("{}{}", ended.stderr, ended.stdout));
        }
    }
    planted.outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p19_the_secret_of_the_webhook_and_of_the_metrics_is_not_shown() {
    let planted = Planted::new().await;
    let address = free_address().to_string();
    let url = format!("http://{address}/telegram");
    let vars = [
        ("HTTP_ADDR", address.as_str()),
        ("TELEGRAM_WEBHOOK_URL", url.as_str()),
        ("TELEGRAM_WEBHOOK_SECRET", WEBHOOK_SECRET),
    ];
    let process = planted.serves(&vars);
    planted.outside.opens().await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let metrics = format!("http://{address}/metrics");
    for token in [METRICS_TOKEN, "PlantedMetricsTokenHHH-and-more"] {
        let request = client.get(&metrics).header("x-forwarded-for", "203.0.113.7");
        request.header("authorization", format!("Bearer {token}")).send().await.unwrap();
    }
    let forged = client.post(&url).header("x-telegram-bot-api-secret-token", WEBHOOK_SECRET);
    assert_eq!(forged.body("no update").send().await.unwrap().status().as_u16(), 200);
    let ended = process.stops(STOP).await;
    assert_eq!(ended.code(), Some(0));
    planted.is_clean(&ended).await;
    planted.outside.audit().await;
}
