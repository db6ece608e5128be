-- How far each network was looked at, by each kind of look: at addresses that were shown or paid
-- lately (fresh), at every address (late), and for tokens that are not listed (unlisted).
CREATE TABLE chain_looks (
    gateway TEXT NOT NULL,
    look TEXT NOT NULL,
    block_number INTEGER NOT NULL,
    block_hash TEXT NOT NULL,
    -- When this block was reached; it stands while no new one comes.
    moved_ms INTEGER NOT NULL,
    -- The newest block that nodes told of, and when a look last came to it.
    head INTEGER NOT NULL,
    looked_ms INTEGER NOT NULL,
    PRIMARY KEY (gateway, look)
) STRICT, WITHOUT ROWID;

-- Until now every address was in the one look that there was, so that each begins where it ended.
INSERT INTO chain_looks (gateway, look, block_number, block_hash, moved_ms, head, looked_ms)
SELECT gateway, 'fresh', block_number, block_hash, moved_ms, block_number, moved_ms FROM chain_cursors;
INSERT INTO chain_looks (gateway, look, block_number, block_hash, moved_ms, head, looked_ms)
SELECT gateway, 'late', block_number, block_hash, moved_ms, block_number, moved_ms FROM chain_cursors;
INSERT INTO chain_looks (gateway, look, block_number, block_hash, moved_ms, head, looked_ms)
SELECT gateway, 'unlisted', block_number, block_hash, moved_ms, block_number, moved_ms FROM chain_cursors;
DROP TABLE chain_cursors;

-- Until when an address is looked at all the time: a week after it was shown or paid to.
ALTER TABLE deposit_addresses ADD COLUMN hot_until_ms INTEGER NOT NULL DEFAULT 0;
UPDATE deposit_addresses SET hot_until_ms = shown_ms + 604800000;
CREATE INDEX deposit_addresses_hot ON deposit_addresses (family, hot_until_ms);

-- Whether its owner was told that it waits for more than blocks: once is enough.
ALTER TABLE deposits ADD COLUMN is_wait_told INTEGER NOT NULL DEFAULT 0 CHECK (is_wait_told IN (0, 1));

-- What is counted together for a bonus: what one address got.
CREATE INDEX deposits_by_address ON deposits (address, credited_ms) WHERE state = 'credited';

-- What one coin is worth on the market, as it was told last.
CREATE TABLE coin_prices (
    asset TEXT PRIMARY KEY NOT NULL,
    -- Units of the shop's currency for one, exact decimal.
    price TEXT NOT NULL,
    told_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Transfers of tokens that are not listed, by day. What is too much to be named stands together
-- under an empty contract.
CREATE TABLE unlisted_tokens (
    gateway TEXT NOT NULL,
    -- Days since 1970.
    day INTEGER NOT NULL,
    contract TEXT NOT NULL,
    transfers INTEGER NOT NULL CHECK (transfers > 0),
    -- How many of them are kept as deposits.
    kept INTEGER NOT NULL CHECK (kept >= 0),
    PRIMARY KEY (gateway, day, contract)
) STRICT, WITHOUT ROWID;
