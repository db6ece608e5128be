-- Customers' requests for the money that an order lacks, and the owners' messages that show them.

CREATE TABLE top_up_requests (
    request_id INTEGER PRIMARY KEY NOT NULL,
    person_id INTEGER NOT NULL,
    checkout_id TEXT NOT NULL,
    -- what the order is for, as owners read it
    service TEXT NOT NULL,
    amount INTEGER NOT NULL,
    -- open, given, declined, superseded
    state TEXT NOT NULL,
    -- of the entry that gives it
    cause TEXT NOT NULL UNIQUE,
    asked_ms INTEGER NOT NULL,
    decided_by INTEGER NOT NULL DEFAULT 0,
    decided_ms INTEGER NOT NULL DEFAULT 0,
    -- why it was declined: a word of ours, and an owner's own words
    reason TEXT NOT NULL DEFAULT '',
    words TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE UNIQUE INDEX top_up_requests_one_open ON top_up_requests (person_id) WHERE state = 'open';
CREATE INDEX top_up_requests_by_person ON top_up_requests (person_id, request_id);
CREATE INDEX top_up_requests_by_age ON top_up_requests (asked_ms);

CREATE TABLE top_up_cards (
    request_id INTEGER NOT NULL,
    admin_id INTEGER NOT NULL,
    -- the message; see screens
    screen_id INTEGER NOT NULL,
    PRIMARY KEY (request_id, admin_id)
) STRICT;
