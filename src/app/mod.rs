//! The only wiring: settings to store, clients, bot, workers and HTTP, and their life from start
//! to a drained stop. Must never hold a rule of the shop.

mod boot;
mod demo;
mod greeting;
mod stamp;
mod webhook;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use secrecy::ExposeSecret;
use tokio::net::TcpListener;
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

pub use boot::{AppError, build};
pub use demo::demo;

use crate::bot::intake::Intake;
use crate::bot::runner::Runner;
use crate::bot::sender::{Api, Inlets, Sender};
use crate::clock::Clock;
use crate::config::{Config, bot_id};
use crate::flows::Shop;
use crate::providers::Provider;
use crate::store::{Store, leases};
use crate::workers::{Workshop, repeat};

/// Messages are sent so long after the word to stop, then whatever is left is left to the next
/// start. With the closing of the database it is less than the ten seconds after which others kill.
pub const DRAIN_MAX: Duration = Duration::from_millis(7_500);
/// Of which the way out to Telegram gets the last part.
const DRAIN_WORK_MAX: Duration = Duration::from_secs(6);
const INSTANCE_LEASE_MS: i64 = 30_000;
const SUBMIT_TICK: Duration = Duration::from_millis(250);
/// The daily audit reads every order there ever was: not while customers wait for the start.
const AUDIT_AFTER: Duration = Duration::from_secs(600);

/// A shop that is built and not running yet. Tests run the parts they need.
pub struct App {
    /// The settings it was built from.
    pub config: Config,
    /// The database.
    pub store: Store,
    /// Time.
    pub clock: Clock,
    /// Who the shop is.
    pub shop: Arc<Shop>,
    /// The workers, to be ticked.
    pub workshop: Workshop,
    /// Handles updates.
    pub runner: Runner,
    /// The Bot API.
    pub api: Api,
    /// Told when updates have arrived.
    pub arrived: Arc<Notify>,
    intake: Option<Intake>,
    sender: Option<(Sender, Inlets)>,
    /// Bound at the start, served later.
    listener: Option<TcpListener>,
    /// Set while Telegram has not taken how updates are to come.
    unsettled: Option<webhook::Webhook>,
}

/// The running parts of a shop.
pub struct Running {
    work: JoinSet<()>,
    outlet: JoinSet<()>,
    stop_work: CancellationToken,
    stop_outlet: CancellationToken,
    store: Store,
}

impl App {
    /// Starts everything that carries messages: intake, turns and the sender.
    #[must_use]
    pub fn start_bot(&mut self) -> Running {
        let mut running = Running::new(self.store.clone());
        if let Some((sender, inlets)) = self.sender.take() {
            running.outlet.spawn(sender.run(inlets, running.stop_outlet.clone()));
        }
        running.work.spawn(self.runner.clone().run(running.stop_work.clone()));
        if let Some(intake) = self.intake.take() {
            running.work.spawn(intake.run(running.stop_work.clone()));
        }
        if let Some(webhook) = self.unsettled.take() {
            running.work.spawn(webhook.settle_at_last(running.stop_work.clone()));
        }
        running
    }

    /// Tells Telegram the command menus and what the bot says of itself, beside everything else.
    pub fn start_menus(&self, running: &mut Running) {
        let (api, shop) = (self.api.clone(), Arc::clone(&self.shop));
        running.work.spawn(greeting::tell_menus(api, shop, running.stop_work.clone()));
    }

