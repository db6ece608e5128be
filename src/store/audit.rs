//! The promises about money as queries, for `storefront audit`, the daily check and the end of
//! every test. Reads only.

mod deposits;

use sqlx::Row;

use super::journal;
use super::tx::{StoreError, Tx};

/// What is counted, and the query that does.
type Check = (&'static str, &'static str);

/// Each check counts its violations; all must be 0.
const CHECKS: [Check; 12] = [
    (
        "entries whose postings do not sum to zero",
        "SELECT COUNT(*) FROM (SELECT entry_id FROM postings GROUP BY entry_id \
         HAVING SUM(amount) <> 0) unbalanced",
    ),
    (
        "entries without postings",
        "SELECT COUNT(*) FROM entries e WHERE NOT EXISTS \
         (SELECT 1 FROM postings p WHERE p.entry_id = e.entry_id)",
    ),
    (
        "wallets that differ from the sum of their postings",
        "SELECT COUNT(*) FROM wallets w LEFT JOIN (SELECT e.person_id, \
         SUM(CASE WHEN p.account = 'customer/available' THEN p.amount ELSE 0 END) AS available, \
         SUM(CASE WHEN p.account = 'customer/bonus' THEN p.amount ELSE 0 END) AS bonus, \
         SUM(CASE WHEN p.account = 'customer/held' THEN p.amount ELSE 0 END) AS held, \
         SUM(CASE WHEN p.account = 'customer/owed' THEN p.amount ELSE 0 END) AS owed \
         FROM entries e JOIN postings p ON p.entry_id = e.entry_id GROUP BY e.person_id) s \
         ON s.person_id = w.person_id WHERE w.available <> COALESCE(s.available, 0) \
         OR w.bonus <> COALESCE(s.bonus, 0) OR w.held <> COALESCE(s.held, 0) \
         OR w.owed <> -COALESCE(s.owed, 0)",
    ),
    (
        "people with entries but without a wallet",
        "SELECT COUNT(DISTINCT e.person_id) FROM entries e WHERE NOT EXISTS \
         (SELECT 1 FROM wallets w WHERE w.person_id = e.person_id)",
    ),
    (
        "wallets below zero",
        "SELECT COUNT(*) FROM wallets WHERE available < 0 OR bonus < 0 OR held < 0 OR owed < 0",
    ),
    (
        "people whose held money differs from their open orders",
        "SELECT COUNT(*) FROM wallets w LEFT JOIN (SELECT person_id, SUM(price - returned) AS held \
         FROM orders WHERE is_settled = 0 GROUP BY person_id) o ON o.person_id = w.person_id \
         WHERE w.held <> COALESCE(o.held, 0)",
    ),
    (
        "orders that returned more than was paid",
        "SELECT COUNT(*) FROM orders WHERE returned < 0 OR returned > price",
    ),
    (
        "orders whose bonus is more than their price, or came back beyond what was paid with it",
        "SELECT COUNT(*) FROM orders WHERE bonus_part > price OR bonus_returned > bonus_part \
         OR bonus_returned > returned",
    ),
    (
        "orders whose postings do not add up to their bonus",
        "SELECT COUNT(*) FROM orders o JOIN (SELECT e.order_id, SUM(p.amount) AS bonus \
         FROM entries e JOIN postings p ON p.entry_id = e.entry_id \
         WHERE e.order_id <> 0 AND p.account = 'customer/bonus' GROUP BY e.order_id) s \
         ON s.order_id = o.order_id WHERE s.bonus <> o.bonus_returned - o.bonus_part",
    ),
    (
        "orders that are over but not settled, or settled but not over",
        "SELECT COUNT(*) FROM orders WHERE (is_settled = 0 AND state IN \
         ('completed', 'partial', 'canceled', 'rejected')) OR (is_settled = 1 AND state IN \
         ('queued', 'submitting', 'active'))",
    ),
    (
        "orders whose postings do not add up to price and returns",
        "SELECT COUNT(*) FROM orders o LEFT JOIN (SELECT e.order_id, \
         SUM(CASE WHEN p.account = 'customer/held' THEN p.amount ELSE 0 END) AS held, \
         SUM(CASE WHEN p.account = 'shop/revenue' THEN p.amount ELSE 0 END) AS revenue \
         FROM entries e JOIN postings p ON p.entry_id = e.entry_id WHERE e.order_id <> 0 \
         GROUP BY e.order_id) s ON s.order_id = o.order_id \
         WHERE COALESCE(s.held, 0) + COALESCE(s.revenue, 0) <> o.price - o.returned",
    ),
    (
        "people whose invitations have earned something else than was posted",
        "SELECT COUNT(*) FROM (SELECT person_id, SUM(amount) AS amount FROM \
         (SELECT e.person_id, p.amount FROM entries e JOIN postings p ON p.entry_id = e.entry_id \
         AND p.account = 'shop/bonus' WHERE e.kind = 'referral' \
         UNION ALL SELECT inviter_id, earned FROM referral_earnings) moved \
         GROUP BY person_id HAVING SUM(amount) <> 0) differing",
    ),
];

/// Every violation found, in words; empty when all is well.
pub async fn violations(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    for (what, sql) in CHECKS.into_iter().chain(deposits::CHECKS) {
        let row = sqlx::query(sql).fetch_one(tx.conn()).await?;
        let count: i64 = row.try_get(0)?;
        if count != 0 {
            found.push(format!("{count} {what}"));
        }
    }
    found.extend(journal_violations(tx).await?);
    Ok(found)
}

/// Walks the journal's chain and names missing and changed lines.
async fn journal_violations(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    let (mut seq, mut hash) = (0_i64, String::new());
    // Read first: lines that are written meanwhile are behind it.
    let end = journal::find_end(tx).await?;
    loop {
        let lines = journal::list_after(tx, seq).await?;
        if lines.is_empty() {
            if seq < end.0 {
                found.push(format!("journal: lines {} to {} are missing", seq + 1, end.0));
            }
            return Ok(found);
        }
        for line in lines {
            if line.seq != seq + 1 {
                found.push(format!("journal: lines {} to {} are missing", seq + 1, line.seq - 1));
            } else if line.previous_hash != hash {
                found.push(format!("journal: line {} does not follow the one before", line.seq));
            }
            let is_marked = line.seq != end.0 || line.hash == end.1;
            if !is_marked || line.expected_hash(&line.previous_hash) != line.hash {
                found.push(format!("journal: line {} was changed", line.seq));
            }
            (seq, hash) = (line.seq, line.hash);
        }
    }
}
