-- What admins ask about: people by name, and what a look at the providers' lists has found.

-- Usernames are ASCII, so both engines fold them alike.
ALTER TABLE people ADD COLUMN username_folded TEXT NOT NULL DEFAULT '';
UPDATE people SET username_folded = lower(username);
CREATE INDEX people_by_username ON people (username_folded) WHERE username_folded <> '';

-- Characters that cannot be seen are no part of a name that is searched for.
UPDATE people SET name_folded =
    replace(replace(replace(replace(replace(replace(replace(
    replace(replace(replace(replace(replace(replace(replace(name_folded
    , chr(8203), ''), chr(8204), ''), chr(8205), ''), chr(8206), '')
    , chr(8207), ''), chr(8234), ''), chr(8235), ''), chr(8236), '')
    , chr(8237), ''), chr(8238), ''), chr(8294), ''), chr(8295), '')
    , chr(8296), ''), chr(8297), '');

-- What an admin has searched for last, so that its pages can be leafed through.
CREATE TABLE people_searches (
    admin_id BIGINT PRIMARY KEY NOT NULL,
    text TEXT NOT NULL,
    asked_ms BIGINT NOT NULL
);

-- The last look at each provider's list.
CREATE TABLE syncs (
    provider TEXT PRIMARY KEY NOT NULL REFERENCES providers (name),
    started_ms BIGINT NOT NULL,
    -- a look is under way until then at the most; 0 when none is
    running_until_ms BIGINT NOT NULL,
    finished_ms BIGINT NOT NULL DEFAULT 0,
    -- a word of ours; empty before the first look has ended
    outcome TEXT NOT NULL DEFAULT '',
    added BIGINT NOT NULL DEFAULT 0,
    restored BIGINT NOT NULL DEFAULT 0,
    hidden BIGINT NOT NULL DEFAULT 0,
    raised BIGINT NOT NULL DEFAULT 0,
    lowered BIGINT NOT NULL DEFAULT 0,
    changed BIGINT NOT NULL DEFAULT 0,
    unchanged BIGINT NOT NULL DEFAULT 0
);

-- Who waits to be told what the next look has found.
CREATE TABLE sync_requests (
    provider TEXT NOT NULL REFERENCES providers (name),
    admin_id BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (provider, admin_id)
);
