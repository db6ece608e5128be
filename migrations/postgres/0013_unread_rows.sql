-- What of a provider's list cannot be read, so that owners hear of it once per change. A service
-- that is listed and cannot be read has is_hidden 3.

ALTER TABLE syncs ADD COLUMN unread BIGINT NOT NULL DEFAULT 0;
ALTER TABLE syncs ADD COLUMN flaws TEXT NOT NULL DEFAULT '';
