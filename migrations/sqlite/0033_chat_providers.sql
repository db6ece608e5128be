-- Providers that owners add in the chat, and what owners decide about providers there.

-- 1 while it is stopped by what owners decide: its services are not on show, nothing is sent.
ALTER TABLE providers ADD COLUMN is_closed INTEGER NOT NULL DEFAULT 0;
-- Owners are warned when its balance falls below this many units of its currency; 0 for never.
ALTER TABLE providers ADD COLUMN warn_below INTEGER NOT NULL DEFAULT 10;
-- 1 since they were warned, until it is above again.
ALTER TABLE providers ADD COLUMN is_low INTEGER NOT NULL DEFAULT 0;

CREATE TABLE chat_providers (
    name TEXT PRIMARY KEY NOT NULL REFERENCES providers (name),
    kind TEXT NOT NULL,
    host TEXT NOT NULL,
    -- address and key, sealed for this row
    sealed_url TEXT NOT NULL,
    sealed_key TEXT NOT NULL,
    currency TEXT NOT NULL,
    -- shop currency for one unit of it, exact decimal
    conversion TEXT NOT NULL,
    -- grows with each change, so that its client is made anew
    revision INTEGER NOT NULL,
    added_by INTEGER NOT NULL,
    added_ms INTEGER NOT NULL
) STRICT;

-- What an owner has typed so far of a provider; one at a time.
CREATE TABLE provider_drafts (
    draft_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    admin_id INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL,
    host TEXT NOT NULL,
    -- address and key, sealed for this row; empty before
    sealed_url TEXT NOT NULL,
    sealed_key TEXT NOT NULL,
    currency TEXT NOT NULL,
    conversion TEXT NOT NULL,
    -- typed, asked (a worker tries it) or answered
    state TEXT NOT NULL,
    -- what the account held, exact decimal; empty before
    balance TEXT NOT NULL,
    -- of the button that adds it; empty before
    nonce TEXT NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX provider_drafts_asked ON provider_drafts (created_ms) WHERE state = 'asked';
CREATE INDEX provider_drafts_old ON provider_drafts (created_ms);
