//! The only wiring: settings to store, clients, bot, workers and HTTP, and their life from start
//! to a drained stop. Must never hold a rule of the shop.

mod boot;
mod database_identity;
mod demo;
mod greeting;
mod instance;
mod payments;
mod running;
mod signals;
mod webhook;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use secrecy::ExposeSecret;
use tokio::net::TcpListener;
use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;

pub use boot::{AppError, build};
pub use demo::demo;
pub use running::{DRAIN_MAX, Fall, Running};

use crate::bot::dispatch::runner::Runner;
use crate::bot::ingest::poll::Intake;
use crate::bot::sender::{Api, Figures, Inlets, Sender};
use crate::clock::Clock;
use crate::config::{Config, bot_id};
use crate::flows::{FlowError, Shop};
use crate::providers::Provider;
use crate::store::Store;
use crate::workers::{WorkerContext, repeat};

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
    pub workers: WorkerContext,
    /// Handles updates.
    pub runner: Runner,
    /// The Bot API.
    pub api: Api,
    /// Told when updates have arrived.
    pub arrived: Arc<Notify>,
    /// What the sender counts.
    pub figures: Arc<Figures>,
    intake: Option<Intake>,
    sender: Option<(Sender, Inlets)>,
    /// What Crypto Pay's calls must fit.
    gateway_hook: Option<crate::http::crypto_pay::GatewayHook>,
    /// Bound at the start, served later.
    listener: Option<TcpListener>,
    /// Set while Telegram has not taken how updates are to come.
    unsettled: Option<webhook::Webhook>,
}

impl App {
    /// Starts everything that carries messages: intake, turns and the sender.
    #[must_use]
    pub fn start_bot(&mut self) -> Running {
        let vitals = self.workers.vitals.clone();
        let mut running = Running::new(self.store.clone(), self.clock.clone(), vitals);
        if let Some((sender, inlets)) = self.sender.take() {
            let sending = sender.run(inlets, running.stop_outlet.clone());
            running.outlet("sender", async move {
                if let Err(error) = sending.await {
                    tracing::error!(%error, "the sender ended");
                }
            });
        }
        running.work("runner", self.runner.clone().run(running.stop_work.clone()));
        if let Some(intake) = self.intake.take() {
            running.work("intake", intake.run(running.stop_work.clone()));
        }
        if let Some(webhook) = self.unsettled.take() {
            running.errand("webhook", webhook.settle_at_last(running.stop_work.clone()));
        }
        running
    }

    /// Tells Telegram the command menus and what the bot says of itself, beside everything else.
    pub fn start_menus(&self, running: &mut Running) {
        let (api, shop) = (self.api.clone(), Arc::clone(&self.shop));
        running.errand("menus", greeting::tell_menus(api, shop, running.stop_work.clone()));
    }

