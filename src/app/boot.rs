//! From settings to a shop that is ready to run. Everything that must be right before the first
//! update is proved here.

use std::sync::Arc;
use std::time::Duration;

use secrecy::ExposeSecret;
use teloxide::types::Me;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::clients;
use super::database_identity::{self, DatabaseIdentity};
use super::instance::{Beside, give_way, until_lost, wait_for_place};
use super::payments;
use super::webhook::Webhook;
use super::{App, Channels, Fall};
use crate::bot::dispatch::runner::Runner;
use crate::bot::ingest::poll::Intake;
use crate::bot::ingest::reading;
use crate::bot::ingest::stars::PreCheckouts;
use crate::bot::renderer::BotRenderer;
use crate::bot::sender::drawings::ShopDrawings;
use crate::bot::sender::{self, Api, ApiReply, CALL_TIMEOUT, Figures, Rates, Sender};
use crate::clock::Clock;
use crate::config::{Config, ProviderConfig, bot_id};
use crate::domain::ids::BotId;
use crate::domain::key_change::WrongKey;
use crate::domain::sealed::Fingerprint;
use crate::flows::catalog::providers::{FromOutside, take_settings};
use crate::flows::catalog::{built_in, markup};
use crate::flows::owners::admin_chat::recall_admin_chat;
use crate::flows::owners::list;
use crate::flows::{Ctx, FlowError, Shop, timekeeping};
use crate::notifications::notify::notify;
use crate::notifications::shop::ProviderRules;
use crate::notifications::shop_alerts::ShopAlert;
use crate::providers::exchange_rates::{ExchangeRates, RatesSetupError};
use crate::providers::mail::consent::ConsentChecker;
use crate::store::flags::{self, Flag};
use crate::store::providers::Configured;
use crate::store::{OpenError, Opening, Store, StoreError};
use crate::store::{catalog_writes, sync_runs};
use crate::store::{orders, outbox, pending_actions, people};
use crate::vitals::Vitals;
use crate::workers::WorkerContext;
use crate::workers::exchange_rates::RateSource;
use crate::workers::order_poll::RetryAlone;
use crate::workers::roster::Roster;
use crate::workers::timekeeping::NotifiedStep;

/// Why the shop could not start.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database belongs to something else.
    #[error(
        "DATABASE_URL: this is another shop's database: {what} is {found} there, {wanted} here"
    )]
    DatabaseIdentity {
        /// What differs.
        what: &'static str,
        /// What the database says.
        found: String,
        /// What this start says.
        wanted: String,
    },
    /// What is sealed in the database opens with another key.
    #[error(
        "MASTER_KEY: its fingerprint is {wanted}, what is sealed in this database has {found}; \
         to change the key see `storefront rekey`"
    )]
    MasterKey {
        /// What the database says.
        found: Fingerprint,
        /// What this start says.
        wanted: Fingerprint,
    },
    /// A part is sealed with another key.
    #[error("MASTER_KEY: a change of the key did not end: run `storefront rekey` again")]
    KeyChanging,
    /// The settings are not those of this change of the key.
    #[error(transparent)]
    WrongKey(#[from] WrongKey),
    /// A shop serves the database.
    #[error("another storefront is running on this database: stop it first")]
    Served,
    /// Something reads the database, so that what its rows were cannot be erased.
    #[error("another program reads the database: end it and run the same command again")]
    BeingRead,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A use case failed.
    #[error(transparent)]
    Flow(#[from] FlowError),
    /// Telegram does not know the token.
    #[error("TELEGRAM_BOT_TOKEN: Telegram does not know this token")]
    Token,
    /// A provider's settings cannot be used.
    #[error("PROVIDER_{name}: {problem}")]
    Provider {
        /// Upper case.
        name: String,
        /// What is wrong, without any secret.
        problem: String,
    },
    /// Rates cannot be fetched where the settings say.
    #[error("RATES_URL: {0}")]
    Rates(#[from] RatesSetupError),
    /// A gateway's settings cannot be used.
    #[error("{name}: {problem}")]
    Gateway {
        /// What the settings begin with.
        name: String,
        /// What is wrong, without any secret.
        problem: String,
    },
    /// The HTTP client cannot be built.
    #[error("the HTTP client cannot be built")]
    Client,
    /// The HTTP address cannot be served.
    #[error("HTTP_ADDR: {0} cannot be served: {1}")]
    Http(std::net::SocketAddr, std::io::Error),
    /// The word to stop came before it was open.
    #[error("told to stop before the shop was open")]
    StopRequested,
    /// It stopped although nobody told it to.
    #[error("{0}")]
    Fall(Fall),
    /// The ledger does not add up.
    #[error("the ledger does not add up: {0}")]
    Audit(String),
    /// So much of what the settings name is wrong.
    #[error("{0} of the lines above are wrong")]
    Doctor(usize),
    /// The demo cannot be set up.
    #[error("demo: {0}")]
    Demo(String),
}

impl AppError {
    /// The exit code: 2 for what the owner set wrong.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::DatabaseIdentity { .. }
            | Self::MasterKey { .. }
            | Self::KeyChanging
            | Self::WrongKey(_)
            | Self::Token
            | Self::Provider { .. }
            | Self::Rates(RatesSetupError::Address)
            | Self::Gateway { .. } => 2,
            Self::Open(
                OpenError::Url
                | OpenError::Empty
                | OpenError::Foreign
                | OpenError::Newer { .. }
                | OpenError::Older { .. },
            ) => 2,
            Self::StopRequested => 0,
            _ => 1,
        }
    }
}

