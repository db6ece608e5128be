//! How the database goes about what the shop asks of it. Every statement of every story on a file is
//! heard; none may walk through a table that keeps all that ever happened, but those of
//! [`MAY_WALK`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, Mutex, Once};

use sqlx::Row;
use storefront::clock::Clock;
use storefront::store::{Store, audit};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry;

use super::database::Database;

/// Tables with a row for each thing that happened, however long ago.
const GROWING: [&str; 23] = [
    "automatic_returns",
    "comment_lists",
    "coupon_uses",
    "deposits",
    "deposit_questions",
    "deposit_requests",
    "entries",
    "goods",
    "inbox",
    "journal",
    "mail_orders",
    "order_answers",
    "order_events",
    "order_evidence",
    "orders",
    "outbox",
    "people",
    "postings",
    "quotes",
    "recharge_operations",
    "referral_earnings",
    "ticket_messages",
    "tickets",
];

/// What walks through all the same, by a part of its text, and why it may.
const MAY_WALK: [(&str, &str); 3] = [
    ("FROM journal ORDER BY seq DESC LIMIT 1", "ends at its first step"),
    ("FROM people WHERE name_folded LIKE $1", "an owner knows a part of a name"),
    ("ms - $1 > $2 THEN", "all times are moved, once, after the clock was set back"),
];

/// Statements that were heard, and whether their plan was looked at.
static HEARD: LazyLock<Mutex<BTreeMap<String, bool>>> = LazyLock::new(Mutex::default);

/// Hears statements from here on; before the first database is opened, which asks whether somebody
/// hears.
pub fn hear() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let statements = Targets::new().with_target("sqlx::query", Level::DEBUG);
        let subscriber = registry().with(Ear.with_filter(statements));
        tracing::subscriber::set_global_default(subscriber).unwrap();
    });
}

struct Ear;

impl<S: Subscriber> Layer<S> for Ear {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut heard = Statement::default();
        event.record(&mut heard);
        let text = if heard.whole.is_empty() { heard.short } else { heard.whole };
        let mut all = HEARD.lock().unwrap();
        if !all.contains_key(text.trim()) {
            all.insert(text.trim().to_owned(), false);
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

/// An audit reads everything; what it asks is looked at no more.
pub async fn audits_walk(url: &str) {
    let store = Store::open(url, Clock::System).await.unwrap();
    let mut tx = store.read().await.unwrap();
    audit::violations(&mut tx).await.unwrap();
    drop(tx);
    store.close().await;
    new_ones();
}

/// What was heard and not looked at yet; it counts as looked at now.
fn new_ones() -> Vec<String> {
    let mut all = HEARD.lock().unwrap();
    let new = all.iter_mut().filter(|(_, is_seen)| !**is_seen);
    new.map(|(text, is_seen)| {
        *is_seen = true;
        text.clone()
    })
    .collect()
}

impl Database {
    /// No statement that was heard since the last look walks through what grows.
    pub async fn plans_are_good(&self) {
        if self.folder().is_none() {
            return;
        }
        let partial = "name FROM sqlite_master WHERE type = 'index' AND sql LIKE '%WHERE%'";
        let partial: BTreeSet<String> = self.texts(partial).await.into_iter().collect();
        let mut bad = Vec::new();
        for statement in new_ones() {
            let may = MAY_WALK.iter().any(|(part, _)| statement.contains(part));
            if may || !is_explained(&statement) {
                continue;
            }
            for step in self.plan(&statement).await {
                if walks(&step, &statement, &partial) {
                    bad.push(format!("{step}: {statement}"));
                }
            }
        }
        assert!(bad.is_empty(), "{}", bad.join("\n"));
    }

    async fn plan(&self, statement: &str) -> Vec<String> {
        let mut connection = self.connection().await;
        let sql = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
        let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
        rows.iter().map(|row| row.try_get("detail").unwrap()).collect()
    }
}

/// Everything but what begins and ends transactions, and what makes tables.
fn is_explained(statement: &str) -> bool {
    let first = statement.split_whitespace().next().unwrap_or_default().to_uppercase();
    matches!(first.as_str(), "SELECT" | "INSERT" | "UPDATE" | "DELETE" | "WITH" | "REPLACE")
}

/// Whether a step of a plan, like `SCAN o USING INDEX orders_by_age`, walks through one of those
/// tables. An index of some rows only holds what is under way.
fn walks(step: &str, statement: &str, partial: &BTreeSet<String>) -> bool {
    let mut words = step.split(' ');
    if words.next() != Some("SCAN") {
        return false;
    }
    let scanned = words.next().unwrap_or_default();
    let is_partial = words.any(|word| partial.contains(word));
    !is_partial && GROWING.iter().any(|table| names(statement, table).any(|name| name == scanned))
}

/// What a table is called in a statement: by its name or by what stands behind it.
fn names<'a>(statement: &'a str, table: &'a str) -> impl Iterator<Item = &'a str> {
    let words: Vec<&str> =
        statement.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let mut found = Vec::new();
    for (place, word) in words.iter().enumerate() {
        if *word == table {
            let mut behind = words.iter().skip(place + 1).skip_while(|word| **word == "AS");
            found.push(table);
            found.extend(behind.next().copied());
        }
    }
    found.into_iter()
}