    /// Starts the loops that tests tick by hand. Each provider has loops of its own, so that a slow
    /// one holds up no other.
    pub fn start_workers(&self, running: &mut Running) {
        let every = |name: &'static str, ms, tick: Tick| {
            let (workers, stop) = (self.workers.clone(), running.stop_work.clone());
            let (every, pulse) = (Duration::from_millis(ms), self.workers.pulse(name.to_owned()));
            (name, repeat(pulse, every, stop, move || tick(workers.clone())))
        };
        let loops = [
            every("watch", 5_000, |w| Box::pin(async move { w.watch_orders().await })),
            every("clock", 15_000, |w| Box::pin(async move { w.watch_clock().await })),
            every("resync", 500, |w| Box::pin(async move { w.fulfil_syncs().await })),
            every("tickets", 15_000, |w| Box::pin(async move { w.watch_tickets().await })),
            every("invoices", 500, |w| Box::pin(async move { w.make_invoices().await })),
            every("invoice sweep", 600_000, |w| Box::pin(async move { w.sweep_invoices().await })),
            every("addresses", 500, |w| Box::pin(async move { w.give_addresses().await })),
            every("chains", 10_000, |w| Box::pin(async move { w.watch_chains().await })),
            every("deposits", 10_000, |w| Box::pin(async move { w.expire_deposits().await })),
            every("previews", 500, |w| Box::pin(async move { w.fulfil_previews().await })),
            every("prune", 60_000, |w| Box::pin(async move { w.prune().await.map(drop) })),
        ];
        let (_, audit) =
            every("audit", 86_400_000, |w| Box::pin(async move { w.audit().await.map(drop) }));
        running.work("audit", later(AUDIT_AFTER, running.stop_work.clone(), audit));
        for (name, worker) in loops {
            running.work(name, worker);
        }
        let watched = self.workers.clone().watch_invoices(running.stop_work.clone());
        running.work("invoice watch", watched);
        for provider in &self.workers.providers {
            self.start_provider(running, provider);
        }
        let stop = running.stop_work.clone();
        let proof = prove_admins(self.workers.clone(), self.api.clone(), stop);
        running.work("reachability", proof);
    }

    fn start_provider(&self, running: &mut Running, provider: &Arc<dyn Provider>) {
        let stop = running.stop_work.clone();
        let sync_every =
            Duration::from_millis(u64::try_from(self.config.sync_ms).unwrap_or(3_600_000));
        let synced =
            self.workers.clone().keep_synced(Arc::clone(provider), sync_every, stop.clone());
        running.work("sync", synced);
        let pulse = |name| self.workers.pulse(format!("{name} {}", provider.name()));
        let parts = (self.workers.clone(), Arc::clone(provider));
        let submit = repeat(pulse("submit"), SUBMIT_TICK, stop.clone(), move || {
            let (workers, provider) = parts.clone();
            async move { workers.submit_to(&provider).await.map(drop) }
        });
        running.work("submit", submit);
        let poll_ms = u64::try_from(self.config.poll_ms / 4).unwrap_or(1_000).clamp(250, 1_000);
        let parts = (self.workers.clone(), Arc::clone(provider));
        let poll = repeat(pulse("poll"), Duration::from_millis(poll_ms), stop, move || {
            let (workers, provider) = parts.clone();
            async move { workers.poll_provider(&provider).await.map(drop) }
        });
        running.work("poll", poll);
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
            shop: Arc::clone(&self.shop),
            runner: self.runner.clone(),
            bot_id: bot_id(self.config.token.expose_secret()),
            webhook_secret: self.config.webhook.as_ref().map(|webhook| webhook.secret.clone()),
            gateway_hook: self.gateway_hook.clone(),
            metrics_token: self.config.metrics_token.clone(),
            vitals: self.workers.vitals.clone(),
            stopping: running.stopping(),
            figures: Arc::clone(&self.figures),
        });
        let stop = running.stop_outlet.clone();
        running.outlet("http", crate::http::serve(listener, router, stop));
        Ok(address)
    }

    /// Keeps the instance's lease; losing it stops the work of this process.
    pub fn keep_lease(&self, running: &mut Running) {
        let (store, clock) = (self.store.clone(), self.clock.clone());
        let kept = instance::keep(store, clock, running.stopping(), running.falling());
        running.work("lease", kept);
    }
}

type Tick = fn(WorkerContext) -> futures::future::BoxFuture<'static, Result<(), FlowError>>;

/// Begins work when the shop has been open for a while.
async fn later(pause: Duration, stop: CancellationToken, work: impl Future<Output = ()>) {
    tokio::select! {
        () = stop.cancelled() => {}
        () = tokio::time::sleep(pause) => work.await,
    }
}

/// Proves daily that an admin hears the shop; soon again while that is not certain, and at once
/// when an admin chat opens or closes.
async fn prove_admins(workers: WorkerContext, api: Api, stop: CancellationToken) {
    while !stop.is_cancelled() {
        crate::crash::panic_in("reachability");
        let wait = match workers.prove_admins(&api).await {
            Ok(proof) => proof.good_for(),
            Err(error) => {
                tracing::error!(%error, "the admin chats cannot be proved");
                Duration::from_secs(30)
            }
        };
        tokio::select! {
            () = stop.cancelled() => {}
            () = workers.shop.proof_wanted() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// The real shop: runs until it is told to stop.
///
/// # Errors
/// Why it could not start.
pub async fn serve(config: Config) -> Result<(), AppError> {
    let told = signals::listen();
    let mut app = build(config, Clock::System, "serve", &told).await?;
    let mut running = app.start_bot();
    app.start_menus(&mut running);
    app.start_workers(&mut running);
    app.keep_lease(&mut running);
    let opened = open(&mut app, &mut running).await;
    if opened.is_ok() {
        wait_for_stop(&told, &running).await;
    }
    let fall = running.fall();
    tracing::info!("stopping");
    // Also after a start that failed at its end: its parts have begun to work.
    running.stop().await;
    opened?;
    // Whoever watches over this process starts it again.
    fall.map_or(Ok(()), |fall| Err(AppError::Fall(fall)))
}

async fn open(app: &mut App, running: &mut Running) -> Result<(), AppError> {
    let http_addr = app.config.http_addr;
    let address = app.start_http(running).map_err(|error| AppError::Http(http_addr, error))?;
    greeting::log_markup(app).await?;
    greeting::print_hook(app);
    tracing::info!(%address, bot = app.runner.me.username(), "the shop is open");
    greeting::print_claim(app).await
}

/// Waits until somebody or something wants it to stop.
async fn wait_for_stop(told: &CancellationToken, running: &Running) {
    let stopping = running.stopping();
    tokio::select! {
        () = told.cancelled() => {}
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
