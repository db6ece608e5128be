-- What a customer wants to pay in: made by their act, fulfilled by a worker that asks the gateway.
CREATE TABLE deposit_requests (
    request_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (person_id),
    gateway TEXT NOT NULL,
    asset TEXT NOT NULL,
    -- In the shop's currency, micro-units.
    amount INTEGER NOT NULL CHECK (amount > 0),
    -- What the customer pays of the coin, exact decimal; empty where the gateway says it.
    coin_amount TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    -- The gateway's own number of the invoice, 0 for none.
    invoice_id INTEGER NOT NULL DEFAULT 0,
    pay_url TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'asked',
    -- The order that waits for the money, or empty.
    checkout_id TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    lease_until_ms INTEGER NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX deposit_requests_asked ON deposit_requests (request_id) WHERE state = 'asked';
CREATE INDEX deposit_requests_by_person ON deposit_requests (person_id, request_id);
CREATE INDEX deposit_requests_followed ON deposit_requests (gateway, expires_ms)
    WHERE state IN ('open', 'expired');

-- An address belongs to one person for ever.
CREATE TABLE deposit_addresses (
    address_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- evm or tron
    family TEXT NOT NULL,
    -- Of the extended public key it was derived from, and at which index.
    fingerprint TEXT NOT NULL,
    place INTEGER NOT NULL CHECK (place >= 0),
    -- As the network writes it.
    address TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (person_id),
    -- Whether something was ever paid to it.
    is_paid INTEGER NOT NULL DEFAULT 0 CHECK (is_paid IN (0, 1)),
    shown_ms INTEGER NOT NULL,
    UNIQUE (fingerprint, place),
    UNIQUE (family, address)
) STRICT;
CREATE INDEX deposit_addresses_by_person ON deposit_addresses (person_id, family, address_id);

-- Money that arrived: one transfer or one paid invoice each.
CREATE TABLE deposits (
    deposit_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    gateway TEXT NOT NULL,
    -- What the gateway knows it by: the number of the invoice, or transaction and position.
    external_id TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (person_id),
    -- What it answers, or 0.
    request_id INTEGER NOT NULL DEFAULT 0,
    asset TEXT NOT NULL,
    coin_amount TEXT NOT NULL,
    address TEXT NOT NULL DEFAULT '',
    tx TEXT NOT NULL DEFAULT '',
    block_number INTEGER NOT NULL DEFAULT 0,
    block_hash TEXT NOT NULL DEFAULT '',
    confirmations INTEGER NOT NULL DEFAULT 0,
    -- In the shop's currency, micro-units.
    amount INTEGER NOT NULL CHECK (amount >= 0),
    bonus INTEGER NOT NULL DEFAULT 0 CHECK (bonus >= 0),
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    seen_ms INTEGER NOT NULL,
    credited_ms INTEGER NOT NULL DEFAULT 0,
    changed_ms INTEGER NOT NULL,
    UNIQUE (gateway, external_id)
) STRICT;
CREATE INDEX deposits_by_person ON deposits (person_id, deposit_id);
CREATE INDEX deposits_unsettled ON deposits (gateway, deposit_id)
    WHERE state IN ('confirming', 'review', 'orphaned');
CREATE INDEX deposits_credited ON deposits (gateway, credited_ms) WHERE state = 'credited';

-- How far each network was looked at.
CREATE TABLE chain_cursors (
    gateway TEXT PRIMARY KEY NOT NULL,
    block_number INTEGER NOT NULL,
    block_hash TEXT NOT NULL,
    moved_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
