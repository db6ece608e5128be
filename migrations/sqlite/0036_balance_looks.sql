-- What providers' accounts held at the last looks, so that one before an attempt can be held
-- against one after it.
CREATE TABLE balance_looks (
    provider TEXT NOT NULL,
    heard_ms INTEGER NOT NULL,
    host TEXT NOT NULL,
    currency TEXT NOT NULL,
    -- exact decimal
    amount TEXT NOT NULL,
    PRIMARY KEY (provider, heard_ms)
) STRICT, WITHOUT ROWID;

-- What the looks around an unclear attempt say of it, written once.
CREATE TABLE order_evidence (
    order_id INTEGER NOT NULL REFERENCES orders (order_id),
    attempt INTEGER NOT NULL,
    -- empty where nothing can be told
    sign TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    until_ms INTEGER NOT NULL,
    PRIMARY KEY (order_id, attempt)
) STRICT, WITHOUT ROWID;

-- What happened at a provider between two looks.
CREATE INDEX orders_changed ON orders (provider, changed_ms) WHERE attempt > 0;
-- Other orders for one target that were accepted.
CREATE INDEX orders_accepted_for_target ON orders (service_id, target) WHERE accepted_ms > 0;
