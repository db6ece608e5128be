-- What is sold, where it is bought, what was quoted and what was ordered.

CREATE TABLE providers (
    name TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    host TEXT NOT NULL,
    currency TEXT NOT NULL,
    conversion TEXT NOT NULL,
    is_on INTEGER NOT NULL,
    -- submissions in a row with an unknown outcome; at 3 the provider gets no more until its
    -- balance call works
    unknown_streak INTEGER NOT NULL DEFAULT 0,
    not_before_ms INTEGER NOT NULL DEFAULT 0,
    -- automatic returns within the running hour
    returns_from_ms INTEGER NOT NULL DEFAULT 0,
    returns_count INTEGER NOT NULL DEFAULT 0,
    returns_amount INTEGER NOT NULL DEFAULT 0,
    synced_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE categories (
    category_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    -- services a customer can see; kept by whoever shows or hides services
    visible_count INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE services (
    service_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    category_id INTEGER NOT NULL REFERENCES categories (category_id),
    -- where it is bought now
    source_id INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    kind_label TEXT NOT NULL,
    min_quantity INTEGER NOT NULL,
    max_quantity INTEGER NOT NULL,
    has_refill INTEGER NOT NULL,
    has_cancel INTEGER NOT NULL,
    has_dripfeed INTEGER NOT NULL,
    description TEXT NOT NULL,
    average_time TEXT NOT NULL,
    -- 0 shown, 1 gone from the provider's list, 2 the provider is off or has no rate
    is_hidden INTEGER NOT NULL DEFAULT 0,
    updated_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX services_by_category ON services (category_id, is_hidden, service_id);

CREATE TABLE sources (
    source_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    service_id INTEGER NOT NULL REFERENCES services (service_id),
    provider TEXT NOT NULL REFERENCES providers (name),
    provider_service_id TEXT NOT NULL,
    rate TEXT NOT NULL,
    pricing TEXT NOT NULL DEFAULT 'per_1000',
    updated_ms INTEGER NOT NULL,
    UNIQUE (provider, provider_service_id)
) STRICT;

CREATE INDEX sources_by_service ON sources (service_id);

CREATE TABLE quotes (
    checkout_id TEXT PRIMARY KEY NOT NULL,
    person_id INTEGER NOT NULL,
    service_id INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    link TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    price INTEGER NOT NULL CHECK (price > 0),
    rate TEXT NOT NULL,
    currency TEXT NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX quotes_by_age ON quotes (created_ms);

CREATE TABLE orders (
    order_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (person_id),
    checkout_id TEXT NOT NULL UNIQUE,
    service_id INTEGER NOT NULL REFERENCES services (service_id),
    source_id INTEGER NOT NULL REFERENCES sources (source_id),
    provider TEXT NOT NULL,
    id_space TEXT NOT NULL DEFAULT 'orders',
    provider_order_id TEXT NOT NULL DEFAULT '',
    -- an id that came with an unclear answer; a hint for the person who reviews
    seen_id TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    link TEXT NOT NULL,
    inputs TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    billed_quantity INTEGER NOT NULL,
    price INTEGER NOT NULL CHECK (price > 0),
    returned INTEGER NOT NULL DEFAULT 0,
    is_settled INTEGER NOT NULL DEFAULT 0,
    provider_rate TEXT NOT NULL,
    provider_currency TEXT NOT NULL,
    provider_status TEXT NOT NULL DEFAULT '',
    provider_charge TEXT NOT NULL DEFAULT '',
    start_count INTEGER NOT NULL DEFAULT -1,
    remains INTEGER NOT NULL DEFAULT -1,
    attempt INTEGER NOT NULL DEFAULT 0,
    -- why the order is where it is: a word of the outcome tables, never a provider's text
    reason TEXT NOT NULL DEFAULT '',
    review_kind TEXT NOT NULL DEFAULT '',
    -- what a return in review would give back in all, once a person agrees
    review_target INTEGER NOT NULL DEFAULT 0,
    reviewed_by INTEGER NOT NULL DEFAULT 0,
    reminded_ms INTEGER NOT NULL DEFAULT 0,
    needs_attention INTEGER NOT NULL DEFAULT 0,
    not_before_ms INTEGER NOT NULL DEFAULT 0,
    lease_owner TEXT NOT NULL DEFAULT '',
    lease_until_ms INTEGER NOT NULL DEFAULT 0,
    next_poll_ms INTEGER NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL,
    accepted_ms INTEGER NOT NULL DEFAULT 0,
    changed_ms INTEGER NOT NULL,
    CHECK (returned >= 0 AND returned <= price)
) STRICT;

-- Order numbers start at 1001 and are never reused.
INSERT INTO sqlite_sequence (name, seq) VALUES ('orders', 1000);

CREATE INDEX orders_by_person ON orders (person_id, order_id);
CREATE INDEX orders_queued ON orders (provider, not_before_ms, order_id) WHERE state = 'queued';
CREATE INDEX orders_submitting ON orders (lease_until_ms) WHERE state = 'submitting';
-- Which targets are being sent for; looked at for every queued order.
CREATE INDEX orders_being_sent ON orders (provider, link) WHERE state = 'submitting';
CREATE INDEX orders_in_review ON orders (order_id) WHERE state = 'review';
CREATE INDEX orders_to_poll ON orders (provider, next_poll_ms) WHERE next_poll_ms > 0;
CREATE INDEX orders_by_time ON orders (provider, created_ms);
CREATE INDEX orders_stale ON orders (changed_ms) WHERE state IN ('active', 'queued');
CREATE UNIQUE INDEX orders_by_provider_id ON orders (provider, id_space, provider_order_id)
    WHERE provider_order_id <> '';

CREATE TABLE order_events (
    event_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    order_id INTEGER NOT NULL REFERENCES orders (order_id),
    at_ms INTEGER NOT NULL,
    state TEXT NOT NULL,
    detail TEXT NOT NULL,
    actor_id INTEGER NOT NULL
) STRICT;

CREATE INDEX order_events_by_order ON order_events (order_id, event_id);
