-- Orders that a provider made of one of ours: the parts of an order in parts, and the order of
-- each post of a subscription.
CREATE TABLE child_orders (
    child_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- the order that they settle
    order_id INTEGER NOT NULL REFERENCES orders (order_id),
    provider TEXT NOT NULL,
    id_space TEXT NOT NULL DEFAULT 'orders',
    provider_order_id TEXT NOT NULL,
    -- active, review, completed, partial, canceled
    state TEXT NOT NULL DEFAULT 'active',
    -- what it delivers at the most
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    -- of one that is over: what it did not deliver; never falls
    undelivered INTEGER NOT NULL DEFAULT 0,
    -- what was not delivered yet, -1 when not told
    remains INTEGER NOT NULL DEFAULT -1,
    -- why a person has to judge it, or empty
    doubt TEXT NOT NULL DEFAULT '',
    -- the provider's last words; never shown to a customer
    provider_status TEXT NOT NULL DEFAULT '',
    provider_charge TEXT NOT NULL DEFAULT '',
    next_poll_ms INTEGER NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL,
    CHECK (undelivered >= 0 AND undelivered <= quantity)
) STRICT;

CREATE UNIQUE INDEX child_orders_by_provider_id
    ON child_orders (provider, id_space, provider_order_id);
CREATE INDEX child_orders_by_order ON child_orders (order_id, child_id);
CREATE INDEX child_orders_to_poll ON child_orders (provider, next_poll_ms) WHERE next_poll_ms > 0;

-- When the last day of a subscription is over; 0 for every other order.
ALTER TABLE orders ADD COLUMN expires_ms INTEGER NOT NULL DEFAULT 0;
CREATE INDEX orders_to_expire ON orders (expires_ms) WHERE expires_ms > 0 AND state = 'active';
