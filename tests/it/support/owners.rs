//! Owners beside the first one, what they confirm and who reads of it; and changes of rows that
//! the database itself would refuse.

use sqlx::Connection;
use storefront::sandbox::telegram::Person;
use storefront::store::audit;

use super::person::Actor;
use super::world::{OWNER, World, WorldOptions};

pub const SECOND_OWNER: i64 = 9_001;

/// The setting that makes these people the owners.
pub fn owners(ids: &[i64]) -> Vec<(&'static str, String)> {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    vec![("ADMIN_IDS", ids.join(","))]
}

impl World {
    /// A shop of two owners who have both opened its chat.
    pub async fn of_two_owners() -> Self {
        let vars = owners(&[OWNER, SECOND_OWNER]);
        let world = Self::with(WorldOptions { vars, ..WorldOptions::default() }).await;
        world.telegram.add_person(Person {
            language_code: Some("en".to_owned()),
            ..Person::named(SECOND_OWNER, "Oscar")
        });
        world.second_owner().says("/start").await;
        world
    }

    /// Anybody, known or not.
    pub fn actor(&self, id: i64) -> Actor<'_> {
        Actor { world: self, id }
    }

    pub fn second_owner(&self) -> Actor<'_> {
        self.actor(SECOND_OWNER)
    }

    /// The journal as "actor act subject: detail; reason", oldest first.
    pub async fn journal(&self) -> Vec<String> {
        let line = "actor_id || ' ' || act || ' ' || subject || ': ' || detail || '; ' || reason";
        self.rows(&format!("{line} FROM journal ORDER BY seq")).await
    }

    /// What the audit finds now.
    pub async fn violations(&self) -> Vec<String> {
        let mut tx = self.app.store.read().await.unwrap();
        audit::violations(&mut tx).await.unwrap()
    }

    /// Entries, lines of the journal and moved orders: what a money act cannot do without.
    pub async fn traces(&self) -> (i64, i64, i64) {
        let entries = self.count("entries").await;
        (entries, self.count("journal").await, self.count("order_events").await)
    }

    /// Changes rows of a table whose triggers would refuse it.
    pub async fn forces(&self, table: &str, sql: &str) {
        sqlx::any::install_default_drivers();
        if !self.database.url.starts_with("sqlite") {
            let off = format!("ALTER TABLE {table} DISABLE TRIGGER USER");
            let on = format!("ALTER TABLE {table} ENABLE TRIGGER USER");
            return self.tampers(&format!("{off}; {sql}; {on}")).await;
        }
        let select = format!(
            "name || char(10) || sql FROM sqlite_master \
             WHERE type = 'trigger' AND tbl_name = '{table}'"
        );
        let triggers = self.rows(&select).await;
        let named: Vec<(&str, &str)> =
            triggers.iter().map(|trigger| trigger.split_once('\n').unwrap()).collect();
        let drop: String = named.iter().map(|(name, _)| format!("DROP TRIGGER {name}; ")).collect();
        let make: Vec<&str> = named.iter().map(|(_, sql)| *sql).collect();
        self.tampers(&format!("{drop}{sql}; {}", make.join("; "))).await;
    }

    /// The error of a statement that the database refuses.
    pub async fn is_refused(&self, sql: &str) -> String {
        let mut connection = self.database.connection().await;
        let done = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut connection);
        let error = done.await.expect_err(sql);
        connection.close().await.unwrap();
        error.to_string()
    }

    /// The first column of the only row, as a number.
    pub async fn number(&self, select: &str) -> i64 {
        self.rows(select).await.first().expect("a row").parse().unwrap()
    }
}

impl Actor<'_> {
    /// Types a command and confirms its card.
    pub async fn does(&self, command: &str) {
        self.says(command).await;
        self.taps("Confirm").await;
    }

    /// The nonce behind the newest button whose label contains `label`.
    pub fn nonce(&self, label: &str) -> String {
        let (_, data) = self.button(label);
        data.rsplit(':').next().unwrap_or_default().to_owned()
    }

    /// Presses a button under any message of the own chat; returns the text of the answer.
    pub async fn presses_again(&self, (message_id, data): &(i64, String)) -> String {
        let callback_id = self.world.telegram.presses(self.id, self.id, *message_id, data);
        self.world.settle().await;
        self.answer_to(&callback_id).await
    }
}
