//! How the database goes about what the shop asks of it. Every statement of every story on a file
//! is taken down; none may walk through a table that keeps all that ever happened, but those of
//! [`MAY_WALK`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, Mutex, Once};

use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};
use storefront::clock::Clock;
use storefront::store::{Store, audit, journal};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry;

use super::database::Database;

/// Tables that stay as small as the catalog, the providers, the owners and the settings are, or
/// keep what is due or a few days old. Any other, a new one too, has a row for each thing that
/// happened, however long ago.
const SMALL: [&str; 44] = [
    "admin_acts",
    "alerts",
    "balance_looks",
    "built_in_names",
    "catalog_texts",
    "categories",
    "chain_looks",
    "chat_providers",
    "coin_prices",
    "coupons",
    "exchange_rates",
    "faq",
    "filed_words",
    "flags",
    "gateway_reconciliations",
    "gateway_switches",
    "id_previews",
    "leases",
    "meta",
    "order_card_dues",
    "owners",
    "people_searches",
    "price_changes",
    "product_asks",
    "products",
    "provider_drafts",
    "provider_reconciliations",
    "provider_stops",
    "providers",
    "recharge_trials",
    "reconciliation_requests",
    "service_pauses",
    "service_sources",
    "service_stats",
    "service_words",
    "services",
    "shop_texts",
    "source_stats",
    "sources",
    "sync_requests",
    "syncs",
    "top_up_cards",
    "turnovers",
    "unlisted_tokens",
];

/// What walks through all the same, by a part of its text, and why it may.
const MAY_WALK: [(&str, &str); 6] = [
    ("FROM journal ORDER BY seq DESC LIMIT 1", "ends at its first step"),
    ("FROM kept_alerts LIMIT 1", "ends at its first step"),
    (
        "DELETE FROM mail_domains WHERE placed_ms < $1",
        "a row a domain that mail was ordered for, once a day",
    ),
    ("FROM people WHERE name_folded LIKE $1", "an owner knows a part of a name"),
    ("UPDATE ticket_posts SET chat_id", "once, when the group got another number"),
    ("ms - $1 > $2 THEN", "all times are moved, once, after the clock was set back"),
];

/// Statements that were run, and whether their plan was looked at.
static STATEMENTS: LazyLock<Mutex<BTreeMap<String, bool>>> = LazyLock::new(Mutex::default);

/// Takes down what is run from here on; before the first database is opened, which asks whether
/// somebody does.
pub fn record_statements() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let told = Targets::new().with_target("sqlx::query", Level::DEBUG);
        let subscriber = registry().with(StatementLayer.with_filter(told));
        tracing::subscriber::set_global_default(subscriber).unwrap();
    });
}

struct StatementLayer;

impl<S: Subscriber> Layer<S> for StatementLayer {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut statement = Statement::default();
        event.record(&mut statement);
        let text = if statement.whole.is_empty() { statement.short } else { statement.whole };
        let mut statements = STATEMENTS.lock().unwrap();
        if !statements.contains_key(text.trim()) {
            statements.insert(text.trim().to_owned(), false);
        }
    }
}

/// A short statement stands in the one field, a longer one in the other.
#[derive(Default)]
struct Statement {
    short: String,
    whole: String,
}

impl Visit for Statement {
    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}

    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.short),
            "db.statement" => value.clone_into(&mut self.whole),
            _ => {}
        }
    }
}

/// An audit reads everything; what it asks is not looked at.
pub async fn pass_over_audits(url: &str) {
    let store = Store::open(url, Clock::System).await.unwrap();
    let mut tx = store.read().await.unwrap();
    audit::violations(&mut tx).await.unwrap();
    drop(tx);
    store.close().await;
    take_new();
}

/// What was not looked at yet; it counts as looked at now.
fn take_new() -> Vec<String> {
    let mut statements = STATEMENTS.lock().unwrap();
    let new = statements.iter_mut().filter(|(_, is_seen)| !**is_seen);
    new.map(|(text, is_seen)| {
        *is_seen = true;
        text.clone()
    })
    .collect()
}

