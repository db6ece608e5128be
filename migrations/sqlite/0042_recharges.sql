-- Top-ups of phones and games: what they would cost, what they did, and the trial before any is sold.

-- A price that is asked of a provider before an order: amount and commission.
CREATE TABLE recharge_previews (
    preview_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- the quote that is made of the answer
    checkout_id TEXT NOT NULL UNIQUE,
    -- the quote whose time had run out when its owner confirmed it; empty for none
    replaces TEXT NOT NULL,
    person_id INTEGER NOT NULL,
    service_id INTEGER NOT NULL,
    provider TEXT NOT NULL,
    -- versioned JSON of what was entered, with the number of the sealed destination
    inputs TEXT NOT NULL,
    -- whole units of the currency in the inputs
    amount INTEGER NOT NULL,
    -- versioned JSON of the service as it was shown
    terms TEXT NOT NULL,
    -- waiting, ready or failed
    state TEXT NOT NULL,
    -- why it failed, a word of ours; empty otherwise
    problem TEXT NOT NULL,
    -- exact decimals in the provider's currency; empty before
    total TEXT NOT NULL,
    commission TEXT NOT NULL,
    decimals INTEGER NOT NULL,
    lease_until_ms INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    answered_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX recharge_previews_waiting ON recharge_previews (provider, preview_id)
    WHERE state = 'waiting';
CREATE INDEX recharge_previews_own ON recharge_previews (person_id, preview_id);
CREATE INDEX recharge_previews_old ON recharge_previews (created_ms);

-- What a provider says of an order's operation: both what it took and what arrived.
CREATE TABLE recharge_operations (
    order_id INTEGER PRIMARY KEY NOT NULL REFERENCES orders (order_id),
    -- exact decimals; empty where they are not told
    debit TEXT NOT NULL,
    debit_currency TEXT NOT NULL,
    amount TEXT NOT NULL,
    amount_currency TEXT NOT NULL,
    -- JSON list of amount, currency and kind
    pieces TEXT NOT NULL,
    changed_ms INTEGER NOT NULL
) STRICT;

-- The one top-up that an owner makes before any is sold, and what it cost in truth.
CREATE TABLE recharge_trials (
    trial_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    provider TEXT NOT NULL,
    -- where its account is: another host is another account
    host TEXT NOT NULL,
    owner_id INTEGER NOT NULL,
    -- 0 before it is ordered
    order_id INTEGER NOT NULL,
    -- begun, ordered, measured, failed, agreed or given_up
    state TEXT NOT NULL,
    -- exact decimals in the provider's currency; empty before they are known
    total TEXT NOT NULL,
    decimals INTEGER NOT NULL,
    balance_before TEXT NOT NULL,
    balance_after TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX recharge_trials_open ON recharge_trials (provider)
    WHERE state IN ('begun', 'ordered');
CREATE INDEX recharge_trials_of ON recharge_trials (provider, trial_id);
CREATE INDEX recharge_trials_order ON recharge_trials (order_id);
