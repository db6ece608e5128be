//! What of a person goes when they want their data deleted, and what is in the way. The books stay:
//! entries, wallets, orders and deposits with their sums, under a number without a name.

use sqlx::Row;

use super::race::Race;
use super::tx::{StoreError, Tx, expect_one};
use crate::domain::ids::PersonId;

/// What a person has open, each as a number of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Open {
    /// Orders that are not over.
    pub orders: i64,
    /// Money on its way in.
    pub deposits: i64,
    /// Questions to the shop.
    pub tickets: i64,
}

/// What the person has open.
pub async fn find_open(tx: &mut Tx, person_id: PersonId) -> Result<Open, StoreError> {
    let row = sqlx::query(
        "SELECT (SELECT COUNT(*) FROM orders WHERE person_id = $1 AND is_settled = 0), \
         (SELECT COUNT(*) FROM deposit_requests WHERE person_id = $1 \
         AND state IN ('asked', 'open')) + (SELECT COUNT(*) FROM deposits \
         WHERE person_id = $1 AND state IN ('confirming', 'review', 'orphaned')) \
         + (SELECT COUNT(*) FROM top_up_requests WHERE person_id = $1 AND state = 'open'), \
         (SELECT COUNT(*) FROM tickets WHERE person_id = $1 AND is_open = 1)",
    )
    .bind(person_id)
    .fetch_one(tx.conn())
    .await?;
    Ok(Open { orders: row.try_get(0)?, deposits: row.try_get(1)?, tickets: row.try_get(2)? })
}

/// Each takes the person's number as `$1`. What refers to a row goes before the row. What stays of
/// them in which table, and why, is in `tests/it/erasure/tables.rs`.
const STATEMENTS: [&str; 28] = [
    "DELETE FROM dialogues WHERE person_id = $1",
    "DELETE FROM favourites WHERE person_id = $1",
    "DELETE FROM quotes WHERE person_id = $1",
    "DELETE FROM comment_lists WHERE person_id = $1",
    "DELETE FROM buyer_answers WHERE person_id = $1",
    "DELETE FROM goods WHERE order_id IN (SELECT order_id FROM orders WHERE person_id = $1)",
    "DELETE FROM order_words WHERE order_id IN (SELECT order_id FROM orders WHERE person_id = $1)",
    "UPDATE orders SET link = '', target = '', inputs = '' WHERE person_id = $1 \
     AND is_settled = 1",
    "UPDATE deposit_proofs SET words = '', file_id = '', file_kind = '' WHERE deposit_id IN \
     (SELECT deposit_id FROM deposits WHERE person_id = $1)",
    "DELETE FROM deposit_questions WHERE person_id = $1",
    "UPDATE top_up_requests SET words = '' WHERE person_id = $1",
    "DELETE FROM ticket_messages WHERE ticket_id IN \
     (SELECT ticket_id FROM tickets WHERE person_id = $1)",
    "DELETE FROM ticket_posts WHERE ticket_id IN \
     (SELECT ticket_id FROM tickets WHERE person_id = $1)",
    "DELETE FROM tickets WHERE person_id = $1",
    "DELETE FROM coupon_tries WHERE person_id = $1",
    "DELETE FROM referral_codes WHERE person_id = $1",
    // Who brought them, and whom they brought: nobody earns by them any more, nor they by others.
    "DELETE FROM referrals WHERE person_id = $1",
    "DELETE FROM referrals WHERE inviter_id = $1",
    "DELETE FROM mail_checks WHERE person_id = $1",
    "DELETE FROM mail_consents WHERE person_id = $1",
    // How much a domain got bounds it still; what that was goes a week later.
    "UPDATE mail_orders SET domain = '' WHERE order_id IN \
     (SELECT order_id FROM orders WHERE person_id = $1)",
    "DELETE FROM recharge_previews WHERE person_id = $1",
    "DELETE FROM order_card_dues WHERE person_id = $1",
    "DELETE FROM top_up_rings WHERE person_id = $1",
    // What owners have looked for may be their name.
    "DELETE FROM people_searches WHERE admin_id <> $1",
    "UPDATE inbox SET body = '' WHERE person_id = $1 AND state = 2",
    "DELETE FROM outbox WHERE chat_id = $1 AND state = 2",
    "DELETE FROM outbox WHERE chat_id = $1 AND state = 4",
];

/// Deletes what can be told of a person; they are a number from now on. Done once more it deletes
/// what has come since.
///
/// # Errors
/// [`StoreError::Lost`] when there is no such person.
pub async fn erase(tx: &mut Tx, person_id: PersonId) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE people SET name = '', username = '', name_folded = '', username_folded = '', \
         language = '', client_language = '', screen_id = 0, is_erased = 1 \
         WHERE person_id = $1",
    )
    .bind(person_id)
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::Person)?;
    // A fixed list, not the rows of one.
    for sql in STATEMENTS {
        sqlx::query(sql).bind(person_id).execute(tx.conn()).await?;
    }
    Ok(())
}

/// The person begins anew: from now on what they do is kept again.
pub async fn begin_anew(tx: &mut Tx, person_id: PersonId) -> Result<(), StoreError> {
    sqlx::query("UPDATE people SET is_erased = 0 WHERE person_id = $1 AND is_erased = 1")
        .bind(person_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}
