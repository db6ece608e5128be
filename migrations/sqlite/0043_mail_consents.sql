-- Tests of customers' own mail domains.

-- What a customer has to put into the DNS of a domain, and whether it was found there. A consent is
-- good for 30 days from its issue; then it gets another token.
CREATE TABLE mail_consents (
    consent_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (person_id),
    -- lower-case ASCII, without a dot at the end
    domain TEXT NOT NULL,
    -- 128 random bits as hexadecimal digits
    token TEXT NOT NULL UNIQUE,
    issued_ms INTEGER NOT NULL,
    -- when everything was found last; 0 where something was missing then, or nobody has looked
    proved_ms INTEGER NOT NULL DEFAULT 0,
    UNIQUE (person_id, domain)
) STRICT;

-- Checks that customers ask for, each answered once by a worker.
CREATE TABLE mail_checks (
    check_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    consent_id INTEGER NOT NULL REFERENCES mail_consents (consent_id),
    person_id INTEGER NOT NULL,
    -- of the consent at that time
    token TEXT NOT NULL,
    asked_ms INTEGER NOT NULL,
    lease_until_ms INTEGER NOT NULL DEFAULT 0,
    is_answered INTEGER NOT NULL DEFAULT 0 CHECK (is_answered IN (0, 1)),
    -- what was missing, by a word of ours; empty for nothing
    problem TEXT NOT NULL DEFAULT '',
    -- the name or number that it is about
    about TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX mail_checks_waiting ON mail_checks (check_id) WHERE is_answered = 0;
CREATE INDEX mail_checks_by_person ON mail_checks (person_id, asked_ms);
CREATE INDEX mail_checks_by_consent ON mail_checks (consent_id, check_id);
CREATE INDEX mail_checks_by_time ON mail_checks (asked_ms);

-- The address of each order, and how far it is.
CREATE TABLE mail_orders (
    order_id INTEGER PRIMARY KEY NOT NULL REFERENCES orders (order_id),
    domain TEXT NOT NULL,
    -- the part of it that can be registered: what is counted together
    registrable TEXT NOT NULL,
    -- drawn by the shop; no other order has it
    target TEXT NOT NULL UNIQUE,
    quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000),
    -- when it was handed to the provider last; 0 for never
    sent_ms INTEGER NOT NULL DEFAULT 0,
    -- when the provider's lists were looked through for it last
    looked_ms INTEGER NOT NULL DEFAULT 0,
    -- since when they do not have it; 0 where they do, or nobody has looked
    absent_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX mail_orders_by_domain ON mail_orders (registrable, order_id);
CREATE INDEX mail_orders_by_time ON mail_orders (sent_ms, order_id);

-- A row for each domain that was ever ordered for: whoever orders for it takes its lock.
CREATE TABLE mail_domains (
    registrable TEXT PRIMARY KEY NOT NULL,
    placed_ms INTEGER NOT NULL
) STRICT;
