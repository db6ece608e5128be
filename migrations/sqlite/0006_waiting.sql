-- What waits, and since when: orders for a provider, alerts for a digest, and the hour in which a
-- provider's automatic returns are counted.

-- When a person last put the order into the queue: its owner by placing it, or an admin.
ALTER TABLE orders ADD COLUMN queued_ms INTEGER NOT NULL DEFAULT 0;
UPDATE orders SET queued_ms = CASE WHEN reviewed_by <> 0 THEN changed_ms ELSE created_ms END
    WHERE state IN ('queued', 'submitting');
CREATE INDEX orders_overdue ON orders (queued_ms) WHERE state = 'queued';

-- The rate of the settings, kept while sales are stopped by an empty `conversion`.
ALTER TABLE providers ADD COLUMN configured_conversion TEXT NOT NULL DEFAULT '';
UPDATE providers SET configured_conversion = conversion;

-- Returns that nobody confirmed, for the hourly allowance of their provider; the hour slides, which
-- its old counters could not.
ALTER TABLE providers DROP COLUMN returns_from_ms;
ALTER TABLE providers DROP COLUMN returns_count;
ALTER TABLE providers DROP COLUMN returns_amount;
CREATE TABLE automatic_returns (
    order_id INTEGER NOT NULL,
    -- what had come back of the order then, in all
    total INTEGER NOT NULL,
    provider TEXT NOT NULL,
    amount INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (order_id, total)
) STRICT;

CREATE INDEX automatic_returns_by_time ON automatic_returns (provider, at_ms);
CREATE INDEX automatic_returns_by_age ON automatic_returns (at_ms);

-- Alerts that were too many to be told at once: they wait for the next digest of their key.
CREATE TABLE kept_alerts (
    key TEXT NOT NULL,
    subject TEXT NOT NULL,
    kept_ms INTEGER NOT NULL,
    PRIMARY KEY (key, subject)
) STRICT;

CREATE INDEX kept_alerts_by_time ON kept_alerts (key, kept_ms);
CREATE INDEX alerts_by_age ON alerts (told_ms);
