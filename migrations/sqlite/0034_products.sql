-- Products: their ids are another space than those of services and orders; what buyers answer and
-- what was delivered is sealed.

-- The table is made anew, for its key changes; orders and price changes refer to its rows by
-- their numbers.
PRAGMA defer_foreign_keys = ON;

CREATE TEMPORARY TABLE sources_before AS SELECT * FROM sources;

DROP TABLE sources;

CREATE TABLE sources (
    source_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    service_id INTEGER NOT NULL REFERENCES services (service_id),
    provider TEXT NOT NULL REFERENCES providers (name),
    provider_service_id TEXT NOT NULL,
    rate TEXT NOT NULL,
    pricing TEXT NOT NULL DEFAULT 'per_1000',
    updated_ms INTEGER NOT NULL,
    approved_rate TEXT NOT NULL DEFAULT '',
    id_space TEXT NOT NULL DEFAULT 'orders',
    UNIQUE (provider, id_space, provider_service_id)
) STRICT;

INSERT INTO sources (source_id, service_id, provider, provider_service_id, rate, pricing,
    updated_ms, approved_rate) SELECT source_id, service_id, provider, provider_service_id, rate,
    pricing, updated_ms, approved_rate FROM sources_before;

DROP TABLE sources_before;

CREATE INDEX sources_by_service ON sources (service_id);

CREATE TABLE products (
    service_id INTEGER PRIMARY KEY NOT NULL REFERENCES services (service_id),
    -- 0 when the provider has none
    is_in_stock INTEGER NOT NULL,
    -- -1 when it does not say how many
    inventory INTEGER NOT NULL,
    -- what the provider asks the buyer for, cleaned
    asks TEXT NOT NULL,
    -- 0 while what is asked waits for an owner, or nothing can be sealed
    is_open INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What providers ask buyers for, each sentence once.
CREATE TABLE product_asks (
    ask_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    provider TEXT NOT NULL,
    asks TEXT NOT NULL,
    is_approved INTEGER NOT NULL DEFAULT 0,
    decided_by INTEGER NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL,
    decided_ms INTEGER NOT NULL DEFAULT 0,
    UNIQUE (provider, asks)
) STRICT;

CREATE TABLE buyer_answers (
    answer_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id INTEGER NOT NULL,
    asked TEXT NOT NULL,
    sealed TEXT NOT NULL,
    is_ordered INTEGER NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX buyer_answers_open ON buyer_answers (created_ms) WHERE is_ordered = 0;
CREATE INDEX buyer_answers_by_person ON buyer_answers (person_id) WHERE is_ordered = 0;

CREATE TABLE goods (
    order_id INTEGER PRIMARY KEY NOT NULL REFERENCES orders (order_id),
    sealed TEXT NOT NULL,
    -- too long for a message
    is_long INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL
) STRICT;

ALTER TABLE syncs ADD COLUMN product_flaws TEXT NOT NULL DEFAULT '';
