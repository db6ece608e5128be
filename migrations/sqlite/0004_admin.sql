-- What admins are about to do (one-time buttons) and what they did (a hash-chained journal).

CREATE TABLE admin_acts (
    nonce TEXT PRIMARY KEY NOT NULL,
    admin_id INTEGER NOT NULL,
    act TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    -- 0 open, 1 used
    state INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX admin_acts_by_age ON admin_acts (created_ms);

-- Ids that an admin typed for an order in review: a worker asks the provider about each, and only its
-- answer carries the Confirm button of `nonce`.
CREATE TABLE id_previews (
    nonce TEXT PRIMARY KEY NOT NULL,
    admin_id INTEGER NOT NULL,
    order_id INTEGER NOT NULL,
    provider TEXT NOT NULL,
    provider_order_id TEXT NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX id_previews_by_age ON id_previews (created_ms);

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY NOT NULL,
    at_ms INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    reason TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_never_removed BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
