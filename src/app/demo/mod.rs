//! `storefront demo`: the shop in a sandbox, with people who have some money, in a file of its own
//! that is made anew. Ignores the environment and serves on this machine only.

mod time;
mod world;

use std::fs::File;
use std::path::Path;

use axum::Router;
use secrecy::ExposeSecret;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::{AppError, build, signals, wait_for_stop};
use crate::config::Config;
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::ledger::{self, Account, EntryKind, Wallet};
use crate::domain::money::Money;
use crate::domain::provider_address::AddressPolicy;
use crate::sandbox::telegram::Telegram;
use crate::store::people::TelegramProfile;
use crate::store::postings::About;
use crate::store::{Store, people, postings};
use world::{Addresses, World, vars};

const DATABASE: &str = "data/demo.db";
const PORT: u16 = 8_090;
const OWNER: i64 = 5_000;
const CREDIT: Money = Money::from_micros(25 * Money::MICROS_PER_UNIT);

/// Runs the demo until it is told to stop.
///
/// # Errors
/// Why it could not start.
pub async fn demo() -> Result<(), AppError> {
    let stop = signals::listen();
    remove_old(Path::new(DATABASE))?;
    let (clock, hand) = time::running();
    let world = World::new(clock.clone()).await.map_err(unserved)?;
    // Ends with the demo.
    let mut served = JoinSet::new();
    let [first, second] = &world.nodes;
    let at = Addresses {
        nodes: [
            serve(&mut served, free_port().await?, first.router())?,
            serve(&mut served, free_port().await?, second.router())?,
        ],
        page: serve(&mut served, listen().await?, world.router(hand))?,
    };
    world.crypto_pay.set_page_root(&format!("http://{}/crypto-pay", at.page));
    let config = Config::read(&vars(at)).map_err(|error| AppError::Demo(error.to_string()))?;
    // The sandbox's panel is on this machine.
    let config = Config { chat_addresses: AddressPolicy::Any, dns: world.dns_world(), ..config };
    let mut app = build(config, clock, "demo", &stop).await?;
    give_credit(&app.store, &world.telegram, app.clock.now_ms()).await?;
    app.workers.sync_catalogs().await?;
    let mut running = app.start_bot();
    app.start_menus(&mut running);
    app.start_workers(&mut running);
    if let (Some(hook), Ok(face)) = (app.gateway_hook.clone(), app.start_http(&mut running)) {
        let path = hook.path.expose_secret();
        world.crypto_pay.set_webhook(Some(&format!("http://{face}/crypto-pay/{path}")));
    }
    world.telegram.says(OWNER, "/start");
    println!(
        "The shop is open in a sandbox. Open this page in a browser:\n\n  http://{}/\n",
        at.page
    );
    println!("Write /start as one of the customers. Ctrl-C stops it.");
    wait_for_stop(&stop, &running).await;
    let fall = running.fall();
    running.stop().await;
    fall.map_or(Ok(()), |fall| Err(AppError::Fall(fall)))
}

fn serve(
    served: &mut JoinSet<std::io::Result<()>>,
    listener: TcpListener,
    router: Router,
) -> Result<std::net::SocketAddr, AppError> {
    let address = listener.local_addr().map_err(unserved)?;
    served.spawn(async move { axum::serve(listener, router).await });
    Ok(address)
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
        Err(_taken) => free_port().await,
    }
}

async fn free_port() -> Result<TcpListener, AppError> {
    TcpListener::bind(("127.0.0.1", 0)).await.map_err(unserved)
}

fn unserved(error: std::io::Error) -> AppError {
    AppError::Demo(format!("no page can be served: {error}"))
}

/// Customers but one begin with some money, and so does the owner, for a trial.
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
        if !matches!(person.id, 5_001 | 5_002 | 5_004 | OWNER) {
            continue;
        }
        let cause = format!("demo:{}", person.id);
        let entry = ledger::credit(&cause, Account::Adjustment, CREDIT, &Wallet::default())
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
