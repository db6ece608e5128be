//! The only wiring: settings to store, clients, bot, workers and HTTP, and their life from start
//! to a drained stop. Must never hold a rule of the shop.

mod boot;
mod clients;
mod database_identity;
mod demo;
mod doctor;
mod greeting;
mod instance;
mod payments;
mod rekey;
mod running;
mod signals;
mod webhook;

use std::net::SocketAddr;
use std::sync::Arc;

use secrecy::ExposeSecret;
use tokio::net::TcpListener;
use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;

pub use boot::{AppError, build};
pub use demo::demo;
pub use doctor::doctor;
pub use rekey::{key_change_under_way, rekey};
pub use running::{DRAIN_MAX, Fall, Running};

use crate::bot::dispatch::runner::Runner;
use crate::bot::ingest::poll::Intake;
use crate::bot::ingest::stars::PreCheckouts;
use crate::bot::sender::{Api, Figures, Inlets, Sender};
use crate::clock::Clock;
use crate::config::{Config, bot_id};
use crate::flows::Shop;
use crate::store::Store;
use crate::workers::WorkerContext;

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
    pre_checkouts: PreCheckouts,
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
        running.errand("menus", greeting::set_menus(api, shop, running.stop_work.clone()));
    }

    /// Starts the jobs that tests tick by hand.
    pub fn start_workers(&self, running: &mut Running) {
        for (name, task) in self.workers.jobs(&running.stop_work) {
            running.work(name, task);
        }
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
            pre_checkouts: self.pre_checkouts.clone(),
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

/// The real shop: runs until it is told to stop.
///
/// # Errors
/// Why it could not start.
pub async fn serve(config: Config) -> Result<(), AppError> {
    let stop = signals::listen();
    let mut app = build(config, Clock::System, "serve", &stop).await?;
    let mut running = app.start_bot();
    app.start_menus(&mut running);
    app.start_workers(&mut running);
    app.keep_lease(&mut running);
    let opened = open(&mut app, &mut running).await;
    if opened.is_ok() {
        wait_for_stop(&stop, &running).await;
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
    greeting::log_rates(app).await?;
    greeting::print_hook(app);
    greeting::warn_of_former_key(app);
    tracing::info!(%address, bot = app.runner.me.username(), "the shop is open");
    greeting::print_claim(app).await
}

/// Waits until somebody or something wants it to stop.
async fn wait_for_stop(stop: &CancellationToken, running: &Running) {
    let stopping = running.stopping();
    tokio::select! {
        () = stop.cancelled() => {}
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
