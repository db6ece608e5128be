-- The two queues beside the shop: raw updates in, Bot API calls out, and what a chat shows.

CREATE TABLE inbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    bot_id INTEGER NOT NULL,
    update_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    body TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    -- 0 waiting, 1 done, 2 parked
    state INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before_ms INTEGER NOT NULL DEFAULT 0,
    error_id TEXT NOT NULL DEFAULT '',
    received_ms INTEGER NOT NULL,
    finished_ms INTEGER NOT NULL DEFAULT 0,
    UNIQUE (bot_id, update_id)
) STRICT;

CREATE INDEX inbox_waiting ON inbox (person_id, seq) WHERE state = 0;
CREATE INDEX inbox_finished ON inbox (finished_ms) WHERE state = 1;

CREATE TABLE screens (
    screen_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id INTEGER NOT NULL,
    -- 0 until Telegram has told the number of the message
    message_id INTEGER NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX screens_by_age ON screens (created_ms);

CREATE TABLE outbox (
    outbox_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    chat_id INTEGER NOT NULL,
    -- 0 reply, 1 push, 2 bulk
    class INTEGER NOT NULL,
    method TEXT NOT NULL,
    payload TEXT NOT NULL,
    screen_id INTEGER NOT NULL DEFAULT 0,
    -- 1: about money or goods, kept for the next /start when the person has blocked the bot
    is_keepsake INTEGER NOT NULL DEFAULT 0,
    -- 0 waiting, 1 sent, 2 parked, 3 replaced by a newer edit, 4 waits for the person's return
    state INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before_ms INTEGER NOT NULL DEFAULT 0,
    lease_owner TEXT NOT NULL,
    lease_until_ms INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    finished_ms INTEGER NOT NULL DEFAULT 0,
    message_id INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX outbox_waiting ON outbox (lease_until_ms, outbox_id) WHERE state = 0;
CREATE INDEX outbox_returning ON outbox (chat_id, outbox_id) WHERE state = 4;
CREATE INDEX outbox_finished ON outbox (finished_ms) WHERE state <> 0;

CREATE TABLE dialogues (
    person_id INTEGER PRIMARY KEY NOT NULL,
    state TEXT NOT NULL,
    updated_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX dialogues_by_age ON dialogues (updated_ms);

CREATE TABLE leases (
    name TEXT PRIMARY KEY NOT NULL,
    owner TEXT NOT NULL,
    until_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE alerts (
    key TEXT PRIMARY KEY NOT NULL,
    told_ms INTEGER NOT NULL,
    count INTEGER NOT NULL
) STRICT;
