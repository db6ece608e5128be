//! Loops that claim, call and record: the only place where use cases meet clients of upstream
//! systems. Each is a method of [`WorkerContext`] that is one round, which a test can call by hand,
//! and a row of the table of jobs here; `jobs` runs the table.
//! Must never hold a transaction while a provider is being called.

pub mod admin_health;
pub(crate) mod catalog_sync;
pub mod chain_addresses;
pub mod chain_confirm;
pub(crate) mod chain_late;
pub(crate) mod chain_prices;
pub(crate) mod chain_scan;
pub(crate) mod chain_stillness;
pub(crate) mod chain_unlisted;
pub mod chain_watch;
mod child_poll;
pub mod crypto_pay;
pub mod deposit_questions;
pub mod evidence;
pub mod exchange_rates;
pub mod gateways;
pub(crate) mod housekeeping;
pub(crate) mod id_checks;
#[macro_use]
mod jobs;
mod mail_checks;
mod mail_search;
pub(crate) mod order_cards;
pub(crate) mod order_poll;
pub(crate) mod order_requests;
pub(crate) mod order_submit;
pub(crate) mod order_watch;
mod products;
pub(crate) mod provider_drafts;
mod provider_health;
mod recharge_doubts;
mod recharge_previews;
mod recharge_trials;
pub mod reconcile_gateways;
pub mod reconcile_providers;
pub mod roster;
mod service_stats;
mod service_words;
mod shelves;
mod sources;
pub mod stars;
pub(crate) mod tickets;
pub(crate) mod timekeeping;

use std::sync::Arc;

use crate::clock::{Clock, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS};
use crate::flows::Shop;
use crate::providers::mail::consent::ConsentChecker;
use crate::store::Store;
use crate::vitals::Vitals;
use admin_health::Reach;
use exchange_rates::RateSource;
use gateways::Gateways;
use jobs::Job;
use order_poll::RetryAlone;
use roster::Roster;
use timekeeping::NotifiedStep;

/// What every worker has at hand.
#[derive(Clone)]
pub struct WorkerContext {
    /// The shop's database.
    pub store: Store,
    /// Time.
    pub clock: Clock,
    /// Who the shop is.
    pub shop: Arc<Shop>,
    /// The upstream systems that are called.
    pub providers: Roster,
    /// Where rates of currencies are fetched.
    pub exchange_rates: Option<Arc<RateSource>>,
    /// Asks the DNS whether a customer may test a mail domain.
    pub consent: ConsentChecker,
    /// The ways in for money.
    pub gateways: Gateways,
    /// Asks Telegram which chats can be written to.
    pub reach: Arc<dyn Reach>,
    /// How quickly young orders are asked about, milliseconds.
    pub poll_ms: i64,
    /// How often a provider's list is fetched, milliseconds.
    pub sync_ms: i64,
    /// Orders whose own question found no room in a provider's budget of calls.
    pub retry_alone: RetryAlone,
    /// Which loops are unwell.
    pub vitals: Vitals,
    /// How far the machine's clock was set when the owners were last told.
    pub notified_step: NotifiedStep,
}

/// Every job: its name on `/health`, how often its round comes, and the round. Where it is one of
/// each provider, each has a loop of its own, so that a slow one holds up no other.
const JOBS: &[Job] = &[
    Job::every("watch", 5 * SECOND_MS, round!(watch_orders)),
    Job::every("clock", 15 * SECOND_MS, round!(watch_clock)),
    Job::every("asked syncs", SECOND_MS / 2, round!(fulfil_syncs)),
    Job::every("tickets", 15 * SECOND_MS, round!(watch_tickets)),
    Job::every("invoices", SECOND_MS / 2, round!(make_invoices)),
    Job::every("invoice sweep", 10 * MINUTE_MS, round!(sweep_invoices)),
    Job::every("addresses", SECOND_MS / 2, round!(give_addresses)),
    Job::every("chains", 10 * SECOND_MS, round!(watch_chains)),
    Job::every("old addresses", MINUTE_MS, round!(watch_late)),
    // Nodes that fail at this question are left alone for a moment: it is not asked every minute.
    Job::every("unlisted tokens", 5 * MINUTE_MS, round!(watch_unlisted)),
    Job::every("prices of coins", 20 * SECOND_MS, round!(refresh_prices)),
    // They are fetched every hour; a round in between finds no new currency.
    Job::every("exchange rates", 10 * SECOND_MS, round!(refresh_exchange_rates)),
    // What was not looked at while the shop was closed is no news.
    Job::every("stillness", MINUTE_MS, round!(watch_stillness)).not_before(10 * MINUTE_MS),
    Job::every("whereabouts", SECOND_MS / 2, round!(answer_deposit_questions)),
    Job::every("stars", MINUTE_MS, round!(credit_held_stars)),
    Job::every("stars list", 10 * MINUTE_MS, round!(reconcile_stars)),
    Job::every("deposits", 10 * SECOND_MS, round!(expire_deposits)),
    Job::every("deposit reminder", 10 * MINUTE_MS, round!(remind_deposits)),
    Job::every("id checks", SECOND_MS / 2, round!(answer_id_checks)),
    Job::every("top-up prices", SECOND_MS / 4, round!(ask_previews, of each provider)),
    Job::every("old prices", 5 * SECOND_MS, round!(give_up_previews)),
    Job::every("trials", SECOND_MS, round!(follow_trial, of each provider)),
    Job::every("lost top-ups", 15 * SECOND_MS, round!(look_for_recharges, of each provider)),
    Job::every("mail domains", SECOND_MS / 2, round!(check_consents)),
    Job::every("mail search", MINUTE_MS, round!(search_mail_orders, of each provider)),
    Job::every("providers", SECOND_MS / 2, round!(refresh_providers)),
    Job::every("new providers", SECOND_MS / 2, round!(try_new_providers)),
    Job::every("prune", MINUTE_MS, round!(prune)),
    Job::every("search words", MINUTE_MS, round!(index_services)),
    // A new list of services is arranged at once; rates and markups change in between.
    Job::every("shelves", 10 * MINUTE_MS, round!(arrange_services)),
    Job::every("deliveries", HOUR_MS, round!(recount_deliveries)).not_before(5 * MINUTE_MS),
    // It reads every order there ever was: not while customers wait for the start.
    Job::every("audit", DAY_MS, round!(audit)).not_before(10 * MINUTE_MS),
    // Of each day what was before it: the first rounds of a day do it, the others find it done.
    Job::every("reconcile gateways", 10 * MINUTE_MS, round!(reconcile_gateways))
        .not_before(5 * MINUTE_MS),
    Job::every("reconcile providers", 10 * MINUTE_MS, round!(reconcile_provider, of each provider))
        .not_before(5 * MINUTE_MS),
    Job::every("comparisons", SECOND_MS / 2, round!(reconcile_asked, of each provider)),
    Job::every("evidence", 5 * SECOND_MS, round!(look_after_doubts, of each provider)),
    Job::every("sources", 10 * SECOND_MS, round!(choose_sources)),
    Job::own("submit", own_loop!(keep_submitting, of each provider)),
    Job::every("requests", SECOND_MS / 2, round!(ask_provider, of each provider)),
    Job::every("order cards", SECOND_MS, round!(draw_order_cards)),
    Job::every("request watch", 15 * SECOND_MS, round!(watch_requests)),
    Job::paced("poll", order_poll::round_ms, round!(poll_provider, of each provider)),
    Job::own("sync", own_loop!(keep_synced, of each provider)),
    Job::own("invoice watch", own_loop!(watch_invoices)),
    Job::own("reachability", own_loop!(keep_proved)),
];