impl Database {
    /// No statement that was run since the last look walks through what grows.
    pub async fn plans_are_good(&self) {
        if self.folder().is_some() {
            assert_eq!(self.walks_of(&take_new()).await, Vec::<String>::new());
        }
    }

    /// The steps of these statements that walk through what grows, each with its statement.
    async fn walks_of(&self, statements: &[String]) -> Vec<String> {
        let partial = "name FROM sqlite_master WHERE type = 'index' AND sql LIKE '%WHERE%'";
        let partial: BTreeSet<String> = self.texts(partial).await.into_iter().collect();
        let growing = self.growing().await;
        let mut connection = self.connection().await;
        let mut found = Vec::new();
        for statement in statements.iter().filter(|statement| is_looked_at(statement)) {
            for step in plan(&mut connection, statement).await {
                if walks(&step, statement, &growing, &partial) {
                    found.push(format!("{step}: {statement}"));
                }
            }
        }
        connection.close().await.unwrap();
        found
    }

    /// All tables but those that stay small.
    async fn growing(&self) -> BTreeSet<String> {
        let tables = "name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
        let mut tables: BTreeSet<String> = self.texts(tables).await.into_iter().collect();
        tables.remove("_sqlx_migrations");
        for small in SMALL {
            assert!(tables.remove(small), "there is no table {small}");
        }
        tables
    }
}

async fn plan(connection: &mut AnyConnection, statement: &str) -> Vec<String> {
    let sql = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
    let rows = sqlx::query(sql).fetch_all(connection).await.unwrap();
    rows.iter().map(|row| row.try_get("detail").unwrap()).collect()
}

/// Everything but what begins and ends transactions, what makes tables, and what may walk.
fn is_looked_at(statement: &str) -> bool {
    if MAY_WALK.iter().any(|(part, _)| statement.contains(part)) {
        return false;
    }
    let first = statement.split_whitespace().next().unwrap_or_default().to_uppercase();
    matches!(first.as_str(), "SELECT" | "INSERT" | "UPDATE" | "DELETE" | "WITH" | "REPLACE")
}

/// Whether a step of a plan, like `SCAN o USING INDEX orders_by_age`, walks through one of those
/// tables. An index of some rows only holds what is under way.
fn walks(
    step: &str,
    statement: &str,
    growing: &BTreeSet<String>,
    partial: &BTreeSet<String>,
) -> bool {
    let mut words = step.split(' ');
    if words.next() != Some("SCAN") {
        return false;
    }
    let scanned = words.next().unwrap_or_default();
    let is_partial = words.any(|word| partial.contains(word));
    !is_partial && growing.iter().any(|table| names(statement, table).contains(&scanned))
}

/// What a table is called in a statement: by its name or by what stands behind it.
fn names<'a>(statement: &'a str, table: &'a str) -> Vec<&'a str> {
    let is_of_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let words = statement.split(|letter| !is_of_name(letter)).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    let mut found = Vec::new();
    for (place, word) in words.iter().enumerate() {
        if *word == table {
            let mut behind = words.iter().skip(place + 1).skip_while(|word| **word == "AS");
            found.push(table);
            found.extend(behind.next().copied());
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_shop_runs_is_taken_down_and_a_walk_through_all_orders_is_found() {
    let database = Database::in_folder();
    let store = Store::open(&database.url, Clock::System).await.unwrap();
    let mut tx = store.read().await.unwrap();
    journal::find_end(&mut tx).await.unwrap();
    drop(tx);
    store.close().await;
    let asked = |text: &String| text.starts_with("SELECT") && text.contains("FROM meta WHERE");
    assert!(STATEMENTS.lock().unwrap().keys().any(asked), "nothing is taken down");

    let walking = [
        "SELECT order_id FROM orders WHERE state = 'active' ORDER BY order_id",
        "DELETE FROM alerts WHERE told_ms IN (SELECT o.price FROM orders AS o)",
        "SELECT COUNT(*) FROM people",
    ];
    for statement in walking.map(str::to_owned) {
        assert_eq!(database.walks_of(std::slice::from_ref(&statement)).await.len(), 1);
    }
    let good = ["SELECT state FROM orders WHERE order_id = $1", "SELECT name FROM providers"];
    assert!(database.walks_of(&good.map(str::to_owned)).await.is_empty());
}
