//! The shop under measurement: the real binary in a process of its own, or its parts in this one.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use storefront::app::{self, App};
use storefront::clock::Clock;
use storefront::config::{Config, Vars};

use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use crate::machine::Usage;
use crate::panel::Panel;
use crate::telegram::Load;

/// Where every part keeps its data, below its own folder.
pub const DATABASE: &str = "data/storefront.db";

fn vars(address: SocketAddr) -> Vars {
    let url = format!("http://{address}");
    let vars = [
        ("TELEGRAM_BOT_TOKEN", "99:bench-token".to_owned()),
        ("TELEGRAM_API_URL", url.clone()),
        ("TELEGRAM_RATE_GLOBAL", "1000000".to_owned()),
        ("TELEGRAM_RATE_CHAT", "100000".to_owned()),
        ("ADMIN_IDS", "1".to_owned()),
        ("HTTP_ADDR", "127.0.0.1:0".to_owned()),
        ("PROVIDER_BENCH_URL", format!("{url}/panel/api/v2")),
        ("PROVIDER_BENCH_KEY", "bench".to_owned()),
    ];
    vars.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Everything around a shop that is measured.
pub struct Stage {
    /// Where its file is.
    pub folder: TempDir,
    /// Telegram with its customers.
    pub load: Load,
    /// The provider.
    pub panel: Panel,
    /// Where both are.
    pub address: SocketAddr,
}

impl Stage {
    /// So many customers, and a provider with so many services.
    pub async fn with(customers: i64, services: i64) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (load, panel) = (Load::new(customers), Panel::new(services));
        let address = serve(load.router().merge(panel.router())).await;
        Self { folder, load, panel, address }
    }
}

/// The parts of a shop in this process, to be ticked by hand.
pub async fn in_process(folder: &Path, address: SocketAddr, clock: Clock) -> App {
    in_process_with(folder, address, clock, &[]).await
}

/// The same with further settings.
pub async fn in_process_with(
    folder: &Path,
    address: SocketAddr,
    clock: Clock,
    further: &[(&str, String)],
) -> App {
    let mut vars = vars(address);
    vars.extend(further.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    let database = || format!("sqlite://{}", folder.join(DATABASE).display());
    vars.entry("DATABASE_URL".to_owned()).or_insert_with(database);
    let config = Config::read(&vars).expect("settings");
    app::build(config, clock, "serve", &CancellationToken::new()).await.expect("a shop")
}

/// The real binary.
pub struct Shop(Child);

impl Shop {
    pub fn start(folder: &Path, address: SocketAddr) -> Self {
        Self::start_with(folder, address, &[])
    }

    /// The same with further settings.
    pub fn start_with(folder: &Path, address: SocketAddr, further: &[(&str, String)]) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_storefront"))
            .current_dir(folder)
            .env_clear()
            .envs(vars(address))
            .envs(further.iter().map(|(name, value)| (*name, value.as_str())))
            .env("RUST_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()
            .expect("the shop starts");
        Self(child)
    }

    pub fn usage(&self) -> Usage {
        Usage::of(&self.0.id().to_string())
    }

    /// Asks it to stop and waits for it.
    pub async fn stop(mut self) {
        let told = Command::new("kill").arg("-TERM").arg(self.0.id().to_string()).status();
        assert!(told.is_ok_and(|status| status.success()), "the shop cannot be told to stop");
        let until = Instant::now() + Duration::from_secs(15);
        while self.0.try_wait().expect("a child").is_none() {
            assert!(Instant::now() < until, "the shop does not stop");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        // Gone already is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Serves a router of this process on a free port.
pub async fn serve(router: axum::Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}