    /// Starts the loops that tests tick by hand. Each provider has loops of its own, so that a slow
    /// one holds up no other.
    pub fn start_workers(&self, running: &mut Running) {
        let every = |name, ms, tick: fn(Workshop) -> futures::future::BoxFuture<'static, _>| {
            let workshop = self.workshop.clone();
            let stop = running.stop_work.clone();
            let every = Duration::from_millis(ms);
            repeat(name, every, stop, move || tick(workshop.clone()))
        };
        let loops = [
            every("watch", 5_000, |w| Box::pin(async move { w.watch_orders().await })),
            every("resync", 500, |w| Box::pin(async move { w.fulfil_syncs().await })),
            every("tickets", 15_000, |w| Box::pin(async move { w.watch_tickets().await })),
            every("previews", 500, |w| Box::pin(async move { w.fulfil_previews().await })),
            every("prune", 60_000, |w| Box::pin(async move { w.prune().await.map(drop) })),
        ];
        let audit =
            every("audit", 86_400_000, |w| Box::pin(async move { w.audit().await.map(drop) }));
        running.work.spawn(later(AUDIT_AFTER, running.stop_work.clone(), audit));
        for worker in loops {
            running.work.spawn(worker);
        }
        for provider in &self.workshop.providers {
            self.start_provider(running, provider);
        }
        running.work.spawn(prove_admins(
            self.workshop.clone(),
            self.api.clone(),
            running.stop_work.clone(),
        ));
    }

    fn start_provider(&self, running: &mut Running, provider: &Arc<dyn Provider>) {
        let stop = running.stop_work.clone();
        let sync_every =
            Duration::from_millis(u64::try_from(self.config.sync_ms).unwrap_or(3_600_000));
        let synced =
            self.workshop.clone().keep_synced(Arc::clone(provider), sync_every, stop.clone());
        running.work.spawn(synced);
        let parts = (self.workshop.clone(), Arc::clone(provider));
        let submit = repeat("submit", SUBMIT_TICK, stop.clone(), move || {
            let (workshop, provider) = parts.clone();
            async move { workshop.submit_to(&provider).await.map(drop) }
        });
        running.work.spawn(submit);
        let poll_ms = u64::try_from(self.config.poll_ms / 4).unwrap_or(1_000).clamp(250, 1_000);
        let parts = (self.workshop.clone(), Arc::clone(provider));
        let poll = repeat("poll", Duration::from_millis(poll_ms), stop, move || {
            let (workshop, provider) = parts.clone();
            async move { workshop.poll_provider(&provider).await.map(drop) }
        });
        running.work.spawn(poll);
    }

    /// Serves health and webhooks on the address that was bound at the start.
    ///
    /// # Errors
    /// When it is being served already, or the address cannot be told.
    pub fn start_http(&mut self, running: &mut Running) -> std::io::Result<SocketAddr> {
        let listener = self.listener.take().ok_or(std::io::ErrorKind::AddrInUse)?;
        let address = listener.local_addr()?;
        let router = crate::http::router(crate::http::Face {
            store: self.store.clone(),
            clock: self.clock.clone(),
            shop: Arc::clone(&self.shop),
            arrived: Arc::clone(&self.arrived),
            bot_id: bot_id(self.config.token.expose_secret()),
            webhook_secret: self.config.webhook.as_ref().map(|webhook| webhook.secret.clone()),
            metrics_token: self.config.metrics_token.clone(),
        });
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let stop = running.stop_work.clone();
        running.work.spawn(async move {
            let served =
                axum::serve(listener, service).with_graceful_shutdown(stop.cancelled_owned());
            if let Err(error) = served.await {
                tracing::error!(%error, "the HTTP server ended");
            }
        });
        Ok(address)
    }

    /// Keeps the instance's lease; losing it stops the work of this process.
    pub fn keep_lease(&self, running: &mut Running) {
        let (store, clock, stop) =
            (self.store.clone(), self.clock.clone(), running.stop_work.clone());
        running.work.spawn(async move {
            while !stop.is_cancelled() {
                if let Ok(false) = hold_instance(&store, &clock).await {
                    tracing::error!("another instance has taken over: stopping");
                    stop.cancel();
                }
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = tokio::time::sleep(Duration::from_secs(10)) => {}
                }
            }
        });
    }
}

/// Begins work when the shop has been open for a while.
async fn later(pause: Duration, stop: CancellationToken, work: impl Future<Output = ()>) {
    tokio::select! {
        () = stop.cancelled() => {}
        () = tokio::time::sleep(pause) => work.await,
    }
}