/// Builds a shop of a kind (`serve` or `demo`), unless it is told to stop meanwhile.
///
/// # Errors
/// Why it cannot run.
pub async fn build(
    config: Config,
    clock: Clock,
    kind: &str,
    stop: &CancellationToken,
) -> Result<App, AppError> {
    let (bot_id, currency) = (bot_id(config.token.expose_secret()), config.currency.clone());
    let fingerprint = config.master_key.as_ref().map(|key| key.fingerprint());
    let database_identity = DatabaseIdentity { kind, bot_id, currency: &currency, fingerprint };
    let store =
        take_place(config.database_url.expose_secret(), &clock, &database_identity, stop).await?;
    let built = tokio::select! {
        built = unless(stop, furnish(store.clone(), config, clock.clone())) => built,
        fall = until_lost(&store, &clock) => Err(AppError::Fall(fall)),
    };
    if built.is_err() {
        give_way(&store).await;
    }
    built
}

async fn unless<T>(
    stop: &CancellationToken,
    work: impl Future<Output = Result<T, AppError>>,
) -> Result<T, AppError> {
    tokio::select! {
        biased;
        () = stop.cancelled() => Err(AppError::StopRequested),
        done = work => done,
    }
}

/// Makes everything else, at a place that is taken.
async fn furnish(store: Store, config: Config, clock: Clock) -> Result<App, AppError> {
    let channels = Channels::new();
    let token = config.token.expose_secret();
    let bot_id = bot_id(token);
    let store = store.with_handoff(channels.outgoing.clone());
    // Before any work: an address that is taken must not be found out with updates at hand.
    let listener = TcpListener::bind(config.http_addr)
        .await
        .map_err(|error| AppError::Http(config.http_addr, error))?;
    let shop = Arc::new(prepare(&store, &config, &clock).await?);
    let api = sender::api(&config.telegram_url, &config.token).map_err(|_| AppError::Client)?;
    let me = get_me(&api, bot_id).await?;
    let webhook = Webhook {
        api: api.clone(),
        store: store.clone(),
        shop: Arc::clone(&shop),
        clock: clock.clone(),
        ours: config.webhook.clone(),
    };
    let unsettled = if webhook.settle().await? { None } else { Some(webhook) };
    let arrived = Arc::new(Notify::new());
    let parts = (Arc::clone(&arrived), channels.answers.clone());
    let runner = Runner::new(store.clone(), clock.clone(), Arc::clone(&shop), me, parts);
    let figures = Arc::new(Figures::default());
    let sender = Sender {
        store: store.clone(),
        clock: clock.clone(),
        shop: Arc::clone(&shop),
        api: api.clone(),
        drawings: Arc::new(ShopDrawings {
            currency: config.currency.clone(),
            master_key: config.master_key.clone(),
        }),
        rates: Rates { in_all: config.rates.0, per_chat: config.rates.1 },
        figures: Arc::clone(&figures),
    };
    let pre_checkouts =
        PreCheckouts::new(store.clone(), clock.clone(), Arc::clone(&shop), api.clone());
    let intake = config.webhook.is_none().then(|| Intake {
        store: store.clone(),
        clock: clock.clone(),
        shop: Arc::clone(&shop),
        bot_id,
        url: format!("{}/bot{token}/getUpdates", config.telegram_url).into(),
        api: api.clone(),
        runner: runner.clone(),
        pre_checkouts: pre_checkouts.clone(),
    });
    let gateways = payments::gateways(&config)?;
    let gateway_hook = payments::hook(&store, &config.payments, &gateways).await?;
    let workers = WorkerContext {
        store: store.clone(),
        clock: clock.clone(),
        shop: Arc::clone(&shop),
        providers: Roster::waiting(clients::all(&config.providers)?),
        exchange_rates: rates(&config)?.map(RateSource::new),
        gateways,
        reach: Arc::new(api.clone()),
        poll_ms: config.poll_ms,
        sync_ms: config.sync_ms,
        retry_alone: RetryAlone::default(),
        consent: ConsentChecker::by(config.dns.clone()),
        vitals: Vitals::default(),
        notified_step: NotifiedStep::default(),
    };
    workers.refresh_providers().await?;
    let sender = Some((sender, channels.inlets));
    Ok(App {
        config,
        store,
        clock,
        shop,
        workers,
        runner,
        api,
        pre_checkouts,
        arrived,
        figures,
        intake,
        sender,
        gateway_hook,
        listener: Some(listener),
        unsettled,
    })
}

