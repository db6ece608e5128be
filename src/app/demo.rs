//! `storefront demo`: the shop in a sandbox, with people who have some money, in a file of its own
//! that is made anew. Ignores the environment and serves on this machine only.

use std::fs::File;
use std::path::Path;

use secrecy::ExposeSecret;
use tokio::net::TcpListener;

use super::{AppError, build, signals, wait_for_stop};
use crate::clock::Clock;
use crate::config::{Config, Vars};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::ledger::{self, Account, EntryKind};
use crate::domain::money::Money;
use crate::sandbox::chat::{self, Hooks};
use crate::sandbox::crypto_pay::{CryptoPay, CryptoPayOptions};
use crate::sandbox::panel::{Panel, PanelOptions};
use crate::sandbox::telegram::{Person, Telegram, TelegramOptions};
use crate::store::ledger::About;
use crate::store::people::TelegramProfile;
use crate::store::{Store, ledger as postings, people};

const DATABASE: &str = "data/demo.db";
const PORT: u16 = 8_090;
const TOKEN: &str = "424242:demo-token-of-the-sandbox";
const PANEL_KEY: &str = "demo-key";
const PAY_TOKEN: &str = "424242:AAdemoTokenOfTheSandbox";
const OWNER: i64 = 5_000;
/// Orders take about a minute at speed 1.
const SPEED: u32 = 3;
const CREDIT: Money = Money::from_micros(25 * Money::MICROS_PER_UNIT);

/// Runs the demo until it is told to stop.
///
/// # Errors
/// Why it could not start.
pub async fn demo() -> Result<(), AppError> {
    let told = signals::listen();
    remove_old(Path::new(DATABASE))?;
    let (telegram, panel) = world();
    let listener = listen().await?;
    let address = listener.local_addr().map_err(unserved)?;
    let crypto_pay = CryptoPay::new(CryptoPayOptions::new(PAY_TOKEN));
    crypto_pay.set_page_root(&format!("http://{address}/crypto-pay"));
    let router = telegram
        .router()
        .merge(chat::router(telegram.clone(), hooks(&panel)))
        .nest("/panel", panel.router())
        .nest("/crypto-pay", crypto_pay.router());
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let config = Config::read(&vars(address)).map_err(|error| AppError::Demo(error.to_string()))?;
    let mut app = build(config, Clock::System, "demo", &told).await?;
    give_credit(&app.store, &telegram, app.clock.now_ms()).await?;
    app.workers.sync_catalogs().await?;
    let mut running = app.start_bot();
    app.start_menus(&mut running);
    app.start_workers(&mut running);
    if let (Some(hook), Ok(face)) = (app.gateway_hook.clone(), app.start_http(&mut running)) {
        let path = hook.path.expose_secret();
        crypto_pay.set_webhook(Some(&format!("http://{face}/crypto-pay/{path}")));
    }
    telegram.says(OWNER, "/start");
    println!(
        "The shop is open in a sandbox. Open this page in a browser:\n\n  http://{address}/\n"
    );
    println!("Write /start as one of the customers. Ctrl-C stops it.");
    wait_for_stop(&told, &running).await;
    let fall = running.fall();
    running.stop().await;
    server.abort();
    fall.map_or(Ok(()), |fall| Err(AppError::Fall(fall)))
}

/// The demo's file is made anew, unless another demo is running on it.
fn remove_old(database: &Path) -> Result<(), AppError> {
    let name = database.display();
    if let Ok(lock) = File::open(format!("{name}.lock"))
        && lock.try_lock().is_err()
    {
        return Err(AppError::Demo(format!("another demo is running on {name}")));
    }
    for ending in ["", "-wal", "-shm"] {
        let path = format!("{name}{ending}");
        match std::fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(AppError::Demo(format!("{path}: {error}"))),
        }
    }
    Ok(())
}

