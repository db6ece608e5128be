-- Quotes that were made of the lines of one message, and are confirmed together.

-- 128 random bits in hex; empty for a quote of its own.
ALTER TABLE quotes ADD COLUMN batch_id TEXT NOT NULL DEFAULT '';
-- The number of the line.
ALTER TABLE quotes ADD COLUMN batch_place BIGINT NOT NULL DEFAULT 0;

CREATE INDEX quotes_of_batch ON quotes (batch_id, batch_place) WHERE batch_id <> '';
