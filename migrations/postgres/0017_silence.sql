-- When a status first said that the delivery has begun; 0 before.
ALTER TABLE orders ADD COLUMN started_ms BIGINT NOT NULL DEFAULT 0;
-- Since when the provider, which answers otherwise, tells nothing of this order; 0 while it does.
ALTER TABLE orders ADD COLUMN silent_since_ms BIGINT NOT NULL DEFAULT 0;
-- How it is silent: unknown, absent, unreadable; empty while it is not.
ALTER TABLE orders ADD COLUMN silence TEXT NOT NULL DEFAULT '';
-- 1 once the owners know of it.
ALTER TABLE orders ADD COLUMN is_silence_told BIGINT NOT NULL DEFAULT 0;

UPDATE orders SET started_ms = accepted_ms
    WHERE LOWER(REPLACE(REPLACE(REPLACE(provider_status, ' ', ''), '_', ''), '-', ''))
        IN ('inprogress', 'active');
