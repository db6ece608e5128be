-- What admins ask about: people by name, and what a look at the providers' lists has found.

-- Usernames are ASCII, so both engines fold them alike.
ALTER TABLE people ADD COLUMN username_folded TEXT NOT NULL DEFAULT '';
UPDATE people SET username_folded = lower(username);
CREATE INDEX people_by_username ON people (username_folded) WHERE username_folded <> '';

-- Characters that cannot be seen are no part of a name that is searched for.
UPDATE people SET name_folded =
    replace(replace(replace(replace(replace(replace(replace(
    replace(replace(replace(replace(replace(replace(replace(name_folded
    , char(8203), ''), char(8204), ''), char(8205), ''), char(8206), '')
    , char(8207), ''), char(8234), ''), char(8235), ''), char(8236), '')
    , char(8237), ''), char(8238), ''), char(8294), ''), char(8295), '')
    , char(8296), ''), char(8297), '');

-- What an admin has searched for last, so that its pages can be leafed through.
CREATE TABLE people_searches (
    admin_id INTEGER PRIMARY KEY NOT NULL,
    text TEXT NOT NULL,
    asked_ms INTEGER NOT NULL
) STRICT;

-- The last look at each provider's list.
CREATE TABLE syncs (
    provider TEXT PRIMARY KEY NOT NULL REFERENCES providers (name),
    started_ms INTEGER NOT NULL,
    -- a look is under way until then at the most; 0 when none is
    running_until_ms INTEGER NOT NULL,
    finished_ms INTEGER NOT NULL DEFAULT 0,
    -- a word of ours; empty before the first look has ended
    outcome TEXT NOT NULL DEFAULT '',
    added INTEGER NOT NULL DEFAULT 0,
    restored INTEGER NOT NULL DEFAULT 0,
    hidden INTEGER NOT NULL DEFAULT 0,
    raised INTEGER NOT NULL DEFAULT 0,
    lowered INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Who waits to be told what the next look has found.
CREATE TABLE sync_requests (
    provider TEXT NOT NULL REFERENCES providers (name),
    admin_id INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (provider, admin_id)
) STRICT;
