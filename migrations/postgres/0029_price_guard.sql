-- The rate that an owner approved last: the price band is measured from it.
ALTER TABLE sources ADD COLUMN approved_rate TEXT NOT NULL DEFAULT '';
UPDATE sources SET approved_rate = rate;

-- The conversion by which prices are made until an owner takes over that of the settings, and the
-- one of the settings that owners were asked about last. Empty for none.
ALTER TABLE providers ADD COLUMN approved_conversion TEXT NOT NULL DEFAULT '';
UPDATE providers SET approved_conversion = configured_conversion;
ALTER TABLE providers ADD COLUMN asked_conversion TEXT NOT NULL DEFAULT '';

-- What providers list otherwise than it is sold, and what waits for an owner.
CREATE TABLE price_changes (
    source_id BIGINT PRIMARY KEY NOT NULL REFERENCES sources (source_id),
    service_id BIGINT NOT NULL REFERENCES services (service_id),
    provider TEXT NOT NULL,
    -- As it is listed.
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    kind_label TEXT NOT NULL,
    rate TEXT NOT NULL,
    pricing TEXT NOT NULL,
    -- Why it waits.
    is_renamed BIGINT NOT NULL CHECK (is_renamed IN (0, 1)),
    is_retyped BIGINT NOT NULL CHECK (is_retyped IN (0, 1)),
    is_repriced BIGINT NOT NULL CHECK (is_repriced IN (0, 1)),
    is_skipped BIGINT NOT NULL CHECK (is_skipped IN (0, 1)),
    -- Grows with every change of any row, so that nobody approves what they were not shown.
    revision BIGINT NOT NULL
);

CREATE INDEX price_changes_by_service ON price_changes (service_id);
CREATE INDEX price_changes_by_provider ON price_changes (provider, source_id);
CREATE INDEX price_changes_in_order ON price_changes (is_skipped, source_id);

-- Services that are off sale since an order of theirs was charged more than it was to cost.
CREATE TABLE service_pauses (
    service_id BIGINT PRIMARY KEY NOT NULL REFERENCES services (service_id),
    provider TEXT NOT NULL,
    order_id BIGINT NOT NULL,
    -- In the provider's currency, exact decimal.
    currency TEXT NOT NULL,
    expected TEXT NOT NULL,
    charge TEXT NOT NULL,
    since_ms BIGINT NOT NULL,
    -- When an owner put it on sale again, unix milliseconds; 0 while it is off.
    resumed_ms BIGINT NOT NULL
);

CREATE INDEX service_pauses_open ON service_pauses (resumed_ms, service_id);

-- Set once the charge of an order was found to be above its cost.
ALTER TABLE orders ADD COLUMN is_overcharged BIGINT NOT NULL DEFAULT 0 CHECK (is_overcharged IN (0, 1));

-- The provider's rate by which an order was sent, where it was above that of the sale; else empty.
ALTER TABLE orders ADD COLUMN sent_rate TEXT NOT NULL DEFAULT '';
