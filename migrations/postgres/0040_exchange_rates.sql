-- Rates that are fetched, of the currencies of providers that follow them.
CREATE TABLE exchange_rates (
    currency TEXT PRIMARY KEY NOT NULL,
    -- The shop's currency for one unit, exact decimal.
    conversion TEXT NOT NULL,
    -- When this value was seen for the first time: its age. And the last answer that had it.
    seen_ms BIGINT NOT NULL,
    told_ms BIGINT NOT NULL
);

-- Whether a provider's rate is fetched. And what its moves are measured from: the first rate, or
-- the one that an owner took over last, so that many small moves are one large one.
ALTER TABLE providers ADD COLUMN is_rate_fetched BIGINT NOT NULL DEFAULT 0 CHECK (is_rate_fetched IN (0, 1));
ALTER TABLE providers ADD COLUMN anchor_conversion TEXT NOT NULL DEFAULT '';
UPDATE providers SET anchor_conversion = approved_conversion;
