-- People, their wallets, and the append-only double-entry ledger.
-- Times are unix milliseconds, money is micro-units (10^-6) of the shop's currency.

CREATE TABLE meta (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE people (
    person_id INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    username TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    language TEXT NOT NULL,
    client_language TEXT NOT NULL,
    is_blocked INTEGER NOT NULL DEFAULT 0,
    is_banned INTEGER NOT NULL DEFAULT 0,
    screen_id INTEGER NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX people_by_name ON people (name_folded);

CREATE TABLE owners (
    person_id INTEGER PRIMARY KEY NOT NULL,
    added_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE wallets (
    person_id INTEGER PRIMARY KEY NOT NULL REFERENCES people (person_id),
    available INTEGER NOT NULL DEFAULT 0 CHECK (available >= 0),
    bonus INTEGER NOT NULL DEFAULT 0 CHECK (bonus >= 0),
    held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0),
    owed INTEGER NOT NULL DEFAULT 0 CHECK (owed >= 0)
) STRICT;

CREATE TABLE entries (
    entry_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    kind TEXT NOT NULL,
    cause TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES people (person_id),
    order_id INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    memo_key TEXT NOT NULL,
    memo_args TEXT NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX entries_by_person ON entries (person_id, entry_id);
CREATE INDEX entries_by_order ON entries (order_id, entry_id) WHERE order_id <> 0;

CREATE TABLE postings (
    entry_id INTEGER NOT NULL REFERENCES entries (entry_id),
    line INTEGER NOT NULL,
    account TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'ledger entries are append-only'); END;
CREATE TRIGGER entries_are_never_removed BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'ledger entries are append-only'); END;
CREATE TRIGGER postings_are_never_changed BEFORE UPDATE ON postings
BEGIN SELECT RAISE(ABORT, 'ledger postings are append-only'); END;
CREATE TRIGGER postings_are_never_removed BEFORE DELETE ON postings
BEGIN SELECT RAISE(ABORT, 'ledger postings are append-only'); END;
