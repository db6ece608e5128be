-- What of a paid invoice its gateway has kept, in the shop's currency, micro-units.
ALTER TABLE deposits ADD COLUMN fee INTEGER NOT NULL DEFAULT 0 CHECK (fee >= 0);

-- How far the books were compared with what providers say of our account there, once a day.
CREATE TABLE provider_reconciliations (
    provider TEXT PRIMARY KEY NOT NULL,
    -- Days since 1970 (UTC).
    day INTEGER NOT NULL,
    -- When the balance was asked for, unix milliseconds.
    asked_ms INTEGER NOT NULL,
    host TEXT NOT NULL,
    currency TEXT NOT NULL,
    -- The balance and what all orders have cost there, exact decimal: only top-ups raise it.
    level TEXT NOT NULL,
    -- What the balance last rose by without any order, exact decimal.
    rise TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The same with what gateways say has come in.
CREATE TABLE gateway_reconciliations (
    gateway TEXT PRIMARY KEY NOT NULL,
    day INTEGER NOT NULL,
    -- When it was asked, unix milliseconds.
    asked_ms INTEGER NOT NULL,
    -- The height of the last block that was compared; 0 where there are none.
    block_number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