/// Opens the database and becomes the one process that serves it. Nothing in it is changed before
/// it is known to be this shop's and not newer, nor while another process serves it.
async fn take_place(
    url: &str,
    clock: &Clock,
    database_identity: &DatabaseIdentity<'_>,
    stop: &CancellationToken,
) -> Result<Store, AppError> {
    let opening = Opening::begin(url, clock.clone())?;
    let (found, store) = unless(stop, async {
        let found = opening.look().await?;
        database_identity::check(&found, database_identity)?;
        Ok((found, opening.connect().await?))
    })
    .await?;
    if !found.has_leases {
        // Nobody can serve it yet; of two that make the tables at once, one waits for the other.
        store.migrate().await?;
    }
    wait_for_place(&store, clock, Beside::StandBy, stop).await?;
    if let Err(error) = make_ready(&store, database_identity).await {
        give_way(&store).await;
        return Err(error);
    }
    Ok(store)
}

/// Brings the tables up to date. Whoever served the database until now may have been newer, or
/// the first to say whose it is.
async fn make_ready(
    store: &Store,
    database_identity: &DatabaseIdentity<'_>,
) -> Result<(), AppError> {
    database_identity::check(&store.look().await?, database_identity)?;
    store.migrate().await?;
    database_identity::write(store, database_identity).await
}