/// Proves daily that an admin hears the shop; soon again while that is not certain, and at once
/// when an admin chat opens or closes.
async fn prove_admins(workshop: Workshop, api: Api, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let wait = match workshop.prove_admins(&api).await {
            Ok(proof) => proof.good_for(),
            Err(error) => {
                tracing::error!(%error, "the admin chats cannot be proved");
                Duration::from_secs(30)
            }
        };
        tokio::select! {
            () = stop.cancelled() => {}
            () = workshop.shop.proof_wanted() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// Takes or renews the role of the one active instance on this database.
///
/// # Errors
/// When the database fails.
pub async fn hold_instance(store: &Store, clock: &Clock) -> Result<bool, crate::flows::FlowError> {
    let now_ms = clock.now_ms();
    let times = (now_ms, now_ms + INSTANCE_LEASE_MS);
    let owner = store.owner();
    crate::atomically!(store, tx => Ok(leases::acquire(tx, "instance", owner, times).await?))
}

/// Gives up the role, so that the next process need not wait for the lease to run out.
async fn release_instance(store: &Store) {
    if let Ok(mut tx) = store.begin().await
        && leases::release(&mut tx, "instance", store.owner()).await.is_ok()
    {
        // The lease runs out by itself if this fails.
        let _ = tx.commit().await;
    }
}

impl Running {
    fn new(store: Store) -> Self {
        Self {
            work: JoinSet::new(),
            outlet: JoinSet::new(),
            stop_work: CancellationToken::new(),
            stop_outlet: CancellationToken::new(),
            store,
        }
    }

    /// Is cancelled when the work is to stop, by whatever reason.
    #[must_use]
    pub fn stopping(&self) -> CancellationToken {
        self.stop_work.clone()
    }

    /// Takes nothing new, finishes what is under way, sends what is said, and closes the database.
    pub async fn stop(mut self) {
        let deadline = tokio::time::Instant::now() + DRAIN_MAX;
        self.stop_work.cancel();
        let finish = async { while self.work.join_next().await.is_some() {} };
        if tokio::time::timeout(DRAIN_WORK_MAX, finish).await.is_err() {
            tracing::warn!("some work was still under way at the stop; the next start takes it up");
            self.work.abort_all();
        }
        self.stop_outlet.cancel();
        let finish = async { while self.outlet.join_next().await.is_some() {} };
        if tokio::time::timeout_at(deadline, finish).await.is_err() {
            tracing::warn!(
                "some messages were still unsent at the stop; the next start sends them"
            );
            self.outlet.abort_all();
        }
        release_instance(&self.store).await;
        let _ = tokio::time::timeout(Duration::from_secs(1), self.store.close()).await;
    }
}

/// The real shop: runs until it is told to stop.
///
/// # Errors
/// Why it could not start.
pub async fn serve(config: Config) -> Result<(), AppError> {
    for name in &config.ignored {
        tracing::warn!(setting = name, "this setting has no effect yet");
    }
    let mut app = build(config, Clock::System, "serve").await?;
    let mut running = app.start_bot();
    app.start_menus(&mut running);
    app.start_workers(&mut running);
    app.keep_lease(&mut running);
    let http_addr = app.config.http_addr;
    let address = app.start_http(&mut running).map_err(|error| AppError::Http(http_addr, error))?;
    greeting::log_markup(&app).await?;
    tracing::info!(%address, bot = app.runner.me.username(), "the shop is open");
    greeting::print_claim(&app).await?;
    let stopping = running.stopping();
    wait_for_stop(&stopping).await;
    let is_taken_over = stopping.is_cancelled();
    tracing::info!("stopping");
    running.stop().await;
    // Whoever watches over this process starts it again, to stand by.
    if is_taken_over { Err(AppError::TakenOver) } else { Ok(()) }
}

async fn wait_for_stop(stopping: &CancellationToken) {
    #[cfg(unix)]
    let terminated = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = terminated => {}
        _ = tokio::signal::ctrl_c() => {}
        () = stopping.cancelled() => {}
    }
}

/// Channels between the parts, made before the parts.
struct Channels {
    outgoing: mpsc::UnboundedSender<crate::store::Outgoing>,
    answers: crate::bot::sender::Answers,
    inlets: Inlets,
}

impl Channels {
    fn new() -> Self {
        let (outgoing, committed) = mpsc::unbounded_channel();
        let (answers, pressed) = mpsc::unbounded_channel();
        Self { outgoing, answers, inlets: Inlets { outgoing: committed, answers: pressed } }
    }
}
