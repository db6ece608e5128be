//! The promises about money that came in: what a deposit says of itself is what the ledger says.
//! A deposit that was credited has `credited_ms`; one that was taken back since stands in another
//! state. Queries only.

use super::Check;

/// Each counts its violations.
pub(super) const CHECKS: [Check; 7] = [
    (
        "credited deposits without exactly their entry",
        "SELECT COUNT(*) FROM deposits d LEFT JOIN entries e \
         ON e.cause = 'deposit/' || d.gateway || '/' || d.external_id \
         LEFT JOIN postings p ON p.entry_id = e.entry_id AND p.account = 'gateway/' || d.gateway \
         WHERE d.credited_ms > 0 AND (p.amount IS NULL OR p.amount <> -d.amount \
         OR e.person_id <> d.person_id)",
    ),
    // With the check above: each credited deposit has one, so more of them have no deposit.
    (
        "entries of money that came in without a credited deposit",
        "SELECT ABS((SELECT COUNT(*) FROM entries WHERE kind = 'deposit') \
         - (SELECT COUNT(*) FROM deposits WHERE credited_ms > 0))",
    ),
    (
        "deposits that were taken back in the books only, or in the ledger only",
        "SELECT COUNT(*) FROM deposits d LEFT JOIN entries e \
         ON e.cause = 'deposit/' || d.gateway || '/' || d.external_id || '/reversed' \
         LEFT JOIN postings p ON p.entry_id = e.entry_id AND p.account = 'gateway/' || d.gateway \
         WHERE COALESCE(p.amount, 0) <> \
         CASE WHEN d.credited_ms > 0 AND d.state <> 'credited' THEN d.amount ELSE 0 END",
    ),
    // What was counted together with a deposit that was taken back has become less since.
    (
        "deposits whose bonus was not posted as it says",
        "SELECT COUNT(*) FROM deposits d LEFT JOIN entries e \
         ON e.cause = 'deposit/' || d.gateway || '/' || d.external_id || '/bonus' \
         LEFT JOIN postings p ON p.entry_id = e.entry_id AND p.account = 'customer/bonus' \
         WHERE COALESCE(p.amount, 0) < d.bonus OR (d.credited_ms = 0 AND p.amount IS NOT NULL)",
    ),
    (
        "people whose bonuses differ from those of their deposits",
        "SELECT COUNT(*) FROM (SELECT person_id FROM (SELECT e.person_id AS person_id, p.amount \
         AS amount FROM entries e JOIN postings p ON p.entry_id = e.entry_id \
         AND p.account = 'shop/bonus' WHERE e.cause LIKE 'deposit/%' \
         UNION ALL SELECT person_id, bonus FROM deposits WHERE state = 'credited') moved \
         GROUP BY person_id HAVING SUM(amount) <> 0) differing",
    ),
    (
        "deposits whose fee was not posted as it says",
        "SELECT COUNT(*) FROM deposits d LEFT JOIN entries e \
         ON e.cause = 'deposit/' || d.gateway || '/' || d.external_id || '/fee' \
         LEFT JOIN postings p ON p.entry_id = e.entry_id AND p.account = 'gateway/' || d.gateway \
         WHERE COALESCE(p.amount, 0) <> CASE WHEN d.credited_ms > 0 THEN d.fee ELSE 0 END",
    ),
    (
        "gateways whose account differs from their deposits",
        "SELECT COUNT(*) FROM (SELECT gateway FROM \
         (SELECT SUBSTR(account, 9) AS gateway, amount FROM postings \
         WHERE account LIKE 'gateway/%' \
         UNION ALL SELECT gateway, amount FROM deposits WHERE state = 'credited' \
         UNION ALL SELECT gateway, -fee FROM deposits WHERE credited_ms > 0) moved \
         GROUP BY gateway HAVING SUM(amount) <> 0) differing",
    ),
];
