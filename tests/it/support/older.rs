//! A database as an older version of the shop left it: its tables, and `older_database.sql` in them.

use sqlx::Connection;
use sqlx::migrate::Migrator;

use super::database::Database;

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");
const ROWS: &str = include_str!("../../fixtures/older_database.sql");
/// The newest migration that the older version had.
const VERSION: i64 = 9;

/// PostgreSQL numbers rows by sequences, which rows that bring their number do not move.
const NUMBERED: [(&str, &str); 12] = [
    ("entries", "entry_id"),
    ("inbox", "seq"),
    ("screens", "screen_id"),
    ("outbox", "outbox_id"),
    ("categories", "category_id"),
    ("services", "service_id"),
    ("sources", "source_id"),
    ("orders", "order_id"),
    ("order_events", "event_id"),
    ("comment_lists", "list_id"),
    ("tickets", "ticket_id"),
    ("ticket_messages", "line_id"),
];

impl Database {
    /// A new one with what the older version kept.
    pub async fn made_by_an_older_shop() -> Self {
        let database = Self::create().await;
        if let Some(folder) = database.folder() {
            std::fs::File::create_new(folder.join("shop.db")).unwrap();
        }
        let mut connection = database.connection().await;
        let is_file = database.folder().is_some();
        let migrator = if is_file { &SQLITE } else { &POSTGRES };
        migrator.run_to(VERSION, &mut connection).await.unwrap();
        connection.close().await.unwrap();
        database.executes(ROWS).await;
        if !is_file {
            database.goes_on_counting().await;
        }
        database
    }

    async fn goes_on_counting(&self) {
        for (table, key) in NUMBERED {
            let newest = format!("(SELECT MAX({key}) FROM {table})");
            let sequence = format!("pg_get_serial_sequence('{table}', '{key}')");
            self.executes(&format!("SELECT setval({sequence}, {newest})")).await;
        }
    }
}