/// Writes the settings of this start and takes up what the last process left.
async fn prepare(store: &Store, config: &Config, clock: &Clock) -> Result<Shop, AppError> {
    let now_ms = clock.now_ms();
    let mut tx = store.begin().await?;
    let woken = timekeeping::wake(&mut tx, now_ms).await?;
    let claimed = people::list_owners(&mut tx).await?;
    markup::take_over(&mut tx, config.markup_percent).await?;
    let has_rates = config.rates_url.is_some();
    let configured: Vec<Configured> =
        config.providers.iter().map(|provider| configured(provider, has_rates)).collect();
    outbox::release_all(&mut tx).await?;
    orders::submission::release_all(&mut tx).await?;
    orders::requests::release_all(&mut tx).await?;
    sync_runs::release_all(&mut tx).await?;
    let voice = Arc::new(BotRenderer { currency: config.currency.clone() });
    let named = config.admins.clone();
    let shop = Shop::new(config.currency.clone(), config.admin_chat, voice, named);
    let shop = shop
        .with_absences(woken.absences)
        .with_deposits(payments::rules(&config.payments))
        .with_price_band(config.price_band)
        .with_master_key(config.master_key.clone())
        .with_recharges(config.providers.iter().filter_map(clients::menu).collect())
        .with_provider_rules(ProviderRules {
            named: config.providers.iter().map(|provider| provider.name.clone()).collect(),
            addresses: config.chat_addresses,
            has_rates,
        });
    claimed.iter().for_each(|claim| shop.add_admin(claim.person_id));
    let revoked = pending_actions::revoke_others(&mut tx, &shop.admins()).await?;
    recall_admin_chat(&mut Ctx { tx: &mut tx, shop: &shop, now_ms }).await?;
    let outside = FromOutside { settings: &configured };
    take_settings(&mut Ctx { tx: &mut tx, shop: &shop, now_ms }, outside).await?;
    built_in::take_over(&mut Ctx { tx: &mut tx, shop: &shop, now_ms }).await?;
    catalog_writes::refresh_visibility(&mut tx).await?;
    list::notify_of_claimed(&mut Ctx { tx: &mut tx, shop: &shop, now_ms }, &claimed).await?;
    shop.set_unheard(flags::is_up(&mut tx, Flag::AdminsUnreachable).await?);
    if woken.set_back_ms > 0 {
        tracing::warn!(by_ms = woken.set_back_ms, "the machine's clock was set back");
        let notice = ShopAlert::ClockFoundBack { by_ms: woken.set_back_ms };
        notify(&mut Ctx { tx: &mut tx, shop: &shop, now_ms }, notice).await?;
    }
    tx.commit().await?;
    if revoked > 0 {
        tracing::info!(revoked, "buttons of former admins are void");
    }
    let is_without = |provider: &&ProviderConfig| provider.conversion.is_none() && !has_rates;
    for provider in config.providers.iter().filter(is_without) {
        let (name, currency) = (&provider.name, &provider.currency);
        tracing::warn!(
            provider = name,
            currency,
            "nothing of this provider is sold: it has no rate"
        );
    }
    Ok(shop)
}

fn configured(provider: &ProviderConfig, has_rates: bool) -> Configured {
    Configured {
        name: provider.name.clone(),
        kind: provider.system.kind(),
        host: provider.host.clone(),
        currency: provider.currency.clone(),
        conversion: provider.conversion.map(|rate| rate.to_string()).unwrap_or_default(),
        is_rate_fetched: provider.conversion.is_none() && has_rates,
    }
}

/// The client of the list of rates that the settings name.
pub(super) fn rates(config: &Config) -> Result<Option<ExchangeRates>, RatesSetupError> {
    config.rates_url.clone().map(ExchangeRates::new).transpose()
}

/// Who the bot is; asked until Telegram answers, unless it refuses the token.
async fn get_me(api: &Api, bot_id: BotId) -> Result<Me, AppError> {
    let mut wait_ms = 500;
    loop {
        match api.call("getMe", "{}".to_owned(), CALL_TIMEOUT).await {
            Some(said) if said.ok => match said.read().and_then(|bot| reading::me(&bot, bot_id)) {
                Some(me) => return Ok(me),
                None => tracing::warn!(wait_ms, "getMe is not answered with a bot"),
            },
            Some(ApiReply { error_code: 401 | 404, .. }) => return Err(AppError::Token),
            _ => tracing::warn!(wait_ms, "Telegram does not answer yet"),
        }
        tokio::time::sleep(Duration::from_millis(wait_ms)).await;
        wait_ms = (wait_ms * 2).min(30_000);
    }
}