async fn listen() -> Result<TcpListener, AppError> {
    match TcpListener::bind(("127.0.0.1", PORT)).await {
        Ok(listener) => Ok(listener),
        Err(_taken) => TcpListener::bind(("127.0.0.1", 0)).await.map_err(unserved),
    }
}

fn unserved(error: std::io::Error) -> AppError {
    AppError::Demo(format!("no page can be served: {error}"))
}

fn world() -> (Telegram, Panel) {
    let telegram = Telegram::new(TelegramOptions {
        token: TOKEN.to_owned(),
        bot_id: 424_242,
        bot_username: "storefront_demo_bot".to_owned(),
        bot_name: "Storefront".to_owned(),
    });
    let people = [
        (5_001, "Alice", "alice", "en", "customer, English"),
        (5_002, "Борис", "boris", "ru", "customer, Russian"),
        (5_004, "Dilnoza", "dilnoza", "uz", "customer, Uzbek"),
        (5_003, "Carol", "carol", "en", "customer without money"),
        (OWNER, "Olga", "olga", "en", "owner of the shop"),
    ];
    for (id, first_name, username, language, label) in people {
        telegram.add_person(Person {
            username: Some(username.to_owned()),
            language_code: Some(language.to_owned()),
            label: Some(label.to_owned()),
            ..Person::named(id, first_name)
        });
    }
    let panel = Panel::new(PanelOptions { speed: SPEED, ..PanelOptions::new(PANEL_KEY) });
    (telegram, panel)
}

fn hooks(panel: &Panel) -> Hooks {
    let (shown, acted) = (panel.clone(), panel.clone());
    Hooks {
        panel_state: Some(std::sync::Arc::new(move || shown.state_json())),
        panel_action: Some(std::sync::Arc::new(move |action| acted.apply(&action))),
    }
}

fn vars(address: std::net::SocketAddr) -> Vars {
    let vars = [
        ("TELEGRAM_BOT_TOKEN", TOKEN.to_owned()),
        ("TELEGRAM_API_URL", format!("http://{address}")),
        ("ADMIN_IDS", OWNER.to_string()),
        ("DATABASE_URL", format!("sqlite://{DATABASE}")),
        ("HTTP_ADDR", "127.0.0.1:0".to_owned()),
        ("PROVIDER_DEMO_URL", format!("http://{address}/panel/api/v2")),
        ("PROVIDER_DEMO_KEY", PANEL_KEY.to_owned()),
        ("CRYPTO_PAY_TOKEN", PAY_TOKEN.to_owned()),
        ("CRYPTO_PAY_URL", format!("http://{address}/crypto-pay")),
        ("DEPOSIT_BONUS", "20:5,100:10".to_owned()),
        ("POLL_SECONDS", "2".to_owned()),
        // A chat page has no flood limits, and people tap quickly.
        ("TELEGRAM_RATE_CHAT", "20".to_owned()),
    ];
    vars.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Customers but one begin with some money.
async fn give_credit(store: &Store, telegram: &Telegram, now_ms: i64) -> Result<(), AppError> {
    let mut tx = store.begin().await?;
    for person in telegram.people() {
        let seen = TelegramProfile {
            person_id: PersonId::new(person.id),
            name: person.first_name.clone(),
            username: person.username.clone().unwrap_or_default(),
            client_language: person.language_code.clone().unwrap_or_default(),
        };
        people::insert(&mut tx, &seen, now_ms).await?;
        if !matches!(person.id, 5_001 | 5_002 | 5_004) {
            continue;
        }
        let cause = format!("demo:{}", person.id);
        let entry = ledger::credit(&cause, Account::Adjustment, CREDIT, Money::ZERO)
            .map_err(crate::flows::FlowError::from)?
            .described_as(EntryKind::Credit, "memo-welcome", Vec::new());
        let about = About {
            person_id: PersonId::new(person.id),
            order_id: OrderId::NONE,
            actor_id: PersonId::NONE,
        };
        postings::post(&mut tx, &entry, about, now_ms).await?;
    }
    Ok(tx.commit().await?)
}
