-- Why a provider gets no orders. A stop outlives a restart and ends by proof or by a trial order.
CREATE TABLE provider_stops (
    provider TEXT NOT NULL REFERENCES providers (name),
    -- currency, unclear, key, address, no_rate, off
    reason TEXT NOT NULL,
    since_ms INTEGER NOT NULL,
    -- the currency of the account, or what the provider said, cleaned; may be empty
    detail TEXT NOT NULL,
    -- 1 when it answered with a web page
    is_page INTEGER NOT NULL,
    -- 1 once the owners know; stops by the settings are told when an order waits for them
    is_told INTEGER NOT NULL,
    PRIMARY KEY (provider, reason)
) STRICT;

-- The one order that may be sent while stopped: none, granted, sent or failed.
ALTER TABLE providers ADD COLUMN trial TEXT NOT NULL DEFAULT 'none';
-- The owner who asked for it; 0 when the provider's balance was read.
ALTER TABLE providers ADD COLUMN trial_by INTEGER NOT NULL DEFAULT 0;
-- What the account was last seen to hold, and in which currency; empty before.
ALTER TABLE providers ADD COLUMN balance TEXT NOT NULL DEFAULT '';
ALTER TABLE providers ADD COLUMN account_currency TEXT NOT NULL DEFAULT '';
ALTER TABLE providers ADD COLUMN balance_ms INTEGER NOT NULL DEFAULT 0;

-- Which currency stopped them was not kept: none that the settings may name is taken for it.
UPDATE providers SET account_currency = '?' WHERE conversion <> configured_conversion;
INSERT INTO provider_stops (provider, reason, since_ms, detail, is_page, is_told)
    SELECT name, 'currency', COALESCE((SELECT told_ms FROM alerts
        WHERE key = 'provider:' || name || ':currency'), 0), '?', 0, 1
    FROM providers WHERE conversion <> configured_conversion;
INSERT INTO provider_stops (provider, reason, since_ms, detail, is_page, is_told)
    SELECT name, 'unclear', COALESCE((SELECT told_ms FROM alerts
        WHERE key = 'provider:' || name || ':unknown_streak'), 0), '', 0, 1
    FROM providers WHERE unknown_streak >= 3;

-- What a provider said to an attempt, cleaned of its key and URL and cut to a bound.
CREATE TABLE order_words (
    order_id INTEGER NOT NULL REFERENCES orders (order_id),
    attempt INTEGER NOT NULL,
    words TEXT NOT NULL,
    -- whole, part or page
    form TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (order_id, attempt)
) STRICT;

-- Sentences of a provider that an owner has filed under a class of errors.
CREATE TABLE filed_words (
    filed_id INTEGER PRIMARY KEY,
    provider TEXT NOT NULL REFERENCES providers (name),
    -- as it was said, cleaned
    words TEXT NOT NULL,
    -- as it is compared
    folded TEXT NOT NULL,
    class TEXT NOT NULL,
    filed_by INTEGER NOT NULL,
    filed_ms INTEGER NOT NULL,
    UNIQUE (provider, folded)
) STRICT;
