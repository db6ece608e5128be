-- A service may be bought at several providers.

-- How the list of its provider has a source: 0 listed, 1 gone, 3 listed so that it cannot be read.
ALTER TABLE sources ADD COLUMN presence INTEGER NOT NULL DEFAULT 0;
UPDATE sources SET presence = (SELECT s.is_hidden FROM services s
    WHERE s.service_id = sources.service_id)
    WHERE service_id IN (SELECT service_id FROM services WHERE is_hidden IN (1, 3));

-- Where a service may be bought beside the source that it came with, by an owner's word.
CREATE TABLE service_sources (
    service_id INTEGER NOT NULL REFERENCES services (service_id),
    source_id INTEGER NOT NULL REFERENCES sources (source_id),
    added_by INTEGER NOT NULL,
    added_ms INTEGER NOT NULL,
    PRIMARY KEY (service_id, source_id)
) STRICT;

CREATE INDEX service_sources_by_source ON service_sources (source_id);
CREATE INDEX services_by_source ON services (source_id);

-- How the orders of such services were delivered, by where they were bought.
CREATE TABLE source_stats (
    source_id INTEGER PRIMARY KEY NOT NULL REFERENCES sources (source_id),
    orders INTEGER NOT NULL,
    delivered INTEGER NOT NULL,
    computed_ms INTEGER NOT NULL
) STRICT;

-- Orders that went to another source because nothing was placed at the one before. A source is left
-- once.
CREATE TABLE order_moves (
    order_id INTEGER NOT NULL REFERENCES orders (order_id),
    from_source_id INTEGER NOT NULL,
    to_source_id INTEGER NOT NULL,
    -- the attempts that had been made by then
    attempt INTEGER NOT NULL,
    -- a word of ours
    reason TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (order_id, from_source_id)
) STRICT;

-- What waits to be sent to a source.
CREATE INDEX orders_queued_at_source ON orders (source_id) WHERE state = 'queued';
