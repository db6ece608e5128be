-- What admins are about to do (one-time buttons) and what they did (a hash-chained journal).

CREATE TABLE admin_acts (
    nonce TEXT PRIMARY KEY NOT NULL,
    admin_id BIGINT NOT NULL,
    act TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    -- 0 open, 1 used
    state BIGINT NOT NULL DEFAULT 0
);

CREATE INDEX admin_acts_by_age ON admin_acts (created_ms);

-- Ids that an admin typed for an order in review: a worker asks the provider about each, and only its
-- answer carries the Confirm button of `nonce`.
CREATE TABLE id_previews (
    nonce TEXT PRIMARY KEY NOT NULL,
    admin_id BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    provider TEXT NOT NULL,
    provider_order_id TEXT NOT NULL,
    created_ms BIGINT NOT NULL
);

CREATE INDEX id_previews_by_age ON id_previews (created_ms);

CREATE TABLE journal (
    seq BIGINT PRIMARY KEY NOT NULL,
    at_ms BIGINT NOT NULL,
    actor_id BIGINT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    reason TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_is_never_removed BEFORE DELETE ON journal
FOR EACH ROW EXECUTE FUNCTION refuse_change();
