-- Refills and cancels that are asked of providers, each a submission with a life of its own.
CREATE TABLE order_requests (
    request_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    order_id INTEGER NOT NULL REFERENCES orders (order_id),
    provider TEXT NOT NULL,
    -- the provider's number of the order
    provider_order_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued',
    -- a word of the outcome tables, never a provider's text
    reason TEXT NOT NULL DEFAULT '',
    asked_by INTEGER NOT NULL,
    attempt INTEGER NOT NULL DEFAULT 0,
    -- the provider's number of the refill; empty for a cancel
    provider_request_id TEXT NOT NULL DEFAULT '',
    provider_status TEXT NOT NULL DEFAULT '',
    not_before_ms INTEGER NOT NULL DEFAULT 0,
    lease_owner TEXT NOT NULL DEFAULT '',
    lease_until_ms INTEGER NOT NULL DEFAULT 0,
    next_poll_ms INTEGER NOT NULL DEFAULT 0,
    asked_ms INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX order_requests_open ON order_requests (order_id, kind)
    WHERE state IN ('queued', 'asking', 'accepted');
CREATE INDEX order_requests_by_order ON order_requests (order_id, kind, request_id);
CREATE INDEX order_requests_waiting ON order_requests (provider, kind, request_id)
    WHERE state = 'queued';
CREATE INDEX order_requests_claimed ON order_requests (lease_until_ms) WHERE state = 'asking';
CREATE INDEX order_requests_taken ON order_requests (changed_ms) WHERE state = 'accepted';
CREATE INDEX order_requests_followed ON order_requests (provider, next_poll_ms)
    WHERE next_poll_ms > 0;
