//! Orders that wait to be sent, and those of years before them, written straight into a database of
//! either engine.

use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};

/// An order's price: two dollars.
const PRICE: i64 = 2_000_000;
const PEOPLE: i64 = 500;
const FIRST_PERSON: i64 = crate::telegram::FIRST;

/// A database of which one connection is open, for statements of our own.
pub struct Database(AnyConnection);

/// A service that is sold, and where.
pub struct Sold {
    service_id: i64,
    source_id: i64,
    provider: String,
}

impl Database {
    /// Opens one that a shop has made.
    pub async fn open(url: &str) -> Self {
        sqlx::any::install_default_drivers();
        let mut connection = AnyConnection::connect(url).await.expect("the shop's database");
        if url.starts_with("sqlite:") {
            let quick = "PRAGMA busy_timeout = 20000; PRAGMA synchronous = OFF; \
                PRAGMA cache_size = -200000; PRAGMA temp_store = MEMORY;";
            sqlx::raw_sql(quick).execute(&mut connection).await.expect("pragmas");
        }
        Self(connection)
    }

    /// Closes it; what was written is there for everybody.
    pub async fn close(self) {
        self.0.close().await.expect("closed");
    }

    /// Runs statements.
    pub async fn run(&mut self, statements: String) {
        sqlx::raw_sql(AssertSqlSafe(statements)).execute(&mut self.0).await.expect("run");
    }

    /// One number that a question answers with.
    pub async fn number(&mut self, question: &str) -> i64 {
        let sql = AssertSqlSafe(question.to_owned());
        let row = sqlx::query(sql).fetch_one(&mut self.0).await.expect("an answer");
        row.get(0)
    }

    /// One service of each provider that [`PRICE`] pays for.
    pub async fn sold(&mut self) -> Vec<Sold> {
        let rows = sqlx::query(
            "SELECT MIN(service_id), MIN(source_id), provider FROM sources \
             WHERE CAST(rate AS NUMERIC) < 1 GROUP BY provider ORDER BY provider",
        )
        .fetch_all(&mut self.0)
        .await
        .expect("services");
        let sold = |row: &sqlx::any::AnyRow| Sold {
            service_id: row.get(0),
            source_id: row.get(1),
            provider: row.get(2),
        };
        rows.iter().map(sold).collect()
    }

    /// Adds people with money, and `count` orders that wait since `now_ms`, in turn at each
    /// provider. Their money is held, as if they had all been bought.
    pub async fn queue(&mut self, sold: &[Sold], count: i64, now_ms: i64) {
        let first = self.number("SELECT COALESCE(MAX(order_id), 1000) + 1 FROM orders").await;
        let last = first + count - 1;
        self.people(now_ms).await;
        self.insert(sold, (first, last), ("queued", now_ms)).await;
        let hold = format!(
            "INSERT INTO entries (kind, cause, person_id, order_id, actor_id, memo_key, memo_args, \
             created_ms) SELECT 'hold', 'order/' || order_id || '/hold', person_id, order_id, 0, \
             'memo-hold', '{{}}', {now_ms} FROM orders WHERE order_id BETWEEN {first} AND {last}; \
             INSERT INTO postings (entry_id, line, account, amount) SELECT e.entry_id, p.line, \
             p.account, p.amount FROM entries e CROSS JOIN (SELECT 1 AS line, \
             'customer/available' AS account, -{PRICE} AS amount UNION ALL \
             SELECT 2, 'customer/held', {PRICE}) p WHERE e.kind = 'hold' \
             AND e.order_id BETWEEN {first} AND {last}; \
             UPDATE wallets SET available = available - {PRICE} * (SELECT COUNT(*) FROM orders o \
             WHERE o.person_id = wallets.person_id AND o.order_id BETWEEN {first} AND {last}), \
             held = held + {PRICE} * (SELECT COUNT(*) FROM orders o \
             WHERE o.person_id = wallets.person_id AND o.order_id BETWEEN {first} AND {last});"
        );
        self.run(hold).await;
    }

    /// Adds `count` orders that were delivered long before `now_ms`; no money moves.
    pub async fn past(&mut self, sold: &[Sold], count: i64, now_ms: i64) {
        let first = self.number("SELECT COALESCE(MAX(order_id), 1000) + 1 FROM orders").await;
        self.people(now_ms).await;
        self.insert(sold, (first, first + count - 1), ("completed", now_ms)).await;
    }

    async fn people(&mut self, now_ms: i64) {
        let given = 1_000 * PRICE;
        let people = format!(
            "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n \
             WHERE i < {PEOPLE} - 1) INSERT INTO people (person_id, name, username, name_folded, \
             language, client_language, created_ms) SELECT {FIRST_PERSON} + i, 'Customer ' || i, \
             'customer' || i, 'customer ' || i, 'en', 'en', {now_ms} FROM n WHERE true \
             ON CONFLICT DO NOTHING; \
             INSERT INTO wallets (person_id) SELECT person_id FROM people WHERE true \
             ON CONFLICT DO NOTHING; \
             INSERT INTO entries (kind, cause, person_id, order_id, actor_id, memo_key, memo_args, \
             created_ms) SELECT 'credit', 'seed/' || person_id, person_id, 0, 1, 'memo-credit', \
             '{{}}', {now_ms} FROM wallets WHERE person_id >= {FIRST_PERSON} \
             AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.cause = 'seed/' || wallets.person_id); \
             INSERT INTO postings (entry_id, line, account, amount) SELECT e.entry_id, p.line, \
             p.account, p.amount FROM entries e CROSS JOIN (SELECT 1 AS line, \
             'shop/adjustment' AS account, -{given} AS amount UNION ALL \
             SELECT 2, 'customer/available', {given}) p WHERE e.cause LIKE 'seed/%' \
             AND NOT EXISTS (SELECT 1 FROM postings o WHERE o.entry_id = e.entry_id); \
             UPDATE wallets SET available = {given} WHERE available = 0 AND held = 0 \
             AND person_id >= {FIRST_PERSON};"
        );
        self.run(people).await;
    }

    async fn insert(&mut self, sold: &[Sold], (first, last): (i64, i64), as_of: (&str, i64)) {
        let (state, now_ms) = as_of;
        let (is_over, step) = (i64::from(state == "completed"), sold.len());
        for (place, Sold { service_id, source_id, provider }) in sold.iter().enumerate() {
            // A past order each half minute, the last of them just now.
            let at_ms =
                format!("{now_ms} - {is_over} * (CAST(30000 AS BIGINT) * ({last} - i) + 120000)");
            let insert = format!(
                "WITH RECURSIVE n (i) AS (SELECT {first} + {place} UNION ALL SELECT i + {step} \
                 FROM n WHERE i + {step} <= {last}) INSERT INTO orders (order_id, person_id, \
                 checkout_id, service_id, source_id, provider, provider_order_id, state, link, \
                 target, inputs, quantity, billed_quantity, price, is_settled, provider_rate, \
                 provider_currency, provider_status, attempt, next_poll_ms, created_ms, queued_ms, \
                 accepted_ms, changed_ms) SELECT i, {FIRST_PERSON} + i % {PEOPLE}, \
                 'bench-' || i, {service_id}, {source_id}, '{provider}', \
                 CASE WHEN {is_over} = 1 THEN 'p' || i ELSE '' END, '{state}', \
                 'https://instagram.com/order' || i, 'instagram.com/order' || i, \
                 '{{\"v\":1,\"type\":\"default\",\"quantity\":1000}}', 1000, 1000, {PRICE}, \
                 {is_over}, '0.9', 'USD', '', {is_over}, 0, {at_ms}, {at_ms}, \
                 {is_over} * ({at_ms}), {at_ms} FROM n"
            );
            self.run(insert).await;
        }
    }
}
